//! A large window that shows one panel, without a display.

use egui::{
    Context, Event, FullOutput, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Ui,
    pos2, vec2,
};
use jiff::civil::{Date, date};
use sandtable::{
    analysis::{Audience, Derived},
    model::Workbook,
    panels::{Scene, Selection, Wishes},
    text::Lang,
    ui::{Theme, Tokens, fonts},
};

const TODAY: Date = date(2026, 11, 21);

/// A panel's `show`.
type Show<P> = fn(&mut P, &mut Ui, &Scene<'_>, &mut Wishes);

pub struct Window<P> {
    pub ctx: Context,
    pub workbook: Workbook,
    /// What the panel is about, where it is not all there is.
    pub subject: Option<String>,
    derived: Derived,
    tokens: Tokens,
    lang: Lang,
    time: f64,
    frames: u32,
    panel: P,
    show: Show<P>,
}

impl<P: Default> Window<P> {
    pub fn new(workbook: Workbook, lang: Lang, show: Show<P>) -> Self {
        let tokens = Tokens::new(Theme::Light, Audience::Trainer).still();
        let ctx = Context::default();
        fonts::install(&ctx, lang);
        tokens.apply(&ctx);
        let derived = Derived::of(&workbook, TODAY);
        Self { ctx, workbook, subject: None, derived, tokens, lang, time: 0.0, frames: 0, panel: P::default(), show }
    }

    /// A frame, a sixtieth of a second after the one before.
    pub fn frame(&mut self, events: Vec<Event>) -> FullOutput {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let scene = Scene {
            workbook: &self.workbook,
            derived: &self.derived,
            subject: self.subject.as_deref(),
            selection: &Selection::Nothing,
            lang: self.lang,
            audience: Audience::Trainer,
            tokens: &self.tokens,
            today: TODAY,
            read_only: false,
            is_meant: true,
        };
        let (panel, show) = (&mut self.panel, self.show);
        let mut output = self.ctx.run_ui(input, |ui| show(panel, ui, &scene, &mut Wishes::default()));
        output.textures_delta.set.clear();
        output
    }

    /// The middle of what has a name like this.
    #[allow(dead_code, reason = "not every bench needs the pointer")]
    pub fn place(&mut self, named: impl Fn(&str) -> bool) -> Pos2 {
        self.ctx.enable_accesskit();
        let shown = self.frame(Vec::new());
        self.ctx.disable_accesskit();
        let update = shown.platform_output.accesskit_update.unwrap();
        let (_, node) = update.nodes.iter().find(|(_, node)| node.label().is_some_and(&named)).unwrap();
        let bounds = node.bounds().unwrap();
        pos2(((bounds.x0 + bounds.x1) / 2.0) as f32, ((bounds.y0 + bounds.y1) / 2.0) as f32)
    }

    /// A frame, tessellated, while the wheel turns over a table: down for two seconds, up for two seconds. How many
    /// pieces it has.
    #[allow(dead_code, reason = "not every bench scrolls")]
    pub fn scroll(&mut self) -> usize {
        self.frames += 1;
        let way = if (self.frames / 120).is_multiple_of(2) { -40.0 } else { 40.0 };
        let events = vec![
            Event::PointerMoved(pos2(700.0, 600.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, way),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            },
        ];
        let output = self.frame(events);
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }
}
