//! The statements of many-to-many relationships.

use super::sql::{Statements, pairs, row};
use crate::schema::{ColumnId, ColumnList, KeyId, LinkEnds, ModelId, Relationship, Type};

impl Statements<'_> {
    /// The rows linked to one row, by the values that the link table has of it.
    pub fn linked(&self, relationship: &Relationship, ends: &LinkEnds) -> String {
        let remote = row(&self.names(&ends.remote));
        format!(
            "{} WHERE {remote} IN (SELECT {} FROM {} WHERE {}){}",
            self.select(ends.remote.model),
            self.names(&ends.to_remote).join(", "),
            self.table(ends.table()),
            self.equals(ends.table(), &ends.to_local.columns, 1),
            self.order_by(ends.remote.model, &relationship.order_by)
        )
    }

    /// The rows linked to many rows, each behind the number that its row has in the JSON array of
    /// keys. CROSS JOIN keeps the array before the link table: read from within, it would be read
    /// anew for each row there.
    pub fn linked_to_many(&self, relationship: &Relationship, ends: &LinkEnds) -> String {
        let target = ends.remote.model;
        let model = self.schema.model(target);
        let loaded = (0..model.columns.len()).filter(|&column| {
            let one = &model.columns[column];
            one.deferred.is_none()
        });
        let loaded = ColumnList {
            model: target,
            columns: loaded.collect(),
        };
        let distinct = match self.pairs_are_unique(ends) {
            true => String::new(),
            false => format!(
                " GROUP BY json_each.key, {}",
                self.all_qualified(&ends.remote).join(", ")
            ),
        };
        let order = relationship.order_by.iter().map(|&(column, descending)| {
            let name = self.qualified(ColumnId {
                model: target,
                column,
            });
            format!("{name}{}", if descending { " DESC" } else { "" })
        });
        let order = order.collect::<Vec<_>>().join(", ");
        let order = match order.as_str() {
            "" => order,
            _ => format!(" ORDER BY {order}"),
        };
        format!(
            "SELECT json_each.key, {} {}{distinct}{order}",
            self.all_qualified(&loaded).join(", "),
            self.linked_from(ends),
        )
    }

    /// From where rows are read that are linked to those of a JSON array of keys.
    pub fn linked_from(&self, ends: &LinkEnds) -> String {
        let keys = self.each_value(&ends.to_local, "json_each.");
        format!(
            "FROM json_each(?1) CROSS JOIN {} ON {} JOIN {} ON {}",
            self.table(ends.table()),
            pairs(&self.all_qualified(&ends.to_local), &keys),
            self.table(ends.remote.model),
            pairs(
                &self.all_qualified(&ends.remote),
                &self.all_qualified(&ends.to_remote)
            ),
        )
    }

    /// A link of two rows, unless it is there.
    pub fn link(&self, ends: &LinkEnds) -> String {
        let into = self.insert_link(ends);
        let values = values(ends);
        if self.pairs_are_unique(ends) {
            return format!(
                "{into} VALUES ({}) {}",
                values.join(", "),
                self.unless_there(ends)
            );
        }
        let pair = pairs(&self.names(&pair(ends)), &values);
        let table = self.table(ends.table());
        format!(
            "{into} SELECT {} WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {pair})",
            values.join(", ")
        )
    }

    /// The link of two rows, gone.
    pub fn unlink(&self, ends: &LinkEnds) -> String {
        let local = self.equals(ends.table(), &ends.to_local.columns, 1);
        let first = ends.to_local.columns.len() + 1;
        let remote = self.equals(ends.table(), &ends.to_remote.columns, first);
        let table = self.table(ends.table());
        format!("DELETE FROM {table} WHERE {local} AND {remote}")
    }

    /// Whether two rows are linked.
    pub fn is_linked(&self, ends: &LinkEnds) -> String {
        let deleted = self.unlink(ends);
        let from = deleted.strip_prefix("DELETE ").unwrap_or(&deleted);
        format!("SELECT EXISTS (SELECT 1 {from})")
    }

    /// The rows linked to a row, but those whose primary keys are in a JSON array.
    pub fn linked_others(&self, ends: &LinkEnds) -> String {
        let target = ends.remote.model;
        let key = ColumnList {
            model: target,
            columns: self.schema.model(target).primary_key(),
        };
        let remote = row(&self.names(&ends.remote));
        format!(
            "{} WHERE {remote} IN (SELECT {} FROM {} WHERE {}) AND {} NOT IN (SELECT {} FROM json_each(?{}))",
            self.select(target),
            self.names(&ends.to_remote).join(", "),
            self.table(ends.table()),
            self.equals(ends.table(), &ends.to_local.columns, 1),
            row(&self.names(&key)),
            self.each_value(&key, "").join(", "),
            ends.to_local.columns.len() + 1
        )
    }

    /// The links of a row to all others but those of a JSON array, gone.
    pub fn unlink_others(&self, ends: &LinkEnds) -> String {
        let local = self.equals(ends.table(), &ends.to_local.columns, 1);
        format!(
            "DELETE FROM {} WHERE {local} AND {} NOT IN (SELECT {} FROM json_each(?{}))",
            self.table(ends.table()),
            row(&self.names(&ends.to_remote)),
            self.each_value(&ends.to_remote, "").join(", "),
            ends.to_local.columns.len() + 1
        )
    }

    /// The links of a row to those of a JSON array, as far as they are not there.
    pub fn link_all(&self, ends: &LinkEnds) -> String {
        let of_array = self.each_value(&ends.to_remote, "");
        let local = ends.to_local.columns.len();
        let chosen = values(ends).into_iter().zip(ends.pair());
        let chosen: Vec<String> = chosen
            .map(|(value, column)| {
                let mut remote = ends.to_remote.columns.iter().zip(&of_array);
                match remote.find(|(one, _)| **one == column) {
                    Some((_, value)) if !ends.to_local.columns.contains(&column) => value.clone(),
                    _ => value,
                }
            })
            .collect();
        let start = format!(
            "{} SELECT DISTINCT {} FROM json_each(?{}) WHERE",
            self.insert_link(ends),
            chosen.join(", "),
            local + 1
        );
        if self.pairs_are_unique(ends) {
            return format!("{start} true {}", self.unless_there(ends));
        }
        let table = self.table(ends.table());
        let pair = pairs(&self.names(&pair(ends)), &chosen);
        format!("{start} NOT EXISTS (SELECT 1 FROM {table} WHERE {pair})")
    }

    /// The links of a row by one of the link table's keys, gone.
    pub fn unlink_all(&self, key: &ColumnList) -> String {
        let (table, equals) = (
            self.table(key.model),
            self.equals(key.model, &key.columns, 1),
        );
        format!("DELETE FROM {table} WHERE {equals}")
    }

    /// The links by this key of the rows that a condition is true of.
    pub fn unlink_those(&self, id: KeyId, condition: &str) -> String {
        let key = self.schema.foreign_key(id);
        let list = |model: ModelId, columns: &[usize]| {
            let columns = columns.to_vec();
            self.names(&ColumnList { model, columns })
        };
        let Some(target) = &key.target else {
            return String::new();
        };
        let here = list(id.model, &key.columns);
        let there = list(target.model, &target.columns).join(", ");
        let left = row(&here);
        let (link, table) = (self.table(id.model), self.table(target.model));
        format!(
            "DELETE FROM {link} WHERE {left} IN (SELECT {there} FROM {table} WHERE {condition})"
        )
    }

    fn insert_link(&self, ends: &LinkEnds) -> String {
        let (table, columns) = (self.table(ends.table()), self.names(&pair(ends)));
        format!("INSERT INTO {table} ({})", columns.join(", "))
    }

    fn unless_there(&self, ends: &LinkEnds) -> String {
        let columns = self.names(&pair(ends)).join(", ");
        format!("ON CONFLICT ({columns}) DO NOTHING")
    }

    /// Whether the link table can hold a pair but once.
    pub fn pairs_are_unique(&self, ends: &LinkEnds) -> bool {
        self.schema.model(ends.table()).is_key(&ends.pair())
    }

    /// The values of a key in a row of `json_each`, as they come out of the JSON array.
    pub fn each_value(&self, key: &ColumnList, qualifier: &str) -> Vec<String> {
        let values = key.columns.iter().enumerate().map(|(position, &column)| {
            let value = match key.columns.len() {
                1 => format!("{qualifier}value"),
                _ => format!("{qualifier}value ->> {position}"),
            };
            // Bytes travel as hexadecimal digits: JSON has no other way for them.
            let model = key.model;
            match self.schema.column(ColumnId { model, column }).ty {
                Some(Type::LargeBinary) => format!("unhex({value})"),
                _ => value,
            }
        });
        values.collect()
    }
}

/// The link table's columns of both keys, each once.
fn pair(ends: &LinkEnds) -> ColumnList {
    ColumnList {
        model: ends.table(),
        columns: ends.pair(),
    }
}

/// What a new link row is given for these: the local key's values are bound first.
fn values(ends: &LinkEnds) -> Vec<String> {
    let bound: Vec<usize> = [&ends.to_local, &ends.to_remote]
        .into_iter()
        .flat_map(|key| key.columns.iter().copied())
        .collect();
    let number = |column: usize| bound.iter().position(|&one| one == column);
    let numbers = ends.pair().into_iter().filter_map(number);
    numbers.map(|number| format!("?{}", number + 1)).collect()
}
