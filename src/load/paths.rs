//! Paths as texts: nothing is looked up.

use std::path::{Component, Path, PathBuf};

/// The path without `.`, and without `..` behind a folder.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match (part, tidy.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(tidy.pop()),
            (Component::ParentDir, Some(Component::RootDir)) => {}
            _ => tidy.push(part),
        }
    }
    tidy
}

/// The way from a folder to a path, both absolute; there may be none.
pub fn relative(folder: &Path, path: &Path) -> Option<PathBuf> {
    let (mut from, mut to) = (folder.components(), path.components());
    loop {
        let (rest, left) = (from.clone(), to.clone());
        match (from.next(), to.next()) {
            (Some(one), Some(other)) if one == other => {}
            (Some(Component::Prefix(_) | Component::RootDir), _) => return None,
            _ => {
                let up = rest.map(|_| Component::ParentDir);
                return Some(up.chain(left).collect());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{relative, tidy};
    use std::path::{Path, PathBuf};

    #[test]
    fn paths_are_tidied() {
        for (path, expected) in [
            ("schemas/./common.rel", "schemas/common.rel"),
            ("schemas/../shared/a.rel", "shared/a.rel"),
            ("../../a.rel", "../../a.rel"),
            ("a/../../b.rel", "../b.rel"),
            ("/../a.rel", "/a.rel"),
            ("./a.rel", "a.rel"),
            (".", ""),
        ] {
            assert_eq!(tidy(Path::new(path)), PathBuf::from(expected), "{path}");
        }
    }

    #[test]
    fn one_path_is_seen_from_another() {
        let from = |folder: &str, path: &str| relative(Path::new(folder), Path::new(path));
        assert_eq!(from("/a/b", "/a/b/c/d"), Some("c/d".into()));
        assert_eq!(from("/a/b", "/a/c"), Some("../c".into()));
        assert_eq!(from("/a", "/a"), Some("".into()));
        assert_eq!(from("/a", "b"), None);
    }
}
