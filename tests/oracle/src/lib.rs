//! SQLAlchemy's recorded behaviour, for generated code to be compared with: the models of every
//! case, and the [`Script`] that a test runs over them.

mod sources;

pub use self::sources::Sources;

#[path = "../../suite/sqlite.rs"]
pub mod harness;

pub mod record;

macro_rules! cases {
    ($($name:ident $what:literal)*) => {$(
        #[doc = $what]
        pub mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
        }
    )*};
}

cases! {
    operations "The models of `docs/operations.md`."
    c01_seed_one_to_many "Persons and their offences, seen from the persons."
    c02_seed_back_populates "Both sides of a relationship."
    c03_backref_string "The other side by `backref`."
    c06_one_to_one "At most one on the other side."
    c08_many_to_many "A table between two others."
    c09_association_object "A model between two others."
    c10_self_referential "A tree."
    c12_two_fks_same_table "Two keys to one table."
    c13_composite_pk "A key of two columns."
    c16_constraints "Constraints and defaults."
    c18_enum "Enums."
    c19_column_types "Every type of column."
    c20_fk_actions "What the database does when a parent goes."
    c22_delete_orphan "Children that do not live without their parent."
    c24_order_by "Relationships with an order."
    c25_lazy_joined "Children in a field."
    c25_lazy_raise "Children that are loaded when they are asked for by name."
    c25_lazy_select "Children that are loaded by a function."
    c25_lazy_selectin "Children in a field, by a statement of their own."
    c30_version_id "Rows with a version."
    c36_reserved_words "Names that mean something elsewhere."
    c37_mutual_fks "Two tables that point to each other."
}
