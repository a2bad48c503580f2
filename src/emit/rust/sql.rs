//! The statements that generated code runs, spelled once.

use super::clauses;
use crate::dialect::{Dialect, Name, Sql, sql};
use crate::emit::ddl::table_name;
use crate::schema::{CheckedSchema, Column, ColumnId, ColumnList, Model, ModelId, Type};
use crate::tables::{ColumnType, column_type};
use crate::text::join;

/// Spells the statements of a schema in a dialect.
pub struct Statements<'a> {
    pub schema: &'a CheckedSchema,
    pub dialect: &'a dyn Dialect,
    /// The name of each model's table, with the schema that it is in.
    tables: Vec<Sql>,
    /// The names of its columns.
    names: Vec<Vec<Name>>,
    /// The columns that a row is read with, as a list.
    lists: Vec<Sql>,
}

impl<'a> Statements<'a> {
    /// Spells the names, each once: every statement has some of them.
    pub fn new(schema: &'a CheckedSchema, dialect: &'a dyn Dialect) -> Self {
        let tables = schema.models().map(|(_, model)| {
            let namespace = model.namespace.as_ref().map(|name| name.text.as_str());
            table_name(namespace, &model.table.text, dialect)
        });
        let names = schema.models().map(|(_, model)| {
            let columns = model.columns.iter();
            let names = columns.map(|column| dialect.name(&column.db_name.text));
            names.collect()
        });
        let mut statements = Self {
            schema,
            dialect,
            tables: tables.collect(),
            names: names.collect(),
            lists: Vec::new(),
        };
        let lists = schema.models();
        let lists = lists.map(|(id, _)| statements.list_of_columns(id));
        statements.lists = lists.collect();
        statements
    }

    pub(super) fn model(&self, id: ModelId) -> &Model {
        self.schema.model(id)
    }

    /// The table's name, with the schema that it is in.
    pub fn table(&self, id: ModelId) -> &Sql {
        &self.tables[id.0]
    }

    /// The column's name.
    pub fn column(&self, id: ColumnId) -> &Name {
        &self.names[id.model.0][id.column]
    }

    /// The type of the column, as the database has it.
    pub fn type_of(&self, id: ColumnId) -> ColumnType {
        let declared = self.schema.column(id).ty;
        column_type(self.schema, declared.unwrap_or(Type::Text))
    }

    /// A column that is called so here, read.
    pub fn read(&self, id: ColumnId, name: Sql) -> Sql {
        self.dialect.read(&self.type_of(id), name)
    }

    /// The columns that a row is read with.
    pub fn loaded(&self, id: ModelId) -> ColumnList {
        let columns = self.model(id).columns.iter().enumerate();
        let loaded = |(_, column): &(usize, &Column)| column.deferred.is_none();
        let columns = columns.filter(loaded).map(|(column, _)| column).collect();
        ColumnList { model: id, columns }
    }

    /// The columns that a row is read with, as a list.
    pub fn columns(&self, id: ModelId) -> &Sql {
        &self.lists[id.0]
    }

    fn list_of_columns(&self, id: ModelId) -> Sql {
        let loaded = self.loaded(id).columns.into_iter();
        let read = loaded.map(|column| {
            let id = ColumnId { model: id, column };
            self.read(id, self.column(id).clone().whole())
        });
        join(&read.collect::<Vec<_>>(), ", ")
    }

    /// `a = ?1 AND b = ?2`, counted from `first`.
    pub fn equals(&self, id: ModelId, columns: &[usize], first: usize) -> Sql {
        let terms = columns.iter().enumerate().map(|(position, &column)| {
            let name = self.column(ColumnId { model: id, column });
            sql![name, " = ", self.dialect.parameter(first + position)]
        });
        join(&terms.collect::<Vec<_>>(), " AND ")
    }

    /// Every row.
    pub fn select(&self, id: ModelId) -> Sql {
        sql!["SELECT ", self.columns(id), " FROM ", self.table(id)]
    }

    /// The rows in which columns have given values.
    pub fn select_by(&self, id: ModelId, columns: &[usize]) -> Sql {
        sql![self.select(id), " WHERE ", self.equals(id, columns, 1)]
    }

    /// The rows in which a key has one of many values, which come as one list.
    pub fn select_in(&self, key: &ColumnList) -> Sql {
        sql![self.select(key.model), " WHERE ", self.is_in(key, 1)]
    }

    /// The names of columns.
    pub fn names(&self, of: &ColumnList) -> Vec<Name> {
        let model = of.model;
        let columns = of.columns.iter();
        columns
            .map(|&column| self.column(ColumnId { model, column }).clone())
            .collect()
    }

    /// The column with its table before it.
    pub fn qualified(&self, id: ColumnId) -> Sql {
        sql![self.table(id.model), ".", self.column(id)]
    }

    /// The columns with their table before them.
    pub fn all_qualified(&self, of: &ColumnList) -> Vec<Sql> {
        let model = of.model;
        let columns = of.columns.iter();
        columns
            .map(|&column| self.qualified(ColumnId { model, column }))
            .collect()
    }

    /// A term of ORDER BY for a column that is called so here. NULL is the least of all values.
    pub fn term(&self, id: ColumnId, name: Sql, descending: bool) -> Sql {
        let nulls = match self.schema.column(id).nullable {
            true => self.dialect.nulls_are_least(descending),
            false => "",
        };
        let direction = if descending { " DESC" } else { "" };
        sql![name, direction, nulls]
    }

    /// The terms of ORDER BY for a relationship.
    pub(super) fn terms(&self, target: ModelId, order: &[(usize, bool)]) -> Vec<Sql> {
        let terms = order.iter().map(|&(column, descending)| {
            let id = ColumnId {
                model: target,
                column,
            };
            self.term(id, self.sorted(id), descending)
        });
        terms.collect()
    }

    /// A column as ORDER BY names it. Where what is read of it is something else, that has its name, too, and comes
    /// first.
    pub fn sorted(&self, id: ColumnId) -> Sql {
        let name = self.column(id).clone().whole();
        match self.read(id, name.clone()) == name {
            true => name,
            false => self.qualified(id),
        }
    }

    /// What stands behind ORDER BY for a relationship, with the words before it.
    pub fn order_by(&self, target: ModelId, order: &[(usize, bool)]) -> Sql {
        clauses::ordered(&self.terms(target, order))
    }

    /// One column of the row of a primary key.
    pub fn select_column(&self, id: ColumnId) -> Sql {
        let key = self.model(id.model).primary_key();
        let read = self.read(id, self.column(id).clone().whole());
        clauses::select(read, self.table(id.model), self.equals(id.model, &key, 1))
    }
}
