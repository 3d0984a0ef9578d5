//! A collection of records, each under its own key, in the order in which they were added.

use std::{fmt, hash::Hash, marker::PhantomData};

use indexmap::{Equivalent, IndexMap};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, SeqAccess, Visitor},
};

use super::Refusal;

/// The most records one collection may hold.
pub const MAX_RECORDS: usize = 200_000;

/// Something kept in a [`Table`].
pub trait Record {
    /// What tells it from the others.
    type Key: Clone + Eq + Hash + fmt::Debug;

    /// This record's key.
    fn key(&self) -> Self::Key;
}

/// Records by key, in order of insertion. In a file it is a plain list; the same key twice is an error.
#[derive(Clone)]
pub struct Table<T: Record>(IndexMap<T::Key, T>);

impl<T: Record> Table<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The record with this key.
    pub fn get<Q: ?Sized + Hash + Equivalent<T::Key>>(&self, key: &Q) -> Option<&T> {
        self.0.get(key)
    }

    /// The record with this key, to change it. Its key must stay as it is.
    pub fn get_mut<Q: ?Sized + Hash + Equivalent<T::Key>>(&mut self, key: &Q) -> Option<&mut T> {
        self.0.get_mut(key)
    }

    /// Whether there is a record with this key.
    pub fn contains<Q: ?Sized + Hash + Equivalent<T::Key>>(&self, key: &Q) -> bool {
        self.0.contains_key(key)
    }

    /// Where the record with this key stands.
    pub fn index_of<Q: ?Sized + Hash + Equivalent<T::Key>>(&self, key: &Q) -> Option<usize> {
        self.0.get_index_of(key)
    }

    /// The record at a place.
    pub fn at(&self, index: usize) -> Option<&T> {
        self.0.get_index(index).map(|(_, record)| record)
    }

    /// The first record.
    pub fn first(&self) -> Option<&T> {
        self.at(0)
    }

    /// All records in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator + Clone {
        self.0.values()
    }

    /// All records in order, to change them. Their keys must stay as they are.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = &mut T> {
        self.0.values_mut()
    }

    /// All keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &T::Key> {
        self.0.keys()
    }

    /// Puts a record at the end, or in the place of the one with its key, which is returned.
    pub fn put(&mut self, record: T) -> Option<T> {
        self.0.insert(record.key(), record)
    }

    /// Moves the record at a place to another one. Nothing happens where there is no such place.
    pub fn shift(&mut self, from: usize, to: usize) {
        if from.max(to) < self.len() {
            self.0.move_index(from, to);
        }
    }

    /// Takes a record out; the others keep their order.
    pub fn remove<Q: ?Sized + Hash + Equivalent<T::Key>>(&mut self, key: &Q) -> Option<T> {
        self.0.shift_remove(key)
    }
}

impl<T: Record> Default for Table<T> {
    fn default() -> Self {
        Self(IndexMap::new())
    }
}

impl<T: Record + PartialEq> PartialEq for Table<T> {
    /// Same records in the same order.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| a == b)
    }
}

impl<T: Record + Eq> Eq for Table<T> {}

impl<T: Record + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: Record> FromIterator<T> for Table<T> {
    /// A later record takes the place of an earlier one with the same key.
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self(records.into_iter().map(|r| (r.key(), r)).collect())
    }
}

impl<'a, T: Record> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = indexmap::map::Values<'a, T::Key, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.values()
    }
}

impl<T: Record + Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, T: Record + Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Records<T>(PhantomData<T>);

        impl<'de, T: Record + Deserialize<'de>> Visitor<'de> for Records<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut table = Table::default();
                while let Some(record) = seq.next_element::<T>()? {
                    if table.len() == MAX_RECORDS {
                        return Err(A::Error::custom(Refusal::TooMany { max: MAX_RECORDS }));
                    }
                    let (key, index) = (record.key(), table.len());
                    if table.put(record).is_some() {
                        return Err(A::Error::custom(Refusal::Twice { key: format!("{key:?}"), index }));
                    }
                }
                Ok(table)
            }
        }

        deserializer.deserialize_seq(Records(PhantomData))
    }
}
