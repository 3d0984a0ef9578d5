//! The exercise of market moves 市场动作: the cards, why each belongs where it does, and how a run goes.

use std::collections::BTreeSet;

use super::{Explanation, Lang, Word, format, parse, say, terms, word, words};
use crate::{
    analysis::{
        Origin,
        moves::{self, Disagreement, MoveScore},
    },
    model::{CustomerClass, MarketMove, MoveGroup, MoveRun, MoveStage},
};

// --- The cards ------------------------------------------------------------------------------------------------------

/// What stands on a card.
pub const fn title(card: MarketMove) -> Word {
    match card {
        MarketMove::Prepayment => word!("先付款，后服务", "Payment before service"),
        MarketMove::NoDiscounts => word!("价格不打折", "No discounts"),
        MarketMove::UnaskedVisits => word!("主动上门介绍", "Visit and inform unasked"),
        MarketMove::NeedsFirst => word!("抢先解决需求", "Solve needs first"),
        MarketMove::Hotline => word!("请打客服热线", "Let them call the hotline"),
        MarketMove::ConcedePrice => word!("价格上让步", "Concede on price"),
        MarketMove::PersonalService => word!("专人服务不收费", "Personal service, free"),
        MarketMove::SeniorRelations => word!("结交对方高层", "Know their top people"),
        MarketMove::Customise => word!("为客户量身定制", "Tailor the offering"),
        MarketMove::Exhibitions => word!("只在展会上见", "Meet at trade fairs only"),
        MarketMove::Mailings => word!("只寄资料", "Send mailings only"),
        MarketMove::FewerPeople => word!("减少服务人手", "Fewer people on service"),
        MarketMove::Leaflets => word!("留份单页就走", "Drop off a leaflet"),
        MarketMove::StandardPackages => word!("只推标准套餐", "Push standard packages"),
        MarketMove::Executives => word!("我方高管出面", "Bring in our executives"),
        MarketMove::FutureDevelopment => word!("为客户的未来研发", "Develop for their future"),
    }
}

/// What the move is, in a sentence.
pub const fn meaning(card: MarketMove) -> Word {
    match card {
        MarketMove::Prepayment => word!("款项到账，服务才开通。", "Service begins once the money has come in."),
        MarketMove::NoDiscounts => word!("按标准价成交，不再让利。", "Sell at the list price and give nothing away."),
        MarketMove::UnaskedVisits => {
            word!("客户没约，也定期登门讲新动态、新方案。", "Call regularly with news and ideas that nobody asked for.")
        }
        MarketMove::NeedsFirst => {
            word!(
                "客户还没开口，就把快要出现的问题解决掉。",
                "Deal with what is about to go wrong before the customer says a word."
            )
        }
        MarketMove::Hotline => {
            word!("不配专人，有事请客户自己打热线。", "No contact of their own: whoever wants something calls.")
        }
        MarketMove::ConcedePrice => {
            word!(
                "为了进门或做大份额，主动给优惠价。",
                "Offer a better price to get in, or to get more of their business."
            )
        }
        MarketMove::PersonalService => {
            word!("固定的人贴身服务，不另外收费。", "The same person is there for them, at no extra charge.")
        }
        MarketMove::SeniorRelations => {
            word!("有计划地与客户的决策层建立往来。", "Build relations with those who decide, step by step.")
        }
        MarketMove::Customise => {
            word!("按这家客户的流程和要求改产品。", "Change the offering to fit this customer’s way of working.")
        }
        MarketMove::Exhibitions => {
            word!("不单独拜访，靠参展让客户看到。", "No visits: be seen where the whole industry goes.")
        }
        MarketMove::Mailings => {
            word!("资料定期群发，没有人跟进。", "Send the same material to everyone, and leave it at that.")
        }
        MarketMove::FewerPeople => {
            word!(
                "合并岗位、撤掉驻点，压低服务成本。",
                "Merge posts and give up on-site staff to bring the cost of service down."
            )
        }
        MarketMove::Leaflets => {
            word!("路过时放下宣传单页，不约谈。", "Leave something to read on the way past, without a talk.")
        }
        MarketMove::StandardPackages => {
            word!(
                "现成的套餐拿来卖，内容和价格都不改。",
                "Sell what is on the shelf; neither content nor price changes."
            )
        }
        MarketMove::Executives => {
            word!("由公司领导亲自拜访、推动合作。", "Our own leaders call on them and push the matter.")
        }
        MarketMove::FutureDevelopment => {
            word!("照客户几年后的方向，现在就立项开发。", "Start building today what they will need in some years.")
        }
    }
}

