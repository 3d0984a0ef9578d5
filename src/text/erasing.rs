//! Letting go of what is known about somebody: how long it is kept, giving it to them, erasing it.

use std::path::Path;

use super::{Explanation, Lang, Word, format, say, words};
use crate::{
    analysis::Origin,
    edit::{Erased, Erasure, Gone},
    file::{Fate, Remains},
    model::{Conversation, ConversationMethod, Date},
};

words! {
    KEPT = "保留期限", "How long it is kept";
    KEPT_UNTIL = "保留到", "Kept until";
    NO_DAY_YET = "谈过之后才开始算", "Counted from the day it is held";
    HELD_ON = "沟通日期", "Held on";
    SPAN = "谈过之后保留", "Kept after it was held for";
    OWN_DAY = "单独定的日期", "Until another day";
    KEEP_RULE = "沟通之后按方法设置里的月数保留，到期会提醒彻底删除；也可以另定日期。够把今年的考核和上一次对照，再久就没有用处。",
        "A conversation is kept for the method’s months after it was held, or until a day of its own; then a finding says \
         so. That is enough to hold this appraisal against the last one, and what serves no appraisal has no reason to stay.";
    OWN_PART = "导出个人部分…", "Export a person’s part…";
    OWN_PART_TIP = "把一个人自己的目标卡、签过字的记录和计划写成单独的工作簿，交给本人",
        "A workbook of one person’s own cards, signed records and plans, to give to them";
    OWN_PART_HINT = "导出谁的部分", "Whose part";
    OWN_PART_PATH = "把个人部分存为", "Save the person’s part as";
    OWN_PART_PLAIN = "个人部分没有加密，请妥善交给本人。", "The person’s part is not encrypted: hand it over with care.";
    ERASE = "彻底删除…", "Erase…";
    ERASE_TIP = "从工作簿、备份和未保存的修改里删掉一个人或一次沟通，不能撤销",
        "Takes a person or a conversation out of the workbook, its backup and unsaved changes; it can’t be undone";
    ERASE_HINT = "删除谁，或哪次沟通", "Whom, or which conversation";
    ERASE_TITLE = "彻底删除？", "Erase it for good?";
    ERASE_NOW = "彻底删除", "Erase for good";
    NOT_UNDONE = "这一步不能撤销；以前的撤销记录也一并清空。", "This can’t be undone, and what could be undone before no longer can.";
    SAVES_TOO = "还没保存的修改会一起保存。", "Unsaved changes are saved with it.";
    REACH = "工作簿、它的备份和以前没保存的修改都会改写；够不到的是存到别处的副本、导出的表格和报告、发出去的评价表、交回的答卷文件、没填完的草稿（这台设备上的也在内），以及硬盘上还没被覆盖的旧内容。",
        "The workbook, its backup and unsaved changes of earlier sessions are rewritten. Out of reach are copies made \
         elsewhere, exported tables and reports, forms given out, answer files sent back, drafts of forms half filled in \
         (on this machine as well), and what a disk has not written over yet.";
    OTHERS = "本人给别人打的分，已公布的轮次保留分数、去掉姓名和评语；没公布的删除。别人签过字的记录不改。",
        "Points they gave others stay without name and words in released rounds, and go from others. What others have \
         signed is not changed.";
    RECEIPT_TITLE = "已彻底删除", "Erased for good";
    RECEIPT_SAVE = "保存回执…", "Save a receipt…";
    RECEIPT_PATH = "把回执存为", "Save the receipt as";
    RECEIPT_NAME = "删除回执", "Erasure receipt";
    NOTHING_NAMED = "请用 --person 或 --conversation 指明要删什么。", "Name what to erase with --person or --conversation.";
    FOR_EXAMPLE = "内置示例不能改。", "the built-in example can't be changed";
    NOTHING_LEFT = "工作簿里已经没有相关内容。", "There was nothing of it in the workbook any more.";
    FILE_REWRITTEN = "工作簿：已改写", "The workbook: rewritten";
    NOT_SAVED_YET = "工作簿还没有文件：只在内存里删除", "The workbook has no file yet: erased in memory";
    NO_BACKUP = "备份：没有", "The backup: there is none";
    NO_JOURNALS = "以前没保存的修改：没有", "Unsaved changes of earlier sessions: there are none";
    GONE_MEMBER = "团队成员", "Team members";
    GONE_CARD = "目标卡", "Goal cards";
    GONE_EVIDENCE = "事实依据", "Notes of evidence";
    GONE_CONVERSATION = "绩效沟通", "Conversations";
    GONE_PLAN = "发展计划", "Development plans";
    GONE_ABOUT = "关于本人的答卷", "Answer sheets about them";
    GONE_BY = "本人评别人的答卷", "Answer sheets of theirs about others";
    GONE_UNNAMED = "去掉姓名和评语、只留分数的答卷", "Answer sheets kept as points without name and words";
    GONE_REQUEST = "评价邀请", "Requests to rate";
    GONE_REFERENCE = "作为负责人、上级或判断人被提到", "Places where they were named as owner, manager or witness";
    GONE_PANEL = "面板", "Panels that showed them";
}

