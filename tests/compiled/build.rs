//! Compiles every schema of `schemas/`, and makes the suite's tests of generated code ones that do not wait.

#[path = "../suite/strip.rs"]
mod strip;

fn main() {
    strip::folder("generated");
    relgen::Build::new()
        .schema("schemas/cascade.rel")
        .schema("schemas/collections.rel")
        .schema("schemas/composite.rel")
        .schema("schemas/eager.rel")
        .schema("schemas/joined.rel")
        .schema("schemas/kept.rel")
        .schema("schemas/library.rel")
        .schema("schemas/lists.rel")
        .schema("schemas/long.rel")
        .schema("schemas/many.rel")
        .schema("schemas/names.rel")
        .schema("schemas/nested.rel")
        .schema("schemas/seed.rel")
        .schema("schemas/types.rel")
        .schema("schemas/workshop.rel")
        .compile();
}
