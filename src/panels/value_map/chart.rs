//! What the map shows, worked out once per revision: bubbles in their places, and those that have none.

use std::{collections::HashMap, ops::RangeInclusive, sync::Arc};

use super::{
    filter::Filter,
    plane::{Spot, axes},
};
use crate::{
    analysis::{
        animals::AnimalSuggestion,
        value_map::{CustomerValue, ValueMap},
    },
    model::{
        About, Customer, CustomerClass, CustomerId, MapSnapshot, MapSnapshotId, Method, Table, ValueMapMethod, Workbook,
    },
    panels::{Scene, kept::Comparison},
    text::{Explanation, Lang, value_map as words},
};

/// How far the axis of advantage reaches to either side of 1.0. The first that holds everyone.
const REACHES: [f64; 5] = [1.5, 2.0, 3.0, 5.0, 10.0];

/// One customer on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Bubble {
    /// Whose it is.
    pub id: CustomerId,
    /// The customer's name.
    pub name: String,
    /// Everything it shows, in words.
    pub spoken: String,
    /// The class it counts as.
    pub class: CustomerClass,
    /// Where it stands.
    pub spot: Spot,
    /// Where it came from when it last moved.
    from: Spot,
    /// Where the scores would put it, when it was put elsewhere by hand.
    pub ghost: Option<Spot>,
    /// Where it stood on the earlier map that is compared with, and its class there.
    pub was: Option<(Spot, CustomerClass)>,
    /// Whether it is close to a cut.
    pub uncertain: bool,
    /// Whether its class was set by hand.
    pub overridden: bool,
    /// Whether it was contacted in all three ways.
    pub contacted: bool,
    /// Our share of what the customer spends, 0 to 1.
    pub wallet: Option<f32>,
    /// The filter leaves it out.
    pub dimmed: bool,
    /// Its radius as a share of the largest bubble's; `None` without revenue.
    share: Option<f32>,
}

/// What somebody wants to see of the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whom it shows in full.
    pub filter: Filter,
    /// Which maps are compared, if any.
    pub compared: Option<Comparison>,
}

/// The map of one revision.
#[derive(Clone, Debug)]
pub struct Chart {
    rests_on: RestsOn,
    look: Look,
    /// Bubbles, largest first, so that small ones lie on top.
    pub bubbles: Vec<Bubble>,
    /// Customers without a place, with their names.
    pub unplaced: Vec<(CustomerId, String)>,
    /// How many bubbles each class has, in the order of [`CustomerClass::ALL`].
    pub counts: [usize; 4],
    /// The revenue of each class.
    pub revenue: [f64; 4],
    /// The revenue of all customers, those without a place included.
    pub all_revenue: f64,
    /// How many bubbles the filter shows in full.
    pub bright: usize,
    /// What the map says, in a sentence.
    pub headline: String,
    /// The cuts between the classes.
    pub cuts: Spot,
    /// The strong end of the axis of advantage.
    pub reach: f64,
    /// The earlier day that is compared with.
    pub earlier: Option<Box<Day>>,
    /// The day that is shown, where that isn't today.
    later: Option<Box<Day>>,
    /// When bubbles last began to move, in seconds.
    moved_at: Option<f64>,
}

/// What a chart is worked out from.
#[derive(Clone, Debug)]
struct RestsOn {
    lang: Lang,
    values: Arc<ValueMap>,
    customers: Arc<Table<Customer>>,
    animals: Arc<Table<AnimalSuggestion>>,
    about: Arc<About>,
    snapshots: Arc<Table<MapSnapshot>>,
}

impl RestsOn {
    fn of(scene: &Scene<'_>) -> Self {
        Self {
            lang: scene.lang,
            values: Arc::clone(&scene.derived.value_map),
            customers: Arc::clone(&scene.workbook.customers),
            animals: Arc::clone(&scene.derived.animals),
            about: Arc::clone(&scene.workbook.about),
            snapshots: Arc::clone(&scene.workbook.map_snapshots),
        }
    }

