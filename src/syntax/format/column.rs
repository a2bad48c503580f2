//! A column.

use super::comments::Written;
use super::layout::{GOES_ON, WIDTH, letters};
use super::spell::{Member, Piece, Ranked, flag, raw};
use crate::syntax::ast::{Column, ColumnAttributeKind, SequenceOptions};

impl Written<'_> {
    /// `name: Type attribute…`
    pub(super) fn column(&self, column: &Column) -> Member {
        let head = Piece {
            text: format!("{}: {}", column.name.text, self.type_ref(&column.ty)),
            place: Some(column.name.span.to(column.ty.span)),
        };
        let mut attributes = Vec::new();
        for one in &column.attributes {
            let pieces = self.pieces(&one.kind);
            attributes.extend(pieces.into_iter().map(|piece| (piece, one.span)));
        }
        Member::ordered(column.span, head, attributes)
    }

    /// One piece; a foreign key that is too long for a line breaks before its options.
    fn pieces(&self, attribute: &ColumnAttributeKind) -> Vec<Ranked> {
        let (rank, whole) = self.column_attribute(attribute);
        let ColumnAttributeKind::ForeignKey(path, options) = attribute else {
            return vec![(rank, whole)];
        };
        if letters(&whole) <= WIDTH - GOES_ON {
            return vec![(rank, whole)];
        }
        let target = format!("foreign_key {}", self.db_path(path));
        let options = self.foreign_key_options(options);
        let texts = std::iter::once(target).chain(options);
        texts.map(|text| (rank, text)).collect()
    }

    fn column_attribute(&self, attribute: &ColumnAttributeKind) -> Ranked {
        use ColumnAttributeKind::{
            Autoincrement, Check, Collate, Column, Comment, Computed, Default, Deferred,
            ForeignKey, Identity, Index, Nullable, OnUpdate, PrimaryKey, Sequence, ServerDefault,
            Unique, Version,
        };
        match attribute {
            PrimaryKey => (0, "primary_key".to_owned()),
            Autoincrement(is) => (1, flag("autoincrement", *is)),
            Sequence(name, options) => {
                let word = format!("sequence {}", name.text);
                (2, with_options(word, options))
            }
            Identity(options) => (3, with_options("identity".to_owned(), options)),
            Nullable(false) => (4, "not null".to_owned()),
            Nullable(true) => (4, "nullable".to_owned()),
            Unique(is) => (5, flag("unique", *is)),
            Index(is) => (6, flag("index", *is)),
            ForeignKey(path, options) => {
                let mut words = vec![format!("foreign_key {}", self.db_path(path))];
                words.extend(self.foreign_key_options(options));
                (7, words.join(" "))
            }
            Default(value) => (8, format!("default {}", self.value(value))),
            ServerDefault(value) => (9, format!("server_default {}", self.value(value))),
            OnUpdate(value) => (10, format!("on_update {}", self.value(value))),
            Check(sql) => (11, format!("check {}", raw(sql))),
            Computed { raw: sql, stored } => {
                let stored = if *stored { " stored" } else { "" };
                (12, format!("computed {}{stored}", raw(sql)))
            }
            Collate(name) => (13, format!("collate {}", self.db_name(name))),
            Column(name) => (14, format!("column {}", self.db_name(name))),
            Comment(text) => (15, format!("comment {}", self.slice(text.span))),
            Version => (16, "version".to_owned()),
            Deferred => (17, "deferred".to_owned()),
        }
    }
}

/// `(start 100, increment 10)` behind the word, where there is anything to say.
fn with_options(word: String, options: &SequenceOptions) -> String {
    let start = options.start.map(|number| format!("start {number}"));
    let increment = options
        .increment
        .map(|number| format!("increment {number}"));
    let given: Vec<String> = start.into_iter().chain(increment).collect();
    if given.is_empty() {
        word
    } else {
        format!("{word} ({})", given.join(", "))
    }
}
