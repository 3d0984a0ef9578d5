//! What the feedback panel says: purposes and prompts of every step, hints for every part of a script, the gate.

use super::{Lang, Word, format, say, terms, word, words};
use crate::{
    edit::Party,
    model::{Conversation, PeriodId, ScriptPart, ScriptShape, Step},
};

words! {
    NEW_CONVERSATION = "新建沟通", "New conversation";
    CHOOSE_CONVERSATION = "选择沟通", "Choose a conversation";
    EMPTY = "这里准备绩效沟通：定目标、看过程、谈结果。选一个人，按步骤写下要问的和要说的。",
        "Here conversations are prepared: setting goals, following progress, giving feedback on results. Choose a person and write down, step by step, what to ask and what to say.";
    NO_TEAM = "工作簿里还没有人。先写下你要和谁谈。", "There is nobody in this workbook yet. First write down with whom you talk.";
    GONE = "这次沟通已不在工作簿里，请另选一次。", "This conversation is no longer in the workbook. Choose another one.";
    ROOM = "绩效沟通只属于当事双方，投影时不显示。要准备沟通，请先换回自己看的画面。",
        "A conversation is between two people and is not shown to the room. To prepare one, go back to your own view.";
    SIGNED = "双方已签字，记录已锁定，只能阅读。", "Both have signed: the record is locked and can only be read.";
    READ_ONLY = "工作簿以只读方式打开，不能修改。", "The workbook is open read-only; nothing can be changed.";
    REMOVE_CONVERSATION = "删除这次沟通", "Remove this conversation";

    BACK = "上一步", "Back";
    NEXT = "下一步", "Next";
    BEFORE = "沟通之前", "Before";
    DURING = "沟通步骤", "Steps";
    AFTER = "沟通之后", "After";
    WRITTEN = "已写", "written";
    NOT_WRITTEN = "未写", "nothing written";

    PREPARATION = "准备", "Preparation";
    PREPARATION_PURPOSE = "看整个周期，不只看最近几周；优点最多讲两条，挑战最多讲两条，每条都有事实。",
        "Look at the whole period and not just its last weeks. Speak of two strengths and two challenges at most, each with its facts.";
    PERIOD = "周期", "Period";
    HELD_ON = "日期", "Date";
    PLACE = "地点", "Place";
    TOLD_ON = "已提前告知", "Told in advance on";
    LED_BY = "主持人", "Led by";
    NOBODY = "未定", "Not decided";
    DOCUMENTS = "带上的材料", "Documents to bring";
    DOCUMENTS_HINT = "各自带什么来：目标卡、数据、自评", "What each of you brings: goal card, figures, self-evaluation";
    PLACE_HINT = "安静、不被打断的地方", "Somewhere quiet where nobody interrupts";
    BEGINS_AT = "几点", "At";
    CHECK_LIST = "开谈之前", "Before you meet";
    WANTED = "谈完要定下什么", "What to agree on at the end";
    WANTED_HINT = "用自己的话写一句", "In a sentence of your own";
    NO_FACTS = "还没有依据，选一条…", "Rests on nothing yet: choose…";
    MORE_FACTS = "再选一条依据…", "Choose more evidence…";
    STRENGTHS = "优点", "Strengths";
    CHALLENGES = "挑战", "Challenges";
    EVIDENCE = "事实依据", "Evidence";
    ADD_STRENGTH = "添加优点", "Add a strength";
    ADD_CHALLENGE = "添加挑战", "Add a challenge";
    REMOVE = "删除", "Remove";

    YOU_MIGHT_ASK = "可以这样问", "Questions to ask";
    NOTES = "记录", "Notes";
    NOTES_HINT = "准备时写要点，谈的时候补上对方说的", "Prepare your points here, then add what you hear";

    SCRIPTS = "反馈稿", "Scripts";
    NEW_SCRIPT = "写反馈稿", "New script";
    TOPIC = "主题", "Topic";
    TOPIC_HINT = "一句话：讲哪件事", "In a few words: which matter";
    REMOVE_SCRIPT = "删除这份反馈稿", "Remove this script";

    FIRST_HAND = "我有第一手的依据吗？", "Do I have first-hand evidence?";
    CHANGEABLE = "对方改变得了吗？", "Can the person change it?";
    IMPROVEMENT = "我能提出改进的建议吗？", "Can I offer an improvement?";
    YES = "是", "Yes";
    NO = "否", "No";

    COMMITMENTS = "约定", "Commitments";
    COMMITMENTS_PURPOSE = "谁做什么，哪天完成。双方的都写，下次沟通从这里开始。",
        "Who does what, and by when, on both sides. The next conversation starts here.";
    DONE = "已完成", "Done";
    ADD_COMMITMENT = "添加约定", "Add a commitment";
    NO_COMMITMENTS = "还没有约定。", "Nothing has been agreed yet.";

    SUMMARY = "谈了什么，定了什么", "What was said and agreed";
    AMENDMENT = "补充", "Amendment";
    EMPLOYEE_COMMENT = "员工的意见", "The employee’s comment";
    MANAGER_COMMENT = "主管的意见", "The manager’s comment";
    EMPLOYEE_SIGNATURE = "员工签字", "Signature of the employee";
    MANAGER_SIGNATURE = "主管签字", "Signature of the manager";

    GOAL_CARD = "目标卡", "Goal card";
    NO_GOAL_CARD = "还没有目标卡。", "There is no goal card yet.";
    LAST_GOAL_CARD = "这个周期还没有目标卡，这是最近的一张。", "There is no card for this period yet; this is the last one.";
}

