//! Importing tables: what their columns are called, and what became of each row.

use super::{Lang, Word, format, say, terms, word, words};
use crate::{
    analysis::power::Structure,
    edit::EditError,
    exchange::{
        Created, Field, Import, ImportError, Kind, Lines, MAX_BYTES, MAX_CELL_CHARS, MAX_CELLS, MAX_COLUMNS,
        MAX_IMPORTED, MAX_REFUSED, MAX_ROWS, Reason, Refusal, Report, SheetError,
    },
    file::Position,
    model::{BadId, MAX_ID_CHARS, MAX_RECORDS, OutOfRange},
};

words! {
    NOTHING = "没有可导入的内容。", "There was nothing to import.";
    DRY_RUN = "试运行：文件没有改动。", "Dry run: the file was not changed.";
    NO_CHANGE = "内容没有变化，文件保持原样。", "Nothing is different: the file stays as it is.";
    ADDED = "新增", "Added";
    CHANGED = "修改", "Changed";
    UNCHANGED = "不变", "Unchanged";
    DUPLICATES = "编号重复，另存备查", "Repeated ids, kept aside";
    REFUSED = "拒绝", "Refused";
    NEW_MEMBERS = "新建团队成员", "New team members";
    NEW_CUSTOMERS = "新建客户", "New customers";
    NEW_OFFERINGS = "新建产品", "New offerings";
    NEW_ROUND = "新建评估轮次", "New round";
    NEW_ROLES = "新建角色", "New roles";
    NEW_ITEMS = "新建题目", "New items";
    IGNORED = "未使用的列", "Columns not used";
    BLANK = "此项不能为空", "this must not be blank";
}

/// Defines what each field is called, and under which other headers it is often found.
macro_rules! labels {
    ($($field:pat = $zh:literal, $en:literal $(, also $($other:literal)|+)?;)+) => {
        /// What a field of an import is called. Criteria are called what they are called everywhere.
        pub const fn label(field: Field) -> Word {
            match field {
                Field::Criterion(criterion) => terms::criterion(criterion),
                $($field => word!($zh, $en),)+
            }
        }

        /// Other headers under which people keep a field.
        pub const fn other_labels(field: Field) -> &'static [&'static str] {
            match field {
                Field::Criterion(_) => &[],
                $($field => &[$($($other),+)?],)+
            }
        }
    };
}

labels! {
    Field::Id = "编号", "ID", also "工号" | "客户编号";
    Field::Name = "姓名", "Name", also "名称" | "客户名称";
    Field::Title = "职务", "Title", also "岗位" | "职位" | "Post" | "Job title";
    Field::Manager = "上级", "Manager", also "直接上级";
    Field::Position = "正副职", "Position";
    Field::Class = "班级", "Class";
    Field::Segment = "细分市场", "Segment", also "行业";
    Field::AnnualSpend = "年采购额", "Annual spend";
    Field::Revenue = "我方年收入", "Revenue";
    Field::Introduced = "已正式介绍", "Introduced";
    Field::ProcedureKnown = "了解采购流程", "Procedure known";
    Field::NeedsKnown = "了解关键需求", "Needs known";
    Field::Customer = "客户", "Customer";
    Field::Offering = "产品", "Offering";
    Field::Margin = "贡献", "Margin";
    Field::Department = "部门", "Department", also "Unit";
    Field::ReportsTo = "汇报对象", "Reports to", also "上级" | "直接上级" | "Manager";
    Field::Roles = "决策角色", "Decision roles";
    Field::Influence = "影响力", "Influence";
    Field::Status = "政治地位", "Political status";
    Field::Support = "支持度", "Support";
    Field::Coverage = "接触程度", "Coverage";
    Field::LastContact = "最近接触", "Last contact";
    Field::Owner = "责任人", "Owner";
    Field::Person = "人员", "Person";
    Field::Period = "周期", "Period";
    Field::Goal = "目标", "Goal";
    Field::Weight = "重要性", "Weight", also "权重";
    Field::Completion = "完成率", "Completion";
    Field::Difficulty = "困难程度", "Difficulty";
    Field::Effort = "努力程度", "Effort";
    Field::Ratee = "被评人", "Ratee";
    Field::Rater = "评价人", "Rater";
    Field::Group = "评价人类别", "Group";
    Field::Role = "角色", "Role";
    Field::Item = "题目", "Item";
    Field::Score = "得分", "Score";
}

