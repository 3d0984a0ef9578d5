//! Draws a piece of interface without a window: exported pictures and test snapshots show what the window shows.

use std::time::Duration;

use egui::{
    ColorImage, Context, FullOutput, LayerId, RawInput, Rect, Ui, Vec2, ViewportId, ViewportInfo, emath::TSTransform,
    epaint::ClippedShape, vec2,
};

use super::{Raster, Tokens, fonts, svg};
use crate::text::Lang;

/// The longest side of a picture, in pixels.
pub const MAX_SIDE: usize = 16_384;

/// Passes after which a picture is taken as it is. Most interfaces settle in three.
const MAX_PASSES: usize = 12;
/// Layouts learn the sizes of their parts in one pass and use them in the next.
const MIN_PASSES: usize = 3;

/// A picture that cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a picture of {width}×{height} pixels: expected 1 to {MAX_SIDE} for each side")]
pub struct BadSize {
    /// Asked for, in pixels.
    pub width: usize,
    /// Asked for, in pixels.
    pub height: usize,
}

/// Draws an interface of `size` pixels on the theme's surface, once it has settled. Nothing in it moves.
///
/// # Errors
/// When a side is 0 or longer than [`MAX_SIDE`].
pub fn draw(
    size: [usize; 2],
    pixels_per_point: f32,
    tokens: &Tokens,
    lang: Lang,
    show: impl FnMut(&mut Ui, &Tokens),
) -> Result<ColorImage, BadSize> {
    let settled = settle(size, pixels_per_point, tokens, lang, show)?;
    let FullOutput { shapes, pixels_per_point, .. } = settled.output;
    let primitives = settled.ctx.tessellate(shapes, pixels_per_point);
    Ok(settled.raster.draw(size, pixels_per_point, tokens.surface, &primitives))
}

/// Writes the same as SVG, with texts that are texts.
///
/// # Errors
/// When a side is 0 or longer than [`MAX_SIDE`].
pub fn svg(
    size: [usize; 2],
    pixels_per_point: f32,
    tokens: &Tokens,
    lang: Lang,
    show: impl FnMut(&mut Ui, &Tokens),
) -> Result<String, BadSize> {
    let settled = settle(size, pixels_per_point, tokens, lang, show)?;
    Ok(svg::write(size, pixels_per_point, tokens.surface, lang, &settled.output.shapes))
}

/// What a layer of a window shows in a part of it, moved to the upper left corner. Call it when that has been drawn.
pub fn within(ctx: &Context, layer: LayerId, part: Rect) -> Vec<ClippedShape> {
    let away = TSTransform::from_translation(-part.min.to_vec2());
    ctx.graphics(|graphics| {
        let shapes = graphics.get(layer).into_iter().flat_map(|shapes| shapes.all_entries());
        let moved = |shape: &ClippedShape| {
            let mut shape = shape.clone();
            shape.clip_rect = shape.clip_rect.intersect(part);
            shape.transform(away);
            shape
        };
        shapes.filter(|shape| shape.clip_rect.intersects(part)).map(moved).collect()
    })
}

/// An interface that moves no more.
struct Settled {
    ctx: Context,
    raster: Raster,
    output: FullOutput,
}

fn settle(
    size: [usize; 2],
    pixels_per_point: f32,
    tokens: &Tokens,
    lang: Lang,
    mut show: impl FnMut(&mut Ui, &Tokens),
) -> Result<Settled, BadSize> {
    let [width, height] = size;
    if !(1..=MAX_SIDE).contains(&width) || !(1..=MAX_SIDE).contains(&height) {
        return Err(BadSize { width, height });
    }
    let tokens = tokens.still();
    let ctx = Context::default();
    fonts::install(&ctx, lang);
    tokens.apply(&ctx);
    let mut raster = Raster::default();
    let points = vec2(width as f32, height as f32) / pixels_per_point;
    let mut passes = 0;
    loop {
        passes += 1;
        let mut output = ctx.run_ui(input(points, pixels_per_point, passes), |ui| show(ui, &tokens));
        raster.update(&mut output.textures_delta);
        let settled = output.viewport_output.get(&ViewportId::ROOT).is_none_or(|v| v.repaint_delay > Duration::ZERO);
        if passes >= MAX_PASSES || (settled && passes >= MIN_PASSES) {
            return Ok(Settled { ctx, raster, output });
        }
    }
}

/// A pass a second after the last one, without anyone's hand on anything.
fn input(points: Vec2, pixels_per_point: f32, pass: usize) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, points)),
        max_texture_side: Some(8192),
        time: Some(pass as f64),
        ..RawInput::default()
    };
    let info = ViewportInfo { native_pixels_per_point: Some(pixels_per_point), ..ViewportInfo::default() };
    input.viewports.insert(ViewportId::ROOT, info);
    input
}
