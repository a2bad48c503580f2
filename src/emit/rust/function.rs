//! A generated function.

use super::code::{Code, Doc, Rust, code, comment, sql_block, string};
use super::layout;
use crate::dialect::Sql;
use crate::text::Piece;

/// A function in an `impl`: its lines, ready to be put out.
pub struct Function {
    pub docs: Vec<Doc>,
    pub lints: Vec<Code>,
    pub signature: Code,
    /// Each indented by 8 columns but for its first line.
    pub body: Vec<Code>,
    /// The statements that it runs.
    #[cfg_attr(
        not(feature = "verify"),
        allow(dead_code, reason = "they are listed to be verified")
    )]
    pub statements: Vec<Sql>,
}

impl Function {
    /// A function with a line of documentation.
    pub fn new(docs: impl AsRef<str>, signature: Code) -> Self {
        Self::with_docs(comment([docs]), signature)
    }

    /// A function whose documentation is there.
    pub fn with_docs(docs: Vec<Doc>, signature: Code) -> Self {
        Self {
            docs,
            lints: Vec::new(),
            signature,
            body: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// Goes on with the documentation.
    pub fn note(mut self, docs: impl AsRef<str>) -> Self {
        self.docs.extend(comment(["", docs.as_ref()]));
        self
    }

    /// Says in the documentation which statement runs.
    pub fn shows(mut self, sql: &Sql) -> Self {
        self.docs.extend(sql_block(sql));
        self.statements.push(sql.clone());
        self
    }

    /// Shows a statement, and holds it in a constant.
    pub fn sql(self, constant: impl Piece<Rust>, sql: &Sql) -> Self {
        let held = constant_of(8, constant, sql);
        self.shows(sql).line(held)
    }

    /// Its name, as it is called.
    #[cfg(feature = "verify")]
    pub fn name(&self) -> &str {
        let head = self.signature.split('(').next().unwrap_or_default();
        head.split(' ').next_back().unwrap_or_default()
    }

    /// Appends a statement to the body.
    pub fn line(mut self, line: impl Into<Code>) -> Self {
        self.body.push(line.into());
        self
    }
}

/// `const NAME: &str = "…";`
fn constant_of(indent: usize, name: impl Piece<Rust>, sql: &Sql) -> Code {
    let head = code!["const ", name, ": &str"];
    let text = string(indent + head.len() + 3, sql);
    layout::assignment(indent, head, text)
}
