//! How may a goal card change?

use std::sync::Arc;

use super::{EditError, Missing};
use crate::model::{
    CustomerId, Date, Factor, Goal, GoalCard, GoalId, GoalPart, Help, MemberId, Milestone, Percent, PeriodId, Revision,
    Side, Smart, Weight, Workbook,
};

/// A change to goal cards.
#[derive(Clone, Debug, PartialEq)]
pub enum GoalEdit {
    /// Adds a card, or replaces the one of this person and period.
    Put(Box<GoalCard>),
    /// Takes a card out.
    Remove(MemberId, PeriodId),
    /// Changes one card.
    Card(MemberId, PeriodId, CardEdit),
}

impl GoalEdit {
    /// The card that it adds, changes or takes out.
    pub const fn card(&self) -> (&MemberId, &PeriodId) {
        match self {
            Self::Put(card) => (&card.person, &card.period),
            Self::Remove(person, period) | Self::Card(person, period, _) => (person, period),
        }
    }
}

/// A change to one goal card.
#[derive(Clone, Debug, PartialEq)]
pub enum CardEdit {
    /// Replaces a text. A text being written.
    Text(CardText, String),
    /// Names the superior, or nobody.
    Superior(Option<MemberId>),
    /// Replaces the accounts assigned.
    Accounts(Vec<CustomerId>),
    /// Sets or forgets the day of a milestone. A day being typed.
    Day(Milestone, Option<Date>),
    /// Replaces the resources and advice given. A text being written.
    Help(Vec<Help>),
    /// Sets or forgets a factor. A number being typed.
    Factor(Side, Factor, Option<Percent>),
    /// Adds a goal, or replaces the one with this id.
    PutGoal(Box<Goal>),
    /// Takes a goal out.
    RemoveGoal(GoalId),
    /// Moves a goal to another place, counted from 0.
    MoveGoal(GoalId, usize),
    /// Replaces a text of a goal. A text being written.
    GoalText(GoalId, GoalText, String),
    /// Sets or forgets a goal's weight. A number being typed.
    Weight(GoalId, Option<Weight>),
    /// Sets or forgets how far a goal was reached. A number being typed.
    Completion(GoalId, Side, Option<Percent>),
    /// Revises a goal: the part that it names says the new value from now on, and the old one is kept.
    Revise(GoalId, Revision),
}

/// A text of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardText {
    /// The person's post.
    Post,
    /// The superior's post.
    SuperiorPost,
    /// Work assigned.
    Work,
    /// What the superior demands.
    Demands,
    /// The overall opinion of one side.
    Opinion(Side),
}

/// A text of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GoalText {
    /// What both agree on.
    Part(GoalPart),
    /// Key actions.
    KeyActions,
    /// Departments that support it.
    Support,
    /// What was actually reached.
    Actual,
    /// The comment of one side.
    Comment(Side),
    /// The answer to a question of SMART.
    Check(Smart),
}

impl GoalText {
    /// What it says of a goal.
    pub fn of(self, goal: &Goal) -> String {
        match self {
            Self::Part(part) => goal.part(part),
            Self::KeyActions => goal.key_actions.clone(),
            Self::Support => goal.support.clone(),
            Self::Actual => goal.actual.clone(),
            Self::Comment(Side::Oneself) => goal.self_comment.clone(),
            Self::Comment(Side::Superior) => goal.superior_comment.clone(),
            Self::Check(question) => goal.check.get(&question).cloned().unwrap_or_default(),
        }
    }

    fn put(self, goal: &mut Goal, text: String) {
        match self {
            Self::Part(part) => goal.set_part(part, &text),
            Self::KeyActions => goal.key_actions = text,
            Self::Support => goal.support = text,
            Self::Actual => goal.actual = text,
            Self::Comment(Side::Oneself) => goal.self_comment = text,
            Self::Comment(Side::Superior) => goal.superior_comment = text,
            Self::Check(question) if text.trim().is_empty() => drop(goal.check.remove(&question)),
            Self::Check(question) => drop(goal.check.insert(question, text)),
        }
    }
}

