//! What goes out comes in again, and no program takes it for a formula.

use std::sync::Arc;

use jiff::civil::date;
use proptest::{collection::vec, option, prelude::*};
use sandtable::{
    analysis::{Audience, Derived},
    example,
    exchange::{
        ExportError, Extract, Kind, Options, Scope, csv, import, register_csv, register_spreadsheet, spreadsheet,
    },
    model::*,
    text::{Lang, export as words, import::label},
};

use crate::common::arbitrary;

/// One of the files that hold a table.
type Write = fn(&Workbook, Lang, Extract) -> Vec<u8>;

const FILES: [(&str, Write); 2] = [("csv", as_csv), ("xlsx", as_spreadsheet)];

fn derived(workbook: &Workbook) -> Derived {
    Derived::of(workbook, date(2026, 11, 21))
}

fn as_csv(workbook: &Workbook, lang: Lang, extract: Extract) -> Vec<u8> {
    csv(workbook, &derived(workbook), lang, extract).unwrap()
}

/// All of it: the second table does not stand on the first sheet.
fn as_spreadsheet(workbook: &Workbook, lang: Lang, _: Extract) -> Vec<u8> {
    spreadsheet(workbook, &derived(workbook), lang, None).unwrap()
}

/// A text as a table keeps it.
fn kept(text: &str) -> String {
    text.trim().to_owned()
}

/// A number to the digits that a spreadsheet keeps.
fn digits(number: f64) -> String {
    format!("{number:.14e}")
}

/// What the import of customers can read of one.
fn read_of(customer: &Customer) -> (String, String, String, Vec<Option<String>>, Contacted) {
    let amounts = [customer.annual_spend, customer.revenue].map(|amount| amount.map(|amount| digits(amount.get())));
    let scores = Criterion::all().map(|criterion| customer.score(criterion).map(|score| digits(score.get())));
    let numbers = amounts.into_iter().chain(scores).collect();
    (customer.id.to_string(), kept(&customer.name), kept(&customer.segment), numbers, customer.contacted)
}

fn margin_of(cell: &Contribution) -> (CustomerId, OfferingId, String) {
    let margin = match cell.margin {
        Margin::Amount(amount) => digits(amount.get()),
        Margin::Sign(sign) => sign.as_str().to_owned(),
    };
    (cell.customer.clone(), cell.offering.clone(), margin)
}

/// Texts with which a spreadsheet, a table or a formula could begin, end or be cut in two.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        arbitrary::text(),
        "['=+@\\-\t\r＝＋－＠]{0,3}[a-z0-9,;\"\n ]{0,6}",
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("a\r\nb\u{1}_x000D_".to_owned()),
        Just(" space around\u{3000}".to_owned()),
    ]
}

fn nasty_customer() -> impl Strategy<Value = Customer> {
    let id = "[=+@'\\-0a客 ]{0,4}[a-z0]".prop_map(|id| CustomerId::new(&id).unwrap());
    let amount = || option::of((-1e15_f64..1e15).prop_map(|amount| Money::new(amount).unwrap()));
    let fact = || option::of(any::<bool>());
    let scores = vec(option::of(1.0_f64..=10.0), 17);
    (id, nasty(), nasty(), amount(), amount(), (fact(), fact(), fact()), scores).prop_map(
        |(id, name, segment, annual_spend, revenue, facts, scores)| {
            let (introduced, procedure_known, needs_known) = facts;
            let contacted = Contacted { introduced, procedure_known, needs_known };
            let mut customer = Customer { segment, annual_spend, revenue, contacted, ..Customer::new(id, &name) };
            for (criterion, score) in Criterion::all().zip(scores) {
                customer.set_score(criterion, score.map(|score| Score::new(score).unwrap()));
            }
            customer
        },
    )
}

