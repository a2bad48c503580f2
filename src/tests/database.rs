//! What SQLite makes of the generated SQL.
