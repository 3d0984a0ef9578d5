//! Maps kept of earlier days, of whichever kind: what choosing and naming them is called.

use super::{Lang, format, say, words};
use crate::model::Date;

words! {
    KEPT_MAPS = "存档", "Kept maps";
    COMPARE = "与存档比较", "Compare with a kept map";
    NOT_COMPARED = "不比较", "Don’t compare";
    NAME = "存档名称", "Name of the kept map";
    REMOVE = "删除", "Remove";
    TODAY = "今天", "today";
}

/// A kept map: its day, and its name where it has one.
pub fn label(lang: Lang, on: Date, name: &str) -> String {
    let day = format::date(lang, on);
    match lang {
        _ if name.is_empty() => day,
        Lang::Zh => format!("{day}（{name}）"),
        Lang::En | Lang::Pseudo => format!("{day} ({name})"),
    }
}

/// Compared with the map of a day.
pub fn since(lang: Lang, day: Date) -> String {
    let day = format::date(lang, day);
    say!(lang, "从 {day} 起", "Since {day}")
}

/// Up to a day.
pub fn until(lang: Lang, day: &str) -> String {
    say!(lang, "到 {day}", "Until {day}")
}
