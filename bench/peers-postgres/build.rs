use relgen::{Build, Target};

fn main() {
    let build = Build::new().target(Target::Postgres);
    build.schema("schemas/blog.rel").compile();
}
