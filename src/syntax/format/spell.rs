//! The small things: names, values, types, and a member as pieces between which its line may break.

use super::comments::Written;
use crate::source::Span;
use crate::syntax::ast::{
    Action, DbName, DbPath, ForeignKeyOptions, MemberPath, Name, OrderBy, Raw, TypeRef, Value,
    ValueKind,
};

/// A piece of a member that stays on one line, and where it was written; nowhere if it is made of several places.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) place: Option<Span>,
}

/// A member: its pieces, and whether they were written in that order.
pub(super) struct Member {
    pub(super) span: Span,
    pub(super) pieces: Vec<Piece>,
    pub(super) in_order: bool,
}

/// Where an attribute stands in the canonical order, and how it is written.
pub(super) type Ranked = (u8, String);

impl Member {
    /// A head, and the attributes that follow it, which are put in order.
    pub(super) fn ordered(span: Span, head: Piece, attributes: Vec<(Ranked, Span)>) -> Self {
        let in_order = attributes.is_sorted_by_key(|((rank, _), _)| *rank);
        let mut attributes = attributes;
        attributes.sort_by_key(|((rank, _), _)| *rank);
        let attributes = attributes.into_iter().map(|((_, text), place)| Piece {
            text,
            place: Some(place),
        });
        Self {
            span,
            pieces: std::iter::once(head).chain(attributes).collect(),
            in_order,
        }
    }

    /// A member of pieces that are in order by themselves.
    pub(super) fn plain(span: Span, texts: Vec<String>) -> Self {
        let piece = |text| Piece { text, place: None };
        Self {
            span,
            pieces: texts.into_iter().map(piece).collect(),
            in_order: true,
        }
    }

    /// All of it on one line.
    pub(super) fn line(&self) -> String {
        let texts: Vec<&str> = self
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        texts.join(" ")
    }
}

impl Written<'_> {
    /// As it was written: bare or in quotes.
    pub(super) fn db_name(&self, name: &DbName) -> String {
        self.slice(name.span).to_owned()
    }

    pub(super) fn db_path(&self, path: &DbPath) -> String {
        let parts: Vec<&str> = path
            .parts
            .iter()
            .map(|part| self.slice(part.span))
            .collect();
        parts.join(".")
    }

    /// A literal as it was written, with its escapes and digits.
    pub(super) fn value(&self, value: &Value) -> String {
        match &value.kind {
            ValueKind::Raw(text) => format!("`{text}`"),
            _ => self.slice(value.span).to_owned(),
        }
    }

    pub(super) fn type_ref(&self, ty: &TypeRef) -> String {
        let mut text = ty.name.text.clone();
        if let Some(arguments) = &ty.arguments {
            let arguments = arguments.iter().map(|argument| self.value(argument));
            text.push_str(&list(arguments));
        }
        if ty.timezone.is_some() {
            text.push_str(" timezone");
        }
        text
    }

    /// The options behind the target of a foreign key.
    pub(super) fn foreign_key_options(&self, options: &ForeignKeyOptions) -> Vec<String> {
        let action = |word: &str, action: &Option<(Action, Span)>| {
            let (action, _) = action.as_ref()?;
            Some(format!("{word} {}", action_words(*action)))
        };
        let flag = |word: &str, is: Option<Span>| is.map(|_| word.to_owned());
        let name = options.name.as_ref();
        let all = [
            action("on_delete", &options.on_delete),
            action("on_update", &options.on_update),
            name.map(|name| format!("name {}", self.db_name(name))),
            flag("deferrable", options.deferrable),
            flag("initially deferred", options.initially_deferred),
            flag("use_alter", options.use_alter),
        ];
        all.into_iter().flatten().collect()
    }
}

fn action_words(action: Action) -> &'static str {
    match action {
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
        Action::Restrict => "restrict",
        Action::NoAction => "no action",
    }
}

/// `(a, b)`
pub(super) fn list(elements: impl IntoIterator<Item = String>) -> String {
    let elements: Vec<String> = elements.into_iter().collect();
    format!("({})", elements.join(", "))
}

/// `(a, b)` of names.
pub(super) fn names(names: &[Name]) -> String {
    list(names.iter().map(|name| name.text.clone()))
}

/// A word that is `false` where it says no.
pub(super) fn flag(word: &str, is: bool) -> String {
    if is {
        word.to_owned()
    } else {
        format!("{word} false")
    }
}

pub(super) fn raw(raw: &Raw) -> String {
    format!("`{}`", raw.text)
}

pub(super) fn member_path(path: &MemberPath) -> String {
    match &path.owner {
        Some(owner) => format!("{}.{}", owner.text, path.member.text),
        None => path.member.text.clone(),
    }
}

pub(super) fn order(order: &OrderBy) -> String {
    let direction = if order.descending { " desc" } else { "" };
    format!("{}{direction}", member_path(&order.column))
}
