//! What there is to compare of a database's tables.

use rusqlite::Row;

use super::clauses::Clauses;
use super::clauses::{index_terms, normal};
use super::{Connection, Result};

/// What is to be compared of a table.
pub(super) struct Fact {
    pub(super) part: String,
    pub(super) text: String,
    /// What is the same wherever the fact is, however it is spelled or called.
    pub(super) same: String,
}

const TABLES: &str = "SELECT name FROM sqlite_schema
    WHERE type = ?1 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

const TABLE: &str = "SELECT sql FROM main.sqlite_schema
    WHERE type = 'table' AND name = ?1 COLLATE NOCASE";

const OPTIONS: &str = "SELECT
        trim(iif(strict, 'STRICT ', '') || iif(wr, 'WITHOUT ROWID', ''))
    FROM pragma_table_list(?1) WHERE schema = 'main' AND (strict OR wr)";

/// The number of a row is never NULL, whether its column says so or not.
const COLUMNS: &str = "SELECT name, trim(type
        || iif(\"notnull\" OR (pk AND max(pk) OVER () = 1 AND upper(type) = 'INTEGER'),
            ' NOT NULL', '')
        || coalesce(' DEFAULT ' || dflt_value, '')
        || CASE hidden WHEN 2 THEN ' VIRTUAL' WHEN 3 THEN ' STORED' ELSE '' END)
    FROM pragma_table_xinfo(?1, 'main') ORDER BY cid";

const PRIMARY_KEY: &str = "SELECT '(' || group_concat(name, ', ') || ')'
    FROM (SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE pk ORDER BY pk)
    HAVING count(*) > 0";

/// A key that names no columns leads to the primary key.
const FOREIGN_KEYS: &str = "SELECT group_concat(\"from\", ', '),
        \"table\" || ' (' || group_concat(leads_to, ', ') || ')'
        || iif(on_delete = 'NO ACTION', '', ' ON DELETE ' || on_delete)
        || iif(on_update = 'NO ACTION', '', ' ON UPDATE ' || on_update)
    FROM (SELECT *, coalesce(\"to\", (SELECT name FROM pragma_table_xinfo(\"table\", 'main')
            WHERE pk = seq + 1)) AS leads_to
        FROM pragma_foreign_key_list(?1, 'main') AS key ORDER BY id DESC, seq)
    GROUP BY id ORDER BY id DESC";

/// An index with its statement, or a unique key, which has none, with its columns.
const INDEXES: &str = "SELECT list.name, sql, iif(list.\"unique\", 'UNIQUE ', ''),
        (SELECT group_concat(name, ', ')
            FROM (SELECT name FROM pragma_index_info(list.name, 'main') ORDER BY seqno))
    FROM pragma_index_list(?1, 'main') AS list
    JOIN main.sqlite_schema AS made ON made.type = 'index' AND made.name = list.name
    WHERE origin <> 'pk' ORDER BY list.seq DESC";

/// The tables that a schema has made.
pub(super) fn tables(db: &Connection) -> Result<Vec<String>> {
    read(db, TABLES, "table", text)
}

/// What there is to say of a table; nothing where there is none.
pub(super) fn facts(db: &Connection, table: &str) -> Result<Option<Vec<Fact>>> {
    let Some(sql) = read(db, TABLE, table, text)?.pop() else {
        return Ok(None);
    };
    let clauses = Clauses::of_table(&sql);
    let mut facts = columns(db, table, &clauses)?;
    let keys = read(db, PRIMARY_KEY, table, text)?;
    facts.extend(keys.into_iter().map(|key| Fact::named("primary key", key)));
    facts.extend(foreign_keys(db, table, &clauses)?);
    facts.extend(read(db, INDEXES, table, index)?);
    facts.extend(clauses.checks.into_iter().map(check));
    let options = read(db, OPTIONS, table, text)?;
    facts.extend(options.into_iter().map(|said| Fact::named("options", said)));
    Ok(Some(facts))
}

impl Fact {
    /// One that is the same where it is called the same.
    fn named(part: impl Into<String>, text: String) -> Self {
        let part = part.into();
        let same = format!("{} {}", part.to_ascii_lowercase(), normal(&text));
        Self { part, text, same }
    }
}

fn columns(db: &Connection, table: &str, clauses: &Clauses) -> Result<Vec<Fact>> {
    let columns = read(db, COLUMNS, table, |row| Ok((text(row)?, row.get(1)?)))?;
    let fact = |(name, mut said): (String, String)| {
        let (_, collation, _, _, numbered) =
            db.column_metadata(Some("main"), table, name.as_str())?;
        let collation = collation.map(|name| name.to_string_lossy().to_ascii_uppercase());
        if let Some(collation) = collation.filter(|name| name != "BINARY") {
            said += &format!(" COLLATE {collation}");
        }
        if numbered {
            said += " AUTOINCREMENT";
        }
        let part = format!("column `{name}`");
        said += &clauses.about(&part);
        Ok(Fact::named(part, said))
    };
    columns.into_iter().map(fact).collect()
}

fn foreign_keys(db: &Connection, table: &str, clauses: &Clauses) -> Result<Vec<Fact>> {
    let keys = read(db, FOREIGN_KEYS, table, |row| Ok((text(row)?, row.get(1)?)))?;
    let fact = |(columns, leads_to): (String, String)| {
        let part = format!("foreign key ({columns})");
        let said = leads_to + &clauses.about(&part);
        Fact::named(part, said)
    };
    Ok(keys.into_iter().map(fact).collect())
}

/// An index is the same whatever it is called, and whether a unique key made it or not.
fn index(row: &Row<'_>) -> rusqlite::Result<Fact> {
    let (sql, unique): (Option<String>, String) = (row.get(1)?, row.get(2)?);
    let (part, terms, text) = match sql.as_deref().map(index_terms) {
        Some(terms) => {
            let text = format!("{unique}{terms}");
            (format!("index `{}`", self::text(row)?), terms, text)
        }
        None => {
            let columns = format!("({})", row.get::<_, String>(3)?);
            (format!("unique key {columns}"), columns, String::new())
        }
    };
    let same = format!("index {unique}{}", normal(&terms));
    Ok(Fact { part, text, same })
}

/// A check is the same whatever it is called.
fn check((name, condition): (Option<String>, String)) -> Fact {
    let same = format!("check {}", normal(&condition));
    let (part, text) = match name {
        Some(name) => (format!("check `{name}`"), condition),
        None => (format!("check {condition}"), String::new()),
    };
    Fact { part, text, same }
}

/// A row's first column.
fn text(row: &Row<'_>) -> rusqlite::Result<String> {
    row.get(0)
}

fn read<T>(
    db: &Connection,
    sql: &str,
    about: &str,
    row: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([about], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
