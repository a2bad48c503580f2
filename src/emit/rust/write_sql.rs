//! The statements that write one row, and those that part rows from each other.

use super::clauses;
use super::sql::Statements;
use crate::dialect::{Name, Sql, expression, sql};
use crate::schema::{ColumnId, ColumnList, Default, ModelId};

impl Statements<'_> {
    /// A statement that returns the rows which it writes.
    pub fn returning(&self, id: ModelId, statement: Sql) -> Sql {
        sql![&statement, " RETURNING ", self.columns(id)]
    }

    /// A new row with all columns given.
    pub fn insert(&self, id: ModelId) -> Sql {
        let model = self.model(id);
        let written = |column: &usize| model.columns[*column].computed.is_none();
        let columns = model.in_struct_order().into_iter().filter(written);
        let columns: Vec<&Name> = columns
            .map(|column| self.column(ColumnId { model: id, column }))
            .collect();
        let values: Vec<Sql> = (1..=columns.len())
            .map(|number| self.dialect.parameter(number))
            .collect();
        let table = self.table(id);
        if columns.is_empty() {
            return sql!["INSERT INTO ", table, " DEFAULT VALUES"];
        }
        clauses::insert(table, &columns, &values)
    }

    /// All columns but the key's, with what others write beside the program; `None` where there is
    /// nothing that could be written.
    pub fn save(&self, id: ModelId) -> Option<Sql> {
        let model = self.model(id);
        let key = model.primary_key();
        let mut bound = 0;
        let mut sets = Vec::new();
        for column in model.in_struct_order() {
            let one = &model.columns[column];
            let on_demand = one.deferred.is_some() && one.on_update.is_none();
            if key.contains(&column) || on_demand || one.computed.is_some() {
                continue;
            }
            let name = self.column(ColumnId { model: id, column });
            sets.push(match &one.on_update {
                _ if one.version.is_some() => sql![name, " = ", name, " + 1"],
                Some((Default::Raw(sql), _)) => sql![name, " = (", expression(&sql.text), ")"],
                _ => {
                    bound += 1;
                    sql![name, " = ", self.dialect.parameter(bound)]
                }
            });
        }
        if sets.is_empty() {
            return None;
        }
        let key = self.equals(id, &self.own_key(id), bound + 1);
        let mut sql = clauses::update(self.table(id), &sets);
        sql.push(sql![" WHERE ", key]);
        if model.is_kept() {
            sql.push(sql![" RETURNING ", self.columns(id)]);
        }
        Some(sql)
    }

    /// What a row is found by to be written: its key, and its version if it has one.
    pub fn own_key(&self, id: ModelId) -> Vec<usize> {
        let model = self.model(id);
        model
            .primary_key()
            .into_iter()
            .chain(model.version())
            .collect()
    }

    /// The row of a primary key, and of a version, deleted.
    pub fn delete(&self, id: ModelId) -> Sql {
        let key = self.equals(id, &self.own_key(id), 1);
        clauses::delete(self.table(id), key)
    }

    /// Children, left without a parent: what can be NULL of the key is.
    pub fn orphan(&self, key: &ColumnList, condition: &Sql) -> Sql {
        sql![self.all_orphaned(key), " WHERE ", condition]
    }

    /// All of them.
    pub fn all_orphaned(&self, key: &ColumnList) -> Sql {
        let nullable = |column: &&usize| self.model(key.model).columns[**column].nullable;
        let sets = key.columns.iter().filter(nullable).map(|&column| {
            let model = key.model;
            sql![self.column(ColumnId { model, column }), " = NULL"]
        });
        clauses::update(self.table(key.model), &sets.collect::<Vec<_>>())
    }
}
