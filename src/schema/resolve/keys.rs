//! Foreign keys, and their targets: tables and columns by their names in the database.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::names::{snake, variant, written};
use crate::schema::{ColumnList, ForeignKey, Model, ModelId, Schema};
use crate::source::Span;
use crate::syntax::ast::{DbName, DbPath, ForeignKeyList, ForeignKeyOptions};

/// The foreign key that is written behind a column.
pub fn of_column(
    column: usize,
    path: &DbPath,
    options: &ForeignKeyOptions,
    span: Span,
) -> ForeignKey {
    let mut table = path.clone();
    let target_columns: Vec<DbName> = match table.parts.len() {
        0 | 1 => Vec::new(),
        _ => table.parts.pop().into_iter().collect(),
    };
    if let (Some(first), Some(last)) = (table.parts.first(), table.parts.last()) {
        table.span = first.span.to(last.span);
    }
    key(
        vec![column],
        table,
        target_columns,
        options,
        (path.span, span),
    )
}

/// The foreign key of `foreign_key (…)`.
pub fn of_list(list: &ForeignKeyList, columns: Vec<usize>) -> ForeignKey {
    let last = list.target_columns.last().map(|column| column.span);
    let path = last.map_or(list.table.span, |last| list.table.span.to(last));
    let (table, targets) = (list.table.clone(), list.target_columns.clone());
    key(columns, table, targets, &list.options, (path, list.span))
}

fn key(
    columns: Vec<usize>,
    table: DbPath,
    target_columns: Vec<DbName>,
    options: &ForeignKeyOptions,
    (path_span, span): (Span, Span),
) -> ForeignKey {
    ForeignKey {
        columns,
        table,
        target_columns,
        target: None,
        on_delete: options.on_delete,
        on_update: options.on_update,
        name: options.name.clone(),
        deferrable: options.deferrable,
        initially_deferred: options.initially_deferred,
        use_alter: options.use_alter,
        path_span,
        span,
    }
}

/// Tables by their names, and columns by their tables and names.
pub(super) struct Tables<'s> {
    models: HashMap<(Option<&'s str>, &'s str), ModelId>,
    columns: HashMap<(ModelId, &'s str), usize>,
}

impl<'s> Tables<'s> {
    pub(super) fn of(schema: &'s Schema) -> Self {
        let mut tables = Tables {
            models: HashMap::new(),
            columns: HashMap::new(),
        };
        for (id, model) in schema.models() {
            let namespace = model.namespace.as_ref().map(|name| name.text.as_str());
            let path = (namespace, model.table.text.as_str());
            tables.models.entry(path).or_insert(id);
        }
        for (id, column) in schema.columns() {
            let name = (id.model, column.db_name.text.as_str());
            tables.columns.entry(name).or_insert(id.column);
        }
        tables
    }

    /// The table of a path, which has the database's schema before it or not.
    pub(super) fn named(&self, path: &DbPath) -> Option<ModelId> {
        let path = match path.parts.as_slice() {
            [table] => (None, table.text.as_str()),
            [namespace, table] => (Some(namespace.text.as_str()), table.text.as_str()),
            _ => return None,
        };
        self.models.get(&path).copied()
    }
}

/// Looks up what each foreign key points to.
pub fn resolve(schema: &mut Schema, diagnostics: &mut Vec<Diagnostic>) {
    let tables = Tables::of(schema);
    let mut found = Vec::new();
    for (id, key) in schema.foreign_keys() {
        match target(key, schema, &tables) {
            Ok(target) => found.extend(target.map(|target| (id, target))),
            Err(error) => diagnostics.push(error),
        }
    }
    for (id, target) in found {
        schema.models[id.model.0].foreign_keys[id.key].target = Some(target);
    }
}

/// Nothing where it is unknown, and has been reported.
fn target(
    key: &ForeignKey,
    schema: &Schema,
    tables: &Tables<'_>,
) -> Result<Option<ColumnList>, Diagnostic> {
    let parts = key.table.parts.iter().chain(&key.target_columns);
    let end = parts.clone().last().map(|last| last.span.end);
    if parts.clone().any(|part| part.text.is_empty()) || end != Some(key.path_span.end) {
        return Ok(None);
    }
    if key.target_columns.is_empty() || key.table.parts.len() > 2 {
        return Err(bad_path(key, schema, tables));
    }
    let left_out = &schema.left_out;
    let Some(model) = tables.named(&key.table) else {
        let last = key.table.parts.last();
        let known = last.is_some_and(|table| left_out.tables.contains(&table.text));
        return match left_out.imports || known {
            true => Ok(None),
            false => Err(unknown_table(key, schema)),
        };
    };
    let mut columns = Vec::new();
    for name in &key.target_columns {
        match tables.columns.get(&(model, name.text.as_str())) {
            Some(&column) => columns.push(column),
            None if schema.model(model).incomplete => return Ok(None),
            None => return Err(unknown_column(name, schema.model(model))),
        }
    }
    Ok(Some(ColumnList { model, columns }))
}

