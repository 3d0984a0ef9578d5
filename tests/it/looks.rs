//! The look as a whole: explanations, maps and pictures.

use egui::{
    Event, Frame, Label, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, Rect, Sense, TouchPhase, pos2, vec2,
};
use egui_kittest::kittest::Queryable;
use sandtable::{
    analysis::{Audience, Origin},
    model::{Coverage, CustomerClass, DecisionRole, Support},
    text::{Explanation, Lang, terms},
    ui::{Canvas, NumberField, Sign, TextField, Theme, Tokens, explain, explanation_card, offscreen, signs, widgets},
};

use crate::common::window;

const TOKENS: Tokens = Tokens::new(Theme::Light, Audience::Trainer);

fn explanation() -> Explanation {
    Explanation {
        title: "Attractiveness 7.4".to_owned(),
        rows: vec![("Profit contribution".to_owned(), "8".to_owned())],
        rule: "The weighted mean of what is known.".to_owned(),
        origin: Origin::Reading,
    }
}

#[test]
fn a_click_keeps_the_explanation_open_and_a_click_elsewhere_closes_it() {
    let (mut harness, _) = window::harness(TOKENS, Lang::En, vec2(600.0, 400.0), (), |ui, ()| {
        let value = ui.add(Label::new("7.4").sense(Sense::click()));
        explain(&value, &TOKENS, Lang::En, explanation);
    });
    let rule = "The weighted mean of what is known.";
    assert!(harness.query_by_label(rule).is_none());
    harness.get_by_label("7.4").click();
    harness.run();
    harness.hover_at(pos2(590.0, 390.0));
    harness.run_steps(8);
    for shown in [rule, "Profit contribution", "8", "Our reading"] {
        assert!(harness.query_by_label(shown).is_some(), "{shown}");
    }
    harness.drag_at(pos2(590.0, 390.0));
    harness.drop_at(pos2(590.0, 390.0));
    harness.run();
    assert!(harness.query_by_label(rule).is_none());
}

#[test]
fn hovering_shows_the_explanation() {
    let (mut harness, _) = window::harness(TOKENS, Lang::En, vec2(600.0, 400.0), (), |ui, ()| {
        let value = ui.label("7.4");
        explain(&value, &TOKENS, Lang::En, explanation);
    });
    harness.get_by_label("7.4").hover();
    harness.run_steps(8);
    assert!(harness.query_by_label("Profit contribution").is_some());
}

/// A map and where a place of it was last seen.
#[derive(Default)]
struct Map {
    canvas: Canvas,
    under_pointer: Pos2,
    zoom: f32,
    content_visible: bool,
}

const POINTER: Pos2 = pos2(120.0, 90.0);
const CONTENT: Rect = Rect::from_min_max(pos2(-1000.0, -500.0), pos2(1000.0, 500.0));

fn map() -> egui_kittest::Harness<'static, Map> {
    window::harness(TOKENS.still(), Lang::En, vec2(800.0, 600.0), Map::default(), |ui, map| {
        let stage = map.canvas.show(ui, &TOKENS.still(), CONTENT, 0.0);
        map.under_pointer = stage.to_world(POINTER);
        map.zoom = stage.zoom();
        map.content_visible = stage.viewport.contains_rect(stage.rect_to_screen(CONTENT));
        assert!(!stage.is_visible(Rect::from_min_size(stage.to_world(pos2(-500.0, 0.0)), vec2(1.0, 1.0))));
        widgets::name(&stage.response, egui::Role::Pane, "Map");
    })
    .0
}

fn scroll(harness: &mut egui_kittest::Harness<'_, Map>, unit: MouseWheelUnit, delta: egui::Vec2) {
    let (phase, source) = (TouchPhase::Move, MouseWheelSource::Wheel);
    harness.event(Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE });
    harness.run_steps(8);
}

#[test]
fn the_wheel_zooms_about_the_pointer_and_shift_1_shows_all() {
    let mut harness = map();
    harness.run();
    assert!(harness.state().content_visible);
    harness.hover_at(POINTER);
    harness.run();
    let (before, zoom) = (harness.state().under_pointer, harness.state().zoom);
    scroll(&mut harness, MouseWheelUnit::Line, vec2(0.0, 5.0));
    assert!(harness.state().zoom > zoom * 1.5, "{} {}", harness.state().zoom, zoom);
    assert!(harness.state().under_pointer.distance(before) < 0.5);
    assert!(!harness.state().content_visible);
    harness.key_press_modifiers(Modifiers::SHIFT, egui::Key::Num1);
    harness.run();
    assert!(harness.state().content_visible);
}

