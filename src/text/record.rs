//! The record that both sign: what its page says, on the screen and on paper, and what has become of it.

use super::{Lang, Word, feedback, format, goals, say, terms, words};
use crate::{
    analysis::records::{Part, Standing},
    edit::Party,
    exchange::PageComparison,
    model::{Conversation, ConversationId, Date, FieldChange, SignedRecord, Workbook},
};

words! {
    TITLE = "记录与签字", "Record and signatures";
    PURPOSE = "把谈了什么、定了什么写成双方都认得出的话。签字表示收到，不代表同意；不同的看法写进意见里。",
        "Put what was said and agreed into words that both recognise. A signature means received, not necessarily agreed; who sees it differently says so in the comment.";
    SUMMARY_HINT = "谈了哪几件事，各自怎么看，最后定下什么", "What was spoken of, how each of you sees it, what was settled";
    TAKE_NOTES = "把各步的记录抄过来", "Copy the notes of the steps";
    EVALUATION = "随记录锁定的目标卡", "The goal card that is locked with it";
    NO_CARD = "这个周期没有目标卡，记录里不含评价。", "There is no goal card for this period, so the record holds no evaluation.";
    COMMENT_HINT = "同意、不同意、还想说的", "What you agree with, what you don’t, what else you want to say";
    SIGNATURES = "双方签字", "Signatures";
    RECEIVED = "收到，不代表同意", "Received, not necessarily agreed";
    TODAY = "今天", "Today";
    NAME_HINT = "亲手输入姓名", "Typed by the person";
    SIGN = "签字并锁定", "Sign and lock";
    SIGN_MEANS = "锁定之后，谁改了一个字都看得出来，也不能撤销。要加内容，就再签一段补充。",
        "Once it is locked, any word that is changed shows, and it cannot be undone. Whatever is to be added becomes an amendment with signatures of its own.";
    INTACT = "记录与签字时一致。", "The record is as it was signed.";
    ALTERED = "签字之后有更正，原来的话都留在记录里。", "It was corrected after signing; what it said before is kept in the record.";
    CHANGED = "记录和签字时不一样了，改动不是在本程序里做的。", "The record is not as it was signed, and the change was not made in this program.";
    SEAL = "锁定码", "Seal";
    SEAL_MEANS = "由记录的全部内容算出（SHA-256）。打印页上有同一个码：两边对得上，内容就没有变过。",
        "Worked out from everything the record says (SHA-256). The printed page bears the same: where both agree, nothing was changed.";
    PRINT = "保存打印页…", "Save the page to print…";
    PAGE_NO_RECORD = "这一页上没有签过字的记录。", "There is no signed record on this page.";
    PAGE_CHANGED = "这一页被改动过：锁定码和页上保存的内容对不上。", "The page was changed: its seal does not match the form it carries.";
    PAGE_TOO_LARGE = "文件太大，不会是打印页。", "The file is too large to be such a page.";
    FILE_NAME = "沟通记录", "record";
    PATH_TITLE = "保存记录的打印页", "Save the record to print";
    AMENDMENTS = "补充", "Amendments";
    ADD_AMENDMENT = "添加补充", "Add an amendment";
    AMENDMENT_HINT = "只写要补充的话，签字后同样锁定", "Only what is to be added; it is locked the same way";
    SIGN_AMENDMENT = "为补充签字并锁定", "Sign and lock the amendment";
    REMOVE_AMENDMENT = "删除这段补充", "Remove this amendment";
    CORRECT = "更正已签的内容", "Correct what is signed";
    CORRECT_MEANS = "更正不会悄悄发生：原来的话、改成的话和日期都留在记录里。",
        "A correction is never silent: what it said, what it says and the day stay in the record.";
    CORRECTING = "正在更正：原来的话、改成的话和日期都会留下。", "Being corrected: what it said, what it says and the day stay.";
    STOP_CORRECTING = "结束更正", "Done correcting";

    ON_PAPER = "绩效沟通记录", "Record of a performance conversation";
    PERSON = "员工", "Employee";
    MANAGER = "主管", "Manager";
    KIND = "沟通", "Conversation";
    PERIOD = "周期", "Period";
    DAY = "日期", "Date";
    PLACE = "地点", "Place";
    STRENGTHS = "优点", "Strengths";
    CHALLENGES = "挑战", "Challenges";
    WHAT = "约定", "Commitment";
    WHO = "负责人", "Who";
    UNTIL = "截止", "Until";
    SIGNED_NAME = "姓名（已输入）", "Name as typed";
    INK = "手写签名", "Signature in ink";
    NOT_LOCKED = "草稿，尚未签字", "Draft, not signed yet";
    HOW_TO_CHECK = "核对方法：sandtable check 工作簿 --page 本页", "To check: sandtable check WORKBOOK --page THIS-PAGE";
    EVALUATION_TABLE = "评价", "Evaluation";
    ACTUAL = "实际", "Actual";
    CARD_NOW = "目标卡（签字之后）", "Goal card since the signing";
    OWN_COMPLETION = "完成率（本人）", "Completion (self)";
    SEAL_BEFORE = "所接的锁定码", "Seal before it";
}

