//! Placing bubbles by hand: with the pointer, the arrow keys, and several at once.

use std::collections::{BTreeSet, HashMap};

use egui::{EventFilter, Key, Modifiers, Response, Vec2};

use super::{
    ValueMap,
    override_form::{OverrideForm, Put},
    plane::{ATTRACTIVENESS, Plane, Spot},
};
use crate::{
    analysis::value_change::Axis,
    edit::{CustomerEdit, Edit},
    model::{ClassOverride, CustomerClass, CustomerId, Place},
    panels::{Scene, Selection, Wishes, one_step},
    ui::Lasso,
};

/// An arrow key moves a bubble by this much attractiveness; with Shift by five times as much.
const NUDGE_UP: f64 = 0.1;
/// And to this multiple of its advantage.
const NUDGE_ASIDE: f64 = 1.02;

/// A change under way that has not become an edit yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Gesture {
    /// None.
    #[default]
    Idle,
    /// Bubbles are being moved.
    Moving(Moving),
    /// A line is being drawn round bubbles.
    Lasso(Lasso),
    /// A cut is being moved.
    Cutting(Axis, f64),
    /// Customers are being placed by hand, and the reason is asked.
    Asking(OverrideForm),
}

/// Bubbles being moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moving {
    /// The one that is held, or has the keyboard.
    pub lead: CustomerId,
    /// Where its middle is from the pointer; `None` when keys move it.
    pub grab: Option<Vec2>,
    /// Where all of them were.
    from: HashMap<CustomerId, Spot>,
    /// Where they are.
    spots: HashMap<CustomerId, Spot>,
}

impl Moving {
    /// They go along with the one that is held, each as far on the screen.
    fn follow(&mut self, plane: &Plane, to: Spot) {
        let Some(from) = self.from.get(&self.lead) else { return };
        let by = plane.at(to) - plane.at(*from);
        for (id, from) in &self.from {
            let spot = if *id == self.lead { to } else { plane.spot(plane.at(*from) + by) };
            self.spots.insert(id.clone(), spot);
        }
    }
}

impl Gesture {
    /// Where a bubble is while it is being moved.
    pub fn spot_of(&self, customer: &CustomerId) -> Option<Spot> {
        match self {
            Self::Moving(moving) => moving.spots.get(customer).copied(),
            Self::Asking(form) => form.spots().find(|(id, _)| *id == customer).map(|(_, spot)| spot),
            _ => None,
        }
    }

    /// Whether it is about a customer that `exists` says is gone.
    pub fn is_lost(&self, exists: impl Fn(&CustomerId) -> bool) -> bool {
        match self {
            Self::Moving(moving) => !moving.from.keys().all(exists),
            Self::Asking(form) => !form.ids().all(exists),
            Self::Idle | Self::Lasso(_) | Self::Cutting(..) => false,
        }
    }
}

impl ValueMap {
    /// The bubbles that go along with one: all that are marked where it is one of them.
    fn along_with(&self, lead: &CustomerId) -> HashMap<CustomerId, Spot> {
        let Some(chart) = &self.chart else { return HashMap::new() };
        let together = self.marked.contains(lead);
        let goes = |id: &CustomerId| id == lead || (together && self.marked.contains(id));
        let bubbles = chart.bubbles.iter().filter(|bubble| goes(&bubble.id));
        bubbles.map(|bubble| (bubble.id.clone(), bubble.spot)).collect()
    }

    /// A bubble is held and dragged to a place.
    pub(super) fn drag(&mut self, plane: &Plane, lead: CustomerId, grab: Vec2, to: Spot) {
        if !matches!(&self.gesture, Gesture::Moving(moving) if moving.lead == lead) {
            let from = self.along_with(&lead);
            self.gesture = Gesture::Moving(Moving { lead, grab: Some(grab), spots: from.clone(), from });
        }
        if let Gesture::Moving(moving) = &mut self.gesture {
            moving.follow(plane, to);
        }
    }

    /// Arrow keys move the bubble that has the keyboard, Enter drops it, Escape takes it back.
    pub(super) fn nudge(
        &mut self,
        response: &Response,
        plane: &Plane,
        lead: &CustomerId,
        scene: &Scene<'_>,
        wishes: &mut Wishes,
    ) {
        let ctx = &response.ctx;
        let is_moving =
            matches!(&self.gesture, Gesture::Moving(moving) if moving.lead == *lead && moving.grab.is_none());
        if !response.has_focus() {
            if is_moving {
                self.drop_bubbles(ctx.input(|input| input.time), plane, scene, wishes);
            }
            return;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: is_moving, tab: false };
        ctx.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let (mut up, mut aside) = (0.0, 0.0);
        let (enter, escape, now) = ctx.input_mut(|input| {
            let strong = if input.modifiers.shift { 5.0 } else { 1.0 };
            for modifiers in [Modifiers::NONE, Modifiers::SHIFT] {
                let mut pressed = |key| f64::from(u8::from(input.consume_key(modifiers, key))) * strong;
                up += pressed(Key::ArrowUp) - pressed(Key::ArrowDown);
                aside += pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
            }
            let enter = is_moving && input.consume_key(Modifiers::NONE, Key::Enter);
            (enter, is_moving && input.consume_key(Modifiers::NONE, Key::Escape), input.time)
        });
        if up != 0.0 || aside != 0.0 {
            if !is_moving {
                let from = self.along_with(lead);
                self.gesture = Gesture::Moving(Moving { lead: lead.clone(), grab: None, spots: from.clone(), from });
            }
            if let Gesture::Moving(moving) = &mut self.gesture {
                let Some(at) = moving.spots.get(lead).copied() else { return };
                let aside = if plane.flipped { -aside } else { aside };
                let [low, high] = ATTRACTIVENESS;
                let to = Spot {
                    attractiveness: (at.attractiveness + up * NUDGE_UP).clamp(low, high),
                    advantage: (at.advantage * NUDGE_ASIDE.powf(aside)).clamp(1.0 / plane.reach, plane.reach),
                };
                moving.follow(plane, to);
            }
        } else if enter {
            self.drop_bubbles(now, plane, scene, wishes);
        } else if escape {
            self.let_go(now);
        }
    }

