//! Goal cards and their evaluation: the card, its way, how each number follows, the year and the team.

use super::{Explanation, Lang, Word, format, import, say, terms, word, words};
use crate::{
    analysis::{
        Origin,
        evaluation::{AS_AGREED, Judgement},
        goals::{Element, GradeCount, Stage, Sum},
    },
    edit::{CardText, GoalText},
    model::{
        EvaluationMethod, Factor, Goal, GoalPart, Grade, Milestone, Percent, PeriodId, PeriodKind, Revision,
        RevisionCondition, Side, Smart,
    },
};

words! {
    EMPTY = "这里写目标卡、做综合评价：先定目标，再看结果，每一步怎么算都看得见。",
        "Here goal cards are written and evaluated: goals first, then results, with every step of the sum in sight.";
    NO_CARD_YET = "还没有目标卡。选一个人和一个周期，开始写第一张。", "There is no goal card yet. Choose a person and a period, and write the first one.";
    GONE = "这张目标卡已不在工作簿里，请另选一张。", "This goal card is no longer in the workbook. Choose another one.";
    NO_TEAM = "工作簿里还没有人。先写下这是谁的目标。", "There is nobody in this workbook yet. First write down whose goals these are.";
    NAME = "姓名", "Name";
    ROOM = "目标卡和评价只给本人和上级看，投影时不显示。请先换回自己看的画面。",
        "Goal cards and evaluations are for the person and their superior and are not shown to the room. Go back to your own view first.";
    READ_ONLY = "工作簿以只读方式打开，不能修改。", "The workbook is open read-only; nothing can be changed.";
    SIGNED = "双方已就这张目标卡签字，只能阅读。", "Both have signed the record of this card: it can only be read.";
    CORRECTING = "正在更正已签的目标卡：原来的话、改成的话和日期都留在沟通记录里。",
        "Correcting what is signed: what it said, what it says and the day stay in the record of the conversation.";

    PERSON = "谁的目标卡", "Whose goal card";
    PERIOD = "周期", "Period";
    CARD = "目标卡", "Card";
    EVALUATION = "综合评价", "Evaluation";
    YEAR = "全年", "Year";
    TEAM = "团队", "Team";
    NEW_CARD = "新建…", "New…";
    FOR_WHOM = "给谁", "For whom";
    HOW_LONG = "多长", "How long";
    EARLIER = "上一个周期", "The period before";
    LATER = "下一个周期", "The period after";
    START_EMPTY = "从空白开始", "Start empty";
    CREATE = "新建这张卡", "Create this card";
    EXISTS = "这个周期已有目标卡。", "There is a card for this period already.";
    REMOVE_CARD = "删除这张目标卡", "Remove this goal card";
    MORE = "更多", "More";

    HEAD = "岗位与分工", "Post and work";
    POST = "岗位", "Post";
    SUPERIOR = "上级", "Superior";
    SUPERIOR_POST = "上级岗位", "Superior’s post";
    WORK = "分管工作", "Work assigned";
    ACCOUNTS = "分管客户", "Accounts assigned";
    CHOOSE_ACCOUNTS = "选择客户", "Choose accounts";
    NOT_SAID = "未填", "not said";

    DEMANDS_AND_HELP = "要求与支持", "Demands and support";
    DEMANDS = "上级的要求", "What the superior demands";
    DEMANDS_HINT = "部门承担什么，希望本人做到什么", "What the department has to bring, and what is asked of this person";
    HELP = "给过的资源和建议", "Resources and advice given";
    ADD_HELP = "添加资源或建议", "Add a resource or advice";
    HELP_HINT = "给了什么：人、钱、时间、方法", "What was given: people, money, time, a way to do it";
    NO_HELP = "还没有记下给过什么支持。", "No support has been noted yet.";
    REMOVE = "删除", "Remove";

    GOALS = "目标", "Goals";
    ADD_GOAL = "添加目标", "Add a goal";
    NO_GOALS = "还没有目标。先写最要紧的一条，三到七条就够。", "There are no goals yet. Begin with what matters most; three to seven are enough.";
    NEW_GOAL = "新目标", "New goal";
    MOVE_UP = "上移", "Move up";
    MOVE_DOWN = "下移", "Move down";
    REMOVE_GOAL = "删除目标", "Remove goal";
    AGREED_PARTS = "约定", "Agreed";
    RESULTS = "结果", "Result";
    KEY_ACTIONS = "关键措施", "Key actions";
    SUPPORT = "支持部门", "Supporting departments";
    REACHED = "实际", "Actual";
    SELF_COMMENT = "本人说明", "Own comment";
    SUPERIOR_COMMENT = "上级评语", "Superior’s comment";
    SELF_OPINION = "本人总体意见", "Own overall opinion";
    SUPERIOR_OPINION = "上级总体意见", "Superior’s overall opinion";
    FIXED = "已约定：目标、重要性和衡量标准只能通过修订来改；要增删目标，就重新商定。",
        "Agreed: goal, weight and measures change by a revision only. To add or drop a goal, agree anew.";
    AGREE_ANEW = "重新商定", "Agree anew";

    REVISIONS = "修订", "Revisions";
    REVISE = "修订…", "Revise…";
    RECORD_REVISION = "记录修订", "Record the revision";
    CANCEL = "取消", "Cancel";
    WHAT_REVISED = "修订哪一项", "What is revised";
    WHY_REVISED = "符合哪一种情况", "Which condition holds";
    OLD_VALUE = "原来", "Before";
    NEW_VALUE = "改为", "From now on";
    REASON = "发生了什么", "What happened";
    REVISED_ON = "修订日期", "Date of the revision";
    ONLY_THEN = "只有这四种情况可以修订目标。努力与否不改目标，放在评价的努力程度里看。",
        "A goal is revised under these four conditions only. Effort alone never changes it: that is what the effort factor of the evaluation is for.";

    CHECK = "检查这个目标", "Check this goal";
    FIVE_ELEMENTS = "五要素", "Five elements";
    SMART = "SMART", "SMART";
    STILL_OPEN = "还没有回答", "Not answered yet";
    ANSWER_HINT = "写一句回答", "Answer in a sentence";

    WEIGHT = "重要性", "Weight";
    COMPLETION = "完成率", "Completion";
    ROW_SCORE = "交叉得分", "Row score";
    MANAGER = "上级", "Superior";
    ONESELF = "本人", "Self";
    APART = "相差", "Gap";
    DIFFICULTY = "困难程度", "Difficulty";
    EFFORT = "努力程度", "Effort";
    COMPLETION_SCORE = "完成得分", "Completion score";
    OVERALL = "综合得分", "Overall score";
    GRADE = "等级", "Grade";
    ACTUAL = "实际", "Actual";
    OPEN = "未定", "open";
    PROVISIONAL = "暂定：还有目标没有完成率。", "Provisional: a goal has no completion yet.";
    ROW_RULE = "交叉得分 = 重要性 × 完成率。", "Row score = weight × completion.";
    OPEN_RULE = "没有完成率的目标算未定，不算零分，总分因此是暂定的。",
        "A goal without completion is open, not zero; the total is provisional until it has one.";
    COMPLETION_RULE = "完成得分是各目标交叉得分之和；未定的目标不计入。",
        "The completion score is the sum of the row scores; open rows are not in it.";
    OVERALL_RULE = "综合得分 = 完成得分 × 困难程度 × 努力程度；完成得分是各目标交叉得分之和。达到界限即算该等级。",
        "Overall score = completion score × difficulty × effort; the completion score is the sum of the row scores. A grade begins at its bound.";
    APART_RULE = "本人的交叉得分减上级的交叉得分。相差最大的几条，就是要谈的。",
        "The person’s row score less the superior’s. Where they lie furthest apart is what the conversation is about.";
    FACTOR_RULE = "以 100% 为准：没有填的按 100% 算。", "Set around 100%; where nothing is given, 100% counts.";
    WEIGHTS_RULE = "一张卡的重要性应合计 100。不是 100 时照样计算，不替您改。",
        "The weights of a card should sum to 100. Where they don’t, they are used as they are and never put right for you.";

    FURTHEST_APART = "差得最多的地方", "Where you lie furthest apart";
    NOTHING_APART = "两边都打了分的目标，得分相同。", "Every goal that both have scored has the same score.";
    NOTHING_TO_COMPARE = "还没有两边都打了分的目标。", "There is no goal yet that both have scored.";
    FACTORS_APART = "困难和努力程度不同", "The factors differ";
    TRY = "试算", "What if";
    TRYING = "正在试算：改什么都不会保存，旁边是与现在的差。", "Trying out: nothing is saved, and each number shows its difference to what stands.";
    BACK = "恢复（Esc）", "Go back (Esc)";
    BANDS = "等级界限…", "Grade bands…";
    BANDS_TITLE = "从多少分起算这个等级", "The score from which a grade begins";
    BANDS_DEFAULT = "恢复默认界限", "Restore the default bands";
    BANDS_RULE = "等级按未取整的综合得分判定，界限本身算在内；低于所有界限为 E。",
        "The grade follows from the unrounded overall score, bounds included; below all of them it is E.";

    TREND = "走势", "Trend";
    CHANGE = "比上期", "Change";
    MEAN = "平均", "Mean";
    MEAN_RULE = "已定各期综合得分的简单平均。方案只评各期，全年怎么合计由您决定。",
        "The plain mean of the periods that are final. The programme evaluates periods only: how a year is summed up is for you to decide.";
    CHANGE_RULE = "上级的综合得分减同类上一期的；只在两期都已定时比较。",
        "The superior’s overall score less that of the period of the same length before it, once both are final.";
    NO_COURSE = "这一年还没有评价可看。", "There is nothing to see of this year yet.";
    WHICH_YEAR = "哪一年", "Which year";

    TEAM_PERIOD = "团队的周期", "The team’s period";
    STANDING = "进展", "Standing";
    OPEN_ROWS = "未定目标", "Open goals";
    CLASS = "班级", "Class";
    ALL = "全部", "All";
    FILTER = "筛选", "Filter";
    NONE_LEFT = "没有符合筛选条件的目标卡。", "No goal card fits the filter.";
    IN_BRACKETS = "括号里的是暂定的。", "What stands in brackets is provisional.";
    WITHOUT_CARD = "还没有这个周期的目标卡", "Without a card for this period";
}

