//! What belongs to a table as a whole: keys, indexes and checks, with the names that they have in the database.

use serde::Serialize;

use super::{Place, Shown};
use crate::schema::{self, ColumnList, KeyId, ModelId};
use crate::tables::{self, Action, Condition, IndexElement, Table};

#[derive(Serialize)]
pub(super) struct Key<'s> {
    name: &'s str,
    columns: Vec<&'s str>,
}

#[derive(Serialize)]
pub(super) struct Index<'s> {
    name: &'s str,
    unique: bool,
    elements: Vec<Element<'s>>,
    r#where: Option<&'s str>,
}

/// A column or an expression.
#[derive(Serialize)]
struct Element<'s> {
    column: Option<&'s str>,
    sql: Option<&'s str>,
    descending: bool,
}

#[derive(Serialize)]
pub(super) struct Check<'s> {
    name: &'s str,
    column: Option<&'s str>,
    labels: Option<&'s [String]>,
    sql: Option<&'s str>,
}

#[derive(Serialize)]
pub(super) struct ForeignKey<'s> {
    name: Option<&'s str>,
    columns: Vec<&'s str>,
    target: Option<&'s str>,
    target_columns: Vec<&'s str>,
    on_delete: Option<&'static str>,
    on_update: Option<&'static str>,
    deferrable: bool,
    initially_deferred: bool,
    place: Option<Place<'s>>,
}

impl<'s> Shown<'s> {
    pub(super) fn primary_key(&self, id: ModelId, table: &'s Table) -> Option<Key<'s>> {
        Some(self.key(id, table.primary_key.as_ref()?))
    }

    pub(super) fn uniques(&self, id: ModelId, table: &'s Table) -> Vec<Key<'s>> {
        let uniques = table.uniques.iter();
        uniques.map(|unique| self.key(id, unique)).collect()
    }

    fn key(&self, id: ModelId, key: &'s tables::Key) -> Key<'s> {
        let columns = key.columns.iter();
        Key {
            name: &key.name,
            columns: columns.map(|column| self.member(id, column)).collect(),
        }
    }

    pub(super) fn indexes(&self, id: ModelId, table: &'s Table) -> Vec<Index<'s>> {
        let element = |element: &'s IndexElement| match element {
            IndexElement::Column { name, descending } => Element {
                column: Some(self.member(id, name)),
                sql: None,
                descending: *descending,
            },
            IndexElement::Expression(sql) => Element {
                column: None,
                sql: Some(sql),
                descending: false,
            },
        };
        let indexes = table.indexes.iter().map(|index| Index {
            name: &index.name,
            unique: index.unique,
            elements: index.elements.iter().map(element).collect(),
            r#where: index.predicate.as_deref(),
        });
        indexes.collect()
    }

    pub(super) fn checks(&self, id: ModelId, table: &'s Table) -> Vec<Check<'s>> {
        let checks = table.checks.iter().map(|check| {
            let name = &check.name;
            match &check.condition {
                Condition::OneOf { column, values } => Check {
                    name,
                    column: Some(self.member(id, column)),
                    labels: Some(values),
                    sql: None,
                },
                Condition::Expression(sql) => Check {
                    name,
                    column: None,
                    labels: None,
                    sql: Some(sql),
                },
            }
        });
        checks.collect()
    }

    pub(super) fn foreign_keys(&self, id: ModelId) -> Vec<ForeignKey<'s>> {
        let keys = self.schema.model(id).foreign_keys.iter().enumerate();
        let keys = keys.map(|(number, key)| {
            let id = KeyId {
                model: id,
                key: number,
            };
            self.foreign_key(id, key)
        });
        keys.collect()
    }

    fn foreign_key(&self, id: KeyId, key: &'s schema::ForeignKey) -> ForeignKey<'s> {
        let lowered = self.lowered(id);
        let own = ColumnList {
            model: id.model,
            columns: key.columns.clone(),
        };
        let target = key.target.as_ref();
        ForeignKey {
            name: lowered.map(|key| key.name.as_str()),
            columns: self.names(&own),
            target: target.map(|list| self.schema.model(list.model).name.text.as_str()),
            target_columns: target.map_or_else(Vec::new, |list| self.names(list)),
            on_delete: lowered.and_then(|key| key.on_delete.map(action)),
            on_update: lowered.and_then(|key| key.on_update.map(action)),
            deferrable: lowered.is_some_and(|key| key.deferrable),
            initially_deferred: lowered.is_some_and(|key| key.initially_deferred),
            place: self.place(key.span),
        }
    }

    /// The foreign key as the table has it. Where two are the same, the first stands for both.
    pub(super) fn lowered(&self, id: KeyId) -> Option<&'s tables::ForeignKey> {
        let key = self.schema.foreign_key(id);
        let target = key.target.as_ref()?;
        let columns = self.database_names(id.model, &key.columns);
        let target_columns = self.database_names(target.model, &target.columns);
        let table = &self.schema.model(target.model).table.text;
        let mut all = self.table(id.model)?.foreign_keys.iter();
        all.find(|key| {
            key.columns == columns && key.table == *table && key.target_columns == target_columns
        })
    }

    fn database_names(&self, id: ModelId, columns: &[usize]) -> Vec<&'s str> {
        let all = &self.schema.model(id).columns;
        let columns = columns.iter().filter_map(|&column| all.get(column));
        columns.map(|column| column.db_name.text.as_str()).collect()
    }

    /// The member whose column is called so in the database.
    fn member(&self, id: ModelId, database_name: &'s str) -> &'s str {
        let columns = &self.schema.model(id).columns;
        let mut columns = columns.iter();
        let found = columns.find(|column| column.db_name.text == database_name);
        found.map_or(database_name, |column| &column.name.text)
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
        Action::Restrict => "restrict",
        Action::NoAction => "no action",
    }
}
