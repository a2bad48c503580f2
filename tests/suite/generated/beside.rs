//! Rows with all that belongs to them, by one statement: a join comes to what `with` does.

use crate::harness::{Log, logged, test};
use crate::schemas::library::{Author, Book};
use crate::schemas::{composite, joined, library, many};

/// The rows of a query with what it joins, which are those with what `with` loads. What ran for them is in the log.
macro_rules! beside {
    ($db:expr, $log:expr, $query:expr, $relationship:expr) => {{
        let loaded = $query.with($relationship).all($db).await?;
        $log.take();
        let joined = $query.join($relationship).all($db).await?;
        assert_eq!(joined, loaded);
        joined
    }};
}

/// Three authors of two, one and no books.
async fn authors() -> library::Result<(library::Engine, Log)> {
    use library::*;
    let (db, log) = logged!();
    for (name, titles) in [
        ("Ursula", &["Tehanu", "Always"][..]),
        ("Iris", &["Bell"]),
        ("Zoe", &[]),
    ] {
        let author = NewAuthor::new(name).insert(&db).await?;
        for title in titles {
            NewBook::new(*title, *title, &author).insert(&db).await?;
        }
    }
    Ok((db, log))
}

#[test]
async fn all_that_belongs_to_rows_comes_by_one_statement() -> library::Result<()> {
    let (db, log) = authors().await?;
    let by_name = || Author::query().order_by(Author::NAME.desc());
    let rows = beside!(&db, log, by_name(), Author::BOOKS);
    let titles = |books: &[Book]| {
        let titles = books.iter().map(|book| book.title.clone());
        titles.collect::<Vec<_>>().join(", ")
    };
    let rows: Vec<String> = rows
        .iter()
        .map(|(author, books)| format!("{}: {}", author.name, titles(books)))
        .collect();
    assert_eq!(rows, ["Zoe: ", "Ursula: Always, Tehanu", "Iris: Bell"]);
    log.says([
        "SELECT author.id, author.name, book.isbn, book.title, book.author_id FROM author LEFT \
         JOIN book ON book.author_id = author.id ORDER BY author.name DESC, author.id, book.title",
    ]);
    let first = || Author::query().filter(Author::ID.le(2));
    beside!(
        &db,
        log,
        first(),
        Author::BOOKS.filter(Book::TITLE.ne("Tehanu"))
    );
    log.says([
        "SELECT author.id, author.name, book.isbn, book.title, book.author_id FROM author LEFT \
         JOIN book ON book.author_id = author.id AND book.title <> ?1 WHERE author.id <= ?2 \
         ORDER BY author.id, book.title",
    ]);
    Ok(())
}

#[test]
async fn a_limit_counts_rows_and_not_what_belongs_to_them() -> library::Result<()> {
    let (db, log) = authors().await?;
    let by_name = || Author::query().order_by(Author::NAME.desc());
    let rows = beside!(&db, log, by_name().limit(1).offset(1), Author::BOOKS);
    assert_eq!(
        rows.iter()
            .map(|(_, books)| books.len())
            .collect::<Vec<_>>(),
        [2]
    );
    log.says([
        "SELECT author.id, author.name, book.isbn, book.title, book.author_id FROM (SELECT * \
         FROM author ORDER BY name DESC LIMIT ?1 OFFSET ?2) AS author LEFT JOIN book ON \
         book.author_id = author.id ORDER BY author.name DESC, author.id, book.title",
    ]);
    let all = beside!(&db, log, by_name(), Author::BOOKS);
    let page = |backwards: bool| match backwards {
        false => by_name().after(&all[0].0).limit(1),
        true => by_name().before(&all[2].0).limit(1),
    };
    for backwards in [false, true] {
        let rows = beside!(&db, log, page(backwards), Author::BOOKS);
        assert_eq!(rows, all[1..2]);
    }
    let joined = || by_name().join(Author::BOOKS);
    assert_eq!(joined().first(&db).await?.as_ref(), all.first());
    assert_eq!(
        joined().filter(Author::NAME.eq("Iris")).one(&db).await?,
        all[2]
    );
    assert!(
        joined()
            .filter(Author::NAME.eq("Eve"))
            .one_or_none(&db)
            .await?
            .is_none()
    );
    assert_eq!(joined().count(&db).await?, 3);
    assert!(joined().exists(&db).await?);
    assert_eq!(joined().distinct().all(&db).await?, all);
    let most = || Author::query().filter(Author::BOOKS.exists());
    let most = || most().order_by(Author::BOOKS.count().desc()).limit(2);
    let rows = beside!(&db, log, most(), Author::BOOKS);
    assert_eq!(rows.len(), 2);
    Ok(())
}

