//! Taking in what raters sent back: answer files, and texts with codes.
//!
//! Whatever arrives may arrive in any order, again, and in several rounds of collecting: the workbook comes out the
//! same. Of what one rater says about one person, the answers are those of the latest file or code, the comments those
//! of the latest file; which is later, the edition decides, then the answers' id, then what they say. Both are the
//! greatest of a set, which no order and no repetition changes.
//!
//! Nothing is believed of a file but what can be checked.

use std::collections::{BTreeMap, HashMap, HashSet};

use indexmap::IndexMap;

use super::{
    answers::{self, AnswerFile, AnswersError, Comment, MAX_BYTES, MAX_COMMENT_CHARS},
    codes::{self, Code, Found},
    sheet,
    token::{EntryTag, FormId},
};
use crate::{
    edit::{AssessmentEdit, Edit, Occasion},
    model::{
        self, Answer, Answers, Assignment, Instrument, InstrumentId, ItemId, MemberId, RaterGroup, RaterId, Received,
        Record as _, Response, Round, RoundId, Workbook,
    },
};

/// What was taken in, and how it went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collected {
    /// The one edit that takes it in; `None` where nothing is new.
    pub edit: Option<Edit>,
    /// What became of every file, and of everyone in it, in the order given.
    pub lines: Vec<Line>,
    /// Whose answers are still out, in the rounds that something came back to; in all with forms, where nothing did.
    pub missing: Vec<Missing>,
}

impl Collected {
    /// Whether anything was refused.
    pub fn has_refusals(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.fate, Fate::Refused(_)))
    }
}

/// How much became of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answers of one rater about one person that came in for the first time.
    pub new: usize,
    /// Those that took the place of earlier ones, or brought comments to them.
    pub updated: usize,
    /// Those that are there already, or later ones.
    pub known: usize,
    /// What was not taken.
    pub refused: usize,
}

impl Tally {
    /// Counts what became of everything.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut tally = Self::default();
        for line in lines {
            match line.fate {
                Fate::New => tally.new += 1,
                Fate::Replaced | Fate::Commented => tally.updated += 1,
                Fate::Known | Fate::Older => tally.known += 1,
                Fate::Refused(_) => tally.refused += 1,
            }
        }
        tally
    }
}

/// What became of a file, or of what it says about one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The file.
    pub file: String,
    /// Whose answers, as far as that is known.
    pub about: Option<About>,
    /// What became of it.
    pub fate: Fate,
}

/// Whose answers about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The round.
    pub round: RoundId,
    /// Who answered.
    pub rater: RaterId,
    /// About whom, as what; nothing where the whole file is meant.
    pub person: Option<(MemberId, RaterGroup)>,
}

/// What became of answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// There were none of this rater about this person.
    New,
    /// They took the place of earlier ones.
    Replaced,
    /// They brought the comments to answers that came by code.
    Commented,
    /// They were there.
    Known,
    /// Later ones of the same form are there.
    Older,
    /// They were not taken.
    Refused(Refused),
}

/// Why something was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// Neither an answer file nor a text with codes.
    NotOurs,
    /// A newer program wrote it.
    Newer(u32),
    /// It ends early, or was changed.
    Damaged,
    /// A code with a slip in it; what stands there.
    DamagedCode(String),
    /// No round here has made such a form.
    UnknownForm,
    /// The form asked another instrument, or another version of it, than the round does.
    OtherVersion(InstrumentId, u32),
    /// The rater was never asked about anyone like this.
    UnknownPerson,
    /// The rater is no longer asked about this person.
    NotAsked,
    /// Nothing was answered.
    Empty,
    /// More answers than items, or off the scale.
    Misfit(model::Why),
    /// The instrument does not ask this.
    UnknownQuestion(ItemId),
    /// A comment longer than [`MAX_COMMENT_CHARS`].
    LongComment,
    /// A comment with control characters.
    ControlInComment,
    /// Answers of this rater about this person have been released: they stay as they are.
    Released,
}

/// A rater whose answers are still out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The round.
    pub round: RoundId,
    /// Who.
    pub rater: RaterId,
    /// About whom.
    pub people: Vec<MemberId>,
}

