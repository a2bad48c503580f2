//! What was read, beside what was expected.

use std::fmt::Debug;

use crate::Fail;

/// How much of a value is shown.
const SHOWN: usize = 600;

/// Fails where the two differ.
pub fn same<T: PartialEq + Debug>(what: &str, read: &T, expected: &T) -> Result<(), Fail> {
    match read == expected {
        true => Ok(()),
        false => Err(told(what, read, expected)),
    }
}

/// Fails where the one are not the rows that the other are, in whatever order.
pub fn same_rows<T: PartialEq + Debug>(
    what: &str,
    read: &[T],
    expected: &[&T],
) -> Result<(), Fail> {
    let mut left: Vec<&T> = expected.to_vec();
    for row in read {
        match left.iter().position(|one| *one == row) {
            Some(at) => drop(left.swap_remove(at)),
            None => return Err(told(what, &read, &expected)),
        }
    }
    match left.is_empty() {
        true => Ok(()),
        false => Err(told(what, &read, &expected)),
    }
}

fn told(what: &str, read: &impl Debug, expected: &impl Debug) -> Fail {
    let (read, expected) = (short(read), short(expected));
    format!("{what}:\n  read     {read}\n  expected {expected}").into()
}

fn short(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
