//! The models of the tests, as generated code defines them, and a database with their tables.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

use ::uuid::Uuid;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::types::ValueRef;
use rust_decimal::Decimal;

use super::super::*;

/// A database with the tables of all models, whose statements are noted.
pub fn engine() -> Engine {
    engine_of("UTF-8")
}

/// The same, whose text is stored in that encoding.
pub fn engine_of(encoding: &str) -> Engine {
    let mut db = Connection::open_in_memory().unwrap();
    db.pragma_update(None, "encoding", encoding).unwrap();
    db.execute_batch(SCHEMA).unwrap();
    let note = |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(_, text) = event {
            STATEMENTS.with_borrow_mut(|statements| statements.push(text.to_owned()));
        }
    };
    db.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note))
        .unwrap();
    Engine::new(db).unwrap()
}

pub const SCHEMA: &str = include_str!("schema.sql");

thread_local! {
    static STATEMENTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The statements that run in `run`.
pub fn statements(run: impl FnOnce()) -> Vec<String> {
    STATEMENTS.take();
    run();
    STATEMENTS.take()
}

/// The statements of a model.
pub trait Texts: Model {
    const INSERT: &'static str;
}

/// A new row; what is not set is left to the database.
#[derive(Clone)]
pub struct NewRow<M> {
    given: Vec<Given<'static>>,
    marker: PhantomData<fn() -> M>,
}

impl<M: Texts> NewRow<M> {
    pub fn new() -> Self {
        Self {
            given: M::TABLE.columns.iter().map(|_| Given::Database).collect(),
            marker: PhantomData,
        }
    }

    pub fn set(mut self, column: usize, value: impl Field) -> Self {
        self.given[column] = Given::Value(value.bind().into_owned());
        self
    }

    pub fn sql(self, column: usize, sql: &'static str) -> Self {
        self.give(column, Given::Sql(sql))
    }

    pub fn give(mut self, column: usize, given: Given<'static>) -> Self {
        self.given[column] = given;
        self
    }

    pub fn insert(self, db: &Connection) -> Result<M> {
        insert(db, self)
    }
}

impl<M: Texts> Insert for NewRow<M> {
    type Row = M;

    const SQL: &'static str = M::INSERT;

    fn given(&self, column: usize) -> Given<'_> {
        self.given[column].clone()
    }
}

macro_rules! model {
    (
        $model:ident $table:literal key $key:expr, select $select:literal, insert $insert:literal,
        $($number:tt $field:ident $constant:ident: $type:ty, $fits:expr;)*
    ) => {
        #[derive(Debug, Clone, PartialEq)]
        pub struct $model {
            $(pub $field: $type,)*
        }

        impl $model {
            $(pub const $constant: Column<$model, $type> = Column::new($number);)*

            pub fn query() -> Query<$model> {
                Query::new()
            }

            pub fn update(key: i32) -> Update<$model> {
                Update::of(&[Value::Integer(key.into())])
            }
        }

        impl Row for $model {
            const TABLE: &'static Table = &Table {
                name: $table,
                sql: $table,
                select: $select,
                columns: &[$(
                    TableColumn::nullable(stringify!($field), stringify!($field), $fits),
                )*],
                primary_key: $key,
            };

            fn value(&self, column: usize) -> Value<'_> {
                match column {
                    $($number => self.$field.bind(),)*
                    _ => Value::Null,
                }
            }
        }

        impl FromRow for $model {
            fn read(cells: &Cells<'_>) -> Result<Self, Unread> {
                Ok(Self { $($field: cells.read($number)?,)* })
            }
        }

        impl Texts for $model {
            const INSERT: &'static str = $insert;
        }
    };
}

model! {
    Person "person" key &[0], select "SELECT id, name FROM person",
    insert "INSERT INTO person (id, name) VALUES (?1, ?2) RETURNING id, name",
    0 id ID: i32, Fits::Any;
    1 name NAME: String, Fits::Characters(50);
}

model! {
    Offences "offences" key &[0], select "SELECT id, description, person_id FROM offences",
    insert "INSERT INTO offences (id, description, person_id) VALUES (?1, ?2, ?3)
            RETURNING id, description, person_id",
    0 id ID: i32, Fits::Any;
    1 description DESCRIPTION: Option<String>, Fits::Characters(50);
    2 person_id PERSON_ID: Option<i32>, Fits::Any;
}

model! {
    Note "note" key &[0], select "SELECT id, text, offence_id FROM note",
    insert "INSERT INTO note VALUES (?1, ?2, ?3) RETURNING *",
    0 id ID: i32, Fits::Any;
    1 text TEXT: String, Fits::Any;
    2 offence_id OFFENCE_ID: i32, Fits::Any;
}

model! {
    Node "node" key &[0], select "SELECT id, name, parent_id FROM node",
    insert "INSERT INTO node VALUES (?1, ?2, ?3) RETURNING *",
    0 id ID: i32, Fits::Any;
    1 name NAME: String, Fits::Any;
    2 parent_id PARENT_ID: Option<i32>, Fits::Any;
}

