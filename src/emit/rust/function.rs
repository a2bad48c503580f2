//! A generated function.

use super::layout;

/// A function in an `impl`: its lines, ready to be put out.
pub struct Function {
    /// With their slashes.
    pub docs: Vec<String>,
    pub signature: String,
    /// Each indented by 8 columns but for its first line.
    pub body: Vec<String>,
    /// The statements that it runs.
    #[cfg_attr(
        not(feature = "verify"),
        allow(dead_code, reason = "they are listed to be verified")
    )]
    pub statements: Vec<String>,
}

impl Function {
    /// A function with a line of documentation.
    pub fn new(docs: impl AsRef<str>, signature: String) -> Self {
        Self {
            docs: comment([docs]),
            signature,
            body: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// A function whose documentation is there.
    pub fn with_docs(docs: Vec<String>, signature: String) -> Self {
        Self {
            docs,
            ..Self::new(String::new(), signature)
        }
    }

    /// Goes on with the documentation.
    pub fn note(mut self, docs: impl AsRef<str>) -> Self {
        self.docs.push("///".to_owned());
        self.docs.extend(comment([docs]));
        self
    }

    /// Says in the documentation which statement runs.
    pub fn shows(mut self, sql: &str) -> Self {
        self.docs.extend(sql_block(sql));
        self.statements.push(sql.to_owned());
        self
    }

    /// Shows a statement, and holds it in a constant.
    pub fn sql(self, constant: &str, sql: &str) -> Self {
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
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.body.push(line.into());
        self
    }
}

/// `const NAME: &str = "…";`
fn constant_of(indent: usize, name: &str, sql: &str) -> String {
    let head = ["const ", name, ": &str"].concat();
    layout::assignment(indent, &head, &layout::string(indent + head.len() + 3, sql))
}

/// The lines of a doc comment.
pub fn comment(lines: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    let line = |line: &str| match line.trim_end() {
        "" => "///".to_owned(),
        text => ["/// ", text].concat(),
    };
    let lines = lines.into_iter();
    lines.map(|one| line(one.as_ref())).collect()
}

/// A statement in a doc comment.
pub fn sql_block(sql: &str) -> Vec<String> {
    let lines = ["", "```sql"].into_iter().chain(sql.lines()).chain(["```"]);
    comment(lines)
}
