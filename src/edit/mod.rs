//! How may a workbook change? One door: [`apply`]. Undo keeps shared snapshots: [`History`].

mod erase;
mod goals;
mod history;
mod signed;

use std::{collections::BTreeSet, sync::Arc};

use crate::model::{
    About, Action, Animal, ClassOverride, Contact, ContactId, Contacted, Contribution, Conversation, ConversationId,
    Criterion, Customer, CustomerClass, CustomerId, Date, DevelopmentPlan, DuplicateRow, Evidence, EvidenceId, Gate,
    GoalCard, GoalId, Grade, GroupCount, Instrument, InstrumentId, KeptMap, Line, LineKind, MapSnapshot, MapSnapshotId,
    MarketMove, Meaningless, Member, MemberId, Method, MoveGroup, MoveRun, MoveRunId, MoveStage, Offering, OfferingId,
    Opportunity, OpportunityId, Organisation, Percent, PeriodId, Pin, PlanId, PowerThreshold, RaterGroup, RaterId,
    Record, Release, Response, Round, RoundId, Score, ScoreNote, Script, ScriptId, ScriptPart, Step, Table, Weight,
    Workbook, meaningless,
};

pub use erase::{Erased, Erasure, Gone, erase, is_there};
pub use goals::{CardEdit, CardText, GoalEdit, GoalText, change_card};
pub use history::{History, MAX_STEPS, Typing};

/// A change to a workbook, by section.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Title, currency, note.
    About(About),
    /// Weights, thresholds and readings.
    Method(Box<Method>),
    /// The weight of a criterion of the value map; our score and the rival's have the same. A number being typed.
    Weight(Criterion, Weight),
    /// A threshold of the power map's findings. A number being typed.
    Threshold(PowerThreshold, u16),
    /// From which overall score on a grade is reached; nothing for a grade that nobody gets. A number being typed.
    GradeFrom(Grade, Option<Percent>),
    /// Our own people.
    Team(TeamEdit),
    /// Customers, offerings and what they bring.
    Customers(CustomerEdit),
    /// The value map of earlier days.
    Snapshots(SnapshotEdit),
    /// One customer's organisation.
    Organisation(CustomerId, OrganisationEdit),
    /// Goal cards.
    Goals(GoalEdit),
    /// What was seen or heard of our people's work.
    Evidence(EvidenceEdit),
    /// Conversations.
    Conversations(ConversationEdit),
    /// Instruments, rounds, answers and plans.
    Assessment(AssessmentEdit),
    /// Runs of the exercise of market moves.
    Moves(MovesEdit),
    /// Several edits as one step: all of them, or none.
    Together(Occasion, Vec<Edit>),
    /// Changes what both have signed, on a day: the record keeps what it said and what it says. Nothing else does.
    Correct(Date, Box<Edit>),
}

impl Edit {
    /// Whether it stays: what both have signed, and what was changed in it afterwards, nobody takes back.
    const fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Correct(..) | Self::Conversations(ConversationEdit::Sign(_) | ConversationEdit::SignAmendment(..))
        )
    }
}

/// What several edits were made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// An import.
    Import,
    /// Taking back several overrides at once.
    ClearOverrides,
    /// Changing several records at once.
    Selection,
    /// Taking in what raters sent back.
    Collecting,
    /// Putting what was copied elsewhere into cells of a table.
    Pasting,
    /// Filling cells of a table with what stands before them.
    Filling,
    /// Putting right what an import left doubtful.
    Mending,
}

/// A change to our own people.
#[derive(Clone, Debug, PartialEq)]
pub enum TeamEdit {
    /// Adds a person, or replaces the one with this id.
    Put(Member),
    /// Takes a person out, with their goal cards, evidence, conversations and plans. What else refers to them stays and becomes a
    /// finding.
    Remove(MemberId),
}

/// A change to customers, offerings and contributions.
#[derive(Clone, Debug, PartialEq)]
pub enum CustomerEdit {
    /// Adds a customer, or replaces the one with this id.
    Put(Box<Customer>),
    /// Takes a customer out, with its contributions, its organisation and its places on earlier maps.
    Remove(CustomerId),
    /// Replaces the name. A text being written.
    Name(CustomerId, String),
    /// Sets or forgets one score.
    Score(CustomerId, Criterion, Option<Score>),
    /// Replaces what stands behind one score. A text being written.
    ScoreNote(CustomerId, Criterion, ScoreNote),
    /// Sets or takes back a class set by hand.
    Override(CustomerId, Option<ClassOverride>),
    /// Sets the three facts of 接触宣传.
    Contacted(CustomerId, Contacted),
    /// Sets the trainer's tag, or takes it back.
    Animal(CustomerId, Option<Animal>),
    /// Replaces what is done next.
    Actions(CustomerId, Vec<Action>),
    /// Replaces the note. A text being written.
    Note(CustomerId, String),
    /// Adds an offering, or replaces the one with this id.
    PutOffering(Offering),
    /// Takes an offering out, with its contributions.
    RemoveOffering(OfferingId),
    /// Sets one cell of the grid.
    PutContribution(Contribution),
    /// Empties one cell of the grid.
    RemoveContribution(CustomerId, OfferingId),
}

