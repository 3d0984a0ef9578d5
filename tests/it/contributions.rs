//! The contribution grid as people use it: found by what it says, worked with the pointer and the keyboard.

use std::{collections::BTreeSet, sync::Arc};

use egui::{Event, Key, Modifiers, Pos2, Rect, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use proptest::{collection::vec, prelude::*};
use sandtable::{
    analysis::{Audience, Derived},
    edit::{CustomerEdit, Edit, Occasion},
    model::*,
    panels::{Selection, contributions::Contributions},
    text::{Lang, cells, contributions as words, format},
    ui::Theme,
};

use crate::common::{
    arbitrary,
    desk::{Desk, TODAY, harness, paste, press, type_in},
};

type Stage = Harness<'static, Desk<Contributions>>;

fn stage(desk: Desk<Contributions>) -> Stage {
    harness(desk, vec2(1366.0, 768.0), Contributions::show)
}

fn example() -> Stage {
    stage(Desk::example(Lang::En))
}

/// What the cell of a customer and an offering says.
fn spoken(workbook: &Workbook, lang: Lang, customer: &str, offering: &str) -> String {
    let (customer, offering) = (CustomerId::new(customer).unwrap(), OfferingId::new(offering).unwrap());
    let (row, column) = (workbook.customers.get(&customer).unwrap(), workbook.offerings.get(&offering).unwrap());
    let shown = workbook.contributions.get(&(customer, offering)).map(|cell| words::margin(cell.margin, 0));
    words::cell(lang, row.label(), column.label(), shown.as_deref())
}

fn click_cell(stage: &mut Stage, customer: &str, offering: &str) {
    let cell = spoken(stage.state().workbook(), stage.state().lang, customer, offering);
    stage.get_by_label(&cell).click();
    stage.run();
}

fn margin(stage: &Stage, customer: &str, offering: &str) -> Option<Margin> {
    let key = (CustomerId::new(customer).unwrap(), OfferingId::new(offering).unwrap());
    stage.state().workbook().contributions.get(&key).map(|cell| cell.margin)
}

fn amount(amount: f64) -> Option<Margin> {
    Some(Margin::Amount(Money::new(amount).unwrap()))
}

/// The names of customers from the top down.
fn shown_order(stage: &Stage) -> Vec<String> {
    let workbook = stage.state().workbook();
    let mut names: Vec<_> = workbook
        .customers
        .iter()
        .filter_map(|customer| {
            Some((stage.query_by_label(customer.label())?.rect().top(), customer.label().to_owned()))
        })
        .collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    names.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn every_cell_and_both_margins_are_named_in_every_look() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            for audience in [Audience::Trainer, Audience::Room] {
                let desk = Desk::<Contributions>::example(lang).look(theme, audience);
                let size = vec2(1920.0, 1080.0);
                let stage = harness(desk, size, Contributions::show);
                let screen = Rect::from_min_size(Pos2::ZERO, size);
                let workbook = stage.state().workbook().clone();
                let found = |label: String| {
                    let rect = stage.get_by_label(&label).rect();
                    assert!(screen.contains_rect(rect), "{lang:?} {theme:?} {audience:?} {label} {rect:?}");
                };
                let sums = &stage.state().derived.contributions;
                for (customer, sum) in workbook.customers.iter().zip(sums.customers.iter()) {
                    for offering in workbook.offerings.iter() {
                        found(spoken(&workbook, lang, customer.id.as_str(), offering.id.as_str()));
                    }
                    found(words::total_of(lang, customer.label(), &words::total(sum.total, 0)));
                    let share = customer.wallet_share().map(|share| format::percent_of_one(share.get(), 0));
                    found(words::share_of(lang, customer.label(), &share.unwrap_or(format::UNKNOWN.to_owned())));
                }
                for (offering, sum) in workbook.offerings.iter().zip(sums.offerings.iter()) {
                    let class = words::offering_class(lang, sum.class, sum.highly);
                    found(words::class_of(lang, offering.label(), class));
                    found(words::total_of(lang, offering.label(), &words::total(sum.total, 0)));
                }
            }
        }
    }
}

