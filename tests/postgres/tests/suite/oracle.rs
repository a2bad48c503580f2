//! The scripts of the records.

#[path = "../../../suite/oracle/between.rs"]
mod between;
#[path = "../../../suite/oracle/columns.rs"]
mod columns;
#[path = "../../../suite/oracle/loading.rs"]
mod loading;
#[path = "../../../suite/oracle/one_to_many.rs"]
mod one_to_many;
#[path = "../../../suite/oracle/orphans.rs"]
mod orphans;
#[path = "../../../suite/oracle/referring.rs"]
mod referring;
#[path = "../../../suite/oracle/types.rs"]
mod types;
#[path = "../../../suite/oracle/versions.rs"]
mod versions;
