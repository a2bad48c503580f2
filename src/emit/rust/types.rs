//! Column types as Rust types, and how values of them are passed and bound.

use super::context::Context;
use super::names::Scope;
use crate::schema::{CheckedSchema, Column, ColumnId, Default, Type};
use crate::tables::ColumnType;

/// A column's type in Rust.
#[derive(Debug, Clone)]
pub struct RustType {
    /// Without `Option`.
    pub bare: String,
    passing: Passing,
}

/// How a value is best handed to a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passing {
    Copied,
    Text,
    Bytes,
    Borrowed,
    /// As its type likes: whether it is copied is not known here.
    Carried,
}

impl RustType {
    /// The type of a checked column.
    pub fn of(column: &Column, schema: &CheckedSchema, scope: &Scope) -> Self {
        if let Some(path) = schema.carried_by(column) {
            let (bare, passing) = (scope.external(path), Passing::Carried);
            return Self { bare, passing };
        }
        let (bare, passing) = match column.ty.unwrap_or(Type::Text) {
            Type::SmallInteger => ("i16".to_owned(), Passing::Copied),
            Type::Integer => ("i32".to_owned(), Passing::Copied),
            Type::BigInteger => ("i64".to_owned(), Passing::Copied),
            Type::Float | Type::Double => ("f64".to_owned(), Passing::Copied),
            Type::Numeric { .. } => (scope.external("rust_decimal::Decimal"), Passing::Copied),
            Type::Boolean => ("bool".to_owned(), Passing::Copied),
            Type::String(_) | Type::Text => (scope.prelude("String"), Passing::Text),
            Type::LargeBinary => (format!("{}<u8>", scope.prelude("Vec")), Passing::Bytes),
            Type::Date => (scope.external("chrono::NaiveDate"), Passing::Copied),
            Type::Time => (scope.external("chrono::NaiveTime"), Passing::Copied),
            Type::DateTime { timezone: false } => {
                (scope.external("chrono::NaiveDateTime"), Passing::Copied)
            }
            Type::DateTime { timezone: true } => {
                let utc = scope.external("chrono::Utc");
                (
                    format!("{}<{utc}>", scope.external("chrono::DateTime")),
                    Passing::Copied,
                )
            }
            Type::Uuid => (scope.external("uuid::Uuid"), Passing::Copied),
            Type::Json => (scope.external("serde_json::Value"), Passing::Borrowed),
            Type::Enum(id) => (schema.enums[id.0].name.text.clone(), Passing::Copied),
        };
        Self { bare, passing }
    }

    /// A value of its own from a place.
    pub fn owned(&self, place: &str) -> String {
        match self.passing {
            Passing::Copied => place.to_owned(),
            Passing::Carried => format!("::std::clone::Clone::clone(&{place})"),
            Passing::Text | Passing::Bytes | Passing::Borrowed => format!("{place}.clone()"),
        }
    }

    /// The type of a parameter that only looks at a value.
    pub fn parameter(&self) -> String {
        match self.passing {
            Passing::Copied => self.bare.clone(),
            Passing::Text => "&str".to_owned(),
            Passing::Bytes => "&[u8]".to_owned(),
            Passing::Borrowed | Passing::Carried => format!("&{}", self.bare),
        }
    }

    /// Such a parameter, bound.
    pub fn bind_parameter(&self, name: &str, scope: &Scope) -> String {
        match self.passing {
            Passing::Text | Passing::Bytes => format!("{}::from({name})", scope.support("Value")),
            Passing::Copied | Passing::Borrowed | Passing::Carried => format!("{name}.bind()"),
        }
    }

    /// A field of `self`, as the argument for such a parameter.
    pub fn argument(&self, field: &str) -> String {
        match self.passing {
            Passing::Copied => format!("self.{field}"),
            _ => format!("&self.{field}"),
        }
    }

    /// The type of a parameter that gives a value away, and what makes a value of it.
    pub fn given(&self, name: &str, scope: &Scope) -> (String, String) {
        match self.passing {
            Passing::Text | Passing::Bytes => (
                format!("impl {}<{}>", scope.prelude("Into"), self.bare),
                format!("{name}.into()"),
            ),
            Passing::Copied | Passing::Borrowed | Passing::Carried => {
                (self.bare.clone(), name.to_owned())
            }
        }
    }

    /// The same for a value that may be NULL.
    pub fn given_nullable(&self, name: &str, scope: &Scope) -> (String, String) {
        let nullable = scope.support("IntoNullable");
        (
            ["impl ", &nullable, "<", &self.bare, ">"].concat(),
            [name, ".into_nullable()"].concat(),
        )
    }
}

/// The types of the fields of generated structs.
#[cfg(feature = "cli")]
pub struct FieldTypes<'s> {
    schema: &'s CheckedSchema,
    scope: Scope,
}

#[cfg(feature = "cli")]
impl<'s> FieldTypes<'s> {
    /// Those of a schema.
    pub fn new(schema: &'s CheckedSchema) -> Self {
        let scope = Scope::new(schema);
        Self { schema, scope }
    }

    /// The type of a column's field: an `Option` where it may be NULL.
    pub fn of(&self, id: ColumnId) -> String {
        let column = self.schema.column(id);
        let bare = RustType::of(column, self.schema, &self.scope).bare;
        match column.nullable {
            true => format!("{}<{bare}>", self.scope.prelude("Option")),
            false => bare,
        }
    }
}

/// The value of a default as it is stored.
pub fn stored(default: &Default, id: ColumnId, context: &Context<'_>) -> Option<String> {
    let ty = context.statements.type_of(id);
    let value = context.scope.support("Value");
    let text = |text: &str| format!("{value}::from({text:?})");
    Some(match default {
        Default::Integer(number) => format!("{value}::Integer({number})"),
        Default::Boolean(bool) => format!("{value}::Integer({})", i32::from(*bool)),
        Default::Decimal(digits) => match ty {
            ColumnType::Numeric { .. } => text(digits),
            _ => format!("{value}::Real({:?})", digits.parse::<f64>().ok()?),
        },
        Default::Text(default) => text(&context.dialect.given(&ty, default)),
        Default::Variant(id, variant) => {
            text(&context.schema.enums[id.0].variants[*variant].label.text)
        }
        Default::Null | Default::Now | Default::Uuid | Default::Raw(_) => return None,
    })
}

/// The function of the support code that makes a default's value.
pub fn made(default: &Default, column: &Column) -> Option<&'static str> {
    match (default, column.ty) {
        (Default::Uuid, _) => Some("support::new_uuid"),
        (Default::Now, Some(Type::Date)) => Some("support::today"),
        (Default::Now, Some(Type::Time)) => Some("support::time_of_day"),
        (Default::Now, _) => Some("support::now"),
        _ => None,
    }
}
