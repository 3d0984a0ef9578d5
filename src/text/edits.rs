//! What an edit is called, for undo and redo: `移动 华星通信 到 投入`, `Move Huaxing to Invest`.

use super::{
    Lang, Word, erasing, feedback, file, format, goals as goal_words, kept, moves, power_change, say, scripts, terms,
    value_map, verdict, words,
};
use crate::{
    edit::{
        AssessmentEdit, CardEdit, ConversationEdit, ConversationText, CustomerEdit, Edit, EditError, EvidenceEdit,
        GoalEdit, Missing, MovesEdit, Occasion, OrganisationEdit, SnapshotEdit, TeamEdit,
    },
    model::{
        ContactId, ConversationId, CustomerId, EvidenceId, Goal, GoalCard, GoalId, InstrumentId, MapSnapshotId,
        MoveRunId, MoveStage, OfferingId, OpportunityId, RoundId, ScriptId, Workbook,
    },
};

words! {
    ABOUT = "修改工作簿信息", "Change what the workbook is about";
    METHOD = "修改方法参数", "Change the method’s settings";
    LINE_TO_SELF = "连线的两端不能是同一个人。", "A line needs two different people.";
    COLLECT = "收取答卷", "Take in answers";
    START_MOVES = "新做一次市场动作练习", "Start a run of market moves";
    KEEP_SCORES = "公布得分", "Show the scores";
    MEND = "理顺数据", "Put the data right";
    CLEAR_OVERRIDES = "取消多项手工分级", "Take back several classes set by hand";
}

/// What an edit is called. `before` is the workbook it was or will be applied to.
pub fn name(lang: Lang, edit: &Edit, before: &Workbook) -> String {
    match edit {
        Edit::About(_) => ABOUT.of(lang).to_owned(),
        Edit::Method(_) => METHOD.of(lang).to_owned(),
        Edit::Weight(criterion, weight) => {
            let (criterion, weight) = (terms::weighed(*criterion).of(lang), value_map::weight(weight.get()));
            say!(lang, "把“{criterion}”的权重设为 {weight}", "Weigh “{criterion}” with {weight}")
        }
        Edit::Threshold(threshold, value) => {
            let threshold = verdict::threshold(*threshold).of(lang);
            say!(lang, "把“{threshold}”设为 {value}", "Set “{threshold}” to {value}")
        }
        Edit::GradeFrom(grade, from) => {
            let grade = goal_words::grade_name(lang, *grade);
            let from = format::up_to(from.map_or(0.0, |from| from.get()), 2);
            say!(lang, "{grade} 从 {from} 分起", "{grade} begins at {from}")
        }
        Edit::Team(edit) => team(lang, edit, before),
        Edit::Customers(edit) => customers(lang, edit, before),
        Edit::Snapshots(edit) => snapshots(lang, edit, before),
        Edit::Organisation(account, edit) => organisation(lang, account, edit, before),
        Edit::Goals(edit) => goals(lang, edit, before),
        Edit::Evidence(edit) => evidence(lang, edit, before),
        Edit::Conversations(edit) => conversations(lang, edit, before),
        Edit::Assessment(edit) => assessment(lang, edit, before),
        Edit::Moves(edit) => market_moves(lang, edit, before),
        Edit::Together(occasion, edits) => together(lang, *occasion, edits.len()),
        Edit::Correct(_, edit) => {
            let edit = name(lang, edit, before);
            say!(lang, "签字后更正：{edit}", "Correct after signing: {edit}")
        }
    }
}

fn together(lang: Lang, occasion: Occasion, count: usize) -> String {
    match occasion {
        Occasion::Import => say!(lang, "导入（{count} 项）", "Import ({count} changes)"),
        Occasion::ClearOverrides => CLEAR_OVERRIDES.of(lang).to_owned(),
        Occasion::Selection => say!(lang, "同时修改 {count} 项", "Change {count} records at once"),
        Occasion::Mending => MEND.of(lang).to_owned(),
        Occasion::Collecting => COLLECT.of(lang).to_owned(),
        Occasion::Filling => say!(lang, "填充（{count} 格）", "Fill ({count} cells)"),
        Occasion::Pasting => say!(lang, "粘贴（{count} 格）", "Paste ({count} cells)"),
    }
}

fn add_or_change(lang: Lang, exists: bool, what: &str) -> String {
    if exists { change(lang, what) } else { say!(lang, "添加 {what}", "Add {what}") }
}

