//! Draws what egui tessellates, on the CPU: pictures without a display or a GPU, the same on every machine.
//!
//! Vertices are snapped to 1/256 of a pixel and edges are exact integers with the top-left rule, so that neighbours
//! neither leave a seam nor blend twice. Colours are premultiplied and blended as they are stored, as egui's own
//! renderers do.

use std::{collections::HashMap, thread};

use egui::{
    Color32, ColorImage, Context, ImageData, Rect, TextureFilter, TextureId, TextureOptions, TextureWrapMode,
    TexturesDelta,
    epaint::{ClippedPrimitive, Mesh, Primitive, Vertex},
};

/// The textures of one context, and the drawing of its meshes.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
    /// Freed by the last update: its pass still paints with them.
    leaving: Vec<TextureId>,
}

struct Texture {
    image: ColorImage,
    options: TextureOptions,
}

/// A red, green, blue and alpha, each 0 to 255, alpha multiplied in.
type Rgba = [f32; 4];

impl Raster {
    /// One that draws what a context has laid out so far: with its letters, and no other pictures.
    pub fn of(ctx: &Context) -> Self {
        let letters = Texture { image: ctx.fonts(|fonts| fonts.image()), options: TextureOptions::LINEAR };
        Self { textures: HashMap::from([(TextureId::default(), letters)]), leaving: Vec::new() }
    }

    /// Takes over the textures that a pass has changed. Call it for every pass, before drawing it.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        for id in self.leaving.drain(..) {
            self.textures.remove(&id);
        }
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = change.image;
                match (change.pos, self.textures.get_mut(&id)) {
                    (Some(at), Some(texture)) => texture.patch(at, &image),
                    _ => {
                        self.textures.insert(id, Texture { image: (*image).clone(), options: change.options });
                    }
                }
            }
        }
        self.leaving.extend(delta.free.drain());
    }

    /// Draws a pass over a background. `size` is in pixels; the primitives are in points.
    pub fn draw(
        &self,
        size: [usize; 2],
        pixels_per_point: f32,
        background: Color32,
        primitives: &[ClippedPrimitive],
    ) -> ColorImage {
        let [width, height] = size;
        let mut image = ColorImage::filled(size, background);
        let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
        let rows = height.div_ceil(threads).max(1);
        thread::scope(|scope| {
            for (i, pixels) in image.pixels.chunks_mut((rows * width).max(1)).enumerate() {
                scope.spawn(move || {
                    let mut band = Band { pixels, width: width as i64, top: (i * rows) as i64 };
                    for primitive in primitives {
                        if let Primitive::Mesh(mesh) = &primitive.primitive {
                            self.draw_mesh(&mut band, pixels_per_point, primitive.clip_rect, mesh);
                        }
                    }
                });
            }
        });
        image
    }

    fn draw_mesh(&self, band: &mut Band<'_>, pixels_per_point: f32, clip: Rect, mesh: &Mesh) {
        let Some(texture) = self.textures.get(&mesh.texture_id) else { return };
        let clip = band.clip(clip * pixels_per_point);
        for corners in mesh.indices.chunks_exact(3) {
            let &[a, b, c] = corners else { continue };
            let vertex = |i: u32| mesh.vertices.get(i as usize).copied();
            if let (Some(a), Some(b), Some(c)) = (vertex(a), vertex(b), vertex(c))
                && let Some(triangle) = Triangle::new([a, b, c], pixels_per_point)
            {
                triangle.draw(band, clip, texture);
            }
        }
    }
}

impl Texture {
    fn patch(&mut self, [x, y]: [usize; 2], patch: &ColorImage) {
        let [patch_width, _] = patch.size;
        let [width, _] = self.image.size;
        let rows = self.image.pixels.chunks_mut(width.max(1)).skip(y);
        for (to, from) in rows.zip(patch.pixels.chunks(patch_width.max(1))) {
            for (to, from) in to.iter_mut().skip(x).zip(from) {
                *to = *from;
            }
        }
    }

    fn texel(&self, x: i64, y: i64) -> Rgba {
        let [width, height] = self.image.size;
        let (x, y) = (wrap(x, width, self.options.wrap_mode), wrap(y, height, self.options.wrap_mode));
        let color = self.image.pixels.get(y * width + x).copied().unwrap_or(Color32::TRANSPARENT);
        color.to_array().map(f32::from)
    }

