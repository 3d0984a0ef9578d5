//! Writes what a context paints as SVG, before it is cut into triangles: a text is a text, to be searched, copied and
//! read aloud, and a circle is a circle at any size. The same shapes give the same bytes; nothing in them refers to
//! anything outside, and nothing runs.
//!
//! A text is one run for each part of a row that has one look. Each run says how wide it is, so that it keeps its place
//! in whatever font the reader's machine has for it. What lies outside of what can be seen is left out.

use std::{f32::consts::PI, fmt::Write as _};

use egui::{
    Color32, FontFamily, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
    emath::{GuiRounding as _, TSTransform},
    epaint::{
        BandShape, CircleShape, ClippedShape, ColorMode, EllipseShape, Mesh, PathShape, PathStroke, RectShape,
        TextShape,
        text::{ByteIndex, Glyph, LayoutJob, PlacedRow, TextFormat},
    },
    pos2, vec2,
};

use super::fonts;
use crate::text::Lang;

/// What a file of such a picture is called at the end.
pub const EXTENSION: &str = "svg";

/// The fonts to look for: ours, and what the usual systems have.
const HAN: &str = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei'";
const LATIN: &str = "'Noto Sans','Segoe UI','Helvetica Neue',Arial";

/// Writes a picture of `size` pixels on a background; the shapes are in points.
pub fn write(
    size: [usize; 2],
    pixels_per_point: f32,
    background: Color32,
    lang: Lang,
    shapes: &[ClippedShape],
) -> String {
    let [width, height] = size;
    let points = vec2(width as f32, height as f32) / pixels_per_point;
    let picture = Rect::from_min_size(Pos2::ZERO, points);
    let mut svg = Svg {
        defs: String::new(),
        body: String::new(),
        named: Vec::new(),
        picture,
        visible: picture,
        pixels_per_point,
    };
    for run in shapes.chunk_by(|a, b| a.clip_rect == b.clip_rect) {
        svg.clipped(run);
    }
    let (fonts, tag) = match lang {
        Lang::Zh => (format!("{HAN},{LATIN}"), "zh-CN"),
        Lang::En | Lang::Pseudo => (format!("{LATIN},{HAN}"), "en"),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
         xml:lang=\"{tag}\" font-family=\"{fonts},sans-serif\">\n<defs>\n{}</defs>\n\
         <rect width=\"100%\" height=\"100%\"{}/>\n{}</svg>\n",
        number(points.x),
        number(points.y),
        svg.defs,
        paint("fill", background),
        svg.body
    )
}

/// A picture being written.
struct Svg {
    /// What is named in the body.
    defs: String,
    body: String,
    /// The clip rectangles, gradients and shadows there are, by what is written of them. Their place is their name.
    named: Vec<String>,
    picture: Rect,
    /// The part of the picture in which something can be seen now.
    visible: Rect,
    pixels_per_point: f32,
}

impl Svg {
    /// Writes shapes that share a clip rectangle.
    fn clipped(&mut self, shapes: &[ClippedShape]) {
        let Some(first) = shapes.first() else { return };
        self.visible = first.clip_rect.intersect(self.picture).round_to_pixels(self.pixels_per_point);
        if !self.visible.is_positive() {
            return;
        }
        let start = self.body.len();
        for ClippedShape { shape, transform_after_tessellation: moved, .. } in shapes {
            if *moved == TSTransform::IDENTITY {
                self.shape(shape);
            } else {
                let mut shape = shape.clone();
                shape.transform(*moved);
                self.shape(&shape);
            }
        }
        if self.visible == self.picture || self.body.len() == start {
            return;
        }
        let clip = self.named(|id| format!("<clipPath id=\"{id}\">{}</clipPath>", box_of(first.clip_rect)));
        self.body.insert_str(start, &format!("<g clip-path=\"url(#{clip})\">\n"));
        self.body += "</g>\n";
    }

