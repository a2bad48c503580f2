//! The targets of foreign keys: tables and columns by their names in the database.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::names::written;
use crate::schema::{Column, ColumnId, ForeignKey, Model, ModelId, Schema};
use crate::syntax::ast::DbPath;

/// Tables by their names, and columns by their tables and names.
struct Tables<'s> {
    models: HashMap<&'s str, ModelId>,
    columns: HashMap<(ModelId, &'s str), usize>,
}

/// Looks up what each foreign key points to.
pub fn resolve(schema: &mut Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut tables = Tables {
        models: HashMap::new(),
        columns: HashMap::new(),
    };
    for (id, model) in schema.models() {
        tables.models.entry(&model.table.text).or_insert(id);
    }
    for (id, column) in schema.columns() {
        let name = (id.model, column.db_name.text.as_str());
        tables.columns.entry(name).or_insert(id.column);
    }
    let mut found = Vec::new();
    for (id, column) in schema.columns() {
        if let Some(key) = &column.foreign_key {
            match target(key, schema, &tables) {
                Ok(target) => found.extend(target.map(|target| (id, target))),
                Err(error) => diagnostics.push(error),
            }
        }
    }
    for (id, target) in found {
        if let Some(key) = &mut schema.models[id.model.0].columns[id.column].foreign_key {
            key.target = Some(target);
        }
    }
}

/// Nothing where it is unknown, and has been reported.
fn target(
    key: &ForeignKey,
    schema: &Schema,
    tables: &Tables<'_>,
) -> Result<Option<ColumnId>, Diagnostic> {
    let parts = key.path.parts.as_slice();
    let end = parts.last().map(|last| last.span.end);
    if parts.iter().any(|part| part.text.is_empty()) || end != Some(key.path.span.end) {
        return Ok(None);
    }
    let [table, column] = parts else {
        return Err(bad_path(&key.path, schema, tables));
    };
    let left_out = &schema.left_out;
    let Some(&model) = tables.models.get(table.text.as_str()) else {
        let known = left_out.imports || left_out.tables.contains(&table.text);
        return if known {
            Ok(None)
        } else {
            Err(unknown_table(&key.path, schema))
        };
    };
    match tables.columns.get(&(model, column.text.as_str())) {
        Some(&column) => Ok(Some(ColumnId { model, column })),
        None if schema.model(model).incomplete => Ok(None),
        None => Err(unknown_column(&key.path, schema.model(model))),
    }
}

fn bad_path(path: &DbPath, schema: &Schema, tables: &Tables<'_>) -> Diagnostic {
    let message = "a foreign key names a table and a column of it";
    let error = Diagnostic::error(Code::FOREIGN_KEY_PATH, path.span, message);
    match path.parts.as_slice() {
        [table] => {
            let model = tables
                .models
                .get(table.text.as_str())
                .map(|id| schema.model(*id));
            let key = model.and_then(|model| match model.primary_key()[..] {
                [key] => model.columns.get(key),
                _ => None,
            });
            let error = error.label("which column of it?");
            match key.map(|key| written(&key.db_name.text)) {
                Some(key) => error
                    .help(format!(
                        "its primary key is `{key}`: write `{}.{key}`",
                        written(&table.text)
                    ))
                    .fix(table.span.after(), format!(".{key}")),
                None => {
                    error.help("write `foreign_key table.column`, with their names in the database")
                }
            }
        }
        [.., table, column] => error
            .label("too many parts; SQLite has no schemas")
            .help(format!(
                "write `{}.{}`",
                written(&table.text),
                written(&column.text)
            ))
            .fix(
                path.span,
                format!("{}.{}", written(&table.text), written(&column.text)),
            ),
        [] => error,
    }
}

fn unknown_table(path: &DbPath, schema: &Schema) -> Diagnostic {
    let [table, column] = path.parts.as_slice() else {
        return Diagnostic::error(Code::UNKNOWN_TABLE, path.span, "there is no such table");
    };
    let error = Diagnostic::error(
        Code::UNKNOWN_TABLE,
        table.span,
        format!("there is no table `{}`", table.text),
    )
    .label("unknown table");
    let named = schema
        .models
        .iter()
        .find(|model| model.name.text == table.text);
    if let Some(model) = named {
        return error
            .also(
                model.name.span,
                format!("this model's table is `{}`", model.table.text),
            )
            .help(format!(
                "a foreign key names the table: write `{}.{}`",
                written(&model.table.text),
                written(&column.text)
            ))
            .certain_fix(table.span, written(&model.table.text));
    }
    let tables = schema.models.iter().map(|model| model.table.text.as_str());
    match similar(&table.text, tables) {
        Some(meant) => error
            .help(format!("did you mean `{}`?", written(meant)))
            .fix(table.span, written(meant)),
        None => error.help(format!(
            "declare a model with `table {}`",
            written(&table.text)
        )),
    }
}

fn unknown_column(path: &DbPath, model: &Model) -> Diagnostic {
    let [_, column] = path.parts.as_slice() else {
        return Diagnostic::error(Code::UNKNOWN_COLUMN, path.span, "there is no such column");
    };
    let message = format!(
        "table `{}` has no column `{}`",
        model.table.text, column.text
    );
    let error = Diagnostic::error(Code::UNKNOWN_COLUMN, column.span, message)
        .label("unknown column")
        .also(model.name.span, "the table's model");
    let member = model
        .columns
        .iter()
        .find(|other| other.name.text == column.text);
    let names = model
        .columns
        .iter()
        .map(|other: &Column| other.db_name.text.as_str());
    match member
        .map(|other| other.db_name.text.as_str())
        .or_else(|| similar(&column.text, names))
    {
        Some(meant) => error
            .help(format!("did you mean `{}`?", written(meant)))
            .fix(column.span, written(meant)),
        None => error.help("a foreign key names the column as the database does"),
    }
}
