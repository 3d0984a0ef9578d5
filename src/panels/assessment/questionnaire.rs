//! Writing a questionnaire: its roles and items, activities and open questions, in both languages.
//!
//! A version that a round uses can only be read: answers are kept by place, and what was asked must stay what was
//! asked. A copy of it is the next version, or somebody's own questionnaire.

use egui::{Align, Button, ComboBox, Frame, Label, Layout, Margin, Panel, Role as Kind, ScrollArea, Ui, vec2};

use crate::{
    edit::{AssessmentEdit, Edit},
    model::{Bilingual, Instrument, InstrumentId, Item, ItemId, Points, Record, Role, RoleId, Round, Table, Workbook},
    panels::{Scene, Wish, Wishes},
    text::{Word, rounds as words, xlsform},
    ui::{Change, TextField, Typed, widgets},
};

/// The scales offered, in points.
const SCALES: std::ops::RangeInclusive<u8> = 4..=7;

/// The page's view state.
#[derive(Default)]
pub struct Questionnaire {
    /// The version chosen here; without one, that of the round.
    chosen: Option<(InstrumentId, u32)>,
    /// The versions there were when a file was asked for: the one that comes in is shown.
    before_import: Option<Vec<(InstrumentId, u32)>>,
    part: Part,
}

/// A part of a questionnaire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Name and scale.
    #[default]
    Basics,
    /// One role.
    Role(RoleId),
    /// The activities.
    Activities,
    /// The open questions.
    Questions,
}

impl Questionnaire {
    /// Shows the questionnaire of a round, or the one chosen.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, round: Option<&Round>, wishes: &mut Wishes) {
        let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
        self.show_imported(workbook);
        let of_round = round.map(|round| (round.instrument.clone(), round.version));
        let chosen = self.chosen.as_ref().and_then(|key| workbook.instruments.get(key));
        let shown = chosen.or_else(|| workbook.instruments.get(&of_round?)).or(workbook.instruments.first());
        let Some(instrument) = shown else {
            let import = (!scene.read_only).then(|| xlsform::IMPORT.of(lang));
            if widgets::empty_state(ui, tokens, words::NO_INSTRUMENTS.of(lang), import) {
                self.import(workbook, wishes);
            }
            return;
        };
        let used_by = workbook
            .rounds
            .iter()
            .find(|round| (&round.instrument, round.version) == (&instrument.id, instrument.version));
        ui.horizontal_wrapped(|ui| {
            if let Some(key) = choose(ui, scene, instrument) {
                self.chosen = Some(key);
            }
            if !scene.read_only {
                self.copies(ui, scene, instrument, used_by.is_some(), wishes);
            }
        });
        if let Some(round) = used_by {
            ui.add(Label::new(tokens.body(words::locked(lang, round.label())).color(tokens.amber.ink)).wrap());
        }
        ui.add_space(tokens.inset);

