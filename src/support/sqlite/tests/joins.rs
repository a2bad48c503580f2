//! Rows that are read together with what they belong to.

use super::super::*;
use super::models::*;

fn database() -> Engine {
    let db = engine();
    person("Ann").insert(&db).unwrap();
    for (text, owner) in [("a", Some(1)), ("b", None), ("c", Some(1)), ("d", None)] {
        offence(text, owner).insert(&db).unwrap();
    }
    db
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

    fn complete(db: &Connection, rows: Vec<Person>) -> Result<Vec<Self>> {
        let offences = Person::OFFENCES.load(db, &rows)?;
        let both = rows.into_iter().zip(offences);
        Ok(both.map(|(row, offences)| Self { row, offences }).collect())
    }
}

#[test]
fn a_join_reads_both_rows_at_once() {
    let db = database();
    let mut rows = Vec::new();
    let ran = statements(|| {
        let query = Offences::query().filter(Offences::ID.le(2));
        let query = query.order_by(Offences::PERSON.by(Person::NAME.asc()));
        rows = query.join(Offences::PERSON).limit(5).all(&db).unwrap();
    });
    let names: Vec<_> = rows
        .iter()
        .map(|(row, owner)| (row.id, owner.as_ref().map(|owner| owner.name.as_str())))
        .collect();
    assert_eq!(names, [(2, None), (1, Some("Ann"))]);
    assert_eq!(
        ran,
        [
            "SELECT offences.id, offences.description, offences.person_id, person.id, person.name \
             FROM offences LEFT JOIN person ON person.id = offences.person_id WHERE offences.id \
             <= ?1 ORDER BY (SELECT name FROM person WHERE id = offences.person_id) LIMIT ?2"
        ]
    );
    let joined = || Offences::query().join(Offences::PERSON);
    let (row, owner) = joined().filter(Offences::ID.eq(3)).one(&db).unwrap();
    assert_eq!((row.id, owner.unwrap().id), (3, 1));
    assert_eq!(joined().count(&db).unwrap(), 4);
    assert!(joined().first(&db).unwrap().is_some());
    let (_, offence) = Person::query()
        .join(Person::OFFENCE)
        .first(&db)
        .unwrap()
        .unwrap();
    assert!(offence.is_some());
}

#[test]
fn a_join_with_the_table_itself_and_with_a_row_that_is_missing() {
    let db = engine();
    for (name, parent) in [("a", None), ("b", Some(1)), ("c", Some(2))] {
        node(name, parent).insert(&db).unwrap();
    }
    let query = Node::query().order_by(Node::CHILDREN.count().asc());
    let query = query.order_by(Node::ID.asc()).join(Node::PARENT);
    let rows = query.all(&db).unwrap();
    let names = rows.iter().map(|(node, parent)| {
        let parent = parent.as_ref().map_or("", |parent| &parent.name);
        format!("{}{}", node.name, parent)
    });
    assert_eq!(names.collect::<Vec<_>>(), ["cb", "a", "ba"]);
    country("AT").insert(&db).unwrap();
    city("Graz", "AT").insert(&db).unwrap();
    let (_, country): (City, Country) = City::query().join(City::COUNTRY).one(&db).unwrap();
    assert_eq!(country.code, "AT");
    city("Nowhere", "XX").insert(&db).unwrap();
    assert!(matches!(
        City::query().join(City::COUNTRY).all(&db),
        Err(Error::NoParent { .. })
    ));
}

#[test]
fn what_is_loaded_along_is_there_in_every_way() {
    const LINK: &Link = &Link {
        name: "Offences.offender",
        local: &[2],
        remote: &[0],
        order: &[],
        fixed: &[],
        keys: "",
    };
    let db = database();
    let counts = |offenders: &[Offender]| {
        let counts = offenders.iter().map(|offender| offender.offences.len());
        counts.collect::<Vec<_>>()
    };
    let offender: BelongsTo<Offences, Option<Offender>> = BelongsTo::new(LINK);
    let mut joined = Vec::new();
    let ran = statements(|| joined = Offences::query().join(offender).all(&db).unwrap());
    assert_eq!(ran.len(), 2);
    let offenders: Vec<Offender> = joined.into_iter().filter_map(|row| row.1).collect();
    assert_eq!(counts(&offenders), [2, 2]);
    let own = Offender::from_sql(&db, "SELECT * FROM person", ()).unwrap();
    assert_eq!(counts(&own), [2]);
    const BACK: &Link = &Link {
        name: "Offender.offence",
        local: &[0],
        remote: &[2],
        order: &[],
        fixed: &[],
        keys: "",
    };
    let offender: HasOne<Offender, Offences> = HasOne::new(BACK);
    let rows = Query::<Offender>::new().join(offender).all(&db).unwrap();
    assert_eq!(rows.len(), 2, "one for each that belongs to it");
    let paged = Query::<Offender>::new().before(None).limit(1);
    assert_eq!(counts(&paged.all(&db).unwrap()), [2]);
}
