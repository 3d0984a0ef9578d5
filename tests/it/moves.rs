//! The exercise of market moves as a room plays it: with the pointer, with the keyboard alone, and never shown too soon.

use std::path::Path;

use egui::{Key, Modifiers, Pos2, Rect, Role, Shape, Vec2, vec2};
use egui_kittest::{
    Harness,
    kittest::{By, NodeT as _, Queryable as _},
};
use sandtable::{
    analysis::{Audience, moves::key},
    edit::{Edit, MovesEdit, apply},
    example, file,
    model::*,
    panels::moves::Moves,
    text::{Lang, moves as words, terms},
    ui::Theme,
};

use crate::common::desk::{Desk, TODAY, drag, harness};

type Stage = Harness<'static, Desk<Moves>>;

const SMALL: Vec2 = vec2(1366.0, 768.0);
const LARGE: Vec2 = vec2(1920.0, 1080.0);
const DIGITS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

fn id() -> MoveRunId {
    MoveRunId::new("run").unwrap()
}

/// A workbook with a run of so many groups at a stage.
fn workbook(groups: u8, stage: MoveStage) -> Workbook {
    [
        MovesEdit::Start(id(), TODAY),
        MovesEdit::Groups(id(), GroupCount::new(groups).unwrap()),
        MovesEdit::Stage(id(), stage, TODAY),
    ]
    .into_iter()
    .fold(Workbook::default(), change)
}

fn change(workbook: Workbook, edit: MovesEdit) -> Workbook {
    apply(&workbook, Edit::Moves(edit)).unwrap()
}

/// A group lays all its cards, each `shift` classes behind its own, and hands in.
fn lay(workbook: Workbook, group: usize, shift: usize) -> Workbook {
    let laid = MarketMove::ALL.into_iter().fold(workbook, |workbook, card| {
        let class = CustomerClass::ALL[(key(card) as usize + shift) % 4];
        change(workbook, MovesEdit::Place(id(), group, card, Some(class)))
    });
    change(laid, MovesEdit::HandIn(id(), group, true))
}

/// Three groups that have handed in: the key itself, everything one class off, and the key but for three moves.
fn to_be_revealed() -> Workbook {
    let workbook = [0, 1, 0]
        .into_iter()
        .enumerate()
        .fold(workbook(3, MoveStage::Reveal), |workbook, (group, shift)| lay(workbook, group, shift));
    let wrong = [(1, CustomerClass::Consolidate), (6, CustomerClass::ServeLightly), (7, CustomerClass::Harvest)];
    wrong.into_iter().fold(workbook, |workbook, (number, class)| {
        change(workbook, MovesEdit::Place(id(), 2, card(number), Some(class)))
    })
}

fn card(number: usize) -> MarketMove {
    MarketMove::numbered(number).unwrap()
}

fn stage(workbook: Workbook, lang: Lang) -> Stage {
    harness(Desk::new(workbook, lang), SMALL, Moves::show)
}

fn run(stage: &Stage) -> &MoveRun {
    stage.state().workbook().move_runs.iter().next_back().unwrap()
}

fn press(stage: &mut Stage, key: Key) {
    stage.key_press(key);
    stage.run();
}

fn click(stage: &mut Stage, label: &str) {
    stage.get_by_role_and_label(Role::Button, label).click();
    stage.run();
}

fn shows(stage: &Stage, label: &str) -> bool {
    stage.query_all_by_label(label).next().is_some()
}

/// Everything painted or read aloud.
fn said(stage: &Stage) -> Vec<String> {
    fn collect(shape: &Shape, texts: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
            Shape::Text(text) => texts.push(text.galley.text().to_owned()),
            _ => {}
        }
    }
    let nodes = stage.query_all(By::new());
    let names = nodes.flat_map(|node| [node.accesskit_node().label(), node.accesskit_node().value()]);
    let mut texts: Vec<String> = names.flatten().collect();
    stage.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut texts));
    texts
}

/// Where a card is on the board.
fn place_of(stage: &Stage, number: usize, class: Option<CustomerClass>) -> Rect {
    stage.get_by_label(&words::spoken(stage.state().lang, card(number), class)).rect()
}

/// The name of a class's area, with how many cards it has.
fn area(stage: &Stage, class: CustomerClass, cards: usize) -> Pos2 {
    let head = stage.get_by_label(&words::class_area(stage.state().lang, class, cards)).rect();
    // Below its name, where the cards lie.
    head.center_bottom() + vec2(0.0, 60.0)
}