/// Takes in files, each by its name and its bytes.
pub fn collect<N: AsRef<str>, B: AsRef<[u8]>>(workbook: &Workbook, files: &[(N, B)]) -> Collected {
    let mut desk = Desk::new(workbook);
    for (name, bytes) in files {
        desk.file(name.as_ref(), bytes.as_ref());
    }
    desk.finish()
}

/// Whether a file holds answers or codes, however damaged. Nothing else of it is looked at.
pub fn holds_answers(bytes: &[u8]) -> bool {
    sheet::decode(bytes).is_ok_and(|text| first_answers(&text).is_some() || !codes::find(&text).is_empty())
}

/// Where the first answer file in a text begins.
fn first_answers(text: &str) -> Option<usize> {
    let mut starts = text.match_indices('{').map(|(start, _)| start);
    starts.find(|start| text.get(*start..).is_some_and(answers::begins))
}

/// Which form is whose.
struct Asked<'a> {
    round: &'a Round,
    rater: RaterId,
    people: Vec<&'a Assignment>,
}

/// What one arrival says about one person.
struct Arrival {
    at: Received,
    answers: Answers,
    /// Nothing from a code.
    comments: Option<BTreeMap<ItemId, String>>,
}

struct Desk<'a> {
    workbook: &'a Workbook,
    forms: HashMap<FormId, Asked<'a>>,
    changed: IndexMap<&'a RoundId, IndexMap<<Response as model::Record>::Key, Response>>,
    heard_of: HashSet<&'a RoundId>,
    lines: Vec<Line>,
}

impl<'a> Desk<'a> {
    fn new(workbook: &'a Workbook) -> Self {
        let mut forms = HashMap::new();
        for round in workbook.rounds.iter().filter(|round| !round.key.is_empty()) {
            let mut asked: HashMap<RaterId, Vec<&Assignment>> = HashMap::new();
            for assignment in round.assignments.iter() {
                asked.entry(assignment.rater.clone()).or_default().push(assignment);
            }
            // Those who are no longer asked may still have a form.
            let members = workbook.team.keys().filter_map(|id| RaterId::new(id.as_str()).ok());
            let gone = round.raters.keys().chain(round.responses.iter().map(|given| &given.rater)).cloned();
            for rater in gone.chain(members) {
                asked.entry(rater).or_default();
            }
            let forms_of_round = asked.into_iter().map(|(rater, people)| {
                let id = FormId::of(&round.key, &rater);
                (id, Asked { round, rater, people })
            });
            forms.extend(forms_of_round);
        }
        Self { workbook, forms, changed: IndexMap::new(), heard_of: HashSet::new(), lines: Vec::new() }
    }

    fn note(&mut self, file: &str, about: Option<About>, fate: Fate) {
        self.lines.push(Line { file: file.to_owned(), about, fate });
    }

    fn refuse(&mut self, file: &str, why: Refused) {
        self.note(file, None, Fate::Refused(why));
    }

    fn file(&mut self, name: &str, bytes: &[u8]) {
        if bytes.len() > MAX_BYTES {
            return self.refuse(name, Refused::TooLarge);
        }
        let Ok(text) = sheet::decode(bytes) else { return self.refuse(name, Refused::NotOurs) };
        let before = self.lines.len();
        self.text(name, text.trim_start_matches('\u{feff}'));
        if self.lines.len() == before {
            self.refuse(name, Refused::NotOurs);
        }
    }

    /// Answer files in a text, and the codes between them. What is broken ends it: a text is gone through once.
    fn text(&mut self, name: &str, mut text: &str) {
        while let Some(start) = first_answers(text) {
            let (before, from) = text.split_at(start);
            self.codes(name, before);
            match answers::read_first(from) {
                Ok((file, end)) => {
                    self.answers(name, file);
                    text = from.get(end..).unwrap_or_default();
                }
                Err(AnswersError::NotOurs) => return self.refuse(name, Refused::NotOurs),
                Err(AnswersError::Newer(format)) => return self.refuse(name, Refused::Newer(format)),
                Err(AnswersError::Damaged) => return self.refuse(name, Refused::Damaged),
            }
        }
        self.codes(name, text);
    }

