//! Results as a trainer shows them: quadrants, one finding at a time, the class step by step, and how far raters agree.
//! These sentences speak about a person, in front of others; those of the report speak to them.

use super::{
    Explanation, Lang, Word,
    assessment::{self as common, PEOPLE, drawn, groups, mean, mean_rows, n, not_shown, told_apart},
    format::{UNKNOWN, number, number_or_unknown},
    say, words,
};
use crate::analysis::{
    Origin,
    anonymity::{Groups, Reason},
    assessment::{Comparison, Distribution, Mean, Quadrant, Whose},
};

words! {
    QUADRANTS = "象限", "Quadrants";
    FINDINGS = "逐条发现", "Findings";
    CLASS = "班级", "Class";
    AGREEMENT = "一致性", "Agreement";
}

// --- Quadrants ------------------------------------------------------------------------------------------------------

words! {
    ROLE = "角色", "Role";
    SELF_AXIS = "自评减班级平均", "Self minus class mean";
    OTHERS_AXIS = "他评减班级平均", "Others minus class mean";
    NO_SELF = "没有自评", "no self score";
    NO_OTHERS = "没有他评", "no score by others";
    NO_CLASS = "没有班级平均", "no class mean";
    SHARED_STRENGTH_HINT = "自评高，他评也高", "Self high, others high";
    BLIND_SPOT_HINT = "自评高，他评低", "Self high, others low";
    POTENTIAL_HINT = "自评低，他评高", "Self low, others high";
    TO_DEVELOP_HINT = "自评低，他评也低", "Self low, others low";
}

/// What a quadrant means, in a few words.
pub const fn quadrant_hint(quadrant: Quadrant) -> Word {
    match quadrant {
        Quadrant::SharedStrength => SHARED_STRENGTH_HINT,
        Quadrant::BlindSpot => BLIND_SPOT_HINT,
        Quadrant::Potential => POTENTIAL_HINT,
        Quadrant::ToDevelop => TO_DEVELOP_HINT,
    }
}

/// How many roles stand where.
pub fn quadrants_finding(lang: Lang, roles: usize, count: impl Fn(Quadrant) -> usize) -> String {
    let counted = |quadrant| match count(quadrant) {
        0 => None,
        count => Some(format!("{} {count}", common::quadrant(quadrant).of(lang))),
    };
    let counts: Vec<String> = Quadrant::ALL.into_iter().filter_map(counted).collect();
    if counts.is_empty() {
        return say!(lang, "{roles} 个角色，还没有一个能归入象限", "Of {roles} roles, none has a quadrant yet");
    }
    let counts = counts.join(match lang {
        Lang::Zh => "，",
        Lang::En | Lang::Pseudo => ", ",
    });
    say!(lang, "{roles} 个角色：{counts}", "{roles} roles: {counts}")
}

/// Why a role has no quadrant.
pub fn no_quadrant(lang: Lang, of: &Comparison, class: Option<Mean>, class_hidden: bool, min: usize) -> String {
    let too_few = || not_shown(lang, Reason::TooFew, Groups::default(), min);
    if class_hidden {
        let (class, why) = (common::CLASS_MEAN.of(lang), too_few());
        return say!(lang, "{class}：{why}", "{class}: {why}");
    }
    match (of.oneself, of.others, class) {
        (None, ..) => NO_SELF.of(lang).to_owned(),
        (_, None, _) if !of.agreed.is_empty() => not_shown(lang, Reason::Unanimous, Groups::default(), min),
        (_, None, _) if !of.dropped.is_empty() => too_few(),
        (_, None, _) => NO_OTHERS.of(lang).to_owned(),
        (.., None) => NO_CLASS.of(lang).to_owned(),
        (Some(_), Some(_), Some(_)) => common::ON_THE_LINE.of(lang).to_owned(),
    }
}

/// Over how many, and how far they lie apart.
pub fn n_and_spread(lang: Lang, of: Mean) -> String {
    let n = n(of.n);
    match of.spread.map(mean) {
        Some(spread) => say!(lang, "{n}，标准差 {spread}", "{n}, SD {spread}"),
        None => n,
    }
}

