//! What every view is made from.

use std::collections::{HashMap, HashSet};

use super::code::{Code, Ident, Rust, code, ident, path};
use super::names::Scope;
use super::sql::Statements;
use super::target::Target;
use crate::dialect::{Dialect, Sql};
use crate::schema::{
    CheckedSchema, ColumnId, Deletions, KeyId, Model, ModelId, RelId, Relationship,
};
use crate::tables::Tables;
use crate::text::{Piece, join};

/// The inputs of the emitter, and what is often asked of them.
pub struct Context<'a> {
    pub schema: &'a CheckedSchema,
    pub tables: &'a Tables,
    pub target: Target,
    pub dialect: &'a dyn Dialect,
    pub statements: Statements<'a>,
    pub scope: Scope,
    /// What structs and enums derive beyond what they always do.
    derives: Vec<Code>,
    /// The names of the models.
    names: Vec<Ident>,
    /// The number of each model's table.
    positions: Vec<usize>,
    pub deletions: Deletions,
    /// The keys of link tables that each model's rows take along.
    links: HashMap<ModelId, Vec<KeyId>>,
    /// The required keys that rows need not give where they are given along with their parent.
    keys_along: HashMap<ColumnId, RelId>,
    /// The parents among them whose rows may be given for the key.
    parents_along: HashSet<ModelId>,
    /// The models to whose rows new rows of others are linked.
    linked: HashSet<ModelId>,
}

/// A parent along with which rows are given.
pub struct ParentAlong {
    pub model: ModelId,
    /// `Book.author`, or `Author.books` where the row's model has none.
    pub relationship: String,
}

impl<'a> Context<'a> {
    /// Gathers the inputs.
    pub fn new(
        schema: &'a CheckedSchema,
        tables: &'a Tables,
        target: Target,
        derives: &'a [String],
    ) -> Self {
        let dialect = target.dialect();
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
        let statements = Statements::new(schema, dialect);
        let written = schema.relationships();
        let written = written.filter_map(|(_, one)| schema.written_link(one));
        let linked = written.map(|ends| ends.remote.model).collect();
        let mut context = Self {
            schema,
            tables,
            target,
            dialect,
            statements,
            scope: Scope::new(schema),
            derives: derives.iter().map(|one| path(one)).collect(),
            names: schema
                .models()
                .map(|(_, one)| ident(&one.name.text))
                .collect(),
            positions,
            deletions: schema.deletions(),
            links: schema.links(),
            keys_along: schema.keys_along(),
            parents_along: HashSet::new(),
            linked,
        };
        let keys = context.keys_along.iter();
        let parents = keys.filter_map(|(&key, &along)| context.parent_by_reference(key, along));
        context.parents_along = parents.collect();
        context
    }

    /// The parent, if its primary key is this one column.
    fn parent_by_reference(&self, key: ColumnId, along: RelId) -> Option<ModelId> {
        let of_key = self.parent_of_key(key);
        of_key.or_else(|| {
            let ends = self.schema.ends(along)?;
            let [column] = ends.local.columns[..] else {
                return None;
            };
            let is_key = self.schema.model(along.model).primary_key() == [column];
            is_key.then_some(along.model)
        })
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
    pub fn column_sql(&self, id: ColumnId) -> Sql {
        let table = self.table(id.model);
        crate::emit::ddl::column(table, &table.columns[id.column], self.dialect)
    }

    /// The model whose rows may be given for a foreign key: a relationship leads there by it.
    pub fn parent_of_key(&self, id: ColumnId) -> Option<ModelId> {
        let parent = self.schema.parent(self.relationship_of_key(id)?)?;
        Some(parent.target.model)
    }

    fn relationship_of_key(&self, id: ColumnId) -> Option<&'a Relationship> {
        let mut relationships = self.schema.model(id.model).relationships.iter();
        relationships.find(|one| self.schema.parent(one).is_some_and(|it| it.key == id))
    }

