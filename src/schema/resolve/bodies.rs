//! What stands in a model: the members of its mixins, and then its own.

use std::collections::HashSet;

use super::declarations::{Declared, Written, not_built};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::Shape;
use crate::schema::names::snake;
use crate::source::Span;
use crate::syntax::ast::{self, Doc, Member, Name};

/// A model, or a table without one, with all of its members.
pub struct Body<'a> {
    pub shape: Shape,
    pub name: Name,
    pub docs: &'a [Doc],
    /// Those of mixins first.
    pub members: Vec<&'a Member>,
    /// Where the members stand.
    pub spans: Vec<Span>,
    /// It is a model or a table, and no mixin by itself.
    pub is_declared: bool,
    /// A base is unknown: its members are missing.
    pub lacks_a_base: bool,
}

impl Body<'_> {
    /// Whether a member stands in the declaration itself, and not in a mixin.
    pub fn is_own(&self, span: Span) -> bool {
        self.is_declared && self.spans.last().is_some_and(|own| own.holds(span))
    }

    /// What `{model}` stands for.
    pub fn placeholder(&self) -> String {
        snake(&self.name.text)
    }
}

/// The bodies of all models and tables, and of mixins that nobody uses, whose mistakes are told, too.
pub fn of_all<'a>(
    declared: &Declared<'a>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Body<'a>>, Vec<Body<'a>>) {
    let mut used: HashSet<&str> = HashSet::new();
    let bodies = declared.tables.iter().map(|written| match written {
        Written::Table(table) => of_table(table),
        Written::Model(model) => {
            let mut body = empty(Shape::Struct, &model.name, &model.docs);
            let mut bases = Bases::new(declared, diagnostics);
            bases.take(&model.name, &model.bases, &mut body);
            used.extend(bases.taken);
            body.members.extend(&model.members);
            body.spans.push(model.span);
            body
        }
    });
    let bodies = bodies.collect();
    let mut unused: Vec<&ast::Mixin> = declared.mixins.values().copied().collect();
    unused.retain(|mixin| !used.contains(mixin.name.text.as_str()));
    unused.sort_by_key(|mixin| mixin.span);
    let unused = unused.into_iter().map(|mixin| {
        let mut body = empty(Shape::Struct, &mixin.name, &mixin.docs);
        body.is_declared = false;
        Bases::new(declared, diagnostics).take(&mixin.name, &mixin.bases, &mut body);
        body.members.extend(&mixin.members);
        body.spans.push(mixin.span);
        body
    });
    (bodies, unused.collect())
}

fn empty<'a>(shape: Shape, name: &Name, docs: &'a [Doc]) -> Body<'a> {
    Body {
        shape,
        name: name.clone(),
        docs,
        members: Vec::new(),
        spans: Vec::new(),
        is_declared: true,
        lacks_a_base: false,
    }
}

fn of_table(table: &ast::Table) -> Body<'_> {
    let name = Name {
        text: table.name.text.clone(),
        span: table.name.span,
    };
    let mut body = empty(Shape::Table, &name, &table.docs);
    body.members.extend(&table.members);
    body.spans.push(table.span);
    body
}

/// How many mixins may stand on each other.
const DEEPEST: usize = 32;

/// The bases of one model, each taken once.
struct Bases<'d, 'a> {
    declared: &'d Declared<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
    taken: HashSet<&'a str>,
    /// Those whose bases are being taken.
    open: Vec<&'a str>,
}

impl<'d, 'a> Bases<'d, 'a> {
    fn new(declared: &'d Declared<'a>, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            declared,
            diagnostics,
            taken: HashSet::new(),
            open: Vec::new(),
        }
    }

    /// Puts the members of the bases into the body. Bases of bases come before them; one that is
    /// reached twice counts once.
    fn take(&mut self, of: &Name, bases: &[Name], body: &mut Body<'a>) {
        let mut own: HashSet<&str> = HashSet::new();
        for base in bases {
            if !own.insert(&base.text) {
                self.diagnostics.push(twice(base));
                continue;
            }
            let Some(&mixin) = self.declared.mixins.get(base.text.as_str()) else {
                body.lacks_a_base = true;
                self.diagnostics.extend(no_mixin(of, base, self.declared));
                continue;
            };
            let name = mixin.name.text.as_str();
            if self.open.contains(&name) || of.text == name {
                self.diagnostics.push(circle(of, base));
                continue;
            }
            if self.open.len() >= DEEPEST {
                self.diagnostics.push(too_deep(base));
                continue;
            }
            if !self.taken.insert(name) {
                continue;
            }
            self.open.push(name);
            self.take(&mixin.name, &mixin.bases, body);
            self.open.pop();
            body.members.extend(&mixin.members);
            body.spans.push(mixin.span);
        }
    }
}

fn too_deep(base: &Name) -> Diagnostic {
    let message = format!("mixins stand on each other more than {DEEPEST} deep");
    Diagnostic::error(Code::BASE, base.span, message).help("put their members into one mixin")
}

fn twice(base: &Name) -> Diagnostic {
    let message = format!("`{}` is a base twice", base.text);
    Diagnostic::error(Code::DUPLICATE_MEMBER, base.span, message).help("take one of them out")
}

fn circle(of: &Name, base: &Name) -> Diagnostic {
    let message = format!("`{}` is a base of its own base", of.text);
    Diagnostic::error(Code::BASE, base.span, message)
        .label("leads back")
        .help("take one of the bases out")
}

/// A base that is no mixin. What was refused before is not refused again.
fn no_mixin(of: &Name, base: &Name, declared: &Declared<'_>) -> Option<Diagnostic> {
    if let Some(model) = declared.tables.iter().find_map(|written| match written {
        Written::Model(model) if model.name.text == base.text => Some(model),
        _ => None,
    }) {
        let what = "inheritance from a model";
        let meanwhile = format!(
            "put the members that both have into a mixin, or give `{}` a relationship to `{}`",
            of.text, base.text
        );
        let error = not_built(base.span, what, &meanwhile);
        return Some(error.also(model.name.span, "this is a model"));
    }
    let left_out = &declared.left_out;
    if left_out.imports || left_out.names.contains(&base.text) || base.text.is_empty() {
        return None;
    }
    let enums = declared.enums.iter().map(|one| &one.name);
    let types = declared.types.iter().map(|one| &one.name);
    if let Some(other) = enums.chain(types).find(|name| name.text == base.text) {
        let message = format!("`{}` is no mixin", base.text);
        let error = Diagnostic::error(Code::BASE, base.span, message).label("a base is a mixin");
        return Some(
            error
                .also(other.span, "declared here")
                .help("take it out; columns may have it as their type"),
        );
    }
    let message = format!("there is no mixin `{}`", base.text);
    let error = Diagnostic::error(Code::BASE, base.span, message).label("unknown mixin");
    let mut names: Vec<&str> = declared.mixins.keys().copied().collect();
    names.sort_unstable();
    Some(match similar(&base.text, names) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(base.span, meant),
        None => error.help(format!("declare it: `mixin {} < … >`", base.text)),
    })
}