    fn is_current(&self, scene: &Scene<'_>) -> bool {
        self.lang == scene.lang
            && Arc::ptr_eq(&self.values, &scene.derived.value_map)
            && Arc::ptr_eq(&self.customers, &scene.workbook.customers)
            && Arc::ptr_eq(&self.animals, &scene.derived.animals)
            && Arc::ptr_eq(&self.about, &scene.workbook.about)
            && Arc::ptr_eq(&self.snapshots, &scene.workbook.map_snapshots)
    }
}

/// The map of the day of a snapshot.
#[derive(Clone, Debug)]
pub struct Day {
    /// The workbook as its map stood. What else it holds is of today.
    pub workbook: Workbook,
    /// Where that puts each customer.
    values: ValueMap,
}

impl Day {
    fn of(workbook: &Workbook, snapshot: &MapSnapshot) -> Self {
        let then = |customer: &Customer| Some(snapshot.customers.get(&customer.id)?.restored(customer));
        let method = Method { value_map: snapshot.method.clone(), ..Method::clone(&workbook.method) };
        let workbook = Workbook {
            customers: Arc::new(workbook.customers.iter().filter_map(then).collect()),
            method: Arc::new(method),
            ..workbook.clone()
        };
        Self { values: ValueMap::of(&workbook), workbook }
    }

    fn customers(&self) -> impl Iterator<Item = (&Customer, &CustomerValue)> {
        self.workbook.customers.iter().zip(self.values.customers.iter())
    }

    fn place(&self, id: &CustomerId, reach: f64) -> Option<(Spot, CustomerClass)> {
        let (customer, value) = self.workbook.customers.get(id).zip(self.values.customers.get(id))?;
        spot(customer, value, &self.workbook.method.value_map, reach).zip(value.class)
    }
}

impl Chart {
    /// Works the map out. What stood elsewhere `before` moves from there, beginning `now`.
    pub fn of(scene: &Scene<'_>, look: &Look, before: Option<(&Self, Option<f64>)>, now: f64) -> Self {
        let past = |id: &MapSnapshotId| scene.workbook.map_snapshots.get(id);
        let compared = look.compared.as_ref();
        let day = |snapshot| Box::new(Day::of(scene.workbook, snapshot));
        let earlier = compared.and_then(|compared| past(&compared.from)).map(day);
        let later = compared.and_then(|compared| past(compared.to.as_ref()?)).map(day);
        let (workbook, values) = shown(later.as_deref(), scene);

        let method = &workbook.method.value_map;
        let cuts = Spot::cuts(method);
        let known = workbook.customers.iter().zip(values.customers.iter());
        let reach = reach(known.chain(earlier.iter().flat_map(|day| day.customers())), cuts);
        let largest = workbook.customers.iter().filter_map(|c| c.revenue).map(|r| r.get()).fold(0.0, f64::max);
        let stood: HashMap<&CustomerId, Spot> = (before.iter())
            .flat_map(|(chart, motion)| chart.bubbles.iter().map(|bubble| (&bubble.id, bubble.spot_at(*motion))))
            .collect();

        let (mut bubbles, mut unplaced) = (Vec::new(), Vec::new());
        let (mut counts, mut revenue) = ([0; 4], [0.0; 4]);
        for (customer, value) in workbook.customers.iter().zip(values.customers.iter()) {
            let Some((class, spot)) = value.class.zip(spot(customer, value, method, reach)) else {
                unplaced.push((customer.id.clone(), customer.label().to_owned()));
                continue;
            };
            let earns = customer.revenue.map(|revenue| revenue.get().max(0.0));
            for ((of, count), sum) in CustomerClass::ALL.into_iter().zip(&mut counts).zip(&mut revenue) {
                if of == class {
                    *count += 1;
                    *sum += earns.unwrap_or_default();
                }
            }
            let suggested = || Some(scene.derived.animals.get(&customer.id)?.animal);
            bubbles.push(Bubble {
                id: customer.id.clone(),
                name: customer.label().to_owned(),
                spoken: words::spoken(scene.lang, customer, value, &workbook.about),
                class,
                spot,
                from: stood.get(&customer.id).copied().unwrap_or(spot),
                ghost: Spot::computed(value).filter(|computed| *computed != spot),
                was: earlier.as_ref().and_then(|earlier| earlier.place(&customer.id, reach)),
                uncertain: value.uncertain && !value.overridden,
                overridden: value.overridden,
                contacted: customer.contacted.complete(),
                wallet: customer.wallet_share().map(|share| share.get() as f32),
                dimmed: !look.filter.shows(customer, value, customer.animal.or_else(suggested)),
                share: earns.filter(|_| largest > 0.0).map(|earns| (earns / largest).sqrt() as f32),
            });
        }
        bubbles.sort_by(|a, b| b.share.partial_cmp(&a.share).unwrap_or(std::cmp::Ordering::Equal));
        let moves = bubbles.iter().any(|bubble| bubble.from != bubble.spot);
        // Those without a place bring some of the revenue, too.
        let all_revenue = workbook.customers.iter().filter_map(|customer| customer.revenue);
        let all_revenue = all_revenue.map(|revenue| revenue.get().max(0.0)).sum();
        let headline = match compared.filter(|_| earlier.is_some()) {
            Some(compared) => {
                let [from, to] = [Some(&compared.from), compared.to.as_ref()].map(|id| id.and_then(past));
                words::compared(scene.lang, from, to, moved(&bubbles))
            }
            None => headline(scene.lang, counts, revenue, all_revenue),
        };
        Self {
            rests_on: RestsOn::of(scene),
            look: look.clone(),
            headline,
            bright: bubbles.iter().filter(|bubble| !bubble.dimmed).count(),
            bubbles,
            unplaced,
            counts,
            revenue,
            all_revenue,
            cuts,
            reach,
            earlier,
            later,
            moved_at: moves.then_some(now),
        }
    }

