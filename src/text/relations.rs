//! What is said about relations: the relation with a person, and the panel of all of them.

use super::{Explanation, Lang, Word, format, power_map, say, terms, words};
use crate::{
    analysis::{Origin, power, relations::Compliance},
    model::{ComplianceQuestion, Date, Level, Relation, RelationCriterion, SocialStyle},
};

words! {
    MEAN = "平均", "Mean";
    LEVELS = "等级", "Levels";
    ACTIONS = "行动", "Actions";
    NO_ACTIONS = "还没有行动：要到目标等级，下一步做什么？", "No actions yet: what takes it to the target?";
    ADD_ACTION = "添加行动", "Add an action";
    WHAT = "做什么", "What";
    WHAT_HINT = "下一步做什么", "What is done next";
    WHO = "谁来做", "Who";
    DUE = "期限", "Due";
    DONE = "完成", "Done";
    REMOVE_ACTION = "删除行动", "Remove the action";
    TAKE_OVER = "采用", "Take over";
    CHECKED_BY = "检查人", "Checked by";
    CHECKED_ON = "检查日期", "Checked on";
    COMPLIANCE_RESULT = "结论：能做什么，不能做什么", "What follows: what may be done, what may not";
    NOT_ASKED = "未查", "Not asked";
    NOTHING_FORBIDS = "无禁止", "Nothing";
    LIMITS = "有限制", "Limits";
    WHAT_FORBIDS = "禁止或限制什么", "What is forbidden or limited";
    LEVEL_RULE = "六项标准各 0–5 分，等级是已知各项的平均，向下取整；未知的不计入。0 未知，1 认识，2 了解，3 合作，4 信任，5 支持。",
        "Six criteria, 0–5 points each. The level is the mean of those that are known, rounded down; what is unknown is \
         left out. 0 unknown, 1 met, 2 known, 3 works with us, 4 trusts us, 5 stands for us.";
}

/// What a level says about a relation.
pub const fn level_meaning(level: Level) -> Word {
    match level.get() {
        0 => MEANS_0,
        1 => MEANS_1,
        2 => MEANS_2,
        3 => MEANS_3,
        4 => MEANS_4,
        _ => MEANS_5,
    }
}

words! {
    MEANS_0 = "还谈不上关系：没有一项站得住。", "No relation to speak of: nothing holds up yet.";
    MEANS_1 = "彼此见过、知道对方是谁，往来全靠我们主动。", "We have met and know who is who; every contact is our doing.";
    MEANS_2 = "知道他管什么、在意什么，问到的会回答。", "We know what they run and care about; they answer when asked.";
    MEANS_3 = "事情一起做，行我们方便，也行对手方便。", "Things get done together; they oblige us, and our rivals too.";
    MEANS_4 = "难题先找我们商量，要紧的消息会主动告诉我们。", "They bring us their problems first and tell us what matters unasked.";
    MEANS_5 = "在自己人面前替我们说话，对手很难插手。", "They speak for us among their own; rivals hardly get in.";

    ASKS_COMPETITORS = "他怎样对待我们的对手：一视同仁，还是替我们挡着？",
        "How do they treat our rivals: like us, or do they keep them out?";
    ASKS_KEY_EVENTS = "要紧的时候（立项、评标、出了事故）他帮过我们吗？",
        "When it mattered (a budget, a tender, an incident), did they help?";
    ASKS_GUIDANCE = "他会不会教我们怎么把事办成：流程、时机、该找谁？",
        "Do they tell us how things get done: the way, the moment, the people?";
    ASKS_INFORMATION = "消息多早、多准地传到我们这里？", "How early and how reliably does news reach us?";
    ASKS_PARTICIPATION = "见面有多勤？我们的活动他来不来？", "How often do we meet? Do they come to what we hold?";
    ASKS_BRAND = "他怎样看我们的产品和公司？会向别人推荐吗？",
        "What do they think of our offering and company? Would they recommend us?";

    WANTS_DRIVER = "要结果，要自己拿主意：先说结论，给两三个选项，守时，少铺垫。",
        "Wants results and the choice: lead with the conclusion, offer two or three options, be on time, no preamble.";
    WANTS_EXPRESSIVE = "要新意，要被看见：从前景谈起，请他出主意，细节会后用书面落实。",
        "Wants ideas and to be seen: start from where it leads, ask for their ideas, settle details in writing afterwards.";
    WANTS_AMIABLE = "要踏实，要信得过：多见面，不催促，说清会影响到谁，小事也说到做到。",
        "Wants safety and trust: meet often, don’t push, say whom it affects, keep every small promise.";
    WANTS_ANALYTICAL = "要依据，要时间：数据、对比、案例先送到，留时间看，问什么答什么，不夸大。",
        "Wants evidence and time: send figures, comparisons and cases ahead, leave time to read, answer what is asked.";

    ASKS_LAW = "国家法律（商业贿赂、公务接待、招投标）", "The law of the country (bribery, officials, tenders)";
    ASKS_THEIRS = "客户的规定（收受、回避、来访）", "The customer’s rules (gifts, conflicts of interest, visits)";
    ASKS_OURS = "本公司的规定（审批、标准、登记）", "Our company’s rules (approval, limits, registers)";
    ASKS_CUSTOM = "当地习俗与忌讳", "Local custom, and what gives offence";
}

