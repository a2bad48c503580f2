//! Names and labels that MySQL cannot use, or cannot tell apart.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Schema;
use crate::syntax::ast::DbName;

/// Labels differ in more than capitals and spaces at their end.
pub fn labels_differ(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let plain = |label: &str| label.trim_end_matches(' ').to_lowercase();
    for one in &schema.enums {
        for (number, variant) in one.variants.iter().enumerate() {
            let label = &variant.label;
            let before = one.variants.get(..number).unwrap_or_default();
            let same = before.iter().find(|other| {
                other.label.text != label.text && plain(&other.label.text) == plain(&label.text)
            });
            if let Some(same) = same {
                let message = format!("MySQL takes the label `{}` for another", label.text);
                diagnostics.push(
                    Diagnostic::error(Code::DATABASE_LABELS, label.span, message)
                        .also(same.label.span, "for this")
                        .help("labels have to differ in more than capitals and spaces at the end"),
                );
            }
        }
    }
}

/// Names end in a letter, and have no letters beyond U+FFFF.
pub fn names_are_usable(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for model in &schema.models {
        let columns = model.columns.iter().map(|column| &column.db_name);
        let keys = model
            .foreign_keys
            .iter()
            .filter_map(|one| one.name.as_ref());
        let uniques = model.uniques.iter().filter_map(|one| one.name.as_ref());
        let indexes = model.indexes.iter().filter_map(|one| one.name.as_ref());
        let names = model.namespace.iter().chain([&model.table]);
        let names = names.chain(columns).chain(keys);
        for name in names.chain(uniques).chain(indexes) {
            diagnostics.extend(unusable(name));
        }
    }
}

fn unusable(name: &DbName) -> Option<Diagnostic> {
    let reason = match &name.text {
        text if text.ends_with(' ') => "it ends with a space",
        text if text.chars().any(|letter| letter > '\u{ffff}') => "it has a letter beyond U+FFFF",
        text if text.eq_ignore_ascii_case("primary") => "it is that of primary keys",
        _ => return None,
    };
    let message = format!("MySQL has no such name as `{}`: {reason}", name.text);
    let error = Diagnostic::error(Code::DATABASE_NAME, name.span, message);
    Some(error.help("write another name"))
}
