//! Every colour, size and distance there is. Panels and pictures carry none of their own.

use std::collections::BTreeMap;

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, RichText, Stroke, Style, TextStyle, Vec2, Visuals,
    epaint::Shadow,
    style::{ScrollStyle, Selection, WidgetVisuals, Widgets},
    vec2,
};

use super::fonts;
use crate::{analysis::Audience, model::CustomerClass};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark ink on light surfaces.
    #[default]
    Light,
    /// Light ink on dark surfaces.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];
}

impl From<Theme> for egui::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}

/// One meaning in three strengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hue {
    /// For shapes and lines: at least 3:1 on every surface.
    pub mark: Color32,
    /// For words: at least 4.5:1 on every surface and on the wash.
    pub ink: Color32,
    /// For areas behind words and marks.
    pub wash: Color32,
}

/// A step of the type scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Secondary text.
    Small,
    /// Text.
    Body,
    /// The heading of a section.
    Section,
    /// The title of a panel.
    Title,
    /// A key number.
    Figure,
}

/// Sizes of type in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Secondary text.
    pub small: f32,
    /// Text.
    pub body: f32,
    /// The heading of a section.
    pub section: f32,
    /// The title of a panel.
    pub title: f32,
    /// A key number.
    pub figure: f32,
}

/// All colours and sizes, of one theme and for one audience. Lengths are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens {
    /// Which theme this is.
    pub theme: Theme,
    /// For whom the sizes are.
    pub audience: Audience,

    /// Behind the panels.
    pub page: Color32,
    /// The surface of panels, cards and menus.
    pub surface: Color32,
    /// A part of a surface that lies lower: table heads, tracks, the plot's outside.
    pub sunken: Color32,
    /// What the pointer is over.
    pub hovered: Color32,
    /// What is being pressed.
    pub pressed: Color32,
    /// Separators, card edges and grids: quiet on purpose.
    pub hairline: Color32,
    /// Edges that one must see to use a thing: fields, boxes, axes. At least 3:1.
    pub outline: Color32,
    /// Text.
    pub ink: Color32,
    /// Secondary text.
    pub ink_soft: Color32,
    /// Behind what stands in front of all else, such as a modal.
    pub veil: Color32,
    /// The shadow under what floats: menus, pop-ups.
    pub shadow: Color32,

    /// Selection, focus and the primary action: a deep teal.
    pub accent: Hue,
    /// Words on `accent.mark`.
    pub on_accent: Color32,
    /// Errors and the red light; nothing else is red.
    pub red: Hue,
    /// Warnings and the amber light.
    pub amber: Hue,
    /// Done, and the green light.
    pub green: Hue,
    /// Neither good nor bad, and unknown.
    pub neutral: Hue,
    /// Information, and customers to invest in.
    pub blue: Hue,
    /// A person's own view of themselves.
    pub own: Hue,
    /// Everyone else's view of that person.
    pub others: Hue,

    /// Sizes of type.
    pub type_size: Type,
    /// The smallest distance; all others are multiples of it.
    pub unit: f32,
    /// Inside a card, between neighbours.
    pub inset: f32,
    /// Between groups.
    pub group: f32,
    /// Around a page.
    pub margin: f32,
    /// Corners of cards and buttons.
    pub radius: f32,
    /// Lines that separate.
    pub line: f32,
    /// Lines that mean something.
    pub line_strong: f32,
    /// Across a sign such as ● beside text.
    pub sign: f32,
    /// The least height of what can be clicked.
    pub target: f32,
    /// The longest line of prose, about 40 hanzi or 75 letters.
    pub prose_width: f32,
    /// How long something takes to its new place, in seconds; 0 where motion is off.
    pub motion: f32,
    /// How long a bubble takes to where its scores move it, in seconds: the room follows it. 0 where motion is off.
    pub travel: f32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn hue(mark: u32, ink: u32, wash: u32) -> Hue {
    Hue { mark: rgb(mark), ink: rgb(ink), wash: rgb(wash) }
}

impl Tokens {
    /// The tokens of a theme, in the sizes of an audience. The room reads from the back row: nothing under 18.
    pub const fn new(theme: Theme, audience: Audience) -> Self {
        let base = match theme {
            Theme::Light => Self::LIGHT,
            Theme::Dark => Self::DARK,
        };
        match audience {
            Audience::Trainer => base,
            Audience::Room => Self {
                audience,
                type_size: Type { small: 18.0, body: 20.0, section: 24.0, title: 30.0, figure: 44.0 },
                sign: 18.0,
                line_strong: 3.0,
                target: 36.0,
                prose_width: 800.0,
                ..base
            },
        }
    }

