//! `primaryjoin`: the columns that two models are joined on instead of a foreign key.

use super::directions::Found;
use super::operands::{Meant, Operands};
use super::relationships::Wishes;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{ColumnId, ColumnJoin, Condition, Join, Kind, ModelId, RelId, Schema, Side};
use crate::syntax::ast::{Comparison, MemberPath};

/// Two columns that are equal, in either order.
type Pair = (ColumnId, ColumnId);

/// The join of a relationship that has a `primaryjoin`, and its direction: a foreign key among the
/// columns says it, or else which of the columns tell rows apart.
pub fn join(schema: &Schema, id: RelId, wishes: &Wishes) -> Found {
    let Some(target) = schema.relationship(id).target else {
        return Found::Unknown;
    };
    let join = PrimaryJoin {
        operands: Operands { schema, id, target },
        schema,
        id,
        target,
        wishes,
    };
    match join.resolve() {
        Ok((columns, kind)) => Found::Join(Join::Columns(columns), kind),
        // Of a model that is not whole nothing can be said to be missing.
        Err(_) if schema.model(target).incomplete || schema.model(id.model).incomplete => {
            Found::Unknown
        }
        Err(None) => Found::Unknown,
        Err(Some(error)) => Found::Wrong(*error),
    }
}

/// Nothing where the mistake has been reported.
pub type Fallible<T> = Result<T, Option<Box<Diagnostic>>>;

/// A mistake that is to be reported.
pub fn wrong<T>(error: Diagnostic) -> Fallible<T> {
    Err(Some(Box::new(error)))
}

struct PrimaryJoin<'s> {
    operands: Operands<'s>,
    schema: &'s Schema,
    id: RelId,
    target: ModelId,
    wishes: &'s Wishes,
}

