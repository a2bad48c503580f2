fn main() {
    relgen::Build::new().schema("schemas/blog.rel").compile();
}
