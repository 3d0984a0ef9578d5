//! Everything a person can tell the program to do: one list, from which the menus, the shortcuts, the command list and
//! the page of keys are made.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::settings::ThemeChoice;
use crate::{
    exchange::Kind,
    model::PanelKind,
    text::{Lang, Word, app as words, erasing, forms as form_words, importing, rounds, sealing},
};

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Start an empty workbook.
    New,
    /// Open the built-in example.
    Example,
    /// Choose a file and open it.
    Open,
    /// Write the workbook to its file.
    Save,
    /// Write it to another file.
    SaveAs,
    /// Write customers and contributions for other programs.
    Export,
    /// Save what the panel used last shows.
    SavePicture,
    /// Save all of the map that it shows.
    SaveWhole,
    /// Read the file again.
    Reload,
    /// Seal the workbook with a passphrase.
    Seal,
    /// Seal it with another one.
    Reseal,
    /// Take the seal off.
    Unseal,
    /// Write one person's own part.
    OwnPart,
    /// Erase a person or a conversation.
    Erase,
    /// End the program.
    Quit,
    /// Take the last step back.
    Undo,
    /// Do again what was undone.
    Redo,
    /// Look for a name.
    Find,
    /// The list of commands.
    Commands,
    /// Open a kind of panel, or bring it to the front.
    Panel(PanelKind),
    /// Open one more of a kind, on a subject to choose.
    Another(PanelKind),
    /// One panel alone, and back.
    Maximise,
    /// Close the panel that was used last.
    ClosePanel,
    /// The arrangement the program starts with.
    ResetLayout,
    /// Keep the arrangement under a name.
    KeepLayout,
    /// The list of findings.
    Findings,
    /// The list of notices.
    Notices,
    /// Choose a table of this kind and import it.
    Import(Kind),
    /// A step of a 360° round.
    Round(RoundStep),
    /// Show for the room, and back.
    Room,
    /// Speak a language.
    Lang(Lang),
    /// Light or dark.
    Theme(ThemeChoice),
    /// Larger.
    Larger,
    /// Smaller.
    Smaller,
    /// At 100 %.
    FullSize,
    /// The whole screen, and back.
    FullScreen,
    /// The page of keys.
    Keys,
    /// What this program is.
    About,
}

/// A step of a 360° round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoundStep {
    /// Make its forms.
    Forms,
    /// Choose files with answers and take them in.
    Collect,
    /// Take in a message with codes.
    Codes,
    /// Watch a folder for answers.
    Watch,
    /// The list of what was sent back.
    Received,
    /// Release its results.
    Release,
    /// Save somebody's own report.
    Report,
}

/// What is possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Possible {
    /// There is a step to undo.
    pub undo: bool,
    /// There is a step to do again.
    pub redo: bool,
    /// The workbook has a file.
    pub file: bool,
    /// The workbook may be written to its file.
    pub save: bool,
    /// A panel is open.
    pub panel: bool,
    /// The panel used last shows a map of which not all need be in sight.
    pub map: bool,
    /// There is a round that may be changed, and the trainer looks.
    pub round: bool,
    /// The trainer looks, and the workbook may be changed.
    pub import: bool,
    /// The trainer looks: findings and conversations are not for the room.
    pub trainer: bool,
    /// The workbook is sealed.
    pub sealed: bool,
}

impl Command {
    /// All, in the order of the menus.
    pub const ALL: [Self; 62] = [
        Self::New,
        Self::Example,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::SavePicture,
        Self::SaveWhole,
        Self::Reload,
        Self::Seal,
        Self::Reseal,
        Self::Unseal,
        Self::OwnPart,
        Self::Erase,
        Self::Import(Kind::Customers),
        Self::Import(Kind::Contributions),
        Self::Import(Kind::Contacts),
        Self::Import(Kind::Goals),
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::Commands,
        Self::Panel(PanelKind::ValueMap),
        Self::Panel(PanelKind::PowerMap),
        Self::Panel(PanelKind::Feedback),
        Self::Panel(PanelKind::Goals),
        Self::Panel(PanelKind::Assessment),
        Self::Panel(PanelKind::Contributions),
        Self::Panel(PanelKind::Moves),
        Self::Panel(PanelKind::Classes),
        Self::Panel(PanelKind::Scores),
        Self::Panel(PanelKind::Relations),
        Self::Another(PanelKind::PowerMap),
        Self::Another(PanelKind::Feedback),
        Self::Another(PanelKind::Goals),
        Self::Another(PanelKind::Assessment),
        Self::Round(RoundStep::Forms),
        Self::Round(RoundStep::Collect),
        Self::Round(RoundStep::Codes),
        Self::Round(RoundStep::Watch),
        Self::Round(RoundStep::Received),
        Self::Round(RoundStep::Release),
        Self::Round(RoundStep::Report),
        Self::Maximise,
        Self::ClosePanel,
        Self::ResetLayout,
        Self::KeepLayout,
        Self::Findings,
        Self::Notices,
        Self::Room,
        Self::Lang(Lang::Zh),
        Self::Lang(Lang::En),
        Self::Theme(ThemeChoice::System),
        Self::Theme(ThemeChoice::Light),
        Self::Theme(ThemeChoice::Dark),
        Self::Larger,
        Self::Smaller,
        Self::FullSize,
        Self::FullScreen,
        Self::Keys,
        Self::About,
    ];