impl PrimaryJoin<'_> {
    fn resolve(&self) -> Fallible<(ColumnJoin, Kind)> {
        self.remote_side_is_far()?;
        let mut pairs = Vec::new();
        let mut conditions = Vec::new();
        for comparison in &self.wishes.primaryjoin {
            match self.operands.of(comparison)? {
                Meant::Pair(one, other) => pairs.push(self.ends(comparison, one, other)?),
                Meant::Condition(column, operator, value) => conditions.push(Condition {
                    side: self.side(comparison, column)?,
                    column: column.column,
                    operator,
                    value,
                }),
            }
        }
        if pairs.is_empty() {
            return wrong(self.without_equality());
        }
        let kind = self.kind(&pairs)?;
        Ok((ColumnJoin { pairs, conditions }, kind))
    }

    fn is_to_self(&self) -> bool {
        self.id.model == self.target
    }

    /// The columns of the own model and of the target, in this order.
    fn ends(&self, at: &Comparison, one: ColumnId, other: ColumnId) -> Fallible<(usize, usize)> {
        if !self.is_to_self() {
            return match (one.model == self.id.model, other.model == self.id.model) {
                (true, false) => Ok((one.column, other.column)),
                (false, true) => Ok((other.column, one.column)),
                _ => wrong(self.one_sided(at, one)),
            };
        }
        let is_remote = match self.wishes.remote_side.is_empty() {
            false => [one, other].map(|it| self.is_named_remote(it)),
            true if !self.wishes.foreign_keys.is_empty() => {
                [one, other].map(|it| self.is_named_key(it))
            }
            true => [self.is_many(one, other), self.is_many(other, one)],
        };
        match is_remote {
            [false, true] => Ok((one.column, other.column)),
            [true, false] => Ok((other.column, one.column)),
            _ => wrong(self.no_direction(at)),
        }
    }

    /// Whether a column of a self-reference is the one that points to the other.
    fn is_many(&self, one: ColumnId, other: ColumnId) -> bool {
        let model = self.schema.model(one.model);
        self.has_key(&[(one, other)])
            || (!self.has_key(&[(other, one)])
                && !model.tells_apart(&[one.column])
                && model.tells_apart(&[other.column]))
    }

    fn is_named_remote(&self, column: ColumnId) -> bool {
        let name = &self.schema.column(column).name.text;
        let mut paths = self.wishes.remote_side.iter();
        paths.any(|path| path.member.text == *name)
    }

    fn is_named_key(&self, column: ColumnId) -> bool {
        let name = &self.schema.column(column).name.text;
        let mut paths = self.wishes.foreign_keys.iter();
        paths.any(|path| path.member.text == *name)
    }

    /// The row that a condition is on. In a self-reference `remote_side` says which.
    fn side(&self, at: &Comparison, column: ColumnId) -> Fallible<Side> {
        let remote = match self.is_to_self() {
            false => column.model == self.target,
            true if self.wishes.remote_side.is_empty() => return wrong(self.which_row(at, column)),
            true => self.is_named_remote(column),
        };
        Ok(if remote { Side::Remote } else { Side::Local })
    }

    /// Whether a foreign key leads from the first columns of some pairs to the second.
    fn has_key(&self, pairs: &[Pair]) -> bool {
        let Some(&(from, to)) = pairs.first() else {
            return false;
        };
        let mut keys = self.schema.model(from.model).foreign_keys.iter();
        keys.any(|key| {
            key.target.as_ref().is_some_and(|target| {
                let mut columns = key.columns.iter().zip(&target.columns);
                target.model == to.model
                    && columns.all(|(&here, &there)| {
                        pairs
                            .iter()
                            .any(|(from, to)| from.column == here && to.column == there)
                    })
            })
        })
    }

    fn kind(&self, pairs: &[(usize, usize)]) -> Fallible<Kind> {
        let id = |model: ModelId, column: usize| ColumnId { model, column };
        let ends = pairs
            .iter()
            .map(|&(here, there)| (id(self.id.model, here), id(self.target, there)));
        let there: Vec<Pair> = ends.clone().map(|(here, there)| (there, here)).collect();
        let (here, there) = (
            self.has_key(&ends.collect::<Vec<_>>()),
            self.has_key(&there),
        );
        let (local, remote): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
        let single_here = self.schema.model(self.id.model).tells_apart(&local);
        let single_there = self.schema.model(self.target).tells_apart(&remote);
        let has_key = match (self.holder(pairs)?, here, there) {
            (Some(side), ..) => side == Side::Local,
            (None, true, false) => true,
            (None, false, true) => false,
            _ if single_here != single_there => single_there,
            _ => match self.wishes.primaryjoin.first() {
                Some(first) => return wrong(self.no_direction(first)),
                None => return Err(None),
            },
        };
        let uselist = self.schema.relationship(self.id).behaviour.uselist;
        let list = uselist.map_or(!single_there, |(list, _)| list);
        Ok(Kind::of(has_key, list))
    }

    /// The side that points to the other, where `foreign_keys` names its columns.
    fn holder(&self, pairs: &[(usize, usize)]) -> Fallible<Option<Side>> {
        let Some(first) = self.wishes.foreign_keys.first() else {
            return Ok(None);
        };
        let (local, remote): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
        let named = |model: ModelId, columns: &[usize]| {
            let model = self.schema.model(model);
            let is = |path: &MemberPath| {
                let owner = path.owner.as_ref();
                let of_model = owner.is_none_or(|owner| owner.text == model.name.text);
                let column = model.column_named(&path.member.text);
                of_model && column.is_some_and(|column| columns.contains(&column))
            };
            self.wishes.foreign_keys.iter().all(is)
        };
        match (named(self.id.model, &local), named(self.target, &remote)) {
            (true, false) => Ok(Some(Side::Local)),
            (false, true) => Ok(Some(Side::Remote)),
            (true, true) if self.is_to_self() => Ok(None),
            _ => {
                let message =
                    "`foreign_keys` names columns of `primaryjoin`, of one of the two models";
                let error = Diagnostic::error(Code::PRIMARYJOIN, first.member.span, message);
                wrong(error.help("name those that point to the other model, with their model before them: `Book.author_code`"))
            }
        }
    }

    /// `remote_side` names columns of the target.
    fn remote_side_is_far(&self) -> Fallible<()> {
        let target = self.schema.model(self.target);
        let is_far = |path: &&MemberPath| {
            let owner = path.owner.as_ref();
            owner.is_none_or(|owner| owner.text == target.name.text)
                && target.column_named(&path.member.text).is_some()
        };
        let Some(path) = self.wishes.remote_side.iter().find(|path| !is_far(path)) else {
            return Ok(());
        };
        let message = format!(
            "`{}` is no column of `{}`",
            path.member.text, target.name.text
        );
        wrong(
            Diagnostic::error(Code::REMOTE_SIDE, path.member.span, message)
                .label("not the far end")
                .also(target.name.span, "the target")
                .help("`remote_side` names columns of the target"),
        )
    }

    fn one_sided(&self, at: &Comparison, column: ColumnId) -> Diagnostic {
        let model = &self.schema.model(column.model).name.text;
        Diagnostic::error(
            Code::PRIMARYJOIN,
            at.span,
            format!("both columns are `{model}`'s"),
        )
        .label("does not join the two")
        .help(format!(
            "compare a column of `{}` with one of `{}`",
            self.name(self.id.model),
            self.name(self.target)
        ))
    }

    fn without_equality(&self) -> Diagnostic {
        let this = self.schema.relationship(self.id);
        let span = this.behaviour.join.unwrap_or(this.name.span);
        let message = "`primaryjoin` says of no columns that they are equal";
        Diagnostic::error(Code::PRIMARYJOIN, span, message)
            .label("does not join the two")
            .help(format!(
                "begin with a column of each: `{}.… == {}.…`",
                self.name(self.id.model),
                self.name(self.target)
            ))
    }

    fn no_direction(&self, at: &Comparison) -> Diagnostic {
        let (here, there) = (self.name(self.id.model), self.name(self.target));
        let message = "it does not follow from `primaryjoin` which side is many";
        let error = Diagnostic::error(Code::PRIMARYJOIN_DIRECTION, at.span, message)
            .label("no foreign key, and not one unique side");
        match self.is_to_self() {
            true => error.help("name with `remote_side` the columns of the row that is led to"),
            false => error.help(format!(
                "say which columns point to the other: `foreign_keys {here}.…` or `foreign_keys {there}.…`, or make them a `foreign_key`"
            )),
        }
    }

    fn which_row(&self, at: &Comparison, column: ColumnId) -> Diagnostic {
        let name = &self.schema.column(column).name.text;
        let message = format!("`{name}` of which of the two rows is meant?");
        Diagnostic::error(Code::PRIMARYJOIN_DIRECTION, at.span, message)
            .label("the model is joined with itself")
            .help(format!("give `remote_side` with the columns of the row that is led to, `{name}` among them if it is meant"))
    }

    fn name(&self, model: ModelId) -> &str {
        &self.schema.model(model).name.text
    }
}
