//! The functions that write the rows of one-to-many relationships.

use super::Changes;
use super::sql::Chosen;
use crate::emit::rust::code::code;
use crate::emit::rust::function::Function;
use crate::schema::Removal;

const ANOTHERS: &str = "Nothing changes where it is another's.";

impl Changes<'_> {
    pub(super) fn add(&self) -> Function {
        let docs = format!("Inserts a row of {} that belongs to this one.", self.link());
        let row = self.new_row();
        let add = Function::new(docs, self.signature("add", Some(row), self.child))
            .note("Its key is this row's, whatever was given for it.")
            .shows(&self.insert_statement());
        self.keyed(add).line(self.inserted(""))
    }

    pub(super) fn take_over(&self) -> Function {
        let docs = format!(
            "Makes a row of {} belong to this one, and returns it as it is then.",
            self.link()
        );
        let sql = self.context.statements.take_over(&self.collection.ends);
        let moved = Function::new(docs, self.signature("move", Some(self.row()), self.child))
            .note("Fails with `NotFound` where it is gone.")
            .sql("SQL", &sql);
        let call = self.write("let row = support::first", "SQL", &self.both(), "?;");
        moved.line(call).line(self.found())
    }

    pub(super) fn remove(&self) -> Function {
        let statements = &self.context.statements;
        let ends = &self.collection.ends;
        let signature = self.signature("remove", Some(self.row()), "()");
        if self.collection.removal == Some(Removal::Delete) {
            let docs = format!(
                "Deletes a row of {} that belongs to this one, with all that goes along.",
                self.link()
            );
            let test = self.call("let belongs = support::belongs", "SQL", &self.both(), "?;");
            let delete = code!["row.delete(db)", self.context.awaited("?;")];
            return Function::new(docs, signature)
                .note(ANOTHERS)
                .sql("SQL", &statements.belongs(ends))
                .line(self.context.savepoint())
                .line(test)
                .line(code!["if belongs {\n            ", delete, "\n        }"])
                .line(self.context.commit(""));
        }
        let docs = format!(
            "Takes a row of {} out, whose key is then NULL.",
            self.link()
        );
        let remove = Function::new(docs, signature).note(ANOTHERS);
        let remove = remove.sql("SQL", &statements.part(ends, Chosen::One));
        remove
            .line(self.write("support::execute", "SQL", &self.both(), "?;"))
            .line("Ok(())")
    }

    pub(super) fn set(&self) -> Function {
        let docs = format!(
            "Makes these rows of {} belong to this one, and no others, all or nothing.",
            self.link()
        );
        let fate = self.fate("The others are");
        let rows = code!["rows: &[&", self.child, "]"];
        let set = Function::new(docs, self.signature("set", Some(rows), "()"))
            .note(format!("{fate} Rows that are gone are left out."));
        let sql = self.context.statements.take_all_over(&self.collection.ends);
        let values = |keys: &'static str| {
            let own = self.own.iter().cloned();
            own.chain([keys.into()]).collect::<Vec<_>>()
        };
        self.taken_out(set, Chosen::AllBut)
            .sql("MOVE", &sql)
            .line("let keys = support::keys_of(rows);")
            .line(self.context.savepoint())
            .line(self.take_out(&values("keys.clone()")))
            .line(self.write("support::execute", "MOVE", &values("keys"), "?;"))
            .line(self.context.commit(""))
    }
}