    /// The colour at a place of the unit square.
    #[expect(clippy::cast_possible_truncation, reason = "the wrap mode takes any place, however far")]
    fn sample(&self, [u, v]: [f32; 2]) -> Rgba {
        let [width, height] = self.image.size;
        let (x, y) = (u * width as f32, v * height as f32);
        if self.options.magnification == TextureFilter::Nearest {
            return self.texel(x.floor() as i64, y.floor() as i64);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, bottom_share) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        let row = |y| mix(self.texel(left, y), self.texel(left + 1, y), right_share);
        mix(row(top), row(top + 1), bottom_share)
    }
}

fn mix(a: Rgba, b: Rgba, share: f32) -> Rgba {
    let ([ar, ag, ab, aa], [br, bg, bb, ba]) = (a, b);
    let mix = |a: f32, b: f32| a + (b - a) * share;
    [mix(ar, br), mix(ag, bg), mix(ab, bb), mix(aa, ba)]
}

/// A texel's index within a side of `n` texels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0..n after wrapping")]
fn wrap(i: i64, n: usize, mode: TextureWrapMode) -> usize {
    let n = n.max(1) as i64;
    (match mode {
        TextureWrapMode::ClampToEdge => i.clamp(0, n - 1),
        TextureWrapMode::Repeat => i.rem_euclid(n),
        TextureWrapMode::MirroredRepeat => {
            let i = i.rem_euclid(2 * n);
            i.min(2 * n - 1 - i)
        }
    }) as usize
}

/// Some rows of the picture, drawn by one thread.
struct Band<'a> {
    pixels: &'a mut [Color32],
    width: i64,
    /// The first row.
    top: i64,
}

/// Pixels from `left` to before `right`, rows from `top` to before `bottom`.
#[derive(Clone, Copy)]
struct Bounds {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Band<'_> {
    /// The pixels of this band within a clip rectangle, which is rounded to whole pixels.
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and is clamped to the band")]
    fn clip(&self, rect: Rect) -> Bounds {
        let rows = self.pixels.len() as i64 / self.width.max(1);
        Bounds {
            left: (rect.min.x.round() as i64).max(0),
            top: (rect.min.y.round() as i64).max(self.top),
            right: (rect.max.x.round() as i64).min(self.width),
            bottom: (rect.max.y.round() as i64).min(self.top + rows),
        }
    }

    /// The pixels of row `y` from `left` to before `right`, which lie within the band.
    fn row(&mut self, y: i64, left: i64, right: i64) -> &mut [Color32] {
        let start = (y - self.top) * self.width;
        let index = |x: i64| usize::try_from(start + x).unwrap_or(usize::MAX);
        self.pixels.get_mut(index(left)..index(right)).unwrap_or_default()
    }
}

/// Steps per pixel that vertices are snapped to.
const SUB: i64 = 256;
/// How far from the origin a vertex may lie, in pixels, so that edge functions fit 64 bits; those farther are moved.
const FAR: f32 = 2_000_000.0;

/// One side: positive on the inside, linear in the pixel.
#[derive(Clone, Copy)]
struct Edge {
    /// At the centre of pixel (0, 0), less one where points on the side itself belong to the neighbour.
    start: i64,
    /// Per pixel to the right.
    dx: i64,
    /// Per pixel down.
    dy: i64,
}

impl Edge {
    fn new(from: [i64; 2], to: [i64; 2]) -> Self {
        let [x, y] = from;
        let (run, rise) = (to[0] - x, to[1] - y);
        // Clockwise on screen: top sides run right, left sides run up.
        let owns_its_points = rise < 0 || (rise == 0 && run > 0);
        let centre = SUB / 2;
        let start = run * (centre - y) - rise * (centre - x);
        Self { start: start - i64::from(!owns_its_points), dx: -rise * SUB, dy: run * SUB }
    }

    /// Narrows `left..right` to the pixels of row `y` on the inside.
    fn narrow(self, y: i64, (left, right): (i64, i64)) -> (i64, i64) {
        let at_zero = self.start + self.dy * y;
        match self.dx {
            // at_zero + dx · x ≥ 0
            dx if dx > 0 => (left.max((-at_zero).div_euclid(dx) + i64::from((-at_zero).rem_euclid(dx) != 0)), right),
            dx if dx < 0 => (left, right.min(at_zero.div_euclid(-dx) + 1)),
            _ if at_zero >= 0 => (left, right),
            _ => (left, left),
        }
    }
}

/// What varies linearly over a triangle: texture place, then colour.
type Varying = [f32; 6];

struct Triangle {
    edges: [Edge; 3],
    /// Rows from, to before.
    rows: (i64, i64),
    /// At the centre of pixel (0, 0) of the triangle's own origin, per pixel right, per pixel down.
    start: Varying,
    dx: Varying,
    dy: Varying,
    origin: [i64; 2],
    /// Every vertex has the same.
    same_place: bool,
    same_color: bool,
}

