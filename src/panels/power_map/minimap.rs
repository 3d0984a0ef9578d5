//! All of a large map in a corner, and which part of it is in sight.

use std::sync::Arc;

use egui::{CornerRadius, Mesh, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, emath::RectTransform, vec2};

use super::chart::Chart;
use crate::{
    panels::Scene,
    text::power_map as words,
    ui::{Canvas, Stage, widgets},
};

/// A map of fewer people has no need of it.
const FEWEST: usize = 30;
/// Its largest part of the room, across and down.
const SHARE: f32 = 0.22;

/// The small map, painted once per layout and place.
#[derive(Default)]
pub(super) struct Minimap {
    /// Switched off by hand.
    pub off: bool,
    painted: Option<Painted>,
}

struct Painted {
    rect: Rect,
    dark: bool,
    mesh: Arc<Mesh>,
}

impl Minimap {
    /// The cards stand elsewhere now.
    pub fn forget(&mut self) {
        self.painted = None;
    }

    /// Shows it where not all of the map is in sight. A click or a drag in it moves the map.
    pub fn show(&mut self, ui: &Ui, scene: &Scene<'_>, chart: &Chart, stage: &Stage, canvas: &mut Canvas) {
        let tokens = scene.tokens;
        let all = chart.bounds;
        let in_sight = stage.viewport.expand(tokens.group).contains_rect(stage.rect_to_screen(all));
        if self.off || in_sight || chart.cards.len() < FEWEST || !all.is_positive() {
            return;
        }
        let room = stage.viewport.size() * SHARE;
        let scale = (room / all.size()).min_elem();
        let size = (all.size() * scale).max(vec2(tokens.group, tokens.unit));
        let corner = stage.viewport.max - vec2(tokens.group, tokens.group);
        let rect = Rect::from_min_max(corner - size, corner);
        let frame = rect.expand(tokens.inset);
        let to_screen = RectTransform::from_to(all, rect);

        let response = ui.interact(frame, ui.scope_id().with("minimap"), Sense::click_and_drag());
        widgets::name(&response, Role::Canvas, words::MINIMAP.of(scene.lang));
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
            canvas.look_at(to_screen.inverse().transform_pos_clamped(at));
        }
        let painter = ui.painter();
        painter.rect(frame, tokens.corners(), tokens.surface, tokens.hairline_stroke(), StrokeKind::Inside);
        let dark = ui.visuals().dark_mode;
        if self.painted.as_ref().is_none_or(|painted| painted.rect != rect || painted.dark != dark) {
            let mesh = Arc::new(mesh(chart, &to_screen, tokens.neutral.mark));
            self.painted = Some(Painted { rect, dark, mesh });
        }
        if let Some(painted) = &self.painted {
            painter.add(Arc::clone(&painted.mesh));
        }
        let corner = |at: Pos2| to_screen.transform_pos(stage.to_world(at));
        let seen = Rect::from_min_max(corner(stage.viewport.min), corner(stage.viewport.max)).intersect(frame);
        let stroke = Stroke::new(tokens.line_strong, tokens.accent.mark);
        painter.rect(seen, CornerRadius::ZERO, tokens.accent.mark.gamma_multiply(0.12), stroke, StrokeKind::Inside);
    }
}

/// A box for each card, no smaller than can be seen.
fn mesh(chart: &Chart, to_screen: &RectTransform, color: egui::Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for card in &chart.cards {
        let place = to_screen.transform_rect(chart.rect(card));
        let size = place.size().max(vec2(1.0, 1.0));
        mesh.add_colored_rect(Rect::from_center_size(place.center(), size), color);
    }
    mesh
}
