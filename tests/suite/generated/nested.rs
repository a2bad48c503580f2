//! Rows that are given along with new ones.

use crate::harness::{Log, Raw, either, logged, test};
use crate::schemas::nested::*;

/// A database whose foreign keys are enforced, and one whose are not.
async fn each(test: impl AsyncFn(&Connection<'_>, &Log)) {
    for enforced in [true, false] {
        let (db, log) = logged!();
        db.enforce_keys(enforced).await.unwrap();
        log.take();
        test(&db, &log).await;
        db.assert_whole().await;
    }
}

fn inserts(log: &Log) -> Vec<String> {
    let table = |sql: String| {
        Some(
            sql.strip_prefix("INSERT INTO ")?
                .split(' ')
                .next()?
                .to_owned(),
        )
    };
    log.take().into_iter().filter_map(table).collect()
}

fn chapters(count: usize) -> impl Iterator<Item = NewChapter> {
    (0..count).map(|number| NewChapter::new(Parent, format!("Chapter {number}")))
}

#[test]
async fn children_get_the_key_of_their_parent() {
    each(async |db, log| {
        let author = NewAuthor::new("Ursula")
            .books([NewBook::new("The Dispossessed", Parent)])
            .books([NewBook::new("Always Coming Home", Parent)])
            .profile(NewProfile::new(Parent).words("replaced"))
            .profile(NewProfile::new(Parent).words("writes"))
            .insert(db)
            .await
            .unwrap();
        log.says([
            "SAVEPOINT relgen",
            "INSERT INTO author (id, name) VALUES (?1, ?2)",
            "INSERT INTO book (id, title, author_id, shelf, slot) \
                 VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?)",
            "INSERT INTO profile (id, author_id, words) VALUES (?1, ?2, ?3)",
            "RELEASE relgen",
        ]);
        let titles: Vec<String> = author
            .books(db)
            .await
            .unwrap()
            .into_iter()
            .map(|it| it.title)
            .collect();
        assert_eq!(titles, ["Always Coming Home", "The Dispossessed"]);
        assert_eq!(author.profile(db).await.unwrap().unwrap().words, "writes");
    })
    .await;
}

#[test]
async fn a_row_without_children_is_one_statement() {
    each(async |db, log| {
        let none: [NewBook; 0] = [];
        NewAuthor::new("Ursula")
            .books(none)
            .insert(db)
            .await
            .unwrap();
        assert_eq!(log.take().len(), 1);
    })
    .await;
}

#[test]
async fn whole_trees_take_few_statements() {
    each(async |db, log| {
        let author = |number: usize| {
            let book = |book| NewBook::new(format!("Book {book}"), Parent).chapters(chapters(10));
            NewAuthor::new(format!("Author {number}")).books((0..10).map(book))
        };
        let authors = Author::insert_all(db, (0..100).map(author).collect())
            .await
            .unwrap();
        // 3 × 32 + 4, 31 × 32 + 8, and 312 × 32 + 16 rows.
        let ran = inserts(log);
        let count = |table: &str| ran.iter().filter(|one| *one == table).count();
        assert_eq!(
            (count("author"), count("book"), count("chapter")),
            either((4, 32, 313), (1, 1, 1))
        );
        assert_eq!(ran.len(), either(4 + 32 + 313, 3));
        for (number, author) in authors.iter().enumerate() {
            assert_eq!(
                (author.id, &author.name),
                (number as i32 + 1, &format!("Author {number}"))
            );
        }
        let trees = Author::query()
            .with(Author::BOOKS.with(Book::CHAPTERS))
            .all(db)
            .await
            .unwrap();
        assert_eq!(trees.len(), 100);
        for (_, books) in trees {
            assert_eq!(books.len(), 10);
            assert!(books.iter().all(|(_, chapters)| chapters.len() == 10));
        }
    })
    .await;
}

#[test]
async fn rows_are_linked_whether_they_are_there_or_new() {
    each(async |db, log| {
        let a = NewTag::new("a").insert(db).await.unwrap();
        let b = NewTag::new("b").insert(db).await.unwrap();
        log.take();
        let author = NewAuthor::new("Ursula").books([NewBook::new("One", Parent)
            .tags([&a, &b, &a])
            .tags([NewTag::new("x").books([NewBook::new("Two", 1)])])
            .tags(vec![NewTag::new("y")])]);
        let author = author.insert(db).await.unwrap();
        assert_eq!(
            inserts(log),
            [
                "author", "book", "book_tag", "tag", "book_tag", "book", "book_tag"
            ]
        );
        let books = Book::query()
            .order_by(Book::TITLE.asc())
            .with(Book::TAGS)
            .all(db)
            .await
            .unwrap();
        let labels =
            |tags: &[Tag]| -> String { tags.iter().map(|tag| tag.label.as_str()).collect() };
        assert_eq!(
            (books[0].0.title.as_str(), labels(&books[0].1)),
            ("One", "abxy".to_owned())
        );
        assert_eq!(
            (books[1].0.title.as_str(), labels(&books[1].1)),
            ("Two", "x".to_owned())
        );
        assert!(books.iter().all(|(book, _)| book.author_id == author.id));
        // A column that the database fills in.
        assert_eq!(books[1].1[0].color.as_deref(), Some("gray"));
    })
    .await;
}

#[test]
async fn many_links_take_few_statements() {
    each(async |db, log| {
        let author = NewAuthor::new("Ursula").insert(db).await.unwrap();
        let tags = (0..64).map(|number| NewTag::new(format!("t{number}")));
        let tags = Tag::insert_all(db, tags.collect()).await.unwrap();
        log.take();
        let books = (0..64).map(|number| NewBook::new(format!("b{number}"), &author).tags(&tags));
        Book::insert_all(db, books.collect()).await.unwrap();
        // Arrays take any number of rows.
        assert_eq!(inserts(log).len(), either(2 + 64 * 64 / 32, 2));
        assert_eq!(tags[63].books(db).await.unwrap().len(), 64);
    })
    .await;
}

#[test]
async fn a_pair_is_there_once_also_where_the_table_says_nothing_of_it() {
    each(async |db, log| {
        let reader = NewReader::new("ann@example.org", "Ann")
            .insert(db)
            .await
            .unwrap();
        let book = |title: &str| NewBook::new(title, Parent).readers([&reader, &reader]);
        let author = NewAuthor::new("Ursula").books(["One", "Two"].map(book));
        log.take();
        let author = author.insert(db).await.unwrap();
        let loans = log.take();
        let loans = loans
            .iter()
            .filter(|sql| sql.starts_with("INSERT INTO loan"));
        assert_eq!(
            loans.collect::<Vec<_>>(),
            [either(
                "INSERT INTO loan (book_id, reader_email) SELECT new.column1, new.column2 \
              FROM (VALUES (?, ?), (?, ?)) AS new WHERE NOT EXISTS (SELECT 1 FROM loan AS old \
              WHERE (old.book_id, old.reader_email) = (new.column1, new.column2))",
                "INSERT INTO loan (book_id, reader_email) SELECT new.book_id, new.reader_email FROM \
              unnest($1::integer[], $2::text[]) AS new (book_id, reader_email) WHERE NOT EXISTS \
              (SELECT 1 FROM loan AS old WHERE (old.book_id, old.reader_email) = (new.book_id, \
              new.reader_email))",
            )]
        );
        assert_eq!(Loan::query().count(db).await.unwrap(), 2);
        // Again, of a book that is there.
        let one = &author.books(db).await.unwrap()[0];
        let again = NewBook::new("One", &author).id(one.id);
        again.readers([&reader]).upsert(db, ()).await.unwrap();
        assert_eq!(Loan::query().count(db).await.unwrap(), 2);
    })
    .await;
}

#[test]
async fn trees_of_one_model() {
    each(async |db, log| {
        let leaf = |name: &str| NewNode::new(name);
        let root = leaf("a")
            .children([
                leaf("b").children([leaf("d")]),
                leaf("c").children([leaf("e"), leaf("f")]),
            ])
            .see_also([leaf("z").children([leaf("y")])])
            .insert(db)
            .await
            .unwrap();
        // A level is a batch; what is linked waits for its turn.
        assert_eq!(inserts(log), ["node", "node", "node", "reference", "node"]);
        let paths = "WITH RECURSIVE path AS (SELECT id, CAST(name AS TEXT) AS name FROM node
            WHERE parent_id IS NULL UNION ALL SELECT node.id, path.name || node.name FROM node
            JOIN path ON node.parent_id = path.id) SELECT name FROM path ORDER BY name";
        let paths = <(String,)>::from_sql(db, paths, ()).await.unwrap();
        let paths: Vec<String> = paths.into_iter().map(|(path,)| path).collect();
        assert_eq!(paths, ["a", "ab", "abd", "ac", "ace", "acf", "z", "zy"]);
        assert_eq!(root.see_also(db).await.unwrap()[0].name, "z");
    })
    .await;
}

