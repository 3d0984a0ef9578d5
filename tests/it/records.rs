//! The record of a conversation as a page, and compared with its workbook again.

use std::{fs, path::Path, process::Command, sync::Arc};

use jiff::civil::date;
use sandtable::{
    edit::{ConversationEdit, ConversationText, Edit, Party, apply},
    example,
    exchange::{PageComparison, compare_page, record},
    file::{self, Replace},
    model::*,
    text::Lang,
};
use tempfile::TempDir;

fn talk() -> ConversationId {
    ConversationId::new("tang-yi-q3-result").unwrap()
}

fn text(place: ConversationText, text: &str) -> Edit {
    Edit::Conversations(ConversationEdit::Text(talk(), place, text.to_owned()))
}

/// The example with a record that both have signed, and an amendment.
fn signed(lang: Lang) -> Workbook {
    let workbook = example::workbook(lang).unwrap();
    let mut conversation = workbook.conversations.get(&talk()).unwrap().clone();
    let on = Some(date(2026, 11, 26));
    let signature = |name: &str| Signature { name: name.to_owned(), on };
    conversation.record.summary = "<b>Agreed</b> & \"settled\".\nTwice.".to_owned();
    conversation.record.employee_comment = "I see the third case differently.".to_owned();
    (conversation.record.employee, conversation.record.manager) = (signature("Tang Yi"), signature("Song Jia"));
    conversation.record.amendments = vec![Amendment {
        text: "One more thing.".to_owned(),
        employee: signature("Tang Yi"),
        manager: signature("Song Jia"),
        seal: None,
    }];
    let edits = [
        ConversationEdit::Put(Box::new(conversation)),
        ConversationEdit::Sign(talk()),
        ConversationEdit::SignAmendment(talk(), 0),
    ];
    edits.into_iter().fold(workbook, |workbook, edit| apply(&workbook, Edit::Conversations(edit)).unwrap())
}

fn page(workbook: &Workbook, lang: Lang) -> String {
    record(workbook, workbook.conversations.get(&talk()).unwrap(), lang)
}

#[test]
fn a_page_is_self_contained_and_says_what_was_signed() {
    for lang in Lang::ALL {
        let workbook = signed(lang);
        let page = page(&workbook, lang);
        assert!(page.contains("default-src 'none'"));
        for foreign in ["<script", "http:", "https:", "src=", "@import", "url("] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert!(page.contains("&lt;b&gt;Agreed&lt;/b&gt; &amp; &quot;settled&quot;.\nTwice."));
        for said in ["I see the third case differently.", "One more thing.", "Tang Yi", "Song Jia", "81.5", "113.1"] {
            assert!(page.contains(said), "{said}");
        }
        assert_eq!(page.matches("class=\"ink\"").count(), 4, "lines for ink under the record and its amendment");
        let conversation = workbook.conversations.get(&talk()).unwrap();
        for private in conversation.notes.values().chain(conversation.scripts.iter().flat_map(|s| s.parts.values())) {
            assert!(!page.contains(private.as_str()), "what only the manager wrote: {private}");
        }
        let draft = example::workbook(lang).unwrap();
        let draft = record(&draft, draft.conversations.get(&talk()).unwrap(), lang);
        assert!(draft.contains("class=\"draft\"") && !draft.contains("data-seal"));
        assert_eq!(compare_page(&draft, &workbook), PageComparison::NoRecord);
    }
}

