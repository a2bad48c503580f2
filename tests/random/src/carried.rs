//! Types of the user's own, by the names that random schemas have for them. They carry whatever the driver gives.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, Value, ValueRef};

use crate::Draw;

macro_rules! carriers {
    ($($name:ident)*) => {$(
        /// A value of the database's.
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(pub Value);

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Value::column_result(value).map(Self)
            }
        }
    )*};
}

carriers! { Email Phone }

/// What a column of each sort keeps as it is.
impl Draw {
    pub fn carried_integer(&mut self) -> Value {
        Value::Integer(self.small().into())
    }

    pub fn carried_real(&mut self) -> Value {
        Value::Real(self.float())
    }

    pub fn carried_boolean(&mut self) -> Value {
        Value::Integer(self.boolean().into())
    }

    pub fn carried_text(&mut self, limit: usize) -> Value {
        Value::Text(self.text(limit))
    }

    pub fn carried_blob(&mut self) -> Value {
        Value::Blob(self.bytes())
    }

    /// No number, and so kept as text whatever the column likes best.
    pub fn carried_date(&mut self) -> Value {
        Value::Text(self.date().to_string())
    }
}
