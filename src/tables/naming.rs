//! The naming convention of constraints and indexes.

use std::collections::HashSet;

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

    /// Different parts can make one name (`a_b` and `c`, `a` and `b_c`): then a hash of the parts
    /// tells the second apart.
    fn name(&mut self, parts: &[&str]) -> String {
        let mut name = parts.join("_");
        if self.taken.contains(&name.to_lowercase()) {
            name = format!("{name}_{:08x}", hash(parts));
        }
        self.reserve(&name);
        name
    }
}

/// FNV-1a: the same on every machine and in every version.
fn hash(parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
