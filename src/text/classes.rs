//! The four classes: what the programme advises for each, who is in it, and the session's closing questions.

use super::{Explanation, Lang, Word, format, say, terms, value_map, word, words};
use crate::{
    analysis::{
        Origin,
        classes::{ClassList, Effort},
    },
    model::{Action, Customer, CustomerClass, Date, ValueMapMethod},
};

words! {
    EMPTY = "这里按类别列出团队的客户：每一类该怎么做、为什么，每家客户下一步做什么。先在价值图里添加客户。",
        "Your team’s customers belong here, class by class: what to do for each class and why, and the next step for every customer. Add customers on the value map first.";
    NOBODY_HERE = "还没有客户。", "No customers yet.";
    NO_NEXT_STEP = "还没有下一步", "No next step yet";
    NEXT_STEP = "下一步", "Next step";
    NEXT_HINT = "下一步做什么？", "What is done next?";
    DUE = "完成日期", "Due";
    DUE_HINT = "哪天之前", "By when";
    WHO = "谁来做", "Done by";
    DONE = "已完成", "Done";
    CLOSING = "结束前问自己", "Before we close";
    ATTENTION = "野兔和硕鼠是不是占了太多精力？", "Do hares and rats get too much of our attention?";
    DECISIONS = "每家客户的五种决策角色都弄清楚了吗？", "Are the five decision roles clear at every customer?";
    NEEDS = "决策者、客户公司和它所在行业各需要什么，清楚吗？",
        "Is it clear what the decider needs, what the company needs, and what its industry needs?";
    AT_A_GLANCE = "每家客户属于哪一类，能脱口而出吗？", "Could you say the class of every customer at a glance?";
    OPEN_ACTIONS = "未完成的行动", "Open actions";
    ON_SMALL = "其中给野兔和硕鼠", "Of these, for hares and rats";
    SMALL_REVENUE = "它们占收入", "Their share of the revenue";
    WARNED_ABOVE = "提醒线", "Warned above";
    NO_ACTIONS = "还没有记下任何行动。", "No actions are noted yet.";
    NO_MAPS = "还没有一家客户画了权力地图。", "No customer has a power map yet.";
}

/// What the programme advises for a class.
pub const fn advice(class: CustomerClass) -> Word {
    match class {
        CustomerClass::Consolidate => word!(
            "守住，并随它一起成长：抢先满足需求，产品和服务为它定制，投入随它的增长加码。",
            "Guard it and grow with it: meet needs before they are named, tailor what we offer, add to it as it grows.",
        ),
        CustomerClass::Invest => word!(
            "先投入：主动拜访和通报，建立高层关系，必要时让利打开门。",
            "Put effort in first: visit and inform unasked, build senior relations, concede where it opens a door.",
        ),
        CustomerClass::Harvest => word!(
            "收好眼前的利润：不打折，先付款后服务，压住服务成本。",
            "Take today’s profit: no discounts, payment before service, a lean cost to serve.",
        ),
        CustomerClass::ServeLightly => word!(
            "省着做：标准套餐、热线、展会和资料就够，不值得的考虑退出。",
            "Serve at little cost: standard packages, hotline, exhibitions, mailings. Leave what does not pay.",
        ),
    }
}

/// Why.
pub const fn why(class: CustomerClass) -> Word {
    match class {
        CustomerClass::Consolidate => word!(
            "后面的增长还很大，我们又强：跟上它，份额就守得住。",
            "Much growth lies ahead and we are strong: who keeps pace keeps the share.",
        ),
        CustomerClass::Invest => word!(
            "它会越来越值钱，我们还不够强：现在不投，以后进不去；回报在后面。",
            "It will be worth more, and we are not strong there yet. What is invested now pays later.",
        ),
        CustomerClass::Harvest => word!(
            "份额很难再提高，提高了也赚不多；多是一次性生意，位置已经在我们手里。",
            "Our share is hard to raise and would bring little. Much is one-off business, and the position is ours.",
        ),
        CustomerClass::ServeLightly => word!(
            "家数多、利润薄，硬要全覆盖得不偿失；容易被别人拉走，也难指望一直买。",
            "Many, each with little profit: covering them all costs more than it brings. They are easily swayed and may \
             not buy again.",
        ),
    }
}

/// A list's title: `一级 巩固`, or that these have no class.
pub fn title(lang: Lang, class: Option<CustomerClass>) -> String {
    class.map_or_else(|| value_map::NO_CLASS.of(lang).to_owned(), |class| value_map::ranked_class(lang, class))
}

/// How many are in a list, and what share of the revenue they bring.
pub fn size(lang: Lang, list: &ClassList) -> String {
    let n = list.customers.len();
    let customers = if n == 1 { say!(lang, "1 家", "1 customer") } else { say!(lang, "{n} 家", "{n} customers") };
    let share = list.revenue_share.filter(|_| n > 0).map(|share| format::percent_of_one(share, 0));
    match share {
        Some(share) => say!(lang, "{customers}，占收入 {share}", "{customers}, {share} of the revenue"),
        None => customers,
    }
}

