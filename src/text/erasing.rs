//! Letting go of what is known about somebody: how long it is kept, giving it to them, erasing it.

use super::{Lang, format, say};
use crate::model::Date;

/// A conversation should not be there any more.
pub fn kept_too_long(lang: Lang, until: Date) -> String {
    let day = format::date(lang, until);
    say!(
        lang,
        "这次沟通的记录应保留到{day}，已过期；不再需要就彻底删除（文件 › 彻底删除）。",
        "This conversation was to be kept until {day}. Erase it unless it is still needed (File › Erase)."
    )
}

/// The step that says until when a conversation with somebody is kept.
pub fn keep_until(lang: Lang, person: &str) -> String {
    say!(lang, "修改与 {person} 沟通记录的保留期限", "Change how long the conversation with {person} is kept")
}
