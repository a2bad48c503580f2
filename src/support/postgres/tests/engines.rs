//! Engines, and what they print.

use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::NoTls;

use super::super::*;
use super::harness::*;
use super::models::*;

#[tokio::test]
async fn an_engine_by_way_of_a_tls_connector_of_ones_own() {
    if engine().await.is_none() {
        return;
    }
    let db = Engine::with(&url(), NoTls).await.unwrap().echo(true);
    let one = statement::number(&db, "SELECT 1 + $1", &[Value::Integer(1)]).await;
    assert_eq!(one.unwrap(), 2);
    assert!(matches!(
        Engine::connect("postgres://127.0.0.1:1/x").await,
        Err(Error::Driver(_))
    ));
}

#[test]
fn statements_are_printed_with_their_values() {
    assert_eq!(echo::echoed("BEGIN", &[]), "BEGIN");
    let values = [
        Value::Integer(1),
        Value::from("it's"),
        Value::Null,
        Value::Real(0.5),
    ];
    let values = [&values[..], &[Value::from(&b"abc"[..])]].concat();
    assert_eq!(
        echo::echoed("SELECT $1", &values),
        "SELECT $1 -- 1, 'it''s', NULL, 0.5, 3 bytes"
    );
}

/// The connection does nothing else while rows are read: this must not wait for itself.
#[tokio::test]
async fn rows_that_are_not_read_to_their_end_stop_nothing() {
    let Some(db) = engine().await else {
        return;
    };
    let work = async {
        insert_all(&db, (0..20_000).map(|number| person(&number.to_string()))).await?;
        let mut seen = 0;
        let stopped = Person::query().each(&db, |_| {
            seen += 1;
            match seen {
                10 => Err(Error::NotFound { table: "enough" }),
                _ => Ok(()),
            }
        });
        assert!(stopped.await.is_err());
        Person::query().count(&db).await
    };
    let count = timeout(Duration::from_secs(60), work).await.unwrap();
    assert_eq!(count.unwrap(), 20_000);
}

/// What two tasks send by one connection is answered to each.
#[tokio::test]
async fn tasks_that_share_a_connection_get_their_own_answers() {
    let Some(db) = engine().await else {
        return;
    };
    let ask = async |number: i64| {
        let values = [Value::Integer(number)];
        statement::number(&db, "SELECT $1::bigint", &values)
            .await
            .unwrap()
    };
    let (one, two, three) = tokio::join!(ask(1), ask(2), ask(3));
    assert_eq!((one, two, three), (1, 2, 3));
}
