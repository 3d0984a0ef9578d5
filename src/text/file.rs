//! What went wrong with a file, what is safe, and what can be done.

use std::io::ErrorKind;

use super::{Lang, Word, format, import, say, sealing, words};
use crate::{
    file::{
        Change, Difference, Expected, Holder, IoProblem, LoadError, LockError, Problem, ReadOnlyReason, SaveError,
        SaveProblem, Section, UnknownField, ValueChange,
    },
    model::{BadId, MAX_ID_CHARS, Refusal, Why},
};

words! {
    CHANGED_OUTSIDE = "这个文件在上次保存之后被改过：可能是有人手工编辑，也可能是文件损坏。",
        "This file was changed after it was last saved: edited by hand, or damaged.";
    COMMENTS_LOST = "这个文件里有注释，保存后注释会丢失。要保留的内容请写进备注。",
        "This file has comments, and saving loses them. Move what you want to keep into notes.";
    NO_DIFFERENCE = "内容与备份一致。", "The contents are the same as in the backup.";
    ABOUT = "标题与货币", "Title and currency";
    METHOD = "方法设置", "Method settings";
    TEAM = "团队成员", "Team members";
    OFFERINGS = "产品", "Offerings";
    CUSTOMERS = "客户", "Customers";
    CONTRIBUTIONS = "客户贡献", "Contributions";
    MAP_SNAPSHOTS = "价值图存档", "Value maps of earlier days";
    ORGANISATIONS = "客户组织", "Organisations";
    GOAL_CARDS = "目标卡", "Goal cards";
    EVIDENCE = "事实依据", "Evidence";
    CONVERSATIONS = "绩效沟通", "Conversations";
    INSTRUMENTS = "测评问卷", "Instruments";
    ROUNDS = "测评轮次", "Assessment rounds";
    PLANS = "发展计划", "Development plans";
    MOVE_RUNS = "市场动作练习", "Runs of market moves";
    FIELD_NAME = "名称", "name";
    FIELD_NOTE = "备注", "note";
    BLANK = "（空）", "(blank)";
    ADDED = "新增", "added";
    REMOVED = "删除", "removed";
    CHANGED = "有改动", "changed";
    REORDERED = "顺序不同", "in another order";
    LIST = "列表 [ ]", "a list [ ]";
    RECORD = "记录 ( )", "a record ( )";
    MAP = "映射 { }", "a map { }";
    TEXT = "引号中的文字", "text in quotes";
    NUMBER = "数字", "a number";
    WHOLE_NUMBER = "整数", "a whole number";
    TRUTH = "真假值 true 或 false", "true or false";
    NAME = "名称", "a name";
    COMMA = "逗号", "a comma";
    COLON = "冒号", "a colon";
}

/// A section's name.
pub const fn section(section: Section) -> Word {
    match section {
        Section::About => ABOUT,
        Section::Method => METHOD,
        Section::Team => TEAM,
        Section::Offerings => OFFERINGS,
        Section::Customers => CUSTOMERS,
        Section::Contributions => CONTRIBUTIONS,
        Section::MapSnapshots => MAP_SNAPSHOTS,
        Section::Organisations => ORGANISATIONS,
        Section::GoalCards => GOAL_CARDS,
        Section::Evidence => EVIDENCE,
        Section::Conversations => CONVERSATIONS,
        Section::Instruments => INSTRUMENTS,
        Section::Rounds => ROUNDS,
        Section::Plans => PLANS,
        Section::MoveRuns => MOVE_RUNS,
    }
}

/// A line of a list of differences: `客户 · 岚江电力：有改动`.
pub fn difference(lang: Lang, difference: &Difference) -> String {
    let section = section(difference.section).of(lang);
    let change = match difference.change {
        Change::Added => ADDED,
        Change::Removed => REMOVED,
        Change::Changed => CHANGED,
        Change::Reordered => REORDERED,
    };
    let (change, names) = (change.of(lang), difference.names.join(" · "));
    if names.is_empty() {
        say!(lang, "{section}：{change}", "{section}: {change}")
    } else {
        say!(lang, "{section} · {names}：{change}", "{section} · {names}: {change}")
    }
}

