//! What the rules say of a power map, why, what to ask next and whom, and what to do about doubtful data.

use super::{
    Explanation, Lang, Word,
    findings::{contact, listed},
    format, power_map, say, terms, words,
};
use crate::{
    analysis::power::{
        Better, NextQuestion, Question, RuleKind, Supporter, Verdict, Weight, days_since_contact, level,
    },
    model::{
        Contact, ContactId, CustomerId, Date, DuplicateRow, Opportunity, PoliticalStatus, PowerMapMethod,
        PowerThreshold, Seat, Workbook,
    },
};

words! {
    MORE = "更多", "More";
    FEWER = "收起", "Fewer";
    COPY = "复制为文字", "Copy as text";
    SAVE = "存成文件…", "Save to a file…";
    SAVE_HINT = "存成可打印的网页或纯文字，带去见客户之前看。", "A page to print, or plain text, to be taken along.";
    COPIED = "问题已复制，可以粘贴到别处。", "The questions are copied and can be pasted elsewhere.";
    FILE_KIND = "网页或文字", "Pages and texts";
    PATH_TITLE = "把问题存到哪里？", "Save the questions to which file?";
    FILE_NAME = "要问的问题", "questions to ask";
    ANSWER = "回答", "Answer";
    HANDLE_WITH_CARE = "里面有对人的判断，只给自己人看。", "This holds judgements about people: for our own eyes only.";
    IN_ORDER = "没有问题的规则", "Rules with nothing to report";
    DEFAULT = "恢复默认", "Back to the default";
    RULE_BETTER = "关键人：标为关键人的，或处在权力结构、核心圈之内的。灯色只看关键人的支持；推测的也算，并会注明。",
        "A key person is marked as one, or stands within the political structure or the inner circle. The light goes by the support of key persons; what is assumed counts, and is said to.";
    WHOLE_MAP = "看所有机会", "All of them";
    ALL_OPPORTUNITIES = "所有机会", "All opportunities";
    OPPORTUNITY = "机会", "Opportunity";
    ADD_OPPORTUNITY = "添加机会", "Add an opportunity";
    NEW_OPPORTUNITY = "新机会", "New opportunity";
    REMOVE_OPPORTUNITY = "删除这个机会", "Remove this opportunity";
    OWN_ROLES = "各机会有自己的决策角色。新机会先照抄总的角色，再改不同的地方。",
        "Each opportunity has decision roles of its own. A new one starts with the general ones; change what differs.";
    MAKE_HEAD = "设为最高层", "Put at the top";
    ADD_MISSING = "放一个占位", "Add a placeholder";
    AS_DOTTED = "记为虚线汇报", "Make it a dotted line";
    DROP_ROW = "删去这一行", "Drop this row";
    THRESHOLD_COLD = "几天不联系算冷", "Cold after days";
    THRESHOLD_THEIRS = "对方至少几人", "At least of theirs";
    THRESHOLD_OURS = "我方至少几人", "At least of ours";
    THRESHOLD_OWNER = "每人最多几位", "At most per owner";
    DECIDES = "决策者", "Decides";
    MARKED = "关键人", "Key person";
    NONE_SUPPORTS = "没有人支持我们", "nobody supports us";
    WHO_DECIDES = "谁拍板", "Who decides";
    NOBODY_KNOWN = "还不知道", "Not known yet";
    SUPPORT_DECIDES = "关键人，拍板", "Key person who decides";
    SUPPORT_KEY = "关键人", "Key person";
    SUPPORT_ASIDE = "上面没有关键人", "No key person above";
}

/// What a threshold is called.
pub const fn threshold(threshold: PowerThreshold) -> Word {
    match threshold {
        PowerThreshold::ColdAfterDays => THRESHOLD_COLD,
        PowerThreshold::MinTheirs => THRESHOLD_THEIRS,
        PowerThreshold::MinOurs => THRESHOLD_OURS,
        PowerThreshold::MaxPerOwner => THRESHOLD_OWNER,
    }
}

