//! A person's results against those of an earlier round.

use super::{Explanation, Lang, assessment, say, words};
use crate::analysis::{
    Origin,
    assessment::{ItemChanges, Mean, Shift},
};

words! {
    BEFORE = "上一轮", "The round before";
    CHANGE = "变化", "Change";
    ITEMS_CHANGED = "题目有变", "Other questions";
    SCALE_CHANGED = "量表不同", "Another scale";
    CAUTION = "期望会随时间提高：分数变低不一定是退步，也可能是要求高了。两轮里评价的人也未必相同。",
        "Expectations shift: a lower score need not be a step back, the standard may be higher. Nor need the raters of \
         both rounds be the same.";
    NOW = "这一轮", "This round";
    RULE = "这一轮减上一轮。只有两轮的题目和量表都相同才相减；每一轮都只含那一轮可以显示的人。",
        "This round minus the one before, only where both asked the same questions on the same scale. Each round counts \
         those it may show.";
}

/// What moved most since an earlier round, of the others' views.
pub fn finding(lang: Lang, before: &str, most: Option<(&str, f64)>) -> String {
    match most {
        Some((role, change)) if assessment::gap(change) != assessment::gap(0.0) => {
            let by = assessment::mean(change.abs());
            match change > 0.0 {
                true => say!(
                    lang,
                    "与“{before}”相比，他评变化最大的是 {role}：高 {by}",
                    "Since {before}, the others’ view moved most on {role}: {by} higher"
                ),
                false => say!(
                    lang,
                    "与“{before}”相比，他评变化最大的是 {role}：低 {by}",
                    "Since {before}, the others’ view moved most on {role}: {by} lower"
                ),
            }
        }
        Some(_) => say!(lang, "与“{before}”相比，他评没有变化", "Since {before}, the others’ views have not moved"),
        None => say!(lang, "与“{before}”相比", "Since {before}"),
    }
}

/// Over how many people, then and now.
pub fn n(shift: &Shift) -> String {
    let n = |found: Option<Mean>| found.map_or_else(|| "—".to_owned(), |found| found.n.to_string());
    format!("n={} → {}", n(shift.before), n(shift.now))
}

/// How the questions of a role changed: `新增 1 · 改写 2`.
pub fn items(lang: Lang, items: &ItemChanges) -> String {
    let part = |count: usize, zh: &str, en: &str| (count > 0).then(|| say!(lang, "{zh} {count}", "{count} {en}"));
    let parts = [
        part(items.added.len(), "新增", "added"),
        part(items.removed.len(), "删去", "removed"),
        part(items.reworded.len(), "改写", "reworded"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How a number of this comparison comes about. `title` names the value.
pub fn explanation(lang: Lang, title: String, shift: &Shift, items_changed: &ItemChanges) -> Explanation {
    let mean = |found: Option<Mean>| {
        found.map_or_else(
            || "—".to_owned(),
            |found| format!("{}  {}", assessment::mean(found.value), assessment::n(found.n)),
        )
    };
    let mut rows = vec![(BEFORE.of(lang).to_owned(), mean(shift.before)), (NOW.of(lang).to_owned(), mean(shift.now))];
    if !items_changed.is_empty() {
        rows.push((ITEMS_CHANGED.of(lang).to_owned(), items(lang, items_changed)));
    }
    Explanation { title, rows, rule: RULE.of(lang).to_owned(), origin: Origin::Reading }
}
