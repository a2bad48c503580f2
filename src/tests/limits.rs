//! `docs/limits.md`: each limit of its first table is kept at its number and refused at the next one, and where the
//! database is there, it takes what stands at the number.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::database::database;
use super::servers::clients::{mariadb, postgres};
use super::servers::is_there;
use super::{compiled_for, shown};
use crate::dialect::Database;

/// What there may be so many of, and a schema with a number of them.
struct Limit {
    what: &'static str,
    /// That of all schemas, where it is none.
    of: Option<Database>,
    most: usize,
    code: &'static str,
    schema: fn(usize) -> String,
}

const fn limit(
    what: &'static str,
    of: Option<Database>,
    most: usize,
    code: &'static str,
    schema: fn(usize) -> String,
) -> Limit {
    Limit {
        what,
        of,
        most,
        code,
        schema,
    }
}

const SQLITE: Option<Database> = Some(Database::Sqlite);
const POSTGRES: Option<Database> = Some(Database::Postgres);
const MYSQL: Option<Database> = Some(Database::Mysql);

const LIMITS: &[Limit] = &[
    limit("bytes of a file", None, 16_777_216, "R0004", file),
    limit("brackets in each other", None, 64, "R0005", brackets),
    limit("mixins on each other", None, 32, "R0218", mixins),
    limit("digits of a `Numeric`", None, 28, "R0301", |most| {
        model(&format!("x: Numeric({most})"))
    }),
    limit("characters of a `String`", None, 65_535, "R0301", |most| {
        model(&format!("x: String({most})"))
    }),
    limit(
        "brackets in each other in a JSON text",
        None,
        64,
        "R0302",
        json,
    ),
    limit("words and signs of raw SQL", None, 1000, "R0306", sql),
    limit(
        "relationships that a deletion follows, one after the other",
        None,
        32,
        "R0539",
        deletions,
    ),
    limit("bytes of a table's name", None, 63, "R0214", table),
    limit("bytes of a column's name", None, 63, "R0214", |most| {
        model(&format!("{}: Text", "x".repeat(most)))
    }),
    limit("bytes of a constraint's name", None, 63, "R0214", |most| {
        model(&format!(
            "x: Text y: Text unique (x, y) name {}",
            "x".repeat(most)
        ))
    }),
    limit("columns of a table", SQLITE, 2000, "R0608", columns),
    limit("columns of a table", POSTGRES, 1600, "R0608", columns),
    limit("columns of a table", MYSQL, 1017, "R0608", columns),
    limit("columns of a key or an index", POSTGRES, 32, "R0608", index),
    limit("columns of a key or an index", MYSQL, 16, "R0608", index),
    limit("bytes of a label", POSTGRES, 63, "R0608", |most| {
        format!("enum E < a \"{}\" > {}", "x".repeat(most), model("e: E"))
    }),
    limit("keys and indexes of a table", MYSQL, 64, "R0608", keys),
    limit("bytes of a key", MYSQL, 3072, "R0608", key_bytes),
    limit("bytes of a row", MYSQL, 65_535, "R0608", row_bytes),
    limit("bytes of a row in a page", MYSQL, 8125, "R0608", page_bytes),
    limit(
        "bytes of a table's definition",
        MYSQL,
        65_535,
        "R0608",
        definition,
    ),
    limit(
        "characters of a table's comment",
        MYSQL,
        2048,
        "R0608",
        |most| {
            format!(
                "model A < table a comment \"{}\" id: Integer primary_key >",
                "ä".repeat(most)
            )
        },
    ),
    limit(
        "characters of a column's comment",
        MYSQL,
        1024,
        "R0608",
        |most| model(&format!("x: Text comment \"{}\"", "ä".repeat(most))),
    ),
];

fn model(members: &str) -> String {
    format!("model A < id: Integer primary_key\n{members} >")
}

fn file(most: usize) -> String {
    let text = model("");
    let padding = " ".repeat(most - text.len());
    text + &padding
}

fn brackets(most: usize) -> String {
    model(&format!(
        "x: Text index {}x{}",
        "(".repeat(most),
        ")".repeat(most)
    ))
}

/// Models in a row, each of which deletes the next.
fn deletions(most: usize) -> String {
    let mut text = String::from("model M0 < id: Integer primary_key >\n");
    for number in 1..=most {
        let before = number - 1;
        let _ = writeln!(
            text,
            "model M{number} < id: Integer primary_key up: Integer foreign_key m{before}.id \
             parent: rel M{before} foreign_keys up backref rows (cascade all) >"
        );
    }
    text
}

/// In letters of two bytes, and one of one.
fn table(most: usize) -> String {
    let name = "ä".repeat(most / 2) + &"x".repeat(most % 2);
    format!("model A < table \"{name}\" id: Integer primary_key >")
}

fn mixins(most: usize) -> String {
    let mut text = String::from("mixin M1 < x: Text >\n");
    for number in 2..=most {
        let _ = writeln!(text, "mixin M{number}(M{}) < x{number}: Text >", number - 1);
    }
    text + &format!("model A(M{most}) < id: Integer primary_key >")
}

fn json(most: usize) -> String {
    model(&format!(
        "x: Json default \"{}1{}\"",
        "[".repeat(most),
        "]".repeat(most)
    ))
}

