//! Every operator of a filter, and what NULL does to it.

use super::super::*;
use super::models::*;

fn texts(db: &Connection, texts: &[Option<&str>]) {
    for text in texts {
        let new = NewRow::<Offences>::new().set(1, text.map(str::to_owned));
        new.insert(db).unwrap();
    }
}

/// The descriptions that match, in order of the rows.
#[track_caller]
pub fn found(db: &Connection, filter: Filter<Offences>) -> Vec<String> {
    let rows = Offences::query()
        .filter(filter)
        .order_by(Offences::ID.asc())
        .all(db)
        .unwrap();
    rows.into_iter()
        .map(|row| row.description.unwrap_or("NULL".to_owned()))
        .collect()
}

#[test]
fn comparisons() {
    let db = engine();
    texts(&db, &[Some("a"), Some("b"), Some("c"), None]);
    let column = Offences::DESCRIPTION;
    let text = "b".to_owned();
    assert_eq!(found(&db, column.eq("b")), ["b"]);
    assert_eq!(found(&db, column.ne("b".to_owned())), ["a", "c"]);
    assert_eq!(found(&db, column.lt(&text)), ["a"]);
    assert_eq!(found(&db, column.le("b")), ["a", "b"]);
    assert_eq!(found(&db, column.gt("b")), ["c"]);
    assert_eq!(found(&db, column.ge("b")), ["b", "c"]);
    assert_eq!(found(&db, column.between("b", "c")), ["b", "c"]);
    assert_eq!(found(&db, column.is_null()), ["NULL"]);
    assert_eq!(found(&db, column.is_not_null()), ["a", "b", "c"]);
    assert_eq!(
        found(&db, column.eq("a") | column.eq("c") & !column.eq("c")),
        ["a"]
    );
    assert_eq!(found(&db, !(column.eq("a") | column.eq("c"))), ["b"]);
    assert_eq!(
        found(&db, Offences::PERSON_ID.eq(Offences::ID)),
        Vec::<String>::new()
    );
    assert_eq!(
        found(&db, Offences::ID.eq(1_i64) | Offences::ID.eq(2_u8)),
        ["a", "b"]
    );
}

#[test]
fn literal_matches_are_exact() {
    // A database that others made may store its text in another encoding.
    for encoding in ["UTF-8", "UTF-16le", "UTF-16be"] {
        literal_matches_in(engine_of(encoding));
    }
}

fn literal_matches_in(db: Engine) {
    let all = [
        "", "a%b", "a_b", "axb", "𝄞é", "𝄞", "A%B", "x\0y", "x", "y\0x", "%",
    ];
    texts(&db, &all.map(Some));
    texts(&db, &[None]);
    let needles = [
        "",
        "a",
        "a%",
        "a_",
        "%b",
        "_b",
        "%",
        "_",
        "𝄞",
        "é",
        "𝄞é",
        "\0",
        "x\0",
        "\0y",
        "x",
        "y",
        "longer than any of them",
        "A",
        "a%b",
    ];
    let column = Offences::DESCRIPTION;
    type Matches = fn(&str, &str) -> bool;
    type Operator = (fn(&str) -> Filter<Offences>, Matches);
    let operators: [Operator; 3] = [
        (
            |text| Offences::DESCRIPTION.starts_with(text),
            |row, text| row.starts_with(text),
        ),
        (
            |text| Offences::DESCRIPTION.ends_with(text),
            |row, text| row.ends_with(text),
        ),
        (
            |text| Offences::DESCRIPTION.contains(text),
            |row, text| row.contains(text),
        ),
    ];
    for needle in needles {
        for (number, (operator, matches)) in operators.into_iter().enumerate() {
            let (yes, no): (Vec<&str>, Vec<&str>) =
                all.into_iter().partition(|row| matches(row, needle));
            assert_eq!(found(&db, operator(needle)), yes, "{number} {needle:?}");
            assert_eq!(found(&db, !operator(needle)), no, "not {number} {needle:?}");
        }
    }
    assert_eq!(found(&db, column.like("a_b")), ["a%b", "a_b", "axb", "A%B"]);
    assert_eq!(
        found(&db, column.ilike("A\u{25}B")),
        ["a%b", "a_b", "axb", "A%B"]
    );
}

#[test]
fn in_any_number_of_values() {
    let db = engine();
    let odd = [
        "it's",
        "\"",
        "\\",
        "\u{1}\n\t\u{1f}",
        "",
        "x\0y",
        "é𝄞",
        "\\u0041",
        "null",
        "1",
    ];
    texts(&db, &odd.map(Some));
    texts(&db, &[None, Some("x")]);
    let column = Offences::DESCRIPTION;
    assert!(found(&db, column.in_::<&str>([])).is_empty());
    assert_eq!(found(&db, column.not_in::<&str>([])).len(), odd.len() + 1);
    for text in odd {
        assert_eq!(found(&db, column.in_([text])), [text]);
        assert_eq!(found(&db, column.not_in([text])).len(), odd.len());
    }
    assert_eq!(found(&db, column.in_(odd)), odd);
    assert_eq!(found(&db, Offences::ID.in_([1, 3])), ["it's", "\\"]);
    assert_eq!(found(&db, Offences::ID.in_(2..40_002)).len(), odd.len() + 1);
    assert_eq!(
        found(&db, Offences::PERSON_ID.in_([Offences::ID])),
        Vec::<String>::new()
    );
    let one = statements(|| drop(Offences::query().filter(Offences::ID.in_([1])).all(&db)));
    let two = statements(|| drop(Offences::query().filter(Offences::ID.in_([1, 2])).all(&db)));
    assert_eq!(one, two);
}

