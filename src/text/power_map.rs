//! What the power map says.

use std::collections::BTreeMap;

use super::{Lang, Word, format, say, terms, words};
use crate::{
    analysis::{Audience, layout::HeadReason, power},
    model::{
        Certainty, Contact, ContactId, Date, DecisionRole, Influence, Judged, Level, LineKind, PanelKind, Seat,
        Standing,
    },
};

words! {
    ACCOUNT = "客户", "Account";
    FIND = "查找人员", "Find people";
    FIND_HINT = "姓名、职务、部门", "Name, post, department";
    FIT = "显示全图", "Show the whole map";
    FIT_CHOSEN = "显示选中的", "Show what is selected";
    VIEW = "视图", "View";
    VEIL = "隐去姓名，只显示职务", "Posts instead of names";
    VEIL_HINT = "投影时用：图上、侧栏和导出的图里都不出现姓名。", "For a projector: no name on the map, in its sheet or in a picture of it.";
    VEILED = "姓名已隐去。按 N 显示姓名后，才能在这里查看和修改。", "Names are covered. Press N to show them, then see and change this here.";
    MINIMAP = "缩略图", "Overview";
    LEVELS = "层级", "Levels";
    ALL_LEVELS = "全部展开", "Unfold everything";
    TOP_DOWN = "自上而下", "Top down";
    LEFT_RIGHT = "自左而右", "Left to right";
    ROOMY = "详细卡片", "Roomy cards";
    COMPACT = "紧凑卡片", "Compact cards";
    KEY = "图例", "Key";
    KEY_CARDS = "卡片上的标记", "Signs on a card";
    KEY_LINES = "连线", "Lines";
    SIDE = "侧栏", "Side sheet";
    TAB_CARD = "卡片", "Card";
    TAB_FINDINGS = "发现", "Findings";

    EMPTY_TEXT = "先放上一个人，再一层层加：谁向谁汇报，谁是关键人，我们谁负责。也可以导入名单。",
        "Put the first person on the map, then go on level by level: who reports to whom, who counts, who of us owns the relation. A list can be imported, too.";
    ADD_FIRST = "添加第一个人", "Add the first person";
    NO_CUSTOMERS = "工作簿里还没有客户", "The workbook has no customers yet";
    ADD_CUSTOMER = "添加客户", "Add a customer";
    NEW_CUSTOMER = "新客户", "New customer";

    NO_OWNER = "无责任人", "No owner";
    VACANT = "空缺", "Vacant";
    WHO = "？", "?";
    OUTSIDE = "组织外", "Outside";
    TRAY = "未安放", "Not placed";

    ADD_REPORT = "添加下属", "Add a report";
    ADD_PLACEHOLDER = "添加空缺职位", "Add a vacant seat";
    MAKE_ROOT = "设为最高层", "Move to the top";
    UNPIN = "取消固定", "Unpin";
    REMOVE = "删除", "Remove";
    DRAW_LINE = "画线到…", "Draw a line to…";
    EDIT = "编辑", "Edit";
    NEW_CONTACT = "新联系人", "New contact";
    CANCEL_HINT = "Esc 取消", "Esc cancels";

    NOTHING_SELECTED = "点一张卡片，这里就能看到并修改它的全部内容。", "Click a card to see and change everything on it here.";
    NAME = "姓名", "Name";
    SEAT = "席位", "Seat";
    TITLE_FIELD = "职务", "Post";
    DEPARTMENT = "部门", "Department";
    STANDING = "位置", "Where";
    INSIDE = "组织内", "Inside";
    MANAGER = "上级", "Reports to";
    NO_MANAGER = "无（最高层）", "Nobody (top)";
    OWNER = "责任人", "Owner";
    ROLES = "决策角色", "Decision roles";
    KEY_PERSON = "关键人", "Key person";
    SUPPORT = "支持度", "Support";
    COVERAGE = "接触程度", "Coverage";
    STATUS = "权力地位", "Political status";
    INFLUENCE = "影响力", "Influence";
    ADAPTABILITY = "变革适应度", "Adaptability to change";
    STYLE = "社交风格", "Social style";
    LAST_CONTACT = "最近联系", "Last contact";
    TODAY = "今天", "Today";
    RELATION = "关键客户关系", "Key-contact relation";
    LEVEL_NOW = "当前等级", "Level now";
    TARGET = "目标等级", "Target level";
    DEVELOPMENT = "关键客户拓展卡", "Contact development card";
    EXPECTATION = "期望", "Expectation";
    PERSONAL_NEED = "个人需求", "Personal need";
    PERSONAL_PLATFORM = "个人平台", "Personal platform";
    BUSINESS_PLATFORM = "业务平台", "Business platform";
    MEANS = "手段", "Means";
    COMPLIANCE = "合规检查", "Compliance check";
    LINE = "连线", "Line";
    LINES = "其他连线", "Other lines";
    NO_LINES = "没有其他连线。", "No other lines.";
    NOTE = "备注", "Note";
    UNKNOWN = "未知", "Unknown";
    WHO_SAYS = "谁说的", "Who says so";
    SINCE = "日期", "Since";
    JUDGEMENTS = "我们的判断", "What we judge";
    PERSON = "人与席位", "Person and seat";
    MARKED = "已圈选的人", "People marked";
    MARK_BRANCH = "圈选此人及全部下属", "Mark with everyone below";
    UNMARK = "取消圈选", "Unmark";
    ALIGN_ACROSS = "排成一行", "Line up in a row";
    ALIGN_DOWN = "排成一列", "Line up in a column";
    HANG_BELOW = "改挂到…", "Hang below…";
    HANDLE_HINT = "拖到另一张卡片上画线（或按 L）", "Drag onto another card to draw a line (or press L)";
    PICK_HINT = "也可用方向键指定、回车确定；Esc 取消。", "Or point with the arrow keys and press Enter; Esc cancels.";
    SOLID = "汇报（实线）", "Reports to (solid line)";
    CANNOT_LEAVE = "还有下属挂在下面，先把他们改挂到别处", "Others report to them: hang those elsewhere first";
    ADD_TO_TRAY = "＋", "+";
    ADD_TO_TRAY_HINT = "添加一个还不知道位置的人", "Add somebody whose place is not known yet";
    TRAY_HINT = "拖到图上安放，拖到卡片上成为其下属", "Drag onto the map to place them, onto a card to hang them below it";
    NOT_KEY = "不是关键人", "Not a key person";
    COLD = "久未联系", "Gone cold";
    NOT_COLD = "近期有联系或未记录", "Spoken to lately, or not noted";
    SUPPORT_KNOWN_FROM = "支持度依据", "Support known from";
    SUPPORT_ASSUMED = "仅推测", "Only assumed";
    SUPPORT_NOT_ASSUMED = "已确认或未知", "Confirmed, or unknown";
    NOT_FOR_ROOM = "现场只显示架构、决策角色和责任人；对个人的判断不投影。",
        "The room sees structure, decision roles and owners; what we judge about people is not projected.";

    LIGHT = "灯", "Light";
    FINDINGS = "规则发现的问题", "What the rules found";
    NO_FINDINGS = "没有发现问题。", "The rules found nothing.";
    TROUBLE = "数据里的疑点", "Doubtful data";
    LIGHT_RULE = "红灯：没有关键人支持；黄灯：有；绿灯：其中有决策者。推测的支持度也计入。",
        "Red: no key person supports us; amber: some do; green: one of them is a decider. Assumed support counts.";
    MORE = "更多", "More";
    DUPLICATE = "编号重复", "Duplicate id";
    KEY_INFLUENCE = "影响力 0–10", "Influence 0–10";
    KEY_UNKNOWN = "未知", "Unknown";
    KEY_VISIBLE = "显性关键人", "Visible key person";
    KEY_HIDDEN = "隐性关键人", "Hidden key person";
    KEY_ASSUMED = "推测", "Assumed";
    KEY_CONFIRMED = "已确认", "Confirmed";
    CONFIRMED_ONLY = "只算已确认的", "Counting only what is confirmed";
    STRENGTH = "强度", "Strength";
}

