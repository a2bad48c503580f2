//! Any bytes have a tree, and what is wrong with them can be shown.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| relgen::fuzz::parse(bytes));