/// How many records of a section differ: for an audience that may not see what they say.
pub fn differences_in(lang: Lang, place: Section, count: usize) -> String {
    let section = section(place).of(lang);
    match (lang, count) {
        (Lang::Zh, _) => format!("{section}：{count} 处不同"),
        (_, 1) => say!(lang, "", "{section}: 1 difference"),
        _ => say!(lang, "", "{section}: {count} differences"),
    }
}

/// A line below it: `名称：“岚江电力” → “岚江电网”`.
pub fn value_change(lang: Lang, change: &ValueChange) -> String {
    let step = |step: &String| match step.as_str() {
        "name" => FIELD_NAME.of(lang).to_owned(),
        "note" => FIELD_NOTE.of(lang).to_owned(),
        step => import::field_label(lang, step).unwrap_or(step).to_owned(),
    };
    let path = change.path.iter().map(step).collect::<Vec<_>>().join(" · ");
    let value = |value: &Option<String>| match value.as_deref() {
        None | Some("") => BLANK.of(lang).to_owned(),
        Some(number) if number.parse::<f64>().is_ok() => number.to_owned(),
        Some(text) => import::quoted(lang, text),
    };
    let (old, new) = (value(&change.old), value(&change.new));
    say!(lang, "{path}：{old} → {new}", "{path}: {old} → {new}")
}

/// Where in a file: `第 12 行，第 3 列 · customers[2].name`. Nothing where the file as a whole is meant.
pub fn place(lang: Lang, error: &LoadError) -> Option<String> {
    let position = error.position.map(|position| {
        let (line, column) = (position.line, position.column);
        say!(lang, "第 {line} 行，第 {column} 列", "line {line}, column {column}")
    });
    let path = (!error.path.is_empty()).then(|| error.path.to_string());
    let parts: Vec<_> = position.into_iter().chain(path).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// A line of a list of what could not be read.
pub fn lost(lang: Lang, error: &LoadError) -> String {
    let problem = problem(lang, &error.problem);
    match place(lang, error) {
        Some(place) => say!(lang, "{place}：{problem}", "{place}: {problem}"),
        None => problem,
    }
}

/// `FILE:LINE:COLUMN: FIELD PATH: what is wrong, and what was expected`; what has no place or no field leaves it out.
pub fn load_error(lang: Lang, error: &LoadError) -> String {
    let mut line = error.file.display().to_string();
    if let Some(position) = error.position {
        line.push_str(&format!(":{}:{}", position.line, position.column));
    }
    if !error.path.is_empty() {
        line.push_str(&format!(": {}", error.path));
    }
    let problem = problem(lang, &error.problem);
    format!("{line}: {problem}")
}

/// What is wrong in a file, without its place.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Io(problem) => io(lang, problem),
        Problem::TooLarge { bytes, max } => {
            let (size, max) = (megabytes(*bytes), megabytes(*max));
            say!(
                lang,
                "文件有 {size} MB，太大了：工作簿最多 {max} MB",
                "the file has {size} MB: a workbook has at most {max} MB"
            )
        }
        Problem::Sealed(problem) => sealing::problem(lang, *problem),
        Problem::Utf16 => say!(
            lang,
            "文件是 UTF-16 编码：请用文本编辑器另存为 UTF-8",
            "the file is UTF-16: expected UTF-8, as which a text editor can save it"
        ),
        Problem::NotUtf8 => say!(
            lang,
            "这里不是 UTF-8 编码的文字：文件可能已损坏，或是用别的编码保存的",
            "this is not UTF-8: the file is damaged, or was saved in another encoding"
        ),
        Problem::Empty => say!(lang, "文件是空的，应为一个工作簿", "the file is empty: expected a workbook"),
        Problem::NoVersion => {
            say!(
                lang,
                "缺少 version：这不像是工作簿，应有 version: 1",
                "no version: expected a workbook with version: 1"
            )
        }
        Problem::NoSuchVersion { found, newest } => {
            say!(
                lang,
                "没有 {found} 这个版本：应从 1 起，本程序最新认识到 {newest}",
                "there is no version {found}: expected one from 1 on; this program knows up to {newest}"
            )
        }
        Problem::Newer { version, newest, because } => {
            let because = self::problem(lang, because);
            say!(
                lang,
                "文件由更新的程序写成（版本 {version}，本程序只认识到 {newest}），请用新版程序打开；此处读不懂：{because}",
                "a newer program wrote this file (version {version}; this one knows up to {newest}): open it with that one. \
                 Not understood here: {because}"
            )
        }
        Problem::Expected { expected, found } => {
            let (expected, found) = (expectation(lang, *expected), shown(found));
            say!(lang, "应为{expected}，实际是 {found}", "expected {expected}, found {found}")
        }
        Problem::EndsEarly => {
            say!(
                lang,
                "文件到这里就断了：后面还应有内容和右括号",
                "the file ends in the middle: expected the rest and its closing brackets"
            )
        }
        Problem::Trailing { found } => {
            let found = shown(found);
            say!(lang, "工作簿之后不应再有内容，却有 {found}", "expected nothing after the workbook, found {found}")
        }
        Problem::MissingField(field) => {
            say!(lang, "缺少必填的字段 {field}", "the field {field} is missing: expected a value for it")
        }
        Problem::FieldTwice(field) => {
            say!(lang, "字段 {field} 出现了两次，只应有一次", "the field {field} stands here twice: expected it once")
        }
        Problem::UnknownWord { found, expected } => {
            let (found, expected) = (shown(found), expected.join(", "));
            say!(lang, "不认识 {found}：应为下列之一：{expected}", "{found} is unknown: expected one of {expected}")
        }
        Problem::WrongLength { found } => {
            say!(
                lang,
                "项数不对：这里有 {found} 项，应与这个名称所需的项数一致",
                "the wrong number of values: expected as many as the name before them needs, found {found}"
            )
        }
        Problem::BadEscape => say!(
            lang,
            "反斜杠后面的字符没有意义：反斜杠本身要写成 \\\\",
            "this backslash means nothing: expected \\\\ for a backslash itself"
        ),
        Problem::NumberOutOfBounds => {
            say!(
                lang,
                "这个数字太大，或小于零：应为这个字段容得下的整数",
                "this number is too large, or below zero: expected a whole number that the field can hold"
            )
        }
        Problem::BadDate { found } => {
            let found = shown(found);
            say!(
                lang,
                "{found} 不是日期：应写成 \"2026-11-21\" 这样",
                "{found} is no date: expected one like \"2026-11-21\""
            )
        }
        Problem::TooDeep => {
            say!(lang, "括号嵌套太深，不可能是工作簿", "brackets within brackets, deeper than any workbook has")
        }
        Problem::Refused(refusal) => self::refusal(lang, refusal),
        Problem::Meaningless(meaningless) => self::meaningless(lang, &meaningless.why),
        Problem::Other(message) => say!(lang, "读不懂：{message}", "not understood: {message}"),
    }
}