words! {
    KEY_KEYBOARD = "键盘", "Keyboard";
    KEYS_WALK = "走动", "Walk";
    KEYS_MARK = "边走边圈选", "Mark on the way";
    KEYS_FOLD = "折叠、展开", "Fold, unfold";
    KEYS_LINE = "画线", "Draw a line";
    KEYS_NUDGE = "微调位置", "Move a little";
    KEYS_PIN = "固定、取消固定", "Pin, unpin";
    KEYS_HAND = "移动画面", "Move the map";
}

/// What the keyboard does on the map: the keys, and what for.
pub const KEYS: [(&str, Word); 13] = [
    ("← ↑ ↓ →", KEYS_WALK),
    ("Shift + ← ↑ ↓ →", KEYS_MARK),
    ("Enter", EDIT),
    ("A", ADD_REPORT),
    ("L", KEYS_LINE),
    ("M", HANG_BELOW),
    ("P", KEYS_PIN),
    ("Alt + ← ↑ ↓ →", KEYS_NUDGE),
    ("+ −", KEYS_FOLD),
    ("Delete", REMOVE),
    ("N", VEIL),
    ("Shift + 1, 2", FIT_CHOSEN),
    ("H", KEYS_HAND),
];

/// Stands on a line that is only assumed.
pub const ASSUMED_SIGN: &str = "?";

