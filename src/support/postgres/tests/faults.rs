//! Connections that are lost, statements that take too long, and transactions in each
//! other's way.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::Barrier;
use tokio::time::sleep;

use super::super::*;
use super::models::*;
use super::place::Place;

async fn ask(db: &dyn Db, sql: &str) -> Result<i64> {
    statement::number(db, sql, &[]).await
}

/// Which connection it is, to the server.
async fn backend(db: &dyn Db) -> i64 {
    ask(db, "SELECT pg_backend_pid()").await.unwrap()
}

/// Ends a connection from another one, when it does what is waited for.
async fn end(db: &dyn Db, backend: i64, wait: &str) {
    let ready = format!(
        "SELECT count(*) FROM pg_stat_activity
         WHERE pid = {backend} AND coalesce(wait_event, '') = '{wait}'"
    );
    while ask(db, &ready).await.unwrap() == 0 {
        sleep(Duration::from_millis(5)).await;
    }
    let end = format!("SELECT pg_terminate_backend({backend}, 5000)::integer");
    assert_eq!(ask(db, &end).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_writers_count_at_once_is_lost() {
    const WRITERS: i32 = 8;
    const TIMES: i32 = 5;
    let Some(place) = Place::new("writers").await else {
        return;
    };
    let db = place.engine().await;
    let thing = NewRow::<Thing>::new().set(2, 0).insert(&db).await.unwrap();
    let (attempts, key) = (Arc::new(AtomicU32::new(0)), thing.id);
    let mut tasks = Vec::new();
    for _ in 0..WRITERS {
        let (mut db, attempts) = (place.engine().await, attempts.clone());
        tasks.push(tokio::spawn(async move {
            let mut done = 0;
            while done < TIMES {
                let counted = db.transaction_with(Isolation::Serializable, async |session| {
                    attempts.fetch_add(1, Ordering::SeqCst);
                    let query = Thing::query().filter(Thing::ID.eq(key));
                    let medium = query.one(&session).await?.medium.unwrap_or_default();
                    let update = Update::<Thing>::of(&[Value::Integer(key.into())]);
                    update.set(2, (medium + 1).into_value()).run(&session).await
                });
                match counted.await {
                    Ok(_) => done += 1,
                    // What was given up was not done.
                    Err(Error::Busy(_)) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let query = Thing::query().filter(Thing::ID.eq(key));
    let counted = query.one(&db).await.unwrap().medium;
    assert_eq!(counted, Some(WRITERS * TIMES));
    let attempts = attempts.load(Ordering::SeqCst);
    assert!(attempts > (WRITERS * TIMES) as u32, "none was in the way");
    place.gone().await;
}

#[tokio::test]
async fn a_connection_that_is_lost_before_it_is_used_is_told() {
    let Some(place) = Place::new("lost_before").await else {
        return;
    };
    let (mut db, other) = (place.engine().await, place.engine().await);
    let pid = backend(&db).await;
    end(&other, pid, "ClientRead").await;
    let lost = ask(&db, "SELECT 1").await.unwrap_err();
    assert!(matches!(lost, Error::Driver(_)), "{lost:?}");
    let attempts = Cell::new(0);
    let done = db.transaction(async |_| {
        attempts.set(attempts.get() + 1);
        Ok(())
    });
    let lost = done.await.unwrap_err();
    assert!(matches!(lost, Error::Driver(_)), "{lost:?}");
    assert_eq!(attempts.get(), 0);
    let lost = db.session().await.map(drop).unwrap_err();
    assert_eq!(lost.to_string(), "connection closed");
    place.gone().await;
}

#[tokio::test]
async fn a_connection_that_is_lost_within_a_transaction_is_told_once() {
    let Some(place) = Place::new("lost_within").await else {
        return;
    };
    let (mut db, other) = (place.engine().await, place.engine().await);
    let (pid, attempts) = (backend(&db).await, Cell::new(0));
    let work = db.transaction(async |session| {
        attempts.set(attempts.get() + 1);
        session.add(person("a")).await?;
        run_script(&session, "SELECT pg_sleep(30)").await
    });
    let (done, ()) = tokio::join!(work, end(&other, pid, "PgSleep"));
    let lost = done.unwrap_err();
    assert!(matches!(lost, Error::Driver(_)), "{lost:?}");
    let words = "terminating connection due to administrator command";
    assert_eq!((lost.to_string().as_str(), attempts.get()), (words, 1));
    assert_eq!(Person::query().count(&other).await.unwrap(), 0);
    place.gone().await;
}

#[tokio::test]
async fn a_connection_that_is_lost_during_a_commit_leaves_it_in_doubt() {
    let Some(place) = Place::new("lost_commit").await else {
        return;
    };
    let (mut db, other) = (place.engine().await, place.engine().await);
    let slow = "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN PERFORM pg_sleep(30); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON person
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()";
    run_script(&other, slow).await.unwrap();
    let (pid, attempts) = (backend(&db).await, Cell::new(0));
    let work = db.transaction(async |session| {
        attempts.set(attempts.get() + 1);
        session.add(person("a")).await
    });
    let (done, ()) = tokio::join!(work, end(&other, pid, "PgSleep"));
    let lost = done.unwrap_err();
    assert!(matches!(lost, Error::InDoubt(_)), "{lost:?}");
    assert_eq!(
        lost.to_string(),
        "it is not known whether the transaction was kept: \
         terminating connection due to administrator command"
    );
    assert_eq!(attempts.get(), 1);
    place.gone().await;
}

#[tokio::test]
async fn what_takes_too_long_is_told_by_its_kind() {
    let Some(place) = Place::new("timeouts").await else {
        return;
    };
    let (mut db, mut other) = (place.engine().await, place.engine().await);
    let limits = "SET lock_timeout = 50; SET statement_timeout = 2000";
    run_script(&db, limits).await.unwrap();
    let blocker = other.session().await.unwrap();
    blocker.add(person("a")).await.unwrap();
    let busy = person("a").insert(&db).await.unwrap_err();
    assert!(matches!(busy, Error::Busy(_)), "{busy:?}");
    let words = "canceling statement due to lock timeout";
    assert_eq!(busy.to_string(), words);
    drop(blocker);

    run_script(&db, "SET statement_timeout = 50").await.unwrap();
    let session = db.session().await.unwrap();
    let late = ask(&session, "SELECT 1 FROM pg_sleep(30)").await;
    let late = late.unwrap_err();
    assert!(matches!(late, Error::Driver(_)), "{late:?}");
    let words = "canceling statement due to statement timeout";
    assert_eq!(late.to_string(), words);
    let after = session.add(person("b")).await.unwrap_err();
    assert!(matches!(after, Error::Aborted(_)), "{after:?}");
    drop(session);
    person("b").insert(&db).await.unwrap();
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_wait_for_each_other_one_begins_again() {
    let Some(place) = Place::new("deadlock").await else {
        return;
    };
    let db = place.engine().await;
    let things = [0, 0].map(|count| NewRow::<Thing>::new().set(2, count));
    let things = insert_all(&db, things).await.unwrap();
    let meet = Arc::new(Barrier::new(2));
    let mut tasks = Vec::new();
    for keys in [[things[0].id, things[1].id], [things[1].id, things[0].id]] {
        let (mut db, meet) = (place.engine().await, meet.clone());
        let soon = "SET deadlock_timeout = 50";
        run_script(&db, soon).await.unwrap();
        tasks.push(tokio::spawn(async move {
            let attempts = AtomicU32::new(0);
            let add = "UPDATE thing SET medium = medium + 1 WHERE id = $1";
            let [first, second] = keys.map(|key| [Value::Integer(key.into())]);
            let done = db.transaction(async |session| {
                execute(&session, add, &first).await?;
                if attempts.fetch_add(1, Ordering::SeqCst) == 0 {
                    meet.wait().await;
                }
                execute(&session, add, &second).await
            });
            done.await.unwrap();
            attempts.into_inner()
        }));
    }
    let mut attempts = 0;
    for task in tasks {
        attempts += task.await.unwrap();
    }
    assert_eq!(attempts, 3);
    let sum = Thing::query().aggregate(&db, Thing::MEDIUM.sum()).await;
    assert_eq!(sum.unwrap(), Some(4));
    place.gone().await;
}
