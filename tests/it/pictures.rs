//! Panels as SVG: texts are texts, and nobody reads there what the panel does not show.

use egui::{Modifiers, vec2};
use jiff::civil::date;
use quick_xml::{Reader, events::Event};
use sandtable::{
    analysis::Audience,
    app::{
        App,
        picture::{Shot, svg},
    },
    example,
    exchange::{Kind, Options, import},
    model::{Customer, CustomerId, PanelKind, Workbook},
    text::Lang,
    ui::Theme,
};

use crate::common::program::{Stage, choose, command, example_in, opened, press, setup, stage, type_path};

fn shot(kind: PanelKind) -> Shot<'static> {
    Shot {
        kind,
        subject: None,
        size: [1366, 768],
        lang: Lang::En,
        theme: Theme::Light,
        audience: Audience::Trainer,
        today: date(2026, 11, 21),
    }
}

/// What is written in an SVG, text by text. It must be XML, and refer to nothing but what is in it.
fn texts(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let (mut texts, mut open) = (Vec::new(), None::<String>);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == b"text" => open = Some(String::new()),
            Event::End(tag) if tag.name().as_ref() == b"text" => texts.extend(open.take()),
            Event::Text(text) => open.iter_mut().for_each(|open| open.push_str(&text.decode().unwrap())),
            Event::GeneralRef(_) => open.iter_mut().for_each(|open| open.push('&')),
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                let known = ["svg", "defs", "g", "rect", "circle", "ellipse", "path", "clipPath"];
                let known = known.into_iter().chain(["linearGradient", "stop", "filter", "feGaussianBlur"]);
                assert!(known.into_iter().any(|known| known == name), "<{name}>");
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let value = String::from_utf8(attribute.value.to_vec()).unwrap();
                    let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                    assert!(!key.starts_with("on") && !key.contains("href"), "{key}");
                    assert!(!value.contains("url(") || value.starts_with("url(#d"), "{key}={value}");
                    assert!(key == "xmlns" || !value.contains("://"), "{key}={value}");
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    texts
}

