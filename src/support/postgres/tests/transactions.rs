//! Transactions that are done again, and futures that other threads take over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use tokio::sync::Barrier;

use super::super::*;
use super::models::*;
use super::place::Place;

/// Two that read what the other writes: one has to begin again, and sees the other's row.
#[tokio::test(flavor = "multi_thread")]
async fn transactions_in_each_others_way_are_done_one_after_the_other() {
    let Some(place) = Place::new("serial").await else {
        return;
    };
    let (meet, attempts) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
    let mut tasks = Vec::new();
    for name in ["a", "b"] {
        let (mut db, meet) = (place.engine().await, meet.clone());
        let attempts = attempts.clone();
        tasks.push(tokio::spawn(async move {
            let first = AtomicBool::new(true);
            db.transaction_with(Isolation::Serializable, async |session| {
                attempts.fetch_add(1, Ordering::SeqCst);
                let count = Person::query().count(&session).await?;
                if first.swap(false, Ordering::SeqCst) {
                    meet.wait().await;
                }
                let parent = i32::try_from(count).unwrap_or_default();
                session.add(person(&format!("{name}{parent}"))).await?;
                Ok(())
            })
            .await
        }));
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(attempts.load(Ordering::SeqCst), 3);
    let db = place.engine().await;
    let people = Person::query().all(&db).await.unwrap();
    let mut counts: Vec<_> = people.iter().map(|person| &person.name[1..]).collect();
    counts.sort();
    assert_eq!(counts, ["0", "1"]);
    place.gone().await;
}

#[tokio::test]
async fn what_stays_busy_is_given_up_after_five_times() {
    let Some(place) = Place::new("busy").await else {
        return;
    };
    let (mut db, mut other) = (place.client().await, place.engine().await);
    let blocker = other.session().await.unwrap();
    run_script(&blocker, "LOCK TABLE person").await.unwrap();
    let attempts = AtomicU32::new(0);
    let done = Session::transaction(&mut db, async |session| {
        attempts.fetch_add(1, Ordering::SeqCst);
        execute(&session, "LOCK TABLE person NOWAIT", &[]).await
    })
    .await;
    assert!(matches!(done, Err(Error::Busy(_))), "{done:?}");
    assert_eq!(attempts.into_inner(), 5);
    drop(blocker);
    place.gone().await;
}

#[derive(Debug, PartialEq)]
enum Own {
    Mine,
    Database,
}

impl From<Error> for Own {
    fn from(_: Error) -> Self {
        Own::Database
    }
}

#[tokio::test]
async fn an_error_of_ones_own_rolls_back() {
    let Some(place) = Place::new("own").await else {
        return;
    };
    let mut db = place.engine().await;
    let done: Result<(), Own> = db
        .try_transaction(async |session| {
            session.add(person("a")).await?;
            Err(Own::Mine)
        })
        .await;
    assert_eq!(done, Err(Own::Mine));
    let done: Result<(), Own> = db
        .try_transaction(async |session| {
            session.add(person("a")).await?;
            session.add(person("a")).await?;
            Ok(())
        })
        .await;
    assert_eq!(done, Err(Own::Database));
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
    place.gone().await;
}

/// That it compiles is the test: each of these could be spawned.
#[tokio::test(flavor = "multi_thread")]
async fn every_future_can_go_to_another_thread() {
    let Some(place) = Place::new("threads").await else {
        return;
    };
    let mut db = place.engine().await;
    let task = tokio::spawn(async move {
        let session = db.session().await?;
        let added = session.add(person("a")).await?;
        insert_all(&session, [person("b"), person("c")]).await?;
        Person::query()
            .filter(Person::NAME.ne("a"))
            .all(&session)
            .await?;
        Person::query().each(&session, |_| Ok(())).await?;
        session.commit().await?;
        let count = db
            .transaction(async |session| Person::query().count(&session).await)
            .await?;
        Person::query()
            .filter(Person::ID.eq(added.id))
            .one(&db)
            .await?;
        Result::<u64>::Ok(count)
    });
    assert_eq!(task.await.unwrap().unwrap(), 3);
    place.gone().await;
}
