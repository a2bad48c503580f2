//! Conditions that find the rows that go with a row, spelled.

use super::common::Common;
use super::graph::{Graph, Group};
use crate::dialect::{Sql, Statement, sql};
use crate::emit::rust::clauses::{self, row};
use crate::emit::rust::context::Context;
use crate::schema::{ColumnId, ColumnList, Edge, ModelId, Side};
use crate::text::{Piece, join};

/// Spells one statement: what it binds, and what stands before it.
pub struct Rows<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) graph: &'a Graph<'a>,
    /// The columns of the root whose values are bound.
    pub bound: Vec<usize>,
    pub(super) with: Vec<Common>,
}

impl<'a> Rows<'a> {
    /// One in which nothing stands yet.
    pub fn new(context: &'a Context<'a>, graph: &'a Graph<'a>) -> Self {
        Self {
            context,
            graph,
            bound: Vec::new(),
            with: Vec::new(),
        }
    }

    /// The statement with what it needs before it.
    pub fn statement(&self, statement: Sql) -> Sql {
        if self.with.is_empty() {
            return statement;
        }
        let recursive = match self.with.iter().any(|one| one.recursive) {
            true => "RECURSIVE ",
            false => "",
        };
        let all = self.with.iter().map(|one| &one.sql);
        let all = join(&all.collect::<Vec<_>>(), ", ");
        sql!["WITH ", recursive, all, " ", statement]
    }

    /// The rows of a model that go.
    pub fn going(&mut self, model: ModelId) -> Sql {
        let circular = self.graph.group(model).is_some_and(|group| group.circular);
        if !circular {
            return any(&self.all_terms(model));
        }
        let key = self.key(model);
        self.within(&key, &key)
    }

    /// The rows that a relationship leads to from rows that go.
    pub fn belonging(&mut self, edge: &Edge) -> Sql {
        any(&self.terms(edge))
    }

    /// The rows that a relationship leads to from rows that fulfil a condition.
    pub fn belonging_to(&self, edge: &Edge, condition: &Sql) -> Sql {
        let own = self.fixed(edge, Side::Local, "");
        let all = [condition.clone()].into_iter().chain(own);
        let all = join(&all.collect::<Vec<_>>(), " AND ");
        self.led_to(edge, &self.from(&edge.ends.local, &all))
    }

    /// The keys of the rows of a model that go, as one list.
    pub fn keys(&mut self, model: ModelId) -> Sql {
        let key = self.key(model);
        let Some(group) = self.graph.group(model) else {
            return Sql::default();
        };
        let names = key.columns.iter().map(|&column| {
            let id = ColumnId { model, column };
            self.name_in(group, id)
        });
        let names: Vec<Sql> = names.collect();
        let keys = self.context.statements.listed(&key, &names);
        if !group.circular {
            let condition = any(&self.all_terms(model));
            let table = self.context.statements.table(model);
            return clauses::select(keys, table, condition);
        }
        let name = self.define(group);
        let first = names.first().cloned().unwrap_or_default();
        clauses::select(keys, name, sql![first, " IS NOT NULL"])
    }

    pub(super) fn key(&self, model: ModelId) -> ColumnList {
        let columns = self.context.schema.model(model).primary_key();
        ColumnList { model, columns }
    }

    /// What holds of any row of a model that goes, by whichever relationship.
    fn all_terms(&mut self, model: ModelId) -> Vec<Sql> {
        let edges = self.graph.edges_to(model).into_iter();
        edges.flat_map(|edge| self.terms(edge)).collect()
    }

    pub(super) fn terms(&mut self, edge: &Edge) -> Vec<Sql> {
        let of_root = self.of_root(edge);
        let from_rows = self.graph.group(edge.id.model).is_some();
        let from_rows = from_rows.then(|| {
            let select = self.select_by(edge);
            self.led_to(edge, &select)
        });
        of_root.into_iter().chain(from_rows).collect()
    }

    /// `customer_id = ?1`
    pub(super) fn of_root(&mut self, edge: &Edge) -> Option<Sql> {
        if edge.id.model != self.graph.root {
            return None;
        }
        let own = self.fixed(edge, Side::Local, "");
        if !own.is_empty() {
            let all = [self.is_root()].into_iter().chain(own);
            let condition = join(&all.collect::<Vec<_>>(), " AND ");
            return Some(self.led_to(edge, &self.from(&edge.ends.local, &condition)));
        }
        let local = &edge.ends.local.columns;
        let Some(link) = &edge.through else {
            let equal = self.equal_to_root(&edge.ends.remote, local);
            return Some(self.and_fixed(edge, equal));
        };
        let equal = self.equal_to_root(&link.to_local, local);
        let linked = self.from(&link.to_remote, &equal);
        let remote = row(&self.context.statements.names(&link.remote));
        Some(sql![remote, " IN (", linked, ")"])
    }

