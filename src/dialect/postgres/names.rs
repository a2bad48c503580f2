//! Names that PostgreSQL has already, or that two things would share.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Schema, Type, snake};
use crate::source::Span;

/// Types that PostgreSQL has: another one of such a name is never found. Ascending.
const BUILT_IN: &[&str] = &[
    "aclitem",
    "any",
    "anyarray",
    "anyelement",
    "anyenum",
    "anynonarray",
    "anyrange",
    "bit",
    "bool",
    "box",
    "bpchar",
    "bytea",
    "char",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "date",
    "datemultirange",
    "daterange",
    "event_trigger",
    "float4",
    "float8",
    "inet",
    "int2",
    "int2vector",
    "int4",
    "int4multirange",
    "int4range",
    "int8",
    "int8multirange",
    "int8range",
    "internal",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "point",
    "polygon",
    "record",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "trigger",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "unknown",
    "uuid",
    "varbit",
    "varchar",
    "void",
    "xid",
    "xid8",
    "xml",
];

/// Columns that every table has.
const SYSTEM: &[&str] = &["cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"];

/// An enum is a type, and so is every table and every sequence.
pub fn types_have_names_of_their_own(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let tables = schema.models.iter().filter(|one| one.namespace.is_none());
    let tables = tables.map(|one| (one.table.text.clone(), one.table.span));
    let sequences = schema
        .columns()
        .filter_map(|(_, one)| one.sequence.as_ref());
    let sequences = sequences.map(|(name, _)| (name.text.clone(), name.span));
    let mut taken: HashMap<String, Span> = tables.chain(sequences).collect();
    let used = |number: usize| {
        let mut columns = schema.columns();
        columns.any(|(_, one)| matches!(one.ty, Some(Type::Enum(id)) if id.0 == number))
    };
    let enums = schema.enums.iter().enumerate();
    for (_, one) in enums.filter(|(number, _)| used(*number)) {
        let name = snake(&one.name.text);
        let message = format!("the type of `{}` would be called `{name}`", one.name.text);
        let error = Diagnostic::error(Code::DATABASE_NAME, one.name.span, message);
        let help = "give the enum another name";
        if BUILT_IN.binary_search(&name.as_str()).is_ok() {
            let error = error.label("PostgreSQL has a type of that name");
            diagnostics.push(error.help(help));
        } else if let Some(&first) = taken.get(&name) {
            diagnostics.push(error.also(first, "and so is the type of this").help(help));
        }
        taken.entry(name).or_insert(one.name.span);
    }
}

/// Tables, indexes and sequences share their names.
pub fn relations_have_names_of_their_own(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: HashMap<String, Span> = HashMap::new();
    for model in &schema.models {
        taken.insert(model.table.text.clone(), model.table.span);
        let indexes = model.indexes.iter().filter_map(|one| one.name.as_ref());
        for name in indexes {
            taken.insert(name.text.clone(), name.span);
        }
    }
    for model in &schema.models {
        let sequences = model.columns.iter().filter_map(|one| one.sequence.as_ref());
        let sequences = sequences.map(|(name, _)| (&name.text, name.span, "a sequence"));
        let uniques = model.uniques.iter().filter_map(|one| one.name.as_ref());
        let uniques = uniques.map(|name| (&name.text, name.span, "a unique key"));
        for (name, span, what) in sequences.chain(uniques) {
            let Some(&first) = taken.get(name) else {
                continue;
            };
            let message = format!("{what} and something else are called `{name}`");
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_NAME, span, message)
                    .also(first, "in PostgreSQL this shares its names")
                    .help("give it another name"),
            );
        }
    }
}

/// Every table has columns of the system's.
pub fn columns_are_not_the_systems(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, column) in schema.columns() {
        let name = &column.db_name;
        if SYSTEM.contains(&name.text.as_str()) {
            let message = format!("every table of PostgreSQL has a column `{}`", name.text);
            diagnostics.push(
                Diagnostic::error(Code::DATABASE_NAME, name.span, message)
                    .help("give the column another name: `column \"…\"`"),
            );
        }
    }
}

/// Schemas of the system's begin with `pg_`.
pub fn schemas_are_not_the_systems(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let names = schema
        .models
        .iter()
        .filter_map(|one| one.namespace.as_ref());
    for name in names.filter(|name| name.text.starts_with("pg_")) {
        let message = "PostgreSQL keeps schemas that begin with `pg_` for itself";
        diagnostics.push(
            Diagnostic::error(Code::DATABASE_NAME, name.span, message)
                .help("give the schema another name"),
        );
    }
}
