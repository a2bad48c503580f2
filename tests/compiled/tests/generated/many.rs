//! Many-to-many relationships.

use std::slice::from_ref;

use crate::common::{Log, logged};
use relgen_compiled::many::*;

fn database() -> (rusqlite::Connection, Log) {
    let (db, log) = logged(|db| prepare(db).and_then(|()| create_all(db)));
    log.take();
    (db, log)
}

/// Two posts; tags `a`, `b` and `c`; the first post has `b` and `a`, the second `b`.
fn fill(db: &Connection) -> Result<([Post; 2], [Tag; 3])> {
    let post = |title: &str| NewPost::new(title).insert(db);
    let tag = |name: &str| NewTag::new(name).insert(db);
    let (posts, tags) = (
        [post("one")?, post("two")?],
        [tag("a")?, tag("b")?, tag("c")?],
    );
    let ([one, two], [a, b, _]) = (&posts, &tags);
    one.add_tags(db, b)?;
    one.add_tags(db, a)?;
    two.add_tags(db, b)?;
    Ok((posts, tags))
}

fn names(tags: &[Tag]) -> Vec<&str> {
    tags.iter().map(|tag| tag.name.as_str()).collect()
}

fn count(db: &Connection, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    db.query_row(&sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn linked_rows_are_found_in_order() -> Result<()> {
    let (db, log) = database();
    let ([one, _], [_, b, c]) = fill(&db)?;
    log.take();
    assert_eq!(names(&one.tags(&db)?), ["a", "b"]);
    assert_eq!(log.take().len(), 1);
    assert_eq!(names(&one.recent(&db)?), ["b", "a"]);
    let titles: Vec<String> = b.posts(&db)?.into_iter().map(|post| post.title).collect();
    assert_eq!(titles, ["two", "one"]);
    assert_eq!(c.posts(&db)?, []);
    let refined = Post::TAGS.of(&one).filter(Tag::NAME.gt("a"));
    assert_eq!(names(&refined.all(&db)?), ["b"]);
    assert_eq!(names(&Post::TAGS.of(&one).all(&db)?), ["a", "b"]);
    Ok(())
}

#[test]
fn with_takes_one_statement_more() -> Result<()> {
    let (db, log) = database();
    let (_, _) = fill(&db)?;
    NewPost::new("none").insert(&db)?;
    log.take();
    let posts = Post::query().order_by(Post::ID.asc());
    let posts: Vec<(Post, Vec<Tag>)> = posts.with(Post::TAGS).all(&db)?;
    assert_eq!(log.take().len(), 2);
    let tags: Vec<Vec<&str>> = posts.iter().map(|(_, tags)| names(tags)).collect();
    assert_eq!(tags, [vec!["a", "b"], vec!["b"], vec![]]);
    Ok(())
}

#[test]
fn with_nests() -> Result<()> {
    let (db, log) = database();
    fill(&db)?;
    log.take();
    let tags = Tag::query().order_by(Tag::NAME.asc());
    let tags = tags.with(Tag::POSTS.with(Post::TAGS)).all(&db)?;
    assert_eq!(log.take().len(), 3);
    let [(a, of_a), (_, of_b), (_, of_c)] = &tags[..] else {
        panic!("{tags:?}")
    };
    assert_eq!((a.name.as_str(), of_a.len()), ("a", 1));
    assert_eq!(names(&of_a[0].1), ["a", "b"]);
    assert_eq!(names(&of_b[0].1), ["b"]);
    assert!(of_c.is_empty());
    Ok(())
}

#[test]
fn ten_thousand_parents_take_two_statements() -> Result<()> {
    let (db, log) = database();
    let tags = NewTag::new("a").insert(&db)?;
    let all = (0..10_000).map(|number| NewPost::new(number.to_string()));
    let posts = Post::insert_all(&db, all.collect())?;
    tags.set_posts(&db, &posts.iter().collect::<Vec<_>>())?;
    log.take();
    let loaded = Post::query().with(Post::TAGS).all(&db)?;
    assert_eq!(log.take().len(), 2);
    assert_eq!(loaded.len(), 10_000);
    assert!(loaded.iter().all(|(_, tags)| names(tags) == ["a"]));
    Ok(())
}

#[test]
fn rows_are_filtered_by_what_they_are_linked_to() -> Result<()> {
    let (db, _) = database();
    let ([one, two], [_, _, c]) = fill(&db)?;
    let posts = |filter| {
        Post::query()
            .filter(filter)
            .order_by(Post::ID.asc())
            .all(&db)
    };
    assert_eq!(posts(Post::TAGS.any(Tag::NAME.eq("a")))?, from_ref(&one));
    assert_eq!(posts(!Post::TAGS.any(Tag::NAME.eq("a")))?, from_ref(&two));
    assert_eq!(posts(Post::TAGS.exists())?, [one.clone(), two.clone()]);
    assert_eq!(Tag::query().filter(!Tag::POSTS.exists()).all(&db)?, [c]);
    let both = Post::TAGS.any(Tag::POSTS.any(Post::TITLE.eq("two")));
    assert_eq!(posts(both)?, [one, two]);
    Ok(())
}

#[test]
fn rows_are_filtered_by_the_row_that_they_are_linked_to() -> Result<()> {
    let (db, _) = database();
    let ([one, two], [a, b, c]) = fill(&db)?;
    let posts = |filter| {
        Post::query()
            .filter(filter)
            .order_by(Post::ID.asc())
            .all(&db)
    };
    assert_eq!(posts(Post::TAGS.contains(&a))?, from_ref(&one));
    assert_eq!(posts(!Post::TAGS.contains(&a))?, from_ref(&two));
    assert_eq!(posts(Post::TAGS.contains(&b))?, [one.clone(), two.clone()]);
    assert!(posts(Post::TAGS.contains(&c))?.is_empty());
    let called = |name| Post::TAGS.filter(Tag::NAME.eq(name));
    assert_eq!(posts(called("a").contains(&a))?, from_ref(&one));
    assert!(posts(called("b").contains(&a))?.is_empty());
    let [first, second] = [1, 2].map(|number| NewRoom::new("inn", number));
    let (first, second) = (first.insert(&db)?, second.insert(&db)?);
    let guest = NewGuest::new("inn", 1, "x").insert(&db)?;
    second.add_guests(&db, &guest)?;
    let rooms = |filter| Room::query().filter(filter).all(&db);
    assert_eq!(rooms(Room::GUESTS.contains(&guest))?, [second]);
    assert_eq!(rooms(!Room::GUESTS.contains(&guest))?, [first]);
    Ok(())
}

#[test]
fn links_are_added_once_and_removed() -> Result<()> {
    let (db, _) = database();
    let ([one, _], [a, b, c]) = fill(&db)?;
    one.add_tags(&db, &a)?;
    assert_eq!(count(&db, "post_tag"), 3);
    one.remove_tags(&db, &a)?;
    one.remove_tags(&db, &c)?;
    assert_eq!(one.tags(&db)?, from_ref(&b));
    b.remove_posts(&db, &one)?;
    assert_eq!(one.tags(&db)?, []);
    b.delete(&db)?;
    let gone = one.add_tags(&db, &b);
    assert!(matches!(gone, Err(Error::Constraint(_))), "{gone:?}");
    Ok(())
}

#[test]
fn links_are_set_by_their_differences() -> Result<()> {
    let (db, _) = database();
    let ([one, two], [a, b, c]) = fill(&db)?;
    one.set_tags(&db, &[&c, &b, &c])?;
    assert_eq!(names(&one.tags(&db)?), ["b", "c"]);
    assert_eq!(names(&two.tags(&db)?), ["b"]);
    let before = db.total_changes();
    one.set_tags(&db, &[&b, &c])?;
    assert_eq!(db.total_changes(), before);
    one.set_tags(&db, &[])?;
    assert_eq!(one.tags(&db)?, []);
    // All or nothing: the second does not exist any more.
    one.set_tags(&db, &[&a])?;
    c.delete(&db)?;
    assert!(one.set_tags(&db, &[&b, &c]).is_err());
    assert_eq!(one.tags(&db)?, [a]);
    Ok(())
}

#[test]
fn a_deleted_row_takes_its_links_along() -> Result<()> {
    let (db, _) = database();
    let ([one, two], [_, b, _]) = fill(&db)?;
    one.delete(&db)?;
    assert_eq!(count(&db, "post_tag"), 1);
    b.delete(&db)?;
    assert_eq!(count(&db, "post_tag"), 0);
    assert_eq!(two.tags(&db)?, []);
    let reader = NewReader::new([1_u8, 255], "Ann").insert(&db)?;
    two.add_readers(&db, &reader)?;
    // No relationship leads from readers to posts.
    reader.delete(&db)?;
    assert_eq!(count(&db, "reading"), 0);
    Ok(())
}

#[test]
fn pairs_may_be_there_twice() -> Result<()> {
    let (db, _) = database();
    let ([one, _], _) = fill(&db)?;
    let ann = NewReader::new([1_u8, 255], "Ann").insert(&db)?;
    let bob = NewReader::new([2_u8], "Bob").insert(&db)?;
    one.add_readers(&db, &ann)?;
    one.add_readers(&db, &ann)?;
    assert_eq!(count(&db, "reading"), 1);
    NewReading::new()
        .post_id(one.id)
        .reader_code(ann.code.clone())
        .insert(&db)?;
    NewReading::new().post_id(one.id).insert(&db)?;
    assert_eq!(one.readers(&db)?, from_ref(&ann));
    let loaded = Post::query().filter(Post::ID.eq(one.id));
    assert_eq!(loaded.with(Post::READERS).one(&db)?.1, from_ref(&ann));
    one.set_readers(&db, &[&ann, &bob])?;
    assert_eq!(count(&db, "reading"), 4);
    one.set_readers(&db, &[&bob])?;
    assert_eq!(one.readers(&db)?, [bob]);
    let none = Post::query().filter(Post::READERS.any(Reader::NAME.eq("Ann")));
    assert_eq!(none.count(&db)?, 0);
    Ok(())
}

#[test]
fn a_model_is_linked_to_itself() -> Result<()> {
    let (db, log) = database();
    let person = |name: &str| NewPerson::new(name).insert(&db);
    let (ann, bob, cid) = (person("ann")?, person("bob")?, person("cid")?);
    ann.set_follows(&db, &[&bob, &cid])?;
    bob.add_followers(&db, &cid)?;
    assert_eq!(ann.follows(&db)?, [bob.clone(), cid.clone()]);
    assert_eq!(bob.followers(&db)?, [ann.clone(), cid.clone()]);
    assert_eq!(cid.follows(&db)?, from_ref(&bob));
    log.take();
    let all = Person::query().order_by(Person::NAME.asc());
    let all = all.with(Person::FOLLOWS).with(Person::FOLLOWERS).all(&db)?;
    assert_eq!(log.take().len(), 3);
    let counts: Vec<(usize, usize)> = all.iter().map(|(_, to, by)| (to.len(), by.len())).collect();
    assert_eq!(counts, [(2, 0), (0, 2), (1, 1)]);
    let fans = Person::FOLLOWS.any(Person::FOLLOWS.any(Person::NAME.eq("bob")));
    assert_eq!(Person::query().filter(fans).all(&db)?, from_ref(&ann));
    ann.add_follows(&db, &ann)?;
    ann.delete(&db)?;
    bob.delete(&db)?;
    assert_eq!(count(&db, "follow"), 0);
    Ok(())
}

#[test]
fn keys_may_have_several_columns() -> Result<()> {
    let (db, _) = database();
    let room = |house: &str, number| NewRoom::new(house, number).insert(&db);
    let guest = |house: &str, number| NewGuest::new(house, number, "x").insert(&db);
    let (first, second) = (room("inn", 1)?, room("inn", 2)?);
    let (ann, bob) = (guest("inn", 1)?, guest("inn", 2)?);
    let other = guest("pub", 1)?;
    first.set_guests(&db, &[&bob, &ann])?;
    second.add_guests(&db, &bob)?;
    assert_eq!(first.guests(&db)?, [ann.clone(), bob.clone()]);
    assert_eq!(bob.rooms(&db)?, [first.clone(), second.clone()]);
    let rooms = Room::query().with(Room::GUESTS).all(&db)?;
    let counts: Vec<usize> = rooms.iter().map(|(_, guests)| guests.len()).collect();
    assert_eq!(counts, [2, 1]);
    let with_ann = Room::query().filter(Room::GUESTS.any(Guest::NUMBER.eq(1)));
    assert_eq!(with_ann.all(&db)?, from_ref(&first));
    // A guest of another house is not linked, and parts nobody.
    for refused in [
        second.set_guests(&db, &[&other]),
        second.add_guests(&db, &other),
    ] {
        let error = refused.unwrap_err().to_string();
        let expected =
            "stay.house: expected one value for both of the rows that are linked, found two";
        assert_eq!(error, expected);
    }
    first.remove_guests(&db, &other)?;
    assert_eq!(Room::GUESTS.of(&first).count(&db)?, 2);
    first.remove_guests(&db, &ann)?;
    assert_eq!(first.guests(&db)?, from_ref(&bob));
    bob.delete(&db)?;
    assert_eq!(count(&db, "stay"), 0);
    Ok(())
}

#[test]
fn rows_that_are_deleted_along_take_their_links_with_them() -> Result<()> {
    for enforced in [true, false] {
        let (db, _) = database();
        db.pragma_update(None, "foreign_keys", enforced)?;
        let ([one, two], _) = fill(&db)?;
        let blog = NewBlog::new().insert(&db)?;
        Post::update(one.id).blog_id(blog.id).run(&db)?;
        assert_eq!(one.lazy_tags().count(&db)?, 2);
        blog.delete(&db)?;
        assert_eq!((count(&db, "post"), count(&db, "post_tag")), (1, 1));
        assert_eq!(names(&two.tags(&db)?), ["b"]);
    }
    Ok(())
}
