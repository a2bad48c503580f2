//! Rows of a model that belong to rows of the same model, level by level.

use super::{BoxFuture, Db, Load, Model, Result};

/// A row with those that belong to it, and so on.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<M> {
    /// The row.
    pub row: M,
    /// What belongs to it, as deep as was asked for.
    pub children: Vec<Tree<M>>,
}

/// A relationship of a model to itself, to be loaded so many levels deep.
#[must_use]
pub struct Trees<R> {
    relationship: R,
    levels: u32,
}

/// The rows of one level, and how many of them belong to each row of the level above.
struct Level<M> {
    rows: Vec<M>,
    numbers: Vec<usize>,
}

impl<R> Trees<R> {
    pub(super) fn of(relationship: R, levels: u32) -> Self {
        Self {
            relationship,
            levels,
        }
    }
}

impl<M: Model, R: Load<M, Output = Vec<M>>> Load<M> for Trees<R> {
    type Output = Vec<Tree<M>>;

    fn load<'a>(
        &'a self,
        db: &'a dyn Db,
        rows: &'a [M],
    ) -> BoxFuture<'a, Result<Vec<Self::Output>>> {
        Box::pin(async move {
            let mut levels: Vec<Level<M>> = Vec::new();
            for _ in 0..self.levels {
                let above = levels.last().map_or(rows, |level| &level.rows);
                if above.is_empty() {
                    break;
                }
                let groups = self.relationship.load(db, above).await?;
                levels.push(Level {
                    numbers: groups.iter().map(Vec::len).collect(),
                    rows: groups.into_iter().flatten().collect(),
                });
            }
            Ok(grown(levels, rows.len()))
        })
    }
}

/// Puts the levels together, from the lowest up: the trees below each of the highest rows.
fn grown<M>(mut levels: Vec<Level<M>>, highest: usize) -> Vec<Vec<Tree<M>>> {
    let mut below: Vec<Vec<Tree<M>>> = Vec::new();
    while let Some(Level { rows, numbers }) = levels.pop() {
        let children = below
            .into_iter()
            .map(Some)
            .chain(std::iter::repeat_with(|| None));
        let mut trees = rows.into_iter().zip(children).map(|(row, children)| Tree {
            row,
            children: children.unwrap_or_default(),
        });
        below = Vec::with_capacity(numbers.len());
        for number in numbers {
            below.push(trees.by_ref().take(number).collect());
        }
    }
    below.resize_with(highest, Vec::new);
    below
}
