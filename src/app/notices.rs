//! What the program tells: for a few seconds over the window, and in a list that stays.

use std::{collections::VecDeque, time::Duration};

use egui::{Align2, Area, Frame, Id, Order, ScrollArea, accesskit::Live, vec2};
use jiff::civil::Time;

use crate::{
    analysis::Audience,
    text::{Lang, app as words},
    ui::Tokens,
};

/// How many are kept.
const MAX: usize = 200;
/// How many are shown over the window at once.
const MAX_TOASTS: usize = 3;

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something was done.
    Done,
    /// Something waits to be done, and whose it is: not for the room.
    Reminder,
    /// Something could not be done.
    Trouble,
}

impl Weight {
    /// Whether this audience may read it, now or later in the list.
    fn is_for(self, audience: Audience) -> bool {
        self != Self::Reminder || audience == Audience::Trainer
    }

    /// How long it is shown over the window, in seconds: long enough to read it.
    const fn seconds(self) -> f64 {
        match self {
            Self::Done => 5.0,
            Self::Reminder | Self::Trouble => 15.0,
        }
    }
}

/// Something the program told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What.
    pub text: String,
    /// How grave.
    pub weight: Weight,
    /// At what time of the day.
    pub at: Time,
}

/// A notice over the window.
#[derive(Clone, Debug)]
struct Toast {
    notice: Notice,
    number: u64,
    /// When it goes, by the window's clock; set when it is first drawn.
    until: Option<f64>,
}

/// Everything told since the start.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    all: VecDeque<Notice>,
    toasts: VecDeque<Toast>,
    told: u64,
}

impl Notices {
    /// Tells something.
    pub fn tell(&mut self, weight: Weight, text: String) {
        let at = jiff::Zoned::now().time().round(jiff::Unit::Second).unwrap_or_default();
        let notice = Notice { text, weight, at };
        self.all.push_front(notice.clone());
        self.all.truncate(MAX);
        self.told += 1;
        self.toasts.push_back(Toast { notice, number: self.told, until: None });
        if self.toasts.len() > MAX_TOASTS {
            self.toasts.pop_front();
        }
    }

    /// Draws what was told lately. Asks for one more frame when the next one goes, and for none when there is none.
    pub fn show_toasts(&mut self, ctx: &egui::Context, lang: Lang, tokens: &Tokens) {
        if self.toasts.is_empty() {
            return;
        }
        let now = ctx.input(|input| input.time);
        self.toasts.retain(|toast| toast.until.is_none_or(|until| now < until));
        let mut dismissed = None;
        Area::new(Id::unique("toasts"))
            .order(Order::Tooltip)
            .anchor(Align2::RIGHT_BOTTOM, vec2(-tokens.group, -tokens.group))
            .show(ctx, |ui| {
                for toast in self.toasts.iter_mut().filter(|toast| toast.notice.weight.is_for(tokens.audience)) {
                    toast.until.get_or_insert(now + toast.notice.weight.seconds());
                    let hue = hue(tokens, toast.notice.weight);
                    let frame =
                        Frame::popup(ui.style()).fill(hue.wash).stroke(egui::Stroke::new(tokens.line, hue.mark));
                    let number = toast.number;
                    frame.show(ui, |ui| {
                        ui.set_width(tokens.prose_width * 0.6);
                        ui.push_id(number, |ui| {
                            let label = ui.label(tokens.body(toast.notice.text.as_str()));
                            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
                            if ui.small_button(words::DISMISS.of(lang)).clicked() {
                                dismissed = Some(number);
                            }
                        });
                    });
                }
            });
        self.toasts.retain(|toast| Some(toast.number) != dismissed);
        let next = self.toasts.iter().filter_map(|toast| toast.until).fold(f64::INFINITY, f64::min);
        if next.is_finite() {
            ctx.request_repaint_after(Duration::from_secs_f64((next - now).max(0.0)));
        }
    }

    /// Draws the list that stays.
    pub fn show_list(&self, ui: &mut egui::Ui, lang: Lang, tokens: &Tokens) {
        if self.all.is_empty() {
            ui.label(tokens.small(words::NO_NOTICES.of(lang)));
        }
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for notice in self.all.iter().filter(|notice| notice.weight.is_for(tokens.audience)) {
                ui.label(tokens.small(notice.at.strftime("%H:%M").to_string()));
                ui.label(tokens.body(notice.text.as_str()).color(match notice.weight {
                    Weight::Done => tokens.ink,
                    Weight::Reminder => tokens.amber.ink,
                    Weight::Trouble => tokens.red.ink,
                }));
                ui.add_space(tokens.inset);
            }
        });
    }
}

const fn hue(tokens: &Tokens, weight: Weight) -> crate::ui::Hue {
    match weight {
        Weight::Done => tokens.accent,
        Weight::Reminder => tokens.amber,
        Weight::Trouble => tokens.red,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_stays_and_is_capped_while_few_are_shown_at_once() {
        let mut notices = Notices::default();
        for n in 0..MAX + 5 {
            notices.tell(Weight::Done, n.to_string());
        }
        assert_eq!(notices.all.len(), MAX);
        assert_eq!(notices.all.front().map(|n| n.text.as_str()), Some("204"));
        assert_eq!(notices.toasts.len(), MAX_TOASTS);
    }
}
