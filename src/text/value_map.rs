//! The customer value map 客户价值图.

use super::{Explanation, Lang, Word, format, kept, say, terms, words};
use crate::{
    analysis::{
        Origin,
        findings::is_hundred,
        value_change::{Axis, AxisChange, Carried, ValueChange},
        value_map::{
            AdvantagePart, AttractionPart, Attractiveness, CustomerValue, Group, GroupCoverage, RelativeAdvantage,
        },
    },
    model::{About, Criterion, Customer, CustomerClass, MapSnapshot, Money, ScoreNote, ValueMapMethod},
};

words! {
    ATTRACTIVENESS = "客户群吸引力", "Attractiveness";
    ADVANTAGE = "相对优势", "Relative advantage";
    ATTRACTIVENESS_AXIS = "客户群吸引力 ↑", "Attractiveness ↑";
    ADVANTAGE_AXIS = "相对优势 →", "Relative advantage →";
    ADVANTAGE_AXIS_FLIPPED = "← 相对优势", "← Relative advantage";
    AREA_IS_REVENUE = "气泡面积 = 年收入", "Bubble area = yearly revenue";
    BUBBLE_KEY = "气泡面积 = 年收入；外环 = 我方份额；勾 = 已全面接触", "Bubble area = yearly revenue; ring = our share; tick = fully contacted";
    FILTER = "筛选", "Filter";
    ALL = "全部", "All";
    SHOW_ALL = "全部显示", "Show everyone";
    CLASS = "类别", "Class";
    ANIMAL = "动物", "Animal";
    CONTACTED_ALL = "三项接触都已完成", "Contacted in all three ways";
    NOT_CONTACTED = "接触尚不完整", "Not fully contacted yet";
    FIT = "看全图", "Whole map";
    FIT_HINT = "滚轮放大缩小；放大后拖动空白处移动，按住 Shift 圈选",
        "The wheel zooms. From near, dragging the ground moves the map, and with Shift it draws a line round customers";
    CUTS = "分界", "Cuts";
    CUT_HINT = "拖动边上的把手可移动分界线。达到分界算高；改动对所有客户生效。",
        "Drag a handle at the edge to move a cut. On the cut counts as high; a change holds for every customer.";
    UNCERTAIN_BAND = "不确定带（分界的 %）", "Uncertain within (% of the cut)";
    STANDARD_CUTS = "恢复默认分界", "Standard cuts";
    MARKED = "已圈选的客户", "Customers marked";
    ALIGN_ACROSS = "吸引力对齐", "Same attractiveness";
    ALIGN_DOWN = "优势对齐", "Same advantage";
    UNMARK = "取消圈选", "Unmark";
    PLACE = "放在这里", "Place here";
    TAKE_ONE_BACK = "恢复", "Take back";
    TAKE_ALL_BACK = "全部恢复按评分定级", "Go by the scores again for all";
    TAKE_SNAPSHOT = "存下今天的价值图", "Keep today’s map";
    NO_SNAPSHOTS = "还没有存档。存下今天的图，以后就能看出谁移动了、为什么。",
        "No map is kept yet. Keep today’s, and later you will see who has moved, and why.";
    ARROW = "→", "→";
    BETWEEN = "；", "; ";
    FROM_HERE = "从这里重新看", "Start from here";
    NOW_BY_HAND = "类别改为手工设定。", "The class is now set by hand.";
    NOW_BY_SCORES = "类别恢复为按评分。", "The class goes by the scores again.";
    CHANGED_WEIGHTS = "权重变化", "changed weights";
    EMPTY = "这里放团队的客户：按吸引力和相对优势打分，看每家该巩固、投入、收获还是兼顾。",
        "Your team’s customers belong here. Score how attractive each is and how strong we are with it, and see which to consolidate, invest in, harvest or serve lightly.";
    ADD = "添加客户", "Add a customer";
    NEW_NAME = "新客户", "New customer";
    REMOVE = "删除客户", "Remove customer";
    DETAILS = "评分表", "Score table";
    FLIP = "左右翻转", "Flip sides";
    OVERVIEW = "全部客户", "All customers";
    SELECT_ONE = "选一家客户，看它的评分。拖动气泡或按方向键，可以手工摆放；按住 Shift 点选、或在空白处圈选，可以一起摆放。",
        "Select a customer to see its scores. Drag a bubble or use the arrow keys to place it by hand; click with Shift, or draw a line round several, to place them together.";
    NO_CLASS = "尚未定级", "No class yet";
    NAME = "客户名称", "Customer name";
    CUSTOMER = "客户信息", "About the customer";
    SEGMENT = "行业", "Segment";
    REGION = "区域", "Region";
    OWNER = "责任人", "Owner";
    NOBODY = "无", "None";
    COMPETITION = "竞争态势", "Competitive situation";
    STRONGEST_RIVAL = "最强对手", "Strongest rival";
    ABILITY = "对比能力", "Comparative ability";
    INTENT = "战略意图", "Strategic intent";
    ATTENTION = "关注程度", "Attention";
    REVENUE = "年收入", "Yearly revenue";
    SPEND = "同类年支出", "Yearly spend on our kind";
    WALLET_SHARE = "我方份额", "Our share";
    CRITERION = "标准", "Criterion";
    WEIGHT = "权重", "Weight";
    SCORE = "评分", "Score";
    US = "我方", "Us";
    RIVAL = "对手", "Rival";
    KNOWN = "已知权重", "Known weight";
    CONTACTED = "接触宣传", "Contacted";
    INTRODUCED = "已正式面谈介绍（含新品）", "Introduced face to face, new offerings included";
    PROCEDURE_KNOWN = "已了解采购流程", "Buying procedure known";
    NEEDS_KNOWN = "已了解关键需求", "Key needs known";
    YES = "是", "Yes";
    NO = "否", "No";
    UNKNOWN = "不清楚", "Unknown";
    SCORE_NOTE = "为什么打这个分？", "Why this score?";
    SET_BY_HAND = "手工设定", "Set by hand";
    SET_CLASS = "改设类别", "Set class";
    TAKE_BACK = "恢复按评分定级", "Go by the scores again";
    NOTE = "备注", "Note";
    REASON = "理由", "Reason";
    REASON_HINT = "为什么不按评分定级？", "Why not by the scores?";
    CANCEL = "取消", "Cancel";
    SEGMENTS = "按行业", "By segment";
    REGIONS = "按区域", "By region";
    CLASSES = "按类别", "By class";
    BY_SCORES = "按评分", "By the scores";
    BY_HAND = "按手工设定", "By hand";
    OUR_MEAN = "我方加权平均", "Our weighted mean";
    RIVAL_MEAN = "对手加权平均", "Rival’s weighted mean";
    NOT_COUNTED = "未计入", "not counted";
    SUMMARY_EMPTY = "还没有客户能定级", "No customer has a class yet";
    UNCERTAIN = "接近分界", "Close to a cut";
}