#[test]
fn a_whole_run_goes_by_the_keyboard_in_every_look() {
    for lang in Lang::ALL {
        for (theme, audience) in [(Theme::Light, Audience::Trainer), (Theme::Dark, Audience::Room)] {
            let desk = Desk::new(Workbook::default(), lang).look(theme, audience);
            let mut stage = harness(desk, SMALL, Moves::show);
            stage.get_by_label(words::START.of(lang)).focus();
            stage.run();
            press(&mut stage, Key::Enter);
            stage.get_by_role_and_label(Role::Button, "2").focus();
            stage.run();
            press(&mut stage, Key::Enter);
            stage.get_by_label(words::DEAL.of(lang)).focus();
            stage.run();
            press(&mut stage, Key::Enter);
            assert_eq!((run(&stage).stage, run(&stage).groups.len()), (MoveStage::Play, 2));
            // The first group has the key, by typing its classes in the order of the cards; the second invests in all.
            for card in MarketMove::ALL {
                press(&mut stage, DIGITS[key(card) as usize]);
            }
            press(&mut stage, Key::PageDown);
            for _ in MarketMove::ALL {
                press(&mut stage, Key::Num2);
            }
            press(&mut stage, Key::PageDown);
            assert!(run(&stage).all_handed_in());
            press(&mut stage, Key::PageDown);
            assert_eq!(run(&stage).stage, MoveStage::Reveal);
            for _ in 0..6 {
                press(&mut stage, Key::PageDown);
                assert_eq!(run(&stage).stage, MoveStage::Reveal);
            }
            press(&mut stage, Key::PageDown);
            assert_eq!((run(&stage).stage, run(&stage).on), (MoveStage::Kept, Some(TODAY)));
            let scores = &stage.state().derived.moves.first().unwrap().scores;
            assert_eq!(scores.iter().map(|score| score.right).collect::<Vec<_>>(), [16, 4]);
            for (place, score) in scores.iter().enumerate() {
                assert!(shows(&stage, &words::spoken_score(lang, &words::group_number(lang, place), score)));
            }
        }
    }
}

#[test]
fn a_card_is_dragged_into_a_class_and_back_and_each_is_one_step() {
    let mut stage = stage(workbook(2, MoveStage::Play), Lang::En);
    let before = stage.state().workbook().clone();
    let from = place_of(&stage, 7, None).center();
    let to = area(&stage, CustomerClass::Harvest, 0);
    drag(&mut stage, from, to);
    let put = MovesEdit::Place(id(), 0, card(7), Some(CustomerClass::Harvest));
    assert_eq!(stage.state().last_edit(), Some(&Edit::Moves(put)));
    let laid = place_of(&stage, 7, Some(CustomerClass::Harvest)).center();
    let to = area(&stage, CustomerClass::Invest, 0);
    drag(&mut stage, laid, to);
    let laid = place_of(&stage, 7, Some(CustomerClass::Invest)).center();
    drag(&mut stage, laid, from);
    assert_eq!(stage.state().last_edit(), Some(&Edit::Moves(MovesEdit::Place(id(), 0, card(7), None))));
    for _ in 0..3 {
        stage.state_mut().undo();
    }
    stage.run();
    assert_eq!(stage.state().workbook(), &before);
    assert_eq!(place_of(&stage, 7, None).center(), from);
}

#[test]
fn a_drag_that_is_cancelled_or_ends_nowhere_changes_nothing() {
    let mut stage = stage(workbook(2, MoveStage::Play), Lang::Zh);
    let last = stage.state().last_edit().cloned();
    let from = place_of(&stage, 3, None).center();
    drag(&mut stage, from, Pos2::new(700.0, 20.0));
    drag(&mut stage, from, from + vec2(0.0, 60.0));
    let to = area(&stage, CustomerClass::Harvest, 0);
    stage.hover_at(from);
    stage.step();
    stage.drag_at(from);
    stage.step();
    stage.hover_at(to);
    stage.run_steps(2);
    stage.key_press(Key::Escape);
    stage.run_steps(2);
    stage.drop_at(to);
    stage.run();
    assert_eq!(stage.state().last_edit(), last.as_ref());
    assert_eq!(place_of(&stage, 3, None).center(), from);
}

