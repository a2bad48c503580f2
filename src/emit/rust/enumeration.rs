//! The view of an enum.

use askama::Template;

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
    name: String,
    docs: Vec<String>,
    derives: String,
    lints: Vec<String>,
    variants: Vec<VariantView>,
    all: String,
}

struct VariantView {
    name: String,
    docs: Vec<String>,
    /// The arm that says what is stored.
    label: String,
}

/// Views an enum.
pub fn view<'a>(context: &Context<'_>, names: &'a Names, one: &Enum) -> EnumView<'a> {
    let arm = |name: &str, label: &str| {
        arms::arm(
            12,
            &format!("Self::{}", variant(name)),
            &format!("{label:?}"),
        )
    };
    let variants = one.variants.iter().map(|declared| VariantView {
        name: variant(&declared.name.text),
        docs: docs::with(
            &declared.docs,
            &format!("Stored as `{}`.", declared.label.text.escape_debug()),
        ),
        label: arm(&declared.name.text, &declared.label.text),
    });
    let variants: Vec<VariantView> = variants.collect();
    let names_of: Vec<String> = variants
        .iter()
        .map(|variant| format!("Self::{}", variant.name))
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
    let head = format!("pub const ALL: [Self; {}] = ", variants.len());
    EnumView {
        n: names,
        name: one.name.text.clone(),
        docs: docs::with(&one.docs, "Stored as the label of its variant."),
        derives: context.derives("Debug, Clone, Copy, PartialEq, Eq, Hash"),
        lints: docs::allow(&lints),
        all: layout::array(4, &head, &names_of, ";"),
        variants,
    }
}
