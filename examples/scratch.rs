fn main() {
    print!("{}", relgen::scratch(&std::env::args().nth(1).unwrap()));
}
