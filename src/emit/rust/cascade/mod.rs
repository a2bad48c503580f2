//! What a model's `delete` runs before the row itself goes: the rows that go with it, from the deepest up.

mod circle;
mod common;
mod graph;
mod rows;

use super::by_key::{call_around_values, own_values};
use super::context::Context;
use super::layout;
use super::relationship::full_name;
use crate::schema::{ColumnList, ModelId, constant, snake};
use graph::{Edge, Fate, Graph, Group, can_be_null};
use rows::Rows;

pub use circle::has_circle;

/// A statement that runs before the row is deleted.
pub struct Step {
    pub constant: String,
    pub sql: String,
    pub run: String,
}

/// All of them, in their order.
pub fn steps(context: &Context<'_>, root: ModelId) -> Vec<Step> {
    let graph = Graph::of(context, root);
    let mut steps = Steps {
        context,
        graph: &graph,
        all: Vec::new(),
    };
    for group in &graph.groups {
        for &model in &group.models {
            steps.left(model);
        }
        if !graph.is_ours(group) {
            continue;
        }
        match group.models[..] {
            [model] => {
                steps.unlinked(model);
                steps.deleted(model);
            }
            _ => steps.circle(group),
        }
    }
    if graph.group(root).is_none() {
        steps.left(root);
    }
    steps.all
}

struct Steps<'a> {
    context: &'a Context<'a>,
    graph: &'a Graph,
    all: Vec<Step>,
}

impl<'a> Steps<'a> {
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
        self.run(name, &rows, &sql, "support::execute", None);
    }

    fn kept(&mut self, edge: &Edge) {
        let mut rows = self.rows();
        let belonging = rows.belonging(edge);
        let table = self.context.statements.table(edge.ends.remote.model);
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {belonging})");
        let name = self.name("ANY", &self.of_edge(edge));
        let relationship = format!("{:?}", full_name(self.context, edge.id));
        self.run(name, &rows, &sql, "support::refuse", Some(relationship));
    }

    /// The links of rows that go: they go first.
    fn unlinked(&mut self, model: ModelId) {
        for &id in self.context.links_to(model) {
            let mut rows = self.rows();
            let going = rows.going(model);
            let sql = self.context.statements.unlink_those(id, &going);
            let name = self.name("LINKS", &self.of_model(model));
            self.run(name, &rows, &sql, "support::execute", None);
        }
    }

    fn deleted(&mut self, model: ModelId) {
        let mut rows = self.rows();
        let going = rows.going(model);
        let table = self.context.statements.table(model);
        let sql = format!("DELETE FROM {table} WHERE {going}");
        let name = self.name("DELETE", &self.of_model(model));
        self.run(name, &rows, &sql, "support::execute", None);
    }

    /// Rows of several models that lead to each other: their keys are read before any of them is
    /// written, since they cannot be found any more where some are gone.
    fn circle(&mut self, group: &Group) {
        let keys: Vec<String> = group.models.iter().map(|&model| self.keys(model)).collect();
        for (number, &model) in group.models.iter().enumerate() {
            let edges = self.graph.edges_to(model).into_iter();
            let before = edges.filter(|edge| group.models[..number].contains(&edge.id.model));
            for edge in before.filter(|edge| can_be_null(self.context, edge)) {
                let name = self.name("NULL", &self.of_edge(edge));
                let statements = &self.context.statements;
                let sql = statements.orphan(&edge.ends.remote, &self.in_keys(model));
                self.run_with_keys(name, sql, &keys[number]);
            }
        }
        for (&model, keys) in group.models.iter().zip(&keys) {
            for &id in self.context.links_to(model) {
                let name = self.name("LINKS", &self.of_model(model));
                let going = self.in_keys(model);
                let sql = self.context.statements.unlink_those(id, &going);
                self.run_with_keys(name, sql, keys);
            }
        }
        for (&model, keys) in group.models.iter().zip(&keys) {
            let name = self.name("DELETE", &self.of_model(model));
            let table = self.context.statements.table(model);
            let sql = format!("DELETE FROM {table} WHERE {}", self.in_keys(model));
            self.run_with_keys(name, sql, keys);
        }
    }

    /// Reads the keys of the rows of a model; the variable that holds them.
    fn keys(&mut self, model: ModelId) -> String {
        let mut rows = self.rows();
        let sql = rows.keys(model);
        let name = self.name("KEYS", &self.of_model(model));
        let variable = name.to_lowercase();
        let callee = format!("let {variable} = support::keys");
        self.run(name, &rows, &sql, &callee, None);
        variable
    }

    fn in_keys(&self, model: ModelId) -> String {
        let columns = self.context.schema.model(model).primary_key();
        self.context
            .statements
            .is_in(&ColumnList { model, columns })
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
    fn name(&self, what: &str, of: &str) -> String {
        let name = format!("{what}_{of}");
        let taken = |name: &String| self.all.iter().any(|step| step.constant == *name);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut names = [name.clone()].into_iter().chain(numbered);
        names.find(|name| !taken(name)).unwrap_or(name)
    }

    fn run(
        &mut self,
        constant: String,
        rows: &Rows<'_>,
        sql: &str,
        callee: &str,
        relationship: Option<String>,
    ) {
        let model = self.context.schema.model(self.graph.root);
        let values = own_values(model, &rows.bound);
        let more: Vec<String> = relationship.into_iter().collect();
        let run = call_around_values(callee, &["db", &constant], &values, &more, "?;");
        self.all.push(Step {
            sql: rows.statement(sql),
            constant,
            run,
        });
    }

    fn run_with_keys(&mut self, constant: String, sql: String, keys: &str) {
        let value = self.context.scope.support("Value");
        let keys = format!("&[{value}::from({keys}.as_str())]");
        let arguments = ["db".to_owned(), constant.clone(), keys];
        let run = layout::call(8, "support::execute", &arguments, "?;");
        self.all.push(Step { constant, sql, run });
    }
}
