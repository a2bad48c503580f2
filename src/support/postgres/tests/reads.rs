//! Rows that are read together with what they belong to, by SQL of one's own, and locked.

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

/// A person whose offences are loaded along, whichever way it is read.
#[derive(Debug, Clone, PartialEq)]
struct Offender {
    row: Person,
    offences: Vec<Offences>,
}

impl Row for Offender {
    const TABLE: &'static Table = Person::TABLE;

    fn value(&self, column: usize) -> Value<'_> {
        self.row.value(column)
    }
}

impl Model for Offender {
    type Columns = Person;

    const EAGER: bool = true;

    fn complete<'a>(db: &'a dyn Db, rows: Vec<Person>) -> BoxFuture<'a, Result<Vec<Self>>> {
        Box::pin(async move {
            let mut offences = Person::OFFENCES.loaded_along(db, &rows).await?;
            let mut models = Vec::with_capacity(rows.len());
            for row in rows {
                let offences = offences.next()?;
                models.push(Self { row, offences });
            }
            Ok(models)
        })
    }
}

impl Texts for Offender {
    const INSERT: &'static str = <Person as Texts>::INSERT;
}

fn counts(offenders: &[Offender]) -> Vec<usize> {
    let counts = offenders.iter().map(|offender| offender.offences.len());
    counts.collect()
}

#[tokio::test]
async fn a_join_reads_both_rows_at_once() {
    let Some(db) = database().await else {
        return;
    };
    let counted = Counted::of(&db);
    let query = Offences::query().filter(Offences::ID.le(2)).distinct();
    let query = query.order_by(Offences::PERSON.by(Person::NAME.asc()));
    let query = query.join(Offences::PERSON).limit(5);
    let rows = query.all(&counted).await.unwrap();
    assert_eq!(counted.ran(), 1);
    let name = |owner: &Option<Person>| owner.as_ref().map(|owner| owner.name.clone());
    let names: Vec<_> = rows.iter().map(|row| (row.0.id, name(&row.1))).collect();
    assert_eq!(names, [(2, None), (1, Some("Ann".to_owned()))]);
    let joined = || Offences::query().join(Offences::PERSON);
    let third = joined().filter(Offences::ID.eq(3)).one(&db).await.unwrap();
    assert_eq!((third.0.id, third.1.unwrap().id), (3, 1));
    assert_eq!(joined().count(&db).await.unwrap(), 4);
    let joined = Person::query().join(Person::OFFENCE).first(&db).await;
    assert!(joined.unwrap().unwrap().1.is_some());
}

#[tokio::test]
async fn a_join_with_the_table_itself_and_with_a_row_that_is_missing() {
    let Some(db) = engine().await else {
        return;
    };
    for (name, parent) in [("a", None), ("b", Some(1)), ("c", Some(2))] {
        node(name, parent).insert(&db).await.unwrap();
    }
    let query = Node::query().order_by(Node::CHILDREN.count().asc());
    let query = query.order_by(Node::ID.asc()).join(Node::PARENT);
    let rows = query.all(&db).await.unwrap();
    let names = rows.iter().map(|(node, parent)| {
        let parent = parent.as_ref().map_or("", |parent| &parent.name);
        format!("{}{}", node.name, parent)
    });
    assert_eq!(names.collect::<Vec<_>>(), ["cb", "a", "ba"]);
    city("Nowhere", "XX").insert(&db).await.unwrap();
    let refused = City::query().join(City::COUNTRY).all(&db).await;
    assert!(matches!(refused, Err(Error::NoParent { .. })));
}

#[tokio::test]
async fn what_is_loaded_along_is_there_in_every_way() {
    const LINK: &Link = &Link {
        name: "Offences.offender",
        local: &[2],
        remote: &[0],
        order: &[],
        fixed: &[],
        keys: "id = ANY($1)",
    };
    let Some(db) = database().await else {
        return;
    };
    let offender: BelongsTo<Offences, Option<Offender>> = BelongsTo::new(LINK);
    let counted = Counted::of(&db);
    let joined = Offences::query()
        .join(offender)
        .all(&counted)
        .await
        .unwrap();
    assert_eq!(counted.ran(), 2);
    let offenders: Vec<Offender> = joined.into_iter().filter_map(|row| row.1).collect();
    assert_eq!(counts(&offenders), [2, 2]);
    let own = Offender::from_sql(&db, "SELECT * FROM person", ())
        .await
        .unwrap();
    assert_eq!(counts(&own), [2]);
    let paged = Query::<Offender>::new().before(None).limit(1);
    assert_eq!(counts(&paged.all(&db).await.unwrap()), [2]);
    let new = |name: &str| NewRow::<Offender>::new().set(1, name.to_owned());
    let counted = Counted::of(&db);
    let rows = insert_all(&counted, ["Bob", "Cleo"].map(new))
        .await
        .unwrap();
    assert_eq!((counts(&rows), counted.ran()), (vec![0, 0], 4));
}

