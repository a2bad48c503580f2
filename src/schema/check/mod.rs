//! The rules that a resolved schema must keep, one function each.

mod cascades;
mod columns;
mod depth;
mod filled;
mod inserts;
mod keys;
mod links;
mod loading;
mod names;
mod overlaps;
mod passive;
mod relationships;
mod rust_names;
mod rust_scope;
mod rust_setters;
mod texts;
mod viewonly;

use std::collections::HashSet;
use std::ops::Deref;

use super::Schema;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A schema in which no mistake was found. Only [`check`] makes one, so that nothing is generated
/// from any other.
#[derive(Debug)]
pub struct CheckedSchema(Schema);

impl Deref for CheckedSchema {
    type Target = Schema;

    fn deref(&self) -> &Schema {
        &self.0
    }
}

/// Applies every rule. `None` where there is an error, here or before.
pub fn check(schema: Schema, diagnostics: &mut Vec<Diagnostic>) -> Option<CheckedSchema> {
    const RULES: &[fn(&Schema, &mut Vec<Diagnostic>)] = &[
        names::table_names_differ,
        names::column_names_differ,
        names::variants_differ,
        names::enums_have_variants,
        names::constraint_names_differ,
        names::index_names_are_no_tables,
        names::database_names_are_usable,
        texts::texts_can_be_written,
        rust_names::names_can_be_rust,
        rust_names::declarations_differ_in_rust,
        rust_names::members_differ_in_rust,
        columns::numbered_columns_can_be,
        columns::numbering_is_the_only_default,
        columns::sequences_move,
        columns::defaults_of_not_null_columns_are_not_null,
        columns::collations_are_of_text,
        filled::versions_count,
        filled::computed_columns_are_only_computed,
        filled::keys_are_not_brought_up_to_date,
        filled::deferred_columns_are_no_keys,
        filled::tables_ask_for_nothing_of_a_model,
        keys::tables_have_columns,
        keys::models_have_a_primary_key,
        keys::key_targets_are_unique,
        keys::key_types_agree,
        keys::set_null_needs_a_nullable_key,
        keys::set_default_needs_a_default,
        inserts::rows_can_be_inserted,
        relationships::parents_can_be_deleted,
        relationships::to_one_is_no_list,
        relationships::one_to_one_has_a_unique_key,
        links::many_to_many_is_a_list,
        links::pairs_are_there_once,
        links::link_rows_can_be_inserted,
        cascades::orphans_are_deleted_with_their_parent,
        cascades::orphans_have_one_parent,
        cascades::what_others_lead_to_is_not_deleted,
        cascades::cascade_and_key_agree,
        cascades::single_parents_are_of_the_many_side,
        depth::deletions_end,
        passive::children_are_left_or_deleted,
        passive::the_database_knows_what_to_do,
        passive::parents_are_not_deleted_anyway,
        viewonly::views_do_not_cascade,
        viewonly::views_do_not_write,
        viewonly::both_sides_are_views,
        loading::eager_loading_ends,
        loading::queries_lead_to_many,
        overlaps::keys_are_written_once,
        overlaps::links_are_written_once,
    ];
    for rule in RULES {
        rule(&schema, diagnostics);
    }
    once_for_mixins(&schema, diagnostics);
    (!diagnostics.iter().any(Diagnostic::is_error)).then_some(CheckedSchema(schema))
}

/// A mistake in a mixin is found in every model that has it, and told once.
fn once_for_mixins(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    if schema.mixins.is_empty() {
        return;
    }
    let mut told: HashSet<(Code, Span)> = HashSet::new();
    diagnostics.retain(|one| {
        let Some(first) = one.labels.first().map(|label| label.span) else {
            return true;
        };
        let in_a_mixin = schema.mixins.iter().any(|mixin| mixin.span.holds(first));
        !in_a_mixin || told.insert((one.code, first))
    });
}
