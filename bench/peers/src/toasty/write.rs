//! What is written.

use toasty::Db;

use super::models::{Comment, Post, User};
use crate::contestant::Result;
use crate::names::names;
use crate::work::{HAIR, WRITTEN};

pub async fn insert_users(db: &mut Db, number: usize) -> toasty::Result<Vec<User>> {
    let new = |name: &String| User::create().name(name).hair_color(HAIR);
    match names(number) {
        [name] => Ok(vec![new(name).exec(db).await?]),
        names => {
            let many = names.iter().map(new);
            many.fold(User::create_many(), |many, user| many.item(user))
                .exec(db)
                .await
        }
    }
}

pub async fn insert_posts(db: &mut Db) -> toasty::Result<Vec<Post>> {
    let new = |title: &String| Post::create().user_id(1).title(title).body(title);
    let many = names(1000).iter().map(new);
    many.fold(Post::create_many(), |many, post| many.item(post))
        .exec(db)
        .await
}

pub async fn update(db: &mut Db) -> Result {
    for (id, title) in (1..=WRITTEN).zip(names(1000)) {
        Post::update_by_id(id).title(title).exec(db).await?;
    }
    Ok(())
}

pub async fn delete(db: &mut Db) -> Result {
    for id in 1..=WRITTEN {
        Comment::delete_by_id(db, id).await?;
    }
    Ok(())
}

pub async fn nested(db: &mut Db) -> Result {
    let new_post = |title: &String| {
        let comments = names(10).iter().map(|text| Comment::create().text(text));
        Post::create()
            .title(title)
            .body(title)
            .comments(comments.collect::<Vec<_>>())
    };
    let new_user = |name: &String| {
        let posts: Vec<_> = names(10).iter().map(new_post).collect();
        User::create().name(name).hair_color(HAIR).posts(posts)
    };
    let many = names(100).iter().map(new_user);
    many.fold(User::create_many(), |many, user| many.item(user))
        .exec(db)
        .await?;
    Ok(())
}
