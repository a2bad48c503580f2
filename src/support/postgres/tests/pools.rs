//! Engines with a pool.

use std::time::{Duration, Instant};

use tokio::time::timeout;
use tokio_postgres::NoTls;

use super::super::engine_pooled::Engine as Pooling;
use super::super::*;
use super::harness::url;
use super::models::*;
use super::place::Place;

/// A pool whose connections see the tables of that place.
fn pooling(place: &Place, size: usize) -> Pooling {
    let url = format!("{}?options=-csearch_path%3D{}", url(), place.schema());
    let builder = Pooling::builder(&url, NoTls).unwrap().max_size(size);
    let wait = Some(Duration::from_millis(200));
    Pooling::new(builder.wait_timeout(wait).build().unwrap())
}

/// Which connection it is, to the server.
async fn backend(db: &dyn Db) -> i64 {
    let sql = "SELECT pg_backend_pid()";
    statement::number(db, sql, &[]).await.unwrap()
}

async fn count(db: &dyn Db) -> u64 {
    Person::query().count(db).await.unwrap()
}

#[tokio::test]
async fn a_connection_is_of_who_has_it_and_then_of_another() {
    let Some(place) = Place::new("pool_get").await else {
        return;
    };
    let engine = pooling(&place, 2);
    let (one, other) = (engine.get().await.unwrap(), engine.get().await.unwrap());
    let first = backend(&one).await;
    assert_ne!(first, backend(&other).await);
    assert_eq!(first, backend(&*one).await);
    person("a").insert(&one).await.unwrap();
    assert_eq!(count(&other).await, 1);
    drop(one);
    let again = engine.clone().echo(true).get().await.unwrap();
    assert_eq!(backend(&again).await, first);
    assert!(again.echoes() && !other.echoes());
    assert_eq!(engine.pool().status().size, 2);
    place.gone().await;
}

#[tokio::test]
async fn what_is_taken_for_too_long_is_told() {
    let Some(place) = Place::new("pool_full").await else {
        return;
    };
    let engine = pooling(&place, 1);
    let session = engine.session().await.unwrap();
    let begun = Instant::now();
    let none = engine.get().await.unwrap_err();
    assert!(begun.elapsed() >= Duration::from_millis(200));
    assert!(matches!(none, Error::NoConnection(_)), "{none:?}");
    assert_eq!(
        none.to_string(),
        "no connection: each of 1 is in use, and none was given back in 0.2 s"
    );
    assert!(matches!(
        engine.transaction(async |_| Ok(())).await,
        Err(Error::NoConnection(_))
    ));
    // Who waits gets what is given back.
    let (got, ()) = tokio::join!(engine.get(), async { drop(session) });
    drop(got.unwrap());
    engine.pool().close();
    let closed = engine.get().await.unwrap_err();
    assert_eq!(closed.to_string(), "no connection: Pool has been closed");
    place.gone().await;
}

#[tokio::test]
async fn a_dropped_session_is_rolled_back_before_another_has_its_connection() {
    let Some(place) = Place::new("pool_drop").await else {
        return;
    };
    let engine = pooling(&place, 1);
    for _ in 0..20 {
        let session = engine.session().await.unwrap();
        session.add(person("a")).await.unwrap();
        drop(session);
        let connection = engine.get().await.unwrap();
        assert_eq!(count(&connection).await, 0);
        let savepoint = run_script(&connection, "SAVEPOINT probe").await;
        assert!(savepoint.is_err(), "the transaction is over");
    }
    // In the middle of a statement, too.
    let other = place.engine().await;
    let lock = "BEGIN; LOCK TABLE person";
    run_script(&other, lock).await.unwrap();
    let stuck = engine.transaction(async |session| session.add(person("b")).await);
    timeout(Duration::from_millis(100), stuck)
        .await
        .unwrap_err();
    run_script(&other, "COMMIT").await.unwrap();
    let session = engine.session().await.unwrap();
    assert_eq!(count(&session).await, 0);
    session.add(person("c")).await.unwrap();
    session.commit().await.unwrap();
    assert_eq!(count(&other).await, 1);
    place.gone().await;
}

