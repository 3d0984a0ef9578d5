//! What is said about relations: the relation with a person, and the panel of all of them.

use super::{Explanation, Lang, Word, format, power_map, say, terms, words};
use crate::{
    analysis::{
        Audience, Origin, power,
        relations::{Compliance, Touch},
    },
    model::{
        Action, ComplianceQuestion, Contact, Date, DecisionRole, Level, MemberId, Relation, RelationCriterion,
        SocialStyle, Workbook,
    },
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

words! {
    REGISTER = "登记表", "Register";
    MATRIX = "矩阵", "Matrix";
    ALL_ACCOUNTS = "全部客户", "All accounts";
    ANY_OWNER = "所有责任人", "Any owner";
    KEY_ONLY = "只看关键人", "Key people only";
    ADD_OURS = "添加我方人员", "Add one of ours";
    EMPTY = "这里列出客户的每一位联系人：谁负责、关系到了几级、下一步做什么、什么逾期了。先在组织权力地图上放上人，或导入名单。",
        "Every contact at your customers stands here: who owns the relation, how far it has come, what is next and what \
         is overdue. Put people on a power map first, or import a list.";
    IMPORT_LIST = "导入名单…", "Import a list…";
    TO_THE_MAP = "打开组织权力地图", "Open the power map";
    NOBODY_LIKE_THAT = "没有符合筛选条件的人。", "Nobody fits the filter.";
    NO_KEY_PEOPLE = "还没有关键人。在组织权力地图上标出关键人，或判断谁在权力结构里，他们就会出现在这里。",
        "No key people yet. Mark them on the power map, or judge who is in the political structure, and they stand here.";
    LEVEL_AND_TARGET = "等级→目标", "Level → target";
    NEXT = "下一步", "Next";
    THEIRS_AND_OURS = "对方 × 我方", "Theirs × ours";
    KEY_OWNER = "责任人，关系等级", "owner, with the level";
    KEY_ACTS = "有待办的行动", "has something to do";
    KEY_ACTED = "做过", "has done something";
    MATRIX_HOW_TO = "点一格指定或取消责任人", "Click a cell to give or take back a relation";
    HERE = "负责的关系", "Relations owned";
    EVERYWHERE = "关键关系（全部客户）", "Key relations, all accounts";
    TOUCH_NONE = "没有往来", "not in touch";
    LATE_RULE = "期限已过而没有完成的行动；按逾期天数排列。", "Actions that are open and past their day, the longest overdue first.";
    COLD_LIMIT = "超过此天数为冷", "Cold from";
    OVERDUE = "逾期", "Overdue";
    LAST_CONTACT_RULE = "从最近一次与我方的人交谈算起。关键人太久没有联系就是冷了。",
        "Since one of us last spoke with them. A key person nobody spoke to for long is cold.";
    NEXT_RULE = "未完成的行动里期限最早的一项；没有期限的排在最后。", "Of the open actions the one due first; one without a day comes last.";
    OPEN_ACTIONS = "未完成的行动", "Open actions";
    WHAT_IT_RESTS_ON = "依据", "What it rests on";
    JUDGED_RULE = "这是判断，不是事实：推测的要去核实，未知不等于中立。",
        "A judgement and no fact: what is assumed wants confirming, and unknown is not neutral.";
    LIMIT = "上限", "Limit";
    LOAD_RULE = "一个人负责的关键关系太多，就哪一个都顾不上；按全部客户合计。",
        "Whoever owns too many key relations can look after none of them; counted over all accounts.";
    TOUCH_RULE = "责任人负责这段关系，格里是关系等级；其他人看有没有与此人有关的行动，做完的和没做完的。",
        "The owner answers for the relation, and the cell shows its level; others are in touch where an action about this \
         person is theirs, done or still to be done.";
}

/// What the register says, in a sentence.
pub fn headline(lang: Lang, people: usize, late: usize, of: usize) -> String {
    let people = format::number(people as f64, 0);
    match late {
        0 => say!(lang, "{people} 位联系人，今天没有逾期的行动", "{people} contacts, and nothing is overdue today"),
        1 => say!(lang, "今天有 1 项行动逾期", "One action is overdue today"),
        _ if of == 1 => say!(
            lang,
            "今天有 {late} 项行动逾期，都在同一位联系人",
            "{late} actions are overdue today, all at one contact"
        ),
        _ => say!(
            lang,
            "今天有 {late} 项行动逾期，涉及 {of} 位联系人",
            "{late} actions are overdue today, at {of} contacts"
        ),
    }
}

/// The same for the room: nothing of what we mean to do.
pub fn headline_for_room(lang: Lang, people: usize, owned: usize) -> String {
    let [people, owned] = [people, owned].map(|count| format::number(count as f64, 0));
    say!(lang, "{people} 位联系人，{owned} 位有责任人", "{people} contacts, {owned} of them with an owner")
}

/// What is overdue, whose and for how long.
pub fn explain_late<'a>(lang: Lang, count: usize, late: impl Iterator<Item = &'a (String, i32)>) -> Explanation {
    let title = OVERDUE.of(lang);
    Explanation {
        title: format!("{title} {count}"),
        rows: late.map(|(name, days)| (name.clone(), self::late(lang, *days))).collect(),
        rule: LATE_RULE.of(lang).to_owned(),
        origin: Origin::Reading,
    }
}

