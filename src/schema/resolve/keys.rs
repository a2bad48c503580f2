//! The targets of foreign keys: tables and columns by their names in the database.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{Column, ColumnId, ForeignKey, Model, ModelId, Schema};
use crate::syntax::ast::DbPath;

/// Looks up what each foreign key points to.
pub fn resolve(schema: &mut Schema, diagnostics: &mut Vec<Diagnostic>) {
    let tables: HashMap<&str, ModelId> = schema
        .models()
        .map(|(id, model)| (model.table.text.as_str(), id))
        .collect();
    let mut found = Vec::new();
    for (id, column) in schema.columns() {
        if let Some(key) = &column.foreign_key {
            match target(key, schema, &tables) {
                Ok(target) => found.push((id, target)),
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

fn target(
    key: &ForeignKey,
    schema: &Schema,
    tables: &HashMap<&str, ModelId>,
) -> Result<ColumnId, Diagnostic> {
    let [table, column] = key.path.parts.as_slice() else {
        return Err(Diagnostic::error(
            Code::FOREIGN_KEY_PATH,
            key.path.span,
            "a foreign key names a table and a column of it",
        )
        .help("write `foreign_key table.column`, with their names in the database"));
    };
    let Some(&model) = tables.get(table.text.as_str()) else {
        return Err(unknown_table(&key.path, schema));
    };
    let columns = &schema.model(model).columns;
    match columns
        .iter()
        .position(|other| other.db_name.text == column.text)
    {
        Some(column) => Ok(ColumnId { model, column }),
        None => Err(unknown_column(&key.path, schema.model(model))),
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
                model.table.text, column.text
            ))
            .certain_fix(table.span, &model.table.text);
    }
    let tables = schema.models.iter().map(|model| model.table.text.as_str());
    match similar(&table.text, tables) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(table.span, meant),
        None => error.help(format!("declare a model with `table {}`", table.text)),
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
            .help(format!("did you mean `{meant}`?"))
            .fix(column.span, meant),
        None => error.help("a foreign key names the column as the database does"),
    }
}
