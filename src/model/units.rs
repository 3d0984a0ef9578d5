//! Numbers with a meaning and a range, dates, texts in two languages, and judgements with their basis.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, MapAccess, Visitor},
};

use super::{MemberId, Refusal};

pub use jiff::civil::Date;

/// Whether a value equals its type's default: what a file need not say.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A number outside what its unit allows.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{value} is out of range: expected a number from {min} to {max}")]
pub struct OutOfRange {
    /// The number given.
    pub value: f64,
    /// The smallest allowed.
    pub min: f64,
    /// The largest allowed.
    pub max: f64,
}

macro_rules! bounded {
    ($($(#[$doc:meta])* $name:ident: $min:literal to $max:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// The smallest value.
            pub const MIN: f64 = $min;
            /// The largest value.
            pub const MAX: f64 = $max;

            /// Checks the range.
            ///
            /// # Errors
            /// When the number is not finite or lies outside the range.
            pub fn new(value: f64) -> Result<Self, OutOfRange> {
                if (Self::MIN..=Self::MAX).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { value, min: Self::MIN, max: Self::MAX })
                }
            }

            /// The nearest allowed value; the smallest one for NaN.
            pub fn clamped(value: f64) -> Self {
                Self(if value.is_nan() { Self::MIN } else { value.clamp(Self::MIN, Self::MAX) })
            }

            /// The number.
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_short(self.0, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = Self::new(f64::deserialize(deserializer)?);
                number.map_err(|error| D::Error::custom(Refusal::Number(error)))
            }
        }
    )+};
}

/// Whole numbers without `.0`, so that a file reads as people write.
fn serialize_short<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[expect(clippy::cast_possible_truncation, reason = "whole and small enough, as just checked")]
    if value.fract() == 0.0 && value.abs() < 1e15 {
        serializer.serialize_i64(value as i64)
    } else {
        serializer.serialize_f64(value)
    }
}

bounded! {
    /// A criterion's score, 1 (low) to 10 (high). Scale: our reading.
    Score: 1.0 to 10.0;
    /// A percentage: 105 is 105 %.
    Percent: 0.0 to 1000.0;
    /// A weight, in percent of an axis; an axis should sum to 100.
    Weight: 0.0 to 1000.0;
    /// An amount of money in the workbook's currency; negative is a loss.
    Money: -1e15 to 1e15;
    /// A ratio around 1.0, such as our score ÷ the competitor's.
    Ratio: 0.0 to 1000.0;
    /// A share of a whole, 0 to 1.
    Share: 0.0 to 1.0;
    /// A coordinate on a map, in map units.
    Coordinate: -1e7 to 1e7;
}

macro_rules! whole {
    ($($(#[$doc:meta])* $name:ident: $min:literal to $max:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(u8);

        impl $name {
            /// The smallest value.
            pub const MIN: u8 = $min;
            /// The largest value.
            pub const MAX: u8 = $max;

            /// Checks the range.
            ///
            /// # Errors
            /// When the number lies outside the range.
            pub fn new(value: u8) -> Result<Self, OutOfRange> {
                Self::of_any(value.into())
            }

            fn of_any(value: i64) -> Result<Self, OutOfRange> {
                let small = u8::try_from(value).ok().filter(|small| (Self::MIN..=Self::MAX).contains(small));
                #[expect(clippy::cast_precision_loss, reason = "only shown")]
                let refused = OutOfRange { value: value as f64, min: Self::MIN.into(), max: Self::MAX.into() };
                small.map(Self).ok_or(refused)
            }

            /// The nearest allowed value.
            pub fn clamped(value: u8) -> Self {
                Self(value.clamp(Self::MIN, Self::MAX))
            }

            /// The number.
            pub const fn get(self) -> u8 {
                self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = Self::of_any(i64::deserialize(deserializer)?);
                number.map_err(|error| D::Error::custom(Refusal::Number(error)))
            }
        }
    )+};
}

whole! {
    /// Influence in the organisation, 0 (none) to 10. From the literature.
    Influence: 0 to 10;
    /// Points of a key-contact relation criterion, or a relation's level, 0 to 5. Scale: our reading.
    Level: 0 to 5;
    /// Strength of a line of influence, 1 to 3.
    Strength: 1 to 3;
    /// How many points a questionnaire's scale has: 4 to 7 in ours, 2 to 10 in imported ones.
    Points: 2 to 10;
    /// How many groups play the exercise of market moves.
    GroupCount: 2 to 8;
    /// The smallest number of raters a protected group is shown with: never below 3.
    GroupMinimum: 3 to 255;
}

/// A text in the languages of the interface. Ours always have both; one that a trainer wrote may have one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// Chinese.
    #[serde(default, skip_serializing_if = "is_default")]
    pub zh: String,
    /// English.
    #[serde(default, skip_serializing_if = "is_default")]
    pub en: String,
}