/// What a criterion of the relation asks.
pub const fn criterion_asks(criterion: RelationCriterion) -> Word {
    match criterion {
        RelationCriterion::Competitors => ASKS_COMPETITORS,
        RelationCriterion::KeyEvents => ASKS_KEY_EVENTS,
        RelationCriterion::Guidance => ASKS_GUIDANCE,
        RelationCriterion::Information => ASKS_INFORMATION,
        RelationCriterion::Participation => ASKS_PARTICIPATION,
        RelationCriterion::Brand => ASKS_BRAND,
    }
}

/// What somebody of a social style wants of us.
pub const fn style_wants(style: SocialStyle) -> Word {
    match style {
        SocialStyle::Driver => WANTS_DRIVER,
        SocialStyle::Expressive => WANTS_EXPRESSIVE,
        SocialStyle::Amiable => WANTS_AMIABLE,
        SocialStyle::Analytical => WANTS_ANALYTICAL,
    }
}

/// What the compliance check asks about.
pub const fn compliance_question(question: ComplianceQuestion) -> Word {
    match question {
        ComplianceQuestion::Law => ASKS_LAW,
        ComplianceQuestion::Theirs => ASKS_THEIRS,
        ComplianceQuestion::Ours => ASKS_OURS,
        ComplianceQuestion::Custom => ASKS_CUSTOM,
    }
}

/// Why the means of a development card must wait; `None` where they need not.
pub fn compliance(lang: Lang, compliance: Compliance) -> Option<String> {
    Some(match compliance {
        Compliance::NothingMeant | Compliance::Holds => return None,
        Compliance::Open(open) => say!(
            lang,
            "手段还不能用：合规检查有 {open} 问没有回答。",
            "The means must wait: {open} questions of the compliance check are open."
        ),
        Compliance::Undated => say!(
            lang,
            "手段还不能用：没有记下合规检查的日期。",
            "The means must wait: nobody noted when compliance was checked."
        ),
        Compliance::Stale(on) => {
            let on = format::date(lang, on);
            say!(
                lang,
                "合规检查是 {on} 做的，已经过期，用手段之前请再查一次。",
                "Compliance was checked on {on}, too long ago: check again before using the means."
            )
        }
    })
}

/// A level with its word, or that none is known.
pub fn level(lang: Lang, level: Option<Level>) -> String {
    level.map_or_else(|| power_map::UNKNOWN.of(lang).to_owned(), |level| power_map::relation_level(lang, level))
}

/// How a relation's level follows from its points.
pub fn explain_level(lang: Lang, relation: &Relation) -> Explanation {
    let points = |criterion| {
        let points = relation.points.get(&criterion).map(|points| power_map::points(*points));
        points.unwrap_or_else(|| power_map::UNKNOWN.of(lang).to_owned())
    };
    let mut rows: Vec<_> = RelationCriterion::ALL
        .into_iter()
        .map(|criterion| (terms::relation_criterion(criterion).of(lang).to_owned(), points(criterion)))
        .collect();
    let known = relation.points.len();
    if known > 0 {
        let sum: f64 = relation.points.values().map(|points| f64::from(points.get())).sum();
        rows.push((MEAN.of(lang).to_owned(), format::up_to(sum / known as f64, 2)));
    }
    let (title, now) = (power_map::LEVEL_NOW.of(lang), level(lang, power::level(relation)));
    Explanation {
        title: say!(lang, "{title}：{now}", "{title}: {now}"),
        rows,
        rule: LEVEL_RULE.of(lang).to_owned(),
        origin: Origin::Reading,
    }
}

/// How far a relation is from its target; `None` where it is there.
pub fn gap(lang: Lang, gap: i16) -> Option<String> {
    (gap > 0).then(|| say!(lang, "离目标还差 {gap} 级", "{gap} below the target"))
}

/// What the level suggests: `等级 4 提示：支持度 支持`.
pub fn suggestion(lang: Lang, level: Level, what: Word, value: Word) -> String {
    let (level, what, value) = (level.get(), what.of(lang), value.of(lang));
    say!(lang, "等级 {level} 提示{what}：{value}", "Level {level} suggests {what}: {value}")
}

/// The button that takes a suggestion over.
pub fn take_over(lang: Lang, what: Word, value: Word) -> String {
    let (what, value) = (what.of(lang), value.of(lang));
    say!(lang, "采用{what}：{value}", "Take over {what}: {value}")
}

/// Why a level suggests something, and what is judged now.
pub fn explain_suggestion(lang: Lang, title: String, what: Word, now: String, relation: &Relation) -> Explanation {
    let of_level = explain_level(lang, relation);
    let mut rows = vec![(what.of(lang).to_owned(), now)];
    rows.extend(of_level.rows);
    Explanation { title, rows, rule: SUGGESTION_RULE.of(lang).to_owned(), origin: Origin::Reading }
}

words! {
    SUGGESTION_RULE = "等级只作提示，从不改动您的判断；采用后按“推测”记下，依据是上面各项的得分。",
        "The level only suggests and never changes what you judge. Taken over, it is noted as assumed, and rests on the \
         points above.";
}

/// How long an action has been overdue.
pub fn late(lang: Lang, days: i32) -> String {
    say!(lang, "逾期 {days} 天", "{days} d overdue")
}

/// An action of somebody's by its number.
pub fn numbered(lang: Lang, what: Word, number: usize) -> String {
    let what = what.of(lang);
    say!(lang, "{what} {number}", "{what} {number}")
}

/// The day something was done.
pub fn done_on(lang: Lang, day: Date) -> String {
    let day = format::date(lang, day);
    say!(lang, "{day}完成", "Done {day}")
}
