//! A table on its way into the window: what is seen of it before anything changes, and that the command line does the
//! same.

use std::{fs, path::Path};

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sandtable::{
    app::App,
    exchange::{self, Kind, Mapping, Options},
    file,
    model::Workbook,
    text::{Lang, app as app_words, importing as words},
};
use tempfile::TempDir;

use crate::common::{program::*, xlsx::Book};

const ORDERS: &str = "Order ID,Customer,Product category,Sales,Profit\n\
                      1,Acme,Chairs,\"$1,200.00\",\"$30.50\"\n\
                      2,Acme,Chairs,$80.00,(10.50)\n\
                      3,Beta,Tables,$90.00,n/a\n\
                      4,Beta,Tables,$70.00,7\n\
                      Grand Total,Grand Total,Tables,,27\n";

/// The workbook in a file.
fn loaded(folder: &TempDir) -> Workbook {
    file::load(&folder.path().join("team.ron")).unwrap().workbook
}

/// The workbook as it was imported into without a window.
fn imported(before: &Workbook, table: &[u8], kind: Kind, map: &[&str]) -> Workbook {
    let columns = map.iter().map(|mapping| mapping.parse::<Mapping>().unwrap()).collect();
    exchange::import(before, table, &Options { columns, ..Options::new(kind) }).unwrap().after
}

/// A program with the example open, about to import a file of this name and content.
fn looking_at(name: &str, table: &[u8], command: &str) -> (Stage, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), table).unwrap();
    let mut stage = opened(&example_in(&folder));
    crate::common::program::command(&mut stage, command);
    type_path(&mut stage, &folder.path().join(name), words::PATH_READ.en);
    (stage, folder)
}

fn orders() -> (Stage, TempDir) {
    let (mut stage, folder) = looking_at("orders.csv", ORDERS.as_bytes(), words::CONTRIBUTIONS_COMMAND.en);
    wait_for(&mut stage, "Not known yet which column is: Offering, Margin.");
    choose_column(&mut stage, "Offering", "Product category");
    choose_column(&mut stage, "Margin", "Profit");
    wait_for(&mut stage, "Row 2 Added");
    (stage, folder)
}

fn choose_column(stage: &mut Stage, field: &str, column: &str) {
    click(stage, &format!("Column for {field}"));
    reach(stage, column);
}

fn save(stage: &mut Stage) {
    press(stage, Modifiers::COMMAND, Key::S);
}

fn is_shown(stage: &Stage, label: &str) -> bool {
    stage.query_all_by_label_contains(label).next().is_some()
}

#[test]
fn a_table_is_looked_at_its_columns_are_chosen_and_it_is_imported_as_one_step() {
    let (mut stage, folder) = orders();
    for shown in [
        "Text in UTF-8, separated by commas",
        "All 5",
        "Added 3",
        "Refused 2",
        "Row 2 Added: Acme, Chairs, 30.5",
        "Row 3 Added: Acme, Chairs, −10.5",
        "Row 4 Refused: Margin “n/a”: expected a number, or ++, + or −, Beta, Tables, n/a",
        "Row 6 Refused: Customer “Grand Total”: this looks like a total",
        "3 rows make 2 cells",
        "customers 2, offerings 2",
        "2 rows are refused",
        "Columns not read: Order ID, Sales",
    ] {
        assert!(is_shown(&stage, shown), "{shown}");
    }
    let before = loaded(&folder);
    click(&mut stage, words::ACT.en);
    assert!(is_shown(&stage, "Imported orders.csv: 3 rows added, 0 changed, 2 refused"));
    save(&mut stage);
    let expected = imported(
        &before,
        ORDERS.as_bytes(),
        Kind::Contributions,
        &["customer=Customer", "offering=Product category", "margin=Profit"],
    );
    assert_ne!(expected.contributions, before.contributions);
    let after = loaded(&folder);
    assert_eq!(Workbook { view: expected.view.clone(), ..after }, expected, "as the command line does it");
    press(&mut stage, Modifiers::COMMAND, Key::Z);
    save(&mut stage);
    assert_eq!(loaded(&folder), before, "one step back");
}

