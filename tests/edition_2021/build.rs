//! Compiles the schema whose names mean the most elsewhere.

fn main() {
    relgen::Build::new()
        .schema("../compiled/schemas/names.rel")
        .compile();
}
