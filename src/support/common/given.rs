//! What setters of new rows and of updates take.

use super::Field;

/// A value for a nullable column: the value, or an `Option` of it.
pub trait IntoNullable<T> {
    /// The value, `None` for NULL.
    fn into_nullable(self) -> Option<T>;
}

impl<T: Field> IntoNullable<T> for T {
    fn into_nullable(self) -> Option<T> {
        Some(self)
    }
}

impl<T: Field> IntoNullable<T> for Option<T> {
    fn into_nullable(self) -> Option<T> {
        self
    }
}

impl IntoNullable<String> for &str {
    fn into_nullable(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl IntoNullable<String> for &String {
    fn into_nullable(self) -> Option<String> {
        Some(self.clone())
    }
}

impl IntoNullable<String> for Option<&str> {
    fn into_nullable(self) -> Option<String> {
        self.map(str::to_owned)
    }
}

impl IntoNullable<Vec<u8>> for &[u8] {
    fn into_nullable(self) -> Option<Vec<u8>> {
        Some(self.to_vec())
    }
}

/// The key of a row of `M`: the key itself, or a reference to the row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no key of `{M}`",
    label = "expected a `{T}`, or a reference to the `{M}`"
)]
pub trait KeyOf<M, T> {
    /// The key.
    fn key_of(self) -> T;
}

impl<M, T: Field> KeyOf<M, T> for T {
    fn key_of(self) -> T {
        self
    }
}

impl<M> KeyOf<M, String> for &String {
    fn key_of(self) -> String {
        self.clone()
    }
}

impl<M> KeyOf<M, String> for &str {
    fn key_of(self) -> String {
        self.to_owned()
    }
}

/// Stands for the key of a row that is not known yet: the new row is given along with its
/// parent, `NewAuthor::new("Ursula").books([NewBook::new("The Dispossessed", Parent)])`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent;

/// The key of a row of `M` that a new row belongs to: the key itself, a reference to the
/// row, or [`Parent`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no key of `{M}`",
    label = "expected a `{T}`, a reference to the `{M}`, or `Parent`",
    note = "where a key has several columns, each is given by itself"
)]
pub trait ParentKey<M, T> {
    /// The key, `None` for that of the parent that the row is inserted with.
    fn parent_key(self) -> Option<T>;
}

impl<M, T> ParentKey<M, T> for Parent {
    fn parent_key(self) -> Option<T> {
        None
    }
}

impl<M, T: Field> ParentKey<M, T> for T {
    fn parent_key(self) -> Option<T> {
        Some(self)
    }
}

impl<M> ParentKey<M, String> for &String {
    fn parent_key(self) -> Option<String> {
        Some(self.clone())
    }
}

impl<M> ParentKey<M, String> for &str {
    fn parent_key(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl<M> ParentKey<M, Vec<u8>> for &[u8] {
    fn parent_key(self) -> Option<Vec<u8>> {
        Some(self.to_vec())
    }
}
