//! One-to-many and one-to-one relationships that are written from the parent's side.

use super::{ColumnList, Ends, Kind, RelId, Schema};

/// What a program can do to the rows that belong to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// The parent's columns, and the key in the rows' table.
    pub ends: Ends,
    pub is_list: bool,
    /// Rows of another parent can be taken over: their key is no part of what they are known by.
    pub moves: bool,
    /// What becomes of a row that is taken out; `None` where it cannot do without its parent.
    pub removal: Option<Removal>,
}

/// What becomes of a row that is taken out of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// Its key is set to NULL.
    Null,
    /// It is deleted, with all that goes with it: `delete_orphan`.
    Delete,
}

/// A function that writes the rows of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Inserts a row.
    Add,
    /// Takes over a row that is there.
    Move,
    /// Takes a row out.
    Remove,
    /// Has these rows, or this one, and no others.
    Set,
}

impl Change {
    /// What the function's name begins with.
    pub fn verb(self) -> &'static str {
        match self {
            Change::Add => "add",
            Change::Move => "move",
            Change::Remove => "remove",
            Change::Set => "set",
        }
    }
}

impl Collection {
    /// The functions that there are, in their order.
    pub fn changes(&self) -> Vec<Change> {
        let (moves, removes) = (self.moves, self.removal.is_some());
        let all = match self.is_list {
            true => [
                (Change::Add, true),
                (Change::Move, moves),
                (Change::Remove, removes),
                (Change::Set, moves && removes),
            ],
            false => [
                (Change::Add, false),
                (Change::Move, moves && removes),
                (Change::Remove, removes),
                (Change::Set, removes),
            ],
        };
        let there = all.into_iter().filter(|(_, is_there)| *is_there);
        there.map(|(change, _)| change).collect()
    }
}

impl Schema {
    /// What can be written through a relationship whose key is in the target's table: through one that
    /// writes, from a key that is never NULL, where the program gives the target its key. What a
    /// `primaryjoin` compares with constants only reads: a row that is given the key need not belong.
    pub fn collection(&self, id: RelId) -> Option<Collection> {
        let relationship = self.relationship(id);
        let behaviour = &relationship.behaviour;
        let kind = relationship.kind.filter(|kind| !kind.has_key())?;
        let ends = self
            .ends(id)
            .filter(|_| relationship.conditions().is_empty())?;
        let (parent, child) = (self.model(ends.local.model), self.model(ends.remote.model));
        let key = ends.remote.columns.iter().map(|&it| &child.columns[it]);
        let is_given = key
            .clone()
            .all(|one| one.computed.is_none() && one.version.is_none());
        let is_view = behaviour.viewonly.is_some() || parent.any_nullable(&ends.local.columns);
        if is_view || !is_given {
            return None;
        }
        let own = child.primary_key();
        let moves = key.clone().all(|one| one.on_update.is_none())
            && !ends
                .remote
                .columns
                .iter()
                .any(|column| own.contains(column));
        let removal = match behaviour.deletes_orphans() {
            Some(_) => Some(Removal::Delete),
            None => self.can_be_parted(&ends.remote).then_some(Removal::Null),
        };
        Some(Collection {
            ends,
            is_list: kind == Kind::OneToMany,
            moves,
            removal,
        })
    }

    /// Whether a key can be set to NULL, and nothing else happens to it then.
    fn can_be_parted(&self, key: &ColumnList) -> bool {
        let child = self.model(key.model);
        let mut columns = key.columns.iter().map(|&it| &child.columns[it]);
        child.any_nullable(&key.columns) && columns.all(|one| one.on_update.is_none())
    }
}
