//! The menu bar: every command in its place, with its keys beside it, and at the right what wants attention.

use std::path::PathBuf;

use egui::{Button, MenuBar, RectAlign, ScrollArea, TextWrapMode, Tooltip, Ui};

use super::{
    command::{Command, Possible, RoundStep},
    settings::{Settings, ThemeChoice},
};
use crate::{
    exchange::Kind,
    model::{NamedLayout, PanelKind, Table},
    text::{Lang, Word, app as words, sealing},
    ui::Tokens,
};

/// What the menus show besides the commands.
pub struct Menus<'a> {
    /// Language, theme, recent files.
    pub settings: &'a Settings,
    /// What is possible now.
    pub possible: Possible,
    /// What undo would undo, in words.
    pub undo: Option<String>,
    /// What redo would do again, in words.
    pub redo: Option<String>,
    /// Layouts kept by name.
    pub layouts: &'a Table<NamedLayout>,
    /// How many findings there are.
    pub findings: usize,
    /// What the workbook is called, and whether it is unsaved or only for reading.
    pub status: String,
    /// Colours and sizes.
    pub tokens: &'a Tokens,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A command.
    Command(Command),
    /// A recent file.
    Recent(PathBuf),
    /// A layout kept by name.
    Layout(String),
    /// To delete one.
    DeleteLayout(String),
}