#[test]
fn every_panel_can_be_read_as_text_in_both_languages() {
    for lang in Lang::ALL {
        let workbook = example::workbook(lang).unwrap();
        for kind in PanelKind::ALL {
            for (theme, audience) in [(Theme::Light, Audience::Trainer), (Theme::Dark, Audience::Room)] {
                let shot = Shot { lang, theme, audience, ..shot(kind) };
                let picture = svg(&workbook, &shot).unwrap();
                let found = texts(&picture);
                assert!(!found.is_empty(), "{kind:?}");
                assert_eq!(picture, svg(&workbook, &shot).unwrap(), "{kind:?}");
                if matches!(kind, PanelKind::ValueMap | PanelKind::Contributions | PanelKind::Classes) {
                    for customer in workbook.customers.iter().take(3) {
                        // A narrow column cuts names off.
                        let name: String = customer.label().chars().take(5).collect();
                        let is_there = found.iter().any(|text| text.contains(&name));
                        assert!(is_there, "{kind:?}: {name} in {found:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_scrolled_away_or_meant_for_the_trainer_is_not_in_the_file() {
    let customers =
        (0..300).map(|n| Customer::new(CustomerId::new(&format!("c{n}")).unwrap(), &format!("Customer-{n:03}")));
    let many = Workbook { customers: std::sync::Arc::new(customers.collect()), ..example::workbook(Lang::En).unwrap() };
    let found = texts(&svg(&many, &shot(PanelKind::Contributions)).unwrap());
    assert!(found.iter().any(|text| text == "Customer-000"));
    assert!(found.iter().all(|text| text != "Customer-299"), "{found:?}");

    let workbook = example::workbook(Lang::En).unwrap();
    let names = |audience| {
        let found = texts(&svg(&workbook, &Shot { audience, ..shot(PanelKind::Feedback) }).unwrap());
        let named = |name: &str| found.iter().any(|text| text.contains(name));
        workbook.team.iter().any(|member| named(member.label()))
    };
    assert!(names(Audience::Trainer) && !names(Audience::Room));
}

fn save_picture(stage: &mut Stage, path: &std::path::Path) {
    command(stage, "Save panel as picture");
    type_path(stage, path, "Save here");
    stage.run_ok();
}

#[test]
fn the_window_saves_what_the_meant_panel_shows() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = opened(&example_in(&folder));
    command(&mut stage, "Customer contribution");
    command(&mut stage, "Maximise");
    let (vector, pixels) = (folder.path().join("grid.svg"), folder.path().join("grid"));
    save_picture(&mut stage, &vector);
    let picture = std::fs::read_to_string(&vector).unwrap();
    let found = texts(&picture);
    assert!(found.iter().any(|text| text == "Yunling City Data Bureau"), "{found:?}");
    // Neither the menus nor the dialog that asked for the path.
    assert!(found.iter().all(|text| text != "Edit" && text != "Save here"), "{found:?}");

    save_picture(&mut stage, &pixels);
    let bytes = std::fs::read(pixels.with_extension("png")).unwrap();
    let size = [16, 20].map(|at| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()));
    assert!(bytes.starts_with(b"\x89PNG"));
    assert!(picture.contains(&format!("width=\"{}\" height=\"{}\"", size[0], size[1])), "{size:?}");

    let other = folder.path().join("grid.bmp");
    save_picture(&mut stage, &other);
    assert!(!other.exists());
}

#[test]
fn the_window_exports_tables_for_the_trainer_only() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = opened(&example_in(&folder));
    let example = example::workbook(Lang::En).unwrap();
    for (what, file, kind) in [
        ("XLSX", "all.xlsx", Kind::Contributions),
        ("Customers (CSV)", "c.csv", Kind::Customers),
        ("Contributions (CSV)", "k.csv", Kind::Contributions),
    ] {
        let path = folder.path().join(file);
        command(&mut stage, "Export tables");
        choose(&mut stage, "Choose what to export", what);
        type_path(&mut stage, &path, "Save here");
        let import = import(&example, &std::fs::read(&path).unwrap(), &Options::new(kind)).unwrap();
        assert!(import.edit.is_none() && !import.report.unchanged.is_empty(), "{file}: {:?}", import.report);
    }
    press(&mut stage, Modifiers::NONE, egui::Key::F5);
    command(&mut stage, "Export tables");
    use egui_kittest::kittest::Queryable as _;
    assert!(stage.query_by_label("Choose what to export").is_none());
}

#[test]
fn a_picture_for_the_room_holds_what_the_room_sees() {
    let mut settings = setup(Lang::En);
    settings.settings.audience = Audience::Room;
    let mut stage = stage(App::new(settings));
    stage.set_size(vec2(1366.0, 768.0));
    command(&mut stage, "Feedback");
    command(&mut stage, "Maximise");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("room.svg");
    save_picture(&mut stage, &path);
    let found = texts(&std::fs::read_to_string(&path).unwrap());
    let team = example::workbook(Lang::En).unwrap().team;
    assert!(!found.is_empty());
    assert!(team.iter().all(|member| found.iter().all(|text| !text.contains(member.label()))), "{found:?}");
}

#[test]
fn the_window_saves_all_of_a_map_under_its_customers_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = opened(&example_in(&folder));
    command(&mut stage, "Power map");
    command(&mut stage, "Maximise");
    command(&mut stage, "Save the whole map as picture");
    let path = folder.path().join("map.svg");
    type_path(&mut stage, &path, "Save here");
    let found = texts(&std::fs::read_to_string(&path).unwrap());
    let holds = |what: &str| found.iter().any(|text| text == what);
    assert!(holds("Power map: Yunling City Data Bureau") && holds("Qin Zheng"), "{found:?}");
    // Neither the map's own tools nor the tray.
    assert!(!holds("Side sheet") && !holds("Hou Yu"), "{found:?}");
}
