//! What does each class hold, and where does the effort go? (METHOD §1, classes, coverage and animals)

use super::{
    agreement::real,
    value_map::{Reach, ValueMap},
};
use crate::model::{Action, Animal, Customer, CustomerClass, CustomerId, Workbook};

/// The customers by class, and what their actions say about where the effort goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classes {
    /// The four classes in their order, then those without one.
    pub lists: Vec<ClassList>,
    /// Where the open actions go.
    pub effort: Effort,
}

/// The customers of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassList {
    /// The class; `None` for those that have none yet.
    pub class: Option<CustomerClass>,
    /// Those who bring most first, then those of whom it isn't known, each in the workbook's order.
    pub customers: Vec<CustomerId>,
    /// Their yearly revenue together, of those of whom it is known; what is negative counts as nothing.
    pub revenue: f64,
    /// That as a share of all customers' revenue; none where it is known of nobody in the class.
    pub revenue_share: Option<f64>,
    /// How many of them were contacted in all three ways.
    pub complete: usize,
    /// What that amounts to; none without customers.
    pub reach: Option<Reach>,
}

/// How much of what is to be done goes to hares and rats. Our reading of the programme's closing question: open actions
/// stand for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effort {
    /// How many open actions all customers have.
    pub actions: usize,
    /// How many of these are for hares and rats.
    pub on_small: usize,
    /// The share of the revenue that hares and rats bring; none where nothing is known to come in.
    pub revenue_share: Option<f64>,
    /// They get more than the method's share of the actions, and more than their share of the revenue.
    pub too_much: bool,
}

impl Classes {
    /// Sorts every customer of the workbook into its class.
    pub fn of(workbook: &Workbook, value_map: &ValueMap) -> Self {
        let all: f64 = workbook.customers.iter().map(revenue).sum();
        let share = |part: f64| (all > 0.0).then(|| part / all);
        let lists = CustomerClass::ALL.map(Some).into_iter().chain([None]).map(|class| {
            let is_in =
                |customer: &&Customer| value_map.customers.get(&customer.id).and_then(|value| value.class) == class;
            let mut customers: Vec<&Customer> = workbook.customers.iter().filter(is_in).collect();
            customers.sort_by(|a, b| {
                let key = |customer: &Customer| customer.revenue.map_or(f64::NEG_INFINITY, |revenue| revenue.get());
                key(b).total_cmp(&key(a))
            });
            let revenue: f64 = customers.iter().copied().map(revenue).sum();
            let complete = customers.iter().filter(|customer| customer.contacted.complete()).count();
            let is_known = customers.iter().any(|customer| customer.revenue.is_some());
            let reach = || Reach::of(customers.len(), complete, &workbook.method.value_map);
            ClassList {
                class,
                revenue,
                revenue_share: share(revenue).filter(|_| is_known),
                complete,
                reach: (!customers.is_empty()).then(reach),
                customers: customers.into_iter().map(|customer| customer.id.clone()).collect(),
            }
        });
        Self { lists: lists.collect(), effort: Effort::of(workbook, share) }
    }
}

impl Effort {
    fn of(workbook: &Workbook, share: impl Fn(f64) -> Option<f64>) -> Self {
        let small = || workbook.customers.iter().filter(|customer| is_small(customer));
        let actions: usize = workbook.customers.iter().map(|customer| open_actions(customer).count()).sum();
        let on_small: usize = small().map(|customer| open_actions(customer).count()).sum();
        let revenue_share = share(small().map(revenue).sum());
        let limit = workbook.method.value_map.attention_above.get().max(revenue_share.unwrap_or_default());
        let effort = Self { actions, on_small, revenue_share, too_much: false };
        Self { too_much: effort.action_share().is_some_and(|share| share > limit), ..effort }
    }

    /// The share of the open actions that hares and rats get; none without actions.
    pub fn action_share(&self) -> Option<f64> {
        (self.actions > 0).then(|| real(self.on_small) / real(self.actions))
    }
}

/// What is still to be done for a customer, in its order. The first one is the next.
pub fn open_actions(customer: &Customer) -> impl Iterator<Item = (usize, &Action)> {
    customer.actions.iter().enumerate().filter(|(_, action)| action.done.is_none())
}

fn is_small(customer: &Customer) -> bool {
    matches!(customer.animal, Some(Animal::Hare | Animal::Rat))
}

