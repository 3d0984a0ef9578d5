//! The 360° assessment: words, findings and explanations.

use super::{
    Explanation, Lang, Word,
    format::{UNKNOWN, difference, number, number_or_unknown, percent_of_one},
    forms, say, terms, words,
};
use crate::{
    analysis::{
        Audience, Origin,
        anonymity::{Groups, Hidden, Reason},
        assessment::{Comparison, ItemMeans, Mean, Norm, PointSum, Quadrant, RateeResult, RoundResult},
    },
    model::{AssessmentMethod, Item, RaterGroup, Table},
};

/// Decimals of every mean and difference that is drawn.
const DECIMALS: usize = 1;
/// Decimals in explanations, where one wants to check them.
const EXACT: usize = 2;

words! {
    ROUND = "轮次", "Round";
    PERSON = "人员", "Person";
    PREVIOUS = "上一位（PageUp）", "Previous person (PageUp)";
    NEXT = "下一位（PageDown）", "Next person (PageDown)";
    OTHERS = "他评", "Others";
    CLASS_MEAN = "班级平均", "Class mean";
    HEADS_MEAN = "正职平均", "Heads’ mean";
    EACH_GROUP = "各组", "Each group";
    ONE_SPREAD = "上下各 1 个标准差", "1 standard deviation either side";
    BEYOND_CLASS = "比班级", "vs class";
    BEYOND_HEADS = "比正职", "vs heads";
    BEYOND_OTHERS = "比他评", "vs others";
    BY_ROLE = "各角色：自评、班级与正职", "By role: self, class and heads";
    BY_GROUP = "各角色：自评与他评", "By role: self and others";
    ACTIVITIES = "关键业务活动：自评与他评", "Key business activities: self and others";
    SELF_MINUS = "自评减去", "Self minus";
    SELF_MINUS_OTHERS = "自评减他评", "Self minus others";
    STRONGEST = "相对最强：与自评相比，他评最高", "Strongest: others highest against self";
    IN_BETWEEN = "居中", "In between";
    WEAKEST = "相对最弱：与自评相比，他评最低", "Weakest: others lowest against self";
    WITHOUT_GAP = "尚缺自评或他评", "Self or others still missing";
    NOT_SHOWN = "不予显示的组", "Groups not shown";
    FLAGGED = "差距过大", "Large gap";
    RAW_ANSWERS = "谁拿着讲师的工作簿，谁就能读到每个人的原始回答。发给本人的是报告，不是工作簿。",
        "Whoever holds the trainer’s workbook can read everyone’s raw answers. Hand out reports, not the workbook.";
    AGREED = "全体一致", "all agree";
    NO_ROUNDS = "这里逐个角色比较一个人的自评、班级平均、正职平均和他评。先建一轮评估，再导入各人的评分。",
        "This compares, role by role, how a person sees themselves with the class, the heads and everyone who rates \
         them. Start a round, then import the ratings.";
    NO_TEAM = "这里逐个角色比较一个人的自评、班级平均、正职平均和他评。先把团队成员导入工作簿，才能建一轮评估。",
        "This compares, role by role, how a person sees themselves with the class, the heads and everyone who rates \
         them. A round needs a team: import your people first.";
    NO_RATEES = "这一轮还没有被评的人。导入评分后，结果就在这里。",
        "Nobody is rated in this round yet. Once ratings are imported, the results stand here.";
    NO_ROLES = "这一轮所用的问卷没有角色，无从比较。", "The questionnaire of this round has no roles to compare.";
}

/// Self, others and the class mean that puts them in a quadrant, with as many decimals as show on which side they are.
pub(super) fn told_apart(oneself: f64, others: f64, class: f64) -> [String; 3] {
    let tells = [oneself, others].iter().all(|value| mean(*value) != mean(class));
    [oneself, others, class].map(|value| number(value, if tells { DECIMALS } else { EXACT }))
}

