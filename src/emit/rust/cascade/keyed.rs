//! Rows that are deleted after some that lead to them: where they cannot be found any more by then, their
//! keys are read first.

use std::collections::BTreeMap;

use super::graph::{Graph, keys_to};
use super::{Cascade, Step, Steps};
use crate::dialect::Sql;
use crate::emit::rust::clauses;
use crate::emit::rust::code::{Ident, code, ident};
use crate::emit::rust::context::Context;
use crate::emit::rust::layout;
use crate::schema::{ColumnList, Edge, Fate, KeyId, ModelId, Side};

/// The variables that hold the keys of the rows that go, of each model of which they are read.
type Keys = BTreeMap<ModelId, Ident>;

impl Steps<'_> {
    /// Reads keys, parts rows that point to each other in a circle, and deletes them, rows before those
    /// that they point to.
    pub(super) fn keyed(mut self) -> Cascade {
        let order = self.graph.by_key(self.context);
        let mut keys = Keys::new();
        for &model in &order {
            if self.graph.group(model).is_some() && is_lost(self.context, self.graph, &order, model)
            {
                keys.insert(model, self.keys(model));
            }
        }
        self.part(&order, &keys);
        let (first, mut row) = (self.all.len(), 0);
        for &model in &order {
            if model == self.graph.root {
                self.left(model);
                row = self.all.len();
            }
            match keys.get(&model) {
                Some(keys) => self.gone_by(model, keys),
                None if self.graph.group(model).is_some() => self.gone(model),
                None => {}
            }
        }
        let after = self.all.split_off(row);
        let before = self.all.split_off(first);
        Cascade {
            first: self.all,
            before,
            after,
        }
    }

    fn gone(&mut self, model: ModelId) {
        if model != self.graph.root {
            self.left(model);
        }
        self.unlinked(model);
        self.deleted(model);
    }

    fn gone_by(&mut self, model: ModelId, keys: &Ident) {
        self.left_by(model, keys);
        self.unlinked_by(model, keys);
        let table = self.context.statements.table(model);
        let sql = clauses::delete(table, self.in_keys(model));
        let name = self.name("DELETE", &self.of_model(model));
        self.run_by(name, sql, keys, None);
    }

    /// Reads the keys of the rows of a model; the variable that holds them.
    fn keys(&mut self, model: ModelId) -> Ident {
        let mut rows = self.rows();
        let sql = rows.keys(model);
        let name = self.name("KEYS", &self.of_model(model));
        let variable = ident(&name.to_lowercase());
        let callee = code!["let ", variable, " = support::keys"];
        self.run(name, &rows, sql, callee, None);
        variable
    }

    /// Sets keys to NULL that point to rows that are deleted before. The row itself is the first of its
    /// model.
    fn part(&mut self, order: &[ModelId], keys: &Keys) {
        let mut gone = Vec::new();
        for &model in order {
            if model == self.graph.root {
                self.part_root(&gone);
                gone.push(model);
            }
            if let Some(keys) = keys.get(&model) {
                for columns in pointing(self.context, model, &gone) {
                    let sql = self
                        .context
                        .statements
                        .orphan(&columns, &self.in_keys(model));
                    let name = self.name("NULL", &self.of_model(model));
                    self.run_by(name, sql, keys, None);
                }
            }
            if model != self.graph.root {
                gone.push(model);
            }
        }
    }

    fn part_root(&mut self, gone: &[ModelId]) {
        let model = self.graph.root;
        for columns in pointing(self.context, model, gone) {
            let mut rows = self.rows();
            let condition = rows.is_root();
            let sql = self.context.statements.orphan(&columns, &condition);
            let name = self.name("NULL", &self.of_model(model));
            self.run(name, &rows, sql, "support::execute", None);
        }
    }

    /// What becomes of rows that are not deleted, though what they belong to is.
    fn left_by(&mut self, model: ModelId, keys: &Ident) {
        for edge in self.graph.edges(model) {
            let belonging = self.belonging_to_keys(edge);
            let remote = &edge.ends.remote;
            match edge.fate {
                Fate::Orphaned => {
                    let sql = self.context.statements.orphan(remote, &belonging);
                    let name = self.name("NULL", &self.of_edge(edge));
                    self.run_by(name, sql, keys, None);
                }
                Fate::Kept => {
                    let sql = self.any(edge, &belonging);
                    let name = self.name("ANY", &self.of_edge(edge));
                    self.run_by(name, sql, keys, Some(edge));
                }
                Fate::Deleted | Fate::DeletedByKey => {}
            }
        }
    }

    fn unlinked_by(&mut self, model: ModelId, keys: &Ident) {
        for &id in self.context.links_to(model) {
            let sql = self.unlink_keys(id, model);
            let name = self.name("LINKS", &self.of_model(model));
            self.run_by(name, sql, keys, None);
        }
    }

    /// The rows that a relationship leads to from those of the keys.
    fn belonging_to_keys(&self, edge: &Edge) -> Sql {
        let model = edge.id.model;
        let by_key = edge.ends.local.columns == self.context.schema.model(model).primary_key();
        match by_key && edge.conditions(self.context.schema).is_empty() {
            true => self.context.statements.is_in(&edge.ends.remote, 1),
            false => self.rows().belonging_to(edge, &self.in_keys(model)),
        }
    }

    /// The links of the rows of the keys.
    fn unlink_keys(&self, id: KeyId, model: ModelId) -> Sql {
        let statements = &self.context.statements;
        let key = self.context.schema.foreign_key(id);
        let primary = self.context.schema.model(model).primary_key();
        match &key.target {
            Some(target) if target.columns == primary => {
                let link = ColumnList {
                    model: id.model,
                    columns: key.columns.clone(),
                };
                let table = statements.table(id.model);
                clauses::delete(table, statements.is_in(&link, 1))
            }
            _ => statements.unlink_those(id, &self.in_keys(model)),
        }
    }

    /// Whether a row's key is among those that have been read.
    fn in_keys(&self, model: ModelId) -> Sql {
        let columns = self.context.schema.model(model).primary_key();
        let key = ColumnList { model, columns };
        self.context.statements.is_in(&key, 1)
    }

    /// Runs a statement with keys that have been read; one that finds out whether there are rows that
    /// refuse is one of a relationship.
    fn run_by(&mut self, constant: Ident, sql: Sql, keys: &Ident, refusing: Option<&Edge>) {
        let value = self.context.scope.support("Value");
        let keys = code!["&[", value, "::from(", keys, ".as_str())]"];
        let mut arguments = vec!["db".into(), constant.clone().whole(), keys];
        let callee = match refusing {
            None => "support::execute",
            Some(edge) => {
                arguments.push(self.called(edge));
                "support::refuse"
            }
        };
        let run = layout::call(8, callee, &arguments, self.context.awaited("?;"));
        self.all.push(Step { constant, sql, run });
    }
}

