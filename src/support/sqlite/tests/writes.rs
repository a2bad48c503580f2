//! UPDATE and DELETE by primary key.

use super::super::*;
use super::models::*;

#[test]
fn a_partial_update_writes_what_was_set() {
    let db = engine();
    person("Ann").insert(&db).unwrap();
    let row = offence("a", Some(1)).insert(&db).unwrap();
    let ran = statements(|| Offences::update(row.id).description("b").run(&db).unwrap());
    assert_eq!(ran, ["UPDATE offences SET description = ? WHERE id = ?"]);
    let update = Offences::update(row.id)
        .person_id(None)
        .description("x")
        .description("c");
    let ran = statements(|| update.run(&db).unwrap());
    assert_eq!(
        ran,
        ["UPDATE offences SET description = ?, person_id = ? WHERE id = ?"]
    );
    let row = Offences::query().one(&db).unwrap();
    assert_eq!(
        (row.description.as_deref(), row.person_id),
        (Some("c"), None)
    );
    Offences::update(row.id)
        .description(None::<&str>)
        .person_id(1)
        .run(&db)
        .unwrap();
    let row = Offences::query().one(&db).unwrap();
    assert_eq!((row.description, row.person_id), (None, Some(1)));
}

#[test]
fn an_update_without_changes_runs_nothing() {
    let db = engine();
    let ran = statements(|| Person::update(99).run(&db).unwrap());
    assert!(ran.is_empty());
}

#[test]
fn an_update_of_an_unknown_key() {
    let db = engine();
    let result = Person::update(99).name("x").run(&db);
    assert!(matches!(result, Err(Error::NotFound { table: "person" })));
    let ann = Person {
        id: 99,
        name: "Ann".to_owned(),
    };
    assert!(matches!(
        ann.save(&db),
        Err(Error::NotFound { table: "person" })
    ));
    assert!(matches!(
        ann.delete(&db),
        Err(Error::NotFound { table: "person" })
    ));
}

#[test]
fn an_update_is_checked_as_an_insert_is() {
    let db = engine();
    let mut ann = person("Ann").insert(&db).unwrap();
    person("Bob").insert(&db).unwrap();
    let result = Person::update(1).name(&"x".repeat(51)).run(&db);
    assert!(matches!(
        result,
        Err(Error::DoesNotFit { column: "name", .. })
    ));
    assert!(
        Person::update(1)
            .name("Bob")
            .run(&db)
            .unwrap_err()
            .violates(Person::NAME)
    );
    ann.name = "Bob".to_owned();
    assert!(ann.save(&db).unwrap_err().violates(Person::NAME));
    ann.name = "x".repeat(51);
    assert!(matches!(
        ann.save(&db),
        Err(Error::DoesNotFit { column: "name", .. })
    ));
    ann.name = "Cleo".to_owned();
    ann.save(&db).unwrap();
    assert_eq!(
        Person::query().filter(Person::ID.eq(1)).one(&db).unwrap(),
        ann
    );
    let key = Update::<Thing>::of(&[f64::NAN.bind().into_owned()]).set(2, Value::Null);
    assert!(matches!(
        key.run(&db),
        Err(Error::DoesNotFit { column: "id", .. })
    ));
}

#[test]
fn deleting_lets_go_of_children() {
    let db = engine();
    let ann = person("Ann").insert(&db).unwrap();
    offence("a", Some(ann.id)).insert(&db).unwrap();
    offence("b", Some(ann.id)).insert(&db).unwrap();
    ann.delete(&db).unwrap();
    assert_eq!(Person::query().count(&db).unwrap(), 0);
    assert_eq!(
        Offences::query()
            .filter(Offences::PERSON_ID.is_null())
            .count(&db)
            .unwrap(),
        2
    );
    assert!(db.is_autocommit());
}

#[test]
fn a_delete_that_fails_leaves_the_children_alone() {
    let db = engine();
    let ann = person("Ann").insert(&db).unwrap();
    offence("a", Some(ann.id)).insert(&db).unwrap();
    let refuse = "CREATE TRIGGER keep BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'no'); END";
    db.execute_batch(refuse).unwrap();
    assert!(ann.delete(&db).is_err());
    assert_eq!(
        Offences::query()
            .filter(Offences::PERSON_ID.eq(1))
            .count(&db)
            .unwrap(),
        1
    );
    assert!(db.is_autocommit());
}

#[test]
fn deleting_is_refused_while_there_are_children() {
    let mut db = engine();
    let row = offence("a", None).insert(&db).unwrap();
    let child = note("n", row.id).insert(&db).unwrap();
    let session = db.session().unwrap();
    match session.delete(&row) {
        Err(
            error @ Error::HasChildren {
                relationship: "Offences.notes",
            },
        ) => {
            assert!(error.to_string().contains("Offences.notes"));
        }
        other => panic!("{other:?}"),
    }
    session.delete(&child).unwrap();
    session.delete(&row).unwrap();
    session.commit().unwrap();
    assert_eq!(Offences::query().count(&db).unwrap(), 0);
}

#[test]
fn what_setters_and_keys_take() {
    fn key<T>(key: impl KeyOf<Country, T>) -> T {
        key.key_of()
    }
    fn nullable<T>(value: impl IntoNullable<T>) -> Option<T> {
        value.into_nullable()
    }
    let code = "AT".to_owned();
    assert_eq!(key::<String>(&code), key::<String>("AT"));
    assert_eq!(key::<String>(code.clone()), code);
    let uid = ::uuid::Uuid::nil();
    assert_eq!(key::<::uuid::Uuid>(uid), uid);
    assert_eq!(nullable::<::uuid::Uuid>(uid), nullable(Some(uid)));
    assert_eq!(nullable::<String>("AT"), nullable(&code));
    assert_eq!(nullable::<String>(Some("AT")), nullable(code));
    assert_eq!(nullable::<Vec<u8>>(&b"x"[..]), Some(vec![b'x']));
    assert_eq!(
        nullable::<serde_json::Value>(serde_json::json!(1)),
        Some(1.into())
    );
}