/// A person's activities by their places, ranked by gap: under each heading those that belong there, and no heading
/// without any.
pub fn ranks(ratee: &RateeResult) -> impl Iterator<Item = (Word, Vec<usize>)> {
    let [strongest, between, weakest] = ratee.ranked_activities().map(<[usize]>::to_vec);
    let ranked = &ratee.activities_by_gap;
    let unranked = (0..ratee.activities.len()).filter(|place| !ranked.contains(place)).collect();
    let ranks =
        [(STRONGEST, strongest), (IN_BETWEEN, between), (WEAKEST, weakest), (WITHOUT_GAP, unranked)].into_iter();
    ranks.filter(|(_, places): &(Word, Vec<usize>)| !places.is_empty())
}

/// The name of a quadrant.
pub const fn quadrant(quadrant: Quadrant) -> Word {
    match quadrant {
        Quadrant::SharedStrength => SHARED_STRENGTH,
        Quadrant::BlindSpot => BLIND_SPOT,
        Quadrant::Potential => POTENTIAL,
        Quadrant::ToDevelop => TO_DEVELOP,
    }
}

words! {
    SHARED_STRENGTH = "优势共识", "Shared strength";
    BLIND_SPOT = "盲区", "Blind spot";
    POTENTIAL = "潜能", "Potential";
    TO_DEVELOP = "待发展共识", "To develop";
    ON_THE_LINE = "在线上，不归类", "On the line";
}

/// The button that starts the first round.
pub fn start_round(lang: Lang, people: usize) -> String {
    say!(lang, "新建一轮评估（全体 {people} 人）", "Start a round with all {people} people")
}

/// The name of a new round.
pub fn round_name(lang: Lang, number: usize) -> String {
    say!(lang, "第 {number} 轮", "Round {number}")
}

