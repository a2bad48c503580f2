//! What every view is made from.

use std::collections::HashMap;

use super::names::Scope;
use super::sql::Statements;
use crate::dialect::Dialect;
use crate::schema::{CheckedSchema, ColumnId, KeyId, Model, ModelId, RelId};
use crate::tables::Tables;

/// The inputs of the emitter, and what is often asked of them.
pub struct Context<'a> {
    pub schema: &'a CheckedSchema,
    pub tables: &'a Tables,
    pub dialect: &'a dyn Dialect,
    pub statements: Statements<'a>,
    pub scope: Scope,
    /// What structs and enums derive beyond what they always do.
    pub derives: &'a [String],
    /// The number of each model's table.
    positions: Vec<usize>,
    /// The keys of link tables that each model's rows take along.
    links: HashMap<ModelId, Vec<KeyId>>,
}

impl<'a> Context<'a> {
    /// Gathers the inputs.
    pub fn new(
        schema: &'a CheckedSchema,
        tables: &'a Tables,
        dialect: &'a dyn Dialect,
        derives: &'a [String],
    ) -> Self {
        let numbered = tables
            .tables
            .iter()
            .enumerate()
            .map(|(number, table)| ((table.namespace.as_deref(), table.name.as_str()), number));
        let numbers: HashMap<(Option<&str>, &str), usize> = numbered.collect();
        let position = |model: &Model| {
            let namespace = model.namespace.as_ref().map(|name| name.text.as_str());
            let path = (namespace, model.table.text.as_str());
            numbers.get(&path).copied().unwrap_or_default()
        };
        let positions = schema.models.iter().map(position).collect();
        let statements = Statements { schema, dialect };
        Self {
            schema,
            tables,
            dialect,
            statements,
            scope: Scope::new(schema),
            derives,
            positions,
            links: schema.links(),
        }
    }

    /// The table that a model was lowered to.
    pub fn table(&self, model: ModelId) -> &'a crate::tables::Table {
        &self.tables.tables[self.positions[model.0]]
    }

    /// The place of a model's table in the order of all.
    pub fn position(&self, model: ModelId) -> usize {
        self.positions[model.0]
    }

    /// The keys of link tables whose rows go with a row of that model.
    pub fn links_to(&self, model: ModelId) -> &[KeyId] {
        self.links.get(&model).map_or(&[], Vec::as_slice)
    }

    /// The models in the order of their tables.
    pub fn in_table_order(&self) -> Vec<ModelId> {
        let mut models: Vec<ModelId> = self.schema.models().map(|(id, _)| id).collect();
        models.sort_by_key(|id| self.positions[id.0]);
        models
    }

    /// The column's definition in SQL.
    pub fn column_sql(&self, id: ColumnId) -> String {
        let table = self.table(id.model);
        crate::emit::ddl::column(table, &table.columns[id.column], self.dialect)
    }

    /// The model whose rows may be given for a foreign key: a relationship leads there by it.
    pub fn parent_of_key(&self, id: ColumnId) -> Option<ModelId> {
        let relationships = self.schema.model(id.model).relationships.iter();
        let mut parents = relationships.filter_map(|one| self.schema.parent(one));
        parents
            .find(|parent| parent.key == id)
            .map(|parent| parent.target.model)
    }

    /// What an item derives: nothing twice.
    pub fn derives(&self, always: &str) -> String {
        let wanted = self.derives.iter().map(String::as_str);
        [always]
            .into_iter()
            .chain(wanted.filter(|one| !always.split(", ").any(|other| other == *one)))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// `db: &Connection`
    pub fn db(&self) -> String {
        format!("db: &{}", self.scope.support("Connection"))
    }

    /// `Result<…>`
    pub fn result(&self, inner: &str) -> String {
        format!("{}<{inner}>", self.scope.support("Result"))
    }

    /// `Option<…>`
    pub fn option(&self, inner: &str) -> String {
        format!("{}<{inner}>", self.scope.prelude("Option"))
    }

    /// `Person.offences`
    pub fn full_name(&self, id: RelId) -> String {
        let name = &self.schema.relationship(id).name.text;
        format!("{}.{name}", self.model_name(id.model))
    }

    /// A model's name in the generated code.
    pub fn model_name(&self, id: ModelId) -> &'a str {
        &self.schema.model(id).name.text
    }
}
