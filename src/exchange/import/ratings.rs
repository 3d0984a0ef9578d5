//! 360° answers: a row per rater, person and item.

use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};

use super::{Created, Fate, ImportError, Options, Reader, Reason, Report, whole};
use crate::{
    edit::{AssessmentEdit, Edit},
    exchange::Field,
    model::{
        Answer, Answers, Bilingual, Instrument, InstrumentId, Item, ItemId, MemberId, Points, RaterGroup, RaterId,
        Response, Role, RoleId, Round, RoundId, Table, Workbook,
    },
};

/// The round that ratings go into where none is named.
const DEFAULT_ROUND: &str = "imported";
/// How many points a scale has where it isn't said.
const DEFAULT_POINTS: u8 = 5;

/// An item of a role.
type Asked = (RoleId, ItemId);

/// One rater's say about one person.
type Say = (MemberId, RaterId, RaterGroup);

/// What a rater answered to an item, and in which line.
struct Heard {
    answer: Answer,
    line: usize,
}

pub(super) fn import(table: &mut Reader<'_>, options: &Options) -> Result<Vec<Edit>, ImportError> {
    let workbook = table.workbook;
    let Target { mut round, instrument, extensible } = Target::find(workbook, options)?;
    let known = places(&instrument);
    let mut asked: IndexSet<Asked> = IndexSet::new();
    let mut says: IndexMap<Say, HashMap<usize, Heard>> = IndexMap::new();
    table.each_row(
        |cells| {
            let ratee = cells.required_id(Field::Ratee, MemberId::new)?;
            let rater = cells.required_id(Field::Rater, RaterId::new)?;
            let group = cells.choice::<RaterGroup>(Field::Group)?;
            let group = group.ok_or_else(|| cells.refuse(Field::Group, Reason::Blank))?;
            let role = cells.required_id(Field::Role, RoleId::new)?;
            let item = cells.required_id(Field::Item, ItemId::new)?;
            let points = cells.read(Field::Score, |text| whole(text, 1, instrument.points.get()))?;
            let answer = points.map_or(Answer::NotObserved, Answer::Points);
            let (say, item) = ((ratee, rater, group), (role, item));
            let place = known.get(&item).copied();
            if place.is_none() && !extensible {
                return Err(cells.refuse(Field::Item, Reason::UnknownItem(item.0, item.1)).into());
            }
            let before = round.responses.get(&say).zip(place);
            let before = before.map_or(Answer::Open, |(response, place)| response.answers.get(place));
            let (item, _) = asked.insert_full(item);
            cells.within(asked.len().max(says.len()))?;
            let answers = says.entry(say).or_default();
            match answers.get(&item) {
                Some(earlier) if earlier.answer == answer => return Ok(Fate::Unchanged),
                Some(earlier) => return Err(cells.refuse(Field::Score, Reason::Contradicts(earlier.line)).into()),
                None => answers.insert(item, Heard { answer, line: cells.line() }),
            };
            Ok(match before {
                Answer::Open => Fate::Added,
                before if before == answer => Fate::Unchanged,
                _ => Fate::Changed,
            })
        },
        Report::note,
    )?;
    if says.is_empty() {
        return Ok(Vec::new());
    }
    let extended = extend(&instrument, &asked);
    table.report.created.extend(news(workbook, &round, &instrument, &asked));
    realign(&mut round, &instrument, &extended);
    hear(&mut round, &places(&extended), &asked, &says);

    let ratees = says.into_keys().map(|(ratee, _, _)| ratee).collect();
    let mut edits = table.create_members(ratees, |_| false);
    if workbook.instruments.get(&(extended.id.clone(), extended.version)) != Some(&extended) {
        edits.push(Edit::Assessment(AssessmentEdit::PutInstrument(Box::new(extended))));
    }
    if workbook.rounds.get(&round.id) != Some(&round) {
        edits.push(Edit::Assessment(AssessmentEdit::PutRound(Box::new(round))));
    }
    Ok(edits)
}

/// Where ratings go.
struct Target {
    round: Round,
    instrument: Instrument,
    /// The instrument was made by importing this round and serves no other: new items may join it.
    extensible: bool,
}