/// A person's post, where in the round they stand, and how many of the forms about them came back.
pub fn standing(lang: Lang, post: &str, place: usize, of: usize, returned: usize, asked: usize) -> String {
    let place = say!(lang, "第 {place} / {of} 人", "{place} of {of}");
    let returned = match asked {
        0 => say!(lang, "已收 {returned} 份", "{returned} answers in"),
        _ => say!(lang, "已收 {returned} / {asked} 份", "{returned} of {asked} answers in"),
    };
    [post, &place, &returned].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// In place of the charts, while nothing is in.
pub fn no_answers(lang: Lang, name: &str, asked: usize) -> String {
    if asked == 0 {
        return say!(lang, "还没有收到关于{name}的评分。", "No ratings of {name} are in yet.");
    }
    say!(
        lang,
        "还没有收到关于{name}的评分。已请 {asked} 人作答，收齐后导入即可。",
        "No ratings of {name} are in yet. {asked} people were asked; import their ratings when they arrive."
    )
}

/// In place of the charts, for someone who isn't in the round.
pub fn not_in_round(lang: Lang, name: &str, round: &str) -> String {
    say!(lang, "{name}不在“{round}”这一轮里。", "{name} is not part of “{round}”.")
}

/// A number of people.
pub fn n(count: usize) -> String {
    format!("n={count}")
}

/// The smallest and largest number of people.
pub fn n_range(least: usize, most: usize) -> String {
    if least == most { n(least) } else { format!("n={least}–{most}") }
}

/// A mean as it is drawn.
pub fn mean(value: f64) -> String {
    number(value, DECIMALS)
}

/// A difference as it is drawn.
pub fn gap(value: f64) -> String {
    difference(value, DECIMALS)
}

/// Groups shown or hidden as one.
pub fn groups(lang: Lang, groups: Groups) -> String {
    let names: Vec<&str> = groups.iter().map(|group| terms::rater_group(group).of(lang)).collect();
    names.join(match lang {
        Lang::Zh => "与",
        Lang::En | Lang::Pseudo => " + ",
    })
}

/// The difference to a group, as a column or a name calls it.
pub fn beyond_group(lang: Lang, of: Groups) -> String {
    let groups = groups(lang, of);
    say!(lang, "比{groups}", "vs {groups}")
}

/// Why something isn't shown, in a few words.
pub fn not_shown(lang: Lang, reason: Reason, protects: Groups, min: usize) -> String {
    match reason {
        Reason::TooFew => say!(lang, "人数不足，不予显示（少于 {min} 人）", "too few to show (fewer than {min})"),
        Reason::WouldLeak => {
            let protects = groups(lang, protects);
            say!(lang, "不予显示，否则可推算出{protects}的评分", "not shown, or {protects} could be worked out")
        }
        Reason::Unanimous => AGREED.of(lang).to_owned(),
    }
}

/// Which groups aren't shown, and why.
pub fn hidden(lang: Lang, found: &Hidden, min: usize) -> String {
    let who = groups(lang, found.groups);
    let why = not_shown(lang, found.reason, found.protects, min);
    say!(lang, "{who}：{why}", "{who}: {why}")
}

/// A difference rounded to what is drawn, or `None` where nothing is left of it.
pub(super) fn drawn(value: f64) -> Option<(String, bool)> {
    let text = number(value.abs(), DECIMALS);
    text.bytes().any(|b| (b'1'..=b'9').contains(&b)).then_some((text, value > 0.0))
}

/// The finding of self against the class: the role with the largest difference.
pub fn class_finding(lang: Lang, largest: Option<(&str, f64)>) -> String {
    let Some((role, value)) = largest else { return BY_ROLE.of(lang).to_owned() };
    match drawn(value) {
        Some((by, true)) => {
            say!(
                lang,
                "自评与班级平均相差最大的是 {role}：高 {by}",
                "Furthest from the class mean: {role}, {by} above it"
            )
        }
        Some((by, false)) => {
            say!(
                lang,
                "自评与班级平均相差最大的是 {role}：低 {by}",
                "Furthest from the class mean: {role}, {by} below it"
            )
        }
        None => say!(lang, "每个角色的自评都与班级平均相当", "Self scores are at the class mean in every role"),
    }
}

/// The finding of self against others: the role with the largest gap.
pub fn others_finding(lang: Lang, largest: Option<(&str, f64)>) -> String {
    let Some((role, value)) = largest else { return BY_GROUP.of(lang).to_owned() };
    match drawn(value) {
        Some((by, true)) => {
            say!(lang, "自评与他评差距最大的是 {role}：自评高 {by}", "Widest gap to others: {role}, self {by} higher")
        }
        Some((by, false)) => {
            say!(lang, "自评与他评差距最大的是 {role}：自评低 {by}", "Widest gap to others: {role}, self {by} lower")
        }
        None => say!(lang, "每个角色的自评都与他评一致", "Self and others agree in every role"),
    }
}

/// The finding of the activities: the one where self and others lie furthest apart.
pub fn activities_finding(lang: Lang, largest: Option<(&str, f64)>) -> String {
    let Some((activity, value)) = largest else { return ACTIVITIES.of(lang).to_owned() };
    match drawn(value) {
        Some((by, true)) => say!(
            lang,
            "关键业务活动中差距最大的是“{activity}”：自评高 {by}",
            "Widest gap among key business activities: {activity}, self {by} higher"
        ),
        Some((by, false)) => say!(
            lang,
            "关键业务活动中差距最大的是“{activity}”：自评低 {by}",
            "Widest gap among key business activities: {activity}, self {by} lower"
        ),
        None => {
            say!(lang, "各项关键业务活动的自评都与他评一致", "Self and others agree on every key business activity")
        }
    }
}

/// A shown value: what it is of a role or an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The self score.
    Oneself,
    /// The mean of all others.
    Others,
    /// A group's mean.
    Group(Groups),
    /// The class mean.
    Class,
    /// The heads' mean.
    Heads,
    /// Self − class.
    BeyondClass,
    /// Self − heads.
    BeyondHeads,
    /// Self − others.
    Gap,
    /// Self − a group.
    BeyondGroup(Groups),
    /// Where self and others stand against the class.
    Quadrant,
    /// A group that isn't shown here.
    Dropped(Groups),
    /// A group whose raters all answered alike here.
    Agreed(Groups),
}

