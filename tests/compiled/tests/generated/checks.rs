//! A database whose tables `create_all` has made is the schema's own.

use rusqlite::Connection;

use crate::schemas;

const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table'";

macro_rules! schemas {
    ($($schema:ident)*) => {$(
        #[test]
        fn $schema() {
            use schemas::$schema::{check, create_all, drop_all};
            let db = Connection::open_in_memory().unwrap();
            let missing = check(&db).unwrap();
            create_all(&db).unwrap();
            assert_eq!(check(&db).unwrap(), []);
            let mut tables = db.prepare(TABLES).unwrap();
            let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
            let tables: Vec<String> = tables.map(Result::unwrap).collect();
            let named: Vec<&str> = missing.iter().map(|one| one.table.as_str()).collect();
            assert_eq!(named, tables);
            drop_all(&db).unwrap();
            assert_eq!(check(&db).unwrap(), missing);
        }
    )*};
}

schemas! {
    cascade collections composite eager folder joined kept library lists long many names nested seed
    types workshop
}
