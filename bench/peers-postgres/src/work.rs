//! What is to be done.

/// One thing that every contestant does in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// 100 users, each by its key, one after the other.
    ByKey,
    /// All users.
    Users,
    /// The users with black hair, each with its posts.
    Joined,
    /// 1,000 of the posts, in the order of their titles.
    Filtered,
    /// All users, each with its posts.
    UsersWithPosts,
    /// All users with their posts, and these with their comments.
    ThreeLevels,
    /// All posts, each with its tags.
    PostsWithTags,
    /// Inserts so many users, and has them as rows.
    InsertUsers(usize),
    /// The same, each by a statement of its own, in one transaction.
    OneByOne(usize),
    /// Inserts 100 users with 10 posts each, and these with 10 comments each.
    Nested,
    /// Sets the title of 100 posts, each by its key, one after the other.
    Update,
    /// Deletes 100 comments, each by its key, one after the other.
    Delete,
}

/// How many rows [`Work::ByKey`], [`Work::Update`] and [`Work::Delete`] find or write.
pub const KEYS: i32 = 100;
/// The users whose posts [`Work::Filtered`] reads come behind this one.
pub const BEHIND: i32 = 900;
/// The hair of the users in [`Work::Joined`], and of those that are inserted.
pub const HAIR: &str = "black";

impl Work {
    /// What brings the tables back to what they were, where the work writes.
    pub fn undo(self) -> Option<&'static str> {
        match self {
            Work::InsertUsers(_) | Work::OneByOne(_) | Work::Nested => {
                Some("TRUNCATE users, posts, comments, post_tags RESTART IDENTITY")
            }
            Work::Delete => Some(
                "INSERT INTO comments SELECT i, i * 7919 % 10000 + 1, 'Comment ' || i FROM generate_series(1, 100) AS i",
            ),
            _ => None,
        }
    }

    /// What shows what was written, where the work itself gives nothing back.
    pub fn witness(self) -> Option<Work> {
        match self {
            Work::Update => Some(Work::UsersWithPosts),
            Work::Delete | Work::Nested => Some(Work::ThreeLevels),
            _ => None,
        }
    }

    /// Whether it can be done only once before it is undone.
    pub fn once(self) -> bool {
        self == Work::Delete
    }
}