    fn answers(&mut self, name: &str, file: AnswerFile) {
        let Some(asked) = self.forms.get(&file.form) else { return self.refuse(name, Refused::UnknownForm) };
        let round = asked.round;
        self.heard_of.insert(&round.id);
        let about = About { round: round.id.clone(), rater: asked.rater.clone(), person: None };
        if (&file.instrument, file.version) != (&round.instrument, round.version) {
            let why = Refused::OtherVersion(file.instrument, file.version);
            return self.note(name, Some(about), Fate::Refused(why));
        }
        if file.entries.is_empty() {
            return self.note(name, Some(about), Fate::Refused(Refused::Empty));
        }
        let at = Received { edition: file.edition, id: file.id.to_string() };
        for entry in file.entries {
            let read = |instrument: &Instrument| {
                let comments = comments(&entry.comments, instrument)?;
                Ok(Arrival { at: at.clone(), answers: entry.answers.clone(), comments: Some(comments) })
            };
            self.entry(name, file.form, entry.tag, read);
        }
    }

    fn codes(&mut self, name: &str, text: &str) {
        for found in codes::find(text) {
            match found {
                Found::Code(code) => self.code(name, &code),
                Found::Damaged(shown) => self.refuse(name, Refused::DamagedCode(shown)),
            }
        }
    }

    fn code(&mut self, name: &str, code: &Code) {
        let read = |instrument: &Instrument| {
            let answers = code.answers(instrument.scored_len(), instrument.points).ok_or(Refused::Damaged)?;
            let at = Received { edition: code.edition, id: code.id.to_string() };
            Ok(Arrival { at, answers, comments: None })
        };
        self.entry(name, code.form, code.tag, read);
    }

    /// What a form says about one person.
    fn entry(
        &mut self,
        name: &str,
        form: FormId,
        tag: EntryTag,
        read: impl FnOnce(&Instrument) -> Result<Arrival, Refused>,
    ) {
        let Some(asked) = self.forms.get(&form) else { return self.refuse(name, Refused::UnknownForm) };
        let round = asked.round;
        self.heard_of.insert(&round.id);
        let mut about = About { round: round.id.clone(), rater: asked.rater.clone(), person: None };
        let tag_of = |assignment: &Assignment| EntryTag::of(&round.key, assignment, &round.instrument, round.version);
        let Some(assignment) = asked.people.iter().find(|assignment| tag_of(assignment) == tag) else {
            let (person, why) = self.stray(asked, tag);
            about.person = person;
            return self.note(name, Some(about), Fate::Refused(why));
        };
        let (ratee, group) = (assignment.ratee.clone(), assignment.group);
        about.person = Some((ratee.clone(), group));
        let version = (round.instrument.clone(), round.version);
        let taken = match self.workbook.instruments.get(&version) {
            Some(instrument) => read(instrument).and_then(|arrival| {
                let given = Response::new(ratee, asked.rater.clone(), group);
                self.merge(round, instrument, given, arrival)
            }),
            None => Err(Refused::OtherVersion(version.0, version.1)),
        };
        let fate = match taken {
            Ok((fate, None)) => fate,
            Ok((fate, Some(merged))) => {
                self.changed.entry(&round.id).or_default().insert(merged.key(), merged);
                fate
            }
            Err(why) => Fate::Refused(why),
        };
        self.note(name, Some(about), fate);
    }

    /// Whom a tag meant that the rater is not asked about.
    fn stray(&self, asked: &Asked<'a>, tag: EntryTag) -> (Option<(MemberId, RaterGroup)>, Refused) {
        let Asked { round, rater, people } = asked;
        let meant = |assignment: &Assignment, id: &InstrumentId, version| {
            EntryTag::of(&round.key, assignment, id, version) == tag
        };
        for instrument in self.workbook.instruments.iter() {
            let (id, version) = (&instrument.id, instrument.version);
            if let Some(found) = people.iter().find(|assignment| meant(assignment, id, version)) {
                let person = Some((found.ratee.clone(), found.group));
                return (person, Refused::OtherVersion(id.clone(), version));
            }
        }
        for member in self.workbook.team.keys() {
            for group in RaterGroup::ALL {
                let assignment = Assignment { ratee: member.clone(), rater: rater.clone(), group };
                if meant(&assignment, &round.instrument, round.version) {
                    return (Some((member.clone(), group)), Refused::NotAsked);
                }
            }
        }
        (None, Refused::UnknownPerson)
    }

