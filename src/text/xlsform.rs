//! Questionnaires out of XLSForm files: what is not understood, and what to know of one that is.

use super::{
    Lang, format,
    import::{bad_id, listed, quoted, ranges, sheet_error},
    say, words,
};
use crate::exchange::xlsform::{Caution, Form, FormError, MAX_FORM_ROWS, MAX_REFUSALS, Refusal, SCALE, Sheet, Why};

words! {
    IMPORT = "导入问卷（XLSForm）…", "Import a questionnaire (XLSForm)…";
    IMPORT_TIP = "读取 .xlsx 里的 survey、choices、settings 三张表：组成为角色，select_one 成为题目，text 成为开放问题，\
                  label_self 列是评价自己时的说法。",
        "Reads the sheets survey, choices and settings of an .xlsx file: groups become roles, select_one becomes an \
         item, text an open question; a column label_self is the wording about oneself.";
    NOT_TAKEN_IN = "问卷没有导入", "The questionnaire was not imported";
    FILE_KIND = "XLSForm 问卷", "XLSForm questionnaire";
    PATH_TITLE = "导入问卷", "Import a questionnaire";
    PATH_IMPORT = "导入", "Import";
    TAKEN_IN = "问卷已导入", "Questionnaire imported";
    CHINESE = "中文", "Chinese";
    ENGLISH = "英文", "English";
}

/// Why a form was not taken in, line by line.
pub fn error(lang: Lang, file: &str, error: &FormError) -> Vec<String> {
    let line = match error {
        FormError::Sheet(error) => sheet_error(lang, file, *error),
        FormError::NoSpreadsheet => say!(
            lang,
            "{file}: 不是 .xlsx 电子表格；XLSForm 问卷应为 .xlsx",
            "{file}: this is no .xlsx spreadsheet, as an XLSForm is"
        ),
        FormError::NoSurvey => {
            say!(lang, "{file}: 没有名为 survey 的工作表", "{file}: there is no sheet called survey")
        }
        FormError::NoItems => say!(
            lang,
            "{file}: 没有用量表回答的题目；每个角色是一个组，组里至少要有一道 select_one 题",
            "{file}: nothing is answered on a scale; a role is a group with at least one select_one in it"
        ),
        FormError::Refused(refused) => {
            let mut lines = vec![say!(
                lang,
                "{file}: 下面的内容问卷里放不下，所以什么都没有导入。请改好后再试。",
                "{file}: a questionnaire has no place for what follows, so nothing was imported. Change it and try again."
            )];
            lines.extend(refused.iter().map(|refused| refusal(lang, refused)));
            if refused.len() >= MAX_REFUSALS {
                lines.push("…".to_owned());
            }
            return lines;
        }
    };
    vec![line]
}

/// Something that is not understood: `SHEET:ROW: COLUMN “FOUND”: what is wrong, and what was expected`.
fn refusal(lang: Lang, refusal: &Refusal) -> String {
    let Refusal { sheet, row, column, found, why } = refusal;
    let (sheet, what) = (sheet.name(), self::why(lang, why));
    let found = if found.is_empty() { String::new() } else { quoted(lang, found) };
    let cell = match (column.is_empty(), found.is_empty()) {
        (true, true) => return say!(lang, "{sheet} 第 {row} 行：{what}", "{sheet}, row {row}: {what}"),
        (true, false) => found,
        (false, true) => column.clone(),
        (false, false) => say!(lang, "{column} {found}", "{column} {found}"),
    };
    say!(lang, "{sheet} 第 {row} 行，{cell}：{what}", "{sheet}, row {row}, {cell}: {what}")
}

fn why(lang: Lang, why: &Why) -> String {
    let (fewest, most) = (SCALE.start(), SCALE.end());
    match why {
        Why::Type => say!(
            lang,
            "问卷没有这种题型；可用 begin_group、end_group、select_one、text、note",
            "a questionnaire has no such type; there are begin_group, end_group, select_one, text and note"
        ),
        Why::Column => say!(
            lang,
            "问卷里没有与这一列对应的内容；请清空或删除这一列",
            "this column means nothing in a questionnaire; empty it or take it out"
        ),
        Why::NoColumn => say!(lang, "缺少这一列", "this column is missing"),
        Why::ColumnTwice => say!(lang, "有两列意思相同", "two columns mean the same"),
        Why::Blank => say!(lang, "不能为空", "this must not be blank"),
        Why::Id(bad) => bad_id(lang, *bad),
        Why::NameTwice => say!(lang, "这个名字前面已经用过", "this name has been used before"),
        Why::TextTwice(of) => {
            let of = language(lang, *of);
            say!(
                lang,
                "按{of}理解，但{of}列里已有另一种说法",
                "this would be the {of} text, but the {of} column says otherwise"
            )
        }
        Why::NoGroup => say!(
            lang,
            "用量表回答的题目要放在组里；一个组就是一个角色",
            "a question on the scale must stand in a group, which is its role"
        ),
        Why::Nested => say!(lang, "组里不能再有组", "a group can’t stand within a group"),
        Why::NotBegun => say!(lang, "没有与它对应的 begin_group", "no begin_group belongs to it"),
        Why::NotEnded => say!(lang, "没有与它对应的 end_group", "no end_group belongs to it"),
        Why::OtherList(list) => {
            let list = quoted(lang, list);
            say!(
                lang,
                "前面的题目用的是{list}；一份问卷只有一个量表",
                "earlier questions use {list}; a questionnaire has one scale"
            )
        }
        Why::UnknownList => say!(lang, "choices 表里没有这个列表", "the sheet choices has no such list"),
        Why::Points(points) => say!(
            lang,
            "这个列表有 {points} 项；量表应为 {fewest} 到 {most} 点。“没有观察到”总是可选，不用写进列表",
            "this list has {points} choices; a scale has {fewest} to {most} points. “Not observed” is always offered \
             and needs no choice"
        ),
        Why::Choice(point) => say!(
            lang,
            "选项的 name 应从 1 开始依次编号；这里应为 {point}",
            "choices are named 1, 2, 3 and so on, in order; {point} was expected here"
        ),
        Why::YesNo => say!(lang, "应为 yes 或 no", "expected yes or no"),
        Why::Version => {
            let most = format::number(u32::MAX.into(), 0);
            say!(lang, "应为 1 到 {most} 的整数", "expected a whole number from 1 to {most}")
        }
        Why::Language => say!(lang, "应为中文或英文", "expected Chinese or English"),
        Why::SecondRow => say!(lang, "settings 只能有一行内容", "there can be one row of settings only"),
        Why::TooMany => {
            let limit = format::number(MAX_FORM_ROWS as f64, 0);
            say!(lang, "超过 {limit} 行", "more than {limit} rows")
        }
    }
}

