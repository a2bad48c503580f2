//! Many-to-many relationships.

use std::slice::from_ref;

use crate::harness::{Log, Raw, logged, test};
use crate::schemas::many::*;

async fn database() -> (Engine, Log) {
    let (db, log) = logged!();
    log.take();
    (db, log)
}

/// Two posts; tags `a`, `b` and `c`; the first post has `b` and `a`, the second `b`.
async fn fill(db: &Connection<'_>) -> Result<([Post; 2], [Tag; 3])> {
    let post = async |title: &str| NewPost::new(title).insert(db).await;
    let tag = async |name: &str| NewTag::new(name).insert(db).await;
    let (posts, tags) = (
        [post("one").await?, post("two").await?],
        [tag("a").await?, tag("b").await?, tag("c").await?],
    );
    let ([one, two], [a, b, _]) = (&posts, &tags);
    one.add_tags(db, b).await?;
    one.add_tags(db, a).await?;
    two.add_tags(db, b).await?;
    Ok((posts, tags))
}

fn names(tags: &[Tag]) -> Vec<&str> {
    tags.iter().map(|tag| tag.name.as_str()).collect()
}

async fn count(db: &Connection<'_>, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    db.number(&sql).await.unwrap()
}

#[test]
async fn linked_rows_are_found_in_order() -> Result<()> {
    let (db, log) = database().await;
    let ([one, _], [_, b, c]) = fill(&db).await?;
    log.take();
    assert_eq!(names(&one.tags(&db).await?), ["a", "b"]);
    assert_eq!(log.take().len(), 1);
    assert_eq!(names(&one.recent(&db).await?), ["b", "a"]);
    let titles: Vec<String> = b
        .posts(&db)
        .await?
        .into_iter()
        .map(|post| post.title)
        .collect();
    assert_eq!(titles, ["two", "one"]);
    assert_eq!(c.posts(&db).await?, []);
    let refined = Post::TAGS.of(&one).filter(Tag::NAME.gt("a"));
    assert_eq!(names(&refined.all(&db).await?), ["b"]);
    assert_eq!(names(&Post::TAGS.of(&one).all(&db).await?), ["a", "b"]);
    Ok(())
}

#[test]
async fn with_takes_one_statement_more() -> Result<()> {
    let (db, log) = database().await;
    let (_, _) = fill(&db).await?;
    NewPost::new("none").insert(&db).await?;
    log.take();
    let posts = Post::query().order_by(Post::ID.asc());
    let posts: Vec<(Post, Vec<Tag>)> = posts.with(Post::TAGS).all(&db).await?;
    assert_eq!(log.take().len(), 2);
    let tags: Vec<Vec<&str>> = posts.iter().map(|(_, tags)| names(tags)).collect();
    assert_eq!(tags, [vec!["a", "b"], vec!["b"], vec![]]);
    Ok(())
}

#[test]
async fn with_nests() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let tags = Tag::query().order_by(Tag::NAME.asc());
    let tags = tags.with(Tag::POSTS.with(Post::TAGS)).all(&db).await?;
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
async fn ten_thousand_parents_take_two_statements() -> Result<()> {
    let (db, log) = database().await;
    let tags = NewTag::new("a").insert(&db).await?;
    let all = (0..10_000).map(|number| NewPost::new(number.to_string()));
    let posts = Post::insert_all(&db, all.collect()).await?;
    tags.set_posts(&db, &posts.iter().collect::<Vec<_>>())
        .await?;
    log.take();
    let loaded = Post::query().with(Post::TAGS).all(&db).await?;
    assert_eq!(log.take().len(), 2);
    assert_eq!(loaded.len(), 10_000);
    assert!(loaded.iter().all(|(_, tags)| names(tags) == ["a"]));
    Ok(())
}

#[test]
async fn rows_are_filtered_by_what_they_are_linked_to() -> Result<()> {
    let (db, _) = database().await;
    let ([one, two], [_, _, c]) = fill(&db).await?;
    let posts = async |filter| {
        Post::query()
            .filter(filter)
            .order_by(Post::ID.asc())
            .all(&db)
            .await
    };
    assert_eq!(
        posts(Post::TAGS.any(Tag::NAME.eq("a"))).await?,
        from_ref(&one)
    );
    assert_eq!(
        posts(!Post::TAGS.any(Tag::NAME.eq("a"))).await?,
        from_ref(&two)
    );
    assert_eq!(
        posts(Post::TAGS.exists()).await?,
        [one.clone(), two.clone()]
    );
    assert_eq!(
        Tag::query().filter(!Tag::POSTS.exists()).all(&db).await?,
        [c]
    );
    let both = Post::TAGS.any(Tag::POSTS.any(Post::TITLE.eq("two")));
    assert_eq!(posts(both).await?, [one, two]);
    Ok(())
}

