//! toasty.

mod facts;
mod models;
mod read;
mod write;

use toasty::Db;

use crate::contestant::{Contestant, Look, Result};
use crate::facts::InOrder;
use crate::runtime::Waiting;
use crate::work::Work;

struct Toasty(Waiting<Db>);

pub fn open() -> Result<Box<dyn Contestant>> {
    Ok(Box::new(Toasty(Waiting::open(async {
        let models = toasty::models!(crate::*);
        Ok(Db::builder()
            .models(models)
            .connect("sqlite::memory:")
            .await?)
    })?)))
}

impl Contestant for Toasty {
    fn script(&mut self, sql: &str) -> Result {
        self.0.run(async |db| {
            for statement in sql.split(';') {
                toasty::sql::statement(statement).exec(db).await?;
            }
            Ok(())
        })
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        self.0.run(async |db| done(db, work, look).await)
    }

    /// Its queries give all rows at once.
    fn can(&self, work: Work) -> bool {
        work != Work::Stream
    }
}

async fn done(db: &mut Db, work: Work, look: Look<'_>) -> Result {
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
        Work::Stream => {}
        Work::InsertUsers(number) => look(&write::insert_users(db, number).await?),
        Work::InsertPosts => look(&write::insert_posts(db).await?),
        Work::Update => write::update(db).await?,
        Work::Delete => write::delete(db).await?,
        Work::Nested => write::nested(db).await?,
    }
    Ok(())
}
