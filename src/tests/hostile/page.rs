//! The tables of `docs/hostile-input.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub struct Page {
    /// What a column stands for, and each place of it.
    pub places: BTreeSet<(String, String)>,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub text: String,
    pub cells: Vec<String>,
}

impl Page {
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hostile-input.md");
        let text = fs::read_to_string(path).expect("the page");
        let mut tables = text.split("\n\n").filter(|part| part.starts_with("| "));
        let (places, texts) = (tables.next(), tables.next());
        let [_, places @ ..] = &cells(places.expect("a table"))[..] else {
            panic!("a table of places");
        };
        let [columns, rows @ ..] = &cells(texts.expect("a table"))[..] else {
            panic!("a table of texts");
        };
        let split = |row: &Vec<String>| {
            let (column, names) = (row[0].clone(), row[1].clone());
            let names: Vec<String> = names.split("; ").map(str::to_owned).collect();
            names.into_iter().map(move |name| (column.clone(), name))
        };
        Self {
            places: places.iter().flat_map(split).collect(),
            columns: columns[1..].to_vec(),
            rows: rows.iter().map(|row| Row::new(row)).collect(),
        }
    }
}

impl Row {
    fn new(row: &[String]) -> Self {
        let code = row[0].trim_matches('`').trim();
        Self {
            text: meant(code),
            cells: row[1..].to_vec(),
        }
    }
}

/// The cells of a table's rows, but for the row of dashes.
fn cells(table: &str) -> Vec<Vec<String>> {
    let rows = table.lines().filter(|line| !line.starts_with("| ---"));
    rows.map(|line| {
        let inner = line.trim_start_matches("| ").trim_end_matches(" |");
        inner.split(" | ").map(str::to_owned).collect()
    })
    .collect()
}

/// What cannot stand in a table is written as in Rust.
fn meant(code: &str) -> String {
    let literal = format!("\"{}\"", code.replace('"', "\\\""));
    let literal: syn::LitStr = syn::parse_str(&literal).expect(&literal);
    literal.value()
}
