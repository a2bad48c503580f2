//! sea-orm.

mod entities;
mod read;
mod write;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::contestant::{Contestant, Look, Result};
use crate::facts::{InOrder, facts};
use crate::runtime::Waiting;
use crate::work::Work;
use entities::{comments, posts, readings, tags, users};

facts! {
    users::Model: id name hair_color;
    posts::Model: id user_id title body;
    comments::Model: id post_id text;
    tags::Model: id name;
    readings::Model: id sensor value note;
}

struct SeaOrm(Waiting<DatabaseConnection>);

pub fn open() -> Result<Box<dyn Contestant>> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false);
    Ok(Box::new(SeaOrm(Waiting::open(async move {
        Ok(Database::connect(options).await?)
    })?)))
}

impl Contestant for SeaOrm {
    fn script(&mut self, sql: &str) -> Result {
        self.0.run(async |db| {
            db.execute_unprepared(sql).await?;
            Ok(())
        })
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        self.0.run(async |db| done(db, work, look).await)
    }
}

async fn done(db: &DatabaseConnection, work: Work, look: Look<'_>) -> Result {
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