words! {
    INITIATOR = "提", "I";
    SOURCER = "寻", "S";
    DECIDER = "决", "D";
    USER = "用", "U";
    EVALUATOR = "评", "E";
}

/// A decision role in its fixed place on a card.
pub const fn role_sign(role: DecisionRole) -> Word {
    match role {
        DecisionRole::Initiator => INITIATOR,
        DecisionRole::Sourcer => SOURCER,
        DecisionRole::Decider => DECIDER,
        DecisionRole::User => USER,
        DecisionRole::Evaluator => EVALUATOR,
    }
}

/// What stands where a name would: the name, or what the seat is.
pub fn card_name(lang: Lang, contact: &Contact) -> String {
    match contact.seat {
        Seat::Held => contact.label().to_owned(),
        Seat::Vacant => VACANT.of(lang).to_owned(),
        Seat::Unknown if contact.name.is_empty() => WHO.of(lang).to_owned(),
        Seat::Unknown => contact.name.clone(),
    }
}

/// Post and department in one line, without the post where the card is named after it.
pub fn post(contact: &Contact) -> String {
    let is_the_name = contact.seat == Seat::Held && (contact.name.is_empty() || contact.name == contact.title);
    let title = if is_the_name { "" } else { &contact.title };
    match (title.is_empty(), contact.department.is_empty()) {
        (false, false) => format!("{title} · {}", contact.department),
        (false, true) => title.to_owned(),
        _ => contact.department.clone(),
    }
}

/// Where somebody stands who isn't inside the chart.
pub const fn standing(standing: Standing) -> Word {
    match standing {
        Standing::Inside => INSIDE,
        Standing::External => OUTSIDE,
        Standing::Tray => TRAY,
    }
}

/// How long ago one of us last spoke with them: `12 天前`, `12 d ago`; empty when nobody knows.
pub fn age(lang: Lang, contact: &Contact, today: Date) -> String {
    match power::days_since_contact(contact, today) {
        None => String::new(),
        Some(0) => TODAY.of(lang).to_owned(),
        Some(days) if days < 0 => {
            let days = -days;
            say!(lang, "{days} 天后", "in {days} d")
        }
        Some(days) => say!(lang, "{days} 天前", "{days} d ago"),
    }
}

/// The same where nobody has spoken with them for long: `已冷：40 天前`, `cold: 40 d ago`.
pub fn cold(lang: Lang, age: &str) -> String {
    say!(lang, "已冷：{age}", "cold: {age}")
}

/// A judged value with what is known of it: `支持（推测）`, `Supporter (assumed)`.
pub fn judged<T: Copy>(lang: Lang, judged: Option<&Judged<T>>, word: impl Fn(T) -> String) -> String {
    judged.map_or_else(
        || UNKNOWN.of(lang).to_owned(),
        |judged| {
            let (value, certainty) = (word(judged.value), terms::certainty(judged.certainty).of(lang));
            say!(lang, "{value}（{certainty}）", "{value} ({certainty})")
        },
    )
}

/// Everything on a card in words, for a screen reader. What is judged only where `with_judgements` says so.
pub fn card_label(
    lang: Lang,
    contact: &Contact,
    roles: &BTreeMap<DecisionRole, Certainty>,
    (name, owner, age): (&str, &str, &str),
    with_judgements: bool,
) -> String {
    let mut parts = vec![name.to_owned()];
    let post = post(contact);
    if !post.is_empty() {
        parts.push(post);
    }
    parts.push(format!("{} {owner}", OWNER.of(lang)));
    for role in roles.keys() {
        parts.push(terms::decision_role(*role).of(lang).to_owned());
    }
    if with_judgements && contact.seat == Seat::Held {
        let support = judged(lang, contact.support.as_ref(), |value| terms::support(value).of(lang).to_owned());
        parts.push(format!("{} {support}", SUPPORT.of(lang)));
        if let Some(key) = &contact.key {
            parts.push(terms::key_person(key.value).of(lang).to_owned());
        }
    }
    if !age.is_empty() {
        parts.push(age.to_owned());
    }
    let separator = match lang {
        Lang::Zh => "，",
        Lang::En | Lang::Pseudo => ", ",
    };
    parts.join(separator)
}

