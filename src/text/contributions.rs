//! The contribution grid 客户贡献.

use super::{Explanation, Lang, Word, format, parse::NotAMargin, say, terms, value_map, words};
use crate::{
    analysis::{
        Origin,
        animals::{AnimalReason, AnimalSuggestion},
        contributions::{ContributionClass, OfferingContribution},
    },
    model::{About, ContributionMethod, Margin, MarginSign, Money, Share},
};

words! {
    EMPTY = "这里看每家客户买了哪些产品、各带来多少利润。先添加客户，或导入客户表。",
        "Here you see which offerings each customer buys, and what each of them brings. Begin with a customer, or import a list.";
    NO_OFFERINGS = "还没有产品。添加一个，就能填它在每家客户那里的利润。",
        "There are no offerings yet. Add one, and fill in what it brings at each customer.";
    ADD_CUSTOMER = "添加客户", "Add a customer";
    ADD_OFFERING = "添加产品", "Add an offering";
    NEW_OFFERING = "新产品", "New offering";
    OFFERING_NAME = "产品名称", "Offering name";
    RENAME = "改名", "Rename";
    REMOVE_OFFERING = "删除产品", "Remove offering";
    HOW_TO = "直接输入金额，或 ++、+、−；可以从 Excel 粘贴一片，Ctrl+D 向下填充。",
        "Type an amount, or just ++, + or −; a block from Excel can be pasted, Ctrl+D fills down.";
    ALL_CUSTOMERS = "全部客户", "All customers";
    TOTAL = "合计", "Total";
    SHARE = "我方份额", "Wallet share";
    CLASS = "类别", "Class";
    GAPS = "空白", "Whitespace";
    ANIMAL = "动物", "Animal";
    SUGGESTION = "建议", "Suggested";
    NO_ANIMAL = "无", "None";
    HIGHLY = "高盈利", "Highly profitable";
    MUCH = "很多", "Much";
    SOME = "有一些", "Some";
    LOSS = "亏损", "A loss";
    NOTHING_HERE = "没有", "Does not have it";
    MARGIN = "利润", "Margin";
    NOTE = "备注", "Note";
    POSITIVE = "盈利", "With profit";
    NEGATIVE = "亏损", "With a loss";
    REVENUE = "年收入", "Yearly revenue";
    SPEND = "同类年支出", "Yearly spend on our kind";
    OF_MEAN = "与平均之比", "Of the mean";
    MEAN = "平均合计", "Mean total";
    SHEEP_FROM = "肥羊起点", "Fat sheep from";
    REINDEER_FROM = "驯鹿起点", "Reindeer from";
    HOUND_FROM = "猎狗起点", "Hound from";
    HIGHLY_FROM = "高盈利起点", "Highly profitable from";
    ONLY_LOSSES = "买什么都亏：投入的精力收不回来。", "Whatever they buy loses money: effort does not come back.";
    LOSSES_PREVAIL = "亏的比赚的多：投入的精力收不回来。", "They lose us more than they bring: effort does not come back.";
    MUCH_PROFIT = "现在就带来大量利润：看护好。", "Big profit now: watch over it.";
    CONSIDERABLE = "利润可观，还没到最大：紧跟。", "Considerable profit, if not the largest: follow closely.";
    MUCH_UNMEASURED = "金额不大或不详，但有一项标着 ++：紧跟。",
        "Little is known in amounts, but something is marked ++: follow closely.";
    CAN_GROW = "现在小，没有亏损，还有在别处赚钱的产品没有买：培养。",
        "Small now, without losses, and something that earns elsewhere is not sold here yet: raise it.";
    SMALL_WITH_LOSSES = "小，而且有一部分在亏：别花太多精力。", "Small, and part of it is lost: don’t give it too much attention.";
    TINY = "太小：别花太多精力。", "Too small: don’t give it too much attention.";
    NOTHING_TO_ADD = "小，而且能赚钱的产品都已经买了：别花太多精力。",
        "Small, and it has everything that earns: don’t give it too much attention.";
}

/// How many names an explanation lists before it counts the rest.
const LISTED: usize = 12;

/// A margin in a cell: an amount, or its sign.
pub fn margin(margin: Margin, decimals: usize) -> String {
    match margin {
        Margin::Amount(amount) => format::number(amount.get(), decimals),
        Margin::Sign(MarginSign::StronglyPositive) => "++".to_owned(),
        Margin::Sign(MarginSign::Positive) => "+".to_owned(),
        Margin::Sign(MarginSign::Negative) => "−".to_owned(),
    }
}