/// A workbook with customers whose names and ids are meant badly, and what they buy.
fn nasty_workbook() -> impl Strategy<Value = Workbook> {
    let margin = prop_oneof![
        (-1e15_f64..1e15).prop_map(|amount| Margin::Amount(Money::new(amount).unwrap())),
        (0..3_usize).prop_map(|sign| {
            use MarginSign::{Negative, Positive, StronglyPositive};
            Margin::Sign([StronglyPositive, Positive, Negative][sign])
        }),
    ];
    let cells = vec((0..5_usize, 0..3_usize, margin), 0..8);
    (vec(nasty_customer(), 1..5), vec(nasty(), 3), cells).prop_map(|(customers, offerings, cells)| {
        let mut workbook = Workbook { customers: Arc::new(customers.into_iter().collect()), ..Workbook::default() };
        for (number, name) in offerings.into_iter().enumerate() {
            let id = OfferingId::new(&format!("=o{number}")).unwrap();
            Arc::make_mut(&mut workbook.offerings).put(Offering { id, name, note: String::new() });
        }
        for (customer, offering, margin) in cells {
            let customer = workbook.customers.keys().nth(customer % workbook.customers.len()).cloned().unwrap();
            let offering = workbook.offerings.keys().nth(offering).cloned().unwrap();
            let cell = Contribution { customer, offering, margin, note: String::new() };
            Arc::make_mut(&mut workbook.contributions).put(cell);
        }
        workbook
    })
}

