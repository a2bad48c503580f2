//! The functions that write the row of one-to-one relationships.

use super::Changes;
use super::sql::Chosen;
use crate::emit::rust::code::code;
use crate::emit::rust::function::Function;
use crate::schema::Removal;

impl Changes<'_> {
    pub(super) fn replace_by_new(&self) -> Function {
        let docs = format!(
            "Inserts the row of {} that belongs to this one.",
            self.link()
        );
        let fate = self.fate("One that is there is");
        let set = Function::new(
            docs,
            self.signature("set", Some(self.new_row()), self.child),
        )
        .note(format!(
            "{fate} The key is this row's, whatever was given for it."
        ));
        let set = self.taken_out(set, Chosen::All);
        let set = set.shows(&self.insert_statement());
        let set = self.keyed(set).line(self.context.savepoint());
        set.line(self.take_out(&self.own))
            .line(code!["let row = ", self.inserted("?;")])
            .line(self.context.commit("?;"))
            .line("Ok(row)")
    }

    pub(super) fn replace_by_row(&self) -> Function {
        let docs = format!(
            "Makes a row of {} the one that belongs to this one, and returns it as it is then.",
            self.link()
        );
        let fate = self.fate("Another that is there is");
        let sql = self.context.statements.take_over(&self.collection.ends);
        let moved = Function::new(docs, self.signature("move", Some(self.row()), self.child)).note(
            format!("{fate} Fails with `NotFound` where the row is gone."),
        );
        self.taken_out(moved, Chosen::Other)
            .sql("SQL", &sql)
            .line(self.context.savepoint())
            .line(self.take_out(&self.both()))
            .line(self.write("let row = support::first", "SQL", &self.both(), "?;"))
            .line(code!["let row = ", self.found(), "?;"])
            .line(self.context.commit("?;"))
            .line("Ok(row)")
    }

    pub(super) fn remove_all(&self) -> Function {
        let docs = format!(
            "Takes the row of {} out that belongs to this one, if there is one.",
            self.link()
        );
        let remove = Function::new(docs, self.signature("remove", None, "()"));
        let remove = remove.note(self.fate("It is"));
        let remove = self.taken_out(remove, Chosen::All);
        match self.collection.removal {
            Some(Removal::Delete) => remove
                .line(self.context.savepoint())
                .line(self.take_out(&self.own))
                .line(self.context.commit("")),
            _ => remove.line(self.take_out(&self.own)).line("Ok(())"),
        }
    }
}
