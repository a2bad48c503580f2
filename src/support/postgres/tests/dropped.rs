//! Futures that are dropped wherever they wait: what they began is undone, and the
//! connection is as it was.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use tokio_postgres::NoTls;

use super::super::engine_pooled::Engine as Pooling;
use super::super::*;
use super::harness::url;
use super::models::*;
use super::place::Place;

/// A future that is given up the next time that it waits when it has waited so often.
struct Impatient<F> {
    future: F,
    waits: usize,
}

impl<F: Future + Unpin> Future for Impatient<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match Pin::new(&mut self.future).poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if self.waits == 0 => Poll::Ready(None),
            Poll::Pending => {
                self.waits -= 1;
                Poll::Pending
            }
        }
    }
}

/// What comes of it; nothing where it is dropped before.
async fn impatient<F: Future>(waits: usize, future: F) -> Option<F::Output> {
    let future = pin!(future);
    Impatient { future, waits }.await
}

/// Nothing is open, nothing is half done, and the next statement runs.
async fn is_as_before(db: &dyn Db, table: &str, all: i64, waits: usize) {
    let probe = run_script(db, "SAVEPOINT probe").await;
    assert!(probe.is_err(), "in a transaction after {waits}");
    let count = format!("SELECT count(*) FROM {table}");
    let count = statement::number(db, &count, &[]).await.unwrap();
    assert!(count == 0 || count == all, "{count} rows after {waits}");
    let empty = format!("TRUNCATE {table} RESTART IDENTITY CASCADE");
    run_script(db, &empty).await.unwrap();
}

type Work = for<'a> fn(&'a dyn Db) -> BoxFuture<'a, Result<()>>;

/// Drops the work at each point where it waits, one after the other, until it is done.
async fn everywhere(test: &str, table: &str, all: i64, work: Work) {
    let Some(place) = Place::new(test).await else {
        return;
    };
    let db = place.client().await;
    let mut waits = 0;
    while impatient(waits, work(&db)).await.is_none() {
        is_as_before(&db, table, all, waits).await;
        waits += 1;
    }
    assert!(waits > 2, "it waited {waits} times");
    let count = format!("SELECT count(*) FROM {table}");
    let count = statement::number(&db, &count, &[]).await;
    assert_eq!(count.unwrap(), all, "done");
    place.gone().await;
}

#[tokio::test]
async fn a_transaction_is_dropped_wherever_it_waits() {
    everywhere("drop_session", "person", 3, |db| {
        Box::pin(async move {
            let mut session = savepoint(db).await?;
            insert(&session, person("a")).await?;
            let inner = session.savepoint().await?;
            insert(&inner, person("b")).await?;
            inner.commit().await?;
            let inner = session.savepoint().await?;
            insert(&inner, person("c")).await?;
            inner.rollback().await?;
            insert(&session, person("d")).await?;
            session.commit().await
        })
    })
    .await;
}

