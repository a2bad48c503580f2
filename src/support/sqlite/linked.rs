//! Rows that a new row is linked to, by a table between the two.

use std::collections::HashSet;

use rusqlite::Connection;

use super::batch::most_rows;
use super::batch::{Key, Keys};
use super::children::{Child, List, Way};
use super::insert::insert_level;
use super::pending::Pending;
use super::rows::batches;
use super::statement::execute;
use super::{Children, LinkTable, ManyToMany, Model, Result, Row, Value};

/// What a new row can be linked to: a row of `M`, or a new row of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row of `{M}` that could be linked",
    label = "expected a `&{M}`, or a new row of `{M}`"
)]
pub trait Linked<M>: Sized {
    /// Gives rows along, after those that are given already.
    fn give_along(rows: Vec<Self>, link: &'static LinkTable, children: &mut Children);
}

impl<M: Model> Linked<M> for &M {
    fn give_along(rows: Vec<Self>, link: &'static LinkTable, children: &mut Children) {
        let keys: Vec<Key> = rows.into_iter().map(|row| key(row, link.remote)).collect();
        let way = Between(link);
        children.append(List { way, rows: keys });
    }
}

impl Children {
    /// Gives rows along that are to be linked, after those that are given already.
    pub(crate) fn link<P, C, R: Linked<C>>(
        &mut self,
        relationship: ManyToMany<P, C>,
        rows: impl IntoIterator<Item = R>,
    ) {
        R::give_along(rows.into_iter().collect(), relationship.link, self);
    }

    /// Gives new rows along that are to be linked.
    pub(crate) fn link_new<N: Child>(&mut self, link: &'static LinkTable, rows: Vec<N>) {
        let way = Between(link);
        self.append(List { way, rows });
    }
}

/// Rows, new or not, that a table links to their parent.
#[derive(Debug, Clone)]
struct Between(&'static LinkTable);

impl PartialEq for Between {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl<N: Child> Way<N> for Between {
    fn relationship(&self) -> &'static str {
        self.0.name
    }

    fn local(&self) -> &'static [usize] {
        self.0.local
    }

    fn insert(
        &self,
        db: &Connection,
        mut rows: Vec<N>,
        keys: Vec<Key>,
        pending: &mut Pending,
    ) -> Result<()> {
        let rows = insert_level(db, &mut rows, &Keys::given(), pending)?;
        let others = rows.iter().map(|row| key(row, self.0.remote)).collect();
        insert_links(db, self.0, [keys, others])
    }
}

impl Way<Key> for Between {
    fn relationship(&self) -> &'static str {
        self.0.name
    }

    fn local(&self) -> &'static [usize] {
        self.0.local
    }

    fn insert(
        &self,
        db: &Connection,
        rows: Vec<Key>,
        keys: Vec<Key>,
        _: &mut Pending,
    ) -> Result<()> {
        insert_links(db, self.0, [keys, rows])
    }
}

fn key<R: Row>(row: &R, columns: &[usize]) -> Key {
    let columns = columns.iter();
    columns
        .map(|&column| row.value(column).into_owned())
        .collect()
}

/// Links rows in pairs, those that are not linked yet, in batches.
fn insert_links(db: &Connection, link: &LinkTable, both: [Vec<Key>; 2]) -> Result<()> {
    let [rows, others] = both;
    let mut seen = HashSet::new();
    let mut pairs = Vec::with_capacity(rows.len());
    for (row, other) in rows.iter().zip(&others) {
        let pair = link.pair(row, other)?;
        if seen.insert(pair.clone()) {
            pairs.push(pair);
        }
    }
    for chunk in pairs.chunks(most_rows(link.table)) {
        for batch in batches(chunk) {
            let values: Vec<Value<'_>> = batch.iter().flatten().cloned().collect();
            execute(db, &text(link, batch.len()), &values)?;
        }
    }
    Ok(())
}

/// `INSERT INTO t (a, b) VALUES (?, ?), … ON CONFLICT (a, b) DO NOTHING`, of names from the
/// schema and `?`s; `WHERE NOT EXISTS` where pairs are no key.
fn text(link: &LinkTable, rows: usize) -> String {
    let table = link.table;
    let names: Vec<&str> = table.columns.iter().map(|column| column.sql).collect();
    let row = format!("({})", vec!["?"; names.len()].join(", "));
    let (values, columns) = (vec![row; rows].join(", "), names.join(", "));
    let into = format!("INSERT INTO {} ({columns})", table.sql);
    if !link.repeats {
        return format!("{into} VALUES {values} ON CONFLICT ({columns}) DO NOTHING");
    }
    let new = (1..=names.len()).map(|number| format!("new.column{number}"));
    let new = new.collect::<Vec<_>>().join(", ");
    let (from, old) = (table.sql, names.join(", old."));
    format!(
        "{into} SELECT {new} FROM (VALUES {values}) AS new \
         WHERE NOT EXISTS (SELECT 1 FROM {from} AS old WHERE (old.{old}) = ({new}))"
    )
}
