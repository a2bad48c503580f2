//! What is generated of a schema without an error is Rust.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(code) = relgen::fuzz::pipeline(bytes) {
        assert!(syn::parse_file(&code).is_ok(), "{code}");
    }
});
