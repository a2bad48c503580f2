//! The support code for SQLite, by way of rusqlite.

mod array;
mod batch;
#[path = "../common/beside.rs"]
mod beside;
mod bulk;
mod by_key;
mod carried;
#[path = "../common/cells.rs"]
mod cells;
#[path = "../common/changes.rs"]
mod changes;
mod check;
mod children;
mod circle;
mod clauses;
#[path = "../common/clock.rs"]
mod clock;
mod collection;
#[path = "../common/column.rs"]
mod column;
mod date;
mod decimal;
mod deferred;
mod dialect;
#[path = "../common/draft.rs"]
mod draft;
mod engine;
mod error;
#[path = "../common/expression.rs"]
mod expression;
mod field;
#[path = "../common/filter.rs"]
mod filter;
#[path = "../common/fixed.rs"]
mod fixed;
#[path = "../common/given.rs"]
mod given;
mod has_many;
mod insert;
mod inspect;
mod join;
mod json;
mod keys;
#[path = "../common/link.rs"]
mod link;
#[path = "../common/link_table.rs"]
mod link_table;
mod linked;
mod links;
mod load;
#[path = "../common/loaded.rs"]
mod loaded;
mod many_to_many;
#[path = "../common/new_uuid.rs"]
mod new_uuid;
mod pending;
mod query;
mod raw;
mod relation;
mod rows;
#[path = "../common/scope.rs"]
mod scope;
#[path = "../common/seek.rs"]
mod seek;
#[path = "../common/select.rs"]
mod select;
mod selected;
#[path = "../common/selection.rs"]
mod selection;
mod session;
#[path = "../common/spell.rs"]
mod spell;
mod statement;
mod stored;
mod table;
#[path = "../common/term.rs"]
mod term;
mod transaction;
mod tree;
mod update;
mod upkeep;
mod upsert;
mod uuid;
#[path = "../common/value.rs"]
mod value;

#[cfg(test)]
mod tests;

pub use self::cells::{Cells, Unread};
pub use self::check::Difference;
pub use self::children::Children;
pub use self::column::{Column, Compared, Operand, Order};
pub use self::engine::Engine;
pub use self::error::{Constraint, ConstraintKind, Error, NamedConstraint, Result, Violation};
pub use self::expression::{Expression, Groups, Rows, Summed};
pub use self::filter::Filter;
pub use self::fixed::Fixed;
pub use self::given::{IntoNullable, KeyOf, Parent, ParentKey};
pub use self::has_many::{HasMany, Part, Whole};
pub use self::insert::{Given, Insert, Known};
pub use self::join::{Join, Joined};
pub use self::link::Link;
pub use self::link_table::LinkTable;
pub use self::linked::Linked;
pub use self::load::{Append, Load, Loads};
pub use self::many_to_many::ManyToMany;
pub use self::query::Query;
pub use self::raw::{FromStatement, Parameter, Parameters};
pub use self::relation::{BelongsTo, HasOne, One};
pub use self::selected::{Grouped, Selected};
pub use self::selection::{Selectable, Selection};
pub use self::session::{Delete, Session};
pub use self::stored::Stored;
pub use self::table::{Fits, FromRow, Model, Row, Table, TableColumn, Upkeep};
pub use self::tree::{Tree, Trees};
pub use self::update::Update;
pub use self::upsert::Columns;
pub use self::value::{Field, Value};
pub use rusqlite::Connection;

pub use self::check::differences;
pub use self::engine::prepare;
pub use self::expression::count;

pub(super) use self::by_key::{all_with_key_in, delete, found, parent, refuse};
pub(super) use self::by_key::{drop_tables, run_script, savepoint};
pub(super) use self::carried::{bind_carried, read_carried};
pub(super) use self::circle::keys;
pub(super) use self::clock::{now, time_of_day, today};
pub(super) use self::collection::{belongs, delete_each, keys_of};
pub(super) use self::deferred::read_column;
pub(super) use self::insert::{insert, insert_all};
pub(super) use self::links::{add_link, remove_link, set_links};
pub(super) use self::new_uuid::new_uuid;
pub(super) use self::statement::{all, at_most_one, execute, first};
pub(super) use self::stored::text;
pub(super) use self::update::save;
pub(super) use self::upkeep::{delete_version, made_along, save_kept};
pub(super) use self::upsert::{upsert, upsert_all};