/// What is gone, in a word.
const fn gone(gone: Gone) -> Word {
    match gone {
        Gone::Member => GONE_MEMBER,
        Gone::GoalCard => GONE_CARD,
        Gone::Evidence => GONE_EVIDENCE,
        Gone::Conversation => GONE_CONVERSATION,
        Gone::Plan => GONE_PLAN,
        Gone::AnswersAbout => GONE_ABOUT,
        Gone::AnswersBy => GONE_BY,
        Gone::AnswersUnnamed => GONE_UNNAMED,
        Gone::Request => GONE_REQUEST,
        Gone::Reference => GONE_REFERENCE,
        Gone::Panel => GONE_PANEL,
    }
}

/// The most places that are listed.
const MAX_PLACES: usize = 50;

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

/// Until when a conversation is kept, and why.
pub fn why_kept(lang: Lang, talk: &Conversation, method: &ConversationMethod) -> Explanation {
    let day = |day: Option<Date>| day.map_or_else(|| format::UNKNOWN.to_owned(), |day| format::date(lang, day));
    let months = method.keep_months;
    let rows = match talk.keep_until {
        Some(own) => vec![(OWN_DAY.of(lang).to_owned(), day(Some(own)))],
        None => vec![
            (HELD_ON.of(lang).to_owned(), day(talk.on)),
            (SPAN.of(lang).to_owned(), say!(lang, "{months} 个月", "{months} months")),
        ],
    };
    let until = day(talk.kept_until(method));
    let title = say!(lang, "保留到 {until}", "Kept until {until}");
    Explanation { title, rows, rule: KEEP_RULE.of(lang).to_owned(), origin: Origin::Reading }
}

/// What is about to be erased of a person.
pub fn everything_about(lang: Lang, person: &str) -> String {
    say!(
        lang,
        "将删除与“{person}”有关的一切：成员资料、目标卡、绩效沟通、事实依据、发展计划，以及别人对本人的评价。",
        "Everything about {person} goes: the member, goal cards, conversations, evidence, plans, and what others answered \
         about them."
    )
}

/// What is about to be erased of a conversation.
pub fn the_conversation(lang: Lang, label: &str) -> String {
    say!(lang, "将删除这次沟通的全部内容：{label}。", "The whole of this conversation goes: {label}.")
}

/// What was erased, for a receipt.
#[derive(Clone, Copy, Debug)]
pub struct Receipt<'a> {
    /// What was asked for.
    pub erasure: &'a Erasure,
    /// The day.
    pub on: Date,
    /// What the workbook is called: its file, where it has one.
    pub workbook: &'a Path,
    /// What is gone.
    pub erased: &'a Erased,
    /// What became of everything besides its file; nothing where it has none.
    pub remains: Option<&'a Remains>,
}

/// What was removed and what could not be reached, line by line. Of the person it has the id, and nothing else.
pub fn receipt(lang: Lang, receipt: &Receipt<'_>) -> Vec<String> {
    let Receipt { erasure, on, workbook, erased, remains } = receipt;
    let (day, workbook) = (format::date(lang, *on), workbook.display());
    let what = match erasure {
        Erasure::Person(id) => say!(lang, "成员 {id}", "team member {id}"),
        Erasure::Conversation(id) => say!(lang, "沟通 {id}", "conversation {id}"),
    };
    let mut lines = vec![say!(lang, "{day} 从 {workbook} 彻底删除：{what}", "{day}: erased from {workbook}: {what}")];
    lines.extend(counts(lang, erased));
    match remains {
        Some(remains) => lines.extend(files(lang, remains)),
        None => lines.push(NOT_SAVED_YET.of(lang).to_owned()),
    }
    lines.extend(left(lang, erased, remains.map_or(0, |remains| remains.in_use)));
    lines
}

