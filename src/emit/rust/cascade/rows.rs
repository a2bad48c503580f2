//! Conditions that find the rows that go with a row, spelled.

use super::common::Common;
use super::graph::{Edge, Graph, Group};
use crate::emit::rust::context::Context;
use crate::emit::rust::sql::row;
use crate::schema::{ColumnId, ColumnList, ModelId, Type};

/// Spells one statement: what it binds, and what stands before it.
pub struct Rows<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) graph: &'a Graph,
    /// The columns of the root whose values are bound.
    pub bound: Vec<usize>,
    pub(super) with: Vec<Common>,
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

    pub(super) fn key(&self, model: ModelId) -> ColumnList {
        let columns = self.context.schema.model(model).primary_key();
        ColumnList { model, columns }
    }

    /// What holds of any row of a model that goes, by whichever relationship.
    fn all_terms(&mut self, model: ModelId) -> Vec<String> {
        let edges = self.graph.edges_to(model).into_iter();
        edges.flat_map(|edge| self.terms(edge)).collect()
    }

    pub(super) fn terms(&mut self, edge: &Edge) -> Vec<String> {
        let of_root = self.of_root(edge);
        let from_rows = self.graph.group(edge.id.model).is_some();
        let from_rows = from_rows.then(|| self.within(&edge.ends.remote, &edge.ends.local));
        of_root.into_iter().chain(from_rows).collect()
    }

    /// `customer_id = ?1`
    pub(super) fn of_root(&mut self, edge: &Edge) -> Option<String> {
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
    pub(super) fn bind(&mut self, column: usize) -> usize {
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
        let left = row(&self.context.statements.names(columns));
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
    /// such level; so are those of each fourth level, since SQLite takes only so many within each other.
    fn is_common(&self, group: &Group) -> bool {
        const NESTED: usize = 4;
        let ways = |&model: &ModelId| self.graph.edges_to(model).len();
        let several = group.models.iter().map(ways).sum::<usize>() > 1;
        let deep = || {
            group
                .models
                .iter()
                .any(|&one| self.level(one).is_multiple_of(NESTED))
        };
        group.circular || several || deep()
    }

    /// How many relationships lead from the root to a model, or to the next above it that is found
    /// in several ways.
    fn level(&self, model: ModelId) -> usize {
        let (mut level, mut above) = (0, model);
        while let ([edge], false) = (&self.graph.edges_to(above)[..], above == self.graph.root) {
            level += 1;
            above = edge.id.model;
            if level > self.graph.groups.len() {
                break;
            }
        }
        level
    }
}

pub(super) fn any(terms: &[String]) -> String {
    terms.join(" OR ")
}
