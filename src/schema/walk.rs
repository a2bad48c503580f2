//! Ways through the schema: from ids to what they name, and what follows from what was declared.

use std::collections::BTreeSet;

use super::{
    Autoincrement, Column, ColumnId, ForeignKey, IndexElement, IndexList, KeyId, Model, ModelId,
    RelId, Relationship, Schema, Type, UniqueList,
};

impl Schema {
    /// The model of that id.
    pub fn model(&self, id: ModelId) -> &Model {
        &self.models[id.0]
    }

    /// The column of that id.
    pub fn column(&self, id: ColumnId) -> &Column {
        &self.models[id.model.0].columns[id.column]
    }

    /// The foreign key of that id.
    pub fn foreign_key(&self, id: KeyId) -> &ForeignKey {
        &self.models[id.model.0].foreign_keys[id.key]
    }

    /// The relationship of that id.
    pub fn relationship(&self, id: RelId) -> &Relationship {
        &self.models[id.model.0].relationships[id.relationship]
    }

    /// The models and tables with their ids.
    pub fn models(&self) -> impl Iterator<Item = (ModelId, &Model)> {
        self.models
            .iter()
            .enumerate()
            .map(|(number, model)| (ModelId(number), model))
    }

    /// The models that have a struct, with their ids.
    pub fn structs(&self) -> impl Iterator<Item = (ModelId, &Model)> {
        self.models().filter(|(_, model)| model.has_struct())
    }

    /// Every foreign key with its id.
    pub fn foreign_keys(&self) -> impl Iterator<Item = (KeyId, &ForeignKey)> {
        self.models().flat_map(|(model, declared)| {
            let numbered = declared.foreign_keys.iter().enumerate();
            numbered.map(move |(key, one)| (KeyId { model, key }, one))
        })
    }

    /// Every relationship with its id.
    pub fn relationships(&self) -> impl Iterator<Item = (RelId, &Relationship)> {
        self.models().flat_map(|(id, _)| self.relationships_of(id))
    }

    /// The relationships of a model with their ids.
    pub fn relationships_of(&self, model: ModelId) -> impl Iterator<Item = (RelId, &Relationship)> {
        let numbered = self.model(model).relationships.iter().enumerate();
        numbered.map(move |(relationship, one)| {
            (
                RelId {
                    model,
                    relationship,
                },
                one,
            )
        })
    }

    /// Every column with its id.
    pub fn columns(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        self.models().flat_map(|(model, declared)| {
            let numbered = declared.columns.iter().enumerate();
            numbered.map(move |(column, one)| (ColumnId { model, column }, one))
        })
    }
}

impl Model {
    /// The primary key's columns, by number.
    pub fn primary_key(&self) -> Vec<usize> {
        if !self.key_list.is_empty() {
            return self.key_list.clone();
        }
        let numbered = self.columns.iter().enumerate();
        numbered
            .filter(|(_, column)| column.primary_key.is_some())
            .map(|(number, _)| number)
            .collect()
    }

    /// Whether the columns, in any order, are a key: the primary key or a unique one.
    pub fn is_key(&self, columns: &[usize]) -> bool {
        let same = |key: &[usize]| {
            key.len() == columns.len() && key.iter().all(|one| columns.contains(one))
        };
        if let [column] = columns
            && self.columns[*column].unique.is_some()
        {
            return true;
        }
        let listed = |unique: &UniqueList| same(&unique.columns);
        self.uniques.iter().any(listed) || (!columns.is_empty() && same(&self.primary_key()))
    }

    /// Whether no two rows have the same values in the columns: a key is among them.
    pub fn tells_apart(&self, columns: &[usize]) -> bool {
        let within = |key: &[usize]| key.iter().all(|one| columns.contains(one));
        let key = self.primary_key();
        columns
            .iter()
            .any(|&one| self.columns[one].unique.is_some())
            || self.uniques.iter().any(|list| within(&list.columns))
            || self.unique_indexes().any(|index| within(&index))
            || (!key.is_empty() && within(&key))
    }

    /// The columns of the unique indexes that have all rows: what is computed tells no columns apart.
    pub fn unique_indexes(&self) -> impl Iterator<Item = Vec<usize>> {
        let whole = |index: &&IndexList| index.unique && index.predicate.is_none();
        self.indexes.iter().filter(whole).filter_map(|index| {
            let columns = index.elements.iter().map(|element| match element {
                IndexElement::Column { column, .. } => Some(*column),
                IndexElement::Expression(_) => None,
            });
            columns.collect()
        })
    }