/// What became of the file and of everything beside it.
fn files(lang: Lang, remains: &Remains) -> Vec<String> {
    let mut lines = vec![FILE_REWRITTEN.of(lang).to_owned()];
    lines.push(remains.backup.as_ref().map_or(NO_BACKUP.of(lang).to_owned(), |fate| {
        let fate = self::fate(lang, fate);
        say!(lang, "备份：{fate}", "The backup: {fate}")
    }));
    if remains.journals.is_empty() {
        lines.push(NO_JOURNALS.of(lang).to_owned());
    }
    for fate in &remains.journals {
        let fate = self::fate(lang, fate);
        lines.push(say!(lang, "以前没保存的修改：{fate}", "Unsaved changes of an earlier session: {fate}"));
    }
    lines
}

/// How much is gone, by kind.
fn counts(lang: Lang, erased: &Erased) -> Vec<String> {
    let counted = Gone::ALL.into_iter().filter_map(|kind| Some((gone(kind), erased.gone.get(&kind)?)));
    let lines: Vec<String> = counted
        .map(|(kind, count)| {
            let kind = kind.of(lang);
            say!(lang, "{kind}：{count}", "{kind}: {count}")
        })
        .collect();
    if lines.is_empty() { vec![NOTHING_LEFT.of(lang).to_owned()] } else { lines }
}

/// What could not be reached, said plainly.
fn left(lang: Lang, erased: &Erased, in_use: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if in_use > 0 {
        lines.push(say!(
            lang,
            "没能删除：另有 {in_use} 个正在运行的程序开着这个文件，其中未保存的修改没有动；请关掉它们再删一次。",
            "Not reached: unsaved changes in other running programs that have this file open ({in_use}). Close them and \
             erase again."
        ));
    }
    if !erased.kept.is_empty() {
        let count = erased.kept.len();
        lines.push(say!(
            lang,
            "别人签过字的记录和自由文字里还有 {count} 处提到本人，没有改，请逐处看看：",
            "The person is still named in what others signed and in free texts, which were not changed. Look through them \
             ({count}):"
        ));
        lines.extend(erased.kept.iter().take(MAX_PLACES).map(|path| format!("  {path}")));
    }
    lines.push(REACH.of(lang).to_owned());
    lines
}

fn fate(lang: Lang, fate: &Fate) -> String {
    match fate {
        Fate::Rewritten => say!(lang, "已改写", "rewritten"),
        Fate::Removed => say!(lang, "读不出来，已整份删除", "could not be read, and was removed whole"),
        Fate::Unread => say!(lang, "读不出来，没有动", "could not be read, and is as it was"),
        Fate::Failed(problem) => {
            let why = super::file::io(lang, problem);
            say!(lang, "没能改写：{why}", "not reached: {why}")
        }
    }
}

/// Whether something could not be reached that the program knows of.
pub fn is_left(remains: &Remains) -> bool {
    remains.in_use > 0 || remains.journals(|fate| matches!(fate, Fate::Failed(_) | Fate::Unread)) > 0
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::model::{MemberId, Workbook};

    #[test]
    fn a_receipt_says_what_erasing_does_not_reach() {
        let erasure = Erasure::Person(MemberId::new("li").unwrap());
        let erased = Erased { workbook: Workbook::default(), gone: BTreeMap::new(), kept: Vec::new() };
        let (on, workbook, remains) = (date(2026, 11, 22), Path::new("team.sand"), Remains::default());
        let receipt = Receipt { erasure: &erasure, on, workbook, erased: &erased, remains: Some(&remains) };
        for (lang, names) in [
            (Lang::Zh, ["存到别处的副本", "发出去的评价表", "交回的答卷文件", "没填完的草稿"]),
            (Lang::En, ["copies made elsewhere", "forms given out", "answer files", "drafts of forms"]),
        ] {
            let said = super::receipt(lang, &receipt).join("\n");
            for name in names {
                assert!(said.contains(name), "{name}: {said}");
            }
        }
    }
}
