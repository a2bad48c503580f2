//! The Rust names that declared names give rise to. Checks refuse clashes among them; the emitter
//! spells them.

use super::{Model, UniqueList};
use crate::syntax::ast::is_bare;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The associated constant of a column or relationship: `person_id` is `PERSON_ID`. Underscores at
/// either end stay, so that `type_` and `type` differ.
pub fn constant(name: &str) -> String {
    let core = name.trim_matches('_');
    let after_start = name.trim_start_matches('_');
    let start = &name[..name.len() - after_start.len()];
    let end = &after_start[core.len()..];
    [start, &core.to_shouty_snake_case(), end].concat()
}

/// The constant of a unique key of several columns: its name, or `UQ_a_b`.
pub fn unique_constant(model: &Model, list: &UniqueList) -> String {
    match &list.name {
        Some(name) => constant(&name.text),
        None => constant(&format!("uq_{}", key_name(model, &list.columns))),
    }
}

/// The constant of a check: `CK_name`.
pub fn check_constant(name: &str) -> String {
    constant(&format!("ck_{name}"))
}

/// The look-up by a unique key: `get_by_a_b`.
pub fn look_up(model: &Model, columns: &[usize]) -> String {
    format!("get_by_{}", key_name(model, columns))
}

/// `a_b`
pub fn key_name(model: &Model, columns: &[usize]) -> String {
    let names = columns
        .iter()
        .map(|&column| model.columns[column].name.text.as_str());
    names.collect::<Vec<_>>().join("_")
}

/// The variant of a generated enum: `in_progress` is `InProgress`. Underscores at the end stay.
pub fn variant(name: &str) -> String {
    let camel = name.to_upper_camel_case();
    let start = if camel.starts_with(|first: char| first.is_ascii_digit()) {
        "_"
    } else {
        ""
    };
    let end = &name[name.trim_end_matches('_').len()..];
    format!("{start}{camel}{end}")
}

/// The setter that stores NULL: `description_null`.
pub fn setter_null(name: &str) -> String {
    format!("{name}_null")
}

/// The struct of a model's columns alone, where relationships are fields of its own.
pub fn columns_struct(model: &str) -> String {
    format!("{model}Columns")
}

/// The name in snake_case: a model's table and module.
pub fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// A name of the database's as a schema spells it: bare, or as a string.
pub fn written(name: &str) -> String {
    if is_bare(name) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether Rust has the word for itself, in one edition or another: as a name it is `r#word`.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// Words that stand for a name only as `r#word`, in one edition or another; ascending.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, is_keyword, written};

    #[test]
    fn keywords_are_found() {
        assert!(KEYWORDS.is_sorted());
        assert!(KEYWORDS.iter().all(|word| is_keyword(word)));
        assert!(!is_keyword("person"));
    }

    #[test]
    fn names_stand_in_quotes_where_they_have_to() {
        for bare in ["a", "_a", "Ab_1"] {
            assert_eq!(written(bare), bare);
        }
        let quoted = ["", "1a", "a-b", "größe"].map(|name| (name, format!("\"{name}\"")));
        for (name, quoted) in quoted {
            assert_eq!(written(name), quoted);
        }
        assert_eq!(written("a\"b\\"), "\"a\\\"b\\\\\"");
    }
}
