//! Sentences that a part of a feedback script can begin with. What stands in braces is filled from a piece of evidence;
//! what it doesn't say stays a gap to be filled.

use super::{Lang, Word, format, word, words};
use crate::{
    analysis::wording::SLOT,
    model::{Evidence, ScriptPart, ScriptShape},
};

words! {
    WHEN = "哪一天", "day";
    WHERE = "哪里", "place";
    WHO = "谁", "who";
    WHAT = "做了什么", "what was done";
    RESULT = "结果怎样", "what came of it";
    DAY = "到哪天", "by which day";
    STEP = "哪一步", "which step";
    QUALITY = "什么长处", "which strength";
    GOAL = "什么目标", "which goal";
    CAUSE = "什么原因", "which cause";
}

/// A gap of an opening: how it is written there, what it is called, and what fills it.
type Gap = (&'static str, Word, fn(Lang, &Evidence) -> Option<String>);

/// The gaps of openings.
const GAPS: [Gap; 10] = [
    ("{when}", WHEN, |lang, note| note.on.map(|day| format::date(lang, day))),
    ("{where}", WHERE, |_, note| said(&note.place)),
    ("{who}", WHO, |_, note| said(&note.who)),
    ("{what}", WHAT, |_, note| said(&note.what)),
    ("{result}", RESULT, |_, note| said(&note.result)),
    ("{day}", DAY, |_, _| None),
    ("{step}", STEP, |_, _| None),
    ("{quality}", QUALITY, |_, _| None),
    ("{goal}", GOAL, |_, _| None),
    ("{cause}", CAUSE, |_, _| None),
];

/// A text without the stop at its end, which the opening has itself; nothing where it is empty.
fn said(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['。', '.']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// An opening with its gaps filled as far as a piece of evidence fills them.
pub fn filled(lang: Lang, opening: Word, note: Option<&Evidence>) -> String {
    let mut text = opening.of(lang).to_owned();
    for (gap, name, fills) in GAPS {
        if text.contains(gap) {
            let open = || format!("{}{}{}", SLOT.0, name.of(lang), SLOT.1);
            let filling = note.and_then(|note| fills(lang, note)).unwrap_or_else(open);
            text = text.replace(gap, &filling);
        }
    }
    text
}

/// The openings of a part of a shape.
pub const fn openings(shape: ScriptShape, part: ScriptPart) -> &'static [Word] {
    match (shape, part) {
        (_, ScriptPart::Detail) => &[
            word!("{when}在{where}，我看到的是：{what}。", "On {when}, at {where}, this is what I saw: {what}."),
            word!("我想专门讲一件事。{when}，{what}。", "There is one thing I want to speak of. On {when}: {what}."),
            word!(
                "{when}的事我记了下来：{what}。当时{who}也在。",
                "I made a note on {when}: {what}. {who} was there too."
            ),
        ],
        (_, ScriptPart::Quality) => &[
            word!("从这件事里我看到的是{quality}：", "What I see in it is {quality}: "),
            word!("能做到这一步，靠的是{quality}。", "What it took was {quality}."),
            word!("换一个做法也交得了差，你选的是{quality}。", "Another way would have done; you chose {quality}."),
        ],
        (_, ScriptPart::Result) => &[
            word!("这件事带来的是：{result}。", "This is what it brought: {result}."),
            word!("{who}那边的反应是：{result}。", "On the side of {who}: {result}."),
            word!("对我们的目标来说：{result}。", "For our goal it means: {result}."),
        ],
        (ScriptShape::Sbi, ScriptPart::Behaviour) => &[
            word!("当时你做的是：{what}。", "What you did was this: {what}."),
            word!("我看到、听到的是：{what}。", "What I saw and heard: {what}."),
            word!("按先后说：先是{what}，然后", "In order: first {what}, then "),
        ],
        (_, ScriptPart::Behaviour) => &[
            word!("{when}在{where}，我看到的是：{what}。", "On {when}, at {where}, this is what I saw: {what}."),
            word!(
                "有一件事想和你对一遍。{when}，{what}。",
                "I would like to go through one thing with you. On {when}: {what}."
            ),
            word!(
                "记录上是这样的：{when}，{what}。和你记得的一样吗？",
                "The record says, on {when}: {what}. Is that how you remember it?"
            ),
        ],
        (_, ScriptPart::Consequence) => &[
            word!("后来的情况是：{result}。", "This is what came of it: {result}."),
            word!("{who}那边受到的影响是：{result}。", "For {who} it meant: {result}."),
            word!("离约定的{goal}，差在这里：{result}。", "Against {goal}, as agreed, this is the gap: {result}."),
        ],
        (_, ScriptPart::NextStep) => &[
            word!(
                "你当时是怎么考虑的？如果再来一次，会先动哪一步？",
                "What were you weighing at the time? If it came again, where would you start?"
            ),
            word!("我先说一个想法，你看行不行：{step}。", "Here is one idea, tell me whether it works: {step}."),
            word!("我们先试{step}，试到{day}，再一起看。", "Let us try {step} until {day} and look at it together."),
            word!(
                "这一步里，我能做的是{step}。你还需要什么？",
                "What I can do for it is {step}. What else do you need?"
            ),
        ],
        (_, ScriptPart::Situation) => &[
            word!("{when}，在{where}，", "On {when}, at {where}, "),
            word!("说的是{when}那一次，{who}也在场。", "It is about {when}, when {who} was there too."),
            word!("先说场合：{when}，{where}。", "First the occasion: {when}, {where}."),
        ],
        (_, ScriptPart::Impact) => &[
            word!("对{who}来说，结果是：{result}。", "For {who}, it meant: {result}."),
            word!("对我的影响是：", "The effect on me was "),
            word!("事情因此成了这样：{result}。", "The work stood like this afterwards: {result}."),
        ],
        (_, ScriptPart::Context) => &[
            word!("今天想谈这件事，因为它关系到{goal}。", "I bring this up because it matters for {goal}."),
            word!(
                "这一期我们约定的是{goal}，到{when}为止的情况是：",
                "What we agreed on for this period is {goal}; as of {when} it stands like this: "
            ),
            word!("这件事对客户要紧，因为", "It matters to the customer because "),
        ],
        (_, ScriptPart::Examples) => &[
            word!("举一个例子：{when}在{where}，{what}。", "One example: on {when}, at {where}: {what}."),
            word!("还有一次是{when}，{what}。", "Another one, on {when}: {what}."),
            word!("我亲眼看到的是：{what}。", "What I saw myself: {what}."),
        ],
        (_, ScriptPart::Diagnosis) => &[
            word!("在你看来，是什么让事情变成这样的？", "What, as you see it, made it turn out like this?"),
            word!("我看到的一个原因是{cause}。你看到的呢？", "One cause I see is {cause}. Which do you see?"),
            word!(
                "先分一分：哪些是我们改得了的，哪些改不了？",
                "Let us look at it piece by piece: what can we change, and what not?"
            ),
        ],
        (_, ScriptPart::Action) => &[
            word!("我们定下来：你做{step}，我做", "So we agree: you do {step}, and I "),
            word!("到{day}，先做完{step}。", "By {day}, {step} is done."),
            word!("第一步做什么，你来挑？", "Which step comes first? You choose."),
        ],
        (_, ScriptPart::Review) => &[
            word!("我们{day}再看一次，看三样：", "We look again on {day}, at three things: "),
            word!("怎样算做到了？到{day}，能看到的是", "How will we know? On {day} we shall see "),
            word!(
                "中间卡住了，随时来找我；{day}我们一起回头看。",
                "If it gets stuck, come to me; on {day} we look back together."
            ),
        ],
        (_, ScriptPart::Goal) => &[
            word!(
                "你想达到的是什么？到{day}，怎样算达到？",
                "What do you want to reach, and how will you know on {day}?"
            ),
            word!("我们约定的是{goal}。哪一部分对你最要紧？", "We agreed on {goal}. Which part matters most to you?"),
            word!("谈完这一次，你希望带走什么？", "What would you like to take away from this talk?"),
        ],
        (_, ScriptPart::Reality) => &[
            word!("现在的情况：到{when}为止，{what}。", "How it stands: as of {when}, {what}."),
            word!("试过哪些办法？哪一个起了作用？", "What has been tried, and which of it worked?"),
            word!("离目标还差多少？差在哪一步？", "How far is it still, and at which step does it hang?"),
        ],
        (_, ScriptPart::Options) => &[
            word!("可以怎么做？先不管行不行，说三个。", "What could be done? Three ways, whether they work or not."),
            word!("如果时间和人都够，你会怎么做？", "With time and people enough, what would you do?"),
            word!("我补充一个：{step}。还有呢？", "Let me add one: {step}. What else?"),
        ],
        (_, ScriptPart::Will) => &[
            word!("你选哪一个？{day}之前先做什么？", "Which one do you choose, and what comes first, by {day}?"),
            word!(
                "从一到十，你有几分把握？差的那几分在哪里？",
                "From one to ten, how sure are you, and what is missing to ten?"
            ),
            word!("需要我做什么？到{day}我会", "What do you need from me? By {day} I will "),
        ],
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        analysis::wording,
        model::{EvidenceId, MemberId, WordingRule},
    };

    #[test]
    fn every_part_has_openings_in_both_languages_that_the_linter_lets_pass() {
        let note = Evidence {
            on: Some(date(2026, 9, 3)),
            place: "Harrow Gas".to_owned(),
            who: "Ms Qi".to_owned(),
            what: "测出了 2 条路由".to_owned(),
            result: "12% 更低".to_owned(),
            ..Evidence::new(EvidenceId::new("e").unwrap(), MemberId::new("p").unwrap())
        };
        let mut found = Vec::new();
        for shape in ScriptShape::ALL {
            for part in shape.parts() {
                let openings = openings(shape, *part);
                assert!(openings.len() >= 3, "{shape:?} {part:?}");
                for opening in openings {
                    for lang in Lang::ALL {
                        let text = filled(lang, *opening, Some(&note));
                        assert!(!text.contains(['{', '}']), "{text}");
                        let marks = wording::of_text(&text, *part);
                        let other = marks.iter().filter(|mark| mark.rule != WordingRule::OpenSlot);
                        found.extend(other.map(|mark| (mark.rule, text[mark.range.clone()].to_owned(), text.clone())));
                        assert!(marks.len() >= wording::slots(&text).count(), "{text}");
                    }
                }
            }
        }
        assert_eq!(found, []);
    }

    #[test]
    fn evidence_fills_what_it_says_and_leaves_the_rest_open() {
        let opening = openings(ScriptShape::Corrective, ScriptPart::Behaviour)[0];
        let mut note = Evidence::new(EvidenceId::new("e").unwrap(), MemberId::new("p").unwrap());
        note.on = Some(date(2026, 9, 3));
        note.what = "you read the slides out.".to_owned();
        assert_eq!(
            filled(Lang::En, opening, Some(&note)),
            "On 3 Sep 2026, at 〔place〕, this is what I saw: you read the slides out."
        );
        assert_eq!(filled(Lang::Zh, opening, None), "〔哪一天〕在〔哪里〕，我看到的是：〔做了什么〕。");
    }
}
