//! The table of codes. A code keeps its number for ever; a rule that is dropped leaves its number unused.

use std::fmt;

/// The stable name of a rule, such as `R0201`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

macro_rules! codes {
    ($($name:ident $code:literal $title:literal)*) => {
        impl Code {
            $(#[doc = $title] pub const $name: Code = Code($code);)*
        }

        /// Every code with its title, in ascending order.
        pub const ALL: &[(Code, &str)] = &[$((Code::$name, $title)),*];
    };
}

codes! {
    // R00: files and limits
    FILE_UNREADABLE "R0001" "a schema file cannot be read"
    FILE_NOT_UTF8 "R0002" "a schema file is not UTF-8"
    FILE_HAS_NUL "R0003" "a schema file contains a NUL character"
    FILE_TOO_LARGE "R0004" "a schema file is too large"
    NESTED_TOO_DEEP "R0005" "brackets are nested too deep"
    // R01: syntax
    UNEXPECTED "R0101" "something else was expected here"
    UNTERMINATED "R0102" "a string, raw SQL or bracket is never closed"
    BAD_CHARACTER "R0103" "a character that has no place in a schema"
    BAD_LITERAL "R0104" "a literal that cannot be read"
    MISPLACED_DOC "R0105" "a doc comment that documents nothing"
    UNKNOWN_ATTRIBUTE "R0106" "an attribute that the language does not have"
    BAD_ATTRIBUTE_VALUE "R0107" "an attribute with a value it does not take"
    // R02: names
    // R03: columns
    // R04: keys
    // R05: relationships
    // R09: to come
}
