//! What a table can hold: its kinds, their fields, and which column is which.

use crate::{
    model::{Advantage, Criterion},
    text,
};

use super::{import::ImportError, sheet::Row, value::same_words};

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Our own people.
    People,
    /// Customers and their scores.
    Customers,
    /// What each offering brings at each customer.
    Contributions,
    /// The people of one customer's organisation.
    Contacts,
    /// Goal cards.
    Goals,
    /// 360° answers.
    Ratings,
}

/// A column that we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is what its name says; the commands' reference lists them")]
pub enum Field {
    Id,
    Name,
    Title,
    Manager,
    Position,
    Class,
    Segment,
    AnnualSpend,
    Revenue,
    Introduced,
    ProcedureKnown,
    NeedsKnown,
    Criterion(Criterion),
    Customer,
    Offering,
    Margin,
    Department,
    ReportsTo,
    Roles,
    Influence,
    Status,
    Support,
    Coverage,
    LastContact,
    Owner,
    Person,
    Period,
    Goal,
    Weight,
    Completion,
    Difficulty,
    Effort,
    Ratee,
    Rater,
    Group,
    Role,
    Item,
    Score,
}

impl Kind {
    /// All, in the order in which they are explained.
    pub const ALL: [Self; 6] =
        [Self::People, Self::Customers, Self::Contributions, Self::Contacts, Self::Goals, Self::Ratings];

    /// The word for it on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Customers => "customers",
            Self::Contributions => "contributions",
            Self::Contacts => "contacts",
            Self::Goals => "goals",
            Self::Ratings => "ratings",
        }
    }

    /// The columns such a table may have.
    pub fn fields(self) -> Vec<Field> {
        use Field as F;
        match self {
            Self::People => vec![F::Id, F::Name, F::Title, F::Manager, F::Position, F::Class],
            Self::Customers => {
                let facts = [F::Introduced, F::ProcedureKnown, F::NeedsKnown];
                let own = [F::Id, F::Name, F::Segment, F::AnnualSpend, F::Revenue];
                own.into_iter().chain(facts).chain(Criterion::all().map(F::Criterion)).collect()
            }
            Self::Contributions => vec![F::Customer, F::Offering, F::Margin],
            Self::Contacts => vec![
                F::Id,
                F::Name,
                F::Title,
                F::Department,
                F::ReportsTo,
                F::Roles,
                F::Influence,
                F::Status,
                F::Support,
                F::Coverage,
                F::LastContact,
                F::Owner,
            ],
            Self::Goals => vec![F::Person, F::Period, F::Goal, F::Weight, F::Completion, F::Difficulty, F::Effort],
            Self::Ratings => vec![F::Ratee, F::Rater, F::Group, F::Role, F::Item, F::Score],
        }
    }

    /// The columns such a table must have.
    pub fn required(self) -> impl Iterator<Item = Field> {
        self.fields().into_iter().take(self.required_count())
    }

    /// How many of [`Self::fields`], from the first on, are required.
    const fn required_count(self) -> usize {
        match self {
            Self::People | Self::Customers | Self::Contacts | Self::Goals => 1,
            Self::Contributions => 3,
            Self::Ratings => 6,
        }
    }
}

impl Field {
    /// The word for it on the command line and in a header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Title => "title",
            Self::Manager => "manager",
            Self::Position => "position",
            Self::Class => "class",
            Self::Segment => "segment",
            Self::AnnualSpend => "annual_spend",
            Self::Revenue => "revenue",
            Self::Introduced => "introduced",
            Self::ProcedureKnown => "procedure_known",
            Self::NeedsKnown => "needs_known",
            Self::Criterion(criterion) => criterion_name(criterion),
            Self::Customer => "customer",
            Self::Offering => "offering",
            Self::Margin => "margin",
            Self::Department => "department",
            Self::ReportsTo => "reports_to",
            Self::Roles => "roles",
            Self::Influence => "influence",
            Self::Status => "status",
            Self::Support => "support",
            Self::Coverage => "coverage",
            Self::LastContact => "last_contact",
            Self::Owner => "owner",
            Self::Person => "person",
            Self::Period => "period",
            Self::Goal => "goal",
            Self::Weight => "weight",
            Self::Completion => "completion",
            Self::Difficulty => "difficulty",
            Self::Effort => "effort",
            Self::Ratee => "ratee",
            Self::Rater => "rater",
            Self::Group => "group",
            Self::Role => "role",
            Self::Item => "item",
            Self::Score => "score",
        }
    }

    /// Whether a header or an option means this field: by its name, or by either language's label.
    pub(super) fn is_called(self, text: &str) -> bool {
        let label = text::import::label(self);
        [self.name(), label.zh, label.en]
            .into_iter()
            .chain(text::import::other_labels(self).iter().copied())
            .any(|known| same_words(known, text))
    }
}

/// The field name of a customer's score.
const fn criterion_name(criterion: Criterion) -> &'static str {
    use crate::model::Attraction as A;
    match criterion {
        Criterion::Attraction(A::Profit) => "profit",
        Criterion::Attraction(A::Continuity) => "continuity",
        Criterion::Attraction(A::Showcase) => "showcase",
        Criterion::Attraction(A::Referral) => "referral",
        Criterion::Attraction(A::Terms) => "terms",
        Criterion::Attraction(A::Learning) => "learning",
        Criterion::Attraction(A::Openness) => "openness",
        Criterion::Attraction(A::Credit) => "credit",
        Criterion::Attraction(A::Ease) => "ease",
        Criterion::Us(Advantage::Offering) => "offering_us",
        Criterion::Us(Advantage::People) => "people_us",
        Criterion::Us(Advantage::Service) => "service_us",
        Criterion::Us(Advantage::Influence) => "influence_us",
        Criterion::Rival(Advantage::Offering) => "offering_rival",
        Criterion::Rival(Advantage::People) => "people_rival",
        Criterion::Rival(Advantage::Service) => "service_rival",
        Criterion::Rival(Advantage::Influence) => "influence_rival",
    }
}