fn change(lang: Lang, what: &str) -> String {
    say!(lang, "修改 {what}", "Change {what}")
}

fn remove(lang: Lang, what: &str) -> String {
    say!(lang, "删除 {what}", "Remove {what}")
}

fn note(lang: Lang, of: &str) -> String {
    say!(lang, "写 {of} 的备注", "Write the note on {of}")
}

fn write(lang: Lang, what: Word, of: &str) -> String {
    let what = what.of(lang);
    say!(lang, "写 {of}：{what}", "Write “{what}” for {of}")
}

fn team(lang: Lang, edit: &TeamEdit, before: &Workbook) -> String {
    match edit {
        TeamEdit::Put(member) => add_or_change(lang, before.team.contains(&member.id), member.label()),
        TeamEdit::Remove(id) => remove(lang, before.member_label(id)),
    }
}

fn customers(lang: Lang, edit: &CustomerEdit, before: &Workbook) -> String {
    let customer = |id| before.customer_label(id);
    match edit {
        CustomerEdit::Put(new) => add_or_change(lang, before.customers.contains(&new.id), new.label()),
        CustomerEdit::Remove(id) => remove(lang, customer(id)),
        CustomerEdit::Name(id, new) => {
            let name = customer(id);
            say!(lang, "把 {name} 改名为 {new}", "Rename {name} to {new}")
        }
        CustomerEdit::Score(id, criterion, score) => {
            let (name, criterion) = (customer(id), terms::criterion(*criterion).of(lang));
            match score {
                Some(_) => say!(lang, "给 {name} 评分：{criterion}", "Score {name}: {criterion}"),
                None => say!(lang, "清除 {name} 的评分：{criterion}", "Clear the score of {name}: {criterion}"),
            }
        }
        CustomerEdit::ScoreNote(id, criterion, _) => {
            let (name, criterion) = (customer(id), terms::criterion(*criterion).of(lang));
            say!(lang, "写 {name} 的评分依据：{criterion}", "Write what the score of {name} rests on: {criterion}")
        }
        CustomerEdit::Override(id, Some(by_hand)) => {
            let (name, class) = (customer(id), terms::class(by_hand.class).of(lang));
            say!(lang, "移动 {name} 到 {class}", "Move {name} to {class}")
        }
        CustomerEdit::Override(id, None) => {
            let name = customer(id);
            say!(lang, "取消 {name} 的手工分级", "Take back the class of {name} set by hand")
        }
        CustomerEdit::Contacted(id, _) => {
            let name = customer(id);
            say!(lang, "修改 {name} 的接触宣传", "Change what {name} was told and we know")
        }
        CustomerEdit::Animal(id, Some(animal)) => {
            let (name, animal) = (customer(id), terms::animal(*animal).of(lang));
            say!(lang, "把 {name} 标为{animal}", "Tag {name} as {animal}")
        }
        CustomerEdit::Animal(id, None) => {
            let name = customer(id);
            say!(lang, "取消 {name} 的动物标签", "Take back the animal of {name}")
        }
        CustomerEdit::Actions(id, _) => {
            let name = customer(id);
            say!(lang, "修改 {name} 的行动", "Change the actions for {name}")
        }
        CustomerEdit::Note(id, _) => note(lang, customer(id)),
        CustomerEdit::PutOffering(new) => add_or_change(lang, before.offerings.contains(&new.id), new.label()),
        CustomerEdit::RemoveOffering(id) => remove(lang, offering(before, id)),
        CustomerEdit::PutContribution(cell) => {
            let (name, offering) = (customer(&cell.customer), offering(before, &cell.offering));
            say!(lang, "修改 {name} 的贡献：{offering}", "Change what {offering} brings at {name}")
        }
        CustomerEdit::RemoveContribution(id, of) => {
            let (name, offering) = (customer(id), offering(before, of));
            say!(lang, "清除 {name} 的贡献：{offering}", "Clear what {offering} brings at {name}")
        }
    }
}

fn offering<'a>(before: &'a Workbook, id: &'a OfferingId) -> &'a str {
    before.offerings.get(id).map_or(id.as_str(), |offering| offering.label())
}

fn snapshots(lang: Lang, edit: &SnapshotEdit, before: &Workbook) -> String {
    let named = |id: &MapSnapshotId| {
        let snapshot = before.map_snapshots.get(id);
        snapshot.map_or_else(|| id.to_string(), |snapshot| kept::label(lang, snapshot.on, &snapshot.name))
    };
    kept_map(lang, edit, value_map::TAKE_SNAPSHOT, named)
}

