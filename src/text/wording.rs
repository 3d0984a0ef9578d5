//! What the linter of feedback scripts says: the name and the reason of every rule, and what helps instead.

use super::{Explanation, Lang, Word, say, word, words};
use crate::{
    analysis::{Origin, wording::Suggestion},
    model::WordingRule,
};

words! {
    HEADING = "措辞", "Wording";
    NOT_HERE = "此处不算", "Not here";
    ONLY_SUGGESTS = "只是提醒，不改也可以。", "A suggestion only: you may leave it.";
}

/// Defines the name of every rule and why it matters.
macro_rules! rules {
    ($($rule:ident = $name_zh:literal, $name_en:literal; $why_zh:literal, $why_en:literal;)+) => {
        /// What a rule is called.
        pub const fn rule(rule: WordingRule) -> Word {
            match rule {
                $(WordingRule::$rule => word!($name_zh, $name_en),)+
            }
        }

        /// Why a rule marks what it marks.
        pub const fn reason(rule: WordingRule) -> Word {
            match rule {
                $(WordingRule::$rule => word!($why_zh, $why_en),)+
            }
        }
    };
}

rules! {
    Absolute = "绝对化", "Absolute";
        "只要有一次例外，话题就变成那次例外。", "One exception, and the talk is about the exception.";
    Judging = "评价代替事实", "A verdict";
        "评价可以争，看到的事争不了。", "A verdict can be disputed; what was seen cannot.";
    Person = "对人不对事", "About the person";
        "人改不了自己是谁，改得了做的事。", "Nobody can change who they are, but what they do.";
    MindReading = "猜测想法", "Reading minds";
        "对方怎么想，只有对方知道。", "Only they know what they think.";
    Comparison = "拿别人比", "Held against others";
        "比出来的是不服，不是改进。", "It brings resentment and no improvement.";
    Threat = "威胁", "A threat";
        "受了威胁的人先护住自己，听不进别的。", "Whoever is threatened protects themselves and hears nothing else.";
    Softener = "话说得太轻", "Talked down";
        "说轻了，对方以为不要紧。", "Said too softly, it seems not to matter.";
    Hearsay = "听来的", "Hearsay";
        "对方会追问是谁说的，不再谈事情本身。", "They will ask who said so, and no longer speak of the matter.";
    EmptyPraise = "空泛的表扬", "Empty praise";
        "放在谁身上都行的话，不会让人知道什么值得再做。", "What would fit anybody tells nobody what to do again.";
    VagueTime = "时间含糊", "A vague time";
        "没有日子，对方想不起是哪一次，也不知道到哪天。", "Without a day nobody knows which time is meant, or until when.";
    VagueAmount = "数量含糊", "A vague amount";
        "没有数，多少各有各的理解。", "Without a number everybody has their own in mind.";
    Imperative = "命令", "An order";
        "命令得到的是照办，一起找到的办法才会用心做。", "An order is obeyed; a way found together is meant.";
    NoTimeOrPlace = "没有时间或场合", "No day or place";
        "说得出哪天、在哪里，对方才知道讲的是哪件事。", "With a day and a place they know which matter is meant.";
    NoConsequence = "没有影响", "No consequence";
        "不说影响，对方不知道为什么值得改。", "Without it they don’t know why it is worth changing.";
    NoSuggestion = "没有下一步", "No next step";
        "只说问题不说怎么办，谈完和谈之前一样。", "A problem without a way on leaves everything as it was.";
    AboutPerson = "整段在说人", "All about the person";
        "没有一件做过的事，对方只能辩解自己是怎样的人。", "With no deed in it, they can only defend who they are.";
    OpenSlot = "空位没有填", "A gap";
        "开头里还有空位，照着念会卡住。", "An opening still has a gap: read aloud, it will stop you.";
}

