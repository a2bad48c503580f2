//! Column types as Rust types, and how values of them are passed and bound.

use super::code::{Code, Ident, Rust, code, ident, literal, real};
use super::context::Context;
use super::names::Scope;
use crate::schema::{CheckedSchema, Column, ColumnId, Default, Type};
use crate::tables::ColumnType;
use crate::text::Piece;

/// A column's type in Rust.
#[derive(Debug, Clone)]
pub struct RustType {
    /// Without `Option`.
    pub bare: Code,
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
            Type::SmallInteger => ("i16".into(), Passing::Copied),
            Type::Integer => ("i32".into(), Passing::Copied),
            Type::BigInteger => ("i64".into(), Passing::Copied),
            Type::Float | Type::Double => ("f64".into(), Passing::Copied),
            Type::Numeric { .. } => (scope.external("rust_decimal::Decimal"), Passing::Copied),
            Type::Boolean => ("bool".into(), Passing::Copied),
            Type::String(_) | Type::Text => ("String".into(), Passing::Text),
            Type::LargeBinary => (code![scope.prelude("Vec"), "<u8>"], Passing::Bytes),
            Type::Date => (scope.external("chrono::NaiveDate"), Passing::Copied),
            Type::Time => (scope.external("chrono::NaiveTime"), Passing::Copied),
            Type::DateTime { timezone: false } => {
                (scope.external("chrono::NaiveDateTime"), Passing::Copied)
            }
            Type::DateTime { timezone: true } => {
                let utc = scope.external("chrono::Utc");
                (
                    code![scope.external("chrono::DateTime"), "<", utc, ">"],
                    Passing::Copied,
                )
            }
            Type::Uuid => (scope.external("uuid::Uuid"), Passing::Copied),
            Type::Json => (scope.external("serde_json::Value"), Passing::Borrowed),
            Type::Enum(id) => (
                ident(&schema.enums[id.0].name.text).whole(),
                Passing::Copied,
            ),
        };
        Self { bare, passing }
    }

    /// Whether a value is its own wherever it is named.
    pub fn is_copied(&self) -> bool {
        matches!(self.passing, Passing::Copied)
    }

    /// A value of its own from a place.
    pub fn owned(&self, place: impl Piece<Rust>) -> Code {
        match self.passing {
            Passing::Copied => code![place],
            Passing::Carried => code!["::std::clone::Clone::clone(&", place, ")"],
            Passing::Text | Passing::Bytes | Passing::Borrowed => code![place, ".clone()"],
        }
    }

    /// The type of a parameter that only looks at a value.
    pub fn parameter(&self) -> Code {
        match self.passing {
            Passing::Copied => self.bare.clone(),
            Passing::Text => "&str".into(),
            Passing::Bytes => "&[u8]".into(),
            Passing::Borrowed | Passing::Carried => code!["&", self.bare],
        }
    }

    /// Such a parameter, bound.
    pub fn bind_parameter(&self, name: &Ident, scope: &Scope) -> Code {
        match self.passing {
            Passing::Text | Passing::Bytes => code![scope.support("Value"), "::from(", name, ")"],
            Passing::Copied | Passing::Borrowed | Passing::Carried => code![name, ".bind()"],
        }
    }

    /// A field of `self`, as the argument for such a parameter.
    pub fn argument(&self, field: &Ident) -> Code {
        match self.passing {
            Passing::Copied => code!["self.", field],
            _ => code!["&self.", field],
        }
    }

    /// The type of a parameter that gives a value away, and what makes a value of it.
    pub fn given(&self, name: &Ident, scope: &Scope) -> (Code, Code) {
        match self.passing {
            Passing::Text | Passing::Bytes => (
                code!["impl ", scope.prelude("Into"), "<", self.bare, ">"],
                code![name, ".into()"],
            ),
            Passing::Copied | Passing::Borrowed | Passing::Carried => {
                (self.bare.clone(), code![name])
            }
        }
    }

    /// The same for a value that may be NULL.
    pub fn given_nullable(&self, name: &Ident, scope: &Scope) -> (Code, Code) {
        let nullable = scope.support("IntoNullable");
        (
            code!["impl ", &nullable, "<", &self.bare, ">"],
            code![name, ".into_nullable()"],
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
    pub fn of(&self, id: ColumnId) -> Code {
        let column = self.schema.column(id);
        let bare = RustType::of(column, self.schema, &self.scope).bare;
        match column.nullable {
            true => code![self.scope.prelude("Option"), "<", bare, ">"],
            false => bare,
        }
    }
}

/// The value of a default as it is stored. A text is one `from` it, or `text`, which is a constant function.
pub fn stored(
    default: &Default,
    id: ColumnId,
    context: &Context<'_>,
    from: &'static str,
) -> Option<Code> {
    let ty = context.statements.type_of(id);
    let value = context.scope.support("Value");
    let text = |text: &str| code![value, "::", from, "(", literal(text), ")"];
    Some(match default {
        Default::Integer(number) => code![value, "::Integer(", number, ")"],
        Default::Boolean(bool) => code![value, "::Integer(", i32::from(*bool), ")"],
        Default::Decimal(digits) => match ty {
            ColumnType::Numeric { .. } => text(digits),
            _ => code![value, "::Real(", real(digits.parse().ok()?), ")"],
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
