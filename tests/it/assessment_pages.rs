//! The pages of results: quadrants, findings one by one, the class step by step, and agreement; and that the room gets
//! to know nothing from them that it may not.

use std::collections::BTreeSet;

use egui::{Key, Role, Shape, Vec2, pos2, vec2};
use egui_kittest::{
    Harness,
    kittest::{By, NodeT as _, Queryable as _},
};
use sandtable::{
    analysis::{
        Audience, Derived,
        assessment::{Comparison, Mean, Whose},
    },
    example as built_in,
    model::*,
    panels::assessment::Assessment,
    text::{Lang, Word, assessment as words, plans, results, rounds},
    ui::Theme,
};

use crate::{
    assessment_panel::{bilingual, example, response, role, workbook},
    common::desk::{Desk, TODAY, harness},
};

type Stage = Harness<'static, Desk<Assessment>>;

const LARGE: Vec2 = vec2(1600.0, 1400.0);
/// A page of 1366 × 768 in half a window at 125 %.
const HALF_WINDOW: Vec2 = vec2(546.0, 614.0);

/// A workbook's round, about a person.
fn stage(workbook: Workbook, lang: Lang, audience: Audience, person: &str, size: Vec2) -> Stage {
    let mut desk = Desk::new(workbook, lang).look(Theme::Light, audience);
    desk.subject = Some(person.to_owned());
    harness(desk, size, Assessment::show)
}

/// The same on one of its pages, with the pointer on it.
fn page(workbook: Workbook, audience: Audience, person: &str, page: Word) -> Stage {
    let mut stage = stage(workbook, Lang::Zh, audience, person, LARGE);
    open(&mut stage, page);
    stage
}

fn open(stage: &mut Stage, page: Word) {
    let lang = stage.state().lang;
    click(stage, page.of(lang));
    stage.hover_at(pos2(20.0, 1390.0));
    stage.run();
}

fn click(stage: &mut Stage, label: &str) {
    stage.get_by_role_and_label(Role::Button, label).click();
    stage.run();
}

fn press(stage: &mut Stage, key: Key) {
    stage.key_press(key);
    stage.run();
}

/// Every name that a screen reader finds.
fn names(stage: &Stage) -> Vec<String> {
    let nodes = stage.query_all(By::new());
    let texts = nodes.flat_map(|node| [node.accesskit_node().label(), node.accesskit_node().value()]);
    texts.flatten().collect()
}

/// Every text painted.
fn painted(stage: &Stage) -> Vec<String> {
    fn collect(shape: &Shape, texts: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
            Shape::Text(text) => texts.push(text.galley.text().to_owned()),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    stage.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut texts));
    texts
}

/// The numbers with a decimal point in everything that is shown or read aloud.
fn decimals(stage: &Stage) -> BTreeSet<String> {
    let texts = [names(stage), painted(stage)].concat();
    let parts = texts.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_digit() && c != '.'));
    let is_decimal = |part: &&str| part.split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty());
    parts.filter(is_decimal).map(str::to_owned).collect()
}

fn set(numbers: &[&str]) -> BTreeSet<String> {
    numbers.iter().map(|number| (*number).to_owned()).collect()
}

fn shows(stage: &Stage, label: &str) -> bool {
    stage.query_all_by_label(label).next().is_some()
}

#[test]
fn quadrants_are_told_by_name_in_each_look_and_to_whom_they_may() {
    let zh = ["优势共识", "盲区", "潜能", "待发展共识", "团队 象限 盲区", "团队 他评 3.0", "团队 班级平均 3.7"];
    let en = ["Shared strength", "Blind spot", "Potential", "To develop", "Team Quadrant Blind spot"];
    for theme in Theme::ALL {
        for audience in [Audience::Trainer, Audience::Room] {
            for (lang, expected) in [(Lang::Zh, &zh[..]), (Lang::En, &en[..])] {
                let mut desk = Desk::new(example(), lang).look(theme, audience);
                desk.subject = Some("a".to_owned());
                let mut stage = harness(desk, LARGE, Assessment::show);
                open(&mut stage, results::QUADRANTS);
                for label in expected {
                    assert!(shows(&stage, label), "{label} in {lang:?}, {theme:?}, {audience:?}");
                }
            }
        }
    }
    // Two people scored themselves on strategy: a mean for the trainer only.
    let trainer = page(example(), Audience::Trainer, "a", results::QUADRANTS);
    assert!(shows(&trainer, "战略 象限 盲区") && shows(&trainer, "2 个角色：盲区 2"));
    let room = page(example(), Audience::Room, "a", results::QUADRANTS);
    assert!(shows(&room, "2 个角色：盲区 1") && shows(&room, "班级平均：人数不足，不予显示（少于 3 人）"));
    assert!(room.query_by_label_contains("战略 象限").is_none());
    assert!(room.query_by_label_contains("战略 班级平均").is_none());
    // Whoever has nobody else's view is told so.
    assert!(shows(&page(example(), Audience::Trainer, "b", results::QUADRANTS), "没有他评"));
}

