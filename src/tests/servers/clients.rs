//! The servers' clients.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A server, and how to talk to it.
pub struct Server {
    pub name: &'static str,
    /// What SQLAlchemy's facts call it.
    pub facts: &'static str,
    /// Reads the schema back, a line for each column, foreign key and unique key.
    pub inspect: &'static str,
    program: &'static str,
    arguments: Vec<String>,
    /// Puts statements into a schema of their own, which is gone afterwards.
    wrap: fn(&str, &str) -> String,
}

impl Server {
    /// What it prints, a row a line; or what it complains of.
    pub fn run(&self, sql: &str) -> Result<String, String> {
        let mut child = Command::new(self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", self.program))?;
        let mut input = child.stdin.take().expect("standard input");
        let written = input.write_all(sql.as_bytes());
        drop(input);
        let output = child
            .wait_with_output()
            .map_err(|error| error.to_string())?;
        match output.status.success() && written.is_ok() {
            true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }

    /// The same in a schema of its own, and what a query says of it.
    pub fn within(&self, sql: &str, query: &str) -> Result<String, String> {
        self.run(&(self.wrap)(sql, query))
    }

    /// The same of several, one after the other, by one client: to start it takes longer than what it does.
    pub fn within_each(&self, all: &[String], query: &str) -> Result<Vec<String>, String> {
        const NEXT: &str = "-- next";
        let each = all.iter().map(|sql| (self.wrap)(sql, query));
        let scripts: Vec<String> = each.collect();
        let said = self.run(&scripts.join(&format!("\nSELECT '{NEXT}';\n")))?;
        Ok(said.split(NEXT).map(str::to_owned).collect())
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub fn postgres() -> Server {
    let url = env::var("RELGEN_POSTGRES_URL");
    let url = url.unwrap_or_else(|_| "postgresql://root@127.0.0.1:5432/test".to_owned());
    let mut arguments = texts(&["-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"]);
    arguments.push(url);
    Server {
        name: "PostgreSQL",
        facts: "postgresql",
        inspect: POSTGRES,
        program: "psql",
        arguments,
        wrap: |sql, query| {
            let start = "BEGIN; CREATE SCHEMA relgen_test; SET LOCAL search_path TO relgen_test;";
            format!("{start}\n{sql}\n{query}\nROLLBACK;")
        },
    }
}

/// `mysql://user:password@host:port/database`; the database is not used.
pub fn mariadb() -> Server {
    let url = env::var("RELGEN_MYSQL_URL");
    let url = url.unwrap_or_else(|_| "mysql://root@127.0.0.1:3306/test".to_owned());
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let (user, place) = rest.split_once('@').unwrap_or(("root", rest));
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let host = place.split('/').next().unwrap_or_default();
    let (host, port) = host.split_once(':').unwrap_or((host, "3306"));
    let mut arguments = texts(&["--protocol=tcp", "--batch", "--skip-column-names"]);
    arguments.push("--default-character-set=utf8mb4".to_owned());
    arguments.push(format!("--host={host}"));
    arguments.push(format!("--port={port}"));
    arguments.push(format!("--user={user}"));
    if !password.is_empty() {
        arguments.push(format!("--password={password}"));
    }
    Server {
        name: "MariaDB",
        facts: "mariadb",
        inspect: MARIADB,
        program: "mysql",
        arguments,
        wrap: own_database,
    }
}

/// A database of its own, and those that the cases name.
fn own_database(sql: &str, query: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("relgen_test_{}_{number}", std::process::id());
    let start = format!("CREATE DATABASE {name} CHARACTER SET utf8mb4; USE {name};");
    // What fails ends the client; the next run cleans up behind it.
    let mut drops = vec![name];
    if sql.contains("CREATE SCHEMA") {
        drops.extend(texts(&["relgen_books", "relgen_hr"]));
    }
    let drops = drops
        .iter()
        .map(|one| format!("DROP DATABASE IF EXISTS {one};"));
    format!("{start}\n{sql}\n{query}\n{}", drops.collect::<String>())
}

const POSTGRES: &str = "
SELECT 'column', c.relname, a.attname,
    CASE t.typtype WHEN 'e' THEN 'ENUM' ELSE upper(format_type(a.atttypid, a.atttypmod)) END,
    CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0;
SELECT CASE k.contype WHEN 'f' THEN 'key' WHEN 'p' THEN 'primary' ELSE 'unique' END, c.relname,
    (SELECT string_agg(a.attname, ',' ORDER BY n) FROM unnest(k.conkey) WITH ORDINALITY u(at, n)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.at),
    coalesce(o.relname, ''),
    coalesce((SELECT string_agg(a.attname, ',' ORDER BY n) FROM unnest(k.confkey) WITH ORDINALITY u(at, n)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.at), ''),
    CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' WHEN 'r' THEN 'RESTRICT' ELSE '' END,
    CASE k.confupdtype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' WHEN 'r' THEN 'RESTRICT' ELSE '' END,
    CASE WHEN k.contype <> 'f' THEN '' WHEN k.condeferred THEN 'DEFERRED' WHEN k.condeferrable THEN 'DEFERRABLE' ELSE '' END
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_class o ON o.oid = k.confrelid
WHERE k.connamespace = current_schema()::regnamespace AND k.contype IN ('f', 'p', 'u');
";

const MARIADB: &str = "
SELECT 'column', table_name, column_name, upper(column_type),
    CASE is_nullable WHEN 'NO' THEN 'not null' ELSE 'null' END
FROM information_schema.columns WHERE table_schema = database();
SELECT CASE t.constraint_type WHEN 'FOREIGN KEY' THEN 'key' WHEN 'UNIQUE' THEN 'unique' ELSE 'primary' END,
    t.table_name, group_concat(k.column_name ORDER BY k.ordinal_position),
    coalesce(max(k.referenced_table_name), ''),
    coalesce(group_concat(k.referenced_column_name ORDER BY k.ordinal_position), ''),
    coalesce(max(nullif(r.delete_rule, 'RESTRICT')), ''),
    coalesce(max(nullif(r.update_rule, 'RESTRICT')), ''), ''
FROM information_schema.table_constraints t
JOIN information_schema.key_column_usage k ON k.constraint_schema = t.constraint_schema
    AND k.constraint_name = t.constraint_name AND k.table_name = t.table_name
LEFT JOIN information_schema.referential_constraints r ON r.constraint_schema = t.constraint_schema
    AND r.constraint_name = t.constraint_name AND r.table_name = t.table_name
WHERE t.table_schema = database() AND t.constraint_type <> 'CHECK'
GROUP BY t.constraint_type, t.table_name, t.constraint_name;
";
