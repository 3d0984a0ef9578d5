//! The dialog in which a table is looked at before it is imported.

use super::{
    Lang, Word, contributions, format,
    import::{self, label, listed, quoted, why},
    say, value_map, word, words,
};
use crate::{
    analysis::power::Structure,
    exchange::{Created, Encoding, Field, Form, ImportError, Kind, Reading, Refusal, Report, RowFate},
    model::Margin,
};

words! {
    CUSTOMERS_COMMAND = "导入客户…", "Import customers…";
    CUSTOMERS_TIP = "从 CSV 或 Excel 读取客户、收入和得分；先看清楚再导入，一步可撤销。也可以把文件拖到窗口上。",
        "Reads customers, revenue and scores from CSV or Excel. You see what it does first; one undo takes it back. \
         Dropping the file on the window does the same.";
    CONTRIBUTIONS_COMMAND = "导入客户贡献…", "Import contributions…";
    CONTRIBUTIONS_TIP = "从 CSV 或 Excel 读取每家客户每种产品的利润；订单明细按客户和产品相加。也可以把文件拖到窗口上。",
        "Reads what each offering brings at each customer from CSV or Excel; order lines are summed. Dropping the file \
         on the window does the same.";
    CONTACTS_COMMAND = "导入联系人…", "Import contacts…";
    CONTACTS_TIP = "从 CSV 或 Excel 读取一家客户的组织：姓名、职务、部门、汇报给谁。先看清楚再导入，一步可撤销。也可以把文件拖到窗口上。",
        "Reads a customer’s organisation from CSV or Excel: names, posts, departments, who reports to whom. You see what \
         it does first; one undo takes it back. Dropping the file on the window does the same.";
    GOALS_COMMAND = "导入目标卡…", "Import goal cards…";
    GOALS_TIP = "从 CSV 或 Excel 读取目标卡：人员、周期、目标、重要性、完成率。先看清楚再导入，一步可撤销。也可以把文件拖到窗口上。",
        "Reads goal cards from CSV or Excel: person, period, goal, weight, completion. You see what it does first; one \
         undo takes it back. Dropping the file on the window does the same.";
    PATH_TITLE = "导入表格", "Import a table";
    PATH_READ = "读取", "Read";
    FILE_KIND = "表格", "Tables";
    WINDOW = "导入", "Import";
    CUSTOMERS = "客户", "Customers";
    CONTRIBUTIONS = "客户贡献", "Contributions";
    CONTACTS = "联系人", "Contacts";
    GOALS = "目标卡", "Goal cards";
    ACCOUNT = "哪家客户的人", "Whose people";
    NO_ACCOUNT = "选择客户", "Choose a customer";
    NEW_ACCOUNT = "新建一家客户…", "A new customer…";
    NEW_ACCOUNT_NAME = "新客户的名称", "The new customer’s name";
    SHEET = "工作表", "Sheet";
    COLUMNS = "哪一列是什么", "Which column is what";
    NOT_READ = "不读取", "Not read";
    REQUIRED = "必需", "required";
    ALL_ROWS = "全部", "All";
    LINE = "行", "Row";
    FATE = "结果", "Result";
    REASON = "原因", "Reason";
    AS_IT_STANDS = "文件的前几行", "The first rows of the file";
    READING_FILE = "正在读取……", "Reading…";
    ACT = "导入", "Import";
    NOTHING_NEW = "这些内容工作簿里都有了，导入不会改变什么。", "The workbook has all of this: importing would change nothing.";
    ONLY_TRAINER = "观众视图里不能导入；先切换到教练视图。", "Nothing is imported in the room’s view: switch to the trainer’s first.";
}

/// What can be imported in the window.
pub const fn kind(kind: Kind) -> Word {
    match kind {
        Kind::Contributions => CONTRIBUTIONS,
        Kind::Contacts => CONTACTS,
        Kind::Goals => GOALS,
        _ => CUSTOMERS,
    }
}

/// The dialog's title.
pub fn title(lang: Lang, file: &str) -> String {
    say!(lang, "导入：{file}", "Import {file}")
}