/// What is still to be written before both can sign; nothing where that is all there.
pub fn missing(lang: Lang, record: &SignedRecord) -> Option<String> {
    let is_blank = |text: &str| text.trim().is_empty();
    let of = |party| match party {
        Party::Employee => &record.employee,
        Party::Manager => &record.manager,
    };
    let summary = is_blank(&record.summary).then(|| feedback::SUMMARY.of(lang).to_owned());
    let signatures = Party::ALL.into_iter().map(|party| {
        let (signature, label) = (of(party), feedback::signature(party).of(lang));
        match (is_blank(&signature.name), signature.on.is_none()) {
            (true, true) => Some(say!(lang, "{label}（姓名和日期）", "{label} (name and day)")),
            (true, false) => Some(say!(lang, "{label}（姓名）", "{label} (name)")),
            (false, true) => Some(say!(lang, "{label}（日期）", "{label} (day)")),
            (false, false) => None,
        }
    });
    let missing: Vec<String> = std::iter::once(summary).chain(signatures).flatten().collect();
    if missing.is_empty() {
        return None;
    }
    let (zh, en) = (missing.join("、"), missing.join(", "));
    Some(say!(lang, "签字之前还缺：{zh}", "Still missing before you sign: {en}"))
}

/// Steps of which nothing is written down.
pub fn without_notes(lang: Lang, steps: &[&str]) -> String {
    let (zh, en) = (steps.join("、"), steps.join(", "));
    say!(lang, "没有记录的步骤：{zh}", "Steps without notes: {en}")
}

/// What has become of a signed record, in a sentence.
pub fn standing(standing: &Standing) -> Word {
    if !standing.is_explained() {
        CHANGED
    } else if standing.is_intact() {
        INTACT
    } else {
        ALTERED
    }
}

/// A part whose seal is not that of what it keeps.
pub fn broken(lang: Lang, part: Part) -> String {
    match part {
        Part::Record => say!(
            lang,
            "锁定码和它保存的内容对不上，锁定的记录被改动过。",
            "The seal does not match what it keeps: somebody changed the locked form itself."
        ),
        Part::Amendment(place) => {
            let number = place + 1;
            say!(
                lang,
                "第 {number} 段补充的锁定码和它保存的内容对不上。",
                "The seal of amendment {number} does not match what it keeps."
            )
        }
    }
}

/// A change: what, what it said, what it says.
pub fn change(lang: Lang, change: &FieldChange) -> String {
    let field = field(lang, &change.path);
    match (&change.was, &change.is) {
        (Some(was), Some(is)) => say!(lang, "{field}：原为“{was}”，现为“{is}”", "{field}: was “{was}”, is “{is}”"),
        (Some(was), None) => say!(lang, "{field}：原为“{was}”，现已删去", "{field}: was “{was}”, is gone"),
        (None, Some(is)) => say!(lang, "{field}：新加“{is}”", "{field}: added “{is}”"),
        (None, None) => field,
    }
}