/// Nothing is changed by what went out of the same workbook.
fn changes_nothing(workbook: &Workbook, lang: Lang) -> Result<(), TestCaseError> {
    for (file, write) in FILES {
        for extract in Extract::ALL {
            let bytes = write(workbook, lang, extract);
            let import = import(workbook, &bytes, &Options::new(extract.kind())).unwrap();
            prop_assert!(import.report.refused.is_empty(), "{} {:?}: {:?}", file, extract, import.report.refused);
            prop_assert_eq!(import.edit, None, "{} {:?}", file, extract);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_goes_out_changes_nothing_where_it_came_from(workbook in arbitrary::workbook(), chinese in any::<bool>()) {
        changes_nothing(&workbook, if chinese { Lang::Zh } else { Lang::En })?;
    }

    #[test]
    fn not_even_where_names_are_meant_badly(workbook in nasty_workbook()) {
        changes_nothing(&workbook, Lang::Zh)?;
    }

    #[test]
    fn an_empty_workbook_learns_all_of_it(workbook in nasty_workbook(), chinese in any::<bool>()) {
        let lang = if chinese { Lang::Zh } else { Lang::En };
        for (file, write) in FILES {
            let mut learns = Workbook::default();
            for extract in Extract::ALL {
                let bytes = write(&workbook, lang, extract);
                learns = import(&learns, &bytes, &Options::new(extract.kind())).unwrap().after;
            }
            let customers = |workbook: &Workbook| workbook.customers.iter().map(read_of).collect::<Vec<_>>();
            let margins = |workbook: &Workbook| workbook.contributions.iter().map(margin_of).collect::<Vec<_>>();
            prop_assert_eq!(customers(&learns), customers(&workbook), "{}", file);
            prop_assert_eq!(margins(&learns), margins(&workbook), "{}", file);
        }
    }

    #[test]
    fn no_cell_of_a_table_begins_like_a_formula_but_numbers(workbook in nasty_workbook()) {
        for extract in Extract::ALL {
            let text = String::from_utf8(as_csv(&workbook, Lang::En, extract)).unwrap();
            let text = text.strip_prefix('\u{feff}').expect("the mark by which Excel knows UTF-8");
            prop_assert!(text.ends_with("\r\n"));
            // Another program's reader: what it finds in a cell is what Excel finds there.
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            for row in reader.records() {
                for cell in &row.unwrap() {
                    let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
                    let is_formula = cell.starts_with(signs) && cell.parse::<f64>().is_err();
                    prop_assert!(!is_formula, "{:?}", cell);
                }
            }
        }
    }
}

#[test]
fn every_column_of_an_import_stands_there_under_its_header_and_no_other_is_taken_for_one() {
    let workbook = example::workbook(Lang::Zh).unwrap();
    for lang in Lang::ALL {
        for extract in Extract::ALL {
            let text = String::from_utf8(as_csv(&workbook, lang, extract)).unwrap();
            let headers: Vec<&str> = text.trim_start_matches('\u{feff}').lines().next().unwrap().split(',').collect();
            let fields = extract.kind().fields();
            let expected: Vec<_> = fields.iter().map(|field| words::header(*field).of(lang)).collect();
            assert_eq!(headers[..fields.len()], expected);
            let read = import(&Workbook::default(), text.as_bytes(), &Options::new(extract.kind())).unwrap();
            assert_eq!(read.report.ignored_columns, headers[fields.len()..], "{lang:?} {extract:?}");
        }
    }
    assert_eq!(label(Kind::Customers.fields()[2]).zh, "细分市场");
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let workbook = example::workbook(Lang::En).unwrap();
    let bytes = || as_spreadsheet(&workbook, Lang::En, Extract::Customers);
    assert_eq!(bytes(), bytes());
}

#[test]
fn what_the_trainer_keeps_stays_in_the_workbook() {
    let mut workbook = example::workbook(Lang::En).unwrap();
    let secret = "only for the trainer";
    let mut customer = workbook.customers.iter().next().unwrap().clone();
    customer.note = secret.into();
    customer.competition =
        Competition { rival: secret.into(), ability: secret.into(), intent: secret.into(), attention: secret.into() };
    customer.actions = vec![Action { what: secret.into(), note: secret.into(), ..Action::default() }];
    customer
        .score_notes
        .insert(Criterion::Us(Advantage::People), ScoreNote { note: secret.into(), ..ScoreNote::default() });
    let class = CustomerClass::Invest;
    customer.class_override = Some(ClassOverride { class, place: None, reason: secret.into(), by: None, on: None });
    let mut cell = workbook.contributions.iter().next().unwrap().clone();
    cell.note = secret.into();
    Arc::make_mut(&mut workbook.customers).put(customer);
    Arc::make_mut(&mut workbook.contributions).put(cell);
    for extract in Extract::ALL {
        let text = String::from_utf8(as_csv(&workbook, Lang::En, extract)).unwrap();
        assert!(!text.contains(secret));
    }
}

#[test]
fn what_no_cell_or_sheet_holds_is_refused_by_name() {
    let mut workbook = Workbook::default();
    let id = CustomerId::new("long").unwrap();
    Arc::make_mut(&mut workbook.customers).put(Customer::new(id, &"字".repeat(32_768)));
    let long = Err(ExportError::LongText("long".into()));
    assert_eq!(spreadsheet(&workbook, &derived(&workbook), Lang::Zh, None), long);
    assert_eq!(csv(&workbook, &derived(&workbook), Lang::Zh, Extract::Customers), long);

    let mut workbook = Workbook::default();
    for number in 0..16_384 {
        let id = OfferingId::new(&number.to_string()).unwrap();
        Arc::make_mut(&mut workbook.offerings).put(Offering { id, name: String::new(), note: String::new() });
    }
    let wide = Err(ExportError::TooManyColumns(16_384));
    assert_eq!(spreadsheet(&workbook, &derived(&workbook), Lang::Zh, None), wide);
    csv(&workbook, &derived(&workbook), Lang::Zh, Extract::Contributions).unwrap();
}

/// The register of an account in one of the files.
type WriteRegister = fn(&Workbook, &Derived, Lang, Scope<'_>) -> Result<Vec<u8>, ExportError>;

const REGISTERS: [WriteRegister; 2] = [register_csv, register_spreadsheet];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_register_changes_nothing_where_it_came_from(
        workbook in arbitrary::workbook(),
        names in vec(nasty(), 3),
        chinese in any::<bool>(),
    ) {
        let lang = if chinese { Lang::Zh } else { Lang::En };
        let mut workbook = workbook;
        for organisation in Arc::make_mut(&mut workbook.organisations).iter_mut() {
            for (contact, name) in organisation.contacts.iter_mut().zip(&names) {
                name.clone_into(&mut contact.name);
            }
        }
        for (account, write) in workbook.organisations.keys().flat_map(|account| REGISTERS.map(|write| (account, write))) {
            let scope = Scope { account: Some(account), audience: Audience::Trainer };
            let bytes = write(&workbook, &derived(&workbook), lang, scope).unwrap();
            let options = Options { account: Some(account.clone()), ..Options::new(Kind::Contacts) };
            let import = import(&workbook, &bytes, &options).unwrap();
            prop_assert!(import.report.refused.is_empty(), "{:?}", import.report.refused);
            prop_assert_eq!(import.edit, None);
        }
    }
}

/// The same lines and fields, read from either file by whoever knows nothing yet.
#[test]
fn a_register_teaches_an_empty_workbook_what_an_import_knows() {
    let workbook = example::workbook(Lang::Zh).unwrap();
    for (account, write) in workbook.organisations.keys().flat_map(|account| REGISTERS.map(|write| (account, write))) {
        let scope = Scope { account: Some(account), audience: Audience::Trainer };
        let bytes = write(&workbook, &derived(&workbook), Lang::Zh, scope).unwrap();
        let options = Options { account: Some(account.clone()), ..Options::new(Kind::Contacts) };
        let learned = import(&Workbook::default(), &bytes, &options).unwrap().after;
        let known = |workbook: &Workbook| {
            let contacts = workbook.organisations.get(account).unwrap().contacts.iter();
            let known = contacts.map(|contact| {
                let judged = (contact.support.as_ref().map(|j| j.value), contact.coverage.as_ref().map(|j| j.value));
                let roles: Vec<_> = contact.roles.keys().copied().collect();
                let ids = (contact.id.clone(), contact.reports_to.clone(), contact.owner.clone());
                (ids, contact.name.clone(), contact.title.clone(), roles, judged, contact.last_contact)
            });
            known.collect::<Vec<_>>()
        };
        assert_eq!(known(&learned), known(&workbook));
    }
}

#[test]
fn days_are_days_and_what_is_next_stands_beside() {
    let workbook = example::workbook(Lang::En).unwrap();
    let account = CustomerId::new("yunling-data").unwrap();
    let scope = Scope { account: Some(&account), audience: Audience::Trainer };
    let bytes = register_csv(&workbook, &derived(&workbook), Lang::En, scope).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let kang = text.lines().find(|line| line.starts_with("kang-ning")).unwrap();
    let expected = "Kang Ning,Head of security,Security,tao-kai,Evaluator,6,Political structure,Non-supporter,Brief contact,2026-10-26,\
                    peng-hao,Yunling City Data Bureau,Tao Kai,Peng Hao,,1,3,2,26,Bring the security audit and go through it point by \
                    point,Peng Hao,2026-11-06,15";
    assert_eq!(kang, format!("kang-ning,{expected}"));
    assert!(!text.contains("haiyan") && text.lines().count() == 20);
}

#[test]
fn the_room_reads_names_posts_and_owners_only() {
    let workbook = example::workbook(Lang::En).unwrap();
    let scope = Scope { account: None, audience: Audience::Room };
    let text = String::from_utf8(register_csv(&workbook, &derived(&workbook), Lang::En, scope).unwrap()).unwrap();
    let head = text.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert_eq!(head, "ID,Name,Title,Department,Reports to,Owner,Account,Manager’s name,Owner’s name");
    for judged in ["Supporter", "Decider", "Inner circle", "security audit", "2026-"] {
        assert!(!text.contains(judged), "{judged}");
    }
}
