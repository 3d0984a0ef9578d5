//! Signs with a meaning, drawn as shapes so that no font and no colour decides whether they can be read.

use egui::{Color32, Painter, Pos2, Response, Sense, Shape, Stroke, Ui, Vec2, vec2};

use crate::model::{Coverage, CustomerClass, DecisionRole, Support};

/// A sign. All fit a square of their size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// ● consolidate.
    Disc,
    /// ▲ invest.
    Triangle,
    /// ■ harvest.
    Square,
    /// ◆ serve lightly.
    Diamond,
    /// How much somebody supports us: two arrows up to two arrows down; a bar is neutral.
    Support(Support),
    /// How well we know somebody: rising bars, as many filled as the coverage reaches.
    Coverage(Coverage),
    /// A part in the decision.
    Role(DecisionRole),
    /// Nobody knows: a ring of four arcs.
    Unknown,
    /// A key person: a star.
    Key,
    /// Something is wrong: a triangle with a bar in it.
    Warning,
    /// Done.
    Check,
    /// Away with it.
    Cross,
    /// Set by hand: a pin.
    Pin,
}

impl From<CustomerClass> for Sign {
    fn from(class: CustomerClass) -> Self {
        match class {
            CustomerClass::Consolidate => Self::Disc,
            CustomerClass::Invest => Self::Triangle,
            CustomerClass::Harvest => Self::Square,
            CustomerClass::ServeLightly => Self::Diamond,
        }
    }
}

/// Draws a sign, filled.
pub fn paint(painter: &Painter, sign: Sign, center: Pos2, size: f32, color: Color32) {
    painter.add(shape(sign, center, size, color, true));
}

/// Draws a sign as an outline: what is only assumed, or uncertain.
pub fn paint_hollow(painter: &Painter, sign: Sign, center: Pos2, size: f32, color: Color32) {
    painter.add(shape(sign, center, size, color, false));
}

/// A sign in a line of widgets. Give it a name, or stand it beside its words.
pub fn show(ui: &mut Ui, sign: Sign, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint(ui.painter(), sign, rect.center(), size, color);
    response
}

/// A place in the unit square around the origin, down and to the right positive.
type Place = (f32, f32);

fn shape(sign: Sign, center: Pos2, size: f32, color: Color32, filled: bool) -> Shape {
    let pen = Pen { center, size, color, filled };
    match sign {
        Sign::Disc => pen.circle((0.0, 0.0), 0.44),
        Sign::Triangle => pen.polygon(&[(0.0, -0.48), (0.5, 0.4), (-0.5, 0.4)]),
        Sign::Square => pen.polygon(&[(-0.4, -0.4), (0.4, -0.4), (0.4, 0.4), (-0.4, 0.4)]),
        Sign::Diamond => pen.polygon(&[(0.0, -0.5), (0.5, 0.0), (0.0, 0.5), (-0.5, 0.0)]),
        Sign::Support(support) => pen.support(support),
        Sign::Coverage(coverage) => pen.coverage(coverage),
        Sign::Role(role) => pen.role(role),
        Sign::Unknown => Shape::Vec((0..4).map(|quarter| pen.arc(quarter as f32 * 0.25, 0.15)).collect()),
        Sign::Key => pen.star(),
        Sign::Warning => Shape::Vec(vec![
            pen.outline(&[(0.0, -0.46), (0.5, 0.42), (-0.5, 0.42)]),
            pen.line(&[(0.0, -0.14), (0.0, 0.12)]),
            pen.dot((0.0, 0.27), 0.06),
        ]),
        Sign::Check => pen.line(&[(-0.38, 0.04), (-0.1, 0.32), (0.4, -0.3)]),
        Sign::Cross => Shape::Vec(vec![pen.line(&[(-0.3, -0.3), (0.3, 0.3)]), pen.line(&[(-0.3, 0.3), (0.3, -0.3)])]),
        Sign::Pin => Shape::Vec(vec![pen.circle((0.0, -0.2), 0.26), pen.line(&[(0.0, 0.06), (0.0, 0.5)])]),
    }
}

struct Pen {
    center: Pos2,
    size: f32,
    color: Color32,
    filled: bool,
}

impl Pen {
    fn at(&self, (x, y): Place) -> Pos2 {
        self.center + vec2(x, y) * self.size
    }

    fn stroke(&self) -> Stroke {
        Stroke::new((self.size * 0.12).max(1.0), self.color)
    }

    fn line(&self, places: &[Place]) -> Shape {
        Shape::line(places.iter().map(|&place| self.at(place)).collect(), self.stroke())
    }

    fn outline(&self, places: &[Place]) -> Shape {
        Shape::closed_line(places.iter().map(|&place| self.at(place)).collect(), self.stroke())
    }

    fn polygon(&self, places: &[Place]) -> Shape {
        if self.filled {
            let points = places.iter().map(|&place| self.at(place)).collect();
            Shape::convex_polygon(points, self.color, Stroke::NONE)
        } else {
            // Drawn inside its edge, to be as large as the filled one.
            self.outline(&places.iter().map(|&(x, y)| (x * 0.88, y * 0.88)).collect::<Vec<_>>())
        }
    }