#[test]
fn cancelling_changes_nothing() {
    let (mut stage, folder) = orders();
    let before = fs::read(folder.path().join("team.ron")).unwrap();
    click(&mut stage, app_words::CANCEL.en);
    assert!(!is_shown(&stage, "Row 2 Added"));
    save(&mut stage);
    assert_eq!(fs::read(folder.path().join("team.ron")).unwrap(), before);

    let (mut stage, _folder) = orders();
    press(&mut stage, Modifiers::NONE, Key::Escape);
    assert!(!is_shown(&stage, "Row 2 Added"));
}

#[test]
fn rows_are_listed_by_what_becomes_of_them() {
    let (mut stage, _folder) = orders();
    click(&mut stage, "Refused 2");
    assert!(is_shown(&stage, "Row 4 Refused") && !is_shown(&stage, "Row 2 Added"));
    click(&mut stage, "Added 3");
    assert!(!is_shown(&stage, "Row 4 Refused") && is_shown(&stage, "Row 2 Added"));
    // Read from another column every row goes in, and there are none to be listed as refused.
    click(&mut stage, "Refused 2");
    choose_column(&mut stage, "Margin", "Order ID");
    wait_for(&mut stage, "Refused 1");
    choose_column(&mut stage, "Customer", words::NOT_READ.en);
    wait_for(&mut stage, "Not known yet which column is: Customer.");
    assert!(stage.get_by_label(words::ACT.en).accesskit_node().is_disabled());
}

#[test]
fn customers_come_in_by_the_headers_of_either_language() {
    let table =
        "编号,名称,细分市场,年采购额,我方年收入,已正式介绍,利润贡献\nx1,华星,通信,\"¥1,000\",\"￥200.50\",是,8\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("客户.csv"), table).unwrap();
    let path = example_in(&folder);
    let mut app = App::new(setup(Lang::Zh));
    app.open(&path);
    let mut stage = stage(app);
    let before = loaded(&folder);
    command(&mut stage, words::CUSTOMERS_COMMAND.zh);
    stage.get_by_label(app_words::PATH_LABEL.zh).focus();
    stage.run_ok();
    stage.get_by_label(app_words::PATH_LABEL.zh).type_text(&folder.path().join("客户.csv").display().to_string());
    stage.run_ok();
    click(&mut stage, words::PATH_READ.zh);
    wait_for(&mut stage, "第 2 行 新增：x1、华星、通信、1,000、200.5、是、8");
    click(&mut stage, words::ACT.zh);
    save(&mut stage);
    let expected = imported(&before, table.as_bytes(), Kind::Customers, &[]);
    let after = loaded(&folder);
    assert_eq!(Workbook { view: expected.view.clone(), ..after }, expected);
    assert_eq!(expected.customers.get("x1").unwrap().revenue.unwrap().get(), 200.5);
}

#[test]
fn the_same_table_again_changes_nothing_and_says_so() {
    let table = "customer,offering,margin\nAcme,Chairs,5\n";
    let (mut stage, folder) = looking_at("a.csv", table.as_bytes(), words::CONTRIBUTIONS_COMMAND.en);
    wait_for(&mut stage, "Row 2 Added");
    click(&mut stage, words::ACT.en);
    command(&mut stage, words::CONTRIBUTIONS_COMMAND.en);
    type_path(&mut stage, &folder.path().join("a.csv"), words::PATH_READ.en);
    wait_for(&mut stage, "Row 2 Unchanged");
    assert!(is_shown(&stage, words::NOTHING_NEW.en));
    assert!(stage.get_by_label(words::ACT.en).accesskit_node().is_disabled());
}