// --- One finding at a time ------------------------------------------------------------------------------------------

words! {
    PREVIOUS_FINDING = "上一条（PageUp 或 ←）", "Previous finding (PageUp or ←)";
    NEXT_FINDING = "下一条（PageDown 或 →）", "Next finding (PageDown or →)";
    NOTHING_TO_TELL = "还没有可讲的发现：缺自评、他评或班级平均。",
        "Nothing to tell yet: the self score, the others’ or the class mean is missing.";
    STRONGEST_ACTIVITIES = "业务活动 · 相对最强", "Activities · strongest";
    WEAKEST_ACTIVITIES = "业务活动 · 相对最弱", "Activities · weakest";
}

/// Where one is among the findings.
pub fn position(place: usize, of: usize) -> String {
    format!("{} / {of}", place + 1)
}

/// A role in its quadrant.
pub fn standing(lang: Lang, quadrant: Quadrant, role: &str, oneself: f64, others: f64, class: f64) -> String {
    let [own, others, class] = told_apart(oneself, others, class);
    match quadrant {
        Quadrant::SharedStrength => say!(
            lang,
            "{role}是优势共识：自评 {own}，他评 {others}，都高于班级平均 {class}",
            "{role} is a shared strength: self {own} and others {others}, both above the class mean of {class}"
        ),
        Quadrant::BlindSpot => say!(
            lang,
            "{role}是盲区：自评 {own}，高于班级平均 {class}；他评只有 {others}",
            "{role} is a blind spot: self {own} is above the class mean of {class}, others {others} below it"
        ),
        Quadrant::Potential => say!(
            lang,
            "{role}是潜能：他评 {others}，高于班级平均 {class}；自评只有 {own}",
            "{role} is a potential: others {others} are above the class mean of {class}, self {own} below it"
        ),
        Quadrant::ToDevelop => say!(
            lang,
            "{role}是待发展共识：自评 {own}，他评 {others}，都低于班级平均 {class}",
            "{role} is to be developed: self {own} and others {others}, both below the class mean of {class}"
        ),
    }
}

/// A gap that is flagged.
pub fn wide_gap(lang: Lang, name: &str, difference: f64, limit: f64) -> String {
    let (by, limit) = (mean(difference.abs()), mean(limit));
    if difference > 0.0 {
        say!(
            lang,
            "{name}：自评比他评高 {by}，超过标记线 {limit}",
            "{name}: self is {by} above others, beyond the limit of {limit}"
        )
    } else {
        say!(
            lang,
            "{name}：自评比他评低 {by}，超过标记线 {limit}",
            "{name}: self is {by} below others, beyond the limit of {limit}"
        )
    }
}

/// The strongest activities, by the first of them.
pub fn strongest(lang: Lang, first: &str) -> String {
    say!(
        lang,
        "与自评相比，他评最高的业务活动是“{first}”",
        "Of all activities, others are highest against self in “{first}”"
    )
}

/// The weakest activities, by the first of them.
pub fn weakest(lang: Lang, first: &str) -> String {
    say!(
        lang,
        "与自评相比，他评最低的业务活动是“{first}”",
        "Of all activities, others are lowest against self in “{first}”"
    )
}

/// A whole group that gave the same answer.
pub fn agreed(lang: Lang, of: Groups, name: &str) -> String {
    let who = groups(lang, of);
    say!(lang, "{who}对“{name}”的评价全体一致", "{who}: all agree on “{name}”")
}

/// Several groups that did.
pub fn agreed_in(lang: Lang, places: usize) -> String {
    say!(
        lang,
        "有 {places} 处，一组人的评价全体一致，所以不给分数",
        "In {places} places all of a group agree, so no number is given"
    )
}

/// Several groups that are not shown.
pub fn not_shown_in(lang: Lang, places: usize) -> String {
    say!(lang, "为保护评价人，有 {places} 处不予显示", "To protect the raters, {places} groups are not shown")
}

