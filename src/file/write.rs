//! A workbook as the text of a file.

use super::{checksum, layout::layout, load::ron_options};
use crate::model::Workbook;

/// The first line of every file: what it is, for whoever finds it.
const FIRST_LINE: &str = "// sandtable 沙盘 · 工作簿：可用任何文本编辑器阅读；注释不会保留，请写进 note 字段 · \
                          a workbook: readable in any editor; comments are not kept, write into note fields";

/// The text of a workbook's file: one record a line where it fits, always the same for the same workbook, with a
/// checksum in the last line.
///
/// # Errors
/// When a value cannot be written, which no workbook that passed the model's own checks holds.
pub fn to_text(workbook: &Workbook) -> Result<String, ron::Error> {
    let compact = ron_options().to_string(workbook)?;
    Ok(checksum::seal(format!("{FIRST_LINE}\n{}\n", layout(&compact))))
}
