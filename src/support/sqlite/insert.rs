//! New rows, and how they come into the database with all that is inserted along.

use rusqlite::Connection;

use super::batch::{Keys, OnConflict, Target};
use super::by_key::found;
use super::pending::Pending;
use super::rows::Rows;
use super::statement::ReadRows;
use super::{Children, Field, Model, Result, Row, Session, Value};

/// A new row: what an INSERT needs.
pub trait Insert: Sized {
    /// The row that comes back.
    type Row: Model;

    /// The statement with every column given.
    const SQL: &'static str;

    /// Which rows need not be read back when they are inserted.
    const KNOWN: Known = Known::Never;

    /// What is given for the column of that number.
    fn given(&self, column: usize) -> Given<'_>;

    /// What is to be inserted along with it, where its model has such relationships.
    fn children(&mut self) -> Option<&mut Children> {
        None
    }
}

/// What is read of the row that comes back.
pub(super) type ColumnsOf<N> = <<N as Insert>::Row as Model>::Columns;

/// Which new rows are known without being read back: those of which the database stores
/// every value as it is given. Their numbers are `last_insert_rowid`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// None.
    Never,
    /// One that a statement inserts alone. The numbers of several need not follow each
    /// other where the largest of all may be taken.
    Alone,
    /// Several of one statement, too.
    Together,
}

/// What an INSERT says of a column.
#[derive(Debug, Clone)]
pub enum Given<'a> {
    /// A value, to be bound.
    Value(Value<'a>),
    /// Nothing: the database fills it in.
    Database,
    /// SQL from the schema.
    Sql(&'static str),
    /// The key of a parent that is not known yet, by this relationship. The row cannot be
    /// inserted by itself.
    Parent(&'static str),
}

impl<'a> Given<'a> {
    /// The value, or the database's default.
    pub(crate) fn or_database<T: Field>(given: &'a Option<T>) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Database,
        }
    }

    /// The value, or a default of the schema's.
    pub(crate) fn or_value<T: Field>(given: &'a Option<T>, default: Value<'a>) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Value(default),
        }
    }

    /// The value, or one that is made now.
    pub(crate) fn or_made<T: Field>(given: &'a Option<T>, make: fn() -> Value<'a>) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Value(make()),
        }
    }

    /// The key of a parent, or that of the parent that the row is inserted with.
    pub(crate) fn or_parent<T: Field>(given: &'a Option<T>, of: &'static str) -> Self {
        match given {
            Some(key) => Given::Value(key.bind()),
            None => Given::Parent(of),
        }
    }

    /// The value, or SQL of the schema's.
    pub(crate) fn or_sql<T: Field>(given: &'a Option<T>, sql: &'static str) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Sql(sql),
        }
    }
}

/// Inserts one row, and what is to be inserted along.
pub(crate) fn insert<N: Insert>(db: &Connection, new: N) -> Result<N::Row> {
    insert_one(db, new, &OnConflict::fails())
}

/// Inserts any number of rows, all or none, in the order in which they come, and what is to
/// be inserted along: a savepoint, and one statement for every 32 rows that give the same
/// columns.
pub(crate) fn insert_all<N: Insert>(
    db: &Connection,
    rows: impl IntoIterator<Item = N>,
) -> Result<Vec<N::Row>> {
    let mut rows: Vec<N> = rows.into_iter().collect();
    insert_rows(db, &mut rows, &OnConflict::fails())
}

pub(super) fn insert_one<N: Insert>(
    db: &Connection,
    new: N,
    conflict: &OnConflict,
) -> Result<N::Row> {
    let inserted = insert_rows(db, &mut [new], conflict)?.pop();
    found(inserted, <N::Row as Row>::TABLE.name)
}

/// Inserts rows, and what is to be inserted along, in a savepoint; one statement needs
/// none.
pub(super) fn insert_rows<N: Insert>(
    db: &Connection,
    mut rows: &mut [N],
    conflict: &OnConflict,
) -> Result<Vec<N::Row>> {
    let mut inserted: Vec<ColumnsOf<N>> = Vec::new();
    let level = Level::of::<N>(&mut rows, &mut inserted);
    let savepoint = level.insert_whole(db, conflict)?;
    let inserted = Model::complete(db, inserted)?;
    commit(savepoint)?;
    Ok(inserted)
}

