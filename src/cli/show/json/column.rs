//! Columns, their types and their values.

use serde::Serialize;

use super::{Place, Shown, docs};
use crate::dialect::{Dialect, Sqlite};
use crate::schema::{self, ColumnId};
use crate::tables;

#[derive(Serialize)]
pub(super) struct Column<'s> {
    name: &'s str,
    docs: Option<String>,
    database_name: &'s str,
    r#type: Option<Type<'s>>,
    declared_type: Option<&'s str>,
    rust_type: String,
    sqlite_type: Option<String>,
    nullable: bool,
    required: bool,
    primary_key: bool,
    unique: bool,
    numbered: Option<Numbered<'s>>,
    default: Option<Value<'s>>,
    server_default: Option<Value<'s>>,
    on_update: Option<Value<'s>>,
    computed: Option<Computed<'s>>,
    collation: Option<&'s str>,
    version: bool,
    deferred: bool,
    comment: Option<&'s str>,
    place: Option<Place<'s>>,
}

/// A type with its arguments.
#[derive(Serialize, Default)]
pub(super) struct Type<'s> {
    name: &'s str,
    length: Option<u32>,
    precision: Option<u32>,
    scale: Option<u32>,
    timezone: Option<bool>,
    r#enum: Option<&'s str>,
}

/// Who numbers a column.
#[derive(Serialize)]
struct Numbered<'s> {
    sequence: Option<&'s str>,
    start: Option<i64>,
    increment: Option<i64>,
}

#[derive(Serialize)]
struct Computed<'s> {
    sql: &'s str,
    stored: bool,
}

/// What a column is filled with.
#[derive(Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub(super) enum Value<'s> {
    Integer(i64),
    Decimal(&'s str),
    Text(&'s str),
    Boolean(bool),
    Null,
    Now,
    Uuid,
    Variant(&'s str),
    Sql(&'s str),
}

impl<'s> Shown<'s> {
    pub(super) fn column(&self, id: ColumnId) -> Column<'s> {
        let column = self.schema.column(id);
        let table = self.table(id.model);
        let lowered = table.and_then(|table| table.columns.get(id.column));
        let alias = column.alias.and_then(|id| self.schema.types.get(id.0));
        let value = |value: &'s Option<(schema::Default, _)>| {
            let (value, _) = value.as_ref()?;
            Some(self.value(value))
        };
        let model = self.schema.model(id.model);
        Column {
            name: &column.name.text,
            docs: docs(&column.docs),
            database_name: &column.db_name.text,
            r#type: column.ty.map(|ty| self.column_type(ty)),
            declared_type: alias.map(|alias| alias.name.text.as_str()),
            rust_type: self.types.of(id).into_string(),
            sqlite_type: table
                .zip(lowered)
                .map(|(table, column)| Sqlite.column_type(table, column).into_string()),
            nullable: column.nullable,
            required: self.schema.is_required(id),
            primary_key: model.primary_key().contains(&id.column),
            unique: column.unique.is_some(),
            numbered: lowered.and_then(|column| numbered(column.numbered.as_ref()?)),
            default: value(&column.default),
            server_default: value(&column.server_default),
            on_update: value(&column.on_update),
            computed: column.computed.as_ref().map(|computed| Computed {
                sql: &computed.sql.text,
                stored: computed.stored,
            }),
            collation: column.collate.as_ref().map(|name| name.text.as_str()),
            version: column.version.is_some(),
            deferred: column.deferred.is_some(),
            comment: lowered.and_then(|column| column.comment.as_deref()),
            place: self.place(column.name.span),
        }
    }

    pub(super) fn column_type(&self, ty: schema::Type) -> Type<'s> {
        use schema::Type as Ty;
        let named = |name| Type {
            name,
            ..Type::default()
        };
        match ty {
            Ty::SmallInteger => named("SmallInteger"),
            Ty::Integer => named("Integer"),
            Ty::BigInteger => named("BigInteger"),
            Ty::Float => named("Float"),
            Ty::Double => named("Double"),
            Ty::Numeric { precision, scale } => Type {
                precision: Some(precision),
                scale: Some(scale),
                ..named("Numeric")
            },
            Ty::Boolean => named("Boolean"),
            Ty::String(length) => Type {
                length,
                ..named("String")
            },
            Ty::Text => named("Text"),
            Ty::LargeBinary => named("LargeBinary"),
            Ty::Date => named("Date"),
            Ty::Time => named("Time"),
            Ty::DateTime { timezone } => Type {
                timezone: Some(timezone),
                ..named("DateTime")
            },
            Ty::Uuid => named("Uuid"),
            Ty::Json => named("Json"),
            Ty::Enum(id) => Type {
                r#enum: self
                    .schema
                    .enums
                    .get(id.0)
                    .map(|one| one.name.text.as_str()),
                ..named("Enum")
            },
        }
    }

    pub(super) fn value(&self, value: &'s schema::Default) -> Value<'s> {
        match value {
            schema::Default::Integer(number) => Value::Integer(*number),
            schema::Default::Decimal(digits) => Value::Decimal(digits),
            schema::Default::Text(text) => Value::Text(text),
            schema::Default::Boolean(bool) => Value::Boolean(*bool),
            schema::Default::Null => Value::Null,
            schema::Default::Now => Value::Now,
            schema::Default::Uuid => Value::Uuid,
            schema::Default::Variant(id, variant) => {
                let variants = self.schema.enums.get(id.0).map(|one| &one.variants);
                let variant = variants.and_then(|variants| variants.get(*variant));
                Value::Variant(variant.map_or("", |variant| &variant.name.text))
            }
            schema::Default::Raw(sql) => Value::Sql(&sql.text),
        }
    }
}

fn numbered(numbered: &tables::Numbered) -> Option<Numbered<'_>> {
    let (sequence, numbers) = match numbered {
        tables::Numbered::Identity(numbers) => (None, numbers),
        tables::Numbered::Sequence(name, numbers) => (Some(name.as_str()), numbers),
    };
    Some(Numbered {
        sequence,
        start: numbers.start,
        increment: numbers.increment,
    })
}
