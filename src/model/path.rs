//! Where in a workbook a value stands: `customers[3].attraction.profit`.

use std::fmt;

/// One step of a [`FieldPath`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PathStep {
    /// A field of a record, or a key of a map.
    Field(String),
    /// A place in a list, counted from 0.
    Index(usize),
    /// Into what an enum's variant holds.
    Variant(String),
}

/// The way from the workbook to a value in it. Empty for the workbook itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldPath(Vec<PathStep>);

impl FieldPath {
    /// The path of a record in a section: `customers[3]`.
    pub fn record(section: &str, index: usize) -> Self {
        Self::default().field(section).index(index)
    }

    /// One field further.
    #[must_use]
    pub fn field(self, name: &str) -> Self {
        self.step(PathStep::Field(name.to_owned()))
    }

    /// One place of a list further.
    #[must_use]
    pub fn index(self, index: usize) -> Self {
        self.step(PathStep::Index(index))
    }

    /// One step further.
    #[must_use]
    pub fn step(mut self, step: PathStep) -> Self {
        self.0.push(step);
        self
    }

    /// The steps, from the workbook on.
    pub fn steps(&self) -> &[PathStep] {
        &self.0
    }

    /// Whether it is the workbook itself.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<PathStep> for FieldPath {
    fn from_iter<I: IntoIterator<Item = PathStep>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Index(index) => write!(f, "[{index}]")?,
                PathStep::Field(name) | PathStep::Variant(name) if at == 0 => f.write_str(name)?,
                PathStep::Field(name) | PathStep::Variant(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_like_code() {
        let path = FieldPath::record("customers", 3).field("attraction").field("profit");
        assert_eq!(path.to_string(), "customers[3].attraction.profit");
        assert_eq!(FieldPath::default().to_string(), "");
    }
}
