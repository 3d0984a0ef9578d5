//! The program's look without a window, to be used by accessible names, and pictures of it.

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use egui::{ColorImage, TexturesDelta, Ui, Vec2};
use egui_kittest::{Harness, TestRenderer};
use sandtable::{
    text::Lang,
    ui::{Raster, Tokens, fonts, png},
};

/// Draws what a harness shows on the CPU, as the program's own pictures are drawn.
#[derive(Clone, Default)]
pub struct CpuRenderer(Rc<RefCell<Raster>>);

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().update(delta);
    }
}

impl CpuRenderer {
    /// What the harness shows now.
    pub fn picture<State>(&self, harness: &Harness<'_, State>, tokens: &Tokens) -> ColorImage {
        let output = harness.output();
        let pixels_per_point = output.pixels_per_point;
        let size = harness.ctx.content_rect().size() * pixels_per_point;
        let primitives = harness.ctx.tessellate(output.shapes.clone(), pixels_per_point);
        let size = [size.x.round() as usize, size.y.round() as usize];
        self.0.borrow().draw(size, pixels_per_point, tokens.surface, &primitives)
    }
}

/// A harness that looks as the program does. A step is a quarter of a second.
pub fn harness<'a, State>(
    tokens: Tokens,
    lang: Lang,
    size: Vec2,
    state: State,
    show: impl FnMut(&mut Ui, &mut State) + 'a,
) -> (Harness<'a, State>, CpuRenderer) {
    let renderer = CpuRenderer::default();
    let harness = Harness::builder()
        .with_size(size)
        .with_theme(egui::Theme::from(tokens.theme))
        .renderer(renderer.clone())
        .with_context_setup(move |ctx| {
            fonts::install(ctx, lang);
            tokens.still().apply(ctx);
        })
        .build_ui_state(show, state);
    (harness, renderer)
}

/// Compares a picture with the one kept in `tests/pictures`, and writes the new one beside it where they differ.
/// `UPDATE_PICTURES=1` keeps the new one.
pub fn assert_picture(name: &str, picture: &ColorImage) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let kept = folder.join(format!("{name}.png"));
    let new = folder.join(format!("{name}.new.png"));
    fs::create_dir_all(&folder).unwrap();
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        fs::write(&kept, png::encode(picture).unwrap()).unwrap();
        return;
    }
    let differing = fs::File::open(&kept).ok().and_then(|file| differing(file, picture));
    // Curves may be rounded differently from machine to machine.
    if differing.is_none_or(|pixels| pixels * 1000 > picture.pixels.len()) {
        fs::write(&new, png::encode(picture).unwrap()).unwrap();
        panic!("{name}: {differing:?} pixels differ; see {}", new.display());
    }
    let _ = fs::remove_file(new);
}

/// How many pixels differ so that one sees it; none where the sizes do.
fn differing(kept: fs::File, picture: &ColorImage) -> Option<usize> {
    let mut reader = ::png::Decoder::new(std::io::BufReader::new(kept)).read_info().ok()?;
    let mut bytes = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut bytes).ok()?;
    if [info.width as usize, info.height as usize] != picture.size {
        return None;
    }
    let apart = |kept: &[u8], new: [u8; 4]| kept.iter().zip(new).any(|(kept, new)| kept.abs_diff(new) > 8);
    let pairs = bytes.chunks_exact(4).zip(&picture.pixels);
    Some(pairs.filter(|(kept, new)| apart(kept, new.to_srgba_unmultiplied())).count())
}
