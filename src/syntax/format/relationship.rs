//! A relationship.

use super::comments::Written;
use super::spell::{Member, Piece, Ranked, flag, list, member_path, order};
use crate::source::Span;
use crate::syntax::ast::{
    Cascade, Comparison, Lazy, MemberPath, Operand, OrderBy, RelAttribute, RelAttributeKind,
    Relationship,
};

/// Words that begin a member where more follows: as columns they cannot stand behind a comma without parentheses.
const BEGIN_MEMBERS: &[&str] = &[
    "table",
    "check",
    "unique",
    "index",
    "primary_key",
    "foreign_key",
];

impl Written<'_> {
    /// `name: rel Target attribute…`
    pub(super) fn relationship(&self, rel: &Relationship) -> Member {
        let head = Piece {
            text: format!("{}: rel {}", rel.name.text, rel.target.text),
            place: Some(rel.name.span.to(rel.target.span)),
        };
        let attributes = rel.attributes.iter();
        let attributes = attributes.map(|one| (self.rel_attribute(one, false), one.span));
        Member::ordered(rel.span, head, attributes.collect())
    }

    /// `listed`: in the parentheses of a `backref`, where commas are between attributes.
    fn rel_attribute(&self, attribute: &RelAttribute, listed: bool) -> Ranked {
        use RelAttributeKind::{
            BackPopulates, Backref, Cascade, ForeignKeys, Lazy, OrderBy, PassiveDeletes,
            PassiveUpdates, PostUpdate, PrimaryJoin, RemoteSide, Secondary, SingleParent, Uselist,
            ViewOnly,
        };
        match &attribute.kind {
            BackPopulates(name) => (0, format!("back_populates {}", name.text)),
            Backref(name, attributes) => {
                let attributes = self.backref_attributes(attributes);
                (1, format!("backref {}{attributes}", name.text))
            }
            ForeignKeys(keys) => (2, format!("foreign_keys {}", member_paths(keys))),
            RemoteSide(keys) => (3, format!("remote_side {}", member_paths(keys))),
            Secondary(path) => (4, format!("secondary {}", self.db_path(path))),
            PrimaryJoin(all) => {
                let all = all.iter().map(|one| self.comparison(one));
                (5, format!("primaryjoin {}", list(all)))
            }
            Uselist(is) => (6, flag("uselist", *is)),
            // SQLAlchemy tells it from `raise`, so it is kept although the tree does not.
            Lazy(_) if self.slice(attribute.span).ends_with("raise_on_sql") => {
                (7, "lazy raise_on_sql".to_owned())
            }
            Lazy(lazy) => (7, format!("lazy {}", lazy_word(*lazy))),
            OrderBy(orders) => (8, format!("order_by {}", order_by(orders, listed))),
            Cascade(words) => (9, format!("cascade {}", cascade(words))),
            PassiveDeletes { all: false } => (10, "passive_deletes".to_owned()),
            PassiveDeletes { all: true } => (10, "passive_deletes all".to_owned()),
            PassiveUpdates(is) => (11, flag("passive_updates", *is)),
            ViewOnly => (12, "viewonly".to_owned()),
            SingleParent => (13, "single_parent".to_owned()),
            PostUpdate => (14, "post_update".to_owned()),
        }
    }

    fn backref_attributes(&self, attributes: &[RelAttribute]) -> String {
        if attributes.is_empty() {
            return String::new();
        }
        let attributes = attributes.iter();
        let mut ranked: Vec<Ranked> = attributes
            .map(|one| self.rel_attribute(one, true))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        format!(" {}", list(ranked.into_iter().map(|(_, text)| text)))
    }

    fn comparison(&self, comparison: &Comparison) -> String {
        let left = self.operand(&comparison.left);
        let right = self.operand(&comparison.right);
        format!("{left} {} {right}", comparison.operator)
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Column(path) => member_path(path),
            Operand::Value(value) => self.value(value),
        }
    }
}

/// One alone, several in parentheses.
fn member_paths(paths: &[MemberPath]) -> String {
    match paths {
        [only] => member_path(only),
        _ => list(paths.iter().map(member_path)),
    }
}

/// Without parentheses, unless what follows a comma would be taken for something else.
fn order_by(orders: &[OrderBy], listed: bool) -> String {
    let begins_member = |one: &OrderBy| BEGIN_MEMBERS.contains(&first_word(&one.column));
    let several = orders.len() > 1;
    let all = list(orders.iter().map(order));
    if (listed && several) || orders.iter().skip(1).any(begins_member) {
        return all;
    }
    let bare = all.strip_prefix('(').and_then(|all| all.strip_suffix(')'));
    bare.unwrap_or_default().to_owned()
}

fn first_word(path: &MemberPath) -> &str {
    let name = path.owner.as_ref().unwrap_or(&path.member);
    &name.text
}

/// Without commas; in parentheses where a word is there twice, since only they allow for that.
fn cascade(words: &[(Cascade, Span)]) -> String {
    let all: Vec<&str> = words.iter().map(|(word, _)| cascade_word(*word)).collect();
    let twice = |(at, word): (usize, &&str)| all.iter().skip(at + 1).any(|other| other == word);
    if all.iter().enumerate().any(twice) {
        format!("({})", all.join(", "))
    } else {
        all.join(" ")
    }
}

/// The word that asks for it.
pub fn cascade_word(cascade: Cascade) -> &'static str {
    match cascade {
        Cascade::SaveUpdate => "save_update",
        Cascade::Merge => "merge",
        Cascade::Delete => "delete",
        Cascade::DeleteOrphan => "delete_orphan",
        Cascade::RefreshExpire => "refresh_expire",
        Cascade::Expunge => "expunge",
        Cascade::All => "all",
    }
}

/// The word that asks for it.
pub fn lazy_word(lazy: Lazy) -> &'static str {
    match lazy {
        Lazy::Select => "select",
        Lazy::Joined => "joined",
        Lazy::Selectin => "selectin",
        Lazy::Subquery => "subquery",
        Lazy::Immediate => "immediate",
        Lazy::Dynamic => "dynamic",
        Lazy::WriteOnly => "write_only",
        Lazy::Raise => "raise",
        Lazy::Noload => "noload",
    }
}
