//! The statements that generated code runs, spelled once.

use crate::dialect::Dialect;
use crate::emit::ddl::table_name;
use crate::schema::{CheckedSchema, Column, ColumnId, ColumnList, Default, Model, ModelId, Type};
use crate::tables::{ColumnType, column_type};

/// Spells the statements of a schema in a dialect.
pub struct Statements<'a> {
    pub schema: &'a CheckedSchema,
    pub dialect: &'a dyn Dialect,
    /// The name of each model's table, with the schema that it is in.
    tables: Vec<String>,
    /// The names of its columns.
    names: Vec<Vec<String>>,
    /// The columns that a row is read with, as a list.
    lists: Vec<String>,
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

    fn model(&self, id: ModelId) -> &Model {
        self.schema.model(id)
    }

    /// The table's name, with the schema that it is in.
    pub fn table(&self, id: ModelId) -> &str {
        &self.tables[id.0]
    }

    /// The column's name.
    pub fn column(&self, id: ColumnId) -> &str {
        &self.names[id.model.0][id.column]
    }

    /// The type of the column, as the database has it.
    pub fn type_of(&self, id: ColumnId) -> ColumnType {
        let declared = self.schema.column(id).ty;
        column_type(self.schema, declared.unwrap_or(Type::Text))
    }

    /// A column that is called so here, read.
    pub fn read(&self, id: ColumnId, name: String) -> String {
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
    pub fn columns(&self, id: ModelId) -> &str {
        &self.lists[id.0]
    }

    fn list_of_columns(&self, id: ModelId) -> String {
        let loaded = self.loaded(id).columns.into_iter();
        let read = loaded.map(|column| {
            let id = ColumnId { model: id, column };
            self.read(id, self.column(id).to_owned())
        });
        read.collect::<Vec<_>>().join(", ")
    }

    /// `a = ?1 AND b = ?2`, counted from `first`.
    pub fn equals(&self, id: ModelId, columns: &[usize], first: usize) -> String {
        let terms = columns.iter().enumerate().map(|(position, &column)| {
            let name = self.column(ColumnId { model: id, column });
            [name, " = ", &self.dialect.parameter(first + position)].concat()
        });
        terms.collect::<Vec<_>>().join(" AND ")
    }

    /// Every row.
    pub fn select(&self, id: ModelId) -> String {
        ["SELECT ", self.columns(id), " FROM ", self.table(id)].concat()
    }

    /// The rows in which columns have given values.
    pub fn select_by(&self, id: ModelId, columns: &[usize]) -> String {
        format!("{} WHERE {}", self.select(id), self.equals(id, columns, 1))
    }

    /// The rows in which a key has one of many values, which come as one list.
    pub fn select_in(&self, key: &ColumnList) -> String {
        format!("{} WHERE {}", self.select(key.model), self.is_in(key, 1))
    }

    /// The names of columns.
    pub fn names(&self, of: &ColumnList) -> Vec<String> {
        let model = of.model;
        let columns = of.columns.iter();
        columns
            .map(|&column| self.column(ColumnId { model, column }).to_owned())
            .collect()
    }

    /// The column with its table before it.
    pub fn qualified(&self, id: ColumnId) -> String {
        format!("{}.{}", self.table(id.model), self.column(id))
    }

    /// The columns with their table before them.
    pub fn all_qualified(&self, of: &ColumnList) -> Vec<String> {
        let model = of.model;
        let columns = of.columns.iter();
        columns
            .map(|&column| self.qualified(ColumnId { model, column }))
            .collect()
    }

    /// A term of ORDER BY for a column that is called so here. NULL is the least of all values.
    pub fn term(&self, id: ColumnId, name: String, descending: bool) -> String {
        let nulls = match self.schema.column(id).nullable {
            true => self.dialect.nulls_are_least(descending),
            false => "",
        };
        let direction = if descending { " DESC" } else { "" };
        format!("{name}{direction}{nulls}")
    }

    /// The terms of ORDER BY for a relationship.
    pub(super) fn terms(&self, target: ModelId, order: &[(usize, bool)]) -> Vec<String> {
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
    pub fn sorted(&self, id: ColumnId) -> String {
        let name = self.column(id);
        match self.read(id, name.to_owned()) == name {
            true => name.to_owned(),
            false => self.qualified(id),
        }
    }

    /// What stands behind ORDER BY for a relationship, with the words before it.
    pub fn order_by(&self, target: ModelId, order: &[(usize, bool)]) -> String {
        ordered(&self.terms(target, order))
    }

    /// A statement that returns the rows which it writes.
    pub fn returning(&self, id: ModelId, statement: String) -> String {
        [&statement, " RETURNING ", self.columns(id)].concat()
    }

    /// A new row with all columns given.
    pub fn insert(&self, id: ModelId) -> String {
        let model = self.model(id);
        let written = |column: &usize| model.columns[*column].computed.is_none();
        let columns = model.in_struct_order().into_iter().filter(written);
        let columns: Vec<&str> = columns
            .map(|column| self.column(ColumnId { model: id, column }))
            .collect();
        let values: Vec<String> = (1..=columns.len())
            .map(|number| self.dialect.parameter(number))
            .collect();
        let table = self.table(id);
        if columns.is_empty() {
            return format!("INSERT INTO {table} DEFAULT VALUES");
        }
        format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            columns.join(", "),
            values.join(", ")
        )
    }

    /// All columns but the key's, with what others write beside the program; `None` where there is
    /// nothing that could be written.
    pub fn save(&self, id: ModelId) -> Option<String> {
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
                _ if one.version.is_some() => format!("{name} = {name} + 1"),
                Some((Default::Raw(sql), _)) => format!("{name} = ({})", sql.text),
                _ => {
                    bound += 1;
                    format!("{name} = {}", self.dialect.parameter(bound))
                }
            });
        }
        if sets.is_empty() {
            return None;
        }
        let mut sql = format!(
            "UPDATE {} SET {} WHERE {}",
            self.table(id),
            sets.join(", "),
            self.equals(id, &self.own_key(id), bound + 1)
        );
        if model.is_kept() {
            sql.push_str(&format!(" RETURNING {}", self.columns(id)));
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
    pub fn delete(&self, id: ModelId) -> String {
        format!(
            "DELETE FROM {} WHERE {}",
            self.table(id),
            self.equals(id, &self.own_key(id), 1)
        )
    }

    /// One column of the row of a primary key.
    pub fn select_column(&self, id: ColumnId) -> String {
        let key = self.model(id.model).primary_key();
        format!(
            "SELECT {} FROM {} WHERE {}",
            self.read(id, self.column(id).to_owned()),
            self.table(id.model),
            self.equals(id.model, &key, 1)
        )
    }

    /// Children, left without a parent: what can be NULL of the key is.
    pub fn orphan(&self, key: &ColumnList, condition: &str) -> String {
        let nullable = |column: &&usize| self.model(key.model).columns[**column].nullable;
        let sets = key.columns.iter().filter(nullable).map(|&column| {
            let model = key.model;
            format!("{} = NULL", self.column(ColumnId { model, column }))
        });
        format!(
            "UPDATE {} SET {} WHERE {condition}",
            self.table(key.model),
            sets.collect::<Vec<_>>().join(", "),
        )
    }
}

/// What stands behind ORDER BY, with the words before it.
pub fn ordered(terms: &[String]) -> String {
    match terms {
        [] => String::new(),
        terms => format!(" ORDER BY {}", terms.join(", ")),
    }
}

/// Columns as one value: `a`, or `(a, b)`.
pub fn row(columns: &[String]) -> String {
    match columns {
        [one] => one.clone(),
        several => format!("({})", several.join(", ")),
    }
}

/// `a = b AND c = d`
pub fn pairs(left: &[String], right: &[String]) -> String {
    let terms = left.iter().zip(right);
    let terms = terms.map(|(left, right)| format!("{left} = {right}"));
    terms.collect::<Vec<_>>().join(" AND ")
}