/// Why a move belongs to its class.
pub const fn reason(card: MarketMove) -> Word {
    match card {
        MarketMove::Prepayment => word!(
            "阵地在我们手里，份额再难涨：先收款，把今天的利润落袋，不替一次性的生意垫资。",
            "The position is ours and will hardly grow: cash up front secures today’s profit and finances nobody’s one-off."
        ),
        MarketMove::NoDiscounts => word!(
            "让利换不来更多份额，只会把到手的利润送出去。",
            "A lower price would not buy more share here; it would only give away profit we already have."
        ),
        MarketMove::UnaskedVisits => word!(
            "对方还不了解我们。人和消息先到，机会来时才会被想起。",
            "They hardly know us yet. Whoever brought people and news beforehand is thought of when the chance comes."
        ),
        MarketMove::NeedsFirst => word!(
            "我们离客户最近，看得比谁都早；先想一步，对手就没有缝隙可钻。",
            "Nobody is closer to them than we are. Being one step ahead leaves a rival no gap to enter by."
        ),
        MarketMove::Hotline => word!(
            "单笔利润薄，专人跑一趟就亏；热线接得住，也花得起。",
            "One visit eats the profit of a small order; a hotline is enough."
        ),
        MarketMove::ConcedePrice => word!(
            "客户值得争，我们还不强：今天让的价是进门的投入，以后收得回来。",
            "They are worth winning and we are still weak: what we concede today is an investment that pays later."
        ),
        MarketMove::PersonalService => word!(
            "利润和前景都在这里，专人的成本摊得起，换来的是离不开。",
            "Profit and growth are both here. They carry the cost of a person, and come to rely on us."
        ),
        MarketMove::SeniorRelations => word!(
            "在办事的层面赢不过对手，局面要从高层打开；关系在前，份额在后。",
            "Lower down the rival is ahead. Doors open from the top: first the relation, then the share."
        ),
        MarketMove::Customise => word!(
            "量大、路长，改动收得回成本；越合身，对手越难替换。",
            "Large and lasting business pays for the change, and the better it fits, the harder we are to replace."
        ),
        MarketMove::Exhibitions => word!(
            "一次见几十家，摊到每家几乎不花钱；真有意的会自己找来。",
            "Dozens met in a day cost little each; whoever means it comes to us."
        ),
        MarketMove::Mailings => word!(
            "买不买说不准，提个醒就够了；逐家跟进的投入收不回来。",
            "Whether they buy again is anyone’s guess: a reminder will do, and following each one up would not pay."
        ),
        MarketMove::FewerPeople => word!(
            "地位稳、增长少，省下的成本就是利润；答应过的水准守住就行。",
            "With a firm position and little growth, every cost saved is profit, as long as we keep what we promised."
        ),
        MarketMove::Leaflets => word!(
            "户多而散，让他们知道有我们就够；坐下来谈的时间留给更值得的客户。",
            "They are many and scattered: it is enough to be known. Time to talk belongs to those worth more."
        ),
        MarketMove::StandardPackages => word!(
            "单独设计的成本比利润还高；套餐合适就买，不合适也不强求。",
            "A design of their own would cost more than it brings. If the package fits, they buy; if not, let it be."
        ),
        MarketMove::Executives => word!(
            "门太重，客户经理一个人推不开；领导出面，客户才看到公司肯投入。",
            "The door is too heavy for an account manager alone. Leaders at the table show that we mean to invest."
        ),
        MarketMove::FutureDevelopment => word!(
            "我们有优势，客户又在长：一起做下一代，他长我们也长。",
            "We are strong and they are growing: build the next generation together and grow as they grow."
        ),
    }
}

/// A card as it is read aloud and listed: `7 专人服务不收费`.
pub fn numbered(lang: Lang, card: MarketMove) -> String {
    format!("{} {}", card.number(), title(card).of(lang))
}

