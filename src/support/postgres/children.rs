//! Rows that are given along with a new row.

use std::any::Any;
use std::fmt;

use super::batch::{Key, Keys};
use super::insert::insert_level;
use super::pending::Pending;
use super::{BoxFuture, Db, HasMany, HasOne, Insert, Link, Model, Result};

/// What is to be inserted along with a new row, by relationship. The types of the rows are
/// hidden in it, so that a model does not hold all models below it.
#[derive(Default)]
pub struct Children {
    pub(super) lists: Vec<Box<dyn Along>>,
}

/// A new row that can be given along with another.
pub trait Child: Insert + Kept {}

impl<N: Insert + Kept> Child for N {}

/// What a field of a new row can do.
pub trait Kept: Clone + fmt::Debug + PartialEq + Send + Sync + 'static {}

impl<T: Clone + fmt::Debug + PartialEq + Send + Sync + 'static> Kept for T {}

/// What is given along by one relationship, whatever its model.
pub(super) trait Along: Any + fmt::Debug + Send + Sync {
    /// Model and relationship.
    fn relationship(&self) -> &'static str;

    /// The parent's columns that make the key.
    fn local(&self) -> &'static [usize];

    /// How many there are.
    fn len(&self) -> usize;

    /// A copy.
    fn copy(&self) -> Box<dyn Along>;

    /// Whether both are the same.
    fn equals(&self, other: &dyn Along) -> bool;

    /// Takes over what is given by the same relationship in the same way.
    ///
    /// # Errors
    /// The other, where it is another's.
    fn append(&mut self, other: Box<dyn Along>) -> Result<(), Box<dyn Along>>;

    /// Inserts all of it, each with a parent's key.
    ///
    /// # Errors
    /// Those of an INSERT.
    fn insert<'a>(
        self: Box<Self>,
        db: &'a dyn Db,
        keys: Vec<Key>,
        pending: &'a mut Pending,
    ) -> BoxFuture<'a, Result<()>>;
}

/// How what is given along hangs together with its parent.
pub(super) trait Way<R>: Kept {
    fn relationship(&self) -> &'static str;

    fn local(&self) -> &'static [usize];

    fn insert<'a>(
        &'a self,
        db: &'a dyn Db,
        rows: Vec<R>,
        keys: Vec<Key>,
        pending: &'a mut Pending,
    ) -> BoxFuture<'a, Result<()>>;
}

/// What is given along in one way.
#[derive(Clone, PartialEq)]
pub(super) struct List<W, R> {
    pub(super) way: W,
    pub(super) rows: Vec<R>,
}

impl Children {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Gives rows along, after those that are given already.
    pub(crate) fn add<P, C: Model, N: Child<Row = C>>(
        &mut self,
        relationship: HasMany<P, C>,
        rows: impl IntoIterator<Item = N>,
    ) {
        self.append(List {
            way: Below(relationship.link),
            rows: rows.into_iter().collect(),
        });
    }

    /// Gives a row along, instead of one that is given already.
    pub(crate) fn set<P, C: Model, N: Child<Row = C>>(
        &mut self,
        relationship: HasOne<P, C>,
        row: N,
    ) {
        let link = relationship.link;
        self.lists.retain(|list| list.relationship() != link.name);
        self.append(List {
            way: Below(link),
            rows: vec![row],
        });
    }

    pub(super) fn append<W: Way<R>, R: Kept>(&mut self, list: List<W, R>) {
        if list.rows.is_empty() {
            return;
        }
        let mut list: Box<dyn Along> = Box::new(list);
        for other in &mut self.lists {
            list = match other.append(list) {
                Ok(()) => return,
                Err(list) => list,
            };
        }
        self.lists.push(list);
    }
}

impl Clone for Children {
    fn clone(&self) -> Self {
        let lists = self.lists.iter().map(|list| list.copy());
        Self {
            lists: lists.collect(),
        }
    }
}

impl PartialEq for Children {
    fn eq(&self, other: &Self) -> bool {
        let mut both = self.lists.iter().zip(&other.lists);
        let equal = both.all(|(one, other)| one.equals(&**other));
        equal && self.lists.len() == other.lists.len()
    }
}

impl fmt::Debug for Children {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = self.lists.iter().map(|list| (list.relationship(), list));
        f.debug_map().entries(lists).finish()
    }
}

impl<W: Way<R>, R: Kept> Along for List<W, R> {
    fn relationship(&self) -> &'static str {
        self.way.relationship()
    }

    fn local(&self) -> &'static [usize] {
        self.way.local()
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn copy(&self) -> Box<dyn Along> {
        Box::new(self.clone())
    }

    fn equals(&self, other: &dyn Along) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<Self>() == Some(self)
    }

    fn append(&mut self, other: Box<dyn Along>) -> Result<(), Box<dyn Along>> {
        let any: &dyn Any = &*other;
        if !any.is::<Self>() || other.relationship() != self.relationship() {
            return Err(other);
        }
        let any: Box<dyn Any> = other;
        if let Ok(mut list) = any.downcast::<Self>() {
            self.rows.append(&mut list.rows);
        }
        Ok(())
    }

    fn insert<'a>(
        self: Box<Self>,
        db: &'a dyn Db,
        keys: Vec<Key>,
        pending: &'a mut Pending,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { self.way.insert(db, self.rows, keys, pending).await })
    }
}

impl<W: Way<R>, R: Kept> fmt::Debug for List<W, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(f)
    }
}

/// New rows that hold the parent's key.
#[derive(Debug, Clone)]
struct Below(&'static Link);

impl PartialEq for Below {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl<N: Child> Way<N> for Below {
    fn relationship(&self) -> &'static str {
        self.0.name
    }

    fn local(&self) -> &'static [usize] {
        self.0.local
    }

    fn insert<'a>(
        &'a self,
        db: &'a dyn Db,
        mut rows: Vec<N>,
        values: Vec<Key>,
        pending: &'a mut Pending,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let columns = self.0.remote;
            let keys = Keys { columns, values };
            insert_level(db, &mut rows, &keys, pending).await?;
            Ok(())
        })
    }
}
