//! The one file that people wrote and that is written to: the schema, where they asked for its mistakes to be mended.

use std::fs;
use std::path::Path;

use super::place::{behind_links, is_a_file};
use super::staged::Staged;
use crate::problem::{Problem, quoted};

/// Replaces the text of a schema, in one step. It must still be the text that was read, or the work of somebody else
/// would be lost; no other file can be written to this way.
pub fn rewrite(schema: &Path, read: &str, text: &str) -> Result<(), Problem> {
    let target = behind_links(schema)?;
    let unreadable = |error| Problem::io("cannot read", schema, &error);
    let metadata = fs::metadata(&target).map_err(unreadable)?;
    is_a_file(schema, &metadata)?;
    if metadata.permissions().readonly() {
        let message = format!("cannot write {}: it is read-only", quoted(schema));
        return Err(Problem::new(message).help("look at the permissions of the file"));
    }
    let staged = Staged::new(target.clone(), text)?;
    if fs::read(&target).map_err(unreadable)? != read.as_bytes() {
        let message = format!("{} was changed while it was read", quoted(schema));
        return Err(Problem::new(message).help("run it again"));
    }
    staged.publish()
}

#[cfg(test)]
mod tests {
    use super::rewrite;
    use std::fs;

    #[test]
    fn only_what_was_read_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("schema.rel");
        fs::write(&path, "new").unwrap();
        assert!(rewrite(&path, "old", "mended").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        rewrite(&path, "new", "mended").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "mended");
        assert!(rewrite(folder.path(), "", "mended").is_err());
        assert!(rewrite(&folder.path().join("missing"), "", "mended").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
