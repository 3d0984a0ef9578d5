//! The built-in fonts: Noto Sans SC in two weights, so that no machine shows boxes. See `assets/fonts`.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};

use crate::text::Lang;

/// Hanzi, ASCII and signs.
const HAN: [(&str, &[u8]); 2] = [
    ("noto-sans-sc", include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf")),
    ("noto-sans-sc-bold", include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf")),
];

/// Further Latin letters, and punctuation as wide as Latin wants it.
const LATIN: [(&str, &[u8]); 2] = [
    ("noto-sans", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    ("noto-sans-bold", include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
];

/// Moves the glyphs up by this share of their size. Noto's line box reserves more above its hanzi than below; this
/// centres them, and with them the Latin capitals, in buttons and cells.
pub(super) const RISE: f32 = -0.06;

/// The family of the second weight: headings and key numbers.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Gives a context the built-in fonts. Expensive: once, and again when the language changes, because “ ” … and ·
/// are as wide as a hanzi in Chinese and narrow in English.
pub fn install(ctx: &Context, lang: Lang) {
    ctx.set_fonts(definitions(lang));
}

/// The built-in fonts before egui's own, which stay as fallbacks for icons. First of all, or "egui-icons" takes the
/// full-width signs.
fn definitions(lang: Lang) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, data) in HAN.into_iter().chain(LATIN) {
        let tweak = FontTweak { y_offset_factor: RISE, ..FontTweak::default() };
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(data).tweak(tweak)));
    }
    let icons = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let ([han, han_bold], [latin, latin_bold]) = (HAN, LATIN);
    for (family, (han, _), (latin, _)) in [(FontFamily::Proportional, han, latin), (bold(), han_bold, latin_bold)] {
        let own = match lang {
            Lang::Zh => [han, latin],
            Lang::En | Lang::Pseudo => [latin, han],
        };
        fonts.families.insert(family, own.into_iter().map(str::to_owned).chain(icons.iter().cloned()).collect());
    }
    let monospace = fonts.families.entry(FontFamily::Monospace).or_default();
    // Second: the Latin stays monospaced.
    monospace.insert(1.min(monospace.len()), han.0.to_owned());
    fonts
}

#[cfg(test)]
mod tests {
    use egui::{FontId, RawInput};

    use super::*;

    /// What the interface writes besides letters, names with rare hanzi, and European names.
    const SIGNS: &str = "−×÷→←↑↓≥≤±①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯●▲■◆○△□◇★☆✓…—–·“”‘’〖〗！？（），。：；、《》「」％＋°™";
    const NAMES: &str = "喆珺堃镕昇燚淼垚犇骉頔玥晞婳龑陳趙Dvořák Łukasz Çağlar Søren Müller Đorđe Nguyễn Ștefan";

    /// The first font of each family that has a character.
    fn faces(lang: Lang, characters: &str) -> Vec<(char, [String; 2])> {
        let ctx = Context::default();
        install(&ctx, lang);
        let mut found = Vec::new();
        let output = ctx.run_ui(RawInput::default(), |ui| {
            ui.fonts_mut(|fonts| {
                let mut face = |family: FontFamily, c| {
                    let faces = fonts.characters(&family).get(&c);
                    faces.and_then(|faces| faces.first()).cloned().unwrap_or_default()
                };
                found = characters.chars().map(|c| (c, [face(FontFamily::Proportional, c), face(bold(), c)])).collect();
            });
        });
        output.drop_without_applying_deltas();
        found
    }

    #[test]
    fn the_built_in_fonts_have_every_sign_and_name() {
        for lang in Lang::ALL {
            for (c, faces) in faces(lang, &format!("{SIGNS}{NAMES}").replace(' ', "")) {
                assert!(faces.iter().all(|face| face.starts_with("noto-sans")), "{c} in {faces:?}");
            }
        }
    }

    #[test]
    fn the_listed_characters_are_in_both_weights() {
        let list = include_str!("../../assets/fonts/characters.txt")
            .replace(|c: char| c.is_whitespace() || c.is_control(), "");
        for (c, faces) in faces(Lang::Zh, &list) {
            assert_eq!(faces, ["noto-sans-sc", "noto-sans-sc-bold"], "{c:?}");
        }
    }

    #[test]
    fn punctuation_is_as_wide_as_its_language_wants() {
        let width = |lang, c| {
            let ctx = Context::default();
            install(&ctx, lang);
            let mut width = 0.0;
            let output = ctx.run_ui(RawInput::default(), |ui| {
                width = ui.fonts_mut(|fonts| fonts.glyph_width(&FontId::proportional(100.0), c));
            });
            output.drop_without_applying_deltas();
            width
        };
        for c in "“”‘’·".chars() {
            assert_eq!(width(Lang::Zh, c), 100.0, "{c}");
            assert!(width(Lang::En, c) < 50.0, "{c}");
        }
    }
}
