//! Questionnaires out of XLSForm files: what becomes of a form, and what is refused by name.

use sandtable::{
    edit::{AssessmentEdit, Edit, apply},
    exchange::{
        SheetError,
        xlsform::{Caution, Form, FormError, MAX_FORM_ROWS, MAX_REFUSALS, Refusal, Sheet, Why, read},
    },
    model::*,
    text::{Lang, xlsform as text},
};

use crate::common::xlsx::Book;

type Rows = Vec<Vec<String>>;

fn rows(rows: &[&[&str]]) -> Rows {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

/// An invented form: one role, one activity, one open question.
struct Draft {
    survey: Rows,
    choices: Rows,
    settings: Rows,
}

impl Draft {
    fn new() -> Self {
        let survey = rows(&[
            &[
                "type",
                "name",
                "label::English (en)",
                "label::中文 (zh)",
                "label_self::English (en)",
                "label_self::zh",
                "hint",
                "required",
                "relevant",
            ],
            &["note", "intro", "Think of the last six months.", "请回想过去半年。"],
            &["begin_group", "plan", "Planning", "规划"],
            &[
                "select_one freq",
                "p1",
                "Sets clear goals.",
                "目标清楚。",
                "I set clear goals.",
                "我的目标清楚。",
                "",
                "yes",
            ],
            &[
                "select_one freq",
                "p2",
                "Keeps promises.",
                "信守承诺。",
                "I keep promises.",
                "我信守承诺。",
                "on time",
                "no",
            ],
            &["end_group"],
            &["begin group", "k", "", "关键业务活动"],
            &["select_one freq", "p1", "Account planning", "客户规划"],
            &["end group"],
            &["begin_group", "words", "In your words", "请说说"],
            &["text", "more", "What else?", "还有什么？"],
            &["end_group"],
        ]);
        let choices = rows(&[
            &["list_name", "name", "label::English (en)", "label::中文 (zh)"],
            &["freq", "1", "never", "从不"],
            &["yes_no", "yes", "Yes"],
            &["freq", "2", "seldom", "很少"],
            &["freq", "3", "often", "经常"],
            &["freq", "4", "always", "总是"],
        ]);
        let settings = rows(&[
            &["form_title", "form_id", "version", "default_language"],
            &["Our questions", "ours", "3", "English (en)"],
        ]);
        Self { survey, choices, settings }
    }

    fn book(&self) -> Book {
        let sheet = |book: Book, name: &str, rows: &Rows| {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            book.sheet(name, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
        };
        let book = sheet(Book::default(), "survey", &self.survey);
        sheet(sheet(book, "Choices", &self.choices), "settings", &self.settings)
    }

    fn read(&self) -> Result<Form, FormError> {
        read(&self.book().bytes(), &Table::default())
    }

    fn refused(&self) -> Vec<Refusal> {
        match self.read() {
            Err(FormError::Refused(refused)) => refused,
            other => panic!("{other:?}"),
        }
    }
}

fn both(en: &str, zh: &str) -> Bilingual {
    Bilingual { zh: zh.to_owned(), en: en.to_owned() }
}

#[test]
fn a_form_becomes_a_questionnaire() {
    let form = Draft::new().read().unwrap();
    let Instrument { id, version, name, points, labels, roles, activities, questions, note } = form.instrument.clone();
    assert_eq!((id.as_str(), version, name), ("ours", 3, both("Our questions", "")));
    assert_eq!(
        (points.get(), labels[0].clone(), labels[3].clone()),
        (4, both("never", "从不"), both("always", "总是"))
    );
    let role = roles.first().unwrap();
    assert_eq!((roles.len(), role.id.as_str(), &role.name), (1, "plan", &both("Planning", "规划")));
    let items: Vec<_> = role.items.iter().map(|item| (item.id.as_str(), item.note.as_str())).collect();
    assert_eq!(items, [("p1", ""), ("p2", "on time")]);
    let item = role.items.first().unwrap();
    assert_eq!(item.text, both("Sets clear goals.", "目标清楚。"));
    assert_eq!(item.self_text, both("I set clear goals.", "我的目标清楚。"));
    let only =
        |items: &Table<Item>| items.iter().map(|item| (item.id.to_string(), item.text.clone())).collect::<Vec<_>>();
    assert_eq!(only(&activities), [("p1".to_owned(), both("Account planning", "客户规划"))]);
    assert_eq!(only(&questions), [("more".to_owned(), both("What else?", "还有什么？"))]);
    assert_eq!(note, "请回想过去半年。\nThink of the last six months.");
    assert_eq!(
        form.cautions,
        [
            Caution::Untranslated(Sheet::Settings, Lang::Zh, vec![2]),
            Caution::Untranslated(Sheet::Survey, Lang::En, vec![7]),
            Caution::NoSelfWording(vec![8]),
            Caution::Notes(vec![2, 5]),
            Caution::Required(vec![4]),
            Caution::NoRole(vec![10]),
            Caution::UnusedLists(vec!["yes_no".to_owned()]),
        ]
    );
    let put = Edit::Assessment(AssessmentEdit::PutInstrument(Box::new(form.instrument.clone())));
    let after = apply(&Workbook::default(), put).unwrap();
    assert_eq!(after.instruments.first(), Some(&form.instrument));
    for lang in [Lang::Zh, Lang::En] {
        assert_eq!(text::report(lang, &form).len(), 1 + form.cautions.len());
    }
}

#[test]
fn whatever_else_says_something_is_refused_by_name() {
    use Sheet::{Choices, Settings, Survey};
    let change = |sheet: Sheet, row: usize, column: usize, text: &str| {
        let mut draft = Draft::new();
        let rows = match sheet {
            Survey => &mut draft.survey,
            Choices => &mut draft.choices,
            Settings => &mut draft.settings,
        };
        if rows.len() < row {
            rows.resize(row, Vec::new());
        }
        let cells = &mut rows[row - 1];
        if cells.len() < column {
            cells.resize(column, String::new());
        }
        cells[column - 1] = text.to_owned();
        draft.refused()
    };
    let wide = "x".repeat(MAX_ID_CHARS + 1);
    for (sheet, row, column, text, header, why) in [
        (Survey, 4, 1, "select_multiple freq", "type", Why::Type),
        (Survey, 4, 1, "select_one freq or_other", "type", Why::Type),
        (Survey, 11, 1, "calculate", "type", Why::Type),
        (Survey, 11, 1, "start", "type", Why::Type),
        (Survey, 4, 1, "", "type", Why::Blank),
        (Survey, 5, 9, "${p1} > 2", "relevant", Why::Column),
        (Survey, 5, 10, "far", "", Why::Column),
        (Survey, 4, 1, "select_one other", "type", Why::OtherList("other".to_owned())),
        (Survey, 5, 2, "p1", "name", Why::NameTwice),
        (Survey, 5, 2, "", "name", Why::Blank),
        (Survey, 5, 2, &wide, "name", Why::Id(BadId::TooLong)),
        (Survey, 5, 8, "${p1} = 1", "required", Why::YesNo),
        (Survey, 10, 1, "end_group", "type", Why::NotBegun),
        (Survey, 9, 1, "note", "label", Why::Blank),
        (Survey, 13, 1, "begin_group", "name", Why::Blank),
        (Survey, 13, 1, "end_group", "type", Why::NotBegun),
        (Choices, 5, 2, "4", "name", Why::Choice(3)),
        (Choices, 7, 1, "freq", "name", Why::Choice(5)),
        (Choices, 4, 1, "", "list_name", Why::Blank),
        (Settings, 2, 3, "v2", "version", Why::Version),
        (Settings, 2, 3, "0", "version", Why::Version),
        (Settings, 2, 4, "French (fr)", "default_language", Why::Language),
        (Settings, 2, 5, "pages", "", Why::Column),
        (Settings, 3, 1, "another", "", Why::SecondRow),
    ] {
        let refused = change(sheet, row, column, text);
        // A list that is another one is so for the question after it.
        let row = if matches!(why, Why::OtherList(_)) { 5 } else { row };
        let found = refused.iter().any(|r| (r.sheet, r.row, r.column.as_str(), &r.why) == (sheet, row, header, &why));
        assert!(found, "{sheet:?} {row} {column} {text}: {refused:?}");
        let error = FormError::Refused(refused);
        for lang in [Lang::Zh, Lang::En] {
            let said = text::error(lang, "form.xlsx", &error).join("\n");
            assert!(said.contains(sheet.name()) && said.contains(&row.to_string()), "{said}");
        }
    }
    assert_eq!(change(Survey, 1, 1, "typ").first().unwrap().why, Why::NoColumn);
    let twice = change(Survey, 1, 9, "label : EN");
    assert_eq!((twice[0].row, &twice[0].column[..], &twice[0].why), (1, "label : EN", &Why::ColumnTwice));
    // Its texts are in no language that a questionnaire has.
    let french = change(Survey, 1, 3, "label::French (fr)");
    assert!(french.iter().any(|r| r.why == Why::Column && r.found == "Planning"), "{french:?}");
}

#[test]
fn groups_stand_one_after_another() {
    let mut draft = Draft::new();
    draft.survey[5] = rows(&[&["begin_group", "inner", "Inner"]]).remove(0);
    let whys: Vec<_> = draft.refused().into_iter().map(|r| (r.row, r.why)).collect();
    assert_eq!(whys, [(6, Why::Nested), (7, Why::Nested), (8, Why::NameTwice)], "it goes on in the group it is in");
    let mut draft = Draft::new();
    draft.survey.truncate(11);
    assert_eq!(draft.refused().first().map(|r| (r.row, r.why.clone())), Some((10, Why::NotEnded)));
    let mut draft = Draft::new();
    draft.survey.push(draft.survey[3].clone());
    assert_eq!(draft.refused().first().map(|r| (r.row, r.why.clone())), Some((13, Why::NoGroup)));
    let mut draft = Draft::new();
    draft.survey.extend(draft.survey[2..6].to_vec());
    assert_eq!(draft.refused().first().map(|r| (r.row, r.why.clone())), Some((13, Why::NameTwice)));
}

#[test]
fn the_scale_is_the_one_list_of_four_to_seven_points() {
    let with_points = |points: usize| {
        let mut draft = Draft::new();
        draft.choices.truncate(1);
        draft.choices.extend((1..=points).map(|n| vec!["freq".to_owned(), n.to_string(), format!("point {n}")]));
        draft
    };
    for points in 4..=7 {
        let form = with_points(points).read().unwrap();
        assert_eq!((usize::from(form.instrument.points.get()), form.instrument.labels.len()), (points, points));
    }
    for (points, why) in [(0, Why::UnknownList), (3, Why::Points(3)), (8, Why::Points(8))] {
        let refused = with_points(points).refused();
        let found: Vec<_> = refused.iter().map(|r| (r.sheet, r.row, r.found.as_str(), r.why.clone())).collect();
        assert_eq!(found, [(Sheet::Survey, 4, "select_one freq", why)]);
    }
}

#[test]
fn a_plain_label_is_in_the_language_of_the_form_or_its_characters() {
    let plain = |default: &str, label: &str| {
        let mut draft = Draft::new();
        draft.settings[1][3] = default.to_owned();
        draft.survey[0][2] = "label".to_owned();
        draft.survey[0][3] = "label::zh-Hans".to_owned();
        draft.survey[2][2] = label.to_owned();
        draft.survey[2][3] = String::new();
        draft.read().map(|form| form.instrument.roles.first().unwrap().name.clone())
    };
    assert_eq!(plain("", "Planning").unwrap(), both("Planning", ""));
    assert_eq!(plain("", "规划 A").unwrap(), both("", "规划 A"));
    assert_eq!(plain("en", "规划").unwrap(), both("规划", ""));
    let Err(FormError::Refused(refused)) = plain("中文 (zh)", "Planning") else {
        panic!("other rows have both texts")
    };
    let first = &refused[0];
    assert_eq!((first.row, &first.column[..], &first.why), (2, "label", &Why::TextTwice(Lang::Zh)));
}

#[test]
fn a_form_taken_in_twice_is_known_and_a_changed_one_is_a_version() {
    let draft = Draft::new();
    let mut instruments = Table::default();
    instruments.put(draft.read().unwrap().instrument);
    let again = read(&draft.book().bytes(), &instruments).unwrap();
    assert_eq!((again.known, again.instrument.version), (true, 3));
    let mut changed = Draft::new();
    changed.survey[3][2] = "Sets goals.".to_owned();
    let next = read(&changed.book().bytes(), &instruments).unwrap();
    assert_eq!((next.known, next.instrument.version), (false, 4));
    assert_eq!(next.cautions.first(), Some(&Caution::Version { asked: 3, given: 4 }));
    instruments.put(next.instrument);
    let known = read(&changed.book().bytes(), &instruments).unwrap();
    assert_eq!((known.known, known.instrument.version), (true, 4));
}

#[test]
fn a_form_without_settings_is_named_by_nothing_and_other_sheets_are_named() {
    let mut draft = Draft::new();
    draft.settings.clear();
    let form = read(&draft.book().sheet("说明", &[&["x"]]).bytes(), &Table::default()).unwrap();
    assert_eq!((form.instrument.id.as_str(), form.instrument.version), ("instrument", 1));
    assert_eq!(form.cautions.last(), Some(&Caution::OtherSheets(vec!["说明".to_owned()])));
}

#[test]
fn what_is_no_form_ends_in_an_error_of_its_own() {
    let error = |bytes: &[u8]| read(bytes, &Table::default()).unwrap_err();
    assert_eq!(error(b"type,name\ntext,a\n"), FormError::NoSpreadsheet);
    assert_eq!(error(b"\xd0\xcf\x11\xe0"), FormError::Sheet(SheetError::OldSpreadsheet));
    assert_eq!(error(b"PK\x03\x04"), FormError::Sheet(SheetError::Damaged));
    assert_eq!(error(&Book::default().sheet("people", &[&["id"]]).bytes()), FormError::NoSurvey);
    let only_words = Book::default().sheet("survey", &[&["type", "name", "label"], &["text", "a", "What?"]]);
    assert_eq!(error(&only_words.bytes()), FormError::NoItems);
    let nothing = Book::default().rows("survey", "");
    assert_eq!(error(&nothing.bytes()), FormError::NoItems);

    let mut draft = Draft::new();
    draft.survey = vec![draft.survey[0].clone()];
    draft.survey.resize(MAX_FORM_ROWS + 2, vec!["audio".to_owned()]);
    let refused = draft.refused();
    assert_eq!(refused.len(), MAX_REFUSALS);
    assert_eq!((refused[0].row, refused[0].why.clone()), (2, Why::Type), "in the order of the rows");
    assert_eq!(refused.last().map(|last| last.why.clone()), Some(Why::TooMany));
    for lang in [Lang::Zh, Lang::En] {
        assert_eq!(text::error(lang, "f", &FormError::Refused(refused.clone())).len(), MAX_REFUSALS + 2);
    }
}

/// As a trainer does it in the window.
#[cfg(feature = "gui")]
mod window {
    use std::fs;

    use egui_kittest::kittest::Queryable as _;
    use sandtable::text::{rounds, xlsform as words};

    use super::*;
    use crate::common::program::*;

    /// The page of questionnaires, with a draft beside the workbook.
    fn import(draft: &Draft) -> (Stage, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("form.xlsx"), draft.book().bytes()).unwrap();
        let mut stage = opened(&example_in(&folder));
        press(&mut stage, egui::Modifiers::COMMAND, egui::Key::Num4);
        click(&mut stage, rounds::QUESTIONNAIRE.en);
        click(&mut stage, words::IMPORT.en);
        type_path(&mut stage, &folder.path().join("form.xlsx"), words::PATH_IMPORT.en);
        (stage, folder)
    }

    #[test]
    fn a_questionnaire_is_taken_in_and_shown() {
        let (mut stage, folder) = import(&Draft::new());
        assert!(stage.query_by_label(words::TAKEN_IN.en).is_some());
        assert!(stage.query_by_label_contains("rows 2, 5: notes and hints are kept").is_some());
        click(&mut stage, "Close");
        press(&mut stage, egui::Modifiers::COMMAND, egui::Key::S);
        let workbook = sandtable::file::load(&folder.path().join("team.ron")).unwrap().workbook;
        assert_eq!(workbook.instruments.iter().last(), Some(&Draft::new().read().unwrap().instrument));
        assert!(stage.query_by_label_contains("Planning").is_some(), "its roles are on the page");
        press(&mut stage, egui::Modifiers::COMMAND, egui::Key::Z);
        assert!(stage.query_by_label_contains("Planning").is_none(), "and it is one step back");
    }

    #[test]
    fn what_is_not_understood_is_listed_and_nothing_is_taken_in() {
        let mut draft = Draft::new();
        draft.survey[3][0] = "range".to_owned();
        let (mut stage, folder) = import(&draft);
        assert!(stage.query_by_label(words::NOT_TAKEN_IN.en).is_some());
        assert!(stage.query_by_label_contains("survey, row 4, type “range”").is_some());
        click(&mut stage, "Close");
        assert!(stage.query_by_label_contains("Planning").is_none());
        let workbook = sandtable::file::load(&folder.path().join("team.ron")).unwrap().workbook;
        assert_eq!(workbook.instruments.len(), 1);
    }
}