fn kept_map(lang: Lang, edit: &SnapshotEdit, take: Word, named: impl Fn(&MapSnapshotId) -> String) -> String {
    match edit {
        SnapshotEdit::Take(..) => take.of(lang).to_owned(),
        SnapshotEdit::Name(id, name) => {
            let snapshot = named(id);
            say!(lang, "把存档 {snapshot} 改名为 {name}", "Rename the map of {snapshot} to {name}")
        }
        SnapshotEdit::Remove(id) => remove(lang, &named(id)),
    }
}

fn organisation(lang: Lang, account: &CustomerId, edit: &OrganisationEdit, before: &Workbook) -> String {
    let organisation = before.organisations.get(account);
    let contacts = organisation.map(|organisation| &organisation.contacts);
    let opportunities = organisation.map(|organisation| &organisation.opportunities);
    let opportunity = |id: &OpportunityId| {
        let found = opportunities.and_then(|all| all.get(id));
        found.map_or_else(|| id.to_string(), |opportunity| opportunity.label().to_owned())
    };
    let label = |id: &ContactId| {
        let contact = contacts.and_then(|contacts| contacts.get(id));
        contact.map_or_else(|| id.to_string(), |contact| contact.label().to_owned())
    };
    match edit {
        OrganisationEdit::Replace(_) => {
            let name = before.customer_label(account);
            say!(lang, "替换 {name} 的组织", "Replace the organisation of {name}")
        }
        OrganisationEdit::Put(contact) => {
            add_or_change(lang, contacts.is_some_and(|contacts| contacts.contains(&contact.id)), contact.label())
        }
        OrganisationEdit::Remove(id) => remove(lang, &label(id)),
        OrganisationEdit::Rehang(id, Some(manager)) => {
            let (name, manager) = (label(id), label(manager));
            say!(lang, "把 {name} 改挂到 {manager} 之下", "Hang {name} under {manager}")
        }
        OrganisationEdit::Rehang(id, None) => {
            let name = label(id);
            say!(lang, "把 {name} 改为最上级", "Put {name} at the top")
        }
        OrganisationEdit::Pin(id, Some(_)) => {
            let name = label(id);
            say!(lang, "固定 {name} 的位置", "Pin {name}")
        }
        OrganisationEdit::Pin(id, None) => {
            let name = label(id);
            say!(lang, "取消固定 {name}", "Unpin {name}")
        }
        OrganisationEdit::Note(id, _) => note(lang, &label(id)),
        OrganisationEdit::PutLine(line) => {
            let (from, to, kind) = (label(&line.from), label(&line.to), terms::line(line.kind).of(lang));
            say!(lang, "连线 {from} → {to}：{kind}", "Draw {from} → {to}: {kind}")
        }
        OrganisationEdit::RemoveLine(from, to, kind) => {
            let (from, to, kind) = (label(from), label(to), terms::line(*kind).of(lang));
            say!(lang, "删除连线 {from} → {to}：{kind}", "Remove the line {from} → {to}: {kind}")
        }
        OrganisationEdit::DropDuplicate(row) => {
            let name = label(&row.id);
            say!(lang, "删除与 {name} 编号重复的一行", "Remove a row with the id of {name}")
        }
        OrganisationEdit::PutOpportunity(new) => {
            add_or_change(lang, opportunities.is_some_and(|all| all.contains(&new.id)), new.label())
        }
        OrganisationEdit::NameOpportunity(id, name) => {
            let before = opportunity(id);
            say!(lang, "把 {before} 改名为 {name}", "Rename {before} to {name}")
        }
        OrganisationEdit::RemoveOpportunity(id) => remove(lang, &opportunity(id)),
        OrganisationEdit::Kept(edit) => {
            let named = |id: &MapSnapshotId| {
                let found = organisation.and_then(|organisation| organisation.kept.get(id));
                found.map_or_else(|| id.to_string(), |map| kept::label(lang, map.on, &map.name))
            };
            kept_map(lang, edit, power_change::KEEP, named)
        }
    }
}