/// A change to the maps that are kept of earlier days: the value map, or one customer's power map.
#[derive(Clone, Debug, PartialEq)]
pub enum SnapshotEdit {
    /// Keeps the map as it stands, on a day.
    Take(MapSnapshotId, Date),
    /// Replaces a name. A text being written.
    Name(MapSnapshotId, String),
    /// Takes one out.
    Remove(MapSnapshotId),
}

/// A change to one customer's organisation. The first one that adds something makes the organisation.
#[derive(Clone, Debug, PartialEq)]
pub enum OrganisationEdit {
    /// Replaces the whole organisation, as an import does.
    Replace(Box<Organisation>),
    /// Adds a contact, or replaces the one with this id.
    Put(Box<Contact>),
    /// Takes a contact out, with their lines and opportunity roles; those who report to them go to their manager.
    Remove(ContactId),
    /// Changes the solid line; `None` makes a root. A card that was pinned is let go of, to stand where it now belongs;
    /// one in the tray comes out.
    Rehang(ContactId, Option<ContactId>),
    /// Pins a card, or lets the layout place it; one in the tray comes out.
    Pin(ContactId, Option<Pin>),
    /// Replaces a contact's note. A text being written.
    Note(ContactId, String),
    /// Adds a line, or replaces the one with this key.
    PutLine(Line),
    /// Takes a line out.
    RemoveLine(ContactId, ContactId, LineKind),
    /// Lets go of a row whose id was taken, and of every other that says the same.
    DropDuplicate(DuplicateRow),
    /// Adds an opportunity, or replaces the one with this id.
    PutOpportunity(Opportunity),
    /// Replaces an opportunity's name. A text being written.
    NameOpportunity(OpportunityId, String),
    /// Takes an opportunity out, with the roles in it.
    RemoveOpportunity(OpportunityId),
    /// Changes the power maps that are kept of earlier days.
    Kept(SnapshotEdit),
}

/// A change to what was seen or heard of our people's work.
#[derive(Clone, Debug, PartialEq)]
pub enum EvidenceEdit {
    /// Adds a note, or replaces the one with this id.
    Put(Box<Evidence>),
    /// Takes a note out, from the strengths and challenges that rest on it, too.
    Remove(EvidenceId),
    /// Replaces one of its texts. A text being written.
    Text(EvidenceId, EvidenceText, String),
}

/// A text of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceText {
    /// What was done or said.
    What,
    /// Who else was there, or who told it.
    Who,
    /// Where.
    Place,
    /// What came of it.
    Result,
}

/// A change to conversations.
#[derive(Clone, Debug, PartialEq)]
pub enum ConversationEdit {
    /// Adds a conversation, or replaces the one with this id.
    Put(Box<Conversation>),
    /// Takes a conversation out.
    Remove(ConversationId),
    /// Replaces what I want to say in a step. A text being written.
    Point(ConversationId, Step, String),
    /// Replaces the notes of a step. A text being written.
    Note(ConversationId, Step, String),
    /// Adds a script, or replaces the one with this id.
    PutScript(ConversationId, Box<Script>),
    /// Takes a script out.
    RemoveScript(ConversationId, ScriptId),
    /// Replaces a script's topic. A text being written.
    Topic(ConversationId, ScriptId, String),
    /// Replaces a part of a script. A text being written.
    Part(ConversationId, ScriptId, ScriptPart, String),
    /// Answers the questions before a corrective script.
    Gate(ConversationId, ScriptId, Gate),
    /// Says until when it is kept; nothing leaves that to the method.
    KeepUntil(ConversationId, Option<Date>),
    /// Replaces what was promised.
    Commitments(ConversationId, Vec<Action>),
    /// Replaces what is to be done before it.
    Todo(ConversationId, Vec<Action>),
    /// Replaces one of the short texts. A text being written.
    Text(ConversationId, ConversationText, String),
    /// Locks the record under both signatures, with the goal card of its period as it is now.
    Sign(ConversationId),
    /// Locks an amendment under both signatures. Counted from 0.
    SignAmendment(ConversationId, usize),
}

/// One of the two who sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The employee.
    Employee,
    /// The manager.
    Manager,
}

impl Party {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Employee, Self::Manager];
}

/// A short text of a conversation. Lists are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversationText {
    /// Where it is held.
    Place,
    /// One of the strengths.
    Strength(usize),
    /// One of the challenges.
    Challenge(usize),
    /// What both bring along.
    Documents,
    /// What shall be agreed on at the end.
    Wanted,
    /// What was promised.
    Commitment(usize),
    /// What was said and agreed.
    Summary,
    /// The comment of one of the two.
    Comment(Party),
    /// The name of one of the two under the record.
    Name(Party),
    /// What is added to a record that is locked.
    Amendment(usize),
    /// The name of one of the two under an amendment.
    AmendmentName(usize, Party),
    /// What is to be done before it.
    Todo(usize),
    /// What a script holds besides its parts.
    Script(ScriptId, ScriptText),
}

/// A text of a script besides its parts: at its gate, or in the diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScriptText {
    /// The example in words.
    Example,
    /// What the person can change.
    Change,
    /// What the manager suggests.
    Suggestion,
    /// Which conditions are to change.
    Conditions,
    /// Which support they are to get.
    Support,
    /// What of their role is to change.
    Role,
    /// Why the manager goes on.
    Reason,
    /// What they see and say.
    Theirs,
    /// What both take to be the cause.
    Causes,
    /// What both try now.
    Way,
}

