//! What to ask next about an account, to be taken along: one page file that needs nothing else, laid out for A4.

use super::html::{document, escaped};
use crate::text::{
    Lang,
    verdict::{self as words, Asked, TakeAlong},
};

const STYLE: &str = include_str!("questions.css");

/// The questions as an HTML text, with room to write each answer down.
pub fn questions(along: &TakeAlong, lang: Lang) -> String {
    let soft =
        |text: &str| if text.is_empty() { String::new() } else { format!("<p class=\"soft\">{}</p>\n", escaped(text)) };
    let answer = escaped(words::ANSWER.of(lang));
    let item = |asked: &Asked| {
        let (question, why, whom) = (escaped(&asked.question), soft(&asked.why), soft(&asked.whom));
        format!("<li>\n<h2>{question}</h2>\n{why}{whom}<div class=\"answer\">{answer}</div>\n</li>\n")
    };
    let body = format!(
        "<main>\n<h1>{}</h1>\n{}<p class=\"stand\">{}</p>\n{}<ol>\n{}</ol>\n{}</main>\n",
        escaped(&along.title),
        soft(&along.of.join(" · ")),
        escaped(&along.sentence),
        soft(&along.better),
        along.questions.iter().map(item).collect::<String>(),
        soft(words::HANDLE_WITH_CARE.of(lang)),
    );
    document(lang, &along.title, STYLE, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_texts_and_nothing_is_fetched() {
        let along = TakeAlong {
            title: "<b>ACME</b>".to_owned(),
            of: vec!["2026".to_owned()],
            sentence: "Red".to_owned(),
            better: String::new(),
            questions: vec![Asked {
                question: "Who & why?".to_owned(),
                why: "Decides".to_owned(),
                whom: String::new(),
            }],
        };
        let page = questions(&along, Lang::En);
        assert!(page.contains("<h1>&lt;b&gt;ACME&lt;/b&gt;</h1>") && page.contains("<h2>Who &amp; why?</h2>"));
        assert!(page.contains("default-src 'none'") && !page.contains("<script") && !page.contains("http:"));
        assert_eq!(page.matches("class=\"soft\"").count(), 3, "the day, why, and a warning; nothing that is empty");
    }
}
