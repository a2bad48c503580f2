//! The code that relgen generates.

mod write;

mod models {
    include!(concat!(env!("OUT_DIR"), "/blog.rs"));
}

use crate::contestant::{Contestant, Look, Result};
use crate::facts::{InOrder, facts};
use crate::work::{BEHIND, HAIR, KEYS, PAGE, PAGES, Work, page};
use models::{Comment, Engine, Post, Reading, Tag, User};

facts! {
    User: id name hair_color;
    Post: id user_id title body;
    Comment: id post_id text;
    Tag: id name;
    Reading: id sensor value note;
}

struct Relgen(Engine);

pub fn open() -> Result<Box<dyn Contestant>> {
    Ok(Box::new(Relgen(Engine::in_memory()?)))
}

impl Contestant for Relgen {
    fn script(&mut self, sql: &str) -> Result {
        Ok(self.0.execute_batch(sql)?)
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        let db = &self.0;
        match work {
            Work::Users => look(&User::query().all(db)?),
            Work::Joined => {
                let black = User::query().filter(User::HAIR_COLOR.eq(HAIR));
                look(&black.with(User::POSTS).all(db)?);
            }
            Work::ThreeLevels => {
                let posts = User::POSTS.with(Post::COMMENTS);
                look(&User::query().with(posts).all(db)?);
            }
            Work::ByKey => {
                for id in 1..=KEYS {
                    look(&User::get(db, id)?);
                }
            }
            Work::Filtered => {
                let posts = Post::query().filter(Post::USER_ID.gt(BEHIND));
                let posts = posts.order_by(Post::TITLE.desc()).order_by(Post::ID.asc());
                look(&InOrder(&posts.all(db)?));
            }
            Work::Page => {
                for number in 0..PAGES {
                    let posts = Post::query().filter(Post::ID.gt(page(number)));
                    let posts = posts.order_by(Post::ID.asc()).limit(PAGE.unsigned_abs());
                    look(&InOrder(&posts.all(db)?));
                }
            }
            Work::UsersWithPosts => look(&User::query().with(User::POSTS).all(db)?),
            Work::PostsWithAuthor => look(&Post::query().join(Post::AUTHOR).all(db)?),
            Work::PostsWithTags => look(&Post::query().with(Post::TAGS).all(db)?),
            Work::Lazy => {
                for user in User::query().all(db)? {
                    look(&user.posts(db)?);
                }
            }
            Work::Stream => Reading::query().each(db, |reading| {
                look(&reading);
                Ok(())
            })?,
            Work::InsertUsers(number) => look(&write::insert_users(db, number)?),
            Work::InsertPosts => look(&write::insert_posts(db)?),
            Work::Update => write::update(db)?,
            Work::Delete => write::delete(db)?,
            Work::Nested => write::nested(db)?,
        }
        Ok(())
    }
}
