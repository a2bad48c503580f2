//! New rows that are known without being read back.

use super::super::*;
use super::models::*;

/// A statement that gives every column and reads nothing back.
trait Plain: Texts {
    const PLAIN: &'static str;
}

impl Plain for Person {
    const PLAIN: &'static str = "INSERT INTO person (id, name) VALUES (?1, ?2)";
}

impl Plain for Thing {
    const PLAIN: &'static str = "INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
        ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
}

/// A row of a model whose numbers follow each other.
struct Together<M>(NewRow<M>);

/// A row of a model whose numbers need not.
struct Alone<M>(NewRow<M>);

macro_rules! known {
    ($($new:ident)*) => {$(
        impl<M: Plain> Insert for $new<M> {
            type Row = M;

            const SQL: &'static str = M::PLAIN;

            const KNOWN: Known = Known::$new;

            fn given(&self, column: usize) -> Given<'_> {
                self.0.given(column)
            }
        }
    )*};
}

known!(Together Alone);

fn numbered(name: &str) -> NewRow<Person> {
    person(name).set(0, None::<i32>)
}

/// Whether what came back is what is stored.
fn is_stored(db: &Connection, rows: &[Person]) -> bool {
    let stored = Person::query().order_by(Person::ID.asc()).all(db).unwrap();
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| row.id);
    rows == stored
}

fn reads_back(ran: &[String]) -> bool {
    ran.iter().any(|text| text.contains("RETURNING"))
}

#[test]
fn values_come_back_as_they_are_stored() {
    let db = engine();
    let day = chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
    let all = [
        Given::Value(Value::Null),
        Given::Value(i16::MIN.bind()),
        Given::Value(i32::MAX.bind()),
        Given::Value(i64::MIN.bind()),
        Given::Value((-0.0_f64).bind()),
        Given::Value(
            rust_decimal::Decimal::new(-99_999_999_90, 2)
                .bind()
                .into_owned(),
        ),
        Given::Value(Value::Null),
        Given::Value(true.bind()),
        Given::Value(Value::text("12.50")),
        Given::Value(Vec::<u8>::new().bind().into_owned()),
        Given::Value(day.bind().into_owned()),
        Given::Value(chrono::NaiveTime::MIN.bind().into_owned()),
        Given::Value(day.and_time(chrono::NaiveTime::MIN).bind().into_owned()),
        Given::Value(chrono::DateTime::UNIX_EPOCH.bind().into_owned()),
        Given::Value(::uuid::Uuid::max().bind().into_owned()),
        Given::Value(Value::Null),
        Given::Value(Severity::Minor.bind().into_owned()),
        Given::Value(0_i32.bind()),
    ];
    let mut new = NewRow::<Thing>::new();
    for (column, given) in all.into_iter().enumerate() {
        new = new.give(column, given);
    }
    let mut inserted = None;
    let ran = statements(|| inserted = Some(insert(&db, Together(new)).unwrap()));
    let inserted = inserted.unwrap();
    assert!(!reads_back(&ran), "{ran:?}");
    assert_eq!(inserted.float.map(f64::to_bits), Some(0.0_f64.to_bits()));
    let stored = Thing::query().one(&db).unwrap();
    assert_eq!(format!("{inserted:?}"), format!("{stored:?}"));
}

#[test]
fn numbers_follow_each_other() {
    let db = engine();
    insert(&db, numbered("before")).unwrap();
    let mut rows = Vec::new();
    let ran = statements(|| {
        let new = (0..77).map(|number| Together(numbered(&number.to_string())));
        rows = insert_all(&db, new).unwrap();
    });
    assert!(!reads_back(&ran), "{ran:?}");
    assert_eq!(rows.first().map(|row| row.id), Some(2));
    rows.push(
        Person::query()
            .order_by(Person::ID.asc())
            .first(&db)
            .unwrap()
            .unwrap(),
    );
    assert!(is_stored(&db, &rows));
}

#[test]
fn numbers_that_are_given_are_kept_and_a_mixture_is_read_back() {
    let db = engine();
    let given = |id: i32| Together(person(&id.to_string()).set(0, id));
    let mut rows = insert_all(&db, [given(7), given(3), given(5)]).unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [7, 3, 5]);
    let mixed = || [Together(numbered("made")), given(100)];
    let mut more = Vec::new();
    let ran = statements(|| more = insert_all(&db, mixed()).unwrap());
    assert!(reads_back(&ran), "{ran:?}");
    rows.extend(more);
    assert!(is_stored(&db, &rows));
}

#[test]
fn numbers_that_need_not_follow_each_other_are_asked_for_one_by_one() {
    let db = engine();
    let mut rows = Vec::new();
    let ran = statements(|| {
        rows = insert_all(&db, ["a", "b", "c"].map(|name| Alone(numbered(name)))).unwrap();
    });
    let inserts = ran.iter().filter(|text| text.starts_with("INSERT")).count();
    assert!(inserts == 3 && !reads_back(&ran), "{ran:?}");
    assert!(is_stored(&db, &rows));
}

#[test]
fn a_row_that_the_database_leaves_out_is_not_made_up() {
    let db = engine();
    insert(&db, numbered("first")).unwrap();
    db.execute_batch(
        "CREATE TRIGGER ignored BEFORE INSERT ON person WHEN NEW.name = 'no'
         BEGIN SELECT RAISE(IGNORE); END",
    )
    .unwrap();
    let error = insert(&db, Together(numbered("no"))).unwrap_err();
    assert!(
        matches!(error, Error::NotFound { table: "person" }),
        "{error:?}"
    );
    let two = ["yes", "no"].map(|name| Together(numbered(name)));
    insert_all(&db, two).unwrap_err();
    assert_eq!(Person::query().count(&db).unwrap(), 1);
}