        let locked = scene.read_only || used_by.is_some();
        let mut paper = Paper { scene, instrument, locked, wishes };
        if matches!(&self.part, Part::Role(role) if !instrument.roles.contains(role)) {
            self.part = Part::Basics;
        }
        let rail = Panel::left("parts").resizable(false).show_separator_line(false);
        #[expect(clippy::cast_possible_truncation, reason = "a few points")]
        let gap = Margin { right: tokens.group as i8, ..Margin::ZERO };
        let rail = rail.exact_size(tokens.prose_width / 3.0).frame(Frame::new().inner_margin(gap));
        rail.show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.rail(ui, &mut paper));
        });
        let id = (instrument.id.as_str(), instrument.version);
        ScrollArea::vertical().id_salt(("part", id, format!("{:?}", self.part))).auto_shrink(false).show(ui, |ui| {
            ui.push_id(id, |ui| match &self.part {
                Part::Basics => paper.basics(ui),
                Part::Role(role) => paper.role(ui, role),
                Part::Activities => paper.items(ui, &List::Activities),
                Part::Questions => paper.items(ui, &List::Questions),
            });
        });
    }

    /// Asks for a file with a questionnaire.
    fn import(&mut self, workbook: &Workbook, wishes: &mut Wishes) {
        self.before_import = Some(workbook.instruments.keys().cloned().collect());
        wishes.push(Wish::ImportQuestionnaire);
    }

    /// Goes to the questionnaire that was asked for, once it is there.
    fn show_imported(&mut self, workbook: &Workbook) {
        let Some(before) = &self.before_import else { return };
        if let Some(imported) = workbook.instruments.keys().find(|key| !before.contains(key)) {
            (self.chosen, self.part) = (Some(imported.clone()), Part::Basics);
            self.before_import = None;
        }
    }

    /// The buttons that copy a version, take one in, or take it away.
    fn copies(&mut self, ui: &mut Ui, scene: &Scene<'_>, instrument: &Instrument, used: bool, wishes: &mut Wishes) {
        let (lang, all) = (scene.lang, &scene.workbook.instruments);
        let mut copy = None;
        if ui.button(words::NEW_VERSION.of(lang)).clicked() {
            let versions = all.iter().filter(|other| other.id == instrument.id).map(|other| other.version);
            let version = versions.max().unwrap_or_default().saturating_add(1);
            copy = Some(Instrument { version, ..instrument.clone() });
        }
        if ui.button(words::OWN_COPY.of(lang)).clicked() {
            let mut own = instrument.clone();
            for (name, mark) in [(&mut own.name.zh, words::COPY_MARK.zh), (&mut own.name.en, words::COPY_MARK.en)] {
                if !name.is_empty() {
                    name.push_str(mark);
                }
            }
            let taken = |id: &InstrumentId| all.iter().any(|other| other.id == *id);
            (own.id, own.version) = (InstrumentId::fresh(instrument.id.as_str(), taken), 1);
            copy = Some(own);
        }
        if let Some(copy) = copy {
            self.chosen = Some(copy.key());
            wishes.edit(Edit::Assessment(AssessmentEdit::PutInstrument(Box::new(copy))));
        }
        if ui.button(xlsform::IMPORT.of(lang)).on_hover_text(xlsform::IMPORT_TIP.of(lang)).clicked() {
            self.import(scene.workbook, wishes);
        }
        if !used && all.len() > 1 && ui.button(words::REMOVE_INSTRUMENT.of(lang)).clicked() {
            self.chosen = None;
            let (id, version) = instrument.key();
            wishes.edit(Edit::Assessment(AssessmentEdit::RemoveInstrument(id, version)));
        }
    }

    /// The list of parts.
    fn rail(&mut self, ui: &mut Ui, paper: &mut Paper<'_, '_>) {
        let (tokens, lang, instrument) = (paper.scene.tokens, paper.scene.lang, paper.instrument);
        ui.spacing_mut().item_spacing.y = tokens.unit / 2.0;
        let mut entry = |ui: &mut Ui, part: Part, text: &str| {
            let selected = self.part == part;
            let layout = Layout::top_down_justified(Align::LEFT);
            let size = vec2(ui.available_width() - tokens.inset, tokens.target);
            let button = Button::selectable(selected, text).truncate();
            let response = ui.allocate_ui_with_layout(size, layout, |ui| ui.add(button)).inner;
            if response.on_hover_text(text).clicked() {
                self.part = part;
            }
        };
        entry(ui, Part::Basics, words::BASICS.of(lang));
        ui.add_space(tokens.inset);
        ui.label(tokens.small(words::ROLES.of(lang)));
        for role in instrument.roles.iter() {
            let text = words::with_count(lang.name(&role.name, role.id.as_str()), role.items.len());
            ui.push_id(role.id.as_str(), |ui| entry(ui, Part::Role(role.id.clone()), &text));
        }
        let activities = words::with_count(words::ACTIVITIES.of(lang), instrument.activities.len());
        let questions = words::with_count(words::QUESTIONS.of(lang), instrument.questions.len());
        let add = !paper.locked && widgets::tool_button(ui, tokens, words::ADD_ROLE.of(lang)).clicked();
        ui.add_space(tokens.inset);
        entry(ui, Part::Activities, &activities);
        entry(ui, Part::Questions, &questions);
        if add {
            let id = RoleId::fresh("role", |id| instrument.roles.contains(id));
            let name = Bilingual { zh: words::NEW_ROLE.zh.to_owned(), en: words::NEW_ROLE.en.to_owned() };
            let role = Role { id: id.clone(), name, items: Table::default(), note: String::new() };
            paper.change(|instrument| drop(instrument.roles.put(role)));
            self.part = Part::Role(id);
        }
    }
}

/// The version shown, and a choice of all others. The one asked for.
fn choose(ui: &mut Ui, scene: &Scene<'_>, shown: &Instrument) -> Option<(InstrumentId, u32)> {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let text = tokens.body(words::instrument(lang, shown));
    let list = ComboBox::from_id_salt("instrument").width(tokens.type_size.body * 18.0).selected_text(text).truncate();
    let list = list.show_ui(ui, |ui| {
        let clicked = |instrument: &&Instrument| {
            ui.selectable_label(instrument.key() == shown.key(), words::instrument(lang, instrument)).clicked()
        };
        scene.workbook.instruments.iter().filter(clicked).last().map(Record::key)
    });
    widgets::name(&list.response, Kind::ComboBox, words::INSTRUMENT.of(lang));
    list.inner.flatten()
}

