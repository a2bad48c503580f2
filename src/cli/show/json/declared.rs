//! Enums, and types of the schema's own.

use serde::Serialize;

use super::column::Type;
use super::{Place, Shown, docs};
use crate::schema;

#[derive(Serialize)]
pub(super) struct Enum<'s> {
    name: &'s str,
    docs: Option<String>,
    variants: Vec<Variant<'s>>,
    place: Option<Place<'s>>,
}

#[derive(Serialize)]
struct Variant<'s> {
    name: &'s str,
    rust_name: String,
    label: &'s str,
    docs: Option<String>,
    place: Option<Place<'s>>,
}

#[derive(Serialize)]
pub(super) struct TypeAlias<'s> {
    name: &'s str,
    docs: Option<String>,
    r#type: Option<Type<'s>>,
    rust_path: Option<&'s str>,
    place: Option<Place<'s>>,
}

impl<'s> Shown<'s> {
    pub(super) fn enumeration(&self, one: &'s schema::Enum) -> Enum<'s> {
        let variants = one.variants.iter().map(|variant| Variant {
            name: &variant.name.text,
            rust_name: schema::variant(&variant.name.text),
            label: &variant.label.text,
            docs: docs(&variant.docs),
            place: self.place(variant.name.span),
        });
        Enum {
            name: &one.name.text,
            docs: docs(&one.docs),
            variants: variants.collect(),
            place: self.place(one.name.span),
        }
    }

    pub(super) fn alias(&self, one: &'s schema::TypeAlias) -> TypeAlias<'s> {
        TypeAlias {
            name: &one.name.text,
            docs: docs(&one.docs),
            r#type: one.ty.map(|ty| self.column_type(ty)),
            rust_path: one.path.as_ref().map(|path| path.text.as_str()),
            place: self.place(one.name.span),
        }
    }
}
