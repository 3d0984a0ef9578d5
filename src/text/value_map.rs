//! The customer value map 客户价值图.

use super::{Explanation, Lang, Word, format, say, terms, words};
use crate::{
    analysis::{
        Origin,
        value_map::{
            AdvantagePart, AttractionPart, Attractiveness, CustomerValue, Group, GroupCoverage, RelativeAdvantage,
        },
    },
    model::{About, Criterion, Customer, CustomerClass, Money, ValueMapMethod},
};

words! {
    ATTRACTIVENESS = "客户群吸引力", "Attractiveness";
    ADVANTAGE = "相对优势", "Relative advantage";
    ATTRACTIVENESS_AXIS = "客户群吸引力 ↑", "Attractiveness ↑";
    ADVANTAGE_AXIS = "相对优势 →", "Relative advantage →";
    ADVANTAGE_AXIS_FLIPPED = "← 相对优势", "← Relative advantage";
    AREA_IS_REVENUE = "气泡面积 = 年收入", "Bubble area = yearly revenue";
    EMPTY = "这里放团队的客户：按吸引力和相对优势打分，看每家该巩固、投入、收获还是兼顾。",
        "Your team’s customers belong here. Score how attractive each is and how strong we are with it, and see which to consolidate, invest in, harvest or serve lightly.";
    ADD = "添加客户", "Add a customer";
    NEW_NAME = "新客户", "New customer";
    REMOVE = "删除客户", "Remove customer";
    DETAILS = "评分表", "Score table";
    FLIP = "左右翻转", "Flip sides";
    OVERVIEW = "全部客户", "All customers";
    SELECT_ONE = "选一家客户，看它的评分。", "Select a customer to see its scores.";
    NO_CLASS = "尚未定级", "No class yet";
    NAME = "客户名称", "Customer name";
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
    for (holds, word) in [(value.uncertain && !value.overridden, UNCERTAIN), (value.overridden, SET_BY_HAND)] {
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

/// Weights that don't sum to 100.
pub fn weights_sum(lang: Lang, sum: f64) -> String {
    let sum = format::number(sum, if sum.fract() == 0.0 { 0 } else { 2 });
    say!(lang, "权重合计 {sum}，应为 100", "The weights sum to {sum}, not to 100")
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