#[tokio::test]
async fn a_session_outlives_its_engine_and_work_its_transaction() {
    let Some(place) = Place::new("pool_own").await else {
        return;
    };
    let engine = pooling(&place, 1);
    let kept = engine.transaction(async |work| Ok(work)).await.unwrap();
    // Its transaction is over, and the connection not given back yet.
    assert!(savepoint(&kept).await.is_err());
    assert!(engine.get().await.is_err());
    drop(kept);
    let mut session = engine.session_with(Isolation::Serializable).await.unwrap();
    drop(engine);
    let savepoint = session.savepoint().await.unwrap();
    savepoint.add(person("a")).await.unwrap();
    savepoint.rollback().await.unwrap();
    session.add(person("b")).await.unwrap();
    session.commit().await.unwrap();
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_take_turns_at_few_connections() {
    let Some(place) = Place::new("pool_tasks").await else {
        return;
    };
    let engine = pooling(&place, 3);
    let tasks = (0..24).map(|task| {
        let engine = engine.clone();
        tokio::spawn(async move {
            let name = format!("person {task}");
            let add = async |session: Work<'static>| session.add(person(&name)).await;
            let done: Result<_> = match task % 3 {
                0 => engine.transaction(add).await,
                1 => {
                    engine
                        .transaction_with(Isolation::RepeatableRead, add)
                        .await
                }
                _ => engine.try_transaction(add).await,
            };
            done
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
    let read = engine.read().await.unwrap();
    assert_eq!(count(&read).await, 24);
    assert!(read.add(person("x")).await.is_err());
    assert!(engine.pool().status().size <= 3);
    drop(read);
    place.gone().await;
}

#[tokio::test]
async fn a_connection_that_the_server_ended_is_not_given_out_again() {
    let Some(place) = Place::new("pool_ended").await else {
        return;
    };
    let (engine, other) = (pooling(&place, 1), place.engine().await);
    let connection = engine.get().await.unwrap();
    let pid = Value::Integer(backend(&connection).await);
    let end = "SELECT pg_terminate_backend($1::integer, 1000)::integer";
    statement::number(&other, end, &[pid]).await.unwrap();
    let ended = statement::number(&connection, "SELECT 1", &[]).await;
    assert!(matches!(ended, Err(Error::Driver(_))), "{ended:?}");
    drop(connection);
    let next = engine.get().await.unwrap();
    assert_eq!(count(&next).await, 0);
    place.gone().await;
}

#[tokio::test]
async fn what_is_not_there_is_not_connected_to() {
    let refused = Pooling::connect("postgres://127.0.0.1:1/x")
        .await
        .unwrap_err();
    assert!(matches!(refused, Error::Driver(_)), "{refused:?}");
    assert!(refused.to_string().contains("refused"), "{refused}");
    // Somebody who takes the connection, and says nothing.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://a@{}/x", silent.local_addr().unwrap());
    let builder = Pooling::builder(&url, NoTls).unwrap();
    let wait = Some(Duration::from_millis(50));
    let engine = Pooling::new(builder.create_timeout(wait).build().unwrap());
    assert_eq!(
        engine.get().await.unwrap_err().to_string(),
        "no connection: the server did not open one in 0.05 s"
    );
    let address = Pooling::connect("postgres://[").await.unwrap_err();
    assert!(matches!(address, Error::Driver(_)), "{address:?}");
}

/// Both are databases to generated code, by way of a pool of one's own.
#[tokio::test]
async fn the_drivers_own_connections_and_transactions_are_taken() {
    let Some(place) = Place::new("pool_raw").await else {
        return;
    };
    let engine = pooling(&place, 1);
    let mut connection = engine.pool().get().await.unwrap();
    person("a").insert(&*connection as &dyn Db).await.unwrap();
    let transaction = connection.transaction().await.unwrap();
    let rows = [person("b"), person("a")];
    let inner = Session::nested(&transaction).await.unwrap();
    insert_all(&inner, rows).await.unwrap_err();
    drop(inner);
    assert!(insert_all(&transaction, [person("c")]).await.is_ok());
    drop(transaction);
    assert_eq!(count(&*connection as &dyn Db).await, 1);
    place.gone().await;
}