/// A change made on purpose, with its day.
pub fn altered(lang: Lang, on: Date, what: &FieldChange) -> String {
    let (day, change) = (format::date(lang, on), change(lang, what));
    say!(lang, "{day}更正　{change}", "Corrected on {day}. {change}")
}

/// A change nobody noted: since when it must have been made.
pub fn unexplained(lang: Lang, signed: Option<Date>, what: &FieldChange) -> String {
    let change = change(lang, what);
    match signed.map(|day| format::date(lang, day)) {
        Some(day) => say!(
            lang,
            "{day}签字之后在程序外改动　{change}",
            "Changed outside the program since it was signed on {day}. {change}"
        ),
        None => {
            say!(lang, "签字之后在程序外改动　{change}", "Changed outside the program since it was signed. {change}")
        }
    }
}

/// What a line of the canonical form is called: `约定 2 · 截止`.
pub fn field(lang: Lang, path: &str) -> String {
    let mut said = Vec::new();
    for step in path.split('/') {
        match (step.parse::<usize>(), said.last_mut()) {
            (Ok(_), Some(last)) => *last = format!("{last} {step}"),
            _ => said.extend(step_name(lang, step)),
        }
    }
    said.join(" · ")
}

/// What a field is called; nothing for those that only hold others.
fn step_name(lang: Lang, step: &str) -> Option<String> {
    let word = match step {
        "summary" => feedback::SUMMARY,
        "employee_comment" => feedback::EMPLOYEE_COMMENT,
        "manager_comment" => feedback::MANAGER_COMMENT,
        "employee" => feedback::EMPLOYEE_SIGNATURE,
        "manager_signature" => feedback::MANAGER_SIGNATURE,
        "commitments" => feedback::COMMITMENTS,
        "strengths" => STRENGTHS,
        "challenges" => CHALLENGES,
        "amendments" => AMENDMENTS,
        "amendment" | "what" | "name" | "text" => return None,
        "card" | "goals" => return (step == "goals").then(|| feedback::GOAL_CARD.of(lang).to_owned()),
        "card_now" => CARD_NOW,
        "conversation" => KIND,
        "person" => PERSON,
        "manager" => MANAGER,
        "period" => PERIOD,
        "place" => PLACE,
        "on" => DAY,
        "due" => UNTIL,
        "owner" => WHO,
        "weight" => goals::WEIGHT,
        "completion" => goals::COMPLETION,
        "self_completion" => OWN_COMPLETION,
        "actual" => goals::ACTUAL,
        "difficulty" => goals::DIFFICULTY,
        "effort" => goals::EFFORT,
        "after" => SEAL_BEFORE,
        "kind" => KIND,
        other => return Some(other.replace('_', " ")),
    };
    Some(word.of(lang).to_owned())
}

/// What comparing a printed page with a workbook found, line by line.
pub fn comparison(lang: Lang, workbook: &Workbook, found: &PageComparison) -> Vec<String> {
    let of = |id: &ConversationId| {
        workbook.conversations.get(id).map_or_else(|| id.to_string(), |talk| head(lang, workbook, talk))
    };
    match found {
        PageComparison::NoRecord => vec![PAGE_NO_RECORD.of(lang).to_owned()],
        PageComparison::PageChanged => vec![PAGE_CHANGED.of(lang).to_owned()],
        PageComparison::NotInWorkbook(id) => {
            vec![say!(lang, "工作簿里没有这份签过字的记录（{id}）。", "The workbook has no signed record {id}.")]
        }
        PageComparison::Same(id) => {
            let of = of(id);
            vec![say!(lang, "{of}：打印页与工作簿一致。", "{of}: the page and the workbook agree.")]
        }
        PageComparison::Reworded(id, on_page, printed) => {
            let of = of(id);
            let said = match (on_page.as_str(), printed.as_str()) {
                ("", printed) => say!(lang, "页上少了“{printed}”", "“{printed}” is missing"),
                (page, "") => say!(lang, "页上多了“{page}”", "“{page}” was added"),
                (page, printed) => {
                    say!(lang, "页上写“{page}”，应为“{printed}”", "it reads “{page}” where “{printed}” belongs")
                }
            };
            vec![say!(
                lang,
                "{of}：锁定的内容一致，但页上能读到的文字被改过：{said}。",
                "{of}: what is sealed agrees, but what there is to read on the page was changed: {said}."
            )]
        }
        PageComparison::Different(id, changes) => {
            let of = of(id);
            let differ = say!(lang, "{of}：打印页与工作簿不一致。", "{of}: the page and the workbook differ.");
            std::iter::once(differ).chain(changes.iter().map(|found| change(lang, found))).collect()
        }
    }
}

