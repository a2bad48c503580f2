//! Where the comments within a member go: where they were, as long as the pieces around them are; else before it.

use super::comments::{Comment, Written};
use super::spell::{Member, Piece};

/// The comments within a member.
#[derive(Default)]
pub(super) struct Places<'s> {
    /// On lines of their own before the member.
    pub(super) before: Vec<&'s str>,
    /// By the number of the piece that they stand at.
    around: Vec<Around<'s>>,
}

/// The comments at a piece.
#[derive(Default)]
struct Around<'s> {
    /// On lines of their own before it.
    before: Vec<&'s str>,
    /// On its line, behind it.
    behind: Option<&'s str>,
}

impl<'s> Places<'s> {
    /// Finds a place for each comment within the member.
    pub(super) fn new(written: &Written<'s>, member: &Member) -> Self {
        let range = member.span.range();
        let comments = written.comments(range.start, range.end);
        let mut places = Self::default();
        places
            .around
            .resize_with(member.pieces.len(), Around::default);
        let mut last = 0;
        let mut kept = Vec::new();
        for comment in comments {
            if member.in_order && places.keep(written, member, comment, last) {
                last = comment.end;
                kept.push(comment.text);
                continue;
            }
            // Those before it go with it, so that they stay before it.
            places.around.fill_with(Around::default);
            places.before.append(&mut kept);
            places.before.push(comment.text);
        }
        places
    }

    /// The comments on lines of their own before a piece.
    pub(super) fn before_piece(&self, number: usize) -> &[&'s str] {
        self.around.get(number).map_or(&[], |around| &around.before)
    }

    /// The comment behind a piece.
    pub(super) fn behind_piece(&self, number: usize) -> Option<&'s str> {
        self.around.get(number)?.behind
    }

    /// Leaves the comment between the pieces where it stands; `last` is the end of the one before that was left.
    /// Not if something is between that is written no more, nor behind the last piece, where one of the line's follows.
    fn keep(
        &mut self,
        written: &Written<'s>,
        member: &Member,
        comment: &Comment<'s>,
        last: usize,
    ) -> bool {
        let ends = |piece: &Piece| piece.place.map(|place| place.range().end);
        let mut pieces = member.pieces.iter();
        let next = pieces.position(|piece| ends(piece).is_none_or(|end| end > comment.start));
        let Some((number, next)) = next.and_then(|next| Some((next.checked_sub(1)?, next))) else {
            return false;
        };
        let piece = member.pieces.get(number).and_then(ends).unwrap_or_default();
        let gap = written.gap(piece.max(last), comment.start);
        let starts = member.pieces.get(next).and_then(|piece| piece.place);
        let between = starts.is_some_and(|place| place.range().start > comment.start);
        if !between || !gap.trim().is_empty() {
            return false;
        }
        if last <= piece && !gap.contains('\n') {
            let Some(around) = self.around.get_mut(number) else {
                return false;
            };
            around.behind = Some(comment.text);
            return true;
        }
        let around = self.around.get_mut(next);
        around
            .map(|around| around.before.push(comment.text))
            .is_some()
    }
}