/// A group in a role or an activity.
pub fn group_in(lang: Lang, of: Groups, name: &str) -> String {
    let who = groups(lang, of);
    say!(lang, "{name} · {who}", "{name} · {who}")
}

// --- The class ------------------------------------------------------------------------------------------------------

words! {
    FOCUS_CLASS = "全班", "Everyone";
    FOCUS_PERSON = "一个人", "One person";
    SELF_SCORES = "各人自评", "Self scores";
    OTHERS_SCORES = "各人他评", "Others’ scores";
    START_AGAIN = "重新开始", "Start again";
    ONE_BACK = "退回一步（PageUp 或 ←）", "One step back (PageUp or ←)";
    ONE_ON_HINT = "空格、→ 或点一下图，揭示下一步", "Space, → or a click on the chart reveals the next step";
    NO_CLASS_RESULTS = "还没有人交回自评，班级图还画不出来。", "Nobody’s self score is in yet, so there is no class to show.";
    EACH_PERSON = "每点一人", "A dot is a person";
}

/// How many steps were revealed.
pub fn revealed(steps: usize, of: usize) -> String {
    format!("{steps} / {of}")
}

/// The button that reveals the next step.
pub fn reveal(lang: Lang, what: &str) -> String {
    say!(lang, "揭示：{what}", "Reveal: {what}")
}

/// The chart as what a click on it does.
pub fn reveal_by_click(lang: Lang, what: &str) -> String {
    say!(lang, "点一下图，揭示：{what}", "Click the chart to reveal: {what}")
}

/// Before anything is revealed. Without a name, of the class.
pub fn guess(lang: Lang, name: Option<&str>) -> String {
    match name {
        None => say!(
            lang,
            "先猜：大家在哪个角色上给自己的分最高？",
            "Guess first: in which role does the class rate itself highest?"
        ),
        Some(name) => say!(
            lang,
            "先猜：{name}在哪个角色上给自己的分最高？",
            "Guess first: in which role does {name} score highest, by self?"
        ),
    }
}

/// A person's self scores, as what a sentence is about.
pub fn self_scores_of(lang: Lang, name: &str) -> String {
    say!(lang, "{name}的自评", "{name}’s self scores")
}

/// The role in which self scores lie furthest apart.
pub fn widest(lang: Lang, role: &str, from: f64, to: f64) -> String {
    let (from, to) = (mean(from), mean(to));
    say!(
        lang,
        "自评最分散的是 {role}：从 {from} 到 {to}",
        "Self scores lie furthest apart in {role}: from {from} to {to}"
    )
}

/// The roles with the highest and the lowest of some scores.
pub fn ends(lang: Lang, whose: &str, high: (&str, f64), low: (&str, f64)) -> String {
    let [(high, top), (low, bottom)] = [high, low].map(|(name, value)| (name, mean(value)));
    if high == low {
        return say!(lang, "{whose}：{high} {top}", "{whose}: {high} {top}");
    }
    if top == bottom {
        return say!(lang, "{whose}在每个角色上都相当：{top}", "{whose}: about {top} in every role");
    }
    say!(
        lang,
        "{whose}最高的是 {high}（{top}），最低的是 {low}（{bottom}）",
        "{whose}: highest in {high} ({top}), lowest in {low} ({bottom})"
    )
}

/// The role in which some scores lie furthest from the heads' mean: self scores of a person, or the class mean.
pub fn heads_finding(lang: Lang, whose: &str, (role, value): (&str, f64)) -> String {
    match drawn(value) {
        Some((by, true)) => say!(
            lang,
            "{whose}与正职平均相差最大的是 {role}：高 {by}",
            "{whose}: furthest from the heads’ mean in {role}, {by} above it"
        ),
        Some((by, false)) => say!(
            lang,
            "{whose}与正职平均相差最大的是 {role}：低 {by}",
            "{whose}: furthest from the heads’ mean in {role}, {by} below it"
        ),
        None => say!(lang, "{whose}与正职平均处处相当", "{whose}: at the heads’ mean in every role"),
    }
}

