//! Generated code for PostgreSQL as a user's crate has it, one module a schema, and what the suite
//! needs around it.

macro_rules! schema {
    ($name:ident $what:literal $($own:item)*) => {
        #[doc = $what]
        pub mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
            $($own)*

            impl support::Engine {
                /// A new database, named as the suite knows it from SQLite.
                ///
                /// # Errors
                /// None: without a server, there is nothing to test.
                pub async fn in_memory() -> support::Result<Self> {
                    Ok(Self::on($crate::harness::Log::default().connection().await))
                }

                /// An engine with that connection, which keeps as many statements prepared
                /// as `RELGEN_PREPARES` says.
                pub fn on(client: tokio_postgres::Client) -> Self {
                    match $crate::harness::prepares() {
                        Some(most) => Self::new(client).prepares(most),
                        None => Self::new(client),
                    }
                }
            }

            impl $crate::harness::Raw for support::Engine {
                fn driver(&self) -> &tokio_postgres::Client {
                    support::Db::client(self)
                }
            }

            impl $crate::harness::Raw for support::Session<'_> {
                fn driver(&self) -> &tokio_postgres::Client {
                    support::Db::client(self)
                }
            }

            impl $crate::harness::Raw for dyn support::Db + '_ {
                fn driver(&self) -> &tokio_postgres::Client {
                    support::Db::client(self)
                }
            }
        }
    };
}

macro_rules! schemas {
    ($($name:ident $what:literal)*) => {$(
        schema! {
            $name $what

            /// What functions take; so the suite names what is rusqlite's `Connection` on SQLite.
            pub type Connection<'a> = dyn support::Db + 'a;
        }
    )*};
}

/// Every relationship again, and an engine with a pool.
pub mod pooled {
    include!(concat!(env!("OUT_DIR"), "/pooled.rs"));
}

pub mod harness;
pub mod kinds;
pub mod record;

// It has a model of that name.
schema! { names "Names that mean something elsewhere." }

schemas! {
    cascade "Deletes that take other rows along."
    collections "Relationships that are written from the parent's side."
    composite "Keys of several columns."
    eager "Relationships that are loaded with each row."
    joined "Relationships that are joined on columns and constants."
    kept "Columns that others write, or that are read on demand."
    library "Every relationship."
    lists "Keys, indexes and checks of several columns."
    long "Long names."
    many "Many-to-many relationships."
    nested "Rows that are inserted with others, and rows that may be there already."
    seed "Persons and their offences."
    spaces "Tables of several schemas."
    types "Every type of column."
    workshop "The workshop of docs/schema.md."
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