terms::terms! {
    /// Who judges.
    side(Side) {
        Oneself = "本人", "Self";
        Superior = "上级", "Superior";
    }

    /// A factor.
    factor(Factor) {
        Difficulty = "困难程度", "Difficulty";
        Effort = "努力程度", "Effort";
    }

    /// A part of a goal.
    part(GoalPart) {
        Name = "目标", "Goal";
        Weight = "重要性", "Weight";
        Quantity = "数量", "Quantity";
        Quality = "质量", "Quality";
        Time = "时间", "Time";
        Cost = "成本", "Cost";
    }

    /// A step of a card's way.
    stage(Stage) {
        Commit = "承诺", "Commit";
        SelfControl = "自我控制", "Self-control";
        SelfEvaluation = "自我评价", "Self-evaluation";
        Evaluation = "上级评价与面谈", "Evaluation and talk";
        Done = "已完成", "Done";
    }

    /// What happens in a step.
    stage_hint(Stage) {
        Commit = "从上级的要求起草，双方商定", "Draft from the demands, then agree";
        SelfControl = "本人去做，上级给资源和建议", "The person acts, the superior helps";
        SelfEvaluation = "本人对照目标打分", "The person scores each goal";
        Evaluation = "上级打分，一起谈", "The superior scores, both talk";
        Done = "四步都走完了", "All four steps are done";
    }

    /// A milestone of the way.
    milestone(Milestone) {
        Drafted = "起草日", "Drafted";
        Agreed = "商定日", "Agreed";
        SelfEvaluated = "自评日", "Self-evaluated";
        Evaluated = "评价面谈日", "Evaluated";
    }

    /// A kind of period.
    kind(PeriodKind) {
        Year = "年", "Year";
        HalfYear = "半年", "Half-year";
        Quarter = "季", "Quarter";
        Month = "月", "Month";
        Week = "周", "Week";
        Day = "日", "Day";
    }

    /// One of the five elements, as a question.
    element(Element) {
        What = "做什么？", "What?";
        HowMuch = "做多少、做多好？", "How much, how well?";
        How = "怎么做？", "How?";
        When = "什么时候？", "Until when?";
        Reached = "达到了没有？", "Reached?";
    }

    /// Where an element of a goal stands on its card.
    element_place(Element) {
        What = "写在目标里", "Say it in the goal";
        HowMuch = "写在数量、质量或成本里", "Say it in quantity, quality or cost";
        How = "写在关键措施里", "Say it in the key actions";
        When = "写在时间里", "Say it in the time";
        Reached = "写在实际里", "Say it in the actual result";
    }

    /// A letter of SMART.
    smart(Smart) {
        Specific = "S 具体", "S specific";
        Measurable = "M 可衡量", "M measurable";
        Attainable = "A 可达到", "A attainable";
        Relevant = "R 相关", "R relevant";
        TimeBound = "T 有时限", "T time-bound";
    }

    /// A letter of SMART, as a question.
    smart_question(Smart) {
        Specific = "换一个人来读，会不会理解成同一件事？", "Would somebody else read it as the same thing?";
        Measurable = "到期那天看哪个数、哪份材料，就知道做到没有？", "On the day, which figure or paper will tell whether it is reached?";
        Attainable = "凭什么相信够得着？还缺什么条件？", "Why is it within reach, and what is missing for it?";
        Relevant = "它对部门有什么用？对本人的工作和生活又有什么用？", "What is it good for in the department, and in the person’s own work and life?";
        TimeBound = "哪天算到期？中间哪天先看一次？", "On which day is it due, and when is the first look at it?";
    }
}

