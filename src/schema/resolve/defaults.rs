//! The values of `default` and `server_default`, held against their column's type.

use super::{literals, raw};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{Column, Default, EnumId, Schema, Type};
use crate::syntax::ast::{Value, ValueKind};

/// Who fills a default in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The generated code: `default`.
    Program,
    /// The database: `server_default`.
    Database,
}

/// Takes a default over. `None` where it does not fit, which is reported, and where the column's
/// type is unknown.
pub fn resolve(
    value: &Value,
    place: Place,
    column: &Column,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Default> {
    let ty = column.ty?;
    if let Type::Enum(id) = ty
        && schema
            .enums
            .get(id.0)
            .is_none_or(|one| one.variants.is_empty())
    {
        return None;
    }
    let found = match &value.kind {
        ValueKind::Raw(sql) => raw::checked(sql, value.span).map(Default::Raw),
        ValueKind::Null => Ok(Default::Null),
        ValueKind::Word(word) => self::word(word, value, ty, place, schema),
        ValueKind::Integer(digits) => integer(digits, value, ty, schema),
        ValueKind::Decimal(digits) => decimal(digits, value, ty, schema),
        ValueKind::Text(text) => self::text(text, value, column, schema),
        ValueKind::Bool(bool) if ty == Type::Boolean => Ok(Default::Boolean(*bool)),
        ValueKind::Bool(_) => Err(mismatch(value, ty, schema)),
    };
    found.map_err(|error| diagnostics.push(error)).ok()
}

fn word(
    word: &str,
    value: &Value,
    ty: Type,
    place: Place,
    schema: &Schema,
) -> Result<Default, Diagnostic> {
    match (word, ty) {
        ("now", Type::Date | Type::Time | Type::DateTime { .. }) => Ok(Default::Now),
        ("uuid", Type::Uuid) if place == Place::Program => Ok(Default::Uuid),
        ("uuid", Type::Uuid) => {
            let message = "SQLite cannot make a UUID by itself";
            Err(Diagnostic::error(Code::DEFAULT_TYPE, value.span, message)
                .help("write `default uuid`, which the generated code fills in"))
        }
        (_, Type::Enum(id)) => variant(word, value, id, schema),
        _ => Err(mismatch(value, ty, schema)),
    }
}

fn variant(word: &str, value: &Value, id: EnumId, schema: &Schema) -> Result<Default, Diagnostic> {
    let one = schema
        .enums
        .get(id.0)
        .ok_or_else(|| mismatch(value, Type::Enum(id), schema))?;
    let names = || {
        one.variants
            .iter()
            .map(|variant| variant.name.text.as_str())
    };
    if let Some(number) = names().position(|name| name == word) {
        return Ok(Default::Variant(id, number));
    }
    let message = format!("`{}` has no variant `{word}`", one.name.text);
    let error = Diagnostic::error(Code::UNKNOWN_VARIANT, value.span, message)
        .label("unknown variant")
        .also(one.name.span, "the enum");
    Err(match similar(word, names()) {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(value.span, meant),
        None => error.help(format!("its variants are {}", shortened(names()))),
    })
}

/// The first of the names, and how many there are more.
fn shortened<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    const MOST: usize = 12;
    let first: Vec<String> = names
        .clone()
        .take(MOST)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.count().saturating_sub(MOST) {
        0 => first.join(", "),
        more => format!("{}, and {more} more", first.join(", ")),
    }
}

fn integer(digits: &str, value: &Value, ty: Type, schema: &Schema) -> Result<Default, Diagnostic> {
    let range = match ty {
        Type::SmallInteger => i64::from(i16::MIN)..=i64::from(i16::MAX),
        Type::Integer => i64::from(i32::MIN)..=i64::from(i32::MAX),
        Type::BigInteger => i64::MIN..=i64::MAX,
        Type::Float | Type::Double => return decimal(&format!("{digits}.0"), value, ty, schema),
        Type::Numeric { .. } => return decimal(digits, value, ty, schema),
        _ => return Err(mismatch(value, ty, schema)),
    };
    match digits.parse() {
        Ok(number) if range.contains(&number) => Ok(Default::Integer(number)),
        _ => Err(Diagnostic::error(
            Code::DEFAULT_RANGE,
            value.span,
            format!("`{digits}` does not fit `{}`", ty.name(schema)),
        )
        .help(format!("it takes {} to {}", range.start(), range.end()))),
    }
}

