//! What the marks of a rule's origin mean, for whoever points at one.

use super::{Word, words};
use crate::analysis::Origin;

words! {
    MEANS_PROGRAMME = "课程里就是这样讲的。", "The programme says so.";
    MEANS_READING = "课程没有定死，这是我们的取法，可以在方法设置里改。",
        "The programme leaves this open; this is how we read it. The workbook's method can say otherwise.";
    MEANS_LITERATURE = "来自专业文献或通行做法，可以在方法设置里改。",
        "From the field's literature or practice. The workbook's method can say otherwise.";
}

/// What an origin means.
pub const fn origin_meaning(origin: Origin) -> Word {
    match origin {
        Origin::Programme => MEANS_PROGRAMME,
        Origin::Reading => MEANS_READING,
        Origin::Literature => MEANS_LITERATURE,
    }
}