/// Whose value it is: a role or an activity of a person, with everything its explanation may name.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The role's or activity's name.
    pub name: &'a str,
    /// A role's items; none for an activity, which is one itself.
    pub items: Option<&'a Table<Item>>,
    /// The items' means, for self and each group shown.
    pub item_means: &'a [ItemMeans],
    /// The round.
    pub round: &'a RoundResult,
    /// The person's numbers.
    pub comparison: &'a Comparison,
    /// The class mean, of a role.
    pub class: Option<&'a Norm>,
    /// The heads' mean, of a role.
    pub heads: Option<&'a Norm>,
    /// Where self and others stand, of a role.
    pub quadrant: Option<Quadrant>,
    /// The rules' numbers.
    pub method: &'a AssessmentMethod,
    /// Who looks.
    pub audience: Audience,
}

/// What a shown value is called: `自评`, `vs class`.
pub fn caption(lang: Lang, fact: Fact) -> String {
    match fact {
        Fact::Oneself => terms::rater_group(RaterGroup::Oneself).of(lang).to_owned(),
        Fact::Others => OTHERS.of(lang).to_owned(),
        Fact::Group(of) | Fact::Dropped(of) | Fact::Agreed(of) => groups(lang, of),
        Fact::Class => CLASS_MEAN.of(lang).to_owned(),
        Fact::Heads => HEADS_MEAN.of(lang).to_owned(),
        Fact::BeyondClass => BEYOND_CLASS.of(lang).to_owned(),
        Fact::BeyondHeads => BEYOND_HEADS.of(lang).to_owned(),
        Fact::Gap => BEYOND_OTHERS.of(lang).to_owned(),
        Fact::BeyondGroup(of) => beyond_group(lang, of),
        Fact::Quadrant => QUADRANT.of(lang).to_owned(),
    }
}

words! {
    QUADRANT = "象限", "Quadrant";
    MEAN = "平均", "Mean";
    ITEM_MEANS = "各题平均", "Means of items";
    RATERS = "评价人数", "Raters";
    PEOPLE = "自评人数", "People";
    SPREAD = "标准差", "Standard deviation";
    AGREEMENT = "评价一致性 rwg(j)", "Agreement rwg(j)";
    FLAGGED_ABOVE = "标记线", "Flagged above";
    MINIMUM = "最少人数", "Minimum";
    FOR_TRAINER = "仅讲师可见", "For the trainer only";
    FEWER_THAN_MINIMUM = "人数不足", "too few people";
}

/// Why a shown value is what it is.
pub fn explanation(lang: Lang, subject: &Subject<'_>, fact: Fact) -> Explanation {
    let (rows, rule, origin) = match fact {
        Fact::Oneself => (subject.own_rows(lang), own_rule(lang, subject), Origin::Literature),
        Fact::Others => (subject.others_rows(lang), others_rule(lang), Origin::Literature),
        Fact::Group(of) => (subject.group_rows(lang, of), group_rule(lang, subject, of), Origin::Literature),
        Fact::Class => (subject.norm_rows(lang, subject.class), class_rule(lang), Origin::Reading),
        Fact::Heads => (subject.norm_rows(lang, subject.heads), heads_rule(lang), Origin::Reading),
        Fact::BeyondClass => {
            (subject.difference_rows(lang, Fact::Class), difference_rule(lang, fact), Origin::Programme)
        }
        Fact::BeyondHeads => {
            (subject.difference_rows(lang, Fact::Heads), difference_rule(lang, fact), Origin::Programme)
        }
        Fact::BeyondGroup(of) => {
            (subject.difference_rows(lang, Fact::Group(of)), difference_rule(lang, fact), Origin::Programme)
        }
        Fact::Gap => (subject.gap_rows(lang), gap_rule(lang, subject), Origin::Literature),
        Fact::Quadrant => {
            let rows = [Fact::Oneself, Fact::Others, Fact::Class].map(|fact| subject.exact_row(lang, fact)).to_vec();
            (rows, quadrant_rule(lang), Origin::Literature)
        }
        Fact::Dropped(of) => {
            let rows = vec![(MINIMUM.of(lang).to_owned(), subject.round.min_group.to_string())];
            (rows, dropped_rule(lang, of), Origin::Literature)
        }
        Fact::Agreed(_) => (Vec::new(), agreed_rule(lang), Origin::Reading),
    };
    Explanation { title: subject.spoken(lang, fact), rows, rule, origin }
}

