//! Keys, indexes and checks: those of a column, and those of the table.

use super::naming::Naming;
use super::{Action, Check, Condition, ForeignKey, Index, IndexElement, Key, Table};
use crate::schema::{self, CheckedSchema, IndexList, Model, Type};
use crate::syntax::ast;

/// A column's constraints, and its index.
pub fn of_column(
    schema: &CheckedSchema,
    model: &Model,
    number: usize,
    table: &mut Table,
    naming: &mut Naming,
) {
    let column = &model.columns[number];
    let columns = vec![column.db_name.text.clone()];
    let indexed = column.index.is_some_and(|(wanted, _)| wanted);
    // As in SQLAlchemy, `unique index` is one unique index and no constraint.
    if column.unique.is_some() && !indexed {
        let name = naming.unique(&table.name, &columns);
        let columns = columns.clone();
        table.uniques.push(Key { name, columns });
    }
    let own = |key: &&schema::ForeignKey| key.columns == [number];
    let keys = model.foreign_keys.iter().filter(own);
    for key in keys.clone() {
        foreign_key(schema, model, key, table, naming);
    }
    let led = column.unique.is_some() || leads(model, &[number]);
    let wanted = keys.count() > 0 && column.index.is_none() && !led;
    if indexed || wanted {
        index(column, &columns, table, naming);
    }
    labels(schema, column, table, naming);
}

fn foreign_key(
    schema: &CheckedSchema,
    model: &Model,
    key: &schema::ForeignKey,
    table: &mut Table,
    naming: &mut Naming,
) {
    let Some(target) = &key.target else { return };
    let names = |model: &Model, columns: &[usize]| -> Vec<String> {
        let names = columns
            .iter()
            .map(|&column| model.columns[column].db_name.text.clone());
        names.collect()
    };
    let other = schema.model(target.model);
    let columns = names(model, &key.columns);
    let given = key.name.as_ref().map(|name| name.text.clone());
    table.foreign_keys.push(ForeignKey {
        name: given.unwrap_or_else(|| naming.foreign_key(&table.name, &columns, &other.table.text)),
        columns,
        namespace: other.namespace.as_ref().map(|name| name.text.clone()),
        table: other.table.text.clone(),
        target_columns: names(other, &target.columns),
        on_delete: key.on_delete.map(|(action, _)| lower_action(action)),
        on_update: key.on_update.map(|(action, _)| lower_action(action)),
        deferrable: key.deferrable.is_some() || key.initially_deferred.is_some(),
        initially_deferred: key.initially_deferred.is_some(),
        late: key.use_alter.is_some(),
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

/// Whether the primary key, or a key or index over several columns, begins with these columns.
fn leads(model: &Model, columns: &[usize]) -> bool {
    let begins = |key: &[Option<usize>]| {
        let first = key.get(..columns.len()).unwrap_or_default();
        !first.is_empty() && columns.iter().all(|&column| first.contains(&Some(column)))
    };
    let listed = |key: &[usize]| begins(&key.iter().copied().map(Some).collect::<Vec<_>>());
    let indexed = |list: &IndexList| {
        let elements = list.elements.iter().map(|element| match element {
            schema::IndexElement::Column { column, .. } => Some(*column),
            schema::IndexElement::Expression(_) => None,
        });
        list.predicate.is_none() && begins(&elements.collect::<Vec<_>>())
    };
    listed(&model.primary_key())
        || model.uniques.iter().any(|list| listed(&list.columns))
        || model.indexes.iter().any(indexed)
}

/// The keys of several columns, with an index where nothing else leads with them.
pub fn of_lists(schema: &CheckedSchema, model: &Model, table: &mut Table, naming: &mut Naming) {
    for key in model
        .foreign_keys
        .iter()
        .filter(|key| key.columns.len() > 1)
    {
        foreign_key(schema, model, key, table, naming);
        if leads(model, &key.columns) {
            continue;
        }
        let columns = key.columns.iter();
        let names: Vec<String> = columns
            .map(|&column| model.columns[column].db_name.text.clone())
            .collect();
        let elements = names.iter().cloned().map(|name| {
            let descending = false;
            IndexElement::Column { name, descending }
        });
        table.indexes.push(Index {
            name: naming.index(&table.name, &names),
            elements: elements.collect(),
            unique: false,
            predicate: None,
        });
    }
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
            schema::IndexElement::Expression(sql) => IndexElement::Expression(sql.text.clone()),
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
            predicate: list.predicate.as_ref().map(|sql| sql.text.clone()),
        });
    }
    for check in &model.checks {
        table.checks.push(Check {
            name: naming.check(&table.name, &check.name.text),
            condition: Condition::Expression(check.sql.text.clone()),
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
