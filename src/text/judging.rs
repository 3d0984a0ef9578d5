//! Questions that help to judge: what was seen or heard of somebody, and what it leads to.

use super::{Lang, Word, say, terms, words};
use crate::{
    analysis::judging::{Answer, Guided, Observation, Suggested, Suggestion},
    text::power_map,
};

words! {
    HELP = "帮我判断", "Help me decide";
    ASK = "只凭看到的、听到的回答；不知道就说不知道。", "Answer by what was seen or heard; say so where you don’t know.";
    TAKE_OVER = "采用，记为推测", "Take it, as assumed";
    CANCEL = "取消", "Cancel";
    YES = "是", "Yes";
    NO = "否", "No";
    UNKNOWN = "不知道", "Don’t know";
    TOO_LITTLE = "还看不出来。先记为未知，去问清楚。", "That says too little yet. Leave it unknown, and ask.";
    BECAUSE = "依据", "Because";
    WHO_SAYS = "谁说的", "Who says so";

    ADVISED = "教过我们怎样在他们那里把事办成：找谁、什么时候、说什么？",
        "Have they told us how to get things done there: whom to see, when, what to say?";
    SPOKE_UP = "我们不在场时，有人亲见或亲闻他替我们说话、投我们的票？",
        "Has somebody seen or heard them speak or vote for us while we weren’t in the room?";
    OBJECTED = "公开质疑过我们的方案，或说过更愿意用别家？",
        "Have they openly doubted our proposal, or said they would rather have somebody else?";
    BLOCKED = "动手拦过我们：压文件、改条件、替对手引路？",
        "Have they acted against us: held papers back, changed the terms, opened doors for a rival?";
    TALKED = "我们有人同他本人谈过话？换名片、群发消息不算。",
        "Has one of us talked with them in person? A card or a mailing doesn’t count.";
    OFTEN = "最近一年谈过三次以上？", "Three times or more within the last year?";
    PERSONAL = "谈过他自己的处境和打算，而不只是公事？", "About their own situation and plans, and not only business?";
    CAME_TO_US = "他主动找过我们？", "Have they come to us of their own accord?";
    KNEW_EARLY = "人事和项目的决定，公布之前他就知道？",
        "Do they know about appointments and projects before these are announced?";
    CHANGED_DECISION = "有没有哪个决定因为他的意见改了？", "Is there a decision that was changed by what they said?";
    ASKED_FIRST = "拍板的人私下先问他的看法？", "Do those who decide ask them first, in private?";
}

/// What is asked.
pub const fn observation(observation: Observation) -> Word {
    match observation {
        Observation::Advised => ADVISED,
        Observation::SpokeUp => SPOKE_UP,
        Observation::Objected => OBJECTED,
        Observation::Blocked => BLOCKED,
        Observation::Talked => TALKED,
        Observation::Often => OFTEN,
        Observation::Personal => PERSONAL,
        Observation::CameToUs => CAME_TO_US,
        Observation::KnewEarly => KNEW_EARLY,
        Observation::ChangedDecision => CHANGED_DECISION,
        Observation::AskedFirst => ASKED_FIRST,
    }
}

/// An answer.
pub const fn answer(answer: Answer) -> Word {
    match answer {
        Answer::Yes => YES,
        Answer::No => NO,
        Answer::Unknown => UNKNOWN,
    }
}

/// What is judged.
pub const fn judgement(guided: Guided) -> Word {
    match guided {
        Guided::Support => power_map::SUPPORT,
        Guided::Coverage => power_map::COVERAGE,
        Guided::Status => power_map::STATUS,
    }
}

/// Opens the questions about one judgement.
pub fn help_with(lang: Lang, guided: Guided) -> String {
    let (help, what) = (HELP.of(lang), judgement(guided).of(lang));
    say!(lang, "{help}：{what}", "{help}: {what}")
}

/// What the answers lead to.
pub fn leads_to(lang: Lang, suggestion: &Suggestion) -> String {
    let value = match suggestion.value {
        Suggested::Support(value) => terms::support(value),
        Suggested::Coverage(value) => terms::coverage(value),
        Suggested::Status(value) => terms::political_status(value),
    };
    let value = value.of(lang);
    say!(lang, "看来是：{value}", "It looks like: {value}")
}

/// An answer that a value rests on: the question, and how it was answered.
pub fn reason(lang: Lang, (asked, given): (Observation, Answer)) -> String {
    let (asked, given) = (observation(asked).of(lang), answer(given).of(lang));
    say!(lang, "{asked}{given}。", "{asked} {given}.")
}
