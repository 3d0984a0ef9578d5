//! The row of tools: which account, its light, finding people, the view, the key, the side sheet.

use egui::{Align, ComboBox, Key, Layout, Popup, PopupCloseBehavior, Rect, Sense, TextEdit, Ui, Vec2};

use super::{
    PowerMap, Spotlight, Subject,
    card::Brush,
    chart::{Density, sign_size},
    field_width, levels_of, lines,
    map::tool,
};
use crate::{
    analysis::{
        Audience,
        layout::{self, Orientation},
        power::Light,
    },
    model::{Certainty, ContactId, Coverage, Customer, DecisionRole, LineKind, Support},
    panels::{Scene, Wish, Wishes},
    text::{Word, app as app_words, power_map as words, terms, verdict},
    ui::{Hue, Sign, Tokens, explain, signs, widgets},
};

impl PowerMap {
    /// Shows the row.
    pub(super) fn tools(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        customer: &Customer,
        subject: Option<Subject<'_>>,
        wishes: &mut Wishes,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        // From the right, so that what is left of the row goes to the names.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_max_height(tokens.target);
            if let Some(subject) = subject {
                if widgets::tool_toggle(ui, tokens, words::SIDE.of(lang), self.sheet.open).clicked() {
                    self.sheet.open = !self.sheet.open;
                }
                self.kept_button(ui, scene, subject, wishes);
                self.key(ui, scene);
                self.view(ui, scene, subject, wishes);
                self.filtering.button(ui, scene, subject);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                accounts(ui, scene, customer, wishes);
                let Some(subject) = subject else { return };
                if scene.audience == Audience::Trainer {
                    light(ui, scene, subject);
                }
                self.search(ui, scene, subject, wishes);
            });
        });
    }

    /// Finds people: the others are dimmed, Enter flies to the next.
    fn search(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let lang = scene.lang;
        let edit = TextEdit::singleline(&mut self.find)
            .id(ui.scope_id().with("find"))
            .hint_text(words::FIND_HINT.of(lang))
            .desired_width(field_width(scene.tokens).min(ui.available_width()));
        let field = ui.add(edit).accessible_name(words::FIND.of(lang));
        if field.changed() {
            self.spotlight = (!self.find.trim().is_empty()).then(|| Spotlight::new(found(subject, &self.find)));
        }
        // Both keys take the keyboard from the field.
        let left_by = |key| field.lost_focus() && ui.input(|input| input.key_pressed(key));
        let (enter, escape) = (left_by(Key::Enter), left_by(Key::Escape));
        if escape {
            self.find.clear();
            self.spotlight = None;
        }
        if enter {
            field.request_focus();
            let next = self.spotlight.as_mut().and_then(Spotlight::next);
            if let Some(next) = next {
                self.fly_to(ui, scene, subject, &next, wishes);
            }
        }
        if let Some(spotlight) = self.spotlight.as_ref().filter(|_| !self.find.is_empty()) {
            let at = spotlight.at.map_or(0, |at| at + 1);
            ui.label(scene.tokens.small(words::hits(lang, at, spotlight.contacts.len())));
        }
    }

    /// How one looks at the map.
    fn view(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let button = widgets::tool_toggle(ui, tokens, words::VIEW.of(lang), !self.folded.is_empty() || self.veiled);
        Popup::menu(&button).show(|ui| {
            ui.set_width(16.0 * tokens.type_size.body);
            if ui.add(tool(scene, words::FIT, "Shift+1")).clicked()
                && let Some(chart) = &self.chart
            {
                self.canvas.fit(ui, tokens, chart.bounds);
            }
            let chosen = self.part_of(&self.together(scene, subject));
            let fits = ui.add_enabled(chosen.is_some(), tool(scene, words::FIT_CHOSEN, "Shift+2"));
            if let Some(part) = chosen.filter(|_| fits.clicked()) {
                self.canvas.fit_part(ui, tokens, part);
            }
            ui.menu_button(words::LEVELS.of(lang), |ui| self.levels(ui, scene, subject));
            self.style_choices(ui, scene);
            ui.separator();
            let veil = ui.add(tool(scene, words::VEIL, "N").selected(self.veiled));
            if veil.on_hover_text(words::VEIL_HINT.of(lang)).clicked() {
                self.veiled = !self.veiled;
            }
            if ui.button(app_words::SAVE_WHOLE.of(lang)).clicked() {
                wishes.push(Wish::SaveWhole);
            }
            let mut minimap = !self.minimap.off;
            if ui.checkbox(&mut minimap, words::MINIMAP.of(lang)).clicked() {
                self.minimap.off = !minimap;
            }
        });
    }

    /// Around some of the cards on the map, if any.
    pub(super) fn part_of(&self, contacts: &[ContactId]) -> Option<Rect> {
        let chart = self.chart.as_ref()?;
        let rects = contacts.iter().filter_map(|id| chart.card(id)).map(|card| chart.rect(card));
        rects.reduce(Rect::union)
    }

    /// How many levels are unfolded.
    fn levels(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>) {
        let lang = scene.lang;
        let branches = layout::branches(subject.organisation, &std::collections::BTreeSet::new());
        let deepest = levels_of(&branches).into_iter().max().unwrap_or_default();
        let levels = (1..deepest).map(|level| (level, words::level(lang, level)));
        for (level, text) in levels.chain([(deepest, words::ALL_LEVELS.of(lang).to_owned())]) {
            if ui.button(text).clicked() {
                self.unfold_to(subject.organisation, level);
                self.refresh(ui, scene, subject);
                if let Some(chart) = &self.chart {
                    self.canvas.fit(ui, scene.tokens, chart.bounds);
                }
            }
        }
    }

    /// Which way the map grows, and how large its cards are.
    fn style_choices(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let mut style = self.style;
        let orientations = [(Orientation::TopDown, words::TOP_DOWN), (Orientation::LeftRight, words::LEFT_RIGHT)];
        let densities = [(Density::Roomy, words::ROOMY), (Density::Compact, words::COMPACT)];
        widgets::segmented(
            ui,
            tokens,
            &mut style.orientation,
            &orientations.map(|(choice, word)| (choice, word.of(lang))),
        );
        widgets::segmented(ui, tokens, &mut style.density, &densities.map(|(choice, word)| (choice, word.of(lang))));
        self.set_style(style);
    }

    /// What the signs and lines mean; lines of a kind can be switched off here.
    fn key(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let button = widgets::tool_toggle(ui, tokens, words::KEY.of(lang), !self.hidden.is_empty());
        let popup = Popup::from_toggle_button_response(&button);
        popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(30.0 * tokens.type_size.body);
            ui.spacing_mut().item_spacing.y = tokens.unit;
            ui.columns_const(|[left, right]| {
                self.key_lines(left, scene);
                left.add_space(tokens.inset);
                left.label(tokens.strong(words::KEY_CARDS.of(lang)));
                key_roles(left, scene);
                if scene.audience == Audience::Trainer {
                    key_judgements(right, scene);
                    right.add_space(tokens.inset);
                }
                key_keyboard(right, scene);
            });
        });
    }

    /// The kinds of lines, each to be switched off and on.
    fn key_lines(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.label(tokens.strong(words::KEY_LINES.of(lang)));
        for kind in LineKind::ALL.into_iter().filter(|kind| lines::shown_to(*kind, scene.audience)) {
            ui.horizontal(|ui| {
                let mut shown = !self.hidden.contains(&kind);
                if ui.checkbox(&mut shown, terms::line(kind).of(lang)).changed() {
                    if shown {
                        self.hidden.remove(&kind)
                    } else {
                        self.hidden.insert(kind)
                    };
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let size = Vec2::new(5.0 * tokens.group, tokens.type_size.body);
                    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                    let path: Vec<_> = (0..=8_u8).map(|n| rect.lerp_inside([f32::from(n) / 8.0, 0.5])).collect();
                    lines::paint_path(ui.painter(), (kind, 1), &path, (false, tokens.unit), tokens);
                });
            });
        }
    }
}