/// The mark of a score that is only assumed.
pub const ASSUMED: &str = "?";

/// The mark of a score that is not known: nothing stands behind it.
pub const NO_BASIS: &str = "·";

/// A class with its rank: `一级 巩固`, `Class 1: Consolidate`.
pub fn ranked_class(lang: Lang, class: CustomerClass) -> String {
    let (rank, class) = (terms::class_rank(class).of(lang), terms::class(class).of(lang));
    match lang {
        Lang::Zh => format!("{rank} {class}"),
        Lang::En | Lang::Pseudo => format!("{rank}: {class}"),
    }
}

/// What the map says, in a sentence: the class that brings most of the revenue.
pub fn headline(lang: Lang, class: CustomerClass, customers: usize, revenue_share: f64) -> String {
    let (class, share) = (terms::class(class).of(lang), format::percent_of_one(revenue_share, 0));
    match customers {
        1 => say!(lang, "{class}：1 家客户带来 {share} 的收入", "{class}: one customer brings {share} of the revenue"),
        _ => say!(
            lang,
            "{class}：{customers} 家客户带来 {share} 的收入",
            "{class}: {customers} customers bring {share} of the revenue"
        ),
    }
}

/// What the sentence above the map rests on.
pub fn explain_headline(
    lang: Lang,
    about: &About,
    headline: &str,
    counts: [usize; 4],
    (revenue, all): ([f64; 4], f64),
) -> Explanation {
    let row = |((class, count), sum): ((CustomerClass, usize), f64)| {
        let share = if all > 0.0 { format::percent_of_one(sum / all, 0) } else { format::UNKNOWN.to_owned() };
        let sum = amount(lang, about, Money::new(sum).ok());
        let row = say!(lang, "{count} 家，{sum}，{share}", "{count}, {sum}, {share}");
        (ranked_class(lang, class), row)
    };
    let rows = CustomerClass::ALL.into_iter().zip(counts).zip(revenue).map(row).collect();
    let rule = say!(
        lang,
        "每一类客户的年收入之和，占全部客户年收入的多少；还没有定级的客户也算在全部之内。",
        "The yearly revenue of each class as a share of that of all customers, those without a class included."
    );
    Explanation { title: headline.to_owned(), rows, rule, origin: Origin::Reading }
}

