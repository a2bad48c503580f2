//! Names as Rust will have them: clashes are found here, and not by rustc.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::{constant, setter_null, variant};
use crate::schema::{ColumnId, Model, ModelId, Schema};
use crate::source::Span;
use crate::syntax::ast::Name;

/// What no item, field or function can be called, not even as `r#…`.
const IMPOSSIBLE: &[&str] = &["self", "Self", "super", "crate"];

/// Rust's own types without a path; a declaration of such a name would hide them from its columns.
const PRIMITIVE: &[&str] = &[
    "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64",
    "u128", "usize", "f32", "f64",
];

/// Every name can be written in Rust.
pub fn names_can_be_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let models = schema.models.iter().map(|model| &model.name);
    let enums = schema.enums.iter().map(|one| &one.name);
    for name in models.chain(enums) {
        let own = PRIMITIVE.contains(&name.text.as_str()) || name.text == "support";
        if own || is_impossible(&name.text) {
            diagnostics.push(impossible(
                name,
                "give it another name; a table keeps its own with `table …`",
            ));
        }
    }
    for model in &schema.models {
        for column in model
            .columns
            .iter()
            .filter(|column| is_impossible(&column.name.text))
        {
            let name = &column.name.text;
            let help = format!("write `{name}_: … column \"{}\"`", column.db_name.text);
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
    for variant in schema.enums.iter().flat_map(|one| &one.variants) {
        let rust = self::variant(&variant.name.text);
        let word = ["now", "uuid", "null", "true", "false"].contains(&variant.name.text.as_str());
        if word || rust.trim_matches('_').is_empty() || rust == "Self" {
            let help = format!("write `{}_ \"{}\"`", variant.name.text, variant.label.text);
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
    let mut names = Names::new("this file");
    for model in &schema.models {
        names.take(
            model.name.text.clone(),
            "the struct",
            &model.name,
            diagnostics,
        );
    }
    for one in &schema.enums {
        names.take(one.name.text.clone(), "the enum", &one.name, diagnostics);
        let mut variants = Names::new(&one.name.text);
        for variant in &one.variants {
            variants.take(
                self::variant(&variant.name.text),
                "the variant",
                &variant.name,
                diagnostics,
            );
        }
    }
    for model in &schema.models {
        names.take(
            format!("New{}", model.name.text),
            "the struct of new rows",
            &model.name,
            diagnostics,
        );
    }
}

/// Functions and constants of a model, and the setters of new rows and of updates, have names of
/// their own.
pub fn members_differ_in_rust(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (id, model) in schema.models() {
        associated(model, diagnostics);
        setters_of_new(schema, id, diagnostics);
        setters_of_update(schema, id, diagnostics);
    }
}

fn associated(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
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
    let mut names = Names::new(&model.name.text);
    names.reserve(FUNCTIONS);
    for column in &model.columns {
        let name = &column.name;
        names.take(
            constant(&name.text),
            "the column's constant",
            name,
            diagnostics,
        );
        if column.unique.is_some() {
            names.take(
                format!("get_by_{}", name.text),
                "the look-up by this key",
                name,
                diagnostics,
            );
        }
    }
    for one in &model.relationships {
        names.take(
            constant(&one.name.text),
            "the relationship's constant",
            &one.name,
            diagnostics,
        );
        names.take(
            one.name.text.clone(),
            "the accessor",
            &one.name,
            diagnostics,
        );
    }
}

fn setters_of_new(schema: &Schema, id: ModelId, diagnostics: &mut Vec<Diagnostic>) {
    let model = schema.model(id);
    let mut names = Names::new(&format!("New{}", model.name.text));
    names.reserve(&["new", "insert"]);
    for (number, column) in model.columns.iter().enumerate() {
        if schema.is_required(ColumnId {
            model: id,
            column: number,
        }) {
            continue;
        }
        names.take(
            column.name.text.clone(),
            "the setter",
            &column.name,
            diagnostics,
        );
        if column.nullable && (column.default.is_some() || column.server_default.is_some()) {
            names.take(
                setter_null(&column.name.text),
                "the setter of NULL",
                &column.name,
                diagnostics,
            );
        }
    }
    for one in model
        .relationships
        .iter()
        .filter(|one| schema.parent(one).is_some())
    {
        names.take(
            one.name.text.clone(),
            "the setter of the parent",
            &one.name,
            diagnostics,
        );
    }
}

fn setters_of_update(schema: &Schema, id: ModelId, diagnostics: &mut Vec<Diagnostic>) {
    let model = schema.model(id);
    let mut names = Names::new(&format!("Update<{}>", model.name.text));
    names.reserve(&["of", "run", "set"]);
    for column in model
        .columns
        .iter()
        .filter(|column| column.primary_key.is_none())
    {
        names.take(
            column.name.text.clone(),
            "the setter",
            &column.name,
            diagnostics,
        );
        if column.nullable {
            names.take(
                setter_null(&column.name.text),
                "the setter of NULL",
                &column.name,
                diagnostics,
            );
        }
    }
    for one in model
        .relationships
        .iter()
        .filter(|one| schema.parent(one).is_some())
    {
        names.take(
            one.name.text.clone(),
            "the setter of the parent",
            &one.name,
            diagnostics,
        );
    }
}

/// The names in one scope of the generated code, each with what it is for.
struct Names {
    scope: String,
    taken: HashMap<String, Option<(Span, &'static str)>>,
}

impl Names {
    fn new(scope: &str) -> Self {
        Self {
            scope: scope.to_owned(),
            taken: HashMap::new(),
        }
    }

    fn reserve(&mut self, names: &[&str]) {
        self.taken
            .extend(names.iter().map(|name| ((*name).to_owned(), None)));
    }

    fn take(
        &mut self,
        name: String,
        what: &'static str,
        from: &Name,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        match self.taken.get(&name) {
            None => {
                self.taken.insert(name, Some((from.span, what)));
            }
            // Two members of one name, or one name in two lists, is another rule's business.
            Some(Some((span, _))) if *span == from.span => {}
            Some(first) => diagnostics.push(self.clash(&name, what, from, *first)),
        }
    }

    fn clash(
        &self,
        name: &str,
        what: &str,
        from: &Name,
        first: Option<(Span, &'static str)>,
    ) -> Diagnostic {
        let message = format!(
            "{what} of `{}` would be called `{name}`, which is taken in `{}`",
            from.text, self.scope
        );
        let error = Diagnostic::error(Code::RUST_NAME_CLASH, from.span, message);
        let error = match first {
            Some((span, other)) => error
                .label(format!("makes `{name}`"))
                .also(span, format!("{other} of this is called so, too")),
            None => error.label(format!("generated code has a `{name}` of its own there")),
        };
        error.help(format!(
            "rename the member; a column keeps its name in the database with `column \"{}\"`",
            from.text
        ))
    }
}
