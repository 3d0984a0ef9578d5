//! What is worth telling of a person, one thing after the other.

use super::{Comparison, Quadrant, RateeResult};
use crate::analysis::anonymity::Groups;

/// A role or an activity, by its place in the instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// A role.
    Role(usize),
    /// A key business activity.
    Activity(usize),
}

/// Something worth telling of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Insight {
    /// A role, by its place, stands in this quadrant.
    Standing(Quadrant, usize),
    /// Self and others lie too far apart to leave it unspoken.
    WideGap(Section),
    /// Of all activities, others are highest against self in these, the first one most.
    Strongest(Vec<usize>),
    /// Of all activities, others are lowest against self in these, the first one most.
    Weakest(Vec<usize>),
    /// Here whole groups gave the same answer, and nothing more is said.
    Agreed(Vec<(Section, Groups)>),
    /// Groups that are shown nowhere ([`RateeResult::hidden`]), or not here.
    NotShown(Vec<(Section, Groups)>),
}

impl RateeResult {
    /// Everything worth telling, always in the same order: roles by quadrant, in the order of [`Quadrant::ALL`]; wide
    /// gaps; the strongest and the weakest activities; who agrees; who is not shown.
    pub fn insights(&self) -> Vec<Insight> {
        let standing = |quadrant| self.in_quadrant(quadrant).map(move |role| Insight::Standing(quadrant, role));
        let mut insights: Vec<_> = Quadrant::ALL.into_iter().flat_map(standing).collect();
        insights.extend(self.wide_gaps().into_iter().map(Insight::WideGap));
        let [strongest, _, weakest] = self.ranked_activities();
        if !strongest.is_empty() {
            insights.push(Insight::Strongest(strongest.to_vec()));
            insights.push(Insight::Weakest(weakest.iter().rev().copied().collect()));
        }
        let agreed = self.sections_of(|comparison| &comparison.agreed);
        if !agreed.is_empty() {
            insights.push(Insight::Agreed(agreed));
        }
        let dropped = self.sections_of(|comparison| &comparison.dropped);
        if !self.hidden.is_empty() || !dropped.is_empty() {
            insights.push(Insight::NotShown(dropped));
        }
        insights
    }

    /// The roles in a quadrant, by their places, in the instrument's order.
    pub fn in_quadrant(&self, quadrant: Quadrant) -> impl Iterator<Item = usize> {
        let roles = self.roles.iter().enumerate();
        roles.filter(move |(_, role)| role.quadrant == Some(quadrant)).map(|(place, _)| place)
    }

    /// Where the gap between self and others is flagged, the widest first.
    pub fn wide_gaps(&self) -> Vec<Section> {
        let width = |comparison: &Comparison| comparison.gap.unwrap_or_default().abs();
        let mut wide: Vec<_> = self.comparisons().filter(|(_, comparison)| comparison.flagged).collect();
        wide.sort_by(|(_, a), (_, b)| width(b).total_cmp(&width(a)));
        wide.into_iter().map(|(section, _)| section).collect()
    }

    /// The places of the activities that both self and others scored, smallest gap first: the strongest (others highest
    /// against self), those in between, and the weakest.
    pub fn ranked_activities(&self) -> [&[usize]; 3] {
        let ends = self.most_ranked();
        let (strongest, rest) = self.activities_by_gap.split_at_checked(ends).unwrap_or_default();
        let (between, weakest) = rest.split_at_checked(rest.len().saturating_sub(ends)).unwrap_or_default();
        [strongest, between, weakest]
    }

    /// Self against others in every role, then in every activity.
    pub fn comparisons(&self) -> impl Iterator<Item = (Section, &Comparison)> {
        let roles = self.roles.iter().enumerate().map(|(place, role)| (Section::Role(place), &role.comparison));
        let activities = self.activities.iter().enumerate();
        roles.chain(activities.map(|(place, activity)| (Section::Activity(place), &activity.comparison)))
    }

    fn sections_of(&self, groups: impl Fn(&Comparison) -> &Vec<Groups>) -> Vec<(Section, Groups)> {
        let of_section = |(section, comparison)| groups(comparison).iter().map(move |groups| (section, *groups));
        self.comparisons().flat_map(of_section).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            anonymity::{Hidden, Reason},
            assessment::{ActivityResult, RoleResult},
        },
        model::{ItemId, MemberId, RaterGroup, RoleId},
    };

    const PEERS: Groups = Groups::one(RaterGroup::Peer);

    fn role(quadrant: Option<Quadrant>, comparison: Comparison) -> RoleResult {
        RoleResult { role: RoleId::new("r").unwrap(), quadrant, comparison }
    }

    fn gap(gap: f64, flagged: bool) -> Comparison {
        Comparison { gap: Some(gap), flagged, ..Comparison::default() }
    }

    fn person(roles: Vec<RoleResult>, gaps: &[Comparison], by_gap: &[usize]) -> RateeResult {
        let activity = |comparison: &Comparison| ActivityResult {
            item: ItemId::new("a").unwrap(),
            comparison: comparison.clone(),
        };
        RateeResult {
            id: MemberId::new("p").unwrap(),
            answers: 9,
            roles,
            activities: gaps.iter().map(activity).collect(),
            activities_by_gap: by_gap.to_vec(),
            shown: Vec::new(),
            hidden: Vec::new(),
        }
    }

    #[test]
    fn everything_is_told_in_a_fixed_order() {
        use Insight::{Agreed, NotShown, Standing, Strongest, Weakest, WideGap};
        use Quadrant::{BlindSpot, Potential, SharedStrength, ToDevelop};
        let mut person = person(
            vec![
                role(Some(ToDevelop), gap(0.2, false)),
                role(Some(BlindSpot), gap(1.8, true)),
                role(None, Comparison { agreed: vec![PEERS], ..gap(0.0, false) }),
                role(Some(SharedStrength), gap(-0.1, false)),
                role(Some(Potential), Comparison { dropped: vec![PEERS], ..gap(-1.7, true) }),
                role(Some(SharedStrength), gap(0.1, false)),
            ],
            &[gap(2.5, true), gap(-1.0, false), gap(0.0, false), gap(0.3, false), gap(-2.0, true)],
            &[4, 1, 2, 3, 0],
        );
        let expected = [
            Standing(SharedStrength, 3),
            Standing(SharedStrength, 5),
            Standing(BlindSpot, 1),
            Standing(Potential, 4),
            Standing(ToDevelop, 0),
            // 2.5, −2.0, 1.8, −1.7
            WideGap(Section::Activity(0)),
            WideGap(Section::Activity(4)),
            WideGap(Section::Role(1)),
            WideGap(Section::Role(4)),
            // Of five activities, two are at either end.
            Strongest(vec![4, 1]),
            Weakest(vec![0, 3]),
            Agreed(vec![(Section::Role(2), PEERS)]),
            NotShown(vec![(Section::Role(4), PEERS)]),
        ];
        assert_eq!(person.insights(), expected);
        assert_eq!(person.ranked_activities(), [&[4, 1][..], &[2], &[3, 0]]);

        // A group that is hidden everywhere is told of even where no role drops one.
        person.roles.clear();
        person.activities.clear();
        person.activities_by_gap.clear();
        assert_eq!(person.insights(), []);
        person.hidden.push(Hidden { groups: PEERS, reason: Reason::TooFew, protects: PEERS });
        assert_eq!(person.insights(), [NotShown(vec![])]);
    }
}