    /// Merges an arrival with what is there. Answers with the response to put, where one changes.
    fn merge(
        &self,
        round: &Round,
        instrument: &Instrument,
        mut fresh: Response,
        arrival: Arrival,
    ) -> Result<(Fate, Option<Response>), Refused> {
        let Arrival { at, answers, comments } = arrival;
        fresh.answers = without_open_end(answers);
        if let Some(why) = model::misfit(&fresh, instrument) {
            return Err(Refused::Misfit(why));
        }
        let answers = std::mem::take(&mut fresh.answers);
        if answers.0.is_empty() && comments.as_ref().is_none_or(BTreeMap::is_empty) {
            return Err(Refused::Empty);
        }
        let key = fresh.key();
        let there = self.changed.get(&round.id).and_then(|changed| changed.get(&key));
        let there = there.or_else(|| round.responses.get(&key));
        let mut merged = there.cloned().unwrap_or(fresh);
        let held = merged.coded.clone().or_else(|| merged.received.clone());
        let (at, text) = (Some(at), answers.to_string());

        let has_later_answers = (&at, &text) > (&held, &merged.answers.to_string());
        if has_later_answers {
            merged.answers = answers;
            merged.on = None;
        }
        let is_file = comments.is_some();
        if let Some(comments) = comments
            && (&at, &comments) > (&merged.received, &merged.comments)
        {
            merged.comments = comments;
            merged.received.clone_from(&at);
        }
        let latest = at.clone().max(held.clone());
        merged.coded = latest.filter(|latest| Some(latest) > merged.received.as_ref());

        let Some(there) = there else { return Ok((Fate::New, Some(merged))) };
        let says_the_same = (&merged.answers, &merged.comments) == (&there.answers, &there.comments);
        if merged == *there || (says_the_same && there.release.is_some()) {
            let is_older = at < held && (!is_file || at < there.received);
            return Ok((if is_older { Fate::Older } else { Fate::Known }, None));
        }
        if there.release.is_some() {
            return Err(Refused::Released);
        }
        Ok((if has_later_answers { Fate::Replaced } else { Fate::Commented }, Some(merged)))
    }

    fn finish(self) -> Collected {
        let Self { workbook, changed, heard_of, lines, .. } = self;
        let with_forms =
            |round: &&Round| !round.key.is_empty() && (heard_of.is_empty() || heard_of.contains(&round.id));
        let mut missing: IndexMap<(&RoundId, &RaterId), Vec<MemberId>> = IndexMap::new();
        for round in workbook.rounds.iter().filter(with_forms) {
            let new = changed.get(&round.id);
            for assignment in round.assignments.iter() {
                let key = assignment.key();
                if !round.responses.contains(&key) && !new.is_some_and(|new| new.contains_key(&key)) {
                    missing.entry((&round.id, &assignment.rater)).or_default().push(assignment.ratee.clone());
                }
            }
        }
        let missing = missing.into_iter();
        let missing =
            missing.map(|((round, rater), people)| Missing { round: round.clone(), rater: rater.clone(), people });
        let edits: Vec<Edit> = changed
            .into_iter()
            .map(|(round, responses)| {
                let responses = responses.into_values().collect();
                Edit::Assessment(AssessmentEdit::Collect(round.clone(), responses))
            })
            .collect();
        let edit = (!edits.is_empty()).then_some(Edit::Together(Occasion::Collecting, edits));
        Collected { edit, lines, missing: missing.collect() }
    }
}

/// Answers without the open ones at their end.
fn without_open_end(mut answers: Answers) -> Answers {
    let answered = answers.0.iter().rposition(|answer| *answer != Answer::Open).map_or(0, |last| last + 1);
    answers.0.truncate(answered);
    answers
}

/// The comments of an answer file, checked.
fn comments(given: &[Comment], instrument: &Instrument) -> Result<BTreeMap<ItemId, String>, Refused> {
    let mut comments = BTreeMap::new();
    for Comment { question, text } in given {
        if !instrument.questions.contains(question) {
            return Err(Refused::UnknownQuestion(question.clone()));
        }
        if text.chars().nth(MAX_COMMENT_CHARS).is_some() {
            return Err(Refused::LongComment);
        }
        if text.chars().any(answers::is_unwanted) {
            return Err(Refused::ControlInComment);
        }
        if !text.is_empty() && comments.insert(question.clone(), text.clone()).is_some() {
            return Err(Refused::Damaged);
        }
    }
    Ok(comments)
}