/// A row of the register, for somebody who does not see it: the name, then each column with its head.
pub fn spoken(lang: Lang, name: &str, parts: &[(&str, &str)]) -> String {
    let separator = match lang {
        Lang::Zh => "，",
        Lang::En | Lang::Pseudo => ", ",
    };
    let parts = parts.iter().map(|(head, text)| format!("{head} {text}"));
    std::iter::once(name.to_owned()).chain(parts).collect::<Vec<_>>().join(separator)
}

/// Decision roles in a row.
pub fn roles(lang: Lang, roles: impl Iterator<Item = DecisionRole>) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    };
    roles.map(|role| terms::decision_role(role).of(lang)).collect::<Vec<_>>().join(separator)
}

/// A relation's level and target: `2 → 4`; empty where neither is known.
pub fn level_and_target(relation: &Relation) -> String {
    let shown = |level: Option<Level>| level.map_or_else(|| format::UNKNOWN.to_owned(), power_map::points);
    match (power::level(relation), relation.target) {
        (None, None) => String::new(),
        (now, None) => shown(now),
        (now, target) => format!("{} → {}", shown(now), shown(target)),
    }
}

/// Why somebody's last contact is long ago, or not.
pub fn explain_last_contact(lang: Lang, contact: &Contact, age: String, limit: u16) -> Explanation {
    let on = contact.last_contact.map_or_else(|| power_map::UNKNOWN.of(lang).to_owned(), |on| format::date(lang, on));
    let limit = say!(lang, "{limit} 天", "{limit} days");
    let title = power_map::LAST_CONTACT.of(lang);
    Explanation {
        title: if age.is_empty() { title.to_owned() } else { format!("{title} {age}") },
        rows: vec![(title.to_owned(), on), (COLD_LIMIT.of(lang).to_owned(), limit)],
        rule: LAST_CONTACT_RULE.of(lang).to_owned(),
        origin: Origin::Literature,
    }
}

/// What is next with somebody, and why that.
pub fn explain_next(lang: Lang, workbook: &Workbook, next: &Action, relation: &Relation) -> Explanation {
    let owner = next.owner.as_ref().map_or(power_map::NO_OWNER.of(lang), |id| workbook.member_label(id));
    let due = next.due.map_or_else(|| power_map::UNKNOWN.of(lang).to_owned(), |due| format::date(lang, due));
    let open = relation.actions.iter().filter(|action| action.done.is_none()).count();
    Explanation {
        title: next.what.clone(),
        rows: vec![
            (WHO.of(lang).to_owned(), owner.to_owned()),
            (DUE.of(lang).to_owned(), due),
            (OPEN_ACTIONS.of(lang).to_owned(), open.to_string()),
        ],
        rule: NEXT_RULE.of(lang).to_owned(),
        origin: Origin::Reading,
    }
}

/// What a judgement rests on.
pub fn explain_judged(lang: Lang, what: Word, value: String, basis: String) -> Explanation {
    let what = what.of(lang);
    Explanation {
        title: format!("{what} {value}"),
        rows: vec![(WHAT_IT_RESTS_ON.of(lang).to_owned(), basis)],
        rule: JUDGED_RULE.of(lang).to_owned(),
        origin: Origin::Literature,
    }
}

