//! The person's own 360° report. It speaks to the participant.

use super::{
    Lang, Word,
    assessment::{gap, mean, told_apart},
    say, words,
};
use crate::analysis::assessment::Quadrant;

words! {
    TITLE = "360° 评估报告", "360° report";
    SUBTITLE = "大客户经理：别人眼中的我，我眼中的自己", "Key account manager: how others see me, how I see myself";
    ROUND = "评估轮次", "Round";
    AS_OF = "结果截至", "Results as of";
    ANSWERS = "评价份数", "Answers";
    FOR_YOU = "本报告只交给本人。给谁看，由您决定。", "This report is yours alone. You decide who else sees it.";

    HOW_TO_READ = "怎样读这份报告", "How to read this report";
    WHAT_IT_IS = "这是什么", "What it is";
    WHAT_IT_IS_TEXT = "您和与您共事的人，就同一份问卷各自作答。报告把两种看法放在一起：哪里一致，哪里不同。它不是考核，也不是排名，\
        而是一次对话的起点。",
        "You and people who work with you answered the same questionnaire. The report puts both views side by side: where \
         they agree and where they differ. It is no appraisal and no ranking, but the start of a conversation.";
    THE_SCALE = "分数", "The scores";
    THE_MARKS = "图上的标记", "The marks";
    MARKS_TEXT = "每一行是一条完整的分数线。两个标记离得越远，看法差得越多；线的长短比分数本身更值得看。",
        "Each row is the whole scale. The further two marks lie apart, the more the views differ; how far apart they are \
         often matters more than the scores themselves.";
    WHO_IS_WHO = "谁算在里面", "Who is in which number";
    OTHERS_TEXT = "他评是除您本人以外每位评价人得分的平均，每人一票；不予显示的组不计入。班级平均和正职平均取自各人的自评，也包括您的。",
        "Others is the mean over every rater but you, each counting once; groups that aren’t shown are left out. The class \
         mean and the heads’ mean are taken from self scores, yours among them.";
    ANONYMITY = "没有人的回答会单独出现", "Nobody’s answers are shown";
    RAW_ANSWERS = "谁能看到原始回答：拿着讲师那份工作簿的人。工作簿里存有每个人的逐题回答，所以它由讲师保管，不外传。",
        "Who can read the raw answers: whoever holds the trainer’s workbook. It keeps every single answer, so the trainer \
         keeps it and does not pass it on.";

    CLASS_SECTION = "我与班级、正职", "Me, the class and the heads";
    OTHERS_SECTION = "我与他人", "Me and the others";
    FINDINGS_SECTION = "优势、差距、盲区与潜能", "Strengths, gaps, blind spots and potentials";
    FINDINGS_INTRO = "把自评和他评分别与班级平均相比，每个角色落在四种情形之一。正好在线上的，不归入任何一种。",
        "Your own score and the others’ are each compared with the class mean, which puts a role in one of four places. \
         What lies on the line is in none of them.";
    GAPS = "差距最大的地方", "The widest gaps";
    NO_GAPS = "没有哪个角色的自评和他评差得特别多。", "In no role do your own score and the others’ lie unusually far apart.";
    NO_FINDINGS = "没有可比的数：还缺自评、他评或班级平均。",
        "There is nothing to compare yet: your own score, the others’ or the class mean is missing.";
    ACTIVITIES_SECTION = "关键业务活动", "Key business activities";
    ACTIVITIES_INTRO = "按自评与他评的差排列：越往上，他人看您越高于您看自己；越往下则相反。",
        "Ranked by the difference between your own score and the others’: the higher up, the higher others see you \
         against your own view; the further down, the other way round.";
    COMMENTS_SECTION = "他们写下的话", "What they wrote";
    COMMENTS_INTRO = "原话照登，顺序打乱，不分组别。先找反复出现的意思，不必猜是谁写的。",
        "Their own words, shuffled and without groups. Look for what comes up again and again rather than for who wrote it.";
    NO_COMMENTS = "没有人写下意见。", "Nobody wrote anything.";

    PLAN_SECTION = "我的发展计划", "My development plan";
    PLAN_INTRO = "选一两件事就够。写下现在在哪里、可以到哪里，再按 PARR 四步走。",
        "One or two things are enough. Write down where you are and where you could be, then take the four steps of PARR.";
    BY = "日期", "By";
    QUESTIONS = "带到下一次谈话的问题", "Questions for the next conversation";
    SAMPLE = "例", "Example";
}

