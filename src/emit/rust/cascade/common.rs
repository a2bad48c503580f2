//! Rows that several conditions need, named before the statement: `WITH gone_part (id) AS (…)`.

use super::graph::{Edge, Group};
use super::rows::{Rows, any};
use crate::emit::rust::sql::{pairs, row};
use crate::schema::{ColumnId, Ends, ModelId, Side};

/// A common table expression: the rows of a group.
pub(super) struct Common {
    first: Option<ModelId>,
    pub name: String,
    pub sql: String,
    pub recursive: bool,
}

/// The way from a row of the common table to others that belong there, too.
struct Hop {
    columns: String,
    /// Tables, and on what each is joined.
    joins: Vec<(String, String)>,
    /// What else holds of the rows.
    condition: Option<String>,
}

impl Hop {
    /// From all rows of the common table.
    fn from(&self, name: &str) -> String {
        let joins = self.joins.iter();
        let joins: String = joins
            .map(|(table, on)| format!(" JOIN {table} ON {on}"))
            .collect();
        let condition = self.condition.iter();
        let condition: String = condition.map(|one| format!(" WHERE {one}")).collect();
        format!("SELECT {} FROM {name}{joins}{condition}", self.columns)
    }

    /// From one row of it, which stands outside.
    fn within(&self) -> String {
        let (tables, on): (Vec<&str>, Vec<&str>) = self
            .joins
            .iter()
            .map(|(table, on)| (table.as_str(), on.as_str()))
            .unzip();
        let conditions: Vec<&str> = on.into_iter().chain(self.condition.as_deref()).collect();
        format!(
            "SELECT {} FROM {} WHERE {}",
            self.columns,
            tables.join(", "),
            conditions.join(" AND ")
        )
    }
}

