//! What is read.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::schema::{posts, tags, users};
use super::{Comment, Post, PostTag, Tag, User};
use crate::contestant::{Look, Result};
use crate::work::{BEHIND, HAIR, KEYS};

pub async fn by_key(db: &mut AsyncPgConnection, look: Look<'_>) -> Result {
    for id in 1..=KEYS {
        let user = users::table.find(id).first::<User>(db).await;
        look(&user.optional()?);
    }
    Ok(())
}

pub async fn users(db: &mut AsyncPgConnection) -> QueryResult<Vec<User>> {
    users::table.load(db).await
}

pub async fn joined(db: &mut AsyncPgConnection) -> QueryResult<Vec<(User, Option<Post>)>> {
    let black = users::table.left_outer_join(posts::table);
    let black = black.filter(users::hair_color.eq(HAIR));
    let black = black.select((User::as_select(), Option::<Post>::as_select()));
    black.load(db).await
}

pub async fn filtered(db: &mut AsyncPgConnection) -> QueryResult<Vec<Post>> {
    let posts = posts::table.filter(posts::user_id.gt(BEHIND));
    let posts = posts.order((posts::title.desc(), posts::id));
    posts.load(db).await
}

pub async fn users_with_posts(db: &mut AsyncPgConnection) -> QueryResult<Vec<(User, Vec<Post>)>> {
    let users = users(db).await?;
    let posts: Vec<Post> = Post::belonging_to(&users).load(db).await?;
    let posts = posts.grouped_by(&users);
    Ok(users.into_iter().zip(posts).collect())
}

type Levels = Vec<(User, Vec<(Post, Vec<Comment>)>)>;

pub async fn three_levels(db: &mut AsyncPgConnection) -> QueryResult<Levels> {
    let users = users(db).await?;
    let posts: Vec<Post> = Post::belonging_to(&users).load(db).await?;
    let comments: Vec<Comment> = Comment::belonging_to(&posts).load(db).await?;
    let comments = comments.grouped_by(&posts);
    let posts: Vec<(Post, Vec<Comment>)> = posts.into_iter().zip(comments).collect();
    let posts = posts.grouped_by(&users);
    Ok(users.into_iter().zip(posts).collect())
}

pub async fn posts_with_tags(db: &mut AsyncPgConnection) -> QueryResult<Vec<(Post, Vec<Tag>)>> {
    let posts: Vec<Post> = posts::table.load(db).await?;
    let links = PostTag::belonging_to(&posts).inner_join(tags::table);
    let links = links.select((PostTag::as_select(), Tag::as_select()));
    let links: Vec<(PostTag, Tag)> = links.load(db).await?;
    let tags = links
        .grouped_by(&posts)
        .into_iter()
        .map(|tags| tags.into_iter().map(|(_, tag)| tag).collect());
    Ok(posts.into_iter().zip(tags).collect())
}
