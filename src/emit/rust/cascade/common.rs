//! Rows that several conditions need, named before the statement: `WITH gone_part (id) AS (…)`.

use super::graph::Group;
use super::rows::{Rows, any};
use crate::dialect::{Name, Sql, Statement, sql};
use crate::emit::rust::clauses::{self, pairs, row};
use crate::schema::{ColumnId, Edge, Ends, ModelId, Side};
use crate::text::{Piece, join};

/// A common table expression: the rows of a group.
pub(super) struct Common {
    first: Option<ModelId>,
    pub name: Name,
    pub sql: Sql,
    pub recursive: bool,
}

/// The way from a row of the common table to others that belong there, too.
struct Hop {
    columns: Sql,
    /// Tables, and on what each is joined.
    joins: Vec<(Sql, Sql)>,
    /// What else holds of the rows.
    condition: Option<Sql>,
}

impl Hop {
    /// From all rows of the common table.
    fn from(&self, name: &Name) -> Sql {
        let joins = self.joins.iter();
        let joins: Sql = joins
            .map(|(table, on)| sql![" JOIN ", table, " ON ", on])
            .collect();
        let condition = self.condition.iter();
        let condition: Sql = condition.map(|one| sql![" WHERE ", one]).collect();
        sql!["SELECT ", self.columns, " FROM ", name, joins, condition]
    }

    /// From one row of it, which stands outside.
    fn within(&self) -> Sql {
        let (tables, on): (Vec<&Sql>, Vec<&Sql>) =
            self.joins.iter().map(|(table, on)| (table, on)).unzip();
        let conditions: Vec<&Sql> = on.into_iter().chain(&self.condition).collect();
        let (tables, conditions) = (join(&tables, ", "), join(&conditions, " AND "));
        clauses::select(&self.columns, tables, conditions)
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
    pub(super) fn name_in(&self, group: &Group, column: ColumnId) -> Sql {
        let name = &self.context.schema.column(column).db_name.text;
        let is_lost = ["true", "false"].contains(&name.to_lowercase().as_str());
        if group.models.len() == 1 && !is_lost {
            return self.context.statements.column(column).clone().whole();
        }
        let carried = self.carried_by(group);
        let position = carried.iter().position(|one| *one == column);
        sql!["k", position.unwrap_or_default() + 1]
    }

    /// Puts a group before the statement, once; its name there.
    pub(super) fn define(&mut self, group: &Group) -> Name {
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
        let columns = join(&columns.collect::<Vec<_>>(), ", ");
        let sql = sql![name, " (", columns, ") AS (", join(&parts, " UNION "), ")"];
        self.with.push(Common {
            first,
            name: name.clone(),
            sql,
            recursive: group.circular,
        });
        name
    }

    /// A name that hides no table.
    fn free_name(&self, first: Option<ModelId>) -> Name {
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
    fn seeds(&mut self, group: &Group) -> Vec<Sql> {
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
                (Some(but), [one]) => sql![one, " AND ", but],
                (Some(but), terms) => sql!["(", any(terms), ") AND ", but],
            };
            seeds.push(clauses::select(columns, table, condition));
        }
        seeds
    }

    /// What finds the rows of a group from others of it. Where only one part may read the common table,
    /// it looks each way from a row there.
    fn recursive(&self, name: &Name, hops: &[Hop]) -> Vec<Sql> {
        if hops.len() < 2 || !self.context.dialect.recurses_once() {
            return hops.iter().map(|hop| hop.from(name)).collect();
        }
        let within: Vec<Sql> = hops.iter().map(Hop::within).collect();
        let each = sql![" CROSS JOIN LATERAL (", join(&within, " UNION ALL "), ")"];
        vec![sql!["SELECT next.* FROM ", name, each, " AS next"]]
    }

    /// The rows of a group that are found from others of it.
    fn recursions(&mut self, group: &Group, name: &Name) -> Vec<Hop> {
        let mut hops = Vec::new();
        for &model in &group.models {
            let table = self.context.statements.table(model);
            let prefix = sql![table, "."];
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
    fn joins(&self, group: &Group, name: &Name, edge: &Edge) -> Vec<(Sql, Sql)> {
        let Ends { local, remote } = &edge.ends;
        let own = |&column: &usize| {
            let model = local.model;
            let column = self.name_in(group, ColumnId { model, column });
            sql![name, ".", column]
        };
        let own: Vec<Sql> = local.columns.iter().map(own).collect();
        let statements = &self.context.statements;
        let (mut joins, from) = match &edge.through {
            None => (Vec::new(), own),
            Some(link) => {
                let on = pairs(&statements.all_qualified(&link.to_local), &own);
                let table = statements.table(link.table()).clone();
                let from = statements.all_qualified(&link.to_remote);
                (vec![(table, on)], from)
            }
        };
        // What is said of the row that leads on is asked of the row itself.
        let fixed = self.fixed(edge, Side::Local, "");
        let table = statements.table(remote.model);
        let mut on = vec![pairs(&statements.all_qualified(remote), &from)];
        on.extend(self.fixed(edge, Side::Remote, sql![table, "."]));
        if !fixed.is_empty() {
            let key = self.key(local.model);
            let found = key.columns.iter().map(|&column| {
                let model = local.model;
                sql![name, ".", self.name_in(group, ColumnId { model, column })]
            });
            let found: Vec<Sql> = found.collect();
            let (names, own) = (statements.names(&key), statements.table(local.model));
            let own = clauses::select(join(&names, ", "), own, join(&fixed, " AND "));
            on.push(sql![row(&found), " IN (", own, ")"]);
        }
        joins.push((table.clone(), join(&on, " AND ")));
        joins
    }

    /// A row of the common table: NULL where the columns are those of other models. Both have one type.
    fn row(&self, group: &Group, model: ModelId, prefix: impl Piece<Statement>) -> Sql {
        let statements = &self.context.statements;
        let of_several = |column, value: Sql| match group.models.as_slice() {
            [_] => value,
            _ => statements.cast(column, &value),
        };
        let columns = self.carried_by(group).into_iter().map(|column| {
            let value = match column.model == model {
                true => sql![prefix, statements.column(column)],
                false => "NULL".into(),
            };
            of_several(column, value)
        });
        join(&columns.collect::<Vec<_>>(), ", ")
    }

    /// The row itself is deleted by itself, although its rows may lead back to it.
    fn but_root(&mut self, model: ModelId, prefix: impl Piece<Statement>) -> Option<Sql> {
        if model != self.graph.root {
            return None;
        }
        let key = self.key(model);
        let names = self.context.statements.names(&key).into_iter();
        let names: Vec<Sql> = names.map(|name| sql![prefix, name]).collect();
        let values = key.columns.iter();
        let values: Vec<Sql> = values.map(|&column| self.bind(column)).collect();
        Some(sql![row(&names), " <> ", row(&values)])
    }
}