/// A column named by hand: `FIELD=COLUMN`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The field, by name or label.
    pub field: String,
    /// The file's column.
    pub column: String,
}

impl std::str::FromStr for Mapping {
    type Err = &'static str;

    /// Splits at the first `=`: a column's name may hold one, a field's does not.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=').map(|(field, column)| (field.trim(), column.trim())) {
            Some((field, column)) if !field.is_empty() && !column.is_empty() => {
                Ok(Self { field: field.to_owned(), column: column.to_owned() })
            }
            _ => Err("expected FIELD=COLUMN"),
        }
    }
}

/// Which column of a file is which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    found: Vec<(Field, usize)>,
    width: usize,
    /// Columns that nothing is read from, by their headers.
    pub ignored: Vec<String>,
}

impl Columns {
    /// Finds a table's columns: first those named by hand, then by field name or label among the rest.
    ///
    /// # Errors
    /// When a required column is missing, a field has several, or a name given by hand is unknown.
    pub(super) fn find(kind: Kind, header: &Row<'_>, by_hand: &[Mapping]) -> Result<Self, ImportError> {
        let headers: Vec<&str> = header.cells.iter().map(|cell| cell.text.as_ref()).collect();
        let named = |index: &usize| headers.get(*index).map(|header| (*header).to_owned()).unwrap_or_default();
        let all = || headers.iter().filter(|h| !h.is_empty()).map(|h| (*h).to_owned()).collect::<Vec<_>>();
        let mut found: Vec<(Field, usize)> = Vec::new();
        for Mapping { field: given, column } in by_hand {
            let field = kind.fields().into_iter().find(|field| field.is_called(given));
            let field = field.ok_or_else(|| ImportError::UnknownField { given: given.clone(), kind })?;
            if found.iter().any(|(other, _)| *other == field) {
                return Err(ImportError::MappedTwice(field));
            }
            let mut columns = matching(&headers, |header| header == column);
            if columns.is_empty() {
                columns = matching(&headers, |header| same_words(header, column));
            }
            match columns.as_slice() {
                [] => return Err(ImportError::UnknownColumn { given: column.clone(), columns: all() }),
                [one] => found.push((field, *one)),
                several => {
                    return Err(ImportError::SeveralColumns { field, columns: several.iter().map(named).collect() });
                }
            }
        }
        let taken: Vec<usize> = found.iter().map(|(_, index)| *index).collect();
        for (field, mut columns) in fitting(kind, &headers) {
            if found.iter().any(|(other, _)| *other == field) {
                continue;
            }
            columns.retain(|index| !taken.contains(index));
            match columns.as_slice() {
                [] => {}
                [one] => found.push((field, *one)),
                several => {
                    return Err(ImportError::SeveralColumns { field, columns: several.iter().map(named).collect() });
                }
            }
        }
        Self::of(kind, header, found)
    }

    /// These columns of a table, each by its place from 0.
    ///
    /// # Errors
    /// When a required column is missing.
    pub(super) fn of(kind: Kind, header: &Row<'_>, mut found: Vec<(Field, usize)>) -> Result<Self, ImportError> {
        let fields = kind.fields();
        found.sort_by_key(|(field, _)| fields.iter().position(|other| other == field));
        let headers = || header.cells.iter().map(|cell| cell.text.as_ref());
        let has = |field: &Field| found.iter().any(|(other, _)| other == field);
        let missing: Vec<Field> = kind.required().filter(|field| !has(field)).collect();
        if !missing.is_empty() {
            let columns = headers().filter(|header| !header.is_empty()).map(str::to_owned).collect();
            return Err(ImportError::MissingColumns { missing, columns });
        }
        let used = |index: usize| found.iter().any(|(_, other)| *other == index);
        let ignored = headers().enumerate().filter(|(index, header)| !header.is_empty() && !used(*index));
        let ignored = ignored.map(|(_, header)| header.to_owned()).collect();
        Ok(Self { width: header.cells.len(), found, ignored })
    }

    /// The column of a field.
    pub(super) fn index(&self, field: Field) -> Option<usize> {
        self.found.iter().find(|(other, _)| *other == field).map(|(_, index)| *index)
    }

    /// Which column each field is.
    pub(super) fn places(&self) -> &[(Field, usize)] {
        &self.found
    }

    /// The fields there are a column for.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> {
        self.found.iter().map(|(field, _)| *field)
    }

    /// How many columns the header has.
    pub(super) const fn width(&self) -> usize {
        self.width
    }
}

/// The columns whose header is what a field is called, for each field of a kind.
pub(super) fn fitting(kind: Kind, headers: &[&str]) -> impl Iterator<Item = (Field, Vec<usize>)> {
    kind.fields().into_iter().map(|field| (field, matching(headers, |header| field.is_called(header))))
}

/// The columns whose header fits.
fn matching(headers: &[&str], fits: impl Fn(&str) -> bool) -> Vec<usize> {
    headers.iter().enumerate().filter(|(_, header)| fits(header)).map(|(index, _)| index).collect()
}