/// Why a head stands at the top although a manager is given; `None` where none is.
pub fn head(lang: Lang, reason: HeadReason, manager: Option<(&ContactId, &str)>) -> Option<String> {
    let (id, name) = manager?;
    Some(match reason {
        HeadReason::NoManager => return None,
        HeadReason::UnknownManager => say!(lang, "上级“{id}”不在图上", "Manager “{id}” is not on the map"),
        HeadReason::OwnManager => say!(lang, "上级填成了自己", "Given as their own manager"),
        HeadReason::Cycle => say!(lang, "汇报成环：上级是{name}", "Circle: reports to {name}"),
    })
}

/// What the ground of a map is called.
pub fn map_label(lang: Lang, account: &str) -> String {
    let panel = terms::panel(PanelKind::PowerMap).of(lang);
    say!(lang, "{panel}：{account}", "{panel}: {account}")
}

/// Where a dragged card would go.
pub fn would_report(lang: Lang, who: &str, manager: &str) -> String {
    say!(lang, "{who} 改为向 {manager} 汇报", "{who} will report to {manager}")
}

/// Why a dragged card can't go there.
pub fn would_cycle(lang: Lang, who: &str, manager: &str) -> String {
    say!(lang, "不能：{manager} 就在 {who} 之下", "Not possible: {manager} is below {who}")
}

/// Why nothing would change.
pub fn already_reports(lang: Lang, who: &str, manager: &str) -> String {
    say!(lang, "{who} 已经向 {manager} 汇报", "{who} reports to {manager} already")
}

/// What to do while a line is being drawn.
pub fn pick_other_end(lang: Lang, kind: Option<LineKind>, from: &str) -> String {
    let kind = kind.map_or(LINE, terms::line).of(lang);
    say!(lang, "{kind}：从 {from} 到哪一位？点对方的卡片。", "{kind}: from {from} to whom? Click their card.")
}

/// What to do while a manager is being chosen.
pub fn pick_manager(lang: Lang, who: &str) -> String {
    say!(lang, "{who} 改向谁汇报？点那一位的卡片。", "Below whom does {who} go? Click their card.")
}

/// What is asked of a line just drawn.
pub fn kind_of_line(lang: Lang, from: &str, to: &str) -> String {
    say!(lang, "{from} → {to}，是什么关系？", "{from} → {to}: what is it?")
}

/// What the handle at a card's side is called.
pub fn handle(lang: Lang, who: &str) -> String {
    say!(lang, "从 {who} 画线", "Draw a line from {who}")
}

/// How many cards are marked.
pub fn marked(lang: Lang, count: usize) -> String {
    say!(lang, "已圈选 {count} 人", "{count} marked")
}

/// Several people, by their number.
pub fn so_many(lang: Lang, count: usize) -> String {
    say!(lang, "这 {count} 人", "these {count}")
}

/// How many people the filter shows in full.
pub fn filtered(lang: Lang, count: usize) -> String {
    say!(lang, "筛选：{count} 人", "Filter: {count}")
}

/// How many have no place on the map yet.
pub fn not_placed(lang: Lang, count: usize) -> String {
    say!(lang, "未安放 {count} 人", "Not placed: {count}")
}

/// Somebody whose name is covered and of whom no post is known, by their place in the list from 1.
pub fn somebody(lang: Lang, number: usize) -> String {
    say!(lang, "人员 {number}", "Person {number}")
}

/// What dropping cards at the tray does.
pub fn would_leave(lang: Lang, who: &str) -> String {
    say!(lang, "把 {who} 移出图，放到“未安放”", "Take {who} off the map, to be placed later")
}

/// What folding a card's reports away is called.
pub fn fold(lang: Lang, who: &str) -> String {
    say!(lang, "折叠 {who} 的下属", "Fold away those below {who}")
}

/// What showing a card's reports again is called.
pub fn unfold(lang: Lang, who: &str, below: usize) -> String {
    say!(lang, "展开 {who} 的 {below} 位下属", "Show the {below} below {who}")
}

/// A level to unfold to.
pub fn level(lang: Lang, level: usize) -> String {
    say!(lang, "展开到第 {level} 层", "Down to level {level}")
}

/// How many people are on a map.
pub fn people(lang: Lang, people: usize) -> String {
    say!(lang, "{people} 人", "{people} people")
}

/// Where a search stands.
pub fn hits(lang: Lang, at: usize, all: usize) -> String {
    if all == 0 { say!(lang, "没有找到", "Nothing found") } else { format!("{at}/{all}") }
}

