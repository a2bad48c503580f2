//! Conditions that find the rows that go with a row, spelled.

use super::graph::{Edge, Graph, Group};
use crate::emit::rust::context::Context;
use crate::schema::{ColumnId, ColumnList, ModelId, Type};

/// Spells one statement: what it binds, and what stands before it.
pub struct Rows<'a> {
    context: &'a Context<'a>,
    graph: &'a Graph,
    /// The columns of the root whose values are bound.
    pub bound: Vec<usize>,
    with: Vec<Common>,
}

/// A common table expression: the rows of a group.
struct Common {
    first: Option<ModelId>,
    name: String,
    sql: String,
    recursive: bool,
}

impl<'a> Rows<'a> {
    /// One in which nothing stands yet.
    pub fn new(context: &'a Context<'a>, graph: &'a Graph) -> Self {
        Self {
            context,
            graph,
            bound: Vec::new(),
            with: Vec::new(),
        }
    }

    /// The statement with what it needs before it.
    pub fn statement(&self, statement: &str) -> String {
        if self.with.is_empty() {
            return statement.to_owned();
        }
        let recursive = match self.with.iter().any(|one| one.recursive) {
            true => "RECURSIVE ",
            false => "",
        };
        let all = self.with.iter().map(|one| one.sql.as_str());
        let all = all.collect::<Vec<_>>().join(", ");
        format!("WITH {recursive}{all} {statement}")
    }

    /// The rows of a model that go.
    pub fn going(&mut self, model: ModelId) -> String {
        let circular = self.graph.group(model).is_some_and(|group| group.circular);
        if !circular {
            return any(&self.all_terms(model));
        }
        let key = self.key(model);
        self.within(&key, &key)
    }

    /// The rows that a relationship leads to from rows that go.
    pub fn belonging(&mut self, edge: &Edge) -> String {
        any(&self.terms(edge))
    }

    /// The keys of the rows of a model that go, as one JSON array.
    pub fn keys(&mut self, model: ModelId) -> String {
        let key = self.key(model);
        let schema = self.context.schema;
        let bytes = |column| {
            matches!(
                schema.column(ColumnId { model, column }).ty,
                Some(Type::LargeBinary)
            )
        };
        let Some(group) = self.graph.group(model) else {
            return String::new();
        };
        let columns = key.columns.iter().map(|&column| {
            let name = self.name_in(group, ColumnId { model, column });
            match bytes(column) {
                true => format!("hex({name})"),
                false => name,
            }
        });
        let columns: Vec<String> = columns.collect();
        let value = match columns.as_slice() {
            [one] => one.clone(),
            several => format!("json_array({})", several.join(", ")),
        };
        let name = self.define(group);
        let first = key
            .columns
            .first()
            .map(|&column| ColumnId { model, column });
        let first = first.map(|column| self.name_in(group, column));
        let first = first.unwrap_or_default();
        format!("SELECT json_group_array({value}) FROM {name} WHERE {first} IS NOT NULL")
    }

    fn key(&self, model: ModelId) -> ColumnList {
        let columns = self.context.schema.model(model).primary_key();
        ColumnList { model, columns }
    }

    /// What holds of any row of a model that goes, by whichever relationship.
    fn all_terms(&mut self, model: ModelId) -> Vec<String> {
        let edges = self.graph.edges_to(model).into_iter();
        edges.flat_map(|edge| self.terms(edge)).collect()
    }

    fn terms(&mut self, edge: &Edge) -> Vec<String> {
        let from_root = self.from_root(edge);
        let from_rows = self.graph.group(edge.id.model).is_some();
        let from_rows = from_rows.then(|| self.within(&edge.ends.remote, &edge.ends.local));
        from_root.into_iter().chain(from_rows).collect()
    }

    /// `customer_id = ?1`
    fn from_root(&mut self, edge: &Edge) -> Option<String> {
        if edge.id.model != self.graph.root {
            return None;
        }
        let ends = &edge.ends;
        let pairs = ends.local.columns.iter().zip(ends.remote.columns.iter());
        let terms = pairs.map(|(&local, &column)| {
            let model = ends.remote.model;
            let name = self.context.statements.column(ColumnId { model, column });
            format!("{name} = ?{}", self.bind(local))
        });
        Some(terms.collect::<Vec<_>>().join(" AND "))
    }

