//! Conditions and orders, as the server understands them.

use super::super::*;
use super::harness::*;
use super::models::*;

async fn ids(db: &dyn Db, filter: Filter<Thing>) -> Vec<i32> {
    let things = Thing::query().filter(filter).order_by(Thing::ID.asc());
    let things = things.all(db).await.unwrap();
    things.into_iter().map(|thing| thing.id).collect()
}

async fn things(db: &dyn Db) {
    let new = |number: i16| {
        NewRow::<Thing>::new()
            .set(1, number)
            .set(2, i32::from(number))
            .set(4, f64::from(number) / 2.0)
            .set(7, number == 1)
            .set(8, format!("t{number}%_"))
            .set(9, vec![number.to_be_bytes()[1], b'\\'])
            .set(
                16,
                if number == 1 {
                    Severity::Minor
                } else {
                    Severity::Major
                },
            )
    };
    let nothing = NewRow::new();
    insert_all(db, [new(1), new(2), nothing]).await.unwrap();
}

#[tokio::test]
async fn comparisons_of_every_type() {
    let Some(db) = engine().await else {
        return;
    };
    things(&db).await;
    let db: &dyn Db = &db;
    assert_eq!(ids(db, Thing::SMALL.eq(1_i16)).await, [1]);
    // Beyond what the column can hold, and no error for it.
    assert_eq!(ids(db, Thing::SMALL.lt(100_000)).await, [1, 2]);
    assert_eq!(ids(db, Thing::SMALL.in_([1, 100_000])).await, [1]);
    assert_eq!(ids(db, Thing::MEDIUM.ge(-5_000_000_000_i64)).await, [1, 2]);
    assert_eq!(
        ids(db, Thing::MEDIUM.in_([2_i64, 5_000_000_000])).await,
        [2]
    );
    assert_eq!(ids(db, Thing::FLOAT.eq(0.5)).await, [1]);
    assert_eq!(ids(db, Thing::FLOAT.in_([1.0, f64::INFINITY])).await, [2]);
    assert_eq!(ids(db, Thing::FLAG.eq(true)).await, [1]);
    assert_eq!(ids(db, Thing::FLAG.in_([true, false])).await, [1, 2]);
    assert_eq!(ids(db, Thing::SEVERITY.eq(Severity::Major)).await, [2]);
    assert_eq!(ids(db, Thing::SEVERITY.in_([Severity::Minor])).await, [1]);
    assert_eq!(ids(db, Thing::BYTES.in_([vec![2, b'\\']])).await, [2]);
    assert_eq!(
        ids(db, Thing::TEXT.in_(["t1%_", "{\"\\,}", "NULL"])).await,
        [1]
    );
    assert_eq!(ids(db, Thing::MEDIUM.not_in([1])).await, [2]);
    assert_eq!(ids(db, Thing::MEDIUM.in_(Vec::<i32>::new())).await, [0; 0]);
    assert_eq!(
        ids(db, !Thing::MEDIUM.in_(Vec::<i32>::new())).await,
        [1, 2, 3]
    );
    assert_eq!(ids(db, Thing::MEDIUM.is_null()).await, [3]);
    assert_eq!(ids(db, Thing::MEDIUM.eq(Thing::ID)).await, [1, 2]);
    let either = Thing::ID.eq(3) | (Thing::ID.gt(0) & Thing::MEDIUM.between(2, 9));
    assert_eq!(ids(db, either).await, [2, 3]);
}

#[tokio::test]
async fn text_is_matched_by_its_characters() {
    let Some(db) = engine().await else {
        return;
    };
    things(&db).await;
    let db: &dyn Db = &db;
    assert_eq!(ids(db, Thing::TEXT.starts_with("t1%")).await, [1]);
    assert_eq!(ids(db, Thing::TEXT.ends_with("2%_")).await, [2]);
    assert_eq!(ids(db, Thing::TEXT.ends_with("xt2%_")).await, [0; 0]);
    assert_eq!(ids(db, Thing::TEXT.ends_with("%")).await, [0; 0]);
    assert_eq!(ids(db, Thing::TEXT.contains("2%")).await, [2]);
    for nothing in [
        Thing::TEXT.contains(""),
        Thing::TEXT.starts_with(""),
        Thing::TEXT.ends_with(""),
        Thing::TEXT.like("t%"),
        Thing::TEXT.ilike("T%"),
    ] {
        assert_eq!(ids(db, nothing).await, [1, 2]);
    }
    assert_eq!(ids(db, Thing::TEXT.like("T%")).await, [0; 0]);
}

