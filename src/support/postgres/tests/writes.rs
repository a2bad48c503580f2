//! UPDATE and DELETE by primary key, and of all rows of a query.

use super::super::*;
use super::harness::*;
use super::models::*;

async fn database() -> Option<Engine> {
    let db = engine().await?;
    person("Ann").insert(&db).await.unwrap();
    let all = [("a", Some(1)), ("b", None), ("c", Some(1)), ("d", None)];
    let new = all.map(|(text, owner)| offence(text, owner));
    insert_all(&db, new).await.unwrap();
    Some(db)
}

async fn texts(db: &dyn Db) -> Vec<String> {
    let query = Offences::query().order_by(Offences::ID.asc());
    let texts = query.select(Offences::DESCRIPTION).all(db).await.unwrap();
    texts.into_iter().flatten().collect()
}

#[tokio::test]
async fn a_partial_update_writes_what_was_set() {
    let Some(db) = database().await else {
        return;
    };
    Offences::update(1).description("x").run(&db).await.unwrap();
    let update = Offences::update(2).person_id(1).description("y");
    update.description("z").run(&db).await.unwrap();
    let of = |id: i32| Offences::query().filter(Offences::ID.eq(id));
    let (first, second) = (of(1).one(&db).await.unwrap(), of(2).one(&db).await.unwrap());
    assert_eq!(
        (first.description.as_deref(), first.person_id),
        (Some("x"), Some(1))
    );
    assert_eq!(
        (second.description.as_deref(), second.person_id),
        (Some("z"), Some(1))
    );
    let none = Offences::update(1)
        .description(None::<&str>)
        .person_id(None);
    none.run(&db).await.unwrap();
    let first = of(1).one(&db).await.unwrap();
    assert_eq!((first.description, first.person_id), (None, None));
    let counted = Counted::of(&db);
    Person::update(99).run(&counted).await.unwrap();
    assert_eq!(counted.ran(), 0, "without a change nothing runs");
}

#[tokio::test]
async fn a_key_that_no_row_has() {
    let Some(db) = engine().await else {
        return;
    };
    let result = Person::update(99).name("x").run(&db).await;
    assert!(matches!(result, Err(Error::NotFound { table: "person" })));
    let ann = Person {
        id: 99,
        name: "Ann".to_owned(),
    };
    let refused = ann.save(&db).await;
    assert!(matches!(refused, Err(Error::NotFound { table: "person" })));
    let refused = ann.delete(&db).await;
    assert!(matches!(refused, Err(Error::NotFound { table: "person" })));
}

#[tokio::test]
async fn an_update_is_checked_as_an_insert_is() {
    let Some(db) = engine().await else {
        return;
    };
    let mut ann = person("Ann").insert(&db).await.unwrap();
    person("Bob").insert(&db).await.unwrap();
    let long = Person::update(1).name(&"x".repeat(51)).run(&db).await;
    assert!(matches!(
        long,
        Err(Error::DoesNotFit { column: "name", .. })
    ));
    let taken = Person::update(1).name("Bob").run(&db).await;
    assert!(taken.unwrap_err().violates(Person::NAME));
    ann.name = "Bob".to_owned();
    assert!(ann.save(&db).await.unwrap_err().violates(Person::NAME));
    ann.name = "Cleo".to_owned();
    ann.save(&db).await.unwrap();
    let row = Person::query().filter(Person::ID.eq(1)).one(&db).await;
    assert_eq!(row.unwrap(), ann);
}

#[tokio::test]
async fn deleting_lets_go_of_children_or_is_refused() {
    let Some(db) = database().await else {
        return;
    };
    let ann = Person::query().one(&db).await.unwrap();
    let trigger = "CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql
                   AS 'BEGIN RAISE EXCEPTION ''no''; END';
                   CREATE TRIGGER refuse BEFORE DELETE ON person
                   FOR EACH ROW EXECUTE FUNCTION pg_temp.refuse()";
    run_script(&db, trigger).await.unwrap();
    assert!(ann.delete(&db).await.is_err());
    let owned = || Offences::query().filter(Offences::PERSON_ID.eq(1));
    assert_eq!(owned().count(&db).await.unwrap(), 2);
    run_script(&db, "DROP TRIGGER refuse ON person")
        .await
        .unwrap();
    ann.delete(&db).await.unwrap();
    assert_eq!(Offences::query().count(&db).await.unwrap(), 4);
    assert_eq!(owned().count(&db).await.unwrap(), 0);
    let row = Offences::query()
        .filter(Offences::ID.eq(1))
        .one(&db)
        .await
        .unwrap();
    let child = note("n", row.id).insert(&db).await.unwrap();
    match row.delete(&db).await {
        Err(Error::HasChildren { relationship }) => assert_eq!(relationship, "Offences.notes"),
        other => panic!("{other:?}"),
    }
    child.delete(&db).await.unwrap();
    row.delete(&db).await.unwrap();
    let each = "SELECT id, description, person_id FROM offences WHERE id > $1 ORDER BY id";
    let counted = Counted::of(&db);
    delete_each::<Offences>(&counted, each, &[Value::Integer(2)])
        .await
        .unwrap();
    assert_eq!(texts(&db).await, ["b"]);
}

