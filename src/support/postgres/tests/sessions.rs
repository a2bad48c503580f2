//! Transactions and savepoints, as a second connection sees them.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::super::*;
use super::models::*;
use super::place::Place;

async fn names(db: &dyn Db) -> Vec<String> {
    let people = Person::query().order_by(Person::NAME.asc());
    let people = people.all(db).await.unwrap();
    people.into_iter().map(|person| person.name).collect()
}

/// Whether the connection is in a transaction: whether a savepoint may be begun.
async fn is_within(db: &dyn Db) -> bool {
    run_script(db, "SAVEPOINT probe").await.is_ok()
}

#[tokio::test]
async fn what_is_committed_is_kept_and_nothing_else() {
    let Some(place) = Place::new("kept").await else {
        return;
    };
    let (mut db, other) = (place.engine().await, place.engine().await);

    let session = db.session().await.unwrap();
    session.add(person("a")).await.unwrap();
    assert!(names(&other).await.is_empty());
    session.commit().await.unwrap();
    assert_eq!(names(&other).await, ["a"]);

    let session = db.session().await.unwrap();
    session.add(person("b")).await.unwrap();
    drop(session);
    assert_eq!(names(&db).await, ["a"]);
    assert!(!is_within(&db).await);

    let session = db.session().await.unwrap();
    session.add(person("c")).await.unwrap();
    session.rollback().await.unwrap();
    assert_eq!(names(&db).await, ["a"]);
    place.gone().await;
}

#[tokio::test]
async fn savepoints_are_undone_by_themselves() {
    let Some(place) = Place::new("savepoints").await else {
        return;
    };
    let mut db = place.engine().await;
    let mut session = db.session().await.unwrap();
    session.add(person("a")).await.unwrap();
    let mut savepoint = session.savepoint().await.unwrap();
    savepoint.add(person("b")).await.unwrap();
    let inner = savepoint.savepoint().await.unwrap();
    inner.add(person("c")).await.unwrap();
    drop(inner);
    assert_eq!(names(&savepoint).await, ["a", "b"]);
    savepoint.commit().await.unwrap();
    let savepoint = session.savepoint().await.unwrap();
    savepoint.add(person("d")).await.unwrap();
    savepoint.rollback().await.unwrap();
    session.commit().await.unwrap();
    assert_eq!(names(&db).await, ["a", "b"]);
    place.gone().await;
}

#[tokio::test]
async fn a_failed_statement_ends_what_it_is_in() {
    let Some(place) = Place::new("aborted").await else {
        return;
    };
    let mut db = place.engine().await;
    let mut session = db.session().await.unwrap();
    session.add(person("a")).await.unwrap();
    let savepoint = session.savepoint().await.unwrap();
    let refused = savepoint.add(person("a")).await.unwrap_err();
    assert!(refused.violates(Person::NAME), "{refused:?}");
    let after = savepoint.add(person("b")).await.unwrap_err();
    assert!(matches!(after, Error::Aborted(_)), "{after:?}");
    assert!(after.to_string().contains("rolled back"), "{after}");
    let commit = savepoint.commit().await.unwrap_err();
    assert!(matches!(commit, Error::Aborted(_)), "{commit:?}");
    // The session is what it was before the savepoint.
    session.add(person("c")).await.unwrap();
    session.commit().await.unwrap();
    assert_eq!(names(&db).await, ["a", "c"]);

    // PostgreSQL itself answers this COMMIT with nothing but a ROLLBACK.
    let session = db.session().await.unwrap();
    session.add(person("d")).await.unwrap();
    session.add(person("a")).await.unwrap_err();
    let commit = session.commit().await.unwrap_err();
    assert!(matches!(commit, Error::Aborted(_)), "{commit:?}");
    assert!(!is_within(&db).await);
    assert_eq!(names(&db).await, ["a", "c"]);
    place.gone().await;
}

#[tokio::test]
async fn a_transaction_that_is_over_is_not_committed() {
    let Some(place) = Place::new("over").await else {
        return;
    };
    let mut db = place.engine().await;
    let session = db.session().await.unwrap();
    session.add(person("a")).await.unwrap();
    run_script(&session, "ROLLBACK").await.unwrap();
    assert!(session.commit().await.is_err());
    place.gone().await;
}