impl Triangle {
    /// None where it covers nothing.
    fn new(corners: [Vertex; 3], pixels_per_point: f32) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "clamped")]
        let snap = |v: f32| ((v * pixels_per_point).clamp(-FAR, FAR) * SUB as f32).round() as i64;
        let [a, b, c] = corners;
        let [pa, mut pb, mut pc] = corners.map(|v| [snap(v.pos.x), snap(v.pos.y)]);
        let (va, mut vb, mut vc) = (varying(a), varying(b), varying(c));
        let cross =
            |p: [i64; 2], q: [i64; 2], r: [i64; 2]| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
        let mut area = cross(pa, pb, pc);
        if area == 0 {
            return None;
        }
        if area < 0 {
            std::mem::swap(&mut pb, &mut pc);
            std::mem::swap(&mut vb, &mut vc);
            area = -area;
        }
        let lowest = pa[1].min(pb[1]).min(pc[1]);
        let highest = pa[1].max(pb[1]).max(pc[1]);
        let origin = [pa[0].div_euclid(SUB), pa[1].div_euclid(SUB)];
        // Barycentric: what B and C add per step, over the doubled area.
        let area = area as f32;
        let per = |b: i64, c: i64| -> Varying {
            let (b, c) = ((b * SUB) as f32 / area, (c * SUB) as f32 / area);
            zip3(va, vb, vc, |va, vb, vc| (vb - va) * b + (vc - va) * c)
        };
        let dx = per(pc[1] - pa[1], pa[1] - pb[1]);
        let dy = per(pa[0] - pc[0], pb[0] - pa[0]);
        let step = |from: i64, origin: i64| (origin * SUB + SUB / 2 - from) as f32 / SUB as f32;
        let (right, down) = (step(pa[0], origin[0]), step(pa[1], origin[1]));
        Some(Self {
            edges: [Edge::new(pa, pb), Edge::new(pb, pc), Edge::new(pc, pa)],
            rows: (lowest.div_euclid(SUB), highest.div_euclid(SUB) + 1),
            start: zip3(va, dx, dy, |v, dx, dy| v + dx * right + dy * down),
            dx,
            dy,
            origin,
            same_place: a.uv == b.uv && b.uv == c.uv,
            same_color: a.color == b.color && b.color == c.color,
        })
    }

    fn draw(&self, band: &mut Band<'_>, clip: Bounds, texture: &Texture) {
        let [u, v, color @ ..] = self.start;
        let texel = self.same_place.then(|| texture.sample([u, v]));
        let solid = texel.filter(|_| self.same_color).map(|texel| tint(texel, color));
        if solid.is_some_and(|color| color == [0.0; 4]) {
            return;
        }
        for y in self.rows.0.max(clip.top)..self.rows.1.min(clip.bottom) {
            let [e0, e1, e2] = self.edges;
            let (left, right) = e2.narrow(y, e1.narrow(y, e0.narrow(y, (clip.left, clip.right))));
            if left >= right {
                continue;
            }
            let row = band.row(y, left, right);
            if let Some(color) = solid {
                row.iter_mut().for_each(|pixel| blend(pixel, color));
                continue;
            }
            let (over, down) = ((left - self.origin[0]) as f32, (y - self.origin[1]) as f32);
            let mut at = zip3(self.start, self.dx, self.dy, |v, dx, dy| v + dx * over + dy * down);
            for pixel in row {
                let [u, v, color @ ..] = at;
                blend(pixel, tint(texel.unwrap_or_else(|| texture.sample([u, v])), color));
                at = zip3(at, self.dx, at, |v, dx, _| v + dx);
            }
        }
    }
}

fn varying(vertex: Vertex) -> Varying {
    let [r, g, b, a] = vertex.color.to_array().map(f32::from);
    [vertex.uv.x, vertex.uv.y, r, g, b, a]
}

fn zip3(a: Varying, b: Varying, c: Varying, f: impl Fn(f32, f32, f32) -> f32) -> Varying {
    let ([a0, a1, a2, a3, a4, a5], [b0, b1, b2, b3, b4, b5], [c0, c1, c2, c3, c4, c5]) = (a, b, c);
    [f(a0, b0, c0), f(a1, b1, c1), f(a2, b2, c2), f(a3, b3, c3), f(a4, b4, c4), f(a5, b5, c5)]
}

fn tint(texel: Rgba, color: Rgba) -> Rgba {
    let ([tr, tg, tb, ta], [r, g, b, a]) = (texel, color);
    [tr * r / 255.0, tg * g / 255.0, tb * b / 255.0, ta * a / 255.0]
}

