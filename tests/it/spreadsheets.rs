//! Tables in spreadsheets: what their cells say, and what hostile ones come to.

use jiff::civil::date;
use sandtable::{
    exchange::{Field, Import, ImportError, Kind, MAX_CELL_CHARS, Options, Reason, SheetError, import},
    file::Position,
    model::*,
};

use crate::common::xlsx::{Book, archive};

fn take(options: &Options, bytes: &[u8]) -> Import {
    import(&Workbook::default(), bytes, options).unwrap()
}

fn refused(bytes: &[u8]) -> SheetError {
    match import(&Workbook::default(), bytes, &Options::new(Kind::People)) {
        Err(ImportError::Sheet(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// A sheet with these rows, after a header of id and name.
fn people(rows: &str) -> Book {
    let header =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\" t=\"str\"><v>name</v></c></row>";
    Book::default().rows("people", &format!("{header}{rows}"))
}

#[test]
fn a_cell_says_what_its_reader_sees() {
    let mut book = Book::default();
    let (percent, day, digits) = (book.format("0.0%"), book.format("yyyy\"年\"m\"月\"d\"日\""), book.format("00000"));
    let rich = book
        .share_xml("<r><t>王</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 总 </t></r><rPh><t>wang</t></rPh>");
    let id = book.share("  0012 ");
    let header =
        ["id", "name", "influence", "last_contact", "title", "owner", "department"].map(|name| book.share(name));
    let cell = |column: char, row: usize, index: usize| format!("<c r=\"{column}{row}\" t=\"s\"><v>{index}</v></c>");
    let mut rows = String::from("<row r=\"1\">");
    rows.extend(('A'..).zip(header).map(|(column, index)| cell(column, 1, index)));
    rows += "</row><row r=\"2\"/>";
    rows += &format!(
        "<row r=\"3\">{}{}<c r=\"C3\"><f>8+1</f><v>9</v></c><c r=\"D3\" s=\"{day}\"><v>46328</v></c>\
         <c r=\"E3\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>a &lt;b&#x4e2d;</v></c><c r=\"F3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>\
         <c r=\"G3\" s=\"{percent}\"><v>1.05</v></c></row>",
        cell('A', 3, id),
        cell('B', 3, rich),
    );
    rows += &format!(
        "<row r=\"7\"><c r=\"A7\" s=\"{digits}\"><v>7</v></c><c r=\"B7\" t=\"b\"><v>1</v></c><c r=\"C7\"><v>11</v></c></row>\
         <row r=\"9\"><c r=\"A9\"><v>1001</v></c><c r=\"D9\" t=\"d\"><v>2026-11-02T08:30:00</v></c></row>"
    );
    let account = Some(CustomerId::new("acme").unwrap());
    let import = take(&Options { account, ..Options::new(Kind::Contacts) }, &book.rows("x", &rows).bytes());

    assert_eq!(import.report.added, [3, 9], "rows are numbered as the sheet numbers them");
    let refused: Vec<_> = import.report.refused.iter().map(|r| (r.row, r.place, r.field, r.found.as_str())).collect();
    assert_eq!(refused, [(7, Position { line: 7, column: 3 }, Some(Field::Influence), "11")]);
    let organisation = import.after.organisations.get("acme").unwrap();
    let wang = organisation.contacts.get("0012").unwrap();
    assert_eq!((wang.name.as_str(), wang.title.as_str(), wang.department.as_str()), ("王 总", "a <b中", "105%"));
    assert_eq!(wang.last_contact, Some(date(2026, 11, 2)));
    assert_eq!(wang.owner, None, "an error says nothing");
    assert_eq!(organisation.contacts.get("1001").unwrap().last_contact, Some(date(2026, 11, 2)));
}

#[test]
fn a_percentage_is_the_same_however_it_is_written() {
    let mut book = Book::default();
    let percent = book.format("0%");
    let text = |reference: &str, text: &str| format!("<c r=\"{reference}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let mut rows = String::from("<row r=\"1\">");
    rows.extend(["A1", "B1", "C1"].into_iter().zip(["person", "goal", "completion"]).map(|(at, name)| text(at, name)));
    rows += "</row>";
    let number = |row: usize| format!("<c r=\"C{row}\"><v>105</v></c>");
    for (row, cell) in
        [(2, number(2)), (3, text("C3", "105%")), (4, format!("<c r=\"C4\" s=\"{percent}\"><v>1.05</v></c>"))]
    {
        rows += &format!(
            "<row r=\"{row}\">{}{}{cell}</row>",
            text(&format!("A{row}"), "z"),
            text(&format!("B{row}"), &row.to_string())
        );
    }
    let import = take(&Options::new(Kind::Goals), &book.rows("x", &rows).bytes());
    let card = import.after.goal_cards.first().unwrap();
    let completion: Vec<_> = card.goals.iter().map(|goal| goal.completion.map(Percent::get)).collect();
    assert_eq!(completion, [Some(105.0); 3]);
}

#[test]
fn days_may_be_counted_from_1904() {
    let mut book = Book::default().since_1904();
    let day = book.format("yyyy-mm-dd");
    let rows = format!(
        "<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>last_contact</v></c></row>\
         <row><c><v>1</v></c><c s=\"{day}\"><v>44866</v></c></row>"
    );
    let account = Some(CustomerId::new("acme").unwrap());
    let import = take(&Options { account, ..Options::new(Kind::Contacts) }, &book.rows("x", &rows).bytes());
    let contact = import.after.organisations.get("acme").unwrap().contacts.get("1").unwrap();
    assert_eq!(contact.last_contact, Some(date(2026, 11, 2)), "cells and rows without a name stand side by side");
}

#[test]
fn the_first_sheet_that_is_shown_is_read() {
    let book = Book::default().sheet("lists", &[&["id"], &["hidden"]]).hidden();
    let book = book.sheet("第一", &[&["编号", "", "姓名"], &["1", "", "张伟"]]).sheet("more", &[&["id"], &["2"]]);
    let after = take(&Options::new(Kind::People), &book.bytes()).after;
    let team: Vec<_> = after.team.iter().map(|member| (member.id.as_str(), member.name.as_str())).collect();
    assert_eq!(team, [("1", "张伟")]);
    let hidden = Book::default().sheet("only", &[&["id"], &["3"]]).hidden();
    assert!(take(&Options::new(Kind::People), &hidden.bytes()).after.team.contains("3"));
}

#[test]
fn a_sheet_says_what_the_same_text_file_says() {
    let rows: &[&[&str]] =
        &[&["id", "name", "manager"], &["007", "张伟", ""], &["8", "李, 敏\n", "007", "x"], &["", "y"]];
    let csv: String = rows
        .iter()
        .map(|row| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n")
        .collect();
    let options = Options::new(Kind::People);
    let (sheet, text) = (take(&options, &Book::default().sheet("x", rows).bytes()), take(&options, csv.as_bytes()));
    assert_eq!((sheet.edit, sheet.after), (text.edit, text.after));
    assert_eq!(sheet.report.added, text.report.added);
    let reasons = |import: &sandtable::exchange::Report| -> Vec<_> {
        import.refused.iter().map(|refusal| (refusal.field, refusal.reason.clone())).collect()
    };
    assert_eq!(reasons(&sheet.report), reasons(&text.report));
    assert_eq!(reasons(&sheet.report), [(None, Reason::BeyondHeader), (Some(Field::Id), Reason::Blank)]);
}

#[test]
fn cells_far_apart_cost_nothing() {
    let rows = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>far</v></c></row>";
    let report = take(&Options::new(Kind::People), &people(rows).bytes()).report;
    let place = Position { line: 1_048_576, column: 16_384 };
    assert_eq!(
        report.refused.iter().map(|r| (r.place, r.reason.clone())).collect::<Vec<_>>(),
        [(place, Reason::BeyondHeader)]
    );
}

#[test]
fn hostile_sheets_end_in_an_error_of_their_own() {
    let row = |line: usize| Position { line, column: 1 };
    let far: String = (2..2000).map(|r| format!("<row r=\"{r}\"><c r=\"XFD{r}\" t=\"b\"><v>1</v></c></row>")).collect();
    let long = format!("<row><c t=\"str\"><v>{}</v></c></row>", "长".repeat(MAX_CELL_CHARS + 1));
    let shared = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(3000));
    let mut book = people(&shared);
    book.share(&"x".repeat(MAX_CELL_CHARS));
    for (what, bytes, expected) in [
        ("columns", people("<row r=\"2\"><c r=\"XFE2\"/></row>").bytes(), SheetError::TooManyColumns(row(2))),
        (
            "columns without names",
            people(&format!("<row>{}</row>", "<c/>".repeat(16_385))).bytes(),
            SheetError::TooManyColumns(row(2)),
        ),
        ("rows", people("<row r=\"1048577\"/>").bytes(), SheetError::TooManyRows(row(1_048_577))),
        ("cells", people(&far).bytes(), SheetError::TooManyCells(Position { line: 124, column: 16_384 })),
        ("a long text", people(&long).bytes(), SheetError::LongCell(row(2))),
        ("one text for all", book.bytes(), SheetError::Unpacked),
        ("rows twice", people("<row r=\"2\"/><row r=\"2\"/>").bytes(), SheetError::Damaged),
        ("columns twice", people("<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"/></row>").bytes(), SheetError::Damaged),
        ("a cell of another row", people("<row r=\"2\"><c r=\"A3\"/></row>").bytes(), SheetError::Damaged),
        ("no such text", people("<row r=\"2\"><c t=\"s\"><v>9</v></c></row>").bytes(), SheetError::Damaged),
        ("no number", people("<row r=\"2\"><c><v>1e999</v></c></row>").bytes(), SheetError::Damaged),
        ("depth", people(&"<a>".repeat(5000)).bytes(), SheetError::Damaged),
        ("a long tag", people(&format!("<row a=\"{}\"/>", "x".repeat(2 << 20))).bytes(), SheetError::Damaged),
        ("many attributes", people(&format!("<row {}/>", "a=\"\" ".repeat(150_000))).bytes(), SheetError::Empty),
        ("an entity", people("<row><c t=\"str\"><v>&lol;</v></c></row>").bytes(), SheetError::Damaged),
        ("an end too many", people("</sheetData>").bytes(), SheetError::Damaged),
    ] {
        let found = import(&Workbook::default(), &bytes, &Options::new(Kind::People));
        match (found, expected) {
            // It holds nothing but its header.
            (Ok(import), SheetError::Empty) => assert_eq!(import.edit, None, "{what}"),
            (found, expected) => assert_eq!(found.err(), Some(ImportError::Sheet(expected)), "{what}"),
        }
    }
}

#[test]
fn what_unpacks_to_too_much_is_not_unpacked() {
    let mut bomb = b"<worksheet><sheetData>".to_vec();
    bomb.resize(bomb.len() + (80 << 20), b' ');
    assert_eq!(refused(&people("").bytes_with("xl/worksheets/sheet0.xml", bomb)), SheetError::Damaged, "one text");
    let bomb = b"<worksheet><sheetData>".iter().chain(b"<!-- -->".repeat(9 << 20).iter()).copied().collect::<Vec<_>>();
    let bomb = people("").bytes_with("xl/worksheets/sheet0.xml", bomb);
    assert!(bomb.len() < 2 << 20);
    assert_eq!(refused(&bomb), SheetError::Unpacked);
    let texts =
        b"<sst>".iter().chain(b"<si><t>0123456789</t></si>".repeat(4 << 20).iter()).copied().collect::<Vec<_>>();
    assert_eq!(refused(&people("").bytes_with("xl/sharedStrings.xml", texts)), SheetError::Unpacked);
    let elsewhere = people("<row><c><v>1</v></c></row>").bytes_with("xl/media/image1.png", vec![0; 200 << 20]);
    assert!(take(&Options::new(Kind::People), &elsewhere).after.team.contains("1"), "what isn't read isn't unpacked");
}

#[test]
fn archives_that_hold_no_spreadsheet_are_told_from_broken_ones() {
    assert_eq!(refused(b"PK\x03\x04sheet"), SheetError::Damaged);
    assert_eq!(refused(&archive([])), SheetError::NotSpreadsheet);
    assert_eq!(refused(&archive([("mimetype", b"application/vnd.oasis".as_slice())])), SheetError::NotSpreadsheet);
    assert_eq!(refused(&Book::default().bytes()), SheetError::NotSpreadsheet, "no sheets");
    assert_eq!(refused(&Book::default().rows("x", "").bytes()), SheetError::Empty);
    let binary =
        "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>";
    assert_eq!(refused(&people("").bytes_with("_rels/.rels", binary)), SheetError::NotSpreadsheet);
    assert_eq!(refused(&people("").bytes_with("xl/workbook.xml", "<workbook")), SheetError::Damaged);
}

#[test]
fn no_part_of_a_file_and_no_wrong_byte_makes_it_panic() {
    let book = Book::default().sheet("x", &[&["id", "name"], &["1", "张伟"], &["2", "李敏"]]);
    let whole = book.bytes();
    let read = |bytes: &[u8]| import(&Workbook::default(), bytes, &Options::new(Kind::People));
    let expected = read(&whole).unwrap();
    assert_eq!(expected.after.team.len(), 2);
    for len in 4..whole.len() {
        assert_eq!(read(&whole[..len]), Err(ImportError::Sheet(SheetError::Damaged)), "{len} bytes");
    }
    let mut wrong = whole.clone();
    for at in 4..whole.len() {
        for bit in [0, 3, 7] {
            wrong[at] ^= 1 << bit;
            if let Ok(import) = read(&wrong) {
                assert_eq!(import, expected, "a wrong bit {bit} in byte {at} goes unseen");
            }
        }
        wrong[at] = whole[at];
    }
}

#[test]
fn what_looks_like_a_formula_is_a_text() {
    let table = "customer,offering,margin\n=1+1,@SUM(A1),3\n+x,-y,4\n";
    let rows: &[&[&str]] = &[&["customer", "offering", "margin"], &["=1+1", "@SUM(A1)", "3"], &["+x", "-y", "4"]];
    let formulas = "<row><c t=\"str\"><v>customer</v></c><c t=\"str\"><v>offering</v></c><c t=\"str\"><v>margin</v></c></row>\
                    <row><c t=\"str\"><f>\"=1\"&amp;\"+1\"</f><v>=1+1</v></c><c t=\"inlineStr\"><is><t>@SUM(A1)</t></is></c>\
                    <c><f>1+2</f><v>3</v></c></row>\
                    <row><c t=\"str\"><v>+x</v></c><c t=\"str\"><v>-y</v></c><c><v>4</v></c></row>";
    for bytes in [
        table.as_bytes().to_vec(),
        Book::default().sheet("x", rows).bytes(),
        Book::default().rows("x", formulas).bytes(),
    ] {
        let import = take(&Options::new(Kind::Contributions), &bytes);
        let pairs: Vec<_> =
            import.after.contributions.iter().map(|cell| (cell.customer.as_str(), cell.offering.as_str())).collect();
        assert_eq!(pairs, [("=1+1", "@SUM(A1)"), ("+x", "-y")]);
    }
}

#[test]
fn names_may_carry_a_prefix() {
    let parts = Book::default().sheet("x", &[&["id", "name"], &["1", "张伟"]]).parts();
    let prefixed = |xml: &str| {
        let xml = xml.replace("xmlns=", "xmlns:x=").replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:");
        xml.replace("<x:?xml", "<?xml")
    };
    let parts: Vec<(String, Vec<u8>)> = parts
        .into_iter()
        .map(|(name, xml)| (name, prefixed(std::str::from_utf8(&xml).unwrap()).into_bytes()))
        .collect();
    let bytes = archive(parts.iter().map(|(name, xml)| (name.as_str(), xml.as_slice())));
    assert_eq!(take(&Options::new(Kind::People), &bytes).after.team.get("1").unwrap().name, "张伟");
}

#[test]
fn what_an_archive_says_of_sizes_is_not_believed() {
    let mut bytes = people("<row><c><v>1</v></c></row>").bytes();
    let entries: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    for size in [0, u32::MAX] {
        for at in &entries {
            bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
        }
        assert!(take(&Options::new(Kind::People), &bytes).after.team.contains("1"), "{size}");
    }
    bytes[entries[0] + 20..entries[0] + 24].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(refused(&bytes), SheetError::Damaged);
}

#[test]
fn another_sheet_may_be_named() {
    let book = Book::default().sheet("a", &[&["id"], &["1"]]).sheet("表二", &[&["id"], &["2"]]);
    let options = |sheet: &str| Options { sheet: Some(sheet.to_owned()), ..Options::new(Kind::People) };
    assert!(take(&options("表二"), &book.bytes()).after.team.contains("2"));
    let unknown = |bytes: &[u8]| import(&Workbook::default(), bytes, &options("c")).unwrap_err();
    let sheets = vec!["a".to_owned(), "表二".to_owned()];
    assert_eq!(unknown(&book.bytes()), ImportError::UnknownSheet { given: "c".to_owned(), sheets });
    assert_eq!(unknown(b"id\n1\n"), ImportError::UnknownSheet { given: "c".to_owned(), sheets: Vec::new() });
}
