//! The two foreign keys of a link table.

use super::keys::path;
use super::paths::{list, place};
use super::relationships::Wishes;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::written;
use crate::schema::{KeyId, ModelId, RelId, Schema};
use crate::source::Span;
use crate::syntax::ast::MemberPath;

/// What is to be joined, by the keys of which table.
pub struct LinkKeys<'s> {
    pub schema: &'s Schema,
    pub id: RelId,
    pub target: ModelId,
    pub table: ModelId,
    /// Where the table is named.
    pub span: Span,
}

/// The key to the relationship's own model, and the key to the target; nothing where a mistake is
/// told at the other side.
type Both = Result<Option<(KeyId, KeyId)>, Box<Diagnostic>>;

impl LinkKeys<'_> {
    /// Finds both. What the other side's `foreign_keys` name points to the target.
    pub fn both(&self, wishes: &Wishes, other: Option<&Wishes>) -> Both {
        let name = |it: &Wishes| it.secondary.as_ref().map(path);
        let named_here = self.named(wishes, self.id.model)?;
        let named_there = match other.filter(|it| name(it) == name(wishes)) {
            Some(other) => match self.named(other, self.target) {
                Ok(named) => named,
                Err(_) => return Ok(None),
            },
            None => None,
        };
        let local = self.only(self.id.model, named_here, named_there)?;
        let remote = self.only(self.target, named_there, named_here)?;
        // Where both sides name one key they point the same way, which is told elsewhere.
        match local == remote && (named_here.is_none() || named_there.is_none()) {
            true => Err(Box::new(self.lacks(self.target))),
            false => Ok(Some((local, remote))),
        }
    }

    /// The link table's keys to a model.
    fn to(&self, model: ModelId) -> Vec<KeyId> {
        let keys = self.schema.foreign_keys();
        let keys = keys.filter(|(id, key)| {
            id.model == self.table && key.target.as_ref().is_some_and(|it| it.model == model)
        });
        keys.map(|(id, _)| id).collect()
    }

    /// The key to a model: the one that is named, or the only one but for another end's.
    fn only(
        &self,
        model: ModelId,
        named: Option<KeyId>,
        other_end: Option<KeyId>,
    ) -> Result<KeyId, Box<Diagnostic>> {
        if let Some(named) = named {
            return Ok(named);
        }
        let mut keys = self.to(model);
        keys.retain(|key| Some(*key) != other_end);
        match keys.as_slice() {
            [one] => Ok(*one),
            [] => Err(Box::new(self.lacks(model))),
            several => Err(Box::new(self.ambiguous(several, model))),
        }
    }

    /// Whether a key may be missing because of what has been reported.
    pub fn may_lack_keys(&self) -> bool {
        let table = self.schema.model(self.table);
        table.incomplete || table.foreign_keys.iter().any(|key| key.target.is_none())
    }

    fn lacks(&self, model: ModelId) -> Diagnostic {
        let (table, end) = (self.schema.model(self.table), self.schema.model(model));
        let name = written(&table.table.text);
        let message = match self.id.model == self.target {
            true => format!("`{name}` has no two foreign keys to `{}`", end.name.text),
            false => format!("`{name}` has no foreign key to `{}`", end.name.text),
        };
        let key = end.primary_key().first().map(|&it| &end.columns[it]);
        let key = key.map_or("id", |it| it.db_name.text.as_str());
        Diagnostic::error(Code::LINK_WITHOUT_KEY, self.span, message)
            .label("does not join the two")
            .also(table.name.span, "the table")
            .help(format!(
                "add `foreign_key {}.{}` to a column of it",
                written(&end.table.text),
                written(key)
            ))
    }

    fn ambiguous(&self, several: &[KeyId], model: ModelId) -> Diagnostic {
        let end = &self.schema.model(model).name.text;
        let table = &self.schema.model(self.table).table.text;
        let message = format!(
            "`{}` has {} foreign keys to `{end}`",
            written(table),
            several.len()
        );
        let this = self.schema.relationship(self.id);
        let mut error = Diagnostic::error(Code::LINK_AMBIGUOUS, this.name.span, message)
            .label("which of them is meant?");
        for &key in several.iter().take(3) {
            error = error.also(place(self.schema, key), "this one?");
        }
        let ways = several.iter().take(3);
        let ways = list(ways.map(|&key| format!("`foreign_keys {}`", self.spelled(key))));
        error.help(match model == self.id.model {
            true => format!("name the columns that point here: {ways}"),
            false => format!("name them at the other side, in `{end}`: {ways}"),
        })
    }

    /// The key's columns as `foreign_keys` names them: `follow.follower_id`.
    fn spelled(&self, key: KeyId) -> String {
        let table = self.schema.model(self.table);
        let columns = self.schema.foreign_key(key).columns.iter();
        let names =
            columns.map(|&it| format!("{}.{}", table.table.text, table.columns[it].name.text));
        match names.collect::<Vec<_>>().as_slice() {
            [one] => one.clone(),
            several => format!("({})", several.join(", ")),
        }
    }

    /// The key to a model that `foreign_keys` names.
    fn named(&self, wishes: &Wishes, model: ModelId) -> Result<Option<KeyId>, Box<Diagnostic>> {
        let paths = wishes.foreign_keys.as_slice();
        if paths.is_empty() {
            return Ok(None);
        }
        let table = self.schema.model(self.table);
        let is_named = |path: &MemberPath, columns: &[usize]| {
            let owner = path.owner.as_ref();
            let column = table.column_named(&path.member.text);
            owner.is_none_or(|it| it.text == table.name.text || it.text == table.table.text)
                && column.is_some_and(|column| columns.contains(&column))
        };
        let keys = self.to(model);
        let found = keys.iter().find(|key| {
            let columns = &self.schema.foreign_key(**key).columns;
            columns.len() == paths.len() && paths.iter().all(|path| is_named(path, columns))
        });
        let error = || Box::new(self.no_such_key(paths, model, &keys));
        Ok(Some(*found.ok_or_else(error)?))
    }

    fn no_such_key(&self, paths: &[MemberPath], model: ModelId, keys: &[KeyId]) -> Diagnostic {
        let here = &self.schema.model(model).name.text;
        let table = self.schema.model(self.table);
        let table_name = written(&table.table.text);
        let whole = |path: &MemberPath| {
            let owner = path.owner.as_ref();
            owner.map_or(path.member.span, |owner| owner.span.to(path.member.span))
        };
        let span = paths.iter().map(whole).reduce(Span::to).unwrap_or_default();
        let message = match paths {
            [one] => format!(
                "`{}` is no foreign key of `{table_name}` to `{here}`",
                one.member.text
            ),
            _ => format!("no foreign key of `{table_name}` to `{here}` has these columns"),
        };
        let error = Diagnostic::error(Code::UNKNOWN_MEMBER, span, message)
            .label("with `secondary`, the columns of it that point here")
            .also(table.name.span, "the link table");
        match keys {
            [] => error.help("the table has no such key; add one"),
            [one] => error
                .help(format!("write `{}`, or leave it out", self.spelled(*one)))
                .fix(span, self.spelled(*one)),
            several => error.help(format!(
                "write {}",
                list(
                    several
                        .iter()
                        .map(|&key| format!("`{}`", self.spelled(key)))
                )
            )),
        }
    }
}
