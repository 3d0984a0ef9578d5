//! Random edits over a small world of ids, and the workbooks they make: valid by construction, rich enough to matter.

use jiff::civil::{Date, date};
use proptest::{collection::vec, option, prelude::*};
use sandtable::{
    edit::{
        AssessmentEdit, CardEdit, CardText, ConversationEdit, CustomerEdit, Edit, GoalEdit, GoalText, MovesEdit,
        OrganisationEdit, SnapshotEdit, TeamEdit, apply,
    },
    model::*,
};

/// How many ids of each kind there are.
const WORLD: usize = 6;

macro_rules! some_id {
    ($($name:ident: $id:ty, $stem:literal;)+) => {$(
        fn $name() -> impl Strategy<Value = $id> {
            (0..WORLD).prop_map(|n| <$id>::new(&format!("{}-{n}", $stem)).unwrap())
        }
    )+};
}

some_id! {
    member_id: MemberId, "m";
    customer_id: CustomerId, "客户";
    offering_id: OfferingId, "o";
    contact_id: ContactId, "c";
    conversation_id: ConversationId, "talk";
    script_id: ScriptId, "script";
    goal_id: GoalId, "续约 goal";
    period_id: PeriodId, "2026-Q";
    round_id: RoundId, "round";
    rater_id: RaterId, "r";
    move_run_id: MoveRunId, "run";
    snapshot_id: MapSnapshotId, "map";
    opportunity_id: OpportunityId, "deal";
}

/// Texts that a file format could trip over.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("张伟（华东）".to_owned()),
        Just("two\nlines\tand \"quotes\" \\ ( [ { // not a comment /* nor this */".to_owned()),
        "[ -~]{0,12}",
        "\\PC{0,8}",
    ]
}