/// An amount in the workbook's currency. A Chinese unit stands behind its number in English, too: `3,030 万元`.
pub fn amount(lang: Lang, about: &About, amount: Option<Money>) -> String {
    let Some(amount) = amount else { return format::UNKNOWN.to_owned() };
    let amount = format::number(amount.get(), 0);
    let currency = &about.currency;
    match lang {
        _ if currency.is_empty() => amount,
        Lang::En | Lang::Pseudo if currency.is_ascii() => format!("{currency} {amount}"),
        _ => format!("{amount} {currency}"),
    }
}

/// What a bubble says to somebody who does not see it.
pub fn spoken(lang: Lang, customer: &Customer, value: &CustomerValue, about: &About) -> String {
    let name = customer.label();
    let class = value.class.map_or_else(|| NO_CLASS.of(lang).to_owned(), |class| ranked_class(lang, class));
    let attractiveness = format::number_or_unknown(value.attractiveness.value, 1);
    let advantage = format::number_or_unknown(value.advantage.value, 2);
    let revenue = amount(lang, about, customer.revenue);
    let mut text = say!(
        lang,
        "{name}，{class}，客户群吸引力 {attractiveness}，相对优势 {advantage}，年收入 {revenue}",
        "{name}, {class}, attractiveness {attractiveness}, relative advantage {advantage}, yearly revenue {revenue}"
    );
    let comma = match lang {
        Lang::Zh => "，",
        Lang::En | Lang::Pseudo => ", ",
    };
    if let Some(share) = customer.wallet_share() {
        text.push_str(comma);
        text.push_str(&wallet(lang, share.get()));
    }
    let contacted = customer.contacted.complete();
    for (holds, word) in
        [(contacted, CONTACTED_ALL), (value.uncertain && !value.overridden, UNCERTAIN), (value.overridden, SET_BY_HAND)]
    {
        if holds {
            text.push_str(comma);
            text.push_str(word.of(lang));
        }
    }
    text
}

/// The heading of an axis with its value: `客户群吸引力 7.4`.
pub fn attractiveness_value(lang: Lang, axis: &Attractiveness) -> String {
    format!("{} {}", ATTRACTIVENESS.of(lang), format::number_or_unknown(axis.value, 1))
}

/// The heading of an axis with its value: `相对优势 1.12`.
pub fn advantage_value(lang: Lang, axis: &RelativeAdvantage) -> String {
    format!("{} {}", ADVANTAGE.of(lang), format::number_or_unknown(axis.value, 2))
}

/// How much of an axis' weight is known.
pub fn known(lang: Lang, share: f64) -> String {
    let share = format::percent_of_one(share, 0);
    say!(lang, "已知权重 {share}", "{share} of the weight known")
}

/// A weight with the digits it has, two decimals at most.
pub fn weight(weight: f64) -> String {
    format::up_to(weight, 2)
}

/// What the weights of an axis sum to, and that it should be 100 where it is not.
pub fn weights_sum(lang: Lang, sum: f64) -> String {
    // What is written differs from 100 whenever it is not 100.
    let shown = if is_hundred(sum) { weight(sum.round()) } else { weight(sum) };
    if is_hundred(sum) {
        say!(lang, "权重合计 {shown}", "The weights sum to {shown}")
    } else {
        say!(lang, "权重合计 {shown}，应为 100", "The weights sum to {shown}, not to 100")
    }
}

