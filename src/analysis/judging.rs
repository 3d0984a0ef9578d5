//! From what somebody has done to what may be judged of them: a few questions about what was seen or heard, and the
//! value that the answers lead to. Our reading of the literature's scales; nobody's hopes are asked for.

use std::collections::BTreeMap;

use crate::model::{Coverage, PoliticalStatus, Support};

/// A judgement that a few questions help with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guided {
    /// Support.
    Support,
    /// Coverage.
    Coverage,
    /// Political status.
    Status,
}

impl Guided {
    /// All, in the order of the sheet.
    pub const ALL: [Self; 3] = [Self::Support, Self::Coverage, Self::Status];

    /// What is asked.
    pub const fn asks(self) -> &'static [Observation] {
        match self {
            Self::Support => &[Observation::Advised, Observation::SpokeUp, Observation::Objected, Observation::Blocked],
            Self::Coverage => &[Observation::Talked, Observation::Often, Observation::Personal, Observation::CameToUs],
            Self::Status => &[Observation::KnewEarly, Observation::ChangedDecision, Observation::AskedFirst],
        }
    }

    /// The value that the answers lead to, and the answers it rests on; `None` while they say too little.
    pub fn suggest(self, answers: &Answers) -> Option<Suggestion> {
        match self {
            Self::Support => support(answers),
            Self::Coverage => coverage(answers),
            Self::Status => status(answers),
        }
    }
}

/// Something that was seen or heard of somebody, or wasn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Observation {
    /// They told us how to get things done there.
    Advised,
    /// They spoke or voted for us while we weren't in the room.
    SpokeUp,
    /// They openly doubted us, or would rather have somebody else.
    Objected,
    /// They acted against us.
    Blocked,
    /// One of us talked with them in person.
    Talked,
    /// Three times or more within a year.
    Often,
    /// About themselves, and not only business.
    Personal,
    /// They came to us of their own accord.
    CameToUs,
    /// They know what is decided before it is announced.
    KnewEarly,
    /// A decision was changed by what they said.
    ChangedDecision,
    /// Those who decide ask them first, in private.
    AskedFirst,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It was so.
    Yes,
    /// It wasn't.
    No,
    /// Nobody of us knows.
    Unknown,
}

impl Answer {
    /// All.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];
}

/// The answers given so far.
pub type Answers = BTreeMap<Observation, Answer>;

/// A value that answers lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The value.
    pub value: Suggested,
    /// The answers that it rests on.
    pub because: Vec<(Observation, Answer)>,
}

/// A value of one of the judgements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggested {
    /// Support.
    Support(Support),
    /// Coverage.
    Coverage(Coverage),
    /// Political status.
    Status(PoliticalStatus),
}

fn is(answers: &Answers, observation: Observation, answer: Answer) -> bool {
    answers.get(&observation) == Some(&answer)
}

fn yes(answers: &Answers, observation: Observation) -> bool {
    is(answers, observation, Answer::Yes)
}

/// Those of the answers that are as said.
fn given(answers: &Answers, guided: Guided, answer: Answer) -> Vec<(Observation, Answer)> {
    let asked = guided.asks().iter().copied();
    asked.filter(|observation| is(answers, *observation, answer)).map(|observation| (observation, answer)).collect()
}

/// What rests on whatever was so, or, where nothing was, on nothing having been.
fn resting(answers: &Answers, guided: Guided, value: Suggested) -> Option<Suggestion> {
    let seen = given(answers, guided, Answer::Yes);
    let because = if seen.is_empty() { given(answers, guided, Answer::No) } else { seen };
    Some(Suggestion { value, because })
}

/// Whether nothing at all was seen, as far as everything was asked.
fn none_seen(answers: &Answers, guided: Guided) -> bool {
    guided.asks().iter().all(|observation| is(answers, *observation, Answer::No))
}

/// For us and against us at once is neutral; nothing seen is neutral only when everything was asked.
fn support(answers: &Answers) -> Option<Suggestion> {
    let [advised, spoke, objected, blocked] =
        [Observation::Advised, Observation::SpokeUp, Observation::Objected, Observation::Blocked]
            .map(|observation| yes(answers, observation));
    let value = match (advised || spoke, objected || blocked) {
        (true, true) => Support::Neutral,
        (true, false) if advised && spoke => Support::Mentor,
        (true, false) => Support::Supporter,
        (false, true) if blocked => Support::Enemy,
        (false, true) => Support::NonSupporter,
        (false, false) if none_seen(answers, Guided::Support) => Support::Neutral,
        (false, false) => return None,
    };
    resting(answers, Guided::Support, Suggested::Support(value))
}

/// Whoever was met often, or about themselves, or came to us, was talked with.
fn coverage(answers: &Answers) -> Option<Suggestion> {
    let [talked, often, personal, came] =
        [Observation::Talked, Observation::Often, Observation::Personal, Observation::CameToUs]
            .map(|observation| yes(answers, observation));
    let value = match (often, personal || came) {
        (true, true) => Coverage::InDepth,
        (true, false) => Coverage::Several,
        (false, near) if talked || near => Coverage::Brief,
        _ if is(answers, Observation::Talked, Answer::No) => Coverage::None,
        _ if is(answers, Observation::Talked, Answer::Unknown) => Coverage::Unknown,
        _ => return None,
    };
    let talked = |answer| vec![(Observation::Talked, answer)];
    let value = Suggested::Coverage(value);
    match value {
        Suggested::Coverage(Coverage::None) => Some(Suggestion { value, because: talked(Answer::No) }),
        Suggested::Coverage(Coverage::Unknown) => Some(Suggestion { value, because: talked(Answer::Unknown) }),
        _ => resting(answers, Guided::Coverage, value),
    }
}

