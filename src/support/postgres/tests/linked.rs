//! Many-to-many relationships, and rows that are given along with new ones.

use super::super::*;
use super::harness::*;
use super::models::*;

const ADD: &str = "INSERT INTO visit (person_id, country_code) VALUES ($1, $2)
    ON CONFLICT (person_id, country_code) DO NOTHING";
const REMOVE: &str = "DELETE FROM visit WHERE person_id = $1 AND country_code = $2";
const SET: [&str; 2] = [
    "DELETE FROM visit WHERE person_id = $1 AND country_code <> ALL($2)",
    "INSERT INTO visit (person_id, country_code)
     SELECT $1::integer, given.value FROM unnest($2::varchar[]) AS given (value)
     ON CONFLICT (person_id, country_code) DO NOTHING",
];

/// A new person with what is given along.
struct NewPerson {
    row: NewRow<Person>,
    children: Children,
}

impl Insert for NewPerson {
    type Row = Person;

    const SQL: &'static str = <Person as Texts>::INSERT;

    fn given(&self, column: usize) -> Given<'_> {
        self.row.given(column)
    }

    fn children(&mut self) -> Option<&mut Children> {
        Some(&mut self.children)
    }
}

fn with(name: &str, give: impl FnOnce(&mut Children)) -> NewPerson {
    let mut children = Children::default();
    give(&mut children);
    NewPerson {
        row: person(name),
        children,
    }
}

async fn database() -> Option<(Engine, Vec<Country>)> {
    let db = engine().await?;
    let codes = ["AT", "CZ", "IT"].map(country);
    let countries = insert_all(&db, codes).await.unwrap();
    Some((db, countries))
}

async fn codes(db: &dyn Db, of: ManyToMany<Person, Country>) -> Vec<Vec<String>> {
    let query = Person::query().order_by(Person::ID.asc());
    let rows = query.with(of).all(db).await.unwrap();
    let codes = |all: Vec<Country>| all.into_iter().map(|one| one.code).collect();
    rows.into_iter().map(|row| codes(row.1)).collect()
}

#[tokio::test]
async fn links_are_made_undone_and_set() {
    let Some((db, countries)) = database().await else {
        return;
    };
    let [at, cz, it] = &countries[..] else {
        panic!()
    };
    let ann = person("Ann").insert(&db).await.unwrap();
    let bob = person("Bob").insert(&db).await.unwrap();
    for (row, other) in [(&ann, at), (&ann, at), (&ann, cz), (&bob, cz)] {
        add_link(&db, ADD, Person::COUNTRIES, row, other)
            .await
            .unwrap();
    }
    assert_eq!(
        codes(&db, Person::COUNTRIES).await,
        [vec!["CZ", "AT"], vec!["CZ"]]
    );
    remove_link(&db, REMOVE, Person::COUNTRIES, &ann, at)
        .await
        .unwrap();
    set_links(&db, SET, Person::COUNTRIES, &bob, &[it, at])
        .await
        .unwrap();
    assert_eq!(
        codes(&db, Person::COUNTRIES).await,
        [vec!["CZ"], vec!["IT", "AT"]]
    );
    set_links(&db, SET, Person::COUNTRIES, &bob, &[])
        .await
        .unwrap();
    assert_eq!(codes(&db, Person::COUNTRIES).await, [vec!["CZ"], vec![]]);
}

#[tokio::test]
async fn what_is_linked_filters_and_is_counted() {
    let Some((db, countries)) = database().await else {
        return;
    };
    let linked = |names: [usize; 2]| {
        let rows: Vec<&Country> = names.iter().map(|&place| &countries[place]).collect();
        with("", |children| children.link(Person::COUNTRIES, rows))
    };
    let mut rows = vec![linked([0, 1]), linked([1, 1]), linked([1, 2])];
    for (row, name) in rows.iter_mut().zip(["a", "b", "c"]) {
        row.row = person(name);
    }
    let counted = Counted::of(&db);
    insert_all(&counted, rows).await.unwrap();
    // BEGIN, COMMIT, the rows and their links.
    assert_eq!(counted.ran(), 4);
    let query = Person::query().order_by(Person::ID.asc());
    let counts = query
        .select(Person::COUNTRIES.count())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(counts, [2, 1, 2]);
    let in_austria = Person::COUNTRIES.any(Country::CODE.eq("AT"));
    assert_eq!(
        Person::query()
            .filter(in_austria)
            .one(&db)
            .await
            .unwrap()
            .name,
        "a"
    );
    let of_cz = Person::COUNTRIES.contains(&countries[1]);
    assert_eq!(Person::query().filter(of_cz).count(&db).await.unwrap(), 3);
    let never = Person::COUNTRIES.none(Country::CODE.ne("CZ"));
    assert_eq!(
        Person::query().filter(never).one(&db).await.unwrap().name,
        "b"
    );
    let first = Person::query()
        .order_by(Person::ID.asc())
        .first(&db)
        .await
        .unwrap()
        .unwrap();
    let of = Person::COUNTRIES
        .of(&first)
        .select(Country::CODE)
        .order_by(Country::CODE.asc());
    assert_eq!(of.all(&db).await.unwrap(), ["AT", "CZ"]);
    let last = Person::COUNTRIES.order_by(Country::CODE.asc()).limit(1);
    let rows = Person::query()
        .order_by(Person::ID.asc())
        .with(last)
        .all(&db)
        .await
        .unwrap();
    let codes: Vec<&str> = rows.iter().map(|row| row.1[0].code.as_str()).collect();
    assert_eq!(codes, ["AT", "CZ", "CZ"]);
}

