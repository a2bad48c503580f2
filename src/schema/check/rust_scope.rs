//! The names in one scope of the generated code.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::Name;

/// What a name of the generated code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Struct,
    NewRow,
    Columns,
    Enum,
    Variant,
    ColumnConstant,
    ListConstant,
    LookUp,
    RelationshipConstant,
    Accessor,
    Setter,
    NullSetter,
    ParentSetter,
    ChildSetter,
    Upsert,
    LinkChange,
    CollectionChange,
}

impl What {
    fn words(self) -> &'static str {
        match self {
            What::Struct => "the struct of",
            What::NewRow => "the struct of new rows of",
            What::Columns => "the struct of the columns of",
            What::Enum => "the enum of",
            What::Variant => "the variant of",
            What::ColumnConstant => "the constant of column",
            What::ListConstant => "the constant of constraint",
            What::LookUp => "the look-up by",
            What::RelationshipConstant => "the constant of relationship",
            What::Accessor => "the accessor of",
            What::Setter => "the setter of",
            What::NullSetter => "the setter of NULL for",
            What::ParentSetter => "the setter of the parent for",
            What::ChildSetter => "the setter of new rows of",
            What::Upsert => "the upsert by the key of",
            What::LinkChange => "a function that links rows to",
            What::CollectionChange => "a function that changes",
        }
    }

    fn help(self, name: &str) -> String {
        match self {
            What::Struct | What::NewRow | What::Columns => {
                "rename one of them; a table keeps its name with `table …`".to_owned()
            }
            What::Enum | What::ListConstant => "rename one of them".to_owned(),
            What::Variant => {
                format!("rename one of them: `{name}_ \"{name}\"` is stored as before")
            }
            What::RelationshipConstant
            | What::Accessor
            | What::ParentSetter
            | What::ChildSetter
            | What::LinkChange
            | What::CollectionChange => "give it another name".to_owned(),
            What::ColumnConstant
            | What::LookUp
            | What::Upsert
            | What::Setter
            | What::NullSetter => {
                format!("rename the member; the column keeps its name with `column \"{name}\"`")
            }
        }
    }
}

/// The clashes that are found. A name is talked about once, also where another rule has done so.
pub struct Clashes<'d> {
    reported: HashSet<Span>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'d> Clashes<'d> {
    pub fn of(diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let names = [
            Code::DUPLICATE_TABLE,
            Code::DUPLICATE_COLUMN,
            Code::DUPLICATE_VARIANT,
            Code::RESERVED_NAME,
            Code::RUST_NAME_CLASH,
        ];
        let about_names = diagnostics.iter().filter(|one| names.contains(&one.code));
        Self {
            reported: about_names
                .filter_map(|one| Some(one.labels.first()?.span))
                .collect(),
            diagnostics,
        }
    }
}

/// The names of a scope, each with what it is for.
pub struct Scope {
    name: String,
    taken: HashMap<String, Option<(Span, What)>>,
}

impl Scope {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            taken: HashMap::new(),
        }
    }

    /// Names of the generated code's own.
    pub fn reserve(&mut self, names: &[&str]) {
        self.taken
            .extend(names.iter().map(|name| ((*name).to_owned(), None)));
    }

    pub fn take(&mut self, name: String, what: What, from: &Name, clashes: &mut Clashes<'_>) {
        match self.taken.get(&name).copied() {
            None => drop(self.taken.insert(name, Some((from.span, what)))),
            // Two members of one name, or one name in two lists, is another rule's business.
            Some(Some((span, first))) if span == from.span && first == what => {}
            Some(first) if clashes.reported.insert(from.span) => {
                let clash = self.clash(&name, what, from, first);
                clashes.diagnostics.push(clash);
            }
            Some(_) => {}
        }
    }

    fn clash(
        &self,
        name: &str,
        what: What,
        from: &Name,
        first: Option<(Span, What)>,
    ) -> Diagnostic {
        let message = format!(
            "{} `{}` would be called `{name}`, which is taken in {}",
            what.words(),
            from.text,
            self.name
        );
        let error = Diagnostic::error(Code::RUST_NAME_CLASH, from.span, message);
        let error = match first {
            Some((span, _)) if span == from.span => {
                error.label(format!("makes two things called `{name}`"))
            }
            Some((span, _)) => error
                .label(format!("makes `{name}`"))
                .also(span, "and so does this"),
            None => error.label(format!("generated code has its own `{name}` there")),
        };
        error.help(what.help(&from.text))
    }
}