fn expectation(lang: Lang, expected: Expected) -> String {
    let word = match expected {
        Expected::List => LIST,
        Expected::Record => RECORD,
        Expected::Map => MAP,
        Expected::Text => TEXT,
        Expected::Number => NUMBER,
        Expected::WholeNumber => WHOLE_NUMBER,
        Expected::Truth => TRUTH,
        Expected::Name => NAME,
        Expected::Comma => COMMA,
        Expected::Colon => COLON,
        Expected::Closing(bracket) => return say!(lang, "右括号 {bracket}", "a closing {bracket}"),
    };
    word.of(lang).to_owned()
}

/// What stands in a file, so that white space and signs can be told from the sentence around it.
fn shown(found: &str) -> String {
    if found.starts_with(['"', '\'']) { found.to_owned() } else { format!("“{found}”") }
}

/// A value that the model refuses.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Number(number) => {
            let (value, min, max) = (figure(number.value), figure(number.min), figure(number.max));
            say!(
                lang,
                "{value} 超出范围：应为 {min} 到 {max} 的数字",
                "{value} is out of range: expected a number from {min} to {max}"
            )
        }
        Refusal::Id(BadId::Empty) => {
            say!(lang, "编号是空的：应有至少一个字符", "the id is empty: expected at least one character")
        }
        Refusal::Id(BadId::TooLong) => {
            say!(
                lang,
                "编号太长：最多 {MAX_ID_CHARS} 个字符",
                "the id is too long: expected at most {MAX_ID_CHARS} characters"
            )
        }
        Refusal::Id(BadId::Control) => {
            say!(
                lang,
                "编号里有制表符、换行之类的控制字符：应只有可见的字符",
                "the id holds a tab, a line break or the like: expected visible characters only"
            )
        }
        Refusal::Answer(answer) => {
            let (place, found) = (answer.place, shown(&answer.found.to_string()));
            say!(
                lang,
                "第 {place} 个回答是 {found}：应为 1 到 9、X（十分）、-（未观察到）或 .（未答）",
                "answer {place} is {found}: expected 1 to 9, X for ten, - for not observed or . for open"
            )
        }
        Refusal::Margin(found) => {
            let found = shown(found);
            say!(
                lang,
                "{found} 不是贡献值：应为数字，或 \"++\"、\"+\"、\"-\"",
                "{found} is no margin: expected a number, \"++\", \"+\" or \"-\""
            )
        }
        Refusal::Twice { key, .. } => {
            say!(lang, "{key} 出现了两次：应只有一次", "{key} stands here twice: expected it once")
        }
        Refusal::TooMany { max } => {
            #[expect(clippy::cast_precision_loss, reason = "a limit of the program, far below 2^53")]
            let max = format::number(*max as f64, 0);
            say!(lang, "记录太多：最多 {max} 条", "too many records: expected at most {max}")
        }
    }
}

