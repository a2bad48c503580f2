//! What is read. Libraries like this leave it to the program how rows are put together: it is done as in the hand-written
//! code, but that one statement cannot be sent before the other is answered.

use sqlx::postgres::PgRow;
use sqlx::{FromRow, PgConnection, Row, query, query_as};

use super::{Comment, Post, Tag, User};
use crate::contestant::{Look, Result};
use crate::group::{dealt, merged};
use crate::work::{BEHIND, HAIR, KEYS};

pub async fn by_key(db: &mut PgConnection, look: Look<'_>) -> Result {
    for id in 1..=KEYS {
        let user = query_as("SELECT id, name, hair_color FROM users WHERE id = $1").bind(id);
        let user: Option<User> = user.fetch_optional(&mut *db).await?;
        look(&user);
    }
    Ok(())
}

pub async fn users(db: &mut PgConnection) -> sqlx::Result<Vec<User>> {
    query_as("SELECT id, name, hair_color FROM users")
        .fetch_all(db)
        .await
}

pub async fn joined(db: &mut PgConnection) -> Result<Vec<(User, Option<Post>)>> {
    const SQL: &str = "SELECT users.id, name, hair_color, posts.id AS post, user_id, title, body FROM users \
                       LEFT JOIN posts ON users.id = user_id WHERE hair_color = $1";
    let rows = query(SQL).bind(HAIR).fetch_all(db).await?;
    let read = |row: &PgRow| {
        let id: Option<i32> = row.try_get("post")?;
        let post = id.map(|id| post_of(id, row)).transpose()?;
        Ok((User::from_row(row)?, post))
    };
    rows.iter().map(read).collect()
}

fn post_of(id: i32, row: &PgRow) -> sqlx::Result<Post> {
    Ok(Post {
        id,
        user_id: row.try_get("user_id")?,
        title: row.try_get("title")?,
        body: row.try_get("body")?,
    })
}

pub async fn filtered(db: &mut PgConnection) -> sqlx::Result<Vec<Post>> {
    const SQL: &str =
        "SELECT id, user_id, title, body FROM posts WHERE user_id > $1 ORDER BY title DESC, id";
    query_as(SQL).bind(BEHIND).fetch_all(db).await
}

async fn users_in_order(db: &mut PgConnection) -> sqlx::Result<Vec<User>> {
    query_as("SELECT id, name, hair_color FROM users ORDER BY id")
        .fetch_all(db)
        .await
}

async fn posts_of_all(db: &mut PgConnection) -> sqlx::Result<Vec<Post>> {
    const SQL: &str = "SELECT id, user_id, title, body FROM posts \
                       WHERE user_id IN (SELECT id FROM users) ORDER BY user_id";
    query_as(SQL).fetch_all(db).await
}

pub async fn users_with_posts(db: &mut PgConnection) -> Result<Vec<(User, Vec<Post>)>> {
    let users = users_in_order(db).await?;
    let posts = posts_of_all(db).await?;
    let posts = posts.into_iter().map(|post| (post.user_id, post));
    Ok(merged(users, |user| user.id, posts))
}

type Levels = Vec<(User, Vec<(Post, Vec<Comment>)>)>;

pub async fn three_levels(db: &mut PgConnection) -> Result<Levels> {
    const SQL: &str = "SELECT id, post_id, text FROM comments \
                       WHERE post_id IN (SELECT id FROM posts WHERE user_id IN (SELECT id FROM users)) \
                       ORDER BY post_id";
    let users = users_in_order(db).await?;
    let posts = posts_of_all(db).await?;
    let comments: Vec<Comment> = query_as(SQL).fetch_all(db).await?;
    let comments = comments
        .into_iter()
        .map(|comment| (comment.post_id, comment));
    let comments = dealt(posts.iter().map(|post| post.id), comments);
    let posts = posts.into_iter().zip(comments);
    let posts = posts.map(|(post, comments)| (post.user_id, (post, comments)));
    Ok(merged(users, |user| user.id, posts))
}

pub async fn posts_with_tags(db: &mut PgConnection) -> Result<Vec<(Post, Vec<Tag>)>> {
    const SQL: &str = "SELECT post_id, tags.id, name FROM post_tags JOIN tags ON tags.id = tag_id \
                       WHERE post_id IN (SELECT id FROM posts) ORDER BY post_id";
    let posts = query_as("SELECT id, user_id, title, body FROM posts ORDER BY id");
    let posts: Vec<Post> = posts.fetch_all(&mut *db).await?;
    let rows = query(SQL).fetch_all(db).await?;
    let read = |row: &PgRow| Ok((row.try_get("post_id")?, Tag::from_row(row)?));
    let tags: sqlx::Result<Vec<(i32, Tag)>> = rows.iter().map(read).collect();
    Ok(merged(posts, |post| post.id, tags?))
}