#[tokio::test]
async fn whether_a_row_belongs_is_asked_by_keys() {
    let Some(db) = database().await else {
        return;
    };
    let sql = "SELECT EXISTS (SELECT 1 FROM offences WHERE person_id = $1 AND id = ANY($2))";
    let rows = Offences::query()
        .order_by(Offences::ID.asc())
        .all(&db)
        .await
        .unwrap();
    let asked = async |rows: &[&Offences]| {
        let keys = [Value::Integer(1), keys_of(rows)];
        belongs(&db, sql, &keys).await.unwrap()
    };
    assert!(asked(&[&rows[0], &rows[1]]).await);
    assert!(!asked(&[&rows[1]]).await);
    assert!(!asked(&[]).await);
    let seat = |hall: i32| Seat {
        hall,
        row: "\"a,\\".to_owned(),
    };
    let sql = "SELECT EXISTS (SELECT 1 FROM seat WHERE (hall, row) IN
               (SELECT (value::jsonb ->> 0)::integer, value::jsonb ->> 1
                FROM unnest($1::text[]) AS given (value)))";
    let new = NewRow::<Seat>::new().set(0, 1).set(1, seat(1).row);
    new.insert(&db).await.unwrap();
    assert!(
        belongs(&db, sql, &[keys_of(&[&seat(2), &seat(1)])])
            .await
            .unwrap()
    );
    assert!(!belongs(&db, sql, &[keys_of(&[&seat(2)])]).await.unwrap());
}

#[tokio::test]
async fn all_rows_of_a_query_are_changed_by_one_statement() {
    let Some(db) = database().await else {
        return;
    };
    let query = Offences::query().filter(Offences::PERSON.has(Person::NAME.eq("Ann")));
    let counted = Counted::of(&db);
    let changed = query.update_all(&counted, |row| row.person_id(None)).await;
    assert_eq!((changed.unwrap(), counted.ran()), (2, 1));
    let nobody = Offences::query().filter(Offences::PERSON_ID.is_null());
    assert_eq!(nobody.count(&db).await.unwrap(), 4);
    let all = Offences::query()
        .update_all(&db, |row| row.person_id(1))
        .await;
    assert_eq!(all.unwrap(), 4);
    let counted = Counted::of(&db);
    let none = Offences::query().update_all(&counted, |row| row).await;
    assert_eq!((none.unwrap(), counted.ran()), (0, 0));
}

#[tokio::test]
async fn a_limit_and_an_order_hold_for_changes() {
    let Some(db) = database().await else {
        return;
    };
    let last = || Offences::query().order_by(Offences::ID.desc()).limit(1);
    let changed = last().update_all(&db, |row| row.description("last")).await;
    assert_eq!(changed.unwrap(), 1);
    assert_eq!(last().offset(1).delete_all(&db).await.unwrap(), 1);
    assert_eq!(texts(&db).await, ["a", "b", "last"]);
    let first = Offences::query()
        .order_by(Offences::ID.asc())
        .first(&db)
        .await
        .unwrap();
    let behind = Offences::query().after(&first).delete_all(&db).await;
    assert_eq!(behind.unwrap(), 2);
    assert_eq!(Offences::query().delete_all(&db).await.unwrap(), 1);
    for (hall, row) in [(1, "a"), (1, "b"), (2, "a")] {
        let seat = NewRow::<Seat>::new().set(0, hall).set(1, row.to_owned());
        seat.insert(&db).await.unwrap();
    }
    let query = Seat::query().order_by(Seat::ROW.asc()).limit(2);
    assert_eq!(query.delete_all(&db).await.unwrap(), 2);
    assert_eq!(Seat::query().one(&db).await.unwrap().row, "b");
}

#[tokio::test]
async fn what_is_refused_names_its_column() {
    let Some(db) = database().await else {
        return;
    };
    let long = "x".repeat(51);
    let refused = Offences::query().update_all(&db, |row| row.description(long.as_str()));
    let refused = refused.await;
    assert!(matches!(
        refused,
        Err(Error::DoesNotFit {
            column: "description",
            ..
        })
    ));
    let refused = Offences::query().update_all(&db, |row| row.description("same"));
    assert!(refused.await.unwrap_err().violates(Offences::DESCRIPTION));
    let refused = Person::query().delete_all(&db).await.unwrap_err();
    assert_eq!(refused.kind(), Some(ConstraintKind::ForeignKey));
}