#[test]
fn in_values_of_every_type() {
    let db = engine();
    let things = [
        NewRow::<Thing>::new()
            .set(9, vec![0_u8, 255, b'\''])
            .set(3, i64::MIN)
            .set(4, 0.1)
            .set(7, true),
        NewRow::new()
            .set(9, Vec::<u8>::new())
            .set(3, i64::MAX)
            .set(4, f64::INFINITY)
            .set(7, false),
        NewRow::new()
            .set(9, vec![1_u8])
            .set(3, 0_i64)
            .set(4, -1e-300)
            .set(5, "1.5".parse::<rust_decimal::Decimal>().unwrap()),
    ];
    for thing in &things {
        thing.clone().insert(&db).unwrap();
    }
    let ids = |filter| {
        let rows = Thing::query()
            .filter(filter)
            .order_by(Thing::ID.asc())
            .all(&db)
            .unwrap();
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(Thing::BYTES.in_([vec![0_u8, 255, b'\''], vec![7]])),
        [1]
    );
    assert_eq!(ids(Thing::BYTES.in_([Vec::new(), vec![1]])), [2, 3]);
    assert_eq!(ids(Thing::BYTES.not_in([&[1_u8][..]])), [1, 2]);
    assert_eq!(ids(Thing::BIG.in_([i64::MIN, i64::MAX])), [1, 2]);
    assert_eq!(
        ids(Thing::FLOAT.in_([0.1, f64::INFINITY, f64::NEG_INFINITY])),
        [1, 2]
    );
    assert_eq!(ids(Thing::FLOAT.in_([-1e-300, 5.0])), [3]);
    assert_eq!(ids(Thing::FLAG.in_([true])), [1]);
    let price: rust_decimal::Decimal = "1.50".parse().unwrap();
    assert_eq!(ids(Thing::PRICE.in_([price])), [3]);
    assert_eq!(ids(Thing::PRICE.eq(price)), [3]);
    assert_eq!(ids(Thing::PRICE.gt(1) & Thing::PRICE.lt(2)), [3]);
    let exact = NewRow::<Thing>::new().set(6, rust_decimal::Decimal::from(5));
    exact.insert(&db).unwrap();
    assert_eq!(ids(Thing::EXACT.eq(5)), [4]);
    assert_eq!(ids(Thing::EXACT.in_([5])), [4]);
    assert_eq!(ids(Thing::PRICE.in_([1, 2])), [0; 0]);
    NewRow::<Thing>::new()
        .set(5, rust_decimal::Decimal::from(-7))
        .insert(&db)
        .unwrap();
    assert_eq!(ids(Thing::PRICE.in_([1, -7])), [5]);
    assert_eq!(ids(Thing::PRICE.eq(-7) & Thing::PRICE.lt(0)), [5]);
    db.execute_batch(
        "CREATE TABLE strict (id INTEGER PRIMARY KEY, price REAL) STRICT;
         INSERT INTO strict VALUES (1, '5'), (2, 0.3)",
    )
    .unwrap();
    let stored = "SELECT count(*) FROM strict WHERE price IN (SELECT value FROM json_each(?))";
    let both = Value::Text("[\"5\", \"0.3\"]".into());
    let count: i32 = db.query_row(stored, [both], |row| row.get(0)).unwrap();
    assert_eq!(count, 2);
    assert_eq!(
        ids(Thing::EXACT.in_([rust_decimal::Decimal::new(500, 2)])),
        [4]
    );
}

#[test]
fn a_value_that_cannot_be_stored_names_its_column() {
    let db = engine();
    let year = chrono::NaiveDate::from_ymd_opt(12_000, 1, 1).unwrap();
    let refused = |filter: Filter<Thing>, column: &str| {
        for result in [
            Thing::query().filter(filter.clone()).all(&db).map(drop),
            Thing::query().filter(filter.clone()).count(&db).map(drop),
            Thing::query().filter(!filter).exists(&db).map(drop),
        ] {
            match result {
                Err(Error::DoesNotFit {
                    table: "thing",
                    column: at,
                    ..
                }) => assert_eq!(at, column),
                other => panic!("{other:?}"),
            }
        }
    };
    refused(Thing::FLOAT.gt(f64::NAN), "float");
    refused(Thing::FLOAT.in_([1.0, f64::NAN]), "float");
    refused(Thing::DAY.between(year, year), "day");
    refused(
        Thing::ID.eq(1) & !(Thing::ID.eq(2) | Thing::DAY.eq(year)),
        "day",
    );
}