fn goals(lang: Lang, edit: &GoalEdit, before: &Workbook) -> String {
    let card = |person, period: &dyn std::fmt::Display| {
        let person = before.member_label(person);
        say!(lang, "{person} {period} 的目标卡", "the goal card of {person}, {period}")
    };
    match edit {
        GoalEdit::Put(new) => add_or_change(
            lang,
            before.goal_cards.contains(&(new.person.clone(), new.period.clone())),
            &card(&new.person, &new.period),
        ),
        GoalEdit::Remove(person, period) => remove(lang, &card(person, period)),
        GoalEdit::Card(person, period, edit) => {
            let of = goal_words::card(before.member_label(person), period);
            goal_card(lang, edit, &of, before.goal_cards.get(&(person.clone(), period.clone())))
        }
    }
}

fn goal_card(lang: Lang, edit: &CardEdit, of: &str, card: Option<&GoalCard>) -> String {
    let goal = |id: &GoalId| {
        let found = card.and_then(|card| card.goals.get(id));
        let label = found.map_or(id.as_str(), Goal::label);
        format!("{of} · {label}")
    };
    let set = |what: Word, of: &str| {
        let what = what.of(lang);
        say!(lang, "填 {of}：{what}", "Set “{what}” of {of}")
    };
    match edit {
        CardEdit::Text(text, _) => write(lang, goal_words::card_text(*text), of),
        CardEdit::Superior(_) => set(goal_words::SUPERIOR, of),
        CardEdit::Accounts(_) => set(goal_words::ACCOUNTS, of),
        CardEdit::Day(milestone, _) => set(goal_words::milestone(*milestone), of),
        CardEdit::Help(_) => write(lang, goal_words::HELP, of),
        CardEdit::Factor(_, factor, _) => set(goal_words::factor(*factor), of),
        CardEdit::PutGoal(new) => add_or_change(
            lang,
            card.is_some_and(|card| card.goals.contains(&new.id)),
            &format!("{of} · {}", new.label()),
        ),
        CardEdit::RemoveGoal(id) => remove(lang, &goal(id)),
        CardEdit::MoveGoal(id, _) => {
            let goal = goal(id);
            say!(lang, "移动 {goal}", "Move {goal}")
        }
        CardEdit::GoalText(id, text, _) => write(lang, goal_words::goal_text(*text), &goal(id)),
        CardEdit::Weight(id, _) => set(goal_words::WEIGHT, &goal(id)),
        CardEdit::Completion(id, ..) => set(goal_words::COMPLETION, &goal(id)),
        CardEdit::Revise(id, _) => {
            let goal = goal(id);
            say!(lang, "修订 {goal}", "Revise {goal}")
        }
    }
}

/// Of whom a piece of evidence is.
fn of_whom<'a>(before: &'a Workbook, id: &'a EvidenceId) -> &'a str {
    before.evidence.get(id).map_or(id.as_str(), |note| before.member_label(&note.person))
}

fn evidence(lang: Lang, edit: &EvidenceEdit, before: &Workbook) -> String {
    match edit {
        EvidenceEdit::Put(new) => {
            let person = before.member_label(&new.person);
            let what = say!(lang, "关于 {person} 的依据", "evidence about {person}");
            add_or_change(lang, before.evidence.contains(&new.id), &what)
        }
        EvidenceEdit::Remove(id) => {
            let person = of_whom(before, id);
            remove(lang, &say!(lang, "关于 {person} 的依据", "evidence about {person}"))
        }
        EvidenceEdit::Text(id, ..) => write(lang, feedback::EVIDENCE, of_whom(before, id)),
    }
}

/// With whom a conversation is.
fn with<'a>(before: &'a Workbook, id: &'a ConversationId) -> &'a str {
    let conversation = before.conversations.get(id);
    conversation.map_or(id.as_str(), |conversation| before.member_label(&conversation.person))
}