#[test]
fn a_page_and_its_workbook_agree_until_one_of_them_is_changed() {
    let workbook = signed(Lang::En);
    for lang in Lang::ALL {
        assert_eq!(compare_page(&page(&workbook, lang), &workbook), PageComparison::Same(talk()));
    }
    let original = page(&workbook, Lang::En);
    let later =
        Edit::Correct(date(2026, 12, 3), Box::new(text(ConversationText::Comment(Party::Employee), "I agree.")));
    let corrected = apply(&workbook, later).unwrap();
    let PageComparison::Different(_, changes) = compare_page(&original, &corrected) else { panic!("they differ") };
    let change = &changes[0];
    assert_eq!((changes.len(), change.path.as_str()), (1, "employee_comment"));
    assert_eq!(change.was.as_deref(), Some("I see the third case differently."));
    assert_eq!(change.is.as_deref(), Some("I agree."));

    let said = "I see the third case differently.";
    let reworded = original.replacen(&format!("<p>{said}"), "<p>I see it the same way.", 1);
    assert_ne!(reworded, original);
    let found = PageComparison::Reworded(talk(), "I see it the same way.".to_owned(), said.to_owned());
    assert_eq!(compare_page(&reworded, &workbook), found);
    let longer = original.replace("</main>", "<p>He resigns.</p>\n</main>");
    let found = PageComparison::Reworded(talk(), "He resigns.".to_owned(), String::new());
    assert_eq!(compare_page(&longer, &workbook), found);
    let mut before = workbook.clone();
    let mut unamended = before.conversations.get(&talk()).unwrap().clone();
    unamended.record.amendments.clear();
    Arc::make_mut(&mut before.conversations).put(unamended);
    let early = compare_page(&page(&before, Lang::Zh), &workbook);
    assert_eq!(early, PageComparison::Same(talk()), "printed before the amendment");

    let form = original.replace("employee_comment: &quot;I see", "employee_comment: &quot;I do not see");
    assert_ne!(form, original);
    assert_eq!(compare_page(&form, &workbook), PageComparison::PageChanged);
    assert_eq!(compare_page(&original, &example::workbook(Lang::En).unwrap()), PageComparison::NotInWorkbook(talk()));
    for broken in ["", "<pre class=\"form\" data-conversation=\"", "nothing of ours"] {
        assert_eq!(compare_page(broken, &workbook), PageComparison::NoRecord);
    }
}

fn sandtable(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_sandtable"))
        .args(arguments)
        .args(["--lang", "en", "--today", "2026-11-27"])
        .current_dir(folder)
        .env("SANDTABLE_STATE", folder.join("state"))
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
fn the_command_line_prints_a_record_and_checks_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("w.sand");
    file::save(&path, &signed(Lang::En), Replace::Nothing).unwrap();
    let record = ["record", "w.sand", "--conversation", "tang-yi-q3-result", "--out", "record.html"];
    assert_eq!(sandtable(folder.path(), &record).0, 0);
    let (code, said) = sandtable(folder.path(), &["check", "w.sand", "--page", "record.html"]);
    assert!(said.contains("record.html: Tang Yi") && said.contains("agree"), "{said}");
    assert_eq!(code, 0, "{said}");

    let printed = fs::read_to_string(folder.path().join("record.html")).unwrap();
    fs::write(folder.path().join("other.html"), printed.replacen("<p>I see the third", "<p>I like the third", 1))
        .unwrap();
    let (code, said) = sandtable(folder.path(), &["check", "w.sand", "--page", "other.html"]);
    assert!(code == 1 && said.contains("it reads “I like the third case differently.” where"), "{code} {said}");

    // Somebody edits the file with a text editor.
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("I see the third case differently.", "I agree with all of it.", 1)).unwrap();
    let (code, said) = sandtable(folder.path(), &["check", "w.sand", "--page", "record.html"]);
    assert_eq!(code, 1, "{said}");
    let finding = said.lines().find(|line| line.contains("conversations[0]") && line.contains("error")).unwrap();
    assert!(finding.contains("was “I see the third case differently.”"), "{finding}");
    assert!(said.lines().any(|line| line.starts_with("record.html:") && line.contains("differ")), "{said}");

    let nobody = ["record", "w.sand", "--conversation", "nobody", "--out", "nobody.html"];
    assert_eq!(sandtable(folder.path(), &nobody).0, 2);
    assert!(!folder.path().join("nobody.html").exists());
    assert_eq!(sandtable(folder.path(), &["check", "w.sand", "--page", "not-there.html"]).0, 2);
}
