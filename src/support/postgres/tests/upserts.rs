//! INSERT of rows that may be there.

use super::super::*;
use super::harness::*;
use super::models::*;

fn with_key(name: &str, id: i32) -> NewRow<Person> {
    person(name).set(0, id)
}

#[tokio::test]
async fn a_row_that_is_there_takes_over_columns() {
    let Some(db) = engine().await else {
        return;
    };
    let first = upsert(&db, with_key("a", 1), &[0], Person::NAME)
        .await
        .unwrap();
    assert_eq!((first.id, first.name.as_str()), (1, "a"));
    let second = upsert(&db, with_key("b", 1), &[0], (Person::NAME,))
        .await
        .unwrap();
    assert_eq!(second.name, "b");
    // Another key is no reason to take anything over.
    let refused = upsert(&db, with_key("b", 2), &[0], Person::NAME).await;
    assert!(refused.unwrap_err().violates(Person::NAME));
    let same = upsert(&db, with_key("b", 2), &[1], ()).await.unwrap();
    assert_eq!((same.id, same.name.as_str()), (1, "b"));
    let refused = upsert(&db, with_key("b", 2), &[1], Person::ID).await;
    assert!(matches!(
        refused,
        Err(Error::DoesNotFit { column: "id", .. })
    ));
}

#[tokio::test]
async fn keys_that_come_twice_are_taken_over_one_after_the_other() {
    let Some(db) = engine().await else {
        return;
    };
    let new = [("a", 1), ("b", 2), ("c", 1), ("d", 3), ("e", 1)];
    let new = new.map(|(name, id)| with_key(name, id));
    let counted = Counted::of(&db);
    let rows = upsert_all(&counted, new.to_vec(), &[0], Person::NAME)
        .await
        .unwrap();
    // Each as it was when it was written.
    let rows: Vec<(i32, &str)> = rows.iter().map(|row| (row.id, row.name.as_str())).collect();
    assert_eq!(rows, [(1, "a"), (2, "b"), (1, "c"), (3, "d"), (1, "e")]);
    // BEGIN, COMMIT, and one statement up to each key that comes again.
    assert_eq!(counted.ran(), 5);
    let names = Person::query()
        .order_by(Person::ID.asc())
        .select(Person::NAME);
    assert_eq!(names.all(&db).await.unwrap(), ["e", "b", "d"]);
}

#[tokio::test]
async fn keys_that_the_database_makes_may_be_the_same() {
    let Some(db) = engine().await else {
        return;
    };
    let new = || NewRow::<Thing>::new().set(2, 1);
    let rows = upsert_all(&db, vec![new(), new()], &[0], Thing::MEDIUM)
        .await
        .unwrap();
    assert_eq!((rows[0].id, rows[1].id), (1, 2));
    let rows = vec![new(), new().set(0, 3), new().set(0, 5), new()];
    let rows = upsert_all(&db, rows, &[0], Thing::MEDIUM).await.unwrap();
    // The first is the third by its key, which the second then takes over.
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    assert_eq!(ids, [3, 3, 5, 4]);
    // A key of several columns comes again where all of them do.
    let seat = |hall: i32, row: &str| NewRow::<Seat>::new().set(0, hall).set(1, row.to_owned());
    let seats = vec![seat(1, "a"), seat(1, "b"), seat(2, "a"), seat(1, "a")];
    let rows = upsert_all(&db, seats, &[0, 1], ()).await.unwrap();
    assert_eq!(rows.len(), 4);
    assert_eq!(Seat::query().count(&db).await.unwrap(), 3);
}

/// A person of whose changes is kept count, and what was changed last.
#[derive(Debug, Clone, PartialEq)]
struct Kept {
    id: i32,
    name: String,
    version: i32,
    touched: Option<String>,
    stamp: Option<String>,
}

impl Row for Kept {
    const TABLE: &'static Table = &Table {
        name: "kept",
        sql: "\"kept\"",
        select: "SELECT id, name, version, touched, stamp FROM \"kept\"",
        columns: &[
            TableColumn::new("id", "id", "integer", Fits::Any),
            TableColumn::new("name", "name", "text", Fits::Any),
            TableColumn::kept(
                TableColumn::new("version", "version", "integer", Fits::Any),
                Upkeep::Version,
            ),
            TableColumn::kept(
                TableColumn::nullable("touched", "touched", "text", Fits::Any),
                Upkeep::Made(|| Value::text("made")),
            ),
            TableColumn::kept(
                TableColumn::nullable("stamp", "stamp", "text", Fits::Any),
                Upkeep::Sql("upper('sql')"),
            ),
        ],
        primary_key: &[0],
    };

    fn value(&self, column: usize) -> Value<'_> {
        match column {
            0 => self.id.bind(),
            1 => self.name.bind(),
            2 => self.version.bind(),
            3 => self.touched.bind(),
            4 => self.stamp.bind(),
            _ => Value::Null,
        }
    }
}

impl FromRow for Kept {
    fn read(cells: &Cells<'_>) -> Result<Self, Unread> {
        Ok(Self {
            id: cells.read(0)?,
            name: cells.read(1)?,
            version: cells.read(2)?,
            touched: cells.read(3)?,
            stamp: cells.read(4)?,
        })
    }
}

impl Texts for Kept {
    const INSERT: &'static str = "";
}

#[tokio::test]
async fn what_an_update_brings_up_to_date_an_upsert_does_too() {
    let Some(db) = engine().await else {
        return;
    };
    let table = "CREATE TABLE kept (id INTEGER PRIMARY KEY, name TEXT NOT NULL,
                 version INTEGER NOT NULL, touched TEXT, stamp TEXT)";
    run_script(&db, table).await.unwrap();
    let new = |id: i32, name: &str| {
        NewRow::<Kept>::new()
            .set(0, id)
            .set(1, name.to_owned())
            .set(2, 1)
    };
    let name = Column::<Kept, String>::new(1);
    let all = upsert_all(&db, vec![new(1, "a"), new(2, "b")], &[0], name)
        .await
        .unwrap();
    assert!(
        all.iter()
            .all(|row| row.version == 1 && row.touched.is_none())
    );
    let all = upsert_all(&db, vec![new(2, "c"), new(3, "d")], &[0], name)
        .await
        .unwrap();
    let kept = |row: &Kept| (row.version, row.touched.clone(), row.stamp.clone());
    let (made, sql) = (Some("made".to_owned()), Some("SQL".to_owned()));
    assert_eq!(kept(&all[0]), (2, made.clone(), sql.clone()));
    assert_eq!(kept(&all[1]), (1, None, None));
    let one = upsert(&db, new(2, "e"), &[0], name).await.unwrap();
    assert_eq!((one.version, one.name.as_str()), (3, "e"));
    Update::<Kept>::of(&[Value::Integer(1)])
        .set(1, "f".into())
        .run(&db)
        .await
        .unwrap();
    let updated = Query::<Kept>::new()
        .filter(name.eq("f"))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(kept(&updated), (2, made, sql));
    let mut saved = updated.clone();
    saved.name = "g".to_owned();
    let sql = "UPDATE kept SET name = $1, touched = $2, version = version + 1, stamp = 'x'
               WHERE id = $3 AND version = $4 RETURNING id, name, version, touched, stamp";
    save_kept(&db, sql, &mut saved).await.unwrap();
    assert_eq!((saved.version, saved.stamp.as_deref()), (3, Some("x")));
    let mut stale = updated;
    let refused = save_kept(&db, sql, &mut stale).await;
    assert!(matches!(refused, Err(Error::Stale { table: "kept" })));
}
