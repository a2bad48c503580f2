//! What is formatted is formatted already.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| relgen::fuzz::format(bytes));