impl Bilingual {
    /// The same text in both, for names that came without a language.
    pub fn same(text: &str) -> Self {
        Self { zh: text.to_owned(), en: text.to_owned() }
    }
}

/// Whether a judgement is a guess or is known. From the literature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Somebody thinks so.
    #[default]
    Assumed,
    /// Somebody has seen or heard it.
    Confirmed,
}

/// What a judgement rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Guess or knowledge.
    #[serde(default, skip_serializing_if = "is_default")]
    pub certainty: Certainty,
    /// Who says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<MemberId>,
    /// Since when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
}

/// A judgement about a person: the value and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged<T> {
    /// What is judged to be so.
    pub value: T,
    /// Guess or knowledge.
    #[serde(default, skip_serializing_if = "is_default")]
    pub certainty: Certainty,
    /// Who says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<MemberId>,
    /// Since when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
}

impl<T> Judged<T> {
    /// A guess by nobody in particular.
    pub const fn assumed(value: T) -> Self {
        Self { value, certainty: Certainty::Assumed, by: None, on: None }
    }

    /// Whether it is only assumed.
    pub fn is_assumed(&self) -> bool {
        self.certainty == Certainty::Assumed
    }
}

/// Something to be done, by someone, until some day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What.
    #[serde(default, skip_serializing_if = "is_default")]
    pub what: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<MemberId>,
    /// Until when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub done: Option<Date>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

/// Reads a map and refuses a key that stands in it twice, which RON itself lets pass.
pub(crate) fn unique_map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Debug,
    V: Deserialize<'de>,
{
    struct Unique<K, V>(PhantomData<(K, V)>);

    impl<'de, K, V> Visitor<'de> for Unique<K, V>
    where
        K: Deserialize<'de> + Ord + fmt::Debug,
        V: Deserialize<'de>,
    {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map with each key once")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut out = BTreeMap::new();
            while let Some(key) = map.next_key::<K>()? {
                if out.contains_key(&key) {
                    return Err(A::Error::custom(Refusal::Twice { key: format!("{key:?}"), index: out.len() }));
                }
                out.insert(key, map.next_value()?);
            }
            Ok(out)
        }
    }

    deserializer.deserialize_map(Unique(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_inclusive_and_nan_is_refused() {
        assert!(Score::new(1.0).is_ok() && Score::new(10.0).is_ok());
        for bad in [0.99, 10.01, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Score::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Score::clamped(f64::NAN).get(), 1.0);
        assert_eq!(Score::clamped(99.0).get(), 10.0);
        assert!(Points::new(1).is_err() && GroupMinimum::new(2).is_err());
    }

    #[test]
    fn whole_numbers_are_written_without_a_fraction() {
        assert_eq!(ron::to_string(&Score::new(8.0).unwrap()).unwrap(), "8");
        assert_eq!(ron::to_string(&Money::new(-2.5).unwrap()).unwrap(), "-2.5");
        assert_eq!(ron::from_str::<Score>("8").unwrap().get(), 8.0);
        for bad in ["NaN", "inf", "-inf", "1e400", "0", "11"] {
            assert!(ron::from_str::<Score>(bad).is_err(), "{bad}");
        }
    }
}