#[test]
fn keys_choose_a_card_put_it_and_take_it_back() {
    let mut stage = stage(workbook(2, MoveStage::Play), Lang::En);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight] {
        press(&mut stage, key);
    }
    // From 1 down to 3, then over to 11.
    press(&mut stage, Key::Num3);
    let split = |stage: &Stage| run(stage).groups[0].split.clone();
    assert_eq!(split(&stage), Split::from([(card(11), CustomerClass::Harvest)]));
    // The next one in the hand is meant now.
    press(&mut stage, Key::Num1);
    press(&mut stage, Key::ArrowUp);
    assert_eq!(split(&stage).len(), 2);
    stage.get_by_label(&words::spoken(Lang::En, card(12), Some(CustomerClass::Consolidate))).click();
    stage.run();
    press(&mut stage, Key::Backspace);
    assert_eq!(split(&stage), Split::from([(card(11), CustomerClass::Harvest)]));
    // With the keyboard on a card, arrows go on from that card.
    stage.get_by_label(&words::spoken(Lang::En, card(1), None)).focus();
    stage.run();
    press(&mut stage, Key::ArrowDown);
    press(&mut stage, Key::Num4);
    assert_eq!(split(&stage).get(&card(2)), Some(&CustomerClass::ServeLightly));
}

#[test]
fn numbers_are_typed_into_a_class_as_one_step_and_wrong_ones_are_not_taken() {
    let mut stage = stage(workbook(2, MoveStage::Play), Lang::Zh);
    let type_in = |stage: &mut Stage, class, text: &str| {
        let label = words::numbers_field(Lang::Zh, class);
        stage.get_by_label(&label).focus();
        stage.run();
        stage.key_press_modifiers(Modifiers::COMMAND, Key::A);
        stage.get_by_label(&label).type_text(text);
        stage.run();
        press(stage, Key::Tab);
    };
    type_in(&mut stage, CustomerClass::Consolidate, "4、7 9，１６");
    type_in(&mut stage, CustomerClass::Invest, "3 7");
    let in_class =
        |stage: &Stage, class| run(stage).groups[0].moves_in(class).map(MarketMove::number).collect::<Vec<_>>();
    assert_eq!(in_class(&stage, CustomerClass::Consolidate), [4, 9, 16]);
    assert_eq!(in_class(&stage, CustomerClass::Invest), [3, 7]);
    let before = stage.state().last_edit().cloned();
    for wrong in ["17", "2 2", "二"] {
        type_in(&mut stage, CustomerClass::Harvest, wrong);
    }
    assert_eq!(in_class(&stage, CustomerClass::Harvest), [0; 0]);
    assert_eq!(stage.state().last_edit(), before.as_ref());
    stage.state_mut().undo();
    assert_eq!(in_class(&stage, CustomerClass::Consolidate), [4, 7, 9, 16]);
    stage.state_mut().undo();
    assert!(run(&stage).groups[0].split.is_empty());
}

#[test]
fn while_one_group_plays_nothing_tells_what_another_did() {
    for lang in Lang::ALL {
        let seen: Vec<_> = [0, 1, 2]
            .map(|shift| {
                let mut stage = stage(lay(workbook(3, MoveStage::Play), 0, shift), lang);
                let second = said(&stage);
                // Looking at the group that has handed in shows no more.
                stage
                    .get_by_label(&words::progress(lang, &words::group_number(lang, 0), &run(&stage).groups[0]))
                    .click();
                stage.run();
                assert!(shows(&stage, words::HIDDEN.of(lang)));
                [second, said(&stage)].concat()
            })
            .into();
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[0], seen[2]);
    }
    // Until it is taken back.
    let mut stage = stage(lay(workbook(3, MoveStage::Play), 0, 0), Lang::En);
    stage.get_by_label("Group 1, handed in").click();
    stage.run();
    click(&mut stage, words::TAKE_BACK.en);
    assert!(place_of(&stage, 4, Some(CustomerClass::Consolidate)).is_positive());
}