    fn dot(&self, place: Place, radius: f32) -> Shape {
        Shape::circle_filled(self.at(place), radius * self.size, self.color)
    }

    fn circle(&self, place: Place, radius: f32) -> Shape {
        if self.filled {
            self.dot(place, radius)
        } else {
            Shape::circle_stroke(self.at(place), (radius - 0.06) * self.size, self.stroke())
        }
    }

    /// A part of a ring, in turns from the top.
    fn arc(&self, from: f32, turns: f32) -> Shape {
        let steps = 8;
        let place = |i: i32| {
            let angle = std::f32::consts::TAU * (from + turns * i as f32 / steps as f32);
            (0.4 * angle.sin(), -0.4 * angle.cos())
        };
        self.line(&(0..=steps).map(place).collect::<Vec<_>>())
    }

    /// An arrowhead around `y` whose tip points up (`way` −1) or down (1).
    fn arrow(&self, y: f32, way: f32, height: f32) -> Shape {
        let half = height / 2.0 * way;
        self.polygon(&[(0.0, y + half), (0.44, y - half), (-0.44, y - half)])
    }

    fn support(&self, support: Support) -> Shape {
        match support {
            Support::Mentor => Shape::Vec(vec![self.arrow(-0.26, -1.0, 0.44), self.arrow(0.26, -1.0, 0.44)]),
            Support::Supporter => self.arrow(0.0, -1.0, 0.6),
            Support::Neutral => self.polygon(&[(-0.4, -0.1), (0.4, -0.1), (0.4, 0.1), (-0.4, 0.1)]),
            Support::NonSupporter => self.arrow(0.0, 1.0, 0.6),
            Support::Enemy => Shape::Vec(vec![self.arrow(-0.26, 1.0, 0.44), self.arrow(0.26, 1.0, 0.44)]),
        }
    }

    fn coverage(&self, coverage: Coverage) -> Shape {
        let reached = match coverage {
            Coverage::Unknown => return shape(Sign::Unknown, self.center, self.size, self.color, self.filled),
            Coverage::None => 0,
            Coverage::Brief => 1,
            Coverage::Several => 2,
            Coverage::InDepth => 3,
        };
        let bar = |i: i32| {
            let (left, top) = (-0.45 + 0.32 * i as f32, 0.15 - 0.28 * i as f32);
            let right = left + 0.24;
            let pen = Self { filled: i < reached, ..*self };
            if pen.filled {
                pen.polygon(&[(left, top), (right, top), (right, 0.42), (left, 0.42)])
            } else {
                pen.line(&[(left, 0.38), (right, 0.38)])
            }
        };
        Shape::Vec((0..3).map(bar).collect())
    }

    fn star(&self) -> Shape {
        let place = |i: i32, radius: f32| {
            let angle = std::f32::consts::TAU * i as f32 / 10.0;
            (radius * angle.sin(), -radius * angle.cos())
        };
        if !self.filled {
            let corners: Vec<_> = (0..10).map(|i| place(i, if i % 2 == 0 { 0.46 } else { 0.2 })).collect();
            return self.outline(&corners);
        }
        // A star is not convex: its five points, and what they stand on.
        let tip = |i: i32| self.polygon(&[place(2 * i - 1, 0.2), place(2 * i, 0.5), place(2 * i + 1, 0.2)]);
        let heart: Vec<_> = (0..5).map(|i| place(2 * i + 1, 0.21)).collect();
        Shape::Vec((0..5).map(tip).chain([self.polygon(&heart)]).collect())
    }

    fn role(&self, role: DecisionRole) -> Shape {
        Shape::Vec(match role {
            // A flag raised.
            DecisionRole::Initiator => {
                vec![
                    self.line(&[(-0.3, -0.45), (-0.3, 0.48)]),
                    self.polygon(&[(-0.3, -0.45), (0.42, -0.2), (-0.3, 0.08)]),
                ]
            }
            // A magnifier.
            DecisionRole::Sourcer => vec![
                Shape::circle_stroke(self.at((-0.1, -0.1)), 0.28 * self.size, self.stroke()),
                self.line(&[(0.12, 0.12), (0.42, 0.42)]),
            ],
            // A seal: a ring with a heart.
            DecisionRole::Decider => {
                vec![Shape::circle_stroke(self.center, 0.42 * self.size, self.stroke()), self.circle((0.0, 0.0), 0.24)]
            }
            // A person.
            DecisionRole::User => vec![
                self.circle((0.0, -0.24), 0.2),
                self.polygon(&[(-0.22, 0.08), (0.22, 0.08), (0.42, 0.44), (-0.42, 0.44)]),
            ],
            // A list being ticked.
            DecisionRole::Evaluator => vec![
                self.line(&[(-0.42, -0.24), (-0.3, -0.12), (-0.12, -0.38)]),
                self.line(&[(0.08, -0.24), (0.44, -0.24)]),
                self.line(&[(-0.42, 0.22), (-0.3, 0.34), (-0.12, 0.08)]),
                self.line(&[(0.08, 0.22), (0.44, 0.22)]),
            ],
        })
    }
}