    /// Bubbles being moved go back to where they were.
    pub(super) fn let_go(&mut self, now: f64) {
        if let Gesture::Moving(Moving { spots, .. }) = std::mem::take(&mut self.gesture)
            && let Some(chart) = &mut self.chart
        {
            chart.let_go(&spots.into_iter().collect::<Vec<_>>(), now);
        }
    }

    /// Bubbles were dropped. One that returns to where its scores put it, or to the class of its scores from another,
    /// goes by its scores again; one that was placed by hand already and stays in its class moves. Any other asks why.
    pub(super) fn drop_bubbles(&mut self, now: f64, plane: &Plane, scene: &Scene<'_>, wishes: &mut Wishes) {
        let Gesture::Moving(Moving { spots, from, grab, .. }) = std::mem::take(&mut self.gesture) else { return };
        // A hand is not exact; keys and lining up are.
        let near = if grab.is_some() { scene.tokens.sign } else { 0.5 };
        let Some(chart) = &mut self.chart else { return };
        let (mut puts, mut edits, mut home) = (Vec::new(), Vec::new(), Vec::new());
        for bubble in &chart.bubbles {
            let Some(spot) = spots.get(&bubble.id).copied() else { continue };
            let by_scores = bubble.ghost.unwrap_or(bubble.spot);
            let is_home = plane.at(spot).distance(plane.at(by_scores)) <= near;
            let customer = scene.workbook.customers.get(&bubble.id);
            let value = scene.derived.value_map.customers.get(&bubble.id);
            let (Some(customer), Some(value)) = (customer, value) else { continue };
            let class = spot.class(plane.cuts);
            let id = bubble.id.clone();
            match &customer.class_override {
                Some(by_hand) if (is_home && bubble.ghost.is_some()) || leads_back(by_hand, class, value.computed) => {
                    edits.push(Edit::Customers(CustomerEdit::Override(id, None)));
                }
                Some(by_hand) if by_hand.class == class => {
                    if from.get(&id) != Some(&spot) {
                        let moved = ClassOverride { place: Some(Place::from(spot)), ..by_hand.clone() };
                        edits.push(Edit::Customers(CustomerEdit::Override(id, Some(moved))));
                    }
                }
                None if is_home => home.push((id, spot)),
                _ => puts.push(Put { id, class, spot: Some(spot) }),
            }
        }
        if !home.is_empty() {
            chart.let_go(&home, now);
        }
        for (id, spot) in spots.iter().filter(|(id, _)| !home.iter().any(|(home, _)| home == *id)) {
            chart.put(id, *spot);
        }
        if !puts.is_empty() {
            self.gesture = Gesture::Asking(OverrideForm::new(puts, edits));
        } else if !edits.is_empty() {
            wishes.edit(one_step(edits));
        }
    }

    /// The marked bubbles line up: at the value of the one selected, if it is one of them, or else at their mean.
    pub(super) fn align(&mut self, now: f64, axis: Axis, plane: &Plane, scene: &Scene<'_>, wishes: &mut Wishes) {
        let Some(chart) = &self.chart else { return };
        let bubbles = chart.bubbles.iter().filter(|bubble| self.marked.contains(&bubble.id));
        let from: HashMap<CustomerId, Spot> = bubbles.map(|bubble| (bubble.id.clone(), bubble.spot)).collect();
        let Some(lead) = from.keys().next().cloned() else { return };
        let selected = match scene.selection {
            Selection::Customer(id) => from.get(id),
            _ => None,
        };
        let mean = || from.values().map(|spot| spot.on(axis)).sum::<f64>() / from.len() as f64;
        let value = selected.map_or_else(mean, |spot| spot.on(axis));
        let spots = from.iter().map(|(id, spot)| (id.clone(), spot.with(axis, value))).collect();
        self.gesture = Gesture::Moving(Moving { lead, grab: None, from, spots });
        self.drop_bubbles(now, plane, scene, wishes);
    }

    /// What was answered to the form becomes an edit, or nothing.
    pub(super) fn answer(&mut self, now: f64, scene: &Scene<'_>, wishes: &mut Wishes, confirmed: bool) {
        let Gesture::Asking(form) = std::mem::take(&mut self.gesture) else { return };
        let Some(chart) = &mut self.chart else { return };
        if confirmed {
            wishes.edit(form.edit(scene.today));
        } else {
            // Everything goes back, what needed no reason included.
            *chart = super::Chart::of(scene, &self.look, Some((chart, None)), now);
        }
    }

    /// The bubbles inside a line drawn round them are marked, and no others.
    pub(super) fn mark_inside(&mut self, lasso: &Lasso, plane: &Plane) {
        let Some(chart) = &self.chart else { return };
        let inside = chart.bubbles.iter().filter(|bubble| lasso.holds(plane.at(bubble.spot)));
        self.marked = inside.map(|bubble| bubble.id.clone()).collect::<BTreeSet<_>>();
    }
}

/// Whether a customer placed by hand in another class comes back to that of its scores.
fn leads_back(by_hand: &ClassOverride, dropped_in: CustomerClass, computed: Option<CustomerClass>) -> bool {
    by_hand.class != dropped_in && computed == Some(dropped_in)
}
