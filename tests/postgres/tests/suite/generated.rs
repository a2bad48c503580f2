//! Generated code at work.

#[path = "../../../suite/generated/beside.rs"]
mod beside;
#[path = "../../../suite/generated/cascade.rs"]
mod cascade;
#[path = "../../../suite/generated/collections.rs"]
mod collections;
#[path = "../../../suite/generated/composite.rs"]
mod composite;
#[path = "../../../suite/generated/docs.rs"]
mod docs;
#[path = "../../../suite/generated/eager.rs"]
mod eager;
#[path = "../../../suite/generated/joined.rs"]
mod joined;
#[path = "../../../suite/generated/kept.rs"]
mod kept;
#[path = "../../../suite/generated/library.rs"]
mod library;
#[path = "../../../suite/generated/lists.rs"]
mod lists;
#[path = "../../../suite/generated/many.rs"]
mod many;
#[path = "../../../suite/generated/names.rs"]
mod names;
#[path = "../../../suite/generated/narrowed.rs"]
mod narrowed;
#[path = "../../../suite/generated/narrowed_library.rs"]
mod narrowed_library;
#[path = "../../../suite/generated/nested.rs"]
mod nested;
#[path = "../../../suite/generated/reading.rs"]
mod reading;
#[path = "../../../suite/generated/seed.rs"]
mod seed;
#[path = "../../../suite/generated/sessions.rs"]
mod sessions;
#[path = "../../../suite/generated/types.rs"]
mod types;
#[path = "../../../suite/generated/upsert.rs"]
mod upsert;
