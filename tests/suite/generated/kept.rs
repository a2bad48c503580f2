//! Columns that others write or that are read on demand, and types of the user's own.

use crate::harness::{Raw, either, test};
use crate::schemas::kept::*;
use crate::schemas::kinds::{Email, Format, PersonKey};

async fn engine() -> Result<Engine> {
    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    Ok(engine)
}

fn email(text: &str) -> Email {
    Email::new(text).expect("an address")
}

async fn document(engine: &Engine) -> Result<(Person, Document)> {
    let person = NewPerson::new(email("Ursula@example.org"))
        .insert(engine)
        .await?;
    let document = NewDocument::new(&person, "Long ago.", "Tales")
        .insert(engine)
        .await?;
    Ok((person, document))
}

#[test]
async fn values_travel_in_the_users_own_types() -> Result<()> {
    let engine = engine().await?;
    let address = email("Ursula@example.org");
    let person = NewPerson::new(address.clone())
        .second_email(email("b@c"))
        .insert(&engine)
        .await?;
    assert_eq!((person.id, &person.format), (PersonKey(1), &Format::Small));
    let found = Person::get_by_email(&engine, &address).await?;
    assert_eq!(found.as_ref(), Some(&person));
    let by_filter = Person::query().filter(Person::EMAIL.eq(address.clone()));
    assert_eq!(by_filter.one(&engine).await?, person);
    let many = Person::get_many(&engine, &[PersonKey(1), PersonKey(7)]).await?;
    assert_eq!(many.len(), 1);
    Person::update(&person.id)
        .format(Format::Large)
        .second_email_null()
        .run(&engine)
        .await?;
    let reloaded = person.reload(&engine).await?;
    assert_eq!(
        (reloaded.format, reloaded.second_email),
        (Format::Large, None)
    );
    Ok(())
}

#[test]
async fn what_the_users_type_refuses_is_an_error() -> Result<()> {
    let engine = engine().await?;
    let stored = "INSERT INTO person (email, balance, format) VALUES ('no address', 0, 'small')";
    engine.raw(stored).await?;
    let read = Person::query().one(&engine).await.unwrap_err();
    let said = "person.email: expected crate::kinds::Email, found the text \"no address\"";
    assert_eq!(read.to_string(), said);
    let mut new = NewPerson::new(email("a@b"));
    new.id = Some(PersonKey(0));
    let bound = new.insert(&engine).await.unwrap_err();
    assert!(
        matches!(bound, Error::DoesNotFit { column: "id", .. }),
        "{bound}"
    );
    let long = format!("{}@example.org", "a".repeat(320));
    let too_long = NewPerson::new(email(&long))
        .insert(&engine)
        .await
        .unwrap_err();
    assert!(matches!(
        too_long,
        Error::DoesNotFit {
            column: "email",
            ..
        }
    ));
    Ok(())
}

#[test]
async fn deferred_columns_are_read_on_demand() -> Result<()> {
    let engine = engine().await?;
    let (person, document) = document(&engine).await?;
    assert_eq!(document.body(&engine).await?, "Long ago.");
    assert_eq!(person.photo(&engine).await?, None);
    Person::update(&person.id)
        .photo(vec![1, 2])
        .run(&engine)
        .await?;
    assert_eq!(person.photo(&engine).await?.as_deref(), Some(&[1, 2][..]));
    // Saving the row leaves them alone, and filters know them.
    person.save(&engine).await?;
    assert_eq!(
        Person::query()
            .filter(Person::PHOTO.is_not_null())
            .count(&engine)
            .await?,
        1
    );
    engine.raw("DELETE FROM document").await?;
    assert!(matches!(
        document.body(&engine).await,
        Err(Error::NotFound { table: "document" })
    ));
    Ok(())
}

#[test]
async fn a_version_counts_and_tells_what_is_stale() -> Result<()> {
    let engine = engine().await?;
    let (_, mut document) = document(&engine).await?;
    assert_eq!(
        (document.revision, document.edits, document.changed),
        (1, None, None)
    );
    let mut stale = document.clone();
    document.title = "More tales".to_owned();
    document.save(&engine).await?;
    assert_eq!((document.revision, document.edits), (2, Some(1)));
    assert!(
        document
            .changed
            .is_some_and(|changed| changed >= document.created)
    );
    assert_eq!(document.reload(&engine).await?, document);
    let saved = stale.save(&engine).await.unwrap_err();
    assert!(
        matches!(saved, Error::Stale { table: "document" }),
        "{saved}"
    );
    let deleted = stale.delete(&engine).await.unwrap_err();
    assert!(matches!(deleted, Error::Stale { table: "document" }));
    Document::update(document.id)
        .title("Other tales")
        .run(&engine)
        .await?;
    let now = document.reload(&engine).await?;
    assert_eq!((now.revision, now.edits), (3, Some(2)));
    // What is set is not brought up to date.
    Document::update(document.id)
        .edits(40)
        .changed_null()
        .run(&engine)
        .await?;
    let now = document.reload(&engine).await?;
    assert_eq!((now.revision, now.edits, now.changed), (4, Some(40), None));
    now.delete(&engine).await?;
    assert_eq!(Document::query().count(&engine).await?, 0);
    Ok(())
}

