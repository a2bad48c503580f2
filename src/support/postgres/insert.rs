//! New rows, and how they come into the database with all that is inserted along.

use super::batch::{self, Keys, OnConflict, Target};
use super::by_key::found;
use super::pending::Pending;
use super::statement::ReadRows;
use super::{Children, Db, Field, Model, Result, Row, Session, Table, Value};

/// A new row: what an INSERT needs.
pub trait Insert: Sized + Send + Sync {
    /// The row that comes back.
    type Row: Model;

    /// The statement with every column given.
    const SQL: &'static str;

    /// What is given for the column of that number.
    fn given(&self, column: usize) -> Given<'_>;

    /// What is to be inserted along with it, where its model has such relationships.
    fn children(&mut self) -> Option<&mut Children> {
        None
    }
}

/// What is read of the row that comes back.
pub(super) type ColumnsOf<N> = <<N as Insert>::Row as Model>::Columns;

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
pub(crate) async fn insert<N: Insert>(db: &dyn Db, new: N) -> Result<N::Row> {
    insert_one(db, new, &OnConflict::fails()).await
}

/// Inserts any number of rows, all or none, in the order in which they come, and what is to
/// be inserted along: one statement for every 25,000 rows, fewer beyond ten columns, that
/// give the same columns (500 where they do not), and a savepoint where there are several.
pub(crate) async fn insert_all<N: Insert>(
    db: &dyn Db,
    rows: impl IntoIterator<Item = N>,
) -> Result<Vec<N::Row>> {
    let mut rows: Vec<N> = rows.into_iter().collect();
    insert_rows(db, &mut rows, &OnConflict::fails()).await
}

pub(super) async fn insert_one<N: Insert>(
    db: &dyn Db,
    new: N,
    conflict: &OnConflict,
) -> Result<N::Row> {
    let inserted = insert_rows(db, &mut [new], conflict).await?.pop();
    found(inserted, <N::Row as Row>::TABLE.name)
}

/// Inserts rows, and what is to be inserted along, in a savepoint; one statement needs
/// none.
pub(super) async fn insert_rows<N: Insert>(
    db: &dyn Db,
    mut rows: &mut [N],
    conflict: &OnConflict,
) -> Result<Vec<N::Row>> {
    let mut inserted: Vec<ColumnsOf<N>> = Vec::new();
    let level = Level::of::<N>(&mut rows, &mut inserted);
    let savepoint = level.insert_whole(db, conflict).await?;
    let db = savepoint.as_ref().map_or(db, |session| session as &dyn Db);
    let inserted = Model::complete(db, inserted).await?;
    commit(savepoint).await?;
    Ok(inserted)
}

/// Inserts rows, each with the key of its parent, and notes what is to be inserted along
/// with them.
pub(super) async fn insert_level<N: Insert>(
    db: &dyn Db,
    mut rows: &mut [N],
    keys: &Keys,
    pending: &mut Pending,
) -> Result<Vec<ColumnsOf<N>>> {
    let mut inserted: Vec<ColumnsOf<N>> = Vec::new();
    let mut level = Level::of::<N>(&mut rows, &mut inserted);
    level
        .insert(db, keys, &OnConflict::fails(), pending)
        .await?;
    Ok(inserted)
}

/// New rows of one model, whichever it is.
trait NewRows: Send + Sync {
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
    async fn insert_whole<'db>(
        mut self,
        db: &'db dyn Db,
        conflict: &OnConflict,
    ) -> Result<Option<Session<'db>>> {
        if self.is_one_batch() {
            return self.insert_alone(db, conflict).await;
        }
        let savepoint = Session::nested(db).await?;
        let mut pending = Pending::default();
        self.insert(&savepoint, &Keys::given(), conflict, &mut pending)
            .await?;
        pending.insert(&savepoint).await?;
        Ok(Some(savepoint))
    }

    /// Whether there are no more rows than are read at once, and nothing is inserted or
    /// loaded along with them.
    fn is_one_batch(&mut self) -> bool {
        let all = self.rows.len();
        let along = (0..all).any(|row| {
            let along = self.rows.children(row);
            along.is_some_and(|children| !children.is_empty())
        });
        all == 0 || (all <= self.target.most_rows() && !along && !self.eager)
    }

    /// Inserts rows that need nothing else, by one statement where that is enough.
    async fn insert_alone<'db>(
        self,
        db: &'db dyn Db,
        conflict: &OnConflict,
    ) -> Result<Option<Session<'db>>> {
        let table = self.target.table;
        let given: Vec<_> = (0..self.rows.len())
            .map(|row| all_given(table, |column| self.rows.given(row, column)))
            .collect();
        let several = batch::batches(table, &given, &conflict.key)
            .nth(1)
            .is_some();
        let savepoint = match several {
            true => Some(Session::nested(db).await?),
            false => None,
        };
        let db = savepoint.as_ref().map_or(db, |session| session as &dyn Db);
        self.target
            .insert(db, &given, conflict, self.inserted)
            .await?;
        Ok(savepoint)
    }

    async fn insert(
        &mut self,
        db: &dyn Db,
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
        for first in (0..all).step_by(most) {
            let mut given = Vec::with_capacity(most.min(all - first));
            for row in first..all.min(first + most) {
                let mut values = all_given(target.table, |column| rows.given(row, column));
                keys.put(row, &mut values);
                given.push(values);
            }
            target.insert(db, &given, conflict, *inserted).await?;
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

/// What is given for each column, in the table's order.
pub(super) fn all_given<'r, F>(table: &Table, given: F) -> Vec<Given<'r>>
where
    F: Fn(usize) -> Given<'r>,
{
    (0..table.columns.len()).map(given).collect()
}

/// Commits a savepoint, where there is one.
async fn commit(savepoint: Option<Session<'_>>) -> Result<()> {
    match savepoint {
        Some(savepoint) => savepoint.commit().await,
        None => Ok(()),
    }
}
