//! A checked schema as one JSON document, for programs. What the fields mean is written down in `docs/show.md`; a field
//! that changes its meaning, or goes, raises the version.

mod column;
mod declared;
mod join;
mod model;
mod relationship;
mod table;

use std::collections::HashMap;

use serde::Serialize;

use self::declared::{Enum, TypeAlias};
use self::model::Model;
use crate::diagnostic::{self, Places};
use crate::emit::rust::FieldTypes;
use crate::pipeline::Checked;
use crate::schema::{CheckedSchema, ColumnList, ModelId};
use crate::source::{Sources, Span};
use crate::tables::Table;

/// The version of the format.
const VERSION: u8 = 1;

/// The schema as JSON, the same bytes at every time.
pub fn document(checked: &Checked, sources: &Sources) -> String {
    let shown = Shown::new(checked, sources);
    let schema = shown.schema;
    let document = Document {
        version: VERSION,
        relgen: env!("CARGO_PKG_VERSION"),
        files: shown.places.files(),
        docs: docs(&schema.docs),
        enums: schema
            .enums
            .iter()
            .map(|one| shown.enumeration(one))
            .collect(),
        types: schema.types.iter().map(|one| shown.alias(one)).collect(),
        models: schema.models().map(|(id, _)| shown.model(id)).collect(),
    };
    // Texts and numbers can always be written.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text + "\n"
}

#[derive(Serialize)]
struct Document<'s> {
    version: u8,
    relgen: &'static str,
    files: Vec<&'s str>,
    docs: Option<String>,
    enums: Vec<Enum<'s>>,
    types: Vec<TypeAlias<'s>>,
    models: Vec<Model<'s>>,
}

/// Where something is declared.
#[derive(Serialize)]
struct Place<'s> {
    file: &'s str,
    line: usize,
    column: usize,
}

/// What every part of the document is made from.
struct Shown<'s> {
    schema: &'s CheckedSchema,
    places: Places<'s>,
    types: FieldTypes<'s>,
    /// By the database's own schema and the table's name.
    tables: HashMap<(Option<&'s str>, &'s str), &'s Table>,
}

impl<'s> Shown<'s> {
    fn new(checked: &'s Checked, sources: &'s Sources) -> Self {
        let tables = checked.tables.tables.iter();
        let named = tables.map(|table| ((table.namespace.as_deref(), table.name.as_str()), table));
        Self {
            schema: &checked.schema,
            places: Places::new(sources),
            types: FieldTypes::new(&checked.schema),
            tables: named.collect(),
        }
    }

    fn place(&self, span: Span) -> Option<Place<'s>> {
        let diagnostic::Place { file, line, column } = self.places.of(span)?;
        Some(Place { file, line, column })
    }

    /// The table that a model was lowered to.
    fn table(&self, id: ModelId) -> Option<&'s Table> {
        let model = self.schema.model(id);
        let namespace = model.namespace.as_ref().map(|name| name.text.as_str());
        let path = (namespace, model.table.text.as_str());
        self.tables.get(&path).copied()
    }

    /// The names of columns, as members are called.
    fn names(&self, list: &ColumnList) -> Vec<&'s str> {
        let columns = &self.schema.model(list.model).columns;
        let named = list
            .columns
            .iter()
            .filter_map(|&column| columns.get(column));
        named.map(|column| column.name.text.as_str()).collect()
    }
}

/// Lines of documentation as one text.
fn docs(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}
