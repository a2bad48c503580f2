//! The view of an enum.

use askama::Template;

use super::code::{Code, Doc, Ident, code, ident, literal};
use super::context::Context;
use super::docs;
use super::names::Names;
use super::{arms, layout};
use crate::schema::{Enum, variant};

/// Everything that is generated for an enum.
#[derive(Template)]
#[template(path = "rust/enum.rs", escape = "none")]
pub struct EnumView<'a> {
    n: &'a Names,
    name: Ident,
    docs: Vec<Doc>,
    derives: Code,
    lints: Vec<Code>,
    variants: Vec<VariantView>,
    all: Code,
}

struct VariantView {
    name: Ident,
    docs: Vec<Doc>,
    /// The arm that says what is stored.
    label: Code,
}

/// Views an enum.
pub fn view<'a>(context: &Context<'_>, names: &'a Names, one: &Enum) -> EnumView<'a> {
    let variants = one.variants.iter().map(|declared| {
        let (name, label) = (ident(&variant(&declared.name.text)), &declared.label.text);
        let stored = format!("Stored as `{}`.", label.escape_debug());
        VariantView {
            docs: docs::with(&declared.docs, &stored),
            label: arms::arm(12, code!["Self::", name], literal(label)),
            name,
        }
    });
    let variants: Vec<VariantView> = variants.collect();
    let names_of: Vec<Code> = variants
        .iter()
        .map(|variant| code!["Self::", variant.name])
        .collect();
    let mut lints = docs::type_name_lints(&one.name.text);
    lints.push("clippy::enum_variant_names");
    lints.extend(docs::lints(
        one.variants
            .iter()
            .map(|variant| &variant.docs)
            .chain([&one.docs]),
    ));
    lints.push("dead_code");
    let head = code!["pub const ALL: [Self; ", variants.len(), "] = "];
    EnumView {
        n: names,
        name: ident(&one.name.text),
        docs: docs::with(&one.docs, "Stored as the label of its variant."),
        derives: context.derives("Debug, Clone, Copy, PartialEq, Eq, Hash"),
        lints: docs::allow(&lints),
        all: layout::array(4, head, &names_of, ";"),
        variants,
    }
}
