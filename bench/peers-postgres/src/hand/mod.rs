//! tokio-postgres as one writes it by hand: statements kept prepared, columns read by their places, and statements that need
//! nothing of each other sent at once.

mod eager;
mod unprepared;
mod write;

use std::collections::HashMap;
use std::pin::pin;

use futures_util::TryStreamExt;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Row, Statement};

use crate::contestant::{Library, Look, Result};
use crate::facts::{InOrder, facts};
use crate::work::{BEHIND, HAIR, KEYS, Work};

pub struct User {
    pub id: i32,
    pub name: String,
    pub hair_color: Option<String>,
}

pub struct Post {
    pub id: i32,
    pub user_id: i32,
    pub title: String,
    pub body: Option<String>,
}

pub struct Comment {
    pub id: i32,
    pub post_id: i32,
    pub text: String,
}

pub struct Tag {
    pub id: i32,
    pub name: String,
}

pub use unprepared::Unprepared;

facts! {
    User: id name hair_color;
    Post: id user_id title body;
    Comment: id post_id text;
    Tag: id name;
}

/// A connection, and the statements that it has prepared.
pub struct Hand {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

impl Hand {
    /// The statement of that text, which is prepared when it is first asked for.
    async fn prepared(&mut self, sql: &'static str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).await?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }
}

impl Library for Hand {
    async fn connect(url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        let statements = HashMap::new();
        Ok(Self { client, statements })
    }

    async fn script(&mut self, sql: &str) -> Result {
        Ok(self.client.batch_execute(sql).await?)
    }

    async fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        match work {
            Work::ByKey => {
                for id in 1..=KEYS {
                    look(&user(self, id).await?);
                }
            }
            Work::Users => look(&users(self).await?),
            Work::Joined => look(&eager::joined(self, HAIR).await?),
            Work::Filtered => look(&InOrder(&filtered(self, BEHIND).await?)),
            Work::UsersWithPosts => look(&eager::users_with_posts(self).await?),
            Work::ThreeLevels => look(&eager::three_levels(self).await?),
            Work::PostsWithTags => look(&eager::posts_with_tags(self).await?),
            Work::InsertUsers(number) => look(&write::insert_users(self, number).await?),
            Work::OneByOne(number) => look(&write::one_by_one(self, number).await?),
            Work::Nested => write::nested(self).await?,
            Work::Update => write::update(self).await?,
            Work::Delete => write::delete(self).await?,
        }
        Ok(())
    }
}

type Values<'v> = &'v [&'v (dyn ToSql + Sync)];
type Read<T> = fn(&Row) -> Result<T, tokio_postgres::Error>;

/// The rows of a statement, read as they come.
async fn rows<T>(
    client: &Client,
    statement: &Statement,
    values: Values<'_>,
    read: Read<T>,
) -> Result<Vec<T>, tokio_postgres::Error> {
    let values = values.iter().copied();
    let mut stream = pin!(client.query_raw(statement, values).await?);
    let mut rows = Vec::new();
    while let Some(row) = stream.try_next().await? {
        rows.push(read(&row)?);
    }
    Ok(rows)
}

fn read_user(row: &Row) -> Result<User, tokio_postgres::Error> {
    Ok(User {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        hair_color: row.try_get(2)?,
    })
}

fn read_post(row: &Row) -> Result<Post, tokio_postgres::Error> {
    Ok(Post {
        id: row.try_get(0)?,
        user_id: row.try_get(1)?,
        title: row.try_get(2)?,
        body: row.try_get(3)?,
    })
}

fn read_comment(row: &Row) -> Result<Comment, tokio_postgres::Error> {
    Ok(Comment {
        id: row.try_get(0)?,
        post_id: row.try_get(1)?,
        text: row.try_get(2)?,
    })
}

async fn user(db: &mut Hand, id: i32) -> Result<Option<User>> {
    const SQL: &str = "SELECT id, name, hair_color FROM users WHERE id = $1";
    let statement = db.prepared(SQL).await?;
    let row = db.client.query_opt(&statement, &[&id]).await?;
    Ok(row.as_ref().map(read_user).transpose()?)
}

async fn users(db: &mut Hand) -> Result<Vec<User>> {
    let statement = db.prepared(eager::USERS).await?;
    Ok(rows(&db.client, &statement, &[], read_user).await?)
}

async fn filtered(db: &mut Hand, behind: i32) -> Result<Vec<Post>> {
    const SQL: &str =
        "SELECT id, user_id, title, body FROM posts WHERE user_id > $1 ORDER BY title DESC, id";
    let statement = db.prepared(SQL).await?;
    Ok(rows(&db.client, &statement, &[&behind], read_post).await?)
}