/// Why some groups are not shown of a person at all.
pub fn hidden_explanation(lang: Lang, found: &Hidden, min: usize) -> Explanation {
    let rule = match found.reason {
        Reason::TooFew => say!(
            lang,
            "同级、下级和客户受匿名保护。人数不足的组先与最小的另一组合并一次；合并后仍不足，就不显示，也不计入他评。",
            "Peers, direct reports and customers are protected. A group that is too small is merged once with the \
             smallest other one; if that is still too small, it is left out, of others too."
        ),
        Reason::WouldLeak => say!(
            lang,
            "显示出来的平均分和人数合在一起，不得推算出任何未显示的组，因此这一组也不显示，也不计入他评。",
            "Means and numbers shown together must not give any hidden group away. So this group is hidden as well, and \
             left out of others."
        ),
        Reason::Unanimous => agreed_rule(lang),
    };
    Explanation {
        title: hidden(lang, found, min),
        rows: vec![(MINIMUM.of(lang).to_owned(), min.to_string())],
        rule: [rule.as_str(), RAW_ANSWERS.of(lang)].join(if lang == Lang::Zh { "" } else { " " }),
        origin: Origin::Literature,
    }
}

impl Subject<'_> {
    /// A shown value in words: `O 整体经营 比他评 +1.2`.
    pub fn spoken(&self, lang: Lang, fact: Fact) -> String {
        let (name, caption) = (self.name, caption(lang, fact));
        let value = match fact {
            Fact::Oneself => mean_or_unknown(self.comparison.oneself),
            Fact::Others => mean_or_unknown(self.comparison.others),
            Fact::Group(of) => mean_or_unknown(self.group(of)),
            Fact::Class => mean_or_unknown(self.class()),
            Fact::Heads => mean_or_unknown(self.heads()),
            Fact::BeyondClass => self.beyond(self.class()),
            Fact::BeyondHeads => self.beyond(self.heads()),
            Fact::BeyondGroup(of) => self.beyond(self.group(of)),
            Fact::Gap if self.comparison.flagged => {
                format!("{} {}", self.beyond(self.comparison.others), FLAGGED.of(lang))
            }
            Fact::Gap => self.beyond(self.comparison.others),
            Fact::Quadrant => self.quadrant.map_or(ON_THE_LINE, quadrant).of(lang).to_owned(),
            Fact::Dropped(_) => FEWER_THAN_MINIMUM.of(lang).to_owned(),
            Fact::Agreed(_) => AGREED.of(lang).to_owned(),
        };
        format!("{name} {caption} {value}")
    }

    fn class(&self) -> Option<Mean> {
        self.class.and_then(|norm| norm.seen_by(self.audience))
    }

    fn heads(&self) -> Option<Mean> {
        self.heads.and_then(|norm| norm.seen_by(self.audience))
    }

    fn group(&self, of: Groups) -> Option<Mean> {
        self.comparison.groups.iter().find(|(groups, _)| *groups == of).map(|(_, mean)| *mean)
    }

    fn beyond(&self, mean: Option<Mean>) -> String {
        let both = self.comparison.oneself.zip(mean);
        both.map_or_else(|| UNKNOWN.to_owned(), |(oneself, mean)| gap(oneself.value - mean.value))
    }

    fn exact_row(&self, lang: Lang, fact: Fact) -> (String, String) {
        let found = match fact {
            Fact::Oneself => self.comparison.oneself,
            Fact::Others => self.comparison.others,
            Fact::Class => self.class(),
            Fact::Heads => self.heads(),
            Fact::Group(of) => self.group(of),
            _ => None,
        };
        (caption(lang, fact), number_or_unknown(found.map(|mean| mean.value), EXACT))
    }

    fn own_rows(&self, lang: Lang) -> Vec<(String, String)> {
        let mut rows = vec![self.exact_row(lang, Fact::Oneself)];
        rows.extend(self.item_rows(lang, Groups::one(RaterGroup::Oneself)));
        rows
    }

    fn group_rows(&self, lang: Lang, of: Groups) -> Vec<(String, String)> {
        let mut rows = mean_rows(lang, RATERS, self.group(of));
        rows.extend(self.item_rows(lang, of));
        rows
    }

    /// What went into a role's mean, item by item, or why that isn't shown.
    fn item_rows(&self, lang: Lang, of: Groups) -> Vec<(String, String)> {
        let found = self.item_means.iter().find(|means| means.groups == of);
        let Some((items, found)) = self.items.zip(found) else { return Vec::new() };
        let sums = match &found.sums {
            Ok(sums) => sums,
            Err(reason) => {
                let why = not_shown(lang, *reason, of, self.round.min_group);
                return vec![(ITEM_MEANS.of(lang).to_owned(), why)];
            }
        };
        let oneself = of.contains(RaterGroup::Oneself);
        let row = |(item, sum): (&Item, &PointSum)| {
            let text = forms::wording(lang, item, oneself);
            let text = if text.is_empty() { item.id.as_str() } else { text };
            (text.to_owned(), sum.mean().map_or_else(|| UNKNOWN.to_owned(), mean))
        };
        items.iter().zip(sums).map(row).collect()
    }

    fn others_rows(&self, lang: Lang) -> Vec<(String, String)> {
        let group = |(of, found): &(Groups, Mean)| (groups(lang, *of), mean_and_n(found));
        let mut rows: Vec<_> = self.comparison.groups.iter().map(group).collect();
        rows.extend(mean_rows(lang, RATERS, self.comparison.others));
        if let Some(agreement) = self.comparison.agreement.filter(|_| self.audience == Audience::Trainer) {
            rows.push((AGREEMENT.of(lang).to_owned(), number(agreement, EXACT)));
        }
        rows
    }

    fn norm_rows(&self, lang: Lang, norm: Option<&Norm>) -> Vec<(String, String)> {
        let mut rows = mean_rows(lang, PEOPLE, norm.and_then(|norm| norm.seen_by(self.audience)));
        if norm.is_some_and(|norm| norm.trainer_only) {
            rows.push((FOR_TRAINER.of(lang).to_owned(), FEWER_THAN_MINIMUM.of(lang).to_owned()));
        }
        rows
    }

    fn difference_rows(&self, lang: Lang, from: Fact) -> Vec<(String, String)> {
        vec![self.exact_row(lang, Fact::Oneself), self.exact_row(lang, from)]
    }

    fn gap_rows(&self, lang: Lang) -> Vec<(String, String)> {
        let mut rows = self.difference_rows(lang, Fact::Others);
        rows.push((FLAGGED_ABOVE.of(lang).to_owned(), number(self.round.flag_above, EXACT)));
        rows
    }
}

