//! Checked schemas and tables to text.

pub mod ddl;
pub mod rust;
