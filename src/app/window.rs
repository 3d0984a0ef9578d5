//! The window itself: what the program runs in on a desktop.

use std::{env, path::PathBuf};

use eframe::{NativeOptions, Renderer};
use egui::{Event, ViewportBuilder, ViewportCommand};

use super::{
    App, Setup, crash, prepare,
    settings::{Settings, ThemeChoice},
};
use crate::{
    analysis::Audience,
    file::state_folder,
    model::Date,
    text::{Lang, app as words},
    ui::Theme,
};

/// What the command line says about the window.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The workbook to open; without one, the built-in example.
    pub workbook: Option<PathBuf>,
    /// The language, where it is not to be the one set.
    pub lang: Option<Lang>,
    /// Light or dark, where it is not to be what is set.
    pub theme: Option<Theme>,
    /// Who looks, where it is not to be who is set.
    pub audience: Option<Audience>,
    /// The day to take for today.
    pub today: Option<Date>,
}

/// Why there is no window. What it says is for the person, in their language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}\n{hint}\n({reason})")]
pub struct RunError {
    /// What is so.
    pub sentence: &'static str,
    /// What to do about it.
    pub hint: &'static str,
    /// What the system says, in its own language.
    pub reason: String,
}

/// Runs the program in a window until it is closed.
///
/// # Errors
/// When the machine has no display, or no graphics driver that can be used.
pub fn run(options: &Options) -> Result<(), RunError> {
    let state = state_folder();
    let settings_file = settings_file(state.as_ref());
    let mut settings = settings_file.as_deref().map_or_else(Settings::first, Settings::load);
    settings.lang = options.lang.unwrap_or(settings.lang);
    settings.theme = options.theme.map_or(settings.theme, ThemeChoice::from);
    settings.audience = options.audience.unwrap_or(settings.audience);
    let lang = settings.lang;
    crash::report_to(state.clone(), lang);
    let today = options.today;
    let setup = Setup { settings, settings_file, state, today, desktop_dialogs: true, watch_every: None };
    let mut reasons = Vec::new();
    for renderer in renderers() {
        match run_with(renderer, &setup, options) {
            Ok(()) => return Ok(()),
            Err(error) => reasons.push(error.to_string()),
        }
    }
    let (sentence, hint) = (words::NO_DISPLAY.of(lang), words::NO_DISPLAY_HINT.of(lang));
    Err(RunError { sentence, hint, reason: reasons.join("; ") })
}

/// OpenGL first: it starts sooner.
fn renderers() -> impl Iterator<Item = Renderer> {
    [
        Renderer::Glow,
        #[cfg(feature = "wgpu")]
        Renderer::Wgpu,
    ]
    .into_iter()
}

fn run_with(renderer: Renderer, setup: &Setup, options: &Options) -> eframe::Result {
    let size = setup.settings.window;
    let viewport = ViewportBuilder::default()
        .with_app_id("sandtable")
        .with_title(words::PROGRAM.of(setup.settings.lang))
        .with_inner_size([size.width, size.height])
        .with_min_inner_size([640.0, 400.0])
        .with_maximized(size.maximised);
    let native = NativeOptions { viewport, renderer, ..NativeOptions::default() };
    let (setup, workbook) = (setup.clone(), options.workbook.clone());
    eframe::run_native(
        "sandtable",
        native,
        Box::new(move |creation| {
            prepare(&creation.egui_ctx, setup.settings.lang);
            let mut app = App::new(setup);
            if let Some(path) = workbook {
                app.open(&path);
            }
            let held = Vec::new();
            Ok(Box::new(Window { app, unseen: size.maximised, frames_left: frames_to_show(), held }))
        }),
    )
}

/// Settings stand in the user's configuration folder; with `SANDTABLE_STATE`, in that folder.
fn settings_file(state: Option<&PathBuf>) -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    let file = "settings.ron";
    if env::var_os("SANDTABLE_STATE").is_some_and(|folder| !folder.is_empty()) {
        return state.map(|state| state.join(file));
    }
    let system = etcetera::choose_base_strategy().ok()?;
    Some(system.config_dir().join("sandtable").join(file))
}

/// A trial run closes the window by itself after so many frames.
fn frames_to_show() -> Option<u32> {
    env::var("SANDTABLE_SMOKE_FRAMES").ok()?.parse().ok()
}

struct Window {
    app: App,
    /// It is to fill the screen and has not been seen yet. X11 forgets the wish of a window that isn't seen, and none is
    /// before its first frame: it is said again in the second.
    unseen: bool,
    frames_left: Option<u32>,
    /// What the pointer did after it was pressed, until the next frame.
    held: Vec<Event>,
}

/// Everything from where a button of the pointer is let go in the frame in which it was pressed: that belongs into the
/// next one. A field gives out what was typed when the pointer is pressed elsewhere, before anything comes of the click.
fn after_press(events: &mut Vec<Event>) -> Vec<Event> {
    let is = |event: &Event, down| matches!(event, Event::PointerButton { pressed, .. } if *pressed == down);
    let pressed = events.iter().position(|event| is(event, true));
    let released = pressed.and_then(|at| events.iter().skip(at).position(|event| is(event, false)).map(|n| at + n));
    released.map_or_else(Vec::new, |at| events.split_off(at))
}

impl eframe::App for Window {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        input.events.splice(0..0, self.held.drain(..));
        self.held = after_press(&mut input.events);
        if !self.held.is_empty() {
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.app.ui(ui);
        if self.unseen {
            if ui.ctx().cumulative_frame_nr() > 0 {
                ui.ctx().send_viewport_cmd(ViewportCommand::Maximized(true));
                self.unseen = false;
            }
            ui.ctx().request_repaint();
        }
        match &mut self.frames_left {
            Some(0) => ui.ctx().send_viewport_cmd(ViewportCommand::Close),
            Some(left) => {
                *left -= 1;
                ui.ctx().request_repaint();
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers, PointerButton, pos2};

    use super::*;

    #[test]
    fn a_click_takes_two_frames_and_loses_nothing() {
        let button = |pressed| Event::PointerButton {
            pos: pos2(1.0, 1.0),
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let key =
            Event::Key { key: Key::A, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
        let (press, release, text) = (button(true), button(false), Event::Text("a".to_owned()));
        for (events, now, later) in [
            (vec![], vec![], vec![]),
            (vec![&text, &press], vec![&text, &press], vec![]),
            (vec![&release, &text], vec![&release, &text], vec![]),
            (vec![&text, &press, &key, &release, &text], vec![&text, &press, &key], vec![&release, &text]),
            (vec![&release, &press, &release, &press], vec![&release, &press], vec![&release, &press]),
        ] {
            let owned = |events: Vec<&Event>| events.into_iter().cloned().collect::<Vec<_>>();
            let mut events = owned(events);
            let held = after_press(&mut events);
            assert_eq!((events, held), (owned(now), owned(later)));
        }
    }
}
