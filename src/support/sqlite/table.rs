//! What the support code knows of a model's table, and what a model is.

use super::error::quote;
use super::{Cells, Connection, Error, Result, Unread, Value};

/// A table of the schema. The SQL in it was spelled when the code was generated.
#[derive(Debug)]
pub struct Table {
    /// The table's name in the database, unquoted.
    pub name: &'static str,
    /// The name as SQL spells it, quoted where it must be.
    pub sql: &'static str,
    /// `SELECT … FROM …` of every column with a field, in order, without conditions.
    pub select: &'static str,
    /// The columns, in the order of the struct's fields, and then those without a field.
    pub columns: &'static [TableColumn],
    /// Which of the columns are the primary key.
    pub primary_key: &'static [usize],
}

/// A column of a [`Table`].
#[derive(Debug)]
pub struct TableColumn {
    /// The column's name in the database, unquoted.
    pub name: &'static str,
    /// The name as SQL spells it.
    pub sql: &'static str,
    /// What the column's type says of its values and SQLite does not look at.
    pub fits: Fits,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// Whether it is read on demand, and no field of the struct. Such columns come last.
    pub deferred: bool,
    /// Who writes it, beside the program.
    pub upkeep: Upkeep,
}

/// Who writes a column, beside the program.
#[derive(Debug, Clone, Copy)]
pub enum Upkeep {
    /// Nobody.
    Nobody,
    /// The database computes it: it is never written.
    Computed,
    /// Each UPDATE counts it up, and it tells whether a row was changed meanwhile.
    Version,
    /// An UPDATE that does not set it sets it to a value that is made then.
    Made(fn() -> Value<'static>),
    /// An UPDATE that does not set it sets it to this SQL.
    Sql(&'static str),
}

/// A bound that a column's type puts on its values and that SQLite does not enforce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// Every value of the Rust type.
    Any,
    /// Text of at most so many characters.
    Characters(usize),
    /// Numbers of at most so many digits, so many of them behind the point.
    Digits(u32, u32),
}

/// A struct with the columns of a table's rows.
pub trait Row: Clone + 'static {
    /// The table that holds them.
    const TABLE: &'static Table;

    /// The value of the column of that number, as it is bound to a statement; NULL where it
    /// has no field.
    fn value(&self, column: usize) -> Value<'_>;
}

/// A row that one statement reads.
pub trait FromRow: Row {
    /// Reads a row whose columns are those of `TABLE` that have a field, in order.
    ///
    /// # Errors
    /// [`Unread`] where what is stored does not fit a field's type.
    fn read(cells: &Cells<'_>) -> Result<Self, Unread>;
}

/// A model of the schema: a row with what is loaded along, whichever way it is read.
pub trait Model: Row {
    /// What one statement reads of it: the model itself or, where relationships are fields
    /// of it, a struct without them.
    type Columns: FromRow;

    /// Whether there are relationships to be loaded along.
    const EAGER: bool;

    /// Makes models of rows, in their order, by one statement for each relationship that is
    /// loaded along.
    ///
    /// # Errors
    /// Those of a query.
    fn complete(db: &Connection, rows: Vec<Self::Columns>) -> Result<Vec<Self>>;

    /// The model, where one row is all of it; the row again, where relationships are to be
    /// loaded along.
    fn whole(row: Self::Columns) -> Result<Self, Self::Columns> {
        Err(row)
    }
}

impl<R: FromRow> Model for R {
    type Columns = R;

    const EAGER: bool = false;

    fn complete(_: &Connection, rows: Vec<R>) -> Result<Vec<R>> {
        Ok(rows)
    }

    fn whole(row: R) -> Result<R, R> {
        Ok(row)
    }
}

impl TableColumn {
    /// A column that is not null: its name, its name as SQL, and the bound on its values.
    pub const fn new(name: &'static str, sql: &'static str, fits: Fits) -> Self {
        Self {
            name,
            sql,
            fits,
            nullable: false,
            deferred: false,
            upkeep: Upkeep::Nobody,
        }
    }

