//! Columns as a program writes them down.

use crate::emit::rust::ident;
use crate::pipeline::Checked;
use crate::schema::{Column, ColumnId, Default, Type, constant, variant};
use crate::source::Span;

/// A column of a model, whose rows the program has.
#[derive(Clone, Copy)]
pub struct Field<'c> {
    pub id: ColumnId,
    pub column: &'c Column,
    checked: &'c Checked,
}

impl<'c> Field<'c> {
    pub fn new(checked: &'c Checked, id: ColumnId) -> Self {
        let column = checked.schema.column(id);
        Self {
            id,
            column,
            checked,
        }
    }

    pub fn name(&self) -> String {
        ident(&self.column.name.text).into_string()
    }

    pub fn constant(&self) -> String {
        constant(&self.column.name.text)
    }

    /// `Person.name`
    pub fn told(&self) -> String {
        let model = &self.checked.schema.model(self.id.model).name.text;
        format!("{model}.{}", self.column.name.text)
    }

    pub fn is_required(&self) -> bool {
        self.checked.schema.is_required(self.id)
    }

    /// Whether a new row can give it.
    pub fn is_given(&self) -> bool {
        self.column.computed.is_none() && self.column.version.is_none()
    }

    /// What the row has there, as a value of its own.
    pub fn of(&self, row: &str) -> String {
        match self.column.deferred {
            Some(_) => format!("{row}.{}(db)?", self.name()),
            None => format!("{row}.{}.clone()", self.name()),
        }
    }

    /// An `Option` of a reference to it.
    pub fn if_there(&self, row: &str) -> String {
        match self.column.nullable {
            true => format!("{row}.{}.as_ref()", self.name()),
            false => format!("Some(&{row}.{})", self.name()),
        }
    }

    /// What a look-up takes for a reference to a value.
    pub fn argument(&self, reference: &str) -> String {
        match self.column.ty {
            _ if self.carrier().is_some() => reference.to_owned(),
            Some(Type::Json) => reference.to_owned(),
            Some(Type::String(_) | Type::Text) => format!("{reference}.as_str()"),
            Some(Type::LargeBinary) => format!("{reference}.as_slice()"),
            _ => format!("*{reference}"),
        }
    }

    /// Whether raw SQL fills it in with a date or a time, whose text then is the SQL's and not ours: it can be read,
    /// and is equal to no value that is bound.
    fn is_spelled_by(&self, filled: Option<&(Default, Span)>) -> bool {
        let is_raw = matches!(filled, Some((Default::Raw(_), _)));
        is_raw
            && matches!(
                self.column.ty,
                Some(Type::Date | Type::Time | Type::DateTime { .. })
            )
    }

    /// Whether it may be left out of a new row.
    pub fn may_be_left_out(&self) -> bool {
        let fillers = [&self.column.default, &self.column.server_default];
        !fillers.iter().any(|one| self.is_spelled_by(one.as_ref()))
    }

    /// Whether what is there is equal to what is bound.
    pub fn is_found(&self) -> bool {
        !self.is_spelled_by(self.column.on_update.as_ref())
    }

    /// Whether values are equal in the database that are not in Rust.
    pub fn is_collated(&self) -> bool {
        self.column.collate.is_some()
    }

    /// An expression that draws a value, NULL where there may be one.
    pub fn drawn(&self) -> String {
        let value = match self.carrier() {
            Some(path) => format!("{path}({})", self.carried()),
            None => self.plain(),
        };
        match self.column.nullable {
            true => format!("d.maybe(|d| {value})"),
            false => value,
        }
    }

    fn carrier(&self) -> Option<&str> {
        self.checked.schema.carried_by(self.column)
    }

    fn plain(&self) -> String {
        let numbered = self
            .checked
            .schema
            .model(self.id.model)
            .is_generated(self.id.column);
        match self.column.ty.unwrap_or(Type::Text) {
            Type::SmallInteger if numbered => "d.number()".to_owned(),
            Type::Integer if numbered => "i32::from(d.number())".to_owned(),
            Type::BigInteger if numbered => "i64::from(d.number())".to_owned(),
            Type::SmallInteger => "d.small()".to_owned(),
            Type::Integer => "d.integer()".to_owned(),
            Type::BigInteger => "d.big()".to_owned(),
            Type::Float | Type::Double => "d.float()".to_owned(),
            Type::Numeric { precision, scale } => format!("d.decimal({precision}, {scale})"),
            Type::Boolean => "d.boolean()".to_owned(),
            Type::String(Some(limit)) => format!("d.text({limit})"),
            Type::String(None) | Type::Text => "d.text(usize::MAX)".to_owned(),
            Type::LargeBinary => "d.bytes()".to_owned(),
            Type::Date => "d.date()".to_owned(),
            Type::Time => "d.time()".to_owned(),
            Type::DateTime { timezone: false } => "d.date_time()".to_owned(),
            Type::DateTime { timezone: true } => "d.utc()".to_owned(),
            Type::Uuid => "d.uuid()".to_owned(),
            Type::Json => "d.json()".to_owned(),
            Type::Enum(id) => {
                let declared = &self.checked.schema.enums[id.0];
                let name = &declared.name.text;
                let variants = declared.variants.iter();
                let variants =
                    variants.map(|one| format!("m::{name}::{}", variant(&one.name.text)));
                format!("d.one_of(&[{}])", variants.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// What the user's own type carries, which the column keeps as it is.
    fn carried(&self) -> String {
        let strict = self.checked.schema.model(self.id.model).strict.is_some();
        match self.column.ty.unwrap_or(Type::Text) {
            Type::SmallInteger | Type::Integer | Type::BigInteger => {
                "d.carried_integer()".to_owned()
            }
            Type::Float | Type::Double => "d.carried_real()".to_owned(),
            Type::Numeric {
                precision: 16.., ..
            } => "d.carried_text(1)".to_owned(),
            Type::Numeric { .. } if strict => "d.carried_real()".to_owned(),
            Type::Numeric { .. } => "d.carried_integer()".to_owned(),
            Type::Boolean => "d.carried_boolean()".to_owned(),
            Type::String(Some(limit)) => format!("d.carried_text({limit})"),
            Type::LargeBinary => "d.carried_blob()".to_owned(),
            Type::Date | Type::Time | Type::DateTime { .. } => "d.carried_date()".to_owned(),
            _ => "d.carried_text(32)".to_owned(),
        }
    }
}
