//! Values instead of rows: `select`, `group_by`, `aggregate`, `distinct`.

use super::super::*;
use super::harness::*;
use super::models::*;

/// Ann with offences b and a, Bob with c, Cleo with none; and d, which is nobody's.
async fn database() -> Option<Engine> {
    let db = engine().await?;
    for name in ["Ann", "Bob", "Cleo"] {
        person(name).insert(&db).await.unwrap();
    }
    for (text, owner) in [("b", Some(1)), ("a", Some(1)), ("c", Some(2)), ("d", None)] {
        offence(text, owner).insert(&db).await.unwrap();
    }
    Some(db)
}

#[tokio::test]
async fn one_value_or_several() {
    let Some(db) = database().await else {
        return;
    };
    let names = Person::query()
        .filter(Person::ID.gt(1))
        .select(Person::NAME);
    assert_eq!(names.all(&db).await.unwrap(), ["Bob", "Cleo"]);
    let query = Person::query().select((Person::ID, Person::NAME));
    let query = query.order_by(Person::NAME.desc()).limit(2).offset(1);
    let pairs = query.filter(Person::ID.lt(9)).all(&db).await.unwrap();
    assert_eq!(pairs, [(2, "Bob".to_owned()), (1, "Ann".to_owned())]);
    let by_name = || Person::query().order_by(Person::NAME.asc());
    assert_eq!(
        by_name().select(Person::ID).first(&db).await.unwrap(),
        Some(1),
        "the order of the query is that of what is selected"
    );
    assert!(matches!(
        by_name().select(Person::ID).one(&db).await,
        Err(Error::SeveralRows { table: "person" })
    ));
    let nobody = || by_name().filter(Person::NAME.eq("x")).select(Person::ID);
    assert_eq!(nobody().one_or_none(&db).await.unwrap(), None);
    assert!(matches!(
        nobody().one(&db).await,
        Err(Error::NotFound { table: "person" })
    ));
    assert_eq!(nobody().count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn values_of_what_is_related() {
    let Some(db) = database().await else {
        return;
    };
    let owner = Offences::PERSON.get(Person::NAME);
    let query = Offences::query().select((Offences::DESCRIPTION, owner.clone()));
    let rows = query.order_by(owner.desc()).all(&db).await.unwrap();
    let rows: Vec<_> = rows
        .iter()
        .map(|(text, owner)| (text.as_deref().unwrap(), owner.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            ("c", Some("Bob")),
            ("b", Some("Ann")),
            ("a", Some("Ann")),
            ("d", None)
        ]
    );
    let of_ann = Offences::PERSON.get(Person::NAME).eq("Ann");
    assert_eq!(
        Offences::query().filter(of_ann).count(&db).await.unwrap(),
        2
    );
    let counted = Person::OFFENCES
        .filter(Offences::DESCRIPTION.ne("b"))
        .count();
    let query = Person::query().select((Person::NAME, Person::OFFENCES.count(), counted));
    let rows = query.order_by(Person::ID.asc()).all(&db).await.unwrap();
    let numbers: Vec<(u64, u64)> = rows.iter().map(|row| (row.1, row.2)).collect();
    assert_eq!(numbers, [(2, 1), (1, 1), (0, 0)]);
}

#[tokio::test]
async fn into_a_struct_of_ones_own() {
    #[derive(Debug, PartialEq)]
    struct Summary {
        name: String,
        offences: u64,
    }
    let Some(db) = database().await else {
        return;
    };
    let query = Person::query().filter(Person::ID.eq(1));
    let query = query.select((Person::NAME, Person::OFFENCES.count()));
    let summary = query.map(|(name, offences)| Summary { name, offences });
    assert_eq!(
        summary.one(&db).await.unwrap(),
        Summary {
            name: "Ann".to_owned(),
            offences: 2
        }
    );
    let mut seen = Vec::new();
    let query = Person::query().order_by(Person::ID.asc());
    let query = query.select(Person::ID).map(|id| id * 10);
    let ended = query.each(&db, |id| {
        seen.push(id);
        match id {
            20 => Err(Error::NotFound { table: "here" }),
            _ => Ok(()),
        }
    });
    assert!(matches!(
        ended.await,
        Err(Error::NotFound { table: "here" })
    ));
    assert_eq!(seen, [10, 20]);
}

#[tokio::test]
async fn equal_values_once() {
    let Some(db) = database().await else {
        return;
    };
    let owners = || Offences::query().select(Offences::PERSON_ID).distinct();
    let query = owners().order_by(Offences::PERSON_ID.asc());
    assert_eq!(query.all(&db).await.unwrap(), [None, Some(1), Some(2)]);
    assert_eq!(owners().count(&db).await.unwrap(), 3);
    let before = Offences::query().distinct().select(Offences::PERSON_ID);
    assert_eq!(before.count(&db).await.unwrap(), 3);
    assert_eq!(Offences::query().distinct().count(&db).await.unwrap(), 4);
    let by_owner = Offences::query().order_by(Offences::PERSON.by(Person::NAME.asc()));
    assert_eq!(by_owner.distinct().all(&db).await.unwrap().len(), 4);
}

#[tokio::test]
async fn groups_come_with_their_keys() {
    let Some(db) = database().await else {
        return;
    };
    let groups = Offences::query().group_by(Offences::PERSON_ID);
    let rows = groups.select(count()).all(&db).await.unwrap();
    assert_eq!(rows, [(None, 1), (Some(1), 2), (Some(2), 1)]);
    let groups = Offences::query()
        .filter(Offences::ID.gt(0))
        .group_by((Offences::PERSON.get(Person::NAME), Offences::PERSON_ID))
        .having(count().ge(1) & !Offences::ID.min().eq(4))
        .having(Offences::DESCRIPTION.max().le("c"));
    let last = Offences::DESCRIPTION.max();
    let query = groups.select((count(), last.clone()));
    let rows = query.order_by(last.desc()).limit(5).all(&db).await.unwrap();
    assert_eq!(
        rows,
        [
            ((Some("Bob".to_owned()), Some(2)), (1, Some("c".to_owned()))),
            ((Some("Ann".to_owned()), Some(1)), (2, Some("b".to_owned()))),
        ]
    );
    let groups = Offences::query().order_by(Offences::ID.asc()).limit(2);
    let groups = groups.group_by(Offences::PERSON_ID).select(count());
    assert_eq!(groups.all(&db).await.unwrap(), [(Some(1), 2)]);
}

#[tokio::test]
async fn aggregates_of_all_rows() {
    let Some(db) = database().await else {
        return;
    };
    let all = (count(), Offences::PERSON_ID.count(), Offences::ID.sum());
    let row = Offences::query().aggregate(&db, all).await.unwrap();
    assert_eq!(row, (4, 3, Some(10)));
    let none = Offences::query().filter(Offences::ID.lt(0));
    let all = (
        count(),
        Offences::ID.sum(),
        Offences::ID.avg(),
        Offences::DESCRIPTION.min(),
    );
    assert_eq!(
        none.aggregate(&db, all).await.unwrap(),
        (0, None, None, None)
    );
    // Of the rows that a limit leaves, in their order.
    let last = Offences::query().order_by(Offences::ID.desc()).limit(2);
    let values = (Offences::ID.min(), Offences::ID.avg());
    assert_eq!(
        last.aggregate(&db, values).await.unwrap(),
        (Some(3), Some(3.5))
    );
    let second = Offences::query()
        .filter(Offences::ID.eq(2))
        .one(&db)
        .await
        .unwrap();
    let behind = Offences::query()
        .after(&second)
        .aggregate(&db, count())
        .await;
    assert_eq!(behind.unwrap(), 2);
}

#[tokio::test]
async fn aggregates_of_every_type() {
    let Some(db) = engine().await else {
        return;
    };
    for (big, float, price, flag) in [(i64::MAX, 0.5, "10.25", true), (1, 1.25, "9.5", false)] {
        let price: rust_decimal::Decimal = price.parse().unwrap();
        let thing = NewRow::<Thing>::new()
            .set(1, 2_i16)
            .set(3, big)
            .set(4, float);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1);
        let thing = thing.set(5, price).set(7, flag).set(10, day);
        thing.set(16, Severity::Major).insert(&db).await.unwrap();
    }
    let sums = (Thing::SMALL.sum(), Thing::FLOAT.sum(), Thing::SMALL.avg());
    let sums = Thing::query().aggregate(&db, sums).await.unwrap();
    assert_eq!(sums, (Some(4), Some(1.75), Some(2.0)));
    let refused = Thing::query().aggregate(&db, Thing::BIG.sum()).await;
    let error = refused.unwrap_err();
    assert!(matches!(error, Error::Overflow(_)), "{error}");
    let ends = (
        Thing::PRICE.max(),
        Thing::FLAG.min(),
        Thing::DAY.max(),
        Thing::SEVERITY.max(),
    );
    let (price, flag, day, severity) = Thing::query().aggregate(&db, ends).await.unwrap();
    assert_eq!(price.unwrap().to_string(), "10.25");
    assert_eq!((flag, severity), (Some(false), Some(Severity::Major)));
    assert_eq!(day, chrono::NaiveDate::from_ymd_opt(2026, 1, 1));
    // Numbers are compared as numbers, though decimals are bound as text.
    let ten = rust_decimal::Decimal::from(10);
    for (filter, rows) in [
        (Thing::PRICE.max().gt(ten), 1),
        (Thing::PRICE.max().lt(ten), 1),
        (Thing::PRICE.min().gt(20), 0),
        (Thing::FLOAT.sum().ge(1), 1),
    ] {
        let groups = Thing::query().group_by(Thing::ID).having(filter);
        assert_eq!(groups.select(count()).count(&db).await.unwrap(), rows);
    }
    // NaN is a number as any other, and the greatest.
    let nan = Thing::query()
        .group_by(Thing::ID)
        .having(Thing::FLOAT.avg().lt(f64::NAN));
    assert_eq!(nan.select(count()).count(&db).await.unwrap(), 2);
}

#[tokio::test]
async fn what_does_not_fit_names_its_column() {
    let Some(db) = database().await else {
        return;
    };
    let alter = "ALTER TABLE offences ALTER description TYPE bytea USING description::bytea";
    run_script(&db, alter).await.unwrap();
    let misfit = |error: Error| match error {
        Error::DoesNotFit { table, column, .. } => (table, column),
        other => panic!("{other}"),
    };
    let column = Offences::query().select((Offences::ID, Offences::DESCRIPTION));
    let error = column.all(&db).await.unwrap_err();
    assert_eq!(misfit(error), ("offences", "description"));
    let related = Person::query().filter(Person::ID.eq(2));
    let related = related.select(Person::OFFENCE.get(Offences::DESCRIPTION));
    let error = related.all(&db).await.unwrap_err();
    assert_eq!(misfit(error), ("offences", "description"));
}

#[tokio::test]
async fn native_enums_are_selected_and_grouped_by() {
    let Some(db) = engine().await else {
        return;
    };
    let new = |severity: Severity| NewRow::<Thing>::new().set(16, severity);
    let all = [Severity::Major, Severity::Minor, Severity::Major].map(new);
    insert_all(&db, all).await.unwrap();
    NewRow::<Thing>::new().insert(&db).await.unwrap();
    let groups = Thing::query().group_by(Thing::SEVERITY).select(count());
    let mut groups = groups.all(&db).await.unwrap();
    assert_eq!(groups.remove(0), (None, 1), "NULL comes first");
    groups.sort_by_key(|group| group.1);
    assert_eq!(
        groups,
        [(Some(Severity::Minor), 1), (Some(Severity::Major), 2)]
    );
    let counted = Thing::query().aggregate(&db, Thing::SEVERITY.count()).await;
    assert_eq!(counted.unwrap(), 3);
    let once = Thing::query().select(Thing::SEVERITY).distinct();
    assert_eq!(once.count(&db).await.unwrap(), 3);
}
