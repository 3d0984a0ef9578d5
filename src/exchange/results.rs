//! Everything derived, as JSON for other programs: the shape of `analyse --json`. Every key is always there; a missing
//! value is null. Order is the workbook's, numbers have full precision.

use serde::Serialize;

use crate::{
    analysis::{
        Audience, Derived,
        agreement::Icc,
        anonymity::{Groups, Reason},
        assessment::{Mean, Norm, Quadrant, RateeResult, RoleResult, RoundResult},
        contributions::ContributionClass,
        evaluation::Evaluation,
        power::{Light, PowerMap},
    },
    model::{
        Animal, ContactId, CustomerClass, CustomerId, GoalId, Grade, MemberId, OfferingId, PeriodId, RaterGroup,
        RoleId, RoundId, Workbook,
    },
};

/// What was derived, as one JSON text for an audience.
///
/// # Errors
/// When it cannot be written as JSON, which no derived value causes.
pub fn json(workbook: &Workbook, derived: &Derived, audience: Audience) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Results::of(workbook, derived, audience))
}

#[derive(Serialize)]
struct Results<'a> {
    value_map: ValueMap<'a>,
    contributions: Contributions<'a>,
    power_map: PowerMaps<'a>,
    evaluations: Vec<EvaluationOut<'a>>,
    assessment: Assessment<'a>,
}

#[derive(Serialize)]
struct ValueMap<'a> {
    customers: Vec<CustomerOut<'a>>,
}

#[derive(Serialize)]
struct CustomerOut<'a> {
    id: &'a CustomerId,
    attractiveness: Option<f64>,
    attractiveness_known: f64,
    advantage: Option<f64>,
    advantage_known: f64,
    class: Option<CustomerClass>,
    uncertain: bool,
    overridden: bool,
}

#[derive(Serialize)]
struct AnimalOut {
    /// The trainer's tag.
    set: Option<Animal>,
    /// What the grid suggests.
    suggested: Option<Animal>,
}

#[derive(Serialize)]
struct Contributions<'a> {
    cells: usize,
    customers: Vec<CustomerTotal<'a>>,
    offerings: Vec<OfferingTotal<'a>>,
}

#[derive(Serialize)]
struct CustomerTotal<'a> {
    id: &'a CustomerId,
    class: &'static str,
    total: Option<f64>,
    animal: AnimalOut,
}

#[derive(Serialize)]
struct OfferingTotal<'a> {
    id: &'a OfferingId,
    class: &'static str,
    total: Option<f64>,
    highly: bool,
}

#[derive(Serialize)]
struct PowerMaps<'a> {
    accounts: Vec<AccountOut<'a>>,
}

#[derive(Serialize)]
struct AccountOut<'a> {
    id: &'a CustomerId,
    people: usize,
    roots: &'a [ContactId],
    depth: usize,
    cycles: &'a [Vec<ContactId>],
    unknown_managers: Vec<UnknownManagerOut<'a>>,
    duplicates: &'a [ContactId],
    light: &'static str,
    findings: Vec<FindingOut<'a>>,
}

#[derive(Serialize)]
struct UnknownManagerOut<'a> {
    contact: &'a ContactId,
    manager: &'a ContactId,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    rule: &'static str,
    contacts: &'a [ContactId],
}

#[derive(Serialize)]
struct EvaluationOut<'a> {
    person: &'a MemberId,
    period: &'a PeriodId,
    rows: Vec<RowOut<'a>>,
    completion: Option<f64>,
    overall: Option<f64>,
    grade: Option<Grade>,
    provisional: bool,
}

#[derive(Serialize)]
struct RowOut<'a> {
    goal: &'a GoalId,
    score: Option<f64>,
}

#[derive(Serialize)]
struct Assessment<'a> {
    rounds: Vec<RoundOut<'a>>,
}

#[derive(Serialize)]
struct RoundOut<'a> {
    id: &'a RoundId,
    class: Vec<NormOut<'a>>,
    heads: Vec<NormOut<'a>>,
    ratees: Vec<RateeOut<'a>>,
    agreement: Vec<AgreementOut<'a>>,
}

