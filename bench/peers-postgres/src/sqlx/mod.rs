//! sqlx: statements by hand, rows read by the names of their columns.

mod read;
mod write;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Executor, FromRow, PgConnection};

use crate::contestant::{Library, Look, Result};
use crate::facts::{InOrder, facts};
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

facts! {
    User: id name hair_color;
    Post: id user_id title body;
    Comment: id post_id text;
    Tag: id name;
}

pub struct Sqlx(PgConnection);

impl Library for Sqlx {
    async fn connect(url: &str) -> Result<Self> {
        let options: PgConnectOptions = url.parse()?;
        let options = options.disable_statement_logging();
        Ok(Self(options.connect().await?))
    }

    async fn script(&mut self, sql: &str) -> Result {
        let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
        self.0.execute(sql).await?;
        Ok(())
    }

    async fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        let db = &mut self.0;
        match work {
            Work::ByKey => read::by_key(db, look).await?,
            Work::Users => look(&read::users(db).await?),
            Work::Joined => look(&read::joined(db).await?),
            Work::Filtered => look(&InOrder(&read::filtered(db).await?)),
            Work::UsersWithPosts => look(&read::users_with_posts(db).await?),
            Work::ThreeLevels => look(&read::three_levels(db).await?),
            Work::PostsWithTags => look(&read::posts_with_tags(db).await?),
            Work::InsertUsers(number) => look(&write::insert_users(db, number).await?),
            Work::OneByOne(number) => look(&write::one_by_one(db, number).await?),
            Work::Nested => write::nested(db).await?,
            Work::Update => write::update(db).await?,
            Work::Delete => write::delete(db).await?,
        }
        Ok(())
    }
}