#[test]
async fn rows_are_filtered_by_the_row_that_they_are_linked_to() -> Result<()> {
    let (db, _) = database().await;
    let ([one, two], [a, b, c]) = fill(&db).await?;
    let posts = async |filter| {
        Post::query()
            .filter(filter)
            .order_by(Post::ID.asc())
            .all(&db)
            .await
    };
    assert_eq!(posts(Post::TAGS.contains(&a)).await?, from_ref(&one));
    assert_eq!(posts(!Post::TAGS.contains(&a)).await?, from_ref(&two));
    assert_eq!(
        posts(Post::TAGS.contains(&b)).await?,
        [one.clone(), two.clone()]
    );
    assert!(posts(Post::TAGS.contains(&c)).await?.is_empty());
    let called = |name| Post::TAGS.filter(Tag::NAME.eq(name));
    assert_eq!(posts(called("a").contains(&a)).await?, from_ref(&one));
    assert!(posts(called("b").contains(&a)).await?.is_empty());
    let [first, second] = [1, 2].map(|number| NewRoom::new("inn", number));
    let (first, second) = (first.insert(&db).await?, second.insert(&db).await?);
    let guest = NewGuest::new("inn", 1, "x").insert(&db).await?;
    second.add_guests(&db, &guest).await?;
    let rooms = async |filter| Room::query().filter(filter).all(&db).await;
    assert_eq!(rooms(Room::GUESTS.contains(&guest)).await?, [second]);
    assert_eq!(rooms(!Room::GUESTS.contains(&guest)).await?, [first]);
    Ok(())
}

#[test]
async fn links_are_added_once_and_removed() -> Result<()> {
    let (db, _) = database().await;
    let ([one, _], [a, b, c]) = fill(&db).await?;
    one.add_tags(&db, &a).await?;
    assert_eq!(count(&db, "post_tag").await, 3);
    one.remove_tags(&db, &a).await?;
    one.remove_tags(&db, &c).await?;
    assert_eq!(one.tags(&db).await?, from_ref(&b));
    b.remove_posts(&db, &one).await?;
    assert_eq!(one.tags(&db).await?, []);
    b.delete(&db).await?;
    let gone = one.add_tags(&db, &b).await;
    assert!(matches!(gone, Err(Error::Constraint(_))), "{gone:?}");
    Ok(())
}

#[test]
async fn links_are_set_by_their_differences() -> Result<()> {
    let (db, _) = database().await;
    let ([one, two], [a, b, c]) = fill(&db).await?;
    one.set_tags(&db, &[&c, &b, &c]).await?;
    assert_eq!(names(&one.tags(&db).await?), ["b", "c"]);
    assert_eq!(names(&two.tags(&db).await?), ["b"]);
    let before = db.written("post_tag").await?;
    one.set_tags(&db, &[&b, &c]).await?;
    assert_eq!(db.written("post_tag").await?, before);
    one.set_tags(&db, &[]).await?;
    assert_eq!(one.tags(&db).await?, []);
    // All or nothing: the second does not exist any more.
    one.set_tags(&db, &[&a]).await?;
    c.delete(&db).await?;
    assert!(one.set_tags(&db, &[&b, &c]).await.is_err());
    assert_eq!(one.tags(&db).await?, [a]);
    Ok(())
}

#[test]
async fn a_deleted_row_takes_its_links_along() -> Result<()> {
    let (db, _) = database().await;
    let ([one, two], [_, b, _]) = fill(&db).await?;
    one.delete(&db).await?;
    assert_eq!(count(&db, "post_tag").await, 1);
    b.delete(&db).await?;
    assert_eq!(count(&db, "post_tag").await, 0);
    assert_eq!(two.tags(&db).await?, []);
    let reader = NewReader::new([1_u8, 255], "Ann").insert(&db).await?;
    two.add_readers(&db, &reader).await?;
    // No relationship leads from readers to posts.
    reader.delete(&db).await?;
    assert_eq!(count(&db, "reading").await, 0);
    Ok(())
}

#[test]
async fn pairs_may_be_there_twice() -> Result<()> {
    let (db, _) = database().await;
    let ([one, _], _) = fill(&db).await?;
    let ann = NewReader::new([1_u8, 255], "Ann").insert(&db).await?;
    let bob = NewReader::new([2_u8], "Bob").insert(&db).await?;
    one.add_readers(&db, &ann).await?;
    one.add_readers(&db, &ann).await?;
    assert_eq!(count(&db, "reading").await, 1);
    NewReading::new()
        .post_id(one.id)
        .reader_code(ann.code.clone())
        .insert(&db)
        .await?;
    NewReading::new().post_id(one.id).insert(&db).await?;
    assert_eq!(one.readers(&db).await?, from_ref(&ann));
    let loaded = Post::query().filter(Post::ID.eq(one.id));
    assert_eq!(loaded.with(Post::READERS).one(&db).await?.1, from_ref(&ann));
    one.set_readers(&db, &[&ann, &bob]).await?;
    assert_eq!(count(&db, "reading").await, 4);
    one.set_readers(&db, &[&bob]).await?;
    assert_eq!(one.readers(&db).await?, [bob]);
    let none = Post::query().filter(Post::READERS.any(Reader::NAME.eq("Ann")));
    assert_eq!(none.count(&db).await?, 0);
    Ok(())
}