impl Rows<'_> {
    /// The columns of a model that others are found by.
    fn carried(&self, model: ModelId) -> Vec<ColumnId> {
        let mut columns = self.key(model).columns;
        for edge in self.graph.edges(model) {
            let new = edge.ends.local.columns.iter();
            let new: Vec<usize> = new.filter(|one| !columns.contains(one)).copied().collect();
            columns.extend(new);
        }
        let columns = columns.into_iter();
        columns.map(|column| ColumnId { model, column }).collect()
    }

    fn carried_by(&self, group: &Group) -> Vec<ColumnId> {
        let models = group.models.iter();
        models.flat_map(|&model| self.carried(model)).collect()
    }

    /// A column's name in the common table: its own, or a number where several models have columns, and where SQLite
    /// would not find it again: it gives what a SELECT calls `true` or `false` another name.
    pub(super) fn name_in(&self, group: &Group, column: ColumnId) -> String {
        let name = &self.context.schema.column(column).db_name.text;
        let is_lost = ["true", "false"].contains(&name.to_lowercase().as_str());
        if group.models.len() == 1 && !is_lost {
            return self.context.statements.column(column).to_owned();
        }
        let carried = self.carried_by(group);
        let position = carried.iter().position(|one| *one == column);
        format!("k{}", position.unwrap_or_default() + 1)
    }

    /// Puts a group before the statement, once; its name there.
    pub(super) fn define(&mut self, group: &Group) -> String {
        let first = group.models.first().copied();
        if let Some(known) = self.with.iter().find(|one| one.first == first) {
            return known.name.clone();
        }
        let mut parts = self.seeds(group);
        let name = self.free_name(first);
        if group.circular {
            let hops = self.recursions(group, &name);
            parts.extend(self.recursive(&name, &hops));
        }
        let columns = self.carried_by(group).into_iter();
        let columns = columns.map(|column| self.name_in(group, column));
        let columns = columns.collect::<Vec<_>>().join(", ");
        let sql = format!("{name} ({columns}) AS ({})", parts.join(" UNION "));
        self.with.push(Common {
            first,
            name: name.clone(),
            sql,
            recursive: group.circular,
        });
        name
    }

    /// A name that hides no table.
    fn free_name(&self, first: Option<ModelId>) -> String {
        let schema = self.context.schema;
        let table = first.map_or("", |model| schema.model(model).table.text.as_str());
        let mut name = format!("gone_{table}");
        // Room for what tells it from others.
        let longest = self.context.dialect.longest_name();
        if longest.is_some_and(|most| name.len() + self.graph.groups.len() > most) {
            "gone".clone_into(&mut name);
        }
        let taken = |name: &str| {
            let mut tables = schema.models().map(|(_, model)| &model.table.text);
            let spelled = self.context.dialect.name(name);
            tables.any(|table| table.eq_ignore_ascii_case(name))
                || self.with.iter().any(|one| one.name == spelled)
        };
        while taken(&name) {
            name.push('_');
        }
        self.context.dialect.name(&name)
    }

    /// The rows of a group that are found from outside of it.
    fn seeds(&mut self, group: &Group) -> Vec<String> {
        let mut seeds = Vec::new();
        for &model in &group.models {
            let mut terms = Vec::new();
            for edge in self.graph.edges_to(model) {
                if group.circular && group.models.contains(&edge.id.model) {
                    terms.extend(self.of_root(edge));
                } else {
                    terms.extend(self.terms(edge));
                }
            }
            if terms.is_empty() {
                continue;
            }
            let columns = self.row(group, model, "");
            let table = self.context.statements.table(model);
            let condition = match (self.but_root(model, ""), terms.as_slice()) {
                (None, terms) => any(terms),
                (Some(but), [one]) => format!("{one} AND {but}"),
                (Some(but), terms) => format!("({}) AND {but}", any(terms)),
            };
            seeds.push(format!("SELECT {columns} FROM {table} WHERE {condition}"));
        }
        seeds
    }

    /// What finds the rows of a group from others of it. Where only one part may read the common table,
    /// it looks each way from a row there.
    fn recursive(&self, name: &str, hops: &[Hop]) -> Vec<String> {
        if hops.len() < 2 || !self.context.dialect.recurses_once() {
            return hops.iter().map(|hop| hop.from(name)).collect();
        }
        let within: Vec<String> = hops.iter().map(Hop::within).collect();
        let within = within.join(" UNION ALL ");
        vec![format!(
            "SELECT next.* FROM {name} CROSS JOIN LATERAL ({within}) AS next"
        )]
    }

    /// The rows of a group that are found from others of it.
    fn recursions(&mut self, group: &Group, name: &str) -> Vec<Hop> {
        let mut hops = Vec::new();
        for &model in &group.models {
            let table = self.context.statements.table(model);
            let prefix = format!("{table}.");
            for edge in self.graph.edges_to(model) {
                if !group.models.contains(&edge.id.model) {
                    continue;
                }
                hops.push(Hop {
                    columns: self.row(group, model, &prefix),
                    joins: self.joins(group, name, edge),
                    condition: self.but_root(model, &prefix),
                });
            }
        }
        hops
    }

    /// From the common table to the rows that a relationship leads to from there: tables, and on what.
    fn joins(&self, group: &Group, name: &str, edge: &Edge) -> Vec<(String, String)> {
        let Ends { local, remote } = &edge.ends;
        let own = |&column: &usize| {
            let model = local.model;
            let column = self.name_in(group, ColumnId { model, column });
            format!("{name}.{column}")
        };
        let own: Vec<String> = local.columns.iter().map(own).collect();
        let statements = &self.context.statements;
        let (mut joins, from) = match &edge.through {
            None => (Vec::new(), own),
            Some(link) => {
                let on = pairs(&statements.all_qualified(&link.to_local), &own);
                let table = statements.table(link.table()).to_owned();
                let from = statements.all_qualified(&link.to_remote);
                (vec![(table, on)], from)
            }
        };
        // What is said of the row that leads on is asked of the row itself.
        let fixed = self.fixed(edge, Side::Local, "");
        let table = statements.table(remote.model);
        let mut on = vec![pairs(&statements.all_qualified(remote), &from)];
        on.extend(self.fixed(edge, Side::Remote, &format!("{table}.")));
        if !fixed.is_empty() {
            let key = self.key(local.model);
            let found = key.columns.iter().map(|&column| {
                let model = local.model;
                format!("{name}.{}", self.name_in(group, ColumnId { model, column }))
            });
            let found: Vec<String> = found.collect();
            let (names, own) = (statements.names(&key), statements.table(local.model));
            on.push(format!(
                "{} IN (SELECT {} FROM {own} WHERE {})",
                row(&found),
                names.join(", "),
                fixed.join(" AND ")
            ));
        }
        joins.push((table.to_owned(), on.join(" AND ")));
        joins
    }

    /// A row of the common table: NULL where the columns are those of other models. Both have one type.
    fn row(&self, group: &Group, model: ModelId, prefix: &str) -> String {
        let statements = &self.context.statements;
        let of_several = |column, value: String| match group.models.as_slice() {
            [_] => value,
            _ => statements.cast(column, &value),
        };
        let columns = self.carried_by(group).into_iter().map(|column| {
            let value = match column.model == model {
                true => format!("{prefix}{}", statements.column(column)),
                false => "NULL".to_owned(),
            };
            of_several(column, value)
        });
        columns.collect::<Vec<_>>().join(", ")
    }

    /// The row itself is deleted by itself, although its rows may lead back to it.
    fn but_root(&mut self, model: ModelId, prefix: &str) -> Option<String> {
        if model != self.graph.root {
            return None;
        }
        let key = self.key(model);
        let names = self.context.statements.names(&key).into_iter();
        let names: Vec<String> = names.map(|name| format!("{prefix}{name}")).collect();
        let values = key.columns.iter();
        let values: Vec<String> = values.map(|&column| self.bind(column)).collect();
        Some(format!("{} <> {}", row(&names), row(&values)))
    }
}
