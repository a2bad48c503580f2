//! Pages by key: `after` and `before`.

use super::super::*;
use super::models::*;

/// Offences whose keys, texts and persons are in different orders, with NULLs and equals.
fn database() -> Engine {
    let db = engine();
    db.execute_batch(
        "DROP TABLE offences;
         CREATE TABLE offences (id INTEGER PRIMARY KEY, description TEXT COLLATE NOCASE,
             person_id INTEGER)",
    )
    .unwrap();
    let texts = [Some("b"), None, Some("B"), Some("a"), None, Some("C")];
    for (number, text) in texts.into_iter().cycle().take(36).enumerate() {
        let person = (number % 5 > 0).then_some((number as i32 * 7) % 4);
        let row = NewRow::<Offences>::new().set(1, text.map(str::to_owned));
        row.set(2, person).insert(&db).unwrap();
    }
    db
}

fn ids(rows: &[Offences]) -> Vec<i32> {
    rows.iter().map(|row| row.id).collect()
}

type Ordered = fn() -> Query<Offences>;

const ORDERS: [Ordered; 7] = [
    || Offences::query(),
    || Offences::query().order_by(Offences::ID.desc()),
    || Offences::query().order_by(Offences::DESCRIPTION.asc()),
    || Offences::query().order_by(Offences::DESCRIPTION.desc()),
    || {
        let query = Offences::query().order_by(Offences::DESCRIPTION.desc());
        query.order_by(Offences::PERSON_ID.asc())
    },
    || {
        let query = Offences::query().order_by(Offences::PERSON_ID.asc());
        query.order_by(Offences::DESCRIPTION.desc())
    },
    || {
        let query = Offences::query().order_by(Offences::PERSON_ID.desc());
        let query = query.order_by(Offences::ID.desc());
        query.order_by(Offences::DESCRIPTION.asc())
    },
];

#[test]
fn pages_put_together_are_all_rows_in_order() {
    let db = database();
    for (number, ordered) in ORDERS.into_iter().enumerate() {
        let all = ordered().after(None).all(&db).unwrap();
        assert_eq!(all.len(), 36);
        for size in [1, 5, 36] {
            let mut pages: Vec<Offences> = Vec::new();
            loop {
                let page = ordered().after(pages.last()).limit(size);
                let page = page.all(&db).unwrap();
                if page.is_empty() {
                    break;
                }
                pages.extend(page);
            }
            assert_eq!(ids(&pages), ids(&all), "order {number}, {size} a page");
            let mut pages: Vec<Offences> = Vec::new();
            loop {
                let mut page = ordered()
                    .before(pages.first())
                    .limit(size)
                    .all(&db)
                    .unwrap();
                if page.is_empty() {
                    break;
                }
                page.append(&mut pages);
                pages = page;
            }
            assert_eq!(ids(&pages), ids(&all), "order {number}, {size} back");
        }
    }
}

#[test]
fn the_statements_can_use_an_index() {
    let db = database();
    let (a, b) = (
        Offences {
            id: 3,
            description: Some("b".to_owned()),
            person_id: None,
        },
        Person {
            id: 7,
            name: "x".to_owned(),
        },
    );
    let ran = statements(|| {
        let query = || Person::query().order_by(Person::NAME.asc()).limit(2);
        query().after(None).all(&db).unwrap();
        query().after(&b).all(&db).unwrap();
        query().before(&b).all(&db).unwrap();
        let query = Offences::query().order_by(Offences::DESCRIPTION.desc());
        query
            .order_by(Offences::PERSON_ID.asc())
            .after(&a)
            .all(&db)
            .unwrap();
    });
    assert_eq!(
        ran,
        [
            "SELECT id, name FROM person ORDER BY name, id LIMIT ?1",
            "SELECT id, name FROM person WHERE (name >= ?1 AND (name > ?2 OR id > ?3)) ORDER BY \
             name, id LIMIT ?4",
            "SELECT id, name FROM (SELECT * FROM person WHERE ((name <= ?1 OR name IS NULL) AND \
             ((name < ?2 OR name IS NULL) OR (id < ?3 OR id IS NULL))) ORDER BY name DESC, id DESC \
             LIMIT ?4) AS person ORDER BY name, id",
            "SELECT id, description, person_id FROM offences WHERE ((description <= ?1 OR \
             description IS NULL) AND ((description < ?2 OR description IS NULL) OR (person_id IS \
             NOT NULL OR id > ?3))) ORDER BY description DESC, person_id, id",
        ]
    );
}

#[test]
fn a_page_is_filtered_counted_selected_and_goes_on_behind_a_row_that_is_gone() {
    let db = database();
    let from_ten = || Offences::query().order_by(Offences::ID.asc());
    let ten = from_ten().filter(Offences::ID.eq(10)).one(&db).unwrap();
    db.execute_batch("DELETE FROM offences WHERE id = 10")
        .unwrap();
    let next = from_ten().after(&ten).first(&db).unwrap();
    assert_eq!(next.unwrap().id, 11);
    let last = from_ten().before(&ten).first(&db).unwrap();
    assert_eq!(last.unwrap().id, 9, "the nearest");
    assert_eq!(from_ten().after(&ten).count(&db).unwrap(), 26);
    assert_eq!(from_ten().before(&ten).limit(4).count(&db).unwrap(), 4);
    assert!(from_ten().after(&ten).exists(&db).unwrap());
    let odd = from_ten().filter(Offences::ID.in_([3, 12, 13])).after(&ten);
    assert_eq!(odd.select(Offences::ID).all(&db).unwrap(), [12, 13]);
    let before = from_ten().before(&ten).limit(2);
    assert_eq!(before.select(Offences::ID).all(&db).unwrap(), [8, 9]);
}

#[test]
fn an_order_by_something_else_has_no_places() {
    let db = engine();
    let ann = person("Ann").insert(&db).unwrap();
    let query = Person::query().order_by(Person::OFFENCES.count().asc());
    let refused = query.after(&ann).all(&db).unwrap_err();
    assert!(matches!(refused, Error::NoPlace { table: "person" }));
    assert!(refused.to_string().contains("person"));
    let row = offence("a", None).insert(&db).unwrap();
    let query = Offences::query().order_by(Offences::PERSON.by(Person::NAME.asc()));
    assert!(matches!(
        query.before(&row).all(&db),
        Err(Error::NoPlace { table: "offences" })
    ));
}
