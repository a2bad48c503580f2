//! What is read.

use diesel::prelude::*;

use super::schema::{posts, readings, tags, users};
use super::{Comment, Post, PostTag, Reading, Tag, User};
use crate::contestant::{Look, Result};
use crate::facts::InOrder;
use crate::work::{BEHIND, HAIR, KEYS, PAGE, PAGES, page};

pub fn users(db: &mut SqliteConnection) -> QueryResult<Vec<User>> {
    users::table.load(db)
}

pub fn joined(db: &mut SqliteConnection) -> QueryResult<Vec<(User, Option<Post>)>> {
    let black = users::table.left_outer_join(posts::table);
    let black = black.filter(users::hair_color.eq(HAIR));
    black
        .select((User::as_select(), Option::<Post>::as_select()))
        .load(db)
}

pub fn by_key(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    for id in 1..=KEYS {
        look(&users::table.find(id).first::<User>(db).optional()?);
    }
    Ok(())
}

pub fn filtered(db: &mut SqliteConnection) -> QueryResult<Vec<Post>> {
    let posts = posts::table.filter(posts::user_id.gt(BEHIND));
    posts.order((posts::title.desc(), posts::id)).load(db)
}

pub fn pages(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    for number in 0..PAGES {
        let posts = posts::table.filter(posts::id.gt(page(number)));
        let posts = posts.order(posts::id).limit(i64::from(PAGE));
        look(&InOrder(&posts.load::<Post>(db)?));
    }
    Ok(())
}

pub fn users_with_posts(db: &mut SqliteConnection) -> QueryResult<Vec<(User, Vec<Post>)>> {
    let users = users(db)?;
    let posts: Vec<Post> = Post::belonging_to(&users).load(db)?;
    let posts = posts.grouped_by(&users);
    Ok(users.into_iter().zip(posts).collect())
}

type Levels = Vec<(User, Vec<(Post, Vec<Comment>)>)>;

pub fn three_levels(db: &mut SqliteConnection) -> QueryResult<Levels> {
    let users = users(db)?;
    let posts: Vec<Post> = Post::belonging_to(&users).load(db)?;
    let comments: Vec<Comment> = Comment::belonging_to(&posts).load(db)?;
    let comments = comments.grouped_by(&posts);
    let posts: Vec<(Post, Vec<Comment>)> = posts.into_iter().zip(comments).collect();
    let posts = posts.grouped_by(&users);
    Ok(users.into_iter().zip(posts).collect())
}

pub fn posts_with_author(db: &mut SqliteConnection) -> QueryResult<Vec<(Post, User)>> {
    let posts = posts::table.inner_join(users::table);
    posts
        .select((Post::as_select(), User::as_select()))
        .load(db)
}

pub fn posts_with_tags(db: &mut SqliteConnection) -> QueryResult<Vec<(Post, Vec<Tag>)>> {
    let posts: Vec<Post> = posts::table.load(db)?;
    let links = PostTag::belonging_to(&posts).inner_join(tags::table);
    let links = links.select((PostTag::as_select(), Tag::as_select()));
    let tags = links.load::<(PostTag, Tag)>(db)?.grouped_by(&posts);
    let tags = tags
        .into_iter()
        .map(|tags| tags.into_iter().map(|(_, tag)| tag).collect());
    Ok(posts.into_iter().zip(tags).collect())
}

pub fn lazily(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    for user in users(db)? {
        look(&Post::belonging_to(&user).load::<Post>(db)?);
    }
    Ok(())
}

pub fn stream(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    for reading in readings::table.load_iter::<Reading, _>(db)? {
        look(&reading?);
    }
    Ok(())
}
