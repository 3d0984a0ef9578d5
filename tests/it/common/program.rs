//! The whole program without a window, to be used by accessible names.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use sandtable::{
    app::{App, Settings, Setup, ThemeChoice, prepare},
    file,
    text::{Lang, app as words},
};
use tempfile::TempDir;

use super::desk::TODAY;

pub type Stage = Harness<'static, App>;

/// A program that keeps nothing anywhere.
pub fn setup(lang: Lang) -> Setup {
    let settings = Settings { lang, theme: ThemeChoice::Light, ..Settings::default() };
    Setup { settings, today: Some(TODAY), ..Setup::default() }
}

pub fn stage(app: App) -> Stage {
    let lang = app.settings().lang;
    let builder = Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(20);
    let builder = builder.with_context_setup(move |ctx| prepare(ctx, lang));
    let mut stage = builder.build_ui_state(|ui: &mut egui::Ui, app: &mut App| app.ui(ui), app);
    stage.run_ok();
    stage
}

pub fn press(stage: &mut Stage, modifiers: Modifiers, key: Key) {
    stage.key_press_modifiers(modifiers, key);
    stage.run_ok();
}

pub fn click(stage: &mut Stage, label: &str) {
    stage.get_by_label(label).click();
    stage.run_ok();
}

/// Clicks what may have to be scrolled to.
pub fn reach(stage: &mut Stage, label: &str) {
    stage.get_by_label(label).scroll_to_me();
    stage.run_ok();
    click(stage, label);
}

/// Chooses from a list by typing.
pub fn choose(stage: &mut Stage, list: &str, text: &str) {
    stage.get_by_label(list).type_text(text);
    stage.run_ok();
    press(stage, Modifiers::NONE, Key::Enter);
}

/// Runs a command by its name in the command list.
pub fn command(stage: &mut Stage, name: &str) {
    press(stage, Modifiers::COMMAND, Key::K);
    let list = words::COMMANDS_HINT.of(stage.state().settings().lang);
    choose(stage, list, name);
}

pub fn type_path(stage: &mut Stage, path: &Path, act: &str) {
    type_into(stage, "Path of the file", path, act);
}

pub fn type_folder(stage: &mut Stage, path: &Path, act: &str) {
    type_into(stage, "Path of the folder", path, act);
}

fn type_into(stage: &mut Stage, field: &str, path: &Path, act: &str) {
    stage.get_by_label(field).focus();
    stage.run_ok();
    press(stage, Modifiers::COMMAND, Key::A);
    stage.get_by_label(field).type_text(&path.display().to_string());
    stage.run_ok();
    click(stage, act);
}

/// A file dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("nobody reads a whole file".to_owned())
    }
}

pub fn drop_on(stage: &mut Stage, paths: &[&Path]) {
    let files = paths.iter().map(|path| Arc::new(Dropped((*path).to_owned())) as egui::DroppedFileHandle);
    stage.input_mut().dropped_files.extend(files);
    stage.run_ok();
}

/// Waits for what a thread has to tell.
pub fn wait_for(stage: &mut Stage, label: &str) {
    for _ in 0..1_000 {
        stage.run_ok();
        if stage.query_all_by_label_contains(label).next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("no {label:?}");
}

/// Writes the example into a folder.
pub fn example_in(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("team.ron");
    file::save(&path, &sandtable::example::workbook(Lang::En).unwrap(), file::Replace::Nothing).unwrap();
    path
}

pub fn opened(path: &Path) -> Stage {
    let mut app = App::new(setup(Lang::En));
    app.open(path);
    stage(app)
}