/// A total; without any amount it is not known.
pub fn total(total: Option<f64>, decimals: usize) -> String {
    format::number_or_unknown(total, decimals)
}

/// A number of things.
pub fn count(count: usize) -> String {
    format::number(count as f64, 0)
}

/// What an offering brings, in a word.
pub const fn offering_class(lang: Lang, class: ContributionClass, highly: bool) -> &'static str {
    if highly { HIGHLY.of(lang) } else { terms::offering_contribution(class).of(lang) }
}

/// What the grid says, in a sentence: customers by class, in the order of [`ContributionClass::ALL`], and whitespace.
pub fn headline(lang: Lang, classes: [usize; 4], gaps: usize, cells: usize) -> String {
    let [profitable, mixed, losing, _] = classes;
    let share = format::percent_of_one(if cells > 0 { gaps as f64 / cells as f64 } else { 0.0 }, 0);
    let [gaps, cells] = [gaps, cells].map(count);
    say!(
        lang,
        "高盈利 {profitable} 家，组合 {mixed} 家，亏损 {losing} 家；{cells} 格中空白 {gaps} 格（{share}）",
        "{profitable} profitable, {mixed} mixed, {losing} losing customers; {gaps} of {cells} cells are whitespace ({share})"
    )
}

/// A cell, for somebody who does not see it.
pub fn cell(lang: Lang, customer: &str, offering: &str, shown: Option<&str>) -> String {
    let shown = shown.unwrap_or(GAPS.of(lang));
    say!(lang, "{customer}，{offering}：{shown}", "{customer}, {offering}: {shown}")
}

/// The grid with the cell that keys mean, for somebody who does not see it.
pub fn grid(lang: Lang, cell: &str) -> String {
    say!(lang, "客户贡献表。{cell}", "Contribution grid. {cell}")
}

/// The field in which a cell is typed.
pub fn field(lang: Lang, offering: &str) -> String {
    say!(lang, "利润：{offering}", "Margin: {offering}")
}

/// A total, for somebody who does not see it.
pub fn total_of(lang: Lang, name: &str, shown: &str) -> String {
    say!(lang, "{name}，合计 {shown}", "{name}, total {shown}")
}

/// A share, for somebody who does not see it.
pub fn share_of(lang: Lang, name: &str, shown: &str) -> String {
    say!(lang, "{name}，我方份额 {shown}", "{name}, wallet share {shown}")
}

/// A class, for somebody who does not see it.
pub fn class_of(lang: Lang, name: &str, shown: &str) -> String {
    say!(lang, "{name}，类别 {shown}", "{name}, class {shown}")
}

/// How many offerings a customer does not have, for somebody who does not see it.
pub fn gaps_of(lang: Lang, name: &str, gaps: usize) -> String {
    say!(lang, "{name}，空白 {gaps} 项", "{name}, whitespace {gaps}")
}

/// How many customers don't have an offering, for somebody who does not see it.
pub fn gaps_at(lang: Lang, name: &str, gaps: usize) -> String {
    say!(lang, "{name}，空白 {gaps} 家", "{name}, whitespace {gaps}")
}

/// The trainer's tag, for somebody who does not see it.
pub fn animal_of(lang: Lang, name: &str, shown: &str) -> String {
    say!(lang, "{name}，动物 {shown}", "{name}, animal {shown}")
}

/// The suggestion, for somebody who does not see it.
pub fn suggestion_of(lang: Lang, name: &str, shown: &str) -> String {
    say!(lang, "{name}，建议 {shown}", "{name}, suggested {shown}")
}

/// Why a text is no margin, as the part of a sentence.
pub fn not_a_margin(lang: Lang, text: &str, why: NotAMargin) -> String {
    match why {
        NotAMargin::Unreadable => {
            say!(lang, "“{text}”不是金额，也不是 ++、+、−", "“{text}” is neither an amount nor ++, + or −")
        }
        NotAMargin::Range(_) => {
            say!(lang, "“{text}”太大，不像是金额", "“{text}” is too large to be an amount")
        }
    }
}

/// A margin as it is written in an explanation, with its meaning.
fn told(lang: Lang, about: &About, margin: Margin) -> String {
    match margin {
        Margin::Amount(amount) => money(lang, about, amount.get()),
        Margin::Sign(MarginSign::StronglyPositive) => format!("++ {}", MUCH.of(lang)),
        Margin::Sign(MarginSign::Positive) => format!("+ {}", SOME.of(lang)),
        Margin::Sign(MarginSign::Negative) => format!("− {}", LOSS.of(lang)),
    }
}