/// How the class lies on a role, as one reads it aloud.
fn spoken(lang: Lang, role: &str, whose: Whose, of: &Distribution) -> String {
    let whose = scores_of(whose).of(lang);
    match (of.scores.first(), of.scores.last()) {
        (Some(low), Some(high)) => {
            let (n, low, high) = (n(of.scores.len()), mean(*low), mean(*high));
            format!("{role} {whose} {low}–{high} {n}")
        }
        _ => format!("{role} {whose} {UNKNOWN}"),
    }
}

/// What the scores of a class are called.
pub const fn scores_of(whose: Whose) -> Word {
    match whose {
        Whose::Oneself => SELF_SCORES,
        Whose::Others => OTHERS_SCORES,
    }
}

/// How the class lies on a role.
pub fn distribution(lang: Lang, role: &str, whose: Whose, of: &Distribution, min: usize) -> Explanation {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut counts: Vec<(String, usize)> = Vec::new();
    for score in of.scores.iter().map(|score| mean(*score)) {
        match counts.last_mut() {
            Some((last, count)) if *last == score => *count += 1,
            _ => counts.push((score, 1)),
        }
    }
    rows.extend(counts.into_iter().map(|(score, count)| (score, n(count))));
    // The mean of self scores is the class mean, which has its own time to be revealed.
    rows.extend(mean_rows(lang, PEOPLE, of.mean.filter(|_| whose == Whose::Others)));
    if of.trainer_only {
        rows.push((common::FOR_TRAINER.of(lang).to_owned(), common::FEWER_THAN_MINIMUM.of(lang).to_owned()));
    }
    let rule = say!(
        lang,
        "每点一人，从低到高，不标姓名。少于 {min} 人时只给讲师看。",
        "A dot is a person, lowest first, without names. Of fewer than {min} people they are for the trainer only."
    );
    Explanation { title: spoken(lang, role, whose, of), rows, rule, origin: Origin::Reading }
}

// --- How far raters agree -------------------------------------------------------------------------------------------

/// A statistic of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// Cronbach's alpha.
    Alpha,
    /// ICC(1,1).
    OneSingle,
    /// ICC(2,1).
    TwoSingle,
    /// ICC(3,1).
    ThreeSingle,
    /// ICC(1,k).
    OneMean,
    /// ICC(2,k).
    TwoMean,
    /// ICC(3,k).
    ThreeMean,
    /// rwg(j) of one person's raters.
    Rwg,
}

impl Statistic {
    /// Those of a role over everyone rated.
    pub const OF_ROLES: [Self; 7] = [
        Self::Alpha,
        Self::OneSingle,
        Self::TwoSingle,
        Self::ThreeSingle,
        Self::OneMean,
        Self::TwoMean,
        Self::ThreeMean,
    ];

    /// Its sign in the literature.
    pub const fn sign(self) -> Word {
        match self {
            Self::Alpha => ALPHA,
            Self::OneSingle => ICC_1_1,
            Self::TwoSingle => ICC_2_1,
            Self::ThreeSingle => ICC_3_1,
            Self::OneMean => ICC_1_K,
            Self::TwoMean => ICC_2_K,
            Self::ThreeMean => ICC_3_K,
            Self::Rwg => RWG,
        }
    }

    const fn rule(self) -> Word {
        match self {
            Self::Alpha => ALPHA_RULE,
            Self::OneSingle => ICC_1_1_RULE,
            Self::TwoSingle => ICC_2_1_RULE,
            Self::ThreeSingle => ICC_3_1_RULE,
            Self::OneMean => ICC_1_K_RULE,
            Self::TwoMean => ICC_2_K_RULE,
            Self::ThreeMean => ICC_3_K_RULE,
            Self::Rwg => RWG_RULE,
        }
    }
}

