//! The models, as toasty wants them.

use toasty::{Deferred, Model};

#[derive(Debug, Model)]
#[table = "users"]
pub struct User {
    #[key]
    #[auto]
    pub id: i32,
    pub name: String,
    pub hair_color: Option<String>,
    #[has_many]
    pub posts: Deferred<Vec<Post>>,
}

#[derive(Debug, Model)]
#[table = "posts"]
pub struct Post {
    #[key]
    #[auto]
    pub id: i32,
    #[index]
    pub user_id: i32,
    #[belongs_to(key = user_id, references = id)]
    pub user: Deferred<User>,
    pub title: String,
    pub body: Option<String>,
    #[has_many]
    pub comments: Deferred<Vec<Comment>>,
    #[has_many]
    pub links: Deferred<Vec<PostTag>>,
    #[has_many(via = links.tag)]
    pub tags: Deferred<Vec<Tag>>,
}

#[derive(Debug, Model)]
#[table = "comments"]
pub struct Comment {
    #[key]
    #[auto]
    pub id: i32,
    #[index]
    pub post_id: i32,
    #[belongs_to(key = post_id, references = id)]
    pub post: Deferred<Post>,
    pub text: String,
}

#[derive(Debug, Model)]
#[table = "tags"]
pub struct Tag {
    #[key]
    #[auto]
    pub id: i32,
    pub name: String,
    #[has_many]
    pub links: Deferred<Vec<PostTag>>,
}

#[derive(Debug, Model)]
#[table = "post_tags"]
#[key(post_id, tag_id)]
pub struct PostTag {
    #[index]
    pub post_id: i32,
    #[belongs_to(key = post_id, references = id)]
    pub post: Deferred<Post>,
    #[index]
    pub tag_id: i32,
    #[belongs_to(key = tag_id, references = id)]
    pub tag: Deferred<Tag>,
}