/// `1+1`, behind a sign where the number is even.
fn sql(most: usize) -> String {
    let sign = if most.is_multiple_of(2) { "-" } else { "" };
    model(&format!(
        "x: Integer check `{sign}1{}`",
        "+1".repeat((most - 1) / 2)
    ))
}

/// With the key.
fn columns(most: usize) -> String {
    numbered(most - 1, "SmallInteger not null")
}

fn numbered(most: usize, words: &str) -> String {
    let columns = (0..most).map(|number| format!("c{number}: {words}\n"));
    model(&columns.collect::<String>())
}

fn index(most: usize) -> String {
    let names: Vec<String> = (0..most).map(|number| format!("c{number}")).collect();
    let columns = numbered(most, "Integer");
    columns.replace('>', &format!("index ({}) >", names.join(", ")))
}

/// The primary key is one.
fn keys(most: usize) -> String {
    numbered(most - 1, "Integer index")
}

fn key_bytes(most: usize) -> String {
    let flags = most % 4;
    let columns = (0..flags).map(|number| format!("b{number}: Boolean not null "));
    let names = (0..flags).map(|number| format!(", b{number}"));
    let (columns, names) = (columns.collect::<String>(), names.collect::<String>());
    model(&format!(
        "x: String({}) {columns} index (x{names})",
        most / 4
    ))
}

/// The key takes four, a text of 16,000 characters 64,002; another text and flags take the rest.
fn row_bytes(most: usize) -> String {
    let rest = most - 4 - 64_002;
    let length = (rest - 2) / 4;
    let flags = rest - 2 - 4 * length;
    let flags = (0..flags).map(|number| format!("b{number}: Boolean not null\n"));
    let flags: String = flags.collect();
    model(&format!(
        "x: String(16000) not null y: String({length}) not null {flags}"
    ))
}

/// The key takes four, and what is of every row 18; a short text takes four for each character and one more.
fn page_bytes(most: usize) -> String {
    let rest = most - 4 - 18;
    let (texts, flags) = (rest / 201, rest % 201);
    let texts = (0..texts).map(|number| format!("t{number}: String(50) not null\n"));
    let flags = (0..flags).map(|number| format!("b{number}: Boolean not null\n"));
    model(&texts.chain(flags).collect::<String>())
}

/// The key takes twenty, what is of every table 320, and each other column 18, its name and its comment.
fn definition(most: usize) -> String {
    let mut rest = most - 20 - 320;
    let mut columns = String::new();
    for number in 10.. {
        let length = (rest - 21).min(1000);
        let _ = writeln!(
            columns,
            "c{number}: Integer comment \"{}\"",
            "x".repeat(length)
        );
        rest -= 21 + length;
        if rest == 0 {
            break;
        }
        // What is left has to be enough for a column.
        assert!(rest > 21);
    }
    model(&columns)
}

fn errors(database: Database, text: &str) -> BTreeSet<String> {
    let compiled = compiled_for(database, text);
    let errors = compiled.diagnostics.iter().filter(|one| one.is_error());
    errors.map(|one| one.code.to_string()).collect()
}

#[test]
fn each_limit_is_kept_at_its_number_and_refused_at_the_next() {
    for Limit {
        what,
        of,
        most,
        code,
        schema,
    } in LIMITS
    {
        let database = of.unwrap_or_default();
        // No schema has so many brackets and is right.
        let kept = errors(database, &schema(*most));
        let kept = kept.contains(*code) || (*code != "R0005" && !kept.is_empty());
        assert!(
            !kept,
            "{database}: {what}: {most} are refused: {:?}",
            errors(database, &schema(*most))
        );
        let refused = errors(database, &schema(most + 1));
        assert!(
            refused.contains(*code),
            "{database}: {what}: {refused:?} at {}",
            most + 1
        );
    }
}

#[test]
fn each_database_takes_as_many_as_is_said() {
    let servers = [
        (Database::Postgres, postgres()),
        (Database::Mysql, mariadb()),
    ];
    for limit in LIMITS.iter().filter(|one| one.of.is_some()) {
        let database = limit.of.unwrap_or_default();
        let compiled = compiled_for(database, &(limit.schema)(limit.most));
        let Some(checked) = &compiled.checked else {
            panic!("{}", shown(&compiled));
        };
        let sql = checked.sql_text();
        match servers.iter().find(|(other, _)| *other == database) {
            None => drop(self::database(limit.what, &sql)),
            Some((_, server)) if is_there(server) => {
                let done = server.within(&sql, "");
                assert!(done.is_ok(), "{}: {}", limit.what, done.unwrap_err());
            }
            Some(_) => {}
        }
    }
}

/// `16777216` to `16,777,216`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[test]
fn the_page_has_every_limit() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md");
    let page = fs::read_to_string(path).expect("the page");
    let table = page.split("\n\n").find(|part| part.starts_with("| "));
    let rows: Vec<&str> = table.expect("a table").lines().skip(2).collect();
    let limits = LIMITS.iter().map(|one| {
        let of = one
            .of
            .map_or("all".to_owned(), |database| database.to_string());
        format!(
            "| {} | {of} | {} | {} |",
            one.what,
            grouped(one.most),
            one.code
        )
    });
    assert_eq!(rows, limits.collect::<Vec<_>>());
}