fn conversations(lang: Lang, edit: &ConversationEdit, before: &Workbook) -> String {
    let with = |id| with(before, id);
    let script = |id: &ConversationId, script: &ScriptId| {
        let script = before.conversations.get(id).and_then(|conversation| conversation.scripts.get(script));
        script.map(|script| terms::shape(script.shape).of(lang))
    };
    match edit {
        ConversationEdit::Put(new) => {
            let (person, kind) = (before.member_label(&new.person), terms::conversation(new.kind).of(lang));
            let what = say!(lang, "与 {person} 的{kind}", "a conversation with {person}: {kind}");
            add_or_change(lang, before.conversations.contains(&new.id), &what)
        }
        ConversationEdit::Remove(id) => {
            let person = with(id);
            say!(lang, "删除与 {person} 的沟通", "Remove the conversation with {person}")
        }
        ConversationEdit::Point(id, step, _) | ConversationEdit::Note(id, step, _) => {
            write(lang, terms::step(*step), with(id))
        }
        ConversationEdit::PutScript(id, new) => {
            let (person, shape) = (with(id), terms::shape(new.shape).of(lang));
            let what = say!(lang, "给 {person} 的{shape}", "{shape} for {person}");
            let exists = before.conversations.get(id).is_some_and(|c| c.scripts.contains(&new.id));
            add_or_change(lang, exists, &what)
        }
        ConversationEdit::RemoveScript(id, gone) => {
            let (person, shape) = (with(id), script(id, gone).unwrap_or(gone.as_str()));
            remove(lang, &say!(lang, "给 {person} 的{shape}", "{shape} for {person}"))
        }
        ConversationEdit::Topic(id, ..) => {
            let person = with(id);
            say!(lang, "写给 {person} 的反馈主题", "Write the topic of the feedback for {person}")
        }
        ConversationEdit::Part(id, _, part, _) => write(lang, terms::part(*part), with(id)),
        ConversationEdit::Gate(id, ..) => {
            let person = with(id);
            say!(lang, "回答反馈 {person} 前的自问", "Answer the questions before the feedback for {person}")
        }
        ConversationEdit::KeepUntil(id, _) => erasing::keep_until(lang, with(id)),
        ConversationEdit::Commitments(id, _) => {
            let person = with(id);
            say!(lang, "修改与 {person} 的约定", "Change what was promised with {person}")
        }
        ConversationEdit::Todo(id, _) => {
            let person = with(id);
            say!(lang, "修改与 {person} 沟通前要做的事", "Change what to do before the talk with {person}")
        }
        ConversationEdit::Text(id, text, _) => {
            let what = match text {
                ConversationText::Place => feedback::PLACE,
                ConversationText::Strength(_) => feedback::STRENGTHS,
                ConversationText::Challenge(_) => feedback::CHALLENGES,
                ConversationText::Documents => feedback::DOCUMENTS,
                ConversationText::Wanted => feedback::WANTED,
                ConversationText::Commitment(_) => feedback::COMMITMENTS,
                ConversationText::Summary => feedback::SUMMARY,
                ConversationText::Comment(party) => feedback::comment(*party),
                ConversationText::Name(party) | ConversationText::AmendmentName(_, party) => {
                    feedback::signature(*party)
                }
                ConversationText::Amendment(_) => feedback::AMENDMENT,
                ConversationText::Todo(_) => scripts::TODO,
                ConversationText::Script(_, place) => scripts::label(*place),
            };
            write(lang, what, with(id))
        }
        ConversationEdit::Sign(id) => {
            let person = with(id);
            say!(lang, "与 {person} 的记录双方签字", "Sign the record with {person}")
        }
        ConversationEdit::SignAmendment(id, _) => {
            let person = with(id);
            say!(lang, "与 {person} 的补充双方签字", "Sign an amendment with {person}")
        }
    }
}

fn assessment(lang: Lang, edit: &AssessmentEdit, before: &Workbook) -> String {
    let instrument = |id: &InstrumentId, version: u32| {
        let found = before.instruments.get(&(id.clone(), version));
        let name = found.map(|instrument| lang.pick(&instrument.name)).filter(|name| !name.is_empty());
        name.unwrap_or(id.as_str()).to_owned()
    };
    let round = |id: &RoundId| before.rounds.get(id).map_or_else(|| id.to_string(), |round| round.label().to_owned());
    match edit {
        AssessmentEdit::PutInstrument(new) => {
            let name = lang.pick(&new.name);
            let name = if name.is_empty() { new.id.as_str() } else { name };
            add_or_change(lang, before.instruments.contains(&(new.id.clone(), new.version)), name)
        }
        AssessmentEdit::RemoveInstrument(id, version) => remove(lang, &instrument(id, *version)),
        AssessmentEdit::PutRound(new) => add_or_change(lang, before.rounds.contains(&new.id), new.label()),
        AssessmentEdit::RemoveRound(id) => remove(lang, &round(id)),
        AssessmentEdit::PutResponse(id, response) => {
            let (round, person) = (round(id), before.member_label(&response.ratee));
            say!(lang, "录入对 {person} 的评价（{round}）", "Enter answers about {person} ({round})")
        }
        AssessmentEdit::Release(id, ..) => {
            let round = round(id);
            say!(lang, "发布“{round}”的结果", "Release the results of {round}")
        }
        AssessmentEdit::Key(id, _) => {
            let round = round(id);
            say!(lang, "制作“{round}”的评价表", "Make forms for {round}")
        }
        AssessmentEdit::Collect(id, _) => {
            let round = round(id);
            say!(lang, "收取“{round}”的答卷", "Take in answers to {round}")
        }
        AssessmentEdit::PutPlan(plan) => {
            let person = before.member_label(&plan.person);
            let what = say!(lang, "{person} 的发展计划", "the development plan of {person}");
            add_or_change(lang, before.plans.contains(&plan.id), &what)
        }
        AssessmentEdit::RemovePlan(id) => {
            let plan = before.plans.get(id);
            let person = plan.map_or(id.as_str(), |plan| before.member_label(&plan.person));
            remove(lang, &say!(lang, "{person} 的发展计划", "the development plan of {person}"))
        }
    }
}