fn language(lang: Lang, of: Lang) -> &'static str {
    if of == Lang::Zh { CHINESE.of(lang) } else { ENGLISH.of(lang) }
}

/// What there is to say of a form that was understood, line by line.
pub fn report(lang: Lang, form: &Form) -> Vec<String> {
    let instrument = &form.instrument;
    let name = super::rounds::instrument(lang, instrument);
    let roles = instrument.roles.len();
    let items = instrument.roles.iter().map(|role| role.items.len()).sum::<usize>();
    let (activities, questions) = (instrument.activities.len(), instrument.questions.len());
    let points = instrument.points.get();
    let first = if form.known {
        say!(
            lang,
            "{name}：工作簿里已有这份问卷，没有变化。",
            "{name}: this questionnaire is here already; nothing changed."
        )
    } else {
        say!(
            lang,
            "{name}：{roles} 个角色，{items} 道题目，{activities} 项关键业务活动，{questions} 个开放问题，{points} 点量表。",
            "{name}: {roles} roles, {items} items, {activities} key business activities, {questions} open questions, \
             on {points} points."
        )
    };
    let cautions = form.cautions.iter().map(|caution| self::caution(lang, caution));
    std::iter::once(first).chain(cautions).collect()
}

fn caution(lang: Lang, caution: &Caution) -> String {
    let survey = Sheet::Survey.name();
    match caution {
        Caution::Untranslated(sheet, missing, rows) => {
            let (sheet, row, rows) = (sheet.name(), row_or_rows(rows), ranges(lang, rows));
            let other = language(lang, if *missing == Lang::Zh { Lang::En } else { Lang::Zh });
            let missing = language(lang, *missing);
            say!(
                lang,
                "{sheet} 第 {rows} 行没有{missing}，将显示{other}。",
                "{sheet}, {row} {rows}: there is no {missing} text; the {other} one is shown."
            )
        }
        Caution::NoSelfWording(rows) => {
            let (row, rows) = (row_or_rows(rows), ranges(lang, rows));
            say!(
                lang,
                "{survey} 第 {rows} 行没有评价自己时的说法（label_self），将使用评价别人的说法。",
                "{survey}, {row} {rows}: there is no wording about oneself (label_self); the one about others is used."
            )
        }
        Caution::Notes(rows) => {
            let (row, rows) = (row_or_rows(rows), ranges(lang, rows));
            say!(
                lang,
                "{survey} 第 {rows} 行的说明作为备注保存，表单上不显示。",
                "{survey}, {row} {rows}: notes and hints are kept as remarks; forms do not show them."
            )
        }
        Caution::Required(rows) => {
            let (row, rows) = (row_or_rows(rows), ranges(lang, rows));
            say!(
                lang,
                "{survey} 第 {rows} 行设为必答；表单里任何一题都可以不答。",
                "{survey}, {row} {rows}: required there; in a form anything may be left open."
            )
        }
        Caution::NoRole(rows) => {
            let (row, rows) = (row_or_rows(rows), ranges(lang, rows));
            say!(
                lang,
                "{survey} 第 {rows} 行的组里没有用量表回答的题目，不作为角色。",
                "{survey}, {row} {rows}: nothing in such a group is answered on the scale, so it is no role."
            )
        }
        Caution::UnusedLists(names) => {
            let names = names.iter().map(|name| quoted(lang, name)).collect::<Vec<_>>();
            let names = listed(lang, names.iter().map(String::as_str));
            say!(lang, "没有用到的列表：{names}。", "Lists that are not used: {names}.")
        }
        Caution::OtherSheets(names) => {
            let names = names.iter().map(|name| quoted(lang, name)).collect::<Vec<_>>();
            let names = listed(lang, names.iter().map(String::as_str));
            say!(lang, "没有读取的工作表：{names}。", "Sheets that were not read: {names}.")
        }
        Caution::Version { asked, given } => say!(
            lang,
            "第 {asked} 版已有别的内容，导入为第 {given} 版。",
            "Version {asked} is there with other questions; this one is version {given}."
        ),
    }
}

/// The English word before the numbers of rows.
const fn row_or_rows(rows: &[usize]) -> &'static str {
    if rows.len() == 1 { "row" } else { "rows" }
}
