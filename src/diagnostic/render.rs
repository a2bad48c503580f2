//! Placeholder.
use super::Diagnostic;
use crate::source::Sources;
/// x
pub fn render(_diagnostics: &[Diagnostic], _sources: &Sources, _color: bool) -> String { String::new() }