    /// Whether it still shows what the scene has, in this look.
    pub fn is_current(&self, scene: &Scene<'_>, look: &Look) -> bool {
        self.rests_on.is_current(scene) && self.look == *look
    }

    /// The workbook of the day that is shown, and where that puts each customer.
    pub fn shown<'a>(&'a self, scene: &Scene<'a>) -> (&'a Workbook, &'a ValueMap) {
        shown(self.later.as_deref(), scene)
    }

    /// Nothing on it can be moved: the workbook cannot be changed, or the map is of an earlier day.
    pub const fn is_fixed(&self, scene: &Scene<'_>) -> bool {
        scene.read_only || self.later.is_some()
    }

    /// What the sentence above the map rests on.
    pub fn explain_headline(&self, scene: &Scene<'_>) -> Explanation {
        let (lang, title) = (scene.lang, &self.headline);
        if self.look.compared.is_some() {
            let went = |bubble: &Bubble| {
                let (_, was) = bubble.was.filter(|(_, was)| *was != bubble.class)?;
                Some((bubble.name.clone(), words::reclassed(lang, Some(was), bubble.class)))
            };
            return words::explain_compared(lang, title, self.bubbles.iter().filter_map(went));
        }
        words::explain_headline(lang, &scene.workbook.about, title, self.counts, (self.revenue, self.all_revenue))
    }

    /// The bubble of a customer.
    pub fn bubble(&self, id: &CustomerId) -> Option<&Bubble> {
        self.bubbles.iter().find(|bubble| bubble.id == *id)
    }

    /// How far bubbles on the move have come, 0 to 1; `None` when all stand still.
    pub fn motion(&self, now: f64, duration: f32) -> Option<f64> {
        let share = (now - self.moved_at?) / f64::from(duration);
        (share < 1.0).then(|| f64::from(egui::emath::easing::cubic_in_out(share.max(0.0) as f32)))
    }

    /// Leaves a bubble where it was dropped, until the edit that puts it there has been made.
    pub fn put(&mut self, id: &CustomerId, spot: Spot) {
        for bubble in self.bubbles.iter_mut().filter(|bubble| bubble.id == *id) {
            (bubble.from, bubble.spot) = (spot, spot);
        }
    }

    /// Lets bubbles return from where they were dropped.
    pub fn let_go(&mut self, dropped: &[(CustomerId, Spot)], now: f64) {
        for bubble in &mut self.bubbles {
            let at = dropped.iter().find(|(id, _)| *id == bubble.id);
            bubble.from = at.map_or(bubble.spot, |(_, spot)| *spot);
        }
        self.moved_at = Some(now);
    }
}

