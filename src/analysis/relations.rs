//! How do we stand with each of their people, what is to be done next, and who of us is in touch with whom (METHOD §2)?

use std::collections::HashMap;

use indexmap::IndexMap;

use super::{Audience, power};
use crate::model::{
    Action, ComplianceQuestion, Contact, ContactId, Coverage, CustomerId, Date, DevelopmentCard, Level, MemberId,
    PowerMapMethod, Relation, Seat, Support, Workbook,
};

/// How many levels a relation stands below its target, or above it where that is negative; `None` where either is not
/// known.
pub fn gap(relation: &Relation) -> Option<i16> {
    let (now, target) = power::level(relation).zip(relation.target)?;
    Some(i16::from(target.get()) - i16::from(now.get()))
}

/// The action that is next: of those still open the one due first; one without a day comes after all others.
pub fn next_action(relation: &Relation) -> Option<&Action> {
    let open = relation.actions.iter().filter(|action| action.done.is_none());
    open.min_by_key(|action| (action.due.is_none(), action.due))
}

/// For how many days an action has been overdue, if it is: open, and its day is over.
pub fn days_late(action: &Action, today: Date) -> Option<i32> {
    let due = action.due.filter(|_| action.done.is_none())?;
    Some((today - due).get_days()).filter(|days| *days > 0)
}

/// How many actions of a relation are overdue.
pub fn late_actions(relation: &Relation, today: Date) -> usize {
    relation.actions.iter().filter(|action| days_late(action, today).is_some()).count()
}

/// The support that the level of a relation suggests, where we hold another or none. Our reading; it never overwrites.
pub fn suggested_support(contact: &Contact, method: &PowerMapMethod) -> Option<Support> {
    let suggested = *method.suggested_support.get(&power::level(&contact.relation)?)?;
    Some(suggested).filter(|support| contact.support.as_ref().is_none_or(|judged| judged.value != *support))
}

/// The coverage that the level of a relation suggests, where we hold another or none. Our reading; it never overwrites.
pub fn suggested_coverage(contact: &Contact, method: &PowerMapMethod) -> Option<Coverage> {
    let suggested = *method.suggested_coverage.get(&power::level(&contact.relation)?)?;
    Some(suggested).filter(|coverage| contact.coverage.as_ref().is_none_or(|judged| judged.value != *coverage))
}

/// Whether what is meant for developing a relation was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compliance {
    /// No means are chosen: there is nothing to check.
    NothingMeant,
    /// So many questions have no answer.
    Open(usize),
    /// Nobody noted when it was checked.
    Undated,
    /// It was checked too long ago: on this day.
    Stale(Date),
    /// It was checked, and the check still holds.
    Holds,
}

impl Compliance {
    /// How a card stands on a day.
    pub fn of(card: &DevelopmentCard, method: &PowerMapMethod, today: Date) -> Self {
        let open = ComplianceQuestion::ALL.iter().filter(|question| !card.answers.contains_key(question)).count();
        let holds = i32::from(method.compliance_holds_days);
        match card.checked_on {
            _ if card.means.is_empty() => Self::NothingMeant,
            _ if open > 0 => Self::Open(open),
            None => Self::Undated,
            Some(on) if (today - on).get_days() > holds => Self::Stale(on),
            Some(_) => Self::Holds,
        }
    }

    /// Whether the means must wait for the check.
    pub const fn is_missing(self) -> bool {
        !matches!(self, Self::NothingMeant | Self::Holds)
    }
}

/// Our people against theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Ours who own a relation or are named in an action: in the team's order, then those who are not in the team.
    pub ours: Vec<Ours>,
    /// Theirs, in the order of the maps.
    pub theirs: Vec<Theirs>,
}

/// One of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ours {
    /// Who.
    pub member: MemberId,
    /// How many of the relations shown are theirs.
    pub here: usize,
    /// How many key relations they have over all maps.
    pub everywhere: usize,
}

/// One of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// Whose person.
    pub account: CustomerId,
    /// Who.
    pub contact: ContactId,
    /// How each of ours is in touch, in their order.
    pub touches: Vec<Option<Touch>>,
}

impl Theirs {
    /// Whether nobody owns the relation.
    pub fn is_unowned(&self) -> bool {
        !self.touches.iter().any(|touch| matches!(touch, Some(Touch::Owner(_))))
    }
}

/// How one of ours is in touch with one of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Owns the relation, which stands at this level.
    Owner(Option<Level>),
    /// Has something still to do with them.
    Acts,
    /// Has done something with them.
    Acted,
}