/// The button of what stands behind a score, which tells it: `依据：利润贡献，推测，有备注`.
pub fn score_basis(lang: Lang, criterion: Criterion, is_scored: bool, note: &ScoreNote) -> String {
    let name = terms::criterion(criterion).of(lang);
    let basis = if is_scored { terms::certainty(note.certainty) } else { UNKNOWN }.of(lang);
    if note.note.is_empty() {
        say!(lang, "依据：{name}，{basis}", "Basis: {name}, {basis}")
    } else {
        say!(lang, "依据：{name}，{basis}，有备注", "Basis: {name}, {basis}, with a note")
    }
}

/// The field of the note on a score: `备注：利润贡献`.
pub fn score_note(lang: Lang, criterion: Criterion) -> String {
    let criterion = terms::criterion(criterion).of(lang);
    say!(lang, "备注：{criterion}", "Note: {criterion}")
}

/// What a field of a weight is called: `权重：利润贡献`.
pub fn weight_field(lang: Lang, criterion: Criterion) -> String {
    let criterion = terms::weighed(criterion).of(lang);
    say!(lang, "权重：{criterion}", "Weight: {criterion}")
}

/// Why the weights of an axis sum to what they do.
pub fn explain_weights(lang: Lang, weights: &[(Criterion, f64)]) -> Explanation {
    let sum = weights.iter().map(|(_, weight)| weight).sum();
    let row = |(criterion, of): &(Criterion, f64)| (terms::weighed(*criterion).of(lang).to_owned(), weight(*of));
    let rule = say!(
        lang,
        "每条轴的权重应合计 100。不是 100 时照原样计算，不会自动调整：只看各项之间的比例。",
        "The weights of an axis should sum to 100. Where they don’t, nothing is put right behind your back: what counts is how they stand to one another."
    );
    Explanation {
        title: weights_sum(lang, sum),
        rows: weights.iter().map(row).collect(),
        rule,
        origin: Origin::Reading,
    }
}

/// The question before a class is set by hand.
pub fn set_class_question(lang: Lang, name: &str, class: CustomerClass) -> String {
    let class = ranked_class(lang, class);
    say!(lang, "把 {name} 设为“{class}”？", "Set {name} to “{class}”?")
}

/// The button that sets a class by hand.
pub fn set_class(lang: Lang, class: CustomerClass) -> String {
    let class = terms::class(class).of(lang);
    say!(lang, "设为{class}", "Set to {class}")
}

/// What the scores say, beside a class set by hand.
pub fn by_scores(lang: Lang, computed: Option<CustomerClass>) -> String {
    let class = computed.map_or_else(|| NO_CLASS.of(lang).to_owned(), |class| ranked_class(lang, class));
    say!(lang, "按评分：{class}", "By the scores: {class}")
}

/// What kind of group it is.
pub const fn group_kind(group: &Group) -> Word {
    match group {
        Group::Segment(_) => SEGMENTS,
        Group::Region(_) => REGIONS,
        Group::Class(_) => CLASSES,
    }
}

/// What a group of customers is called.
pub fn group(lang: Lang, group: &Group) -> String {
    match group {
        Group::Segment(name) | Group::Region(name) => name.clone(),
        Group::Class(class) => ranked_class(lang, *class),
    }
}

/// How many of a group's customers are fully contacted.
pub fn coverage(lang: Lang, group: &GroupCoverage) -> String {
    let (complete, customers, reach) = (group.complete, group.customers, terms::reach(group.reach).of(lang));
    say!(lang, "{complete}/{customers}  {reach}", "{complete} of {customers}, {reach}")
}

/// How many customers wait for scores.
pub fn not_scored(lang: Lang, count: usize) -> String {
    say!(lang, "尚未评分（{count}）", "Not yet scored ({count})")
}

/// What a field of a score is called: `评分：利润贡献`.
pub fn score_field(lang: Lang, criterion: Criterion) -> String {
    let criterion = terms::criterion(criterion).of(lang);
    say!(lang, "评分：{criterion}", "Score: {criterion}")
}

/// The question before a customer is placed by hand in the class that it has.
pub fn place_question(lang: Lang, name: &str) -> String {
    say!(lang, "把 {name} 手工放在这里？", "Place {name} here by hand?")
}

/// The same for several.
pub fn place_several_question(lang: Lang, count: usize) -> String {
    say!(lang, "把 {count} 家客户手工放在这里？", "Place {count} customers here by hand?")
}