impl Target {
    fn find(workbook: &Workbook, options: &Options) -> Result<Self, ImportError> {
        let id = options.round.clone().map_or_else(|| RoundId::new(DEFAULT_ROUND), Ok)?;
        let Some(round) = workbook.rounds.get(&id) else {
            let points = options.points.unwrap_or(Points::clamped(DEFAULT_POINTS));
            let instrument = own_instrument(workbook, &id, points)?;
            let round = Round::new(id, instrument.id.clone(), instrument.version);
            return Ok(Self { round, instrument, extensible: true });
        };
        let key = (round.instrument.clone(), round.version);
        let instrument = workbook.instruments.get(&key).ok_or_else(|| ImportError::NoInstrument(id.clone()))?;
        if options.points.is_some_and(|points| points != instrument.points) {
            return Err(ImportError::OtherScale { round: id, has: instrument.points });
        }
        let shared = workbook
            .rounds
            .iter()
            .any(|other| other.id != id && other.instrument == instrument.id && other.version == instrument.version);
        let extensible = instrument.id.as_str() == id.as_str() && !shared;
        Ok(Self { round: round.clone(), instrument: instrument.clone(), extensible })
    }
}

/// An empty instrument for one round only: it has the round's id, and a version that nothing has yet.
fn own_instrument(workbook: &Workbook, round: &RoundId, points: Points) -> Result<Instrument, ImportError> {
    let id = InstrumentId::new(round.as_str())?;
    let versions = workbook.instruments.iter().filter(|other| other.id == id).map(|other| other.version);
    let version = versions.max().unwrap_or(0) + 1;
    Ok(Instrument {
        name: Bilingual::same(id.as_str()),
        id,
        version,
        points,
        labels: Vec::new(),
        roles: Table::default(),
        activities: Table::default(),
        questions: Table::default(),
        note: String::new(),
    })
}

/// Where each item of a role stands among the answers.
fn places(instrument: &Instrument) -> HashMap<Asked, usize> {
    let items = instrument.scored_items().enumerate();
    items.filter_map(|(place, (role, item))| Some(((role?.id.clone(), item.id.clone()), place))).collect()
}

/// The instrument with the roles and items it did not have, after those it had.
fn extend(instrument: &Instrument, asked: &IndexSet<Asked>) -> Instrument {
    let mut extended = instrument.clone();
    for (role, item) in asked {
        let text = || Bilingual::same(item.as_str());
        let new_item = || Item { id: item.clone(), text: text(), self_text: Bilingual::default(), note: String::new() };
        if !extended.roles.contains(role) {
            let name = Bilingual::same(role.as_str());
            extended.roles.put(Role { id: role.clone(), name, items: Table::default(), note: String::new() });
        }
        if let Some(role) = extended.roles.get_mut(role)
            && !role.items.contains(item)
        {
            role.items.put(new_item());
        }
    }
    extended
}

/// What of the round, its roles and items is new.
fn news(workbook: &Workbook, round: &Round, instrument: &Instrument, asked: &IndexSet<Asked>) -> Vec<Created> {
    let new_round = Some(&round.id).filter(|id| !workbook.rounds.contains(*id));
    let roles: IndexSet<&RoleId> = asked.iter().map(|(role, _)| role).collect();
    let roles = roles.into_iter().filter(|role| !instrument.roles.contains(*role));
    let known = places(instrument);
    let items = asked.iter().filter(|item| !known.contains_key(*item));
    let new_round = new_round.cloned().map(Created::Round).into_iter();
    let roles = roles.cloned().map(Created::Role);
    new_round.chain(roles).chain(items.cloned().map(|(role, item)| Created::Item(role, item))).collect()
}

/// Moves the answers that the round has to where their items stand in the extended instrument.
fn realign(round: &mut Round, instrument: &Instrument, extended: &Instrument) {
    if instrument == extended {
        return;
    }
    let key = |role: Option<&Role>, item: &Item| (role.map(|role| role.id.clone()), item.id.clone());
    let places: HashMap<_, usize> =
        extended.scored_items().enumerate().map(|(place, (role, item))| (key(role, item), place)).collect();
    let moves: Vec<Option<usize>> =
        instrument.scored_items().map(|(role, item)| places.get(&key(role, item)).copied()).collect();
    for response in round.responses.iter_mut() {
        let mut answers = Answers::default();
        for (answer, place) in response.answers.0.iter().zip(&moves) {
            if let Some(place) = place {
                answers.set(*place, *answer);
            }
        }
        response.answers = answers;
    }
}

/// Writes what was said into the round.
fn hear(
    round: &mut Round,
    places: &HashMap<Asked, usize>,
    asked: &IndexSet<Asked>,
    says: &IndexMap<Say, HashMap<usize, Heard>>,
) {
    let places: Vec<Option<usize>> = asked.iter().map(|item| places.get(item).copied()).collect();
    for (say, heard) in says {
        if !round.responses.contains(say) {
            let (ratee, rater, group) = say.clone();
            round.responses.put(Response::new(ratee, rater, group));
        }
        if let Some(response) = round.responses.get_mut(say) {
            for (item, heard) in heard {
                if let Some(place) = places.get(*item).copied().flatten() {
                    response.answers.set(place, heard.answer);
                }
            }
        }
    }
}
