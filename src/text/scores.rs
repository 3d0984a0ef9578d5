//! The matrix of scores 评分矩阵.

use super::{Explanation, Lang, Word, format, say, terms, value_map, words};
use crate::{
    analysis::{Origin, value_map::CustomerValue},
    model::{Criterion, Score, ScoreNote},
};

words! {
    EMPTY = "这里给客户打分：一行一家，一列一项标准，像表格一样输入。先添加客户，或导入客户表。",
        "Here customers get their scores: one a row, a criterion a column, typed like a sheet. Begin with a customer, or import a list.";
    HOW_TO = "输入 1–10，留空是不清楚；可从 Excel 粘贴一片，Ctrl+D 向下填充，Ctrl+R 向右填充。",
        "Type 1 to 10, leave blank what nobody knows. Paste a block from Excel; Ctrl+D fills down, Ctrl+R to the right.";
    CLASS = "类别", "Class";
    KNOWN = "已知", "Known";
    BASIS = "依据", "Basis";
}

/// What the matrix says, in a sentence: how many customers have a class, and how many scores nobody knows.
pub fn headline(lang: Lang, customers: usize, classed: usize, unknown: usize, cells: usize) -> String {
    let share = format::percent_of_one(if cells > 0 { unknown as f64 / cells as f64 } else { 0.0 }, 0);
    let [unknown, cells] = [unknown, cells].map(|count| format::number(count as f64, 0));
    say!(
        lang,
        "{customers} 家客户，{classed} 家已定级；{cells} 项评分中有 {unknown} 项不清楚（{share}）",
        "{classed} of {customers} customers have a class; {unknown} of {cells} scores are unknown ({share})"
    )
}

/// A score as it is shown: one decimal where it has any.
pub fn score(score: Score) -> String {
    format::up_to(score.get(), 1)
}

/// How much of both axes' weight is known.
pub fn known(value: &CustomerValue) -> String {
    let [attractiveness, advantage] =
        [value.attractiveness.known, value.advantage.known].map(|share| format::percent_of_one(share, 0));
    if attractiveness == advantage { attractiveness } else { format!("{attractiveness} · {advantage}") }
}

/// What the weights of an axis sum to, with its name.
pub fn axis_weights(lang: Lang, axis: Word, sum: f64) -> String {
    let (axis, sum) = (axis.of(lang), value_map::weights_sum(lang, sum));
    match lang {
        Lang::Zh => format!("{axis}：{sum}"),
        Lang::En | Lang::Pseudo => format!("{axis}: {sum}"),
    }
}

/// A cell, for somebody who does not see it.
pub fn cell(lang: Lang, customer: &str, criterion: Criterion, shown: Option<&str>) -> String {
    let (criterion, shown) = (terms::criterion(criterion).of(lang), shown.unwrap_or(value_map::UNKNOWN.of(lang)));
    say!(lang, "{customer}，{criterion}：{shown}", "{customer}, {criterion}: {shown}")
}

/// The matrix with the cell that keys mean, for somebody who does not see it.
pub fn matrix(lang: Lang, cell: &str) -> String {
    say!(lang, "评分矩阵。{cell}", "Score matrix. {cell}")
}

/// What is worked out of a customer's scores, for somebody who does not see it: `华星通信，客户群吸引力 7.4`.
pub fn told_of(lang: Lang, name: &str, head: &str, shown: &str) -> String {
    say!(lang, "{name}，{head} {shown}", "{name}, {head} {shown}")
}

/// Why a text is no score, as the part of a sentence.
pub fn not_a_score(lang: Lang, text: &str) -> String {
    say!(lang, "“{text}”不是 1 到 10 的数", "“{text}” is not a number from 1 to 10")
}

/// What one cell says. The note is left out where it is not for those who look.
pub fn explain_cell(
    lang: Lang,
    customer: &str,
    criterion: Criterion,
    score: Option<Score>,
    weight: f64,
    note: Option<&ScoreNote>,
) -> Explanation {
    let shown = score.map_or_else(|| value_map::UNKNOWN.of(lang).to_owned(), self::score);
    let mut rows = vec![
        (value_map::SCORE.of(lang).to_owned(), shown),
        (value_map::WEIGHT.of(lang).to_owned(), value_map::weight(weight)),
    ];
    if let Some(ScoreNote { certainty, note }) = note {
        if score.is_some() {
            rows.push((BASIS.of(lang).to_owned(), terms::certainty(*certainty).of(lang).to_owned()));
        }
        if !note.is_empty() {
            rows.push((value_map::NOTE.of(lang).to_owned(), note.clone()));
        }
    }
    let rule = say!(
        lang,
        "1（低）到 10（高）。留空是不清楚，不是零：不计入，只让已知的份额变小。",
        "1 is low, 10 is high. A blank is unknown, not zero: it is left out, and the share that is known gets smaller."
    );
    let criterion = terms::criterion(criterion).of(lang);
    Explanation { title: format!("{customer} × {criterion}"), rows, rule, origin: Origin::Reading }
}

/// How much of a customer's scores is known.
pub fn explain_known(lang: Lang, value: &CustomerValue) -> Explanation {
    let row = |axis: &str, known| (axis.to_owned(), format::percent_of_one(known, 0));
    let rows = vec![
        row(value_map::ATTRACTIVENESS.of(lang), value.attractiveness.known),
        row(value_map::ADVANTAGE.of(lang), value.advantage.known),
    ];
    let rule = say!(
        lang,
        "有评分的各项占该轴权重的份额。相对优势只计双方都有评分的项。",
        "The share of an axis’ weight whose criteria have a score. For the advantage, only criteria scored for both sides count."
    );
    Explanation { title: value_map::KNOWN.of(lang).to_owned(), rows, rule, origin: Origin::Reading }
}