/// A rule, whatever it found.
pub fn rule(lang: Lang, kind: RuleKind, method: &PowerMapMethod) -> String {
    match kind {
        RuleKind::RoleUnheld => {
            say!(lang, "五个决策角色都应有人担任。", "Each of the five decision roles should be held by somebody.")
        }
        RuleKind::KeyUnowned => {
            say!(lang, "每位关键人都应有责任人。", "Every key person should have an owner of ours.")
        }
        RuleKind::KeyUncovered => {
            say!(lang, "每位关键人都应有接触。", "We should be in contact with every key person.")
        }
        RuleKind::KeyUnknown => {
            say!(lang, "每位关键人的接触程度都应清楚。", "We should know how far every key person is covered.")
        }
        RuleKind::KeyCold => {
            let days = method.cold_after_days;
            say!(
                lang,
                "与关键人的联系间隔应短于 {days} 天。",
                "No key person should be without contact for {days} days or more."
            )
        }
        RuleKind::SingleThreadedTheirs => {
            let minimum = method.min_theirs;
            say!(
                lang,
                "对方至少应有 {minimum} 人与我们有接触。",
                "At least {minimum} of theirs should be in contact with us."
            )
        }
        RuleKind::SingleThreadedOurs => {
            let minimum = method.min_ours;
            say!(
                lang,
                "我方至少应有 {minimum} 人在接触对方（按有接触的人的责任人计）。",
                "At least {minimum} of ours should be in contact with them, counted by who owns the relations in contact."
            )
        }
        RuleKind::OwnerOverloaded => {
            let maximum = method.max_per_owner;
            say!(
                lang,
                "一人负责的关键人不宜超过 {maximum} 位（所有客户合计）。",
                "One of ours should not own more than {maximum} key relations, over all customers."
            )
        }
        RuleKind::SupportAssumed => say!(
            lang,
            "支持度应有人亲眼看到或听到，再记为已确认。",
            "Support should be confirmed by somebody who saw or heard it."
        ),
        RuleKind::LevelGap => say!(
            lang,
            "当前等级（各项得分的平均值向下取整）应达到目标等级。",
            "The level now (the mean of the points, rounded down) should reach the target."
        ),
    }
}

/// Why a rule says what it says.
pub fn rule_explanation(lang: Lang, title: String, kind: RuleKind, method: &PowerMapMethod) -> Explanation {
    let defaults = PowerMapMethod::default();
    let value = |of: PowerThreshold| {
        let (now, default) = (method.threshold(of), defaults.threshold(of));
        let text = if now == default {
            now.to_string()
        } else {
            say!(lang, "{now}（默认 {default}）", "{now} (default {default})")
        };
        (threshold(of).of(lang).to_owned(), text)
    };
    let rows = kind.threshold().map(value).into_iter().collect();
    Explanation { title, rows, rule: rule(lang, kind, method), origin: kind.origin() }
}

/// A threshold back to what it is by default.
pub fn default_threshold(lang: Lang, value: u16) -> String {
    let word = DEFAULT.of(lang);
    say!(lang, "{word} {value}", "{word}: {value}")
}

/// Names and contacts of an account, for sentences.
#[derive(Clone, Copy)]
struct Account<'a> {
    lang: Lang,
    workbook: &'a Workbook,
    id: &'a CustomerId,
}

impl<'a> Account<'a> {
    fn name(&self, id: &'a ContactId) -> &'a str {
        contact(self.workbook, self.id, id)
    }

    fn names(&self, ids: impl IntoIterator<Item = &'a ContactId>) -> String {
        let names: Vec<&str> = ids.into_iter().map(|id| self.name(id)).collect();
        listed(self.lang, &names)
    }

    fn contact(&self, id: &ContactId) -> Option<&'a Contact> {
        self.workbook.organisations.get(self.id)?.contacts.get(id)
    }
}

/// How a map stands, as one sentence: who decides, who supports us, and how near they are to the decision.
pub fn sentence(lang: Lang, workbook: &Workbook, account: &CustomerId, verdict: &Verdict) -> String {
    let of = Account { lang, workbook, id: account };
    let best = verdict.supporters.first();
    let as_good = |weight| verdict.supporters.iter().filter(move |supporter| supporter.weight == weight);
    match best.map(|best| best.weight) {
        Some(Weight::Decides) => {
            let who = of.names(as_good(Weight::Decides).map(|supporter| &supporter.contact));
            say!(lang, "{who}拍板，也支持我们。", "{who}: deciding, and on our side.")
        }
        Some(Weight::Key) => {
            let who = of.names(as_good(Weight::Key).map(|supporter| &supporter.contact));
            if verdict.deciders.is_empty() {
                say!(lang, "关键人{who}支持我们，但谁拍板还不知道。", "On our side: {who}. But nobody we know decides.")
            } else {
                let decides = of.names(&verdict.deciders);
                say!(
                    lang,
                    "关键人{who}支持我们，但拍板的是{decides}。",
                    "On our side: {who}. But the decision is with {decides}."
                )
            }
        }
        _ => {
            let decides = if verdict.deciders.is_empty() {
                say!(lang, "谁拍板还不知道", "Nobody we know decides")
            } else {
                let decides = of.names(&verdict.deciders);
                say!(lang, "拍板的是{decides}", "The decision is with {decides}")
            };
            let support = too_low(of, verdict);
            say!(lang, "{decides}；{support}。", "{decides}; {support}.")
        }
    }
}