pub(super) fn meaningless(lang: Lang, why: &Why) -> String {
    match why {
        Why::Customer(id) => say!(
            lang,
            "没有编号为 {id} 的客户：应是 customers 里的一个",
            "there is no customer {id}: expected one of customers"
        ),
        Why::Offering(id) => say!(
            lang,
            "没有编号为 {id} 的产品：应是 offerings 里的一个",
            "there is no offering {id}: expected one of offerings"
        ),
        Why::Member(id) => say!(
            lang,
            "团队里没有编号为 {id} 的人：应是 team 里的一个",
            "there is nobody {id} of ours: expected one of team"
        ),
        Why::Contact(id) => say!(
            lang,
            "这个组织里没有编号为 {id} 的人：应是它的 contacts 里的一个",
            "there is nobody {id} in this organisation: expected one of its contacts"
        ),
        Why::Instrument(id, version) => say!(
            lang,
            "没有问卷 {id} 的第 {version} 版：应是 instruments 里的一个",
            "there is no version {version} of the instrument {id}: expected one of instruments"
        ),
        Why::TooManyAnswers { found, items } => {
            say!(
                lang,
                "有 {found} 个回答：应不超过 {items} 个，问卷只有这么多题",
                "{found} answers: expected at most {items}, one for each item of the instrument"
            )
        }
        Why::AboveScale { place, points, scale } => {
            say!(
                lang,
                "第 {place} 个回答是 {points} 分：应不超过 {scale} 分，即量表的最高分",
                "answer {place} has {points} points: expected at most {scale}, the top of the scale"
            )
        }
    }
}

fn figure(value: f64) -> String {
    if value.is_finite() && value.fract() == 0.0 { format::number(value, 0) } else { value.to_string() }
}

fn megabytes(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "only shown")]
    let size = bytes as f64 / f64::from(1 << 20);
    format::number(size, 0)
}

/// What the system could not do.
pub fn io(lang: Lang, problem: &IoProblem) -> String {
    let message = &problem.message;
    match problem.kind {
        ErrorKind::NotFound => say!(lang, "没有这个文件或文件夹", "there is no such file or folder"),
        ErrorKind::PermissionDenied => {
            say!(
                lang,
                "没有读写的权限：请检查文件和所在文件夹的权限",
                "no permission: check those of the file and its folder"
            )
        }
        ErrorKind::IsADirectory => say!(lang, "这是一个文件夹，应为文件", "this is a folder: expected a file"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            say!(lang, "磁盘已满：请腾出空间后再试", "the disk is full: make room and try again")
        }
        ErrorKind::ReadOnlyFilesystem => say!(lang, "所在的磁盘只能读不能写", "the disk it is on can only be read"),
        _ => say!(lang, "系统报告：{message}", "the system says: {message}"),
    }
}

