//! A model that is read as its columns and completed.

use super::super::*;
use super::models::*;

/// A person with its offences as a field; its columns are a [`Person`].
#[derive(Debug, Clone, PartialEq)]
struct Offender {
    id: i32,
    name: String,
    offences: Vec<Offences>,
}

impl Offender {
    const OFFENCES: HasMany<Self, Offences> = HasMany::new(&Link {
        name: "Offender.offences",
        local: &[0],
        remote: &[2],
        order: &[(0, true)],
        fixed: &[],
        keys: "person_id IN (SELECT value FROM json_each(?1))",
    });
}

impl Row for Offender {
    const TABLE: &'static Table = <Person as Row>::TABLE;

    fn value(&self, column: usize) -> Value<'_> {
        match column {
            0 => self.id.bind(),
            1 => self.name.bind(),
            _ => Value::Null,
        }
    }
}

impl Model for Offender {
    type Columns = Person;

    const EAGER: bool = true;

    fn complete(db: &Connection, rows: Vec<Person>) -> Result<Vec<Self>> {
        let mut offences = Self::OFFENCES.loaded_along(db, &rows)?;
        let mut models = Vec::with_capacity(rows.len());
        for row in rows {
            models.push(Self {
                id: row.id,
                name: row.name,
                offences: offences.next()?,
            });
        }
        Ok(models)
    }
}

impl Texts for Offender {
    const INSERT: &'static str = <Person as Texts>::INSERT;
}

/// As many persons, each with two offences.
fn offenders(count: i32) -> Engine {
    let db = engine();
    insert_all(&db, (1..=count).map(|id| person(&format!("p{id}")))).unwrap();
    let offences = (1..=2 * count).map(|id| offence(&format!("o{id}"), Some((id + 1) / 2)));
    insert_all(&db, offences).unwrap();
    db
}

fn selects(ran: &[String]) -> usize {
    ran.iter().filter(|text| text.starts_with("SELECT")).count()
}

#[test]
fn rows_are_completed_by_one_statement() {
    let db = offenders(600);
    let query = || Query::<Offender>::new().order_by(Column::<Offender, i32>::new(0).asc());
    let mut rows = Vec::new();
    let ran = statements(|| rows = query().all(&db).unwrap());
    assert_eq!((rows.len(), selects(&ran)), (600, 2));
    for row in &rows {
        let numbers: Vec<i32> = row.offences.iter().map(|one| one.id).collect();
        assert_eq!(numbers, [2 * row.id, 2 * row.id - 1]);
    }
    let mut streamed = Vec::new();
    let ran = statements(|| {
        let push = |row| {
            streamed.push(row);
            Ok(())
        };
        query().each(&db, push).unwrap();
    });
    // 256, 256 and 88 rows.
    assert_eq!((streamed == rows, selects(&ran)), (true, 4));
    let ran = statements(|| assert_eq!(query().first(&db).unwrap().as_ref(), rows.first()));
    assert_eq!(selects(&ran), 2);
    let none = || query().filter(Column::<Offender, i32>::new(0).lt(0));
    let ran = statements(|| assert!(none().all(&db).unwrap().is_empty()));
    assert_eq!(selects(&ran), 1);
}

#[test]
fn what_many_statements_insert_is_completed_by_one() {
    let db = engine();
    let new = |number: i32| NewRow::<Offender>::new().set(1, number.to_string());
    let mut rows = Vec::new();
    let ran = statements(|| rows = insert_all(&db, (0..100).map(new)).unwrap());
    assert_eq!((rows.len(), selects(&ran)), (100, 1));
    assert!(rows.iter().all(|row| row.offences.is_empty()));
}

#[test]
fn what_cannot_be_completed_is_not_inserted() {
    let db = engine();
    db.execute_batch("DROP TABLE offences").unwrap();
    let new = NewRow::<Offender>::new().set(1, "Ann".to_owned());
    assert!(insert_all(&db, [new]).is_err());
    assert_eq!(Person::query().count(&db).unwrap(), 0);
}

#[test]
fn loaded_rows_have_their_fields_and_more_can_be_loaded() {
    let db = offenders(2);
    let (row, few) = Query::<Offender>::new()
        .with(Offender::OFFENCES.limit(1))
        .first(&db)
        .unwrap()
        .unwrap();
    assert_eq!((row.offences.len(), few.len()), (2, 1));
    assert_eq!(few.first(), row.offences.first());
}
