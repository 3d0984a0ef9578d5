//! What do we say, in each language? Words, sentences, numbers and dates.
//!
//! A word is a constant with every language in it, so that a missing translation does not compile:
//! `value_map::TITLE.of(lang)`. A sentence with facts in it is a function that uses `say!`. One file per subject.

pub mod app;
pub mod assessment;
pub mod cells;
pub mod classes;
pub mod cli;
pub mod collate;
pub mod contributions;
pub mod edits;
pub mod erasing;
pub mod evidence;
pub mod example;
pub mod explain;
pub mod export;
pub mod feedback;
pub mod file;
pub mod findings;
pub mod format;
pub mod forms;
pub mod goals;
pub mod import;
pub mod importing;
pub mod judging;
pub mod kept;
pub mod meeting;
pub mod moves;
pub mod openings;
pub mod parse;
pub mod people;
pub mod plans;
pub mod power_change;
pub mod power_map;
pub mod progress;
pub mod record;
pub mod relations;
pub mod report;
pub mod results;
pub mod rounds;
pub mod scores;
pub mod scripts;
pub mod sealing;
pub mod terms;
pub mod value_map;
pub mod verdict;
pub mod wording;
pub mod xlsform;

/// The languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
    /// English in brackets 〖 〗: not offered to anyone; it shows a test which strings never went through here.
    #[serde(skip)]
    Pseudo,
}

impl Lang {
    /// Those a person can choose.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// A text of the workbook in this language, or in the other where this one is missing.
    pub fn pick(self, text: &crate::model::Bilingual) -> &str {
        let (first, second) = match self {
            Self::Zh => (&text.zh, &text.en),
            Self::En | Self::Pseudo => (&text.en, &text.zh),
        };
        if first.is_empty() { second } else { first }
    }

    /// The same of something's name, or its id where it has none.
    pub fn name<'a>(self, name: &'a crate::model::Bilingual, id: &'a str) -> &'a str {
        match self.pick(name) {
            "" => id,
            name => name,
        }
    }
}

/// A fixed text of the interface in all languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
    /// For tests.
    pub pseudo: &'static str,
}

impl Word {
    /// The text in a language.
    pub const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
            Lang::Pseudo => self.pseudo,
        }
    }
}

/// Why a value is what it is: what went in, the rule, and where the rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The value, named: `巩固`, `Attractiveness 7.4`.
    pub title: String,
    /// What went in: a name and a value each.
    pub rows: Vec<(String, String)>,
    /// How the value follows, in a sentence.
    pub rule: String,
    /// Where the rule comes from.
    pub origin: crate::analysis::Origin,
}

/// A [`Word`] in all languages.
macro_rules! word {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::text::Word { zh: $zh, en: $en, pseudo: concat!("〖", $en, "〗") }
    };
}

/// Defines constants of type [`Word`]: `words! { OPEN = "打开", "Open"; }`.
macro_rules! words {
    ($($name:ident = $zh:literal, $en:literal;)+) => {$(
        #[doc = concat!($zh, " · ", $en)]
        pub const $name: $crate::text::Word = $crate::text::word!($zh, $en);
    )+};
}

/// Writes a sentence with facts in it: `say!(lang, "共 {n} 家客户", "{n} customers")`.
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::text::Lang::Zh => format!($zh),
            $crate::text::Lang::En => format!($en),
            $crate::text::Lang::Pseudo => format!("〖{}〗", format_args!($en)),
        }
    };
}

pub(crate) use {say, word, words};