#[test]
fn each_step_shows_what_is_revealed_and_nothing_else() {
    for lang in Lang::ALL {
        let mut stage = stage(to_be_revealed(), lang);
        let tells = |stage: &Stage, of: &str| said(stage).iter().any(|text| text.contains(of));
        let reason = |number| words::reason(card(number)).of(lang);
        let group = |place| words::group_number(lang, place);
        let choice = |class| words::spoken_choice(lang, &group(1), card(4), Some(class));
        // Before anything is revealed it looks as it does for any other splits.
        let mut other = self::stage(lay(lay(lay(workbook(3, MoveStage::Reveal), 0, 2), 1, 2), 2, 3), lang);
        assert_eq!(said(&stage), said(&other));
        press(&mut other, Key::PageDown);
        assert_ne!(said(&stage), said(&other));

        press(&mut stage, Key::PageDown);
        assert!(shows(&stage, &choice(CustomerClass::Invest)));
        assert!(!tells(&stage, "3/3") && !tells(&stage, "2/3"));
        press(&mut stage, Key::ArrowRight);
        // Everyone has these in a class of its own: 1 to harvest, serve lightly, consolidate; 6 to invest, harvest, serve
        // lightly; 7 to consolidate, invest, harvest. About all others the first and the third agree.
        let disputed = stage.state().derived.moves.first().unwrap().most_disputed().map(|of| of.card.number());
        assert_eq!(disputed.collect::<Vec<_>>(), [1, 6, 7]);
        assert!(tells(&stage, "3/3") && tells(&stage, "2/3"));
        assert!(tells(&stage, &words::furthest(lang, &group(0), &group(1), 16)));
        for number in 1..=16 {
            assert!(!tells(&stage, reason(number)), "{number}");
        }
        for class in CustomerClass::ALL {
            assert!(!tells(&stage, &words::key_title(lang, class)));
            press(&mut stage, Key::Space);
            assert!(tells(&stage, &words::key_title(lang, class)));
            for number in 1..=16 {
                assert_eq!(tells(&stage, reason(number)), key(card(number)) == class, "{number}");
            }
        }
        assert!(shows(&stage, &words::spoken_hit(lang, &group(0), card(5), Some(CustomerClass::ServeLightly))));
        let score = |stage: &Stage, place: usize| stage.state().derived.moves.first().unwrap().scores[place];
        assert_eq!([0, 1, 2].map(|place| score(&stage, place).right), [16, 0, 13]);
        assert!(!tells(&stage, &words::spoken_score(lang, &group(2), &score(&stage, 2))));
        press(&mut stage, Key::PageDown);
        assert!(tells(&stage, &words::spoken_score(lang, &group(2), &score(&stage, 2))));
        // Back again, and from the start.
        press(&mut stage, Key::PageUp);
        assert!(!tells(&stage, &words::spoken_score(lang, &group(2), &score(&stage, 2))));
        click(&mut stage, words::START_AGAIN.of(lang));
        assert!(!tells(&stage, &choice(CustomerClass::Invest)));
    }
}

#[test]
fn a_run_survives_being_saved_and_loaded_at_every_stage() {
    let folder = tempfile::tempdir().unwrap();
    let kept = change(to_be_revealed(), MovesEdit::Stage(id(), MoveStage::Kept, TODAY));
    let playing =
        change(workbook(8, MoveStage::Play), MovesEdit::Place(id(), 7, card(16), Some(CustomerClass::Invest)));
    for (name, workbook) in
        [("setup", workbook(2, MoveStage::Setup)), ("play", playing), ("reveal", to_be_revealed()), ("kept", kept)]
    {
        let path = folder.path().join(name).with_extension("ron");
        file::save(&path, &workbook, file::Replace::Nothing).unwrap();
        let loaded = file::load(&path).unwrap();
        assert_eq!((&loaded.workbook, loaded.read_only.is_some()), (&workbook, false));
        assert_eq!(said(&stage(loaded.workbook, Lang::Zh)), said(&stage(workbook, Lang::Zh)), "{name}");
    }
    // A file from before there were runs.
    let older = file::parse(Path::new("older.ron"), b"(version: 1)").unwrap();
    assert!(older.workbook.move_runs.is_empty());
}

#[test]
fn runs_are_listed_with_day_and_scores_opened_removed_and_started() {
    for lang in Lang::ALL {
        let mut stage = harness(Desk::<Moves>::example(lang), SMALL, Moves::show);
        let example = example::workbook(lang).unwrap();
        let first = example.move_runs.first().unwrap().clone();
        let label = words::run_label(lang, &first);
        click(&mut stage, words::PAST_RUNS.of(lang));
        assert!(shows(&stage, &label));
        let scores = &stage.state().derived.moves.first().unwrap().scores;
        assert_eq!(scores.iter().map(|score| score.right).collect::<Vec<_>>(), [13, 11, 9]);
        assert!(shows(&stage, &words::standing(lang, &first, scores)));

        click(&mut stage, words::NEW_RUN.of(lang));
        assert_eq!((run(&stage).stage, run(&stage).on), (MoveStage::Setup, Some(TODAY)));
        assert!(shows(&stage, words::DEAL.of(lang)));
        click(&mut stage, words::PAST_RUNS.of(lang));
        click(&mut stage, &words::open_run(lang, &label));
        assert_eq!(stage.state().subject.as_deref(), Some(first.id.as_str()));
        // Everything of it was revealed.
        let name = words::group_label(lang, &first.groups[0], 0);
        assert!(shows(
            &stage,
            &words::spoken_score(lang, &name, &stage.state().derived.moves.first().unwrap().scores[0])
        ));

        click(&mut stage, words::PAST_RUNS.of(lang));
        click(&mut stage, &words::remove_run(lang, &label));
        assert!(!stage.state().workbook().move_runs.contains(&first.id));
        stage.state_mut().undo();
        stage.run();
        assert!(shows(&stage, &label));
    }
}