#[tokio::test]
async fn nulls_come_first_and_last_where_the_order_descends() {
    let Some(db) = engine().await else {
        return;
    };
    things(&db).await;
    for (order, expected) in [
        (Thing::MEDIUM.asc(), [3, 1, 2]),
        (Thing::MEDIUM.desc(), [2, 1, 3]),
        (Thing::SEVERITY.desc(), [2, 1, 3]),
    ] {
        let query = Thing::query().order_by(order);
        let all = query.all(&db).await.unwrap();
        let ids: Vec<i32> = all.iter().map(|thing| thing.id).collect();
        assert_eq!(ids, expected);
    }
    // From row to row, forth and back, by an order with NULLs.
    for descending in [false, true] {
        let order = || match descending {
            true => Thing::MEDIUM.desc(),
            false => Thing::MEDIUM.asc(),
        };
        let all = Thing::query().order_by(order()).all(&db).await.unwrap();
        let mut last: Option<Thing> = None;
        for expected in &all {
            let query = Thing::query().order_by(order()).after(last.as_ref());
            let next = query.first(&db).await.unwrap().unwrap();
            assert_eq!(next, *expected);
            last = Some(next);
        }
        let query = Thing::query().order_by(order()).before(last.as_ref());
        assert_eq!(query.limit(5).all(&db).await.unwrap(), all[..2]);
    }
}

#[tokio::test]
async fn rows_are_cut_counted_and_streamed() {
    let Some(db) = engine().await else {
        return;
    };
    things(&db).await;
    let all = || Thing::query().order_by(Thing::ID.asc());
    let page = all().offset(1).limit(1).all(&db).await.unwrap();
    assert_eq!((page.len(), page[0].id), (1, 2));
    assert_eq!(all().offset(2).count(&db).await.unwrap(), 1);
    assert_eq!(all().count(&db).await.unwrap(), 3);
    assert_eq!(all().distinct().all(&db).await.unwrap().len(), 3);
    assert!(all().exists(&db).await.unwrap());
    let none = || all().filter(Thing::ID.gt(3));
    assert!(!none().exists(&db).await.unwrap());
    assert!(matches!(none().one(&db).await, Err(Error::NotFound { .. })));
    let several = all().one(&db).await;
    assert!(matches!(several, Err(Error::SeveralRows { .. })));
    let mut seen = Vec::new();
    let stop = Error::NotFound { table: "enough" };
    let stopped = all()
        .each(&db, |thing| {
            seen.push(thing.id);
            match thing.id {
                2 => Err(Error::NotFound { table: "enough" }),
                _ => Ok(()),
            }
        })
        .await;
    assert_eq!(stopped.unwrap_err().to_string(), stop.to_string());
    assert_eq!(seen, [1, 2]);
    // The rest of the rows is not taken for what comes after.
    assert_eq!(all().count(&db).await.unwrap(), 3);
}

#[tokio::test]
async fn keys_in_any_number() {
    let Some(db) = engine().await else {
        return;
    };
    let names = ["a\"b", "{x}", "null", "NULL", "", " ", "\\", "ä,ö"];
    insert_all(&db, names.map(person)).await.unwrap();
    let sql = "SELECT id, name FROM person WHERE name = ANY($1) ORDER BY id";
    let keys = names.map(str::to_owned);
    let read: Vec<Person> = all_with_key_in(&db, sql, &keys).await.unwrap();
    let read: Vec<_> = read.into_iter().map(|person| person.name).collect();
    assert_eq!(read, names);
}

#[tokio::test]
async fn the_least_and_the_greatest_of_every_type() {
    let Some(db) = engine().await else {
        return;
    };
    things(&db).await;
    let uid = ::uuid::Uuid::from_u128;
    for number in [1, 2] {
        let update = Thing::update(number).set(14, uid(number.unsigned_abs().into()).into_value());
        update.run(&db).await.unwrap();
    }
    let read = Thing::query().aggregate(
        &db,
        (
            Thing::SMALL.min(),
            Thing::SMALL.sum(),
            Thing::SMALL.avg(),
            Thing::FLAG.min(),
            Thing::FLAG.max(),
            Thing::UID.max(),
            Thing::BYTES.max(),
            Thing::SEVERITY.min(),
            Thing::SEVERITY.count(),
        ),
    );
    let expected = (
        Some(1_i16),
        Some(3),
        Some(1.5),
        Some(false),
        Some(true),
        Some(uid(2)),
        Some(vec![2, b'\\']),
        Some(Severity::Minor),
        2,
    );
    assert_eq!(read.await.unwrap(), expected);
    let grouped = Thing::query().group_by(Thing::SEVERITY);
    let grouped = grouped.having(Thing::UID.max().gt(uid(1)));
    let groups = grouped.select(Thing::FLAG.max()).all(&db).await.unwrap();
    assert_eq!(groups, [(Some(Severity::Major), Some(false))]);
}
