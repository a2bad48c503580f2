//! What `create_all` makes is what SQLAlchemy makes of the same models, as the server reads it back.

#[path = "../../../../src/tests/servers/clients.rs"]
#[allow(dead_code, reason = "shared with the tests of the statements' texts")]
mod clients;
#[path = "../../../../src/tests/servers/facts.rs"]
#[allow(dead_code, reason = "shared with the tests of the statements' texts")]
mod facts;

use std::collections::BTreeSet;

use crate::harness::{Raw, test};
use crate::record::{case_names, folder};

/// Compares the tables of a case, if there is a record of them.
async fn compare(case: &str, db: &impl Raw) {
    let Some(folder) = folder() else {
        println!("{case}: not compared with SQLAlchemy");
        return;
    };
    let recorded = facts::of(&folder, case, "postgresql").expect("a record");
    let read = db.lines(clients::postgres().inspect).await.expect(case);
    let as_recorded = |line: &String| !facts::differs(case, line);
    let own: BTreeSet<String> = read
        .iter()
        .map(|line| facts::plain(line))
        .filter(as_recorded)
        .collect();
    let recorded: BTreeSet<String> = recorded.into_iter().filter(as_recorded).collect();
    assert_eq!(own, recorded, "{case}");
}

macro_rules! compare {
    ($($case:ident)*) => {
        #[test]
        async fn create_all_makes_what_sqlalchemy_makes() {
            $(
                let engine = relgen_postgres::$case::Engine::in_memory().await.expect("a database");
                engine.create_all().await.expect("tables");
                // What is there already is left as it is.
                engine.create_all().await.expect("tables");
                compare(stringify!($case), &engine).await;
                engine.drop_all().await.expect("no tables");
                assert_eq!(engine.tables().await.expect("a number"), 0);
            )*
            let compared: &[&str] = &[$(stringify!($case)),*];
            assert_eq!(case_names(), compared);
        }
    };
}

compare! {
    c01_seed_one_to_many c02_seed_back_populates c03_backref_string c06_one_to_one c08_many_to_many
    c09_association_object c10_self_referential c12_two_fks_same_table c13_composite_pk
    c16_constraints c18_enum c19_column_types c20_fk_actions c22_delete_orphan c24_order_by
    c25_lazy_joined c25_lazy_raise c25_lazy_select c25_lazy_selectin c30_version_id
    c36_reserved_words c37_mutual_fks
}
