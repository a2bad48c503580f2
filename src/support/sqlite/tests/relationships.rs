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
        "person_id IN (SELECT value FROM json_each(?1))"
    ));

    /// The same, as if there were one at most.
    pub const OFFENCE: HasOne<Person, Offences> = HasOne::new(link!(
        "Person.offence" [0] => [2], [],
        "person_id IN (SELECT value FROM json_each(?1))"
    ));

    pub fn offences(&self, db: &Connection) -> Result<Vec<Offences>> {
        all(
            db,
            "SELECT id, description, person_id FROM offences WHERE person_id = ?1",
            &[self.id.bind()],
        )
    }

    pub fn save(&self, db: &Connection) -> Result<()> {
        save(db, "UPDATE person SET name = ?1 WHERE id = ?2", self)
    }
}

impl Update<Person> {
    pub fn name(self, name: &str) -> Self {
        self.set(1, name.to_owned().into_value())
    }
}

impl Delete for Person {
    fn delete(&self, db: &Connection) -> Result<()> {
        let orphan = "UPDATE offences SET person_id = NULL WHERE person_id = ?1";
        let savepoint = savepoint(db)?;
        execute(db, orphan, &[self.id.bind()])?;
        delete(
            db,
            "DELETE FROM person WHERE id = ?1",
            &[self.id.bind()],
            "person",
        )?;
        savepoint.commit()
    }
}

impl Offences {
    pub const PERSON: BelongsTo<Offences, Option<Person>> = BelongsTo::new(link!(
        "Offences.person" [2] => [0], [],
        "id IN (SELECT value FROM json_each(?1))"
    ));

    pub const NOTES: HasMany<Offences, Note> = HasMany::new(link!(
        "Offences.notes" [0] => [2], [],
        "offence_id IN (SELECT value FROM json_each(?1))"
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
    fn delete(&self, db: &Connection) -> Result<()> {
        let notes = "SELECT EXISTS (SELECT 1 FROM note WHERE offence_id = ?1)";
        let savepoint = savepoint(db)?;
        refuse(db, notes, &[self.id.bind()], "Offences.notes")?;
        delete(
            db,
            "DELETE FROM offences WHERE id = ?1",
            &[self.id.bind()],
            "offences",
        )?;
        savepoint.commit()
    }
}

impl Note {
    pub const OFFENCE: BelongsTo<Note, Offences> = BelongsTo::new(link!(
        "Note.offence" [2] => [0], [],
        "id IN (SELECT value FROM json_each(?1))"
    ));
}

impl Delete for Note {
    fn delete(&self, db: &Connection) -> Result<()> {
        delete(
            db,
            "DELETE FROM note WHERE id = ?1",
            &[self.id.bind()],
            "note",
        )
    }
}

impl Node {
    pub const PARENT: BelongsTo<Node, Option<Node>> = BelongsTo::new(link!(
        "Node.parent" [2] => [0], [],
        "id IN (SELECT value FROM json_each(?1))"
    ));

    pub const CHILDREN: HasMany<Node, Node> = HasMany::new(link!(
        "Node.children" [0] => [2], [(0, false)],
        "parent_id IN (SELECT value FROM json_each(?1))"
    ));
}

impl Country {
    pub const CITIES: HasMany<Country, City> = HasMany::new(link!(
        "Country.cities" [0] => [2], [],
        "country_code IN (SELECT value FROM json_each(?1))"
    ));
}

impl City {
    pub const COUNTRY: BelongsTo<City, Country> = BelongsTo::new(link!(
        "City.country" [2] => [0], [],
        "code IN (SELECT value FROM json_each(?1))"
    ));
}

impl Seat {
    pub const TICKETS: HasMany<Seat, Ticket> = HasMany::new(link!(
        "Seat.tickets" [0, 1] => [1, 2], [],
        "(hall, row) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))"
    ));
}

impl Ticket {
    pub const SEAT: BelongsTo<Ticket, Option<Seat>> = BelongsTo::new(link!(
        "Ticket.seat" [1, 2] => [0, 1], [],
        "(hall, row) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))"
    ));
}