/// A change to instruments, rounds, answers and plans.
#[derive(Clone, Debug, PartialEq)]
pub enum AssessmentEdit {
    /// Adds an instrument's version, or replaces it.
    PutInstrument(Box<Instrument>),
    /// Takes an instrument's version out; one that a round uses stays.
    RemoveInstrument(InstrumentId, u32),
    /// Adds a round, or replaces the one with this id.
    PutRound(Box<Round>),
    /// Takes a round out.
    RemoveRound(RoundId),
    /// Adds a rater's answers about one person, or replaces those they gave. What was released stays as it is.
    PutResponse(RoundId, Response),
    /// Releases answers of a round, by their keys, as its next release.
    Release(RoundId, Release, Vec<(MemberId, RaterId, RaterGroup)>),
    /// Gives a round the secret from which its forms' ids follow. A round that has one keeps it: forms are out.
    Key(RoundId, String),
    /// Adds answers, or replaces those given before, and keeps a round's answers in the order in which they were asked
    /// for: nothing tells in which order they came. What was released stays as it is.
    Collect(RoundId, Vec<Response>),
    /// Adds a plan, or replaces the one with this id.
    PutPlan(DevelopmentPlan),
    /// Takes a plan out.
    RemovePlan(PlanId),
}

/// A change to a run of the exercise of market moves. Groups are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum MovesEdit {
    /// Starts a run, to be prepared on a day.
    Start(MoveRunId, Date),
    /// Takes a run out.
    Remove(MoveRunId),
    /// Replaces a run's name. A text being written.
    Name(MoveRunId, String),
    /// Makes it so many groups: those beyond go, with what they had.
    Groups(MoveRunId, GroupCount),
    /// Replaces a group's name. A text being written.
    GroupName(MoveRunId, usize, String),
    /// Puts a move into a class, or back into the group's hand.
    Place(MoveRunId, usize, MarketMove, Option<CustomerClass>),
    /// Makes these moves a class's and no others. A text being written.
    Class(MoveRunId, usize, CustomerClass, BTreeSet<MarketMove>),
    /// Hands a group's split in, or takes it back.
    HandIn(MoveRunId, usize, bool),
    /// Goes on to a stage, or back to one, on a day.
    Stage(MoveRunId, MoveStage, Date),
}

/// Why an edit was refused. The workbook is as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// What it should change is not there.
    #[error("{0:?} is not in the workbook")]
    Missing(Missing),
    /// Somebody would report to themselves, directly or through others.
    #[error("{contact} would report to themselves through {manager}")]
    WouldCycle {
        /// Who was to be re-hung.
        contact: ContactId,
        /// Onto whom.
        manager: ContactId,
    },
    /// A round uses this version of the instrument.
    #[error("round {0} uses this instrument")]
    InUse(RoundId),
    /// Answers that others have seen would change (METHOD §5: a round is frozen by its first report).
    #[error("answers of round {0} were released")]
    Released(RoundId),
    /// Both ends of a line are the same person.
    #[error("a line needs two different people")]
    LineToSelf(ContactId),
    /// Both have signed what this would change.
    #[error("conversation {0} is signed")]
    Signed(ConversationId),
    /// A name or a day is missing under a record, or it is signed already.
    #[error("conversation {0} cannot be signed")]
    Unsignable(ConversationId),
    /// A record would mean nothing afterwards: the file could not be opened again.
    #[error("{0:?} would mean nothing")]
    Meaningless(Meaningless),
}

/// What an edit did not find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// One of our people.
    Member(MemberId),
    /// A customer.
    Customer(CustomerId),
    /// An offering.
    Offering(OfferingId),
    /// A cell of the contribution grid.
    Contribution(CustomerId, OfferingId),
    /// A map of a day.
    MapSnapshot(MapSnapshotId),
    /// A customer's organisation.
    Organisation(CustomerId),
    /// A contact.
    Contact(CustomerId, ContactId),
    /// A line.
    Line(CustomerId, ContactId, ContactId),
    /// An opportunity.
    Opportunity(CustomerId, OpportunityId),
    /// A goal card.
    GoalCard(MemberId, PeriodId),
    /// A goal of a card.
    Goal(MemberId, PeriodId, GoalId),
    /// A conversation.
    Conversation(ConversationId),
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// A script.
    Script(ConversationId, ScriptId),
    /// An entry of one of a conversation's lists.
    Entry(ConversationId, ConversationText),
    /// An instrument.
    Instrument(InstrumentId, u32),
    /// A round.
    Round(RoundId),
    /// A plan.
    Plan(PlanId),
    /// A run of the exercise of market moves.
    MoveRun(MoveRunId),
    /// A group of a run.
    MoveGroup(MoveRunId, usize),
}