#[test]
async fn trees_may_be_deep() {
    each(async |db, _| {
        let leaf = NewNode::new("leaf");
        let deep = (0..5_000).fold(leaf, |below, _| NewNode::new("node").children([below]));
        deep.insert(db).await.unwrap();
        assert_eq!(Node::query().count(db).await.unwrap(), 5_001);
    })
    .await;
}

#[test]
async fn models_that_refer_to_each_other() {
    each(async |db, _| {
        let office = NewOffice::new("Portland", Parent).seat_of([NewCompany::new("Daughter")]);
        let company = NewCompany::new("Mother")
            .offices([office])
            .insert(db)
            .await
            .unwrap();
        let office = company.offices(db).await.unwrap().remove(0);
        let daughter = Company::query()
            .filter(Company::NAME.eq("Daughter"))
            .one(db)
            .await
            .unwrap();
        assert_eq!(daughter.seat_id, Some(office.id));
    })
    .await;
}

#[test]
async fn keys_of_several_columns() {
    each(async |db, _| {
        let good = NewGood::new(Parent, Parent, "tea");
        let other = NewGood::new("elsewhere", 9, "milk");
        let shop = NewShop::new("acme", 7)
            .goods([good, other])
            .insert(db)
            .await
            .unwrap();
        let goods = shop.goods(db).await.unwrap();
        assert_eq!(goods.len(), 2);
        let refused = NewGood::new("acme", Parent, "tea").insert(db).await;
        let relationship = "Shop.goods";
        assert!(matches!(refused, Err(Error::NoParent { relationship: it }) if it == relationship));
    })
    .await;
}

