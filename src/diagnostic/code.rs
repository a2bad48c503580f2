//! The table of codes. A code keeps its number for ever; a rule that is dropped leaves its number unused.

use std::fmt;

/// The stable name of a rule, such as `R0201`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// Whether something could not be read, or is not compiled: then more may seem to be missing.
    pub fn leaves_out(self) -> bool {
        self.0.starts_with("R01") || self == Code::NOT_BUILT || self.hides_a_file()
    }

    /// Whether a file, or the rest of one, was not read: then whatever is unknown may be in it.
    pub fn hides_a_file(self) -> bool {
        self.0.starts_with("R00")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Those of warnings. All others are errors.
pub const WARNINGS: &[Code] = &[
    Code::NOTHING_DECLARED,
    Code::DELETE_BLOCKED,
    Code::ONE_TO_ONE_NOT_UNIQUE,
    Code::LINK_USELIST,
    Code::LINK_NOT_UNIQUE,
    Code::DELETES_SHARED,
    Code::VIEWONLY_WRITES,
    Code::VIEWONLY_REVERSE,
    Code::PASSIVE_WITHOUT_ON_DELETE,
    Code::PASSIVE_TO_ONE,
    Code::SINGLE_PARENT,
    Code::WRITTEN_TWICE,
    Code::CASCADE_AGAINST_KEY,
    Code::WHOLE_TABLE,
    Code::UNKNOWN_FUNCTION,
];

impl Code {
    /// `R0201`
    pub fn text(self) -> &'static str {
        self.0
    }
}

