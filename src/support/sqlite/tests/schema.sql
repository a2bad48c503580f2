CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL UNIQUE);
CREATE TABLE offences (
    id INTEGER PRIMARY KEY,
    description VARCHAR(50) UNIQUE,
    person_id INTEGER REFERENCES person (id));
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    offence_id INTEGER NOT NULL REFERENCES offences (id));
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id INTEGER REFERENCES node (id));
CREATE TABLE country (code VARCHAR PRIMARY KEY NOT NULL, name TEXT NOT NULL);
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country_code VARCHAR NOT NULL);
CREATE TABLE seat (hall INTEGER NOT NULL, row TEXT NOT NULL, PRIMARY KEY (hall, row));
CREATE TABLE ticket (id INTEGER PRIMARY KEY, hall INTEGER, row TEXT);
CREATE TABLE thing (
    id INTEGER PRIMARY KEY,
    small SMALLINT CONSTRAINT ck_thing_small CHECK (small <> 13),
    medium INTEGER,
    big BIGINT,
    float FLOAT,
    price NUMERIC(10, 2),
    exact TEXT,
    flag BOOLEAN,
    text VARCHAR(5),
    bytes BLOB,
    day DATE,
    time TIME,
    moment DATETIME,
    utc DATETIME,
    uid CHAR(32),
    json TEXT,
    severity VARCHAR CHECK (severity IN ('minor', 'MAJ')),
    filled INTEGER NOT NULL DEFAULT 7);
