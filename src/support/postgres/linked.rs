//! Rows that a new row is linked to, by a table between the two.

use std::collections::HashSet;

use super::batch::{self, Key, Keys, OnConflict};
use super::children::{Child, List, Way};
use super::insert::insert_level;
use super::pending::Pending;
use super::statement::execute;
use super::values::whole_array;
use super::{BoxFuture, Children, Db, LinkTable, ManyToMany, Model, Result, Row, Value};

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

    fn insert<'a>(
        &'a self,
        db: &'a dyn Db,
        mut rows: Vec<N>,
        keys: Vec<Key>,
        pending: &'a mut Pending,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let rows = insert_level(db, &mut rows, &Keys::given(), pending).await?;
            let others = rows.iter().map(|row| key(row, self.0.remote)).collect();
            insert_links(db, self.0, [keys, others]).await
        })
    }
}

impl Way<Key> for Between {
    fn relationship(&self) -> &'static str {
        self.0.name
    }

    fn local(&self) -> &'static [usize] {
        self.0.local
    }

    fn insert<'a>(
        &'a self,
        db: &'a dyn Db,
        rows: Vec<Key>,
        keys: Vec<Key>,
        _: &'a mut Pending,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(insert_links(db, self.0, [keys, rows]))
    }
}

fn key<R: Row>(row: &R, columns: &[usize]) -> Key {
    let columns = columns.iter();
    columns
        .map(|&column| row.value(column).into_owned())
        .collect()
}

/// Links rows in pairs, those that are not linked yet, in batches.
async fn insert_links(db: &dyn Db, link: &LinkTable, both: [Vec<Key>; 2]) -> Result<()> {
    let [rows, others] = both;
    let mut seen = HashSet::new();
    let mut pairs = Vec::with_capacity(rows.len());
    for (row, other) in rows.iter().zip(&others) {
        let pair = link.pair(row, other)?;
        if seen.insert(pair.clone()) {
            pairs.push(pair);
        }
    }
    for some in pairs.chunks(batch::most_rows(link.table)) {
        let columns = 0..link.table.columns.len();
        let of_each = |column| some.iter().filter_map(move |pair| pair.get(column));
        let values: Vec<_> = columns.map(|column| whole_array(of_each(column))).collect();
        execute(db, &text(link), &values).await?;
    }
    Ok(())
}

/// `INSERT INTO t (a, b) SELECT a, b FROM unnest($1::integer[], $2::text[]) AS new (a, b)
/// ON CONFLICT (a, b) DO NOTHING`, of names from the schema; `WHERE NOT EXISTS` where pairs
/// are no key.
fn text(link: &LinkTable) -> String {
    let table = link.table;
    let (mut names, mut arrays) = (Vec::new(), Vec::new());
    for (number, column) in (1..).zip(table.columns) {
        names.push(column.sql);
        arrays.push(format!("${number}::{}[]", column.ty));
    }
    let (columns, arrays) = (names.join(", "), arrays.join(", "));
    let (into, new) = (table.sql, names.join(", new."));
    let insert = format!(
        "INSERT INTO {into} ({columns}) SELECT new.{new} \
         FROM unnest({arrays}) AS new ({columns})"
    );
    if !link.repeats {
        return format!("{insert} ON CONFLICT ({columns}) DO NOTHING");
    }
    let old = names.join(", old.");
    format!(
        "{insert} WHERE NOT EXISTS \
         (SELECT 1 FROM {into} AS old WHERE (old.{old}) = (new.{new}))"
    )
}
