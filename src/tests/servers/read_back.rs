//! What PostgreSQL says of the tables that it made, and what the tables themselves say.

use std::collections::BTreeSet;

use super::clients::Server;
use super::facts::plain;
use crate::dialect::{Dialect, Postgres};
use crate::tables::{
    Action, Check, Column, ColumnType, Condition, ForeignKey, Index, IndexElement, Table, Tables,
};

/// Indexes that no key is kept by, with a column `-` for each expression; and checks.
const MORE: &str = "
SELECT 'index', t.relname, c.relname, i.indisunique, (i.indpred IS NOT NULL), (
    SELECT string_agg(coalesce(a.attname || CASE WHEN i.indoption[n - 1] & 1 = 1 THEN ' desc' ELSE '' END, '-'), ',' ORDER BY n)
    FROM unnest(i.indkey) WITH ORDINALITY u(at, n)
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.at AND u.at > 0)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
WHERE c.relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'));
SELECT 'check', c.relname, k.conname
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.connamespace = current_schema()::regnamespace AND k.contype = 'c';
SELECT 'label', t.typname, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
WHERE t.typnamespace = current_schema()::regnamespace;
";

/// What the server reads back of each of the scripts; or what it complains of.
pub fn read(server: &Server, scripts: &[String]) -> Result<Vec<BTreeSet<String>>, String> {
    let query = format!("{}{MORE}", server.inspect);
    let read = server.within_each(scripts, &query)?;
    let lines = |read: &String| {
        let lines = read.lines().filter(|line| !line.is_empty());
        lines.map(plain).collect()
    };
    Ok(read.iter().map(lines).collect())
}

/// What it is to read back.
pub fn expected(tables: &Tables) -> BTreeSet<String> {
    tables.tables.iter().flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<String> {
    let columns = table.columns.iter().flat_map(|one| of_column(table, one));
    let line = |kind: &str, columns: &[String]| {
        [kind, &table.name, &columns.join(","), "", "", "", "", ""].join("\t")
    };
    let primary = table.primary_key.iter();
    let primary = primary.map(|key| line("primary", &key.columns));
    let uniques = table.uniques.iter();
    let uniques = uniques.map(|key| line("unique", &key.columns));
    let keys = table.foreign_keys.iter().map(|key| of_key(table, key));
    let indexes = table.indexes.iter().map(|index| of_index(table, index));
    // A type of its own has an enum's labels.
    let is_own = |check: &&Check| matches!(check.condition, Condition::Expression(_));
    let checks = table.checks.iter().filter(is_own);
    let checks = checks.map(|check| ["check", &table.name, &check.name].join("\t"));
    let lines = columns.chain(primary).chain(uniques).chain(keys);
    lines.chain(indexes).chain(checks).collect()
}

/// The column, and the labels of its enum.
fn of_column(table: &Table, column: &Column) -> Vec<String> {
    let null = if column.nullable { "null" } else { "not null" };
    let labels = match &column.ty {
        ColumnType::Enum { name, labels } => labels
            .iter()
            .map(|label| ["label", name, label].join("\t"))
            .collect(),
        _ => Vec::new(),
    };
    let ty = match &column.ty {
        ColumnType::Enum { .. } => "ENUM".to_owned(),
        _ => Postgres.column_type(table, column).into_string(),
    };
    let line = plain(&["column", &table.name, &column.name, &ty, null].join("\t"));
    labels.into_iter().chain([line]).collect()
}

fn of_key(table: &Table, key: &ForeignKey) -> String {
    let deferred = match (key.initially_deferred, key.deferrable) {
        (true, _) => "DEFERRED",
        (false, true) => "DEFERRABLE",
        (false, false) => "",
    };
    let (columns, targets) = (key.columns.join(","), key.target_columns.join(","));
    let (delete, update) = (action(key.on_delete), action(key.on_update));
    [
        "key",
        &table.name,
        &columns,
        &key.table,
        &targets,
        delete,
        update,
        deferred,
    ]
    .join("\t")
}

fn action(action: Option<Action>) -> &'static str {
    match action {
        Some(Action::Cascade) => "CASCADE",
        Some(Action::SetNull) => "SET NULL",
        Some(Action::SetDefault) => "SET DEFAULT",
        Some(Action::Restrict) => "RESTRICT",
        Some(Action::NoAction) | None => "",
    }
}

fn of_index(table: &Table, index: &Index) -> String {
    let elements = index.elements.iter().map(|element| match element {
        IndexElement::Column {
            name,
            descending: true,
        } => format!("{name} desc"),
        IndexElement::Column { name, .. } => name.clone(),
        IndexElement::Expression(_) => "-".to_owned(),
    });
    let elements = elements.collect::<Vec<_>>().join(",");
    let [unique, partial] = [index.unique, index.predicate.is_some()].map(|it| match it {
        true => "t",
        false => "f",
    });
    [
        "index",
        &table.name,
        &index.name,
        unique,
        partial,
        &elements,
    ]
    .join("\t")
}
