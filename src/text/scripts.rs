//! What is said around a feedback script: the gate and its ways out, the composer, the whole script, the diagnosis.

use super::{Explanation, Lang, Word, format, say, word, words};
use crate::{
    analysis::Origin,
    edit::ScriptText,
    model::{Date, Evidence},
};

words! {
    GATE = "开口之前，先回答三问", "Three questions before you speak";
    GATE_DONE = "三问已答", "The three questions are answered";
    GATE_SHOW = "展开", "Show";
    GATE_HIDE = "收起", "Hide";
    GATE_WENT_ON = "仍要谈，理由", "You go on anyway:";
    GATE_WAITS = "三问都用一句话答上，或写下仍要谈的理由，再往下写。",
        "Answer each of the three in words, or write down why you go on anyway; then the script opens.";
    GATE_KEPT = "已写的内容都还在，回答后会显示出来。", "What is written is kept and comes back once you have answered.";

    EXAMPLE = "例子", "The example";
    EXAMPLE_ASK = "哪一件？选一条记过的依据，或写下亲眼所见。", "Which one? Pick a note, or write down what you saw yourself.";
    EXAMPLE_HINT = "哪天，在哪里，你看到了什么", "On which day, where, and what did you see";
    PICK_EVIDENCE = "选一条依据", "Pick a note";
    NO_EVIDENCE = "还没有第一手的记录", "There is no first-hand note yet";
    OTHER_EVIDENCE = "换成自己写", "Write it instead";
    CHANGE = "对方改变得了的", "What they can change";
    CHANGE_HINT = "对方自己做得到的那一件", "The one thing that is in their own hands";
    SUGGESTION = "我的建议", "My suggestion";
    SUGGESTION_HINT = "可以先试的一步", "A step that could be tried first";

    NO_EVIDENCE_WAYS = "先去收集，再约时间。三条路：", "Collect it first, then set a date. Three ways:";
    COMPARE_GOAL = "拿结果和目标对一遍", "Compare the result with the goal";
    NO_CARD = "这个人还没有目标卡", "This person has no goal card yet";
    ASK_CUSTOMER = "向客户了解", "Ask a customer";
    ASK_COLLEAGUE = "向同事了解", "Ask a colleague";
    TELL_AHEAD = "提前告诉本人，请对方也准备", "Tell them in advance, so that they prepare too";
    TOLD_TODAY = "今天已经告诉", "Told today";
    TELL_LATER = "记下要告诉", "Put it on the list";
    NOT_THEIRS = "那就不谈对方，谈周围。要改的是什么？", "Then it isn’t about them. What around them should change?";
    CONDITIONS = "条件", "Conditions";
    CONDITIONS_HINT = "流程、时间、工具、价格、区域", "Process, time, tools, prices, territory";
    SUPPORT = "支持", "Support";
    SUPPORT_HINT = "谁出面，谁配合，学什么", "Who steps in, who helps, what to learn";
    ROLE = "岗位安排", "Role";
    ROLE_HINT = "分工、授权、客户归属", "Tasks, authority, whose customers";
    PROMISE = "记入我的约定", "Put it among my commitments";
    PROMISED = "已在约定里", "Among the commitments";
    GOAL_ITSELF = "目标本身只在四种情况下修订：", "The goal itself is revised in four cases only:";
    OPEN_CARD = "打开目标卡", "Open the goal card";
    PREPARE_SUGGESTION = "先准备一个建议。可以问自己：", "Prepare a suggestion first. Ask yourself:";
    WHO_DOES_IT_WELL = "这件事谁做得好？他是怎么做的？", "Who does this well, and how?";
    SMALLEST_STEP = "下一次，最小的一步是什么？", "What is the smallest step, next time?";
    WHAT_HELPED = "以前什么办法起过作用？", "What has helped before?";
    WHAT_I_COULD = "我自己能先做什么？", "What could I do first?";
    ASK_WHO = "请教谁", "Whom to ask";
    REASON = "仍要谈的理由", "Why you go on anyway";
    REASON_HINT = "理由会随沟通一起保存", "The reason is kept with the conversation";

    TODO = "沟通前要做的", "To do before the talk";

    WRITE = "分段写", "Write";
    READ = "通读", "Read through";
    COPY = "复制全文", "Copy it all";
    NOTHING_WRITTEN = "还没有写。", "Nothing is written yet.";
    ALOUD_RULE = "照平稳的语速说：中文每分钟 200 字，英文每分钟 130 个词；对方说话的时间不算在内。",
        "At a calm pace: 200 Chinese characters or 130 English words a minute; their part of the talk comes on top.";
    CHARACTERS = "汉字", "Chinese characters";
    ENGLISH_WORDS = "英文词", "English words";
    OPENINGS = "开头", "Openings";
    FROM_EVIDENCE = "用哪条依据填", "Fill from a note";
    NO_NOTE = "不用依据，空位自己填", "None: fill the gaps yourself";

    DIAGNOSE = "对方不接受这个办法时", "If they don’t accept your way";
    DIAGNOSE_PURPOSE = "停下来，先不争办法。一起弄清看到的是不是同一件事，再从原因里找新的办法。",
        "Stop, and don’t argue for it. Find out together whether you see the same thing; then look for another way, from its causes.";
    DIAGNOSE_SEEN = "你看到的是什么情况？", "How do you see what happened?";
    DIAGNOSE_DIFFERENT = "哪一点和我说的不一样？", "What of it differs from what I said?";
    DIAGNOSE_HOLDS = "这个办法在哪里行不通？", "Where would this way not work?";
    DIAGNOSE_CAUSE = "你觉得原因在哪里？还有呢？", "Where do you see the cause, and what else?";
    DIAGNOSE_OWN = "换成你，第一步会怎么做？", "What would your own first step be?";
    THEIRS = "对方看到的、说的", "What they see and say";
    CAUSES = "一起找到的原因", "The causes, found together";
    WAY = "新的办法", "The new way";
    WAY_HINT = "从原因出发，双方都认的一步", "A step from these causes that both accept";
}