    const LIGHT: Self = Self {
        theme: Theme::Light,
        audience: Audience::Trainer,
        page: rgb(0xECEFF1),
        surface: rgb(0xFFFFFF),
        sunken: rgb(0xF4F6F7),
        hovered: rgb(0xEAEEF0),
        pressed: rgb(0xDCE2E5),
        hairline: rgb(0xD8DEE2),
        outline: rgb(0x7F8A93),
        ink: rgb(0x1A2227),
        ink_soft: rgb(0x535F68),
        veil: Color32::from_black_alpha(96),
        shadow: Color32::from_black_alpha(40),
        accent: hue(0x0B6B6B, 0x0A5F5F, 0xDAEDEC),
        on_accent: rgb(0xFFFFFF),
        red: hue(0xC62828, 0xA81F1F, 0xFBE6E4),
        amber: hue(0xC07400, 0x855000, 0xFCF0DA),
        green: hue(0x108457, 0x0A6240, 0xDDF1E7),
        neutral: hue(0x7F8890, 0x535F68, 0xECEFF1),
        blue: hue(0x1F5FBF, 0x1B53A8, 0xE0EAFA),
        own: hue(0x6A47C2, 0x5B3AB0, 0xEAE4F9),
        others: hue(0xA65E12, 0x864A0A, 0xF8EADB),
        type_size: Type { small: 12.0, body: 14.0, section: 16.0, title: 20.0, figure: 28.0 },
        unit: 4.0,
        inset: 8.0,
        group: 16.0,
        margin: 24.0,
        radius: 6.0,
        line: 1.0,
        line_strong: 2.0,
        sign: 12.0,
        target: 28.0,
        prose_width: 560.0,
        motion: 0.15,
        travel: 0.9,
    };

    const DARK: Self = Self {
        theme: Theme::Dark,
        page: rgb(0x111518),
        surface: rgb(0x1B2024),
        sunken: rgb(0x15191C),
        hovered: rgb(0x293036),
        pressed: rgb(0x353E45),
        hairline: rgb(0x333B41),
        outline: rgb(0x78848D),
        ink: rgb(0xE9EDEF),
        ink_soft: rgb(0xA7B1B8),
        veil: Color32::from_black_alpha(150),
        shadow: Color32::from_black_alpha(120),
        accent: hue(0x4DB8B0, 0x6CCBC4, 0x153B3B),
        on_accent: rgb(0x061F1E),
        red: hue(0xEF6A62, 0xF58F88, 0x462021),
        amber: hue(0xE8A52C, 0xF0B850, 0x413013),
        green: hue(0x43BE88, 0x62CE9F, 0x153A2A),
        neutral: hue(0x939DA5, 0xA7B1B8, 0x293036),
        blue: hue(0x6BA3F7, 0x8AB6F9, 0x1A3052),
        own: hue(0xA98CF0, 0xBBA4F4, 0x322852),
        others: hue(0xE09A50, 0xE9AE70, 0x422D18),
        ..Self::LIGHT
    };

    /// The same without motion, for pictures and for people who want none.
    #[must_use]
    pub const fn still(self) -> Self {
        Self { motion: 0.0, travel: 0.0, ..self }
    }

    /// The colours of a class. Its shape is `Sign::from(class)`: colour is never the only sign.
    pub const fn class(&self, class: CustomerClass) -> Hue {
        match class {
            CustomerClass::Consolidate => self.green,
            CustomerClass::Invest => self.blue,
            CustomerClass::Harvest => self.amber,
            CustomerClass::ServeLightly => self.neutral,
        }
    }

    /// The ground of a heat table's cell: −1 the most negative, 1 the most positive. Blue and amber, which every eye
    /// tells apart; what stands on it must tell the two apart as well.
    pub fn heat(&self, strength: f32) -> Color32 {
        let hue = if strength < 0.0 { self.amber } else { self.blue };
        self.surface.lerp_to_gamma(hue.mark, strength.abs().min(1.0) * 0.4)
    }

    /// The size of a step.
    pub const fn size(&self, step: Step) -> f32 {
        match step {
            Step::Small => self.type_size.small,
            Step::Body => self.type_size.body,
            Step::Section => self.type_size.section,
            Step::Title => self.type_size.title,
            Step::Figure => self.type_size.figure,
        }
    }

    /// The regular weight of a step, for what is painted.
    pub const fn font(&self, step: Step) -> FontId {
        FontId::new(self.size(step), FontFamily::Proportional)
    }

    /// The heavy weight of a step, for what is painted.
    pub fn bold_font(&self, step: Step) -> FontId {
        FontId::new(self.size(step), fonts::bold())
    }

