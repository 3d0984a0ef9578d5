//! A person's page: their cards, conversations, promises and notes.

use super::{Lang, feedback, format, say, words};
use crate::model::{Conversation, Date};

words! {
    CONVERSATIONS = "沟通", "Conversations";
    NO_CONVERSATIONS = "还没有沟通。先从定目标谈起，或者直接准备结果反馈。",
        "No conversation yet. Begin with the goals, or prepare the feedback on results.";
    DUE = "还开着的约定", "Open commitments";
    NONE_OPEN = "没有还开着的约定。", "No open commitments.";
    CARDS = "目标卡", "Goal cards";
    NO_CARDS = "还没有目标卡。评价从目标卡来，先写下这一期约定的目标。",
        "No goal card yet. The evaluation comes from it: first write down the goals of this period.";
    OPEN_CARD = "打开目标卡", "Open the goal card";
    WRITE_CARD = "写目标卡", "Write a goal card";
    EVIDENCE = "事实依据", "Evidence";
    PERSON = "个人页", "Person’s page";
    PREPARED = "准备中", "Being prepared";
    HELD = "已谈，未签字", "Held, not signed";
    SIGNED = "双方已签字", "Signed by both";
    CHANGED = "签字后被改动", "Changed since it was signed";
    NAME = "对方姓名", "Name of the person";
    OWN_NAME = "你的姓名（你是上级）", "Your own name, as the superior";
    ADD_FIRST = "开始", "Begin";
    SOMEBODY_NEW = "添加一个人…", "Add somebody…";
    NAME_OF_NEW = "姓名，回车确认", "Name, then Enter";
    BACK = "回到个人页", "Back to the person’s page";
    NEW = "新建一次沟通", "Begin a conversation";
}

/// A conversation in the list of a person's: what it is, and when.
pub fn conversation(lang: Lang, talk: &Conversation) -> String {
    let what = feedback::conversation(lang, talk);
    match talk.on.map(|day| format::date(lang, day)) {
        Some(day) => format!("{what} · {day}"),
        None => what,
    }
}

/// How many notes there are, and of which day the last one is.
pub fn notes(lang: Lang, count: usize, last: Option<Date>) -> String {
    let last = last.map(|day| format::date(lang, day));
    match (count, last) {
        (0, _) => say!(lang, "还没有记过", "Nothing noted yet"),
        (1, Some(last)) => say!(lang, "1 条，{last}", "One note, of {last}"),
        (_, Some(last)) => say!(lang, "{count} 条，最近一条 {last}", "{count} notes, the last of {last}"),
        (_, None) => say!(lang, "{count} 条", "{count} notes"),
    }
}

/// How many names a sentence has before it only counts the rest.
const MOST_NAMES: usize = 5;

/// The first few names of several, and how many more there are.
pub fn named(lang: Lang, people: &[&str]) -> String {
    let named = people.get(..MOST_NAMES).unwrap_or(people);
    let between = if lang == Lang::Zh { "、" } else { ", " };
    let (some, all, more) = (named.join(between), people.len(), people.len() - named.len());
    match more {
        0 => some,
        _ => say!(lang, "{some}等 {all} 人", "{some} and {more} more"),
    }
}

/// Promises that are due, told on opening: with whom, the first few by name.
pub fn due_on_opening(lang: Lang, count: usize, people: &[&str]) -> String {
    let people = named(lang, people);
    match count {
        1 => say!(lang, "有 1 项约定到期：{people}", "A commitment is due: {people}"),
        _ => say!(lang, "有 {count} 项约定到期：{people}", "{count} commitments are due: {people}"),
    }
}