impl Matrix {
    /// The matrix of an account, or of all: over the key people; for the room, to which it is not said who these are nor
    /// what we mean to do, over those whose relation somebody owns. `more` stand among ours whether they are in touch
    /// with anybody or not.
    pub fn of(workbook: &Workbook, account: Option<&CustomerId>, more: &[MemberId], audience: Audience) -> Self {
        let shown = |contact: &Contact| match audience {
            Audience::Trainer => power::is_key(contact),
            Audience::Room => contact.owner.is_some(),
        };
        let organisations = workbook.organisations.iter();
        let organisations = organisations.filter(|organisation| account.is_none_or(|id| *id == organisation.account));
        let rows: Vec<(&CustomerId, &Contact)> = organisations
            .flat_map(|organisation| organisation.contacts.iter().map(|contact| (&organisation.account, contact)))
            .filter(|(_, contact)| contact.seat == Seat::Held && shown(contact))
            .collect();
        let mut here: IndexMap<&MemberId, usize> = more.iter().map(|member| (member, 0)).collect();
        for (_, contact) in &rows {
            if let Some(owner) = &contact.owner {
                *here.entry(owner).or_default() += 1;
            }
            for member in actions(contact, audience).iter().filter_map(|action| action.owner.as_ref()) {
                here.entry(member).or_default();
            }
        }
        let place = |member: &MemberId| workbook.team.index_of(member).unwrap_or(usize::MAX);
        here.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        let everywhere = power::key_relations(workbook);
        let ours = here.iter().map(|(member, here)| Ours {
            member: (*member).clone(),
            here: *here,
            everywhere: everywhere.get(member).copied().unwrap_or_default(),
        });
        let columns: HashMap<&MemberId, usize> = here.keys().enumerate().map(|(at, member)| (*member, at)).collect();
        let theirs = rows.iter().map(|(account, contact)| Theirs {
            account: (*account).clone(),
            contact: contact.id.clone(),
            touches: touches(contact, &columns, audience),
        });
        Self { ours: ours.collect(), theirs: theirs.collect() }
    }
}

/// What an audience may know of what we do and did with somebody.
fn actions(contact: &Contact, audience: Audience) -> &[Action] {
    match audience {
        Audience::Trainer => &contact.relation.actions,
        Audience::Room => &[],
    }
}

