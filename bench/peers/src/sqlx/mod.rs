//! sqlx: statements by hand, rows read by the names of their columns.

mod read;
mod write;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Executor, FromRow, SqliteConnection};

use crate::contestant::{Contestant, Look, Result};
use crate::facts::{InOrder, facts};
use crate::runtime::Waiting;
use crate::work::Work;

#[derive(FromRow)]
pub struct User {
    pub id: i32,
    pub name: String,
    pub hair_color: Option<String>,
}

#[derive(FromRow)]
pub struct Post {
    pub id: i32,
    pub user_id: i32,
    pub title: String,
    pub body: Option<String>,
}

#[derive(FromRow)]
pub struct Comment {
    pub id: i32,
    pub post_id: i32,
    pub text: String,
}

#[derive(FromRow)]
pub struct Tag {
    pub id: i32,
    pub name: String,
}

#[derive(FromRow)]
pub struct Reading {
    pub id: i32,
    pub sensor: i32,
    pub value: f64,
    pub note: Option<String>,
}

facts! {
    User: id name hair_color;
    Post: id user_id title body;
    Comment: id post_id text;
    Tag: id name;
    Reading: id sensor value note;
}

struct Sqlx(Waiting<SqliteConnection>);

pub fn open() -> Result<Box<dyn Contestant>> {
    let options = SqliteConnectOptions::new().in_memory(true);
    let options = options.foreign_keys(true).disable_statement_logging();
    Ok(Box::new(Sqlx(Waiting::open(async move {
        Ok(options.connect().await?)
    })?)))
}

impl Contestant for Sqlx {
    fn script(&mut self, sql: &str) -> Result {
        self.0.run(async |db| {
            db.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())))
                .await?;
            Ok(())
        })
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        self.0.run(async |db| done(db, work, look).await)
    }
}

async fn done(db: &mut SqliteConnection, work: Work, look: Look<'_>) -> Result {
    match work {
        Work::Users => look(&read::users(db).await?),
        Work::Joined => look(&read::joined(db).await?),
        Work::ThreeLevels => look(&read::three_levels(db).await?),
        Work::ByKey => read::by_key(db, look).await?,
        Work::Filtered => look(&InOrder(&read::filtered(db).await?)),
        Work::Page => read::pages(db, look).await?,
        Work::UsersWithPosts => look(&read::users_with_posts(db).await?),
        Work::PostsWithAuthor => look(&read::posts_with_author(db).await?),
        Work::PostsWithTags => look(&read::posts_with_tags(db).await?),
        Work::Lazy => read::lazily(db, look).await?,
        Work::Stream => read::stream(db, look).await?,
        Work::InsertUsers(number) => look(&write::insert_users(db, number).await?),
        Work::InsertPosts => look(&write::insert_posts(db).await?),
        Work::Update => write::update(db).await?,
        Work::Delete => write::delete(db).await?,
        Work::Nested => write::nested(db).await?,
    }
    Ok(())
}