/// The contacts whose name, post, department or id holds the text.
fn found(subject: Subject<'_>, text: &str) -> Vec<ContactId> {
    let text = text.trim().to_lowercase();
    let holds = |field: &str| field.to_lowercase().contains(&text);
    let contacts = subject.organisation.contacts.iter();
    let hit =
        contacts.filter(|c| [&c.name, &c.title, &c.department].into_iter().any(|f| holds(f)) || holds(c.id.as_str()));
    hit.map(|contact| contact.id.clone()).collect()
}

fn accounts(ui: &mut Ui, scene: &Scene<'_>, customer: &Customer, wishes: &mut Wishes) {
    let width = field_width(scene.tokens).min(ui.available_width() * 0.4);
    // A chooser is as wide as its text unless its room is limited.
    let name = ui.scope(|ui| {
        ui.set_max_width(width);
        let chooser = ComboBox::from_id_salt("account").width(width).truncate();
        let chooser = chooser.selected_text(scene.tokens.strong(customer.label()));
        chooser.show_ui(ui, |ui| {
            ui.set_min_width(field_width(scene.tokens));
            for other in scene.workbook.customers.iter() {
                let people = scene.workbook.organisations.get(&other.id).map_or(0, |o| o.contacts.len());
                let text = format!("{}  {}", other.label(), words::people(scene.lang, people));
                let chosen = ui.push_id(other.id.as_str(), |ui| ui.selectable_label(other.id == customer.id, text));
                if chosen.inner.clicked() {
                    wishes.push(Wish::Subject(other.id.to_string()));
                }
            }
        })
    });
    name.inner.response.accessible_name(words::ACCOUNT.of(scene.lang));
}

