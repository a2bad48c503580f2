//! New rows, and how they come into the database with all that is inserted along.

use super::batch::{self, Keys, OnConflict, Target};
use super::pending::Pending;
use super::{Cells, Children, Db, Error, Field, FromRow, Model};
use super::{Result, Row, Session, Value};

/// A new row: what an INSERT needs.
pub trait Insert: Sized + Send + Sync {
    /// The row that comes back.
    type Row: Model;

    /// The statement with every column given.
    const SQL: &'static str;

    /// What is given for each column, in the table's order, none left out.
    fn values(&self) -> Vec<Given<'_>>;

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
/// be inserted along: one statement for every 10,000 rows that give the same columns (500
/// where they do not), and a savepoint where there are several.
pub(crate) async fn insert_all<N: Insert>(
    db: &dyn Db,
    rows: impl IntoIterator<Item = N>,
) -> Result<Vec<N::Row>> {
    insert_rows(db, rows.into_iter().collect(), &OnConflict::fails()).await
}

pub(super) async fn insert_one<N: Insert>(
    db: &dyn Db,
    new: N,
    conflict: &OnConflict,
) -> Result<N::Row> {
    let table = <N::Row as Row>::TABLE;
    let mut inserted = insert_rows(db, vec![new], conflict).await?;
    inserted.pop().ok_or(Error::NotFound { table: table.name })
}

/// Inserts rows, and what is to be inserted along, in a savepoint; one statement needs
/// none.
pub(super) async fn insert_rows<N: Insert>(
    db: &dyn Db,
    mut rows: Vec<N>,
    conflict: &OnConflict,
) -> Result<Vec<N::Row>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let savepoint = match rows.iter_mut().all(is_alone) && is_one_batch(&rows, conflict) {
        true => None,
        false => Some(Session::nested(db).await?),
    };
    let db = savepoint.as_ref().map_or(db, |session| session as &dyn Db);
    let mut pending = Pending::default();
    let inserted = insert_level(db, rows, &Keys::given(), conflict, &mut pending).await?;
    pending.insert(db).await?;
    let inserted = Model::complete(db, inserted).await?;
    if let Some(savepoint) = savepoint {
        savepoint.commit().await?;
    }
    Ok(inserted)
}

/// Whether nothing is inserted or loaded along with the row.
fn is_alone<N: Insert>(row: &mut N) -> bool {
    let children = row.children();
    !N::Row::EAGER && children.is_none_or(|children| children.is_empty())
}

/// Whether one statement inserts all of the rows.
fn is_one_batch<N: Insert>(rows: &[N], conflict: &OnConflict) -> bool {
    if rows.len() <= 1 {
        return true;
    }
    if rows.len() > batch::MOST_ROWS {
        return false;
    }
    let given: Vec<_> = rows.iter().map(N::values).collect();
    let mut batches = batch::batches(<N::Row as Row>::TABLE, &given, &conflict.key);
    let second = batches.nth(1);
    second.is_none()
}

/// Inserts rows of one model, and notes what is to be inserted along with them.
pub(super) async fn insert_level<N: Insert>(
    db: &dyn Db,
    mut rows: Vec<N>,
    keys: &Keys,
    conflict: &OnConflict,
    pending: &mut Pending,
) -> Result<Vec<ColumnsOf<N>>> {
    let target = Target::of::<N>();
    let mut inserted: Vec<ColumnsOf<N>> = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(batch::MOST_ROWS) {
        let first = inserted.len();
        let mut given = Vec::with_capacity(chunk.len());
        for row in chunk {
            let mut values = row.values();
            keys.put(first + given.len(), &mut values);
            given.push(values);
        }
        target
            .insert(db, &given, conflict, &mut |row| {
                inserted.push(FromRow::read(&Cells::of(row, <N::Row as Row>::TABLE))?);
                Ok(())
            })
            .await?;
    }
    for (row, parent) in rows.iter_mut().zip(&inserted) {
        if let Some(children) = row.children() {
            pending.add(std::mem::take(children), &|column| parent.value(column));
        }
    }
    Ok(inserted)
}
