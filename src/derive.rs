//! What the caller has structs and enums derive. It is copied into the output, so nothing but a path may be one.

/// The path as it was given, or what is wrong with it.
pub fn derive(path: &str) -> Result<String, String> {
    let names = path.strip_prefix("::").unwrap_or(path);
    if names.split("::").all(is_name) {
        Ok(path.to_owned())
    } else {
        Err(
            "a derive is a path of names with `::` between them, such as `serde::Serialize`"
                .to_owned(),
        )
    }
}

fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let begins = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    letters.next().is_some_and(begins)
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::derive;

    #[test]
    fn only_paths_are_derives() {
        for path in [
            "Eq",
            "serde::Serialize",
            "::serde::Serialize",
            "crate::a_1::B",
        ] {
            assert_eq!(derive(path), Ok(path.to_owned()));
        }
        for other in [
            "", "::", "a::", "a:b", "1a", "a b", "a)]", "Eq, Hash", "a::<b>", "a\n",
        ] {
            assert!(derive(other).is_err(), "{other:?}");
        }
    }
}