model! {
    Country "country" key &[0], select "SELECT code, name FROM country",
    insert "INSERT INTO country VALUES (?1, ?2) RETURNING *",
    0 code CODE: String, Fits::Any;
    1 name NAME: String, Fits::Any;
}

model! {
    City "city" key &[0], select "SELECT id, name, country_code FROM city",
    insert "INSERT INTO city VALUES (?1, ?2, ?3) RETURNING *",
    0 id ID: i32, Fits::Any;
    1 name NAME: String, Fits::Any;
    2 country_code COUNTRY_CODE: String, Fits::Any;
}

model! {
    Seat "seat" key &[0, 1], select "SELECT hall, row FROM seat",
    insert "INSERT INTO seat VALUES (?1, ?2) RETURNING *",
    0 hall HALL: i32, Fits::Any;
    1 row ROW: String, Fits::Any;
}

model! {
    Ticket "ticket" key &[0], select "SELECT id, hall, row FROM ticket",
    insert "INSERT INTO ticket VALUES (?1, ?2, ?3) RETURNING *",
    0 id ID: i32, Fits::Any;
    1 hall HALL: Option<i32>, Fits::Any;
    2 row ROW: Option<String>, Fits::Any;
}

model! {
    Thing "thing" key &[0],
    select "SELECT id, small, medium, big, float, price, exact, flag, text, bytes, day, time,
            moment, utc, uid, json, severity, filled FROM thing",
    insert "INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
            ?15, ?16, ?17, ?18) RETURNING *",
    0 id ID: i32, Fits::Any;
    1 small SMALL: Option<i16>, Fits::Any;
    2 medium MEDIUM: Option<i32>, Fits::Any;
    3 big BIG: Option<i64>, Fits::Any;
    4 float FLOAT: Option<f64>, Fits::Any;
    5 price PRICE: Option<Decimal>, Fits::Digits(10, 2);
    6 exact EXACT: Option<Decimal>, Fits::Digits(20, 4);
    7 flag FLAG: Option<bool>, Fits::Any;
    8 text TEXT: Option<String>, Fits::Characters(5);
    9 bytes BYTES: Option<Vec<u8>>, Fits::Any;
    10 day DAY: Option<NaiveDate>, Fits::Any;
    11 time TIME: Option<NaiveTime>, Fits::Any;
    12 moment MOMENT: Option<NaiveDateTime>, Fits::Any;
    13 utc UTC: Option<DateTime<Utc>>, Fits::Any;
    14 uid UID: Option<Uuid>, Fits::Any;
    15 json JSON: Option<serde_json::Value>, Fits::Any;
    16 severity SEVERITY: Option<Severity>, Fits::Any;
    17 filled FILLED: i32, Fits::Any;
}

model! {
    Number "number" key &[0], select "SELECT id FROM number", insert "",
    0 id ID: Counted, Fits::Any;
}

/// A value that is counted as long as it is there.
#[derive(Debug, PartialEq)]
pub struct Counted(pub i64);

thread_local! {
    static THERE: Cell<usize> = const { Cell::new(0) };
}

impl Counted {
    fn new(number: i64) -> Self {
        THERE.set(THERE.get() + 1);
        Self(number)
    }

    /// How many there are.
    pub fn there() -> usize {
        THERE.get()
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Self::new(self.0)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        THERE.set(THERE.get() - 1);
    }
}

impl Field for Counted {
    type Bare = Counted;

    const NAME: &'static str = "Counted";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        <i64 as Field>::read(stored).map(Self::new)
    }

    fn bind(&self) -> Value<'_> {
        Value::Integer(self.0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Minor,
    Major,
}

impl Field for Severity {
    type Bare = Severity;

    const NAME: &'static str = "Severity";

    fn read(stored: ValueRef<'_>) -> Option<Self> {
        match stored {
            ValueRef::Text(b"minor") => Some(Severity::Minor),
            ValueRef::Text(b"MAJ") => Some(Severity::Major),
            _ => None,
        }
    }

    fn bind(&self) -> Value<'_> {
        Value::Text(
            match self {
                Severity::Minor => "minor",
                Severity::Major => "MAJ",
            }
            .into(),
        )
    }
}

pub fn person(name: &str) -> NewRow<Person> {
    NewRow::new().set(1, name.to_owned())
}

pub fn offence(description: &str, person_id: Option<i32>) -> NewRow<Offences> {
    NewRow::new()
        .set(1, description.to_owned())
        .set(2, person_id)
}

pub fn note(text: &str, offence_id: i32) -> NewRow<Note> {
    NewRow::new().set(1, text.to_owned()).set(2, offence_id)
}

pub fn node(name: &str, parent_id: Option<i32>) -> NewRow<Node> {
    NewRow::new().set(1, name.to_owned()).set(2, parent_id)
}

pub fn country(code: &str) -> NewRow<Country> {
    NewRow::new()
        .set(0, code.to_owned())
        .set(1, format!("Country {code}"))
}

pub fn city(name: &str, country_code: &str) -> NewRow<City> {
    NewRow::new()
        .set(1, name.to_owned())
        .set(2, country_code.to_owned())
}
