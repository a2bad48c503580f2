//! What generated code adds to the models: relationships, setters, deletes.

use super::super::*;
use super::models::*;

macro_rules! link {
    ($name:literal $local:expr => $remote:expr, $order:expr, $keys:literal) => {
        &Link {
            name: $name,
            local: &$local,
            remote: &$remote,
            fixed: &[],
            order: &$order,
            keys: $keys,
        }
    };
}

impl Person {
    pub const OFFENCES: HasMany<Person, Offences> = HasMany::new(link!(
        "Person.offences" [0] => [2], [(1, true)],
        "person_id = ANY($1)"
    ));

    /// The same, as if there were one at most.
    pub const OFFENCE: HasOne<Person, Offences> = HasOne::new(link!(
        "Person.offence" [0] => [2], [],
        "person_id = ANY($1)"
    ));

    pub async fn offences(&self, db: &dyn Db) -> Result<Vec<Offences>> {
        all(
            db,
            "SELECT id, description, person_id FROM offences WHERE person_id = $1",
            &[self.id.bind()],
        )
        .await
    }

    pub async fn save(&self, db: &dyn Db) -> Result<()> {
        save(db, "UPDATE person SET name = $1 WHERE id = $2", self).await
    }
}

impl Update<Person> {
    pub fn name(self, name: &str) -> Self {
        self.set(1, name.to_owned().into_value())
    }
}

impl Delete for Person {
    fn delete<'a>(&'a self, db: &'a dyn Db) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let orphan = "UPDATE offences SET person_id = NULL WHERE person_id = $1";
            let savepoint = savepoint(db).await?;
            let db: &dyn Db = &savepoint;
            execute(db, orphan, &[self.id.bind()]).await?;
            delete(
                db,
                "DELETE FROM person WHERE id = $1",
                &[self.id.bind()],
                "person",
            )
            .await?;
            savepoint.commit().await
        })
    }
}

impl Offences {
    pub const PERSON: BelongsTo<Offences, Option<Person>> = BelongsTo::new(link!(
        "Offences.person" [2] => [0], [],
        "id = ANY($1)"
    ));

    pub const NOTES: HasMany<Offences, Note> = HasMany::new(link!(
        "Offences.notes" [0] => [2], [],
        "offence_id = ANY($1)"
    ));
}

impl Update<Offences> {
    pub fn description(self, description: impl IntoNullable<String>) -> Self {
        self.set(1, description.into_nullable().into_value())
    }

    pub fn person_id(self, person_id: impl IntoNullable<i32>) -> Self {
        self.set(2, person_id.into_nullable().into_value())
    }
}

impl Delete for Offences {
    fn delete<'a>(&'a self, db: &'a dyn Db) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let notes = "SELECT EXISTS (SELECT 1 FROM note WHERE offence_id = $1)";
            let savepoint = savepoint(db).await?;
            let db: &dyn Db = &savepoint;
            refuse(db, notes, &[self.id.bind()], "Offences.notes").await?;
            delete(
                db,
                "DELETE FROM offences WHERE id = $1",
                &[self.id.bind()],
                "offences",
            )
            .await?;
            savepoint.commit().await
        })
    }
}

impl Note {
    pub const OFFENCE: BelongsTo<Note, Offences> = BelongsTo::new(link!(
        "Note.offence" [2] => [0], [],
        "id = ANY($1)"
    ));
}

impl Delete for Note {
    fn delete<'a>(&'a self, db: &'a dyn Db) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            delete(
                db,
                "DELETE FROM note WHERE id = $1",
                &[self.id.bind()],
                "note",
            )
            .await
        })
    }
}

impl Node {
    pub const PARENT: BelongsTo<Node, Option<Node>> = BelongsTo::new(link!(
        "Node.parent" [2] => [0], [],
        "id = ANY($1)"
    ));

    pub const CHILDREN: HasMany<Node, Node> = HasMany::new(link!(
        "Node.children" [0] => [2], [(0, false)],
        "parent_id = ANY($1)"
    ));
}