/// Lays a colour over a pixel.
fn blend(pixel: &mut Color32, [r, g, b, a]: Rgba) {
    let through = 1.0 - a / 255.0;
    let [pr, pg, pb, pa] = pixel.to_array();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates: 0 to 255")]
    let over = |source: f32, below: u8| (source + f32::from(below) * through + 0.5) as u8;
    *pixel = Color32::from_rgba_premultiplied(over(r, pr), over(g, pg), over(b, pb), over(a, pa));
}

#[cfg(test)]
mod tests {
    use egui::{Pos2, Rect, pos2, vec2};

    use super::*;

    const WHITE: Color32 = Color32::WHITE;
    const CLEAR: Color32 = Color32::TRANSPARENT;

    /// A raster with one white texel.
    fn white() -> Raster {
        with_texture(ColorImage::filled([1, 1], WHITE), TextureOptions::LINEAR)
    }

    fn with_texture(image: ColorImage, options: TextureOptions) -> Raster {
        let texture = Texture { image, options };
        Raster { textures: HashMap::from([(TextureId::default(), texture)]), leaving: Vec::new() }
    }

    fn mesh(corners: &[(Pos2, Pos2, Color32)]) -> Mesh {
        let vertices = corners.iter().map(|&(pos, uv, color)| Vertex { pos, uv, color }).collect();
        let indices = (0..u32::try_from(corners.len()).unwrap()).collect();
        Mesh { indices, vertices, texture_id: TextureId::default() }
    }

    fn triangle(corners: [(f32, f32); 3], color: Color32) -> Mesh {
        mesh(&corners.map(|(x, y)| (pos2(x, y), Pos2::ZERO, color)))
    }

    fn draw(raster: &Raster, size: [usize; 2], clip: Rect, meshes: &[Mesh]) -> ColorImage {
        let primitives: Vec<_> = meshes
            .iter()
            .map(|mesh| ClippedPrimitive { clip_rect: clip, primitive: Primitive::Mesh(mesh.clone()) })
            .collect();
        raster.draw(size, 1.0, CLEAR, &primitives)
    }