/// The workbook after an edit. Sections that the edit does not touch are shared with the one before.
///
/// # Errors
/// When the edit names what is not there, or would break what the model must hold; nothing is changed then.
pub fn apply(workbook: &Workbook, edit: Edit) -> Result<Workbook, EditError> {
    let mut next = workbook.clone();
    let (edit, correcting) = match edit {
        Edit::Correct(on, edit) => (*edit, Some(on)),
        edit => (edit, None),
    };
    apply_to(&mut next, edit)?;
    signed::guard(workbook, &mut next, correcting)?;
    match meaningless(&next).into_iter().next() {
        Some(record) => Err(EditError::Meaningless(record)),
        None => Ok(next),
    }
}

/// Several edits on one private copy: a section that several of them touch is copied once.
fn apply_to(workbook: &mut Workbook, edit: Edit) -> Result<(), EditError> {
    match edit {
        Edit::About(about) => workbook.about = Arc::new(about),
        Edit::Method(method) => workbook.method = Arc::new(*method),
        Edit::Weight(criterion, weight) => {
            Arc::make_mut(&mut workbook.method).value_map.set_weight(criterion, weight);
        }
        Edit::Threshold(threshold, value) => {
            Arc::make_mut(&mut workbook.method).power_map.set_threshold(threshold, value);
        }
        Edit::GradeFrom(grade, from) => {
            let bands = &mut Arc::make_mut(&mut workbook.method).evaluation.grades_from;
            match from {
                Some(from) => bands.insert(grade, from),
                None => bands.remove(&grade),
            };
        }
        Edit::Team(edit) => apply_team(workbook, edit)?,
        Edit::Customers(edit) => apply_customers(workbook, edit)?,
        Edit::Snapshots(edit) => apply_snapshots(workbook, edit)?,
        Edit::Organisation(account, edit) => apply_organisation(workbook, account, edit)?,
        Edit::Goals(edit) => goals::apply(workbook, edit)?,
        Edit::Evidence(edit) => apply_evidence(workbook, edit)?,
        Edit::Conversations(edit) => apply_conversations(workbook, edit)?,
        Edit::Assessment(edit) => apply_assessment(workbook, edit)?,
        Edit::Moves(edit) => apply_moves(workbook, edit)?,
        Edit::Together(_, edits) => edits.into_iter().try_for_each(|edit| apply_to(workbook, edit))?,
        Edit::Correct(_, edit) => apply_to(workbook, *edit)?,
    }
    Ok(())
}

fn apply_team(workbook: &mut Workbook, edit: TeamEdit) -> Result<(), EditError> {
    let team = Arc::make_mut(&mut workbook.team);
    match edit {
        TeamEdit::Put(member) => {
            team.put(member);
        }
        TeamEdit::Remove(id) => {
            if team.remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Member(id)));
            }
            retain(&mut workbook.goal_cards, |card: &GoalCard| card.person != id);
            retain(&mut workbook.evidence, |note: &Evidence| note.person != id);
            retain(&mut workbook.conversations, |conversation: &Conversation| conversation.person != id);
            retain(&mut workbook.plans, |plan: &DevelopmentPlan| plan.person != id);
        }
    }
    Ok(())
}

fn apply_customers(workbook: &mut Workbook, edit: CustomerEdit) -> Result<(), EditError> {
    match edit {
        CustomerEdit::Put(customer) => {
            Arc::make_mut(&mut workbook.customers).put(*customer);
        }
        CustomerEdit::Remove(id) => {
            if Arc::make_mut(&mut workbook.customers).remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Customer(id)));
            }
            retain(&mut workbook.contributions, |cell: &Contribution| cell.customer != id);
            retain(&mut workbook.organisations, |organisation: &Organisation| organisation.account != id);
            if workbook.map_snapshots.iter().any(|snapshot| snapshot.customers.contains(&id)) {
                for snapshot in Arc::make_mut(&mut workbook.map_snapshots).iter_mut() {
                    snapshot.customers.remove(&id);
                }
            }
        }
        CustomerEdit::Name(id, name) => customer(workbook, &id)?.name = name,
        CustomerEdit::Score(id, criterion, score) => customer(workbook, &id)?.set_score(criterion, score),
        CustomerEdit::ScoreNote(id, criterion, note) => customer(workbook, &id)?.set_score_note(criterion, note),
        CustomerEdit::Override(id, class_override) => customer(workbook, &id)?.class_override = class_override,
        CustomerEdit::Contacted(id, contacted) => customer(workbook, &id)?.contacted = contacted,
        CustomerEdit::Animal(id, animal) => customer(workbook, &id)?.animal = animal,
        CustomerEdit::Actions(id, actions) => customer(workbook, &id)?.actions = actions,
        CustomerEdit::Note(id, note) => customer(workbook, &id)?.note = note,
        CustomerEdit::PutOffering(offering) => {
            Arc::make_mut(&mut workbook.offerings).put(offering);
        }
        CustomerEdit::RemoveOffering(id) => {
            if Arc::make_mut(&mut workbook.offerings).remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Offering(id)));
            }
            retain(&mut workbook.contributions, |cell: &Contribution| cell.offering != id);
        }
        CustomerEdit::PutContribution(cell) => {
            if !workbook.customers.contains(&cell.customer) {
                return Err(EditError::Missing(Missing::Customer(cell.customer)));
            }
            if !workbook.offerings.contains(&cell.offering) {
                return Err(EditError::Missing(Missing::Offering(cell.offering)));
            }
            Arc::make_mut(&mut workbook.contributions).put(cell);
        }
        CustomerEdit::RemoveContribution(customer, offering) => {
            let key = (customer, offering);
            if Arc::make_mut(&mut workbook.contributions).remove(&key).is_none() {
                return Err(EditError::Missing(Missing::Contribution(key.0, key.1)));
            }
        }
    }
    Ok(())
}

