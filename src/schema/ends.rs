//! Where relationships begin and end: the columns that join their two models.

use super::{
    ColumnId, ColumnList, ForeignKey, Join, KeyId, Kind, LinkEnds, RelId, Relationship, Schema,
};

/// Where a relationship begins and ends: columns that are equal, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    pub local: ColumnList,
    pub remote: ColumnList,
}

/// A key of one column, and the primary key that it points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    pub key: ColumnId,
    pub target: ColumnId,
}

impl Schema {
    /// The two ends of a relationship that joins its tables directly, its own model's first.
    pub fn ends(&self, id: RelId) -> Option<Ends> {
        let relationship = self.relationship(id);
        match relationship.join.as_ref()? {
            Join::Key(key) => self.ends_of_key(*key, relationship.kind?),
            Join::Columns(join) => {
                let (local, remote) = join.pairs.iter().copied().unzip();
                let list = |model, columns| ColumnList { model, columns };
                let (local, remote) = (list(id.model, local), list(relationship.target?, remote));
                Some(Ends { local, remote })
            }
            Join::Link(_) => None,
        }
    }

    /// Whether a row may lead to none: its key may be NULL, or no foreign key says that it leads anywhere.
    pub fn may_lead_nowhere(&self, id: RelId, ends: &Ends) -> bool {
        let nullable = self.model(id.model).any_nullable(&ends.local.columns);
        nullable || self.relationship(id).key().is_none()
    }

    /// The foreign key in the target's table that joins it, whether or not the relationship names it.
    pub fn key_of_target(&self, ends: &Ends) -> Option<&ForeignKey> {
        let mut keys = self.model(ends.remote.model).foreign_keys.iter();
        keys.find(|key| {
            let target = key.target.as_ref().map(|target| target.model);
            key.columns == ends.remote.columns && target == Some(ends.local.model)
        })
    }

    fn ends_of_key(&self, id: KeyId, kind: Kind) -> Option<Ends> {
        let key = self.foreign_key(id);
        let holder = ColumnList {
            model: id.model,
            columns: key.columns.clone(),
        };
        let target = key.target.clone()?;
        Some(match kind {
            Kind::ManyToOne => Ends {
                local: holder,
                remote: target,
            },
            Kind::OneToMany | Kind::OneToOne => Ends {
                local: target,
                remote: holder,
            },
            Kind::ManyToMany => return None,
        })
    }

    /// The two ends of a many-to-one relationship that writes, where no row of the parent's has NULL or
    /// nothing for a column of its key: then a reference to a parent gives all of it.
    pub fn given_by_reference(&self, relationship: &Relationship) -> Option<Ends> {
        let (id, key, target) = self.written_key(relationship)?;
        let read = |id| {
            let column = self.column(id);
            !column.nullable && column.deferred.is_none()
        };
        target.ids().all(read).then(|| Ends {
            local: ColumnList {
                model: id.model,
                columns: key.columns.clone(),
            },
            remote: target.clone(),
        })
    }

    /// Whether `new` demands all columns of a key, so that no setter of new rows need give it.
    pub fn is_demanded(&self, key: &ColumnList) -> bool {
        key.ids().all(|id| self.is_required(id))
    }

    /// The parent of a many-to-one relationship that writes, where its key is one column and the
    /// parent's primary key: then a reference to the parent may stand for the key.
    pub fn parent(&self, relationship: &Relationship) -> Option<Parent> {
        let (id, key, target) = self.written_key(relationship)?;
        let ([column], [remote]) = (&key.columns[..], &target.columns[..]) else {
            return None;
        };
        let of = |model, column| ColumnId { model, column };
        (self.model(target.model).primary_key() == [*remote]).then_some(Parent {
            key: of(id.model, *column),
            target: of(target.model, *remote),
        })
    }

    /// The key of a many-to-one relationship that writes, and what it points to.
    fn written_key(
        &self,
        relationship: &Relationship,
    ) -> Option<(KeyId, &ForeignKey, &ColumnList)> {
        let writes =
            relationship.kind == Some(Kind::ManyToOne) && relationship.behaviour.viewonly.is_none();
        let id = relationship.key().filter(|_| writes)?;
        let key = self.foreign_key(id);
        Some((id, key, key.target.as_ref()?))
    }

    /// The columns of either model that a relationship is joined on, by whatever way.
    pub fn joined(&self, id: RelId) -> Option<Ends> {
        self.ends(id).or_else(|| {
            let LinkEnds { local, remote, .. } = self.link_ends(self.relationship(id))?;
            Some(Ends { local, remote })
        })
    }
}
