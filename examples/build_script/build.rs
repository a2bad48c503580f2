fn main() {
    relgen::Build::new().schema("schema.rel").compile();
}