fn day() -> impl Strategy<Value = Date> {
    (2020i16..2030, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

fn score() -> impl Strategy<Value = Score> {
    (2u8..=20).prop_map(|half| Score::new(f64::from(half) / 2.0).unwrap())
}

fn percent() -> impl Strategy<Value = Percent> {
    (0.0f64..200.0).prop_map(|value| Percent::new(value).unwrap())
}

fn money() -> impl Strategy<Value = Money> {
    prop_oneof![(-1e9f64..1e9), (-100i32..100).prop_map(f64::from)].prop_map(|value| Money::new(value).unwrap())
}

fn judged<T: Clone + std::fmt::Debug + 'static>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Judged<T>> {
    (value, any::<bool>(), option::of(member_id()), option::of(day())).prop_map(|(value, confirmed, by, on)| Judged {
        value,
        certainty: if confirmed { Certainty::Confirmed } else { Certainty::Assumed },
        by,
        on,
    })
}

fn criterion() -> impl Strategy<Value = Criterion> {
    proptest::sample::select(Criterion::all().collect::<Vec<_>>())
}

fn action() -> impl Strategy<Value = Action> {
    (text(), option::of(member_id()), option::of(day()), option::of(day()), text())
        .prop_map(|(what, owner, due, done, note)| Action { what, owner, due, done, note })
}

fn member() -> impl Strategy<Value = Member> {
    let position = option::of(proptest::sample::select(&Position::ALL[..]));
    (member_id(), text(), option::of(member_id()), position, text())
        .prop_map(|(id, name, manager, position, note)| Member { manager, position, note, ..Member::new(id, &name) })
}

fn customer() -> impl Strategy<Value = Customer> {
    let scores = vec((criterion(), score(), text()), 0..6);
    let class_override = option::of((proptest::sample::select(&CustomerClass::ALL[..]), text(), option::of(day())));
    (customer_id(), text(), option::of(money()), scores, class_override, vec(action(), 0..2)).prop_map(
        |(id, name, revenue, scores, class_override, actions)| {
            let mut customer = Customer { revenue, actions, ..Customer::new(id, &name) };
            for (criterion, score, note) in scores {
                customer.set_score(criterion, Some(score));
                customer.score_notes.insert(criterion, ScoreNote { certainty: Certainty::Confirmed, note });
            }
            customer.class_override =
                class_override.map(|(class, reason, on)| ClassOverride { class, place: None, reason, by: None, on });
            customer
        },
    )
}

fn contact() -> impl Strategy<Value = Contact> {
    let judgements = (
        option::of(judged(proptest::sample::select(&Support::ALL[..]))),
        option::of(judged(proptest::sample::select(&Coverage::ALL[..]))),
        option::of(judged((0u8..=10).prop_map(|value| Influence::new(value).unwrap()))),
    );
    let roles = vec(proptest::sample::select(&DecisionRole::ALL[..]), 0..3);
    (contact_id(), text(), option::of(contact_id()), option::of(member_id()), roles, judgements).prop_map(
        |(id, name, reports_to, owner, roles, (support, coverage, influence))| Contact {
            reports_to,
            owner,
            roles: roles.into_iter().map(|role| (role, Basis::default())).collect(),
            support,
            coverage,
            influence,
            ..Contact::new(id, &name)
        },
    )
}

fn organisation_edit() -> impl Strategy<Value = OrganisationEdit> {
    let kind = || proptest::sample::select(&LineKind::ALL[..]);
    let line = (contact_id(), contact_id(), kind(), text()).prop_map(|(from, to, kind, note)| Line {
        from,
        to,
        kind,
        strength: Some(Strength::clamped(2)),
        basis: Basis::default(),
        note,
    });
    let role = (contact_id(), proptest::sample::select(&DecisionRole::ALL[..]));
    let roles = vec(role.prop_map(|(contact, role)| OpportunityRole { contact, role, basis: Basis::default() }), 0..3);
    let opportunity = (opportunity_id(), text(), roles, text()).prop_map(|(id, name, roles, note)| Opportunity {
        id,
        name,
        roles,
        note,
    });
    prop_oneof![
        1 => opportunity.prop_map(OrganisationEdit::PutOpportunity),
        1 => (opportunity_id(), text()).prop_map(|(id, name)| OrganisationEdit::NameOpportunity(id, name)),
        1 => opportunity_id().prop_map(OrganisationEdit::RemoveOpportunity),
        2 => snapshot_edit().prop_map(OrganisationEdit::Kept),
        4 => contact().prop_map(|contact| OrganisationEdit::Put(Box::new(contact))),
        1 => contact_id().prop_map(OrganisationEdit::Remove),
        2 => (contact_id(), option::of(contact_id())).prop_map(|(id, manager)| OrganisationEdit::Rehang(id, manager)),
        1 => (contact_id(), option::of((-50.0f64..50.0, 0.0f64..50.0))).prop_map(|(id, at)| {
            let pin = at.map(|(x, y)| Pin { x: Coordinate::clamped(x), y: Coordinate::clamped(y) });
            OrganisationEdit::Pin(id, pin)
        }),
        1 => (contact_id(), text()).prop_map(|(id, note)| OrganisationEdit::Note(id, note)),
        1 => line.prop_map(OrganisationEdit::PutLine),
        1 => (contact_id(), contact_id(), kind()).prop_map(|(from, to, kind)| OrganisationEdit::RemoveLine(from, to, kind)),
    ]
}

fn customer_edit() -> impl Strategy<Value = CustomerEdit> {
    let margin = prop_oneof![
        money().prop_map(Margin::Amount),
        Just(Margin::Sign(MarginSign::StronglyPositive)),
        Just(Margin::Sign(MarginSign::Negative)),
    ];
    let offering = (offering_id(), text(), text()).prop_map(|(id, name, note)| Offering { id, name, note });
    let cell = (customer_id(), offering_id(), margin, text())
        .prop_map(|(customer, offering, margin, note)| Contribution { customer, offering, margin, note });
    prop_oneof![
        4 => customer().prop_map(|customer| CustomerEdit::Put(Box::new(customer))),
        1 => customer_id().prop_map(CustomerEdit::Remove),
        2 => (customer_id(), criterion(), option::of(score())).prop_map(|(id, c, score)| CustomerEdit::Score(id, c, score)),
        1 => (customer_id(), criterion(), text()).prop_map(|(id, c, note)| {
            CustomerEdit::ScoreNote(id, c, ScoreNote { certainty: Certainty::Confirmed, note })
        }),
        1 => (customer_id(), text()).prop_map(|(id, name)| CustomerEdit::Name(id, name)),
        1 => (customer_id(), text()).prop_map(|(id, note)| CustomerEdit::Note(id, note)),
        1 => (customer_id(), option::of(proptest::sample::select(&Animal::ALL[..])))
            .prop_map(|(id, animal)| CustomerEdit::Animal(id, animal)),
        2 => offering.prop_map(CustomerEdit::PutOffering),
        1 => offering_id().prop_map(CustomerEdit::RemoveOffering),
        3 => cell.prop_map(CustomerEdit::PutContribution),
        1 => (customer_id(), offering_id()).prop_map(|(c, o)| CustomerEdit::RemoveContribution(c, o)),
    ]
}

fn goal_edit() -> impl Strategy<Value = GoalEdit> {
    let goal =
        (goal_id(), text(), option::of(percent()), option::of(percent())).prop_map(|(id, name, weight, completion)| {
            Goal { weight: weight.map(|percent| Weight::clamped(percent.get())), completion, ..Goal::new(id, &name) }
        });
    let card = (member_id(), period_id(), vec(goal, 0..3), option::of(percent())).prop_map(
        |(person, period, goals, effort)| GoalCard {
            goals: goals.into_iter().collect(),
            factors: Factors { difficulty: None, effort },
            ..GoalCard::new(person, period)
        },
    );
    let side = proptest::sample::select(&Side::ALL[..]);
    let milestone = proptest::sample::select(&Milestone::ALL[..]);
    let part = proptest::sample::select(&GoalPart::ALL[..]);
    let condition = proptest::sample::select(&RevisionCondition::ALL[..]);
    let smart = proptest::sample::select(&Smart::ALL[..]);
    let revision = (day(), condition, option::of(part.clone()), text(), text())
        .prop_map(|(on, condition, part, old, new)| Revision { on, condition, part, old, new, reason: String::new() });
    let help = vec((option::of(day()), text()).prop_map(|(on, text)| Help { on, text }), 0..3);
    let change = prop_oneof![
        text().prop_map(|text| CardEdit::Text(CardText::Demands, text)),
        (milestone, option::of(day())).prop_map(|(milestone, day)| CardEdit::Day(milestone, day)),
        help.prop_map(CardEdit::Help),
        (side.clone(), option::of(percent())).prop_map(|(side, value)| CardEdit::Factor(side, Factor::Effort, value)),
        goal_id().prop_map(|id| CardEdit::PutGoal(Box::new(Goal::new(id, "new")))),
        goal_id().prop_map(CardEdit::RemoveGoal),
        (goal_id(), 0usize..4).prop_map(|(id, to)| CardEdit::MoveGoal(id, to)),
        (goal_id(), part, text()).prop_map(|(id, part, text)| CardEdit::GoalText(id, GoalText::Part(part), text)),
        (goal_id(), smart, text()).prop_map(|(id, of, text)| CardEdit::GoalText(id, GoalText::Check(of), text)),
        (goal_id(), side, option::of(percent())).prop_map(|(id, side, value)| CardEdit::Completion(id, side, value)),
        (goal_id(), revision).prop_map(|(id, revision)| CardEdit::Revise(id, revision)),
    ];
    prop_oneof![
        3 => card.prop_map(|card| GoalEdit::Put(Box::new(card))),
        4 => (member_id(), period_id(), change).prop_map(|(person, period, edit)| GoalEdit::Card(person, period, edit)),
        1 => (member_id(), period_id()).prop_map(|(person, period)| GoalEdit::Remove(person, period)),
    ]
}

fn conversation_edit() -> impl Strategy<Value = ConversationEdit> {
    let kind = proptest::sample::select(&ConversationKind::ALL[..]);
    let shape = proptest::sample::select(&ScriptShape::ALL[..]);
    let conversation = (conversation_id(), member_id(), kind, text(), vec(action(), 0..2)).prop_map(
        |(id, person, kind, place, commitments)| Conversation {
            place,
            commitments,
            ..Conversation::new(id, person, kind)
        },
    );
    let step = proptest::sample::select(ConversationKind::Result.steps());
    let part = proptest::sample::select(ScriptShape::Corrective.parts());
    prop_oneof![
        3 => conversation.prop_map(|conversation| ConversationEdit::Put(Box::new(conversation))),
        1 => conversation_id().prop_map(ConversationEdit::Remove),
        3 => (conversation_id(), step, text()).prop_map(|(id, step, text)| ConversationEdit::Note(id, step, text)),
        2 => (conversation_id(), script_id(), shape)
            .prop_map(|(id, script, shape)| ConversationEdit::PutScript(id, Box::new(Script::new(script, shape)))),
        1 => (conversation_id(), script_id()).prop_map(|(id, script)| ConversationEdit::RemoveScript(id, script)),
        2 => (conversation_id(), script_id(), part, text())
            .prop_map(|(id, script, part, text)| ConversationEdit::Part(id, script, part, text)),
    ]
}

/// The instrument of every random round: two roles of three items.
pub fn instrument() -> Instrument {
    let item = |id: String| Item {
        id: ItemId::new(&id).unwrap(),
        text: Bilingual::same(&id),
        self_text: Bilingual::default(),
        note: String::new(),
    };
    let role = |id: &str| Role {
        id: RoleId::new(id).unwrap(),
        name: Bilingual::same(id),
        items: (1..=3).map(|n| item(format!("{id}{n}"))).collect(),
        note: String::new(),
    };
    Instrument {
        id: InstrumentId::new("strobe").unwrap(),
        version: 1,
        name: Bilingual::same("STROBE"),
        points: Points::clamped(5),
        labels: Vec::new(),
        roles: [role("s"), role("t")].into_iter().collect(),
        activities: Table::default(),
        questions: Table::default(),
        note: String::new(),
    }
}

fn assessment_edit() -> impl Strategy<Value = AssessmentEdit> {
    let round = (round_id(), option::of(day())).prop_map(|(id, due)| {
        let instrument = instrument();
        AssessmentEdit::PutRound(Box::new(Round { due, ..Round::new(id, instrument.id, instrument.version) }))
    });
    let answer = prop_oneof![
        4 => (1u8..=5).prop_map(Answer::Points),
        1 => Just(Answer::NotObserved),
        1 => Just(Answer::Open),
    ];
    let group = proptest::sample::select(&RaterGroup::ALL[..]);
    let response = (round_id(), member_id(), rater_id(), group, vec(answer, 6)).prop_map(
        |(round, ratee, rater, group, answers)| {
            // What is open at the end is not written: equal answers must look the same.
            let answers = Answers(answers).to_string().parse().unwrap();
            let response = Response { answers, ..Response::new(ratee, rater, group) };
            AssessmentEdit::PutResponse(round, response)
        },
    );
    prop_oneof![
        2 => Just(AssessmentEdit::PutInstrument(Box::new(instrument()))),
        2 => round,
        1 => round_id().prop_map(AssessmentEdit::RemoveRound),
        4 => response,
    ]
}

fn moves_edit() -> impl Strategy<Value = MovesEdit> {
    let card = || proptest::sample::select(&MarketMove::ALL[..]);
    let class = || proptest::sample::select(&CustomerClass::ALL[..]);
    let stage = proptest::sample::select(&[MoveStage::Setup, MoveStage::Play, MoveStage::Reveal, MoveStage::Kept][..]);
    let group = || 0..4usize;
    prop_oneof![
        3 => (move_run_id(), day()).prop_map(|(id, on)| MovesEdit::Start(id, on)),
        1 => move_run_id().prop_map(MovesEdit::Remove),
        1 => (move_run_id(), text()).prop_map(|(id, name)| MovesEdit::Name(id, name)),
        1 => (move_run_id(), 2u8..=8).prop_map(|(id, count)| MovesEdit::Groups(id, GroupCount::clamped(count))),
        1 => (move_run_id(), group(), text()).prop_map(|(id, group, name)| MovesEdit::GroupName(id, group, name)),
        4 => (move_run_id(), group(), card(), option::of(class()))
            .prop_map(|(id, group, card, class)| MovesEdit::Place(id, group, card, class)),
        2 => (move_run_id(), group(), class(), proptest::collection::btree_set(card(), 0..6))
            .prop_map(|(id, group, class, cards)| MovesEdit::Class(id, group, class, cards)),
        1 => (move_run_id(), group(), any::<bool>()).prop_map(|(id, group, done)| MovesEdit::HandIn(id, group, done)),
        1 => (move_run_id(), stage, day()).prop_map(|(id, stage, on)| MovesEdit::Stage(id, stage, on)),
    ]
}

fn snapshot_edit() -> impl Strategy<Value = SnapshotEdit> {
    prop_oneof![
        3 => (snapshot_id(), day()).prop_map(|(id, on)| SnapshotEdit::Take(id, on)),
        1 => (snapshot_id(), text()).prop_map(|(id, name)| SnapshotEdit::Name(id, name)),
        1 => snapshot_id().prop_map(SnapshotEdit::Remove),
    ]
}

/// One edit of any kind; some will be refused by the workbook they meet.
pub fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        1 => text().prop_map(|title| Edit::About(About { title, ..About::default() })),
        1 => (criterion(), 0.0f64..100.0).prop_map(|(of, weight)| Edit::Weight(of, Weight::clamped(weight))),
        1 => (proptest::sample::select(&PowerThreshold::ALL[..]), any::<u16>())
            .prop_map(|(threshold, value)| Edit::Threshold(threshold, value)),
        3 => member().prop_map(|member| Edit::Team(TeamEdit::Put(member))),
        1 => member_id().prop_map(|id| Edit::Team(TeamEdit::Remove(id))),
        4 => customer_edit().prop_map(Edit::Customers),
        4 => (customer_id(), organisation_edit()).prop_map(|(account, edit)| Edit::Organisation(account, edit)),
        2 => goal_edit().prop_map(Edit::Goals),
        3 => conversation_edit().prop_map(Edit::Conversations),
        3 => assessment_edit().prop_map(Edit::Assessment),
        3 => moves_edit().prop_map(Edit::Moves),
        2 => snapshot_edit().prop_map(Edit::Snapshots),
    ]
}

/// A workbook that up to 80 edits have made.
pub fn workbook() -> impl Strategy<Value = Workbook> {
    vec(edit(), 0..80).prop_map(|edits| {
        edits.into_iter().fold(Workbook::default(), |workbook, edit| apply(&workbook, edit).unwrap_or(workbook))
    })
}
