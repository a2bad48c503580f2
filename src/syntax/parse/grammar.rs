//! The parser of `grammar/relgen.pest`, as pest writes it. It is checked in, so that no build script has to compile
//! pest's generator first; a test compares it with the grammar.

/// What knows the shapes of a file.
pub(super) struct Grammar;

include!("../../../grammar/parser.rs");