/// What helps instead.
pub const fn suggestion(suggestion: Suggestion) -> Word {
    match suggestion {
        Suggestion::CountTimes => word!("数一数：哪几次，哪几天？", "Count: which times, on which days?"),
        Suggestion::WhatWasSeen => word!(
            "说做了什么、没做什么，像录像一样：哪一页，哪一步，差在哪里。",
            "Say what was done or left undone, as a camera saw it: which page, which step, what was missing."
        ),
        Suggestion::TheDeed => {
            word!("换成那一天做的那件事。", "Speak of what was done, on that one day.")
        }
        Suggestion::AskThem => word!(
            "说你看到的，然后问：当时是怎么考虑的？",
            "Say what you saw, then ask: what were you thinking of at the time?"
        ),
        Suggestion::AgainstGoal => {
            word!(
                "和约定的目标比：约定多少，做到多少。",
                "Hold it against what was agreed: so much agreed, so much reached."
            )
        }
        Suggestion::SayWhatFollows => {
            word!("平静地说事情会怎样，以及你能帮什么。", "Say calmly what it leads to, and what help there is.")
        }
        Suggestion::SayItPlain => {
            word!("要说就说清楚；不值得说，就不说。", "Say it plainly; if it isn’t worth that, leave it out.")
        }
        Suggestion::PraiseAlone => {
            word!("表扬到这里为止，要改的另外谈。", "Let the praise end here; what should change is another talk.")
        }
        Suggestion::FirstHand => word!(
            "说你亲眼看到的，或者哪位、哪天、当面说的。",
            "Say what you saw yourself, or who told you so, and when."
        ),
        Suggestion::WhatWasGood => word!(
            "说好在哪里：哪句话、哪一步，带来了什么。",
            "Say what was good: which sentence, which step, and what it brought."
        ),
        Suggestion::WhichDay => word!("说哪一天、哪家客户。", "Say when: which day, which customer."),
        Suggestion::ByWhichDay => word!("说到哪一天为止。", "Say until which day."),
        Suggestion::HowMany => word!("说几个，是哪几个。", "Say how many, and which."),
        Suggestion::AskOrOffer => word!(
            "换成问句或提议：你看怎么做？我们先试哪一步？",
            "Ask or offer: how would you do it, and which step do we try first?"
        ),
        Suggestion::NameTheDay => word!("写上哪一天。", "Add on which day it was."),
        Suggestion::NameThePlace => word!("写上在哪里、什么场合。", "Add where it was, or on which occasion."),
        Suggestion::NameTheConsequence => {
            word!("写上客户、团队或目标因此怎样了。", "Add what it led to for the customer, the team or the goal.")
        }
        Suggestion::NameAStep => {
            word!("加一个问题或提议：接下来可以怎么做？", "Add a question or an offer: what could be done next?")
        }
        Suggestion::DescribeADeed => {
            word!("写一件做过的事：哪天，在哪里，做了什么。", "Describe one thing that was done: when, where, what.")
        }
        Suggestion::FillTheSlot => word!("把空位换成实际情况。", "Put in what it really was."),
    }
}

/// A mark in the list: the rule and the words.
pub fn mark(lang: Lang, own_rule: WordingRule, words: &str) -> String {
    let name = rule(own_rule).of(lang);
    if words.is_empty() { name.to_owned() } else { say!(lang, "{name}：“{words}”", "{name}: “{words}”") }
}

/// Why something is marked.
pub fn explanation(lang: Lang, own_rule: WordingRule, own_suggestion: Suggestion, words: &str) -> Explanation {
    Explanation {
        title: mark(lang, own_rule, words),
        rows: Vec::new(),
        rule: format!("{} {}", reason(own_rule).of(lang), suggestion(own_suggestion).of(lang)),
        origin: Origin::Reading,
    }
}

/// The button that keeps marked words as they are, for those who hear it.
pub fn not_here(lang: Lang, mark: &str) -> String {
    let not_here = NOT_HERE.of(lang);
    say!(lang, "{not_here}：{mark}", "{not_here}: {mark}")
}

/// The button that switches a rule off, for those who hear it.
pub fn switch_off(lang: Lang, own_rule: WordingRule) -> String {
    let name = rule(own_rule).of(lang);
    say!(lang, "不再检查：{name}", "Stop checking for: {name}")
}

/// The button that switches a rule on again.
pub fn switch_on(lang: Lang, own_rule: WordingRule) -> String {
    let name = rule(own_rule).of(lang);
    say!(lang, "恢复检查：{name}", "Check again for: {name}")
}

/// The button that marks words again that were meant as they are.
pub fn mark_again(lang: Lang, mark: &str) -> String {
    say!(lang, "恢复提醒：{mark}", "Mark again: {mark}")
}
