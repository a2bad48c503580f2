//! Statements that a connection keeps prepared.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio_postgres::error::SqlState;
use tokio_postgres::{Error as Refused, RowStream, Statement};

use super::statement::unprepared;
use super::{Db, Value};

/// How many bytes a statement that is kept has at most, with its values. Longer texts list
/// rows, and hardly one of them comes twice; and for very many keys at once the server
/// should choose another plan than for few, which it does where it knows them.
const LONGEST: usize = 8 * 1024;

/// The statements that one connection keeps prepared, by their texts; where there is no
/// room for another, that which was not run for the longest time is dropped.
#[derive(Debug)]
pub struct Prepared {
    most: usize,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    statements: HashMap<Box<str>, Used>,
    /// How many are being prepared. Where somebody stops waiting for that, the server has a
    /// statement whose name nobody knows: it counts for ever.
    unfinished: usize,
    /// How often a statement was looked for.
    looks: u64,
}

#[derive(Debug)]
struct Used {
    statement: Statement,
    /// The last of the looks for it.
    last: u64,
}

impl Prepared {
    /// So many statements at most, none yet.
    pub fn new(most: usize) -> Self {
        Self {
            most,
            kept: Mutex::default(),
        }
    }

    /// Begins a statement. One that the server has lost, or whose rows would be others now
    /// that a table was changed, is run at once again where no transaction is open.
    pub(super) async fn run(
        &self,
        db: &dyn Db,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<RowStream, Refused> {
        let kept = match sql.len() + length(values) > LONGEST {
            true => None,
            false => self.find(db, sql).await?,
        };
        let Some(statement) = kept else {
            return unprepared(db, sql, values).await;
        };
        match db.client().query_raw(&statement, values).await {
            Err(error) if self.forgets(sql, &error) && db.depth() == 0 => {
                unprepared(db, sql, values).await
            }
            done => done,
        }
    }

    /// The statement of that text, prepared now where it was not; none where there is no
    /// room for it.
    async fn find(&self, db: &dyn Db, sql: &str) -> Result<Option<Statement>, Refused> {
        let found = self.kept().find(sql);
        if found.is_some() || !self.kept().make_room(self.most) {
            return Ok(found);
        }
        let prepared = db.client().prepare(sql).await;
        let mut kept = self.kept();
        kept.unfinished -= 1;
        let statement = prepared?;
        kept.keep(sql, statement.clone());
        Ok(Some(statement))
    }

    /// Forgets a statement that was refused before it ran, since the types that it was
    /// prepared with may be the reason; and all of them, where the server takes them for
    /// out of date. Whether it does.
    fn forgets(&self, sql: &str, error: &Refused) -> bool {
        let outdated = matches!(
            error.code(),
            Some(&SqlState::FEATURE_NOT_SUPPORTED | &SqlState::INVALID_SQL_STATEMENT_NAME)
        );
        let statements = &mut self.kept().statements;
        match outdated {
            true => statements.clear(),
            false => drop(statements.remove(sql)),
        }
        outdated
    }

    /// It is held for a moment, and never while an answer is waited for.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many bytes values have that may be many.
fn length(values: &[Value<'_>]) -> usize {
    let length = |value: &Value<'_>| match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 0,
    };
    values.iter().map(length).sum()
}

impl Kept {
    fn find(&mut self, sql: &str) -> Option<Statement> {
        self.looks += 1;
        let used = self.statements.get_mut(sql)?;
        used.last = self.looks;
        Some(used.statement.clone())
    }

    /// Makes room for a statement that is going to be prepared; whether there is any.
    fn make_room(&mut self, most: usize) -> bool {
        let room = most.saturating_sub(self.unfinished);
        while !self.statements.is_empty() && self.statements.len() >= room {
            let oldest = self.statements.iter().min_by_key(|(_, used)| used.last);
            let oldest = oldest.map(|(sql, _)| sql.clone()).unwrap_or_default();
            self.statements.remove(&oldest);
        }
        self.unfinished += usize::from(room > 0);
        room > 0
    }

    fn keep(&mut self, sql: &str, statement: Statement) {
        let last = self.looks;
        self.statements.insert(sql.into(), Used { statement, last });
    }
}