/// Nothing of a split is said: whoever plays next may read what could be undone.
fn market_moves(lang: Lang, edit: &MovesEdit, before: &Workbook) -> String {
    let run =
        |id: &MoveRunId| before.move_runs.get(id).map_or_else(|| id.to_string(), |run| moves::run_label(lang, run));
    let group = |id: &MoveRunId, place: usize| {
        let group = before.move_runs.get(id).and_then(|run| run.groups.get(place));
        group.map_or_else(String::new, |group| moves::group_label(lang, group, place))
    };
    match edit {
        MovesEdit::Start(..) => START_MOVES.of(lang).to_owned(),
        MovesEdit::Remove(id) => remove(lang, &run(id)),
        MovesEdit::Name(id, _) => write(lang, moves::NAME, &run(id)),
        MovesEdit::Groups(_, count) => {
            let count = count.get();
            say!(lang, "分成 {count} 组", "Make it {count} groups")
        }
        MovesEdit::GroupName(id, place, _) => write(lang, moves::GROUP_NAME, &group(id, *place)),
        MovesEdit::Place(id, place, card, _) => {
            let (group, number) = (group(id, *place), card.number());
            say!(lang, "{group}移动卡片 {number}", "{group}: move card {number}")
        }
        MovesEdit::Class(id, place, ..) => {
            let group = group(id, *place);
            say!(lang, "{group}填写编号", "{group}: type numbers")
        }
        MovesEdit::HandIn(id, place, handed_in) => {
            let group = group(id, *place);
            if *handed_in {
                say!(lang, "{group}交卷", "{group}: hand in")
            } else {
                say!(lang, "{group}取回再改", "{group}: take back what was handed in")
            }
        }
        MovesEdit::Stage(_, stage, _) => match stage {
            MoveStage::Setup => moves::BACK_TO_SETUP,
            MoveStage::Play => moves::DEAL,
            MoveStage::Reveal => moves::TO_THE_REVEAL,
            MoveStage::Kept => KEEP_SCORES,
        }
        .of(lang)
        .to_owned(),
    }
}

/// Why an edit was refused.
pub fn refused(lang: Lang, error: &EditError, workbook: &Workbook) -> String {
    match error {
        EditError::Missing(missing) => {
            let id = missing_id(missing);
            say!(lang, "“{id}”不在工作簿里，没有改动。", "“{id}” is not in the workbook; nothing was changed.")
        }
        EditError::WouldCycle { contact, manager } => say!(
            lang,
            "“{manager}”本来就在“{contact}”之下，不能倒过来挂。",
            "“{manager}” reports to “{contact}” already, so it cannot be the other way round."
        ),
        EditError::InUse(round) => {
            let round = workbook.rounds.get(round).map_or(round.as_str(), |round| round.label());
            say!(
                lang,
                "“{round}”正在使用这份问卷，没有改动。请另存一个新版本再改。",
                "“{round}” uses this questionnaire, so it stays as it is. Change a new version of it instead."
            )
        }
        EditError::Released(round) => {
            let round = workbook.rounds.get(round).map_or(round.as_str(), |round| round.label());
            say!(
                lang,
                "“{round}”的结果已经发布，已发布的评价不能再改。",
                "Results of “{round}” were released, so answers in them no longer change."
            )
        }
        EditError::LineToSelf(_) => LINE_TO_SELF.of(lang).to_owned(),
        EditError::Signed(talk) => {
            let person = with(workbook, talk);
            say!(
                lang,
                "与 {person} 的记录双方已签字，没有改动。可以补充一段再签字，或作为更正修改。",
                "The record with {person} is signed, so nothing was changed. Add an amendment, or change it as a correction."
            )
        }
        EditError::Unsignable(talk) => {
            let person = with(workbook, talk);
            say!(
                lang,
                "与 {person} 的记录还不能锁定：要有内容、双方的姓名和日期。",
                "The record with {person} cannot be locked yet: it needs its text, and the name and the day of both."
            )
        }
        EditError::Meaningless(meaningless) => {
            let because = file::meaningless(lang, &meaningless.why);
            say!(lang, "没有改动：{because}。", "Nothing was changed: {because}.")
        }
    }
}