#[test]
fn a_role_on_the_line_has_no_quadrant() {
    let responses = [
        response("a", "a", RaterGroup::Oneself, "3333"),
        response("b", "b", RaterGroup::Oneself, "2222"),
        response("c", "c", RaterGroup::Oneself, "4444"),
        response("a", "boss", RaterGroup::Manager, "5555"),
    ];
    let on_the_line = workbook([role("s", bilingual("战略", "Strategy"), 4)], responses);
    let stage = page(on_the_line, Audience::Room, "a", results::QUADRANTS);
    assert!(shows(&stage, "战略 象限 在线上，不归类") && shows(&stage, "1 个角色，还没有一个能归入象限"));
}

#[test]
fn findings_come_one_a_screen_in_a_fixed_order() {
    let of_trainer = [
        "战略是盲区：自评 4.5，高于班级平均 3.8；他评只有 3.0",
        "团队是盲区：自评 5.0，高于班级平均 3.7；他评只有 3.0",
        "活动1：自评比他评高 3.0，超过标记线 1.7",
        "团队：自评比他评高 2.0，超过标记线 1.7",
        "活动2：自评比他评低 2.0，超过标记线 1.7",
        "与自评相比，他评最高的业务活动是“活动2”",
        "与自评相比，他评最低的业务活动是“活动1”",
        "为保护评价人，有 2 处不予显示",
    ];
    for (audience, expected) in [(Audience::Trainer, &of_trainer[..]), (Audience::Room, &of_trainer[1..])] {
        let mut stage = page(example(), audience, "a", results::FINDINGS);
        let last = expected.len() - 1;
        for (place, sentence) in expected.iter().enumerate() {
            assert!(shows(&stage, sentence), "{sentence}: {:?}", names(&stage));
            assert!(shows(&stage, &format!("{} / {}", place + 1, expected.len())));
            let others = expected.iter().filter(|other| *other != sentence);
            assert!(others.into_iter().all(|other| !shows(&stage, other)), "{sentence}");
            press(&mut stage, if place % 2 == 0 { Key::ArrowRight } else { Key::PageDown });
        }
        assert!(shows(&stage, expected[last]), "there is none further");
        assert_eq!(stage.state().subject.as_deref(), Some("a"), "the keys step through findings, not people");
        press(&mut stage, Key::ArrowLeft);
        press(&mut stage, Key::PageUp);
        assert!(shows(&stage, expected[last - 2]));
        click(&mut stage, "上一条（PageUp 或 ←）");
        click(&mut stage, "下一条（PageDown 或 →）");
        assert!(shows(&stage, expected[last - 2]));
        // Another person's start at the first; back again, so do these.
        click(&mut stage, "下一位（PageDown）");
        click(&mut stage, "上一位（PageUp）");
        assert!(shows(&stage, expected[0]));
    }
    assert!(shows(&page(example(), Audience::Trainer, "b", results::FINDINGS), results::NOTHING_TO_TELL.zh));
    let few = page(example(), Audience::Room, "c", results::FINDINGS);
    assert!(shows(&few, "客户：人数不足，不予显示（少于 3 人）"));
}

#[test]
fn a_finding_has_its_numbers_and_they_explain_themselves() {
    let mut stage = page(example(), Audience::Trainer, "a", results::FINDINGS);
    // Self, others of six around 3, the class of two: 4.5 and 3 around 3.75.
    for text in ["4.5", "n=6，标准差 1.4", "n=2，标准差 1.1", "战略 同级与下级 3.0"] {
        let found = shows(&stage, text) || painted(&stage).iter().any(|painted| painted == text);
        assert!(found, "{text}: {:?}", painted(&stage));
    }
    stage.get_all_by_label("战略 班级平均 3.8").next().unwrap().click();
    stage.run();
    stage.get_by_label_contains("本轮每个人自评的平均");
}

