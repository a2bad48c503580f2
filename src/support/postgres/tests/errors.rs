//! What the server refuses, by its fields and not by its words.

use super::super::*;
use super::harness::*;
use super::models::*;

#[tokio::test]
async fn constraints_by_kind_and_name() {
    let Some(db) = engine().await else {
        return;
    };
    // In another language, the messages have other words.
    let _ = run_script(&db, "SET lc_messages = 'de_DE.UTF-8'").await;
    person("a").insert(&db).await.unwrap();
    let unique = person("a").insert(&db).await.unwrap_err();
    assert_eq!(unique.kind(), Some(ConstraintKind::Unique));
    assert!(unique.violates(Person::NAME));
    assert!(unique.violates(NamedConstraint::new("uq_person_name")));
    assert!(!unique.violates(Person::ID) && !unique.violates(City::NAME));

    let check = NewRow::<Thing>::new()
        .set(1, 13_i16)
        .insert(&db)
        .await
        .unwrap_err();
    assert_eq!(check.kind(), Some(ConstraintKind::Check));
    assert!(check.violates(Thing::SMALL) && !check.violates(Thing::MEDIUM));

    let null = NewRow::<Person>::new()
        .set(1, None::<String>)
        .insert(&db)
        .await;
    let null = null.unwrap_err();
    assert_eq!(null.kind(), Some(ConstraintKind::NotNull));
    assert!(null.violates(Person::NAME) && !null.violates(Country::NAME));
    let Error::Constraint(violation) = &null else {
        panic!("{null:?}");
    };
    assert_eq!(violation.what, "person.name");

    let key = offence("x", Some(9)).insert(&db).await.unwrap_err();
    assert_eq!(key.kind(), Some(ConstraintKind::ForeignKey));
    assert!(key.violates(NamedConstraint::new("offences_person_id_fkey")));
}

#[tokio::test]
async fn sums_that_are_too_large_and_statements_that_make_no_sense() {
    let Some(db) = engine().await else {
        return;
    };
    let new = || NewRow::<Thing>::new().set(3, i64::MAX);
    insert_all(&db, [new(), new()]).await.unwrap();
    let sum = Thing::query().aggregate(&db, Thing::BIG.sum()).await;
    assert!(matches!(sum, Err(Error::Overflow(_))), "{sum:?}");
    let nonsense = run_script(&db, "SELEKT").await;
    assert!(matches!(nonsense, Err(Error::Driver(_))));
    let cancelled = "SET statement_timeout = 50; SELECT pg_sleep(5)";
    let cancelled = run_script(&db, cancelled).await;
    assert!(matches!(cancelled, Err(Error::Driver(_))));
}
