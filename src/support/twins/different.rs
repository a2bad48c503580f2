//! What differs on purpose.

/// The functions that differ on purpose; of a piece that is another one altogether, `*`.
pub const DIFFERENT: &[(&str, &[&str], &str)] = &[
    (
        "array",
        &["*"],
        "JSON for json_each; an array for ANY and unnest",
    ),
    (
        "batch",
        &["*"],
        "rows of up to so many places; arrays of any length for unnest",
    ),
    (
        "by_key",
        &["drop_tables", "run_script"],
        "what runs scripts, and foreign keys that PostgreSQL cannot switch off",
    ),
    (
        "carried",
        &["*"],
        "each driver has traits of its own for types of the user's",
    ),
    (
        "check",
        &["*"],
        "PostgreSQL's tables are not compared with the schema's yet",
    ),
    (
        "circle",
        &["keys"],
        "rows come to a function that visits them",
    ),
    (
        "clauses",
        &["*"],
        "what SQLite tells in no other way than by the text of its statements",
    ),
    (
        "collection",
        &["delete_each"],
        "PostgreSQL sends all rows, and needs a LIMIT not to",
    ),
    (
        "date",
        &["*"],
        "text, as SQLite has no such types; PostgreSQL's own types",
    ),
    (
        "decimal",
        &["read", "round"],
        "PostgreSQL's numbers are exact, and need no rounding",
    ),
    (
        "deferred",
        &["read_column"],
        "rows come to a function that visits them",
    ),
    (
        "dialect",
        &["*"],
        "what it is for: the SQL that is spelled apart",
    ),
    ("engine", &["*"], "how a connection is opened and set up"),
    (
        "error",
        &["*"],
        "what the driver and the server say of an error",
    ),
    ("field", &["*"], "how the driver hands values over"),
    (
        "insert",
        &[
            "all_given",
            "insert",
            "insert_alone",
            "insert_rows",
            "insert_whole",
            "is_one_batch",
            "is_one_statement",
        ],
        "a batch of any number of rows, and COPY",
    ),
    (
        "inspect",
        &["*"],
        "PostgreSQL's tables are not compared with the schema's yet",
    ),
    (
        "join",
        &["beside_one"],
        "what is waited with can go to another thread",
    ),
    (
        "json",
        &["bind", "holds_nul", "read"],
        "a type of PostgreSQL's own, which stores no NUL",
    ),
    (
        "keys",
        &["add", "key", "take_array", "take_json"],
        "keys as JSON for json_each, and as an array",
    ),
    ("linked", &["text"], "links are inserted by arrays"),
    (
        "load",
        &["attach", "belonging"],
        "futures one after the other",
    ),
    (
        "many_to_many",
        &["all_numbered", "linked"],
        "keys as an array, and rows that come to a function that visits them",
    ),
    (
        "query",
        &["count", "statement"],
        "a SELECT in a FROM has a name; DISTINCT would compare types that have no order",
    ),
    (
        "raw",
        &["at", "from_sql", "models", "owned", "places_of", "rows"],
        "the columns' names come with the rows",
    ),
    (
        "rows",
        &["*"],
        "one statement's places for rows; PostgreSQL's rows are arrays",
    ),
    (
        "selected",
        &["cast", "count", "each", "statement"],
        "native enums are read as text, and rows come as a stream",
    ),
    ("session", &["*"], "what a transaction and its end are"),
    (
        "statement",
        &["*"],
        "how the driver runs a statement and hands rows over",
    ),
    ("stored", &["*"], "what a stored value is"),
    (
        "table",
        &[
            "as_text",
            "check_storable",
            "column",
            "constrained",
            "new",
            "nullable",
        ],
        "a column knows its type, and NUL is refused",
    ),
    (
        "transaction",
        &["*"],
        "work is a future, which another thread may run",
    ),
    (
        "update",
        &["assignments", "bring_up_to_date", "update"],
        "places of values have another form",
    ),
    (
        "upsert",
        &["taken_over"],
        "what stands in the way is named by constraints",
    ),
    ("uuid", &["read"], "a type of PostgreSQL's own"),
];