/// A text in one language.
type Half = fn(&mut Bilingual) -> &mut String;

/// A list of items in a questionnaire.
enum List {
    /// A role's.
    Role(RoleId),
    /// The activities.
    Activities,
    /// The open questions.
    Questions,
}

impl List {
    fn of<'a>(&self, instrument: &'a Instrument) -> Option<&'a Table<Item>> {
        match self {
            Self::Role(role) => instrument.roles.get(role).map(|role| &role.items),
            Self::Activities => Some(&instrument.activities),
            Self::Questions => Some(&instrument.questions),
        }
    }

    fn of_mut<'a>(&self, instrument: &'a mut Instrument) -> Option<&'a mut Table<Item>> {
        match self {
            Self::Role(role) => instrument.roles.get_mut(role).map(|role| &mut role.items),
            Self::Activities => Some(&mut instrument.activities),
            Self::Questions => Some(&mut instrument.questions),
        }
    }

    /// What the ids of new items begin with.
    fn stem(&self) -> &str {
        match self {
            Self::Role(role) => role.as_str(),
            Self::Activities => "activity",
            Self::Questions => "question",
        }
    }
}

/// A questionnaire under the hands of whoever writes it.
struct Paper<'a, 'w> {
    scene: &'a Scene<'a>,
    instrument: &'a Instrument,
    locked: bool,
    wishes: &'w mut Wishes,
}

impl Paper<'_, '_> {
    fn changed(&self, change: impl FnOnce(&mut Instrument)) -> Edit {
        let mut changed = self.instrument.clone();
        change(&mut changed);
        Edit::Assessment(AssessmentEdit::PutInstrument(Box::new(changed)))
    }

    fn change(&mut self, change: impl FnOnce(&mut Instrument)) {
        let edit = self.changed(change);
        self.wishes.edit(edit);
    }

    fn type_in(&mut self, typed: Typed, change: impl FnOnce(&mut Instrument)) {
        let edit = self.changed(change);
        self.wishes.type_in(typed, edit);
    }

    /// A text in both languages, side by side; to read where the version is locked. What was typed, in which language.
    fn bilingual(
        &self,
        ui: &mut Ui,
        id: &str,
        what: &str,
        wording: &str,
        text: &Bilingual,
        rows: usize,
    ) -> Option<(Change, Half)> {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let mut changed = None;
        let halves: [(&str, Word, Half); 2] =
            [(&text.zh, words::CHINESE, |text| &mut text.zh), (&text.en, words::ENGLISH, |text| &mut text.en)];
        ui.columns_const(|columns: &mut [Ui; 2]| {
            for (ui, (value, language, half)) in columns.iter_mut().zip(halves) {
                let label = words::text_of(lang, what, wording, language.of(lang));
                if self.locked {
                    ui.add(Label::new(tokens.body(value)).wrap());
                } else {
                    let field = TextField::new((id, language.en), value, &label).hint(wording);
                    let field = if rows > 1 { field.multiline(rows) } else { field };
                    if let Some(change) = field.show(ui, tokens) {
                        changed = Some((change, half));
                    }
                }
            }
        });
        changed
    }

    /// Name, scale and what its points mean.
    fn basics(&mut self, ui: &mut Ui) {
        let (tokens, lang, instrument) = (self.scene.tokens, self.scene.lang, self.instrument);
        widgets::section(ui, tokens, words::NAME.of(lang));
        let name = words::NAME.of(lang);
        if let Some((change, half)) = self.bilingual(ui, "name", name, name, &instrument.name, 1) {
            self.type_in(change.typed, |instrument| *half(&mut instrument.name) = change.value);
        }
        widgets::section(ui, tokens, words::POINTS.of(lang));
        let mut points = instrument.points.get();
        if self.locked {
            ui.label(tokens.body(points.to_string()));
        } else {
            let scales: Vec<(u8, String)> = SCALES.map(|points| (points, points.to_string())).collect();
            let choices: Vec<(u8, &str)> = scales.iter().map(|(points, text)| (*points, text.as_str())).collect();
            if widgets::segmented(ui, tokens, &mut points, &choices) {
                self.change(|instrument| {
                    instrument.points = Points::clamped(points);
                    instrument.labels.truncate(points.into());
                });
            }
        }
        widgets::section(ui, tokens, words::LABELS.of(lang));
        for point in 0..usize::from(instrument.points.get()) {
            let empty = Bilingual::default();
            let label = instrument.labels.get(point).unwrap_or(&empty);
            let number = words::numbered(point + 1);
            ui.horizontal_top(|ui| {
                ui.label(tokens.strong(&number));
                ui.vertical(|ui| {
                    let id = format!("label {point}");
                    if let Some((change, half)) = self.bilingual(ui, &id, &number, words::LABELS.of(lang), label, 1) {
                        self.type_in(change.typed, |instrument| {
                            let points = usize::from(instrument.points.get());
                            instrument.labels.resize(points, Bilingual::default());
                            if let Some(label) = instrument.labels.get_mut(point) {
                                *half(label) = change.value;
                            }
                        });
                    }
                });
            });
        }
    }