/// Applies a change to the cards.
pub(super) fn apply(workbook: &mut Workbook, edit: GoalEdit) -> Result<(), EditError> {
    match edit {
        GoalEdit::Put(card) => {
            if !workbook.team.contains(&card.person) {
                return Err(EditError::Missing(Missing::Member(card.person)));
            }
            Arc::make_mut(&mut workbook.goal_cards).put(*card);
        }
        GoalEdit::Remove(person, period) => {
            let key = (person, period);
            if Arc::make_mut(&mut workbook.goal_cards).remove(&key).is_none() {
                return Err(EditError::Missing(Missing::GoalCard(key.0, key.1)));
            }
        }
        GoalEdit::Card(person, period, edit) => {
            let key = (person, period);
            match Arc::make_mut(&mut workbook.goal_cards).get_mut(&key) {
                Some(card) => change_card(card, edit).map_err(EditError::Missing)?,
                None => return Err(EditError::Missing(Missing::GoalCard(key.0, key.1))),
            }
        }
    }
    Ok(())
}

/// Changes one card, in a workbook or out of it.
///
/// # Errors
/// When the goal it is about is not on the card, which stays as it was.
pub fn change_card(card: &mut GoalCard, edit: CardEdit) -> Result<(), Missing> {
    match edit {
        CardEdit::Text(CardText::Post, text) => card.post = text,
        CardEdit::Text(CardText::SuperiorPost, text) => card.superior_post = text,
        CardEdit::Text(CardText::Work, text) => card.work = text,
        CardEdit::Text(CardText::Demands, text) => card.way.demands = text,
        CardEdit::Text(CardText::Opinion(Side::Oneself), text) => card.self_opinion = text,
        CardEdit::Text(CardText::Opinion(Side::Superior), text) => card.superior_opinion = text,
        CardEdit::Superior(superior) => card.superior = superior,
        CardEdit::Accounts(accounts) => card.accounts = accounts,
        CardEdit::Day(milestone, day) => card.way.set_day(milestone, day),
        CardEdit::Help(help) => card.way.help = help,
        CardEdit::Factor(Side::Oneself, factor, value) => card.self_factors.set(factor, value),
        CardEdit::Factor(Side::Superior, factor, value) => card.factors.set(factor, value),
        CardEdit::PutGoal(goal) => drop(card.goals.put(*goal)),
        CardEdit::RemoveGoal(id) => {
            if card.goals.remove(&id).is_none() {
                return Err(missing(card, id));
            }
        }
        CardEdit::MoveGoal(id, to) => match card.goals.index_of(&id) {
            Some(from) => card.goals.shift(from, to),
            None => return Err(missing(card, id)),
        },
        CardEdit::GoalText(id, which, text) => which.put(goal(card, id)?, text),
        CardEdit::Weight(id, weight) => goal(card, id)?.weight = weight,
        CardEdit::Completion(id, Side::Oneself, percent) => goal(card, id)?.self_completion = percent,
        CardEdit::Completion(id, Side::Superior, percent) => goal(card, id)?.completion = percent,
        CardEdit::Revise(id, revision) => {
            let goal = goal(card, id)?;
            if let Some(part) = revision.part {
                goal.set_part(part, &revision.new);
            }
            goal.revisions.push(revision);
        }
    }
    Ok(())
}

fn goal(card: &mut GoalCard, id: GoalId) -> Result<&mut Goal, Missing> {
    let (person, period) = (&card.person, &card.period);
    card.goals.get_mut(&id).ok_or_else(|| Missing::Goal(person.clone(), period.clone(), id))
}

fn missing(card: &GoalCard, goal: GoalId) -> Missing {
    Missing::Goal(card.person.clone(), card.period.clone(), goal)
}