impl Country {
    pub const CITIES: HasMany<Country, City> = HasMany::new(link!(
        "Country.cities" [0] => [2], [],
        "country_code = ANY($1)"
    ));
}

impl City {
    pub const COUNTRY: BelongsTo<City, Country> = BelongsTo::new(link!(
        "City.country" [2] => [0], [],
        "code = ANY($1)"
    ));
}

impl Seat {
    pub const TICKETS: HasMany<Seat, Ticket> = HasMany::new(link!(
        "Seat.tickets" [0, 1] => [1, 2], [],
        "(hall, row) IN (SELECT (value::jsonb ->> 0)::integer, value::jsonb ->> 1
         FROM unnest($1::text[]) AS given (value))"
    ));
}

impl Ticket {
    pub const SEAT: BelongsTo<Ticket, Option<Seat>> = BelongsTo::new(link!(
        "Ticket.seat" [1, 2] => [0, 1], [],
        "(hall, row) IN (SELECT (value::jsonb ->> 0)::integer, value::jsonb ->> 1
         FROM unnest($1::text[]) AS given (value))"
    ));
}

const VISITS: &Table = &Table {
    name: "visit",
    sql: "visit",
    select: "SELECT person_id, country_code FROM visit",
    columns: &[
        TableColumn::new("person_id", "person_id", "integer", Fits::Any),
        TableColumn::new("country_code", "country_code", "varchar", Fits::Any),
    ],
    primary_key: &[0, 1],
};

const TRANSITS: &Table = &Table {
    name: "transit",
    sql: "transit",
    select: "SELECT person_id, country_code FROM transit",
    columns: VISITS.columns,
    primary_key: &[],
};

const NEIGHBOURS: &Table = &Table {
    name: "neighbour",
    sql: "neighbour",
    select: "SELECT hall, row, other FROM neighbour",
    columns: &[
        TableColumn::new("hall", "hall", "integer", Fits::Any),
        TableColumn::new("row", "row", "text", Fits::Any),
        TableColumn::new("other", "other", "text", Fits::Any),
    ],
    primary_key: &[0, 1, 2],
};

impl Person {
    pub const COUNTRIES: ManyToMany<Person, Country> = ManyToMany::new(&LinkTable {
        name: "Person.countries",
        table: VISITS,
        local: &[0],
        to_local: &[0],
        remote: &[0],
        to_remote: &[1],
        order: &[(0, true)],
        from: "FROM unnest($1::integer[]) WITH ORDINALITY AS given (value, key) \
               JOIN visit ON visit.person_id = given.value \
               JOIN country ON country.code = visit.country_code",
        repeats: false,
    });

    /// The same where a pair may be there twice.
    pub const TRANSITS: ManyToMany<Person, Country> = ManyToMany::new(&LinkTable {
        name: "Person.transits",
        table: TRANSITS,
        local: &[0],
        to_local: &[0],
        remote: &[0],
        to_remote: &[1],
        order: &[(0, true)],
        from: "FROM unnest($1::integer[]) WITH ORDINALITY AS given (value, key) \
               JOIN transit ON transit.person_id = given.value \
               JOIN country ON country.code = transit.country_code",
        repeats: true,
    });
}

impl Seat {
    /// Those in the same hall.
    pub const NEIGHBOURS: ManyToMany<Seat, Seat> = ManyToMany::new(&LinkTable {
        name: "Seat.neighbours",
        table: NEIGHBOURS,
        local: &[0, 1],
        to_local: &[0, 1],
        remote: &[0, 1],
        to_remote: &[0, 2],
        order: &[(1, false)],
        from: "FROM unnest($1::text[]) WITH ORDINALITY AS given (value, key) \
               JOIN neighbour ON (neighbour.hall, neighbour.row) = \
               ((given.value::jsonb ->> 0)::integer, given.value::jsonb ->> 1) \
               JOIN seat ON (seat.hall, seat.row) = (neighbour.hall, neighbour.other)",
        repeats: false,
    });
}