    /// The name of a thing that is written before the body, once.
    fn named(&mut self, write: impl Fn(&str) -> String) -> String {
        let plain = write("");
        let place = self.named.iter().position(|named| *named == plain).unwrap_or_else(|| {
            self.named.push(plain);
            let place = self.named.len() - 1;
            self.defs += &write(&format!("d{place}"));
            self.defs.push('\n');
            place
        });
        format!("d{place}")
    }

    fn shape(&mut self, shape: &Shape) {
        if !shape.visual_bounding_rect().intersects(self.visible) {
            return;
        }
        match shape {
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Circle(CircleShape { center, radius, fill, stroke }) => {
                let [x, y, r] = [center.x, center.y, *radius].map(number);
                self.put(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\""), *fill, *stroke);
            }
            Shape::Ellipse(EllipseShape { center, radius, fill, stroke, angle }) => {
                let [x, y, a, b] = [center.x, center.y, radius.x, radius.y].map(number);
                let turn = turned(*angle, *center);
                self.put(&format!("<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{a}\" ry=\"{b}\"{turn}"), *fill, *stroke);
            }
            Shape::LineSegment { points, stroke } => {
                let points = self.crisp(*points, *stroke);
                self.put(&path(&points, false), Color32::TRANSPARENT, *stroke);
            }
            Shape::Path(PathShape { points, closed, fill, stroke }) => {
                let fill = if *closed { *fill } else { Color32::TRANSPARENT };
                self.put(&path(points, *closed), fill, plain(stroke, points));
            }
            Shape::Band(band) => self.band(band),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh),
            Shape::QuadraticBezier(curve) => {
                let [from, by, to] = curve.points.map(place);
                self.put(
                    &curved(&format!("M{from}Q{by} {to}"), curve.closed),
                    curve.fill,
                    plain(&curve.stroke, &curve.points),
                );
            }
            Shape::CubicBezier(curve) => {
                let [from, by, past, to] = curve.points.map(place);
                let d = format!("M{from}C{by} {past} {to}");
                self.put(&curved(&d, curve.closed), curve.fill, plain(&curve.stroke, &curve.points));
            }
        }
    }

    /// Writes an element that has been opened, filled and stroked; nothing where neither shows.
    fn put(&mut self, opened: &str, fill: Color32, stroke: Stroke) {
        let has_stroke = stroke.width > 0.0 && stroke.color.a() > 0;
        if fill.a() == 0 && !has_stroke {
            return;
        }
        let fill = paint("fill", fill);
        let stroke = if has_stroke {
            format!(" stroke-width=\"{}\"{}", number(stroke.width), paint("stroke", stroke.color))
        } else {
            String::new()
        };
        // Writing to a text does not fail.
        let _ = writeln!(self.body, "{opened}{fill}{stroke}/>");
    }

    /// A line that runs straight across or down, on whole pixels, as it is on the screen.
    fn crisp(&self, [mut a, mut b]: [Pos2; 2], stroke: Stroke) -> [Pos2; 2] {
        if a.x == b.x {
            stroke.round_center_to_pixel(self.pixels_per_point, &mut a.x);
            b.x = a.x;
        }
        if a.y == b.y {
            stroke.round_center_to_pixel(self.pixels_per_point, &mut a.y);
            b.y = a.y;
        }
        [a, b]
    }

    fn rect(&mut self, shape: &RectShape) {
        let RectShape { rect, corner_radius, fill, stroke, stroke_kind, blur_width, angle, .. } = shape;
        let stroke = if stroke.is_empty() { Stroke::NONE } else { *stroke };
        let round = shape.round_to_pixels.unwrap_or(true);
        // Some are without end.
        let rect = rect.intersect(Rect::from_center_size(Pos2::ZERO, Vec2::splat(1e5)));
        let rect = if round { rect.round_to_pixels(self.pixels_per_point) } else { rect };
        // A line lies on the edge of what is written; here it lies within it or around it.
        let outward = match stroke_kind {
            StrokeKind::Inside => -0.5,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => 0.5,
        } * stroke.width;
        let corners = [corner_radius.nw, corner_radius.ne, corner_radius.se, corner_radius.sw];
        let most = (rect.size().min_elem() / 2.0).max(0.0);
        let radii = corners.map(|radius| match f32::from(radius).min(most) {
            0.0 => 0.0,
            radius => (radius + outward).max(0.0),
        });
        let edge = rect.expand(outward);
        let mut opened = rounded(edge, radii) + &turned(*angle, rect.center());
        if *blur_width > 0.0 {
            let spread = number(blur_width / 4.0);
            let blur = |id: &str| {
                format!(
                    "<filter id=\"{id}\" x=\"-50%\" y=\"-50%\" width=\"200%\" height=\"200%\">\
                     <feGaussianBlur stdDeviation=\"{spread}\"/></filter>"
                )
            };
            opened += &format!(" filter=\"url(#{})\"", self.named(blur));
        }
        self.put(&opened, *fill, stroke);
    }

    fn band(&mut self, band: &BandShape) {
        let above = band.points.iter().map(|point| pos2(point.x, point.y.min));
        let below = band.points.iter().rev().map(|point| pos2(point.x, point.y.max));
        let outline: Vec<Pos2> = above.chain(below).collect();
        let opened = path(&outline, true) + &turned(band.angle, Pos2::ZERO);
        self.put(&opened, band.fill, band.stroke);
    }

    /// Triangles of one colour each; two colours that meet from top to bottom, or from side to side, as a gradient.
    fn mesh(&mut self, mesh: &Mesh) {
        if let Some(gradient) = Gradient::of(mesh) {
            let [from, to] = gradient.stops();
            let way = if gradient.down { "x2=\"0\" y2=\"1\"" } else { "x2=\"1\" y2=\"0\"" };
            let id = self.named(|id| {
                format!(
                    "<linearGradient id=\"{id}\" {way}><stop offset=\"0\" {from}/><stop offset=\"1\" {to}/></linearGradient>"
                )
            });
            let _ = writeln!(self.body, "{} fill=\"url(#{id})\"/>", rounded(mesh.calc_bounds(), [0.0; 4]));
            return;
        }
        self.triangles(mesh, Vec2::ZERO, |_| true, |color| color);
    }

    /// The triangles of a mesh whose corners are wanted.
    fn triangles(
        &mut self,
        mesh: &Mesh,
        offset: Vec2,
        wanted: impl Fn(usize) -> bool,
        color: impl Fn(Color32) -> Color32,
    ) {
        for corners in mesh.indices.chunks_exact(3) {
            let corners = corners.iter().map(|index| *index as usize).filter(|index| wanted(*index));
            let corners: Vec<_> = corners.filter_map(|index| mesh.vertices.get(index)).collect();
            if let [a, b, c] = corners.as_slice() {
                let points = [a, b, c].map(|vertex| vertex.pos + offset);
                let mixed = a.color.lerp_to_gamma(b.color, 0.5).lerp_to_gamma(c.color, 1.0 / 3.0);
                self.put(&(path(&points, true) + " shape-rendering=\"crispEdges\""), color(mixed), Stroke::NONE);
            }
        }
    }

    fn text(&mut self, shape: &TextShape) {
        let start = shape.pos.round_to_pixels(self.pixels_per_point);
        let turn = turned(shape.angle, start);
        let shown = |color: Color32| {
            let color = if color == Color32::PLACEHOLDER { shape.fallback_color } else { color };
            color.gamma_multiply(shape.opacity_factor)
        };
        if !turn.is_empty() {
            let _ = writeln!(self.body, "<g{turn}>");
        }
        let mut read = 0;
        for row in &shape.galley.rows {
            let offset = start.to_vec2() + row.pos.to_vec2();
            if !turn.is_empty() || row.rect().translate(start.to_vec2()).intersects(self.visible) {
                // What lies behind the letters, and the lines under and through them.
                let letters = &row.visuals.glyph_vertex_range;
                self.triangles(&row.visuals.mesh, offset, |index| !letters.contains(&index), shown);
                for (format, glyphs) in runs(row, &shape.galley.job, read) {
                    let color = shape.override_text_color.unwrap_or(format.color);
                    self.run(glyphs, format, offset, shown(color));
                }
            }
            read += row.glyphs.len() + usize::from(row.ends_with_newline);
        }
        if !turn.is_empty() {
            self.body += "</g>\n";
        }
    }

    /// Letters in a row that look the same.
    fn run(&mut self, glyphs: &[Glyph], format: &TextFormat, offset: Vec2, color: Color32) {
        let is_blank = |glyph: &Glyph| glyph.chr.is_whitespace() || glyph.chr.is_control();
        let Some(first) = glyphs.iter().position(|glyph| !is_blank(glyph)) else { return };
        let last = glyphs.iter().rposition(|glyph| !is_blank(glyph)).unwrap_or(first);
        let glyphs = glyphs.get(first..=last).unwrap_or_default();
        let (Some(from), Some(to)) = (glyphs.first(), glyphs.last()) else { return };
        if color.a() == 0 {
            return;
        }
        let font = &format.font_id;
        let text: String = glyphs.iter().map(|glyph| glyph.chr).collect();
        let (x, y) = (from.pos.x + offset.x, from.pos.y + offset.y + fonts::RISE * font.size);
        let [x, y, size, width] = [x, y, font.size, to.max_x() - from.pos.x].map(number);
        let mut look = format!(" font-size=\"{size}\"");
        if font.family == fonts::bold() {
            look += " font-weight=\"700\"";
        }
        if font.family == FontFamily::Monospace {
            look += " font-family=\"monospace\"";
        }
        if format.italics {
            look += " font-style=\"italic\"";
        }
        if glyphs.len() > 1 {
            look += &format!(" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"");
        }
        if text.contains("  ") {
            look += " xml:space=\"preserve\"";
        }
        let fill = paint("fill", color);
        let _ = writeln!(self.body, "<text x=\"{x}\" y=\"{y}\"{look}{fill}>{}</text>", escaped(&text));
    }
}

