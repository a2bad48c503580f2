//! diesel, over diesel-async.

mod read;
#[path = "../../../peers/src/diesel/schema.rs"]
mod schema;
mod write;

use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};

use crate::contestant::{Library, Look, Result};
use crate::facts::{InOrder, facts};
use crate::work::Work;
use schema::{comments, post_tags, posts, tags, users};

#[derive(Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub name: String,
    pub hair_color: Option<String>,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = posts, belongs_to(User))]
pub struct Post {
    pub id: i32,
    pub user_id: i32,
    pub title: String,
    pub body: Option<String>,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = comments, belongs_to(Post))]
pub struct Comment {
    pub id: i32,
    pub post_id: i32,
    pub text: String,
}

#[derive(Queryable, Selectable, Identifiable)]
#[diesel(table_name = tags)]
pub struct Tag {
    pub id: i32,
    pub name: String,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = post_tags, primary_key(post_id, tag_id), belongs_to(Post), belongs_to(Tag))]
pub struct PostTag {
    pub post_id: i32,
    pub tag_id: i32,
}

facts! {
    User: id name hair_color;
    Post: id user_id title body;
    Comment: id post_id text;
    Tag: id name;
}

pub struct Diesel(AsyncPgConnection);

impl Library for Diesel {
    async fn connect(url: &str) -> Result<Self> {
        Ok(Self(AsyncPgConnection::establish(url).await?))
    }

    async fn script(&mut self, sql: &str) -> Result {
        Ok(self.0.batch_execute(sql).await?)
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