fn apply_snapshots(workbook: &mut Workbook, edit: SnapshotEdit) -> Result<(), EditError> {
    let missing = |id: &MapSnapshotId| EditError::Missing(Missing::MapSnapshot(id.clone()));
    match edit {
        SnapshotEdit::Take(id, on) => {
            let snapshot = MapSnapshot::of(id, on, &workbook.method.value_map, &workbook.customers);
            Arc::make_mut(&mut workbook.map_snapshots).put(snapshot);
        }
        SnapshotEdit::Name(id, name) => {
            let found = Arc::make_mut(&mut workbook.map_snapshots).get_mut(&id);
            found.ok_or_else(|| missing(&id))?.name = name;
        }
        SnapshotEdit::Remove(id) => {
            Arc::make_mut(&mut workbook.map_snapshots).remove(&id).ok_or_else(|| missing(&id))?;
        }
    }
    Ok(())
}

fn apply_organisation(workbook: &mut Workbook, account: CustomerId, edit: OrganisationEdit) -> Result<(), EditError> {
    if !workbook.customers.contains(&account) {
        return Err(EditError::Missing(Missing::Customer(account)));
    }
    let organisations = Arc::make_mut(&mut workbook.organisations);
    if !organisations.contains(&account) {
        organisations.put(Organisation::new(account.clone()));
    }
    let Some(organisation) = organisations.get_mut(&account) else {
        return Err(EditError::Missing(Missing::Organisation(account)));
    };
    let missing = |id: &ContactId| EditError::Missing(Missing::Contact(account.clone(), id.clone()));
    match edit {
        OrganisationEdit::Replace(replacement) => *organisation = Organisation { account, ..*replacement },
        OrganisationEdit::Put(contact) => {
            organisation.contacts.put(*contact);
        }
        OrganisationEdit::Remove(id) => {
            let gone = organisation.contacts.remove(&id).ok_or_else(|| missing(&id))?;
            let heir = gone.reports_to.filter(|manager| *manager != id);
            for contact in organisation.contacts.iter_mut().filter(|c| c.reports_to.as_ref() == Some(&id)) {
                contact.reports_to = heir.clone().filter(|manager| *manager != contact.id);
            }
            organisation.lines =
                organisation.lines.iter().filter(|line| line.from != id && line.to != id).cloned().collect();
            for opportunity in organisation.opportunities.iter_mut() {
                opportunity.roles.retain(|held| held.contact != id);
            }
        }
        OrganisationEdit::Rehang(id, manager) => {
            if let Some(manager) = &manager {
                if !organisation.contacts.contains(manager) {
                    return Err(missing(manager));
                }
                if reports_through(&organisation.contacts, manager, &id) {
                    return Err(EditError::WouldCycle { contact: id, manager: manager.clone() });
                }
            }
            let contact = organisation.contacts.get_mut(&id).ok_or_else(|| missing(&id))?;
            contact.reports_to = manager;
            contact.pinned = None;
            contact.place();
        }
        OrganisationEdit::Pin(id, pin) => {
            let contact = organisation.contacts.get_mut(&id).ok_or_else(|| missing(&id))?;
            contact.pinned = pin;
            contact.place();
        }
        OrganisationEdit::Note(id, note) => {
            organisation.contacts.get_mut(&id).ok_or_else(|| missing(&id))?.note = note;
        }
        OrganisationEdit::PutLine(line) => {
            if let Some(end) = [&line.from, &line.to].into_iter().find(|end| !organisation.contacts.contains(*end)) {
                return Err(missing(end));
            }
            if line.from == line.to {
                return Err(EditError::LineToSelf(line.from));
            }
            organisation.lines.put(line);
        }
        OrganisationEdit::RemoveLine(from, to, kind) => {
            let key = (from, to, kind);
            if organisation.lines.remove(&key).is_none() {
                return Err(EditError::Missing(Missing::Line(account, key.0, key.1)));
            }
        }
        OrganisationEdit::DropDuplicate(row) => {
            if !organisation.duplicates.contains(&row) {
                return Err(missing(&row.id));
            }
            organisation.duplicates.retain(|kept| *kept != row);
        }
        OrganisationEdit::PutOpportunity(opportunity) => {
            let mut held = opportunity.roles.iter().map(|held| &held.contact);
            if let Some(nobody) = held.find(|contact| !organisation.contacts.contains(*contact)) {
                return Err(missing(nobody));
            }
            organisation.opportunities.put(opportunity);
        }
        OrganisationEdit::NameOpportunity(id, name) => match organisation.opportunities.get_mut(&id) {
            Some(opportunity) => opportunity.name = name,
            None => return Err(EditError::Missing(Missing::Opportunity(account, id))),
        },
        OrganisationEdit::RemoveOpportunity(id) => {
            if organisation.opportunities.remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Opportunity(account, id)));
            }
        }
        OrganisationEdit::Kept(edit) => apply_kept(organisation, edit)?,
    }
    Ok(())
}