/// The inner circle is asked first and is in the know, or has changed a decision; one of the three is enough for the
/// political structure.
fn status(answers: &Answers) -> Option<Suggestion> {
    let [early, changed, first] = [Observation::KnewEarly, Observation::ChangedDecision, Observation::AskedFirst]
        .map(|observation| yes(answers, observation));
    let value = match (first, early || changed) {
        (true, true) => PoliticalStatus::Inner,
        (true, false) | (false, true) => PoliticalStatus::Structure,
        (false, false) if none_seen(answers, Guided::Status) => PoliticalStatus::Outsider,
        (false, false) => return None,
    };
    resting(answers, Guided::Status, Suggested::Status(value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Answer::{No, Unknown, Yes};
    use Observation::{
        Advised, AskedFirst, Blocked, CameToUs, ChangedDecision, KnewEarly, Objected, Often, Personal, SpokeUp, Talked,
    };

    fn suggested(guided: Guided, answers: &[(Observation, Answer)]) -> Option<Suggested> {
        guided.suggest(&answers.iter().copied().collect()).map(|suggestion| suggestion.value)
    }

    #[test]
    fn what_was_done_leads_to_a_value() {
        let support = |answers: &[(Observation, Answer)]| match suggested(Guided::Support, answers) {
            Some(Suggested::Support(support)) => Some(support),
            _ => None,
        };
        for (answers, value) in [
            (&[][..], None),
            (&[(Advised, No), (SpokeUp, No), (Objected, No)], None),
            (&[(Advised, No), (SpokeUp, No), (Objected, No), (Blocked, Unknown)], None),
            (&[(Advised, No), (SpokeUp, No), (Objected, No), (Blocked, No)], Some(Support::Neutral)),
            (&[(Advised, Yes)], Some(Support::Supporter)),
            (&[(Advised, Yes), (SpokeUp, Yes), (Objected, No)], Some(Support::Mentor)),
            (&[(SpokeUp, Yes), (Objected, Yes)], Some(Support::Neutral)),
            (&[(Objected, Yes)], Some(Support::NonSupporter)),
            (&[(Objected, Yes), (Blocked, Yes)], Some(Support::Enemy)),
        ] {
            assert_eq!(support(answers), value, "{answers:?}");
        }
        let coverage = |answers: &[(Observation, Answer)]| suggested(Guided::Coverage, answers);
        for (answers, value) in [
            (&[(Often, No)][..], None),
            (&[(Talked, No)], Some(Coverage::None)),
            (&[(Talked, Unknown)], Some(Coverage::Unknown)),
            (&[(Talked, Yes)], Some(Coverage::Brief)),
            (&[(CameToUs, Yes)], Some(Coverage::Brief)),
            (&[(Talked, Yes), (Often, Yes)], Some(Coverage::Several)),
            (&[(Talked, Yes), (Often, Yes), (Personal, Yes)], Some(Coverage::InDepth)),
        ] {
            assert_eq!(coverage(answers), value.map(Suggested::Coverage), "{answers:?}");
        }
        let status = |answers: &[(Observation, Answer)]| suggested(Guided::Status, answers);
        for (answers, value) in [
            (&[(KnewEarly, No), (ChangedDecision, No)][..], None),
            (&[(KnewEarly, No), (ChangedDecision, No), (AskedFirst, No)], Some(PoliticalStatus::Outsider)),
            (&[(KnewEarly, Yes)], Some(PoliticalStatus::Structure)),
            (&[(AskedFirst, Yes)], Some(PoliticalStatus::Structure)),
            (&[(KnewEarly, Yes), (ChangedDecision, Yes)], Some(PoliticalStatus::Structure)),
            (&[(AskedFirst, Yes), (ChangedDecision, Yes)], Some(PoliticalStatus::Inner)),
        ] {
            assert_eq!(status(answers), value.map(Suggested::Status), "{answers:?}");
        }
    }

    #[test]
    fn a_value_tells_the_answers_it_rests_on() {
        let answers = [(Advised, No), (SpokeUp, Yes), (Objected, Unknown)].into();
        assert_eq!(Guided::Support.suggest(&answers).unwrap().because, [(SpokeUp, Yes)]);
        let nothing = [(KnewEarly, No), (ChangedDecision, No), (AskedFirst, No)].into();
        assert_eq!(Guided::Status.suggest(&nothing).unwrap().because.len(), 3);
    }

    /// How good a value is, the better the higher.
    fn rank(value: Suggested) -> usize {
        match value {
            Suggested::Support(support) => Support::ALL.iter().rev().position(|of| *of == support).unwrap(),
            Suggested::Coverage(coverage) => Coverage::ALL.iter().position(|of| *of == coverage).unwrap(),
            Suggested::Status(status) => PoliticalStatus::ALL.iter().position(|of| *of == status).unwrap(),
        }
    }

    proptest! {
        /// One more thing seen in somebody's favour makes no judgement worse, and one against them none better.
        #[test]
        fn what_speaks_for_somebody_never_lowers_them(given in proptest::collection::vec(0..3_usize, 4), which in 0..4_usize) {
            for guided in Guided::ALL {
                let asks = guided.asks();
                let observation = asks[which % asks.len()];
                let mut answers: Answers = asks.iter().copied().zip(given.iter().map(|n| Answer::ALL[*n])).collect();
                answers.insert(observation, No);
                let before = guided.suggest(&answers);
                answers.insert(observation, Yes);
                let after = guided.suggest(&answers);
                let (Some(before), Some(after)) = (before, after) else { continue };
                let against = matches!(observation, Objected | Blocked);
                let (low, high) = if against { (after, before) } else { (before, after) };
                prop_assert!(rank(low.value) <= rank(high.value), "{observation:?} {answers:?}");
            }
        }
    }
}
