//! The behaviour scripts of the records, over generated code: a test for each case. Steps are named
//! as they are there. They are in `tests/suite/oracle/`.

mod complete;

use relgen_oracle as schemas;
use relgen_oracle::record;

mod harness {
    pub use relgen_oracle::harness::*;

    /// Script and engine of a case, whose tables are made.
    macro_rules! case {
        ($module:ident) => {{
            let script = relgen_oracle::record::Script::of(stringify!($module));
            let engine = relgen_oracle::$module::Engine::new(script.log().connection())?;
            engine.create_all()?;
            (script, engine)
        }};
    }
    pub(crate) use case;
}

include!(concat!(env!("OUT_DIR"), "/suite/oracle.rs"));
