//! Every word on the screen comes from `text` or from the workbook: shown in the pseudo-language, what came through
//! `text` stands in 〖brackets〗, and what came from the workbook is found there. The rest is a literal in a panel.

use egui::{Context, Key, RawInput, Rect, Role, Shape, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use jiff::civil::date;
use sandtable::{
    analysis::{Audience, Derived},
    edit::{Edit, MovesEdit, apply},
    example,
    model::{CustomerClass, MarketMove, MoveRunId, MoveStage, PanelKind, Workbook},
    panels::{PanelState, Scene, Selection, Wishes, assessment::Assessment, moves::Moves},
    text::{Lang, moves, plans, results, rounds},
    ui::{Theme, Tokens, fonts},
};

use crate::common::desk::{Desk, TODAY, harness};

/// Every text painted by a panel on its own, once it has settled.
fn painted(kind: PanelKind, workbook: &Workbook, audience: Audience) -> Vec<String> {
    let tokens = Tokens::new(Theme::Light, audience).still();
    let today = date(2026, 11, 21);
    let derived = Derived::of(workbook, today);
    let mut panel = PanelState::new(kind);
    let ctx = Context::default();
    fonts::install(&ctx, Lang::Pseudo);
    tokens.apply(&ctx);
    let mut texts = Vec::new();
    for pass in 0..4 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, vec2(1920.0, 1080.0))),
            max_texture_side: Some(8192),
            time: Some(f64::from(pass)),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            let scene = Scene {
                workbook,
                derived: &derived,
                subject: None,
                selection: &Selection::Nothing,
                lang: Lang::Pseudo,
                audience,
                tokens: &tokens,
                today,
                read_only: false,
                is_meant: true,
            };
            panel.show(ui, &scene, &mut Wishes::default());
        });
        output.textures_delta.clear();
        texts.clear();
        for clipped in &output.shapes {
            collect(&clipped.shape, &mut texts);
        }
    }
    texts
}

fn collect(shape: &Shape, texts: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
        Shape::Text(text) => texts.push(text.galley.text().to_owned()),
        _ => {}
    }
}

/// Every text the workbook holds, as one.
fn data(workbook: &Workbook) -> String {
    format!("{workbook:?}").replace("\\n", "\n").replace("\\\"", "\"")
}

/// The same of every page of the assessment panel, up to the last step that is revealed and the last finding.
fn of_assessment_pages(workbook: &Workbook, audience: Audience) -> Vec<String> {
    let mut texts = Vec::new();
    let people = workbook.team.iter().take(7).map(|member| member.id.as_str().to_owned());
    for person in people {
        let mut desk = Desk::new(workbook.clone(), Lang::Pseudo).look(Theme::Light, audience);
        desk.subject = Some(person);
        let mut stage = harness(desk, vec2(1920.0, 1080.0), Assessment::show);
        let pages = [
            (results::QUADRANTS, 1),
            (results::FINDINGS, 10),
            (results::CLASS, 5),
            (results::AGREEMENT, 1),
            (plans::TITLE, 1),
            (rounds::RATERS, 1),
            (rounds::QUESTIONNAIRE, 1),
        ];
        for (page, screens) in pages {
            let Some(button) = stage.query_by_role_and_label(Role::Button, page.pseudo) else { continue };
            button.click();
            stage.run();
            stage.hover_at(pos2(10.0, 1070.0));
            for _ in 0..screens {
                stage.run();
                stage.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut texts));
                stage.key_press(Key::PageDown);
            }
        }
    }
    texts
}

/// The same of the exercise of market moves, at every stage and every step of its reveal.
fn of_moves(audience: Audience) -> Vec<String> {
    let id = MoveRunId::new("run").unwrap();
    let change = |workbook: Workbook, edit| apply(&workbook, Edit::Moves(edit)).unwrap();
    let mut workbook = change(Workbook::default(), MovesEdit::Start(id.clone(), TODAY));
    let mut texts = Vec::new();
    for stage in [MoveStage::Setup, MoveStage::Play, MoveStage::Reveal] {
        workbook = change(workbook, MovesEdit::Stage(id.clone(), stage, TODAY));
        let desk = Desk::new(workbook.clone(), Lang::Pseudo).look(Theme::Light, audience);
        let mut stage = harness(desk, vec2(1920.0, 1080.0), Moves::show);
        for _ in 0..8 {
            stage.run();
            stage.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut texts));
            stage.key_press(Key::PageDown);
        }
        stage.get_by_label(moves::PAST_RUNS.pseudo).click();
        stage.run();
        stage.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut texts));
        // Two groups differ, and some cards are laid.
        for group in 0..2 {
            let class = CustomerClass::ALL[group];
            workbook = change(workbook, MovesEdit::Place(id.clone(), group, MarketMove::Hotline, Some(class)));
            workbook = change(workbook, MovesEdit::HandIn(id.clone(), group, group == 0));
        }
    }
    texts
}

#[test]
fn no_panel_says_a_word_of_its_own() {
    // The Chinese example: English words can then only come from `text`, or from a literal.
    let example = example::workbook(Lang::Zh).unwrap();
    let mut literals = Vec::new();
    for workbook in [&example, &example::empty(Lang::Zh).unwrap()] {
        let data = data(workbook);
        for audience in [Audience::Trainer, Audience::Room] {
            for kind in PanelKind::ALL {
                let mut texts = painted(kind, workbook, audience);
                assert!(!texts.is_empty(), "{kind:?} paints no text");
                if kind == PanelKind::Assessment {
                    texts.extend(of_assessment_pages(workbook, audience));
                }
                if kind == PanelKind::Moves {
                    texts.extend(of_moves(audience));
                }
                for text in texts {
                    // n is a sign, like ±.
                    let known = |word: &str| {
                        let word = word.trim_start_matches("n=");
                        !word.chars().any(char::is_alphabetic) || data.contains(word)
                    };
                    let from_the_workbook = data.contains(text.trim()) || text.split_whitespace().all(known);
                    if !text.contains('〖') && !from_the_workbook {
                        literals.push(format!("{kind:?}: {text:?}"));
                    }
                }
            }
        }
    }
    literals.sort();
    literals.dedup();
    assert!(literals.is_empty(), "{literals:#?}");
}