/// Inserts rows, each with the key of its parent, and notes what is to be inserted along
/// with them.
pub(super) fn insert_level<N: Insert>(
    db: &Connection,
    mut rows: &mut [N],
    keys: &Keys,
    pending: &mut Pending,
) -> Result<Vec<ColumnsOf<N>>> {
    let mut inserted: Vec<ColumnsOf<N>> = Vec::new();
    let mut level = Level::of::<N>(&mut rows, &mut inserted);
    level.insert(db, keys, &OnConflict::fails(), pending)?;
    Ok(inserted)
}

/// New rows of one model, whichever it is.
trait NewRows {
    fn len(&self) -> usize;

    /// What is given for a column of a row.
    fn given(&self, row: usize, column: usize) -> Given<'_>;

    /// What is to be inserted along with a row.
    fn children(&mut self, row: usize) -> Option<&mut Children>;
}

impl<N: Insert> NewRows for &mut [N] {
    fn len(&self) -> usize {
        <[N]>::len(self)
    }

    fn given(&self, row: usize, column: usize) -> Given<'_> {
        match self.get(row) {
            Some(row) => row.given(column),
            None => Given::Database,
        }
    }

    fn children(&mut self, row: usize) -> Option<&mut Children> {
        self.get_mut(row)?.children()
    }
}

/// New rows of one model, and what comes back of them. All that is done with it is compiled
/// once, whatever the model.
struct Level<'r> {
    target: Target,
    rows: &'r mut dyn NewRows,
    inserted: &'r mut dyn ReadRows,
    /// Whether something is loaded along with what comes back.
    eager: bool,
}

impl<'r> Level<'r> {
    fn of<N: Insert>(rows: &'r mut dyn NewRows, inserted: &'r mut dyn ReadRows) -> Self {
        Self {
            target: Target::of::<N>(),
            rows,
            inserted,
            eager: <N::Row as Model>::EAGER,
        }
    }

    /// Inserts the rows and all that comes along. Where that takes several statements they
    /// run in a savepoint, which is left open.
    fn insert_whole<'db>(
        mut self,
        db: &'db Connection,
        conflict: &OnConflict,
    ) -> Result<Option<Session<'db>>> {
        let savepoint = match self.is_one_statement() {
            true => None,
            false => Some(Session::nested(db)?),
        };
        let mut pending = Pending::default();
        self.insert(db, &Keys::given(), conflict, &mut pending)?;
        pending.insert(db)?;
        Ok(savepoint)
    }

    /// Whether there is one row, or none, and nothing is inserted or loaded along with it.
    fn is_one_statement(&mut self) -> bool {
        let along = match self.rows.len() {
            0 => return true,
            1 => self.rows.children(0),
            _ => return false,
        };
        !self.eager && along.is_none_or(|children| children.is_empty())
    }

    fn insert(
        &mut self,
        db: &Connection,
        keys: &Keys,
        conflict: &OnConflict,
        pending: &mut Pending,
    ) -> Result<()> {
        let Self {
            target,
            rows,
            inserted,
            ..
        } = self;
        let (most, all) = (target.most_rows(), rows.len());
        let columns = target.table.columns.len();
        for first in (0..all).step_by(most) {
            let batch = first..all.min(first + most);
            let mut given = Vec::with_capacity(batch.len() * columns);
            for row in batch {
                let begin = given.len();
                given.extend((0..columns).map(|column| rows.given(row, column)));
                keys.put(row, given.get_mut(begin..).unwrap_or_default());
            }
            target.insert(db, Rows::of(&given, columns), conflict, *inserted)?;
        }
        for row in 0..all {
            if let Some(children) = rows.children(row) {
                let parent = |column| inserted.value(row, column);
                pending.add(std::mem::take(children), &parent);
            }
        }
        Ok(())
    }
}

/// Commits a savepoint, where there is one.
fn commit(savepoint: Option<Session<'_>>) -> Result<()> {
    match savepoint {
        Some(savepoint) => savepoint.commit(),
        None => Ok(()),
    }
}
