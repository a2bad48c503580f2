//! The naming convention of constraints and indexes.

use std::collections::HashSet;

/// The longest name, in bytes: PostgreSQL's limit, which is the smallest. A name is the same in
/// every database.
const LONGEST: usize = 63;

/// Gives out names by the convention, each once in the schema.
#[derive(Debug, Default)]
pub struct Naming {
    taken: HashSet<String>,
}

impl Naming {
    /// Sets a name aside that something has already; databases ignore case.
    pub fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_lowercase());
    }

    /// `pk_T`
    pub fn primary_key(&mut self, table: &str) -> String {
        self.name(&["pk", table])
    }

    /// `uq_T_cols`
    pub fn unique(&mut self, table: &str, columns: &[String]) -> String {
        self.name(&["uq", table, &columns.join("_")])
    }

    /// `ix_T_cols`
    pub fn index(&mut self, table: &str, columns: &[String]) -> String {
        self.name(&["ix", table, &columns.join("_")])
    }

    /// `fk_T_cols_R`
    pub fn foreign_key(&mut self, table: &str, columns: &[String], target: &str) -> String {
        self.name(&["fk", table, &columns.join("_"), target])
    }

    /// `ck_T_name`
    pub fn check(&mut self, table: &str, name: &str) -> String {
        self.name(&["ck", table, name])
    }

    /// Different parts can make one name (`a_b` and `c`, `a` and `b_c`), and two indexes can have the same
    /// columns: then a hash of the parts tells the second apart, and so it does where a name had to be cut.
    fn name(&mut self, parts: &[&str]) -> String {
        let whole = parts.join("_");
        let mut name = whole.clone();
        let mut hashed = parts.to_vec();
        while name.len() > LONGEST || self.taken.contains(&name.to_lowercase()) {
            name = with_hash(&whole, hash(&hashed));
            // A third one has the same parts.
            hashed.push("");
        }
        self.reserve(&name);
        name
    }
}

fn with_hash(whole: &str, hash: u32) -> String {
    let hash = format!("_{hash:08x}");
    let mut end = whole.len().min(LONGEST - hash.len());
    while !whole.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{hash}", &whole[..end])
}

/// FNV-1a: the same on every machine and in every version.
fn hash(parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Naming};

    #[test]
    fn long_names_are_cut_and_told_apart() {
        let mut naming = Naming::default();
        let column = |end: &str| vec![format!("{}{end}", "ä".repeat(40))];
        let first = naming.index("t", &column("one"));
        let second = naming.index("t", &column("two"));
        assert_ne!(first, second);
        for name in [&first, &second] {
            assert!(
                name.len() <= LONGEST && name.starts_with("ix_t_ä"),
                "{name}"
            );
        }
        let mut again = Naming::default();
        assert_eq!(again.index("t", &column("one")), first);
    }

    #[test]
    fn any_number_of_indexes_can_have_the_same_columns() {
        let mut naming = Naming::default();
        let names: std::collections::HashSet<String> = (0..9)
            .map(|_| naming.index("t", &["a".to_owned()]))
            .collect();
        assert_eq!(names.len(), 9);
    }

    #[test]
    fn a_name_of_the_longest_length_is_left_alone() {
        let table = "t".repeat(LONGEST - 3);
        assert_eq!(Naming::default().primary_key(&table), format!("pk_{table}"));
        let table = "t".repeat(LONGEST - 2);
        assert!(!Naming::default().primary_key(&table).ends_with('t'));
    }
}
