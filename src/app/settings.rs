//! What a person set for themselves, whatever workbook is open. One field a line, so that a line that cannot be read
//! costs nothing but itself.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{analysis::Audience, file::write_whole, text::Lang, ui::Theme};

/// The most recent files that are remembered.
pub const MAX_RECENT: usize = 10;

/// How large the interface is drawn, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scale(u16);

impl Scale {
    /// The steps that Ctrl + and Ctrl − go through.
    pub const STEPS: [u16; 11] = [80, 90, 100, 110, 125, 150, 175, 200, 220, 235, 250];

    /// The nearest allowed scale.
    pub fn clamped(percent: u16) -> Self {
        Self(percent.clamp(80, 250))
    }

    /// In percent.
    pub const fn percent(self) -> u16 {
        self.0
    }

    /// As a factor.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The next larger step.
    #[must_use]
    pub fn larger(self) -> Self {
        Self::STEPS.into_iter().find(|step| *step > self.0).map_or(self, Self)
    }

    /// The next smaller step.
    #[must_use]
    pub fn smaller(self) -> Self {
        Self::STEPS.into_iter().rev().find(|step| *step < self.0).map_or(self, Self)
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self(100)
    }
}

/// Light, dark, or whatever the desktop has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the desktop has it; light where it does not say.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// All.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The theme to draw.
    pub const fn theme(self, desktop: Option<egui::Theme>) -> Theme {
        match (self, desktop) {
            (Self::Dark, _) | (Self::System, Some(egui::Theme::Dark)) => Theme::Dark,
            (Self::Light, _) | (Self::System, _) => Theme::Light,
        }
    }
}

impl From<Theme> for ThemeChoice {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}

/// The size of the window, in points at 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowSize {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Whether it fills the screen.
    pub maximised: bool,
}

impl Default for WindowSize {
    fn default() -> Self {
        // The whole of a projector or of a small laptop; what it shrinks to fits either.
        Self { width: 1240.0, height: 680.0, maximised: true }
    }
}

/// Everything a person set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How large.
    pub scale: Scale,
    /// Who looks.
    pub audience: Audience,
    /// Files opened last, the last one first.
    pub recent: Vec<PathBuf>,
    /// The window as it was left.
    pub window: WindowSize,
}

impl Settings {
    /// What a person starts with who has set nothing: the language of their desktop, Chinese where it does not say.
    pub fn first() -> Self {
        let locale =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| env::var(name).ok()).unwrap_or_default();
        let lang = if locale.starts_with("en") { Lang::En } else { Lang::Zh };
        Self { lang, ..Self::default() }
    }

    /// Reads what it can; what it cannot keeps its first value.
    pub fn read(text: &str) -> Self {
        let mut settings = Self::first();
        for line in text.lines() {
            let Some((field, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_end_matches(',');
            match field.trim() {
                "lang" => set(&mut settings.lang, value),
                "theme" => set(&mut settings.theme, value),
                "scale" => {
                    let mut percent = settings.scale.percent();
                    set(&mut percent, value);
                    settings.scale = Scale::clamped(percent);
                }
                "room" => {
                    let mut room = false;
                    set(&mut room, value);
                    settings.audience = if room { Audience::Room } else { Audience::Trainer };
                }
                "recent" => set(&mut settings.recent, value),
                "window" => set(&mut settings.window, value),
                _ => {}
            }
        }
        settings.recent.truncate(MAX_RECENT);
        let WindowSize { width, height, .. } = settings.window;
        if !(400.0..20_000.0).contains(&width) || !(300.0..20_000.0).contains(&height) {
            settings.window = WindowSize { maximised: settings.window.maximised, ..WindowSize::default() };
        }
        settings
    }

    fn to_text(&self) -> String {
        let fields = [
            line("lang", &self.lang),
            line("theme", &self.theme),
            line("scale", &self.scale.percent()),
            line("room", &(self.audience == Audience::Room)),
            line("recent", &self.recent),
            line("window", &self.window),
        ];
        format!("(\n{})\n", fields.concat())
    }

    /// Reads the file; a missing or unreadable one gives what a person starts with.
    pub fn load(path: &Path) -> Self {
        fs::read_to_string(path).map_or_else(|_| Self::first(), |text| Self::read(&text))
    }

    /// Writes the file, the old or the new one, never half of it.
    ///
    /// # Errors
    /// When the folder cannot be made or the file cannot be written.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        write_whole(path, self.to_text())
    }

    /// Puts a file at the head of those opened last.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MAX_RECENT);
    }
}

/// A line of the file; none for what cannot be written, such as a path that is no text.
fn line<T: Serialize>(name: &str, value: &T) -> String {
    ron::to_string(value).map(|value| format!("    {name}: {value},\n")).unwrap_or_default()
}

fn set<T: DeserializeOwned>(field: &mut T, value: &str) {
    if let Ok(value) = ron::from_str(value) {
        *field = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            lang: Lang::En,
            theme: ThemeChoice::Dark,
            scale: Scale::clamped(125),
            audience: Audience::Room,
            recent: vec![PathBuf::from("/tmp/客户: 一,\n.ron"), PathBuf::from(r"C:\a.ron")],
            window: WindowSize { width: 1920.0, height: 1080.5, maximised: true },
        }
    }

    #[test]
    fn settings_come_back_from_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new folder/settings.ron");
        settings().save(&path).unwrap();
        assert_eq!(Settings::load(&path), settings());
        assert!(ron::from_str::<ron::Value>(&settings().to_text()).is_ok());
    }

    #[test]
    fn a_line_that_cannot_be_read_costs_only_itself() {
        let text = settings().to_text().replace("dark", "purple").replace("125", "9999");
        let read = Settings::read(&format!("nonsense\n{text}"));
        let expected = Settings { theme: ThemeChoice::System, scale: Scale::clamped(250), ..settings() };
        assert_eq!(read, expected);
        assert_eq!(Settings::read("\u{0}"), Settings::first());
        assert_eq!(Settings::load(Path::new("/nowhere/at/all")), Settings::first());
        let tiny = Settings::read("window: (width: 0, height: NaN, maximised: true)");
        assert_eq!(tiny.window, WindowSize { maximised: true, ..WindowSize::default() });
    }

    #[test]
    fn the_scale_goes_by_steps_and_stops_at_both_ends() {
        assert_eq!(Scale::default().larger().percent(), 110);
        assert_eq!(Scale::default().smaller().smaller().smaller().percent(), 80);
        assert_eq!(Scale::clamped(240).larger().larger().percent(), 250);
    }

    #[test]
    fn recent_files_are_few_and_each_once() {
        let mut settings = Settings::default();
        for n in 0..MAX_RECENT + 3 {
            settings.remember(Path::new(&format!("{n}.ron")));
        }
        settings.remember(Path::new("5.ron"));
        assert_eq!(settings.recent.len(), MAX_RECENT);
        assert_eq!(settings.recent.iter().filter(|path| path.as_os_str() == "5.ron").count(), 1);
        assert_eq!(settings.recent.first().unwrap(), Path::new("5.ron"));
    }
}
