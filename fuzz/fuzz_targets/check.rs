//! The rules of every database end.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| relgen::fuzz::check(bytes));
