//! Statements that a connection keeps prepared.

use tokio_postgres::NoTls;
use tokio_postgres::error::SqlState;

use super::super::engine_pooled::Engine as Pooling;
use super::super::*;
use super::harness::*;
use super::models::*;
use super::place::Place;

/// The connection of a test, which keeps up to so many.
async fn keeping(most: usize) -> Option<Engine> {
    Some(engine().await?.prepares(most))
}

/// The statements that the server has of this connection, but for those that the driver asks
/// for types by. It is asked by a statement that is not kept.
async fn on_server(db: &dyn Db) -> Vec<String> {
    let sql = "SELECT statement FROM pg_prepared_statements \
               WHERE statement NOT LIKE '%pg_catalog%' ORDER BY prepare_time";
    let rows = db.client().query_typed(sql, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// The sum of a number and one, by a statement that is not that of another number.
async fn next(db: &dyn Db, number: i64) -> i64 {
    let sql = format!("SELECT $1::bigint + 1 -- {number}");
    let values = [Value::Integer(number)];
    statement::number(db, &sql, &values).await.unwrap()
}

fn ends(statements: &[String]) -> Vec<&str> {
    let last = |text: &'_ String| text.rfind(' ').unwrap_or_default();
    statements
        .iter()
        .map(|text| &text[last(text) + 1..])
        .collect()
}

#[tokio::test]
async fn a_statement_is_prepared_once() {
    let Some(db) = keeping(10).await else {
        return;
    };
    for number in 0..8 {
        person(&number.to_string()).insert(&db).await.unwrap();
        let query = Person::query().filter(Person::ID.eq(number + 1));
        assert_eq!(query.one(&db).await.unwrap().name, number.to_string());
        assert_eq!(on_server(&db).await.len(), 2, "{number}");
    }
    let unkept = engine().await.unwrap();
    next(&unkept, 1).await;
    assert!(on_server(&unkept).await.is_empty());
}

/// What is kept is bounded, and what was not run for the longest time makes room.
#[tokio::test]
async fn so_many_are_kept_and_no_more() {
    let Some(db) = keeping(3).await else {
        return;
    };
    for number in [1, 2, 3, 1, 4] {
        assert_eq!(next(&db, number).await, number + 1);
    }
    assert_eq!(ends(&on_server(&db).await), ["1", "3", "4"]);
    for number in 0..50 {
        assert_eq!(next(&db, number).await, number + 1);
        assert!(on_server(&db).await.len() <= 3);
    }
    let none = keeping(0).await.unwrap();
    assert_eq!(next(&none, 7).await, 8);
    assert!(on_server(&none).await.is_empty());
}

/// Texts that hardly come twice take the place of none.
#[tokio::test]
async fn a_very_long_statement_is_not_kept() {
    let Some(db) = keeping(3).await else {
        return;
    };
    let listed = |number: i32| match number % 2 {
        0 => NewRow::<Thing>::new()
            .set(2, number)
            .set(3, 1_i64)
            .set(4, 0.5),
        _ => NewRow::new().set(17, number),
    };
    let rows = insert_all(&db, (0..500).map(listed)).await;
    assert_eq!(rows.unwrap().len(), 500);
    assert!(on_server(&db).await.is_empty());
    insert_all(&db, (600..604).map(listed)).await.unwrap();
    assert_eq!(on_server(&db).await.len(), 1);
}

/// Nor is one that finds very many keys at once kept to the plan for few of them.
#[tokio::test]
async fn a_statement_of_very_many_values_is_not_kept() {
    let Some(db) = keeping(3).await else {
        return;
    };
    let count = async |keys: i64| {
        let sql = "SELECT count(*) FROM generate_series(1, 9999) AS i WHERE i = ANY($1)";
        let keys = array::array((1..=keys).map(Value::Integer));
        statement::number(&db, sql, &[Value::from(keys.as_str())]).await
    };
    assert_eq!(count(5_000).await.unwrap(), 5_000);
    assert!(on_server(&db).await.is_empty());
    assert_eq!(count(50).await.unwrap(), 50);
    assert_eq!(count(5_000).await.unwrap(), 5_000);
    assert_eq!(on_server(&db).await.len(), 1);
}

/// Sessions, savepoints and work keep what their engine keeps.
#[tokio::test]
async fn a_transaction_runs_what_its_connection_keeps() {
    let Some(mut db) = keeping(10).await else {
        return;
    };
    let mut session = db.session().await.unwrap();
    next(&session, 1).await;
    let inner = session.savepoint().await.unwrap();
    next(&inner, 2).await;
    next(&inner, 1).await;
    inner.rollback().await.unwrap();
    drop(session);
    let work = async |work: Work<'_>| {
        next(&work, 3).await;
        next(&&mut &work, 1).await;
        Ok(())
    };
    db.transaction(work).await.unwrap();
    next(&db, 2).await;
    assert_eq!(ends(&on_server(&db).await), ["1", "2", "3"]);
}

/// The code of what the server says of it.
fn code(error: Error) -> SqlState {
    match error {
        Error::Driver(source) => source.code().unwrap().clone(),
        other => panic!("{other:?}"),
    }
}

async fn run(db: &dyn Db, sql: &str) {
    run_script(db, sql).await.unwrap();
}

/// "cached plan must not change result type".
#[tokio::test]
async fn a_changed_table_is_noticed_and_everything_prepared_anew() {
    let Some(mut db) = keeping(10).await else {
        return;
    };
    run(&db, "CREATE TEMP TABLE t AS SELECT 1 AS a").await;
    let read = async |db: &dyn Db| statement::number(db, "SELECT * FROM t", &[]).await;
    assert_eq!(read(&db).await.unwrap(), 1);
    next(&db, 1).await;
    run(&db, "ALTER TABLE t ADD b TEXT").await;
    // By itself it is run again at once, and from then on kept.
    assert_eq!(read(&db).await.unwrap(), 1);
    assert!(on_server(&db).await.is_empty());
    assert_eq!(read(&db).await.unwrap(), 1);
    assert_eq!(on_server(&db).await.len(), 1);

    run(&db, "ALTER TABLE t ADD c TEXT").await;
    // A transaction is over, as after any other error, and the next one works.
    let session = db.session().await.unwrap();
    let refused = read(&session).await.unwrap_err();
    assert_eq!(code(refused), SqlState::FEATURE_NOT_SUPPORTED);
    assert!(matches!(read(&session).await, Err(Error::Aborted(_))));
    session.rollback().await.unwrap();
    let session = db.session().await.unwrap();
    assert_eq!(read(&session).await.unwrap(), 1);
    session.commit().await.unwrap();
}

/// A value's type may be another one when a table is made anew, and no row tells.
#[tokio::test]
async fn a_statement_that_is_refused_is_prepared_anew() {
    let Some(db) = keeping(10).await else {
        return;
    };
    run(&db, "CREATE TEMP TABLE t AS SELECT 1 AS a").await;
    let count = async |a: &str| {
        let sql = "SELECT count(*) FROM t WHERE a = $1";
        statement::number(&db, sql, &[Value::from(a)]).await
    };
    assert_eq!(count("1").await.unwrap(), 1);
    run(
        &db,
        "DROP TABLE t; CREATE TEMP TABLE t AS SELECT 'x'::text AS a",
    )
    .await;
    assert_eq!(
        code(count("x").await.unwrap_err()),
        SqlState::INVALID_TEXT_REPRESENTATION
    );
    assert_eq!(count("x").await.unwrap(), 1);
}

/// As by `DISCARD ALL`, or where a pooler gives the connection to another server.
#[tokio::test]
async fn what_the_server_has_lost_is_prepared_anew() {
    let Some(mut db) = keeping(10).await else {
        return;
    };
    next(&db, 1).await;
    run(&db, "DEALLOCATE ALL").await;
    assert_eq!(next(&db, 1).await, 2);
    assert_eq!(next(&db, 1).await, 2);
    assert_eq!(on_server(&db).await.len(), 1);
    run(&db, "DEALLOCATE ALL").await;
    let session = db.session().await.unwrap();
    let values = [Value::Integer(1)];
    let lost = statement::number(&session, "SELECT $1::bigint + 1 -- 1", &values).await;
    assert_eq!(
        code(lost.unwrap_err()),
        SqlState::INVALID_SQL_STATEMENT_NAME
    );
}

/// Each sort of error, from a statement that was prepared and from one that is.
#[tokio::test]
async fn errors_are_what_they_are_otherwise() {
    let (Some(kept), Some(unkept)) = (keeping(10).await, engine().await) else {
        return;
    };
    let kinds = async |db: &dyn Db| {
        let number = async |sql, number| {
            let values = [Value::Integer(number)];
            statement::number(db, sql, &values).await.unwrap_err()
        };
        let mut errors = vec![
            person("a").insert(db).await.unwrap_err(),
            NewRow::<Thing>::new()
                .set(1, 13_i16)
                .insert(db)
                .await
                .unwrap_err(),
            note("x", 999).insert(db).await.unwrap_err(),
            number("SELECT $1::integer + 1", i32::MAX.into()).await,
            number("SELECT $1::integer", 1 << 40).await,
            number("SELECT $1 FROM WHERE", 1).await,
        ];
        let transaction = savepoint(db).await.unwrap();
        errors.push(person("a").insert(&transaction).await.unwrap_err());
        errors.push(person("b").insert(&transaction).await.unwrap_err());
        let kinds = errors.iter().map(std::mem::discriminant);
        let texts = errors.iter().map(ToString::to_string);
        kinds.zip(texts).collect::<Vec<_>>()
    };
    for db in [&kept, &unkept] {
        person("a").insert(db).await.unwrap();
    }
    let expected = kinds(&unkept).await;
    assert_eq!(kinds(&kept).await, expected);
    assert_eq!(kinds(&kept).await, expected);
}

fn pooling(place: &Place) -> Pooling {
    let url = format!("{}?options=-csearch_path%3D{}", url(), place.schema());
    let builder = Pooling::builder(&url, NoTls).unwrap().max_size(2);
    Pooling::new(builder.build().unwrap()).prepares(2)
}

/// A connection has its own, whoever has it, and a new one has none.
#[tokio::test]
async fn each_connection_of_a_pool_keeps_its_own() {
    let Some(place) = Place::new("prepared_pool").await else {
        return;
    };
    let engine = pooling(&place);
    let (one, other) = (engine.get().await.unwrap(), engine.get().await.unwrap());
    next(&one, 1).await;
    next(&other, 2).await;
    assert_eq!(ends(&on_server(&one).await), ["1"]);
    assert_eq!(ends(&on_server(&other).await), ["2"]);
    drop(other);
    let session = engine.session().await.unwrap();
    next(&session, 2).await;
    next(&session, 3).await;
    next(&session, 4).await;
    assert_eq!(ends(&on_server(&session).await), ["3", "4"]);
    session.commit().await.unwrap();
    let work = async |work: Work<'static>| Ok(next(&work, 4).await);
    engine.clone().transaction(work).await.unwrap();
    let other = engine.get().await.unwrap();
    assert_eq!(ends(&on_server(&other).await), ["3", "4"]);
    // What is gone is forgotten, and who takes its place begins anew.
    engine.pool().resize(0);
    drop((one, other));
    engine.pool().resize(2);
    let fresh = engine.get().await.unwrap();
    assert!(on_server(&fresh).await.is_empty());
    assert_eq!(next(&fresh, 4).await, 5);
    assert_eq!(ends(&on_server(&fresh).await), ["4"]);
    place.gone().await;
}
