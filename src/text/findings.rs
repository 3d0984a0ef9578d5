//! What the findings and the power map's rules say, and the questions they lead to.

use super::{Lang, erasing, format, record, say, terms, words};
use crate::{
    analysis::{
        findings::{Finding, FindingKind, Place},
        power::{PowerFinding, PowerRule, Question},
    },
    model::{ContactId, CustomerId, Workbook},
};

words! {
    TITLE = "待查事项", "Findings";
    NONE = "没有待查事项。", "Nothing to look into.";
    QUESTIONS = "接下来要问的", "Questions to ask next";
    RESTS_ON_ASSUMPTIONS = "这个灯色靠的是推测", "This light rests on assumptions";
    METHOD = "方法设置", "Method";
}

/// How many names a sentence lists before it only counts the rest.
const NAMES: usize = 5;

/// What was found, in a sentence.
pub fn finding(lang: Lang, workbook: &Workbook, finding: &Finding) -> String {
    let day = |day| format::date(lang, day);
    match &finding.kind {
        FindingKind::AttractionWeights { sum } => {
            let sum = plain(*sum);
            say!(
                lang,
                "客户群吸引力的权重合计为 {sum}，应为 100。",
                "The weights of attractiveness sum to {sum}, not to 100."
            )
        }
        FindingKind::AdvantageWeights { sum } => {
            let sum = plain(*sum);
            say!(
                lang,
                "相对优势的权重合计为 {sum}，应为 100。",
                "The weights of relative advantage sum to {sum}, not to 100."
            )
        }
        FindingKind::GoalWeights { sum } => {
            let sum = plain(*sum);
            say!(lang, "目标的重要性合计为 {sum}，应为 100。", "The weights of the goals sum to {sum}, not to 100.")
        }
        FindingKind::EvaluationOverdue { ended } => {
            let ended = day(*ended);
            say!(
                lang,
                "周期到 {ended} 已结束，还没有评价面谈。",
                "The period ended on {ended} and is not evaluated yet."
            )
        }
        FindingKind::PersonUnknown(person) => {
            say!(lang, "团队里没有“{person}”这个人。", "The team has nobody with the id “{person}”.")
        }
        FindingKind::RateeUnknown(person) => {
            say!(lang, "被评人“{person}”不在团队中。", "“{person}” is rated but not in the team.")
        }
        FindingKind::MemberUnknown(person) => {
            say!(lang, "负责人“{person}”不在团队中。", "“{person}” is named as responsible but not in the team.")
        }
        FindingKind::ManagerUnknown(manager) => {
            say!(lang, "上级“{manager}”不在团队中。", "The manager given, “{manager}”, is not in the team.")
        }
        FindingKind::SuperiorUnknown(manager) => {
            say!(lang, "上级“{manager}”不在图上。", "The manager given, “{manager}”, is not on the map.")
        }
        FindingKind::TeamCycle(members) => {
            let names: Vec<&str> = members.iter().map(|id| workbook.member_label(id)).collect();
            cycle(lang, &names)
        }
        FindingKind::ContactCycle(contacts) => {
            let label = |id| match &finding.place {
                Place::Contact(account, _) => contact(workbook, account, id),
                _ => id.as_str(),
            };
            let names: Vec<&str> = contacts.iter().map(label).collect();
            cycle(lang, &names)
        }
        FindingKind::DuplicateRows { rows } => say!(
            lang,
            "另有 {rows} 行用了同一个编号，已保留，未放入架构。",
            "More rows with the same id: {rows}. They are kept, but not used in the structure."
        ),
        FindingKind::ScoresMissing { attractiveness: true, advantage: false } => {
            say!(lang, "客户群吸引力还没有评分，无法定级。", "Attractiveness has no scores yet, so there is no class.")
        }
        FindingKind::ScoresMissing { attractiveness: false, .. } => {
            say!(
                lang,
                "相对优势还没有双方评分，无法定级。",
                "Advantage is not scored for both sides yet, so there is no class."
            )
        }
        FindingKind::ScoresMissing { .. } => {
            say!(lang, "两条轴都还没有评分，无法定级。", "Neither axis has scores yet, so there is no class.")
        }
        FindingKind::Unowned { what } => {
            let what = or_unnamed(lang, what);
            say!(lang, "“{what}”还没有负责人。", "Nobody is responsible for “{what}” yet.")
        }
        FindingKind::Overdue { what, due } => {
            let (what, due) = (or_unnamed(lang, what), day(*due));
            say!(lang, "“{what}”应于{due}完成，已过期。", "“{what}” was due on {due}.")
        }
        FindingKind::PlanStepOverdue { step, aim, due } => {
            let (step, aim, due) = (terms::plan_step(*step).of(lang), or_unnamed(lang, aim), day(*due));
            say!(lang, "“{aim}”的{step}应于{due}完成，已过期。", "{step} for “{aim}” was due on {due}.")
        }
        FindingKind::RecordChanged { change, signed } => record::unexplained(lang, *signed, change),
        FindingKind::SealBroken(part) => record::broken(lang, *part),
        FindingKind::RecordAltered(alteration) => record::altered(lang, alteration.on, &alteration.change),
        FindingKind::AnswersOverdue { missing, due } => {
            let due = day(*due);
            say!(
                lang,
                "{due}已截止，还差 {missing} 份答卷。",
                "Answers were due on {due}; sheets still missing: {missing}."
            )
        }
        FindingKind::KeptTooLong { until } => erasing::kept_too_long(lang, *until),
    }
}

