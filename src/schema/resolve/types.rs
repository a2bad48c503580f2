//! Column types: the language's own, and the schema's enums.

use std::collections::HashMap;

use super::texts;
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::schema::{EnumId, Schema, Type, TypeAlias, TypeId, TypeName};
use crate::syntax::ast::{self, Name, TypeRef, Value, ValueKind};

/// The most digits that a `rust_decimal::Decimal` holds for every value.
const MOST_DIGITS: u32 = 28;

const BUILTIN: &[&str] = &[
    "SmallInteger",
    "Integer",
    "BigInteger",
    "Float",
    "Double",
    "Numeric",
    "Boolean",
    "String",
    "Text",
    "LargeBinary",
    "Date",
    "Time",
    "DateTime",
    "Uuid",
    "Json",
];

/// Whether a column type of the language is called so.
pub fn is_builtin(name: &str) -> bool {
    BUILTIN.contains(&name)
}

/// Looks a column's type up, and the declared type that it was written with.
pub fn resolve(
    written: &TypeRef,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Type>, Option<TypeId>) {
    let name = &written.name.text;
    let mut alias = None;
    let found = builtin(written, diagnostics).unwrap_or_else(|| {
        let known = schema.left_out.imports || schema.left_out.names.contains(name);
        match schema.type_names.get(name) {
            Some(TypeName::Enum(id)) => Some(Type::Enum(*id)),
            Some(TypeName::Alias(id)) => {
                alias = Some(*id);
                schema.types.get(id.0).and_then(|one| one.ty)
            }
            // A missing name was reported by the parser.
            None if known || name.is_empty() => None,
            None => {
                diagnostics.push(unknown(written, schema));
                None
            }
        }
    });
    if let Some(ty) = found {
        modifiers(written, ty, alias, diagnostics);
    }
    (found, alias)
}

/// What may stand behind a type's name: parentheses, and `timezone`.
fn modifiers(
    written: &TypeRef,
    ty: Type,
    alias: Option<TypeId>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let takes_arguments = matches!(ty, Type::Numeric { .. } | Type::String(_)) && alias.is_none();
    if written.arguments.is_some() && !takes_arguments {
        diagnostics.push(arguments(
            written,
            "takes nothing in parentheses",
            &written.name.text,
        ));
    }
    match written.timezone {
        Some(span) if !matches!(ty, Type::DateTime { .. }) || alias.is_some() => {
            diagnostics.push(
                Diagnostic::error(
                    Code::TYPE_ARGUMENTS,
                    span,
                    format!("`{}` has no time zone", written.name.text),
                )
                .help("only `DateTime timezone` has one"),
            );
        }
        _ => {}
    }
}

/// The declared types, in order. One may stand for an enum or a type of the language; not for
/// another declared one.
pub fn declare(
    written: &[&ast::TypeAlias],
    schema: &mut Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (number, one) in schema.enums.iter().enumerate() {
        let name = TypeName::Enum(EnumId(number));
        schema.type_names.insert(one.name.text.clone(), name);
    }
    let names: HashMap<&str, &Name> = written
        .iter()
        .map(|one| (one.name.text.as_str(), &one.name))
        .collect();
    for one in written {
        let ty = match names.get(one.ty.name.text.as_str()) {
            Some(other) => {
                diagnostics.push(of_declared(one, other));
                None
            }
            None => resolve(&one.ty, schema, diagnostics).0,
        };
        diagnostics.extend(one.path.as_ref().and_then(bad_path));
        schema.types.push(TypeAlias {
            name: one.name.clone(),
            docs: texts(&one.docs),
            ty,
            path: one.path.clone(),
        });
    }
    for (number, one) in schema.types.iter().enumerate() {
        let name = TypeName::Alias(TypeId(number));
        schema.type_names.insert(one.name.text.clone(), name);
    }
}

/// Types of Rust, or of the crates that generated code uses, which are a column's without a path.
const OWN: &[&str] = &[
    "String", "bool", "f32", "f64", "i16", "i32", "i64", "i8", "u16", "u32", "u8",
];
const FOREIGN: &[&str] = &[
    "chrono::NaiveDate",
    "chrono::NaiveDateTime",
    "chrono::NaiveTime",
    "rust_decimal::Decimal",
    "serde_json::Value",
    "uuid::Uuid",
];

/// A path that does not mean the same type wherever it stands, or one that has a type of its own here.
fn bad_path(path: &Name) -> Option<Diagnostic> {
    let plain = path.text.trim_start_matches("::");
    let segments: Vec<&str> = plain.split("::").collect();
    let standard = ["std", "core", "alloc"].contains(&segments[0])
        && segments.last().is_some_and(|last| OWN.contains(last));
    if segments.len() > 1 && (standard || FOREIGN.contains(&plain)) {
        let message = format!("`{}` is what a type of the language is in Rust", path.text);
        return Some(
            Diagnostic::error(Code::TYPE_PATH, path.span, message)
                .label("no type of your own")
                .help("take `as` and the path out, or name a type of your own, such as a struct around it"),
        );
    }
    let relative = ["self", "super"].contains(&segments[0]);
    if segments.len() > 1 && !relative || path.text.is_empty() {
        return None;
    }
    let last = segments.last().copied().unwrap_or_default();
    let message = format!("`{}` is relative to where it stands", path.text);
    Some(
        Diagnostic::error(Code::TYPE_PATH, path.span, message)
            .label("generated code stands elsewhere")
            .help(format!("write the path from the crate: `crate::{last}`"))
            .fix(path.span, format!("crate::{last}")),
    )
}