    /// Its name, what it does in a sentence, and its shortcuts, the one to show first.
    const fn parts(self) -> (Word, Word, &'static [KeyboardShortcut]) {
        const CTRL: Modifiers = Modifiers::COMMAND;
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        macro_rules! keys {
            ($($modifiers:expr, $key:ident);*) => {
                const { &[$(KeyboardShortcut::new($modifiers, Key::$key)),*] }
            };
        }
        match self {
            Self::New => (words::NEW, words::NEW_TIP, keys!(CTRL, N)),
            Self::Example => (words::EXAMPLE, words::EXAMPLE_TIP, &[]),
            Self::Open => (words::OPEN, words::OPEN_TIP, keys!(CTRL, O)),
            Self::Save => (words::SAVE, words::SAVE_TIP, keys!(CTRL, S)),
            Self::SaveAs => (words::SAVE_AS, words::SAVE_AS_TIP, keys!(CTRL_SHIFT, S)),
            Self::Export => (words::EXPORT, words::EXPORT_TIP, &[]),
            Self::SavePicture => (words::SAVE_PICTURE, words::SAVE_PICTURE_TIP, &[]),
            Self::SaveWhole => (words::SAVE_WHOLE, words::SAVE_WHOLE_TIP, &[]),
            Self::Reload => (words::RELOAD, words::RELOAD_TIP, &[]),
            Self::Seal => (sealing::SEAL, sealing::SEAL_TIP, &[]),
            Self::Reseal => (sealing::RESEAL, sealing::RESEAL_TIP, &[]),
            Self::Unseal => (sealing::UNSEAL, sealing::UNSEAL_TIP, &[]),
            Self::OwnPart => (erasing::OWN_PART, erasing::OWN_PART_TIP, &[]),
            Self::Erase => (erasing::ERASE, erasing::ERASE_TIP, &[]),
            Self::Import(Kind::Contributions) => (importing::CONTRIBUTIONS_COMMAND, importing::CONTRIBUTIONS_TIP, &[]),
            Self::Import(Kind::Contacts) => (importing::CONTACTS_COMMAND, importing::CONTACTS_TIP, &[]),
            Self::Import(Kind::Goals) => (importing::GOALS_COMMAND, importing::GOALS_TIP, &[]),
            Self::Import(_) => (importing::CUSTOMERS_COMMAND, importing::CUSTOMERS_TIP, &[]),
            Self::Quit => (words::QUIT, words::QUIT_TIP, keys!(CTRL, Q)),
            Self::Undo => (words::UNDO, words::UNDO_TIP, keys!(CTRL, Z)),
            Self::Redo => (words::REDO, words::REDO_TIP, keys!(CTRL, Y; CTRL_SHIFT, Z)),
            Self::Find => (words::FIND, words::FIND_TIP, keys!(CTRL, F)),
            Self::Commands => (words::COMMANDS, words::COMMANDS_TIP, keys!(CTRL, K; CTRL_SHIFT, P)),
            Self::Panel(PanelKind::ValueMap) => (words::SHOW_VALUE_MAP, words::SHOW_TIP, keys!(CTRL, Num1)),
            Self::Panel(PanelKind::Contributions) => (words::SHOW_CONTRIBUTIONS, words::SHOW_TIP, keys!(CTRL, Num5)),
            Self::Panel(PanelKind::PowerMap) => (words::SHOW_POWER_MAP, words::SHOW_TIP, keys!(CTRL, Num2)),
            Self::Panel(PanelKind::Feedback) => (words::SHOW_FEEDBACK, words::SHOW_TIP, keys!(CTRL, Num3)),
            Self::Panel(PanelKind::Assessment) => (words::SHOW_ASSESSMENT, words::SHOW_TIP, keys!(CTRL, Num4)),
            Self::Panel(PanelKind::Moves) => (words::SHOW_MOVES, words::SHOW_TIP, keys!(CTRL, Num6)),
            Self::Panel(PanelKind::Classes) => (words::SHOW_CLASSES, words::SHOW_TIP, keys!(CTRL, Num7)),
            Self::Panel(PanelKind::Scores) => (words::SHOW_SCORES, words::SHOW_TIP, keys!(CTRL, Num8)),
            Self::Panel(PanelKind::Goals) => (words::SHOW_GOALS, words::SHOW_TIP, keys!(CTRL, G)),
            Self::Panel(PanelKind::Relations) => (words::SHOW_RELATIONS, words::SHOW_TIP, keys!(CTRL, Num9)),
            Self::Another(PanelKind::ValueMap) => (words::SHOW_VALUE_MAP, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Relations) => (words::SHOW_RELATIONS, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Scores) => (words::SHOW_SCORES, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Contributions) => (words::SHOW_CONTRIBUTIONS, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Classes) => (words::SHOW_CLASSES, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::PowerMap) => (words::ANOTHER_POWER_MAP, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Goals) => (words::ANOTHER_GOALS, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Feedback) => (words::ANOTHER_FEEDBACK, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Assessment) => (words::ANOTHER_ASSESSMENT, words::ANOTHER_TIP, &[]),
            Self::Another(PanelKind::Moves) => (words::SHOW_MOVES, words::ANOTHER_TIP, &[]),
            Self::Maximise => (words::MAXIMISE, words::MAXIMISE_TIP, keys!(CTRL, M)),
            Self::ClosePanel => (words::CLOSE_PANEL, words::CLOSE_PANEL_TIP, keys!(CTRL, W)),
            Self::ResetLayout => (words::RESET_LAYOUT, words::RESET_LAYOUT_TIP, &[]),
            Self::KeepLayout => (words::KEEP_LAYOUT, words::KEEP_LAYOUT_TIP, &[]),
            Self::Findings => (words::FINDINGS, words::FINDINGS_TIP, keys!(Modifiers::NONE, F8)),
            Self::Notices => (words::NOTICES, words::NOTICES_TIP, keys!(Modifiers::NONE, F9)),
            Self::Round(RoundStep::Forms) => (rounds::MAKE_FORMS, rounds::MAKE_FORMS_TIP, &[]),
            Self::Round(RoundStep::Collect) => (rounds::COLLECT, rounds::COLLECT_TIP, &[]),
            Self::Round(RoundStep::Codes) => (words::CODES, words::CODES_TIP, &[]),
            Self::Round(RoundStep::Watch) => (form_words::WATCH, words::WATCH_TIP, &[]),
            Self::Round(RoundStep::Received) => (form_words::RECEIVED, words::RECEIVED_TIP, keys!(Modifiers::NONE, F7)),
            Self::Round(RoundStep::Release) => (rounds::RELEASE, rounds::RELEASE_TIP, &[]),
            Self::Round(RoundStep::Report) => (rounds::SAVE_REPORT, rounds::SAVE_REPORT_TIP, &[]),
            Self::Room => (words::ROOM, words::ROOM_TIP, keys!(Modifiers::NONE, F5)),
            Self::Lang(Lang::Zh) => (words::CHINESE, words::LANGUAGE_TIP, keys!(CTRL, L)),
            Self::Lang(Lang::En | Lang::Pseudo) => (words::ENGLISH, words::LANGUAGE_TIP, keys!(CTRL, L)),
            Self::Theme(ThemeChoice::System) => (words::THEME_SYSTEM, words::THEME_TIP, &[]),
            Self::Theme(ThemeChoice::Light) => (words::THEME_LIGHT, words::THEME_TIP, &[]),
            Self::Theme(ThemeChoice::Dark) => (words::THEME_DARK, words::THEME_TIP, &[]),
            Self::Larger => (words::LARGER, words::SCALE_TIP, keys!(CTRL, Plus; CTRL, Equals)),
            Self::Smaller => (words::SMALLER, words::SCALE_TIP, keys!(CTRL, Minus)),
            Self::FullSize => (words::FULL_SIZE, words::SCALE_TIP, keys!(CTRL, Num0)),
            Self::FullScreen => (words::FULL_SCREEN, words::FULL_SCREEN_TIP, keys!(Modifiers::NONE, F11)),
            Self::Keys => (words::KEYS, words::KEYS_TIP, keys!(Modifiers::NONE, F1)),
            Self::About => (words::ABOUT, words::ABOUT_TIP, &[]),
        }
    }