#[test]
async fn a_model_is_linked_to_itself() -> Result<()> {
    let (db, log) = database().await;
    let person = async |name: &str| NewPerson::new(name).insert(&db).await;
    let (ann, bob, cid) = (
        person("ann").await?,
        person("bob").await?,
        person("cid").await?,
    );
    ann.set_follows(&db, &[&bob, &cid]).await?;
    bob.add_followers(&db, &cid).await?;
    assert_eq!(ann.follows(&db).await?, [bob.clone(), cid.clone()]);
    assert_eq!(bob.followers(&db).await?, [ann.clone(), cid.clone()]);
    assert_eq!(cid.follows(&db).await?, from_ref(&bob));
    log.take();
    let all = Person::query().order_by(Person::NAME.asc());
    let all = all
        .with(Person::FOLLOWS)
        .with(Person::FOLLOWERS)
        .all(&db)
        .await?;
    assert_eq!(log.take().len(), 3);
    let counts: Vec<(usize, usize)> = all.iter().map(|(_, to, by)| (to.len(), by.len())).collect();
    assert_eq!(counts, [(2, 0), (0, 2), (1, 1)]);
    let fans = Person::FOLLOWS.any(Person::FOLLOWS.any(Person::NAME.eq("bob")));
    assert_eq!(Person::query().filter(fans).all(&db).await?, from_ref(&ann));
    ann.add_follows(&db, &ann).await?;
    ann.delete(&db).await?;
    bob.delete(&db).await?;
    assert_eq!(count(&db, "follow").await, 0);
    Ok(())
}

#[test]
async fn keys_may_have_several_columns() -> Result<()> {
    let (db, _) = database().await;
    let room = async |house: &str, number| NewRoom::new(house, number).insert(&db).await;
    let guest = async |house: &str, number| NewGuest::new(house, number, "x").insert(&db).await;
    let (first, second) = (room("inn", 1).await?, room("inn", 2).await?);
    let (ann, bob) = (guest("inn", 1).await?, guest("inn", 2).await?);
    let other = guest("pub", 1).await?;
    first.set_guests(&db, &[&bob, &ann]).await?;
    second.add_guests(&db, &bob).await?;
    assert_eq!(first.guests(&db).await?, [ann.clone(), bob.clone()]);
    assert_eq!(bob.rooms(&db).await?, [first.clone(), second.clone()]);
    let rooms = Room::query().with(Room::GUESTS).all(&db).await?;
    let counts: Vec<usize> = rooms.iter().map(|(_, guests)| guests.len()).collect();
    assert_eq!(counts, [2, 1]);
    let with_ann = Room::query().filter(Room::GUESTS.any(Guest::NUMBER.eq(1)));
    assert_eq!(with_ann.all(&db).await?, from_ref(&first));
    // A guest of another house is not linked, and parts nobody.
    for refused in [
        second.set_guests(&db, &[&other]).await,
        second.add_guests(&db, &other).await,
    ] {
        let error = refused.unwrap_err().to_string();
        let expected =
            "stay.house: expected one value for both of the rows that are linked, found two";
        assert_eq!(error, expected);
    }
    first.remove_guests(&db, &other).await?;
    assert_eq!(Room::GUESTS.of(&first).count(&db).await?, 2);
    first.remove_guests(&db, &ann).await?;
    assert_eq!(first.guests(&db).await?, from_ref(&bob));
    bob.delete(&db).await?;
    assert_eq!(count(&db, "stay").await, 0);
    Ok(())
}

#[test]
async fn rows_that_are_deleted_along_take_their_links_with_them() -> Result<()> {
    for enforced in [true, false] {
        let (db, _) = database().await;
        db.enforce_keys(enforced).await?;
        let ([one, two], _) = fill(&db).await?;
        let blog = NewBlog::new().insert(&db).await?;
        Post::update(one.id).blog_id(blog.id).run(&db).await?;
        assert_eq!(one.lazy_tags().count(&db).await?, 2);
        blog.delete(&db).await?;
        assert_eq!(
            (count(&db, "post").await, count(&db, "post_tag").await),
            (1, 1)
        );
        assert_eq!(names(&two.tags(&db).await?), ["b"]);
    }
    Ok(())
}