/// The parts of a row that look the same. The row begins `read` characters into the text.
fn runs<'a>(row: &'a PlacedRow, job: &'a LayoutJob, read: usize) -> Vec<(&'a TextFormat, &'a [Glyph])> {
    // Where a text was cut off, a sign for that stands in place of what came last.
    let places = job.text.char_indices().map(|(at, _)| at).chain(std::iter::repeat(job.text.len())).skip(read);
    let mut runs: Vec<(&TextFormat, usize, usize)> = Vec::new();
    for (index, at) in (0..row.glyphs.len()).zip(places) {
        let format = job.format_at_byte(ByteIndex(at));
        match runs.last_mut() {
            Some((last, _, end)) if std::ptr::eq(*last, format) => *end = index + 1,
            _ => runs.push((format, index, index + 1)),
        }
    }
    let glyphs = |(format, from, to)| (format, row.glyphs.get(from..to).unwrap_or_default());
    runs.into_iter().map(glyphs).collect()
}

/// Two colours that run into each other over an upright rectangle.
struct Gradient {
    down: bool,
    colors: [Color32; 2],
}

impl Gradient {
    /// A mesh of four corners whose colours differ from top to bottom or from side to side only.
    fn of(mesh: &Mesh) -> Option<Self> {
        let bounds = mesh.calc_bounds();
        let corners: Vec<_> = mesh.vertices.iter().map(|vertex| (vertex.pos, vertex.color)).collect();
        let corners: [(Pos2, Color32); 4] = corners.try_into().ok()?;
        let color = |at: Pos2| corners.iter().find(|(pos, _)| *pos == at).map(|(_, color)| *color);
        let [top_left, top_right] = [color(bounds.left_top())?, color(bounds.right_top())?];
        let [bottom_left, bottom_right] = [color(bounds.left_bottom())?, color(bounds.right_bottom())?];
        if top_left == top_right && bottom_left == bottom_right {
            Some(Self { down: true, colors: [top_left, bottom_left] })
        } else if top_left == bottom_left && top_right == bottom_right {
            Some(Self { down: false, colors: [top_left, top_right] })
        } else {
            None
        }
    }