#[test]
fn typing_and_enter_fill_a_column_as_in_a_spreadsheet() {
    let mut stage = example();
    click_cell(&mut stage, "haiyan-bank", "cloud");
    assert_eq!(stage.state().selection, Selection::Customer(CustomerId::new("haiyan-bank").unwrap()));
    for text in ["1,250.5", "++", "−"] {
        type_in(&mut stage, text);
        press(&mut stage, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(margin(&stage, "haiyan-bank", "cloud"), amount(1250.5));
    assert_eq!(margin(&stage, "lanjiang-power", "cloud"), Some(Margin::Sign(MarginSign::StronglyPositive)));
    assert_eq!(margin(&stage, "tengyue-auto", "cloud"), Some(Margin::Sign(MarginSign::Negative)));
    // Each is a step of its own.
    stage.state_mut().undo();
    assert_eq!(margin(&stage, "tengyue-auto", "cloud"), None);
    assert_eq!(margin(&stage, "haiyan-bank", "cloud"), amount(1250.5));
}

#[test]
fn tab_goes_on_in_the_row_and_enter_back_to_where_it_began() {
    let mut stage = example();
    click_cell(&mut stage, "haiyan-bank", "cloud");
    for text in ["1", "2"] {
        type_in(&mut stage, text);
        press(&mut stage, Modifiers::NONE, Key::Tab);
    }
    type_in(&mut stage, "3");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    type_in(&mut stage, "4");
    press(&mut stage, Modifiers::NONE, Key::ArrowDown);
    let row = |stage: &Stage| ["cloud", "security", "contact-centre"].map(|id| margin(stage, "haiyan-bank", id));
    assert_eq!(row(&stage), [amount(1.0), amount(2.0), amount(3.0)]);
    assert_eq!(margin(&stage, "lanjiang-power", "cloud"), amount(4.0));
    // The note of a cell stays when its margin changes.
    let key = (CustomerId::new("haiyan-bank").unwrap(), OfferingId::new("contact-centre").unwrap());
    assert!(!stage.state().workbook().contributions.get(&key).unwrap().note.is_empty());
}

#[test]
fn a_bad_entry_is_refused_in_words_and_waits() {
    let mut stage = example();
    let before = stage.state().workbook().clone();
    click_cell(&mut stage, "haiyan-bank", "cloud");
    type_in(&mut stage, "12x");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    let says = "“12x” is neither an amount nor ++, + or −. Change it, or press Esc to give it up.";
    assert!(stage.query_by_label(says).is_some());
    assert_eq!(stage.state().workbook(), &before);
    // Going elsewhere does not lose it.
    stage.get_by_label(&spoken(&before, Lang::En, "baiyu-park", "iot")).click();
    stage.run();
    let field = stage.get_by_label("Margin: Industry cloud");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("12x"));
    assert!(stage.query_by_label(says).is_some());
    press(&mut stage, Modifiers::NONE, Key::Backspace);
    assert!(stage.query_by_label(says).is_none());
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(margin(&stage, "haiyan-bank", "cloud"), amount(12.0));
    // Escape gives up what was typed.
    type_in(&mut stage, "99");
    press(&mut stage, Modifiers::NONE, Key::Escape);
    assert_eq!(margin(&stage, "lanjiang-power", "cloud"), None);
    type_in(&mut stage, "7");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(margin(&stage, "lanjiang-power", "cloud"), amount(7.0));
}

#[test]
fn a_cell_is_opened_emptied_and_deleted() {
    let mut stage = example();
    click_cell(&mut stage, "yunling-data", "lines");
    press(&mut stage, Modifiers::NONE, Key::F2);
    type_in(&mut stage, "0");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(margin(&stage, "yunling-data", "lines"), amount(3100.0));
    // Below it is 180: what is opened and emptied is whitespace.
    press(&mut stage, Modifiers::NONE, Key::F2);
    press(&mut stage, Modifiers::COMMAND, Key::A);
    press(&mut stage, Modifiers::NONE, Key::Delete);
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(margin(&stage, "haiyan-bank", "lines"), None);
    // Two rows by two columns, one step.
    click_cell(&mut stage, "yunling-data", "cloud");
    let before = stage.state().workbook().clone();
    press(&mut stage, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut stage, Modifiers::SHIFT, Key::ArrowUp);
    press(&mut stage, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut stage, Modifiers::NONE, Key::Delete);
    assert_eq!(margin(&stage, "yunling-data", "cloud"), None);
    assert_eq!(margin(&stage, "yunling-data", "security"), None);
    stage.state_mut().undo();
    assert_eq!(stage.state().workbook(), &before);
}

#[test]
fn a_block_is_pasted_as_one_step_and_copied_as_it_was() {
    let mut stage = example();
    let before = stage.state().workbook().clone();
    click_cell(&mut stage, "haiyan-bank", "cloud");
    paste(&mut stage, "1,000\t++\r\n\t-\r\n");
    assert_eq!(margin(&stage, "haiyan-bank", "cloud"), amount(1000.0));
    assert_eq!(margin(&stage, "haiyan-bank", "security"), Some(Margin::Sign(MarginSign::StronglyPositive)));
    // Nothing in a block empties: Lanjiang Power had “+” for security, and nothing for the cloud.
    assert_eq!(margin(&stage, "lanjiang-power", "security"), Some(Margin::Sign(MarginSign::Negative)));
    assert!(matches!(stage.state().last_edit(), Some(Edit::Together(Occasion::Pasting, edits)) if edits.len() == 3));
    stage.event(Event::Copy);
    stage.step();
    let copied = stage.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("1000\t++\n\t-"));
    stage.state_mut().undo();
    assert_eq!(stage.state().workbook(), &before);
}

