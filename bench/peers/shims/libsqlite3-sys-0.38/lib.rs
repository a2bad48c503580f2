pub use newest::*;
