//! Names as Rust will have them: clashes are found here, and not by rustc.

use super::rust_scope::{Clashes, Scope, What};
use super::rust_setters;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::{
    check_constant, columns_struct, constant, is_keyword, look_up, unique_constant, variant,
};
use crate::schema::{Model, ModelId, Schema};
use crate::syntax::ast::{DbName, Name};

/// What no item, field or function can be called, not even as `r#…`.
const IMPOSSIBLE: &[&str] = &["self", "Self", "super", "crate"];

/// Rust's own types without a path; a declaration of such a name would hide them from its columns.
const PRIMITIVE: &[&str] = &[
    "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64",
    "u128", "usize", "f32", "f64",
];

/// What the functions begin with that change what a relationship links.
const LINK_CHANGES: &[&str] = &["add", "remove", "set"];

/// Every name can be written in Rust.
pub fn names_can_be_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let models = schema.structs().map(|(_, model)| &model.name);
    let enums = schema.enums.iter().map(|one| &one.name);
    for name in models.chain(enums) {
        if name.text.is_empty() {
            continue;
        }
        let own = PRIMITIVE.contains(&name.text.as_str()) || name.text == "support";
        if own || is_keyword(&name.text) || is_impossible(&name.text) {
            diagnostics.push(impossible(
                name,
                "give it another name; a table keeps its own with `table …`",
            ));
        }
    }
    members_can_be_rust(schema, diagnostics);
    variants_can_be_rust(schema, diagnostics);
    keys_can_be_rust(schema, diagnostics);
    paths_can_be_rust(schema, diagnostics);
}

/// The name of a unique key is that of a constant.
fn keys_can_be_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, model) in schema.structs() {
        for list in &model.uniques {
            let Some(DbName { text, span }) = list.name.clone() else {
                continue;
            };
            if !text.is_empty() && !is_identifier(&unique_constant(model, list)) {
                diagnostics.push(impossible(
                    &Name { text, span },
                    "begin it with a letter, or give it none: it gets one of its own then",
                ));
            }
        }
    }
}

/// Of letters whose forms Rust and relgen agree upon: those of Latin scripts.
fn is_identifier(name: &str) -> bool {
    let letter = |letter: char| letter.is_alphabetic() && letter <= '\u{24F}';
    let of_name = |one: char| letter(one) || one.is_ascii_digit() || one == '_';
    name.starts_with(|first| letter(first) || first == '_')
        && name.chars().all(of_name)
        && name.chars().any(letter)
}

/// A word that Rust keeps for itself begins a path, and stands nowhere else in it.
fn paths_can_be_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for path in schema.types.iter().filter_map(|one| one.path.as_ref()) {
        let segments = path.text.trim_start_matches("::").split("::").skip(1);
        if segments.map(str::trim).any(|one| IMPOSSIBLE.contains(&one)) {
            diagnostics.push(impossible(path, "name the type by its path from `crate`"));
        }
    }
}

fn members_can_be_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, model) in schema.structs() {
        for column in model
            .columns
            .iter()
            .filter(|column| is_impossible(&column.name.text))
        {
            let name = &column.name.text;
            let other = match name.trim_matches('_') {
                "" => "other",
                letters => letters,
            };
            let help = format!("write `{other}_: … column {:?}`", column.db_name.text);
            diagnostics.push(impossible(&column.name, &help));
        }
        for relationship in model
            .relationships
            .iter()
            .filter(|one| is_impossible(&one.name.text))
        {
            diagnostics.push(impossible(
                &relationship.name,
                "give the relationship another name",
            ));
        }
    }
}

fn variants_can_be_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for variant in schema.enums.iter().flat_map(|one| &one.variants) {
        let rust = self::variant(&variant.name.text);
        let word = ["now", "uuid", "null", "true", "false"].contains(&variant.name.text.as_str());
        if word || rust.trim_matches('_').is_empty() || rust == "Self" {
            let other = match variant.name.text.trim_matches('_') {
                "" => "other",
                letters => letters,
            };
            let help = format!("write `{other}_ {:?}`", variant.label.text);
            diagnostics.push(impossible(&variant.name, &help));
        }
    }
}

fn is_impossible(name: &str) -> bool {
    IMPOSSIBLE.contains(&name) || name.trim_matches('_').is_empty()
}