fn mean_or_unknown(found: Option<Mean>) -> String {
    found.map_or_else(|| UNKNOWN.to_owned(), |found| mean(found.value))
}

fn mean_and_n(found: &Mean) -> String {
    format!("{}  {}", number(found.value, EXACT), n(found.n))
}

/// A mean, over how many, and how far they lie apart.
pub(super) fn mean_rows(lang: Lang, people: Word, found: Option<Mean>) -> Vec<(String, String)> {
    let Some(found) = found else { return Vec::new() };
    vec![
        (MEAN.of(lang).to_owned(), number(found.value, EXACT)),
        (people.of(lang).to_owned(), found.n.to_string()),
        (SPREAD.of(lang).to_owned(), number_or_unknown(found.spread, EXACT)),
    ]
}

fn own_rule(lang: Lang, subject: &Subject<'_>) -> String {
    let share = percent_of_one(subject.method.min_answered.get(), 0);
    say!(
        lang,
        "已作答各题的平均分。至少答了 {share} 的题才计分；“未观察到”和空着的不计。",
        "The mean of the items answered, if at least {share} of them were. “Not observed” and open ones don't count."
    )
}

fn others_rule(lang: Lang) -> String {
    say!(
        lang,
        "除本人外每位评价人得分的平均，每人一票。未显示的组不计入。",
        "The mean over every rater but the person, each counting once. Groups that aren't shown are left out."
    )
}