/// What a place is called: `李敏 · 2026-Q3`.
pub fn place(lang: Lang, workbook: &Workbook, place: &Place) -> String {
    match place {
        Place::Method => METHOD.of(lang).to_owned(),
        Place::Member(id) => workbook.member_label(id).to_owned(),
        Place::Customer(id) => workbook.customer_label(id).to_owned(),
        Place::Contact(account, id) => {
            format!("{} · {}", workbook.customer_label(account), contact(workbook, account, id))
        }
        Place::GoalCard(person, period) => format!("{} · {period}", workbook.member_label(person)),
        Place::Goal(person, period, goal) => {
            let card = workbook.goal_cards.get(&(person.clone(), period.clone()));
            let label = card.and_then(|card| card.goals.get(goal)).map_or(goal.as_str(), |goal| goal.label());
            format!("{} · {period} · {label}", workbook.member_label(person))
        }
        Place::Conversation(id) => workbook.conversations.get(id).map_or_else(
            || id.to_string(),
            |talk| format!("{} · {}", workbook.member_label(&talk.person), terms::conversation(talk.kind).of(lang)),
        ),
        Place::Round(id) => workbook.rounds.get(id).map_or(id.as_str(), |round| round.label()).to_owned(),
        Place::Plan(id) => {
            workbook.plans.get(id).map_or(id.as_str(), |plan| workbook.member_label(&plan.person)).to_owned()
        }
    }
}

/// What a rule found on an account's map, in a sentence that names the people.
pub fn power_finding(lang: Lang, workbook: &Workbook, account: &CustomerId, finding: &PowerFinding) -> String {
    let names: Vec<&str> = finding.contacts.iter().map(|id| contact(workbook, account, id)).collect();
    let who = listed(lang, &names);
    match &finding.rule {
        PowerRule::RoleUnheld(role) => {
            let role = terms::decision_role(*role).of(lang);
            say!(lang, "没有人担任{role}。", "Nobody holds the role of {role}.")
        }
        PowerRule::KeyUnowned => say!(lang, "关键人没有责任人：{who}。", "Key persons without an owner: {who}."),
        PowerRule::KeyUncovered => say!(lang, "关键人还没有接触：{who}。", "Key persons without contact: {who}."),
        PowerRule::KeyUnknown => {
            say!(lang, "不清楚有没有接触的关键人：{who}。", "Key persons whose coverage is unknown: {who}.")
        }
        PowerRule::KeyCold { days } => say!(
            lang,
            "{days} 天以上没有联系的关键人：{who}。",
            "Key persons without contact for {days} days or more: {who}."
        ),
        PowerRule::SingleThreadedTheirs { in_contact, minimum } => say!(
            lang,
            "单线联系：对方只有 {in_contact} 人与我们有接触，至少应有 {minimum} 人。",
            "Single-threaded: {in_contact} of theirs in contact with us, and there should be at least {minimum}."
        ),
        PowerRule::SingleThreadedOurs { in_contact, minimum } => say!(
            lang,
            "单线联系：我方只有 {in_contact} 人在接触对方，至少应有 {minimum} 人。",
            "Single-threaded: {in_contact} of ours in contact with them, and there should be at least {minimum}."
        ),
        PowerRule::OwnerOverloaded { owner, relations, maximum } => {
            let owner = workbook.member_label(owner);
            say!(
                lang,
                "{owner}负责 {relations} 位关键人，超过 {maximum} 位；在本图上的有：{who}。",
                "{owner} owns {relations} key relations, more than {maximum}; on this map: {who}."
            )
        }
        PowerRule::SupportAssumed => say!(lang, "支持度只是推测：{who}。", "Support is only assumed: {who}."),
        PowerRule::LevelGap => say!(lang, "关系等级低于目标：{who}。", "Relations below their target: {who}."),
    }
}