fn of_declared(one: &ast::TypeAlias, other: &Name) -> Diagnostic {
    let message = format!("`{}` is declared by another declared type", one.name.text);
    Diagnostic::error(Code::UNKNOWN_TYPE, one.ty.name.span, message)
        .label("not a type of the language, nor an enum")
        .also(other.span, "declared here")
        .help("write out the type that it stands for")
}

/// `None` where it is none of the language's; `Some(None)` where it is one with wrong arguments.
fn builtin(written: &TypeRef, diagnostics: &mut Vec<Diagnostic>) -> Option<Option<Type>> {
    Some(Some(match written.name.text.as_str() {
        "SmallInteger" => Type::SmallInteger,
        "Integer" => Type::Integer,
        "BigInteger" => Type::BigInteger,
        "Float" => Type::Float,
        "Double" => Type::Double,
        "Numeric" => return Some(numeric(written, diagnostics)),
        "Boolean" => Type::Boolean,
        "String" => return Some(string(written, diagnostics)),
        "Text" => Type::Text,
        "LargeBinary" => Type::LargeBinary,
        "Date" => Type::Date,
        "Time" => Type::Time,
        "DateTime" => Type::DateTime {
            timezone: written.timezone.is_some(),
        },
        "Uuid" => Type::Uuid,
        "Json" => Type::Json,
        _ => return None,
    }))
}

fn string(written: &TypeRef, diagnostics: &mut Vec<Diagnostic>) -> Option<Type> {
    match written.arguments.as_deref() {
        None => Some(Type::String(None)),
        Some([length]) => match number(length) {
            Some(length @ 1..=65_535) => Some(Type::String(Some(length))),
            _ => {
                diagnostics.push(arguments(
                    written,
                    "takes a length of 1 to 65535 characters",
                    "String(50)",
                ));
                None
            }
        },
        Some(_) => {
            diagnostics.push(arguments(written, "takes one length", "String(50)"));
            None
        }
    }
}

fn numeric(written: &TypeRef, diagnostics: &mut Vec<Diagnostic>) -> Option<Type> {
    let numbers: Option<Vec<u32>> = written
        .arguments
        .as_deref()
        .unwrap_or_default()
        .iter()
        .map(number)
        .collect();
    match numbers.as_deref() {
        Some(&[precision @ 1..=MOST_DIGITS]) => Some(Type::Numeric {
            precision,
            scale: 0,
        }),
        Some(&[precision @ 1..=MOST_DIGITS, scale]) if scale <= precision => {
            Some(Type::Numeric { precision, scale })
        }
        _ => {
            let takes = "takes 1 to 28 digits, and how many of them stand behind the point";
            diagnostics.push(arguments(written, takes, "Numeric(10, 2)"));
            None
        }
    }
}

fn number(value: &Value) -> Option<u32> {
    match &value.kind {
        ValueKind::Integer(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn arguments(written: &TypeRef, takes: &str, example: &str) -> Diagnostic {
    Diagnostic::error(
        Code::TYPE_ARGUMENTS,
        written.span,
        format!("`{}` {takes}", written.name.text),
    )
    .help(format!("write `{example}`"))
}

fn unknown(written: &TypeRef, schema: &Schema) -> Diagnostic {
    let name = &written.name;
    let error = Diagnostic::error(
        Code::UNKNOWN_TYPE,
        name.span,
        format!("there is no type `{}`", name.text),
    )
    .label("unknown type");
    let enums = schema.enums.iter().map(|one| one.name.text.as_str());
    let types = schema.types.iter().map(|one| one.name.text.as_str());
    let declared = enums.chain(types);
    match foreign(&name.text)
        .or_else(|| similar(&name.text, BUILTIN.iter().copied().chain(declared)))
    {
        Some(meant) => error
            .help(format!("did you mean `{meant}`?"))
            .fix(name.span, meant),
        None => error.help(format!(
            "the types are {}, and the schema's enums",
            BUILTIN.join(", ")
        )),
    }
}

/// What other languages call a type of ours.
fn foreign(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "int" | "i32" | "int4" | "u32" => "Integer",
        "i16" | "int2" | "smallint" => "SmallInteger",
        "i64" | "int8" | "bigint" | "long" | "u64" => "BigInteger",
        "bool" => "Boolean",
        "str" | "varchar" | "char" | "unicode" => "String",
        "f32" | "f64" | "real" => "Double",
        "decimal" | "money" => "Numeric(10, 2)",
        "blob" | "bytes" | "bytea" | "binary" => "LargeBinary",
        "timestamp" => "DateTime",
        "timestamptz" => "DateTime timezone",
        "jsonb" => "Json",
        "guid" => "Uuid",
        _ => return None,
    })
}