/// What a class asks for, from which its moves follow.
pub const fn class_reason(class: CustomerClass) -> Word {
    match class {
        CustomerClass::Consolidate => word!(
            "增长大、我们强：同比例加码，守得越深越好。",
            "Much growth and we are strong: grow with them and go deep."
        ),
        CustomerClass::Invest => word!(
            "以后更值钱、现在我们弱：先投入，后回报。",
            "Worth more tomorrow, and we are weak today: invest now, earn later."
        ),
        CustomerClass::Harvest => word!(
            "份额难涨、位置已稳：拿今天的利润。",
            "Share is hard to raise and the position is ours: take today’s profit."
        ),
        CustomerClass::ServeLightly => word!(
            "户多利薄、留不住：少花钱照应，必要时放手。",
            "Many, thin and fickle: serve them at little cost, and let go where need be."
        ),
    }
}

// --- A run ----------------------------------------------------------------------------------------------------------

words! {
    POINTS = "每个动作摆对一类得一分；摆错或没有摆，不得分也不扣分。",
        "A point for each move in the class the key has it in; a wrong or missing one neither adds nor takes.";
    EMPTY = "十六个市场动作，分给四类客户。各组先各自摆卡，再一起揭晓：哪里分歧最大，依据是什么，谁得几分。",
        "Sixteen market moves for four classes of customers. Each group lays its cards; then all is revealed: where groups differ, the key and why, and the scores.";
    START = "开始一次练习", "Start a run";
    NEW_RUN = "新做一次", "New run";
    THIS_RUN = "练习", "Exercise";
    PAST_RUNS = "历次记录", "Past runs";
    NAME = "练习名称", "Name of the run";
    NAME_HINT = "例如：秋季班第一天", "Such as: autumn class, day 1";
    GROUPS = "几个组", "How many groups";
    GROUP_NAME = "组名", "Name of the group";
    HOW = "轮到哪组，哪组就把十六张卡摆进四类，别组的摆法不显示。全部交卷后，先看分歧，再看依据和得分。",
        "On its turn a group lays the sixteen cards into the four classes, out of sight of the others’ splits. When all are in: first the differences, then the key and the scores.";
    DEAL = "发卡，开始", "Deal the cards";
    BACK_TO_SETUP = "改分组", "Change the groups";
    HAND = "手里的卡", "Cards in hand";
    HAND_EMPTY = "卡都摆好了，可以交卷（PageDown）。", "All cards laid. Hand in (PageDown).";
    KEYS_HINT = "1–4 放入一类 · 方向键选卡 · 退格收回", "1–4 into a class · arrows choose · Backspace takes back";
    NUMBERS_HINT = "如 4 7", "e.g. 4 7";
    HIDDEN = "摆法已收起，揭晓时再看。", "Its split is out of sight until the reveal.";
    TAKE_BACK = "取回再改", "Take it back";
    ALL_IN = "各组都交卷了。", "All groups have handed in.";
    TO_THE_REVEAL = "去揭晓", "To the reveal";
    BACK_TO_GROUPS = "回到摆卡", "Back to the cards";
    START_AGAIN = "从头再看", "From the start";
    ONE_ON_HINT = "空格、→、PageDown 或点一下画面，揭示下一步", "Space, →, PageDown or a click reveals the next step";
    SPLITS = "各组的摆法", "each group’s split";
    DIFFERENCES = "哪里分歧最大", "where groups differ";
    SCORES = "得分", "the scores";
    GUESS = "先猜一猜：哪个动作，各组会摆得最不一样？", "Guess first: about which move will the groups differ most?";
    DIFFERING = "分歧", "Differ";
    NOWHERE = "没有摆", "Nowhere";
    OPEN = "打开", "Open";
    REMOVE = "删除", "Remove";
    ALL_AGREE = "各组摆得完全一样。", "All groups have the same split.";
}

/// What a run is called: its name, or its day, or its id.
pub fn run_label(lang: Lang, run: &MoveRun) -> String {
    match (run.name.trim(), run.on) {
        ("", Some(day)) => format::date(lang, day),
        ("", None) => run.id.to_string(),
        (name, _) => name.to_owned(),
    }
}

/// What a group is called: its name, or its number. Counted from 0.
pub fn group_label(lang: Lang, group: &MoveGroup, place: usize) -> String {
    match group.name.trim() {
        "" => group_number(lang, place),
        name => name.to_owned(),
    }
}

