//! `name: rel Target attribute…`

use super::cursor::Cursor;
use super::reader::{Seen, Word};
use super::report::Refused;
use super::shape::{Kind, Term};
use super::unknown::A_RELATIONSHIP;
use super::words::{CASCADE, LAZY, RELATIONSHIP, spoken};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Cascade, Doc, Lazy, Name, RelAttribute, RelAttributeKind, Relationship};

impl<'s> Cursor<'_, 's, '_, '_> {
    /// The relationship `name`, its `: rel` taken.
    pub(super) fn relationship(&mut self, docs: Vec<Doc>, name: Name) -> Relationship {
        let target = self.name().unwrap_or_else(|| {
            self.expected("the model that it leads to after `rel`");
            let span = self.previous().map_or(name.span, |term| term.span.after());
            self.resume(A_RELATIONSHIP);
            Name {
                text: String::new(),
                span,
            }
        });
        let mut attributes = Vec::new();
        let mut seen = Seen::default();
        while let Some(word) = self.attribute(A_RELATIONSHIP) {
            self.rel_attribute(word, &mut seen, &mut attributes);
        }
        let span = self.since(name.span);
        Relationship {
            docs,
            name,
            target,
            attributes,
            span,
        }
    }

    fn rel_attribute(
        &mut self,
        word: Word<'_>,
        seen: &mut Seen,
        attributes: &mut Vec<RelAttribute>,
    ) {
        if let Some(known) = RELATIONSHIP.iter().find(|known| **known == word.text) {
            self.once(seen, known, word.span);
        }
        let errors = self.report.count();
        let read = self.rel_attribute_kind(word);
        if read.is_ok() {
            self.recovered_since(errors);
        }
        match read {
            Ok(Some(kind)) => attributes.push(RelAttribute {
                kind,
                span: self.since(word.span),
            }),
            Ok(None) => {}
            Err(Refused) => self.resume(A_RELATIONSHIP),
        }
    }

    fn rel_attribute_kind(&mut self, word: Word<'_>) -> Result<Option<RelAttributeKind>, Refused> {
        use RelAttributeKind::{
            BackPopulates, ForeignKeys, OrderBy, PassiveDeletes, PassiveUpdates, PostUpdate,
            PrimaryJoin, RemoteSide, Secondary, SingleParent, Uselist, ViewOnly,
        };
        const KEYS: &str = "a column, or columns in parentheses";
        let set = |kind: RelAttributeKind, is: bool| Ok(is.then_some(kind));
        let kind = match word.text {
            "viewonly" => return set(ViewOnly, self.flag()),
            "single_parent" => return set(SingleParent, self.flag()),
            "post_update" => return set(PostUpdate, self.flag()),
            "passive_deletes" if self.take_word("all").is_some() => PassiveDeletes { all: true },
            "passive_deletes" => return set(PassiveDeletes { all: false }, self.flag()),
            "passive_updates" => PassiveUpdates(self.flag()),
            "uselist" => Uselist(self.flag()),
            "lazy" => RelAttributeKind::Lazy(self.lazy(word)?),
            "cascade" => RelAttributeKind::Cascade(self.cascade(word)?),
            "foreign_keys" => ForeignKeys(self.bare_list(word, KEYS, |list| list.member_path())?),
            "remote_side" => RemoteSide(self.bare_list(word, KEYS, |list| list.member_path())?),
            "order_by" => OrderBy(self.bare_list(
                word,
                "columns, each with `desc` or without",
                |list| list.order(),
            )?),
            "primaryjoin" => PrimaryJoin(self.comparisons(word)?),
            "backref" => self.backref(word)?,
            "back_populates" => match self.name() {
                Some(name) => BackPopulates(name),
                None => return Err(self.bad_value(word, "the relationship on the other side")),
            },
            _ => match self.db_path() {
                Some(path) => Secondary(path),
                None => return Err(self.bad_value(word, "the name of the link table")),
            },
        };
        Ok(Some(kind))
    }

    fn backref(&mut self, word: Word<'_>) -> Result<RelAttributeKind, Refused> {
        let Some(text) = self.word() else {
            return Err(self.bad_value(word, "the name of the relationship on the other side"));
        };
        let name = Name {
            text: text.to_owned(),
            span: self.here(),
        };
        if text.replace("{model}", "").contains('{') {
            let error = Diagnostic::error(
                Code::BAD_ATTRIBUTE_VALUE,
                name.span,
                "only `{model}` may stand in braces",
            );
            self.report
                .add(error.help("`{model}` stands for the model's name in snake_case"));
        }
        self.bump();
        let mut attributes = Vec::new();
        self.in_list(|list| {
            let mut seen = Seen::default();
            while let Some(word) = list.listed_attribute(A_RELATIONSHIP) {
                list.rel_attribute(word, &mut seen, &mut attributes);
            }
        });
        Ok(RelAttributeKind::Backref(name, attributes))
    }

    fn lazy(&mut self, word: Word<'_>) -> Result<Lazy, Refused> {
        let lazy = match self.word() {
            Some("select" | "true") => Lazy::Select,
            Some("joined" | "false") => Lazy::Joined,
            Some("selectin") => Lazy::Selectin,
            Some("subquery") => Lazy::Subquery,
            Some("immediate") => Lazy::Immediate,
            Some("dynamic") => Lazy::Dynamic,
            Some("write_only") => Lazy::WriteOnly,
            Some("raise" | "raise_on_sql") => Lazy::Raise,
            Some("noload") => Lazy::Noload,
            _ => return Err(self.bad_choice(word, LAZY)),
        };
        self.bump();
        Ok(lazy)
    }

    /// A closed set of words, with commas between them or without.
    fn cascade(&mut self, word: Word<'_>) -> Result<Vec<(Cascade, Span)>, Refused> {
        if let Some(words) =
            self.elements("a word of `cascade`", |list| match list.cascade_word() {
                Some(known) => Ok(Some(known)),
                None => Err(list.bad_choice(word, CASCADE)),
            })
        {
            return Ok(words);
        }
        let mut words: Vec<(Cascade, Span)> = Vec::new();
        while let Some(known) = self.cascade_word() {
            if let Some((_, first)) = words.iter().find(|(cascade, _)| *cascade == known.0) {
                let error = Diagnostic::error(
                    Code::UNEXPECTED,
                    known.1,
                    "this word of `cascade` is given twice",
                );
                self.report.add(
                    error
                        .also(*first, "first here")
                        .help("take one of them out"),
                );
            }
            words.push(known);
            if self.peek().is_some_and(|term| term.kind == Kind::Comma)
                && self.cascade_at(1).is_some()
            {
                self.bump();
            }
        }
        if !words.is_empty() && !self.peek().is_some_and(is_hyphen) {
            return Ok(words);
        }
        Err(self.bad_cascade(word))
    }

    fn bad_cascade(&mut self, word: Word<'_>) -> Refused {
        let quoted = self
            .peek()
            .is_some_and(|term| term.kind == Kind::Text || is_hyphen(term));
        if !quoted {
            return self.bad_choice(word, CASCADE);
        }
        let message = format!("`cascade` takes bare words: {}", spoken(CASCADE));
        let error = Diagnostic::error(Code::BAD_ATTRIBUTE_VALUE, self.here(), message);
        self.report.refuse(
            error.help(
                "write `cascade all delete_orphan` for SQLAlchemy's `\"all, delete-orphan\"`",
            ),
        )
    }

    fn cascade_word(&mut self) -> Option<(Cascade, Span)> {
        let cascade = self.cascade_at(0)?;
        self.bump().map(|term| (cascade, term.span))
    }

    fn cascade_at(&self, distance: usize) -> Option<Cascade> {
        match self.word_ahead(distance)? {
            "save_update" => Some(Cascade::SaveUpdate),
            "merge" => Some(Cascade::Merge),
            "delete" => Some(Cascade::Delete),
            "delete_orphan" => Some(Cascade::DeleteOrphan),
            "refresh_expire" => Some(Cascade::RefreshExpire),
            "expunge" => Some(Cascade::Expunge),
            "all" => Some(Cascade::All),
            _ => None,
        }
    }
}

fn is_hyphen(term: &Term<'_>) -> bool {
    term.kind == Kind::Mark && term.text == "-"
}