words! {
    ALPHA = "α", "α";
    ICC_1_1 = "ICC(1,1)", "ICC(1,1)";
    ICC_2_1 = "ICC(2,1)", "ICC(2,1)";
    ICC_3_1 = "ICC(3,1)", "ICC(3,1)";
    ICC_1_K = "ICC(1,k)", "ICC(1,k)";
    ICC_2_K = "ICC(2,k)", "ICC(2,k)";
    ICC_3_K = "ICC(3,k)", "ICC(3,k)";
    RWG = "rwg(j)", "rwg(j)";
    ALPHA_RULE = "克龙巴赫 α：一个角色的各题是不是在量同一件事。取本人以外每份答全的回答；越接近 1，各题越一致。",
        "Cronbach’s alpha: whether a role’s items measure one thing. From every complete answer but self; near 1 they do.";
    ICC_1_1_RULE = "每人由不同的人评价时，一位评价人的分数里有多少是人与人的差别。单因素方差分析。",
        "Everyone rated by different people: how much of one rater’s score is a difference between those rated. One-way \
         analysis of variance.";
    ICC_2_1_RULE = "所有人由同一批人评价，这批人代表更多的人：一位评价人的分数有多可靠。评价人不同时无法计算。",
        "Everyone rated by the same people, who stand for many: how reliable one rater’s score is. Undefined where raters \
         differ.";
    ICC_3_1_RULE = "所有人由同一批人评价，只论这批人：一位评价人的分数有多可靠。评价人不同时无法计算。",
        "Everyone rated by the same people, who stand for themselves: how reliable one rater’s score is. Undefined where \
         raters differ.";
    ICC_1_K_RULE = "同 ICC(1,1)，但看的是全部评价人的平均分，k 按各人评价人数折算。",
        "As ICC(1,1), of the mean over all raters; k allows for different numbers of them.";
    ICC_2_K_RULE = "同 ICC(2,1)，但看的是全部评价人的平均分。", "As ICC(2,1), of the mean over all raters.";
    ICC_3_K_RULE = "同 ICC(3,1)，但看的是全部评价人的平均分。", "As ICC(3,1), of the mean over all raters.";
    RWG_RULE = "评价同一个人的各位，在这个角色的各题上有多一致：与随意作答的方差相比，1 是完全一致，0 与随意作答无异。只算答全的，本人除外。",
        "How far those who rate one person agree over the role’s items, against the variance of answers by chance: 1 is \
         full agreement, 0 no better than chance. Complete answers only, self left out.";
    BY_ROLE = "各角色，全部被评人合计", "By role, over everyone rated";
    BY_PERSON = "每个人的评价人之间：rwg(j)", "Among each person’s raters: rwg(j)";
    PERSON = "被评人", "Person";
    AGREEMENT_INTRO = "仅讲师可见。越接近 1，评价人越一致；一致低的地方，平均分只能当作谈话的引子。",
        "For the trainer only. Near 1, raters agree; where they do not, a mean is no more than the start of a conversation.";
    UNDEFINED = "数据不足，无法计算", "Too little data to compute it";
    NO_AGREEMENT = "还没有他人的评价，谈不上一致不一致。", "Nobody else has rated anyone yet: there is nothing to agree on.";
}

/// A statistic's value as it is drawn.
pub fn statistic(value: Option<f64>) -> String {
    number_or_unknown(value, 2)
}

/// What a statistic of a role, or of a person in a role, is and means.
pub fn statistic_explained(lang: Lang, of: &[&str], which: Statistic, value: Option<f64>) -> Explanation {
    let sign = which.sign().of(lang);
    let rows = match value {
        Some(value) => vec![(sign.to_owned(), number(value, 3))],
        None => vec![(sign.to_owned(), UNDEFINED.of(lang).to_owned())],
    };
    Explanation {
        title: format!("{} {sign} {}", of.join(" "), statistic(value)),
        rows,
        rule: which.rule().of(lang).to_owned(),
        origin: Origin::Literature,
    }
}