/// A group without a name, counted from 0.
pub fn group_number(lang: Lang, place: usize) -> String {
    let number = place + 1;
    say!(lang, "第 {number} 组", "Group {number}")
}

/// The field of a group's name, counted from 0.
pub fn group_field(lang: Lang, place: usize) -> String {
    let number = place + 1;
    say!(lang, "第 {number} 组的组名", "Name of group {number}")
}

/// How far a group is, for its tab: not what it did.
pub fn progress(lang: Lang, name: &str, group: &MoveGroup) -> String {
    let (placed, all) = (group.split.len(), MarketMove::ALL.len());
    if group.handed_in {
        say!(lang, "{name}，已交卷", "{name}, handed in")
    } else {
        say!(lang, "{name}，已摆 {placed}/{all}", "{name}, {placed} of {all} laid")
    }
}

/// How many cards are laid.
pub fn laid(group: &MoveGroup) -> String {
    format!("{}/{}", group.split.len(), MarketMove::ALL.len())
}

/// A card as it is read aloud on the board.
pub fn spoken(lang: Lang, card: MarketMove, class: Option<CustomerClass>) -> String {
    let (card, class) = (numbered(lang, card), class.map_or(HAND, terms::class).of(lang));
    say!(lang, "{card}，{class}", "{card}, {class}")
}

/// A class on the board as it is read aloud, with how many cards it has.
pub fn class_area(lang: Lang, class: CustomerClass, count: usize) -> String {
    let class = terms::class(class).of(lang);
    say!(lang, "{class}：{count} 张", "{class}: {count}")
}

/// A class with the key that puts a card into it: `1 巩固`.
pub fn class_with_key(lang: Lang, class: CustomerClass) -> String {
    format!("{} {}", class as usize + 1, terms::class(class).of(lang))
}

/// The field in which a class's numbers are typed.
pub fn numbers_field(lang: Lang, class: CustomerClass) -> String {
    let class = terms::class(class).of(lang);
    say!(lang, "{class}的编号", "Numbers to {class}")
}

/// The button that hands a split in; some cards may still be in hand.
pub fn hand_in(lang: Lang, group: &MoveGroup) -> String {
    let left = MarketMove::ALL.len() - group.split.len();
    match (lang, left) {
        (_, 0) => say!(lang, "交卷", "Hand in"),
        (Lang::Zh, _) => format!("交卷（还有 {left} 张）"),
        _ => say!(lang, "", "Hand in ({left} in hand)"),
    }
}

/// That a group has handed in.
pub fn handed_in(lang: Lang, name: &str) -> String {
    say!(lang, "{name}已交卷。", "{name} has handed in.")
}

/// Numbers as they stand in a field: `4 7 9`.
pub fn numbers(moves: impl Iterator<Item = MarketMove>) -> String {
    moves.map(|card| card.number().to_string()).collect::<Vec<_>>().join(" ")
}

/// The moves whose numbers were typed, however they are separated; none where one isn't the number of a move, or
/// stands there twice.
pub fn read_numbers(text: &str) -> Option<BTreeSet<MarketMove>> {
    let text: String = text.chars().map(parse::half_width).collect();
    let mut moves = BTreeSet::new();
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';' | '.' | '/' | '+' | '-');
    for number in text.split(is_mark).filter(|part| !part.is_empty()) {
        if !moves.insert(MarketMove::numbered(number.parse().ok()?)?) {
            return None;
        }
    }
    Some(moves)
}

/// How a run stands, for a list: never a score before the scores were revealed.
pub fn standing(lang: Lang, run: &MoveRun, scores: &[MoveScore]) -> String {
    match run.stage {
        MoveStage::Setup => {
            let groups = run.groups.len();
            say!(lang, "{groups} 个组，还没有发卡", "{groups} groups, no card dealt yet")
        }
        MoveStage::Play => {
            let (groups, done) = (run.groups.len(), run.groups.iter().filter(|group| group.handed_in).count());
            say!(lang, "正在摆卡，{done}/{groups} 组已交卷", "being played, {done} of {groups} groups have handed in")
        }
        MoveStage::Reveal => say!(lang, "等待揭晓", "to be revealed"),
        MoveStage::Kept => {
            let of_group = |(place, (group, score)): (usize, (&MoveGroup, &MoveScore))| {
                format!("{} {}", group_label(lang, group, place), score.right)
            };
            run.groups.iter().zip(scores).enumerate().map(of_group).collect::<Vec<_>>().join(" · ")
        }
    }
}

