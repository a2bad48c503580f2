//! A database whose tables `create_all` has made is the schema's own.

use rusqlite::Connection;

use crate::schemas;

macro_rules! schemas {
    ($($schema:ident)*) => {$(
        #[test]
        fn $schema() {
            use schemas::$schema::{check, create_all, drop_all};
            let db = Connection::open_in_memory().unwrap();
            let missing = check(&db).unwrap();
            let tables = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'";
            create_all(&db).unwrap();
            assert_eq!(check(&db).unwrap(), []);
            let tables: usize = db.query_row(tables, [], |row| row.get(0)).unwrap();
            assert_eq!(missing.len(), tables);
            drop_all(&db).unwrap();
            assert_eq!(check(&db).unwrap(), missing);
        }
    )*};
}

schemas! {
    cascade collections composite eager folder joined kept library lists long many names nested seed
    types workshop
}