#[test]
fn a_sheet_is_chosen_among_several() {
    let book = Book::default()
        .sheet("About", &[&["Orders of 2026"]])
        .sheet("Lines", &[&["customer", "offering", "margin"], &["Acme", "Chairs", "++"]])
        .sheet("lists", &[&["x"]])
        .hidden();
    let (mut stage, folder) = looking_at("orders.xlsx", &book.bytes(), words::CONTRIBUTIONS_COMMAND.en);
    wait_for(&mut stage, "Not known yet");
    stage.get_by_role_and_label(Role::ComboBox, words::SHEET.en).click();
    stage.run_ok();
    assert!(!is_shown(&stage, "lists"));
    click(&mut stage, "Lines");
    wait_for(&mut stage, "Row 2 Added: Acme, Chairs, ++");
    click(&mut stage, words::ACT.en);
    save(&mut stage);
    assert!(loaded(&folder).customers.contains("Acme"));
}

#[test]
fn a_file_that_is_no_table_is_named_with_what_is_wrong() {
    let far = "<row r=\"2\"><c r=\"ZZZZ2\"><v>1</v></c></row>";
    for (name, bytes, expected) in [
        ("empty.csv", b"".to_vec(), "empty.csv: the file is empty"),
        ("quote.csv", b"id,name\n1,\"open\n".to_vec(), "quote.csv:2:3: the quote that opens here is never closed"),
        ("broken.xlsx", b"PK\x03\x04nothing".to_vec(), "broken.xlsx: the spreadsheet is damaged"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), "old.xls: this is an old spreadsheet"),
        ("far.xlsx", Book::default().rows("x", far).bytes(), "far.xlsx:2:1: more than 16,384 columns"),
    ] {
        let (mut stage, folder) = looking_at(name, &bytes, words::CUSTOMERS_COMMAND.en);
        let before = loaded(&folder);
        wait_for(&mut stage, expected);
        assert!(stage.get_by_label(words::ACT.en).accesskit_node().is_disabled(), "{name}");
        click(&mut stage, app_words::CANCEL.en);
        assert_eq!(loaded(&folder), before);
    }
}

#[test]
fn a_dropped_table_is_looked_at_as_what_its_header_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let mut stage = opened(&example_in(&folder));
    let look = |stage: &mut Stage, path: &Path, expected: &str| {
        drop_on(stage, &[path]);
        wait_for(stage, expected);
        click(stage, app_words::CANCEL.en);
    };
    look(&mut stage, &file("a.CSV", "产品;客户;贡献\nChairs;Acme;3\n"), "Row 2 Added: Acme, Chairs, 3");
    look(&mut stage, &file("b.csv", "id,name\nx1,Acme\n"), "Row 2 Added: x1, Acme");
    // For the room nothing is imported: what a table says of customers is not for it.
    press(&mut stage, Modifiers::NONE, Key::F5);
    drop_on(&mut stage, &[&folder.path().join("b.csv")]);
    assert!(is_shown(&stage, words::ONLY_TRAINER.en));
    assert!(!is_shown(&stage, words::READING_FILE.en));
}

#[test]
fn another_kind_is_read_at_once() {
    let (mut stage, _folder) = looking_at("a.csv", b"id,name\nx1,Acme\n", words::CONTRIBUTIONS_COMMAND.en);
    wait_for(&mut stage, "Not known yet which column is: Customer, Offering, Margin.");
    stage.get_all_by_label(words::CUSTOMERS.en).last().unwrap().click();
    wait_for(&mut stage, "Row 2 Added: x1, Acme");
}

/// Posts as a government publishes them: no names, and a column that nothing is read from. One reports to nobody there,
/// two to each other, one stands twice.
const POSTS: &str = "Post Unique Reference,Job Title,Unit,Grade,Reports to Senior Post\n\
                     A1,Permanent Secretary,Office,SCS4,\n\
                     A2,Director,Policy,SCS2,A1\n\
                     B1,Deputy Director,Policy,SCS1,Z9\n\
                     B2,Head of Team,Policy,SCS1,B3\n\
                     B3,Head of Unit,Policy,SCS1,B2\n\
                     A2,Director again,Policy,SCS2,A1\n";