    /// A role's name and items.
    fn role(&mut self, ui: &mut Ui, id: &RoleId) {
        let (tokens, lang, instrument) = (self.scene.tokens, self.scene.lang, self.instrument);
        let Some(role) = instrument.roles.get(id) else { return };
        widgets::section(ui, tokens, words::NAME.of(lang));
        let name = words::NAME.of(lang);
        if let Some((change, half)) = self.bilingual(ui, id.as_str(), name, name, &role.name, 1) {
            self.type_in(change.typed, |instrument| {
                if let Some(role) = instrument.roles.get_mut(id) {
                    *half(&mut role.name) = change.value;
                }
            });
        }
        self.items(ui, &List::Role(id.clone()));
        if !self.locked {
            ui.add_space(tokens.group);
            if widgets::tool_button(ui, tokens, words::REMOVE_ROLE.of(lang)).clicked() {
                self.change(|instrument| drop(instrument.roles.remove(id)));
            }
        }
    }

    /// The items of a list, each with both wordings in both languages.
    fn items(&mut self, ui: &mut Ui, list: &List) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let Some(items) = list.of(self.instrument) else { return };
        for (place, item) in items.iter().enumerate() {
            ui.add_space(tokens.inset);
            ui.push_id(item.id.as_str(), |ui| self.item(ui, list, place, item, items.len()));
        }
        if !self.locked {
            ui.add_space(tokens.inset);
            if ui.button(words::ADD_ITEM.of(lang)).clicked() {
                let id = ItemId::fresh(&format!("{}{}", list.stem(), items.len() + 1), |id| items.contains(id));
                let item =
                    Item { id, text: Bilingual::default(), self_text: Bilingual::default(), note: String::new() };
                self.change(|instrument| {
                    if let Some(items) = list.of_mut(instrument) {
                        items.put(item);
                    }
                });
            }
        }
    }

    fn item(&mut self, ui: &mut Ui, list: &List, place: usize, item: &Item, count: usize) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let number = words::numbered(place + 1);
        let mut moved = None;
        let mut removed = false;
        ui.horizontal(|ui| {
            ui.label(tokens.strong(&number));
            ui.label(tokens.small(words::ABOUT_OTHERS.of(lang)));
            if !self.locked {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let tool = |ui: &mut Ui, word: Word, enabled: bool| {
                        let button = ui.add_enabled_ui(enabled, |ui| widgets::tool_button(ui, tokens, word.of(lang)));
                        widgets::name(&button.inner, Kind::Button, &words::done_to(lang, word, place + 1));
                        button.inner.clicked()
                    };
                    removed = tool(ui, words::REMOVE, true);
                    if tool(ui, words::DOWN, place + 1 < count) {
                        moved = Some(place + 1);
                    }
                    if tool(ui, words::UP, place > 0) {
                        moved = place.checked_sub(1);
                    }
                });
            }
        });
        type Wording = fn(&mut Item) -> &mut Bilingual;
        let wordings: [(&Bilingual, Word, Wording); 2] = [
            (&item.text, words::ABOUT_OTHERS, |item| &mut item.text),
            (&item.self_text, words::ABOUT_ONESELF, |item| &mut item.self_text),
        ];
        for (text, word, wording) in wordings {
            // An activity or a question may be worded alike for both; then nothing is asked twice.
            if word == words::ABOUT_ONESELF {
                if self.locked && item.self_text == Bilingual::default() {
                    continue;
                }
                ui.label(tokens.small(word.of(lang)));
            }
            if let Some((change, half)) = self.bilingual(ui, word.en, &number, word.of(lang), text, 2) {
                self.type_in(change.typed, |instrument| {
                    let item = list.of_mut(instrument).and_then(|items| items.get_mut(&item.id));
                    if let Some(item) = item {
                        *half(wording(item)) = change.value;
                    }
                });
            }
        }
        if removed {
            self.change(|instrument| {
                if let Some(items) = list.of_mut(instrument) {
                    items.remove(&item.id);
                }
            });
        } else if let Some(to) = moved {
            self.change(|instrument| {
                if let Some(items) = list.of_mut(instrument) {
                    items.shift(place, to);
                }
            });
        }
    }
}