    /// Its two ends as attributes. What cannot be seen has the other end's colour: it is mixed in without its density.
    fn stops(&self) -> [String; 2] {
        let [a, b] = self.colors;
        [(a, b), (b, a)].map(|(color, other)| {
            let [r, g, b, _] = if color.a() == 0 { other } else { color }.to_srgba_unmultiplied();
            let density = number(f32::from(color.a()) / 255.0);
            format!("stop-color=\"#{r:02x}{g:02x}{b:02x}\" stop-opacity=\"{density}\"")
        })
    }
}

/// The stroke of a path in one colour; of one with many, that of its beginning.
fn plain(stroke: &PathStroke, points: &[Pos2]) -> Stroke {
    let color = match &stroke.color {
        ColorMode::Solid(color) => *color,
        ColorMode::UV(color) => {
            points.first().map_or(Color32::TRANSPARENT, |first| color(Rect::from_points(points), *first))
        }
    };
    Stroke::new(stroke.width, color)
}

fn box_of(rect: Rect) -> String {
    rounded(rect, [0.0; 4]) + "/>"
}

/// A rectangle that is not closed yet. Corners clockwise from the upper left.
fn rounded(rect: Rect, radii: [f32; 4]) -> String {
    let [x, y, width, height] = [rect.left(), rect.top(), rect.width(), rect.height()].map(number);
    let [nw, ne, se, sw] = radii;
    if [ne, se, sw] == [nw; 3] {
        let corner = if nw > 0.0 { format!(" rx=\"{}\"", number(nw)) } else { String::new() };
        return format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{corner}");
    }
    let arc = |radius: f32, to: Pos2| format!("A{0} {0} 0 0 1 {1}", number(radius), place(to));
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    format!(
        "<path d=\"M{}L{}{}L{}{}L{}{}L{}{}Z\"",
        place(pos2(left + nw, top)),
        place(pos2(right - ne, top)),
        arc(ne, pos2(right, top + ne)),
        place(pos2(right, bottom - se)),
        arc(se, pos2(right - se, bottom)),
        place(pos2(left + sw, bottom)),
        arc(sw, pos2(left, bottom - sw)),
        place(pos2(left, top + nw)),
        arc(nw, pos2(left + nw, top)),
    )
}