/// From one class to another.
pub fn reclassed(lang: Lang, from: Option<CustomerClass>, to: CustomerClass) -> String {
    let (from, to) = (class_or_none(lang, from), terms::class(to).of(lang));
    if from == to { to.to_owned() } else { format!("{from} → {to}") }
}

/// What a list leaves out.
pub fn and_more(lang: Lang, count: usize) -> String {
    say!(lang, "另有 {count} 家", "and {count} more")
}

/// A class, without its rank, or that there is none.
pub fn class_or_none(lang: Lang, class: Option<CustomerClass>) -> &'static str {
    class.map_or(NO_CLASS, terms::class).of(lang)
}

/// The class of an earlier map.
pub fn was_class(lang: Lang, class: CustomerClass) -> String {
    let class = terms::class(class).of(lang);
    say!(lang, "原来是{class}", "It was “{class}”")
}

/// How many bubbles are marked.
pub fn marked(lang: Lang, count: usize) -> String {
    say!(lang, "已圈选 {count} 家", "{count} marked")
}

/// How many customers the filter shows in full.
pub fn filtered(lang: Lang, count: usize) -> String {
    say!(lang, "筛选：{count} 家", "Filter: {count}")
}

/// What holds of something: `行业：全部`.
pub fn of(lang: Lang, what: &str, holds: &str) -> String {
    say!(lang, "{what}：{holds}", "{what}: {holds}")
}

/// How many customers are placed by hand.
pub fn placed_by_hand(lang: Lang, count: usize) -> String {
    say!(lang, "手工设定（{count}）", "Set by hand ({count})")
}

/// A cut with its value.
pub fn cut(lang: Lang, axis: Axis, value: f64) -> String {
    let value = format::number(value, axis_decimals(axis));
    match axis {
        Axis::Attractiveness => say!(lang, "吸引力分界 {value}", "Attractiveness cut {value}"),
        Axis::Advantage => say!(lang, "优势分界 {value}", "Advantage cut {value}"),
    }
}

const fn axis_decimals(axis: Axis) -> usize {
    match axis {
        Axis::Attractiveness => 1,
        Axis::Advantage => 2,
    }
}

/// Our share of what a customer spends.
pub fn wallet(lang: Lang, share: f64) -> String {
    let share = format::percent_of_one(share, 0);
    say!(lang, "我方份额 {share}", "Our share {share}")
}

/// What moved between two maps; `None` is today's.
pub fn compared(lang: Lang, from: Option<&MapSnapshot>, to: Option<&MapSnapshot>, moved: [usize; 3]) -> String {
    let day = |snapshot: Option<&MapSnapshot>| {
        snapshot.map_or_else(|| kept::TODAY.of(lang).to_owned(), |map| kept::label(lang, map.on, &map.name))
    };
    let (from, to, [both, moved, reclassed]) = (day(from), day(to), moved);
    say!(
        lang,
        "{from} 到{to}：{both} 家客户中 {moved} 家移动，{reclassed} 家换了类别",
        "{from} to {to}: of {both} customers {moved} moved, {reclassed} into another class"
    )
}

/// The most customers that an explanation names.
const NAMED: usize = 12;

/// What was found between two maps, with those who went into another class.
pub fn explain_compared(lang: Lang, title: &str, went: impl Iterator<Item = (String, String)>) -> Explanation {
    let rule = say!(
        lang,
        "每张图都按当天的评分、权重和分界算出。细线是在本类之内移动，粗线是换了类别。选一家客户，看是哪些评分带动了它。",
        "Each map is worked out from the scores, weights and cuts of its own day. A thin line is a move within the class, a strong one leads into another. Select a customer to see which scores carried it."
    );
    Explanation { title: title.to_owned(), rows: went.take(NAMED).collect(), rule, origin: Origin::Reading }
}

/// The most scores of an axis that a sentence names.
const CARRIED: usize = 4;