#[test]
fn contacts_of_a_new_customer_come_in_with_what_is_doubtful_told() {
    let (mut stage, folder) = looking_at("posts.csv", POSTS.as_bytes(), words::CONTACTS_COMMAND.en);
    wait_for(&mut stage, "Not known yet which column is: ID.");
    choose_column(&mut stage, "ID", "Post Unique Reference");
    choose_column(&mut stage, "Reports to", "Reports to Senior Post");
    wait_for(&mut stage, "Not known yet whose people these are.");
    assert!(stage.get_by_label(words::ACT.en).accesskit_node().is_disabled());
    stage.get_by_role_and_label(Role::ComboBox, words::ACCOUNT.en).click();
    stage.run_ok();
    stage.get_all_by_label(words::NEW_ACCOUNT.en).last().unwrap().click();
    stage.run_ok();
    stage.get_by_label(words::NEW_ACCOUNT_NAME.en).focus();
    stage.run_ok();
    stage.get_by_label(words::NEW_ACCOUNT_NAME.en).type_text("The Department");
    wait_for(&mut stage, "Row 2 Added: A1, Permanent Secretary, Office");
    for shown in [
        "All 6",
        "Added 5",
        "Repeated ids, kept aside 1",
        "The map then has 5 people on 2 levels, 1 of them at the top.",
        "manager not on the map 1, circles 1, repeated ids 1",
        "Created: customers 1, people of ours as owners 0.",
        "Columns not read: Grade",
    ] {
        assert!(is_shown(&stage, shown), "{shown}");
    }
    let before = loaded(&folder);
    click(&mut stage, words::ACT.en);
    save(&mut stage);
    let after = loaded(&folder);
    let made = after.customers.iter().last().unwrap();
    assert_eq!((made.name.as_str(), after.customers.len()), ("The Department", before.customers.len() + 1));
    let organisation = after.organisations.get(&made.id).unwrap();
    assert_eq!((organisation.contacts.len(), organisation.duplicates.len()), (5, 1));
    assert!(is_shown(&stage, "Permanent Secretary"), "its map is opened");
    press(&mut stage, Modifiers::COMMAND, Key::Z);
    save(&mut stage);
    let back = loaded(&folder);
    assert_eq!((back.customers, back.organisations), (before.customers, before.organisations), "one step back");
}

#[test]
fn contacts_of_a_customer_that_is_there_are_what_the_command_line_makes_of_them() {
    let table = "id,name,title,department,reports_to,owner\n100,Steven King,Chief,Executive,,gu-yan\n\
                 101,Neena Kochhar,Vice president,Executive,100,new-one\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    fs::write(&path, table).unwrap();
    let mut stage = opened(&example_in(&folder));
    let before = loaded(&folder);
    // Recognised by its header, and taken for the people of the customer that is looked at: none is yet.
    drop_on(&mut stage, &[&path]);
    wait_for(&mut stage, "Not known yet whose people these are.");
    stage.get_by_role_and_label(Role::ComboBox, words::ACCOUNT.en).click();
    stage.run_ok();
    reach(&mut stage, "Lanjiang Power");
    wait_for(&mut stage, "Row 3 Added: 101, Neena Kochhar");
    assert!(is_shown(&stage, "people of ours as owners 1"));
    click(&mut stage, words::ACT.en);
    save(&mut stage);
    let account = before.customers.iter().find(|customer| customer.name == "Lanjiang Power").unwrap().id.clone();
    let options = Options { account: Some(account), ..Options::new(Kind::Contacts) };
    let expected = exchange::import(&before, table.as_bytes(), &options).unwrap().after;
    let after = loaded(&folder);
    assert_eq!(Workbook { view: after.view.clone(), ..expected }, after);
}
