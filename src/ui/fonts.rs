//! The built-in font: Noto Sans SC in two weights, so that no machine shows boxes. See `assets/fonts`.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};

const REGULAR: &str = "noto-sans-sc";
const BOLD_FACE: &str = "noto-sans-sc-bold";

/// Moves the glyphs up by this share of their size. Noto's line box reserves more above its hanzi than below; this
/// centres them, and with them the Latin capitals, in buttons and cells.
const RISE: f32 = -0.06;

/// The family of the second weight: headings and key numbers.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Gives a context the built-in font. Once per context: it is expensive.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// The built-in font before egui's own, which stay as fallbacks for icons and Latin Extended-A.
fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, data) in [
        (REGULAR, include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf").as_slice()),
        (BOLD_FACE, include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf").as_slice()),
    ] {
        let tweak = FontTweak { y_offset_factor: RISE, ..FontTweak::default() };
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(data).tweak(tweak)));
    }
    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    let mut heavy = proportional.clone();
    // First of all, or "egui-icons" takes the full-width signs.
    proportional.insert(0, REGULAR.to_owned());
    heavy.insert(0, BOLD_FACE.to_owned());
    fonts.families.insert(bold(), heavy);
    let monospace = fonts.families.entry(FontFamily::Monospace).or_default();
    // Second: the Latin stays monospaced.
    monospace.insert(1.min(monospace.len()), REGULAR.to_owned());
    fonts
}

#[cfg(test)]
mod tests {
    use egui::{FontId, RawInput};

    use super::*;

    /// What the interface writes besides letters, names with rare hanzi, and European names.
    const SIGNS: &str = "−×÷→←↑↓≥≤±①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯●▲■◆○△□◇★☆✓…—–·“”‘’〖〗！？（），。：；、《》「」％＋°™";
    const NAMES: &str = "喆珺堃镕昇燚淼垚犇骉頔玥晞婳龑Dvořák Łukasz Çağlar Søren Müller Đorđe";

    #[test]
    fn every_family_has_every_sign_and_name() {
        let ctx = Context::default();
        install(&ctx);
        let output = ctx.run_ui(RawInput::default(), |ui| {
            for family in [FontFamily::Proportional, bold()] {
                let font = FontId::new(14.0, family.clone());
                let mut missing = String::from(SIGNS) + NAMES;
                missing.retain(|c| !ui.fonts_mut(|fonts| fonts.has_glyph(&font, c)));
                assert_eq!(missing, "", "in {family}");
            }
        });
        output.drop_without_applying_deltas();
    }

    #[test]
    fn the_built_in_font_draws_full_width_signs_and_the_listed_characters() {
        let list = include_str!("../../assets/fonts/characters.txt");
        let ctx = Context::default();
        install(&ctx);
        let output = ctx.run_ui(RawInput::default(), |ui| {
            ui.fonts_mut(|fonts| {
                for (family, face) in [(FontFamily::Proportional, REGULAR), (bold(), BOLD_FACE)] {
                    let characters = fonts.characters(&family);
                    for c in list.chars().filter(|c| !c.is_whitespace() && !c.is_control()) {
                        let faces = characters.get(&c).map_or(&[][..], Vec::as_slice);
                        assert_eq!(faces.first().map(String::as_str), Some(face), "{c:?}");
                    }
                }
            });
        });
        output.drop_without_applying_deltas();
    }
}