    /// Its name.
    pub const fn label(self) -> Word {
        self.parts().0
    }

    /// The menu without which its name says too little.
    pub const fn within(self) -> Option<Word> {
        match self {
            Self::Lang(_) => Some(words::MENU_LANGUAGE),
            Self::Theme(_) => Some(words::MENU_THEME),
            Self::Larger | Self::Smaller | Self::FullSize => Some(words::MENU_SCALE),
            _ => None,
        }
    }

    /// What it does, in a sentence.
    pub const fn tooltip(self) -> Word {
        self.parts().1
    }

    /// Its keys, the ones to show first.
    pub const fn shortcuts(self) -> &'static [KeyboardShortcut] {
        self.parts().2
    }

    /// Its keys as the machine's keyboard names them; empty where it has none.
    pub fn shortcut_text(self, ctx: &egui::Context) -> String {
        self.shortcuts().first().map(|keys| ctx.format_shortcut(keys)).unwrap_or_default()
    }

    /// Whether it can be done now.
    pub const fn is_possible(self, now: Possible) -> bool {
        match self {
            Self::Undo => now.undo,
            Self::Redo => now.redo,
            Self::Reload => now.file,
            Self::Save => now.save,
            Self::Seal => now.save && !now.sealed,
            Self::Reseal | Self::Unseal => now.save && now.sealed,
            Self::Erase => now.save && now.trainer,
            Self::Findings | Self::OwnPart | Self::Export | Self::Another(PanelKind::Feedback | PanelKind::Goals) => {
                now.trainer
            }
            Self::Import(_) => now.import,
            Self::Round(_) => now.round,
            Self::Maximise | Self::ClosePanel | Self::KeepLayout | Self::SavePicture => now.panel,
            Self::SaveWhole => now.map,
            _ => true,
        }
    }

    /// Whether it can be used while a meeting has the window to itself: nothing that would show anything else.
    pub const fn is_for_a_meeting(self) -> bool {
        matches!(self, Self::Save | Self::Undo | Self::Redo | Self::Larger | Self::Smaller)
    }

    /// The command whose keys were just pressed; they are taken out of the input. The language meant is the other one.
    /// While a text is typed, undo and redo are the text's own.
    pub fn pressed(ctx: &egui::Context, lang: Lang, typing: bool) -> Option<Self> {
        ctx.input_mut(|input| {
            let meant = |command: &Self| match command {
                Self::Lang(other) => *other != lang,
                Self::Undo | Self::Redo => !typing,
                _ => true,
            };
            // Ctrl+Shift+S is Ctrl+S too: keys with more modifiers are asked first.
            let mut all = Self::ALL.into_iter().filter(meant);
            let with_shift = all.clone().find(|command| {
                command.shortcuts().iter().any(|keys| keys.modifiers.shift && input.consume_shortcut(keys))
            });
            with_shift
                .or_else(|| all.find(|command| command.shortcuts().iter().any(|keys| input.consume_shortcut(keys))))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_command_stands_once_and_no_two_share_keys() {
        let mut seen = HashSet::new();
        let mut keys = HashSet::new();
        for command in Command::ALL {
            assert!(seen.insert(command), "{command:?} stands twice");
            if command == Command::Lang(Lang::En) {
                continue; // shares its keys with the other language, which is the only one offered then
            }
            for shortcut in command.shortcuts() {
                assert!(keys.insert(*shortcut), "{command:?} shares {shortcut:?}");
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own_in_both_languages() {
        for lang in Lang::ALL {
            let names: HashSet<_> = Command::ALL.iter().map(|command| command.label().of(lang)).collect();
            assert_eq!(names.len(), Command::ALL.len(), "{lang:?}");
        }
    }

    fn press(modifiers: Modifiers, key: Key) -> Option<Command> {
        let ctx = egui::Context::default();
        let event = egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        let input = egui::RawInput { events: vec![event], ..Default::default() };
        let mut pressed = None;
        let mut output = ctx.run_ui(input, |ui| pressed = pressed.or(Command::pressed(ui.ctx(), Lang::Zh, false)));
        output.textures_delta.clear();
        pressed
    }

    #[test]
    fn keys_find_their_command() {
        let (ctrl, shift) = (Modifiers::COMMAND, Modifiers::SHIFT);
        for (modifiers, key, expected) in [
            (ctrl, Key::S, Some(Command::Save)),
            (ctrl | shift, Key::S, Some(Command::SaveAs)),
            (ctrl, Key::Z, Some(Command::Undo)),
            (ctrl | shift, Key::Z, Some(Command::Redo)),
            (ctrl, Key::Y, Some(Command::Redo)),
            (ctrl, Key::K, Some(Command::Commands)),
            (ctrl | shift, Key::P, Some(Command::Commands)),
            (ctrl, Key::Equals, Some(Command::Larger)),
            (ctrl, Key::Num0, Some(Command::FullSize)),
            (ctrl, Key::L, Some(Command::Lang(Lang::En))),
            (Modifiers::NONE, Key::F11, Some(Command::FullScreen)),
            (Modifiers::NONE, Key::S, None),
        ] {
            assert_eq!(press(modifiers, key), expected, "{modifiers:?} {key:?}");
        }
    }
}