fn bad_path(key: &ForeignKey, schema: &Schema, tables: &Tables<'_>) -> Diagnostic {
    let message = "a foreign key names a table and a column of it";
    let error = Diagnostic::error(Code::FOREIGN_KEY_PATH, key.path_span, message);
    let [table] = key.table.parts.as_slice() else {
        return error
            .label("too many parts")
            .help("write `table.column`, or `schema.table.column` where the database has schemas");
    };
    let model = tables.named(&key.table).map(|id| schema.model(id));
    let only = model.and_then(|model| match model.primary_key()[..] {
        [only] => model.columns.get(only),
        _ => None,
    });
    let error = error.label("which column of it?");
    match only.map(|only| written(&only.db_name.text)) {
        Some(only) => error
            .help(format!(
                "its primary key is `{only}`: write `{}.{only}`",
                written(&table.text)
            ))
            .fix(table.span.after(), format!(".{only}")),
        None => error.help("write `foreign_key table.column`, with their names in the database"),
    }
}

fn unknown_table(key: &ForeignKey, schema: &Schema) -> Diagnostic {
    let Some(table) = key.table.parts.last() else {
        let message = "there is no such table";
        return Diagnostic::error(Code::UNKNOWN_TABLE, key.table.span, message);
    };
    let message = format!("there is no table `{}`", path(&key.table));
    let error =
        Diagnostic::error(Code::UNKNOWN_TABLE, key.table.span, message).label("unknown table");
    let named = schema
        .models
        .iter()
        .find(|model| model.name.text == table.text || model.table.text == table.text);
    if let Some(model) = named {
        let name = full_name(model);
        let column = key.target_columns.first().map(|name| written(&name.text));
        return error
            .also(model.name.span, format!("this one's table is `{name}`"))
            .help(format!(
                "a foreign key names the table: write `{name}.{}`",
                column.unwrap_or_default()
            ))
            .certain_fix(key.table.span, name);
    }
    let tables = schema.models.iter().map(|model| model.table.text.as_str());
    match similar(&table.text, tables) {
        Some(meant) => error
            .help(format!("did you mean `{}`?", written(meant)))
            .fix(table.span, written(meant)),
        None => unknown_anywhere(error, key, schema),
    }
}

/// A table that is called like nothing else, but perhaps as a model's would be: by its name in snake_case.
fn unknown_anywhere(error: Diagnostic, key: &ForeignKey, schema: &Schema) -> Diagnostic {
    let table = path(&key.table);
    let model = variant(&table);
    if let Some(named) = schema.models.iter().find(|one| one.name.text == model) {
        let name = full_name(named);
        return error
            .also(named.name.span, format!("this one's table is `{name}`"))
            .help(format!("did you mean `{name}`?"))
            .fix(key.table.span, name);
    }
    let known = schema.type_names.contains_key(&model) || model == "Self";
    error.help(match !known && snake(&model) == table {
        true => format!("declare `model {model}`, or another one with `table {table}`"),
        false => format!("declare a model with `table {table}`"),
    })
}

pub(super) fn path(path: &DbPath) -> String {
    let parts = path.parts.iter().map(|part| written(&part.text));
    parts.collect::<Vec<_>>().join(".")
}

/// A table's name as a schema spells it, with the database's schema before it.
pub(super) fn full_name(model: &Model) -> String {
    let namespace = model.namespace.iter();
    let parts = namespace
        .chain([&model.table])
        .map(|part| written(&part.text));
    parts.collect::<Vec<_>>().join(".")
}

fn unknown_column(name: &DbName, model: &Model) -> Diagnostic {
    let message = format!("table `{}` has no column `{}`", model.table.text, name.text);
    let error = Diagnostic::error(Code::UNKNOWN_COLUMN, name.span, message)
        .label("unknown column")
        .also(model.name.span, "the table");
    let columns = &model.columns;
    let member = columns.iter().find(|other| other.name.text == name.text);
    let names = columns.iter().map(|other| other.db_name.text.as_str());
    match member
        .map(|other| other.db_name.text.as_str())
        .or_else(|| similar(&name.text, names))
    {
        Some(meant) => error
            .help(format!("did you mean `{}`?", written(meant)))
            .fix(name.span, written(meant)),
        None => error.help("a foreign key names the column as the database does"),
    }
}