#[test]
async fn the_key_of_another_parent_gives_way() {
    each(async |db, _| {
        let other = NewAuthor::new("Other").insert(db).await.unwrap();
        let book = NewBook::new("Hers", &other).chapters(chapters(1));
        let author = NewAuthor::new("Ursula")
            .books([book])
            .insert(db)
            .await
            .unwrap();
        assert_eq!(author.books(db).await.unwrap().len(), 1);
        assert!(other.books(db).await.unwrap().is_empty());
        let note = NewNote::new().chapter_id(99).children("none");
        let chapter = NewChapter::new(&author.books(db).await.unwrap()[0], "Last").notes([note]);
        let chapter = chapter.insert(db).await.unwrap();
        assert_eq!(
            chapter.notes(db).await.unwrap()[0].children.as_deref(),
            Some("none")
        );
    })
    .await;
}

#[test]
async fn a_key_that_is_not_known_yet_needs_a_parent() {
    each(async |db, log| {
        let alone = NewBook::new("Alone", Parent);
        for refused in [
            alone.clone().insert(db).await,
            Book::insert_all(db, vec![alone])
                .await
                .map(|mut all| all.remove(0)),
        ] {
            let error = refused.unwrap_err();
            assert!(matches!(
                error,
                Error::NoParent {
                    relationship: "Book.author"
                }
            ));
            assert_eq!(
                error.to_string(),
                "Book.author: there is no row that it points to"
            );
        }
        assert!(inserts(log).is_empty());
        // A new tag is no parent of the book that is linked to it.
        let tag = NewTag::new("x").books([NewBook::new("Alone", Parent)]);
        assert!(matches!(tag.insert(db).await, Err(Error::NoParent { .. })));
        assert_eq!(Tag::query().count(db).await.unwrap(), 0);
    })
    .await;
}

#[test]
async fn all_of_it_or_nothing() {
    each(async |db, _| {
        let fits = |title: &str| NewBook::new(title, Parent).chapters(chapters(2));
        let author = NewAuthor::new("Ursula").books([fits("One"), fits(&"x".repeat(41))]);
        assert!(matches!(
            author.clone().insert(db).await,
            Err(Error::DoesNotFit {
                column: "title",
                ..
            })
        ));
        let twice = NewAuthor::new("Ursula")
            .books([fits("One").tags([NewTag::new("a"), NewTag::new("a")])]);
        assert!(twice.insert(db).await.unwrap_err().violates(Tag::LABEL));
        assert_eq!(Author::query().count(db).await.unwrap(), 0);
        assert_eq!(Chapter::query().count(db).await.unwrap(), 0);
        assert!(db.is_idle().await);
    })
    .await;
}

#[test]
async fn sessions_take_whole_trees() -> Result<()> {
    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let session = engine.session().await?;
    let tree = |name: &str| NewAuthor::new(name).books([NewBook::new("One", Parent)]);
    session.add(tree("Ursula")).await?;
    session.add_all(["Ann", "Bob"].map(tree)).await?;
    session.commit().await?;
    assert_eq!(Book::query().count(&engine).await?, 3);
    Ok(())
}

#[test]
async fn new_rows_are_plain_values() {
    fn is_plain<T: Clone + std::fmt::Debug + PartialEq + Send + Sync + 'static>(_: &T) {}
    let tree = |title: &str| NewAuthor::new("Ursula").books([NewBook::new(title, Parent)]);
    is_plain(&tree("One"));
    assert_eq!(tree("One"), tree("One").clone());
    assert_ne!(tree("One"), tree("Two"));
    assert_ne!(tree("One"), NewAuthor::new("Ursula"));
    let text = format!(
        "{:?}",
        NewAuthor::new("Ursula").books([NewBook::new("One", 7)])
    );
    assert!(
        text.contains("\"Author.books\": [NewBook { id: None, title: \"One\", author_id: Some(7)"),
        "{text}"
    );
    let by_name = NewNote {
        chapter_id: Some(1),
        ..Default::default()
    };
    assert_eq!(by_name, NewNote::new().chapter_id(1));
}