/// A text of a card.
pub const fn card_text(text: CardText) -> Word {
    match text {
        CardText::Post => POST,
        CardText::SuperiorPost => SUPERIOR_POST,
        CardText::Work => WORK,
        CardText::Demands => DEMANDS,
        CardText::Opinion(Side::Oneself) => SELF_OPINION,
        CardText::Opinion(Side::Superior) => SUPERIOR_OPINION,
    }
}

/// A text of a goal.
pub const fn goal_text(text: GoalText) -> Word {
    match text {
        GoalText::Part(of) => part(of),
        GoalText::KeyActions => KEY_ACTIONS,
        GoalText::Support => SUPPORT,
        GoalText::Actual => REACHED,
        GoalText::Comment(Side::Oneself) => SELF_COMMENT,
        GoalText::Comment(Side::Superior) => SUPERIOR_COMMENT,
        GoalText::Check(question) => smart(question),
    }
}

/// How to choose a factor: its anchors, each with an example.
const fn anchors(factor: Factor) -> [(f64, Word); 3] {
    match factor {
        Factor::Difficulty => [
            (
                90.0,
                word!(
                    "比约定的容易：如对手退出，客户主动加单",
                    "Easier than agreed: a rival left, or the customer ordered more unasked"
                ),
            ),
            (100.0, word!("和约定的一样", "As agreed")),
            (
                110.0,
                word!(
                    "比约定的难得多：如主要客户换了决策人，仍要保住份额",
                    "Clearly harder: the main customer’s decider changed, and the share had to be held"
                ),
            ),
        ],
        Factor::Effort => [
            (
                90.0,
                word!(
                    "比约定的少：如约好的拜访和汇报常常落空",
                    "Less than agreed: visits and reports that were promised often did not happen"
                ),
            ),
            (100.0, word!("和约定的一样", "As agreed")),
            (
                110.0,
                word!(
                    "比约定的多得多：如主动补位，帮同事救回一单",
                    "Clearly more: stepped in unasked and saved a colleague’s order"
                ),
            ),
        ],
    }
}

