//! The value map as it stood on a day, to see later what has moved (METHOD §1).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Advantage, Attraction, ClassOverride, Customer, CustomerClass, CustomerId, Date, MapSnapshotId, Money, Place,
    Record, Score, Table, ValueMapMethod, Versus,
    units::{is_default, unique_map},
};

/// The value map of a day: what placed each customer then. It holds scores and no words about anybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapSnapshot {
    /// Its id.
    pub id: MapSnapshotId,
    /// The day.
    pub on: Date,
    /// What it is called, if anything.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The weights and cuts of that day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub method: ValueMapMethod,
    /// The customers of that day.
    #[serde(default)]
    pub customers: Table<KeptCustomer>,
}

impl MapSnapshot {
    /// The map of these customers as it stands, on a day.
    pub fn of(id: MapSnapshotId, on: Date, method: &ValueMapMethod, customers: &Table<Customer>) -> Self {
        let customers = customers.iter().map(KeptCustomer::of).collect();
        Self { id, on, name: String::new(), method: method.clone(), customers }
    }
}

impl Record for MapSnapshot {
    type Key = MapSnapshotId;

    fn key(&self) -> MapSnapshotId {
        self.id.clone()
    }
}

/// What placed a customer on the map of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptCustomer {
    /// The customer; one who is no longer there is not shown.
    pub customer: CustomerId,
    /// Its yearly revenue.
    #[serde(default, skip_serializing_if = "is_default")]
    pub revenue: Option<Money>,
    /// Its scores of attractiveness.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub attraction: BTreeMap<Attraction, Score>,
    /// Its scores of advantage, ours and the strongest competitor's.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub advantage: BTreeMap<Advantage, Versus>,
    /// The class it was set to by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub class: Option<CustomerClass>,
    /// Where its bubble was put by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub place: Option<Place>,
}

impl KeptCustomer {
    /// What places a customer now.
    pub fn of(customer: &Customer) -> Self {
        let by_hand = customer.class_override.as_ref();
        Self {
            customer: customer.id.clone(),
            revenue: customer.revenue,
            attraction: customer.attraction.clone(),
            advantage: customer.advantage.clone(),
            class: by_hand.map(|by_hand| by_hand.class),
            place: by_hand.and_then(|by_hand| by_hand.place),
        }
    }

    /// A customer, as it was placed then. What else is known of it is of today.
    #[must_use]
    pub fn restored(&self, today: &Customer) -> Customer {
        let by_hand = |class| ClassOverride { class, place: self.place, reason: String::new(), by: None, on: None };
        Customer {
            revenue: self.revenue,
            attraction: self.attraction.clone(),
            advantage: self.advantage.clone(),
            class_override: self.class.map(by_hand),
            ..today.clone()
        }
    }
}

impl Record for KeptCustomer {
    type Key = CustomerId;

    fn key(&self) -> CustomerId {
        self.customer.clone()
    }
}
