//! Goal cards: one per person and period, a row per goal.

use indexmap::{IndexMap, IndexSet};

use super::{Cells, Fate, ImportError, Reader, Reason, Refusal, Report, set, unlike};
use crate::{
    analysis::evaluation::AS_AGREED,
    edit::{Edit, GoalEdit},
    exchange::Field,
    model::{BadId, Goal, GoalCard, GoalId, MAX_ID_CHARS, MemberId, Percent, PeriodId, Weight},
    text::format::UNKNOWN,
};

/// A card that rows are about.
struct CardDraft {
    card: GoalCard,
    /// The line of its first row, whose factors the others must repeat.
    line: usize,
    difficulty: f64,
    effort: f64,
    /// Goals that rows were about, with the lines of the first ones.
    goals: IndexMap<GoalId, usize>,
}

pub(super) fn import(table: &mut Reader<'_>) -> Result<Vec<Edit>, ImportError> {
    let workbook = table.workbook;
    let mut cards: IndexMap<(MemberId, PeriodId), CardDraft> = IndexMap::new();
    let mut goals = 0;
    table.each_row(
        |cells| {
            let row = GoalRow::read(cells)?;
            let key = (row.person.clone(), row.period.clone());
            let existing = workbook.goal_cards.get(&key);
            goals += usize::from(row.goal.is_some());
            cells.within(goals.max(cards.len()))?;
            match cards.get_mut(&key) {
                Some(draft) => Ok(draft.row(cells, row, existing)?),
                None => {
                    let card = existing.cloned().unwrap_or_else(|| GoalCard::new(key.0.clone(), key.1.clone()));
                    let mut draft = CardDraft {
                        card,
                        line: cells.line(),
                        difficulty: row.difficulty.map_or(AS_AGREED, Percent::get),
                        effort: row.effort.map_or(AS_AGREED, Percent::get),
                        goals: IndexMap::new(),
                    };
                    let fate = draft.row(cells, row, existing)?;
                    cards.insert(key, draft);
                    Ok(fate)
                }
            }
        },
        Report::note,
    )?;
    let changed = |draft: &CardDraft| {
        workbook.goal_cards.get(&(draft.card.person.clone(), draft.card.period.clone())) != Some(&draft.card)
    };
    let changed: Vec<CardDraft> = cards.into_values().filter(changed).collect();
    let people: IndexSet<MemberId> = changed.iter().map(|draft| draft.card.person.clone()).collect();
    let mut edits = table.create_members(people, |_| false);
    edits.extend(changed.into_iter().map(|draft| Edit::Goals(GoalEdit::Put(Box::new(draft.card)))));
    Ok(edits)
}

/// What a row says.
struct GoalRow {
    person: MemberId,
    period: PeriodId,
    goal: Option<String>,
    weight: Option<Weight>,
    completion: Option<Percent>,
    difficulty: Option<Percent>,
    effort: Option<Percent>,
}

impl GoalRow {
    fn read(cells: &Cells<'_>) -> Result<Self, Refusal> {
        let person = cells.required_id(Field::Person, MemberId::new)?;
        let period = match cells.id(Field::Period, PeriodId::new)? {
            Some(period) => period,
            None => PeriodId::new(UNKNOWN).map_err(|bad| cells.refuse(Field::Period, Reason::Id(bad)))?,
        };
        let row = Self {
            person,
            period,
            goal: cells.given(Field::Goal).map(str::to_owned),
            weight: cells.percent(Field::Weight, Weight::new)?,
            completion: cells.percent(Field::Completion, Percent::new)?,
            difficulty: cells.percent(Field::Difficulty, Percent::new)?,
            effort: cells.percent(Field::Effort, Percent::new)?,
        };
        // Without a goal a row can be about its card, but not about how a goal weighs or was reached.
        if row.goal.is_none() && (row.weight.is_some() || row.completion.is_some()) {
            return Err(cells.refuse(Field::Goal, Reason::Blank));
        }
        Ok(row)
    }
}

impl CardDraft {
    /// Takes a row in.
    fn row(&mut self, cells: &Cells<'_>, row: GoalRow, existing: Option<&GoalCard>) -> Result<Fate, Refusal> {
        for (field, first, here) in
            [(Field::Difficulty, self.difficulty, row.difficulty), (Field::Effort, self.effort, row.effort)]
        {
            if here.map_or(AS_AGREED, Percent::get) != first {
                return Err(cells.refuse(field, Reason::Contradicts(self.line)));
            }
        }
        let goal_fate = match &row.goal {
            Some(text) => Some(self.goal(cells, text, row.weight, row.completion, existing)?),
            None => None,
        };
        let factors = &mut self.card.factors;
        let new = |there, given| unlike(there, given, |percent: &Percent| percent.get()).map(Some);
        let (difficulty, effort) = (new(factors.difficulty, row.difficulty), new(factors.effort, row.effort));
        set(&mut factors.difficulty, difficulty);
        set(&mut factors.effort, effort);
        let refactored = existing.is_some_and(|card| card.factors != self.card.factors);
        Ok(match goal_fate {
            Some(Fate::Added) => Fate::Added,
            Some(Fate::Changed) => Fate::Changed,
            _ if refactored => Fate::Changed,
            None if existing.is_none() && cells.line() == self.line => Fate::Added,
            _ => Fate::Unchanged,
        })
    }

    /// Takes in what a row says of one goal.
    fn goal(
        &mut self,
        cells: &Cells<'_>,
        text: &str,
        weight: Option<Weight>,
        completion: Option<Percent>,
        existing: Option<&GoalCard>,
    ) -> Result<Fate, Refusal> {
        let id = self.goal_id(text).map_err(|bad| cells.refuse(Field::Goal, Reason::Id(bad)))?;
        let before = self.card.goals.get(&id);
        let name = if id.as_str() == text { "" } else { text };
        let mut goal = before.cloned().unwrap_or_else(|| Goal::new(id.clone(), name));
        let weight = unlike(goal.weight, weight, |weight| weight.get());
        let completion = unlike(goal.completion, completion, |percent| percent.get());
        set(&mut goal.weight, weight.map(Some));
        set(&mut goal.completion, completion.map(Some));
        let same = before == Some(&goal);
        if let Some(line) = self.goals.get(&id) {
            return if same { Ok(Fate::Unchanged) } else { Err(cells.refuse(Field::Goal, Reason::Contradicts(*line))) };
        }
        let known = existing.is_some_and(|card| card.goals.contains(&id));
        self.goals.insert(id, cells.line());
        self.card.goals.put(goal);
        Ok(match (known, same) {
            (false, _) => Fate::Added,
            (true, true) => Fate::Unchanged,
            (true, false) => Fate::Changed,
        })
    }

    /// The goal a text means: the one with this id, the one with this name, or a new one whose id is the text itself,
    /// put on one line and shortened where it could be no id otherwise.
    fn goal_id(&self, text: &str) -> Result<GoalId, BadId> {
        let id = GoalId::new(text).or_else(|_| {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            GoalId::new(&line.chars().take(MAX_ID_CHARS).collect::<String>())
        })?;
        if self.card.goals.contains(&id) {
            return Ok(id);
        }
        let named = self.card.goals.iter().find(|goal| goal.name == text);
        Ok(named.map_or(id, |goal| goal.id.clone()))
    }
}