/// The anchors of a factor in one line: `90 比约定的容易 · 100 和约定的一样 · 110 比约定的难得多`.
pub fn scale(lang: Lang, factor: Factor) -> String {
    let short = |text: &'static str| text.split(['：', ':']).next().unwrap_or(text);
    let close = if lang == Lang::Pseudo { "〗" } else { "" };
    let anchor = |(value, anchor): (f64, Word)| {
        let text = short(anchor.of(lang));
        let close = if text.ends_with('〗') { "" } else { close };
        format!("{} {text}{close}", format::number(value, 0))
    };
    anchors(factor).map(anchor).join(" · ")
}

/// How to choose difficulty or effort.
pub fn factor_explanation(lang: Lang, which: Factor) -> Explanation {
    let rows = anchors(which).map(|(value, anchor)| (anchor.of(lang).to_owned(), percent(value)));
    Explanation {
        title: factor(which).of(lang).to_owned(),
        rows: rows.into(),
        rule: FACTOR_RULE.of(lang).to_owned(),
        origin: Origin::Reading,
    }
}

/// What a goal was before it was revised.
pub fn revised(lang: Lang, old: &str) -> String {
    say!(lang, "修订前：{old}", "before its revision: {old}")
}

/// A goal's weight, and what it was before where it was revised.
pub fn weight_and_old(lang: Lang, weight: &str, old: Option<&str>) -> String {
    let weight = say!(lang, "重要性 {weight}", "Weight {weight}");
    old.map_or_else(|| weight.clone(), |old| format!("{weight} · {old}"))
}

