//! The words of the language: what may stand where.

/// Words that begin a declaration.
pub(super) const DECLARATIONS: &[&str] = &["model", "mixin", "table", "enum", "type", "import"];

/// Words that begin a table-level member.
pub(super) const TABLE_LEVEL: &[&str] = &[
    "table",
    "primary_key",
    "unique",
    "index",
    "check",
    "foreign_key",
];

/// Attributes of a column.
pub(super) const COLUMN: &[&str] = &[
    "primary_key",
    "autoincrement",
    "sequence",
    "identity",
    "not",
    "nullable",
    "unique",
    "index",
    "foreign_key",
    "default",
    "server_default",
    "on_update",
    "check",
    "computed",
    "collate",
    "column",
    "comment",
    "version",
    "deferred",
];

/// Attributes of a relationship.
pub(super) const RELATIONSHIP: &[&str] = &[
    "back_populates",
    "backref",
    "lazy",
    "uselist",
    "secondary",
    "foreign_keys",
    "remote_side",
    "primaryjoin",
    "order_by",
    "cascade",
    "passive_deletes",
    "passive_updates",
    "viewonly",
    "single_parent",
    "post_update",
];

/// Options of a foreign key.
pub(super) const FOREIGN_KEY: &[&str] = &[
    "on_delete",
    "on_update",
    "name",
    "deferrable",
    "initially",
    "use_alter",
];

/// Options of `table NAME`.
pub(super) const TABLE: &[&str] = &["comment", "strict", "without_rowid"];

/// Options of `unique (…)`.
pub(super) const UNIQUE: &[&str] = &["name"];

/// Options of `index (…)`.
pub(super) const INDEX: &[&str] = &["unique", "name", "where"];

/// Options in the parentheses of `sequence` and `identity`.
pub(super) const SEQUENCE: &[&str] = &["start", "increment"];

/// What follows `lazy`.
pub(super) const LAZY: &[&str] = &[
    "select",
    "joined",
    "selectin",
    "subquery",
    "immediate",
    "dynamic",
    "write_only",
    "raise",
    "raise_on_sql",
    "noload",
];

/// What stands behind a column of an index.
pub(super) const ORDERS: &[&str] = &["asc", "desc"];

/// What follows `cascade`.
pub(super) const CASCADE: &[&str] = &[
    "save_update",
    "merge",
    "delete",
    "delete_orphan",
    "refresh_expire",
    "expunge",
    "all",
];

/// What follows `on_delete` and a foreign key's `on_update`.
pub(super) const ACTIONS: &[&str] = &[
    "cascade",
    "set null",
    "set default",
    "restrict",
    "no action",
];

/// The word directly behind which an option stands, for options that are no attributes.
pub(super) fn owner(option: &str) -> Option<&'static str> {
    match option {
        "on_delete" | "name" | "deferrable" | "initially" | "use_alter" => Some("foreign_key"),
        "start" | "increment" => Some("sequence"),
        "stored" => Some("computed"),
        "timezone" => Some("DateTime"),
        "strict" | "without_rowid" => Some("table"),
        "where" => Some("index"),
        _ => None,
    }
}

/// `a`, `b` and `c` in backquotes, for a sentence.
pub(super) fn spoken(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