/// Why an axis has another value: `客户群吸引力 5.90 → 7.20：利润贡献 4 → 8（+0.80）`, and what of it is unknown.
pub fn axis_change(lang: Lang, axis: &AxisChange, now: &CustomerValue) -> String {
    let name = axis_name(axis.axis).of(lang);
    let [from, to] = axis.value.map(|value| format::number_or_unknown(value, 2));
    let carried = axis.carried.iter().take(CARRIED).map(|one| carried(lang, one));
    let more = axis.carried.len().saturating_sub(CARRIED);
    let more = (more > 0).then(|| say!(lang, "等 {more} 项", "and {more} more"));
    let weights = axis.by_weights.map(|effect| {
        let (word, effect) = (CHANGED_WEIGHTS.of(lang), format::difference(effect, 2));
        say!(lang, "{word}（{effect}）", "{word} ({effect})")
    });
    let parts: Vec<String> = carried.chain(more).chain(weights).collect();
    let parts = parts.join(match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    });
    let unknown = unknown(lang, axis.axis, now);
    say!(lang, "{name} {from} → {to}：{parts}。{unknown}", "{name} {from} → {to}: {parts}. {unknown}")
}

const fn axis_name(axis: Axis) -> Word {
    match axis {
        Axis::Attractiveness => ATTRACTIVENESS,
        Axis::Advantage => ADVANTAGE,
    }
}

/// A score that changed, and what it moved.
fn carried(lang: Lang, carried: &Carried) -> String {
    let name = terms::criterion(carried.criterion).of(lang);
    let [from, to] = carried.score.map(|score| format::number_or_unknown(score, 1).trim_end_matches(".0").to_owned());
    match carried.effect {
        Some(effect) => {
            let effect = format::difference(effect, 2);
            say!(lang, "{name} {from} → {to}（{effect}）", "{name} {from} → {to} ({effect})")
        }
        None => format!("{name} {from} → {to}"),
    }
}

/// How much of an axis is unknown, and what; nothing where all is known.
fn unknown(lang: Lang, axis: Axis, value: &CustomerValue) -> String {
    let share = 1.0 - axis.known(value);
    if share < 0.0005 {
        return String::new();
    }
    let names: Vec<&str> = match axis {
        Axis::Attractiveness => {
            let blank = value.attractiveness.parts.iter().filter(|part| part.score.is_none() && part.weight > 0.0);
            blank.map(|part| terms::attraction(part.criterion).of(lang)).collect()
        }
        Axis::Advantage => {
            let blank = value.advantage.parts.iter().filter(|part| part.adds.is_none() && part.weight > 0.0);
            blank.map(|part| terms::advantage(part.criterion).of(lang)).collect()
        }
    };
    let share = format::percent_of_one(share, 0);
    let names = names.join(match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    });
    say!(lang, "还不知道：{names}（占权重 {share}）。", "Still unknown: {names} ({share} of the weight).")
}

/// Why a customer stands elsewhere than before.
pub fn explain_change(lang: Lang, name: &str, change: &ValueChange) -> Explanation {
    let mut rows = Vec::new();
    for axis in &change.axes {
        let [from, to] = axis.value.map(|value| format::number_or_unknown(value, 2));
        rows.push((axis_name(axis.axis).of(lang).to_owned(), format!("{from} → {to}")));
        rows.extend(axis.carried.iter().map(|one| {
            let effect =
                one.effect.map_or_else(|| NOT_COUNTED.of(lang).to_owned(), |effect| format::difference(effect, 2));
            (terms::criterion(one.criterion).of(lang).to_owned(), effect)
        }));
        rows.extend(axis.by_weights.map(|effect| (CHANGED_WEIGHTS.of(lang).to_owned(), format::difference(effect, 2))));
    }
    let rule = say!(
        lang,
        "把改动过的评分按评分表的顺序逐项换成新的，最后换权重；每一项换上后轴移动了多少，就算它的作用，合计等于总的移动。原来没有评分的轴，第一项没有可比的作用。",
        "The scores that differ are replaced one after another in the order of the table, and then the weights. What the axis moves by at each replacement is its effect; together they are the whole way. On an axis without a value the first score has nothing to move."
    );
    Explanation { title: name.to_owned(), rows, rule, origin: Origin::Reading }
}