/// A weight, or that there is none.
pub fn weight(goal: &Goal) -> String {
    goal.weight.map_or_else(|| format::UNKNOWN.to_owned(), |weight| percent(weight.get()))
}

/// Why a goal has its row score, or has none.
pub fn row_explanation(lang: Lang, goal: &Goal, completion: Option<Percent>, score: Option<f64>) -> Explanation {
    let unknown = |value: Option<f64>| value.map_or_else(|| format::UNKNOWN.to_owned(), percent);
    let value = score.map_or_else(|| OPEN.of(lang).to_owned(), |score| format::number(score, 1));
    let (rule, origin) = if score.is_some() { (ROW_RULE, Origin::Programme) } else { (OPEN_RULE, Origin::Reading) };
    let mut rows = vec![
        (WEIGHT.of(lang).to_owned(), unknown(goal.weight.map(|weight| weight.get()))),
        (COMPLETION.of(lang).to_owned(), unknown(completion.map(|completion| completion.get()))),
    ];
    if !goal.actual.is_empty() {
        rows.push((ACTUAL.of(lang).to_owned(), goal.actual.clone()));
    }
    Explanation { title: format!("{} {value}", ROW_SCORE.of(lang)), rows, rule: rule.of(lang).to_owned(), origin }
}

/// Why the two sides lie apart in a goal.
pub fn apart_explanation(lang: Lang, goal: &Goal, scores: [Option<f64>; 2], by: f64) -> Explanation {
    let [own, other] = scores.map(|score| format::number_or_unknown(score, 1));
    let mut rows = vec![(ONESELF.of(lang).to_owned(), own), (MANAGER.of(lang).to_owned(), other)];
    for (word, comment) in [(SELF_COMMENT, &goal.self_comment), (SUPERIOR_COMMENT, &goal.superior_comment)] {
        if !comment.is_empty() {
            rows.push((word.of(lang).to_owned(), comment.clone()));
        }
    }
    let title = format!("{} {}", APART.of(lang), format::difference(by, 1));
    Explanation { title, rows, rule: APART_RULE.of(lang).to_owned(), origin: Origin::Programme }
}