fn impossible(name: &Name, help: &str) -> Diagnostic {
    Diagnostic::error(
        Code::RESERVED_NAME,
        name.span,
        format!("`{}` cannot be a name in the generated code", name.text),
    )
    .label("reserved")
    .help(help)
}

/// Structs, enums and their helpers have names of their own.
pub fn declarations_differ_in_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let clashes = &mut Clashes::of(diagnostics);
    let mut names = Scope::new("the file");
    for (_, model) in schema.structs() {
        names.take(model.name.text.clone(), What::Struct, &model.name, clashes);
    }
    for one in &schema.enums {
        names.take(one.name.text.clone(), What::Enum, &one.name, clashes);
        let mut variants = Scope::new(&format!("`{}`", one.name.text));
        for variant in &one.variants {
            variants.take(
                self::variant(&variant.name.text),
                What::Variant,
                &variant.name,
                clashes,
            );
        }
    }
    for (_, model) in schema.structs() {
        names.take(
            format!("New{}", model.name.text),
            What::NewRow,
            &model.name,
            clashes,
        );
        if model.is_eager() {
            let columns = columns_struct(&model.name.text);
            names.take(columns, What::Columns, &model.name, clashes);
        }
    }
}

/// Functions and constants of a model, and the setters of new rows and of updates, have names of
/// their own.
pub fn members_differ_in_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let clashes = &mut Clashes::of(diagnostics);
    for (id, _) in schema.structs() {
        associated(schema, id, clashes);
        rust_setters::of_new(schema, id, clashes);
        rust_setters::of_update(schema, id, clashes);
    }
}

fn associated(schema: &Schema, id: ModelId, clashes: &mut Clashes<'_>) {
    const FUNCTIONS: &[&str] = &[
        "copy_in",
        "create_table",
        "delete",
        "get",
        "get_many",
        "insert_all",
        "query",
        "reload",
        "save",
        "update",
        "upsert_all",
    ];
    let model = schema.model(id);
    let mut names = Scope::new(&format!("`{}`", model.name.text));
    names.reserve(FUNCTIONS);
    for column in &model.columns {
        let name = &column.name;
        names.take(constant(&name.text), What::ColumnConstant, name, clashes);
        if column.deferred.is_some() {
            names.take(name.text.clone(), What::Accessor, name, clashes);
        }
        if column.unique.is_some() {
            names.take(format!("get_by_{}", name.text), What::LookUp, name, clashes);
        }
    }
    lists(model, &mut names, clashes);
    for key in model.upsert_keys() {
        if let Some(from) = &key.from {
            let name = format!("upsert_all{}", key.suffix);
            names.take(name, What::Upsert, from, clashes);
        }
    }
    for one in &model.relationships {
        names.take(
            constant(&one.name.text),
            What::RelationshipConstant,
            &one.name,
            clashes,
        );
        if one.behaviour.has_accessor() {
            names.take(one.name.text.clone(), What::Accessor, &one.name, clashes);
        }
    }
    let relationships = model.relationships.iter();
    for one in relationships.filter(|one| schema.written_link(one).is_some()) {
        for verb in LINK_CHANGES {
            let name = format!("{verb}_{}", one.name.text);
            names.take(name, What::LinkChange, &one.name, clashes);
        }
    }
    for (id, one) in schema.relationships_of(id) {
        let changes = schema.collection(id).map(|it| it.changes());
        for change in changes.into_iter().flatten() {
            let name = format!("{}_{}", change.verb(), one.name.text);
            names.take(name, What::CollectionChange, &one.name, clashes);
        }
    }
}

/// The names that keys and checks of the table give rise to.
fn lists(model: &Model, names: &mut Scope, clashes: &mut Clashes<'_>) {
    for list in &model.uniques {
        let from = list.named_in(model);
        names.take(
            unique_constant(model, list),
            What::ListConstant,
            &from,
            clashes,
        );
        names.take(look_up(model, &list.columns), What::LookUp, &from, clashes);
    }
    for check in &model.checks {
        let (text, span) = (check.name.text.clone(), check.name.span);
        let name = check_constant(&text);
        names.take(name, What::ListConstant, &Name { text, span }, clashes);
    }
}