/// Why each group of a run that was kept has its score.
pub fn explain_scores(lang: Lang, run: &MoveRun, scores: &[MoveScore]) -> Explanation {
    let row = |(place, (group, score)): (usize, (&MoveGroup, &MoveScore))| {
        (group_label(lang, group, place), of_all(score.right, MarketMove::ALL.len()))
    };
    let rows = run.groups.iter().zip(scores).enumerate().map(row).collect();
    let (title, rule) = (run_label(lang, run), POINTS.of(lang).to_owned());
    Explanation { title, rows, rule, origin: Origin::Reading }
}

/// What opens a run.
pub fn open_run(lang: Lang, run: &str) -> String {
    say!(lang, "打开 {run}", "Open {run}")
}

/// What removes a run.
pub fn remove_run(lang: Lang, run: &str) -> String {
    say!(lang, "删除 {run}", "Remove {run}")
}

// --- The reveal -----------------------------------------------------------------------------------------------------

/// The ground as what a click on it does.
pub fn reveal_by_click(lang: Lang, what: &str) -> String {
    say!(lang, "点一下画面，揭示：{what}", "Click to reveal: {what}")
}

/// The step that reveals a class's key.
pub fn key_of(lang: Lang, class: CustomerClass) -> String {
    let class = terms::class(class).of(lang);
    say!(lang, "“{class}”的动作", "the moves of “{class}”")
}

/// The title above the splits.
pub fn splits_title(lang: Lang, groups: usize) -> String {
    say!(lang, "{groups} 个组，{groups} 种摆法？", "{groups} groups: how many ways to see it?")
}

/// The title above the differences: what is disputed most.
pub fn differences_title<'a>(lang: Lang, disputed: impl Iterator<Item = &'a Disagreement>) -> String {
    let disputed: Vec<&Disagreement> = disputed.collect();
    match disputed.as_slice() {
        [] => ALL_AGREE.of(lang).to_owned(),
        [only] => {
            let (title, tally) = (numbered(lang, only.card), tally(lang, only));
            say!(lang, "分歧最大：{title}（{tally}）", "Most disputed: {title} ({tally})")
        }
        [one, other] => {
            let (one, other) = (numbered(lang, one.card), numbered(lang, other.card));
            say!(lang, "分歧最大：{one}；{other}", "Most disputed: {one}; {other}")
        }
        [..] => {
            let count = disputed.len();
            let list = list(lang, disputed.iter().map(|of| of.card.number().to_string()));
            say!(lang, "分歧最大的有 {count} 个动作：{list}", "{count} moves are disputed most: {list}")
        }
    }
}

/// One after another, as the language lists things.
fn list(lang: Lang, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    })
}

/// How many groups put a move where: `投入 2 · 收获 1`.
pub fn tally(lang: Lang, of: &Disagreement) -> String {
    tally_rows(lang, of).into_iter().map(|(place, n)| format!("{place} {n}")).collect::<Vec<_>>().join(" · ")
}

fn tally_rows(lang: Lang, of: &Disagreement) -> Vec<(String, String)> {
    let classes = CustomerClass::ALL.into_iter().map(|class| terms::class(class).of(lang)).zip(of.into);
    let places = classes.chain([(NOWHERE.of(lang), of.nowhere)]).filter(|(_, groups)| *groups > 0);
    places.map(|(place, groups)| (place.to_owned(), groups.to_string())).collect()
}

/// Which two groups lie furthest apart, and about how many moves.
pub fn furthest(lang: Lang, one: &str, other: &str, moves: usize) -> String {
    let all = MarketMove::ALL.len();
    say!(
        lang,
        "相差最远的两组：{one}与{other}，{all} 个动作里有 {moves} 个不同",
        "Furthest apart: {one} and {other}, about {moves} of {all} moves"
    )
}

/// How many pairs of groups differ: `5/6`.
pub fn pairs(of: &Disagreement, groups: usize) -> String {
    format!("{}/{}", of.pairs, moves::pairs_of(groups))
}