fn apply_kept(organisation: &mut Organisation, edit: SnapshotEdit) -> Result<(), EditError> {
    let missing = |id: &MapSnapshotId| EditError::Missing(Missing::MapSnapshot(id.clone()));
    match edit {
        SnapshotEdit::Take(id, on) => {
            let map = KeptMap::of(id, on, organisation);
            Arc::make_mut(&mut organisation.kept).put(map);
        }
        SnapshotEdit::Name(id, name) => {
            let found = Arc::make_mut(&mut organisation.kept).get_mut(&id);
            found.ok_or_else(|| missing(&id))?.name = name;
        }
        SnapshotEdit::Remove(id) => {
            Arc::make_mut(&mut organisation.kept).remove(&id).ok_or_else(|| missing(&id))?;
        }
    }
    Ok(())
}

/// Whether `contact` is `above`, or reports to it through solid lines. Ends on data that already has a cycle.
pub fn reports_through(contacts: &Table<Contact>, contact: &ContactId, above: &ContactId) -> bool {
    let mut current = Some(contact);
    for _ in 0..=contacts.len() {
        match current {
            Some(id) if id == above => return true,
            Some(id) => current = contacts.get(id).and_then(|c| c.reports_to.as_ref()),
            None => return false,
        }
    }
    false
}

fn apply_evidence(workbook: &mut Workbook, edit: EvidenceEdit) -> Result<(), EditError> {
    match edit {
        EvidenceEdit::Put(note) => {
            if !workbook.team.contains(&note.person) {
                return Err(EditError::Missing(Missing::Member(note.person)));
            }
            Arc::make_mut(&mut workbook.evidence).put(*note);
        }
        EvidenceEdit::Remove(id) => {
            if Arc::make_mut(&mut workbook.evidence).remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Evidence(id)));
            }
            let points =
                |talk: &Conversation| talk.strengths.iter().chain(&talk.challenges).any(|p| p.evidence.contains(&id));
            let resting: Vec<_> = workbook.conversations.iter().filter(|talk| points(talk)).map(Record::key).collect();
            for talk in resting {
                let talk = conversation(workbook, &talk)?;
                for point in talk.strengths.iter_mut().chain(&mut talk.challenges) {
                    point.evidence.retain(|other| *other != id);
                }
            }
        }
        EvidenceEdit::Text(id, place, text) => {
            let note = Arc::make_mut(&mut workbook.evidence).get_mut(&id);
            let note = note.ok_or_else(|| EditError::Missing(Missing::Evidence(id.clone())))?;
            *match place {
                EvidenceText::What => &mut note.what,
                EvidenceText::Who => &mut note.who,
                EvidenceText::Place => &mut note.place,
                EvidenceText::Result => &mut note.result,
            } = text;
        }
    }
    Ok(())
}

fn apply_conversations(workbook: &mut Workbook, edit: ConversationEdit) -> Result<(), EditError> {
    match edit {
        ConversationEdit::Put(conversation) => {
            if !workbook.team.contains(&conversation.person) {
                return Err(EditError::Missing(Missing::Member(conversation.person)));
            }
            Arc::make_mut(&mut workbook.conversations).put(*conversation);
        }
        ConversationEdit::Remove(id) => {
            if Arc::make_mut(&mut workbook.conversations).remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Conversation(id)));
            }
        }
        ConversationEdit::Point(id, step, text) => {
            put_text(&mut conversation(workbook, &id)?.points, step, text);
        }
        ConversationEdit::Note(id, step, text) => {
            put_text(&mut conversation(workbook, &id)?.notes, step, text);
        }
        ConversationEdit::PutScript(id, script) => {
            conversation(workbook, &id)?.scripts.put(*script);
        }
        ConversationEdit::RemoveScript(id, script) => {
            if conversation(workbook, &id)?.scripts.remove(&script).is_none() {
                return Err(EditError::Missing(Missing::Script(id, script)));
            }
        }
        ConversationEdit::Topic(id, script, topic) => self::script(workbook, &id, &script)?.topic = topic,
        ConversationEdit::Part(id, script, part, text) => {
            put_text(&mut self::script(workbook, &id, &script)?.parts, part, text);
        }
        ConversationEdit::Gate(id, script, gate) => self::script(workbook, &id, &script)?.gate = gate,
        ConversationEdit::KeepUntil(id, until) => conversation(workbook, &id)?.keep_until = until,
        ConversationEdit::Commitments(id, commitments) => conversation(workbook, &id)?.commitments = commitments,
        ConversationEdit::Todo(id, todo) => conversation(workbook, &id)?.todo = todo,
        ConversationEdit::Text(id, place, text) => *conversation_text(workbook, id, place)? = text,
        ConversationEdit::Sign(id) => signed::sign(workbook, id)?,
        ConversationEdit::SignAmendment(id, place) => signed::sign_amendment(workbook, id, place)?,
    }
    Ok(())
}