#[test]
fn what_cannot_be_pasted_changes_nothing_and_says_why() {
    let mut stage = example();
    let before = stage.state().workbook().clone();
    click_cell(&mut stage, "haiyan-bank", "cloud");
    paste(&mut stage, "1\t2\n3\tn/a");
    let says =
        "Nothing was pasted: in row 2, column 2, “n/a” is neither an amount nor ++, + or −. The grid is as it was.";
    assert!(stage.query_by_label(says).is_some());
    assert_eq!(stage.state().workbook(), &before);
    click_cell(&mut stage, "langang-port", "devices");
    assert!(stage.query_by_label(says).is_none());
    paste(&mut stage, "1\t2");
    let says = "Nothing was pasted: 1 rows by 2 columns don’t fit from this cell on. The grid is as it was.";
    assert!(stage.query_by_label(says).is_some());
    assert_eq!(stage.state().workbook(), &before);
}

#[test]
fn a_single_value_fills_what_is_selected() {
    let mut stage = example();
    click_cell(&mut stage, "haiyan-bank", "cloud");
    press(&mut stage, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut stage, Modifiers::SHIFT, Key::ArrowDown);
    paste(&mut stage, "5");
    for customer in ["haiyan-bank", "lanjiang-power", "tengyue-auto"] {
        assert_eq!(margin(&stage, customer, "cloud"), amount(5.0), "{customer}");
    }
    assert_eq!(margin(&stage, "chengxi-insurance", "cloud"), None);
}

