//! Rows with what belongs to them: the parents' filter stands in the children's statement as a subquery, so that both are
//! sent at once, and what comes is put together in the order of the key.

use futures_util::future::{try_join, try_join3};
use tokio_postgres::Row;

use super::{Comment, Hand, Post, Tag, User, read_comment, read_post, read_user, rows};
use crate::contestant::Result;
use crate::group::{dealt, merged};

pub const USERS: &str = "SELECT id, name, hair_color FROM users";
const USERS_IN_ORDER: &str = "SELECT id, name, hair_color FROM users ORDER BY id";
const POSTS_OF_USERS: &str = "SELECT id, user_id, title, body FROM posts \
                              WHERE user_id IN (SELECT id FROM users) ORDER BY user_id";

/// Users with that hair, with each of their posts: one join.
pub async fn joined(db: &mut Hand, hair: &str) -> Result<Vec<(User, Option<Post>)>> {
    const SQL: &str = "SELECT users.id, name, hair_color, posts.id, user_id, title, body FROM users \
                       LEFT JOIN posts ON users.id = user_id WHERE hair_color = $1";
    let statement = db.prepared(SQL).await?;
    let read = |row: &Row| {
        let post = match row.try_get(3)? {
            None => None,
            Some(id) => Some(Post {
                id,
                user_id: row.try_get(4)?,
                title: row.try_get(5)?,
                body: row.try_get(6)?,
            }),
        };
        Ok((read_user(row)?, post))
    };
    Ok(rows(&db.client, &statement, &[&hair], read).await?)
}

pub async fn users_with_posts(db: &mut Hand) -> Result<Vec<(User, Vec<Post>)>> {
    let statements = (
        db.prepared(USERS_IN_ORDER).await?,
        db.prepared(POSTS_OF_USERS).await?,
    );
    let users = rows(&db.client, &statements.0, &[], read_user);
    let posts = rows(&db.client, &statements.1, &[], read_post);
    let (users, posts) = try_join(users, posts).await?;
    let posts = posts.into_iter().map(|post| (post.user_id, post));
    Ok(merged(users, |user| user.id, posts))
}

type Levels = Vec<(User, Vec<(Post, Vec<Comment>)>)>;

pub async fn three_levels(db: &mut Hand) -> Result<Levels> {
    const COMMENTS: &str = "SELECT id, post_id, text FROM comments \
                            WHERE post_id IN (SELECT id FROM posts WHERE user_id IN (SELECT id FROM users)) \
                            ORDER BY post_id";
    let statements = (
        db.prepared(USERS_IN_ORDER).await?,
        db.prepared(POSTS_OF_USERS).await?,
        db.prepared(COMMENTS).await?,
    );
    let users = rows(&db.client, &statements.0, &[], read_user);
    let posts = rows(&db.client, &statements.1, &[], read_post);
    let comments = rows(&db.client, &statements.2, &[], read_comment);
    let (users, posts, comments) = try_join3(users, posts, comments).await?;
    let comments = comments
        .into_iter()
        .map(|comment| (comment.post_id, comment));
    let comments = dealt(posts.iter().map(|post| post.id), comments);
    let posts = posts.into_iter().zip(comments);
    let posts = posts.map(|(post, comments)| (post.user_id, (post, comments)));
    Ok(merged(users, |user| user.id, posts))
}

pub async fn posts_with_tags(db: &mut Hand) -> Result<Vec<(Post, Vec<Tag>)>> {
    const POSTS: &str = "SELECT id, user_id, title, body FROM posts ORDER BY id";
    const TAGS: &str = "SELECT post_id, tags.id, name FROM post_tags JOIN tags ON tags.id = tag_id \
                        WHERE post_id IN (SELECT id FROM posts) ORDER BY post_id";
    let statements = (db.prepared(POSTS).await?, db.prepared(TAGS).await?);
    let read_tag = |row: &Row| {
        let tag = Tag {
            id: row.try_get(1)?,
            name: row.try_get(2)?,
        };
        Ok((row.try_get(0)?, tag))
    };
    let posts = rows(&db.client, &statements.0, &[], read_post);
    let tags = rows(&db.client, &statements.1, &[], read_tag);
    let (posts, tags) = try_join(posts, tags).await?;
    Ok(merged(posts, |post| post.id, tags))
}
