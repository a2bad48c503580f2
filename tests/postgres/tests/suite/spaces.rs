//! Tables of several schemas of one database: what a statement calls them, and their columns.

use relgen_postgres::harness::{Log, Raw};
use relgen_postgres::spaces::*;

/// The rows of a query with what it joins, which are those with what `with` loads.
macro_rules! beside {
    ($db:expr, $query:expr, $relationship:expr) => {{
        let joined = $query.join($relationship).all($db).await?;
        assert_eq!(joined, $query.with($relationship).all($db).await?);
        joined
    }};
}

#[tokio::test]
async fn tables_of_one_name_in_two_schemas() -> Result<()> {
    let db = Engine::on(Log::default().connection().await);
    let fresh = "DROP SCHEMA IF EXISTS relgen_staff CASCADE; CREATE SCHEMA relgen_staff";
    db.driver().batch_execute(fresh).await.expect("a schema");
    db.create_all().await?;
    let people = Person::insert_all(&db, ["Ada", "Bob"].map(NewPerson::new).to_vec()).await?;
    // Numbers that are not those of the people.
    let new = [7, 8, 9].map(|id| NewFile::new(if id < 9 { &people[0] } else { &people[1] }).id(id));
    let files = File::insert_all(&db, new.to_vec()).await?;
    let by_name = || Person::query().order_by(Person::NAME.asc());
    let counted = by_name().select((Person::NAME, Person::FILES.count()));
    let counts: Vec<u64> = counted
        .all(&db)
        .await?
        .into_iter()
        .map(|row| row.1)
        .collect();
    assert_eq!(counts, [2, 1]);
    let rows = beside!(&db, by_name(), Person::FILES);
    assert_eq!(
        rows.iter().map(|row| row.1.len()).collect::<Vec<_>>(),
        [2, 1]
    );
    let rows = beside!(
        &db,
        by_name().limit(1).offset(1),
        Person::FILES.filter(File::ID.gt(8))
    );
    assert_eq!(rows[0].1, files[2..]);
    let by_id = || File::query().order_by(File::ID.desc());
    beside!(&db, by_id().limit(2), File::PERSON);
    let reader = NewReader::new("Eve").insert(&db).await?;
    for _ in 0..2 {
        let reading = NewReading::new().file_id(files[1].id).reader_id(reader.id);
        reading.insert(&db).await?;
    }
    let rows = beside!(&db, by_id(), File::READERS);
    assert_eq!(
        rows.iter().map(|row| row.1.len()).collect::<Vec<_>>(),
        [0, 1, 0]
    );
    beside!(&db, by_id().limit(2), File::READERS);
    assert_eq!(
        by_id()
            .join(File::READERS)
            .first(&db)
            .await?
            .map(|row| row.0.id),
        Some(9)
    );
    let last = File::query().before(None).limit(1).all(&db).await?;
    assert_eq!(last, files[2..]);
    let read = File::query().filter(File::READERS.any(Reader::NAME.eq("Eve")));
    assert_eq!(read.all(&db).await?, files[1..2]);
    let of_ada = File::query().filter(File::PERSON.has(Person::NAME.eq("Ada")));
    assert_eq!(of_ada.count(&db).await?, 2);
    assert_eq!(
        by_name().filter(!Person::FILES.exists()).count(&db).await?,
        0
    );
    Ok(())
}
