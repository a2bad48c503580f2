//! Ways through the schema: from ids to what they name, and what follows from what was declared.

use super::{
    Autoincrement, Column, ColumnId, Kind, Model, ModelId, RelId, Relationship, Schema, Type,
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

    /// The relationship of that id.
    pub fn relationship(&self, id: RelId) -> &Relationship {
        &self.models[id.model.0].relationships[id.relationship]
    }

    /// The models with their ids.
    pub fn models(&self) -> impl Iterator<Item = (ModelId, &Model)> {
        self.models
            .iter()
            .enumerate()
            .map(|(number, model)| (ModelId(number), model))
    }

    /// Every relationship with its id.
    pub fn relationships(&self) -> impl Iterator<Item = (RelId, &Relationship)> {
        self.models().flat_map(|(model, declared)| {
            let numbered = declared.relationships.iter().enumerate();
            numbered.map(move |(relationship, one)| {
                (
                    RelId {
                        model,
                        relationship,
                    },
                    one,
                )
            })
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
        let numbered = self.columns.iter().enumerate();
        numbered
            .filter(|(_, column)| column.primary_key.is_some())
            .map(|(number, _)| number)
            .collect()
    }

    /// Whether the column, by itself, tells rows apart.
    pub fn is_key(&self, column: usize) -> bool {
        let one = &self.columns[column];
        one.unique.is_some() || (one.primary_key.is_some() && self.primary_key() == [column])
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
            None => column.sequence.is_some() || column.foreign_key.is_none(),
        };
        let numbered = column.ty.is_some_and(Type::is_integer);
        (numbered && wanted && column.default.is_none()).then_some(only)
    }

    /// Whether the database numbers the column by itself.
    pub fn is_generated(&self, column: usize) -> bool {
        self.columns[column].primary_key.is_some() && self.generated_key() == Some(column)
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
    /// Whether a new row must give a value: nothing else fills the column in.
    pub fn is_required(&self, id: ColumnId) -> bool {
        let column = self.column(id);
        let filled = column.default.is_some() || column.server_default.is_some();
        !column.nullable && !filled && !self.model(id.model).is_generated(id.column)
    }

    /// The parent of a many-to-one relationship, where its key is the parent's primary key: then a
    /// reference to the parent may stand for the key.
    pub fn parent(&self, relationship: &Relationship) -> Option<ModelId> {
        let key = relationship
            .key
            .filter(|_| relationship.kind == Some(Kind::ManyToOne))?;
        let target = self.column(key).foreign_key.as_ref()?.target?;
        (self.model(target.model).primary_key() == [target.column]).then_some(target.model)
    }
}
