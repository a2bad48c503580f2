//! Doc comments of the schema's.

use super::code::{Code, Doc, code, comment};
use crate::schema::{Model, setter_null, snake};
use crate::text::join;

/// The schema's doc comment and a line of ours behind it, or that line alone.
pub fn with(docs: &[String], ours: &str) -> Vec<Doc> {
    let between = if docs.is_empty() { None } else { Some("") };
    let docs = docs.iter().map(String::as_str);
    comment(docs.chain(between).chain([ours]))
}

/// The lints that these doc comments break, and that their authors cannot be asked to keep.
pub fn lints<'a>(all: impl IntoIterator<Item = &'a Vec<String>>) -> Vec<&'static str> {
    let mut lints = Vec::new();
    for docs in all {
        if docs.len() > 1 && docs.iter().any(|line| begins_list(line)) {
            lints.extend([
                "clippy::doc_lazy_continuation",
                "clippy::doc_overindented_list_items",
            ]);
        }
        if docs.iter().any(|line| line.contains('\t')) {
            lints.push("clippy::tabs_in_doc_comments");
        }
    }
    lints.sort_unstable();
    lints.dedup();
    lints
}

fn begins_list(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['-', '*', '+', '>']) || line.starts_with(|first: char| first.is_ascii_digit())
}

/// `#[allow(…)]`; nothing for no lints.
pub fn allow(lints: &[&'static str]) -> Vec<Code> {
    /// The longest list that rustfmt leaves on one line.
    const WIDTH: usize = 70;
    let list: Code = join(lints, ", ");
    let below: Code = join(lints, ",\n    ");
    match lints {
        [] => Vec::new(),
        _ if list.len() <= WIDTH => vec![code!["#[allow(", list, ")]"]],
        _ => vec![code!["#[allow(\n    ", below, "\n)]"]],
    }
}

/// The lints that given names break in a struct.
pub fn naming_lints(name: &str, model: &Model) -> Vec<&'static str> {
    let mut lints = type_name_lints(name);
    if model
        .columns
        .iter()
        .any(|column| !is_snake(&column.name.text))
    {
        lints.push("non_snake_case");
    }
    lints
}

/// The lints that given names and doc comments break in a model's struct. A field that is loaded with
/// each row need not be read by everybody.
pub fn struct_lints(model: &Model) -> Vec<&'static str> {
    let mut lints = naming_lints(&model.name.text, model);
    if model.is_eager() {
        lints.push("dead_code");
    }
    let is_odd = model.eager().any(|one| !is_snake(&one.name.text));
    if is_odd && !lints.contains(&"non_snake_case") {
        lints.push("non_snake_case");
    }
    let columns = model.columns.iter().map(|column| &column.docs);
    let docs = columns
        .chain(model.eager().map(|one| &one.docs))
        .chain([&model.docs]);
    lints.extend(self::lints(docs));
    lints
}

/// The lints that the name of a type breaks.
pub fn type_name_lints(name: &str) -> Vec<&'static str> {
    let mut lints = Vec::new();
    if name.len() > 2 && name.chars().all(|letter| letter.is_ascii_uppercase()) {
        lints.push("clippy::upper_case_acronyms");
    }
    if name.contains('_') || name.starts_with(|first: char| first.is_ascii_lowercase()) {
        lints.push("non_camel_case_types");
    }
    lints
}

/// The lints that variables of these names break.
pub fn local_lints<'a>(mut names: impl Iterator<Item = &'a String>) -> Vec<&'static str> {
    let is_odd = names.any(|name| !is_snake(name));
    is_odd.then_some("non_snake_case").into_iter().collect()
}

/// The lints that given names break in an `impl`.
pub fn impl_lints(model: &Model) -> Vec<&'static str> {
    let columns = model.columns.iter().map(|column| &column.name.text);
    let names: Vec<&String> = columns
        .chain(model.relationships.iter().map(|one| &one.name.text))
        .collect();
    let nullable = model.columns.iter().filter(|column| column.nullable);
    let nulls: Vec<String> = nullable
        .map(|column| setter_null(&column.name.text))
        .collect();
    let names: Vec<&String> = names.into_iter().chain(&nulls).collect();
    let mut lints = vec!["dead_code"];
    if names
        .iter()
        .any(|name| !name.contains(|letter: char| letter.is_ascii_alphabetic()))
    {
        lints.push("clippy::just_underscores_and_digits");
    }
    if names
        .iter()
        .any(|name| SELF_PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
    {
        lints.push("clippy::wrong_self_convention");
    }
    if names.iter().any(|name| OPERATORS.contains(&name.as_str())) {
        lints.push("clippy::should_implement_trait");
    }
    if names.iter().any(|name| !is_snake(name)) {
        lints.push("non_snake_case");
    }
    if CONSTRUCTORS.contains(&snake(&model.name.text).as_str()) {
        lints.push("clippy::self_named_constructors");
    }
    lints.extend(self::lints(model.relationships.iter().map(|one| &one.docs)));
    lints
}

/// What clippy expects to take `self` in certain ways.
const SELF_PREFIXES: &[&str] = &["as_", "from_", "into_", "is_", "to_"];

/// What clippy expects to be a trait's method.
const OPERATORS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into_iter",
    "mul",
    "neg",
    "next",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
];

/// Functions without `self` that every model has.
const CONSTRUCTORS: &[&str] = &["get", "get_many", "new", "query", "update"];

fn is_snake(name: &str) -> bool {
    let core = name.trim_matches('_');
    !core.contains("__")
        && core
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// SQL in one line: raw SQL and the texts in it may have several.
pub fn line(sql: &str) -> String {
    let lines = sql.split(['\n', '\r']).map(str::trim);
    lines.collect::<Vec<_>>().join(" ")
}
