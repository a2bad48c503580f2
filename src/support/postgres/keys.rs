//! The keys of rows that something is loaded for.

use std::collections::hash_map::{Entry, HashMap};

use super::array::{json_text, push_element};
use super::fixed;
use super::{Link, Row, Value};

/// The keys of the rows that something is loaded for. Rows with the same key share a group,
/// and the statement is given each key once.
#[derive(Default)]
pub(super) struct Keys<'a> {
    groups: HashMap<Value<'a>, usize>,
    /// How many rows share each group.
    sharers: Vec<usize>,
    /// The group of each row; none for a key that is NULL.
    of_rows: Vec<Option<usize>>,
    /// The keys, as the beginning of an array.
    array: String,
}

impl<'a> Keys<'a> {
    /// None yet, with room for those of so many rows.
    fn for_rows(rows: usize) -> Self {
        Keys {
            groups: HashMap::with_capacity(rows),
            sharers: Vec::with_capacity(rows),
            of_rows: Vec::with_capacity(rows),
            ..Keys::default()
        }
    }

    /// The values of these columns in the rows.
    pub(super) fn of<R: Row>(rows: &'a [R], columns: &[usize]) -> Self {
        let mut keys = Keys::for_rows(rows.len());
        for row in rows {
            keys.add(key(row, columns));
        }
        keys
    }

    /// The keys by which a relationship leads on; a row from which it does not has none.
    pub(super) fn along<R: Row>(link: &'static Link, rows: &'a [R]) -> Self {
        let mut keys = Keys::for_rows(rows.len());
        for row in rows {
            keys.add(match fixed::leads_from(link.fixed, row) {
                true => key(row, link.local),
                false => Value::Null,
            });
        }
        keys
    }

    /// A group for each key, empty as yet.
    pub(super) fn groups<R>(&self) -> Vec<Vec<R>> {
        let mut groups = Vec::with_capacity(self.sharers.len());
        groups.resize_with(self.sharers.len(), Vec::new);
        groups
    }

    /// The group of each row by these columns of it. Rows with one key often come together.
    pub(super) fn owners<R>(&self, rows: &[R], columns: &[usize]) -> Vec<Option<usize>>
    where
        R: Row,
    {
        let mut owners = Vec::with_capacity(rows.len());
        let mut last = (Value::Null, None);
        for row in rows {
            let key = key(row, columns);
            if key != last.0 {
                let owner = self.groups.get(&key).copied();
                last = (key, owner);
            }
            owners.push(last.1);
        }
        owners
    }

    /// Takes the keys, as an array.
    pub(super) fn take_array(&mut self) -> Value<'static> {
        let array = std::mem::take(&mut self.array) + "}";
        Value::Text(array.into())
    }

    fn add(&mut self, key: Value<'a>) {
        if key.is_null() {
            return self.of_rows.push(None);
        }
        let next = self.sharers.len();
        let group = match self.groups.entry(key) {
            Entry::Occupied(group) => *group.get(),
            Entry::Vacant(new) => {
                self.array.push(if next == 0 { '{' } else { ',' });
                push_element(&mut self.array, new.key());
                *new.insert(next)
            }
        };
        match self.sharers.get_mut(group) {
            Some(sharers) => *sharers += 1,
            None => self.sharers.push(1),
        }
        self.of_rows.push(Some(group));
    }

    /// Hands each row its group, which is copied for all but the last that share it.
    pub(super) fn deal<R: Clone>(mut self, mut groups: Vec<Vec<R>>) -> Vec<Vec<R>> {
        let mut dealt = Vec::with_capacity(self.of_rows.len());
        for number in self.of_rows {
            let group = number.and_then(|number| groups.get_mut(number));
            let sharers = number.and_then(|number| self.sharers.get_mut(number));
            dealt.push(match (group, sharers) {
                (Some(group), Some(1)) => std::mem::take(group),
                (Some(group), Some(sharers)) => {
                    *sharers -= 1;
                    group.clone()
                }
                _ => Vec::new(),
            });
        }
        dealt
    }
}

/// The value of a key; one of several columns as the text of a JSON array, which is NULL
/// where one of them is.
fn key<'a, R: Row>(row: &'a R, columns: &[usize]) -> Value<'a> {
    if let [column] = columns {
        return row.value(*column);
    }
    let parts: Vec<_> = columns.iter().map(|&column| row.value(column)).collect();
    if parts.iter().any(Value::is_null) {
        return Value::Null;
    }
    Value::Text(json_text(parts).into())
}