fn group_rule(lang: Lang, subject: &Subject<'_>, of: Groups) -> String {
    let min = subject.round.min_group;
    if of.iter().any(RaterGroup::is_protected) {
        say!(
            lang,
            "组内每位评价人得分的平均。受匿名保护的组至少 {min} 人才显示，不足时先合并。",
            "The mean over the group's raters. A protected group is shown from {min} raters on; smaller ones are merged."
        )
    } else {
        say!(lang, "上级的评分，不受匿名保护。", "The manager's rating; managers are not protected.")
    }
}

fn class_rule(lang: Lang) -> String {
    say!(
        lang,
        "本轮每个人自评的平均，包括本人。",
        "The mean of everyone's self score in this round, this person's included."
    )
}

fn heads_rule(lang: Lang) -> String {
    say!(
        lang,
        "本轮正职自评的平均；本人是正职时也计入。",
        "The mean of the heads' self scores in this round; this person's too, if a head."
    )
}

fn difference_rule(lang: Lang, fact: Fact) -> String {
    let compared = match fact {
        Fact::BeyondClass => CLASS_MEAN.of(lang).to_owned(),
        Fact::BeyondHeads => HEADS_MEAN.of(lang).to_owned(),
        Fact::BeyondGroup(of) => groups(lang, of),
        _ => OTHERS.of(lang).to_owned(),
    };
    say!(
        lang,
        "自评减去{compared}；正数表示自评更高。按未取整的数相减。",
        "Self less {compared}: positive where self is higher. Taken before rounding."
    )
}

fn gap_rule(lang: Lang, subject: &Subject<'_>) -> String {
    let divisor = trimmed(subject.method.flag_divisor.get());
    say!(
        lang,
        "自评减去他评；正数表示自评更高。差距超过分制 ÷ {divisor} 时标记。",
        "Self less others: positive where self is higher. Flagged when it exceeds the scale's points ÷ {divisor}."
    )
}

fn quadrant_rule(lang: Lang) -> String {
    say!(
        lang,
        "与班级平均相比：两者都高是优势共识；自评高、他评低是盲区；他评高、自评低是潜能；两者都低是待发展共识。正好在线上的不归类。",
        "Against the class mean: both above is a shared strength; self above and others below a blind spot; others above \
         and self below potential; both below is to develop. On the line is nowhere."
    )
}

fn dropped_rule(lang: Lang, of: Groups) -> String {
    let who = groups(lang, of);
    say!(
        lang,
        "{who}在这一项上作答的人数不足，这里不显示，也不计入这里的他评。",
        "Too few of {who} answered here: not shown, and left out of others here."
    )
}

fn agreed_rule(lang: Lang) -> String {
    say!(
        lang,
        "组内每个人的评价都一样，给出分数就等于说出了每个人的评价。所以只说一致，不给分数，也不计入这里的他评。",
        "Everyone in the group answered alike, so a number would be the answer of each. It only says that they agree, and \
         leaves them out of others here."
    )
}

/// A number without decimals that say nothing.
fn trimmed(value: f64) -> String {
    number(value, if value.fract() == 0.0 { 0 } else { EXACT })
}