/// Why a workbook was not saved, what is safe and what to do next.
pub fn save_error(lang: Lang, error: &SaveError) -> String {
    let file = error.file.display();
    match &error.problem {
        SaveProblem::Exists => say!(
            lang,
            "{file}: 已经有这个文件，没有覆盖它",
            "{file}: there is such a file already; it was not overwritten"
        ),
        SaveProblem::ChangedBeneath => say!(
            lang,
            "{file}: 打开之后有别人改过这个文件，没有覆盖它。可以另存为新文件、重新打开，或比较两个版本。",
            "{file}: somebody changed this file since it was opened; it was not overwritten. Save under another name, open \
             it again, or look at both."
        ),
        SaveProblem::ReadOnly => say!(
            lang,
            "{file}: 文件被标记为只读，没有写入。可以另存为新文件。",
            "{file}: the file is marked read-only; nothing was written. Save under another name."
        ),
        SaveProblem::WouldNotLoad(error) => {
            let because = load_error(lang, error);
            say!(
                lang,
                "{file}: 没有保存，原文件未动：写出的内容将无法再打开（{because}）",
                "{file}: not saved, and the file is as it was: what would be written could not be opened again ({because})"
            )
        }
        SaveProblem::WouldUnseal => say!(
            lang,
            "{file}: 原文件是密封的，没有用不加密的内容覆盖它。可以另存为新文件。",
            "{file}: the file there is sealed; it was not replaced by one that is not. Save under another name."
        ),
        SaveProblem::DoesNotLoad(error) => {
            let because = load_error(lang, error);
            say!(
                lang,
                "{file}: 没有保存，原文件未动：原文件读不出来（{because}）",
                "{file}: not saved, and the file is as it was: it can't be read ({because})"
            )
        }
        SaveProblem::Io(problem) => {
            let because = io(lang, problem);
            say!(
                lang,
                "{file}: 没有保存，原文件未动：{because}",
                "{file}: not saved, and the file is as it was: {because}"
            )
        }
    }
}

/// Why a workbook is only for reading.
pub fn read_only(lang: Lang, reason: &ReadOnlyReason) -> String {
    match reason {
        ReadOnlyReason::NewerVersion { version, newest, unknown } => {
            let fields = if unknown.is_empty() { String::new() } else { format!(" ({})", unknown_fields(unknown)) };
            say!(
                lang,
                "只读打开：文件由更新的程序写成（版本 {version}，本程序只认识到 {newest}），保存会丢失内容{fields}",
                "opened for reading only: a newer program wrote it (version {version}; this one knows up to {newest}), and \
                 saving would lose something{fields}"
            )
        }
        ReadOnlyReason::UnknownFields(unknown) => {
            let fields = unknown_fields(unknown);
            say!(
                lang,
                "只读打开：文件里有本程序不认识的字段，保存会丢失它们：{fields}",
                "opened for reading only: it has fields that this program does not know, and saving would lose them: {fields}"
            )
        }
    }
}

/// The first few, with their places.
fn unknown_fields(unknown: &[UnknownField]) -> String {
    const NAMED: usize = 5;
    let one = |field: &UnknownField| match field.position {
        Some(position) => format!("{} ({}:{})", field.path, position.line, position.column),
        None => field.path.to_string(),
    };
    let mut named = unknown.iter().take(NAMED).map(one).collect::<Vec<_>>().join(", ");
    if unknown.len() > NAMED {
        named.push_str(&format!(" … {}", unknown.len()));
    }
    named
}

/// Who has a workbook open, or why that cannot be known.
pub fn lock_error(lang: Lang, error: &LockError) -> String {
    match error {
        LockError::Held(Some(Holder { who, pid, since })) => {
            let (day, time) = (format::date(lang, since.date()), since.strftime("%H:%M"));
            say!(
                lang,
                "{who} 从 {day} {time} 起打开着这个工作簿（进程 {pid}）。同时修改会互相冲突。",
                "{who} has had this workbook open since {day}, {time} (process {pid}). Changes by both would conflict."
            )
        }
        LockError::Held(None) => {
            say!(
                lang,
                "这个工作簿正被别处打开。同时修改会互相冲突。",
                "This workbook is open elsewhere. Changes by both would conflict."
            )
        }
        LockError::Io(problem) => {
            let because = io(lang, problem);
            say!(
                lang,
                "无法得知别处是否打开着这个工作簿：{because}",
                "Whether this workbook is open elsewhere cannot be known: {because}"
            )
        }
    }
}