#[tokio::test]
async fn an_insert_of_many_statements_is_dropped_wherever_it_waits() {
    everywhere("drop_insert", "thing", 1_300, |db| {
        Box::pin(async move {
            let column = |number: i32| {
                if number < 600 {
                    2
                } else {
                    2 + number as usize % 2
                }
            };
            let new = |number: i32| match column(number) {
                2 => NewRow::<Thing>::new().set(2, number),
                _ => NewRow::new().set(17, number),
            };
            insert_all(db, (0..1_300).map(new)).await.map(drop)
        })
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_dropped_wherever_it_waits() {
    everywhere("drop_copy", "person", 20_000, |db| {
        Box::pin(async move {
            let new = |number: i32| person(&format!("person number {number}"));
            copy_in(db, (0..20_000).map(new)).await.map(drop)
        })
    })
    .await;
}

#[tokio::test]
async fn reading_is_dropped_wherever_it_waits() {
    let Some(place) = Place::new("drop_read").await else {
        return;
    };
    let db = place.client().await;
    let people = insert_all(&db, (0..2_000).map(|number| person(&number.to_string()))).await;
    let offences = people
        .unwrap()
        .into_iter()
        .map(|row| offence(&row.name, Some(row.id)));
    insert_all(&db, offences).await.unwrap();
    let read = async || {
        let query = Person::query().with(Person::OFFENCES.with(Offences::NOTES));
        let rows = query.all(&db).await?;
        Person::query().each(&db, |_| Ok(())).await?;
        Result::<usize>::Ok(rows.len())
    };
    let mut waits = 0;
    let rows = loop {
        match impatient(waits, read()).await {
            Some(rows) => break rows,
            // The answer is that of this question, and not of the one that was dropped.
            None => assert_eq!(Person::query().count(&db).await.unwrap(), 2_000),
        }
        waits += 1;
    };
    assert_eq!(rows.unwrap(), 2_000);
    assert!(waits > 3, "it waited {waits} times");
    place.gone().await;
}

#[tokio::test]
async fn work_on_an_engine_is_dropped_wherever_it_waits() {
    let Some(place) = Place::new("drop_engine").await else {
        return;
    };
    let mut db = place.engine().await;
    let mut waits = 0;
    loop {
        let work = db.transaction(async |session| {
            session.add(person("a")).await?;
            session.add(person("b")).await
        });
        let done = impatient(waits, work).await;
        if let Some(done) = done {
            done.unwrap();
            break;
        }
        is_as_before(&db, "person", 2, waits).await;
        waits += 1;
    }
    assert!(waits > 2, "it waited {waits} times");
    place.gone().await;
}

fn pooling(place: &Place) -> Pooling {
    let url = format!("{}?options=-csearch_path%3D{}", url(), place.schema());
    let builder = Pooling::builder(&url, NoTls).unwrap().max_size(1);
    Pooling::new(builder.build().unwrap())
}

#[tokio::test]
async fn a_connection_is_dropped_wherever_it_is_opened() {
    let Some(place) = Place::new("drop_open").await else {
        return;
    };
    let mut waits = 0;
    loop {
        let engine = pooling(&place);
        let opened = impatient(waits, engine.get()).await;
        let done = opened.is_some();
        drop(opened);
        // The only place of the pool is free again.
        is_as_before(&engine.get().await.unwrap(), "person", 0, waits).await;
        if done {
            break;
        }
        waits += 1;
    }
    assert!(waits > 1, "it waited {waits} times");
    place.gone().await;
}

/// Whoever has the connection next notices nothing.
#[tokio::test]
async fn work_on_a_pool_is_dropped_wherever_it_waits() {
    let Some(place) = Place::new("drop_pool").await else {
        return;
    };
    let engine = pooling(&place);
    // Being connected, it waits for the server alone.
    drop(engine.get().await.unwrap());
    let mut waits = 0;
    loop {
        let work = engine.transaction_with(Isolation::Serializable, async |session| {
            session.add(person("a")).await?;
            session.add_all([person("b"), person("c")]).await
        });
        if let Some(done) = impatient(waits, work).await {
            done.unwrap();
            break;
        }
        let next = engine.get().await.unwrap();
        is_as_before(&next, "person", 3, waits).await;
        waits += 1;
    }
    assert!(waits > 2, "it waited {waits} times");
    place.gone().await;
}

/// A statement that nobody waits for any more while it is prepared, the server has, and
/// nobody knows its name: there is room for so much less.
#[tokio::test]
async fn preparing_is_dropped_wherever_it_waits() {
    let Some(place) = Place::new("drop_prepare").await else {
        return;
    };
    let db = place.engine().await.prepares(3);
    let ask = async |number: i64| {
        let sql = format!("SELECT $1::bigint -- {number}");
        statement::number(&db, &sql, &[Value::Integer(number)]).await
    };
    let kept = "SELECT count(*) FROM pg_prepared_statements";
    for number in 0..10 {
        assert!(impatient(0, ask(number)).await.is_none());
        assert_eq!(ask(number).await.unwrap(), number);
        let kept = statement::number(db.client(), kept, &[]).await;
        assert!(kept.unwrap() <= 3);
    }
    place.gone().await;
}