/// What is new at each step of the class: the decimals shown there and not before.
fn reveals(stage: &mut Stage) -> Vec<BTreeSet<String>> {
    let mut steps = vec![decimals(stage)];
    for _ in 0..4 {
        press(stage, Key::Space);
        steps.push(decimals(stage));
    }
    steps
}

#[test]
fn nothing_is_there_before_it_is_revealed() {
    // Strategy: 4.5 and 3.0 by self, 3.75 the class, 4.5 the heads; of a by others 3.0.
    // Team: 5.0, 2.0 and 4.0 by self, 3.67 the class, 4.5 the heads; of a by others 3.0.
    let mut stage = page(example(), Audience::Trainer, "a", results::CLASS);
    let steps = reveals(&mut stage);
    assert_eq!(steps[0], set(&[]));
    // Dots are named by their ends.
    assert_eq!(steps[1], set(&["2.0", "5.0", "3.0", "4.5"]));
    assert_eq!(steps[2], set(&["2.0", "5.0", "3.0", "4.5", "3.7", "3.8"]));
    // Furthest from the heads: team, by 0.8.
    assert_eq!(steps[3], set(&["2.0", "5.0", "3.0", "4.5", "3.7", "3.8", "0.8"]));

    // And by name: each from its step on.
    click(&mut stage, "重新开始");
    let names = ["团队 各人自评 2.0–5.0 n=3", "团队 班级平均 3.7", "团队 正职平均 4.5", "团队 各人他评 3.0–3.0 n=1"];
    for step in 0..=names.len() {
        for (place, name) in names.iter().enumerate() {
            assert_eq!(shows(&stage, name), place < step, "{name} at step {step}");
        }
        press(&mut stage, Key::Space);
    }

    // Nor in the reason of what is revealed.
    click(&mut stage, "重新开始");
    press(&mut stage, Key::Space);
    stage.get_by_label("团队 各人自评 2.0–5.0 n=3").click();
    stage.run();
    stage.get_by_label_contains("每点一人，从低到高");
    assert!(decimals(&stage).is_subset(&set(&["2.0", "4.0", "5.0", "3.0", "4.5"])), "{:?}", decimals(&stage));

    // The room: two on strategy are too few, and so are the heads, and the only person with others' scores.
    let mut stage = page(example(), Audience::Room, "a", results::CLASS);
    let steps = reveals(&mut stage);
    let [own, class] = [set(&["2.0", "5.0"]), set(&["2.0", "5.0", "3.7"])];
    assert_eq!(steps, [set(&[]), own, class.clone(), class.clone(), class]);
    assert!(shows(&stage, "战略 各人自评 —") && shows(&stage, "团队 各人自评 2.0–5.0 n=3"));
    assert!(painted(&stage).iter().filter(|text| *text == "人数不足，不予显示（少于 3 人）").count() >= 3);

    // One person: their own first, then the class, then the heads, then the others.
    click(&mut stage, "一个人");
    assert_eq!(decimals(&stage), set(&[]), "what was revealed of everyone isn't of one person");
    stage.hover_at(pos2(20.0, 1390.0));
    stage.run();
    let steps = reveals(&mut stage);
    assert_eq!(steps[1], set(&["4.5", "5.0"]));
    // By 1.3 above the class on team.
    assert_eq!(steps[2], set(&["4.5", "5.0", "3.7", "1.3"]));
    assert_eq!(steps[4], set(&["4.5", "5.0", "3.7", "3.0", "2.0"]));
}

#[test]
fn the_class_is_revealed_by_keys_buttons_and_clicks_and_starts_again() {
    let mut stage = page(example(), Audience::Room, "a", results::CLASS);
    let at = |stage: &Stage, step: &str| assert!(shows(stage, step), "{step}: {:?}", names(stage));
    at(&stage, "0 / 4");
    click(&mut stage, "揭示：各人自评");
    at(&stage, "1 / 4");
    stage.get_by_label("点一下图，揭示：班级平均");
    stage.hover_at(pos2(20.0, 1390.0));
    stage.drag_at(pos2(20.0, 1390.0));
    stage.drop_at(pos2(20.0, 1390.0));
    stage.hover_at(pos2(20.0, 1390.0));
    stage.run();
    at(&stage, "2 / 4");
    for key in [Key::ArrowRight, Key::PageDown, Key::PageDown] {
        press(&mut stage, key);
    }
    at(&stage, "4 / 4");
    press(&mut stage, Key::ArrowLeft);
    click(&mut stage, "退回一步（PageUp 或 ←）");
    at(&stage, "2 / 4");
    // It stays while other pages are looked at.
    open(&mut stage, rounds::RESULTS);
    open(&mut stage, results::CLASS);
    at(&stage, "2 / 4");
    click(&mut stage, "重新开始");
    at(&stage, "0 / 4");
    assert_eq!(decimals(&stage), set(&[]));
}

