//! A line drawn round things to mark them.

use egui::{Key, Painter, Pos2, Response, Shape, Stroke, Ui};

use super::Tokens;

/// The line is drawn by steps no shorter than this, in points.
const STEP: f32 = 2.0;

/// A line being drawn with the pointer, in points of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lasso(Vec<Pos2>);

/// What has become of a lasso in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// It is still being drawn.
    Going,
    /// It was let go of, and holds what is inside.
    Closed,
    /// It was given up.
    GivenUp,
}

impl Lasso {
    /// Begins where the pointer was pressed.
    pub fn begin(ui: &Ui) -> Self {
        Self(ui.input(|input| input.pointer.press_origin()).into_iter().collect())
    }

    /// Follows the pointer that drags the ground, and paints the line.
    pub fn follow(&mut self, ui: &Ui, ground: &Response, painter: &Painter, tokens: &Tokens) -> Drawn {
        if let Some(pointer) = ground.interact_pointer_pos()
            && self.0.last().is_none_or(|last| last.distance(pointer) > STEP)
        {
            self.0.push(pointer);
        }
        let stroke = Stroke::new(tokens.line_strong, tokens.accent.mark);
        let round: Vec<Pos2> = self.0.iter().chain(self.0.first()).copied().collect();
        painter.extend(Shape::dashed_line(&round, stroke, tokens.inset, tokens.unit));
        match ground.dragged() {
            _ if ui.input(|input| input.key_pressed(Key::Escape)) => Drawn::GivenUp,
            true => Drawn::Going,
            false => Drawn::Closed,
        }
    }

    /// Whether a point is inside, ends joined: the line is crossed an odd number of times on the way out.
    pub fn holds(&self, point: Pos2) -> bool {
        let next = self.0.iter().skip(1).chain(self.0.first());
        let crossed = self.0.iter().zip(next).filter(|(a, b)| {
            let spans = (a.y > point.y) != (b.y > point.y);
            spans && point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y)
        });
        crossed.count() % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn inside_is_inside_whatever_the_line() {
        let hook = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (6.0, 9.0), (6.0, 3.0), (3.0, 3.0), (3.0, 9.0), (0.0, 9.0)];
        let hook = Lasso(hook.map(|(x, y)| pos2(x, y)).into());
        for (x, y, inside) in [
            (1.0, 8.0, true),
            (8.0, 8.0, true),
            (4.5, 1.5, true),
            (4.5, 6.0, false),
            (-1.0, 1.0, false),
            (5.0, 20.0, false),
        ] {
            assert_eq!(hook.holds(pos2(x, y)), inside, "{x} {y}");
        }
        let bare = |line: &[Pos2]| Lasso(line.to_vec()).holds(pos2(0.0, 0.0));
        assert!(!bare(&[]) && !bare(&[pos2(0.0, 0.0)]));
    }
}
