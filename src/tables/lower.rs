//! A checked schema to tables.

use std::collections::HashSet;

use super::naming::Naming;
use super::order::dependency_order;
use super::{Column, ColumnType, Computed, Default, Key, Numbered, Numbering, Table, Tables, keys};
use crate::schema::{self, CheckedSchema, Model, ModelId, Type};

/// Lowers every model to its table.
pub fn lower(schema: &CheckedSchema) -> Tables {
    let targets = |model: &Model| {
        let keys = model.foreign_keys.iter();
        keys.filter_map(|key| Some(key.target.as_ref()?.model.0))
            .collect::<Vec<usize>>()
    };
    let points_to: Vec<Vec<usize>> = schema.models.iter().map(targets).collect();
    let mut naming = Naming::default();
    for model in &schema.models {
        naming.reserve(&model.table.text);
        let keys = model
            .foreign_keys
            .iter()
            .filter_map(|key| key.name.as_ref());
        let uniques = model.uniques.iter().filter_map(|list| list.name.as_ref());
        let indexes = model.indexes.iter().filter_map(|list| list.name.as_ref());
        keys.chain(uniques)
            .chain(indexes)
            .for_each(|name| naming.reserve(&name.text));
    }
    let order = dependency_order(&points_to).into_iter();
    let tables = order.map(|model| table(schema, ModelId(model), &mut naming));
    let mut tables: Vec<Table> = tables.collect();
    mark_late(&mut tables);
    Tables { tables }
}

/// A key within one table is never late, nor one to a table that comes before, unless that was said.
fn mark_late(tables: &mut [Table]) {
    let mut made = HashSet::new();
    for table in tables {
        let own = (table.namespace.clone(), table.name.clone());
        for key in &mut table.foreign_keys {
            let target = (key.namespace.clone(), key.table.clone());
            key.late = target != own && (key.late || !made.contains(&target));
        }
        made.insert(own);
    }
}

fn table(schema: &CheckedSchema, id: ModelId, naming: &mut Naming) -> Table {
    let model = schema.model(id);
    let name = &model.table.text;
    let key = model.primary_key();
    let key_columns = key
        .iter()
        .map(|&column| model.columns[column].db_name.text.clone());
    let mut table = Table {
        namespace: model.namespace.as_ref().map(|name| name.text.clone()),
        name: name.clone(),
        comment: model.comment.clone().or_else(|| comment(&model.docs)),
        strict: model.strict.is_some(),
        without_rowid: model.without_rowid.is_some(),
        columns: Vec::new(),
        primary_key: (!key.is_empty()).then(|| Key {
            name: naming.primary_key(name),
            columns: key_columns.collect(),
        }),
        uniques: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
    };
    for number in 0..model.columns.len() {
        table.columns.push(lower_column(schema, model, number));
        keys::of_column(schema, model, number, &mut table, naming);
    }
    keys::of_lists(schema, model, &mut table, naming);
    keys::of_table(model, &mut table, naming);
    table
}

fn lower_column(schema: &CheckedSchema, model: &Model, number: usize) -> Column {
    let column = &model.columns[number];
    let default = column.server_default.as_ref();
    Column {
        name: column.db_name.text.clone(),
        ty: column_type(schema, column.ty.unwrap_or(Type::Text)),
        nullable: column.nullable,
        default: default.map(|(default, _)| lower_default(schema, default)),
        computed: column.computed.as_ref().map(|computed| Computed {
            sql: computed.sql.text.clone(),
            stored: computed.stored,
        }),
        collation: column.collate.as_ref().map(|name| name.text.clone()),
        comment: column.comment.clone().or_else(|| comment(&column.docs)),
        numbered: numbered(model, number),
    }
}

fn numbered(model: &Model, number: usize) -> Option<Numbered> {
    let column = &model.columns[number];
    let lower = |numbers: &schema::Numbering| Numbering {
        start: numbers.start,
        increment: numbers.increment,
    };
    match (&column.sequence, &column.identity) {
        (Some((name, numbers)), _) => Some(Numbered::Sequence(name.text.clone(), lower(numbers))),
        (None, Some((numbers, _))) => Some(Numbered::Identity(lower(numbers))),
        (None, None) => model
            .is_generated(number)
            .then(|| Numbered::Identity(Numbering::default())),
    }
}

/// The first paragraph of a doc comment.
pub fn comment(docs: &[String]) -> Option<String> {
    let lines: Vec<&str> = docs
        .iter()
        .map(|line| line.trim())
        .take_while(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

fn lower_default(schema: &CheckedSchema, default: &schema::Default) -> Default {
    match default {
        schema::Default::Integer(number) => Default::Integer(*number),
        schema::Default::Decimal(digits) => Default::Decimal(digits.clone()),
        schema::Default::Text(text) => Default::Text(text.clone()),
        schema::Default::Boolean(bool) => Default::Boolean(*bool),
        schema::Default::Now => Default::Now,
        schema::Default::Variant(id, variant) => {
            Default::Text(schema.enums[id.0].variants[*variant].label.text.clone())
        }
        schema::Default::Raw(sql) => Default::Expression(sql.text.clone()),
        // A UUID is no default of a database's: the resolver refuses it.
        schema::Default::Null | schema::Default::Uuid => Default::Null,
    }
}

/// The type of a column, with what the schema says of an enum.
pub fn column_type(schema: &CheckedSchema, ty: Type) -> ColumnType {
    match ty {
        Type::SmallInteger => ColumnType::SmallInteger,
        Type::Integer => ColumnType::Integer,
        Type::BigInteger => ColumnType::BigInteger,
        Type::Float => ColumnType::Float,
        Type::Double => ColumnType::Double,
        Type::Numeric { precision, scale } => ColumnType::Numeric { precision, scale },
        Type::Boolean => ColumnType::Boolean,
        Type::String(length) => ColumnType::String(length),
        Type::Text => ColumnType::Text,
        Type::LargeBinary => ColumnType::LargeBinary,
        Type::Date => ColumnType::Date,
        Type::Time => ColumnType::Time,
        Type::DateTime { timezone } => ColumnType::DateTime { timezone },
        Type::Uuid => ColumnType::Uuid,
        Type::Json => ColumnType::Json,
        Type::Enum(id) => {
            let one = &schema.enums[id.0];
            let labels = one
                .variants
                .iter()
                .map(|variant| variant.label.text.clone())
                .collect();
            ColumnType::Enum {
                name: schema::snake(&one.name.text),
                labels,
            }
        }
    }
}
