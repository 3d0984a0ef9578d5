//! Development plans: "I am here, I could", and the four steps of PARR.

use super::{Lang, Word, assessment, people, say, words};
use crate::{
    analysis::{
        assessment::Comparison,
        plans::{PlanStepKind, Subject, Why},
    },
    model::Instrument,
};

words! {
    TITLE = "发展计划", "Development plan";
    EMPTY = "从结果里选一两件事就够：写下现在在哪里、可以到哪里，再按 PARR 四步走。",
        "One or two things from the results are enough: write down where you are and where you could be, then take the \
         four steps of PARR.";
    SUBJECT = "角色或业务活动", "Role or activity";
    OWN_SUBJECT = "另一件事", "Something else";
    HERE = "我现在", "I am here";
    COULD = "我可以", "I could";
    BY = "到哪天为止", "Done by";
    DONE = "已完成", "Done";
    OVERDUE = "已过期", "Overdue";
    TODAY = "今天到期", "Due today";
    FROM_RESULTS = "结果提示的", "What the results suggest";
    ADD_OWN = "添加另一件事", "Add something else";
    REMOVE_AIM = "删除这一条", "Remove this aim";
    OPEN_PLAN = "打开计划", "Open the plan";
    PREPARE_HINT = "要学什么、问谁、备齐什么", "what to learn, whom to ask, what to have ready";
    ACT_HINT = "下一次在哪里做、对谁做", "where and with whom, next time";
    REFLECT_HINT = "发生了什么，我学到什么", "what happened, what I learned";
    REVIEW_HINT = "和谁一起看，怎样算有变化", "with whom, and what would show a change";
}

/// What belongs into a step.
pub const fn step_hint(step: PlanStepKind) -> Word {
    match step {
        PlanStepKind::Prepare => PREPARE_HINT,
        PlanStepKind::Act => ACT_HINT,
        PlanStepKind::Reflect => REFLECT_HINT,
        PlanStepKind::Review => REVIEW_HINT,
    }
}

/// Steps of a person's plan that are due.
pub fn due(lang: Lang, count: usize) -> String {
    match count {
        1 => say!(lang, "发展计划有 1 步到期", "1 step of the development plan is due"),
        _ => say!(lang, "发展计划有 {count} 步到期", "{count} steps of the development plan are due"),
    }
}

/// What is due in everybody's plans, told on opening: the first few by name.
pub fn due_on_opening(lang: Lang, count: usize, people: &[&str]) -> String {
    let people = people::named(lang, people);
    match count {
        1 => say!(lang, "发展计划有 1 步到期：{people}", "A step of a development plan is due: {people}"),
        _ => say!(lang, "发展计划有 {count} 步到期：{people}", "{count} steps of development plans are due: {people}"),
    }
}

/// What an aim is about: the role or the activity by its name, or its id where the questionnaire has none.
pub fn subject<'a>(lang: Lang, instrument: Option<&'a Instrument>, subject: &'a Subject) -> &'a str {
    match subject {
        Subject::Role(id) => {
            let role = instrument.and_then(|instrument| instrument.roles.get(id));
            role.map_or(id.as_str(), |role| lang.name(&role.name, id.as_str()))
        }
        Subject::Activity(id) => {
            let item = instrument.and_then(|instrument| instrument.activities.get(id));
            item.map_or(id.as_str(), |item| lang.name(&item.text, id.as_str()))
        }
    }
}

/// Why something is worth an aim.
pub fn why(lang: Lang, why: Why) -> String {
    match why {
        Why::Quadrant(quadrant) => assessment::quadrant(quadrant).of(lang).to_owned(),
        Why::Above(gap) => {
            let gap = assessment::mean(gap);
            say!(lang, "自评高 {gap}", "Self {gap} higher")
        }
    }
}

/// The results that an aim rests on: `自评 4.5 · 他评 3.7 n=12`.
pub fn facts(lang: Lang, comparison: &Comparison) -> String {
    let oneself = comparison.oneself.map(|found| {
        let mean = assessment::mean(found.value);
        say!(lang, "自评 {mean}", "Self {mean}")
    });
    let others = comparison.others.map(|found| {
        let (mean, n) = (assessment::mean(found.value), assessment::n(found.n));
        say!(lang, "他评 {mean} {n}", "Others {mean} {n}")
    });
    [oneself, others].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The day until which a step is to be done.
pub fn by(lang: Lang, step: &str) -> String {
    say!(lang, "{step}的日期", "{step} by")
}

/// That a step is done.
pub fn step_done(lang: Lang, step: &str) -> String {
    say!(lang, "{step}已完成", "{step} done")
}

/// The name of a plan's aim in its list, from 1.
pub fn aim(lang: Lang, number: usize) -> String {
    say!(lang, "第 {number} 条", "Aim {number}")
}

/// The round that a plan follows from, where another one is shown.
pub fn from_round(lang: Lang, round: &str) -> String {
    say!(lang, "来自{round}", "From {round}")
}