/// There is no such conversation.
pub fn no_conversation(lang: Lang, id: &ConversationId) -> String {
    say!(lang, "工作簿里没有编号为“{id}”的沟通。", "The workbook has no conversation with the id “{id}”.")
}

/// The first digits of a seal, in groups that can be read aloud.
pub fn seal(hash: &str) -> String {
    let groups = hash.as_bytes().chunks(4).take(4).map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(" ")
}

/// All digits of a seal, in groups.
pub fn whole_seal(hash: &str) -> String {
    let groups = hash.as_bytes().chunks(8).map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(" ")
}

/// The notes of all steps, one paragraph a step, to begin a record with.
pub fn from_notes(lang: Lang, talk: &Conversation) -> String {
    let noted = talk.kind.steps().iter().filter_map(|step| Some((step, talk.notes.get(step)?)));
    let paragraph = |(step, note): (&crate::model::Step, &String)| {
        let (step, note) = (terms::step(*step).of(lang), note.trim());
        say!(lang, "{step}：{note}", "{step}: {note}")
    };
    noted.map(paragraph).collect::<Vec<_>>().join("\n")
}

/// One side's way to its grade, and whether it is provisional.
pub fn side(lang: Lang, who: Word, way: &str, open: &str) -> String {
    let who = who.of(lang);
    say!(lang, "{who}：{way} {open}", "{who}: {way} {open}")
}

/// The day under a signature, for those who hear the field's name.
pub fn day_of(lang: Lang, party: Party) -> String {
    feedback::day_of(lang, feedback::signature(party).of(lang))
}

/// The button that puts today under a signature, for those who hear it.
pub fn today_for(lang: Lang, party: Party) -> String {
    let (day, today) = (day_of(lang, party), TODAY.of(lang));
    say!(lang, "{day}：{today}", "{day}: {today}")
}

/// An amendment by its number.
pub fn amendment(lang: Lang, place: usize) -> String {
    feedback::numbered(lang, feedback::AMENDMENT, place + 1)
}

/// Who it is with, of which kind and about what: the head of a page.
pub fn head(lang: Lang, workbook: &Workbook, talk: &Conversation) -> String {
    let person = workbook.member_label(&talk.person);
    format!("{person} · {}", feedback::conversation(lang, talk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_said_in_words() {
        for (path, zh, en) in [
            ("summary", "谈了什么，定了什么", "What was said and agreed"),
            ("commitments/2/due", "约定 2 · 截止", "Commitments 2 · Until"),
            ("commitments/1/what", "约定 1", "Commitments 1"),
            ("employee/name", "员工签字", "Signature of the employee"),
            ("card/card/goals/3/completion", "目标卡 3 · 完成率", "Goal card 3 · Completion"),
            (
                "card_now/goals/3/completion",
                "目标卡（签字之后） · 目标卡 3 · 完成率",
                "Goal card since the signing · Goal card 3 · Completion",
            ),
            ("amendments/1/amendment", "补充 1", "Amendments 1"),
            ("whatever_else", "whatever else", "whatever else"),
        ] {
            assert_eq!(field(Lang::Zh, path), zh);
            assert_eq!(field(Lang::En, path), en);
        }
    }

    #[test]
    fn a_seal_is_read_in_groups() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(seal(&hash), "0123 4567 89ab cdef");
        assert_eq!(whole_seal(&hash).len(), 64 + 7);
    }
}