impl Bubble {
    /// Where it is while bubbles move.
    pub fn spot_at(&self, motion: Option<f64>) -> Spot {
        motion.map_or(self.spot, |share| self.from.toward(self.spot, share))
    }

    /// Its radius: that of the largest, and never so small that it doesn't show its sign.
    pub fn radius(&self, sizes: RangeInclusive<f32>) -> f32 {
        (self.share.unwrap_or_default() * sizes.end()).max(*sizes.start())
    }
}

/// The workbook and the places of a day, or else of today.
fn shown<'a>(day: Option<&'a Day>, scene: &Scene<'a>) -> (&'a Workbook, &'a ValueMap) {
    day.map_or((scene.workbook, &*scene.derived.value_map), |day| (&day.workbook, &day.values))
}

/// How many bubbles are on both maps, how many of these stand elsewhere, and how many in another class.
fn moved(bubbles: &[Bubble]) -> [usize; 3] {
    let both = || bubbles.iter().filter_map(|bubble| Some((bubble, bubble.was?)));
    let moved = both().filter(|(bubble, (spot, _))| bubble.spot != *spot).count();
    [both().count(), moved, both().filter(|(bubble, (_, class))| bubble.class != *class).count()]
}

/// Where a customer stands: where it was put by hand, else where its scores put it, else, with nothing but a class
/// set by hand, in the middle of that class.
fn spot(customer: &Customer, value: &CustomerValue, method: &ValueMapMethod, reach: f64) -> Option<Spot> {
    let Some(by_hand) = &customer.class_override else { return Spot::computed(value) };
    let cuts = Spot::cuts(method);
    let (attractive, strong) = axes(by_hand.class);
    let [low, high] = super::plane::ATTRACTIVENESS;
    let middle = Spot {
        attractiveness: (cuts.attractiveness + if attractive { high } else { low }) / 2.0,
        advantage: (cuts.advantage * if strong { reach } else { 1.0 / reach }).sqrt(),
    };
    let by_scores = || Spot::computed(value).filter(|spot| spot.class(cuts) == by_hand.class);
    Some(by_hand.place.map(Spot::from).or_else(by_scores).unwrap_or(middle))
}

/// The smallest reach that holds every known advantage, every place by hand and the cut, with a little air.
fn reach<'a>(customers: impl Iterator<Item = (&'a Customer, &'a CustomerValue)>, cuts: Spot) -> f64 {
    let put = |customer: &Customer| Some(customer.class_override.as_ref()?.place?.advantage.get());
    let farthest = customers
        .flat_map(|(customer, value)| [value.advantage.value, put(customer)])
        .flatten()
        .chain([cuts.advantage])
        .map(|advantage| advantage.max(1.0 / advantage))
        .fold(1.0, f64::max);
    REACHES.into_iter().find(|reach| farthest * 1.05 <= *reach).unwrap_or(10.0)
}

/// The class that brings most of the revenue, and how much of `all`.
fn headline(lang: Lang, counts: [usize; 4], revenue: [f64; 4], all: f64) -> String {
    let classes = CustomerClass::ALL.into_iter().zip(counts).zip(revenue);
    match classes.max_by(|(_, a), (_, b)| a.total_cmp(b)) {
        Some(((class, count), sum)) if sum > 0.0 => words::headline(lang, class, count, sum / all),
        _ => words::SUMMARY_EMPTY.of(lang).to_owned(),
    }
}
