//! What is to be done, and on which tables.

/// One thing that every contestant does in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// All users.
    Users,
    /// The users with black hair, each with its posts.
    Joined,
    /// Inserts so many users, and has them as rows.
    InsertUsers(usize),
    /// All users with their posts, and these with their comments.
    ThreeLevels,
    /// 100 users, each by its key.
    ByKey,
    /// 1,000 of the posts, in the order of their titles.
    Filtered,
    /// The 20 posts behind one, 50 times.
    Page,
    /// All users, each with its posts.
    UsersWithPosts,
    /// All posts, each with its user.
    PostsWithAuthor,
    /// All posts, each with its tags.
    PostsWithTags,
    /// Inserts 1,000 posts, and has them as rows.
    InsertPosts,
    /// All users, and then the posts of each by itself.
    Lazy,
    /// Sets the title of 1,000 posts, each by its key.
    Update,
    /// Deletes 1,000 comments, each by its key.
    Delete,
    /// All readings, one by one.
    Stream,
    /// Inserts 100 users with 10 posts each, and these with 10 comments each.
    Nested,
}

/// The key behind which a page begins: the number of the page counts up.
pub fn page(number: i32) -> i32 {
    number * 150
}

/// How many pages [`Work::Page`] reads.
pub const PAGES: i32 = 50;
/// How many rows a page has.
pub const PAGE: i32 = 20;
/// How many users [`Work::ByKey`] finds.
pub const KEYS: i32 = 100;
/// How many rows [`Work::Update`] and [`Work::Delete`] write.
pub const WRITTEN: i32 = 1000;
/// The users whose posts [`Work::Filtered`] reads come behind this one.
pub const BEHIND: i32 = 900;
/// The hair of the users in [`Work::Joined`].
pub const HAIR: &str = "black";

impl Work {
    /// What brings the tables back to what they were, where the work writes.
    pub fn undo(self) -> Option<&'static str> {
        match self {
            Work::InsertUsers(_) => Some("DELETE FROM users"),
            Work::InsertPosts => Some("DELETE FROM posts WHERE id > 10000"),
            Work::Delete => Some(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) \
                 INSERT INTO comments SELECT i, i * 7919 % 10000 + 1, 'Comment ' || i FROM n",
            ),
            Work::Nested => Some("DELETE FROM comments; DELETE FROM posts; DELETE FROM users"),
            _ => None,
        }
    }

    /// What shows what was written, where the work itself gives nothing back.
    pub fn witness(self) -> Option<Work> {
        match self {
            Work::Update => Some(Work::PostsWithAuthor),
            Work::Delete | Work::Nested => Some(Work::ThreeLevels),
            _ => None,
        }
    }

    /// Whether it can be done only once before it is undone.
    pub fn once(self) -> bool {
        self == Work::Delete
    }
}