/// Why the completion score is what it is.
pub fn completion_explanation<'a>(
    lang: Lang,
    judgement: &Judgement,
    goals: impl Iterator<Item = &'a Goal>,
) -> Explanation {
    let score = |score: Option<f64>| score.map_or_else(|| OPEN.of(lang).to_owned(), |score| format::number(score, 1));
    let rows = goals.zip(&judgement.rows).map(|(goal, row)| (goal.label().to_owned(), score(row.score)));
    Explanation {
        title: format!("{} {}", COMPLETION_SCORE.of(lang), format::number_or_unknown(judgement.completion, 1)),
        rows: rows.take(MOST_ROWS).collect(),
        rule: COMPLETION_RULE.of(lang).to_owned(),
        origin: Origin::Programme,
    }
}

/// How many rows an explanation lists.
const MOST_ROWS: usize = 15;

/// Why the overall score is what it is, and which grade it reaches.
pub fn overall_explanation(lang: Lang, judgement: &Judgement, method: &EvaluationMethod) -> Explanation {
    let number = |value| format::number_or_unknown(value, 1);
    let mut rows = vec![
        (COMPLETION_SCORE.of(lang).to_owned(), number(judgement.completion)),
        (DIFFICULTY.of(lang).to_owned(), percent(judgement.difficulty)),
        (EFFORT.of(lang).to_owned(), percent(judgement.effort)),
    ];
    for (grade, from) in &method.grades_from {
        rows.push((grade_name(lang, *grade), format!("≥ {}", format::up_to(from.get(), 2))));
    }
    let title = format!("{} {}", OVERALL.of(lang), number(judgement.overall));
    Explanation { title, rows, rule: OVERALL_RULE.of(lang).to_owned(), origin: Origin::Programme }
}

/// Why the weights are said to be wrong.
pub fn weights_explanation<'a>(lang: Lang, goals: impl Iterator<Item = &'a Goal>, sum: f64) -> Explanation {
    Explanation {
        title: weights(lang, sum),
        rows: goals.take(MOST_ROWS).map(|goal| (goal.label().to_owned(), weight(goal))).collect(),
        rule: WEIGHTS_RULE.of(lang).to_owned(),
        origin: Origin::Programme,
    }
}

/// What the weights sum to, and by how much that is wrong.
pub fn weights(lang: Lang, sum: f64) -> String {
    let off = sum - 100.0;
    let (sum, by) = (percent(sum), format::up_to(off.abs(), 2));
    if crate::analysis::findings::is_hundred(100.0 + off) {
        say!(lang, "重要性合计 {sum}", "Weights sum to {sum}")
    } else if off > 0.0 {
        say!(lang, "重要性合计 {sum}，多 {by}", "Weights sum to {sum}, {by} too many")
    } else {
        say!(lang, "重要性合计 {sum}，差 {by}", "Weights sum to {sum}, {by} short")
    }
}

/// `等级 A`, `Grade A`.
pub fn grade_name(lang: Lang, grade: Grade) -> String {
    say!(lang, "等级 {grade:?}", "Grade {grade:?}")
}

/// A grade as it stands beside a name: `B`, or the sign for none.
pub fn grade(grade: Option<Grade>) -> String {
    grade.map_or_else(|| format::UNKNOWN.to_owned(), |grade| format!("{grade:?}"))
}

/// A grade's band: `B 90–110`, `E < 60`.
pub fn band(lang: Lang, grade: Grade, from: Option<f64>, to: Option<f64>) -> String {
    let number = |value| format::up_to(value, 2);
    match (from, to) {
        (Some(from), Some(to)) => format!("{grade:?} {}–{}", number(from), number(to)),
        (Some(from), None) => format!("{grade:?} ≥ {}", number(from)),
        (None, Some(to)) => format!("{grade:?} < {}", number(to)),
        (None, None) => grade_name(lang, grade),
    }
}

/// That a grade cannot be got: its bound is not below the one of a better grade.
pub fn unreachable_grade(lang: Lang, grade: Grade) -> String {
    say!(
        lang,
        "等级 {grade:?} 的界限不低于更好的等级，没有人会得到它。",
        "Grade {grade:?} begins no lower than a better one, so nobody gets it."
    )
}