/// Who supports us where none of them is a key person.
fn too_low(of: Account<'_>, verdict: &Verdict) -> String {
    let lang = of.lang;
    let Some(best) = verdict.supporters.first() else { return NONE_SUPPORTS.of(lang).to_owned() };
    let name = of.name(&best.contact);
    let low = match best.weight {
        Weight::Below(1) => say!(lang, "低了一级", "one level too low"),
        Weight::Below(levels) => say!(lang, "低了 {levels} 级", "{levels} levels too low"),
        _ => say!(lang, "不是关键人", "no key person"),
    };
    let spoke = best.last_contact.map_or_else(String::new, |day| {
        let day = format::date(lang, day);
        say!(lang, "，上次联系在{day}", ", and we last spoke on {day}")
    });
    match verdict.supporters.len() {
        1 => say!(lang, "唯一的支持者{name}{low}{spoke}", "our only supporter, {name}, is {low}{spoke}"),
        all => say!(
            lang,
            "{all} 位支持者都不是关键人，最近的{name}{low}{spoke}",
            "none of our {all} supporters is a key person; the nearest, {name}, is {low}{spoke}"
        ),
    }
}

/// What would make a map's light better.
pub fn better(lang: Lang, workbook: &Workbook, account: &CustomerId, better: &Better) -> String {
    let of = Account { lang, workbook, id: account };
    match better {
        Better::MarkAsKey(who) => {
            let who = of.names(who);
            say!(
                lang,
                "{who}拍板也支持我们，却没有标为关键人。标上以后就是绿灯。",
                "{who}: deciding and on our side, but not marked as a key person. Marked, the light is green."
            )
        }
        Better::FindKeyPersons => say!(
            lang,
            "先找出关键人：谁在权力结构之内，谁说话算数。",
            "First find the key persons: who stands within the political structure, whose word counts."
        ),
        Better::WinOneOf(who) => {
            let who = of.names(who);
            say!(
                lang,
                "争取到一位关键人的支持就转黄灯，是决策者就转绿灯：{who}。",
                "With the support of one key person it turns amber, of one who decides green: {who}."
            )
        }
        Better::FindDecider => say!(
            lang,
            "弄清谁拍板；有决策者支持，就转绿灯。",
            "Find out who decides. With the support of a decider it turns green."
        ),
        Better::WinDecider(who) => {
            let names = of.names(who);
            if who.len() == 1 {
                say!(lang, "争取到{names}的支持，就转绿灯。", "With the support of {names} it turns green.")
            } else {
                say!(
                    lang,
                    "争取到其中一位的支持，就转绿灯：{names}。",
                    "With the support of one of these it turns green: {names}."
                )
            }
        }
        Better::Confirm(who) => {
            let who = of.names(who);
            say!(
                lang,
                "这个绿灯还靠推测：亲耳听到{who}表态，再记为已确认。",
                "Green still rests on a guess: hear it from {who}, then mark it as confirmed."
            )
        }
    }
}

/// What a light rests on: who decides, who supports us and what that is worth.
pub fn light_explanation(lang: Lang, workbook: &Workbook, account: &CustomerId, verdict: &Verdict) -> Explanation {
    let of = Account { lang, workbook, id: account };
    let mut rows = vec![(
        power_map::CONFIRMED_ONLY.of(lang).to_owned(),
        terms::light(verdict.confirmed_light).of(lang).to_owned(),
    )];
    let decides = of.names(&verdict.deciders);
    let decides = if decides.is_empty() { NOBODY_KNOWN.of(lang).to_owned() } else { decides };
    rows.push((WHO_DECIDES.of(lang).to_owned(), decides));
    let supporter = |supporter: &Supporter| (of.name(&supporter.contact).to_owned(), weight(lang, supporter.weight));
    rows.extend(verdict.supporters.iter().take(8).map(supporter));
    let (light_rule, key_rule) = (power_map::LIGHT_RULE.of(lang), RULE_BETTER.of(lang));
    Explanation {
        title: format!("{}: {}", power_map::LIGHT.of(lang), terms::light(verdict.light).of(lang)),
        rows,
        rule: format!("{light_rule}\n{key_rule}"),
        origin: crate::analysis::Origin::Literature,
    }
}