/// Where a text of a script stands.
fn script_text(script: &mut Script, place: ScriptText) -> &mut String {
    let Script { gate, diagnosis, .. } = script;
    match place {
        ScriptText::Example => &mut gate.example,
        ScriptText::Change => &mut gate.change,
        ScriptText::Suggestion => &mut gate.suggestion,
        ScriptText::Conditions => &mut gate.conditions,
        ScriptText::Support => &mut gate.support,
        ScriptText::Role => &mut gate.role,
        ScriptText::Reason => &mut gate.reason,
        ScriptText::Theirs => &mut diagnosis.theirs,
        ScriptText::Causes => &mut diagnosis.causes,
        ScriptText::Way => &mut diagnosis.way,
    }
}

/// Where a short text of a conversation stands.
fn conversation_text(
    workbook: &mut Workbook,
    id: ConversationId,
    place: ConversationText,
) -> Result<&mut String, EditError> {
    let conversation = conversation(workbook, &id)?;
    let found = match &place {
        ConversationText::Place => Some(&mut conversation.place),
        ConversationText::Strength(n) => conversation.strengths.get_mut(*n).map(|point| &mut point.text),
        ConversationText::Challenge(n) => conversation.challenges.get_mut(*n).map(|point| &mut point.text),
        ConversationText::Documents => Some(&mut conversation.documents),
        ConversationText::Wanted => Some(&mut conversation.wanted),
        ConversationText::Commitment(n) => conversation.commitments.get_mut(*n).map(|action| &mut action.what),
        ConversationText::Summary => Some(&mut conversation.record.summary),
        ConversationText::Comment(Party::Employee) => Some(&mut conversation.record.employee_comment),
        ConversationText::Comment(Party::Manager) => Some(&mut conversation.record.manager_comment),
        ConversationText::Name(Party::Employee) => Some(&mut conversation.record.employee.name),
        ConversationText::Name(Party::Manager) => Some(&mut conversation.record.manager.name),
        ConversationText::Amendment(n) => conversation.record.amendments.get_mut(*n).map(|added| &mut added.text),
        ConversationText::AmendmentName(n, party) => {
            conversation.record.amendments.get_mut(*n).map(|added| match party {
                Party::Employee => &mut added.employee.name,
                Party::Manager => &mut added.manager.name,
            })
        }
        ConversationText::Todo(n) => conversation.todo.get_mut(*n).map(|action| &mut action.what),
        ConversationText::Script(script, place) => {
            conversation.scripts.get_mut(script).map(|script| script_text(script, *place))
        }
    };
    found.ok_or(EditError::Missing(Missing::Entry(id, place)))
}

fn apply_assessment(workbook: &mut Workbook, edit: AssessmentEdit) -> Result<(), EditError> {
    match edit {
        AssessmentEdit::PutInstrument(instrument) => {
            // Forms are out with this version: answers to other questions would come back to it.
            let asks =
                |r: &&Round| !r.key.is_empty() && (&r.instrument, r.version) == (&instrument.id, instrument.version);
            let kept = workbook.instruments.get(&instrument.key());
            if kept.is_some_and(|kept| kept.scored_ids() != instrument.scored_ids() || kept.points != instrument.points)
                && let Some(round) = workbook.rounds.iter().find(asks)
            {
                return Err(EditError::InUse(round.id.clone()));
            }
            Arc::make_mut(&mut workbook.instruments).put(*instrument);
        }
        AssessmentEdit::RemoveInstrument(id, version) => {
            if let Some(round) = workbook.rounds.iter().find(|r| r.instrument == id && r.version == version) {
                return Err(EditError::InUse(round.id.clone()));
            }
            let key = (id, version);
            if Arc::make_mut(&mut workbook.instruments).remove(&key).is_none() {
                return Err(EditError::Missing(Missing::Instrument(key.0, key.1)));
            }
        }
        AssessmentEdit::PutRound(round) => {
            let key = (round.instrument.clone(), round.version);
            if !workbook.instruments.contains(&key) {
                return Err(EditError::Missing(Missing::Instrument(key.0, key.1)));
            }
            if workbook.rounds.get(&round.id).is_some_and(|before| changes_released(before, &round)) {
                return Err(EditError::Released(round.id));
            }
            Arc::make_mut(&mut workbook.rounds).put(*round);
        }
        AssessmentEdit::RemoveRound(id) => {
            if Arc::make_mut(&mut workbook.rounds).remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Round(id)));
            }
        }
        AssessmentEdit::PutResponse(id, response) => {
            put_response(round(workbook, &id)?, response)?;
        }
        AssessmentEdit::Key(id, key) => {
            let round = round(workbook, &id)?;
            if round.key.is_empty() {
                round.key = key;
            }
        }
        AssessmentEdit::Collect(id, responses) => {
            let round = round(workbook, &id)?;
            responses.into_iter().try_for_each(|response| put_response(round, response))?;
            let mut sorted: Vec<Response> = round.responses.iter().cloned().collect();
            sorted.sort_by_cached_key(|given| round.assignments.index_of(&given.key()).unwrap_or(usize::MAX));
            round.responses = sorted.into_iter().collect();
        }
        AssessmentEdit::Release(id, release, keys) => {
            let round = round(workbook, &id)?;
            round.releases.push(release);
            let number = u32::try_from(round.releases.len()).unwrap_or(u32::MAX);
            for key in keys {
                if let Some(response) = round.responses.get_mut(&key).filter(|response| response.release.is_none()) {
                    response.release = Some(number);
                }
            }
        }
        AssessmentEdit::PutPlan(plan) => {
            Arc::make_mut(&mut workbook.plans).put(plan);
        }
        AssessmentEdit::RemovePlan(id) => {
            if Arc::make_mut(&mut workbook.plans).remove(&id).is_none() {
                return Err(EditError::Missing(Missing::Plan(id)));
            }
        }
    }
    Ok(())
}

