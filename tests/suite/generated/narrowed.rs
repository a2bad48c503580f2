//! Relationships that are narrowed, counted, ordered by, and loaded for rows there are.

use crate::harness::{Log, logged, test};
use crate::schemas::many::*;

async fn database() -> (Engine, Log) {
    let (db, log) = logged!();
    log.take();
    (db, log)
}

/// Posts `one` with the tags a to d, `two` with b and c, `three` with none.
async fn fill(db: &Connection<'_>) -> Result<Vec<Post>> {
    let tags = ["a", "b", "c", "d"].map(NewTag::new);
    let tags = Tag::insert_all(db, tags.into()).await?;
    let posts = ["one", "two", "three"].map(NewPost::new);
    let posts = Post::insert_all(db, posts.into()).await?;
    for (post, linked) in posts.iter().zip([0..4, 1..3, 0..0]) {
        for tag in &tags[linked] {
            post.add_tags(db, tag).await?;
        }
    }
    Ok(posts)
}

fn names(groups: Vec<(Post, Vec<Tag>)>) -> Vec<String> {
    let joined = |(_, tags): (Post, Vec<Tag>)| tags.into_iter().map(|tag| tag.name).collect();
    groups.into_iter().map(joined).collect()
}

fn titles(posts: Vec<Post>) -> Vec<String> {
    posts.into_iter().map(|post| post.title).collect()
}

#[test]
async fn many_to_many_is_cut_for_each_row_by_itself() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let posts = || Post::query().order_by(Post::ID.asc());
    let last = Post::TAGS.order_by(Tag::NAME.desc()).limit(2);
    assert_eq!(names(posts().with(last).all(&db).await?), ["dc", "cb", ""]);
    assert_eq!(log.take().len(), 2);
    let second = Post::TAGS.limit(1).offset(1);
    assert_eq!(names(posts().with(second).all(&db).await?), ["b", "c", ""]);
    let rest = Post::TAGS.offset(1);
    assert_eq!(names(posts().with(rest).all(&db).await?), ["bcd", "c", ""]);
    let some = Post::TAGS.filter(Tag::NAME.ne("b"));
    assert_eq!(names(posts().with(some).all(&db).await?), ["acd", "c", ""]);
    let shared = Post::TAGS.filter(Tag::POSTS.count().ge(2)).limit(1);
    assert_eq!(names(posts().with(shared).all(&db).await?), ["b", "b", ""]);
    Ok(())
}

#[test]
async fn rows_are_counted_and_ordered_by_what_is_linked() -> Result<()> {
    let (db, log) = database().await;
    let posts = fill(&db).await?;
    log.take();
    let found = async |filter| {
        let posts = Post::query().filter(filter).order_by(Post::ID.asc());
        posts.all(&db).await.map(titles)
    };
    assert_eq!(found(Post::TAGS.count().ge(2)).await?, ["one", "two"]);
    log.says([
        "SELECT id, title, blog_id FROM post WHERE (SELECT count(*) FROM post_tag WHERE \
             post_id = post.id AND (tag_id IN (SELECT id FROM tag WHERE 1))) >= ?1 ORDER BY id",
    ]);
    assert_eq!(found(Post::TAGS.count().eq(0)).await?, ["three"]);
    let late = Post::TAGS.filter(Tag::NAME.gt("b")).count();
    assert_eq!(found(late.le(1)).await?, ["two", "three"]);
    assert_eq!(
        found(Post::TAGS.none(Tag::NAME.eq("a"))).await?,
        ["two", "three"]
    );
    let fewest = Post::query().order_by(Post::TAGS.count().asc());
    assert_eq!(titles(fewest.all(&db).await?), ["three", "two", "one"]);

    // The same reader twice is one reader.
    let reader = NewReader::new(vec![1], "r").insert(&db).await?;
    let reading = || NewReading::new().post_id(posts[0].id);
    for _ in 0..2 {
        reading()
            .reader_code(reader.code.clone())
            .insert(&db)
            .await?;
    }
    assert_eq!(found(Post::READERS.count().eq(1)).await?, ["one"]);
    let loaded = Post::READERS.load(&db, &posts).await?;
    assert_eq!(loaded, [vec![reader.clone()], vec![], vec![]]);
    let cut = Post::READERS.limit(5).load(&db, &posts).await?;
    assert_eq!(cut, [vec![reader], vec![], vec![]]);
    Ok(())
}

#[test]
async fn a_model_linked_to_itself_is_counted_apart() -> Result<()> {
    let (db, _) = database().await;
    let person = async |name| NewPerson::new(name).insert(&db).await;
    let (ann, bob, eve) = (
        person("ann").await?,
        person("bob").await?,
        person("eve").await?,
    );
    ann.add_follows(&db, &bob).await?;
    ann.add_follows(&db, &eve).await?;
    bob.add_follows(&db, &eve).await?;
    let found = async |filter| {
        let people = Person::query().filter(filter).order_by(Person::ID.asc());
        let people = people.all(&db).await?.into_iter();
        Ok::<_, Error>(people.map(|person| person.name).collect::<Vec<_>>())
    };
    assert_eq!(found(Person::FOLLOWS.count().eq(2)).await?, ["ann"]);
    assert_eq!(found(Person::FOLLOWERS.count().eq(2)).await?, ["eve"]);
    let busy = Person::FOLLOWS.count().ge(1);
    assert_eq!(found(Person::FOLLOWS.any(busy)).await?, ["ann"]);
    let followed = Person::FOLLOWS.filter(Person::FOLLOWERS.count().ge(2));
    assert_eq!(found(followed.count().eq(1)).await?, ["ann", "bob"]);

    let trees = Person::FOLLOWS.recursion_depth(2).load(&db, &[ann]).await?;
    let [bobs, eves] = &trees[0][..] else {
        panic!("ann follows two");
    };
    assert_eq!((&bobs.row, &eves.row), (&bob, &eve));
    assert_eq!(bobs.children[0].row, eve);
    assert_eq!((bobs.children.len(), eves.children.len()), (1, 0));
    Ok(())
}