fn weight(lang: Lang, weight: Weight) -> String {
    match weight {
        Weight::Decides => SUPPORT_DECIDES.of(lang).to_owned(),
        Weight::Key => SUPPORT_KEY.of(lang).to_owned(),
        Weight::Below(1) => say!(lang, "比关键人低一级", "One level below a key person"),
        Weight::Below(levels) => say!(lang, "比关键人低 {levels} 级", "{levels} levels below a key person"),
        Weight::Aside => SUPPORT_ASIDE.of(lang).to_owned(),
    }
}

/// Why a question is asked: what stands out about the person, and what is not known or not done.
pub fn why(
    lang: Lang,
    workbook: &Workbook,
    account: &CustomerId,
    verdict: &Verdict,
    question: &Question,
    today: Date,
) -> String {
    let of = Account { lang, workbook, id: account };
    let Some(contact) = question.contact().and_then(|id| of.contact(id)) else {
        return say!(lang, "这个角色还没有人。", "Nobody holds this role yet.");
    };
    let fact = match question {
        Question::WhoHolds(_) | Question::WhoSits(_) => terms::seat(contact.seat).of(lang).to_owned(),
        Question::WhoLeads(_) => say!(lang, "填的上级不在图上", "the manager given is not on the map"),
        Question::WhoOwns(_) => say!(lang, "没有责任人", "nobody of us owns the relation"),
        Question::WhoKnows(_) => say!(lang, "接触程度不清楚", "coverage unknown"),
        Question::WhoIntroduces(_) => say!(lang, "还没有接触", "no contact yet"),
        Question::WhereTheyStand(_) => say!(lang, "支持度未知", "support unknown"),
        Question::HowWeKnow(_) => {
            let support = contact.support.as_ref().map_or("", |support| terms::support(support.value).of(lang));
            say!(lang, "“{support}”只是推测", "“{support}” is only assumed")
        }
        Question::WhatTheyNeed(_) => say!(lang, "期望和个人需求都没有记", "neither expectation nor need is noted"),
        Question::WhatChanged(_) => {
            let days = days_since_contact(contact, today).unwrap_or_default();
            say!(lang, "{days} 天没有联系", "no contact for {days} days")
        }
        Question::WhatLifts(_) => {
            let levels = [level(&contact.relation), contact.relation.target].map(|level| level.map_or(0, |l| l.get()));
            let [now, target] = levels;
            say!(lang, "关系 {now} 级，目标 {target} 级", "relation at level {now}, target {target}")
        }
    };
    match standing(lang, verdict, contact) {
        Some(standing) => say!(lang, "{standing}，{fact}。", "{standing}; {fact}."),
        None => say!(lang, "{fact}。", "{fact}."),
    }
}

/// What makes somebody count.
fn standing(lang: Lang, verdict: &Verdict, contact: &Contact) -> Option<&'static str> {
    if contact.seat != Seat::Held {
        return None;
    }
    if verdict.deciders.contains(&contact.id) {
        return Some(DECIDES.of(lang));
    }
    let status = contact.status.as_ref().map(|status| status.value);
    match status.filter(|status| *status >= PoliticalStatus::Structure) {
        Some(status) => Some(terms::political_status(status).of(lang)),
        None => contact.key.as_ref().map(|key| terms::key_person(key.value).of(lang)),
    }
}

/// Whom one could ask; empty where nobody comes to mind.
pub fn whom(lang: Lang, workbook: &Workbook, account: &CustomerId, next: &NextQuestion) -> String {
    let of = Account { lang, workbook, id: account };
    let ours = next.ours.as_ref().map(|member| {
        let member = workbook.member_label(member);
        say!(lang, "{member}（我方）", "{member} (ours)")
    });
    let theirs = next.theirs.as_ref().map(|id| {
        let name = of.name(id);
        say!(lang, "{name}（支持我们）", "{name} (supports us)")
    });
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    };
    let all: Vec<String> = ours.into_iter().chain(theirs).collect();
    if all.is_empty() {
        return String::new();
    }
    let all = all.join(separator);
    say!(lang, "可以问：{all}", "Ask: {all}")
}