impl Menus<'_> {
    /// Draws the bar.
    pub fn show(&self, ui: &mut Ui) -> Option<Choice> {
        let mut chosen = None;
        MenuBar::new().ui(ui, |ui| {
            self.menu(ui, words::MENU_FILE, &mut chosen, |ui, chosen| {
                self.items(ui, chosen, &[Command::New, Command::Open]);
                self.recent(ui, chosen);
                self.items(ui, chosen, &[Command::Example]);
                ui.separator();
                self.items(ui, chosen, &[Command::Save, Command::SaveAs, Command::Reload]);
                ui.separator();
                let imports = [Kind::Customers, Kind::Contributions, Kind::Contacts, Kind::Goals].map(Command::Import);
                self.items(ui, chosen, &imports);
                self.items(ui, chosen, &[Command::Export, Command::SavePicture, Command::SaveWhole]);
                ui.separator();
                let sealed = self.possible.sealed;
                self.items(ui, chosen, if sealed { &[Command::Reseal, Command::Unseal] } else { &[Command::Seal] });
                self.items(ui, chosen, &[Command::OwnPart, Command::Erase]);
                ui.separator();
                self.items(ui, chosen, &[Command::Quit]);
            });
            self.menu(ui, words::MENU_EDIT, &mut chosen, |ui, chosen| {
                self.items(ui, chosen, &[Command::Undo, Command::Redo]);
                ui.separator();
                self.items(ui, chosen, &[Command::Find, Command::Commands]);
            });
            self.menu(ui, words::MENU_VIEW, &mut chosen, |ui, chosen| self.view(ui, chosen));
            self.menu(ui, words::MENU_PANELS, &mut chosen, |ui, chosen| self.panels(ui, chosen));
            self.menu(ui, words::MENU_ROUND, &mut chosen, |ui, chosen| {
                let steps = [
                    &[RoundStep::Forms][..],
                    &[RoundStep::Collect, RoundStep::Codes, RoundStep::Watch, RoundStep::Received],
                    &[RoundStep::Release, RoundStep::Report],
                ];
                for (place, group) in steps.into_iter().enumerate() {
                    if place > 0 {
                        ui.separator();
                    }
                    group.iter().for_each(|step| self.item(ui, chosen, Command::Round(*step), false));
                }
            });
            self.menu(ui, words::MENU_HELP, &mut chosen, |ui, chosen| {
                self.items(ui, chosen, &[Command::Keys, Command::About]);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.right(ui, &mut chosen));
        });
        chosen
    }

    fn lang(&self) -> Lang {
        self.settings.lang
    }

    fn menu(
        &self,
        ui: &mut Ui,
        title: Word,
        chosen: &mut Option<Choice>,
        contents: impl FnOnce(&mut Ui, &mut Option<Choice>),
    ) {
        ui.menu_button(title.of(self.lang()), |ui| {
            let height = ui.ctx().content_rect().height() - 2.0 * self.tokens.target;
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| contents(ui, chosen));
        });
    }

    fn items(&self, ui: &mut Ui, chosen: &mut Option<Choice>, commands: &[Command]) {
        for command in commands {
            self.item(ui, chosen, *command, false);
        }
    }

    fn item(&self, ui: &mut Ui, chosen: &mut Option<Choice>, command: Command, ticked: bool) {
        let label = match (command, &self.undo, &self.redo) {
            (Command::Undo, Some(step), _) | (Command::Redo, _, Some(step)) => step,
            _ => command.label().of(self.lang()),
        };
        let (button, keys) = (Button::selectable(ticked, label), command.shortcut_text(ui.ctx()));
        let button = if keys.is_empty() { button } else { button.shortcut_text(keys) };
        let response = ui.add_enabled(command.is_possible(self.possible), button);
        // Beside the menu: below, it would hide the next item.
        let mut tip = Tooltip::for_enabled(&response);
        tip.popup = tip.popup.align(RectAlign::RIGHT_START);
        tip.show(|ui| ui.label(command.tooltip().of(self.lang())));
        if response.clicked() {
            *chosen = Some(Choice::Command(command));
        }
    }

    fn recent(&self, ui: &mut Ui, chosen: &mut Option<Choice>) {
        self.menu(ui, words::MENU_RECENT, chosen, |ui, chosen| {
            if self.settings.recent.is_empty() {
                ui.label(self.tokens.small(words::NO_RECENT.of(self.lang())));
            }
            for path in &self.settings.recent {
                if ui.button(path.display().to_string()).clicked() {
                    *chosen = Some(Choice::Recent(path.clone()));
                }
            }
        });
    }

    fn view(&self, ui: &mut Ui, chosen: &mut Option<Choice>) {
        let settings = self.settings;
        self.menu(ui, words::MENU_LANGUAGE, chosen, |ui, chosen| {
            for lang in Lang::ALL {
                self.item(ui, chosen, Command::Lang(lang), lang == settings.lang);
            }
        });
        self.menu(ui, words::MENU_THEME, chosen, |ui, chosen| {
            for theme in ThemeChoice::ALL {
                self.item(ui, chosen, Command::Theme(theme), theme == settings.theme);
            }
        });
        self.menu(ui, words::MENU_SCALE, chosen, |ui, chosen| {
            self.items(ui, chosen, &[Command::Larger, Command::Smaller, Command::FullSize]);
            ui.label(self.tokens.small(words::scale(self.lang(), settings.scale.percent())));
        });
        self.item(ui, chosen, Command::Room, settings.audience == crate::analysis::Audience::Room);
        self.items(ui, chosen, &[Command::FullScreen]);
        ui.separator();
        self.items(ui, chosen, &[Command::Findings, Command::Notices]);
    }

    fn panels(&self, ui: &mut Ui, chosen: &mut Option<Choice>) {
        for kind in PanelKind::ALL {
            self.item(ui, chosen, Command::Panel(kind), false);
        }
        ui.separator();
        let another =
            [PanelKind::PowerMap, PanelKind::Feedback, PanelKind::Goals, PanelKind::Assessment].map(Command::Another);
        self.items(ui, chosen, &another);
        ui.separator();
        self.items(ui, chosen, &[Command::Maximise, Command::ClosePanel]);
        ui.separator();
        self.menu(ui, words::MENU_LAYOUTS, chosen, |ui, chosen| {
            if self.layouts.is_empty() {
                ui.label(self.tokens.small(words::NO_LAYOUTS.of(self.lang())));
            }
            for layout in self.layouts {
                ui.horizontal(|ui| {
                    if ui.button(layout.name.as_str()).clicked() {
                        *chosen = Some(Choice::Layout(layout.name.clone()));
                    }
                    let name = words::delete_layout(self.lang(), &layout.name);
                    if ui.small_button("×").accessible_name(name.as_str()).on_hover_text(name).clicked() {
                        *chosen = Some(Choice::DeleteLayout(layout.name.clone()));
                    }
                });
            }
        });
        self.items(ui, chosen, &[Command::KeepLayout, Command::ResetLayout]);
    }

    fn bar_button(&self, ui: &mut Ui, chosen: &mut Option<Choice>, command: Command, label: &str) {
        if ui.button(label).on_hover_text(command.tooltip().of(self.lang())).clicked() {
            *chosen = Some(Choice::Command(command));
        }
    }

    /// From right to left: the other language, what wants attention, what the workbook is.
    fn right(&self, ui: &mut Ui, chosen: &mut Option<Choice>) {
        let other = if self.lang() == Lang::Zh { Command::Lang(Lang::En) } else { Command::Lang(Lang::Zh) };
        self.bar_button(ui, chosen, other, other.label().of(self.lang()));
        if Command::Findings.is_possible(self.possible) {
            self.bar_button(ui, chosen, Command::Findings, &words::findings(self.lang(), self.findings));
        }
        ui.add(egui::Label::new(self.tokens.small(self.status.as_str())).truncate());
    }
}

/// What a workbook is called beside the menus: its file, and how that stands.
pub fn status(lang: Lang, name: &str, changed: bool, read_only: bool, sealed: bool) -> String {
    let mark = if read_only {
        Some(words::READ_ONLY)
    } else if changed {
        Some(words::CHANGED)
    } else {
        None
    };
    let marks = sealed.then_some(sealing::STATUS).into_iter().chain(mark);
    marks.fold(name.to_owned(), |status, mark| format!("{status} · {}", mark.of(lang)))
}
