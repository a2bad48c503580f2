//! The behaviour scripts of the records, over generated code: a test for each case. Steps are named
//! as they are there.

mod between;
mod columns;
mod complete;
mod loading;
mod one_to_many;
mod orphans;
mod referring;
mod types;
mod versions;

/// Script and engine of a case, whose tables are made.
macro_rules! case {
    ($module:ident) => {{
        let script = relgen_oracle::Script::of(stringify!($module));
        let engine = relgen_oracle::$module::Engine::new(script.connection())?;
        engine.create_all()?;
        (script, engine)
    }};
}
pub(crate) use case;