/// The comment of one of the two who sign.
pub const fn comment(party: Party) -> Word {
    match party {
        Party::Employee => EMPLOYEE_COMMENT,
        Party::Manager => MANAGER_COMMENT,
    }
}

/// The name of one of the two under a record.
pub const fn signature(party: Party) -> Word {
    match party {
        Party::Employee => EMPLOYEE_SIGNATURE,
        Party::Manager => MANAGER_SIGNATURE,
    }
}

/// Defines the purpose and the prompts of every step.
macro_rules! steps {
    ($($step:ident { $purpose_zh:literal, $purpose_en:literal; $($zh:literal, $en:literal;)+ })+) => {
        /// What a step is for.
        pub const fn purpose(step: Step) -> Word {
            match step {
                $(Step::$step => word!($purpose_zh, $purpose_en),)+
            }
        }

        /// Questions that help with a step.
        pub const fn prompts(step: Step) -> &'static [Word] {
            match step {
                $(Step::$step => &[$(word!($zh, $en)),+],)+
            }
        }
    };
}

steps! {
    SideBySide {
        "把公司的目标和本人的目标放在一起，找到两边都得益的地方。", "Put the company’s goals beside the person’s own and find where both gain.";
        "这一年你最想做成的一件事是什么？", "What is the one thing you most want to achieve this year?";
        "公司的目标里，哪一条和你自己的打算最近？", "Which of the company’s goals is closest to your own plans?";
        "哪一条让你觉得跟自己没关系？为什么？", "Which one feels as if it were none of your business, and why?";
        "做到什么程度，你会觉得这一期没有白过？", "What would make this period worthwhile for you?";
    }
    CompanyGoals {
        "讲清公司接下来要去哪里，以及为什么。", "Make clear where the company goes next, and why.";
        "你怎么理解公司下一步的重点？", "How do you understand the company’s next priorities?";
        "客户那边有哪些变化支持或者不支持这个方向？", "What is changing at your customers that speaks for or against this direction?";
        "这些目标里，哪一条你还想听我多讲一点背景？", "For which of these goals would you like to hear more of the background?";
    }
    OurDuty {
        "说明本部门承担什么，再请对方提出自己愿意承担的部分。", "Say what our department takes on, then invite the person to propose their part.";
        "部门的任务里，你认为自己应该扛哪一块？", "Which part of our task do you think is yours to carry?";
        "你会怎么把它变成可以检查的目标？", "How would you turn it into goals that can be checked?";
        "几个目标里，哪个最重要？各占多少？", "Which of the goals matters most, and what share would you give each?";
        "有没有现在在做、其实可以停下来的事？", "Is there something you do today that could stop?";
    }
    Difficulties {
        "听不同意见和担心，把抱怨引到具体问题上，先不急着给答案。", "Listen to dissent and worries, lead complaints to a concrete problem, and hold back your own answers.";
        "你最担心哪里会卡住？", "Where do you fear it will get stuck?";
        "如果到期没做成，最可能是什么原因？", "If it fails, what would be the most likely reason?";
        "这个目标有哪一点你不同意？", "What about this goal do you disagree with?";
        "以前遇到类似的情况，你是怎么过来的？", "How did you get through something like this before?";
    }
    Measures {
        "从困难出发找办法，让对方先提，再一起补充。", "Find measures for the difficulties: theirs first, then add to them together.";
        "为了做到，你第一步准备做什么？", "What will your first step be?";
        "除了这个办法，还有别的路吗？", "Is there another way besides this one?";
        "从哪里可以看出办法起作用了？", "How will you notice that it works?";
        "哪些客户要先动，哪些可以放一放？", "Which customers come first, and which can wait?";
    }
    SupportNeeded {
        "弄清对方需要什么，当场说明我能给什么、给不了什么。", "Find out what is needed, and say at once what you can give and what you cannot.";
        "哪一步单靠你自己做不成？", "Which step can you not do on your own?";
        "你希望我出面做什么？什么时候？", "What would you like me to do in person, and when?";
        "需要哪些部门配合？找谁最合适？", "Which departments have to join in, and who is best to ask?";
        "哪些事你希望我放手？", "Where would you like me to stay out?";
    }
    Agreement {
        "把目标、行动计划和资源说成双方都认的一段话，写下来。", "Put goals, action plan and resources into words that both accept, and write them down.";
        "请用你自己的话说一遍我们定下了什么。", "Please say in your own words what we have agreed on.";
        "什么时候一起看第一次进展？", "When do we look at progress for the first time?";
        "你有几成把握？差的那几成在哪里？", "How sure are you that it will work, and what is missing?";
    }
    Opening {
        "先讲来意：看进展是为了帮忙，不是为了追究。", "Say why you meet: to look at progress is to help, not to blame.";
        "最近哪件事最顺？", "What has gone best lately?";
        "你今天最想和我谈什么？", "What do you most want to talk about today?";
        "上次说好的几件事，现在怎么样了？", "How are the things we agreed on last time?";
    }
    GoalsSoFar {
        "对着目标卡逐条看：已完成、进行中、差得远。", "Go through the goal card: reached, on the way, far off.";
        "哪些目标已经做到？靠的是什么？", "Which goals are reached, and thanks to what?";
        "哪些还在路上，差多少？", "Which are on the way, and how far is it still?";
        "哪一条离得最远？从什么时候开始落后的？", "Which is furthest off, and since when?";
    }
    Visits {
        "看拜访带来了什么，花的时间值不值。", "See what the visits brought and whether they were worth the time.";
        "这段时间哪次拜访最有收获？为什么？", "Which visit brought the most, and why?";
        "哪些拜访其实可以不去？", "Which visits could you have spared yourself?";
        "去之前定的目的，有多少次达到了？", "How often did you reach what you had set out for?";
        "该见而一直没见上的人是谁？", "Whom should you have met and have not?";
    }
    BehindPlan {
        "找出落后的产品和客户，弄清原因，再谈办法。", "Find the offerings and customers behind plan and their causes before speaking of remedies.";
        "哪些产品卖得比计划慢？客户是怎么说的？", "Which offerings sell more slowly than planned, and what do customers say?";
        "哪些客户落后最多？是我们的原因还是他们的变化？", "Which customers are furthest behind: because of us, or because something changed there?";
        "如果重来一次，你会早做哪一件事？", "If you could start again, what would you do earlier?";
    }
    Buyers {
        "看应买未买的和离开的客户，从他们的角度找原因。", "Look at buyers who did not buy and customers who left, and find the reasons from their side.";
        "哪些客户说要买却没有买？他们在等什么？", "Who meant to buy and did not, and what are they waiting for?";
        "谁离开了我们？最后一次联系说了什么？", "Who left us, and what was said in the last contact?";
        "他们现在从谁那里买？看中了什么？", "Whom do they buy from now, and what do they like there?";
        "现在的客户里，谁可能是下一个？", "Which of today’s customers could be next?";
    }
    PlanAccuracy {
        "对照计划与实际，看计划准不准、有没有照着做。", "Hold the plan against what happened: how accurate was it, and was it followed?";
        "计划里哪个数估得最不准？当时依据什么？", "Which figure of the plan was furthest off, and what was it based on?";
        "这段时间有多少天是照计划过的？", "How many of these days went by the plan?";
        "常常打断计划的是什么事？", "What keeps interrupting it?";
    }
    CustomerKnowledge {
        "看对客户有多了解：决策人、流程、需要和对手。", "See how well the customers are known: who decides, how they buy, what they need, who competes.";
        "这家客户谁说了算？你怎么知道的？", "Who decides at this customer, and how do you know?";
        "他们明年最要紧的事是什么？", "What matters most to them next year?";
        "他们的采购从提出到签字要经过哪几步？", "Which steps does a purchase take, from the request to the signature?";
        "关于他们，你最想知道而还不知道的是什么？", "What would you most like to know about them and do not yet?";
    }
    CatchUp {
        "一起定追赶的办法：做什么、谁来做、哪天看。", "Settle together how to catch up: what, who, and when to look again.";
        "接下来两周，做哪一件事最能追上来？", "Which one thing in the next two weeks would help most to catch up?";
        "为此要放下什么？", "What will you put aside for it?";
        "我能帮你挪开哪一个障碍？", "Which obstacle can I move out of your way?";
        "我们哪天再看一次？", "On which day do we look again?";
    }
    Reached {
        "认可做到的，说清做得好在哪里，一起高兴一下。", "Recognise what was reached, say what was good about it, and enjoy it together.";
        "这一期你最满意的是哪一件？", "What are you most pleased with?";
        "是怎么做到的？你自己做对了什么？", "How did it come about, and what did you do right?";
        "谁帮了你？要不要一起谢谢他？", "Who helped you, and shall we thank them together?";
        "这个做法还能用在哪里？", "Where else could it work?";
    }
    NotReached {
        "对着结果一起反思，先听对方看到的原因，再说自己看到的事实。", "Reflect on it together: hear the causes they see first, then tell the facts you saw.";
        "结果和目标差在哪里？你怎么看？", "Where does the result differ from the goal, and how do you see it?";
        "当时有哪些选择？为什么选了这一个？", "Which choices were there at the time, and why this one?";
        "哪些是我们改变得了的，哪些改变不了？", "What of it can we change, and what can we not?";
        "我当时做点什么会对你有帮助？", "What could I have done that would have helped you?";
    }
    NextPeriod {
        "把学到的变成下一期的计划，说清各自做什么。", "Turn what was learned into a plan for the next period, and say who does what.";
        "下一期你最想保持的和最想改变的各是什么？", "What do you most want to keep in the next period, and what to change?";
        "第一个月要看到什么不一样？", "What should be different after the first month?";
        "你需要学什么、见谁、得到什么支持？", "What do you need to learn, whom to meet, which support?";
    }
}

