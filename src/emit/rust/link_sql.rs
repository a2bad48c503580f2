//! The statements of many-to-many relationships.

use super::sql::{Statements, ordered, pairs, row};
use crate::dialect::Lists;
use crate::schema::{ColumnId, ColumnList, KeyId, LinkEnds, ModelId, Relationship};

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

    /// The rows linked to many rows, each behind the number that its row has in the list of keys.
    pub fn linked_to_many(&self, relationship: &Relationship, ends: &LinkEnds) -> String {
        let target = ends.remote.model;
        let loaded = self.loaded(target).columns.into_iter();
        let loaded = loaded.map(|column| {
            let model = target;
            let id = ColumnId { model, column };
            self.read(id, self.qualified(id))
        });
        let order = relationship.order_by.iter().map(|&(column, descending)| {
            let model = target;
            let id = ColumnId { model, column };
            self.term(id, self.qualified(id), descending)
        });
        format!(
            "SELECT {}, {} {}{}{}",
            self.place(),
            loaded.collect::<Vec<_>>().join(", "),
            self.linked_from(ends),
            self.each_once(ends),
            ordered(&order.collect::<Vec<_>>()),
        )
    }

    /// What keeps a row from coming twice for one key. By its primary key every column of it is known,
    /// which not every database takes from a unique key.
    fn each_once(&self, ends: &LinkEnds) -> String {
        if self.pairs_are_unique(ends) {
            return String::new();
        }
        let mut remote = ends.remote.clone();
        if self.dialect.is_strict() {
            let key = self.primary_key(remote.model).columns.into_iter();
            let further: Vec<usize> = key.filter(|one| !remote.columns.contains(one)).collect();
            remote.columns.extend(further);
        }
        let columns = self.all_qualified(&remote).join(", ");
        format!(" GROUP BY {}.key, {columns}", self.list_name())
    }

    /// The primary key.
    pub fn primary_key(&self, model: ModelId) -> ColumnList {
        let columns = self.schema.model(model).primary_key();
        ColumnList { model, columns }
    }

    /// From where rows are read that are linked to those of a list of keys. In SQLite, CROSS JOIN keeps
    /// the list before the link table: read from within, it would be read anew for each row there.
    pub fn linked_from(&self, ends: &LinkEnds) -> String {
        let keys = self.each_value(&ends.to_local, &format!("{}.", self.list_name()));
        let join = match self.dialect.lists() {
            Lists::Json => "CROSS JOIN",
            Lists::Arrays => "JOIN",
        };
        format!(
            "FROM {} {join} {} ON {} JOIN {} ON {}",
            self.numbered_list(&ends.to_local, 1),
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
        let values = self.values(ends, |id, number| self.typed(id, number));
        let shared = self.shared(ends);
        if self.pairs_are_unique(ends) {
            let unless_there = self.unless_there(ends);
            if shared.is_empty() {
                let values = self.values(ends, |_, number| self.dialect.parameter(number));
                return format!("{into} VALUES ({}) {unless_there}", values.join(", "));
            }
            let (values, shared) = (values.join(", "), shared.join(" AND "));
            return format!("{into} SELECT {values} WHERE {shared} {unless_there}");
        }
        let pair = pairs(&self.names(&pair(ends)), &values);
        let table = self.table(ends.table());
        let missing = format!("NOT EXISTS (SELECT 1 FROM {table} WHERE {pair})");
        let conditions: Vec<String> = [missing].into_iter().chain(shared).collect();
        format!(
            "{into} SELECT {} WHERE {}",
            values.join(", "),
            conditions.join(" AND ")
        )
    }

    /// That both keys have one value for a column that they share. Only SQLite takes a parameter that
    /// stands nowhere; elsewhere this is where the second one stands.
    fn shared(&self, ends: &LinkEnds) -> Vec<String> {
        if !self.dialect.is_strict() {
            return Vec::new();
        }
        let (model, local) = (ends.table(), &ends.to_local.columns);
        let remote = ends.to_remote.columns.iter().enumerate();
        let shared = remote.filter_map(|(second, &column)| {
            let first = local.iter().position(|&one| one == column)?;
            let typed = |number| self.typed(ColumnId { model, column }, number);
            let second = local.len() + second + 1;
            Some(format!("{} = {}", typed(first + 1), typed(second)))
        });
        shared.collect()
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

    /// The rows linked to a row, but those whose primary keys are in a list.
    pub fn linked_others(&self, ends: &LinkEnds) -> String {
        let target = ends.remote.model;
        let remote = row(&self.names(&ends.remote));
        let number = ends.to_local.columns.len() + 1;
        format!(
            "{} WHERE {remote} IN (SELECT {} FROM {} WHERE {}) AND {}",
            self.select(target),
            self.names(&ends.to_remote).join(", "),
            self.table(ends.table()),
            self.equals(ends.table(), &ends.to_local.columns, 1),
            self.is_not_in(&self.primary_key(target), number)
        )
    }

    /// The links of a row to all others but those of a list, gone.
    pub fn unlink_others(&self, ends: &LinkEnds) -> String {
        let local = self.equals(ends.table(), &ends.to_local.columns, 1);
        let number = ends.to_local.columns.len() + 1;
        format!(
            "DELETE FROM {} WHERE {local} AND {}",
            self.table(ends.table()),
            self.is_not_in(&ends.to_remote, number)
        )
    }

    /// The links of a row to those of a list, as far as they are not there.
    pub fn link_all(&self, ends: &LinkEnds) -> String {
        let of_list = self.each_value(&ends.to_remote, self.list_qualifier());
        let values = self.values(ends, |id, number| self.typed(id, number));
        let chosen = values.into_iter().zip(ends.pair());
        let chosen: Vec<String> = chosen
            .map(|(value, column)| {
                let mut remote = ends.to_remote.columns.iter().zip(&of_list);
                match remote.find(|(one, _)| **one == column) {
                    Some((_, value)) if !ends.to_local.columns.contains(&column) => value.clone(),
                    _ => value,
                }
            })
            .collect();
        let start = format!(
            "{} SELECT DISTINCT {} FROM {} WHERE",
            self.insert_link(ends),
            chosen.join(", "),
            self.list(&ends.to_remote, ends.to_local.columns.len() + 1)
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

    /// What a new link row is given for its columns, each once: the local key's values are bound first.
    fn values(
        &self,
        ends: &LinkEnds,
        parameter: impl Fn(ColumnId, usize) -> String,
    ) -> Vec<String> {
        let keys = [&ends.to_local, &ends.to_remote].into_iter();
        let bound: Vec<usize> = keys.flat_map(|key| key.columns.iter().copied()).collect();
        let values = ends.pair().into_iter().filter_map(|column| {
            let position = bound.iter().position(|&one| one == column)?;
            let model = ends.table();
            Some(parameter(ColumnId { model, column }, position + 1))
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
