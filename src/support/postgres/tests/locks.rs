//! Rows that are locked, and rows that are copied.

use super::super::*;
use super::harness::*;
use super::inserts::{new, things};
use super::models::*;

#[tokio::test]
async fn locked_rows_are_left_out_or_waited_for() {
    let (Some(mut first), Some(mut second)) = (engine().await, engine().await) else {
        return;
    };
    // Tables that both see.
    let schema = format!("relgen_locks_{}", std::process::id());
    let begin = format!("CREATE SCHEMA {schema}; SET search_path = {schema}, pg_temp");
    run_script(&first, &begin).await.unwrap();
    run_script(&first, SCHEMA).await.unwrap();
    let path = format!("SET search_path = {schema}, pg_temp; SET lock_timeout = 50");
    run_script(&second, &path).await.unwrap();
    insert_all(&first, ["Ann", "Bob", "Cleo"].map(person))
        .await
        .unwrap();
    insert(&first, offence("a", Some(1))).await.unwrap();
    let query = || Person::query().order_by(Person::ID.asc());

    let holder = first.session().await.unwrap();
    let loaded = query()
        .distinct()
        .limit(1)
        .with(Person::OFFENCES)
        .for_update();
    let (row, offences) = loaded.one(&holder).await.unwrap();
    assert_eq!((row.id, offences.len()), (1, 1));
    let other = second.session().await.unwrap();
    let free = query()
        .for_update()
        .skip_locked()
        .all(&other)
        .await
        .unwrap();
    assert_eq!(free.iter().map(|row| row.id).collect::<Vec<_>>(), [2, 3]);
    // What was loaded along is not locked.
    let owned = Offences::query()
        .for_update()
        .skip_locked()
        .one_or_none(&other);
    assert!(owned.await.unwrap().is_some());
    let busy = query().for_update().first(&other).await;
    assert!(matches!(busy, Err(Error::Busy(_))), "{busy:?}");
    drop(other);
    holder.commit().await.unwrap();
    let after = second.session().await.unwrap();
    let first_one = query()
        .for_update()
        .skip_locked()
        .first(&after)
        .await
        .unwrap();
    assert_eq!(first_one.map(|row| row.id), Some(1));
    let paged = query().before(None).limit(1).for_update().one(&after).await;
    assert_eq!(paged.unwrap().id, 3);
    drop(after);
    let end = format!("DROP SCHEMA {schema} CASCADE");
    run_script(&second, "SET lock_timeout = 0").await.unwrap();
    run_script(&second, &end).await.unwrap();
}

#[tokio::test]
async fn rows_of_every_type_are_copied() {
    let Some(db) = engine().await else {
        return;
    };
    let counted = Counted::of(&db);
    assert_eq!(
        copy_in(&counted, things().iter().map(new)).await.unwrap(),
        7
    );
    assert_eq!(counted.ran(), 3);
    let rows = Thing::query()
        .order_by(Thing::ID.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows, things());
    let none: [NewRow<Person>; 0] = [];
    assert_eq!(copy_in(&db, none).await.unwrap(), 0);
}

#[tokio::test]
async fn very_many_rows_are_copied_all_or_none() {
    let Some(db) = engine().await else {
        return;
    };
    let rows = |last: usize| {
        let name = move |id: usize| if id == last { 3 } else { id };
        (0..50_000).map(move |id| person(&format!("person number {}", name(id))))
    };
    let refused = copy_in(&db, rows(49_999)).await.unwrap_err();
    assert!(refused.violates(Person::NAME), "{refused}");
    let long = rows(0).chain([person(&"x".repeat(51))]);
    let refused = copy_in(&db, long).await;
    assert!(matches!(
        refused,
        Err(Error::DoesNotFit { column: "name", .. })
    ));
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
    assert_eq!(copy_in(&db, rows(0)).await.unwrap_or(0), 0, "0 is 3 there");
    assert_eq!(copy_in(&db, rows(50_000)).await.unwrap(), 50_000);
    assert_eq!(Person::query().count(&db).await.unwrap(), 50_000);
}