#[test]
fn what_is_not_revealed_is_not_in_the_list_either() {
    let mut revealed = stage(to_be_revealed(), Lang::En);
    click(&mut revealed, words::PAST_RUNS.en);
    assert!(shows(&revealed, "to be revealed"));
    assert!(!said(&revealed).iter().any(|text| text.contains("Group 1 16")));
}

#[test]
fn groups_are_named_and_their_number_chosen() {
    let mut stage = stage(workbook(4, MoveStage::Setup), Lang::En);
    click(&mut stage, "8");
    assert_eq!(run(&stage).groups.len(), 8);
    let label = words::group_field(Lang::En, 7);
    stage.get_by_label(&label).focus();
    stage.run();
    stage.get_by_label(&label).type_text("North");
    stage.run();
    press(&mut stage, Key::Tab);
    assert_eq!(run(&stage).groups[7].name, "North");
    click(&mut stage, words::DEAL.en);
    assert!(shows(&stage, "North, 0 of 16 laid") && shows(&stage, "Group 7, 0 of 16 laid"));
    click(&mut stage, words::BACK_TO_SETUP.en);
    click(&mut stage, "2");
    assert_eq!(run(&stage).groups.len(), 2);
    stage.state_mut().undo();
    assert_eq!(run(&stage).groups[7].name, "North");
}

#[test]
fn a_workbook_that_cannot_be_changed_offers_no_change() {
    for (workbook, gone) in [
        (Workbook::default(), words::START),
        (workbook(2, MoveStage::Play), words::BACK_TO_SETUP),
        (lay(lay(workbook(2, MoveStage::Play), 0, 0), 1, 0), words::TO_THE_REVEAL),
        (to_be_revealed(), words::BACK_TO_GROUPS),
    ] {
        let mut desk = Desk::new(workbook, Lang::En);
        desk.read_only = true;
        let mut stage = harness(desk, SMALL, Moves::show);
        assert!(!shows(&stage, gone.en));
        for key in [Key::Num1, Key::Backspace, Key::PageDown].into_iter().chain([Key::PageDown; 7]) {
            press(&mut stage, key);
        }
        assert_eq!(stage.state().last_edit(), None);
    }
}

#[test]
fn everything_stands_on_the_screen_with_two_groups_and_with_eight() {
    for size in [SMALL, LARGE] {
        // Menu, tabs and edges of the window.
        let size = size - vec2(0.0, 80.0);
        let screen = Rect::from_min_size(Pos2::ZERO, size);
        for (lang, audience) in [
            (Lang::Zh, Audience::Trainer),
            (Lang::En, Audience::Trainer),
            (Lang::Zh, Audience::Room),
            (Lang::En, Audience::Room),
        ] {
            for groups in [2, 8] {
                let desk = |workbook| Desk::new(workbook, lang).look(Theme::Light, audience);
                let playing = harness(desk(workbook(groups, MoveStage::Play)), size, Moves::show);
                for number in 1..=16 {
                    let place = place_of(&playing, number, None);
                    assert!(screen.contains_rect(place), "{number} {lang:?} {audience:?} {groups}");
                }
                let laid = (0..groups.into())
                    .fold(workbook(groups, MoveStage::Reveal), |workbook, group| lay(workbook, group, group % 3));
                let mut stage = harness(desk(laid), size, Moves::show);
                for step in 0..8 {
                    let texts = stage.query_all(By::new().predicate(|node| {
                        let name = node.label().unwrap_or_default();
                        name.contains(words::title(card(5)).of(lang))
                            || (0..groups.into()).any(|group| name.contains(&words::group_number(lang, group)))
                    }));
                    for node in texts {
                        let rect = node.rect();
                        assert!(
                            screen.contains_rect(rect),
                            "{step} {:?} {rect:?} {lang:?} {audience:?} {groups} {size}",
                            node.accesskit_node().label()
                        );
                    }
                    press(&mut stage, Key::PageDown);
                }
            }
        }
    }
}

#[test]
fn every_class_has_a_name_on_the_board() {
    let stage = stage(workbook(2, MoveStage::Play), Lang::En);
    for class in CustomerClass::ALL {
        assert!(shows(&stage, &format!("{}: 0", terms::class(class).en)));
    }
}