fn decimal(digits: &str, value: &Value, ty: Type, schema: &Schema) -> Result<Default, Diagnostic> {
    match ty {
        Type::Float | Type::Double if digits.parse().is_ok_and(f64::is_finite) => {
            Ok(Default::Decimal(digits.to_owned()))
        }
        Type::Float | Type::Double => {
            let message = format!("the number does not fit `{}`", ty.name(schema));
            Err(Diagnostic::error(Code::DEFAULT_RANGE, value.span, message)
                .help("the largest is 1.797e308: leave digits out"))
        }
        Type::Numeric { precision, scale } => {
            let unsigned = digits.trim_start_matches('-');
            let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
            let whole = whole.trim_start_matches('0').len();
            if whole <= (precision - scale) as usize && fraction.len() <= scale as usize {
                return Ok(Default::Decimal(digits.to_owned()));
            }
            let message = format!("`{digits}` does not fit `{}`", ty.name(schema));
            Err(
                Diagnostic::error(Code::DEFAULT_RANGE, value.span, message).help(format!(
                    "it takes {} digits before the point, and {scale} behind it",
                    precision - scale
                )),
            )
        }
        _ => Err(mismatch(value, ty, schema)),
    }
}

fn text(
    text: &str,
    value: &Value,
    column: &Column,
    schema: &Schema,
) -> Result<Default, Diagnostic> {
    let Some(ty) = column.ty else {
        return Ok(Default::Null);
    };
    match ty {
        Type::Text | Type::String(None) => Ok(Default::Text(text.to_owned())),
        Type::String(Some(length)) => {
            let characters = text.chars().count();
            if characters <= length as usize {
                return Ok(Default::Text(text.to_owned()));
            }
            let message = format!("the default has {characters} characters, the column {length}");
            Err(Diagnostic::error(Code::DEFAULT_RANGE, value.span, message)
                .label("too long")
                .also(column.type_span, "for this")
                .help(format!(
                    "shorten it, or make the column `String({characters})`"
                ))
                .fix(column.type_span, format!("String({characters})")))
        }
        Type::Enum(id) => Err(label(text, value, id, schema)),
        Type::Date | Type::Time | Type::DateTime { .. } | Type::Uuid | Type::Json => {
            literals::stored(text, ty)
                .map(Default::Text)
                .map_err(|takes| {
                    let message = format!("{text:?} is no `{}`", ty.name(schema));
                    Diagnostic::error(Code::DEFAULT_TYPE, value.span, message)
                        .label("cannot be read")
                        .help(format!("the type takes {takes}"))
                })
        }
        _ => Err(mismatch(value, ty, schema)),
    }
}

/// A string where a variant belongs: perhaps its label was meant.
fn label(text: &str, value: &Value, id: EnumId, schema: &Schema) -> Diagnostic {
    let variants = schema
        .enums
        .get(id.0)
        .map(|one| one.variants.as_slice())
        .unwrap_or_default();
    let error = mismatch(value, Type::Enum(id), schema);
    match variants.iter().find(|variant| variant.label.text == text) {
        Some(variant) => {
            let name = &variant.name.text;
            let message = format!("this is the label of `{name}`");
            Diagnostic::error(Code::DEFAULT_TYPE, value.span, message)
                .label("a default names the variant")
                .also(variant.name.span, "the variant")
                .help(format!("write `{name}`"))
                .certain_fix(value.span, name)
        }
        None => error,
    }
}

fn mismatch(value: &Value, ty: Type, schema: &Schema) -> Diagnostic {
    let takes = match ty {
        Type::SmallInteger | Type::Integer | Type::BigInteger => "an integer",
        Type::Float | Type::Double | Type::Numeric { .. } => "a number",
        Type::Boolean => "`true` or `false`",
        Type::String(_) | Type::Text => "a string in double quotes",
        Type::Date | Type::Time | Type::DateTime { .. } => "`now`, or a string in double quotes",
        Type::Uuid => "`uuid`, or one as a string in double quotes",
        Type::Enum(_) => "one of its variants, without quotes",
        Type::Json => "JSON as a string in double quotes",
        Type::LargeBinary => "nothing but `null`",
    };
    let message = format!(
        "this is no default for a column of type `{}`",
        ty.name(schema)
    );
    Diagnostic::error(Code::DEFAULT_TYPE, value.span, message)
        .label("of another type")
        .help(format!("the type takes {takes}, or SQL in backquotes"))
}
