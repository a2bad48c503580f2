//! Generated code at work, one file a schema or a theme. One program: each would be linked by itself.

mod cascade;
mod collections;
mod common;
mod composite;
mod docs;
mod eager;
mod joined;
mod kept;
mod library;
mod lists;
mod many;
mod names;
mod narrowed;
mod narrowed_library;
mod nested;
mod output;
mod reading;
mod seed;
mod sessions;
mod types;
mod upsert;
