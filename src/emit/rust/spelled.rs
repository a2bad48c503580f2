//! Statements that the support code puts together at run time, as it does with the fewest values.

use super::clauses;
use super::sql::Statements;
use crate::dialect::{Name, Sql, expression, sql};
use crate::schema::{Column, ColumnId, Default, ModelId};
use crate::text::join;

impl Statements<'_> {
    /// A partial update for each column that it can write, as `Update` of the support code spells it.
    pub fn updates(&self, id: ModelId) -> Vec<Sql> {
        let model = self.schema.model(id);
        let key = model.primary_key();
        let written = |column: &usize| {
            let one = &model.columns[*column];
            !key.contains(column) && one.computed.is_none() && one.version.is_none()
        };
        let columns = (0..model.columns.len()).filter(written);
        let update = |column: usize| {
            let mut bound = 0;
            let mut sets = vec![self.set(id, column, &mut bound)];
            sets.extend(self.kept(id, column, &mut bound));
            let keys = key.iter();
            let keys: Vec<Sql> = keys
                .map(|&column| self.set(id, column, &mut bound))
                .collect();
            let start = clauses::update(self.table(id), &sets);
            sql![start, " WHERE ", join(&keys, " AND ")]
        };
        columns.map(update).collect()
    }

    /// What an UPDATE of one column sets beside it.
    fn kept(&self, id: ModelId, changed: usize, bound: &mut usize) -> Vec<Sql> {
        let columns = self.schema.model(id).columns.iter().enumerate();
        let kept = columns.filter_map(|(number, column)| {
            let name = self.column_of(id, number);
            match &column.on_update {
                _ if column.version.is_some() => Some(sql![name, " = ", name, " + 1"]),
                _ if number == changed => None,
                Some((Default::Raw(sql), _)) => {
                    Some(sql![name, " = (", expression(&sql.text), ")"])
                }
                Some(_) => Some(self.set(id, number, bound)),
                None => None,
            }
        });
        kept.collect()
    }

    /// The table, gone: `drop_all` has these in one text.
    pub fn drop_table(&self, id: ModelId) -> Sql {
        sql!["DROP TABLE IF EXISTS ", self.table(id)]
    }

    /// A column with the next parameter behind it.
    fn set(&self, id: ModelId, column: usize, bound: &mut usize) -> Sql {
        *bound += 1;
        let value = self.dialect.next_parameter(*bound);
        sql![self.column_of(id, column), " = ", value]
    }

    /// The INSERT of a row that leaves to the database what it fills in, as `Insert` of the
    /// support code spells it.
    pub fn insert_the_least(&self, id: ModelId) -> Sql {
        let model = self.schema.model(id);
        let columns = model.in_struct_order().into_iter();
        let mut bound = 0;
        let mut next = || {
            bound += 1;
            self.dialect.next_parameter(bound)
        };
        let given = columns.filter_map(|column| {
            let value = given(&model.columns[column], &mut next)?;
            Some((self.column_of(id, column), value))
        });
        let (columns, values): (Vec<&Name>, Vec<Sql>) = given.unzip();
        let table = self.table(id);
        if columns.is_empty() {
            return self.returning(id, sql!["INSERT INTO ", table, " DEFAULT VALUES"]);
        }
        self.returning(id, clauses::insert(table, &columns, &values))
    }

    fn column_of(&self, model: ModelId, column: usize) -> &Name {
        self.column(ColumnId { model, column })
    }
}

/// What an INSERT gives for a column of which nothing was said.
fn given(column: &Column, next: &mut impl FnMut() -> Sql) -> Option<Sql> {
    let mut bound = || Some(next());
    match column.made_default() {
        _ if column.computed.is_some() => None,
        _ if column.version.is_some() => bound(),
        Some(Default::Raw(sql)) => Some(sql!["(", expression(&sql.text), ")"]),
        Some(_) => bound(),
        _ if column.server_default.is_some() => None,
        _ => bound(),
    }
}
