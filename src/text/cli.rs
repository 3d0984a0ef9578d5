//! What the commands without a window say.

use super::{Lang, say, words};
use crate::analysis::findings::Severity;

words! {
    ERROR = "错误", "error";
    WARNING = "提醒", "warning";
    NO_OUTPUT = "结果无法输出", "the results could not be written";
    NO_EXAMPLE = "内置示例无法读取", "the built-in example can't be read";
    NO_WINDOW = "这个版本没有窗口；可用的命令见 sandtable --help。",
        "This build has no window; sandtable --help lists the commands.";
    COMMAND_AND_WORKBOOK = "命令前面不能有工作簿；请写在命令后面", "a workbook stands after the command, not before it";
}

/// How grave a finding is, in a word.
pub const fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => ERROR.of(lang),
        Severity::Warning => WARNING.of(lang),
    }
}

/// A workbook was written.
pub fn written(lang: Lang, file: &str) -> String {
    say!(lang, "已写入 {file}", "Wrote {file}")
}

/// An option that means nothing for this kind of table.
pub fn only_for(lang: Lang, option: &str, kind: &str) -> String {
    say!(lang, "{option} 只用于 --as {kind}", "{option} is only for --as {kind}")
}

/// A subject that a panel does not have, and those it has.
pub fn no_such_subject(lang: Lang, subject: &str, known: &str) -> String {
    say!(lang, "没有“{subject}”；可选：{known}", "there is no “{subject}”; there is: {known}")
}

/// A size that no picture can have.
pub fn bad_size(lang: Lang, width: usize, height: usize) -> String {
    say!(
        lang,
        "图片不能是 {width}×{height} 像素：宽和高都应在 1 到 16384 之间",
        "a picture can't be of {width}×{height} pixels: expected 1 to 16384 for each side"
    )
}