/// A name as people quote it.
pub(super) fn quoted(lang: Lang, text: &str) -> String {
    /// More than this of a cell does not help to find it.
    const SHOWN: usize = 60;
    let mut short: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    say!(lang, "“{short}”", "“{short}”")
}

/// What a field is called in a file, in words; criteria and columns of tables have them.
pub(super) fn field_label(lang: Lang, name: &str) -> Option<&'static str> {
    let fields = Kind::ALL.into_iter().flat_map(Kind::fields);
    fields.into_iter().find(|field| field.name() == name).map(|field| label(field).of(lang))
}

/// Names in a row.
pub(super) fn listed<'a>(lang: Lang, names: impl IntoIterator<Item = &'a str>) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    };
    names.into_iter().collect::<Vec<_>>().join(separator)
}

/// `FILE:LINE:COLUMN`.
fn at(file: &str, place: Position) -> String {
    format!("{file}:{}:{}", place.line, place.column)
}

/// Why nothing was imported: `FILE:LINE:COLUMN: what is wrong, and what was expected`.
pub fn error(lang: Lang, file: &str, error: &ImportError) -> String {
    let columns_of = |columns: &[String]| listed(lang, columns.iter().map(String::as_str));
    let what = match error {
        ImportError::Sheet(error) => return sheet_error(lang, file, *error),
        ImportError::UnknownField { given, kind } => {
            let given = quoted(lang, given);
            let known = fields(lang, &kind.fields());
            let kind = kind.name();
            say!(
                lang,
                "--map：{kind} 没有字段{given}；可用的字段：{known}",
                "--map: {kind} have no field {given}; there are {known}"
            )
        }
        ImportError::MappedTwice(field) => {
            let field = field.name();
            say!(
                lang,
                "--map：{field} 指定了两次，只能对应一列",
                "--map: {field} is named twice; it can be one column only"
            )
        }
        ImportError::UnknownColumn { given, columns } => {
            let (given, columns) = (quoted(lang, given), columns_of(columns));
            say!(
                lang,
                "--map：文件里没有{given}这一列；现有的列：{columns}",
                "--map: the file has no column {given}; it has {columns}"
            )
        }
        ImportError::SeveralColumns { field, columns } => {
            let (field, columns) = (field.name(), columns_of(columns));
            say!(
                lang,
                "{field}：有几列都符合（{columns}）；请用 --map {field}=列名 指定一列",
                "{field}: several columns fit ({columns}); choose one with --map {field}=COLUMN"
            )
        }
        ImportError::MissingColumns { missing, columns } => {
            let first = missing.first().map_or("", |field| field.name());
            let (missing, columns) = (fields(lang, missing), columns_of(columns));
            say!(
                lang,
                "缺少必需的列：{missing}；现有的列：{columns}。可用 --map {first}=列名 指定",
                "required columns are missing: {missing}; the file has {columns}. Name one with --map {first}=COLUMN"
            )
        }
        ImportError::Id(bad) => bad_id(lang, *bad),
        ImportError::NoAccount => {
            say!(
                lang,
                "导入联系人需要用 --account 指明客户",
                "contacts need --account, the customer whose people they are"
            )
        }
        ImportError::OtherScale { round, has } => {
            let points = has.get();
            say!(
                lang,
                "--points：轮次 {round} 用的是 {points} 点量表",
                "--points: round {round} has a scale of {points} points"
            )
        }
        ImportError::NoInstrument(round) => {
            say!(lang, "轮次 {round} 的问卷不在工作簿里", "the instrument of round {round} is not in the workbook")
        }
        ImportError::UnknownSheet { given, sheets } => {
            let given = quoted(lang, given);
            if sheets.is_empty() {
                say!(lang, "文本文件没有工作表{given}", "a text file has no sheet {given}")
            } else {
                let sheets = columns_of(sheets);
                say!(
                    lang,
                    "没有工作表{given}；现有的工作表：{sheets}",
                    "there is no sheet {given}; the file has {sheets}"
                )
            }
        }
        ImportError::TooMuch(place) => {
            let (at, limit) = (at(file, *place), format::number(MAX_IMPORTED as f64, 0));
            return say!(
                lang,
                "{at}: 一次最多导入 {limit} 条记录，请分成几个文件；是不是选错了列？",
                "{at}: at most {limit} records go in at once; split the file. Is a column the wrong one?"
            );
        }
        ImportError::TooManyRefused(first) => {
            let (first, limit) = (refusal(lang, file, first), format::number(MAX_REFUSED as f64, 0));
            return say!(
                lang,
                "{first}；这样的行超过 {limit} 行，所以什么都没有导入",
                "{first}; there are more than {limit} such rows, so nothing was imported"
            );
        }
        ImportError::TooManyRecords => say!(
            lang,
            "导入后有一类记录会超过 {MAX_RECORDS} 条，工作簿放不下",
            "a workbook holds at most {MAX_RECORDS} records of a kind; this file would exceed that"
        ),
        ImportError::Edit(error) => edit_error(lang, error),
    };
    format!("{file}: {what}")
}