    /// The number of a value of the root's.
    fn bind(&mut self, column: usize) -> usize {
        match self.bound.iter().position(|one| *one == column) {
            Some(position) => position + 1,
            None => {
                self.bound.push(column);
                self.bound.len()
            }
        }
    }

    /// `order_id IN (SELECT id FROM …)`
    fn within(&mut self, columns: &ColumnList, of: &ColumnList) -> String {
        let left = tuple(&self.context.statements.names(columns));
        format!("{left} IN ({})", self.select(of))
    }

    fn select(&mut self, of: &ColumnList) -> String {
        let group = self.graph.group(of.model);
        if let Some(group) = group.filter(|group| self.is_common(group)) {
            let model = of.model;
            let columns = of.columns.iter();
            let names = columns.map(|&column| self.name_in(group, ColumnId { model, column }));
            let names = names.collect::<Vec<_>>().join(", ");
            return format!("SELECT {names} FROM {}", self.define(group));
        }
        let condition = any(&self.all_terms(of.model));
        let statements = &self.context.statements;
        let (names, table) = (statements.names(of).join(", "), statements.table(of.model));
        format!("SELECT {names} FROM {table} WHERE {condition}")
    }

    /// Rows that are found in several ways are named once, or else the text would double with each
    /// such level.
    fn is_common(&self, group: &Group) -> bool {
        let ways = |&model: &ModelId| self.graph.edges_to(model).len();
        group.circular || group.models.iter().map(ways).sum::<usize>() > 1
    }

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

    /// A column's name in the common table: its own, or a number where several models have columns.
    fn name_in(&self, group: &Group, column: ColumnId) -> String {
        if group.models.len() == 1 {
            return self.context.statements.column(column);
        }
        let carried = self.carried_by(group);
        let position = carried.iter().position(|one| *one == column);
        format!("k{}", position.unwrap_or_default() + 1)
    }

    /// Puts a group before the statement, once; its name there.
    fn define(&mut self, group: &Group) -> String {
        let first = group.models.first().copied();
        if let Some(known) = self.with.iter().find(|one| one.first == first) {
            return known.name.clone();
        }
        let mut parts = self.seeds(group);
        let name = self.free_name(first);
        if group.circular {
            parts.extend(self.recursions(group, &name));
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
                    terms.extend(self.from_root(edge));
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

    /// The rows of a group that are found from others of it.
    fn recursions(&mut self, group: &Group, name: &str) -> Vec<String> {
        let mut parts = Vec::new();
        for &model in &group.models {
            let table = self.context.statements.table(model);
            let prefix = format!("{table}.");
            for edge in self.graph.edges_to(model) {
                if !group.models.contains(&edge.id.model) {
                    continue;
                }
                let left = self.context.statements.names(&edge.ends.remote).into_iter();
                let model_of = edge.ends.local.model;
                let right = edge.ends.local.columns.iter().map(|&column| ColumnId {
                    model: model_of,
                    column,
                });
                let on = left.zip(right).map(|(left, right)| {
                    let right = self.name_in(group, right);
                    format!("{prefix}{left} = {name}.{right}")
                });
                let on = on.collect::<Vec<_>>().join(" AND ");
                let columns = self.row(group, model, &prefix);
                let but = self.but_root(model, &prefix);
                let but = but.map_or(String::new(), |but| format!(" WHERE {but}"));
                parts.push(format!(
                    "SELECT {columns} FROM {name} JOIN {table} ON {on}{but}"
                ));
            }
        }
        parts
    }

    /// A row of the common table: NULL where the columns are those of other models.
    fn row(&self, group: &Group, model: ModelId, prefix: &str) -> String {
        let columns =
            self.carried_by(group)
                .into_iter()
                .map(|column| match column.model == model {
                    true => format!("{prefix}{}", self.context.statements.column(column)),
                    false => "NULL".to_owned(),
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
        let values: Vec<String> = values
            .map(|&column| format!("?{}", self.bind(column)))
            .collect();
        Some(format!("{} <> {}", tuple(&names), tuple(&values)))
    }
}

/// Columns as one value.
fn tuple(columns: &[String]) -> String {
    match columns {
        [one] => one.clone(),
        several => format!("({})", several.join(", ")),
    }
}

fn any(terms: &[String]) -> String {
    terms.join(" OR ")
}