/// Everything the room can get to see of a workbook's round: every page of every person, every step, every finding.
fn all_of_the_room(workbook: &Workbook) -> Vec<String> {
    let mut all = Vec::new();
    let mut keep = |stage: &Stage| {
        // Shapes hold where every dot and every label stands.
        let shapes: Vec<_> = stage.output().shapes.iter().map(|clipped| &clipped.shape).collect();
        all.push(format!("{:#?}\n{shapes:?}", names(stage)));
    };
    for person in ["a", "b", "c"] {
        let mut stage = stage(workbook.clone(), Lang::Zh, Audience::Room, person, LARGE);
        keep(&stage);
        open(&mut stage, results::QUADRANTS);
        keep(&stage);
        open(&mut stage, results::FINDINGS);
        for _ in 0..10 {
            keep(&stage);
            press(&mut stage, Key::PageDown);
        }
        open(&mut stage, results::CLASS);
        for focus in ["全班", "一个人"] {
            click(&mut stage, focus);
            stage.hover_at(pos2(20.0, 1390.0));
            stage.run();
            for _ in 0..5 {
                keep(&stage);
                press(&mut stage, Key::Space);
            }
        }
    }
    all
}

#[test]
fn what_is_hidden_changes_nothing_that_the_room_sees() {
    // What a's few raters of the role team answered there, and c's two customers everywhere.
    let with = |team: [&str; 2], customers: [&str; 2]| {
        let mut workbook = example();
        let rounds = std::sync::Arc::make_mut(&mut workbook.rounds);
        let round = rounds.get_mut(&RoundId::new("r").unwrap()).unwrap();
        for (rater, answers) in [("p1", format!("2222{}24", team[0])), ("d1", format!("1111{}", team[1]))] {
            let group = if rater == "p1" { RaterGroup::Peer } else { RaterGroup::DirectReport };
            round.responses.put(response("a", rater, group, &answers));
        }
        for (rater, answers) in ["c1", "c2"].into_iter().zip(customers) {
            round.responses.put(response("c", rater, RaterGroup::Customer, answers));
        }
        workbook
    };
    let one = with(["22", "11"], ["44444444", "44444444"]);
    let other = with(["54", "35"], ["12345123", "53535353"]);
    let (one_seen, other_seen) = (all_of_the_room(&one), all_of_the_room(&other));
    for (place, (one, other)) in one_seen.iter().zip(&other_seen).enumerate() {
        assert!(one == other, "screen {place} differs");
    }
    // The trainer, who has the raw answers, does see c's difference in how far raters agree.
    let of_trainer = |workbook: &Workbook| {
        let stage = page(workbook.clone(), Audience::Trainer, "c", results::AGREEMENT);
        names(&stage)
    };
    assert_ne!(of_trainer(&one), of_trainer(&other));
}

