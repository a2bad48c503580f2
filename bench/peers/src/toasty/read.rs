//! What is read.

use toasty::Db;

use super::models::{Post, User};
use crate::contestant::{Look, Result};
use crate::facts::InOrder;
use crate::work::{BEHIND, HAIR, KEYS, PAGE, PAGES, page};

pub async fn users(db: &mut Db) -> toasty::Result<Vec<User>> {
    User::all().exec(db).await
}

pub async fn joined(db: &mut Db) -> toasty::Result<Vec<User>> {
    let black = User::filter(User::fields().hair_color().eq(HAIR));
    black.include(User::fields().posts()).exec(db).await
}

pub async fn by_key(db: &mut Db, look: Look<'_>) -> Result {
    for id in 1..=KEYS {
        look(&Some(User::get_by_id(db, id).await?));
    }
    Ok(())
}

pub async fn filtered(db: &mut Db) -> toasty::Result<Vec<Post>> {
    let posts = Post::filter(Post::fields().user_id().gt(BEHIND));
    let posts = posts.order_by((Post::fields().title().desc(), Post::fields().id().asc()));
    posts.exec(db).await
}

pub async fn pages(db: &mut Db, look: Look<'_>) -> Result {
    for number in 0..PAGES {
        let posts = Post::filter(Post::fields().id().gt(page(number)));
        let posts = posts.order_by(Post::fields().id().asc());
        let posts = posts.limit(usize::try_from(PAGE)?).exec(db).await?;
        look(&InOrder(&posts));
    }
    Ok(())
}

pub async fn users_with_posts(db: &mut Db) -> toasty::Result<Vec<User>> {
    User::all().include(User::fields().posts()).exec(db).await
}

pub async fn three_levels(db: &mut Db) -> toasty::Result<Vec<User>> {
    let levels = User::fields().posts().comments();
    User::all().include(levels).exec(db).await
}

pub async fn posts_with_author(db: &mut Db) -> toasty::Result<Vec<Post>> {
    Post::all().include(Post::fields().user()).exec(db).await
}

pub async fn posts_with_tags(db: &mut Db) -> toasty::Result<Vec<Post>> {
    Post::all().include(Post::fields().tags()).exec(db).await
}

pub async fn lazily(db: &mut Db, look: Look<'_>) -> Result {
    for user in users(db).await? {
        look(&user.posts().exec(db).await?);
    }
    Ok(())
}