/// How widely a list's customers were contacted; nothing where there are none.
pub fn reach(lang: Lang, list: &ClassList) -> Option<String> {
    let (complete, all, reach) = (list.complete, list.customers.len(), terms::reach(list.reach?).of(lang));
    Some(say!(lang, "接触宣传 {complete}/{all}，{reach}", "Contacted: {complete} of {all}, {reach}"))
}

/// Who does something, and until when: `顾岩，2026年12月8日`.
pub fn who_and_when(lang: Lang, who: Option<&str>, due: Option<Date>) -> String {
    let due = due.map(|due| format::date(lang, due));
    let parts: Vec<&str> = who.into_iter().chain(due.as_deref()).collect();
    parts.join(if lang == Lang::Zh { "，" } else { ", " })
}

/// What a row says to somebody who does not see it.
pub fn spoken(lang: Lang, customer: &Customer, amount: &str, next: Option<&Action>, who_and_when: &str) -> String {
    let (name, next) = (customer.label(), next.map_or(NO_NEXT_STEP.of(lang), |next| next.what.as_str()));
    let next = if who_and_when.is_empty() { next.to_owned() } else { format!("{next} {who_and_when}") };
    say!(lang, "{name}，{amount}，下一步：{next}", "{name}, {amount}, next: {next}")
}

/// That the effort goes to those who bring little.
pub fn warning(lang: Lang, effort: &Effort) -> String {
    let share = format::percent_of_one(effort.action_share().unwrap_or_default(), 0);
    match effort.revenue_share.map(|share| format::percent_of_one(share, 0)) {
        Some(revenue) => say!(
            lang,
            "精力流向了野兔和硕鼠：{share} 的未完成行动给了它们，而它们只带来 {revenue} 的收入",
            "Hares and rats get {share} of the open actions, and bring {revenue} of the revenue"
        ),
        None => say!(
            lang,
            "精力流向了野兔和硕鼠：{share} 的未完成行动给了它们",
            "Hares and rats get {share} of the open actions"
        ),
    }
}

/// What the workbook knows about where the effort goes.
pub fn effort(lang: Lang, effort: &Effort) -> String {
    let Effort { actions, on_small, .. } = effort;
    match actions {
        0 => NO_ACTIONS.of(lang).to_owned(),
        _ => say!(
            lang,
            "{actions} 项未完成的行动里，{on_small} 项给了野兔和硕鼠。",
            "Of {actions} open actions {on_small} are for hares and rats."
        ),
    }
}

/// How that is judged.
pub fn explain_effort(lang: Lang, effort: &Effort, method: &ValueMapMethod) -> Explanation {
    let share =
        |share: Option<f64>| share.map_or_else(|| format::UNKNOWN.to_owned(), |of| format::percent_of_one(of, 0));
    let of_actions = share(effort.action_share());
    let rows = vec![
        (OPEN_ACTIONS.of(lang).to_owned(), effort.actions.to_string()),
        (ON_SMALL.of(lang).to_owned(), format!("{}  {of_actions}", effort.on_small)),
        (SMALL_REVENUE.of(lang).to_owned(), share(effort.revenue_share)),
        (WARNED_ABOVE.of(lang).to_owned(), share(Some(method.attention_above.get()))),
    ];
    let rule = say!(
        lang,
        "以未完成的行动代表精力。给野兔和硕鼠的份额超过提醒线，也超过它们占收入的份额，就提醒。动物由讲师标记。",
        "Open actions stand for attention. It is said when hares and rats get more of them than the limit, and more than their share of the revenue. The animals are the trainer’s tags."
    );
    Explanation { title: ATTENTION.of(lang).to_owned(), rows, rule, origin: Origin::Reading }
}

/// At how many customers decision roles are unheld, of those who have a power map.
pub fn decisions(lang: Lang, mapped: usize, unheld: usize, customers: usize) -> String {
    match mapped {
        0 => NO_MAPS.of(lang).to_owned(),
        _ => say!(
            lang,
            "{customers} 家客户中 {mapped} 家画了权力地图，其中 {unheld} 家还有决策角色没人。",
            "{mapped} of {customers} customers have a power map; at {unheld} of these a decision role is still unheld."
        ),
    }
}

/// Of how many customers the key needs are known.
pub fn needs(lang: Lang, known: usize, customers: usize) -> String {
    say!(
        lang,
        "已了解关键需求的有 {known}/{customers} 家。",
        "Key needs are known of {known} of {customers} customers."
    )
}

/// How sure the classes are.
pub fn at_a_glance(lang: Lang, unclassed: usize, uncertain: usize, by_hand: usize) -> String {
    say!(
        lang,
        "尚未定级 {unclassed} 家，接近分界 {uncertain} 家，手工设定 {by_hand} 家。",
        "{unclassed} without a class, {uncertain} close to a cut, {by_hand} set by hand."
    )
}
