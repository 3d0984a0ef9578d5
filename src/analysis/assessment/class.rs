//! How a class lies on a role.

use super::{Mean, RateeResult, RoundResult};
use crate::analysis::{Audience, anonymity};

/// Whose view of people is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// Everyone's of themselves.
    Oneself,
    /// That of all who rate them.
    Others,
}

/// How the people of a class lie on a role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// A score for each person who has one, lowest first: neither a name nor an order tells whose it is.
    pub scores: Vec<f64>,
    /// Their mean.
    pub mean: Option<Mean>,
    /// So few people have one that it is for the trainer only; then the room gets none of it.
    pub trainer_only: bool,
}

impl RoundResult {
    /// How the people of the round lie on a role, by its place, as far as this audience may see it. This must be the
    /// result for that audience: what is hidden of a person is in no score here either.
    pub fn distribution(&self, role: usize, whose: Whose, audience: Audience) -> Distribution {
        let score = |ratee: &RateeResult| {
            let comparison = &ratee.roles.get(role)?.comparison;
            let mean = match whose {
                Whose::Oneself => comparison.oneself,
                Whose::Others => comparison.others,
            };
            Some(mean?.value)
        };
        let mut scores: Vec<f64> = self.ratees.iter().filter_map(score).collect();
        scores.sort_by(f64::total_cmp);
        let trainer_only = !scores.is_empty() && !anonymity::is_for_the_room(scores.len(), self.min_group);
        if trainer_only && audience != Audience::Trainer {
            scores.clear();
        }
        Distribution { mean: Mean::of(scores.iter().copied()), scores, trainer_only }
    }
}
