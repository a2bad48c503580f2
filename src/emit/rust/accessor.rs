//! The function by which a row gives what belongs to it.

use super::awaited;
use super::by_key::{call_around_values, own_values};
use super::code::{Code, Ident, code, ident, literal};
use super::context::Context;
use super::function::Function;
use super::layout;
use crate::schema::{Ends, Kind, Model, RelId, Relationship, Side, constant};
use crate::syntax::ast::Lazy;

/// The function that loads what belongs to one row.
pub fn loaded(context: &Context<'_>, id: RelId, ends: &Ends, docs: String) -> Function {
    let relationship = context.schema.relationship(id);
    let target = context.model_name(ends.remote.model);
    let found = Found::of(context, id, ends);
    let output = match found {
        Found::All => context.list(target),
        Found::AtMostOne | Found::First => context.option(target),
        Found::Parent => code![target],
    };
    let parameters = ["&self".into(), context.db()];
    let head = context.head(ident(&relationship.name.text));
    let signature = layout::signature(4, head, &parameters, context.result(output));
    let sql = context.statements.related(relationship, &ends.remote);
    let accessor = Function::new(docs, signature);
    let mut conditions = relationship.conditions().iter();
    if conditions.any(|one| one.side == Side::Local) {
        let constant = ident(&constant(&relationship.name.text));
        let parent = code!["Self::", constant];
        let run = code![".", found.of_query(), "(db)"];
        let links = [".of(self)".into(), run].into_iter();
        let links: Vec<Code> = links.chain(context.target.link()).collect();
        let query = awaited::chain(8, parent, &links, "");
        return accessor.shows(&sql).line(query);
    }
    let mut accessor = accessor.sql("SQL", &sql);
    let model = context.schema.model(id.model);
    let is_child = relationship.kind == Some(Kind::ManyToOne);
    if is_child && model.any_nullable(&ends.local.columns) {
        accessor = accessor.line(unless_null(model, &ends.local.columns));
    }
    let bound = own_values(model, &ends.local.columns);
    let more: Vec<Code> = match found {
        Found::Parent => vec![literal(&context.full_name(id)).whole()],
        _ => Vec::new(),
    };
    let (before, tail) = (["db".into(), "SQL".into()], context.awaited(""));
    let call = call_around_values(found.callee(), &before, &bound, &more, tail);
    accessor.line(call)
}

/// What an accessor gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    All,
    AtMostOne,
    /// The row of a key that may be NULL.
    First,
    /// The row that there must be.
    Parent,
}

impl Found {
    fn of(context: &Context<'_>, id: RelId, ends: &Ends) -> Self {
        let one = context.schema.relationship(id);
        match one.kind {
            Some(Kind::OneToOne) => Found::AtMostOne,
            // That there is but one, no key says.
            Some(Kind::ManyToOne) if one.key().is_none() => Found::AtMostOne,
            Some(Kind::ManyToOne) if context.schema.may_lead_nowhere(id, ends) => Found::First,
            Some(Kind::ManyToOne) => Found::Parent,
            _ => Found::All,
        }
    }

    /// What finds it by a statement.
    fn callee(self) -> &'static str {
        match self {
            Found::All => "support::all",
            Found::AtMostOne => "support::at_most_one",
            Found::First => "support::first",
            Found::Parent => "support::parent",
        }
    }

    /// What finds it by a query.
    fn of_query(self) -> &'static str {
        match self {
            Found::All => "all",
            Found::AtMostOne => "one_or_none",
            Found::First | Found::Parent => "first",
        }
    }
}

/// What function the schema's `lazy` makes of the relationship's name: none, one that gives a query of
/// the target, which is named and described, or the one that loads it.
pub fn accessor(
    context: &Context<'_>,
    relationship: &Relationship,
    (target, docs): (&Ident, String),
    loaded: impl FnOnce() -> Function,
) -> Option<Function> {
    match relationship.behaviour.loading() {
        Lazy::Select => Some(loaded()),
        Lazy::Dynamic | Lazy::WriteOnly => {
            Some(refined(context, &relationship.name.text, target, docs))
        }
        _ => None,
    }
}

/// The rows as a query.
fn refined(context: &Context<'_>, name: &str, target: &Ident, docs: String) -> Function {
    let output = code![context.scope.support("Query"), "<", target, ">"];
    let head = code!["pub fn ", ident(name)];
    let signature = layout::signature(4, head, &["&self".into()], output);
    Function::new(docs, signature)
        .note("The query is to be refined: nothing is read before it is run.")
        .line(code!["Self::", ident(&constant(name)), ".of(self)"])
}

/// A key that is NULL leads nowhere: no statement is run.
fn unless_null(model: &Model, columns: &[usize]) -> Code {
    let columns = columns.iter().map(|&column| &model.columns[column]);
    let nullable = columns.filter(|column| column.nullable);
    let tests = nullable.map(|column| code!["self.", ident(&column.name.text), ".is_none()"]);
    let head = layout::any_of(8, &tests.collect::<Vec<_>>());
    code![head, "\n            return Ok(None);\n        }"]
}