/// The number of answers in.
pub fn answers(lang: Lang, count: usize) -> String {
    say!(lang, "{count} 份（含自评）", "{count}, your own among them")
}

/// What the scale means.
pub fn scale(lang: Lang, points: u8, lowest: &str, highest: &str) -> String {
    if lowest.is_empty() || highest.is_empty() {
        return say!(
            lang,
            "1 分到 {points} 分，越高越好。“未观察到”不算 0 分，不计入平均。",
            "From 1 to {points}, higher is better. “Not observed” is no zero and is left out of every mean."
        );
    }
    say!(
        lang,
        "1 分“{lowest}”到 {points} 分“{highest}”。“未观察到”不算 0 分，不计入平均。n 是这个平均数里有几个人。",
        "From 1, “{lowest}”, to {points}, “{highest}”. “Not observed” is no zero and is left out of every mean. n is how \
         many people are in a mean."
    )
}

/// How the raters are protected.
pub fn anonymity(lang: Lang, min: usize) -> Vec<String> {
    vec![
        say!(
            lang,
            "同级、下级和客户受匿名保护：一组至少 {min} 人作答才显示；不足时与另一组合并，合并后仍不足就不显示，也不计入他评。",
            "Peers, direct reports and customers are protected. A group shows from {min} raters on; a smaller one is merged \
             with another, and if that is still too small it is not shown, nor counted among the others."
        ),
        say!(
            lang,
            "一组人在某处的评价完全一样时，只写“全体一致”，不给分数，否则等于说出了每个人的评价。",
            "Where everyone in a group answered alike, it says “all agree” without a number, which would be the answer of each."
        ),
        say!(
            lang,
            "上级的评价不受保护。文字意见不分组、打乱顺序，但措辞本身可能让人认出作者。",
            "Managers are not protected. Comments are shuffled and without groups, but their wording may still give away who \
             wrote them."
        ),
        say!(
            lang,
            "报告一经出具，这一轮的结果就固定下来。迟到的回答要等一组又来了至少 {min} 人，才会在下一次发布中计入。",
            "The first report freezes the round. Later answers wait until a group has gained at least {min} raters, and come \
             out together in a next release."
        ),
    ]
}

/// What a quadrant says of a role.
pub fn finding(lang: Lang, quadrant: Quadrant, role: &str, oneself: f64, others: f64, class: f64) -> String {
    let [own, others, class] = told_apart(oneself, others, class);
    match quadrant {
        Quadrant::SharedStrength => say!(
            lang,
            "{role}：您给自己 {own}，他人给您 {others}，都高于班级平均 {class}。这是您和他人都看得到的长处，可以放心倚重，也可以用来带别人。",
            "{role}: you gave yourself {own}, others gave you {others}; both are above the class mean of {class}. You and \
             they see this strength. Build on it, and help others with it."
        ),
        Quadrant::BlindSpot => say!(
            lang,
            "{role}：您给自己 {own}，高于班级平均 {class}；他人给您 {others}，低于它。他人没有看到您以为他们看到的。请一位您信任的人举一个具体的例子。",
            "{role}: you gave yourself {own}, above the class mean of {class}; others gave you {others}, below it. They do \
             not see what you expect them to see. Ask somebody you trust for one concrete example."
        ),
        Quadrant::Potential => say!(
            lang,
            "{role}：您给自己 {own}，低于班级平均 {class}；他人给您 {others}，高于它。他人在您身上看到的比您自己看到的多。想一想：您做了什么，让他们这样看？",
            "{role}: you gave yourself {own}, below the class mean of {class}; others gave you {others}, above it. They see \
             more in you than you do. What do you do that makes them see it?"
        ),
        Quadrant::ToDevelop => say!(
            lang,
            "{role}：您给自己 {own}，他人给您 {others}，都低于班级平均 {class}。看法一致，这是最容易着手的地方。",
            "{role}: you gave yourself {own}, others gave you {others}; both are below the class mean of {class}. You agree, \
             which makes it the easiest place to start."
        ),
    }
}

