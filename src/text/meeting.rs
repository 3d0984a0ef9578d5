//! What the view for the meeting says: calm, short, and about nobody else.

use super::{Lang, Word, format, say, terms, words};
use crate::model::{Action, Step};

words! {
    START = "开始面谈", "Start the meeting";
    RESUME = "继续面谈", "Go on with the meeting";
    END = "结束面谈", "End the meeting";
    PAUSE = "暂停计时", "Pause the clock";
    GO_ON = "继续计时", "Go on";
    PREVIOUS = "上一步", "Back";
    NEXT = "下一步", "Next";
    TO_RECORD = "去写记录", "On to the record";
    QUESTIONS = "可以这样问", "Questions to ask";
    MY_POINTS = "我想说的", "What I want to say";
    NO_POINTS = "准备时没有写要点。", "No points were prepared for this step.";
    THEY_SAY = "对方说的", "What they say";
    THEY_SAY_HINT = "记原话，不急着评", "Their own words, without a verdict";
    PROMISES = "约定", "Commitments";
    NEW_PROMISE = "新的约定", "New commitment";
    PROMISE_HINT = "谁、做什么", "Who does what";
    CATCH = "记下约定", "Catch a commitment";
    FROM_LAST_TIME = "上次说好的", "Agreed on last time";
    FROM_LAST_TIME_HINT = "从这里开始：做到的打勾，没做到的先听原因。",
        "Start here: tick what was kept, and hear first why the rest was not.";
    WHO = "谁来做", "Who does it";
    UNTIL = "哪天为止", "By when";
    ONE_WEEK = "一周", "One week";
    TWO_WEEKS = "两周", "Two weeks";
    ONE_MONTH = "一个月", "One month";
    SCRIPTS = "准备好的话", "Prepared words";
    CLOCK_PAUSED = "计时已暂停", "Clock paused";
    STEPS = "步骤", "Steps";
    POINTS = "我想说、想问的", "What I want to say and ask";
    POINTS_HINT = "要点就行：面谈时一眼看得到", "A few words each: they are in sight during the meeting";
    TAKE_QUESTION = "记到要点里", "Add to my points";
    PURPOSE = "这次沟通是为了", "What this conversation is for";
    AGREED_END = "谈完双方要认可", "At its end both agree on";
}

/// Minutes in a step and in all, quietly.
pub fn clock(lang: Lang, step: u64, all: u64) -> String {
    say!(lang, "本步 {step} 分钟 · 共 {all} 分钟", "{step} min in this step · {all} min in all")
}

/// Minutes of a step in the list of steps.
pub fn minutes(lang: Lang, minutes: u64) -> String {
    say!(lang, "{minutes} 分钟", "{minutes} min")
}

/// A promise in a line: what, who, until when.
pub fn promise(lang: Lang, action: &Action, owner: Option<&str>) -> String {
    let due = action.due.map(|day| format::date(lang, day));
    let what = Some(action.what.as_str()).filter(|what| !what.is_empty());
    let parts = [what, owner, due.as_deref()].into_iter().flatten();
    parts.collect::<Vec<_>>().join(" · ")
}

/// The button that adds a question to the points, for those who hear it.
pub fn take(lang: Lang, question: &str) -> String {
    let take = TAKE_QUESTION.of(lang);
    say!(lang, "{take}：{question}", "{take}: {question}")
}

/// The points of a step, for those who hear the field's name.
pub fn points_on(lang: Lang, step: Step) -> String {
    let (points, step) = (POINTS.of(lang), terms::step(step).of(lang));
    say!(lang, "{points}：{step}", "{points}: {step}")
}

/// What a kind of conversation is for, and what both agree on at its end (METHOD §3).
pub const fn aim(kind: crate::model::ConversationKind) -> (Word, Word) {
    use crate::model::ConversationKind;
    match kind {
        ConversationKind::GoalSetting => (GOALS_FOR, GOALS_END),
        ConversationKind::Progress => (PROGRESS_FOR, PROGRESS_END),
        ConversationKind::Result => (RESULT_FOR, RESULT_END),
    }
}

words! {
    GOALS_FOR = "把公司的目标和对方自己的目标放到一起，两边都有得。",
        "To bring the company’s goals and the person’s own together, so that both gain.";
    GOALS_END = "目标、行动计划和需要的资源。", "The goals, the plan of action and the resources.";
    PROGRESS_FOR = "看清走到哪里、卡在哪里，一起想怎样更好。检查是帮忙，不是追究。",
        "To see how far things are and where they are stuck, and find together how it can go better. A check is help, not blame.";
    PROGRESS_END = "追赶的办法：做什么、谁来做、哪天再看。", "How to catch up: what, who, and when to look again.";
    RESULT_FOR = "认可做到的，一起找没做到的原因，把学到的带进下一期。",
        "To recognise what was reached, find the causes of what was not, and carry what was learned into the next period.";
    RESULT_END = "下一期的计划和各自的约定。", "The plan for the next period and what each of you will do.";
}