    /// The parent along with which rows can be given that need this key: then it may not be known yet.
    pub fn parent_along(&self, id: ColumnId) -> Option<ParentAlong> {
        let along = self.keys_along.get(&id)?;
        let name =
            |model, one: &Relationship| format!("{}.{}", self.model_name(model), one.name.text);
        Some(
            match (self.parent_of_key(id), self.relationship_of_key(id)) {
                (Some(model), Some(one)) => ParentAlong {
                    model,
                    relationship: name(id.model, one),
                },
                _ => ParentAlong {
                    model: along.model,
                    relationship: name(along.model, self.schema.relationship(*along)),
                },
            },
        )
    }

    /// Whether rows of a model may be given for a key that may not be known yet.
    pub fn is_parent_along(&self, id: ModelId) -> bool {
        self.parents_along.contains(&id)
    }

    /// Whether new rows of other models are linked to rows of this one.
    pub fn is_linked(&self, id: ModelId) -> bool {
        self.linked.contains(&id)
    }

    /// What an item derives: nothing twice.
    pub fn derives(&self, always: &'static str) -> Code {
        let is_new = |one: &&Code| !always.split(", ").any(|other| other == one.as_str());
        let wanted = self.derives.iter().filter(is_new).cloned();
        let all = [always.into()].into_iter().chain(wanted);
        join(&all.collect::<Vec<Code>>(), ", ")
    }

    /// `db: &Connection`
    pub fn db(&self) -> Code {
        code!["db: ", self.target.connection(&self.scope)]
    }

    /// `pub fn name`, of a function that takes a connection.
    pub fn head(&self, name: impl Piece<Rust>) -> Code {
        code!["pub ", self.target.function(), " ", name]
    }

    /// What stands behind a call that takes a connection, and ends so.
    pub fn awaited(&self, tail: &'static str) -> Code {
        code![self.target.awaited(), tail]
    }

    /// `db: &Connection`, of a function that may come back to itself.
    pub fn recursive_db(&self) -> Code {
        match self.target {
            Target::Sqlite => self.db(),
            Target::Postgres => code!["db: &'a dyn ", self.scope.support("Db")],
        }
    }

    /// What such a function returns.
    pub fn recursive(&self, output: Code) -> Code {
        match self.target {
            Target::Sqlite => output,
            Target::Postgres => code![self.scope.support("BoxFuture"), "<'a, ", output, ">"],
        }
    }

    /// What stands behind its name.
    pub fn recursive_lifetime(&self) -> &'static str {
        match self.target {
            Target::Sqlite => "",
            Target::Postgres => "<'a>",
        }
    }

    /// What begins a savepoint, indented by 8 columns but for the first line.
    pub fn savepoint(&self) -> Code {
        join(&self.target.savepoint(&self.scope), "\n        ")
    }

    /// What ends it.
    pub fn commit(&self, tail: &'static str) -> Code {
        code!["savepoint.commit()", self.awaited(tail)]
    }

    /// `Result<…>`
    pub fn result(&self, inner: impl Piece<Rust>) -> Code {
        code![self.scope.support("Result"), "<", inner, ">"]
    }

    /// `Option<…>`
    pub fn option(&self, inner: impl Piece<Rust>) -> Code {
        code![self.scope.prelude("Option"), "<", inner, ">"]
    }

    /// `Vec<…>`
    pub fn list(&self, inner: impl Piece<Rust>) -> Code {
        code![self.scope.prelude("Vec"), "<", inner, ">"]
    }

    /// `Person.offences`
    pub fn full_name(&self, id: RelId) -> String {
        let name = &self.schema.relationship(id).name.text;
        format!("{}.{name}", self.model_name(id.model))
    }

    /// A model's name in the generated code.
    pub fn model_name(&self, id: ModelId) -> &Ident {
        &self.names[id.0]
    }
}