#[tokio::test]
async fn models_by_the_names_of_their_columns() {
    let Some(db) = engine().await else {
        return;
    };
    insert_all(&db, ["Ann", "Bob"].map(person)).await.unwrap();
    const TURNED: &str = "SELECT name, 1 AS more, id FROM person WHERE name <> $1 ORDER BY id";
    let rows = Person::from_sql(&db, TURNED, ("x",)).await.unwrap();
    let names: Vec<_> = rows.iter().map(|row| (row.id, row.name.as_str())).collect();
    assert_eq!(names, [(1, "Ann"), (2, "Bob")]);
    const NAMES: &str = "SELECT name, name AS other FROM person";
    match Person::from_sql(&db, NAMES, ()).await {
        Err(Error::DoesNotFit {
            table: "person",
            column: "id",
            found,
            ..
        }) => assert_eq!(found, "name, other"),
        other => panic!("{other:?}"),
    }
    const INSERTED: &str = "INSERT INTO person (name) VALUES ($1) RETURNING *";
    let rows = Person::from_sql(&db, INSERTED, ["Cleo"]).await.unwrap();
    assert_eq!(rows[0].id, 3);
    // A native enum is read whether it is made text or not.
    let thing = NewRow::<Thing>::new().set(16, Severity::Major);
    let thing = thing.insert(&db).await.unwrap();
    let all = Thing::from_sql(&db, "SELECT * FROM thing", ())
        .await
        .unwrap();
    assert_eq!(all, [thing]);
}

#[tokio::test]
async fn tuples_by_place() {
    let Some(db) = engine().await else {
        return;
    };
    const VALUES: &str = "SELECT $1::severity, $2::date, $3::uuid, $4::integer";
    let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 3).unwrap();
    let uid = ::uuid::Uuid::nil();
    let given = (Severity::Major, day, Some(uid), None::<i32>);
    type Row = (Severity, chrono::NaiveDate, ::uuid::Uuid, Option<i64>);
    let rows = <Row>::from_sql(&db, VALUES, given).await.unwrap();
    assert_eq!(rows, [(Severity::Major, day, uid, None)]);
    const SUM: &str = "SELECT $1::integer + $2";
    let sum = <(u64,)>::from_sql(&db, SUM, [1, 2]).await;
    assert_eq!(sum.unwrap(), [(3,)]);
    let numbers = vec![1_i64, 2];
    let sum = <(i64,)>::from_sql(&db, SUM, numbers.as_slice()).await;
    assert_eq!(sum.unwrap(), [(3,)]);
    let misfit = <(i32, i32)>::from_sql(&db, "SELECT 1, 'x'", ()).await;
    let error = misfit.unwrap_err().to_string();
    assert_eq!(error, "statement.2: expected i32, found the text \"x\"");
    let missing = <(i32, i32)>::from_sql(&db, "SELECT 1", ()).await;
    let error = missing.unwrap_err().to_string();
    assert_eq!(error, "statement.2: expected i32, found no such column");
    let unbound = <(i32,)>::from_sql(&db, SUM, [1]).await;
    assert!(matches!(unbound, Err(Error::Driver(_))));
}

#[tokio::test]
async fn one_column_of_a_row() {
    let Some(db) = database().await else {
        return;
    };
    let sql = "SELECT description FROM offences WHERE id = $1";
    let column = Offences::DESCRIPTION;
    let text = read_column(&db, sql, &[Value::Integer(1)], column).await;
    assert_eq!(text.unwrap().as_deref(), Some("a"));
    let none = read_column(&db, sql, &[Value::Integer(9)], column).await;
    assert!(matches!(none, Err(Error::NotFound { table: "offences" })));
}

#[tokio::test]
async fn keys_are_read_to_be_given_again() {
    let Some(db) = database().await else {
        return;
    };
    let sql = "SELECT array_agg(id)::text FROM offences WHERE person_id = $1";
    let of = async |person: i32| {
        keys(&db, sql, &[Value::Integer(person.into())])
            .await
            .unwrap()
    };
    let (found, none) = (of(1).await, of(2).await);
    assert_eq!((found.as_str(), none.as_str()), ("{1,3}", "{}"));
    let delete = "DELETE FROM offences WHERE id = ANY($1)";
    let deleted = async |keys: &str| execute(&db, delete, &[Value::from(keys)]).await.unwrap();
    assert_eq!((deleted(&none).await, deleted(&found).await), (0, 2));
}
