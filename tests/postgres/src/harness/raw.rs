//! SQL beside the generated code.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tokio_postgres::{Client, Error, SimpleQueryMessage};

/// A row: the names of its columns and what they hold.
pub type Row = BTreeMap<String, Value>;

/// SQL beside the generated code.
#[expect(async_fn_in_trait, reason = "tests wait for it on one thread")]
pub trait Raw {
    /// The driver's connection.
    fn driver(&self) -> &Client;

    /// Runs statements.
    async fn raw(&self, sql: &str) -> Result<(), Error> {
        self.driver().batch_execute(sql).await
    }

    /// The one number that a query gives.
    async fn number(&self, sql: &str) -> Result<i64, Error> {
        let lines = self.lines(sql).await?;
        Ok(lines[0].parse().expect("a number"))
    }

    /// The rows of a query, with tabulators between their values.
    async fn lines(&self, sql: &str) -> Result<Vec<String>, Error> {
        let messages = self.driver().simple_query(sql).await?.into_iter();
        let lines = messages.filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                let cells = (0..row.len()).map(|at| row.get(at).unwrap_or_default());
                Some(cells.collect::<Vec<_>>().join("\t"))
            }
            _ => None,
        });
        Ok(lines.collect())
    }

    /// Enforces foreign keys, with the actions that they have, or does not.
    async fn enforce_keys(&self, on: bool) -> Result<(), Error> {
        let role = if on { "origin" } else { "replica" };
        self.raw(&format!("SET session_replication_role = {role}"))
            .await
    }

    /// Whether they are enforced.
    async fn enforces_keys(&self) -> Result<bool, Error> {
        let roles = self.lines("SHOW session_replication_role").await?;
        Ok(roles == ["origin"])
    }

    /// How many tables there are.
    async fn tables(&self) -> Result<i64, Error> {
        self.number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
            .await
    }

    /// A number that is another one after rows of the table were written.
    async fn written(&self, table: &str) -> Result<i64, Error> {
        let sql =
            format!("SELECT coalesce(sum(hashtext(xmin::text || ctid::text)), 0) FROM {table}");
        self.number(&sql).await
    }

    /// Whether no transaction is open: then one begins with each statement.
    async fn is_idle(&self) -> bool {
        let sql = "SELECT (now() = statement_timestamp())::integer";
        self.number(sql).await.expect("two times") == 1
    }

    /// Asserts that every foreign key leads to a row.
    async fn assert_whole(&self) {
        for sql in self.lines(BROKEN).await.expect("foreign keys") {
            let broken = self.number(&sql).await.expect("a number");
            assert_eq!(broken, 0, "{sql}");
        }
    }

    /// Turns off what keeps values out of a column.
    async fn ignore_checks(&self) -> Result<(), Error> {
        for sql in self.lines(CHECKS).await? {
            self.raw(&sql).await?;
        }
        Ok(())
    }

    /// The rows of a table, bytes as `{"bytes": "00ff"}`.
    async fn rows(&self, table: &str) -> Result<Vec<Row>, Error> {
        let table = table.replace('"', "\"\"");
        let sql = format!(
            "SET TIME ZONE 'UTC'; SELECT to_jsonb(row) FROM \"{table}\" AS row; SET TIME ZONE DEFAULT"
        );
        let rows = self.lines(&sql).await?.into_iter();
        let rows = rows.map(|row| serde_json::from_str::<Row>(&row).expect("a row"));
        Ok(rows.map(with_bytes).collect())
    }
}

/// For each foreign key, the statement that counts the rows whose key leads nowhere.
const BROKEN: &str = "SELECT format('SELECT count(*) FROM %s AS child WHERE %s AND NOT EXISTS (SELECT 1 \
    FROM %s AS parent WHERE %s)', conrelid::regclass, string_agg(format('child.%I IS NOT NULL', \
    own.attname), ' AND '), confrelid::regclass, string_agg(format('parent.%I = child.%I', \
    theirs.attname, own.attname), ' AND ')) FROM pg_constraint CROSS JOIN LATERAL unnest(conkey, \
    confkey) AS pair (own, theirs) JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum \
    = pair.own JOIN pg_attribute AS theirs ON theirs.attrelid = confrelid AND theirs.attnum = \
    pair.theirs WHERE contype = 'f' AND connamespace = current_schema()::regnamespace GROUP BY \
    pg_constraint.oid, conrelid, confrelid";

/// For each check, the statement that drops it.
const CHECKS: &str = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) \
    FROM pg_constraint WHERE contype = 'c' AND connamespace = current_schema()::regnamespace";

/// The database writes bytes as the text `\x00ff`.
fn with_bytes(mut row: Row) -> Row {
    for value in row.values_mut() {
        if let Some(digits) = value.as_str().and_then(|text| text.strip_prefix("\\x")) {
            *value = json!({"bytes": digits});
        }
    }
    row
}