#[test]
async fn rows_of_one_table_and_by_one_of_two_keys() -> library::Result<()> {
    use library::*;
    let (db, log) = logged!();
    let ada = NewMember::new("a", "Ada").insert(&db).await?;
    for (code, name) in [("c", "Cleo"), ("b", "Bob")] {
        NewMember::new(code, name).mentor(&ada).insert(&db).await?;
    }
    let by_code = || Member::query().order_by(Member::CODE.asc());
    let rows = beside!(&db, log, by_code(), Member::STUDENTS);
    let students: Vec<usize> = rows.iter().map(|(_, all)| all.len()).collect();
    assert_eq!(students, [2, 0, 0]);
    log.says([
        "SELECT member.code, member.name, member.mentor_code, other.code, other.name, \
         other.mentor_code FROM member LEFT JOIN member AS other ON other.mentor_code = \
         member.code ORDER BY member.code, other.name",
    ]);
    let none: Vec<(Member, Vec<Loan>)> = by_code().join(Member::LOANS).all(&db).await?;
    assert!(none.iter().all(|(_, loans)| loans.is_empty()));
    Ok(())
}

#[test]
async fn what_is_linked_comes_once() -> many::Result<()> {
    use many::*;
    let (db, log) = logged!();
    let posts = ["one", "two", "three"].map(NewPost::new);
    let posts = Post::insert_all(&db, posts.to_vec()).await?;
    let tags = Tag::insert_all(&db, ["b", "a"].map(NewTag::new).to_vec()).await?;
    posts[0].set_tags(&db, &[&tags[0], &tags[1]]).await?;
    posts[2].add_tags(&db, &tags[0]).await?;
    let by_title = || Post::query().order_by(Post::TITLE.asc());
    let rows = beside!(&db, log, by_title(), Post::TAGS);
    let names = rows
        .iter()
        .map(|(_, tags)| tags.iter().map(|tag| tag.name.as_str()).collect());
    assert_eq!(
        names.collect::<Vec<Vec<&str>>>(),
        [vec!["a", "b"], vec!["b"], vec![]]
    );
    log.says([
        "SELECT post.id, post.title, post.blog_id, tag.id, tag.name FROM post LEFT JOIN \
         post_tag ON post_tag.post_id = post.id LEFT JOIN tag ON tag.id = post_tag.tag_id \
         ORDER BY post.title, post.id, tag.name",
    ]);
    beside!(
        &db,
        log,
        by_title().limit(2),
        Post::TAGS.filter(Tag::NAME.eq("b"))
    );
    beside!(&db, log, Tag::query().order_by(Tag::ID.desc()), Tag::POSTS);
    let reader = NewReader::new(vec![1], "Ann").insert(&db).await?;
    for _ in 0..2 {
        NewReading::new()
            .post_id(posts[1].id)
            .reader_code(reader.code.clone())
            .insert(&db)
            .await?;
    }
    let rows = beside!(&db, log, by_title(), Post::READERS);
    assert_eq!(
        rows.iter().map(|(_, all)| all.len()).sum::<usize>(),
        1,
        "twice the same pair"
    );
    log.says([
        "SELECT post.id, post.title, post.blog_id, reader.code, reader.name FROM post LEFT JOIN \
         (SELECT DISTINCT post_id, reader_code FROM reading) AS reading ON reading.post_id = \
         post.id LEFT JOIN reader ON reader.code = reading.reader_code ORDER BY post.title, post.id",
    ]);
    let people = Person::insert_all(&db, ["x", "y", "z"].map(NewPerson::new).to_vec()).await?;
    people[0]
        .set_follows(&db, &[&people[1], &people[2]])
        .await?;
    beside!(
        &db,
        log,
        Person::query().order_by(Person::ID.asc()),
        Person::FOLLOWS
    );
    log.says([
        "SELECT person.id, person.name, other.id, other.name FROM person LEFT JOIN follow ON \
         follow.follower_id = person.id LEFT JOIN person AS other ON other.id = \
         follow.followed_id ORDER BY person.id, other.name",
    ]);
    beside!(
        &db,
        log,
        Person::query().order_by(Person::ID.asc()),
        Person::FOLLOWERS
    );
    Ok(())
}

