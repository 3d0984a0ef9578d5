//! The method's terms: what each kind, class, role and step is called. Chinese exactly as trainers say it.

use super::Word;
use crate::analysis::{
    Origin, contributions::ContributionClass, findings::Severity, plans::PlanStepKind, power::Light, value_map::Reach,
};
use crate::model::{
    Adaptability, Advantage, Animal, Attraction, Certainty, ConversationKind, Coverage, Criterion, CustomerClass,
    DecisionRole, KeyPerson, LineKind, PanelKind, PoliticalStatus, Position, RaterGroup, RelationCriterion,
    RevisionCondition, ScriptPart, ScriptShape, Seat, SocialStyle, Step, Support,
};

/// Defines a function from an enum of the model to its word.
macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident($type:ident) { $($variant:ident = $zh:literal, $en:literal;)+ })+) => {$(
        $(#[$doc])*
        pub const fn $name(value: $type) -> Word {
            match value {
                $($type::$variant => Word { zh: $zh, en: $en, pseudo: concat!("〖", $en, "〗") },)+
            }
        }
    )+};
}

pub(super) use terms;

terms! {
    /// A kind of panel.
    panel(PanelKind) {
        ValueMap = "客户价值图", "Value map";
        Scores = "评分矩阵", "Score matrix";
        Contributions = "客户贡献", "Customer contribution";
        PowerMap = "组织权力地图", "Power map";
        Relations = "关系经营", "Relations";
        Feedback = "绩效沟通", "Feedback";
        Goals = "目标管理", "Goals";
        Assessment = "360° 评估", "360° assessment";
        Moves = "市场动作", "Market moves";
        Classes = "客户分类", "Four classes";
    }

    /// A class of the value map.
    class(CustomerClass) {
        Consolidate = "巩固", "Consolidate";
        Invest = "投入", "Invest";
        Harvest = "收获", "Harvest";
        ServeLightly = "兼顾", "Serve lightly";
    }

    /// The rank of a class.
    class_rank(CustomerClass) {
        Consolidate = "一级", "Class 1";
        Invest = "二级", "Class 2";
        Harvest = "三级", "Class 3";
        ServeLightly = "四级", "Class 4";
    }

    /// A criterion of attractiveness.
    attraction(Attraction) {
        Profit = "利润贡献", "Profit contribution";
        Continuity = "持续采购", "Continuing purchases";
        Showcase = "制高点", "Commanding height";
        Referral = "转介绍", "Referrals";
        Terms = "账期", "Payment terms";
        Learning = "学习机会", "Learning opportunity";
        Openness = "新品接受度", "Openness to new offerings";
        Credit = "企业信用", "Credit";
        Ease = "采购流程便利", "Ease of purchase";
    }

    /// A criterion of advantage.
    advantage(Advantage) {
        Offering = "产品", "Offering";
        People = "人员组织", "People and organisation";
        Service = "服务", "Service";
        Influence = "影响力", "Influence";
    }

    /// Our score on a criterion of advantage.
    us(Advantage) {
        Offering = "产品（我方）", "Offering (us)";
        People = "人员组织（我方）", "People and organisation (us)";
        Service = "服务（我方）", "Service (us)";
        Influence = "影响力（我方）", "Influence (us)";
    }

    /// The strongest competitor's score on a criterion of advantage.
    rival(Advantage) {
        Offering = "产品（对手）", "Offering (rival)";
        People = "人员组织（对手）", "People and organisation (rival)";
        Service = "服务（对手）", "Service (rival)";
        Influence = "影响力（对手）", "Influence (rival)";
    }

    /// The trainer's tag for a customer.
    animal(Animal) {
        Sheep = "肥羊", "Fat sheep";
        Reindeer = "驯鹿", "Reindeer";
        Hound = "猎狗", "Hound";
        Hare = "野兔", "Hare";
        Rat = "硕鼠", "Rat";
    }

    /// A decision role.
    decision_role(DecisionRole) {
        Initiator = "需求提出者", "Initiator";
        Sourcer = "寻找者", "Sourcer";
        Decider = "决策者", "Decider";
        User = "使用者", "User";
        Evaluator = "评价者", "Evaluator";
    }

    /// Visible or hidden key person.
    key_person(KeyPerson) {
        Visible = "显性关键人", "Visible key person";
        Hidden = "隐性关键人", "Hidden key person";
    }

    /// A social style.
    social_style(SocialStyle) {
        Driver = "驾驭", "Driver";
        Expressive = "表现", "Expressive";
        Amiable = "平易", "Amiable";
        Analytical = "分析", "Analytical";
    }

    /// Political status.
    political_status(PoliticalStatus) {
        Outsider = "局外人", "Outsider";
        Structure = "权力结构内", "Political structure";
        Inner = "核心圈", "Inner circle";
    }

    /// Support.
    support(Support) {
        Mentor = "教练", "Mentor";
        Supporter = "支持", "Supporter";
        Neutral = "中立", "Neutral";
        NonSupporter = "不支持", "Non-supporter";
        Enemy = "反对", "Enemy";
    }

    /// Coverage.
    coverage(Coverage) {
        Unknown = "不清楚", "Unknown";
        None = "未接触", "No contact";
        Brief = "短暂接触", "Brief contact";
        Several = "多次接触", "Several contacts";
        InDepth = "深入接触", "In depth";
    }

    /// Adaptability to change.
    adaptability(Adaptability) {
        Innovator = "创新者", "Innovator";
        Visionary = "远见者", "Visionary";
        Pragmatist = "务实者", "Pragmatist";
        Conservative = "保守者", "Conservative";
        Laggard = "守旧者", "Laggard";
    }

    /// A criterion of the key-contact relation.
    relation_criterion(RelationCriterion) {
        Competitors = "竞争态度", "Stance towards competitors";
        KeyEvents = "关键事件", "Key events";
        Guidance = "业务指导", "Business guidance";
        Information = "信息传递", "Passing information";
        Participation = "接触与参与", "Contact and participation";
        Brand = "品牌认可度", "Brand recognition";
    }

    /// Whether a seat is taken.
    seat(Seat) {
        Held = "在任", "Held";
        Vacant = "空缺", "Vacant";
        Unknown = "人选不明", "Unknown";
    }

    /// A kind of line other than the solid one.
    line(LineKind) {
        Dotted = "虚线汇报", "Dotted report";
        Influences = "影响", "Influences";
        Ally = "同盟", "Ally";
        Conflict = "冲突", "Conflict";
        Assistant = "助理", "Assistant";
    }

    /// Guess or knowledge.
    certainty(Certainty) {
        Assumed = "推测", "Assumed";
        Confirmed = "已确认", "Confirmed";
    }

    /// Head, deputy or member.
    position(Position) {
        Head = "正职", "Head";
        Deputy = "副职", "Deputy";
        Member = "成员", "Member";
    }

    /// A condition under which a goal is revised.
    revision_condition(RevisionCondition) {
        Environment = "外部环境重大变化", "The outside changed greatly";
        Strategy = "公司战略重大调整", "The company’s strategy changed greatly";
        Event = "突发事件", "A sudden event";
        MinimumOutOfReach = "尽力后仍难达最低目标", "Even the minimum is out of reach";
    }

    /// A conversation.
    conversation(ConversationKind) {
        GoalSetting = "绩效目标沟通", "Goal setting";
        Progress = "实施过程沟通", "Progress";
        Result = "绩效反馈沟通", "Result feedback";
    }

    /// A step of a conversation.
    step(Step) {
        SideBySide = "双赢：公司目标与个人目标", "Win-win: both sides’ goals";
        CompanyGoals = "公司下一步目标", "The company’s next goals";
        OurDuty = "本部门的职责与任务", "Our duty and tasks";
        Difficulties = "困难与顾虑", "Difficulties and worries";
        Measures = "措施", "Measures";
        SupportNeeded = "所需支持", "Support needed";
        Agreement = "行动计划与资源", "Action plan and resources";
        Opening = "开场", "Opening";
        GoalsSoFar = "目标进展", "Goals so far";
        Visits = "拜访的效果与效率", "Visits: effect and efficiency";
        BehindPlan = "落后的产品与客户", "Behind plan: offerings and customers";
        Buyers = "未买的与流失的客户", "Buyers missed and lost";
        PlanAccuracy = "计划的准确与执行", "The plan: accurate, and followed?";
        CustomerKnowledge = "对客户的了解", "Knowledge of customers";
        CatchUp = "追赶计划", "The plan to catch up";
        Reached = "已达成的", "What was reached";
        NotReached = "未达成的", "What was not reached";
        NextPeriod = "下期计划", "The next period";
    }

    /// The shape of a feedback script.
    shape(ScriptShape) {
        Positive = "正面反馈", "Positive feedback";
        Corrective = "负面反馈", "Corrective feedback";
        Sbi = "SBI", "SBI";
        Cedar = "CEDAR", "CEDAR";
        Grow = "GROW", "GROW";
    }

    /// A part of a feedback script.
    part(ScriptPart) {
        Detail = "细节", "Detail";
        Quality = "品质", "Quality";
        Result = "结果", "Result";
        Behaviour = "行为", "Behaviour";
        Consequence = "后果", "Consequence";
        NextStep = "下一步", "Next step";
        Situation = "情境", "Situation";
        Impact = "影响", "Impact";
        Context = "背景", "Context";
        Examples = "事例", "Examples";
        Diagnosis = "诊断", "Diagnosis";
        Action = "行动", "Action";
        Review = "回顾", "Review";
        Goal = "目标", "Goal";
        Reality = "现状", "Reality";
        Options = "选择", "Options";
        Will = "决心", "Will";
    }

    /// How widely a group of customers was contacted.
    reach(Reach) {
        MostlyBlank = "大片空白", "Mostly blank";
        Partial = "局部宣传", "Partial";
        Broad = "广泛宣传", "Broad";
    }

    /// What a customer brings.
    customer_contribution(ContributionClass) {
        Profitable = "高盈利", "Profitable";
        Mixed = "组合", "Mixed";
        Losing = "亏损", "Losing";
        None = "无数据", "No figures";
    }

    /// What an offering brings; one that is highly profitable is called 高盈利.
    offering_contribution(ContributionClass) {
        Profitable = "可盈利", "Profitable";
        Mixed = "组合", "Mixed";
        Losing = "亏损", "Losing";
        None = "无数据", "No figures";
    }

    /// The light of a power map.
    light(Light) {
        Red = "红灯", "Red";
        Amber = "黄灯", "Amber";
        Green = "绿灯", "Green";
    }

    /// How grave a finding is.
    severity(Severity) {
        Error = "错误", "Error";
        Warning = "提醒", "Warning";
    }

    /// A step of a development plan.
    plan_step(PlanStepKind) {
        Prepare = "准备", "Prepare";
        Act = "行动", "Act";
        Reflect = "反思", "Reflect";
        Review = "回顾", "Review";
    }

    /// Where a rule comes from.
    origin(Origin) {
        Programme = "课程规定", "The programme’s rule";
        Reading = "我们的解读", "Our reading";
        Literature = "专业文献", "From the literature";
    }

    /// The group a rating belongs to.
    rater_group(RaterGroup) {
        Oneself = "自评", "Self";
        Manager = "上级", "Manager";
        Peer = "同级", "Peers";
        DirectReport = "下级", "Direct reports";
        Customer = "客户", "Customers";
    }
}

/// One of a customer's scores: `产品（对手）`, `Offering (rival)`.
pub const fn criterion(criterion: Criterion) -> Word {
    match criterion {
        Criterion::Attraction(a) => attraction(a),
        Criterion::Us(a) => us(a),
        Criterion::Rival(a) => rival(a),
    }
}

/// A criterion that has a weight: the same for our score and the rival's.
pub const fn weighed(criterion: Criterion) -> Word {
    match criterion {
        Criterion::Attraction(a) => attraction(a),
        Criterion::Us(a) | Criterion::Rival(a) => advantage(a),
    }
}
