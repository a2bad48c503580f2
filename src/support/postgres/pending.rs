//! What is inserted along with rows, one level after the other.

use std::collections::VecDeque;

use super::batch::Key;
use super::children::Along;
use super::{Children, Db, Result, Value};

/// What is to be inserted along with rows that are in the database by now. It is no
/// recursion, so that trees may be as deep as they like.
#[derive(Default)]
pub(super) struct Pending {
    groups: VecDeque<Group>,
}

/// What is given along by one relationship with any number of rows.
struct Group {
    rows: Box<dyn Along>,
    /// The parent's key of each.
    keys: Vec<Key>,
}

impl Pending {
    /// Notes what is given along with a row, whose values these are.
    pub(super) fn add<'a>(&mut self, along: Children, of: &dyn Fn(usize) -> Value<'a>) {
        for rows in along.lists {
            let local = rows.local().iter();
            let key: Key = local.map(|&column| of(column).into_owned()).collect();
            let keys = vec![key; rows.len()];
            self.push(rows, keys);
        }
    }

    /// Rows of one relationship go together, so that batches are full.
    fn push(&mut self, mut rows: Box<dyn Along>, keys: Vec<Key>) {
        for group in &mut self.groups {
            rows = match group.rows.append(rows) {
                Ok(()) => return group.keys.extend(keys),
                Err(rows) => rows,
            };
        }
        self.groups.push_back(Group { rows, keys });
    }

    /// Inserts all of it, and what is given along with that.
    pub(super) async fn insert(mut self, db: &dyn Db) -> Result<()> {
        while let Some(Group { rows, keys }) = self.groups.pop_front() {
            rows.insert(db, keys, &mut self).await?;
        }
        Ok(())
    }
}
