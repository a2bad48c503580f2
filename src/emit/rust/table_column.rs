//! What a table knows of its columns at run time: `TableColumn::new(…)`.

use super::code::{Code, code, literal};
use super::context::Context;
use super::{layout, nested, types};
use crate::dialect::{Sql, expression, sql};
use crate::schema::{Column, ColumnId, Default, Type};
use crate::tables::{ColumnType, IndexElement};

/// Of a column of a model with a struct.
pub fn view(context: &Context<'_>, id: ColumnId) -> Code {
    let column = context.schema.column(id);
    let wrapper = |name: &'static str| code![context.scope.support("TableColumn"), "::", name];
    let mut call = match upkeep(context, column) {
        None => constrained(context, id, 12),
        Some(upkeep) => Call {
            outer: Vec::new(),
            callee: wrapper("kept"),
            arguments: vec![constrained(context, id, 16).laid_out(16), upkeep],
        },
    };
    if column.deferred.is_some() {
        call.outer.insert(0, wrapper("deferred"));
    }
    let line = call.laid_out(12);
    // Alone in its table, it stands behind the array's bracket.
    let alone = context.schema.model(id.model).columns.len() == 1;
    match alone && !line.contains('\n') && line.len() > LONGEST_ALONE && call.outer.is_empty() {
        true => layout::call_of_lines(12, &call.callee, &call.arguments),
        false => line,
    }
}

/// What has room between `        columns: &[` and `],`.
const LONGEST_ALONE: usize = 100 - 19 - 2;

/// Of a column of a link table, whose values are never read.
pub fn of_link(context: &Context<'_>, id: ColumnId) -> Code {
    let any = code![context.scope.support("Fits"), "::Any"];
    plain(context, id, any).laid_out(20)
}

/// A call, alone in others.
struct Call {
    outer: Vec<Code>,
    callee: Code,
    arguments: Vec<Code>,
}

impl Call {
    fn laid_out(&self, indent: usize) -> Code {
        nested::wrapped_call(indent, &self.outer, &self.callee, &self.arguments)
    }
}

/// The column with the names of its constraints, where errors say those.
fn constrained(context: &Context<'_>, id: ColumnId, indent: usize) -> Call {
    let names = match context.dialect.names_constraints() {
        true => constraints(context, id),
        false => Vec::new(),
    };
    let column = read_as_text(context, id);
    if names.is_empty() {
        return column;
    }
    let names: Vec<Code> = names.iter().map(|name| literal(name).whole()).collect();
    Call {
        outer: Vec::new(),
        callee: code![context.scope.support("TableColumn"), "::constrained"],
        arguments: vec![
            column.laid_out(indent + 4),
            layout::array(indent + 4, "&", &names, ""),
        ],
    }
}

/// The column, which a SELECT may have to read as text.
fn read_as_text(context: &Context<'_>, id: ColumnId) -> Call {
    let ty = context.statements.type_of(id);
    let mut call = plain(context, id, fits(context, context.schema.column(id)));
    let as_it_is = context.dialect.read(&ty, Sql::default()).is_empty();
    if matches!(ty, ColumnType::Enum { .. }) && !as_it_is {
        let wrapper = context.scope.support("TableColumn");
        call.outer.push(code![wrapper, "::as_text"]);
    }
    call
}

fn plain(context: &Context<'_>, id: ColumnId, fits: Code) -> Call {
    let column = context.schema.column(id);
    let name = &column.db_name.text;
    let mut arguments = vec![
        literal(name).whole(),
        literal(&context.dialect.name(name)).whole(),
    ];
    let ty = context.dialect.value_type(&context.statements.type_of(id));
    arguments.extend(ty.map(|ty| literal(&ty).whole()));
    arguments.push(fits);
    let constructor = if column.nullable { "nullable" } else { "new" };
    let wrapper = context.scope.support("TableColumn");
    Call {
        outer: Vec::new(),
        callee: code![wrapper, "::", constructor],
        arguments,
    }
}

fn fits(context: &Context<'_>, column: &Column) -> Code {
    let fits = context.scope.support("Fits");
    match column.ty {
        Some(Type::String(Some(length))) => code![fits, "::Characters(", length, ")"],
        Some(Type::Numeric { precision, scale }) => {
            code![fits, "::Digits(", precision, ", ", scale, ")"]
        }
        _ => code![fits, "::Any"],
    }
}

/// The names of the constraints and unique indexes of exactly this column.
fn constraints<'a>(context: &Context<'a>, id: ColumnId) -> Vec<&'a str> {
    let table = context.table(id.model);
    let name = &table.columns[id.column].name;
    let is_own = |columns: &[String]| matches!(columns, [one] if one == name);
    let keys = table.primary_key.iter().chain(&table.uniques);
    let keys = keys.filter(|key| is_own(&key.columns)).map(|key| &key.name);
    let foreign = table.foreign_keys.iter();
    let foreign = foreign
        .filter(|key| is_own(&key.columns))
        .map(|key| &key.name);
    let indexes = table.indexes.iter().filter(|index| {
        let of_column = matches!(
            index.elements.as_slice(),
            [IndexElement::Column { name: one, .. }] if one == name
        );
        index.unique && of_column
    });
    let all = keys.chain(foreign).chain(indexes.map(|index| &index.name));
    all.map(String::as_str).collect()
}

/// Who writes a column beside the program.
fn upkeep(context: &Context<'_>, column: &Column) -> Option<Code> {
    let upkeep = context.scope.support("Upkeep");
    if column.computed.is_some() {
        return Some(code![upkeep, "::Computed"]);
    }
    if column.version.is_some() {
        return Some(code![upkeep, "::Version"]);
    }
    let (on_update, _) = column.on_update.as_ref()?;
    Some(match on_update {
        Default::Raw(sql) => {
            let sql = literal(&sql!["(", expression(&sql.text), ")"]);
            layout::call_of_literal(16, code![upkeep, "::Sql"], sql)
        }
        made => code![
            upkeep,
            "::Made(",
            types::made(made, column).unwrap_or("support::now"),
            ")"
        ],
    })
}
