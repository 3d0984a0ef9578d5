//! Goal cards: a row for each goal, with what an import of goals knows, and beside it what else the card says and what
//! follows from it.
//!
//! They are judged people, so they go out only when they are asked for by name, and never to the room.

use super::{ExportError, Line, Sheet, Style, csv, xlsx};
use crate::{
    analysis::{Audience, Derived, evaluation::Evaluation},
    exchange::{Field, Kind},
    model::{Factor, Goal, GoalCard, Milestone, Percent, Record as _, Side, Weight, Workbook},
    text::{Lang, Word, export as words, goals as goal_words, import, value_map as map_words},
};

/// Goal cards as CSV that a spreadsheet opens in any language.
///
/// # Errors
/// When the room asks, or they hold what no cell can.
pub fn goals_csv(
    workbook: &Workbook,
    derived: &Derived,
    lang: Lang,
    audience: Audience,
) -> Result<Vec<u8>, ExportError> {
    Ok(csv::write(&sheet(workbook, derived, lang, audience)?))
}

/// Goal cards as a spreadsheet (XLSX).
///
/// # Errors
/// When the room asks, or they hold what no cell can.
pub fn goals_spreadsheet(
    workbook: &Workbook,
    derived: &Derived,
    lang: Lang,
    audience: Audience,
) -> Result<Vec<u8>, ExportError> {
    Ok(xlsx::write(&[sheet(workbook, derived, lang, audience)?]))
}

/// What is told beside the fields of an import: of the card, of the goal, and what follows.
const BESIDE: [Word; 28] = [
    words::NAME_OF_PERSON,
    goal_words::POST,
    words::NAME_OF_SUPERIOR,
    words::AGREED_ON,
    words::EVALUATED_ON,
    words::NAME_OF_GOAL,
    words::QUANTITY,
    words::QUALITY,
    words::TIME,
    words::COST,
    goal_words::KEY_ACTIONS,
    goal_words::SUPPORT,
    goal_words::REVISIONS,
    goal_words::REACHED,
    words::OWN_COMPLETION,
    goal_words::SELF_COMMENT,
    goal_words::SUPERIOR_COMMENT,
    goal_words::ROW_SCORE,
    words::OWN_ROW_SCORE,
    words::OWN_DIFFICULTY,
    words::OWN_EFFORT,
    goal_words::COMPLETION_SCORE,
    goal_words::OVERALL,
    goal_words::GRADE,
    words::IS_PROVISIONAL,
    words::OWN_OVERALL,
    goal_words::SELF_OPINION,
    goal_words::SUPERIOR_OPINION,
];

fn sheet(workbook: &Workbook, derived: &Derived, lang: Lang, audience: Audience) -> Result<Sheet, ExportError> {
    if audience == Audience::Room {
        return Err(ExportError::NotForRoom);
    }
    let headers = Kind::Goals.fields().into_iter().map(import::label).chain(BESIDE);
    let headers = headers.map(|word| word.of(lang).to_owned());
    let mut sheet = Sheet { frozen: 3, ..Sheet::new(words::GOALS, lang, headers)? };
    for card in workbook.goal_cards.iter() {
        let Some(evaluation) = derived.evaluations.get(&card.key()) else { continue };
        let goals = card.goals.iter().map(Some);
        // A card without goals has its factors.
        let none = card.goals.is_empty().then_some(None);
        for (place, goal) in goals.chain(none).enumerate() {
            let mut row = Line::default();
            Kind::Goals.fields().into_iter().for_each(|field| fact(&mut row, card, goal, field));
            of_card(&mut row, workbook, card);
            of_goal(&mut row, goal, lang);
            outcome(&mut row, card, evaluation, place, lang);
            sheet.add(row, card.person.as_str())?;
        }
    }
    Ok(sheet)
}

/// What a card and a goal of it say of a field.
fn fact(row: &mut Line, card: &GoalCard, goal: Option<&Goal>, field: Field) {
    let percent = |value: Option<Percent>| value.map(Percent::get);
    match field {
        Field::Person => row.text(card.person.as_str()),
        Field::Period => row.text(card.period.as_str()),
        Field::Goal => row.text(goal.map_or("", |goal| goal.id.as_str())),
        Field::Weight => row.number(goal.and_then(|goal| goal.weight).map(Weight::get), Style::Number),
        Field::Completion => row.number(percent(goal.and_then(|goal| goal.completion)), Style::Number),
        Field::Difficulty => row.number(percent(card.factors.difficulty), Style::Number),
        Field::Effort => row.number(percent(card.factors.effort), Style::Number),
        _ => row.text(""),
    }
}

fn of_card(row: &mut Line, workbook: &Workbook, card: &GoalCard) {
    row.text(workbook.team.get(&card.person).map_or("", |member| &member.name));
    row.text(&card.post);
    row.text(card.superior.as_ref().map_or("", |id| workbook.member_label(id)));
    row.day(card.way.day(Milestone::Agreed));
    row.day(card.way.day(Milestone::Evaluated));
}

fn of_goal(row: &mut Line, goal: Option<&Goal>, lang: Lang) {
    let text = |row: &mut Line, of: &dyn Fn(&Goal) -> &str| row.text(goal.map_or("", of));
    text(row, &|goal| &goal.name);
    text(row, &|goal| &goal.measure.quantity);
    text(row, &|goal| &goal.measure.quality);
    text(row, &|goal| &goal.measure.time);
    text(row, &|goal| &goal.measure.cost);
    text(row, &|goal| &goal.key_actions);
    text(row, &|goal| &goal.support);
    let revisions = goal.map_or(&[][..], |goal| &goal.revisions);
    let revisions = revisions.iter().map(|revision| {
        let what = goal_words::revision(lang, revision);
        format!("{what}: {} → {} ({})", revision.old, revision.new, revision.reason)
    });
    row.text(&revisions.collect::<Vec<_>>().join("\n"));
    text(row, &|goal| &goal.actual);
    row.number(goal.and_then(|goal| goal.self_completion).map(Percent::get), Style::Number);
    text(row, &|goal| &goal.self_comment);
    text(row, &|goal| &goal.superior_comment);
}

/// What follows: the row's scores, then what the card as a whole comes to.
fn outcome(row: &mut Line, card: &GoalCard, evaluation: &Evaluation, place: usize, lang: Lang) {
    let [own, judged] = Side::ALL.map(|side| evaluation.by(side));
    for side in [judged, own] {
        row.number(side.rows.get(place).and_then(|row| row.score), Style::Number);
    }
    for factor in Factor::ALL {
        row.number(card.self_factors.get(factor).map(Percent::get), Style::Number);
    }
    row.number(judged.completion, Style::Number);
    row.number(judged.overall, Style::Number);
    row.text(&judged.grade.map_or_else(String::new, |grade| format!("{grade:?}")));
    row.word(judged.provisional.then_some(map_words::YES), lang);
    row.number(own.overall, Style::Number);
    row.text(&card.self_opinion);
    row.text(&card.superior_opinion);
}