#[test]
fn two_fingers_move_the_map() {
    let mut harness = map();
    harness.run();
    harness.hover_at(POINTER);
    harness.run();
    let (before, zoom) = (harness.state().under_pointer, harness.state().zoom);
    scroll(&mut harness, MouseWheelUnit::Point, vec2(60.0, -40.0));
    assert_eq!(harness.state().zoom, zoom);
    let moved = (before - harness.state().under_pointer) * zoom;
    assert!((moved - vec2(60.0, -40.0)).length() < 1.0, "{moved:?}");
}

#[test]
fn dragging_the_ground_moves_the_map() {
    let mut harness = map();
    harness.run();
    let before = harness.state().under_pointer;
    let zoom = harness.state().zoom;
    harness.drag_at(pos2(300.0, 300.0));
    harness.step();
    harness.hover_at(pos2(340.0, 320.0));
    harness.step();
    harness.drop_at(pos2(340.0, 320.0));
    harness.run();
    let moved = (before - harness.state().under_pointer) * zoom;
    assert!((moved - vec2(40.0, 20.0)).length() < 1.0, "{moved:?}");
}

#[test]
fn a_picture_shows_what_the_window_shows() {
    let show = |ui: &mut egui::Ui| {
        ui.label(TOKENS.title("客户价值图"));
        let _ = ui.button("导入");
    };
    let offscreen = offscreen::draw([300, 120], 1.0, &TOKENS, Lang::Zh, |ui, _| {
        // As a harness does.
        Frame::central_panel(ui.style()).outer_margin(8.0).inner_margin(0.0).show(ui, show);
    })
    .unwrap();
    let (mut harness, renderer) = window::harness(TOKENS, Lang::Zh, vec2(300.0, 120.0), (), move |ui, ()| show(ui));
    harness.run();
    assert!(renderer.picture(&harness, &TOKENS).pixels == offscreen.pixels);
    assert!(offscreen.pixels.iter().any(|pixel| *pixel != TOKENS.surface));
}

/// A page with everything that panels share.
fn specimen(ui: &mut egui::Ui, tokens: &Tokens, lang: Lang) {
    let zh = lang == Lang::Zh;
    let pick = |zh_text: &'static str, en_text: &'static str| if zh { zh_text } else { en_text };
    Frame::new().inner_margin(tokens.margin).show(ui, |ui| {
        ui.label(tokens.title(pick("王晓喆：重点客户", "Jan Dvořák: key accounts")));
        ui.horizontal(|ui| {
            for class in CustomerClass::ALL {
                widgets::chip(ui, tokens, Some(class.into()), terms::class(class).of(lang), tokens.class(class));
            }
        });
        let all = Support::ALL.map(Sign::Support).into_iter().chain(Coverage::ALL.map(Sign::Coverage));
        let all = all.chain(DecisionRole::ALL.map(Sign::Role));
        let rest = [Sign::Unknown, Sign::Key, Sign::Warning, Sign::Check, Sign::Cross, Sign::Pin];
        ui.horizontal(|ui| {
            for sign in all.chain(rest) {
                signs::show(ui, sign, 20.0, tokens.ink);
            }
        });
        ui.horizontal(|ui| {
            widgets::primary_button(ui, tokens, pick("添加客户", "Add customer"));
            widgets::tool_toggle(ui, tokens, pick("手形", "Hand"), true);
            widgets::segmented(ui, tokens, &mut 1, &[(0, pick("自评", "Self")), (1, pick("他评", "Others"))]);
            NumberField::new("score", Some(12.0), "score").show(ui, tokens);
        });
        TextField::new("note", pick("她说：“先看事实……”", "She said, “Facts first…”"), "note").show(ui, tokens);
        widgets::card(tokens).show(ui, |ui| explanation_card(ui, tokens, lang, &explanation()));
    });
}

#[test]
fn what_panels_share_looks_as_it_did() {
    for theme in Theme::ALL {
        for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let tokens = Tokens::new(theme, Audience::Trainer);
            let size = [720, 380];
            let picture = offscreen::draw(size, 1.0, &tokens, lang, |ui, tokens| specimen(ui, tokens, lang)).unwrap();
            window::assert_picture(&format!("look-{theme:?}-{code}").to_lowercase(), &picture);
        }
    }
}

#[test]
fn a_picture_of_no_size_is_refused() {
    for size in [[0, 100], [100, 0], [offscreen::MAX_SIDE + 1, 100]] {
        assert!(offscreen::draw(size, 1.0, &TOKENS, Lang::En, |_, _| ()).is_err());
    }
}