pub(super) fn sheet_error(lang: Lang, file: &str, error: SheetError) -> String {
    match error {
        SheetError::TooLarge => {
            let limit = MAX_BYTES >> 20;
            say!(
                lang,
                "{file}: 文件超过 {limit} MB，请分成几个导入",
                "{file}: larger than {limit} MB; split it into several files"
            )
        }
        SheetError::OldSpreadsheet => say!(
            lang,
            "{file}: 这是旧格式（.xls）或加了密码的电子表格；请先在表格软件里另存为不加密的 .xlsx 或 CSV，再导入",
            "{file}: this is an old spreadsheet (.xls), or one with a password; save it as .xlsx or CSV without one"
        ),
        SheetError::NotSpreadsheet => say!(
            lang,
            "{file}: 这个压缩文件不是 .xlsx 电子表格；请在表格软件里另存为 .xlsx 或 CSV，再导入",
            "{file}: this archive is no .xlsx spreadsheet; save your table as .xlsx or CSV and import that"
        ),
        SheetError::Damaged => say!(
            lang,
            "{file}: 电子表格已损坏，无法读取；请在表格软件里重新存为 .xlsx 或 CSV",
            "{file}: the spreadsheet is damaged and can’t be read; save it again as .xlsx or CSV"
        ),
        SheetError::Unpacked => {
            let limit = MAX_BYTES >> 20;
            say!(
                lang,
                "{file}: 电子表格解开后的内容超过 {limit} MB；请分成几个文件，或另存为 CSV",
                "{file}: the spreadsheet unpacks to more than {limit} MB; split it, or save it as CSV"
            )
        }
        SheetError::TooManyCells(place) => {
            let at = at(file, place);
            let limit = format::number(MAX_CELLS as f64, 0);
            say!(
                lang,
                "{at}: 工作表超过 {limit} 个单元格，请分成几个文件，或另存为 CSV",
                "{at}: the sheet has more than {limit} cells; split it, or save it as CSV"
            )
        }
        SheetError::NotText => {
            say!(
                lang,
                "{file}: 不是文本文件，也不是电子表格；需要 CSV 或 .xlsx",
                "{file}: this is neither a text file nor a spreadsheet; CSV or .xlsx was expected"
            )
        }
        SheetError::Encoding(place) => {
            let at = at(file, place);
            say!(
                lang,
                "{at}: 无法识别的编码；需要 UTF-8、UTF-16 或 GB 18030",
                "{at}: unknown encoding; UTF-8, UTF-16 or GB 18030 was expected"
            )
        }
        SheetError::Empty => say!(
            lang,
            "{file}: 文件是空的；需要一行列名和数据",
            "{file}: the file is empty; a header and rows were expected"
        ),
        SheetError::OpenQuote(place) => {
            let at = at(file, place);
            say!(lang, "{at}: 这里的引号没有结束", "{at}: the quote that opens here is never closed")
        }
        SheetError::LongCell(place) => {
            let at = at(file, place);
            let limit = format::number(MAX_CELL_CHARS as f64, 0);
            say!(
                lang,
                "{at}: 单元格超过 {limit} 个字符；是不是前面少了一个引号？",
                "{at}: the cell has more than {limit} characters; is a quote missing before it?"
            )
        }
        SheetError::TooManyColumns(place) => {
            let at = at(file, place);
            let limit = format::number(MAX_COLUMNS as f64, 0);
            say!(lang, "{at}: 超过 {limit} 列", "{at}: more than {limit} columns")
        }
        SheetError::TooManyRows(place) => {
            let at = at(file, place);
            let limit = format::number(MAX_ROWS as f64, 0);
            say!(
                lang,
                "{at}: 超过 {limit} 行，请分成几个文件导入",
                "{at}: more than {limit} rows; split it into several files"
            )
        }
    }
}

fn edit_error(lang: Lang, error: &EditError) -> String {
    say!(lang, "工作簿没有接受这次修改（{error}）", "the workbook refused the change ({error})")
}