    fn all() -> Rect {
        Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0))
    }

    /// Rows of the picture, `#` where something was drawn.
    fn shape(image: &ColorImage) -> Vec<String> {
        let sign = |pixel: &Color32| if *pixel == CLEAR { '.' } else { '#' };
        image.pixels.chunks(image.size[0]).map(|row| row.iter().map(sign).collect()).collect()
    }

    #[test]
    fn covers_the_pixels_whose_centres_lie_inside() {
        let image = draw(&white(), [5, 4], all(), &[triangle([(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)], WHITE)]);
        // Centres on the slanted side (x + y = 4) belong to the neighbour below right.
        assert_eq!(shape(&image), ["###..", "##...", "#....", "....."]);
    }

    #[test]
    fn winding_does_not_matter() {
        let there = triangle([(0.0, 0.0), (4.0, 1.0), (1.0, 4.0)], WHITE);
        let back = triangle([(0.0, 0.0), (1.0, 4.0), (4.0, 1.0)], WHITE);
        assert_eq!(draw(&white(), [5, 5], all(), &[there]), draw(&white(), [5, 5], all(), &[back]));
    }

    #[test]
    fn neighbours_leave_no_seam_and_never_blend_twice() {
        // A fan around a centre that is no pixel's, over a square: every pixel is drawn exactly once.
        let half = Color32::from_rgba_premultiplied(100, 0, 0, 128);
        let around = [(0.0, 0.0), (3.3, 0.0), (8.0, 0.0), (8.0, 5.7), (8.0, 8.0), (2.2, 8.0), (0.0, 8.0), (0.0, 0.4)];
        for centre in [(3.7, 4.2), (4.0, 4.0), (4.5, 4.5), (0.5, 7.5)] {
            let fan: Vec<_> = (0..around.len())
                .map(|i| triangle([centre, around[i], around[(i + 1) % around.len()]], half))
                .collect();
            let image = draw(&white(), [8, 8], all(), &fan);
            assert!(image.pixels.iter().all(|pixel| *pixel == half), "around {centre:?}: {:?}", shape(&image));
        }
    }

    #[test]
    fn blends_premultiplied() {
        let below = triangle([(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)], Color32::from_rgb(0, 200, 100));
        let above = triangle([(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)], Color32::from_rgba_premultiplied(51, 0, 0, 51));
        let image = draw(&white(), [1, 1], all(), &[below, above]);
        // 51 + 0 · 0.8, 0 + 200 · 0.8, 0 + 100 · 0.8, 51 + 255 · 0.8
        assert_eq!(image.pixels, [Color32::from_rgba_premultiplied(51, 160, 80, 255)]);
    }

    #[test]
    fn interpolates_colour_between_vertices() {
        let at = |x, y, v| (pos2(x, y), Pos2::ZERO, Color32::from_rgb(v, v, v));
        let image = draw(&white(), [4, 1], all(), &[mesh(&[at(0.0, 0.0, 0), at(4.0, 0.0, 200), at(0.0, 4.0, 0)])]);
        // 50 a pixel, at centres 0.5, 1.5, 2.5; the fourth centre is on the slanted side.
        assert_eq!(image.pixels[..3], [25, 75, 125].map(|v| Color32::from_rgb(v, v, v)));
    }

    #[test]
    fn samples_between_texels_or_the_nearest() {
        let two = ColorImage::new([2, 1], vec![Color32::BLACK, WHITE]);
        let quad = |y| {
            let corner = |x: f32, y, u| (pos2(x, y), pos2(u, 0.5), WHITE);
            mesh(&[corner(0.0, y, 0.0), corner(16.0, y, 2.0), corner(0.0, 16.0 + y, 0.0)])
        };
        let linear = draw(&with_texture(two.clone(), TextureOptions::LINEAR), [8, 1], all(), &[quad(0.0)]);
        // u · 2 − ½ at pixel x is (x + ½) ÷ 4 − ½: clamped to 0 until x = 1.5, then 1 from x = 5.5.
        let values: Vec<u8> = linear.pixels.iter().map(|pixel| pixel.r()).collect();
        assert_eq!(values, [0, 0, 32, 96, 159, 223, 255, 255]);
        let nearest = draw(&with_texture(two, TextureOptions::NEAREST), [8, 1], all(), &[quad(0.0)]);
        assert_eq!(shape(&nearest), ["########"]);
        let values: Vec<u8> = nearest.pixels.iter().map(|pixel| pixel.r()).collect();
        assert_eq!(values, [0, 0, 0, 0, 255, 255, 255, 255]);
    }

    #[test]
    fn wraps_as_asked() {
        let wrapped = |mode| (-3..5).map(|i| wrap(i, 2, mode)).collect::<Vec<_>>();
        assert_eq!(wrapped(TextureWrapMode::ClampToEdge), [0, 0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(wrapped(TextureWrapMode::Repeat), [1, 0, 1, 0, 1, 0, 1, 0]);
        assert_eq!(wrapped(TextureWrapMode::MirroredRepeat), [1, 1, 0, 0, 1, 1, 0, 0]);
    }

    #[test]
    fn clips_to_whole_pixels_and_to_the_picture() {
        let clip = Rect::from_min_max(pos2(0.6, -5.0), pos2(3.4, 2.5));
        let image = draw(&white(), [5, 4], clip, &[triangle([(-50.0, -50.0), (90.0, -50.0), (-50.0, 90.0)], WHITE)]);
        assert_eq!(shape(&image), [".##..", ".##..", ".##..", "....."]);
    }

    #[test]
    fn far_and_broken_vertices_do_no_harm() {
        let far = triangle([(-1e30, -1e30), (1e30, -1e30), (0.0, 1e30)], WHITE);
        assert_eq!(shape(&draw(&white(), [2, 2], all(), &[far])), ["##", "##"]);
        let nan = triangle([(f32::NAN, 0.0), (1.0, 0.0), (0.0, f32::INFINITY)], WHITE);
        draw(&white(), [2, 2], all(), &[nan]);
        let mut dangling = triangle([(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)], WHITE);
        dangling.indices = vec![0, 1, 9, 0];
        assert_eq!(shape(&draw(&white(), [2, 1], all(), &[dangling])), [".."]);
        draw(&white(), [0, 0], all(), &[]);
    }

    #[test]
    fn textures_are_patched_and_outlive_the_pass_that_frees_them() {
        let id = TextureId::Managed(7);
        let mut raster = Raster::default();
        let mut delta = TexturesDelta::default();
        delta.push(id, egui::epaint::ImageDelta::full(ColorImage::filled([3, 2], CLEAR), TextureOptions::NEAREST));
        let patch = ColorImage::filled([2, 1], WHITE);
        delta.push(id, egui::epaint::ImageDelta::partial([1, 1], patch, TextureOptions::NEAREST));
        delta.free(id);
        raster.update(&mut delta);
        assert_eq!(shape(&raster.textures[&id].image), ["...", ".##"]);
        raster.update(&mut TexturesDelta::default());
        assert!(raster.textures.is_empty());
    }
}