/// Defines the hint of every part of a script.
macro_rules! hints {
    ($($part:ident = $zh:literal, $en:literal;)+) => {
        /// How to write a part of a script.
        pub const fn hint(part: ScriptPart) -> Word {
            match part {
                $(ScriptPart::$part => word!($zh, $en),)+
            }
        }
    };
}

hints! {
    Detail = "什么时候、在哪里、做了什么？越具体越真诚。", "When, where and what was done? The more precise, the more sincere.";
    Quality = "这件事说明对方身上有什么长处？", "Which strength of theirs does it show?";
    Result = "给客户、同事或公司带来了什么？", "What did it bring the customer, colleagues or the company?";
    Behaviour = "像录像一样描述看到的行为，不评价，只对事。", "Describe what was done as a camera would have seen it: the deed, no verdict on the person.";
    Consequence = "这样做对客户、团队或目标造成了什么影响？", "What did it lead to, for the customer, the team or the goals?";
    NextStep = "先问对方有什么想法，再拿出自己的建议。", "Ask what they would do first, then offer your suggestion.";
    Situation = "什么时候，在什么场合？", "When was it, and on which occasion?";
    Impact = "对别人、对工作、对客户产生了什么影响？", "What effect did it have on others, the work, the customer?";
    Context = "为什么这件事值得谈？", "Why is this worth talking about?";
    Examples = "举一两个亲眼见到的例子。", "Give one or two examples you saw yourself.";
    Diagnosis = "一起找：背后的原因是什么？", "Find out together: what lies behind it?";
    Action = "接下来具体做什么？", "What exactly will be done?";
    Review = "哪天再看？看什么？", "When do we look again, and at what?";
    Goal = "想达到什么？怎样才算达到？", "What is wanted, and how will one know it is there?";
    Reality = "现在是什么情况？试过什么？", "How are things now, and what has been tried?";
    Options = "有哪些办法？还有呢？", "What could be done, and what else?";
    Will = "选哪一个？什么时候开始？", "Which one will it be, and when does it start?";
}