    /// Whether NULL can stand in one of the columns, so that a foreign key in them points to nothing.
    pub fn any_nullable(&self, columns: &[usize]) -> bool {
        columns.iter().any(|&column| self.columns[column].nullable)
    }

    /// The foreign keys that the column is a part of.
    pub fn keys_of(&self, column: usize) -> impl Iterator<Item = &ForeignKey> {
        self.foreign_keys
            .iter()
            .filter(move |key| key.columns.contains(&column))
    }

    /// The column that the database numbers by itself: the sole primary key, if it is an integer
    /// and nothing says otherwise.
    pub fn generated_key(&self) -> Option<usize> {
        let [only] = self.primary_key()[..] else {
            return None;
        };
        let column = &self.columns[only];
        let wanted = match column.autoincrement {
            Some((Autoincrement::Off, _)) => false,
            Some((Autoincrement::On, _)) => true,
            None => {
                column.sequence.is_some()
                    || column.identity.is_some()
                    || self.keys_of(only).next().is_none()
            }
        };
        let numbered = column.ty.is_some_and(Type::is_integer);
        let filled = column.default.is_some() || column.computed.is_some();
        (numbered && wanted && !filled).then_some(only)
    }

    /// Whether the database numbers the column by itself.
    pub fn is_generated(&self, column: usize) -> bool {
        self.columns[column].primary_key.is_some() && self.generated_key() == Some(column)
    }

    /// The columns as the generated code numbers them: those of the struct, then those that are read
    /// on demand.
    pub fn in_struct_order(&self) -> Vec<usize> {
        let deferred = |&number: &usize| self.columns[number].deferred.is_some();
        let all = 0..self.columns.len();
        let (last, first): (Vec<usize>, Vec<usize>) = all.partition(deferred);
        first.into_iter().chain(last).collect()
    }

    /// The column's number in the generated code.
    pub fn number(&self, column: usize) -> usize {
        let deferred = |column: &Column| column.deferred.is_some();
        let before = self.columns[..column].iter();
        if !deferred(&self.columns[column]) {
            return before.filter(|one| !deferred(one)).count();
        }
        let loaded = self.columns.iter().filter(|one| !deferred(one)).count();
        loaded + before.filter(|one| deferred(one)).count()
    }

    /// The columns' numbers in the generated code.
    pub fn numbers(&self, columns: &[usize]) -> Vec<usize> {
        columns.iter().map(|&column| self.number(column)).collect()
    }

    /// The column that counts a row's changes.
    pub fn version(&self) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.version.is_some())
    }

    /// Whether an UPDATE changes more than the program says.
    pub fn is_kept(&self) -> bool {
        self.columns.iter().any(|column| {
            column.version.is_some() || column.on_update.is_some() || column.computed.is_some()
        })
    }

    /// The columns that an UPDATE can be told to set: not the key, nor what others write.
    pub fn updated(&self) -> impl Iterator<Item = usize> {
        let key = self.primary_key();
        let columns = self.columns.iter().enumerate();
        let written = columns.filter(move |(number, column)| {
            !key.contains(number) && column.computed.is_none() && column.version.is_none()
        });
        written.map(|(number, _)| number)
    }

    /// The column called so.
    pub fn column_named(&self, name: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.name.text == name)
    }
}

/// What the generated code asks for.
impl Schema {
    /// The user's own Rust type that carries a column's values.
    pub fn carried_by(&self, column: &Column) -> Option<&str> {
        let alias = &self.types[column.alias?.0];
        alias.path.as_ref().map(|path| path.text.as_str())
    }

    /// Those of all columns, each once, in the order of their paths.
    pub fn carriers(&self) -> BTreeSet<&str> {
        let structs = self.structs().flat_map(|(_, model)| &model.columns);
        structs
            .filter_map(|column| self.carried_by(column))
            .collect()
    }

    /// Whether a new row must give a value: nothing else fills the column in.
    pub fn is_required(&self, id: ColumnId) -> bool {
        let column = self.column(id);
        let given_by_nobody = column.computed.is_some() || column.version.is_some();
        let filled = column.is_filled() || given_by_nobody;
        !column.nullable && !filled && !self.model(id.model).is_generated(id.column)
    }
}
