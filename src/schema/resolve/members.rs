//! Members of a model, by their names.

use crate::diagnostic::{Code, Diagnostic, did_you_mean, similar};
use crate::schema::Model;
use crate::syntax::ast::{MemberPath, Name};

/// The column that a path names, with its model's name before it or without.
pub fn member(path: &MemberPath, model: &Model) -> Result<usize, Diagnostic> {
    let own = &model.name.text;
    match path.owner.as_ref().filter(|owner| owner.text != *own) {
        Some(owner) => {
            let message = format!("a column of `{own}` is needed here");
            Err(Diagnostic::error(Code::UNKNOWN_MEMBER, owner.span, message)
                .label("another model")
                .help(format!("write `{own}`"))
                .fix(owner.span, own))
        }
        None => named(&path.member, model),
    }
}

/// The column that is called so.
pub fn named(name: &Name, model: &Model) -> Result<usize, Diagnostic> {
    model.column_named(&name.text).ok_or_else(|| {
        let message = format!("`{}` has no column `{}`", model.name.text, name.text);
        let error = Diagnostic::error(Code::UNKNOWN_MEMBER, name.span, message)
            .label("unknown column")
            .also(model.name.span, "the model");
        let columns = model.columns.iter().map(|column| column.name.text.as_str());
        match model
            .columns
            .iter()
            .find(|one| one.db_name.text == name.text)
        {
            Some(column) => error
                .help(format!(
                    "members are named here: write `{}`",
                    column.name.text
                ))
                .fix(name.span, &column.name.text),
            None if similar(&name.text, columns.clone()).is_none() => {
                let list: Vec<String> = columns.map(|name| format!("`{name}`")).collect();
                error.help(format!("its columns are {}", list.join(", ")))
            }
            None => did_you_mean(error, name.span, &name.text, columns),
        }
    })
}
