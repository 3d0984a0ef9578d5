//! Setting up a round and writing its questionnaire, as people do: found by what it says.

use egui::{Key, Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use sandtable::{
    analysis::Audience,
    model::*,
    panels::{Wish, assessment::Assessment},
    text::{Lang, rounds as words},
    ui::Theme,
};

use crate::common::desk::{Desk, harness};

type Stage = Harness<'static, Desk<Assessment>>;

fn stage(desk: Desk<Assessment>) -> Stage {
    harness(desk, vec2(1366.0, 900.0), Assessment::show)
}

fn click(stage: &mut Stage, label: &str) {
    press(stage, Role::Button, label);
}

fn press(stage: &mut Stage, role: Role, label: &str) {
    stage.get_by_role_and_label(role, label).click();
    stage.run();
}

/// The example on one of its pages.
fn page(lang: Lang, page: sandtable::text::Word) -> Stage {
    let mut stage = stage(Desk::example(lang));
    click(&mut stage, page.of(lang));
    stage
}

fn round(stage: &Stage) -> &Round {
    stage.state().workbook().rounds.iter().last().unwrap()
}

fn raters(stage: &Stage, ratee: &str, group: RaterGroup) -> Vec<String> {
    let of = round(stage).assignments.iter().filter(|a| a.ratee.as_str() == ratee && a.group == group);
    of.map(|a| a.rater.to_string()).collect()
}

#[test]
fn both_pages_show_in_every_look() {
    for lang in Lang::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            let mut stage = stage(Desk::example(lang).look(theme, Audience::Trainer));
            click(&mut stage, words::RATERS.of(lang));
            assert!(stage.query_by_label(words::SUGGEST.of(lang)).is_some());
            assert!(stage.query_by_label(&words::progress(lang, 31, 36, 4)).is_some());
            click(&mut stage, words::QUESTIONNAIRE.of(lang));
            assert!(stage.query_by_label(words::NEW_VERSION.of(lang)).is_some());
        }
    }
}

#[test]
fn the_room_sees_results_only() {
    let stage = stage(Desk::example(Lang::En).look(Theme::Light, Audience::Room));
    assert!(stage.query_by_label(words::RATERS.of(Lang::En)).is_none());
}

#[test]
fn a_tick_asks_somebody_and_another_asks_them_no_more() {
    let mut stage = page(Lang::En, words::RATERS);
    let cell = words::cell(Lang::En, "Peng Hao", RaterGroup::Peer, 0, 0);
    click(&mut stage, &cell);
    press(&mut stage, Role::CheckBox, "Fang Lei");
    assert_eq!(raters(&stage, "peng-hao", RaterGroup::Peer), ["fang-lei"]);
    press(&mut stage, Role::CheckBox, "Fang Lei");
    assert_eq!(raters(&stage, "peng-hao", RaterGroup::Peer), [""; 0]);
    stage.state_mut().undo();
    stage.run();
    assert_eq!(raters(&stage, "peng-hao", RaterGroup::Peer), ["fang-lei"]);
}

#[test]
fn somebody_outside_the_team_is_asked_by_name() {
    let mut stage = page(Lang::Zh, words::RATERS);
    click(&mut stage, &words::cell(Lang::Zh, "彭昊", RaterGroup::Customer, 0, 0));
    let field = words::OUTSIDER.of(Lang::Zh);
    stage.get_by_label(field).focus();
    stage.run_steps(2);
    stage.get_by_label(field).type_text("禾川食品 周敏");
    stage.run_steps(2);
    stage.key_press(Key::Enter);
    stage.run();
    let asked = raters(&stage, "peng-hao", RaterGroup::Customer);
    assert_eq!(asked.len(), 1);
    let rater = round(&stage).raters.get(&RaterId::new(&asked[0]).unwrap()).unwrap();
    assert_eq!(rater.name, "禾川食品 周敏");
}

#[test]
fn the_reporting_lines_fill_an_empty_round_in_one_step() {
    let mut stage = page(Lang::En, words::RATERS);
    click(&mut stage, words::NEW_ROUND.of(Lang::En));
    assert_eq!(stage.state().workbook().rounds.len(), 3);
    let before = round(&stage).assignments.len();
    assert!(before > 10 && raters(&stage, "song-jia", RaterGroup::Manager) == ["gu-yan"]);
    click(&mut stage, words::SUGGEST.of(Lang::En));
    assert_eq!(round(&stage).assignments.len(), before);
    let told = Wish::Notice(words::NOTHING_TO_SUGGEST.of(Lang::En).to_owned());
    assert!(stage.state().other_wishes.contains(&told));
}

#[test]
fn who_is_missing_can_be_pasted() {
    let mut stage = page(Lang::En, words::RATERS);
    stage.get_by_label(words::COPY_MISSING.of(Lang::En)).click();
    stage.step();
    stage.step();
    let copied = stage.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let told = stage.state().other_wishes.contains(&Wish::Notice(words::COPIED.of(Lang::En).to_owned()));
    assert!(told);
    if let Some(copied) = copied {
        assert!(copied.contains("Peng Hao") && copied.contains("4 Dec 2026"), "{copied}");
    }
}

#[test]
fn a_questionnaire_in_use_is_copied_before_it_is_changed() {
    let mut stage = page(Lang::En, words::QUESTIONNAIRE);
    assert!(stage.query_by_label(&words::locked(Lang::En, "2025 pilot")).is_some());
    assert!(stage.query_by_label(words::ADD_ROLE.of(Lang::En)).is_none());
    click(&mut stage, words::NEW_VERSION.of(Lang::En));
    assert!(stage.query_by_label(&words::locked(Lang::En, "2025 pilot")).is_none());
    let newest = |stage: &Stage| stage.state().workbook().instruments.iter().last().unwrap().clone();
    assert_eq!((newest(&stage).id.as_str(), newest(&stage).version), ("strobe", 2));

    click(&mut stage, words::ADD_ROLE.of(Lang::En));
    click(&mut stage, words::ADD_ITEM.of(Lang::En));
    let field = words::text_of(Lang::En, "1", words::ABOUT_OTHERS.of(Lang::En), words::ENGLISH.of(Lang::En));
    stage.get_by_label(&field).focus();
    stage.run_steps(2);
    stage.get_by_label(&field).type_text("Brings cake.");
    stage.run_steps(8);
    let role = newest(&stage).roles.iter().last().unwrap().clone();
    assert_eq!(role.items.first().unwrap().text.en, "Brings cake.");
    let first = stage.state().workbook().instruments.first().unwrap().clone();
    assert_eq!((first.version, first.roles.len()), (1, 5), "the version in use is as it was");

    click(&mut stage, words::ADD_ITEM.of(Lang::En));
    click(&mut stage, &words::done_to(Lang::En, words::UP, 2));
    let texts: Vec<_> = newest(&stage).roles.iter().last().unwrap().items.iter().map(|i| i.text.en.clone()).collect();
    assert_eq!(texts, ["", "Brings cake."]);
    click(&mut stage, &words::done_to(Lang::En, words::REMOVE, 1));
    assert_eq!(newest(&stage).roles.iter().last().unwrap().items.len(), 1);
}
