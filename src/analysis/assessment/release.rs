//! What a release of a round takes in, and what of it is words rather than numbers.

use sha2::{Digest as _, Sha256};

use super::{RateeResult, Reading, Scores};
use crate::{
    analysis::{
        Audience,
        anonymity::{Counts, Groups, MAX_COHORTS, admit},
    },
    model::{Instrument, Item, MemberId, RaterGroup, RaterId, Record, Response, Round, RoundId, Workbook},
};

/// The answers that a release takes in, and those it can't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextRelease {
    /// The answers it takes in, by their keys.
    pub keys: Vec<(MemberId, RaterId, RaterGroup)>,
    /// What waits for more.
    pub waiting: Vec<Waiting>,
}

/// Late answers that can't be told from a few raters' own: the group gained fewer than the minimum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// About whom.
    pub ratee: MemberId,
    /// Of which group.
    pub group: RaterGroup,
    /// How many, with a valid role score, have come since the last release.
    pub raters: usize,
}

/// What the next release of a round may take in (METHOD §5): everything that is in, if it is the first one, which
/// freezes the round. Later, answers of oneself and of managers, who are not protected, and of protected groups that
/// gained at least the minimum of raters with a valid role score, counted as they would be shown. Which of a group's
/// answers then come out in a single role, [`anonymity`](crate::analysis::anonymity) decides.
///
/// Nothing for a round that isn't there, or that has had as many releases as can be told apart.
pub fn next_release(workbook: &Workbook, id: &RoundId) -> NextRelease {
    let Some(round) = workbook.rounds.get(id) else { return NextRelease::default() };
    let instrument = workbook.instrument_of(round);
    let pending = round.releases.len();
    if pending == 0 {
        return NextRelease { keys: round.responses.keys().cloned().collect(), waiting: Vec::new() };
    }
    let Some(instrument) = instrument.filter(|_| pending < MAX_COHORTS) else { return NextRelease::default() };
    let by = Reading::of(round, workbook, Audience::Room);
    let cohort = |response: &Response| match response.release {
        Some(release) => usize::try_from(release).ok()?.checked_sub(1),
        None => Some(pending),
    };
    let scores = Scores::read(round, instrument, &workbook.team, cohort);
    let mut next = NextRelease::default();
    for (ratee, valid) in scores.valid_raters(by.min_answered) {
        let mut raters = vec![Counts::default(); pending + 1];
        for (group, cohort) in valid {
            if let Some(counts) = raters.get_mut(cohort) {
                counts.add(group);
            }
        }
        let late = raters.pop().unwrap_or_default();
        let admitted = admit(&raters, &late, by.rules.min);
        let own = round.responses.iter().filter(|response| response.ratee == *ratee && response.release.is_none());
        let comes = |response: &&Response| !response.group.is_protected() || admitted.contains(response.group);
        next.keys.extend(own.filter(comes).map(Record::key));
        let waits = RaterGroup::ALL.into_iter().filter(|group| group.is_protected() && !admitted.contains(*group));
        let waits = waits.map(|group| Waiting { ratee: ratee.clone(), group, raters: late.of(Groups::one(group)) });
        next.waiting.extend(waits.filter(|waiting| waiting.raters > 0));
    }
    next
}

/// What was written about a person, question by question, without group and shuffled: the order follows from the texts
/// alone. From managers and the groups that are shown, as far as it was released.
pub fn comments<'a>(
    round: &'a Round,
    instrument: &'a Instrument,
    ratee: &RateeResult,
) -> Vec<(&'a Item, Vec<&'a str>)> {
    let is_out = |response: &&Response| round.releases.is_empty() || response.release.is_some();
    let is_shown = |group| group == RaterGroup::Manager || ratee.shown.iter().any(|groups| groups.contains(group));
    let about = round.responses.iter().filter(|response| response.ratee == ratee.id).filter(is_out);
    let shown: Vec<_> = about.filter(|response| is_shown(response.group)).collect();
    let of_question = |question: &'a Item| {
        let texts = shown.iter().filter_map(|response| response.comments.get(&question.id));
        let mut texts: Vec<&str> = texts.map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        texts.sort_by_cached_key(|text| Sha256::digest(text.as_bytes()));
        (question, texts)
    };
    instrument.questions.iter().map(of_question).collect()
}