/// The map's light, with its reason.
fn light(ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>) {
    let Some(map) = scene.derived.power_maps.get(&subject.customer.id) else { return };
    let verdict = map.verdict(subject.opportunity.map(|opportunity| &opportunity.id));
    let text = terms::light(verdict.light).of(scene.lang);
    let chip = widgets::chip(ui, scene.tokens, Some(Sign::Disc), text, light_hue(verdict.light, scene.tokens));
    widgets::name(&chip, egui::Role::Button, text);
    explain(&chip, scene.tokens, scene.lang, || {
        verdict::light_explanation(scene.lang, scene.workbook, &subject.customer.id, verdict)
    });
}

/// The colours of a light.
pub(super) const fn light_hue(light: Light, tokens: &Tokens) -> Hue {
    match light {
        Light::Red => tokens.red,
        Light::Amber => tokens.amber,
        Light::Green => tokens.green,
    }
}

/// A sign of a card beside its words.
fn key_row(ui: &mut Ui, scene: &Scene<'_>, text: &str, paint: impl FnOnce(&Brush<'_>, Rect)) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(sign_size(tokens)), Sense::hover());
        let density = Density::Roomy;
        let brush =
            Brush { painter: ui.painter(), tokens, lang, audience: scene.audience, scale: 1.0, name_rows: 1, density };
        paint(&brush, rect);
        ui.label(tokens.body(text));
    });
}

/// What the keyboard does on the map.
fn key_keyboard(ui: &mut Ui, scene: &Scene<'_>) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.label(tokens.strong(words::KEY_KEYBOARD.of(lang)));
    for (keys, does) in words::KEYS {
        widgets::key_value(ui, tokens, does.of(lang), keys);
    }
}

/// The signs of decision roles, and how what is assumed is told from what is confirmed.
fn key_roles(ui: &mut Ui, scene: &Scene<'_>) {
    let (hue, lang) = (scene.tokens.neutral, scene.lang);
    for role in DecisionRole::ALL {
        key_row(ui, scene, terms::decision_role(role).of(lang), |brush, rect| {
            brush.sign(rect, words::role_sign(role).of(lang), Some(Certainty::Confirmed), hue, false);
        });
    }
    for (certainty, word) in [(Certainty::Assumed, words::KEY_ASSUMED), (Certainty::Confirmed, words::KEY_CONFIRMED)] {
        key_row(ui, scene, word.of(lang), |brush, rect| brush.sign(rect, "", Some(certainty), hue, false));
    }
}

/// The signs of what we judge.
fn key_judgements(ui: &mut Ui, scene: &Scene<'_>) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.label(tokens.strong(words::JUDGEMENTS.of(lang)));
    let mut sign = |word: Word, sign: Sign, ink| {
        key_row(ui, scene, word.of(lang), |brush, rect| {
            signs::paint(brush.painter, sign, rect.center(), tokens.sign, ink);
        });
    };
    for support in Support::ALL {
        sign(terms::support(support), Sign::Support(support), super::card::support_hue(support, tokens).ink);
    }
    for coverage in Coverage::ALL.into_iter().filter(|coverage| *coverage != Coverage::Unknown) {
        sign(terms::coverage(coverage), Sign::Coverage(coverage), tokens.ink);
    }
    sign(words::KEY_UNKNOWN, Sign::Unknown, tokens.neutral.ink);
    sign(words::KEY_VISIBLE, Sign::Key, tokens.accent.ink);
    key_row(ui, scene, words::KEY_HIDDEN.of(lang), |brush, rect| {
        signs::paint_hollow(brush.painter, Sign::Key, rect.center(), tokens.sign, tokens.accent.ink);
    });
    key_row(ui, scene, words::KEY_INFLUENCE.of(lang), |brush, rect| {
        brush.sign(rect, "8", Some(Certainty::Confirmed), tokens.neutral, false);
    });
}
