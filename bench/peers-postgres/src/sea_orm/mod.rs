//! sea-orm.

#[path = "../../../peers/src/sea_orm/entities.rs"]
#[allow(dead_code, reason = "there are no readings here")]
mod entities;
mod read;
mod write;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::contestant::{Library, Look, Result};
use crate::facts::{InOrder, facts};
use crate::work::Work;
use entities::{comments, posts, tags, users};

facts! {
    users::Model: id name hair_color;
    posts::Model: id user_id title body;
    comments::Model: id post_id text;
    tags::Model: id name;
}

pub struct SeaOrm(DatabaseConnection);

impl Library for SeaOrm {
    /// A pool of one connection, which is not asked before each statement whether it is still there.
    async fn connect(url: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).test_before_acquire(false);
        options.sqlx_logging(false);
        Ok(Self(Database::connect(options).await?))
    }

    async fn script(&mut self, sql: &str) -> Result {
        self.0.execute_unprepared(sql).await?;
        Ok(())
    }

    async fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        let db = &self.0;
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
