//! The models of the tests, as generated code defines them.

use std::marker::PhantomData;

use ::uuid::Uuid;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

use super::super::*;

/// The statements of a model.
pub trait Texts: Model {
    const INSERT: &'static str;
}

/// A new row; what is not set is left to the database.
#[derive(Clone, Debug)]
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

    pub async fn insert(self, db: &dyn Db) -> Result<M> {
        insert(db, self).await
    }
}

impl<M> PartialEq for NewRow<M> {
    fn eq(&self, other: &Self) -> bool {
        format!("{:?}", self.given) == format!("{:?}", other.given)
    }
}

impl<M: Texts> Insert for NewRow<M> {
    type Row = M;

    const SQL: &'static str = M::INSERT;

    fn given(&self, column: usize) -> Given<'_> {
        self.given[column].clone()
    }
}

/// A column that may be NULL; one of a native enum is read as text.
const fn column(name: &'static str, ty: &'static str, fits: Fits) -> TableColumn {
    let column = TableColumn::nullable(name, name, ty, fits);
    match name.as_bytes() {
        b"severity" => TableColumn::as_text(column),
        b"name" => TableColumn::constrained(column, &["uq_person_name"]),
        b"description" => TableColumn::constrained(column, &["uq_offences_description"]),
        b"small" => TableColumn::constrained(column, &["ck_thing_small"]),
        _ => column,
    }
}

macro_rules! model {
    (
        $model:ident $table:literal key $key:expr, select $select:literal, insert $insert:literal,
        $($number:tt $field:ident $constant:ident: $type:ty, $sql:literal, $fits:expr;)*
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
                    column(stringify!($field), $sql, $fits),
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
    insert "INSERT INTO person (id, name) VALUES ($1, $2) RETURNING id, name",
    0 id ID: i32, "integer", Fits::Any;
    1 name NAME: String, "text", Fits::Characters(50);
}

model! {
    Offences "offences" key &[0], select "SELECT id, description, person_id FROM offences",
    insert "INSERT INTO offences (id, description, person_id) VALUES ($1, $2, $3)
            RETURNING id, description, person_id",
    0 id ID: i32, "integer", Fits::Any;
    1 description DESCRIPTION: Option<String>, "text", Fits::Characters(50);
    2 person_id PERSON_ID: Option<i32>, "integer", Fits::Any;
}

model! {
    Note "note" key &[0], select "SELECT id, text, offence_id FROM note",
    insert "INSERT INTO note VALUES ($1, $2, $3) RETURNING *",
    0 id ID: i32, "integer", Fits::Any;
    1 text TEXT: String, "text", Fits::Any;
    2 offence_id OFFENCE_ID: i32, "integer", Fits::Any;
}

model! {
    Node "node" key &[0], select "SELECT id, name, parent_id FROM node",
    insert "INSERT INTO node VALUES ($1, $2, $3) RETURNING *",
    0 id ID: i32, "integer", Fits::Any;
    1 name NAME: String, "text", Fits::Any;
    2 parent_id PARENT_ID: Option<i32>, "integer", Fits::Any;
}

model! {
    Country "country" key &[0], select "SELECT code, name FROM country",
    insert "INSERT INTO country VALUES ($1, $2) RETURNING *",
    0 code CODE: String, "text", Fits::Any;
    1 name NAME: String, "text", Fits::Any;
}

model! {
    City "city" key &[0], select "SELECT id, name, country_code FROM city",
    insert "INSERT INTO city VALUES ($1, $2, $3) RETURNING *",
    0 id ID: i32, "integer", Fits::Any;
    1 name NAME: String, "text", Fits::Any;
    2 country_code COUNTRY_CODE: String, "text", Fits::Any;
}

model! {
    Seat "seat" key &[0, 1], select "SELECT hall, row FROM seat",
    insert "INSERT INTO seat VALUES ($1, $2) RETURNING *",
    0 hall HALL: i32, "integer", Fits::Any;
    1 row ROW: String, "text", Fits::Any;
}

model! {
    Ticket "ticket" key &[0], select "SELECT id, hall, row FROM ticket",
    insert "INSERT INTO ticket VALUES ($1, $2, $3) RETURNING *",
    0 id ID: i32, "integer", Fits::Any;
    1 hall HALL: Option<i32>, "integer", Fits::Any;
    2 row ROW: Option<String>, "text", Fits::Any;
}

model! {
    Thing "thing" key &[0],
    select "SELECT id, small, medium, big, float, price, exact, flag, text, bytes, day, time,
            moment, utc, uid, json, severity::text, filled FROM thing",
    insert "INSERT INTO thing VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
            $15, $16, $17, $18) RETURNING id, small, medium, big, float, price, exact, flag, text,
            bytes, day, time, moment, utc, uid, json, severity::text, filled",
    0 id ID: i32, "integer", Fits::Any;
    1 small SMALL: Option<i16>, "smallint", Fits::Any;
    2 medium MEDIUM: Option<i32>, "integer", Fits::Any;
    3 big BIG: Option<i64>, "bigint", Fits::Any;
    4 float FLOAT: Option<f64>, "double precision", Fits::Any;
    5 price PRICE: Option<Decimal>, "numeric", Fits::Digits(10, 2);
    6 exact EXACT: Option<Decimal>, "numeric", Fits::Digits(20, 4);
    7 flag FLAG: Option<bool>, "boolean", Fits::Any;
    8 text TEXT: Option<String>, "text", Fits::Characters(5);
    9 bytes BYTES: Option<Vec<u8>>, "bytea", Fits::Any;
    10 day DAY: Option<NaiveDate>, "date", Fits::Any;
    11 time TIME: Option<NaiveTime>, "time", Fits::Any;
    12 moment MOMENT: Option<NaiveDateTime>, "timestamp", Fits::Any;
    13 utc UTC: Option<DateTime<Utc>>, "timestamptz", Fits::Any;
    14 uid UID: Option<Uuid>, "uuid", Fits::Any;
    15 json JSON: Option<serde_json::Value>, "jsonb", Fits::Any;
    16 severity SEVERITY: Option<Severity>, "severity", Fits::Any;
    17 filled FILLED: i32, "integer", Fits::Any;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Minor,
    Major,
}

impl Field for Severity {
    type Bare = Severity;

    const NAME: &'static str = "Severity";

    fn read(stored: Stored<'_>) -> Option<Self> {
        match text(stored)? {
            "minor" => Some(Severity::Minor),
            "MAJ" => Some(Severity::Major),
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