/// What a file was recognised as.
pub fn form(lang: Lang, form: &Form) -> String {
    match form {
        Form::Text { encoding, separator } => {
            let encoding = match encoding {
                Encoding::Utf8 => "UTF-8",
                Encoding::Utf16 => "UTF-16",
                Encoding::Gb18030 => "GB 18030",
            };
            let separator = match separator {
                ';' => word!("分号", "semicolons"),
                '\t' => word!("制表符", "tabs"),
                _ => word!("逗号", "commas"),
            };
            let separator = separator.of(lang);
            say!(lang, "文本，{encoding}，以{separator}分隔", "Text in {encoding}, separated by {separator}")
        }
        Form::Spreadsheet { read, .. } => {
            let sheet = quoted(lang, read);
            say!(lang, "Excel 工作簿，工作表{sheet}", "Spreadsheet, sheet {sheet}")
        }
    }
}

/// A column by its header, or by its number where it has none.
pub fn column(lang: Lang, headers: &[String], place: usize) -> String {
    match headers.get(place).map(String::as_str) {
        Some("") | None => {
            let number = place + 1;
            say!(lang, "第 {number} 列", "Column {number}")
        }
        Some(header) => header.to_owned(),
    }
}

/// What became, or will become, of a row.
pub const fn fate(fate: RowFate) -> Word {
    match fate {
        RowFate::Added => import::ADDED,
        RowFate::Changed => import::CHANGED,
        RowFate::Unchanged => import::UNCHANGED,
        RowFate::Duplicate => import::DUPLICATES,
        RowFate::Refused => import::REFUSED,
    }
}

/// Rows of one fate, or all, and how many there are.
pub fn rows(lang: Lang, which: Option<RowFate>, count: usize) -> String {
    let which = which.map_or(ALL_ROWS, fate).of(lang);
    let count = format::number(count as f64, 0);
    say!(lang, "{which} {count}", "{which} {count}")
}

/// A cell as it was read.
pub fn reading(lang: Lang, reading: &Reading) -> String {
    match reading {
        Reading::Text(text) => text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        Reading::Number(number) => exact(*number),
        Reading::Margin(Margin::Amount(amount)) => exact(amount.get()),
        Reading::Margin(sign) => contributions::margin(*sign, 0),
        Reading::YesNo(true) => value_map::YES.of(lang).to_owned(),
        Reading::YesNo(false) => value_map::NO.of(lang).to_owned(),
    }
}

/// A number with as many decimals as it has, up to six.
fn exact(number: f64) -> String {
    const MOST: usize = 6;
    let decimals = number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    format::number(number, decimals.min(MOST))
}

/// Why a row is refused: which column, what it says, what is wrong with it.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    let Refusal { place, field, found, reason, .. } = refusal;
    let what = why(lang, reason);
    let field = field.map_or_else(
        || {
            let column = place.column;
            say!(lang, "第 {column} 列", "Column {column}")
        },
        |field| label(field).of(lang).to_owned(),
    );
    let found = if found.is_empty() { String::new() } else { quoted(lang, found) };
    let space = if found.is_empty() { "" } else { " " };
    say!(lang, "{field}{found}：{what}", "{field}{space}{found}: {what}")
}

/// A row as a screen reader says it.
pub fn row(lang: Lang, line: usize, became: Option<RowFate>, texts: &[String]) -> String {
    let became = became.map_or("", |became| fate(became).of(lang));
    let texts = listed(lang, texts.iter().map(String::as_str).filter(|text| !text.is_empty()));
    say!(lang, "第 {line} 行 {became}：{texts}", "Row {line} {became}: {texts}")
}

/// Why nothing can be imported yet, or at all.
pub fn error(lang: Lang, file: &str, error: &ImportError) -> String {
    match error {
        ImportError::MissingColumns { missing, .. } => {
            let missing = listed(lang, missing.iter().map(|field| label(*field).of(lang)));
            say!(
                lang,
                "还不知道哪一列是：{missing}。请在左边选择。",
                "Not known yet which column is: {missing}. Choose at the left."
            )
        }
        ImportError::SeveralColumns { field, columns } => {
            let (field, columns) = (label(*field).of(lang), listed(lang, columns.iter().map(String::as_str)));
            say!(
                lang,
                "有几列都可能是“{field}”：{columns}。请在左边选一列。",
                "Several columns may be “{field}”: {columns}. Choose one at the left."
            )
        }
        ImportError::NoAccount => {
            say!(
                lang,
                "还不知道这些人是哪家客户的。请在上面选择。",
                "Not known yet whose people these are. Choose above."
            )
        }
        error => import::error(lang, file, error),
    }
}

