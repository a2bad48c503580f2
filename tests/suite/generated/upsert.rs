//! Rows that may be there already.

use crate::harness::{Log, either, logged, test};
use crate::schemas::nested::*;

async fn database() -> (Engine, Log) {
    logged!()
}

fn tag(label: &str, color: &str, uses: i32) -> NewTag {
    NewTag::new(label).color(color).uses(uses)
}

#[test]
async fn a_row_that_is_there_takes_over_what_is_named() {
    let (db, log) = database().await;
    let new = tag("rust", "red", 1)
        .upsert_by_label(&db, Tag::COLOR)
        .await
        .unwrap();
    assert_eq!((new.color.as_deref(), new.uses), (Some("red"), 1));
    let same = tag("rust", "blue", 2)
        .upsert_by_label(&db, Tag::COLOR)
        .await
        .unwrap();
    assert_eq!(
        (same.id, same.color.as_deref(), same.uses),
        (new.id, Some("blue"), 1)
    );
    let both = (Tag::USES, Tag::COLOR);
    let same = tag("rust", "green", 3)
        .upsert_by_label(&db, both)
        .await
        .unwrap();
    assert_eq!(
        (same.id, same.color.as_deref(), same.uses),
        (new.id, Some("green"), 3)
    );
    assert_eq!(same.reload(&db).await.unwrap(), same);
    let ran = log.take();
    assert_eq!(ran.len(), 4);
    assert_eq!(
        ran[1],
        either(
            "INSERT INTO tag (id, label, color, uses) VALUES (?, ?, ?, ?) ON CONFLICT (label) \
             DO UPDATE SET color = excluded.color RETURNING id, label, color, uses",
            "INSERT INTO tag (label, color, uses) VALUES ($1, $2, $3) ON CONFLICT (label) \
             DO UPDATE SET color = excluded.color RETURNING id, label, color, uses",
        )
    );
}

#[test]
async fn nothing_is_taken_over_by_nobody() {
    let (db, log) = database().await;
    let new = tag("rust", "red", 1)
        .upsert_by_label(&db, ())
        .await
        .unwrap();
    let same = tag("rust", "blue", 2)
        .upsert_by_label(&db, ())
        .await
        .unwrap();
    assert_eq!(new, same);
    assert_eq!(log.take().len(), 2);
}

#[test]
async fn what_the_database_fills_in_is_left_out() {
    let (db, log) = database().await;
    tag("rust", "red", 1)
        .upsert_by_label(&db, ())
        .await
        .unwrap();
    log.take();
    let same = NewTag::new("rust")
        .upsert_by_label(&db, Tag::COLOR)
        .await
        .unwrap();
    assert_eq!(same.color.as_deref(), Some("gray"));
    assert!(log.take()[0].starts_with(either(
        "INSERT INTO tag (id, label, uses) VALUES (?, ?, ?)",
        "INSERT INTO tag (label, uses) VALUES ($1, $2)"
    )));
}

#[test]
async fn by_the_primary_key() {
    let (db, _) = database().await;
    let ann = |name: &str| NewReader::new("ann@example.org", name);
    ann("Ann").upsert(&db, ()).await.unwrap();
    assert_eq!(ann("Anna").upsert(&db, ()).await.unwrap().name, "Ann");
    assert_eq!(
        ann("Anna").upsert(&db, Reader::NAME).await.unwrap().name,
        "Anna"
    );
    // A number of the database's is taken by nobody, one of the program's may be.
    let one = tag("a", "red", 1).upsert(&db, Tag::LABEL).await.unwrap();
    let two = tag("b", "red", 1).upsert(&db, Tag::LABEL).await.unwrap();
    assert_ne!(one.id, two.id);
    let same = tag("c", "red", 1)
        .id(one.id)
        .upsert(&db, Tag::LABEL)
        .await
        .unwrap();
    assert_eq!((same.id, same.label.as_str()), (one.id, "c"));
    assert_eq!(Tag::query().count(&db).await.unwrap(), 2);
}

#[test]
async fn another_key_that_is_taken_is_an_error() {
    let (db, _) = database().await;
    let reader = |email: &str, code: &str| NewReader::new(email, "Ann").code(code);
    reader("a", "1").insert(&db).await.unwrap();
    let refused = reader("b", "1")
        .upsert(&db, Reader::NAME)
        .await
        .unwrap_err();
    assert!(refused.violates(Reader::CODE) && refused.kind() == Some(ConstraintKind::Unique));
    let same = reader("b", "1")
        .upsert_by_code(&db, Reader::NAME)
        .await
        .unwrap();
    assert_eq!(same.email, "a");
    // NULL is like no other.
    for email in ["c", "d"] {
        NewReader::new(email, "Ann")
            .upsert_by_code(&db, ())
            .await
            .unwrap();
    }
    assert_eq!(Reader::query().count(&db).await.unwrap(), 3);
}

#[test]
async fn by_several_columns() {
    let (db, _) = database().await;
    let author = NewAuthor::new("Ursula").insert(&db).await.unwrap();
    let book = |title: &str| NewBook::new(title, &author).shelf(1).slot(2);
    let one = book("One").upsert_by_shelf_slot(&db, ()).await.unwrap();
    let same = book("Two")
        .upsert_by_shelf_slot(&db, Book::TITLE)
        .await
        .unwrap();
    assert_eq!((same.id, same.title.as_str()), (one.id, "Two"));
}

