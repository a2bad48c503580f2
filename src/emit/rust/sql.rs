//! The statements that generated code runs, spelled once.

use crate::dialect::Dialect;
use crate::schema::{CheckedSchema, ColumnId, ColumnList, Model, ModelId, Relationship, Type};

/// Spells the statements of a schema in a dialect.
pub struct Statements<'a> {
    pub schema: &'a CheckedSchema,
    pub dialect: &'a dyn Dialect,
}

impl Statements<'_> {
    fn model(&self, id: ModelId) -> &Model {
        self.schema.model(id)
    }

    /// The table's name.
    pub fn table(&self, id: ModelId) -> String {
        self.dialect.name(&self.model(id).table.text)
    }

    /// The column's name.
    pub fn column(&self, id: ColumnId) -> String {
        self.dialect.name(&self.schema.column(id).db_name.text)
    }

    fn columns(&self, id: ModelId) -> String {
        let columns = self
            .model(id)
            .columns
            .iter()
            .map(|column| self.dialect.name(&column.db_name.text));
        columns.collect::<Vec<_>>().join(", ")
    }

    /// `a = ?1 AND b = ?2`, counted from `first`.
    fn equals(&self, id: ModelId, columns: &[usize], first: usize) -> String {
        let terms = columns.iter().enumerate().map(|(position, &column)| {
            format!(
                "{} = ?{}",
                self.column(ColumnId { model: id, column }),
                first + position
            )
        });
        terms.collect::<Vec<_>>().join(" AND ")
    }

    /// Every row.
    pub fn select(&self, id: ModelId) -> String {
        format!("SELECT {} FROM {}", self.columns(id), self.table(id))
    }

    /// The rows in which columns have given values.
    pub fn select_by(&self, id: ModelId, columns: &[usize]) -> String {
        format!("{} WHERE {}", self.select(id), self.equals(id, columns, 1))
    }

    /// The rows in which a key has one of many values, which come as a JSON array; each is an
    /// array, too, where the key has several columns.
    pub fn select_in(&self, key: &ColumnList) -> String {
        let columns: Vec<String> = self.names(key);
        let values = key.columns.iter().enumerate().map(|(position, &column)| {
            let value = match columns.len() {
                1 => "value".to_owned(),
                _ => format!("value ->> {position}"),
            };
            // Bytes travel as hexadecimal digits: JSON has no other way for them.
            let model = key.model;
            match self.schema.column(ColumnId { model, column }).ty {
                Some(Type::LargeBinary) => format!("unhex({value})"),
                _ => value,
            }
        });
        let values: Vec<String> = values.collect();
        let left = match columns.as_slice() {
            [one] => one.clone(),
            several => format!("({})", several.join(", ")),
        };
        format!(
            "{} WHERE {left} IN (SELECT {} FROM json_each(?1))",
            self.select(key.model),
            values.join(", ")
        )
    }

    fn names(&self, of: &ColumnList) -> Vec<String> {
        let model = of.model;
        let columns = of.columns.iter();
        columns
            .map(|&column| self.column(ColumnId { model, column }))
            .collect()
    }

    /// What stands behind ORDER BY for a relationship, with the words before it.
    pub fn order_by(&self, target: ModelId, order: &[(usize, bool)]) -> String {
        let terms = order.iter().map(|&(column, descending)| {
            let name = self.column(ColumnId {
                model: target,
                column,
            });
            if descending {
                format!("{name} DESC")
            } else {
                name
            }
        });
        let terms = terms.collect::<Vec<_>>().join(", ");
        if terms.is_empty() {
            terms
        } else {
            format!(" ORDER BY {terms}")
        }
    }

    /// A new row with all columns given.
    pub fn insert(&self, id: ModelId) -> String {
        let count = self.model(id).columns.len();
        let values: Vec<String> = (1..=count).map(|number| format!("?{number}")).collect();
        let (table, columns) = (self.table(id), self.columns(id));
        format!(
            "INSERT INTO {table} ({columns}) VALUES ({}) RETURNING {columns}",
            values.join(", ")
        )
    }

    /// All columns but the key's; `None` where there are no others.
    pub fn save(&self, id: ModelId) -> Option<String> {
        let model = self.model(id);
        let key = model.primary_key();
        let others = (0..model.columns.len()).filter(|column| !key.contains(column));
        let sets = others.enumerate().map(|(position, column)| {
            format!(
                "{} = ?{}",
                self.column(ColumnId { model: id, column }),
                position + 1
            )
        });
        let sets: Vec<String> = sets.collect();
        if sets.is_empty() {
            return None;
        }
        let key = self.equals(id, &key, sets.len() + 1);
        Some(format!(
            "UPDATE {} SET {} WHERE {key}",
            self.table(id),
            sets.join(", ")
        ))
    }

    /// The row of a primary key, deleted.
    pub fn delete(&self, id: ModelId) -> String {
        format!(
            "DELETE FROM {} WHERE {}",
            self.table(id),
            self.equals(id, &self.model(id).primary_key(), 1)
        )
    }

    /// A parent's children, left without one: what can be NULL of the key is.
    pub fn orphan(&self, key: &ColumnList) -> String {
        let nullable = |column: &&usize| self.model(key.model).columns[**column].nullable;
        let sets = key.columns.iter().filter(nullable).map(|&column| {
            let model = key.model;
            format!("{} = NULL", self.column(ColumnId { model, column }))
        });
        format!(
            "UPDATE {} SET {} WHERE {}",
            self.table(key.model),
            sets.collect::<Vec<_>>().join(", "),
            self.equals(key.model, &key.columns, 1)
        )
    }

    /// Whether a parent has children.
    pub fn has_children(&self, key: &ColumnList) -> String {
        format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE {})",
            self.table(key.model),
            self.equals(key.model, &key.columns, 1)
        )
    }

    /// The rows that belong to one row, by the target's columns.
    pub fn related(&self, relationship: &Relationship, remote: &ColumnList) -> String {
        let order = self.order_by(remote.model, &relationship.order_by);
        format!("{}{order}", self.select_by(remote.model, &remote.columns))
    }

    /// The rows that belong to many rows.
    pub fn related_to_many(&self, relationship: &Relationship, remote: &ColumnList) -> String {
        format!(
            "{}{}",
            self.select_in(remote),
            self.order_by(remote.model, &relationship.order_by)
        )
    }

    /// The table, gone.
    pub fn drop_table(&self, id: ModelId) -> String {
        format!("DROP TABLE IF EXISTS {}", self.table(id))
    }
}