/// Why a customer has its class.
pub fn explain_class(lang: Lang, value: &CustomerValue, method: &ValueMapMethod) -> Explanation {
    let class = |class: Option<CustomerClass>| {
        class.map_or_else(|| NO_CLASS.of(lang).to_owned(), |class| ranked_class(lang, class))
    };
    let against = |value: Option<f64>, cut: f64, decimals| {
        let (value, cut) = (format::number_or_unknown(value, decimals), format::number(cut, decimals));
        say!(lang, "{value}（分界 {cut}）", "{value} (cut at {cut})")
    };
    let attractiveness = against(value.attractiveness.value, method.attractiveness_cut.get(), 1);
    let advantage = against(value.advantage.value, method.advantage_cut.get(), 2);
    let mut rows = vec![
        (ATTRACTIVENESS.of(lang).to_owned(), attractiveness),
        (ADVANTAGE.of(lang).to_owned(), advantage),
        (BY_SCORES.of(lang).to_owned(), class(value.computed)),
    ];
    if value.overridden {
        rows.push((BY_HAND.of(lang).to_owned(), class(value.class)));
    }
    let within = format::percent_of_one(method.uncertain_within.get(), 0);
    let rule = say!(
        lang,
        "每条轴达到分界即为高。两条轴都高为巩固，只有吸引力高为投入，只有优势高为收获，都低为兼顾。离分界不到 {within} 的画成不确定；手工设定的类别优先，评分不变。",
        "On the cut counts as high. High on both axes is consolidate, on attractiveness only invest, on advantage only harvest, on neither serve lightly. Within {within} of a cut it is drawn as uncertain. A class set by hand goes first; the scores stay."
    );
    Explanation { title: class(value.class), rows, rule, origin: Origin::Reading }
}

/// Why a customer is as attractive as it is.
pub fn explain_attractiveness(lang: Lang, axis: &Attractiveness) -> Explanation {
    let row = |part: &AttractionPart| {
        let weight = format::number(part.weight, 0);
        let value = match (part.score, part.adds) {
            (Some(score), Some(adds)) => {
                let (score, adds) = (format::number(score, 1), format::number(adds, 2));
                format!("{weight} × {score} → {adds}")
            }
            _ => format!("{weight} × {}", format::UNKNOWN),
        };
        (terms::attraction(part.criterion).of(lang).to_owned(), value)
    };
    let mut rows: Vec<_> = axis.parts.iter().map(row).collect();
    rows.push((KNOWN.of(lang).to_owned(), format::percent_of_one(axis.known, 0)));
    let rule = say!(
        lang,
        "有评分的各项按权重加权平均（1–10）。没有评分的不计为零，而是不计入。箭头后是每项对结果的贡献。",
        "The weighted mean of the criteria that have a score, 1–10. A blank one is left out, not counted as zero. Behind the arrow: what each adds to the result."
    );
    Explanation { title: attractiveness_value(lang, axis), rows, rule, origin: Origin::Reading }
}

/// Why our relative advantage is what it is.
pub fn explain_advantage(lang: Lang, axis: &RelativeAdvantage) -> Explanation {
    let row = |part: &AdvantagePart| {
        let weight = format::number(part.weight, 0);
        let us = format::number_or_unknown(part.us, 1);
        let rival = format::number_or_unknown(part.rival, 1);
        let effect = part.adds.map_or_else(|| NOT_COUNTED.of(lang).to_owned(), |adds| format::difference(adds, 2));
        (terms::advantage(part.criterion).of(lang).to_owned(), format!("{weight} × {us} : {rival} → {effect}"))
    };
    let mut rows: Vec<_> = axis.parts.iter().map(row).collect();
    rows.push((OUR_MEAN.of(lang).to_owned(), format::number_or_unknown(axis.us, 2)));
    rows.push((RIVAL_MEAN.of(lang).to_owned(), format::number_or_unknown(axis.rival, 2)));
    rows.push((KNOWN.of(lang).to_owned(), format::percent_of_one(axis.known, 0)));
    let rule = say!(
        lang,
        "我方加权平均 ÷ 最强对手加权平均，1.0 为势均力敌。只计双方都有评分的项。箭头后是每项让结果偏离 1.0 多少。",
        "Our weighted mean ÷ the strongest competitor’s; 1.0 is equal. Only criteria scored for both sides count. Behind the arrow: how far each moves the result from 1.0."
    );
    Explanation { title: advantage_value(lang, axis), rows, rule, origin: Origin::Reading }
}