#[derive(Serialize)]
struct NormOut<'a> {
    role: &'a RoleId,
    #[serde(flatten)]
    mean: MeanOut,
}

#[derive(Serialize)]
struct MeanOut {
    mean: Option<f64>,
    n: usize,
}

#[derive(Serialize)]
struct RateeOut<'a> {
    id: &'a MemberId,
    roles: Vec<RoleOut<'a>>,
    hidden: Vec<HiddenOut>,
}

#[derive(Serialize)]
struct RoleOut<'a> {
    role: &'a RoleId,
    #[serde(rename = "self")]
    oneself: Option<f64>,
    others: MeanOut,
    groups: Vec<GroupOut>,
    /// Never of anything for the trainer, to whom a unanimous group's mean is shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    agreed: Vec<Vec<RaterGroup>>,
    gap: Option<f64>,
    flagged: bool,
    quadrant: Option<&'static str>,
}

#[derive(Serialize)]
struct GroupOut {
    groups: Vec<RaterGroup>,
    #[serde(flatten)]
    mean: MeanOut,
}

#[derive(Serialize)]
struct HiddenOut {
    groups: Vec<RaterGroup>,
    reason: &'static str,
}

#[derive(Serialize)]
struct AgreementOut<'a> {
    role: &'a RoleId,
    alpha: Option<f64>,
    icc: IccOut,
}

#[derive(Serialize)]
struct IccOut {
    #[serde(rename = "1,1")]
    one_single: Option<f64>,
    #[serde(rename = "2,1")]
    two_single: Option<f64>,
    #[serde(rename = "3,1")]
    three_single: Option<f64>,
    #[serde(rename = "1,k")]
    one_mean: Option<f64>,
    #[serde(rename = "2,k")]
    two_mean: Option<f64>,
    #[serde(rename = "3,k")]
    three_mean: Option<f64>,
}

impl<'a> Results<'a> {
    fn of(workbook: &Workbook, derived: &'a Derived, audience: Audience) -> Self {
        Self {
            value_map: ValueMap::of(derived),
            contributions: Contributions::of(workbook, derived),
            power_map: PowerMaps { accounts: derived.power_maps.iter().map(AccountOut::of).collect() },
            evaluations: derived.evaluations.iter().map(EvaluationOut::of).collect(),
            assessment: Assessment {
                rounds: derived
                    .assessments(audience)
                    .rounds
                    .iter()
                    .map(|round| RoundOut::of(round, audience))
                    .collect(),
            },
        }
    }
}

impl<'a> ValueMap<'a> {
    fn of(derived: &'a Derived) -> Self {
        let customers = derived.value_map.customers.iter().map(|customer| CustomerOut {
            id: &customer.id,
            attractiveness: customer.attractiveness.value,
            attractiveness_known: customer.attractiveness.known,
            advantage: customer.advantage.value,
            advantage_known: customer.advantage.known,
            class: customer.class,
            uncertain: customer.uncertain,
            overridden: customer.overridden,
        });
        Self { customers: customers.collect() }
    }
}

impl<'a> Contributions<'a> {
    fn of(workbook: &Workbook, derived: &'a Derived) -> Self {
        let contributions = &derived.contributions;
        let customers = contributions.customers.iter().map(|customer| CustomerTotal {
            id: &customer.id,
            class: contribution_class(customer.class),
            total: customer.total,
            animal: AnimalOut {
                set: workbook.customers.get(&customer.id).and_then(|customer| customer.animal),
                suggested: derived.animals.get(&customer.id).map(|suggestion| suggestion.animal),
            },
        });
        let offerings = contributions.offerings.iter().map(|offering| OfferingTotal {
            id: &offering.id,
            class: contribution_class(offering.class),
            total: offering.total,
            highly: offering.highly,
        });
        Self { cells: contributions.cells, customers: customers.collect(), offerings: offerings.collect() }
    }
}

const fn contribution_class(class: ContributionClass) -> &'static str {
    match class {
        ContributionClass::Profitable => "profitable",
        ContributionClass::Mixed => "mixed",
        ContributionClass::Losing => "losing",
        ContributionClass::None => "none",
    }
}

