//! What a model's `delete` runs beside the DELETE of the row itself: rows that go with it, and rows that are left.

mod circle;
mod common;
mod graph;
mod keyed;
mod rows;

use super::by_key::{call_around_values, own_values};
use super::clauses;
use super::context::Context;
use crate::dialect::{Sql, sql};
use crate::emit::rust::code::{Code, Ident, Rust, ident, literal};
use crate::schema::{Edge, Fate, ModelId, constant, snake};
use crate::text::Piece;
use graph::Graph;
use rows::Rows;

pub use circle::reads_keys;

/// A statement that runs beside the DELETE of a row.
pub struct Step {
    pub constant: Ident,
    pub sql: Sql,
    pub run: Code,
}

/// All of them, in their order.
#[derive(Default)]
pub struct Cascade {
    /// What reads keys, while the row and its links are still there to be followed.
    pub first: Vec<Step>,
    /// What has to go, or to be parted from the row, before it.
    pub before: Vec<Step>,
    /// What the row points to, which it has to go before.
    pub after: Vec<Step>,
}

/// What is run for a row of a model.
pub fn cascade(context: &Context<'_>, root: ModelId) -> Cascade {
    if context.deletions.depth(root) == 0 {
        return Cascade::default();
    }
    let graph = Graph::of(context, root);
    let mut steps = Steps {
        context,
        graph: &graph,
        all: Vec::new(),
    };
    if graph.reads_keys() {
        return steps.keyed();
    }
    steps.nested();
    Cascade {
        before: steps.all,
        ..Cascade::default()
    }
}

struct Steps<'a> {
    context: &'a Context<'a>,
    graph: &'a Graph<'a>,
    all: Vec<Step>,
}

impl<'a> Steps<'a> {
    /// Rows from the deepest up: each statement finds them by those above, which are still there.
    fn nested(&mut self) {
        for group in &self.graph.groups {
            for &model in &group.models {
                self.left(model);
                if self.graph.is_ours(group) {
                    self.unlinked(model);
                    self.deleted(model);
                }
            }
        }
        if self.graph.group(self.graph.root).is_none() {
            self.left(self.graph.root);
        }
    }

    /// What becomes of rows that are not deleted, though what they belong to is.
    fn left(&mut self, model: ModelId) {
        for edge in self.graph.edges(model) {
            match edge.fate {
                Fate::Orphaned => self.orphaned(edge),
                Fate::Kept => self.kept(edge),
                Fate::Deleted | Fate::DeletedByKey => {}
            }
        }
    }

    fn orphaned(&mut self, edge: &Edge) {
        let mut rows = self.rows();
        let belonging = rows.belonging(edge);
        let statements = &self.context.statements;
        let sql = statements.orphan(&edge.ends.remote, &belonging);
        let name = self.name("NULL", &self.of_edge(edge));
        self.run(name, &rows, sql, "support::execute", None);
    }

    fn kept(&mut self, edge: &Edge) {
        let mut rows = self.rows();
        let belonging = rows.belonging(edge);
        let sql = self.any(edge, &belonging);
        let name = self.name("ANY", &self.of_edge(edge));
        let called = self.called(edge);
        self.run(name, &rows, sql, "support::refuse", Some(called));
    }

    /// Whether there is a row that a relationship leads to.
    fn any(&self, edge: &Edge, condition: &Sql) -> Sql {
        let table = self.context.statements.table(edge.ends.remote.model);
        sql!["SELECT ", clauses::exists(table, condition)]
    }

    /// `"Order.claims"`
    fn called(&self, edge: &Edge) -> Code {
        literal(&self.context.full_name(edge.id)).whole()
    }

    /// The links of rows that go: they go first.
    fn unlinked(&mut self, model: ModelId) {
        for &id in self.context.links_to(model) {
            let mut rows = self.rows();
            let going = rows.going(model);
            let sql = self.context.statements.unlink_those(id, &going);
            let name = self.name("LINKS", &self.of_model(model));
            self.run(name, &rows, sql, "support::execute", None);
        }
    }

    fn deleted(&mut self, model: ModelId) {
        let mut rows = self.rows();
        let going = rows.going(model);
        let table = self.context.statements.table(model);
        let sql = clauses::delete(table, going);
        let name = self.name("DELETE", &self.of_model(model));
        self.run(name, &rows, sql, "support::execute", None);
    }

    fn rows(&self) -> Rows<'a> {
        Rows::new(self.context, self.graph)
    }

    /// `LINES`, or, of a relationship of rows that go with the row, `ORDER_LINES`.
    fn of_edge(&self, edge: &Edge) -> String {
        let name = &self.context.schema.relationship(edge.id).name.text;
        match edge.id.model == self.graph.root {
            true => constant(name),
            false => format!("{}_{}", self.of_model(edge.id.model), constant(name)),
        }
    }

    fn of_model(&self, model: ModelId) -> String {
        constant(&snake(self.context.model_name(model)))
    }

    /// A constant's name that no other has.
    fn name(&self, what: &'static str, of: &str) -> Ident {
        let name = ident(&format!("{what}_{of}"));
        let taken = |name: &Ident| self.all.iter().any(|step| step.constant == *name);
        let numbered = (2..).map(|number| ident(&format!("{what}_{of}_{number}")));
        let mut names = [name.clone()].into_iter().chain(numbered);
        names.find(|name| !taken(name)).unwrap_or(name)
    }

    fn run(
        &mut self,
        constant: Ident,
        rows: &Rows<'_>,
        sql: Sql,
        callee: impl Piece<Rust>,
        relationship: Option<Code>,
    ) {
        let model = self.context.schema.model(self.graph.root);
        let values = own_values(model, &rows.bound);
        let more: Vec<Code> = relationship.into_iter().collect();
        let before = ["db".into(), constant.clone().whole()];
        let tail = self.context.awaited("?;");
        let run = call_around_values(callee, &before, &values, &more, tail);
        self.all.push(Step {
            sql: rows.statement(sql),
            constant,
            run,
        });
    }
}