/// Whether rows of a model cannot be found any more at its turn: by rows that are gone then, by links, or
/// by keys that were set to NULL.
fn is_lost(context: &Context<'_>, graph: &Graph<'_>, order: &[ModelId], model: ModelId) -> bool {
    let gone = gone_before(order, model);
    let mut found_by = vec![model];
    let mut next = 0;
    while let Some(&one) = found_by.get(next) {
        next += 1;
        // What a row holds is known when it is gone, too.
        let is_row = one == graph.root && graph.group(one).is_none();
        if !is_row && (gone.contains(&one) || is_parted(context, graph, order, one)) {
            return true;
        }
        for edge in graph.edges_to(one) {
            let mut conditions = edge.conditions(context.schema).iter();
            if edge.through.is_some() || conditions.any(|one| one.side == Side::Local) {
                return true;
            }
            if !found_by.contains(&edge.id.model) {
                found_by.push(edge.id.model);
            }
        }
    }
    false
}

fn gone_before(order: &[ModelId], model: ModelId) -> Vec<ModelId> {
    let before = order.iter().take_while(|&&one| one != model);
    before.copied().collect()
}

/// Whether keys of a model's rows are set to NULL before any row goes.
fn is_parted(context: &Context<'_>, graph: &Graph<'_>, order: &[ModelId], model: ModelId) -> bool {
    let mut gone = gone_before(order, model);
    gone.extend((model == graph.root).then_some(model));
    !pointing(context, model, &gone).is_empty()
}

/// The keys of a model that point to one of these, as far as they can be NULL.
fn pointing(context: &Context<'_>, model: ModelId, to: &[ModelId]) -> Vec<ColumnList> {
    let keys = to.iter().flat_map(|&to| keys_to(context, model, to));
    let declared = context.schema.model(model);
    let nullable = keys.filter(|key| declared.any_nullable(&key.columns));
    let columns = nullable.map(|key| key.columns.clone());
    columns
        .map(|columns| ColumnList { model, columns })
        .collect()
}