/// A path along points that is not closed yet.
fn path(points: &[Pos2], closed: bool) -> String {
    let mut d = String::new();
    for (index, point) in points.iter().enumerate() {
        d.push(if index == 0 { 'M' } else { 'L' });
        d += &place(*point);
    }
    curved(&d, closed)
}

fn curved(d: &str, closed: bool) -> String {
    format!("<path d=\"{d}{}\" stroke-linejoin=\"round\"", if closed { "Z" } else { "" })
}

/// A turn by an angle around a place.
fn turned(angle: f32, around: Pos2) -> String {
    if angle == 0.0 {
        return String::new();
    }
    format!(" transform=\"rotate({} {})\"", number(angle * 180.0 / PI), place(around))
}

fn place(at: Pos2) -> String {
    format!("{} {}", number(at.x), number(at.y))
}

/// A colour as an attribute of this name, and how dense it is. egui keeps colours multiplied by their density.
fn paint(name: &str, color: Color32) -> String {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    match a {
        0 => format!(" {name}=\"none\""),
        255 => format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\""),
        _ => format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\" {name}-opacity=\"{}\"", number(f32::from(a) / 255.0)),
    }
}

/// A number with two decimals at most.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text as it stands between tags, without the characters that XML does not have.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use egui::{Context, FontId, RawInput, Rect, Shape, TextFormat, epaint::CornerRadius, text::LayoutJob};

    use super::*;

    const RED: Color32 = Color32::from_rgb(200, 10, 5);
    const BLUE: Color32 = Color32::from_rgb(1, 2, 250);

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(width, height))
    }

    /// Only what is written of shapes in a picture of 100 by 100.
    fn written(shapes: Vec<ClippedShape>) -> String {
        let svg = write([100, 100], 1.0, Color32::WHITE, Lang::Zh, &shapes);
        let (_, body) = svg.split_once("fill=\"#ffffff\"/>\n").unwrap();
        body.strip_suffix("</svg>\n").unwrap().to_owned()
    }

    fn whole(shape: Shape) -> ClippedShape {
        ClippedShape::new(rect(0.0, 0.0, 100.0, 100.0), shape)
    }

    /// A text laid out in a width, at (10, 10).
    fn text(job: LayoutJob) -> TextShape {
        let ctx = Context::default();
        fonts::install(&ctx, Lang::Zh);
        let mut galley = None;
        let output = ctx.run_ui(RawInput::default(), |ui| galley = Some(ui.painter().layout_job(job.clone())));
        output.drop_without_applying_deltas();
        TextShape::new(pos2(10.0, 10.0), galley.unwrap(), RED)
    }

    fn format(color: Color32) -> TextFormat {
        TextFormat { font_id: FontId::proportional(14.0), color, ..TextFormat::default() }
    }

    /// The texts in an SVG, element by element.
    fn texts(svg: &str) -> Vec<&str> {
        let texts = svg.split("<text ").skip(1);
        texts.map(|text| text.split_once('>').unwrap().1.split_once("</text>").unwrap().0).collect()
    }

    #[test]
    fn shapes_keep_their_form() {
        let stroke = Stroke::new(2.0, BLUE);
        let half = Color32::from_rgba_unmultiplied(200, 10, 5, 128);
        for (shape, expected) in [
            (
                Shape::circle_filled(pos2(50.0, 40.5), 7.25, RED),
                "<circle cx=\"50\" cy=\"40.5\" r=\"7.25\" fill=\"#c80a05\"/>",
            ),
            (
                Shape::rect_stroke(rect(10.0, 10.0, 20.0, 8.0), 3.0, stroke, StrokeKind::Inside),
                "<rect x=\"11\" y=\"11\" width=\"18\" height=\"6\" rx=\"2\" fill=\"none\" stroke-width=\"2\" stroke=\"#0102fa\"/>",
            ),
            (
                Shape::rect_filled(rect(10.2, 9.8, 20.0, 8.0), CornerRadius { nw: 4, ..CornerRadius::ZERO }, RED),
                "<path d=\"M14 10L30 10A0 0 0 0 1 30 10L30 18A0 0 0 0 1 30 18L10 18A0 0 0 0 1 10 18L10 14A4 4 0 0 1 14 10Z\" fill=\"#c80a05\"/>",
            ),
            (
                Shape::line_segment([pos2(10.3, 20.0), pos2(10.3, 30.0)], Stroke::new(1.0, RED)),
                "<path d=\"M10.5 20L10.5 30\" stroke-linejoin=\"round\" fill=\"none\" stroke-width=\"1\" stroke=\"#c80a05\"/>",
            ),
            (
                Shape::convex_polygon(vec![pos2(1.0, 1.0), pos2(9.0, 1.0), pos2(5.0, 8.0)], half, Stroke::NONE),
                "<path d=\"M1 1L9 1L5 8Z\" stroke-linejoin=\"round\" fill=\"#c70a06\" fill-opacity=\"0.5\"/>",
            ),
        ] {
            assert_eq!(written(vec![whole(shape)]).trim_end(), expected);
        }
        let nothing = Shape::circle_filled(pos2(50.0, 40.5), 7.25, Color32::TRANSPARENT);
        assert_eq!(written(vec![whole(nothing), whole(Shape::Noop)]), "");
    }

    #[test]
    fn what_cannot_be_seen_is_left_out_and_neighbours_share_a_clip() {
        let part = rect(10.0, 10.0, 30.0, 30.0);
        let dot = |x| ClippedShape::new(part, Shape::circle_filled(pos2(x, 20.0), 3.0, RED));
        let svg = written(vec![dot(20.0), dot(39.0), dot(60.0), whole(Shape::Noop), dot(30.0)]);
        assert_eq!(svg.matches("<circle").count(), 3);
        assert_eq!(svg.matches("clip-path=\"url(#d0)\"").count(), 2, "{svg}");
        let aside = ClippedShape::new(rect(120.0, 0.0, 9.0, 9.0), Shape::circle_filled(pos2(125.0, 5.0), 3.0, RED));
        assert_eq!(written(vec![aside]), "");
        let mut moved = whole(Shape::circle_filled(pos2(20.0, 20.0), 3.0, RED));
        moved.transform_after_tessellation = TSTransform::from_translation(vec2(5.0, 0.0));
        assert!(written(vec![moved]).contains("cx=\"25\""));
    }

    #[test]
    fn a_gradient_fades_out_in_its_own_colour() {
        let shape =
            Shape::gradient_rect(rect(0.0, 0.0, 50.0, 10.0), egui::Direction::TopDown, [RED, Color32::TRANSPARENT]);
        let svg = write([100, 100], 1.0, Color32::WHITE, Lang::En, &[whole(shape)]);
        let fades = "<stop offset=\"1\" stop-color=\"#c80a05\" stop-opacity=\"0\"/>";
        assert!(svg.contains("x2=\"0\" y2=\"1\"") && svg.contains(fades), "{svg}");
        assert!(svg.contains("fill=\"url(#d0)\""));
    }

    #[test]
    fn words_stay_whole_and_keep_their_look() {
        let mut job = LayoutJob::default();
        job.append("a <b>  & “中文” ", 0.0, format(RED));
        let bold = TextFormat { font_id: FontId::new(14.0, fonts::bold()), ..format(Color32::PLACEHOLDER) };
        job.append("客户", 0.0, bold);
        let svg = written(vec![whole(Shape::Text(text(job)))]);
        assert_eq!(texts(&svg), ["a &lt;b&gt;  &amp; “中文”", "客户"]);
        let (_, second) = svg.split_once("</text>").unwrap();
        assert!(second.contains("font-weight=\"700\"") && second.contains("fill=\"#c80a05\""), "{second}");
        assert!(svg.contains("lengthAdjust") && svg.matches("xml:space=\"preserve\"").count() == 1, "{svg}");
    }

    #[test]
    fn rows_are_texts_of_their_own_and_what_was_cut_off_is_not_there() {
        let mut job = LayoutJob::single_section("first\nsecond that is too long for it".into(), format(RED));
        job.wrap.max_rows = 2;
        job.wrap.max_width = 60.0;
        job.wrap.break_anywhere = true;
        let svg = written(vec![whole(Shape::Text(text(job)))]);
        let [first, second] = texts(&svg)[..] else { panic!("{svg}") };
        assert_eq!(first, "first");
        assert!(second.starts_with("sec") && second.ends_with('…') && !svg.contains("long"), "{second}");
    }

    #[test]
    fn a_row_that_is_scrolled_away_is_not_there() {
        let job = LayoutJob::single_section("first\nsecond\nthird".into(), format(RED));
        let shape = ClippedShape::new(rect(0.0, 0.0, 100.0, 26.0), Shape::Text(text(job)));
        assert_eq!(texts(&written(vec![shape])), ["first"]);
    }

    #[test]
    fn a_text_is_turned_and_faded_as_a_whole() {
        let mut shape = text(LayoutJob::single_section("up".into(), format(RED)));
        (shape.angle, shape.opacity_factor) = (-PI / 2.0, 0.5);
        shape.override_text_color = Some(BLUE);
        let svg = written(vec![whole(Shape::Text(shape))]);
        assert!(svg.starts_with("<g transform=\"rotate(-90 10 10)\">"), "{svg}");
        assert!(svg.contains("fill=\"#0202f9\" fill-opacity=\"0.5\""), "{svg}");
    }

    #[test]
    fn numbers_are_short() {
        for (value, text) in [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (10.0, "10"), (-2.346, "-2.35")] {
            assert_eq!(number(value), text);
        }
    }
}
