//! Keys, indexes and checks: those of a column, and those of the table.

use super::naming::Naming;
use super::{Action, Check, Condition, ForeignKey, Index, IndexElement, Key, Table};
use crate::schema::{self, CheckedSchema, IndexList, Model, Type};
use crate::syntax::ast;

/// A column's constraints, and its index, which a foreign key has unless one leads with it already.
pub fn of_column(
    schema: &CheckedSchema,
    column: &schema::Column,
    led: bool,
    table: &mut Table,
    naming: &mut Naming,
) {
    let columns = vec![column.db_name.text.clone()];
    let indexed = column.index == Some(true);
    // As in SQLAlchemy, `unique index` is one unique index and no constraint.
    if column.unique.is_some() && !indexed {
        let name = naming.unique(&table.name, &columns);
        let columns = columns.clone();
        table.uniques.push(Key { name, columns });
    }
    foreign_key(schema, column, &columns, table, naming);
    let led = column.unique.is_some() || led;
    let wanted = column.foreign_key.is_some() && column.index.is_none() && !led;
    if indexed || wanted {
        index(column, &columns, table, naming);
    }
    labels(schema, column, table, naming);
}

fn foreign_key(
    schema: &CheckedSchema,
    column: &schema::Column,
    columns: &[String],
    table: &mut Table,
    naming: &mut Naming,
) {
    let Some(key) = &column.foreign_key else {
        return;
    };
    let Some(target) = key.target else { return };
    let other = schema.model(target.model).table.text.clone();
    let given = key.name.as_ref().map(|name| name.text.clone());
    table.foreign_keys.push(ForeignKey {
        name: given.unwrap_or_else(|| naming.foreign_key(&table.name, columns, &other)),
        columns: columns.to_vec(),
        table: other,
        target_columns: vec![schema.column(target).db_name.text.clone()],
        on_delete: key.on_delete.map(|(action, _)| lower_action(action)),
        on_update: key.on_update.map(|(action, _)| lower_action(action)),
    });
}

fn index(column: &schema::Column, columns: &[String], table: &mut Table, naming: &mut Naming) {
    let name = column.db_name.text.clone();
    let descending = false;
    table.indexes.push(Index {
        name: naming.index(&table.name, columns),
        elements: vec![IndexElement::Column { name, descending }],
        unique: column.unique.is_some(),
        predicate: None,
    });
}

/// The check that an enum's column holds one of its labels.
fn labels(schema: &CheckedSchema, column: &schema::Column, table: &mut Table, naming: &mut Naming) {
    let Some(Type::Enum(id)) = column.ty else {
        return;
    };
    let variants = schema.enums[id.0].variants.iter();
    let values = variants.map(|variant| variant.label.text.clone()).collect();
    let column = column.db_name.text.clone();
    table.checks.push(Check {
        name: naming.check(&table.name, &column),
        condition: Condition::OneOf { column, values },
    });
}

/// Whether the primary key, or a key or index over several columns, begins with the column.
pub fn leads(model: &Model, column: usize) -> bool {
    let first = |list: &IndexList| match list.elements.first() {
        Some(schema::IndexElement::Column { column, .. }) if list.predicate.is_none() => {
            Some(*column)
        }
        _ => None,
    };
    let keys = model
        .uniques
        .iter()
        .map(|list| list.columns.first().copied());
    let indexes = model.indexes.iter().map(first);
    let primary_key =
        model.columns[column].primary_key.is_some() && model.primary_key().first() == Some(&column);
    primary_key || keys.chain(indexes).any(|first| first == Some(column))
}

/// The keys, indexes and checks that belong to the table.
pub fn of_table(model: &Model, table: &mut Table, naming: &mut Naming) {
    let given = |name: &Option<ast::DbName>| name.as_ref().map(|name| name.text.clone());
    let column = |number: usize| model.columns[number].db_name.text.clone();
    for list in &model.uniques {
        let columns: Vec<String> = list.columns.iter().map(|&number| column(number)).collect();
        let name = given(&list.name).unwrap_or_else(|| naming.unique(&table.name, &columns));
        table.uniques.push(Key { name, columns });
    }
    for list in &model.indexes {
        let elements = list.elements.iter().map(|element| match element {
            schema::IndexElement::Column {
                column: number,
                descending,
            } => IndexElement::Column {
                name: column(*number),
                descending: *descending,
            },
            schema::IndexElement::Expression(sql) => IndexElement::Expression(sql.clone()),
        });
        let elements: Vec<IndexElement> = elements.collect();
        let parts = elements.iter().map(|element| match element {
            IndexElement::Column { name, .. } => name.clone(),
            IndexElement::Expression(_) => "expr".to_owned(),
        });
        let parts: Vec<String> = parts.collect();
        table.indexes.push(Index {
            name: given(&list.name).unwrap_or_else(|| naming.index(&table.name, &parts)),
            elements,
            unique: list.unique,
            predicate: list.predicate.clone(),
        });
    }
    for check in &model.checks {
        table.checks.push(Check {
            name: naming.check(&table.name, &check.name.text),
            condition: Condition::Expression(check.sql.clone()),
        });
    }
}

fn lower_action(action: ast::Action) -> Action {
    match action {
        ast::Action::Cascade => Action::Cascade,
        ast::Action::SetNull => Action::SetNull,
        ast::Action::SetDefault => Action::SetDefault,
        ast::Action::Restrict => Action::Restrict,
        ast::Action::NoAction => Action::NoAction,
    }
}
