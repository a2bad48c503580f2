//! `docs/hostile-input.md`: each cell of its table is tried in each of the places that its column stands for.
//! What comes out inert has the same code, and the same statements, as what comes of a harmless text: all that
//! differs stands in quotes or in comments.

mod page;
mod places;
mod skeleton;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use self::page::Page;
use self::places::{PLACES, Place};
use self::skeleton::Skeleton;
use super::compiled_for;
use crate::dialect::Database;
use crate::emit::rust::Options;
use crate::input::Input;
use crate::output::header;
use crate::pipeline::Checked;

/// What is written, as the databases and Rust read it.
#[derive(Debug)]
struct Written {
    rust: Skeleton,
    sql: Vec<(Database, Skeleton)>,
}

fn options(file: &str) -> Options {
    let input = Input::File(PathBuf::from(format!("{file}.rel")));
    Options {
        header: header(&input.file_name()),
        ..Options::default()
    }
}

/// What becomes of the text, or the codes of the errors of every database.
fn written(place: &Place, text: &str) -> Result<Written, BTreeSet<String>> {
    let options = options(if place.is_file() { text } else { "case" });
    let (mut sql, mut rust, mut codes) = (Vec::new(), None, BTreeSet::new());
    for database in [Database::Sqlite, Database::Postgres, Database::Mysql] {
        let compiled = compiled_for(database, &place.schema(text));
        let errors = compiled.diagnostics.iter().filter(|one| one.is_error());
        codes.extend(errors.map(|one| one.code.to_string()));
        let Some(checked) = &compiled.checked else {
            // What is wrong for SQLite is wrong, but for what it does not have.
            match place.is_for_others() {
                true => continue,
                false => break,
            }
        };
        let statements = checked.sql(&options.header).expect("SQL");
        if database == Database::Sqlite {
            runs(checked, &statements);
        }
        sql.push((database, skeleton::sql(database, &statements)));
        if rust.is_none() {
            rust = Some(skeleton::rust(&code(checked, &options)));
        }
    }
    let rust = rust.ok_or(codes)?;
    Ok(Written { rust, sql })
}

/// The code but for the support code, which is the same for every schema.
fn code(checked: &Checked, options: &Options) -> String {
    let text = checked.rust(options).expect("Rust");
    let (code, _) = text
        .split_once("/// What the models are made with.")
        .expect("the support code");
    code.to_owned()
}

/// SQLite takes the statements, and those of the functions.
fn runs(checked: &Checked, statements: &str) {
    let db = super::database::database("hostile", statements);
    let count = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'";
    let tables = super::database::rows(&db, count);
    assert_eq!(tables, [[checked.tables.tables.len().to_string()]]);
    #[cfg(feature = "verify")]
    crate::verify::verify(&checked.schema, &checked.tables)
        .map_err(crate::problem::Problem::verify)
        .unwrap_or_else(|problem| panic!("{problem}"));
}

/// Harmless texts, the first of which is as long as the text: lines are broken where they are long, and quotes take
/// room. Each has to be quoted, too, where the text stands in a string.
fn harmless(place: &Place, text: &str) -> impl Iterator<Item = String> {
    let length = text.chars().count().saturating_sub(2);
    let gap = if place.column == "word" { "" } else { " " };
    let lengths = [length, length + 2, length + 4, length + 8, length + 16];
    lengths
        .into_iter()
        .map(move |length| format!("h{gap}l{}", "l".repeat(length)))
}

type Known = HashMap<(&'static str, String), Result<Written, BTreeSet<String>>>;

/// `inert`, or the codes of what it is refused with.
fn outcome(place: &Place, text: &str, known: &mut Known) -> BTreeSet<String> {
    let hostile = match written(place, text) {
        Ok(written) => written,
        Err(codes) => return codes,
    };
    let mut differences = Vec::new();
    for like in harmless(place, text) {
        let key = (place.name, like.clone());
        let harmless = known.entry(key).or_insert_with(|| written(place, &like));
        let harmless = harmless.as_ref().expect("a harmless schema");
        match hostile.differs(harmless) {
            None => break,
            Some(difference) => differences.push(difference),
        }
    }
    let what = format!("{text:?} as {}", place.name);
    assert!(differences.len() < 5, "{what}: {differences:#?}");
    assert!(
        place.is_dropped() || hostile.holds(text),
        "{what} is nowhere"
    );
    BTreeSet::from(["inert".to_owned()])
}

impl Written {
    /// The first place where it is not the same, but for what is quoted.
    fn differs(&self, harmless: &Written) -> Option<String> {
        let sql = self.sql.iter().find_map(|(database, one)| {
            let like = |other: &&(Database, Skeleton)| other.0 == *database;
            let (_, other) = harmless.sql.iter().find(like)?;
            one.differs(other)
        });
        sql.or_else(|| self.rust.differs(&harmless.rust))
    }

    fn holds(&self, text: &str) -> bool {
        self.rust.holds(text) || self.sql.iter().any(|(_, sql)| sql.holds(text))
    }
}

#[test]
fn each_cell_is_true() {
    let page = Page::read();
    let mut known = Known::new();
    let mut seen: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for place in PLACES {
        for row in &page.rows {
            let outcome = outcome(place, &row.text, &mut known);
            let cell = seen.entry((&row.text, place.column)).or_default();
            cell.extend(outcome);
        }
    }
    let mut wrong = Vec::new();
    for row in &page.rows {
        for (column, said) in page.columns.iter().zip(&row.cells) {
            let seen = &seen[&(row.text.as_str(), column.as_str())];
            let seen = seen.iter().cloned().collect::<Vec<_>>().join(" ");
            if seen != *said {
                wrong.push(format!(
                    "{:?} in {column}: {seen}, and not {said}",
                    row.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each place that takes text is in the table that the page begins with, and the other way round.
#[test]
fn the_page_has_every_place() {
    let page = Page::read();
    let tried: BTreeSet<(String, String)> = PLACES
        .iter()
        .map(|place| (place.column.to_owned(), place.name.to_owned()))
        .collect();
    assert_eq!(page.places, tried);
    let columns: BTreeSet<&str> = PLACES.iter().map(|place| place.column).collect();
    assert_eq!(
        page.columns
            .iter()
            .map(String::as_str)
            .collect::<BTreeSet<_>>(),
        columns
    );
    assert!(page.rows.len() >= 20);
}
