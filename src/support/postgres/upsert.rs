//! INSERT of rows that may be there: those that are take over some of the new columns.

use super::batch::OnConflict;
use super::draft::Statement;
use super::insert::{insert_one, insert_rows};
use super::{Column, Db, Insert, Model, Result, Row, Table, Upkeep};

/// Columns of `M` that a row which is there takes over: one, a tuple of them, or `()` for
/// none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` names no columns of `{M}`",
    label = "expected a column of `{M}`, a tuple of them, or `()`"
)]
pub trait Columns<M> {
    /// Their numbers.
    fn numbers(&self) -> Vec<usize>;
}

/// Inserts a row, or has the one that is there with that key take over these columns.
pub(crate) async fn upsert<N: Insert>(
    db: &dyn Db,
    new: N,
    key: &[usize],
    columns: impl Columns<N::Row>,
) -> Result<N::Row> {
    let taken = taken_over(<N::Row as Row>::TABLE, key, columns.numbers())?;
    insert_one(db, new, &taken).await
}

/// The same for any number of rows, in batches, all or none.
pub(crate) async fn upsert_all<N: Insert>(
    db: &dyn Db,
    mut rows: Vec<N>,
    key: &[usize],
    columns: impl Columns<N::Row>,
) -> Result<Vec<N::Row>> {
    let taken = taken_over(<N::Row as Row>::TABLE, key, columns.numbers())?;
    insert_rows(db, &mut rows, &taken).await
}

/// `ON CONFLICT (key) DO UPDATE SET a = excluded.a, …`. A row that takes nothing over is
/// set to what it is, so that it comes back.
fn taken_over(table: &Table, key: &[usize], mut columns: Vec<usize>) -> Result<OnConflict> {
    columns.sort_unstable();
    columns.dedup();
    for &column in &columns {
        let upkeep = table.column(column).upkeep;
        let by_others = matches!(upkeep, Upkeep::Computed | Upkeep::Version);
        if by_others || table.primary_key.contains(&column) {
            let expected = "a column that an UPDATE can set";
            let found = if by_others {
                "one that others write"
            } else {
                "the key"
            };
            return Err(table.misfit(column, expected, found.to_owned()));
        }
    }
    let (taken, from) = match columns.is_empty() {
        true => (key, table.sql),
        false => (columns.as_slice(), "excluded"),
    };
    let set = |&column: &usize| {
        let name = table.column(column).sql;
        format!("{name} = {from}.{name}")
    };
    let set: Vec<String> = taken.iter().map(set).collect();
    let mut action = Statement::default();
    let (conflict, set) = (table.list(key), set.join(", "));
    action.push(&format!(" ON CONFLICT ({conflict}) DO UPDATE SET {set}"));
    if !columns.is_empty() {
        table.bring_up_to_date(&mut action, &columns);
    }
    let key = key.to_vec();
    Ok(OnConflict { action, key })
}

impl<M> Columns<M> for () {
    fn numbers(&self) -> Vec<usize> {
        Vec::new()
    }
}

impl<M: Model, T> Columns<M> for Column<M, T> {
    fn numbers(&self) -> Vec<usize> {
        vec![self.number()]
    }
}

macro_rules! columns {
    ($($name:ident $place:tt)*) => {
        impl<M: Model, $($name),*> Columns<M> for ($(Column<M, $name>,)*) {
            fn numbers(&self) -> Vec<usize> {
                vec![$(self.$place.number()),*]
            }
        }
    };
}

columns!(A 0);
columns!(A 0 B 1);
columns!(A 0 B 1 C 2);
columns!(A 0 B 1 C 2 D 3);
columns!(A 0 B 1 C 2 D 3 E 4);
columns!(A 0 B 1 C 2 D 3 E 4 F 5);
columns!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);
columns!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
columns!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
columns!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
columns!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
columns!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);
