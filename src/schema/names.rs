//! The Rust names that declared names give rise to. Checks refuse clashes among them; the emitter
//! spells them.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The associated constant of a column or relationship: `person_id` is `PERSON_ID`. Underscores at
/// either end stay, so that `type_` and `type` differ.
pub fn constant(name: &str) -> String {
    let core = name.trim_matches('_');
    let after_start = name.trim_start_matches('_');
    let start = &name[..name.len() - after_start.len()];
    let end = &after_start[core.len()..];
    format!("{start}{}{end}", core.to_shouty_snake_case())
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

/// The name in snake_case: a model's table and module.
pub fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// A name of the database's as a schema spells it: bare, or as a string.
pub fn written(name: &str) -> String {
    let mut bytes = name.bytes();
    let bare = bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if bare {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
