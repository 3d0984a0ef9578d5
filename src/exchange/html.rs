//! What every page of ours needs: texts that stay texts, and the names by which a policy allows a style.

use sha2::{Digest as _, Sha256};

/// A text as it stands between tags or in a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// What a content-security policy calls a script or style of these bytes.
pub(super) fn hash(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text);
    let mut out = String::from("sha256-");
    for chunk in digest.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|n| chunk.get(n).copied().map_or(0, u32::from));
        let bits = a << 16 | b << 8 | c;
        for place in 0..4 {
            let sextet = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or_default();
            let character = ALPHABET.get(sextet).copied().map_or('=', char::from);
            out.push(if place <= chunk.len() { character } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_policy() {
        // SHA-256 of "abc", as RFC 6234 gives it, in base 64.
        assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn a_text_ends_no_tag() {
        assert_eq!(escaped(r#"<b a="1" b='2'>&"#), "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;");
    }
}
