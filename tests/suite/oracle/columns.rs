//! Keys, constraints, defaults and enums.

use crate::schemas::{c13_composite_pk, c16_constraints, c18_enum};
use serde_json::{Value as Json, json};

use crate::harness::{Raw, case, either, test};

#[test]
async fn c13_a_key_of_two_columns() -> c13_composite_pk::Result<()> {
    use c13_composite_pk::*;

    let (script, engine) = case!(c13_composite_pk);
    let lines = [NewLine::new(1, 2).sku("b"), NewLine::new(1, 1).sku("a")];

    let step = script.step("inserts are ordered by add order");
    Line::insert_all(&engine, lines.into()).await?;
    step.runs(1).agrees();

    let step = script.step("get(tuple)");
    let line = Line::get(&engine, (1, 2)).await?.expect("a line");
    step.sees(line.sku, "b").runs(1).agrees();

    // Rust has no dictionaries for it: the tuple has the order of the declaration.
    let step = script.step("get(dict)");
    let line = Line::get(&engine, (1, 1)).await?.expect("a line");
    step.sees(line.sku, "a").runs(1).agrees();

    let get = async |key: (i32, i32)| -> Result<Option<Line>> { Line::get(&engine, key).await };
    assert_eq!(get((9, 9)).await?, None);
    let _: fn(i32, i32) -> NewLine = NewLine::new;
    for name in ["get with one value -> error", "missing part of PK -> error"] {
        script.leaves_out(name, "What cannot work does not compile");
    }

    let step = script.step("update by composite PK");
    Line::update((1, 1)).sku("A").run(&engine).await?;
    step.runs(1).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c16_constraints_and_defaults() -> c16_constraints::Result<()> {
    use c16_constraints::*;

    fn new(sku: &str, a: i32, b: i32) -> NewItem {
        NewItem::new(sku, a).b(b).ctxd(format!("{sku}!"))
    }

    let (script, engine) = case!(c16_constraints);

    let step = script.step("insert with defaults; server defaults fetched after");
    let item = new("s1", 1, 1).insert(&engine).await?;
    let seen = json!({
        "qty": item.qty, "price": item.price.to_string(), "state": item.state,
        "label": item.label, "ctxd": item.ctxd, "flag": item.flag,
        "created_is_datetime": item.created.is_some(),
    });
    let expected = json!({
        "qty": 5, "price": "0.00", "state": "new", "label": "dyn", "ctxd": "s1!", "flag": false,
        "created_is_datetime": true,
    });
    step.sees(seen, expected).runs(1).agrees();

    // `qty` takes no `None`: what is left out has the default.
    let step = script.step("explicit None is treated as unset: the python default fires (qty=5)");
    let item = new("s2", 2, 2).insert(&engine).await?;
    step.sees(item.qty, 5).runs(1).agrees();

    let step = script.step("null() forces SQL NULL past a default");
    let item = new("s3", 3, 3).label_null().insert(&engine).await?;
    step.sees(item.label, json!(null)).runs(1).agrees();

    let step = script.step("composite unique violation");
    let refused = new("s4", 1, 1).insert(&engine).await;
    assert!(matches!(&refused, Err(error) if error.violates(Item::UQ_ITEM_A_B)));
    step.fails(
        refused,
        either(
            "UNIQUE constraint failed: item.a, item.b",
            "item: duplicate key value violates unique constraint \"uq_item_a_b\"",
        ),
    )
    .runs(1)
    .agrees();

    let items = ["s5", "s6"].map(|sku| NewItem::new(sku, 9).ctxd(format!("{sku}!")));
    let step = script.step("NULL in composite unique is distinct");
    Item::insert_all(&engine, items.into()).await?;
    step.runs(1).agrees();

    let step = script.step("check violation");
    let refused = new("s7", 7, 7).qty(-1).insert(&engine).await;
    assert!(matches!(&refused, Err(error) if error.violates(Item::CK_QTY)));
    let failed = either(
        "CHECK constraint failed: ck_item_qty",
        "item: new row for relation \"item\" violates check constraint \"ck_item_qty\"",
    );
    step.fails(refused, failed)
        .runs(1)
        .departs("Every constraint has a name");

    let step = script.step("over-long string");
    let long = "x".repeat(21);
    let refused = new(&long, 8, 8).insert(&engine).await;
    assert!(matches!(
        &refused,
        Err(Error::DoesNotFit { column: "sku", .. })
    ));
    let message = "item.sku: expected text of at most 20 characters, found 21 characters: \"xxxxxxxxxxxxxxxxxxxxx\"";
    step.fails(refused, message)
        .runs(0)
        .departs("What does not fit is refused");

    Item::query()
        .update_all(&engine, |row| row.created_null())
        .await?;
    script
        .ends_as_recorded_but(&engine, |rows| {
            // PostgreSQL refuses it by itself.
            if either(true, false) {
                rows.lack("item", 6, "What does not fit is refused");
            }
        })
        .await;
    Ok(())
}

#[test]
async fn c18_enums() -> c18_enum::Result<()> {
    use c18_enum::*;

    /// As the record names the members of Python's enum.
    fn member(label: &str) -> Json {
        let name = label.to_uppercase().replace(' ', "_");
        json!({"enum": format!("Colour.{name}")})
    }

    let (script, mut engine) = case!(c18_enum);
    let car = NewCar::new()
        .colour(Colour::DarkBlue)
        .by_value(ColourValue::DarkBlue);
    let car = car.size(CarSize::L).grade(CarGrade::Bb).plain(Plain::Yy);
    Car::insert_all(&engine, vec![car, NewCar::new()]).await?;

    let step = script.step("raw stored values: member NAME by default, not value");
    let stored = engine.rows("car").await?;
    let columns = ["colour", "by_value", "size", "grade", "plain"];
    let stored: Vec<_> = stored
        .iter()
        .map(|row| columns.map(|column| &row[column]))
        .collect();
    let expected = json!([
        ["DARK_BLUE", "dark blue", "l", "bb", "yy"],
        ["RED", null, "m", null, null]
    ]);
    step.sees(stored, expected).runs(1).agrees();

    let step = script.step("typed round trip");
    let cars = Car::query().order_by(Car::ID.asc()).all(&engine).await?;
    let seen: Vec<Json> = cars
        .iter()
        .map(|car| {
            let by_value = car.by_value.map(|colour| member(colour.label()));
            let (size, grade) = (car.size.map(CarSize::label), car.grade.map(CarGrade::label));
            json!([member(car.colour.label()), by_value, size, grade])
        })
        .collect();
    let (blue, red) = (member("dark blue"), member("red"));
    step.sees(
        seen,
        json!([[blue, blue, "l", "bb"], [red, null, "m", null]]),
    )
    .runs(1)
    .agrees();

    let _: fn(NewCar, Colour) -> NewCar = NewCar::colour;
    let _: fn(NewCar, CarSize) -> NewCar = NewCar::size;
    assert_eq!(CarSize::ALL.map(CarSize::label), ["s", "m", "l"]);
    for name in [
        "invalid string member: not validated on bind by default (validate_strings=False); the database decides",
        "plain string for a python Enum column: passed through unvalidated",
    ] {
        script.leaves_out(name, "What cannot work does not compile");
    }

    let name = "bad value in the database: LookupError on read";
    let bad = "UPDATE car SET plain = 'zz' WHERE id = 1";
    if either(true, false) {
        // The table's own checks keep it out, so that they have to be off.
        engine.ignore_checks().await?;
        let session = engine.session().await?;
        let step = script.step(name);
        session.raw(bad).await?;
        let read = Car::query().order_by(Car::ID.asc()).select(Car::PLAIN);
        let read = read.all(&session).await;
        step.fails(read, "car.plain: expected Plain, found the text \"zz\"")
            .runs(2)
            .agrees();
        session.rollback().await?;
    } else {
        assert!(engine.raw(bad).await.is_err());
        script.leaves_out(name, "PostgreSQL knows the labels of its enums");
    }

    let step = script.step("filter by enum");
    let red = Car::query().filter(Car::COLOUR.eq(Colour::Red));
    step.sees(red.select(Car::ID).all(&engine).await?, [2])
        .runs(1)
        .agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}