/// Where a group put a move, as it is read aloud.
pub fn spoken_choice(lang: Lang, group: &str, card: MarketMove, class: Option<CustomerClass>) -> String {
    let (card, class) = (numbered(lang, card), class.map_or(NOWHERE, terms::class).of(lang));
    say!(lang, "{group}，{card}：{class}", "{group}, {card}: {class}")
}

/// The same once the key is known.
pub fn spoken_hit(lang: Lang, group: &str, card: MarketMove, class: Option<CustomerClass>) -> String {
    let choice = spoken_choice(lang, group, card, class);
    if class == Some(moves::key(card)) {
        say!(lang, "{choice}，一致", "{choice}, as in the key")
    } else {
        say!(lang, "{choice}，不一致", "{choice}, not as in the key")
    }
}

/// The title above a class's key: its name, and what it asks for.
pub fn key_title(lang: Lang, class: CustomerClass) -> String {
    let (class, why) = (terms::class(class).of(lang), class_reason(class).of(lang));
    say!(lang, "{class}：{why}", "{class}: {why}")
}

/// The title above the scores.
pub fn scores_title(lang: Lang, best: &[String], right: usize) -> String {
    let all = MarketMove::ALL.len();
    let names = list(lang, best.iter().cloned());
    say!(
        lang,
        "{names}得分最高：{all} 个动作中 {right} 个与答案一致",
        "Highest: {names}, {right} of {all} as in the key"
    )
}

/// A share of some: `3/4`.
pub fn of_all(right: usize, all: usize) -> String {
    format!("{right}/{all}")
}

/// Of how many, behind a large number: `/16`.
pub fn out_of(all: usize) -> String {
    format!("/{all}")
}

/// A group's score as it is read aloud.
pub fn spoken_score(lang: Lang, group: &str, score: &MoveScore) -> String {
    let (right, all) = (score.right, MarketMove::ALL.len());
    say!(lang, "{group}：{right}/{all} 分", "{group}: {right} of {all}")
}

/// Why groups count as differing so much about a move.
pub fn explain_pairs(lang: Lang, of: &Disagreement, groups: usize) -> Explanation {
    let title = format!("{} · {}", numbered(lang, of.card), pairs(of, groups));
    let rule = say!(
        lang,
        "任取两组，摆在不同类的算一处分歧；这是有分歧的对数，和一共能配成的对数。一组没有摆、另一组摆了，也算不同。",
        "Of all pairs of groups, those that have the move in different classes. Nowhere is different from anywhere."
    );
    Explanation { title, rows: tally_rows(lang, of), rule, origin: Origin::Reading }
}

/// Why a move belongs to its class.
pub fn explain_key(lang: Lang, card: MarketMove) -> Explanation {
    let class = terms::class(moves::key(card)).of(lang);
    Explanation {
        title: format!("{} · {class}", numbered(lang, card)),
        rows: Vec::new(),
        rule: reason(card).of(lang).to_owned(),
        origin: Origin::Programme,
    }
}

/// Why a group has its score.
pub fn explain_score(lang: Lang, group: &str, score: &MoveScore) -> Explanation {
    let of_class = |(class, right): (CustomerClass, usize)| {
        (terms::class(class).of(lang).to_owned(), of_all(right, moves::moves_of(class).count()))
    };
    let rule = POINTS.of(lang).to_owned();
    Explanation {
        title: spoken_score(lang, group, score),
        rows: CustomerClass::ALL.into_iter().zip(score.by_class).map(of_class).collect(),
        rule,
        origin: Origin::Reading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        let read = |text: &str| read_numbers(text).map(|moves| numbers(moves.into_iter()));
        for (text, expected) in [
            ("", Some("")),
            ("4 7 9 16", Some("4 7 9 16")),
            (" 16、４，7; 9 ", Some("4 7 9 16")),
            ("1-2/3", Some("1 2 3")),
            ("17", None),
            ("0", None),
            ("4 4", None),
            ("four", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn every_card_says_something_of_its_own_in_both_languages() {
        for lang in Lang::ALL {
            for says in [title, meaning, reason] {
                let texts: BTreeSet<_> = MarketMove::ALL.map(|card| says(card).of(lang)).into();
                assert_eq!(texts.len(), MarketMove::ALL.len());
            }
        }
    }
}
