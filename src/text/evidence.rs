//! What is said of evidence: the notes of what was seen or heard, and how they spread over a period.

use super::{Lang, Word, format, say, words};
use crate::{
    analysis::preparing::Spread,
    model::{Evidence, EvidenceSource},
};

words! {
    TITLE = "事实依据", "Evidence";
    PURPOSE = "看到、听到的当天就记一笔：什么时候、谁、做了什么、结果怎样。谈的时候只讲记下的事。",
        "Note what you see or hear on the day: when, who, what was done, what came of it. In the conversation, speak of what is noted here.";
    EMPTY = "还没有记过。一次拜访、一封邮件、客户的一句话，都值得记。",
        "Nothing is noted yet. A visit, a mail, a sentence of a customer: all of it is worth a note.";
    ADD = "记一笔", "Add a note";
    WHAT = "做了什么、说了什么", "What was done or said";
    WHAT_HINT = "像录像一样写，不下结论", "As a camera would have it, without a verdict";
    RESULT = "结果", "What came of it";
    RESULT_HINT = "给客户、团队或目标带来了什么", "For the customer, the team or the goal";
    WHO = "在场的人，或告诉我的人", "Who else was there, or who told me";
    PLACE = "地点", "Where";
    ON = "日期", "Date";
    NO_SOURCE = "来源未注明", "Source not given";
    SEEN = "亲眼所见", "Seen myself";
    TOLD = "在场的人说", "Told by who was there";
    DOCUMENT = "文件或数据", "Document or figure";
    HEARSAY = "听人转述", "Hearsay";
    NO_DAY = "没有日期", "No date";
    LINK = "关联到…", "Belongs to…";
    UNLINK = "取消关联", "Take away the link";
    GOALS = "目标", "Goals";
    ROLES = "360° 角色", "360° roles";
    CUSTOMERS = "客户", "Customers";
    OPPORTUNITIES = "商机", "Opportunities";
    UNTITLED = "（还没写）", "(nothing written)";
    OPEN = "打开", "Open";
    CLOSE = "收起", "Close";
    FROM_360 = "360° 结果里可以谈的", "Worth speaking of in the 360° results";
    FROM_360_HINT = "只列已发布、本人报告里也看得到的结果", "Only results that are released and stand in the person’s own report";
    TAKE = "记为依据", "Note it";
    ALL_RECENT = "全部来自最后几周：前面的几个月也值得回想一遍。",
        "All of it comes from the last weeks: think back over the months before, too.";
    HEARSAY_HINT = "转述的话先去核实，再写进反馈。", "Check hearsay first-hand before it goes into a script.";
}

/// What a source is called.
pub const fn source(source: EvidenceSource) -> Word {
    match source {
        EvidenceSource::Seen => SEEN,
        EvidenceSource::Told => TOLD,
        EvidenceSource::Document => DOCUMENT,
        EvidenceSource::Hearsay => HEARSAY,
    }
}

/// How evidence spreads, in a sentence.
pub fn spread(lang: Lang, spread: &Spread, recent_days: u16) -> String {
    let (all, recent, weeks) = (spread.on.len(), spread.recent, recent_days / 7);
    let (first, last) = (format::date(lang, *spread.days.start()), format::date(lang, *spread.days.end()));
    say!(
        lang,
        "{first}到{last}共 {all} 条，其中 {recent} 条在最后 {weeks} 周",
        "{all} notes from {first} to {last}, {recent} of them in the last {weeks} weeks"
    )
}

/// How many pieces have no day.
pub fn undated(lang: Lang, count: usize) -> String {
    match count {
        1 => say!(lang, "另有 1 条没有日期", "One more has no date"),
        _ => say!(lang, "另有 {count} 条没有日期", "{count} more have no date"),
    }
}

/// A note by its day and its first words, for a list and for those who hear it.
pub fn label(lang: Lang, note: &Evidence) -> String {
    let day = note.on.map_or_else(|| NO_DAY.of(lang).to_owned(), |day| format::date(lang, day));
    let what = if note.what.trim().is_empty() { UNTITLED.of(lang) } else { note.what.trim() };
    say!(lang, "{day}　{what}", "{day}: {what}")
}

/// A field of a note, for those who hear it.
pub fn field(lang: Lang, field: Word, number: usize) -> String {
    let (evidence, field) = (TITLE.of(lang), field.of(lang));
    say!(lang, "{evidence} {number}：{field}", "{evidence} {number}: {field}")
}

/// The button that takes a link away, for those who hear it.
pub fn unlink(lang: Lang, what: &str) -> String {
    let unlink = UNLINK.of(lang);
    say!(lang, "{unlink}：{what}", "{unlink}: {what}")
}

/// A finding of the 360° results as a note.
pub fn of_360(lang: Lang, subject: &str, why: &str, facts: &str) -> String {
    say!(lang, "360°：{subject}，{why}（{facts}）", "360°: {subject}, {why} ({facts})")
}

/// The button that notes a finding of the 360° results, for those who hear it.
pub fn take(lang: Lang, what: &str) -> String {
    let take = TAKE.of(lang);
    say!(lang, "{take}：{what}", "{take}: {what}")
}