    /// `id = ?1`
    pub(super) fn is_root(&mut self) -> Sql {
        let key = self.key(self.graph.root);
        self.equal_to_root(&key, &key.columns)
    }

    /// `customer_id = ?1`: columns that equal the root's.
    fn equal_to_root(&mut self, columns: &ColumnList, root: &[usize]) -> Sql {
        let names = self.context.statements.names(columns).into_iter();
        let terms = names.zip(root);
        let terms = terms.map(|(name, &column)| sql![name, " = ", self.bind(column)]);
        join(&terms.collect::<Vec<_>>(), " AND ")
    }

    /// The rows that a relationship leads to from those whose columns a SELECT gives.
    fn led_to(&self, edge: &Edge, select: &Sql) -> Sql {
        let names = |columns: &ColumnList| row(&self.context.statements.names(columns));
        let remote = names(&edge.ends.remote);
        let Some(link) = &edge.through else {
            return self.and_fixed(edge, sql![remote, " IN (", select, ")"]);
        };
        let condition = sql![names(&link.to_local), " IN (", select, ")"];
        sql![remote, " IN (", self.from(&link.to_remote, &condition), ")"]
    }

    /// `SELECT id FROM "order" WHERE …`
    fn from(&self, columns: &ColumnList, condition: &Sql) -> Sql {
        let statements = &self.context.statements;
        let (names, table) = (
            join(&statements.names(columns), ", "),
            statements.table(columns.model),
        );
        clauses::select(names, table, condition)
    }

    /// What a `primaryjoin` says of one of the two rows, with that before each column.
    pub(super) fn fixed(&self, edge: &Edge, side: Side, prefix: impl Piece<Statement>) -> Vec<Sql> {
        let relationship = self.context.schema.relationship(edge.id);
        let end = match side {
            Side::Local => &edge.ends.local,
            Side::Remote => &edge.ends.remote,
        };
        let statements = &self.context.statements;
        statements.fixed(relationship, (side, end.model), prefix)
    }

    fn and_fixed(&self, edge: &Edge, condition: Sql) -> Sql {
        let fixed = self.fixed(edge, Side::Remote, "");
        let all: Vec<Sql> = [condition].into_iter().chain(fixed).collect();
        join(&all, " AND ")
    }

    /// The parameter of a value of the root's.
    pub(super) fn bind(&mut self, column: usize) -> Sql {
        let known = self.bound.iter().position(|one| *one == column);
        let position = known.unwrap_or_else(|| {
            self.bound.push(column);
            self.bound.len() - 1
        });
        self.context.dialect.parameter(position + 1)
    }

    /// `order_id IN (SELECT id FROM …)`
    fn within(&mut self, columns: &ColumnList, of: &ColumnList) -> Sql {
        let left = row(&self.context.statements.names(columns));
        sql![left, " IN (", self.select(of), ")"]
    }

    fn select(&mut self, of: &ColumnList) -> Sql {
        let group = self.graph.group(of.model);
        if let Some(group) = group.filter(|group| self.is_common(group)) {
            let model = of.model;
            let columns = of.columns.iter();
            let names = columns.map(|&column| self.name_in(group, ColumnId { model, column }));
            let names = join(&names.collect::<Vec<_>>(), ", ");
            return sql!["SELECT ", names, " FROM ", self.define(group)];
        }
        let condition = any(&self.all_terms(of.model));
        self.from(of, &condition)
    }

    /// The columns of rows that go, by which a relationship leads on from them.
    fn select_by(&mut self, edge: &Edge) -> Sql {
        let fixed = self.fixed(edge, Side::Local, "");
        if fixed.is_empty() {
            return self.select(&edge.ends.local);
        }
        let key = self.key(edge.id.model);
        let all = [self.within(&key, &key)].into_iter().chain(fixed);
        let all = join(&all.collect::<Vec<_>>(), " AND ");
        self.from(&edge.ends.local, &all)
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

pub(super) fn any(terms: &[Sql]) -> Sql {
    join(terms, " OR ")
}
