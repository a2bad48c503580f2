//! The statements that change what is linked by a many-to-many relationship.

use super::clauses::{self, pairs, row};
use super::sql::Statements;
use crate::dialect::{Sql, sql};
use crate::schema::{ColumnId, ColumnList, KeyId, LinkEnds, ModelId};
use crate::text::join;

impl Statements<'_> {
    /// A link of two rows, unless it is there.
    pub fn link(&self, ends: &LinkEnds) -> Sql {
        let into = self.insert_link(ends);
        let values = self.values(ends, |id, number| self.typed(id, number));
        let shared = self.shared(ends);
        if self.pairs_are_unique(ends) {
            let unless_there = self.unless_there(ends);
            if shared.is_empty() {
                let values = self.values(ends, |_, number| self.dialect.parameter(number));
                return sql![into, " VALUES (", join(&values, ", "), ") ", unless_there];
            }
            let (values, shared) = (join(&values, ", "), join(&shared, " AND "));
            let link = sql![into, " SELECT ", values, " WHERE ", shared];
            return sql![link, " ", unless_there];
        }
        let pair = pairs(&self.names(&pair(ends)), &values);
        let table = self.table(ends.table());
        let missing = sql!["NOT ", clauses::exists(table, pair)];
        let conditions: Vec<Sql> = [missing].into_iter().chain(shared).collect();
        let (values, conditions) = (join(&values, ", "), join(&conditions, " AND "));
        sql![into, " SELECT ", values, " WHERE ", conditions]
    }

    /// That both keys have one value for a column that they share. Only SQLite takes a parameter that
    /// stands nowhere; elsewhere this is where the second one stands.
    fn shared(&self, ends: &LinkEnds) -> Vec<Sql> {
        if !self.dialect.is_strict() {
            return Vec::new();
        }
        let (model, local) = (ends.table(), &ends.to_local.columns);
        let remote = ends.to_remote.columns.iter().enumerate();
        let shared = remote.filter_map(|(second, &column)| {
            let first = local.iter().position(|&one| one == column)?;
            let typed = |number| self.typed(ColumnId { model, column }, number);
            let second = local.len() + second + 1;
            Some(sql![typed(first + 1), " = ", typed(second)])
        });
        shared.collect()
    }

    /// The link of two rows, gone.
    pub fn unlink(&self, ends: &LinkEnds) -> Sql {
        clauses::delete(self.table(ends.table()), self.both_ends(ends))
    }

    /// Whether two rows are linked.
    pub fn is_linked(&self, ends: &LinkEnds) -> Sql {
        let exists = clauses::exists(self.table(ends.table()), self.both_ends(ends));
        sql!["SELECT ", exists]
    }

    fn both_ends(&self, ends: &LinkEnds) -> Sql {
        let local = self.equals(ends.table(), &ends.to_local.columns, 1);
        let first = ends.to_local.columns.len() + 1;
        let remote = self.equals(ends.table(), &ends.to_remote.columns, first);
        sql![local, " AND ", remote]
    }

    /// The links of a row to all others but those of a list, gone.
    pub fn unlink_others(&self, ends: &LinkEnds) -> Sql {
        let local = self.equals(ends.table(), &ends.to_local.columns, 1);
        let number = ends.to_local.columns.len() + 1;
        let others = self.is_not_in(&ends.to_remote, number);
        clauses::delete(self.table(ends.table()), sql![local, " AND ", others])
    }

    /// The links of a row to those of a list, as far as they are not there.
    pub fn link_all(&self, ends: &LinkEnds) -> Sql {
        let of_list = self.each_value(&ends.to_remote, self.list_qualifier());
        let values = self.values(ends, |id, number| self.typed(id, number));
        let chosen = values.into_iter().zip(ends.pair());
        let chosen: Vec<Sql> = chosen
            .map(|(value, column)| {
                let mut remote = ends.to_remote.columns.iter().zip(&of_list);
                match remote.find(|(one, _)| **one == column) {
                    Some((_, value)) if !ends.to_local.columns.contains(&column) => value.clone(),
                    _ => value,
                }
            })
            .collect();
        let list = self.list(&ends.to_remote, ends.to_local.columns.len() + 1);
        let start = sql![self.insert_link(ends), " SELECT DISTINCT "];
        let start = sql![start, join(&chosen, ", "), " FROM ", list, " WHERE"];
        if self.pairs_are_unique(ends) {
            return sql![start, " true ", self.unless_there(ends)];
        }
        let table = self.table(ends.table());
        let pair = pairs(&self.names(&pair(ends)), &chosen);
        sql![start, " NOT ", clauses::exists(table, pair)]
    }

    /// The links of a row by one of the link table's keys, gone.
    pub fn unlink_all(&self, key: &ColumnList) -> Sql {
        let (table, equals) = (
            self.table(key.model),
            self.equals(key.model, &key.columns, 1),
        );
        clauses::delete(table, equals)
    }

    /// The links by this key of the rows that a condition is true of.
    pub fn unlink_those(&self, id: KeyId, condition: &Sql) -> Sql {
        let key = self.schema.foreign_key(id);
        let list = |model: ModelId, columns: &[usize]| {
            let columns = columns.to_vec();
            self.names(&ColumnList { model, columns })
        };
        let Some(target) = &key.target else {
            return Sql::default();
        };
        let here = list(id.model, &key.columns);
        let there = join(&list(target.model, &target.columns), ", ");
        let left = row(&here);
        let (link, table) = (self.table(id.model), self.table(target.model));
        let those = clauses::select(there, table, condition);
        clauses::delete(link, sql![left, " IN (", those, ")"])
    }

    fn insert_link(&self, ends: &LinkEnds) -> Sql {
        let (table, columns) = (self.table(ends.table()), self.names(&pair(ends)));
        sql!["INSERT INTO ", table, " (", join(&columns, ", "), ")"]
    }

    fn unless_there(&self, ends: &LinkEnds) -> Sql {
        let columns = join(&self.names(&pair(ends)), ", ");
        sql!["ON CONFLICT (", columns, ") DO NOTHING"]
    }

    /// What a new link row is given for its columns, each once: the local key's values are bound first.
    fn values(&self, ends: &LinkEnds, parameter: impl Fn(ColumnId, usize) -> Sql) -> Vec<Sql> {
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
