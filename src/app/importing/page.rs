//! The dialog: what was recognised and which column is what at the left, the rows at the right, the decision below.

use egui::{Context, Frame, Id, Key, Label, Layout, Modal, Modifiers, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::{Account, Decision, Importing, KINDS, rows};
use crate::{
    exchange::{Field, Form, Kind, Report, RowFate},
    model::Workbook,
    text::{Lang, app as app_words, import, importing as words},
    ui::{Step, TextField, Tokens, widgets},
};

/// The fates that rows are listed by, in the order of the report.
const FATES: [RowFate; 5] =
    [RowFate::Added, RowFate::Changed, RowFate::Unchanged, RowFate::Duplicate, RowFate::Refused];

impl Importing {
    /// Draws it over everything else.
    pub(super) fn show(&mut self, ctx: &Context, lang: Lang, tokens: &Tokens, workbook: &Workbook) -> Option<Decision> {
        let frame = Frame::popup(&ctx.global_style()).inner_margin(tokens.margin);
        let modal = Modal::new(Id::unique("import")).backdrop_color(tokens.veil).frame(frame).show(ctx, |ui| {
            let room = ui.ctx().content_rect().size() - vec2(4.0, 4.0) * tokens.margin;
            ui.set_width(room.x.min(tokens.prose_width * 2.2));
            ui.set_height(room.y.min(tokens.prose_width * 1.6));
            self.head(ui, lang, tokens, workbook);
            ui.add_space(tokens.inset);
            let below = self.besides.take().unwrap_or_else(|| self.below(lang));
            let gap = ui.spacing().item_spacing.y;
            let line = ui.fonts_mut(|fonts| fonts.row_height(&tokens.font(Step::Small)));
            let footer = below.len() as f32 * (line + gap) + tokens.target + 2.0 * tokens.inset + 2.0 * gap;
            let mut body = ui.available_rect_before_wrap();
            body.max.y -= footer;
            ui.advance_cursor_after_rect(body);
            self.body(ui, lang, tokens, body);
            ui.add_space(tokens.inset);
            for line in &below {
                ui.add(Label::new(tokens.small(line.as_str())).truncate());
            }
            self.besides = Some(below);
            self.decision(ui, lang, tokens, workbook)
        });
        let escaped = || ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        match modal.inner {
            Some(decision) => Some(decision),
            // Esc closes an open list first; a click beside the dialog is no decision.
            None => (modal.is_top_modal && !modal.any_popup_open && escaped()).then_some(Decision::Cancel),
        }
    }

    /// The file, what it is about and what it was recognised as.
    fn head(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, workbook: &Workbook) {
        widgets::ellipsis_label(ui, tokens.title(words::title(lang, &self.file())));
        let form = self.preview().map(|preview| preview.form.clone());
        ui.horizontal(|ui| {
            if let Some(mut kind) = self.asked.kind {
                let choices = KINDS.map(|kind: Kind| (kind, words::kind(kind).of(lang)));
                if widgets::segmented(ui, tokens, &mut kind, &choices) {
                    self.ask_kind(kind);
                }
                if kind == Kind::Contacts {
                    self.account_chooser(ui, lang, tokens, workbook);
                }
            }
            match &form {
                Some(Form::Spreadsheet { sheets, read }) if sheets.len() > 1 => {
                    self.sheet_chooser(ui, lang, tokens, sheets, read);
                }
                Some(form) => drop(ui.label(tokens.small(words::form(lang, form)))),
                None => {}
            }
        });
    }

    /// Whose people they are: a customer of the workbook, or a new one with a name.
    fn account_chooser(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, workbook: &Workbook) {
        let shown = match &self.asked.account {
            None => words::NO_ACCOUNT.of(lang),
            Some(Account::Known(id)) => workbook.customer_label(id),
            Some(Account::New(_)) => words::NEW_ACCOUNT.of(lang),
        };
        let mut asked = None;
        let width = tokens.prose_width * 0.35;
        widgets::chooser(ui, "account", width, shown, words::ACCOUNT.of(lang), |ui| {
            let is_new = matches!(self.asked.account, Some(Account::New(_)));
            if ui.selectable_label(is_new, words::NEW_ACCOUNT.of(lang)).clicked() {
                asked = Some(Account::New(String::new()));
            }
            for customer in workbook.customers.iter() {
                let account = Account::Known(customer.id.clone());
                let is_it = self.asked.account.as_ref() == Some(&account);
                if ui.push_id(&customer.id, |ui| ui.selectable_label(is_it, customer.label())).inner.clicked() {
                    asked = Some(account);
                }
            }
        });
        if let Some(Account::New(name)) = &self.asked.account {
            let label = words::NEW_ACCOUNT_NAME.of(lang);
            let field = TextField::new("account name", name, label).hint(label).width(width);
            asked = asked.or(field.show(ui, tokens).map(|change| Account::New(change.value)));
        }
        if let Some(account) = asked {
            self.ask_account(account);
        }
    }

    fn sheet_chooser(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, sheets: &[String], read: &str) {
        ui.label(tokens.small(words::SHEET.of(lang)));
        let width = tokens.prose_width * 0.3;
        let shown = self.asked.sheet.as_deref().unwrap_or(read).to_owned();
        widgets::chooser(ui, "sheet", width, &shown, words::SHEET.of(lang), |ui| {
            for sheet in sheets {
                if ui.selectable_label(*sheet == shown, sheet.as_str()).clicked() {
                    self.ask_sheet(sheet.clone());
                }
            }
        });
    }

    fn body(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, body: Rect) {
        let Some(kind) = self.asked.kind.filter(|_| self.preview().is_some()) else {
            return within(ui, body, |ui| self.instead(ui, lang, tokens));
        };
        let mut columns = body;
        columns.set_width((body.width() * 0.34).min(tokens.prose_width * 0.62));
        within(ui, columns, |ui| self.columns(ui, lang, tokens, kind));
        let mut right = body;
        right.min.x = columns.max.x + tokens.group;
        within(ui, right, |ui| {
            if let Some(problem) = self.problem(lang) {
                ui.add(Label::new(tokens.error(problem)).wrap());
                ui.add_space(tokens.inset);
                ui.label(tokens.small(words::AS_IT_STANDS.of(lang)));
            } else {
                self.fates(ui, lang, tokens);
            }
            rows::show(self, ui, lang, tokens);
        });
    }

    /// What stands where there is nothing of the table to be seen.
    fn instead(&self, ui: &mut Ui, lang: Lang, tokens: &Tokens) {
        match self.problem(lang) {
            Some(problem) => drop(ui.add(Label::new(tokens.error(problem)).wrap())),
            None => drop(ui.label(tokens.prose(words::READING_FILE.of(lang)))),
        }
    }

    /// A chooser of a column for each field.
    fn columns(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, kind: Kind) {
        ui.label(tokens.section(words::COLUMNS.of(lang)));
        let required: Vec<Field> = kind.required().collect();
        let places = self.places();
        let Some(preview) = self.preview() else { return };
        let headers = &preview.headers;
        let mut asked = None;
        ui.spacing_mut().combo_height = tokens.target * 14.0;
        ScrollArea::vertical().id_salt("columns").auto_shrink(false).show(ui, |ui| {
            for field in kind.fields() {
                let place = places.iter().find(|(other, _)| *other == field).map(|(_, place)| *place);
                let is_required = required.contains(&field);
                let name =
                    if is_required { words::required(lang, field) } else { import::label(field).of(lang).into() };
                let name = if is_required && place.is_none() {
                    tokens.strong(name).color(tokens.red.ink)
                } else {
                    tokens.body(name)
                };
                ui.horizontal(|ui| {
                    let width = ui.available_width();
                    let (label, chooser) = (width * 0.46, width * 0.54 - tokens.group);
                    ui.allocate_ui_with_layout(
                        vec2(label, tokens.target),
                        Layout::left_to_right(egui::Align::Center),
                        |ui| {
                            ui.set_min_width(label);
                            widgets::ellipsis_label(ui, name);
                        },
                    );
                    let none = words::NOT_READ.of(lang);
                    let shown = place.map_or_else(|| none.to_owned(), |place| words::column(lang, headers, place));
                    widgets::chooser(ui, field, chooser, &shown, &words::column_for(lang, field), |ui| {
                        if ui.selectable_label(place.is_none(), none).clicked() {
                            asked = Some((field, None));
                        }
                        for other in 0..headers.len() {
                            let name = words::column(lang, headers, other);
                            if ui.selectable_label(place == Some(other), name).clicked() {
                                asked = Some((field, Some(other)));
                            }
                        }
                    });
                });
            }
        });
        if let Some((field, place)) = asked {
            self.ask_column(field, place);
        }
    }

    /// How many rows become what; each lists its rows.
    fn fates(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens) {
        let Some(report) = self.report() else { return };
        let Report { added, changed, unchanged, duplicates, refused, .. } = report;
        let counts = [added.len(), changed.len(), unchanged.len(), duplicates.len(), refused.len()];
        let all: usize = counts.iter().sum();
        let which = FATES.map(Some).into_iter().zip(counts).filter(|(_, count)| *count > 0);
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for (which, count) in std::iter::once((None, all)).chain(which) {
                let text = words::rows(lang, which, count);
                if widgets::tool_toggle(ui, tokens, &text, which == self.which).clicked() {
                    chosen = Some(which);
                }
            }
        });
        if let Some(which) = chosen {
            self.list(which);
        }
    }

    /// What else there is to know, a line each.
    fn below(&self, lang: Lang) -> Vec<String> {
        let Some(Ok(import)) = self.preview().map(|preview| &preview.outcome) else { return Vec::new() };
        let mut lines = words::besides(lang, &import.report);
        if import.edit.is_none() {
            lines.insert(0, words::NOTHING_NEW.of(lang).to_owned());
        }
        lines
    }

    fn decision(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, workbook: &Workbook) -> Option<Decision> {
        let is_current = self.reading.is_none() && self.is_current(workbook);
        let outcome = self.preview().and_then(|preview| preview.outcome.as_ref().ok());
        let is_possible = is_current && outcome.is_some_and(|import| import.edit.is_some());
        let mut decision = None;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(is_possible, |ui| {
                if widgets::primary_button(ui, tokens, words::ACT.of(lang)).clicked() {
                    decision = Some(Decision::Import);
                }
            });
            let cancel = ui.button(app_words::CANCEL.of(lang));
            if cancel.clicked() {
                decision = Some(Decision::Cancel);
            }
            if std::mem::take(&mut self.fresh) {
                cancel.request_focus();
            }
            if !is_current {
                ui.spinner();
                ui.label(tokens.small(words::READING_FILE.of(lang)));
            }
        });
        decision
    }
}

/// Draws into a part of the dialog.
fn within(ui: &mut Ui, room: Rect, show: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(room), show);
}
