//! Names as Rust will have them: clashes are found here, and not by rustc.

use super::rust_scope::{Clashes, Scope, What};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::{
    check_constant, constant, is_keyword, look_up, setter_null, unique_constant, variant,
};
use crate::schema::{Column, ColumnId, Model, ModelId, Relationship, Schema};
use crate::syntax::ast::Name;

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
    }
}

/// Functions and constants of a model, and the setters of new rows and of updates, have names of
/// their own.
pub fn members_differ_in_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let clashes = &mut Clashes::of(diagnostics);
    for (id, _) in schema.structs() {
        associated(schema, id, clashes);
        setters_of_new(schema, id, clashes);
        setters_of_update(schema, id, clashes);
    }
}

fn associated(schema: &Schema, id: ModelId, clashes: &mut Clashes<'_>) {
    const FUNCTIONS: &[&str] = &[
        "create_table",
        "delete",
        "get",
        "get_many",
        "insert_all",
        "query",
        "reload",
        "save",
        "update",
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
    for one in &model.relationships {
        names.take(
            constant(&one.name.text),
            What::RelationshipConstant,
            &one.name,
            clashes,
        );
        names.take(one.name.text.clone(), What::Accessor, &one.name, clashes);
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
        let columns = list
            .columns
            .iter()
            .map(|&column| model.columns[column].name.text.as_str());
        let text = columns.collect::<Vec<_>>().join(", ");
        let span = list.name.as_ref().map_or(list.span, |name| name.span);
        let from = Name { text, span };
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

fn setters_of_new(schema: &Schema, id: ModelId, clashes: &mut Clashes<'_>) {
    let model = schema.model(id);
    let mut names = Scope::new(&format!("`New{}`", model.name.text));
    names.reserve(&["new", "insert"]);
    for (number, column) in model.columns.iter().enumerate() {
        let of = ColumnId {
            model: id,
            column: number,
        };
        let given = column.computed.is_none() && column.version.is_none();
        if given && !schema.is_required(of) {
            let filled = column.default.is_some() || column.server_default.is_some();
            setters(column, column.nullable && filled, &mut names, clashes);
        }
    }
    setters_of_parents(schema, model, |_| true, &mut names, clashes);
}

fn setters_of_update(schema: &Schema, id: ModelId, clashes: &mut Clashes<'_>) {
    let model = schema.model(id);
    let mut names = Scope::new(&format!("`Update<{}>`", model.name.text));
    names.reserve(&["of", "run", "set"]);
    for column in model
        .updated()
        .filter_map(|number| model.columns.get(number))
    {
        setters(column, column.nullable, &mut names, clashes);
    }
    setters_of_parents(
        schema,
        model,
        |key| model.updated().any(|one| one == key),
        &mut names,
        clashes,
    );
}

/// A column's setter, and the one of NULL where there is one.
fn setters(column: &Column, has_null: bool, names: &mut Scope, clashes: &mut Clashes<'_>) {
    let name = &column.name;
    names.take(name.text.clone(), What::Setter, name, clashes);
    if has_null {
        names.take(setter_null(&name.text), What::NullSetter, name, clashes);
    }
}

fn setters_of_parents(
    schema: &Schema,
    model: &Model,
    is_set: impl Fn(usize) -> bool,
    names: &mut Scope,
    clashes: &mut Clashes<'_>,
) {
    let set = |one: &&Relationship| {
        let parent = schema.parent(one);
        parent.is_some_and(|parent| is_set(parent.key.column))
    };
    for one in model.relationships.iter().filter(set) {
        names.take(
            one.name.text.clone(),
            What::ParentSetter,
            &one.name,
            clashes,
        );
    }
}