#[test]
async fn children_go_to_the_row_that_is_there() {
    let (db, _) = database().await;
    let author = NewAuthor::new("Ursula").insert(&db).await.unwrap();
    let a = NewTag::new("a").insert(&db).await.unwrap();
    for title in ["One", "Two"] {
        let book = NewBook::new(title, Parent).id(7).tags([&a]);
        let same = NewAuthor::new("Ursula")
            .upsert_by_name(&db, ())
            .await
            .unwrap();
        assert_eq!(same, author);
        let book = NewBook {
            author_id: Some(same.id),
            ..book
        };
        book.upsert(&db, Book::TITLE).await.unwrap();
    }
    assert_eq!(
        author.books(&db).await.unwrap()[0].tags(&db).await.unwrap(),
        [a]
    );
    let more = NewAuthor::new("Ursula").books([NewBook::new("Three", Parent)]);
    more.upsert_by_name(&db, ()).await.unwrap();
    assert_eq!(author.books(&db).await.unwrap().len(), 2);
    let alone = NewBook::new("Four", Parent).upsert(&db, ()).await;
    assert!(matches!(alone, Err(Error::NoParent { .. })));
}

#[test]
async fn what_others_write_is_kept_up() {
    let (db, log) = database().await;
    let setting = |value: &str| NewSetting::new("app", "color", value).note(value);
    let new = setting("red").upsert(&db, Setting::VALUE).await.unwrap();
    assert_eq!((new.revision, new.changed, new.length), (1, None, Some(3)));
    let same = setting("green").upsert(&db, ()).await.unwrap();
    assert_eq!(new, same);
    log.take();
    let same = setting("green").upsert(&db, Setting::VALUE).await.unwrap();
    assert_eq!((same.revision, same.length), (2, Some(5)));
    assert!(same.changed.is_some());
    assert_eq!(same.note(&db).await.unwrap().as_deref(), Some("red"));
    assert_eq!(
        log.take()[0],
        either(
            "INSERT INTO setting (scope, name, value, revision, changed, note) \
             VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (scope, name) DO UPDATE SET \
             value = excluded.value, revision = revision + 1, changed = ? \
             RETURNING scope, name, value, revision, changed, length",
            "INSERT INTO setting (scope, name, value, revision, changed, note) \
             VALUES ($2, $3, $4, $5, $6, $7) ON CONFLICT (scope, name) DO UPDATE SET \
             value = excluded.value, revision = setting.revision + 1, changed = $1 \
             RETURNING scope, name, value, revision, changed, length",
        )
    );
    let same = setting("blue")
        .upsert(&db, (Setting::NOTE, Setting::CHANGED))
        .await
        .unwrap();
    assert_eq!((same.revision, same.changed), (3, None));
    assert_eq!(same.note(&db).await.unwrap().as_deref(), Some("blue"));
}

#[test]
async fn what_nobody_can_set_is_refused() {
    let (db, _) = database().await;
    let setting = || NewSetting::new("app", "color", "red");
    let refused = [
        (setting().upsert(&db, Setting::LENGTH).await, "length"),
        (
            setting()
                .upsert(&db, (Setting::VALUE, Setting::REVISION))
                .await,
            "revision",
        ),
        (setting().upsert(&db, Setting::SCOPE).await, "scope"),
    ];
    for (refused, column) in refused {
        let error = refused.unwrap_err();
        assert!(
            matches!(error, Error::DoesNotFit { table: "setting", column: it, .. } if it == column),
            "{error}"
        );
    }
    assert_eq!(Setting::query().count(&db).await.unwrap(), 0);
}

#[test]
async fn many_rows_at_once() {
    let (db, log) = database().await;
    let rows = |color: &str, count: i32| {
        (0..count)
            .map(|number| tag(&format!("t{number}"), color, number))
            .collect::<Vec<_>>()
    };
    let new = Tag::upsert_all_by_label(&db, rows("red", 40), Tag::COLOR)
        .await
        .unwrap();
    log.take();
    let all = Tag::upsert_all_by_label(&db, rows("blue", 64), Tag::COLOR)
        .await
        .unwrap();
    // A savepoint, its release, and 32 rows a statement; arrays take any number of rows.
    assert_eq!(log.take().len(), either(4, 1));
    assert_eq!(all.len(), 64);
    assert!(
        all.iter()
            .zip(0..)
            .all(|(tag, number)| tag.uses == number && tag.color.as_deref() == Some("blue"))
    );
    assert!(all.iter().zip(&new).all(|(one, other)| one.id == other.id));
    assert!(
        Tag::upsert_all(&db, Vec::new(), ())
            .await
            .unwrap()
            .is_empty()
    );
}

#[test]
async fn leaving_setting_and_setting_to_null_differ() {
    let (db, _) = database().await;
    let tag = tag("rust", "red", 1).insert(&db).await.unwrap();
    let color = async || Tag::get(&db, tag.id).await.unwrap().unwrap().color;
    Tag::update(tag.id).uses(2).run(&db).await.unwrap();
    assert_eq!(color().await.as_deref(), Some("red"));
    Tag::update(tag.id).color("blue").run(&db).await.unwrap();
    assert_eq!(color().await.as_deref(), Some("blue"));
    Tag::update(tag.id).color_null().run(&db).await.unwrap();
    assert_eq!(color().await, None);
    Tag::update(tag.id)
        .color(Some("red"))
        .run(&db)
        .await
        .unwrap();
    Tag::update(tag.id)
        .color(None::<&str>)
        .run(&db)
        .await
        .unwrap();
    assert_eq!(color().await, None);
    Tag::update(tag.id).run(&db).await.unwrap();
    assert_eq!(Tag::get(&db, tag.id).await.unwrap().unwrap().uses, 2);
}