#[test]
fn ctrl_d_and_ctrl_r_fill_what_is_selected_as_one_step() {
    let mut stage = example();
    let before = stage.state().workbook().clone();
    click_cell(&mut stage, "haiyan-bank", "cloud");
    type_in(&mut stage, "5");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    // One row alone takes what stands above it.
    press(&mut stage, Modifiers::COMMAND, Key::D);
    assert_eq!(margin(&stage, "lanjiang-power", "cloud"), amount(5.0));
    press(&mut stage, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut stage, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut stage, Modifiers::COMMAND, Key::D);
    assert_eq!(margin(&stage, "tengyue-auto", "cloud"), amount(5.0));
    assert_eq!(margin(&stage, "chengxi-insurance", "cloud"), amount(5.0));
    assert!(matches!(stage.state().last_edit(), Some(Edit::Together(Occasion::Filling, edits)) if edits.len() == 2));
    // Every row from its first column.
    press(&mut stage, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut stage, Modifiers::COMMAND, Key::R);
    for customer in ["lanjiang-power", "tengyue-auto", "chengxi-insurance"] {
        assert_eq!(margin(&stage, customer, "security"), amount(5.0), "{customer}");
    }
    for _ in 0..4 {
        stage.state_mut().undo();
    }
    assert_eq!(stage.state().workbook(), &before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn pasting_and_undoing_is_nothing(
        row in 0..14usize,
        column in 0..6usize,
        block in vec(vec("[0-9]{0,3}|[+]{1,2}|-|−4|x", 1..4), 1..4),
    ) {
        let mut stage = example();
        let before = stage.state().workbook().clone();
        let (customer, offering) = (before.customers.at(row).unwrap(), before.offerings.at(column).unwrap());
        click_cell(&mut stage, customer.id.as_str(), offering.id.as_str());
        let text = block.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\r\n");
        paste(&mut stage, &text);
        let changed = stage.state().last_edit().is_some();
        prop_assert_eq!(changed, stage.state().workbook() != &before);
        if changed {
            stage.state_mut().undo();
            prop_assert_eq!(stage.state().workbook(), &before);
        }
    }
}

proptest! {
    #[test]
    fn animals_depend_on_the_grid_only(mut workbook in arbitrary::workbook(), revenue in 0.0..1e6f64) {
        let before = Derived::of(&workbook, TODAY).animals;
        for customer in Arc::make_mut(&mut workbook.customers).iter_mut() {
            let id = customer.id.clone();
            *customer = Customer { revenue: Money::new(revenue).ok(), animal: Some(Animal::Rat), ..Customer::new(id, "x") };
        }
        prop_assert_eq!(before, Derived::of(&workbook, TODAY).animals);
    }
}

#[test]
fn heads_sort_by_pointer_and_keyboard_and_lose_nobody() {
    let mut stage = example();
    let given = shown_order(&stage);
    assert_eq!(given.len(), 14);
    stage.get_by_label("Sort by Total").click();
    stage.run();
    let by_total = shown_order(&stage);
    assert_eq!(by_total[..3], ["Yunling City Data Bureau", "Lanjiang Power", "Lanjiang Metro"]);
    assert_eq!(by_total[11..], ["High-street shops", "Lantu Logistics", "Langang Port Office"]);
    stage.get_by_label("Sort by Total").click();
    stage.run();
    assert_eq!(shown_order(&stage)[..2], ["Lantu Logistics", "High-street shops"]);
    assert_eq!(shown_order(&stage)[13], "Langang Port Office", "what is not known comes last");
    for head in ["Customer", "Device supply", "Class", "Wallet share", "Whitespace", "Animal", "Suggested"] {
        stage.get_by_label(&format!("Sort by {head}")).focus();
        stage.run();
        press(&mut stage, Modifiers::NONE, Key::Enter);
        let sorted = shown_order(&stage);
        assert_ne!(sorted, given, "{head}");
        assert_eq!(sorted.iter().collect::<BTreeSet<_>>(), given.iter().collect::<BTreeSet<_>>(), "{head}");
    }
    // From the menu, too, and back to the workbook's order.
    stage.get_by_label("Sort: Suggested ↑").click();
    stage.run();
    stage.get_by_label("As given").click();
    stage.run();
    assert_eq!(shown_order(&stage), given);
}

#[test]
fn rows_stay_under_the_hand_that_fills_them_in() {
    let mut stage = example();
    stage.get_by_label("Sort by Total").click();
    stage.run();
    let before = shown_order(&stage);
    click_cell(&mut stage, "street-shops", "cloud");
    type_in(&mut stage, "99999");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(shown_order(&stage), before);
    // The same head sorts again before it turns the order round.
    stage.get_by_label("Sort by Total").click();
    stage.run();
    assert_eq!(shown_order(&stage)[0], "High-street shops");
}

#[test]
fn the_trainer_sets_an_animal_and_takes_it_back() {
    let mut stage = example();
    let id = CustomerId::new("qinghe-hospital").unwrap();
    for (before, choice, after) in
        [("None", "Reindeer", Some(Animal::Reindeer)), ("Reindeer", "Hare", Some(Animal::Hare)), ("Hare", "None", None)]
    {
        stage.get_by_label(&format!("Qinghe Hospital, animal {before}")).click();
        stage.run();
        stage.get_by_label(choice).click();
        stage.run();
        let edit = Edit::Customers(CustomerEdit::Animal(id.clone(), after));
        assert_eq!(stage.state().last_edit(), Some(&edit));
        assert_eq!(stage.state().workbook().customers.get(&id).unwrap().animal, after);
    }
}

#[test]
fn numbers_and_suggestions_explain_themselves() {
    let mut stage = example();
    for (value, tells) in [
        ("Qinghe Hospital, suggested Reindeer", "Considerable profit, if not the largest: follow closely."),
        ("Lanjiang Metro, total 148", "The sum of the amounts."),
        ("Lanjiang Metro, wallet share 62%", "Yearly revenue ÷"),
        ("Lanjiang Metro, class Mixed", "mixed with both"),
        ("Lanjiang Metro, whitespace 4", "Cells that are not filled in"),
        ("Industry cloud, class Highly profitable", "Profitable without a loss, and highly so from 1.00 times"),
        ("All customers, total 1,888", "The sum of the amounts."),
    ] {
        stage.get_by_label(value).click();
        stage.run();
        assert!(stage.query_all_by_label_contains(tells).next().is_some(), "{value}");
        press(&mut stage, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn an_empty_grid_begins_with_one_button_and_names_its_offering() {
    let mut stage = stage(Desk::new(Workbook::default(), Lang::En));
    stage.get_by_label("Add a customer").click();
    stage.run();
    stage.get_by_label("Add an offering").click();
    stage.run();
    let name = stage.get_by_role_and_label(egui::accesskit::Role::TextInput, "Offering name");
    assert!(name.is_focused());
    type_in(&mut stage, "Lines");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(stage.state().workbook().offerings.first().unwrap().name, "Lines");
    assert!(stage.query_by_label("Sort by Lines").is_some());
    assert!(stage.query_by_label("New customer, Lines: Whitespace").is_some());
}

#[test]
fn a_workbook_that_cannot_be_changed_offers_no_change() {
    let mut desk = Desk::example(Lang::En);
    desk.read_only = true;
    let mut stage = stage(desk);
    click_cell(&mut stage, "haiyan-bank", "cloud");
    type_in(&mut stage, "5");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    press(&mut stage, Modifiers::NONE, Key::Delete);
    paste(&mut stage, "5");
    assert_eq!(stage.state().last_edit(), None);
    assert!(stage.get_by_label("Add a customer").accesskit_node().is_disabled());
    assert!(stage.query_by_role_and_label(Role::Button, "Qinghe Hospital, animal None").is_none());
}

/// Customers with names of forty letters and more, and every second cell filled in.
fn large(customers: usize, offerings: usize) -> Workbook {
    let mut workbook = Workbook::default();
    for n in 0..offerings {
        let id = OfferingId::new(&format!("o{n}")).unwrap();
        let name = format!("Offering number {n} with a name that is far too long for its column");
        Arc::make_mut(&mut workbook.offerings).put(Offering { id, name, note: String::new() });
    }
    for n in 0..customers {
        let id = CustomerId::new(&format!("c{n}")).unwrap();
        let name = format!("第 {n} 家名字很长很长很长很长很长很长很长很长很长很长很长的客户有限责任公司");
        Arc::make_mut(&mut workbook.customers).put(Customer::new(id.clone(), &name));
        for at in (0..offerings).filter(|at| (at + n) % 2 == 0) {
            let margin = Margin::Amount(Money::new((n * 7 + at * 13) as f64 % 500.0 - 100.0).unwrap());
            let offering = OfferingId::new(&format!("o{at}")).unwrap();
            let cell = Contribution { customer: id.clone(), offering, margin, note: String::new() };
            Arc::make_mut(&mut workbook.contributions).put(cell);
        }
    }
    workbook
}

#[test]
fn heads_and_names_stay_in_sight_and_only_what_is_in_sight_is_laid_out() {
    let workbook = large(300, 20);
    let mut stage = stage(Desk::new(workbook.clone(), Lang::En));
    let cells = |stage: &Stage| stage.query_all_by_role(Role::Cell).count();
    assert!((10..600).contains(&cells(&stage)), "{}", cells(&stage));
    click_cell(&mut stage, "c0", "o0");
    press(&mut stage, Modifiers::COMMAND, Key::End);
    let (customer, offering) = (workbook.customers.at(299).unwrap(), workbook.offerings.at(19).unwrap());
    let cell = stage.get_by_label(&spoken(&workbook, Lang::En, "c299", "o19")).rect();
    let name = stage.get_by_label(customer.label()).rect();
    let head = stage.get_by_label(&cells::sort_by(Lang::En, offering.label())).rect();
    assert!(name.right() <= cell.left() && name.y_range() == cell.y_range(), "{name:?} {cell:?}");
    assert!(head.bottom() <= cell.top() && head.x_range() == cell.x_range(), "{head:?} {cell:?}");
    let total = stage.get_by_label(&words::total_of(Lang::En, offering.label(), "22,550")).rect();
    assert!(cell.bottom() <= total.top() && total.bottom() <= 768.0, "{total:?}");
    assert!(stage.query_by_label(&spoken(&workbook, Lang::En, "c0", "o0")).is_none());
    assert!((10..600).contains(&cells(&stage)));
    type_in(&mut stage, "8");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(margin(&stage, "c299", "o19"), amount(8.0));
    press(&mut stage, Modifiers::COMMAND, Key::Home);
    assert!(stage.query_by_label(&spoken(&workbook, Lang::En, "c0", "o0")).is_some());
}

#[test]
fn a_remote_turns_pages_and_what_is_selected_elsewhere_comes_into_sight() {
    let workbook = large(300, 4);
    let mut stage = stage(Desk::new(workbook.clone(), Lang::En));
    let first = spoken(&workbook, Lang::En, "c0", "o0");
    assert!(stage.query_by_label(&first).is_some());
    press(&mut stage, Modifiers::NONE, Key::PageDown);
    assert!(stage.query_by_label(&first).is_none());
    press(&mut stage, Modifiers::NONE, Key::PageUp);
    assert!(stage.query_by_label(&first).is_some());
    stage.state_mut().selection = Selection::Customer(CustomerId::new("c200").unwrap());
    stage.run();
    assert!(stage.query_by_label(&spoken(&workbook, Lang::En, "c200", "o0")).is_some());
    assert!(stage.query_by_label(&first).is_none());
}

#[test]
fn the_room_does_not_see_notes_of_cells() {
    for (audience, seen) in [(Audience::Trainer, true), (Audience::Room, false)] {
        let desk = Desk::<Contributions>::example(Lang::En).look(Theme::Light, audience);
        let mut stage = harness(desk, vec2(1920.0, 1080.0), Contributions::show);
        let cell = spoken(stage.state().workbook(), Lang::En, "haiyan-bank", "contact-centre");
        stage.get_by_label(&cell).hover();
        stage.run_steps(8);
        assert!(stage.query_by_label("Haiyan Bank × Smart contact centre").is_some());
        assert_eq!(stage.query_by_label("Pilot phase, much manual work.").is_some(), seen);
    }
}