/// What is wrong with an id.
pub fn bad_id(lang: Lang, bad: BadId) -> String {
    match bad {
        BadId::Empty => say!(lang, "编号不能为空", "an id must not be empty"),
        BadId::TooLong => {
            say!(lang, "编号最多 {MAX_ID_CHARS} 个字符", "an id has at most {MAX_ID_CHARS} characters")
        }
        BadId::Control => {
            say!(lang, "编号里不能有换行、制表符等控制字符", "an id must not contain line breaks, tabs or the like")
        }
    }
}

/// Fields by name and label.
fn fields(lang: Lang, fields: &[Field]) -> String {
    let named = |field: &Field| match lang {
        Lang::Zh => format!("{}（{}）", field.name(), label(*field).zh),
        Lang::En | Lang::Pseudo => field.name().to_owned(),
    };
    listed(lang, fields.iter().map(named).collect::<Vec<_>>().iter().map(String::as_str))
}

/// Why a row was refused: `FILE:LINE:COLUMN: field: what is wrong, and what was expected`.
pub fn refusal(lang: Lang, file: &str, refusal: &Refusal) -> String {
    let Refusal { row, place, field, found, reason } = refusal;
    let what = why(lang, reason);
    let found = if found.is_empty() { String::new() } else { quoted(lang, found) };
    let field = field.map_or_else(String::new, |field| format!("{}: ", field.name()));
    let at = at(file, *place);
    let space = if found.is_empty() { "" } else { " " };
    say!(lang, "{at}: {field}第 {row} 行{found}：{what}", "{at}: {field}row {row}{space}{found}: {what}")
}

/// What is wrong with a cell.
pub(super) fn why(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::Blank => BLANK.of(lang).to_owned(),
        Reason::Id(bad) => bad_id(lang, *bad),
        Reason::Number => {
            say!(lang, "不是数字；应写成 1234.5 或 1,234.5", "this is no number; expected one like 1234.5 or 1,234.5")
        }
        Reason::Whole => say!(lang, "应为整数", "expected a whole number"),
        Reason::Range(OutOfRange { min, max, .. }) => {
            let bound = |value: f64| format::number(value, 0);
            let (min, max) = (bound(*min), bound(*max));
            say!(lang, "超出范围；应为 {min} 到 {max}", "out of range; expected {min} to {max}")
        }
        Reason::Date => say!(lang, "不是日期；应写成 2026-11-21", "this is no date; expected one like 2026-11-21"),
        Reason::YesNo => say!(lang, "应为“是”或“否”", "expected yes or no"),
        Reason::Word(words) => {
            let words = listed(lang, words.iter().copied());
            say!(lang, "应为其中之一：{words}", "expected one of {words}")
        }
        Reason::Margin => say!(lang, "应为数字，或者 ++、+、−", "expected a number, or ++, + or −"),
        Reason::Sum(line) => say!(
            lang,
            "与第 {line} 行是同一格，但正负号不能与金额或相反的正负号相加",
            "row {line} is about the same cell, and a sign can't be added to an amount or to the opposite sign"
        ),
        Reason::Contradicts(line) => {
            say!(lang, "与第 {line} 行说的是同一项，但内容不同", "row {line} says otherwise about the same thing")
        }
        Reason::BeyondHeader => {
            say!(lang, "这一格在最后一列之外；列名行没有这么多列", "this stands beyond the last column of the header")
        }
        Reason::Total => say!(
            lang,
            "像是合计行，没有导入；真有这个名称的话，先在工作簿里建好再导入",
            "this looks like a total of other rows; if something is really called that, add it to the workbook first"
        ),
        Reason::UnknownItem(role, item) => {
            let (role, item) = (quoted(lang, role.as_str()), quoted(lang, item.as_str()));
            say!(
                lang,
                "这一轮的问卷里没有角色{role}的题目{item}",
                "the round’s instrument has no item {item} in role {role}"
            )
        }
    }
}