fn missing_id(missing: &Missing) -> &str {
    match missing {
        Missing::Member(id) => id.as_str(),
        Missing::Customer(id) | Missing::Organisation(id) | Missing::Contribution(id, _) => id.as_str(),
        Missing::Offering(id) => id.as_str(),
        Missing::MapSnapshot(id) => id.as_str(),
        Missing::Contact(_, id) | Missing::Line(_, id, _) => id.as_str(),
        Missing::Opportunity(_, id) => id.as_str(),
        Missing::GoalCard(id, _) => id.as_str(),
        Missing::Goal(_, _, id) => id.as_str(),
        Missing::Conversation(id) | Missing::Entry(id, _) => id.as_str(),
        Missing::Evidence(id) => id.as_str(),
        Missing::Script(_, id) => id.as_str(),
        Missing::Instrument(id, _) => id.as_str(),
        Missing::Round(id) => id.as_str(),
        Missing::Plan(id) => id.as_str(),
        Missing::MoveRun(id) | Missing::MoveGroup(id, _) => id.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::apply,
        model::{
            Advantage, ClassOverride, Contact, Criterion, Customer, CustomerClass, Member, MemberId, ScoreNote, Weight,
        },
    };

    const RIVAL: Criterion = Criterion::Rival(Advantage::Service);

    fn workbook() -> Workbook {
        let customer = Customer::new(CustomerId::new("hx").unwrap(), "华星通信");
        let manager = Contact::new(ContactId::new("1").unwrap(), "李雷");
        let account = customer.id.clone();
        [
            Edit::Customers(CustomerEdit::Put(Box::new(customer))),
            Edit::Organisation(account, OrganisationEdit::Put(Box::new(manager))),
            Edit::Team(TeamEdit::Put(Member::new(MemberId::new("zw").unwrap(), "张伟"))),
        ]
        .into_iter()
        .fold(Workbook::default(), |workbook, edit| apply(&workbook, edit).unwrap())
    }

    #[test]
    fn names_say_what_is_changed_by_its_name() {
        let workbook = workbook();
        let account = CustomerId::new("hx").unwrap();
        let invest =
            ClassOverride { class: CustomerClass::Invest, place: None, reason: String::new(), by: None, on: None };
        let new = Member::new(MemberId::new("x").unwrap(), "Li Na");
        let rehang = OrganisationEdit::Rehang(ContactId::new("9").unwrap(), Some(ContactId::new("1").unwrap()));
        for (edit, zh, en) in [
            (
                Edit::Customers(CustomerEdit::Override(account.clone(), Some(invest))),
                "移动 华星通信 到 投入",
                "Move 华星通信 to Invest",
            ),
            (Edit::Customers(CustomerEdit::Remove(account.clone())), "删除 华星通信", "Remove 华星通信"),
            (
                Edit::Customers(CustomerEdit::ScoreNote(account.clone(), RIVAL, ScoreNote::default())),
                "写 华星通信 的评分依据：服务（对手）",
                "Write what the score of 华星通信 rests on: Service (rival)",
            ),
            (Edit::Weight(RIVAL, Weight::clamped(17.5)), "把“服务”的权重设为 17.5", "Weigh “Service” with 17.5"),
            (Edit::Team(TeamEdit::Put(new)), "添加 Li Na", "Add Li Na"),
            (Edit::Organisation(account, rehang), "把 9 改挂到 李雷 之下", "Hang 9 under 李雷"),
        ] {
            assert_eq!(name(Lang::Zh, &edit, &workbook), zh);
            assert_eq!(name(Lang::En, &edit, &workbook), en);
        }
    }
}