/// An amount with the digits it has, two decimals at most.
fn money(lang: Lang, about: &About, amount: f64) -> String {
    let number = format::number(amount, digits(amount));
    let currency = &about.currency;
    match lang {
        _ if currency.is_empty() => number,
        Lang::En | Lang::Pseudo if currency.is_ascii() => format!("{currency} {number}"),
        _ => format!("{number} {currency}"),
    }
}

const fn digits(amount: f64) -> usize {
    if amount.fract() == 0.0 { 0 } else { 2 }
}

/// The first of a list, and how many more there are.
fn listed<'a>(lang: Lang, rows: impl ExactSizeIterator<Item = (String, String)> + 'a) -> Vec<(String, String)> {
    let more = rows.len().saturating_sub(LISTED);
    let mut listed: Vec<_> = rows.take(LISTED).collect();
    if more > 0 {
        listed.push((say!(lang, "另有 {more} 项", "{more} more"), String::new()));
    }
    listed
}

/// What one cell says.
pub fn explain_cell(lang: Lang, about: &About, names: [&str; 2], margin: Option<Margin>, note: &str) -> Explanation {
    let [customer, offering] = names;
    let margin = margin.map_or_else(|| NOTHING_HERE.of(lang).to_owned(), |margin| told(lang, about, margin));
    let mut rows = vec![(MARGIN.of(lang).to_owned(), margin)];
    if !note.is_empty() {
        rows.push((NOTE.of(lang).to_owned(), note.to_owned()));
    }
    let rule = say!(
        lang,
        "这项产品一年在这家客户带来的利润：金额，或只写方向（++ 很多，+ 有一些，− 亏损）。空白是还没有买：机会，或者不合适。",
        "What this offering brings at this customer in a year: an amount, or just its direction (++ much, + some, − a loss). Whitespace is what they don’t have: a chance, or no fit."
    );
    Explanation { title: format!("{customer} × {offering}"), rows, rule, origin: Origin::Programme }
}

/// Why a total is what it is.
pub fn explain_total(
    lang: Lang,
    about: &About,
    name: &str,
    total: Option<f64>,
    margins: &[(&str, Margin)],
) -> Explanation {
    let row = |(name, margin): &(&str, Margin)| ((*name).to_owned(), told(lang, about, *margin));
    let title = total.map_or_else(|| format::UNKNOWN.to_owned(), |total| money(lang, about, total));
    let rule = say!(
        lang,
        "金额相加；只写了 ++、+、− 的不计入合计，但计入类别。没有任何金额时不知道合计。",
        "The sum of the amounts. What is only ++, + or − adds nothing to the total, but counts for the class. Without any amount the total is not known."
    );
    Explanation {
        title: format!("{name}：{title}"),
        rows: listed(lang, margins.iter().map(row)),
        rule,
        origin: Origin::Reading,
    }
}

/// How many margins are above and below zero.
fn directions(lang: Lang, margins: &[(&str, Margin)]) -> Vec<(String, String)> {
    let is_negative = |margin: Margin| match margin {
        Margin::Amount(amount) => amount.get() < 0.0,
        Margin::Sign(sign) => sign == MarginSign::Negative,
    };
    let is_zero = |margin: Margin| matches!(margin, Margin::Amount(amount) if amount.get() == 0.0);
    let negative = margins.iter().filter(|(_, margin)| is_negative(*margin)).count();
    let zero = margins.iter().filter(|(_, margin)| is_zero(*margin)).count();
    vec![
        (POSITIVE.of(lang).to_owned(), count(margins.len() - negative - zero)),
        (NEGATIVE.of(lang).to_owned(), count(negative)),
    ]
}

/// Why a customer has its class.
pub fn explain_class(lang: Lang, class: ContributionClass, margins: &[(&str, Margin)]) -> Explanation {
    let rule = say!(
        lang,
        "没有一项亏损、至少一项盈利为高盈利；有盈有亏为组合；只有亏损为亏损。空白和零不算。",
        "Profitable without a loss and with at least one profit; mixed with both; losing with losses only. Whitespace and zero don’t count."
    );
    let title = terms::customer_contribution(class).of(lang).to_owned();
    Explanation { title, rows: directions(lang, margins), rule, origin: Origin::Programme }
}