/// How many questions are left below the first.
pub fn more(lang: Lang, count: usize) -> String {
    let word = MORE.of(lang);
    say!(lang, "{word}（{count}）", "{word} ({count})")
}

/// Which opportunity a verdict is for.
pub fn is_for(lang: Lang, opportunity: &Opportunity) -> String {
    let (word, name) = (OPPORTUNITY.of(lang), opportunity.label());
    say!(lang, "{word}：{name}", "{word}: {name}")
}

/// The roles somebody holds in an opportunity.
pub fn roles_in(lang: Lang, opportunity: &Opportunity, roles: &[&str]) -> String {
    let (roles, is_for) = (listed(lang, roles), is_for(lang, opportunity));
    say!(lang, "{is_for}，{roles}", "{is_for}, {roles}")
}

/// Somebody who is given as their own manager, and what to do about it.
pub fn own_manager(lang: Lang, who: &str) -> String {
    say!(
        lang,
        "{who} 的上级填成了自己。改挂到别人之下，或设为最高层。",
        "{who} is given as their own manager. Hang them onto somebody else, or put them at the top."
    )
}

/// A row of an import whose id was taken: what it says that the map doesn't.
pub fn duplicate_row(lang: Lang, who: &str, row: &DuplicateRow, manager: Option<&str>) -> String {
    let id = &row.id;
    match manager {
        Some(manager) => say!(
            lang,
            "编号“{id}”还有一行，写的上级是{manager}。图上用的是第一行（{who}）。",
            "Another row has the id “{id}” and names {manager} as manager. The map uses the first ({who})."
        ),
        None => say!(
            lang,
            "编号“{id}”还有一行。图上用的是第一行（{who}）；是另一个人的话，在来源表里改好编号再导入。",
            "Another row has the id “{id}”. The map uses the first ({who}); if it is somebody else, correct the id in the source and import again."
        ),
    }
}

/// What is taken along: how the map stands, and what to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeAlong {
    /// What it is, and of whom.
    pub title: String,
    /// The day, and the opportunity if it is for one.
    pub of: Vec<String>,
    /// How the map stands.
    pub sentence: String,
    /// What would make it better.
    pub better: String,
    /// The questions, each with why it is asked and whom one could ask.
    pub questions: Vec<Asked>,
}

/// A question that is taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// Whom one could ask; may be empty.
    pub whom: String,
}

impl TakeAlong {
    /// The first so many questions about an account, for an opportunity or the map as a whole.
    pub fn of(
        lang: Lang,
        workbook: &Workbook,
        account: &CustomerId,
        (opportunity, verdict): (Option<&Opportunity>, &Verdict),
        count: usize,
        today: Date,
    ) -> Self {
        let asked = |next: &NextQuestion| Asked {
            question: super::findings::question(lang, workbook, account, &next.question),
            why: why(lang, workbook, account, verdict, &next.question, today),
            whom: whom(lang, workbook, account, next),
        };
        let title = super::findings::QUESTIONS.of(lang);
        let better = verdict.better.as_ref().map(|advice| self::better(lang, workbook, account, advice));
        Self {
            title: format!("{title} · {}", workbook.customer_label(account)),
            of: opportunity.map(|of| is_for(lang, of)).into_iter().chain([format::date(lang, today)]).collect(),
            sentence: format!(
                "{} · {}",
                terms::light(verdict.light).of(lang),
                sentence(lang, workbook, account, verdict)
            ),
            better: better.unwrap_or_default(),
            questions: verdict.questions.iter().take(count).map(asked).collect(),
        }
    }

    /// As plain text.
    pub fn text(&self) -> String {
        let mut lines = vec![self.title.clone(), self.of.join(" · "), String::new(), self.sentence.clone()];
        lines.extend(Some(self.better.clone()).filter(|text| !text.is_empty()));
        for (asked, n) in self.questions.iter().zip(1..) {
            lines.extend([String::new(), format!("{n}. {}", asked.question)]);
            let reasons = [&asked.why, &asked.whom].into_iter().filter(|text| !text.is_empty());
            lines.extend(reasons.map(|text| format!("   {text}")));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}