/// The points and the level of a relation.
pub fn points(level: Level) -> String {
    level.get().to_string()
}

/// A level of the key-contact relation, with what it means.
pub fn relation_level(lang: Lang, level: Level) -> String {
    let meaning = match level.get() {
        0 => say!(lang, "未知", "unknown"),
        1 => say!(lang, "认识", "met"),
        2 => say!(lang, "了解", "known"),
        3 => say!(lang, "合作", "works with us"),
        4 => say!(lang, "信任", "trusts us"),
        _ => say!(lang, "支持", "stands for us"),
    };
    format!("{} {meaning}", level.get())
}

/// What a line of the selected person's says: `→ 影响 孟岚`, `← 影响 孟岚`.
pub fn line(lang: Lang, kind: LineKind, outgoing: bool, other: &str) -> String {
    let kind = terms::line(kind).of(lang);
    let arrow = if outgoing { "→" } else { "←" };
    format!("{arrow} {kind} {other}")
}

/// What a line between two people says: `白舒 → 秦铮：影响`.
pub fn between(lang: Lang, from: &str, kind: LineKind, to: &str) -> String {
    let arrow = match kind {
        LineKind::Ally | LineKind::Conflict => "↔",
        LineKind::Dotted | LineKind::Influences | LineKind::Assistant => "→",
    };
    let kind = terms::line(kind).of(lang);
    say!(lang, "{from} {arrow} {to}：{kind}", "{from} {arrow} {to}: {kind}")
}

/// Who says so, and since when.
pub fn basis(lang: Lang, certainty: Certainty, by: Option<&str>, on: Option<Date>) -> String {
    let certainty = terms::certainty(certainty).of(lang);
    let on = on.map(|on| format::date(lang, on));
    [Some(certainty), by, on.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// People who report in a circle, and what to do about it.
pub fn cycle_trouble(lang: Lang, names: &str) -> String {
    say!(
        lang,
        "汇报成环：{names}。图上在第一位处断开；把其中一位改挂到环外即可。",
        "A circle: {names}. The map cuts it at the first of them; hang one of them onto somebody outside of it."
    )
}

/// A manager who isn't on the map, and what to do about it.
pub fn unknown_trouble(lang: Lang, who: &str, manager: &ContactId) -> String {
    say!(
        lang,
        "{who} 的上级“{manager}”不在图上。添加这个人，或把 {who} 改挂到别人之下。",
        "{who}’s manager “{manager}” is not on the map. Add them, or hang {who} onto somebody else."
    )
}

/// Whose place at the top would open a circle.
pub fn make_head(lang: Lang, who: &str) -> String {
    say!(lang, "把{who}设为最高层", "Put {who} at the top")
}

/// Where a dragged card would stay.
pub fn would_pin(lang: Lang, who: &str) -> String {
    say!(lang, "把 {who} 固定在这里", "Pin {who} here")
}

/// Everything on a card in words: a name and a value each. What is judged is for the trainer only.
pub fn facts(
    lang: Lang,
    contact: &Contact,
    (roles, owner): (&BTreeMap<DecisionRole, Certainty>, &str),
    audience: Audience,
    today: Date,
) -> Vec<(&'static str, String)> {
    let mut facts = vec![(OWNER.of(lang), owner.to_owned())];
    for (role, certainty) in roles {
        let certainty = terms::certainty(*certainty).of(lang).to_owned();
        facts.push((terms::decision_role(*role).of(lang), certainty));
    }
    if audience == Audience::Room || contact.seat != Seat::Held {
        return facts;
    }
    let term = |word: Word| word.of(lang).to_owned();
    if contact.key.is_some() {
        facts.push((KEY_PERSON.of(lang), judged(lang, contact.key.as_ref(), |value| term(terms::key_person(value)))));
    }
    facts.push((SUPPORT.of(lang), judged(lang, contact.support.as_ref(), |value| term(terms::support(value)))));
    facts.push((COVERAGE.of(lang), judged(lang, contact.coverage.as_ref(), |value| term(terms::coverage(value)))));
    facts.push((STATUS.of(lang), judged(lang, contact.status.as_ref(), |value| term(terms::political_status(value)))));
    let number = |value: Influence| value.get().to_string();
    facts.push((INFLUENCE.of(lang), judged(lang, contact.influence.as_ref(), number)));
    let age = age(lang, contact, today);
    facts.push((LAST_CONTACT.of(lang), if age.is_empty() { UNKNOWN.of(lang).to_owned() } else { age }));
    facts
}