/// What an import does, line by line.
pub fn report(lang: Lang, file: &str, kind: Kind, import: &Import) -> Vec<String> {
    let Import { report, .. } = import;
    let Report {
        added,
        changed,
        unchanged,
        duplicates,
        refused,
        created,
        ignored_columns,
        structure,
        sums: _,
        rows: _,
    } = report;
    let refused_rows: Lines = refused.iter().map(|refusal| refusal.row).collect();
    let mut lines = vec![headline(lang, file, kind, report)];
    for (what, rows) in
        [(ADDED, added), (CHANGED, changed), (UNCHANGED, unchanged), (DUPLICATES, duplicates), (REFUSED, &refused_rows)]
    {
        if !rows.is_empty() {
            let what = what.of(lang);
            let ranges = ranges(lang, rows);
            let row = if rows.len() == 1 { "row" } else { "rows" };
            lines.push(say!(lang, "{what}：第 {ranges} 行", "{what}: {row} {ranges}"));
        }
    }
    lines.extend(refused.iter().map(|refused| refusal(lang, file, refused)));
    lines.extend(created_lines(lang, created));
    if !ignored_columns.is_empty() {
        lines.push(named(lang, IGNORED, ignored_columns.iter().map(String::as_str)));
    }
    if let Some(structure) = structure {
        lines.extend(structure_lines(lang, structure));
    }
    lines
}

fn headline(lang: Lang, file: &str, kind: Kind, report: &Report) -> String {
    let count = |rows: usize| format::number(rows as f64, 0);
    let (added, changed, unchanged) =
        (count(report.added.len()), count(report.changed.len()), count(report.unchanged.len()));
    let refused = count(report.refused.len());
    let kind = kind.name();
    say!(
        lang,
        "{file}（{kind}）：新增 {added}，修改 {changed}，不变 {unchanged}，拒绝 {refused}",
        "{file} ({kind}): {added} added, {changed} changed, {unchanged} unchanged, {refused} refused"
    )
}

/// Line numbers with those in a row as a range: `2–5, 8`.
pub(super) fn ranges(lang: Lang, rows: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => ranges.push((*row, *row)),
        }
    }
    let written = ranges.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    listed(lang, written.collect::<Vec<_>>().iter().map(String::as_str))
}

/// A word, and names after it; of very many, how many.
fn named<'a>(lang: Lang, what: Word, names: impl IntoIterator<Item = &'a str>) -> String {
    /// More names than this are not read by anyone.
    const SHOWN: usize = 50;
    let names: Vec<String> = names.into_iter().map(|name| quoted(lang, name)).collect();
    let what = what.of(lang);
    let count = names.len();
    let shown = listed(lang, names.iter().take(SHOWN).map(String::as_str));
    if count > SHOWN {
        say!(lang, "{what} {count}：{shown}……", "{what} {count}: {shown}, …")
    } else {
        say!(lang, "{what} {count}：{shown}", "{what} {count}: {shown}")
    }
}

fn created_lines(lang: Lang, created: &[Created]) -> Vec<String> {
    let mut groups: Vec<(Word, Vec<String>)> = Vec::new();
    for thing in created {
        let (what, name) = match thing {
            Created::Member(id) => (NEW_MEMBERS, id.to_string()),
            Created::Customer(id) => (NEW_CUSTOMERS, id.to_string()),
            Created::Offering(id) => (NEW_OFFERINGS, id.to_string()),
            Created::Round(id) => (NEW_ROUND, id.to_string()),
            Created::Role(id) => (NEW_ROLES, id.to_string()),
            Created::Item(role, item) => (NEW_ITEMS, format!("{role} / {item}")),
        };
        match groups.iter_mut().find(|(word, _)| *word == what) {
            Some((_, names)) => names.push(name),
            None => groups.push((what, vec![name])),
        }
    }
    groups.iter().map(|(what, names)| named(lang, *what, names.iter().map(String::as_str))).collect()
}

/// How the organisation stands after the import, and what is wrong with its lines.
fn structure_lines(lang: Lang, structure: &Structure) -> Vec<String> {
    let (people, roots, depth) = (structure.people, structure.roots.len(), structure.depth);
    let mut lines = vec![say!(
        lang,
        "组织：{people} 人，{roots} 个顶层，{depth} 层",
        "Organisation: {people} people, {roots} at the top, {depth} levels"
    )];
    for cycle in &structure.cycles {
        let ids = cycle.iter().chain(cycle.first()).map(|id| id.as_str());
        let ids = ids.collect::<Vec<_>>().join(" → ");
        lines.push(say!(lang, "循环汇报：{ids}", "Circular reporting: {ids}"));
    }
    for row in &structure.unknown_managers {
        let (contact, manager) = (quoted(lang, row.contact.as_str()), quoted(lang, row.manager.as_str()));
        lines.push(say!(
            lang,
            "{contact}的上级{manager}不在名单里",
            "{contact} reports to {manager}, who isn’t on the map"
        ));
    }
    lines
}
