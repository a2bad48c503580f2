//! What SQLAlchemy makes of the same models, recorded as the servers read it back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Lines that differ on purpose, by their case and how they begin; `tests/cases/oracle/DIFFERENCES.md`
/// says why.
const DIFFERENCES: &[(&str, &str)] = &[
    ("c18_enum", "column\tcar\t"),
    ("c19_column_types", "column\teverything\tbinl\t"),
    ("c19_column_types", "column\teverything\tch\t"),
    ("c19_column_types", "column\teverything\tf\t"),
    ("c19_column_types", "column\teverything\tf24\t"),
    ("c19_column_types", "column\teverything\tiv\t"),
    ("c19_column_types", "column\teverything\tj\t"),
    ("c19_column_types", "column\teverything\ttstz\t"),
    ("c19_column_types", "column\teverything\tuid\t"),
    ("c19_column_types", "column\teverything\tuids\t"),
    ("c19_column_types", "column\teverything\tvb\t"),
];

pub fn differs(case: &str, line: &str) -> bool {
    let mut known = DIFFERENCES.iter();
    known.any(|(name, start)| *name == case && line.starts_with(start))
}

/// Where they are, if they are.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle/cases");
    folder.is_dir().then_some(folder)
}

/// The lines that a server is expected to say; nothing where SQLAlchemy could not make the tables.
pub fn of(folder: &Path, case: &str, server: &str) -> Option<BTreeSet<String>> {
    let json = fs::read_to_string(folder.join(format!("{case}.json"))).ok()?;
    let facts: Value = serde_json::from_str(&json).expect("JSON");
    let tables = facts["inspected"][server]["tables"].as_object()?;
    let mut lines = BTreeSet::new();
    for (table, facts) in tables {
        for column in list(&facts["columns"]) {
            let not_null = column["nullable"] == Value::Bool(false);
            let null = if not_null { "not null" } else { "null" };
            let ty = text(&column["type"]);
            let line = ["column", table, text(&column["name"]), ty, null].join("\t");
            lines.insert(plain(&line));
        }
        let key = names(&facts["primary_key"]["constrained_columns"]);
        lines.insert(["primary", table, &key, "", "", "", "", ""].join("\t"));
        for unique in list(&facts["uniques"]) {
            let columns = names(&unique["column_names"]);
            lines.insert(["unique", table, &columns, "", "", "", "", ""].join("\t"));
        }
        lines.extend(
            list(&facts["foreign_keys"])
                .iter()
                .map(|key| foreign_key(table, key)),
        );
    }
    Some(lines)
}

fn foreign_key(table: &str, key: &Value) -> String {
    let options = &key["options"];
    let deferred = match (text(&options["initially"]), &options["deferrable"]) {
        ("DEFERRED", _) => "DEFERRED",
        (_, Value::Bool(true)) => "DEFERRABLE",
        _ => "",
    };
    let kept = |action: &Value| {
        Some(text(action))
            .filter(|one| *one != "NO ACTION")
            .unwrap_or("")
            .to_owned()
    };
    [
        "key",
        table,
        &names(&key["constrained_columns"]),
        text(&key["referred_table"]),
        &names(&key["referred_columns"]),
        &kept(&options["ondelete"]),
        &kept(&options["onupdate"]),
        deferred,
    ]
    .join("\t")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn names(value: &Value) -> String {
    list(value).iter().map(text).collect::<Vec<_>>().join(",")
}

/// A line with its type as SQLAlchemy spells it.
pub fn plain(line: &str) -> String {
    let mut parts: Vec<String> = line.split('\t').map(str::to_owned).collect();
    if let [kind, _, _, ty, ..] = parts.as_mut_slice()
        && kind == "column"
    {
        let spelled = [
            ("CHARACTER VARYING", "VARCHAR"),
            ("TIMESTAMP WITHOUT TIME ZONE", "TIMESTAMP"),
            ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"),
            ("TIME WITHOUT TIME ZONE", "TIME"),
            ("BIGINT(20)", "BIGINT"),
            ("SMALLINT(6)", "SMALLINT"),
            ("TINYINT(1)", "TINYINT"),
            ("INT(11)", "INTEGER"),
            // relgen asks for microseconds, which SQLAlchemy leaves out.
            ("DATETIME(6)", "DATETIME"),
            ("TIME(6)", "TIME"),
            (", ", ","),
        ];
        for (theirs, ours) in spelled {
            *ty = ty.replace(theirs, ours);
        }
        if ty.starts_with("ENUM") {
            "ENUM".clone_into(ty);
        }
    }
    parts.join("\t")
}
