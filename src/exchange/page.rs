//! The form for a browser: one file that needs nothing else and uses no network.
//!
//! What comes from the workbook stands in one block of JSON, which no browser runs, and reaches the page as text only.
//! A content-security policy forbids everything but this very script and style, by their hashes.

use serde::Serialize;

use super::{
    answers::{MAX_COMMENT_CHARS, MAX_EDITION},
    forms::{self, Form, FormEntry},
    html::{escaped, hash},
    token::{EntryTag, FormId},
};
use crate::{
    model::{Bilingual, InstrumentId, Item, ItemId, RaterGroup},
    text::{Lang, Word, format, forms as words},
};

const PAGE: &str = include_str!("../../assets/form/form.html");
const STYLE: &str = include_str!("../../assets/form/form.css");
const SCRIPT: &str = include_str!("../../assets/form/form.js");

/// Where the block of data begins in a page.
const DATA: &str = r#"<script type="application/json" id="form">"#;

/// What the script needs to know.
#[derive(Serialize)]
struct Data<'a> {
    form: FormId,
    lang: &'static str,
    round: &'a str,
    rater: &'a str,
    due: Option<Bilingual>,
    instrument: &'a InstrumentId,
    version: u32,
    points: u8,
    labels: &'a [Bilingual],
    pages: Vec<Page<'a>>,
    questions: Vec<Asked<'a>>,
    people: Vec<Person<'a>>,
    file: String,
    longest_comment: usize,
    last_edition: u32,
    words: serde_json::Map<String, serde_json::Value>,
}

/// A page of scored items.
#[derive(Serialize)]
struct Page<'a> {
    name: Bilingual,
    /// Whether these are activities, which are named and not described.
    activities: bool,
    items: Vec<Asked<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    id: &'a ItemId,
    text: &'a Bilingual,
    own: &'a Bilingual,
}

#[derive(Serialize)]
struct Person<'a> {
    tag: EntryTag,
    name: &'a str,
    oneself: bool,
    asked: Bilingual,
}

impl<'a> Asked<'a> {
    fn of(item: &'a Item) -> Self {
        let Item { id, text, self_text, .. } = item;
        Self { id, text, own: if *self_text == Bilingual::default() { text } else { self_text } }
    }
}

impl<'a> Person<'a> {
    fn of(entry: &'a FormEntry) -> Self {
        let FormEntry { tag, name, group } = entry;
        Self { tag: *tag, name, oneself: *group == RaterGroup::Oneself, asked: both(words::asked_as(*group)) }
    }
}

/// The page of a form, opened in a language; the other one is a button away.
///
/// # Errors
/// Never, for what a form can hold.
pub fn write(form: &Form, lang: Lang) -> Result<String, serde_json::Error> {
    let title = format!("{} · {}", form.round, words::TITLE.of(lang));
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    let no_script = format!("{} {}", words::NO_SCRIPT.zh, words::NO_SCRIPT.en);
    let data = in_script(&serde_json::to_string(&data(form, lang))?);
    Ok(filled(PAGE, |name| match name {
        "lang" => tag(lang).to_owned(),
        "title" => escaped(&title),
        "policy" => policy.clone(),
        "style" => STYLE.to_owned(),
        "script" => SCRIPT.to_owned(),
        "no-script" => escaped(&no_script),
        "data" => format!("{DATA}{data}</script>"),
        _ => String::new(),
    }))
}

/// Which form a file is, in either of its kinds.
pub fn form_id(bytes: &[u8]) -> Option<FormId> {
    #[derive(serde::Deserialize)]
    struct Head {
        form: FormId,
    }
    if let Ok(form) = forms::read_form(bytes) {
        return Some(form.id);
    }
    let (_, after) = std::str::from_utf8(bytes).ok()?.split_once(DATA)?;
    let head: Head = serde_json::from_str(after.split_once("</script>")?.0).ok()?;
    Some(head.form)
}

fn data(form: &Form, lang: Lang) -> Data<'_> {
    let instrument = &form.instrument;
    let roles = instrument.roles.iter().filter(|role| !role.items.is_empty());
    let roles = roles.map(|role| Page {
        name: if role.name == Bilingual::default() { Bilingual::same(role.id.as_str()) } else { role.name.clone() },
        activities: false,
        items: role.items.iter().map(Asked::of).collect(),
    });
    let activities = (!instrument.activities.is_empty()).then(|| Page {
        name: both(words::ACTIVITIES),
        activities: true,
        items: instrument.activities.iter().map(Asked::of).collect(),
    });
    let due = form.due.map(|day| Bilingual { zh: format::date(Lang::Zh, day), en: format::date(Lang::En, day) });
    let word = |(name, word): &(&str, Word)| {
        ((*name).to_owned(), serde_json::json!({ tag(Lang::Zh): word.zh, tag(Lang::En): word.en }))
    };
    Data {
        form: form.id,
        lang: tag(lang),
        round: &form.round,
        rater: &form.rater,
        due,
        instrument: &instrument.id,
        version: instrument.version,
        points: instrument.points.get(),
        labels: &instrument.labels,
        pages: roles.chain(activities).collect(),
        questions: instrument.questions.iter().map(Asked::of).collect(),
        people: form.people.iter().map(Person::of).collect(),
        file: form.answers_file_name(),
        longest_comment: MAX_COMMENT_CHARS,
        last_edition: MAX_EDITION,
        words: words::OF_A_PAGE.iter().map(word).collect(),
    }
}

/// A word of ours as a text in two languages.
fn both(word: Word) -> Bilingual {
    Bilingual { zh: word.zh.to_owned(), en: word.en.to_owned() }
}

/// A language as the script names it.
const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En | Lang::Pseudo => "en",
    }
}

/// A template with its `{{names}}` filled in, once: what is filled in is not looked at again.
fn filled(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(&value(name));
        rest = after;
    }
    out + rest
}

/// JSON that stays within its block, and that stays JSON: what could end the block or a line is written by its number.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_looked_at_again() {
        assert_eq!(filled("a{{x}}b{{y}}c", |name| format!("{{{{{name}}}}}")), "a{{x}}b{{y}}c");
    }

    #[test]
    fn nothing_ends_the_block_of_data() {
        assert_eq!(in_script("\"</script><!--&\u{2028}\""), r#""\u003c/script\u003e\u003c!--\u0026\u2028""#);
    }
}