/// That the manager goes on in spite of a "no", and why.
pub fn went_on(lang: Lang, reason: &str) -> String {
    let went_on = GATE_WENT_ON.of(lang);
    say!(lang, "{went_on}：{reason}", "{went_on} {reason}")
}

/// What a text of a script is called.
pub const fn label(text: ScriptText) -> Word {
    match text {
        ScriptText::Example => EXAMPLE,
        ScriptText::Change => CHANGE,
        ScriptText::Suggestion => SUGGESTION,
        ScriptText::Conditions => CONDITIONS,
        ScriptText::Support => SUPPORT,
        ScriptText::Role => ROLE,
        ScriptText::Reason => REASON,
        ScriptText::Theirs => THEIRS,
        ScriptText::Causes => CAUSES,
        ScriptText::Way => WAY,
    }
}

/// What stands in a text of a script while it is empty.
pub const fn hint(text: ScriptText) -> Word {
    match text {
        ScriptText::Example => EXAMPLE_HINT,
        ScriptText::Change => CHANGE_HINT,
        ScriptText::Suggestion => SUGGESTION_HINT,
        ScriptText::Conditions => CONDITIONS_HINT,
        ScriptText::Support => SUPPORT_HINT,
        ScriptText::Role => ROLE_HINT,
        ScriptText::Reason => REASON_HINT,
        ScriptText::Theirs | ScriptText::Causes => word!("", ""),
        ScriptText::Way => WAY_HINT,
    }
}

/// A piece of evidence in a list: its day and what it says.
pub fn note(lang: Lang, note: &Evidence) -> String {
    match note.on {
        Some(day) => format!("{} · {}", format::date(lang, day), note.what),
        None => note.what.clone(),
    }
}

/// What to do about what was not seen: ask somebody.
pub fn ask_about(lang: Lang, whom: &str, topic: &str) -> String {
    if topic.is_empty() {
        say!(lang, "向 {whom} 了解当时的情况", "Ask {whom} what happened")
    } else {
        say!(lang, "向 {whom} 了解：{topic}", "Ask {whom} about: {topic}")
    }
}

/// What to do about a suggestion that is still missing: ask somebody.
pub fn learn_from(lang: Lang, whom: &str, topic: &str) -> String {
    if topic.is_empty() {
        say!(lang, "请教 {whom} 怎么做", "Ask {whom} how to do it")
    } else {
        say!(lang, "请教 {whom}：{topic}", "Ask {whom} how they do it: {topic}")
    }
}

/// What to do so that somebody can prepare.
pub fn tell(lang: Lang, whom: &str, topic: &str) -> String {
    if topic.is_empty() {
        say!(lang, "告诉 {whom} 要谈什么，请对方准备", "Tell {whom} what the talk is about, to prepare for it")
    } else {
        say!(lang, "告诉 {whom} 要谈：{topic}", "Tell {whom} what the talk is about: {topic}")
    }
}

/// That somebody was told.
pub fn told(lang: Lang, whom: &str, day: Date) -> String {
    let day = format::date(lang, day);
    say!(lang, "{day}已告诉 {whom}", "{whom} was told on {day}")
}

/// How long it takes to say a script aloud.
pub fn aloud(lang: Lang, seconds: u32) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match minutes {
        0 => say!(lang, "说完约 {rest} 秒", "About {rest} seconds aloud"),
        _ if rest == 0 => say!(lang, "说完约 {minutes} 分钟", "About {minutes} min aloud"),
        _ => say!(lang, "说完约 {minutes} 分 {rest} 秒", "About {minutes} min {rest} s aloud"),
    }
}

/// Why it takes that long.
pub fn aloud_explanation(lang: Lang, seconds: u32, characters: usize, words: usize) -> Explanation {
    Explanation {
        title: aloud(lang, seconds),
        rows: vec![
            (CHARACTERS.of(lang).to_owned(), characters.to_string()),
            (ENGLISH_WORDS.of(lang).to_owned(), words.to_string()),
        ],
        rule: ALOUD_RULE.of(lang).to_owned(),
        origin: Origin::Reading,
    }
}

/// The openings of a part, for those who hear the button.
pub fn openings_of(lang: Lang, part: &str) -> String {
    let openings = OPENINGS.of(lang);
    say!(lang, "{part}：{openings}", "{part}: {openings}")
}

/// The button that makes one of the ways out a promise, for those who hear it.
pub fn promise(lang: Lang, what: Word) -> String {
    let (promise, what) = (PROMISE.of(lang), what.of(lang));
    say!(lang, "{promise}：{what}", "{promise}: {what}")
}