/// How each of ours is in touch with somebody. Owning the relation says most, then what is still to be done.
fn touches(contact: &Contact, columns: &HashMap<&MemberId, usize>, audience: Audience) -> Vec<Option<Touch>> {
    let mut touches = vec![None; columns.len()];
    let mut put = |member: Option<&MemberId>, touch| {
        let place = member.and_then(|member| columns.get(member)).and_then(|at| touches.get_mut(*at));
        if let Some(place) = place {
            *place = Some(touch);
        }
    };
    for done in [true, false] {
        for action in actions(contact, audience).iter().filter(|action| action.done.is_some() == done) {
            put(action.owner.as_ref(), if done { Touch::Acted } else { Touch::Acts });
        }
    }
    let level = power::level(&contact.relation).filter(|_| audience == Audience::Trainer);
    put(contact.owner.as_ref(), Touch::Owner(level));
    touches
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::model::{ComplianceAnswer, Judged, KeyPerson, Member, Organisation, RelationCriterion};

    const TODAY: Date = date(2026, 11, 21);

    fn member(id: &str) -> MemberId {
        MemberId::new(id).unwrap()
    }

    fn action(owner: &str, due: Option<Date>, done: bool) -> Action {
        Action {
            what: owner.to_owned(),
            owner: Some(member(owner)),
            due,
            done: done.then_some(TODAY),
            ..Action::default()
        }
    }

    fn relation(points: &[u8], target: Option<u8>, actions: Vec<Action>) -> Relation {
        let points = points.iter().map(|point| Level::clamped(*point));
        Relation {
            points: RelationCriterion::ALL.into_iter().zip(points).collect(),
            target: target.map(Level::clamped),
            actions,
        }
    }

    fn contact(id: &str, owner: Option<&str>, relation: Relation) -> Contact {
        let key = Some(Judged::assumed(KeyPerson::Visible));
        Contact { owner: owner.map(member), key, relation, ..Contact::new(ContactId::new(id).unwrap(), id) }
    }

    #[test]
    fn a_gap_needs_both_ends() {
        for (points, target, expected) in
            [(&[2, 3][..], Some(4), Some(2)), (&[5], Some(3), Some(-2)), (&[], Some(3), None), (&[1], None, None)]
        {
            assert_eq!(gap(&relation(points, target, Vec::new())), expected, "{points:?} {target:?}");
        }
    }

    #[test]
    fn the_next_action_is_the_open_one_due_first() {
        let actions = vec![
            action("undated", None, false),
            action("later", Some(date(2026, 12, 1)), false),
            action("late", Some(date(2026, 11, 20)), false),
            action("today", Some(TODAY), false),
            action("done", Some(date(2026, 1, 1)), true),
        ];
        let relation = relation(&[], None, actions);
        assert_eq!(next_action(&relation).map(|next| next.what.as_str()), Some("late"));
        let late: Vec<_> = relation.actions.iter().map(|action| days_late(action, TODAY)).collect();
        assert_eq!(late, [None, None, Some(1), None, None]);
        assert_eq!(late_actions(&relation, TODAY), 1);
    }

    #[test]
    fn a_level_suggests_what_we_do_not_hold_yet() {
        let method = PowerMapMethod::default();
        let suggested = |points: &[u8], support, coverage| {
            let known = Contact {
                support: Option::map(support, Judged::assumed),
                coverage: Option::map(coverage, Judged::assumed),
                ..contact("a", None, relation(points, None, Vec::new()))
            };
            (suggested_support(&known, &method), suggested_coverage(&known, &method))
        };
        use Coverage::{Brief, InDepth, Several};
        use Support::{Enemy, Mentor, Neutral, Supporter};
        assert_eq!(suggested(&[], None, None), (None, None));
        assert_eq!(suggested(&[0], None, None), (None, None));
        assert_eq!(suggested(&[1], None, None), (None, Some(Brief)));
        assert_eq!(suggested(&[3], None, Some(Several)), (Some(Neutral), None));
        assert_eq!(suggested(&[4], Some(Supporter), Some(Brief)), (None, Some(InDepth)));
        assert_eq!(suggested(&[5], Some(Enemy), Some(InDepth)), (Some(Mentor), None));
    }

    #[test]
    fn means_wait_for_a_check_of_every_question_within_a_year() {
        let method = PowerMapMethod::default();
        let card = |means: &str, answered: usize, checked_on| DevelopmentCard {
            means: means.to_owned(),
            answers: ComplianceQuestion::ALL
                .into_iter()
                .take(answered)
                .map(|q| (q, ComplianceAnswer::default()))
                .collect(),
            checked_on,
            ..DevelopmentCard::default()
        };
        for (card, expected) in [
            (card("", 0, None), Compliance::NothingMeant),
            (card("x", 0, Some(TODAY)), Compliance::Open(4)),
            (card("x", 3, Some(TODAY)), Compliance::Open(1)),
            (card("x", 4, None), Compliance::Undated),
            (card("x", 4, Some(date(2025, 11, 21))), Compliance::Holds),
            (card("x", 4, Some(date(2025, 11, 20))), Compliance::Stale(date(2025, 11, 20))),
        ] {
            assert_eq!(Compliance::of(&card, &method, TODAY), expected, "{card:?}");
            assert_eq!(expected.is_missing(), !matches!(expected, Compliance::NothingMeant | Compliance::Holds));
        }
    }

    #[test]
    fn the_matrix_says_who_is_in_touch_with_whom() {
        let organisation = |account: &str, contacts: Vec<Contact>| Organisation {
            contacts: contacts.into_iter().collect(),
            ..Organisation::new(CustomerId::new(account).unwrap())
        };
        let busy = relation(
            &[4],
            None,
            vec![action("wang", None, false), action("wang", None, true), action("li", None, true)],
        );
        let hidden = Contact { key: None, ..contact("c", Some("zhao"), Relation::default()) };
        let acme = vec![
            contact("a", Some("li"), busy),
            contact("b", None, relation(&[], None, vec![action("ghost", None, true)])),
            hidden,
        ];
        let beta = vec![contact("d", Some("li"), Relation::default())];
        let team = ["wang", "li", "zhao"].map(|id| Member::new(member(id), id));
        let workbook = Workbook {
            team: Arc::new(team.into_iter().collect()),
            organisations: Arc::new([organisation("acme", acme), organisation("beta", beta)].into_iter().collect()),
            ..Workbook::default()
        };
        let acme = CustomerId::new("acme").unwrap();
        let matrix = Matrix::of(&workbook, Some(&acme), &[member("zhao")], Audience::Trainer);
        let ours: Vec<_> = matrix.ours.iter().map(|o| (o.member.as_str(), o.here, o.everywhere)).collect();
        assert_eq!(ours, [("wang", 0, 0), ("li", 1, 2), ("zhao", 0, 0), ("ghost", 0, 0)]);
        let touches: Vec<_> =
            matrix.theirs.iter().map(|t| (t.contact.as_str(), t.touches.clone(), t.is_unowned())).collect();
        let owner = Some(Touch::Owner(Some(Level::clamped(4))));
        assert_eq!(
            touches,
            [
                ("a", vec![Some(Touch::Acts), owner, None, None], false),
                ("b", vec![None, None, None, Some(Touch::Acted)], true)
            ]
        );
        let all = Matrix::of(&workbook, None, &[], Audience::Room);
        assert_eq!(all.theirs.iter().map(|t| t.contact.as_str()).collect::<Vec<_>>(), ["a", "c", "d"]);
        assert_eq!(all.ours.iter().map(|o| o.member.as_str()).collect::<Vec<_>>(), ["li", "zhao"]);
        let of_a = all.theirs.first().map(|theirs| theirs.touches.clone());
        assert_eq!(of_a, Some(vec![Some(Touch::Owner(None)), None]), "no level, and nothing of what is done");
    }
}