/// What the matrix says, in a sentence.
pub fn matrix_headline(lang: Lang, people: usize, unowned: usize, over: &[&str], limit: u8) -> String {
    let owned = match unowned {
        0 => say!(lang, "{people} 位关键人都有责任人", "All {people} key people have an owner"),
        _ => say!(lang, "{people} 位关键人里 {unowned} 位没人负责", "Nobody owns {unowned} of {people} key people"),
    };
    if over.is_empty() {
        return owned;
    }
    let names = super::import::listed(lang, over.iter().copied());
    say!(
        lang,
        "{owned}；负责超过 {limit} 个关键关系的：{names}",
        "{owned}; with more than {limit} key relations: {names}"
    )
}

/// The same for the room, over the relations that somebody owns.
pub fn matrix_headline_for_room(lang: Lang, people: usize, ours: usize) -> String {
    say!(lang, "{people} 位联系人，由我方 {ours} 人负责", "{people} contacts, owned by {ours} of ours")
}

/// One of theirs, for somebody who does not see the row.
pub fn spoken_theirs(lang: Lang, name: &str, unowned: bool) -> String {
    let nobody = power_map::NO_OWNER.of(lang);
    if unowned { say!(lang, "{name}，{nobody}", "{name}, {nobody}") } else { name.to_owned() }
}

/// How one of ours is in touch with one of theirs: `何涛 × 孟岚：责任人，3 合作`.
pub fn spoken_touch(lang: Lang, ours: &str, theirs: &str, touch: Option<Touch>, audience: Audience) -> String {
    let how = match touch {
        Some(Touch::Owner(_)) if audience == Audience::Room => power_map::OWNER.of(lang).to_owned(),
        Some(touch) => how(lang, touch),
        None => TOUCH_NONE.of(lang).to_owned(),
    };
    say!(lang, "{ours} × {theirs}：{how}", "{ours} × {theirs}: {how}")
}

fn how(lang: Lang, touch: Touch) -> String {
    match touch {
        Touch::Owner(now) => {
            let (owner, now) = (power_map::OWNER.of(lang), level(lang, now));
            say!(lang, "{owner}，{now}", "{owner}, {now}")
        }
        Touch::Acts => KEY_ACTS.of(lang).to_owned(),
        Touch::Acted => KEY_ACTED.of(lang).to_owned(),
    }
}

/// What is behind a cell of the matrix: the actions that are one of ours'.
pub fn explain_touch(lang: Lang, names: [&str; 2], touch: Touch, contact: &Contact, member: &MemberId) -> Explanation {
    let [ours, theirs] = names;
    let actions = contact.relation.actions.iter().filter(|action| action.owner.as_ref() == Some(member));
    let when = |action: &Action| match (action.done, action.due) {
        (Some(done), _) => done_on(lang, done),
        (None, Some(due)) => format::date(lang, due),
        (None, None) => format::UNKNOWN.to_owned(),
    };
    Explanation {
        title: format!("{ours} × {theirs} · {}", how(lang, touch)),
        rows: actions.map(|action| (action.what.clone(), when(action))).collect(),
        rule: TOUCH_RULE.of(lang).to_owned(),
        origin: Origin::Reading,
    }
}

/// How many of the relations shown are one of ours'.
pub fn owned_here(lang: Lang, name: &str, count: usize) -> String {
    let what = HERE.of(lang);
    say!(lang, "{name}，{what} {count}", "{name}, {what} {count}")
}

/// How many key relations one of ours has over all accounts.
pub fn owned_everywhere(lang: Lang, name: &str, count: usize, over: bool) -> String {
    let what = EVERYWHERE.of(lang);
    if over {
        say!(lang, "{name}，{what} {count}，太多", "{name}, {what} {count}, too many")
    } else {
        say!(lang, "{name}，{what} {count}", "{name}, {what} {count}")
    }
}

/// Why somebody has too many relations, or not.
pub fn explain_load(lang: Lang, name: &str, count: usize, limit: u8) -> Explanation {
    Explanation {
        title: format!("{name} · {count}"),
        rows: vec![(LIMIT.of(lang).to_owned(), limit.to_string())],
        rule: LOAD_RULE.of(lang).to_owned(),
        origin: Origin::Reading,
    }
}