    /// The same for a column that may be NULL.
    pub const fn nullable(name: &'static str, sql: &'static str, fits: Fits) -> Self {
        Self {
            nullable: true,
            ..Self::new(name, sql, fits)
        }
    }

    /// The column, written by somebody beside the program.
    pub const fn kept(column: Self, upkeep: Upkeep) -> Self {
        Self { upkeep, ..column }
    }

    /// The column, read on demand.
    pub const fn deferred(column: Self) -> Self {
        Self {
            deferred: true,
            ..column
        }
    }
}

impl Table {
    /// The SQL names of columns, as a list.
    pub(super) fn list(&self, columns: &[usize]) -> String {
        let names = columns.iter().map(|&column| self.column(column).sql);
        names.collect::<Vec<_>>().join(", ")
    }

    /// The columns that have a field, as a SELECT reads them: a list.
    pub(super) fn all_columns(&self) -> &'static str {
        let list = self.select.strip_prefix("SELECT ");
        let list = list.and_then(|list| list.strip_suffix(self.sql));
        list.and_then(|list| list.strip_suffix(" FROM "))
            .unwrap_or("*")
    }

    /// A name that no column has.
    pub(super) fn free_name(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let taken = |name: &str| {
            let mut columns = self.columns.iter();
            columns.any(|column| column.name.eq_ignore_ascii_case(name))
        };
        while taken(&name) {
            name.push('_');
        }
        name
    }

    /// The numbers of the columns that have a field.
    pub(super) fn loaded(&self) -> Vec<usize> {
        let numbered = self.columns.iter().enumerate();
        let loaded = numbered.filter(|(_, column)| !column.deferred);
        loaded.map(|(number, _)| number).collect()
    }

    /// How many columns an INSERT can give.
    pub(super) fn writable(&self) -> usize {
        let computed = |column: &&TableColumn| matches!(column.upkeep, Upkeep::Computed);
        self.columns.len() - self.columns.iter().filter(computed).count()
    }

    /// The column of that number; an unknown number, which generated code does not hold,
    /// gives a column that no database has.
    pub(super) fn column(&self, column: usize) -> &'static TableColumn {
        const NONE: TableColumn = TableColumn::new("?", "\"?\"", Fits::Any);
        self.columns.get(column).unwrap_or(&NONE)
    }

    /// Refuses a value that the column's type would not take and SQLite would.
    pub(super) fn check(&self, column: usize, value: &Value<'_>) -> Result<()> {
        match (self.column(column).fits, value) {
            (Fits::Characters(most), Value::Text(text)) if text.len() > most => {
                let characters = text.chars().count();
                if characters <= most {
                    return Ok(());
                }
                let expected = format!("text of at most {most} characters");
                let found = format!("{characters} characters: {}", quote(text));
                Err(self.misfit(column, &expected, found))
            }
            (Fits::Digits(precision, scale), Value::Text(number))
                if !fits_digits(number, precision, scale) =>
            {
                let expected = format!("a number of {precision} digits, {scale} decimals");
                Err(self.misfit(column, &expected, number.to_string()))
            }
            _ => self.check_storable(column, value),
        }
    }

    /// The error for a value that is not what the column takes.
    pub(super) fn misfit(&self, column: usize, expected: &str, found: String) -> Error {
        Error::DoesNotFit {
            table: self.name,
            column: self.column(column).name,
            expected: expected.to_owned(),
            found,
        }
    }

    /// Refuses a value that cannot be bound at all, while there is a column to name.
    pub(super) fn check_storable(&self, column: usize, value: &Value<'_>) -> Result<()> {
        match value {
            Value::Unstorable(what) => {
                let expected = "a value that can be stored";
                Err(self.misfit(column, expected, what.clone()))
            }
            _ => Ok(()),
        }
    }
}

fn fits_digits(number: &str, precision: u32, scale: u32) -> bool {
    let number = number.trim_start_matches('-');
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole = whole.trim_start_matches('0').len();
    let fraction = fraction.trim_end_matches('0').len();
    whole <= precision.saturating_sub(scale) as usize && fraction <= scale as usize
}