#[test]
fn the_room_sees_no_number_that_is_not_of_the_room() {
    let workbook = built_in::workbook(Lang::Zh).unwrap();
    let derived = Derived::of(&workbook, TODAY);
    let round = derived.assessments(Audience::Room).rounds.last().unwrap();
    let mut allowed: Vec<f64> = vec![round.flag_above];
    // The marks of the quadrants' axes.
    allowed.extend((0..=8).map(|half| f64::from(half) / 2.0));
    let of_mean = |mean: Mean| [Some(mean.value), mean.spread].into_iter().flatten();
    let norm = |mean: &sandtable::analysis::assessment::Norm| mean.seen_by(Audience::Room);
    let norms = || round.class.iter().chain(&round.heads).filter_map(norm);
    allowed.extend(norms().flat_map(of_mean));
    for (class, heads) in round.class.iter().zip(&round.heads) {
        allowed.extend(norm(class).zip(norm(heads)).map(|(class, heads)| class.value - heads.value));
    }
    for (role, _) in round.class.iter().enumerate() {
        for whose in [Whose::Oneself, Whose::Others] {
            let found = round.distribution(role, whose, Audience::Room);
            allowed.extend(found.mean.into_iter().flat_map(of_mean));
        }
    }
    let with_gaps = |comparison: &Comparison| -> Vec<f64> {
        let groups = comparison.groups.iter().map(|(_, mean)| *mean);
        let means: Vec<Mean> = comparison.others.into_iter().chain(groups).collect();
        let gaps = comparison.oneself.into_iter().flat_map(|own| {
            let norms = norms().collect::<Vec<_>>();
            means.clone().into_iter().chain(norms).map(move |mean| own.value - mean.value)
        });
        let own = comparison.oneself.into_iter().flat_map(of_mean);
        gaps.collect::<Vec<_>>().into_iter().chain(own).chain(means.into_iter().flat_map(of_mean)).collect()
    };
    for ratee in &round.ratees {
        allowed.extend(ratee.comparisons().flat_map(|(_, comparison)| with_gaps(comparison)));
    }
    let written = |value: &f64| [format!("{:.1}", value.abs()), format!("{:.2}", value.abs())];
    let allowed: BTreeSet<String> = allowed.iter().flat_map(written).collect();

    for ratee in &round.ratees {
        let mut stage = stage(workbook.clone(), Lang::Zh, Audience::Room, ratee.id.as_str(), LARGE);
        for (page, screens) in [(results::QUADRANTS, 1), (results::FINDINGS, 12), (results::CLASS, 5)] {
            open(&mut stage, page);
            for screen in 0..screens {
                let strange: Vec<_> = decimals(&stage).difference(&allowed).cloned().collect();
                assert!(strange.is_empty(), "{strange:?} of {:?} on {page:?}, {screen}", ratee.id);
                press(&mut stage, Key::PageDown);
            }
        }
    }
}

#[test]
fn agreement_is_for_the_trainer_only() {
    let mut stage = page(built_in::workbook(Lang::Zh).unwrap(), Audience::Trainer, "gu-yan", results::AGREEMENT);
    let round = stage.state().derived.assessments(Audience::Trainer).rounds.last().unwrap().clone();
    let alpha = format!("T 跨区域团队 α {:.2}", round.agreement[1].alpha.unwrap());
    let rwg = round.ratees[0].roles[0].comparison.agreement.unwrap();
    for label in [alpha.as_str(), "S 客户战略 ICC(2,1) —", &format!("顾岩 S 客户战略 rwg(j) {rwg:.2}")] {
        assert!(shows(&stage, label), "{label}: {:?}", names(&stage));
    }
    click(&mut stage, &alpha);
    stage.get_by_label_contains("克龙巴赫");
    // The same panel turned to the room.
    let tokens = sandtable::ui::Tokens::new(Theme::Light, Audience::Room).still();
    stage.state_mut().tokens = tokens;
    stage.run();
    for gone in [results::AGREEMENT.zh, plans::TITLE.zh, rounds::RATERS.zh, rounds::QUESTIONNAIRE.zh, alpha.as_str()] {
        assert!(!shows(&stage, gone), "{gone}");
    }
    assert!(names(&stage).iter().all(|name| !name.contains("rwg") && !name.contains("ICC")));
}

#[test]
fn every_page_shows_in_each_look() {
    for lang in Lang::ALL {
        let workbook = built_in::workbook(lang).unwrap();
        for theme in Theme::ALL {
            for audience in [Audience::Trainer, Audience::Room] {
                let mut desk = Desk::new(workbook.clone(), lang).look(theme, audience);
                desk.subject = Some("tang-yi".to_owned());
                let mut stage = harness(desk, LARGE, Assessment::show);
                open(&mut stage, results::FINDINGS);
                let latest = stage.state().derived.assessments(audience).rounds.last().unwrap();
                let findings = latest.ratee(&MemberId::new("tang-yi").unwrap()).unwrap().insights().len();
                assert!(findings >= 8 && shows(&stage, &format!("1 / {findings}")), "{lang:?} {theme:?} {audience:?}");
                open(&mut stage, results::CLASS);
                (0..4).for_each(|_| press(&mut stage, Key::Space));
                let whose = [results::SELF_SCORES, results::OTHERS_SCORES].map(|word| word.of(lang));
                for (whose, n) in whose.into_iter().zip(["n=8", "n=4"]) {
                    let found = names(&stage).iter().any(|name| name.contains(whose) && name.ends_with(n));
                    assert!(found, "{whose} in {lang:?} {theme:?} {audience:?}");
                }
            }
        }
    }
}