/// Why an offering has its class.
pub fn explain_offering_class(
    lang: Lang,
    offering: Option<&OfferingContribution>,
    mean: Option<f64>,
    method: &ContributionMethod,
    margins: &[(&str, Margin)],
    decimals: usize,
) -> Explanation {
    let (class, highly) = offering.map_or((ContributionClass::None, false), |sum| (sum.class, sum.highly));
    let mut rows = directions(lang, margins);
    rows.push((TOTAL.of(lang).to_owned(), total(offering.and_then(|sum| sum.total), decimals)));
    let from = mean.map(|mean| mean * method.highly_from.get());
    rows.push((HIGHLY_FROM.of(lang).to_owned(), total(from, decimals)));
    let times = format::number(method.highly_from.get(), 2);
    let rule = say!(
        lang,
        "没有亏损为可盈利，合计达到“没有亏损的产品的平均合计”的 {times} 倍为高盈利；有盈有亏为组合；只有亏损为亏损。",
        "Profitable without a loss, and highly so from {times} times the mean total of the offerings without a loss on; mixed with both; losing with losses only."
    );
    Explanation { title: offering_class(lang, class, highly).to_owned(), rows, rule, origin: Origin::Reading }
}

/// Why our share of a customer's wallet is what it is.
pub fn explain_share(
    lang: Lang,
    about: &About,
    share: Option<Share>,
    revenue: Option<Money>,
    spend: Option<Money>,
) -> Explanation {
    let title = share.map_or_else(|| format::UNKNOWN.to_owned(), |share| format::percent_of_one(share.get(), 1));
    let rows = vec![
        (REVENUE.of(lang).to_owned(), value_map::amount(lang, about, revenue)),
        (SPEND.of(lang).to_owned(), value_map::amount(lang, about, spend)),
    ];
    let rule = say!(
        lang,
        "年收入 ÷ 客户的同类年支出。缺一个就不知道；收入大于支出时两个数对不上，也不算。",
        "Yearly revenue ÷ what the customer spends on our kind of thing. Unknown while one is missing, or while the revenue exceeds the spend: then one of the two is wrong."
    );
    Explanation { title, rows, rule, origin: Origin::Reading }
}

/// What whitespace there is.
pub fn explain_gaps(lang: Lang, name: &str, missing: &[&str]) -> Explanation {
    let gaps = missing.len();
    let title = say!(lang, "{name}：空白 {gaps}", "{name}: whitespace {gaps}");
    let rule = say!(
        lang,
        "没有填的格子：客户没有买这项产品。先问为什么没有买，再看是不是机会。",
        "Cells that are not filled in: the customer does not have the offering. Ask why first, then whether it is a chance."
    );
    let rows = listed(lang, missing.iter().map(|name| ((*name).to_owned(), String::new())));
    Explanation { title, rows, rule, origin: Origin::Reading }
}

/// What a reason for an animal says.
pub const fn reason(reason: AnimalReason) -> Word {
    match reason {
        AnimalReason::OnlyLosses => ONLY_LOSSES,
        AnimalReason::LossesPrevail => LOSSES_PREVAIL,
        AnimalReason::Much => MUCH_PROFIT,
        AnimalReason::Considerable => CONSIDERABLE,
        AnimalReason::MuchUnmeasured => MUCH_UNMEASURED,
        AnimalReason::CanGrow => CAN_GROW,
        AnimalReason::SmallWithLosses => SMALL_WITH_LOSSES,
        AnimalReason::Tiny => TINY,
        AnimalReason::NothingToAdd => NOTHING_TO_ADD,
    }
}

/// Why a customer looks like an animal.
pub fn explain_suggestion(
    lang: Lang,
    suggestion: Option<&AnimalSuggestion>,
    sum: Option<f64>,
    mean: Option<f64>,
    method: &ContributionMethod,
    decimals: usize,
) -> Explanation {
    let share =
        |share: Option<f64>| share.map_or_else(|| format::UNKNOWN.to_owned(), |share| format::percent_of_one(share, 0));
    let row = |word: Word, value: String| (word.of(lang).to_owned(), value);
    let rows = vec![
        row(TOTAL, total(sum, decimals)),
        row(MEAN, total(mean, decimals)),
        row(OF_MEAN, share(suggestion.and_then(|suggestion| suggestion.of_mean))),
        row(SHEEP_FROM, share(Some(method.sheep_from.get()))),
        row(REINDEER_FROM, share(Some(method.reindeer_from.get()))),
        row(HOUND_FROM, share(Some(method.hound_from.get()))),
    ];
    let why = suggestion.map_or("", |suggestion| reason(suggestion.reason).of(lang));
    let rule = say!(
        lang,
        "{why}平均只算合计大于零的客户。这只是从贡献表看出的建议，标签由培训师来定。",
        "{why} The mean is that of the customers whose total is above zero. This is only what the grid suggests; the trainer sets the tag."
    );
    let title = suggestion.map_or(NO_ANIMAL, |suggestion| terms::animal(suggestion.animal)).of(lang).to_owned();
    Explanation { title, rows, rule, origin: Origin::Reading }
}