#[test]
async fn computed_columns_are_read_and_never_written() -> Result<()> {
    let engine = engine().await?;
    let (_, mut document) = document(&engine).await?;
    assert_eq!((document.length, document.twice), (Some(5), Some(10)));
    document.title = "Longer".to_owned();
    document.save(&engine).await?;
    assert_eq!((document.length, document.twice), (Some(6), Some(12)));
    let long = Document::query().filter(Document::TWICE.gt(11));
    assert_eq!(long.all(&engine).await?, [document]);
    Ok(())
}

#[test]
async fn a_collation_says_what_is_equal() -> Result<()> {
    let engine = engine().await?;
    let (person, document) = document(&engine).await?;
    // PostgreSQL comes without a collation that takes capitals for small letters.
    let (found, again) = either(("TALES", "tALES"), ("Tales", "Tales"));
    let found = Document::get_by_title(&engine, found).await?;
    assert_eq!(found.map(|found| found.id), Some(document.id));
    let again = NewDocument::new(&person, "", again).insert(&engine).await;
    assert!(again.is_err_and(|error| error.violates(Document::TITLE)));
    Ok(())
}

#[test]
async fn literals_of_every_type_are_defaults() -> Result<()> {
    let engine = engine().await?;
    let (_, document) = document(&engine).await?;
    let text = |value: Option<String>| value.unwrap_or_default();
    assert_eq!(
        text(document.checked.map(|day| day.to_string())),
        "2026-01-31"
    );
    assert_eq!(text(document.at.map(|time| time.to_string())), "18:30:00");
    let released = document.released.map(|time| time.to_rfc3339());
    assert_eq!(text(released), "2026-01-31T18:30:00.500+00:00");
    assert_eq!(document.settings["a"][0], 1);
    assert_eq!(
        document.key.to_string(),
        "67e55044-10b1-426f-9247-bb680e5fe0c8"
    );
    let same = Document::query().filter(Document::RELEASED.eq(document.released.unwrap()));
    assert_eq!(same.count(&engine).await?, 1);
    Ok(())
}

#[test]
async fn what_is_all_read_on_demand_can_be_written() -> Result<()> {
    let engine = engine().await?;
    let mut attachment = NewAttachment::new().name("a").insert(&engine).await?;
    let update = Attachment::update(attachment.id).bytes(vec![1]);
    update.run(&engine).await?;
    assert_eq!(attachment.bytes(&engine).await?, Some(vec![1]));
    engine.raw("UPDATE attachment SET changed = NULL").await?;
    attachment.save(&engine).await?;
    assert!(attachment.changed(&engine).await?.is_some());
    assert_eq!(attachment.name(&engine).await?.as_deref(), Some("a"));
    Ok(())
}

#[test]
async fn a_row_under_the_key_of_another_is_updated() -> Result<()> {
    let engine = engine().await?;
    let person = NewPerson::new(email("a@b")).insert(&engine).await?;
    let profile = NewProfile::new(&person).insert(&engine).await?;
    Profile::update(&person.id)
        .words("long")
        .run(&engine)
        .await?;
    assert_eq!(profile.words(&engine).await?.as_deref(), Some("long"));
    assert_eq!(person.profile(&engine).await?, Some(profile));
    Ok(())
}

#[test]
async fn mixins_bring_columns_keys_and_relationships() -> Result<()> {
    let engine = engine().await?;
    let (person, _) = document(&engine).await?;
    let note = NewNote::new(person.id).text("x").insert(&engine).await?;
    assert_eq!(person.owned_document(&engine).await?.len(), 1);
    assert_eq!(person.owned_note(&engine).await?[0], note);
    assert_eq!(note.owner(&engine).await?, person);
    let loaded = Note::query().with(Note::OWNER).all(&engine).await?;
    assert_eq!(loaded, [(note, person)]);
    Ok(())
}

#[test]
async fn a_table_without_a_model_is_created_and_dropped() -> Result<()> {
    let engine = engine().await?;
    document(&engine).await?;
    engine
        .raw("INSERT INTO reader (person_id, document_id) VALUES (1, 1)")
        .await?;
    let count = "SELECT count(*) FROM reader WHERE since IS NOT NULL";
    assert_eq!(engine.number(count).await?, 1);
    engine.create_all().await?;
    engine.drop_all().await?;
    assert!(engine.raw("SELECT * FROM reader").await.is_err());
    Ok(())
}