#[tokio::test]
async fn a_lost_connection_leaves_a_commit_in_doubt() {
    let Some(place) = Place::new("doubt").await else {
        return;
    };
    let (mut db, other) = (place.engine().await, place.engine().await);
    let attempts = Cell::new(0);
    let done = db
        .transaction(async |session| {
            attempts.set(attempts.get() + 1);
            session.add(person("a")).await?;
            let pid = statement::number(&session, "SELECT pg_backend_pid()", &[]).await?;
            let end = "SELECT pg_terminate_backend($1)::integer";
            statement::number(&other, end, &[Value::Integer(pid)]).await?;
            sleep(Duration::from_millis(200)).await;
            Ok(())
        })
        .await;
    assert!(matches!(done, Err(Error::InDoubt(_))), "{done:?}");
    assert_eq!(attempts.get(), 1);
    assert!(names(&other).await.is_empty());
    place.gone().await;
}

#[tokio::test]
async fn a_deferred_key_is_refused_at_the_commit() {
    let Some(place) = Place::new("deferred").await else {
        return;
    };
    let mut db = place.engine().await;
    let deferred = "ALTER TABLE offences ADD CONSTRAINT later FOREIGN KEY (person_id) \
                    REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED; \
                    ALTER TABLE offences DROP CONSTRAINT offences_person_id_fkey";
    run_script(&db, deferred).await.unwrap();
    let session = db.session().await.unwrap();
    session.add(offence("x", Some(9))).await.unwrap();
    let refused = session.commit().await.unwrap_err();
    assert_eq!(refused.kind(), Some(ConstraintKind::ForeignKey));
    assert!(refused.violates(NamedConstraint::new("later")));
    assert!(!is_within(&db).await);
    // By itself, a row is handed out before the server looks at the key.
    let alone = offence("x", Some(9)).insert(&db).await.unwrap_err();
    assert_eq!(alone.kind(), Some(ConstraintKind::ForeignKey));
    place.gone().await;
}

#[tokio::test]
async fn what_is_given_up_in_its_middle_is_undone() {
    let Some(place) = Place::new("cancelled").await else {
        return;
    };
    let (db, mut other) = (place.client().await, place.engine().await);
    let blocker = other.session().await.unwrap();
    blocker.add(person("taken")).await.unwrap();
    // Waits for the other transaction, in a transaction of its own.
    let work = async {
        let savepoint = savepoint(&db).await?;
        insert(&savepoint, person("a")).await?;
        insert(&savepoint, person("taken")).await?;
        savepoint.commit().await
    };
    timeout(Duration::from_millis(300), work).await.unwrap_err();
    blocker.rollback().await.unwrap();
    assert!(!is_within(&db).await);
    assert!(names(&db).await.is_empty());
    place.gone().await;
}

#[tokio::test]
async fn reading_sees_one_state_and_writes_nothing() {
    let Some(place) = Place::new("reading").await else {
        return;
    };
    let (mut db, other) = (place.engine().await, place.engine().await);
    let session = db.read().await.unwrap();
    assert!(names(&session).await.is_empty());
    person("a").insert(&other).await.unwrap();
    assert!(names(&session).await.is_empty());
    assert!(session.add(person("b")).await.is_err());
    drop(session);
    assert_eq!(names(&db).await, ["a"]);
    place.gone().await;
}

#[tokio::test]
async fn a_transaction_of_the_drivers_takes_savepoints() {
    let Some(place) = Place::new("driver").await else {
        return;
    };
    let mut client = place.client().await;
    let transaction = client.transaction().await.unwrap();
    person("a").insert(&transaction).await.unwrap();
    let rows = [person("b"), person("a")];
    let inner = Session::nested(&transaction).await.unwrap();
    insert_all(&inner, rows).await.unwrap_err();
    drop(inner);
    assert_eq!(names(&transaction).await, ["a"]);
    transaction.commit().await.unwrap();
    assert_eq!(names(&client).await, ["a"]);
    place.gone().await;
}