/// The field of a grade's bound, for those who hear it.
pub fn bound_of(lang: Lang, grade: Grade) -> String {
    say!(lang, "等级 {grade:?} 从多少分起", "Grade {grade:?} from")
}

/// Percentage points without needless decimals.
pub fn percent(value: f64) -> String {
    format!("{}%", format::up_to(value, 2))
}

/// What somebody says of something, for those who hear a field's name: `续约率 · 上级 · 完成率`.
pub fn field_of(lang: Lang, what: &str, by: Side, of: Word) -> String {
    format!("{what} · {} · {}", side(by).of(lang), of.of(lang))
}

/// A field of a goal, for those who hear it.
pub fn of_goal(lang: Lang, goal: &str, what: Word) -> String {
    format!("{goal} · {}", what.of(lang))
}

/// A goal in the list, for those who hear it.
pub fn goal_row(lang: Lang, number: usize, goal: &Goal, open: usize) -> String {
    let (name, weight) = (goal.label(), weight(goal));
    let about = say!(lang, "{number} {name}，重要性 {weight}", "{number} {name}, weight {weight}");
    if open == 0 {
        return about;
    }
    let open = questions(lang, open);
    say!(lang, "{about}，{open}", "{about}, {open}")
}

/// How many questions are open.
pub fn questions(lang: Lang, open: usize) -> String {
    match lang {
        Lang::En if open == 1 => "1 open question".to_owned(),
        _ => say!(lang, "{open} 个问题待答", "{open} open questions"),
    }
}

/// How often a goal was revised.
pub fn times_revised(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En if count == 1 => "revised".to_owned(),
        _ => say!(lang, "修订 {count} 次", "revised {count} times"),
    }
}

/// When and why a goal was revised: `2026年8月20日 · 公司战略有大变化 · 数量`.
pub fn revision(lang: Lang, revision: &Revision) -> String {
    let on = format::date(lang, revision.on);
    let why = terms::revision_condition(revision.condition).of(lang);
    let what = revision.part.map(|of| part(of).of(lang).to_owned());
    [Some(on), Some(why.to_owned()), what].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A condition of revising with what it means for the goal.
pub const fn condition_hint(condition: RevisionCondition) -> Word {
    match condition {
        RevisionCondition::Environment => {
            word!(
                "外部变好就上调；变坏而已尽全力，适度下调。",
                "For the better: up. For the worse, in spite of every effort: moderately down."
            )
        }
        RevisionCondition::Strategy => {
            word!("公司的方向变了，目标跟着变。", "The company goes another way, and the goal with it.")
        }
        RevisionCondition::Event => {
            word!("事先谁也想不到的事打断了它。", "Something nobody could foresee broke into it.")
        }
        RevisionCondition::MinimumOutOfReach => {
            word!("已尽全力，连最低限度也达不到。", "Every effort was made, and even the minimum is out of reach.")
        }
    }
}

/// How many resources and pieces of advice were given.
pub fn help_given(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En if count == 1 => "1 note of support".to_owned(),
        _ => say!(lang, "给过 {count} 次支持", "{count} notes of support"),
    }
}

/// A step of the way, for those who hear it.
pub fn step(lang: Lang, number: usize, of: Stage, is_now: bool) -> String {
    let name = stage(of).of(lang);
    if is_now {
        say!(lang, "第 {number} 步 {name}（现在）", "Step {number} {name} (now)")
    } else {
        say!(lang, "第 {number} 步 {name}", "Step {number} {name}")
    }
}

/// An entry of a numbered list, for those who hear its field.
pub fn numbered(lang: Lang, what: Word, number: usize) -> String {
    let what = what.of(lang);
    say!(lang, "{what} {number}", "{what} {number}")
}

/// The day of an entry.
pub fn day_of(lang: Lang, what: &str) -> String {
    say!(lang, "{what}的日期", "Date of {what}")
}

/// Taking something away, for those who hear it.
pub fn remove(lang: Lang, what: &str) -> String {
    say!(lang, "删除{what}", "Remove {what}")
}