/// A gap that is flagged.
pub fn wide_gap(lang: Lang, name: &str, oneself: f64, others: f64) -> String {
    let (own, their, by) = (mean(oneself), mean(others), gap(oneself - others));
    say!(
        lang,
        "{name}：自评 {own}，他评 {their}，相差 {by}。",
        "{name}: {own} by yourself, {their} by the others, a difference of {by}."
    )
}

/// What the four places are for.
pub const fn quadrant_hint(quadrant: Quadrant) -> Word {
    match quadrant {
        Quadrant::SharedStrength => STRENGTH_HINT,
        Quadrant::BlindSpot => BLIND_HINT,
        Quadrant::Potential => POTENTIAL_HINT,
        Quadrant::ToDevelop => DEVELOP_HINT,
    }
}

words! {
    STRENGTH_HINT = "自评和他评都高于班级平均", "you and others both above the class mean";
    BLIND_HINT = "自评高于、他评低于班级平均", "you above, others below the class mean";
    POTENTIAL_HINT = "他评高于、自评低于班级平均", "others above, you below the class mean";
    DEVELOP_HINT = "自评和他评都低于班级平均", "you and others both below the class mean";
    QUESTION_ONE = "哪一处差距最出乎我的意料？我想请谁给我讲一个例子？",
        "Which difference surprised me most, and whom do I want to ask for an example?";
    QUESTION_TWO = "这些角色里，哪一个眼下对我的客户最要紧？", "Which of the roles matters most to my customers just now?";
    QUESTION_THREE = "我已经做得好、还可以多做一点的是什么？", "What do I already do well and could do more of?";
}

/// Why no report could be written.
pub fn error(lang: Lang, error: &crate::exchange::ReportError) -> String {
    use crate::exchange::ReportError;
    match error {
        ReportError::NoRound => say!(lang, "工作簿里没有这一轮评估", "the workbook has no such round"),
        ReportError::NoInstrument(round) => {
            say!(lang, "“{round}”所用的问卷不在工作簿里", "the questionnaire of “{round}” is not in the workbook")
        }
        ReportError::NotRated(person) => say!(lang, "“{person}”不在这一轮里", "“{person}” is not rated in this round"),
        ReportError::NotReleased(round) => {
            say!(lang, "“{round}”的结果还没有发布", "the results of “{round}” are not released yet")
        }
    }
}

/// The first report froze the round.
pub fn frozen(lang: Lang, round: &str, answers: usize) -> String {
    say!(
        lang,
        "“{round}”已固定：{answers} 份回答已发布，之后来的要等下一次发布",
        "“{round}” is frozen; answers released: {answers}. Later ones wait for a next release."
    )
}

/// Answers that no report shows yet.
pub fn waiting(lang: Lang, answers: usize) -> String {
    say!(
        lang,
        "还有 {answers} 份回答在发布之后才到，报告里没有",
        "answers that came after the release and are in no report yet: {answers}"
    )
}

/// What the file of a person's report is called.
pub fn file_name(lang: Lang, person: &str) -> String {
    let person = crate::model::slug(person, "person");
    say!(lang, "360报告-{person}.html", "360-report-{person}.html")
}

words! {
    EXAMPLE_ONLY = "内置示例只供阅读，没有固定这一轮", "the built-in example is only read: its round was not frozen";
}