#[tokio::test]
async fn pairs_that_are_no_key_are_linked_once() {
    let Some((db, countries)) = database().await else {
        return;
    };
    let all: Vec<&Country> = countries.iter().chain(&countries).collect();
    let new = with("a", |children| children.link(Person::TRANSITS, all));
    insert(&db, new).await.unwrap();
    run_script(&db, "INSERT INTO transit VALUES (1, 'AT')")
        .await
        .unwrap();
    assert_eq!(codes(&db, Person::TRANSITS).await, [["IT", "CZ", "AT"]]);
    let query = Person::query().select(Person::TRANSITS.count());
    assert_eq!(query.all(&db).await.unwrap(), [3]);
}

#[tokio::test]
async fn new_rows_are_inserted_and_linked_along() {
    let Some((db, _)) = database().await else {
        return;
    };
    let new = with("a", |children| {
        children.link_new(Person::COUNTRIES.link, vec![country("SI"), country("HR")]);
        children.add(Person::OFFENCES, [offence("x", None), offence("y", None)]);
        children.set(Person::OFFENCE, offence("lost", None));
        children.set(Person::OFFENCE, offence("z", None));
    });
    let row = insert(&db, new).await.unwrap();
    assert_eq!(codes(&db, Person::COUNTRIES).await, [["SI", "HR"]]);
    let mut texts: Vec<_> = row.offences(&db).await.unwrap();
    texts.sort_by_key(|one| one.id);
    let texts: Vec<_> = texts
        .iter()
        .filter_map(|one| one.description.as_deref())
        .collect();
    assert_eq!(texts, ["x", "y", "z"]);
    // All or none.
    let new = with("b", |children| {
        children.link_new(Person::COUNTRIES.link, vec![country("SI")]);
    });
    assert!(insert(&db, new).await.is_err());
    assert_eq!(Person::query().count(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn keys_of_several_columns_are_linked_and_lead_on() {
    let Some(db) = engine().await else {
        return;
    };
    let seat = |row: &str| NewRow::<Seat>::new().set(0, 1).set(1, row.to_owned());
    let seats = insert_all(&db, ["a", "\"b\\", "{c,}"].map(seat))
        .await
        .unwrap();
    // PostgreSQL wants to know the type of each value, whether it is used or not.
    let add = "INSERT INTO neighbour (hall, row, other)
         SELECT $1::integer, $2, $4 WHERE $3::integer = $1::integer";
    for pair in seats.windows(2) {
        let [one, other] = pair else { panic!() };
        add_link(&db, add, Seat::NEIGHBOURS, one, other)
            .await
            .unwrap();
    }
    let trees = Seat::NEIGHBOURS.recursion_depth(5);
    let query = Seat::query().filter(Seat::ROW.eq("a")).with(trees);
    let (_, below) = query.one(&db).await.unwrap();
    assert_eq!(below[0].row.row, "\"b\\");
    assert_eq!(below[0].children[0].row.row, "{c,}");
    let elsewhere = NewRow::<Seat>::new().set(0, 2).set(1, "a".to_owned());
    let elsewhere = elsewhere.insert(&db).await.unwrap();
    let refused = add_link(&db, add, Seat::NEIGHBOURS, &seats[0], &elsewhere).await;
    assert!(matches!(
        refused,
        Err(Error::DoesNotFit { column: "hall", .. })
    ));
}