/// A card that starts from another.
pub fn start_from(lang: Lang, period: &PeriodId) -> String {
    say!(lang, "以 {period} 为底稿", "Start from {period}")
}

/// A goal card as a whole: `唐毅 · 2026-Q3`.
pub fn card(person: &str, period: &PeriodId) -> String {
    format!("{person} · {period}")
}

/// By how much the two sides lie apart in a goal, in a sentence.
pub fn apart(lang: Lang, goal: &str, by: f64) -> String {
    let points = format::number(by.abs(), 1);
    if by > 0.0 {
        say!(lang, "{goal}：本人高 {points} 分", "{goal}: self {points} higher")
    } else {
        say!(lang, "{goal}：本人低 {points} 分", "{goal}: self {points} lower")
    }
}

/// By how much the overall scores lie apart.
pub fn apart_overall(lang: Lang, own: f64, other: f64) -> String {
    let (own_text, other_text, by) =
        (format::number(own, 1), format::number(other, 1), format::number((own - other).abs(), 1));
    say!(
        lang,
        "综合得分：本人 {own_text}，上级 {other_text}，相差 {by}",
        "Overall: self {own_text}, superior {other_text}, {by} apart"
    )
}

/// Where a year stands, in a sentence.
pub fn year(lang: Lang, sum: &Sum) -> String {
    let (count, mean) = (sum.count, format::number(sum.mean, 1));
    let all = match lang {
        Lang::En if count == 1 => format!("1 period is final, at {mean}"),
        _ => say!(lang, "{count} 期已定，平均 {mean}", "{count} periods are final, {mean} on average"),
    };
    let Some(trend) = sum.trend else { return all };
    let by = format::difference(trend, 1);
    say!(lang, "{all}，末期比首期 {by}", "{all}; the last is {by} to the first")
}

/// How somebody stands, or how a period came out, for those who hear it.
pub fn standing(lang: Lang, what: &str, own: Option<f64>, score: Option<f64>, reached: Option<Grade>) -> String {
    let [own, score] = [own, score].map(|value| format::number_or_unknown(value, 1));
    let reached = grade(reached);
    say!(
        lang,
        "{what}：本人 {own}，上级 {score}，等级 {reached}",
        "{what}: self {own}, superior {score}, grade {reached}"
    )
}

/// How many got a grade: `3`, `2 + 1 暂定`.
pub fn grade_count(lang: Lang, count: GradeCount) -> String {
    let GradeCount { settled, provisional } = count;
    if provisional == 0 {
        settled.to_string()
    } else {
        say!(lang, "{settled} + {provisional} 暂定", "{settled} + {provisional} provisional")
    }
}

/// How the grades are distributed, for those who hear it.
pub fn grade_counted(lang: Lang, of: Grade, count: GradeCount) -> String {
    let count = grade_count(lang, count);
    say!(lang, "等级 {of:?}：{count} 人", "Grade {of:?}: {count}")
}

/// How many cards there are, and how many of them are final.
pub fn team_size(lang: Lang, cards: usize, settled: usize) -> String {
    say!(lang, "{cards} 张目标卡，{settled} 张已定", "Goal cards: {cards}, final: {settled}")
}

/// Names in a row.
pub fn names<'a>(lang: Lang, names: impl IntoIterator<Item = &'a str>) -> String {
    import::listed(lang, names)
}

/// People who have no card for a period.
pub fn without_card<'a>(lang: Lang, people: impl IntoIterator<Item = &'a str>) -> String {
    let names = names(lang, people);
    let without = WITHOUT_CARD.of(lang);
    say!(lang, "{without}：{names}", "{without}: {names}")
}

/// A column to sort by, for those who hear it.
pub fn sort_by(lang: Lang, column: Word) -> String {
    let column = column.of(lang);
    say!(lang, "按{column}排序", "Sort by {column}")
}

/// A factor as it counts: `105%`, or that nothing was said.
pub fn factor_value(value: Option<Percent>) -> String {
    percent(value.map_or(AS_AGREED, Percent::get))
}