/// What is created besides, and what the rows come to: a line each.
pub fn besides(lang: Lang, report: &Report) -> Vec<String> {
    let count = |count: usize| format::number(count as f64, 0);
    let mut lines = Vec::new();
    let rows = report.added.len() + report.changed.len() + report.unchanged.len();
    if let Some(cells) = report.sums.filter(|sums| *sums < rows) {
        let (rows, cells) = (count(rows), count(cells));
        lines.push(say!(
            lang,
            "{rows} 行合成 {cells} 格：同一客户、同一产品的金额相加，并取代工作簿里原来的。",
            "{rows} rows make {cells} cells: amounts of one customer and offering are summed, and replace what the \
             workbook has."
        ));
    }
    let created = |is: fn(&Created) -> bool| report.created.iter().filter(|created| is(created)).count();
    let customers = created(|created| matches!(created, Created::Customer(_)));
    let offerings = created(|created| matches!(created, Created::Offering(_)));
    let members = created(|created| matches!(created, Created::Member(_)));
    if let Some(structure) = &report.structure {
        lines.extend(organisation(lang, structure, report.duplicates.len()));
        if customers + members > 0 {
            let (customers, members) = (count(customers), count(members));
            lines.push(say!(
                lang,
                "会新建：客户 {customers}，作为责任人的我方人员 {members}。",
                "Created: customers {customers}, people of ours as owners {members}."
            ));
        }
    } else if customers + offerings > 0 {
        let (customers, offerings) = (count(customers), count(offerings));
        lines.push(say!(
            lang,
            "文件里提到而工作簿里没有的会新建：客户 {customers}，产品 {offerings}。",
            "Created because the file names them: customers {customers}, offerings {offerings}."
        ));
    }
    if !report.refused.is_empty() {
        let refused = count(report.refused.len());
        lines.push(say!(
            lang,
            "被拒绝的 {refused} 行不会导入，其余照常。",
            "{refused} rows are refused and stay out; the others go in."
        ));
    }
    if !report.ignored_columns.is_empty() {
        let columns = listed(lang, report.ignored_columns.iter().map(String::as_str));
        lines.push(say!(lang, "不读取的列：{columns}", "Columns not read: {columns}"));
    }
    lines
}

/// How an organisation stands with the rows, and what is doubtful in its lines: that goes in, too, and is told.
fn organisation(lang: Lang, structure: &Structure, duplicates: usize) -> Vec<String> {
    let Structure { people, roots, depth, cycles, unknown_managers } = structure;
    let (tops, circles, unknown) = (roots.len(), cycles.len(), unknown_managers.len());
    let mut lines = vec![say!(
        lang,
        "导入后图上 {people} 人，{depth} 层，最高层 {tops} 位。",
        "The map then has {people} people on {depth} levels, {tops} of them at the top."
    )];
    if circles + unknown + duplicates > 0 {
        lines.push(say!(
            lang,
            "有疑点也照样导入，并在图上标出：上级不在图上 {unknown}，汇报成环 {circles}，编号重复 {duplicates}。",
            "Doubtful rows go in and are marked on the map: manager not on the map {unknown}, circles {circles}, repeated \
             ids {duplicates}."
        ));
    }
    lines
}

/// The name of a field's chooser of columns.
pub fn column_for(lang: Lang, field: Field) -> String {
    let field = label(field).of(lang);
    say!(lang, "列：{field}", "Column for {field}")
}

/// A field that a table must have.
pub fn required(lang: Lang, field: Field) -> String {
    let (field, required) = (label(field).of(lang), REQUIRED.of(lang));
    say!(lang, "{field}（{required}）", "{field} ({required})")
}

/// What was done.
pub fn done(lang: Lang, file: &str, report: &Report) -> String {
    let count = |rows: usize| format::number(rows as f64, 0);
    let (added, changed) = (count(report.added.len()), count(report.changed.len()));
    let refused = count(report.refused.len());
    say!(
        lang,
        "已导入 {file}：新增 {added} 行，修改 {changed} 行，拒绝 {refused} 行",
        "Imported {file}: {added} rows added, {changed} changed, {refused} refused"
    )
}
