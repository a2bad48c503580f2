//! The statements that generated code runs, spelled once.

use crate::dialect::Dialect;
use crate::schema::{CheckedSchema, ColumnId, Model, ModelId, Relationship, Type};

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

    /// The rows in which a column has one of many values, which come as a JSON array.
    pub fn select_in(&self, column: ColumnId) -> String {
        // Bytes travel as hexadecimal digits: JSON has no other way for them.
        let bytes = self.schema.column(column).ty == Some(Type::LargeBinary);
        let value = if bytes { "unhex(value)" } else { "value" };
        format!(
            "{} WHERE {} IN (SELECT {value} FROM json_each(?1))",
            self.select(column.model),
            self.column(column)
        )
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

    /// A parent's children, left without one.
    pub fn orphan(&self, key: ColumnId) -> String {
        let column = self.column(key);
        format!(
            "UPDATE {} SET {column} = NULL WHERE {column} = ?1",
            self.table(key.model)
        )
    }

    /// Whether a parent has children.
    pub fn has_children(&self, key: ColumnId) -> String {
        format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE {} = ?1)",
            self.table(key.model),
            self.column(key)
        )
    }

    /// The rows that belong to one row, by the target's column.
    pub fn related(&self, relationship: &Relationship, remote: ColumnId) -> String {
        let order = self.order_by(remote.model, &relationship.order_by);
        format!("{}{order}", self.select_by(remote.model, &[remote.column]))
    }

    /// The rows that belong to many rows.
    pub fn related_to_many(&self, relationship: &Relationship, remote: ColumnId) -> String {
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