#[test]
fn long_names_stay_inside_every_page() {
    for (lang, text) in [(Lang::Zh, "跨区域".repeat(14)), (Lang::En, "Cross-regional teamwork ".repeat(2))] {
        let roles = (0..12).map(|i| role(&format!("r{i}"), Bilingual::same(&format!("{i} {text}")), 1));
        let own = [("a", "345123451234"), ("b", "111111111111"), ("c", "333333333333")];
        let own = own.map(|(id, answers)| response(id, id, RaterGroup::Oneself, answers));
        let boss = response("a", "m", RaterGroup::Manager, "543215432154");
        let workbook = workbook(roles, own.into_iter().chain([boss]));
        for audience in [Audience::Trainer, Audience::Room] {
            let mut stage = stage(workbook.clone(), lang, audience, "a", HALF_WINDOW);
            for page in [results::QUADRANTS, results::FINDINGS, results::CLASS] {
                click(&mut stage, page.of(lang));
                stage.hover_at(pos2(20.0, 600.0));
                (0..4).for_each(|_| press(&mut stage, Key::PageDown));
                stays_inside(&stage, page);
            }
        }
    }
}

/// Nothing is wider than half a window.
fn stays_inside(stage: &Stage, page: Word) {
    let placed = By::new().predicate(|node| node.raw_bounds().is_some());
    let wide = stage.query_all(placed).filter(|node| node.rect().max.x > HALF_WINDOW.x + 0.5);
    let wide: Vec<_> = wide.map(|node| (node.accesskit_node().label(), node.rect())).collect();
    let (lang, audience) = (stage.state().lang, stage.state().tokens.audience);
    assert!(wide.is_empty(), "{page:?} in {lang:?} for {audience:?}: {wide:?}");
}

#[test]
fn every_page_fits_half_a_small_window() {
    for (lang, audience) in [
        (Lang::Zh, Audience::Trainer),
        (Lang::En, Audience::Trainer),
        (Lang::Zh, Audience::Room),
        (Lang::En, Audience::Room),
    ] {
        let workbook = built_in::workbook(lang).unwrap();
        let mut stage = stage(workbook, lang, audience, "tang-yi", HALF_WINDOW);
        for page in [rounds::RESULTS, results::QUADRANTS, results::FINDINGS, results::CLASS] {
            click(&mut stage, page.of(lang));
            stage.hover_at(pos2(20.0, 600.0));
            stage.run();
            if page == results::CLASS {
                (0..4).for_each(|_| press(&mut stage, Key::Space));
            }
            stays_inside(&stage, page);
        }
    }
    let mut stage = stage(built_in::workbook(Lang::En).unwrap(), Lang::En, Audience::Trainer, "tang-yi", HALF_WINDOW);
    for page in [results::AGREEMENT, plans::TITLE, rounds::RATERS, rounds::QUESTIONNAIRE] {
        let button = stage.get_by_role_and_label(Role::Button, page.en).rect();
        assert!(button.max.x <= HALF_WINDOW.x, "{page:?}");
        click(&mut stage, page.en);
    }
    // Somebody with a plan.
    let mut stage = page(built_in::workbook(Lang::En).unwrap(), Audience::Trainer, "gu-yan", rounds::RESULTS);
    stage.set_size(HALF_WINDOW);
    stage.run();
    click(&mut stage, plans::TITLE.zh);
    stays_inside(&stage, plans::TITLE);
}

#[test]
fn groups_that_agree_are_told_without_a_number() {
    // Three peers give the top on everything: the room hears that they agree.
    let peers = ["p1", "p2", "p3"].map(|rater| response("a", rater, RaterGroup::Peer, "55555555"));
    let own = ["a", "b", "c"].map(|id| response(id, id, RaterGroup::Oneself, "33333333"));
    let roles = [role("s", bilingual("战略", "Strategy"), 4), role("t", bilingual("团队", "Team"), 2)];
    let workbook = workbook(roles, peers.into_iter().chain(own));
    let stage = page(workbook.clone(), Audience::Room, "a", results::FINDINGS);
    assert!(shows(&stage, "有 4 处，一组人的评价全体一致，所以不给分数"), "{:?}", names(&stage));
    assert!(shows(&stage, &format!("战略 同级 {}", words::AGREED.zh)));
    assert_eq!(decimals(&stage), set(&[]));
    // The quadrants say why there is none.
    assert!(shows(&page(workbook, Audience::Room, "a", results::QUADRANTS), words::AGREED.zh));
}
