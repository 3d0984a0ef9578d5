//! The order of names.

use encoding_rs::GB18030;

/// What names are ordered by: letters without regard to case, then hanzi as a Chinese reader looks them up.
///
/// The national encoding has the 3,755 most frequent hanzi in the order of their pinyin, which a table of our own would
/// only repeat; rarer ones follow by radical.
pub fn key(name: &str) -> Vec<u8> {
    GB18030.encode(&name.to_lowercase()).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_are_in_the_order_of_their_pinyin_after_letters() {
        let mut names = ["腾岳汽车", "zebra", "岚江电力", "Acme", "白屿产业园", "acorn", "清禾医院", "海砚银行"];
        names.sort_by_key(|name| key(name));
        assert_eq!(names, ["Acme", "acorn", "zebra", "白屿产业园", "海砚银行", "清禾医院", "腾岳汽车", "岚江电力"]);
    }
}
