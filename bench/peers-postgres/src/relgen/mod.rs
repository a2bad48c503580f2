//! The code that relgen generates.

mod write;

mod models {
    include!(concat!(env!("OUT_DIR"), "/blog.rs"));
}

use crate::contestant::{Library, Look, Result};
use crate::facts::{InOrder, facts};
use crate::work::{BEHIND, HAIR, KEYS, Work};
use models::{Comment, Db, Engine, Post, Tag, User};

facts! {
    User: id name hair_color;
    Post: id user_id title body;
    Comment: id post_id text;
    Tag: id name;
}

pub struct Relgen(Engine);

/// The same with statements kept prepared.
pub struct Prepared(Relgen);

impl Library for Prepared {
    async fn connect(url: &str) -> Result<Self> {
        Ok(Self(Relgen(Engine::connect(url).await?.prepares(100))))
    }

    async fn script(&mut self, sql: &str) -> Result {
        self.0.script(sql).await
    }

    async fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        self.0.run(work, look).await
    }
}

impl Library for Relgen {
    async fn connect(url: &str) -> Result<Self> {
        Ok(Self(Engine::connect(url).await?))
    }

    async fn script(&mut self, sql: &str) -> Result {
        Ok(self.0.client().batch_execute(sql).await?)
    }

    async fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        let db = &self.0;
        match work {
            Work::ByKey => {
                for id in 1..=KEYS {
                    look(&User::get(db, id).await?);
                }
            }
            Work::Users => look(&User::query().all(db).await?),
            Work::Joined => {
                let black = User::query().filter(User::HAIR_COLOR.eq(HAIR));
                look(&black.join(User::POSTS).all(db).await?);
            }
            Work::Filtered => {
                let posts = Post::query().filter(Post::USER_ID.gt(BEHIND));
                let posts = posts.order_by(Post::TITLE.desc()).order_by(Post::ID.asc());
                look(&InOrder(&posts.all(db).await?));
            }
            Work::UsersWithPosts => look(&User::query().with(User::POSTS).all(db).await?),
            Work::ThreeLevels => {
                let posts = User::POSTS.with(Post::COMMENTS);
                look(&User::query().with(posts).all(db).await?);
            }
            Work::PostsWithTags => look(&Post::query().with(Post::TAGS).all(db).await?),
            Work::InsertUsers(number) => look(&write::insert_users(db, number).await?),
            Work::OneByOne(number) => look(&write::one_by_one(&mut self.0, number).await?),
            Work::Nested => write::nested(db).await?,
            Work::Update => write::update(db).await?,
            Work::Delete => write::delete(db).await?,
        }
        Ok(())
    }
}