/// What a conversation is called in a list: `绩效反馈沟通 · 2026-Q3`.
pub fn conversation(lang: Lang, conversation: &Conversation) -> String {
    let kind = terms::conversation(conversation.kind).of(lang);
    match &conversation.period {
        Some(period) => format!("{kind} · {period}"),
        None => kind.to_owned(),
    }
}

/// What a conversation is called at the top of the panel: `唐毅 · 绩效反馈沟通`.
pub fn title(lang: Lang, person: &str, conversation: &Conversation) -> String {
    format!("{person} · {}", terms::conversation(conversation.kind).of(lang))
}

/// When, where and by whom, as far as it is known.
pub fn circumstances(lang: Lang, conversation: &Conversation, manager: Option<&str>) -> String {
    let period = conversation.period.as_ref().map(ToString::to_string);
    let on = conversation.on.map(|day| format::date(lang, day));
    let place = Some(conversation.place.clone()).filter(|place| !place.is_empty());
    let led_by = manager.map(|manager| say!(lang, "{manager} 主持", "led by {manager}"));
    let told = conversation.told_on.map(|day| format::date(lang, day));
    let told = told.map(|day| say!(lang, "{day}已告知", "told on {day}"));
    [period, on, place, led_by, told].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The button to the next page, for those who hear it.
pub fn next(lang: Lang, page: &str) -> String {
    let next = NEXT.of(lang);
    say!(lang, "{next}：{page}", "{next}: {page}")
}

/// How many steps have notes.
pub fn progress(lang: Lang, written: usize, all: usize) -> String {
    say!(lang, "已写 {written} / {all} 步", "{written} of {all} steps written")
}

/// Which step of how many.
pub fn step_number(lang: Lang, number: usize, all: usize) -> String {
    say!(lang, "第 {number} 步，共 {all} 步", "Step {number} of {all}")
}

/// What a script is called in a list: its topic behind its shape.
pub fn script(lang: Lang, shape: ScriptShape, topic: &str) -> String {
    let shape = terms::shape(shape).of(lang);
    if topic.is_empty() { shape.to_owned() } else { say!(lang, "{shape}：{topic}", "{shape}: {topic}") }
}

/// A field of a numbered list, for those who hear it.
pub fn numbered(lang: Lang, what: Word, number: usize) -> String {
    let what = what.of(lang);
    say!(lang, "{what} {number}", "{what} {number}")
}

/// What a strength or a challenge rests on, for those who hear the list's name.
pub fn facts_of(lang: Lang, what: Word, number: usize) -> String {
    let what = numbered(lang, what, number);
    say!(lang, "{what}的依据", "Evidence for {what}")
}

/// A page in the list, for those who hear it.
pub fn page(lang: Lang, title: &str, written: Option<bool>) -> String {
    let Some(written) = written else { return title.to_owned() };
    let state = if written { WRITTEN } else { NOT_WRITTEN }.of(lang);
    say!(lang, "{title}，{state}", "{title}, {state}")
}

/// An answer to a question of the gate, for those who hear it.
pub fn answer(lang: Lang, question: Word, answer: Word) -> String {
    let (question, answer) = (question.of(lang), answer.of(lang));
    say!(lang, "{question}{answer}", "{question} {answer}")
}

/// The notes on a step, for those who hear the field's name.
pub fn notes_on(lang: Lang, step: Step) -> String {
    let (notes, step) = (NOTES.of(lang), terms::step(step).of(lang));
    say!(lang, "{notes}：{step}", "{notes}: {step}")
}

/// The button that takes something away, for those who hear it.
pub fn remove(lang: Lang, what: &str) -> String {
    say!(lang, "删除{what}", "Remove {what}")
}

/// The day of something, for those who hear it.
pub fn day_of(lang: Lang, what: &str) -> String {
    say!(lang, "{what}的日期", "Date of {what}")
}

/// Who keeps a promise, for those who hear it.
pub fn owner_of(lang: Lang, what: &str) -> String {
    say!(lang, "{what}由谁负责", "Who does {what}")
}

/// Whether a promise is kept, for those who hear it.
pub fn done_of(lang: Lang, what: &str) -> String {
    say!(lang, "{what}已完成", "{what} done")
}

/// By how many days a promise is late.
pub fn overdue(lang: Lang, days: i32) -> String {
    say!(lang, "过期 {days} 天", "{days} days overdue")
}

/// The heading of the goal card.
pub fn goal_card(lang: Lang, period: Option<&PeriodId>) -> String {
    let card = GOAL_CARD.of(lang);
    period.map_or_else(|| card.to_owned(), |period| format!("{card} {period}"))
}