    /// Secondary text.
    pub fn small(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font(Step::Small)).color(self.ink_soft)
    }

    /// Text.
    pub fn body(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font(Step::Body)).color(self.ink)
    }

    /// Text of the heavy weight: names, totals.
    pub fn strong(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.bold_font(Step::Body)).color(self.ink)
    }

    /// Sentences to be read, with more air between the lines.
    pub fn prose(&self, text: impl Into<String>) -> RichText {
        self.body(text).line_height(Some((self.type_size.body * 1.6).round()))
    }

    /// The heading of a section.
    pub fn section(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.bold_font(Step::Section)).color(self.ink)
    }

    /// The title of a panel or a chart.
    pub fn title(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.bold_font(Step::Title)).color(self.ink)
    }

    /// A key number.
    pub fn figure(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.bold_font(Step::Figure)).color(self.ink)
    }

    /// What is wrong, in words.
    pub fn error(&self, text: impl Into<String>) -> RichText {
        self.body(text).color(self.red.ink)
    }

    /// A quiet line: separators, card edges, grids.
    pub fn hairline_stroke(&self) -> Stroke {
        Stroke::new(self.line, self.hairline)
    }

    /// The edge of what is selected or has the keyboard.
    pub fn focus_stroke(&self) -> Stroke {
        Stroke::new(self.line_strong, self.accent.mark)
    }

    /// The corners of cards and buttons.
    pub const fn corners(&self) -> CornerRadius {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few points")]
        CornerRadius::same(self.radius as u8)
    }

    /// Makes egui look like this. Call it when the tokens change, not every frame.
    pub fn apply(&self, ctx: &Context) {
        ctx.set_theme(egui::Theme::from(self.theme));
        ctx.set_style_of(self.theme.into(), self.style());
    }

    fn style(&self) -> Style {
        let mut style = Style {
            text_styles: BTreeMap::from([
                (TextStyle::Small, self.font(Step::Small)),
                (TextStyle::Body, self.font(Step::Body)),
                (TextStyle::Button, self.font(Step::Body)),
                (TextStyle::Heading, self.bold_font(Step::Section)),
                (TextStyle::Monospace, FontId::monospace(self.type_size.body)),
            ]),
            drag_value_text_style: TextStyle::Body,
            visuals: self.visuals(),
            animation_time: self.motion,
            ..Style::default()
        };
        let spacing = &mut style.spacing;
        spacing.item_spacing = Vec2::splat(self.inset);
        spacing.button_padding = vec2(self.inset + self.unit, self.unit);
        spacing.window_margin = Margin::same(16);
        spacing.menu_margin = Margin::same(4);
        spacing.indent = self.group;
        spacing.interact_size = vec2(self.target, self.target);
        spacing.icon_width = self.type_size.section;
        spacing.icon_width_inner = self.type_size.section * 0.6;
        spacing.tooltip_width = self.prose_width * 0.7;
        spacing.combo_width = self.target * 3.0;
        // Seen where there is more to see, and quieter than any text until it is taken hold of.
        spacing.scroll = ScrollStyle {
            foreground_color: true,
            dormant_handle_opacity: 0.25,
            active_handle_opacity: 0.4,
            interact_handle_opacity: 0.7,
            ..ScrollStyle::thin()
        };
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.3;
        style
    }

    fn visuals(&self) -> Visuals {
        let base = match self.theme {
            Theme::Light => Visuals::light(),
            Theme::Dark => Visuals::dark(),
        };
        let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: self.shadow };
        let widget = |fill, edge, ink| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(self.line, edge),
            corner_radius: self.corners(),
            fg_stroke: Stroke::new(self.line, ink),
            expansion: 0.0,
        };
        let mut visuals = Visuals {
            widgets: Widgets {
                noninteractive: widget(self.surface, self.hairline, self.ink),
                inactive: widget(self.sunken, self.outline, self.ink),
                hovered: widget(self.hovered, self.outline, self.ink),
                active: widget(self.pressed, self.accent.mark, self.ink),
                open: widget(self.hovered, self.accent.mark, self.ink),
            },
            selection: Selection { bg_fill: self.accent.wash, stroke: Stroke::new(self.line, self.accent.ink) },
            override_text_color: None,
            weak_text_color: Some(self.ink_soft),
            hyperlink_color: self.accent.ink,
            faint_bg_color: self.sunken,
            extreme_bg_color: self.surface,
            text_edit_bg_color: Some(self.surface),
            code_bg_color: self.sunken,
            warn_fg_color: self.amber.ink,
            error_fg_color: self.red.ink,
            window_corner_radius: self.corners(),
            window_shadow: shadow,
            window_fill: self.surface,
            window_stroke: self.hairline_stroke(),
            window_highlight_topmost: false,
            menu_corner_radius: self.corners(),
            panel_fill: self.surface,
            popup_shadow: shadow,
            indent_has_left_vline: false,
            slider_trailing_fill: true,
            disabled_alpha: 0.5,
            ..base
        };
        visuals.text_cursor.stroke = self.focus_stroke();
        visuals.ime_composition.active_underline_stroke = self.focus_stroke();
        visuals.ime_composition.inactive_underline_stroke = Stroke::new(self.line, self.outline);
        visuals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue as amounts of light, 0 to 1.
    fn light(color: Color32) -> [f32; 3] {
        let [r, g, b, _] = egui::Rgba::from(color).to_array();
        [r, g, b]
    }

    /// Contrast after WCAG 2: 1 (none) to 21.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |color| {
            let [r, g, b] = light(color);
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        let (a, b): (f32, f32) = (luminance(a), luminance(b));
        a.max(b) / a.min(b)
    }

    /// How light is seen: by most people, and without the green or the red cones (Machado and others, 2009).
    const EYES: [(&str, [[f32; 3]; 3]); 3] = [
        ("most", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ("deuteranopia", [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
        ("protanopia", [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    ];

    /// CIE L*a*b* of light as seen by an eye.
    fn lab(light: [f32; 3], eye: [[f32; 3]; 3]) -> [f32; 3] {
        let dot = |m: [f32; 3], v: [f32; 3]| m[0] * v[0] + m[1] * v[1] + m[2] * v[2];
        let seen = eye.map(|row| dot(row, light).clamp(0.0, 1.0));
        let f = |t: f32| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = f(dot([0.4124, 0.3576, 0.1805], seen) / 0.9505);
        let y = f(dot([0.2126, 0.7152, 0.0722], seen));
        let z = f(dot([0.0193, 0.1192, 0.9505], seen) / 1.089);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn distance(a: Color32, b: Color32, eye: [[f32; 3]; 3]) -> f32 {
        let (a, b) = (lab(light(a), eye), lab(light(b), eye));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
    }

    fn hues(tokens: &Tokens) -> [(&'static str, Hue); 8] {
        [
            ("accent", tokens.accent),
            ("red", tokens.red),
            ("amber", tokens.amber),
            ("green", tokens.green),
            ("neutral", tokens.neutral),
            ("blue", tokens.blue),
            ("own", tokens.own),
            ("others", tokens.others),
        ]
    }

    #[test]
    fn contrast_by_hand() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Color32::from_gray(0x76), Color32::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn text_and_graphics_stand_out_on_every_surface() {
        for theme in Theme::ALL {
            let t = Tokens::new(theme, Audience::Trainer);
            let mut weak = Vec::new();
            let mut need = |what: &str, at_least, front, back| {
                if contrast(front, back) < at_least {
                    weak.push(format!("{what} {front:?} on {back:?}: {:.2}", contrast(front, back)));
                }
            };
            for surface in [t.page, t.surface, t.sunken, t.hovered] {
                need("ink", 4.5, t.ink, surface);
                need("soft ink", 4.5, t.ink_soft, surface);
                need("outline", 3.0, t.outline, surface);
                for (name, hue) in hues(&t) {
                    need(name, 4.5, hue.ink, surface);
                    need(name, 3.0, hue.mark, surface);
                }
            }
            for (name, hue) in hues(&t) {
                need(name, 4.5, hue.ink, hue.wash);
                need(name, 4.5, t.ink, hue.wash);
                need(name, 3.0, hue.mark, hue.wash);
            }
            need("on accent", 4.5, t.on_accent, t.accent.mark);
            for strength in [-1.0, -0.5, 0.5, 1.0] {
                need("ink on heat", 4.5, t.ink, t.heat(strength));
            }
            assert!(weak.is_empty(), "{theme:?}: {weak:#?}");
        }
    }

    #[test]
    fn classes_and_views_differ_for_every_eye() {
        // Two colours side by side are told apart from a distance of about 2.3; across a room it takes many times that.
        const APART: f32 = 18.0;
        for theme in Theme::ALL {
            let t = Tokens::new(theme, Audience::Trainer);
            let classes = CustomerClass::ALL.map(|class| t.class(class).mark);
            let pairs = (0..4).flat_map(|i| (0..i).map(move |j| (classes[i], classes[j])));
            for (a, b) in pairs.chain([(t.own.mark, t.others.mark)]) {
                for (eye, seen) in EYES {
                    assert!(distance(a, b, seen) >= APART, "{theme:?}, {eye}: {a:?} and {b:?}");
                }
            }
        }
    }

    #[test]
    fn the_room_reads_nothing_smaller_than_18() {
        for step in [Step::Small, Step::Body, Step::Section, Step::Title, Step::Figure] {
            let size = |audience| Tokens::new(Theme::Light, audience).size(step);
            assert!(size(Audience::Room) >= 18.0 && size(Audience::Trainer) >= 12.0);
            assert!(size(Audience::Room) > size(Audience::Trainer));
        }
    }
}
