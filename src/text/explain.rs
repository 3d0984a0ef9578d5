//! Why a shown value is what it is.

use super::{Lang, Word, words};
use crate::analysis::Origin;

/// The reason of a value: what went in, the rule, and where the rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What is explained, with its value.
    pub title: String,
    /// Inputs: name and value.
    pub rows: Vec<(String, String)>,
    /// The rule, in a sentence.
    pub rule: String,
    /// Where the rule comes from.
    pub origin: Origin,
}

words! {
    PROGRAMME = "课程方法", "The programme";
    READING = "我们的解读", "Our reading";
    LITERATURE = "文献与实践", "Literature and practice";
}

/// The name of an origin.
pub const fn origin(origin: Origin) -> Word {
    match origin {
        Origin::Programme => PROGRAMME,
        Origin::Reading => READING,
        Origin::Literature => LITERATURE,
    }
}

/// What an origin means, for who points at its mark.
pub fn origin_meaning(lang: Lang, origin: Origin) -> &'static str {
    match origin {
        Origin::Programme => MEANS_PROGRAMME,
        Origin::Reading => MEANS_READING,
        Origin::Literature => MEANS_LITERATURE,
    }
    .of(lang)
}

words! {
    MEANS_PROGRAMME = "课程里就是这样讲的。", "The programme says so.";
    MEANS_READING = "课程没有定死，这是我们的取法，可以在方法设置里改。",
        "The programme leaves this open; this is how we read it. The workbook's method can say otherwise.";
    MEANS_LITERATURE = "来自专业文献或通行做法，可以在方法设置里改。",
        "From the field's literature or practice. The workbook's method can say otherwise.";
}