/// A question to ask next about an account.
pub fn question(lang: Lang, workbook: &Workbook, account: &CustomerId, question: &Question) -> String {
    let name = |id| contact(workbook, account, id);
    match question {
        Question::WhoHolds(role) => {
            let role = terms::decision_role(*role).of(lang);
            say!(lang, "谁是{role}？", "Who is the {role}?")
        }
        Question::WhoSits(id) => {
            let seat = name(id);
            say!(lang, "“{seat}”这个位置上是谁，或者将会是谁？", "Who sits in the seat “{seat}”, or will?")
        }
        Question::WhoLeads(id) => {
            let name = name(id);
            say!(lang, "{name}向谁汇报？", "To whom does {name} report?")
        }
        Question::WhoOwns(id) => {
            let name = name(id);
            say!(lang, "我们谁来负责{name}？", "Who of us owns the relation with {name}?")
        }
        Question::WhoKnows(id) => {
            let name = name(id);
            say!(lang, "我们有人接触过{name}吗？", "Has any of us been in contact with {name}?")
        }
        Question::WhoIntroduces(id) => {
            let name = name(id);
            say!(lang, "谁能把我们引荐给{name}？", "Who can introduce us to {name}?")
        }
        Question::WhereTheyStand(id) => {
            let name = name(id);
            say!(lang, "{name}支持我们吗？", "Does {name} support us?")
        }
        Question::HowWeKnow(id) => {
            let name = name(id);
            say!(lang, "我们凭什么判断{name}的支持度？", "What tells us how far {name} supports us?")
        }
        Question::WhatTheyNeed(id) => {
            let name = name(id);
            say!(lang, "{name}期待我们什么，自己需要什么？", "What does {name} expect of us, and need personally?")
        }
        Question::WhatChanged(id) => {
            let name = name(id);
            say!(lang, "上次联系之后，{name}那里有什么变化？", "What has changed for {name} since we last spoke?")
        }
        Question::WhatLifts(id) => {
            let name = name(id);
            say!(lang, "做什么能让与{name}的关系达到目标？", "What would bring the relation with {name} to its target?")
        }
    }
}

/// A contact's name, or the id.
pub(super) fn contact<'a>(workbook: &'a Workbook, account: &CustomerId, id: &'a ContactId) -> &'a str {
    let found = workbook.organisations.get(account).and_then(|organisation| organisation.contacts.get(id));
    found.map_or(id.as_str(), |contact| contact.label())
}

fn cycle(lang: Lang, names: &[&str]) -> String {
    match names {
        [one] => say!(lang, "{one}的上级填成了自己。", "{one} is given as their own manager."),
        _ => {
            let who = listed(lang, names);
            say!(lang, "汇报关系成环：{who}。", "These report to one another in a circle: {who}.")
        }
    }
}

/// `张三、李四等 7 人`, `Ann, Bob and 5 more`.
pub(super) fn listed(lang: Lang, names: &[&str]) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    };
    let shown = names.iter().take(NAMES).copied().collect::<Vec<_>>().join(separator);
    let (all, rest) = (names.len(), names.len().saturating_sub(NAMES));
    if rest == 0 { shown } else { say!(lang, "{shown}等 {all} 人", "{shown} and {rest} more") }
}

fn or_unnamed(lang: Lang, text: &str) -> String {
    if text.is_empty() { say!(lang, "未写明", "not described") } else { text.to_owned() }
}

/// A sum of weights: as many decimals as it needs, two at most.
fn plain(value: f64) -> String {
    let text = format::number(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Customer, MemberId};

    #[test]
    fn sentences_carry_their_facts() {
        let mut workbook = Workbook::default();
        let acme = CustomerId::new("acme").unwrap();
        std::sync::Arc::make_mut(&mut workbook.customers).put(Customer::new(acme.clone(), "华星通信"));
        let overdue = Finding {
            kind: FindingKind::Overdue { what: "拜访".to_owned(), due: date(2026, 10, 1) },
            place: Place::Customer(acme),
        };
        assert_eq!(finding(Lang::Zh, &workbook, &overdue), "“拜访”应于2026年10月1日完成，已过期。");
        assert_eq!(finding(Lang::En, &workbook, &overdue), "“拜访” was due on 1 Oct 2026.");
        assert_eq!(place(Lang::En, &workbook, &overdue.place), "华星通信");
        let weights = Finding { kind: FindingKind::AdvantageWeights { sum: 99.5 }, place: Place::Method };
        assert_eq!(
            finding(Lang::En, &workbook, &weights),
            "The weights of relative advantage sum to 99.5, not to 100."
        );
        let circle: Vec<_> = (0..7).map(|n| MemberId::new(&n.to_string()).unwrap()).collect();
        let circle = Finding { place: Place::Member(circle[0].clone()), kind: FindingKind::TeamCycle(circle) };
        assert_eq!(finding(Lang::Zh, &workbook, &circle), "汇报关系成环：0、1、2、3、4等 7 人。");
        assert!(finding(Lang::En, &workbook, &circle).ends_with("0, 1, 2, 3, 4 and 2 more."));
    }
}