#[tokio::test]
async fn rows_that_give_other_columns_are_copied_in_turn() {
    let Some(mut db) = engine().await else {
        return;
    };
    let row = |id: i32| match id % 2 {
        0 => NewRow::<Thing>::new().set(2, id),
        _ => NewRow::new().set(2, id).set(17, id),
    };
    let session = db.session().await.unwrap();
    assert_eq!(copy_in(&session, (0..10).map(row)).await.unwrap(), 10);
    session.commit().await.unwrap();
    let query = Thing::query().order_by(Thing::ID.asc());
    let filled = query
        .select((Thing::MEDIUM, Thing::FILLED))
        .all(&db)
        .await
        .unwrap();
    let expected = (0..10).map(|id| (Some(id), if id % 2 == 0 { 7 } else { id }));
    assert_eq!(filled, expected.collect::<Vec<_>>());
    let computed = [row(1), NewRow::new().sql(2, "1 + 1")];
    let refused = copy_in(&db, computed).await;
    assert!(matches!(
        refused,
        Err(Error::DoesNotFit {
            column: "medium",
            ..
        })
    ));
    let nothing = copy_in(&db, [row(1), NewRow::new()]).await;
    assert!(matches!(
        nothing,
        Err(Error::DoesNotFit { table: "thing", .. })
    ));
    let child = NewRow::<Note>::new().give(2, Given::Parent("Note.offence"));
    let refused = copy_in(&db, [child]).await;
    assert!(matches!(refused, Err(Error::NoParent { .. })));
    assert_eq!(Thing::query().count(&db).await.unwrap(), 10);
}

/// What generated code awaits in tasks, on whatever thread.
#[tokio::test(flavor = "multi_thread")]
async fn every_future_can_go_to_another_thread() {
    fn sent<T: Send>(future: T) -> T {
        future
    }
    let Some(db) = engine().await else {
        return;
    };
    let db: &dyn Db = &db;
    let all = || Person::query().with(Person::OFFENCES.with(Offences::NOTES));
    sent(insert(db, person("a"))).await.unwrap();
    sent(insert_all(db, (0..3).map(|id| person(&id.to_string()))))
        .await
        .unwrap();
    sent(upsert(db, person("a"), &[1], ())).await.unwrap();
    sent(upsert_all(db, vec![person("a")], &[1], ()))
        .await
        .unwrap();
    sent(copy_in(db, [person("b")])).await.unwrap();
    sent(all().all(db)).await.unwrap();
    sent(all().first(db)).await.unwrap();
    sent(all().for_update().all(db)).await.unwrap();
    sent(Offences::query().join(Offences::PERSON).all(db))
        .await
        .unwrap();
    sent(Node::CHILDREN.recursion_depth(2).load(db, &[]))
        .await
        .unwrap();
    sent(Person::query().select(Person::NAME).all(db))
        .await
        .unwrap();
    sent(Person::query().select(Person::ID).map(|id| id + 1).all(db))
        .await
        .unwrap();
    sent(Person::query().aggregate(db, count())).await.unwrap();
    sent(Person::query().update_all(db, |row| row))
        .await
        .unwrap();
    sent(Person::query().each(db, |_| Ok(()))).await.unwrap();
    sent(Person::update(1).name("c").run(db)).await.unwrap();
    sent(Person::from_sql(db, "SELECT * FROM person", ()))
        .await
        .unwrap();
    sent(<(i32,)>::from_sql(db, "SELECT 1", ())).await.unwrap();
    sent(Offences::query().delete_all(db)).await.unwrap();
    let row = sent(Person::query().first(db)).await.unwrap().unwrap();
    sent(row.save(db)).await.unwrap();
    sent(Delete::delete(&row, db)).await.unwrap();
}
