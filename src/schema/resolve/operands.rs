//! The comparisons of a `primaryjoin`, one by one.

use super::comparisons::{Fallible, wrong};
use super::defaults::{self, Place};
use super::members::named;
use super::paths::list;
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{ColumnId, Default, ModelId, RelId, Schema, Type};
use crate::syntax::ast::{Comparison, MemberPath, Operand, Value, ValueKind};

/// What a comparison says.
pub enum Meant {
    /// These are equal.
    Pair(ColumnId, ColumnId),
    /// The column compares so with a constant.
    Condition(ColumnId, &'static str, Default),
}

/// The models whose columns may be named.
pub struct Operands<'s> {
    pub schema: &'s Schema,
    pub id: RelId,
    pub target: ModelId,
}

impl Operands<'_> {
    /// Looks the names of a comparison up.
    pub fn of(&self, at: &Comparison) -> Fallible<Meant> {
        let (left, right) = (
            self.operand(&at.left, &at.right)?,
            self.operand(&at.right, &at.left)?,
        );
        match (left, right) {
            (Side::Column(one), Side::Column(other)) => self.pair(at, one, other),
            (Side::Column(column), Side::Constant(value)) => {
                self.condition(at, column, at.operator, &value)
            }
            (Side::Constant(value), Side::Column(column)) => {
                self.condition(at, column, turned(at.operator), &value)
            }
            (Side::Constant(_), Side::Constant(_)) => wrong(
                Diagnostic::error(Code::PRIMARYJOIN, at.span, "no column is compared here")
                    .label("two constants")
                    .help("compare a column with a column, or with a constant"),
            ),
        }
    }

    fn operand(&self, operand: &Operand, other: &Operand) -> Fallible<Side> {
        let path = match operand {
            Operand::Value(value) => return Ok(Side::Constant(value.clone())),
            Operand::Column(path) => path,
        };
        let found = self.columns(path);
        match (found.as_slice(), path.owner.as_ref()) {
            ([one], _) => Ok(Side::Column(*one)),
            ([], None) if self.is_enum(other) => {
                let kind = ValueKind::Word(path.member.text.clone());
                let span = path.member.span;
                Ok(Side::Constant(Value { kind, span }))
            }
            ([], _) => wrong(self.unknown(path)),
            _ => wrong(self.of_both(path)),
        }
    }

    /// The columns that a path may mean; a model that is joined with itself counts once.
    fn columns(&self, path: &MemberPath) -> Vec<ColumnId> {
        let mut models = vec![self.id.model, self.target];
        models.dedup();
        let of = models.into_iter().filter_map(|model| {
            let declared = self.schema.model(model);
            let owner = path.owner.as_ref();
            let column = declared.column_named(&path.member.text)?;
            owner
                .is_none_or(|owner| owner.text == declared.name.text)
                .then_some(ColumnId { model, column })
        });
        of.collect()
    }

    fn is_enum(&self, operand: &Operand) -> bool {
        let Operand::Column(path) = operand else {
            return false;
        };
        let ty = |id: &ColumnId| self.schema.column(*id).ty;
        matches!(self.columns(path).first().and_then(ty), Some(Type::Enum(_)))
    }

    fn unknown(&self, path: &MemberPath) -> Diagnostic {
        let models = [self.id.model, self.target].map(|it| self.schema.model(it));
        let Some(owner) = &path.owner else {
            let both = models.map(|it| format!("`{}`", it.name.text)).join(" nor ");
            let name = &path.member;
            let message = format!("neither {both} has a column `{}`", name.text);
            let error =
                Diagnostic::error(Code::UNKNOWN_MEMBER, name.span, message).label("unknown column");
            let columns = models.iter().flat_map(|it| &it.columns);
            return match similar(&name.text, columns.map(|it| it.name.text.as_str())) {
                Some(meant) => error
                    .help(format!("did you mean `{meant}`?"))
                    .fix(name.span, meant),
                None => error.help("name a column with its model: `Author.code`"),
            };
        };
        if let Some(model) = models.iter().find(|it| it.name.text == owner.text)
            && let Err(error) = named(&path.member, model)
        {
            return error;
        }
        let names = models.map(|it| it.name.text.as_str());
        let message = format!("`{}` is neither of the two models", owner.text);
        let error =
            Diagnostic::error(Code::UNKNOWN_MEMBER, owner.span, message).label("not joined here");
        match similar(&owner.text, names) {
            Some(meant) => error
                .help(format!("did you mean `{meant}`?"))
                .fix(owner.span, meant),
            None => error.help(format!(
                "write {}",
                list(names.iter().map(|name| format!("`{name}`")))
            )),
        }
    }

    fn of_both(&self, path: &MemberPath) -> Diagnostic {
        let name = &path.member;
        let message = format!("both models have a column `{}`", name.text);
        let models = [self.id.model, self.target].map(|it| &self.schema.model(it).name.text);
        let ways = models.map(|model| format!("`{model}.{}`", name.text));
        Diagnostic::error(Code::UNKNOWN_MEMBER, name.span, message)
            .label("which one is meant?")
            .help(format!("write {}", list(ways.into_iter())))
    }

    fn pair(&self, at: &Comparison, one: ColumnId, other: ColumnId) -> Fallible<Meant> {
        if at.operator != "==" {
            let message = format!("columns are joined by `==`, not by `{}`", at.operator);
            return wrong(
                Diagnostic::error(Code::PRIMARYJOIN, at.span, message)
                    .label("two columns")
                    .help("only a constant is compared otherwise; load with a filter for the rest"),
            );
        }
        if one == other {
            let message = format!(
                "`{}` is compared with itself",
                self.schema.column(one).name.text
            );
            return wrong(
                Diagnostic::error(Code::PRIMARYJOIN, at.span, message)
                    .label("always equal")
                    .help("compare it with a column of the other row"),
            );
        }
        let (left, right) = (self.schema.column(one), self.schema.column(other));
        let (Some(ty), Some(to)) = (left.ty, right.ty) else {
            return Err(None);
        };
        if ty.joins(to) {
            return Ok(Meant::Pair(one, other));
        }
        let (ty, to) = (ty.name(self.schema), to.name(self.schema));
        let message = format!(
            "`{}` is `{ty}`, and `{}` is `{to}`",
            left.name.text, right.name.text
        );
        wrong(
            Diagnostic::error(Code::PRIMARYJOIN_TYPES, at.span, message)
                .label("never equal")
                .also(left.type_span, "one type")
                .also(right.type_span, "and another")
                .help("compare columns of one type"),
        )
    }

    fn condition(
        &self,
        at: &Comparison,
        id: ColumnId,
        operator: &'static str,
        value: &Value,
    ) -> Fallible<Meant> {
        let column = self.schema.column(id);
        if matches!(value.kind, ValueKind::Raw(_)) {
            let message = "raw SQL is no constant";
            return wrong(
                Diagnostic::error(Code::PRIMARYJOIN_CONSTANT, value.span, message)
                    .help("compare with a number, a string, `true`, `false`, `null` or a variant"),
            );
        }
        if value.kind == ValueKind::Null && !matches!(operator, "==" | "!=") {
            let message = "nothing is less or greater than NULL";
            return wrong(
                Diagnostic::error(Code::PRIMARYJOIN_CONSTANT, at.span, message)
                    .help("compare with `== null` or `!= null`"),
            );
        }
        if column.ty.is_none() {
            return Err(None);
        }
        let mut found = Vec::new();
        if let Some(value) =
            defaults::resolve(value, Place::Program, column, self.schema, &mut found)
        {
            return Ok(Meant::Condition(id, operator, value));
        }
        let Some(why) = found.pop() else {
            return Err(None);
        };
        if !matches!(why.code, Code::DEFAULT_TYPE | Code::DEFAULT_RANGE) {
            return wrong(why);
        }
        wrong(self.unfit(id, value, why))
    }

    /// A constant of another type. Of what is said of defaults only the fix can be said here, too.
    fn unfit(&self, id: ColumnId, value: &Value, why: Diagnostic) -> Diagnostic {
        let column = self.schema.column(id);
        let ty = column.ty.map(|ty| ty.name(self.schema)).unwrap_or_default();
        let message = format!("the constant does not fit `{}`", column.name.text);
        let mut error = Diagnostic::error(Code::PRIMARYJOIN_CONSTANT, value.span, message)
            .label("of another type, or out of range")
            .also(column.type_span, format!("the column is `{ty}`"));
        match why.fix.filter(|fix| fix.span == value.span) {
            Some(fix) => {
                error.helps = why.helps;
                error.fix = Some(fix);
                error
            }
            None => error.help(format!("compare it with a constant of type `{ty}`")),
        }
    }
}

enum Side {
    Column(ColumnId),
    Constant(Value),
}

/// The operator with its sides exchanged.
fn turned(operator: &'static str) -> &'static str {
    match operator {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        same => same,
    }
}