fn apply_moves(workbook: &mut Workbook, edit: MovesEdit) -> Result<(), EditError> {
    match edit {
        MovesEdit::Start(id, on) => {
            Arc::make_mut(&mut workbook.move_runs).put(MoveRun::new(id, on));
        }
        MovesEdit::Remove(id) => {
            if Arc::make_mut(&mut workbook.move_runs).remove(&id).is_none() {
                return Err(EditError::Missing(Missing::MoveRun(id)));
            }
        }
        MovesEdit::Name(id, name) => move_run(workbook, &id)?.name = name,
        MovesEdit::Groups(id, count) => {
            move_run(workbook, &id)?.groups.resize_with(count.get().into(), MoveGroup::default);
        }
        MovesEdit::GroupName(id, group, name) => move_group(workbook, &id, group)?.name = name,
        MovesEdit::Place(id, group, card, Some(class)) => {
            move_group(workbook, &id, group)?.split.insert(card, class);
        }
        MovesEdit::Place(id, group, card, None) => {
            move_group(workbook, &id, group)?.split.remove(&card);
        }
        MovesEdit::Class(id, group, class, moves) => move_group(workbook, &id, group)?.set_class(class, &moves),
        MovesEdit::HandIn(id, group, handed_in) => move_group(workbook, &id, group)?.handed_in = handed_in,
        MovesEdit::Stage(id, stage, on) => {
            let run = move_run(workbook, &id)?;
            (run.stage, run.on) = (stage, Some(on));
        }
    }
    Ok(())
}

fn move_run<'a>(workbook: &'a mut Workbook, id: &MoveRunId) -> Result<&'a mut MoveRun, EditError> {
    let found = Arc::make_mut(&mut workbook.move_runs).get_mut(id);
    found.ok_or_else(|| EditError::Missing(Missing::MoveRun(id.clone())))
}

fn move_group<'a>(workbook: &'a mut Workbook, id: &MoveRunId, group: usize) -> Result<&'a mut MoveGroup, EditError> {
    let found = move_run(workbook, id)?.groups.get_mut(group);
    found.ok_or_else(|| EditError::Missing(Missing::MoveGroup(id.clone(), group)))
}

fn round<'a>(workbook: &'a mut Workbook, id: &RoundId) -> Result<&'a mut Round, EditError> {
    let round = Arc::make_mut(&mut workbook.rounds).get_mut(id);
    round.ok_or_else(|| EditError::Missing(Missing::Round(id.clone())))
}

fn put_response(round: &mut Round, response: Response) -> Result<(), EditError> {
    let before = round.responses.get(&response.key());
    if before.is_some_and(|before| before.release.is_some() && *before != response) {
        return Err(EditError::Released(round.id.clone()));
    }
    round.responses.put(response);
    Ok(())
}

/// Whether answers that were released are other ones afterwards, or gone.
fn changes_released(before: &Round, after: &Round) -> bool {
    let released = |round: &Round| round.responses.iter().filter(|r| r.release.is_some()).cloned().collect::<Vec<_>>();
    let version = |round: &Round| (round.instrument.clone(), round.version);
    !after.releases.starts_with(&before.releases)
        || (!before.releases.is_empty() && (released(before) != released(after) || version(before) != version(after)))
}

/// Keeps what `keep` says, and leaves a section shared where that is everything.
fn retain<T: crate::model::Record + Clone>(section: &mut Arc<Table<T>>, keep: impl Fn(&T) -> bool) {
    if !section.iter().all(&keep) {
        *section = Arc::new(section.iter().filter(|record| keep(record)).cloned().collect());
    }
}

/// An empty text is no text.
fn put_text<K: Ord>(texts: &mut std::collections::BTreeMap<K, String>, key: K, text: String) {
    if text.is_empty() {
        texts.remove(&key);
    } else {
        texts.insert(key, text);
    }
}

fn customer<'a>(workbook: &'a mut Workbook, id: &CustomerId) -> Result<&'a mut Customer, EditError> {
    let found = Arc::make_mut(&mut workbook.customers).get_mut(id);
    found.ok_or_else(|| EditError::Missing(Missing::Customer(id.clone())))
}

fn conversation<'a>(workbook: &'a mut Workbook, id: &ConversationId) -> Result<&'a mut Conversation, EditError> {
    let found = Arc::make_mut(&mut workbook.conversations).get_mut(id);
    found.ok_or_else(|| EditError::Missing(Missing::Conversation(id.clone())))
}

fn script<'a>(workbook: &'a mut Workbook, id: &ConversationId, script: &ScriptId) -> Result<&'a mut Script, EditError> {
    let found = conversation(workbook, id)?.scripts.get_mut(script);
    found.ok_or_else(|| EditError::Missing(Missing::Script(id.clone(), script.clone())))
}
