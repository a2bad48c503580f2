//! Column types.

use super::{EnumId, Schema};

/// A column type of the language, or an enum of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    SmallInteger,
    Integer,
    BigInteger,
    Float,
    Double,
    Numeric { precision: u32, scale: u32 },
    Boolean,
    String(Option<u32>),
    Text,
    LargeBinary,
    Date,
    Time,
    DateTime { timezone: bool },
    Uuid,
    Json,
    Enum(EnumId),
}

impl Type {
    /// The name in the language.
    pub fn name(self, schema: &Schema) -> String {
        match self {
            Type::SmallInteger => "SmallInteger".to_owned(),
            Type::Integer => "Integer".to_owned(),
            Type::BigInteger => "BigInteger".to_owned(),
            Type::Float => "Float".to_owned(),
            Type::Double => "Double".to_owned(),
            Type::Numeric { precision, scale } => format!("Numeric({precision}, {scale})"),
            Type::Boolean => "Boolean".to_owned(),
            Type::String(None) => "String".to_owned(),
            Type::String(Some(length)) => format!("String({length})"),
            Type::Text => "Text".to_owned(),
            Type::LargeBinary => "LargeBinary".to_owned(),
            Type::Date => "Date".to_owned(),
            Type::Time => "Time".to_owned(),
            Type::DateTime { timezone: false } => "DateTime".to_owned(),
            Type::DateTime { timezone: true } => "DateTime timezone".to_owned(),
            Type::Uuid => "Uuid".to_owned(),
            Type::Json => "Json".to_owned(),
            Type::Enum(id) => schema
                .enums
                .get(id.0)
                .map(|one| one.name.text.clone())
                .unwrap_or_default(),
        }
    }

    /// Whether values are whole numbers.
    pub fn is_integer(self) -> bool {
        matches!(self, Type::SmallInteger | Type::Integer | Type::BigInteger)
    }
}