#[test]
async fn no_table_is_called_as_another() -> many::Result<()> {
    use many::*;
    let (db, log) = logged!();
    let blogs = Blog::insert_all(&db, vec![NewBlog::new(), NewBlog::new()]).await?;
    blogs[0].add_likes(&db, &blogs[1]).await?;
    let by_id = || Blog::query().order_by(Blog::ID.asc());
    let rows = beside!(&db, log, by_id(), Blog::LIKES);
    log.says([
        "SELECT blog.id, other.id FROM blog LEFT JOIN other AS link ON link.liker_id = blog.id LEFT \
         JOIN blog AS other ON other.id = link.liked_id ORDER BY blog.id",
    ]);
    assert_eq!(rows[0].1, blogs[1..]);
    Ok(())
}

#[test]
async fn keys_of_several_columns_lead_to_what_belongs_to_a_row() -> composite::Result<()> {
    use composite::*;
    let (db, log) = logged!();
    // Keys that would be one, were they put together without their lengths.
    for (chain, number) in [("a", 11), ("a1", 1), ("b", 1)] {
        let shop = NewShop::new(chain, number, "Shop").insert(&db).await?;
        for placed in 0..number % 10 {
            NewOrder::new(placed).shop(&shop).insert(&db).await?;
        }
    }
    NewOrder::new(7).insert(&db).await?;
    let by_key = || {
        Shop::query()
            .order_by(Shop::CHAIN.asc())
            .order_by(Shop::NUMBER.asc())
    };
    let rows = beside!(&db, log, by_key(), Shop::ORDERS);
    assert_eq!(
        rows.iter().map(|(_, all)| all.len()).collect::<Vec<_>>(),
        [1, 1, 1]
    );
    beside!(&db, log, by_key(), Shop::FLAGSHIP_OF);
    Ok(())
}

#[test]
async fn constants_of_either_side_hold() -> joined::Result<()> {
    use joined::*;
    let (db, log) = logged!();
    NewAuthor::new("ukl", "Ursula")
        .kind(Kind::Novel)
        .insert(&db)
        .await?;
    NewAuthor::new("im", "Iris")
        .kind(Kind::Essay)
        .born(1919)
        .insert(&db)
        .await?;
    for (code, title, kind) in [
        ("ukl", "Always", Kind::Novel),
        ("ukl", "Bag", Kind::Essay),
        ("im", "Bell", Kind::Novel),
    ] {
        NewBook::new(title)
            .author_code(code)
            .kind(kind)
            .insert(&db)
            .await?;
    }
    let authors = || Author::query().order_by(Author::ID.asc());
    let counted = |rows: &[(Author, Vec<Book>)]| {
        let counts = rows.iter().map(|(_, books)| books.len());
        counts.collect::<Vec<_>>()
    };
    assert_eq!(
        counted(&beside!(&db, log, authors(), Author::BOOKS)),
        [2, 1]
    );
    assert_eq!(
        counted(&beside!(&db, log, authors(), Author::NOVELS)),
        [1, 1]
    );
    assert_eq!(
        counted(&beside!(&db, log, authors(), Author::OWN_NOVELS)),
        [1, 0]
    );
    assert_eq!(
        counted(&beside!(&db, log, authors(), Author::OF_THE_UNBORN)),
        [2, 0]
    );
    Ok(())
}