fn revenue(customer: &Customer) -> f64 {
    customer.revenue.map_or(0.0, |revenue| revenue.get().max(0.0))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::model::{ClassOverride, Contacted, Money, Share};

    fn customer(id: &str, class: Option<CustomerClass>, revenue: Option<f64>) -> Customer {
        let by_hand = |class| ClassOverride { class, place: None, reason: String::new(), by: None, on: None };
        Customer {
            class_override: class.map(by_hand),
            revenue: revenue.map(|revenue| Money::new(revenue).unwrap()),
            ..Customer::new(CustomerId::new(id).unwrap(), "")
        }
    }

    fn to_do(what: &str, done: bool) -> Action {
        Action { what: what.into(), done: done.then(|| date(2026, 11, 1)), ..Action::default() }
    }

    fn classes(customers: impl IntoIterator<Item = Customer>) -> Classes {
        let workbook = Workbook { customers: Arc::new(customers.into_iter().collect()), ..Workbook::default() };
        Classes::of(&workbook, &ValueMap::of(&workbook))
    }

    fn ids(list: &ClassList) -> Vec<&str> {
        list.customers.iter().map(CustomerId::as_str).collect()
    }

    #[test]
    fn each_customer_stands_once_in_its_class_those_who_bring_most_first() {
        use CustomerClass::{Consolidate, Harvest};
        let met = Contacted { introduced: Some(true), procedure_known: Some(true), needs_known: Some(true) };
        let found = classes([
            customer("a", Some(Consolidate), None),
            customer("b", Some(Consolidate), Some(10.0)),
            Customer { contacted: met, ..customer("c", Some(Consolidate), Some(30.0)) },
            customer("d", Some(Harvest), Some(60.0)),
            customer("e", None, Some(-5.0)),
        ]);
        let lists: Vec<_> = found.lists.iter().map(|list| (list.class, ids(list), list.revenue)).collect();
        assert_eq!(
            lists,
            [
                (Some(Consolidate), vec!["c", "b", "a"], 40.0),
                (Some(CustomerClass::Invest), vec![], 0.0),
                (Some(Harvest), vec!["d"], 60.0),
                (Some(CustomerClass::ServeLightly), vec![], 0.0),
                (None, vec!["e"], 0.0),
            ]
        );
        let consolidate = &found.lists[0];
        assert_eq!((consolidate.revenue_share, consolidate.complete), (Some(0.4), 1));
        assert_eq!((found.lists[1].revenue_share, found.lists[4].revenue_share), (None, Some(0.0)));
        // One of three: partial from a third on.
        assert_eq!((consolidate.reach, found.lists[1].reach), (Some(Reach::Partial), None));
    }

    #[test]
    fn effort_is_too_much_above_the_limit_and_above_what_it_brings() {
        // Of ten open actions `small` for a rat that brings `share` of the revenue.
        let effort = |small: usize, share: f64| {
            let rat = Customer {
                animal: Some(Animal::Rat),
                actions: (0..small).map(|_| to_do("x", false)).chain([to_do("y", true)]).collect(),
                ..customer("rat", None, Some(share))
            };
            let sheep = Customer {
                animal: Some(Animal::Sheep),
                actions: (small..10).map(|_| to_do("x", false)).collect(),
                ..customer("sheep", None, Some(1.0 - share))
            };
            classes([rat, sheep]).effort
        };
        let found = effort(3, 0.1);
        assert_eq!((found.actions, found.on_small, found.revenue_share, found.too_much), (10, 3, Some(0.1), true));
        assert_eq!(found.action_share(), Some(0.3));
        // At the limit of a fifth; and worth it.
        assert!(!effort(2, 0.1).too_much && !effort(3, 0.4).too_much && effort(5, 0.4).too_much);
        assert_eq!(classes([]).effort, Effort::default());
    }

    #[test]
    fn the_limit_is_a_number_of_the_method() {
        let rat =
            Customer { animal: Some(Animal::Hare), actions: vec![to_do("x", false)], ..customer("hare", None, None) };
        let other = Customer { actions: vec![to_do("x", false)], ..customer("other", None, None) };
        let mut workbook = Workbook { customers: Arc::new([rat, other].into_iter().collect()), ..Workbook::default() };
        let too_much = |workbook: &Workbook| Classes::of(workbook, &ValueMap::of(workbook)).effort.too_much;
        assert!(too_much(&workbook));
        Arc::make_mut(&mut workbook.method).value_map.attention_above = Share::clamped(0.5);
        assert!(!too_much(&workbook));
    }
}