impl<'a> AccountOut<'a> {
    fn of(map: &'a PowerMap) -> Self {
        let structure = &map.structure;
        let unknown = structure.unknown_managers.iter();
        let findings = map.whole.findings.iter();
        Self {
            id: &map.account,
            people: structure.people,
            roots: &structure.roots,
            depth: structure.depth,
            cycles: &structure.cycles,
            unknown_managers: unknown
                .map(|row| UnknownManagerOut { contact: &row.contact, manager: &row.manager })
                .collect(),
            duplicates: &map.duplicates,
            light: match map.whole.light {
                Light::Red => "red",
                Light::Amber => "amber",
                Light::Green => "green",
            },
            findings: findings
                .map(|finding| FindingOut { rule: finding.rule.as_str(), contacts: &finding.contacts })
                .collect(),
        }
    }
}

impl<'a> EvaluationOut<'a> {
    fn of(evaluation: &'a Evaluation) -> Self {
        let manager = &evaluation.manager;
        Self {
            person: &evaluation.person,
            period: &evaluation.period,
            rows: manager.rows.iter().map(|row| RowOut { goal: &row.goal, score: row.score }).collect(),
            completion: manager.completion,
            overall: manager.overall,
            grade: manager.grade,
            provisional: manager.provisional,
        }
    }
}

impl<'a> RoundOut<'a> {
    fn of(round: &'a RoundResult, audience: Audience) -> Self {
        let norms = |norms: &'a [Norm]| {
            norms.iter().map(|norm| NormOut { role: &norm.role, mean: norm.seen_by(audience).into() }).collect()
        };
        let agreement = round.agreement.iter();
        Self {
            id: &round.id,
            class: norms(&round.class),
            heads: norms(&round.heads),
            ratees: round.ratees.iter().map(RateeOut::of).collect(),
            agreement: agreement
                .map(|role| AgreementOut { role: &role.role, alpha: role.alpha, icc: role.icc.into() })
                .collect(),
        }
    }
}

impl From<Option<Mean>> for MeanOut {
    fn from(mean: Option<Mean>) -> Self {
        Self { mean: mean.map(|mean| mean.value), n: mean.map_or(0, |mean| mean.n) }
    }
}

impl<'a> RateeOut<'a> {
    fn of(ratee: &'a RateeResult) -> Self {
        let hidden = ratee.hidden.iter().map(|hidden| HiddenOut {
            groups: hidden.groups.iter().collect(),
            reason: match hidden.reason {
                Reason::TooFew => "too_few",
                Reason::WouldLeak => "would_leak",
                Reason::Unanimous => "unanimous",
            },
        });
        Self { id: &ratee.id, roles: ratee.roles.iter().map(RoleOut::of).collect(), hidden: hidden.collect() }
    }
}

impl<'a> RoleOut<'a> {
    fn of(role: &'a RoleResult) -> Self {
        let shown = &role.comparison;
        let group =
            |(groups, mean): &(Groups, Mean)| GroupOut { groups: groups.iter().collect(), mean: Some(*mean).into() };
        Self {
            role: &role.role,
            oneself: shown.oneself.map(|mean| mean.value),
            others: shown.others.into(),
            groups: shown.groups.iter().map(group).collect(),
            agreed: shown.agreed.iter().map(|groups| groups.iter().collect()).collect(),
            gap: shown.gap,
            flagged: shown.flagged,
            quadrant: role.quadrant.map(|quadrant| match quadrant {
                Quadrant::SharedStrength => "shared_strength",
                Quadrant::BlindSpot => "blind_spot",
                Quadrant::Potential => "potential",
                Quadrant::ToDevelop => "to_develop",
            }),
        }
    }
}

impl From<Icc> for IccOut {
    fn from(icc: Icc) -> Self {
        Self {
            one_single: icc.one_single,
            two_single: icc.two_single,
            three_single: icc.three_single,
            one_mean: icc.one_mean,
            two_mean: icc.two_mean,
            three_mean: icc.three_mean,
        }
    }
}