macro_rules! codes {
    ($($name:ident $code:literal $title:literal)*) => {
        impl Code {
            $(#[doc = $title] pub const $name: Code = Code($code);)*
        }

        /// Every code with its title, in ascending order.
        pub const ALL: &[(Code, &str)] = &[$((Code::$name, $title)),*];

        /// Every code with what there is to read about it. A code whose page is not there does not compile: add
        /// `docs/diagnostics/CODE.md`, and a test says what belongs into it.
        #[cfg(feature = "cli")]
        pub const PAGES: &[(Code, &str)] = &[$((
            Code::$name,
            include_str!(concat!("../../docs/diagnostics/", $code, ".md")),
        )),*];
    };
}

codes! {
    // R00: files and limits
    FILE_NOT_UTF8 "R0002" "a schema file is not UTF-8"
    FILE_HAS_NUL "R0003" "a schema file contains a NUL character"
    FILE_TOO_LARGE "R0004" "a schema file is too large"
    NESTED_TOO_DEEP "R0005" "brackets are nested too deep"
    IMPORT_UNREADABLE "R0006" "an import that cannot be read"
    IMPORT_OUTSIDE "R0007" "an import from outside of the schema's folder"
    SCHEMA_TOO_LARGE "R0008" "a schema with too many files, or with too much text in them"
    // R01: syntax
    UNEXPECTED "R0101" "something else was expected here"
    UNTERMINATED "R0102" "a string, raw SQL or bracket is never closed"
    BAD_CHARACTER "R0103" "a character that has no place in a schema"
    BAD_LITERAL "R0104" "a literal that cannot be read"
    MISPLACED_DOC "R0105" "a doc comment that documents nothing"
    UNKNOWN_ATTRIBUTE "R0106" "an attribute that the language does not have"
    BAD_ATTRIBUTE_VALUE "R0107" "an attribute with a value it does not take"
    // R02: names
    UNKNOWN_TYPE "R0201" "a column type that is not there"
    UNKNOWN_TARGET "R0202" "a relationship with a model that is not there"
    UNKNOWN_TABLE "R0203" "a foreign key to a table that is not there"
    UNKNOWN_COLUMN "R0204" "a foreign key to a column that is not there"
    UNKNOWN_MEMBER "R0205" "a member that is not there"
    UNKNOWN_VARIANT "R0206" "an enum's variant that is not there"
    DUPLICATE_DECLARATION "R0207" "a name declared twice"
    DUPLICATE_MEMBER "R0208" "a member declared twice"
    DUPLICATE_TABLE "R0209" "two models with one table"
    DUPLICATE_COLUMN "R0210" "two members with one column"
    DUPLICATE_VARIANT "R0211" "an enum's variant or label that is there twice"
    RESERVED_NAME "R0212" "a name that cannot be used"
    RUST_NAME_CLASH "R0213" "two names that become one Rust name"
    NAME_TOO_LONG "R0214" "a database name that is too long"
    EMPTY_ENUM "R0215" "an enum without variants"
    NOTHING_DECLARED "R0216" "a schema that declares nothing"
    DUPLICATE_CONSTRAINT "R0217" "two constraints of one name"
    BASE "R0218" "a base that is no mixin"
    NO_COLUMNS "R0219" "a table without columns"
    // R03: columns
    TYPE_ARGUMENTS "R0301" "a type with arguments it does not take"
    DEFAULT_TYPE "R0302" "a default of another type"
    DEFAULT_RANGE "R0303" "a default that does not fit its column"
    CONTRADICTION "R0304" "attributes that contradict each other"
    AUTOINCREMENT "R0305" "a column that cannot be numbered by the database"
    RAW_SQL "R0306" "raw SQL that is not one expression"
    DEFAULT_NULL "R0307" "NULL as the default of a column that is not null"
    UNKNOWN_SQL_COLUMN "R0308" "raw SQL that names a column that is not there"
    VERSION "R0309" "a version that cannot count"
    DEFERRED "R0310" "a deferred column that is needed with the row"
    COLLATION "R0311" "a collation of what is no text"
    TYPE_PATH "R0312" "a Rust type that generated code cannot name"
    TABLE_ATTRIBUTE "R0313" "a table without a model asks for what a model does"
    COMPUTED "R0314" "a computed column that gets its value in another way"
    ON_UPDATE "R0315" "on_update of a column that never changes"
    // R04: keys
    NO_PRIMARY_KEY "R0401" "a model without a primary key"
    FOREIGN_KEY_PATH "R0402" "a foreign key that does not name a column of a table"
    KEY_TARGET_NOT_UNIQUE "R0403" "a foreign key to a column that is not unique"
    KEY_TYPES_DIFFER "R0404" "a foreign key of another type than its target"
    SET_NULL_NOT_NULL "R0405" "on_delete set null on a key that is not null"
    SET_DEFAULT_WITHOUT_DEFAULT "R0406" "on_delete set default without a default"
    INSERT_CYCLE "R0407" "rows that each need another one first"
    // R05: relationships
    NO_FOREIGN_KEY "R0501" "a relationship without a foreign key"
    AMBIGUOUS_FOREIGN_KEY "R0502" "a relationship that several foreign keys could join"
    NOT_MUTUAL "R0503" "sides of back_populates that do not name each other"
    SAME_DIRECTION "R0504" "sides of back_populates that point the same way"
    OTHER_KEY "R0505" "sides of back_populates that are joined on different keys"
    BACKREF_TAKEN "R0506" "a backref whose name is taken"
    REMOTE_SIDE "R0507" "a remote_side that is not an end of the key"
    USELIST "R0508" "uselist on a relationship that it does not fit"
    DELETE_BLOCKED "R0509" "a parent that cannot be deleted while it has children"
    ONE_TO_ONE_NOT_UNIQUE "R0510" "a one-to-one whose key is not unique"
    UNKNOWN_SECONDARY "R0511" "a secondary that is no table"
    LINK_WITHOUT_KEY "R0512" "a secondary without a foreign key to either side"
    LINK_AMBIGUOUS "R0513" "a secondary with several foreign keys to one side"
    SECONDARY_IS_AN_END "R0514" "a secondary that is one of the two tables it joins"
    LINK_USELIST "R0515" "a many-to-many with uselist false"
    JOIN_CONTRADICTION "R0516" "a relationship that is told twice how to join"
    OTHER_SECONDARY "R0517" "sides of back_populates with different secondaries"
    LINK_NOT_UNIQUE "R0518" "a secondary that can hold one pair twice"
    LINK_INCOMPLETE "R0519" "a secondary with a column that nobody fills in"
    PRIMARYJOIN "R0520" "a primaryjoin that does not join the two tables"
    PRIMARYJOIN_DIRECTION "R0521" "a primaryjoin that does not say which side is many"
    PRIMARYJOIN_TYPES "R0522" "a primaryjoin of columns of different types"
    PRIMARYJOIN_CONSTANT "R0523" "a primaryjoin with a constant that does not fit its column"
    ORPHAN_WITHOUT_DELETE "R0524" "delete_orphan without delete"
    ORPHAN_OF_MANY "R0525" "delete_orphan on the many side"
    DELETES_SHARED "R0526" "cascade delete to rows that others may lead to"
    VIEWONLY_CASCADE "R0527" "viewonly with a cascade that writes"
    VIEWONLY_WRITES "R0528" "viewonly with an attribute of writing"
    VIEWONLY_REVERSE "R0529" "viewonly on one side of back_populates only"
    PASSIVE_ALL_DELETES "R0530" "passive_deletes all with cascade delete"
    PASSIVE_WITHOUT_ON_DELETE "R0531" "passive_deletes on a key without on_delete"
    PASSIVE_TO_ONE "R0532" "passive_deletes on a many-to-one"
    EAGER_CYCLE "R0533" "relationships that load each other without end"
    LAZY_TO_ONE "R0534" "a query in place of one row"
    SINGLE_PARENT "R0535" "single_parent on the one side"
    WRITTEN_TWICE "R0536" "two relationships that write one foreign key"
    LINK_WRITTEN_TWICE "R0537" "two relationships that write one link table"
    CASCADE_AGAINST_KEY "R0538" "cascade delete against the key's on_delete"
    DELETION_DEPTH "R0539" "a deletion that follows too many relationships"
    // R06: what the database cannot do
    DATABASE_SCHEMAS "R0601" "a table in a schema, and a database without schemas"
    DATABASE_TYPE "R0602" "a type that the database does not have so"
    DATABASE_INDEX "R0603" "an index or a key that the database cannot make"
    DATABASE_FOREIGN_KEY "R0604" "a foreign key that the database cannot keep"
    DATABASE_NUMBERS "R0605" "numbers that the database cannot give out"
    DATABASE_COMPUTED "R0606" "a computed column that the database cannot have"
    DATABASE_COLLATION "R0607" "a collation that the database does not have"
    DATABASE_LIMIT "R0608" "more than the database can hold"
    DATABASE_NAME "R0609" "a name that the database cannot use"
    DATABASE_SQL "R0610" "SQL that the database does not take in this place"
    DATABASE_LABELS "R0611" "labels that the database takes for one"
    // R07: what the database makes of it
    WHOLE_TABLE "R0701" "a statement that reads a whole table"
    REFUSED_SQL "R0702" "raw SQL that the database refuses"
    UNKNOWN_FUNCTION "R0703" "raw SQL with a function that is not the database's own"
    // R09: to come
    NOT_BUILT "R0901" "a part of the language that is not built yet"
}
