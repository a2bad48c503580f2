//! Every type of column.

use std::collections::BTreeMap;

use crate::record::Script;
use crate::schemas::c19_column_types::*;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::harness::{Raw, case, either, test};

fn time_of_2021() -> NaiveDateTime {
    let date = NaiveDate::from_ymd_opt(2021, 3, 4).expect("a date");
    date.and_hms_opt(5, 6, 7).expect("a time")
}

/// The row of the record. An interval counts from the beginning of 1970, as it is stored there.
fn everything() -> NewEverything {
    let uuid = Uuid::from_u128(0x1234_5678_1234_5678_1234_5678_1234_5678);
    NewEverything {
        i: Some(i32::MIN),
        big: Some(i64::MAX),
        small: Some(i16::MIN),
        s: Some("naïve ☃".to_owned()),
        u: Some("ü".to_owned()),
        txt: Some("t".repeat(300)),
        utxt: Some("日本".to_owned()),
        b: Some(true),
        f: Some(1.5),
        f24: Some(0.25),
        f53: Some(0.1),
        dbl: Some(1e300),
        n: Some(Decimal::new(123_456_781_234, 4)),
        n0: Some(Decimal::new(42, 0)),
        nf: Some(Decimal::new(325, 2)),
        d: NaiveDate::from_ymd_opt(2020, 2, 29),
        ts: Some(time_of_2021()),
        tstz: Some(time_of_2021().and_utc()),
        tm: NaiveTime::from_hms_opt(23, 59, 58),
        iv: NaiveDate::from_ymd_opt(1970, 1, 2).and_then(|day| day.and_hms_opt(0, 0, 30)),
        bin: Some(vec![0x00, 0xff, 0x10]),
        binl: Some(b"x".to_vec()),
        j: Some(json!({"a": [1, null, "é"], "b": {"c": true}})),
        uid: Some(uuid),
        uids: Some(uuid),
        ch: Some("abcd".to_owned()),
        vb: Some(b"12345678".to_vec()),
        ..NewEverything::new()
    }
}

/// The columns with a value, with that value as the record writes it.
fn shown(row: &Everything) -> Json {
    let date = |tag: &str, text: Option<String>| text.map(|text| json!({tag: text}));
    let time = |time: Option<NaiveDateTime>| {
        let text = time.map(|time| time.format("%Y-%m-%dT%H:%M:%S%.f").to_string());
        date("datetime", text)
    };
    let bytes = |bytes: &Option<Vec<u8>>| {
        let digits = bytes.as_ref()?.iter().map(|byte| format!("{byte:02x}"));
        Some(json!({"bytes": digits.collect::<String>()}))
    };
    let interval = row.iv.map(|time| time.and_utc().timestamp());
    let all = json!({
        "i": row.i, "big": row.big, "small": row.small, "s": row.s, "u": row.u, "txt": row.txt,
        "utxt": row.utxt, "b": row.b, "f": row.f, "f24": row.f24, "f53": row.f53, "dbl": row.dbl,
        "n": date("decimal", row.n.map(|number| number.to_string())),
        "n0": date("decimal", row.n0.map(|number| number.to_string())),
        "nf": row.nf.and_then(|number| number.to_string().parse::<f64>().ok()),
        "d": date("date", row.d.map(|day| day.to_string())),
        "ts": time(row.ts),
        "tstz": time(row.tstz.map(|time| time.naive_utc())),
        "tm": date("time", row.tm.map(|time| time.to_string())),
        "iv": interval.map(|seconds| json!({"interval_s": seconds as f64})),
        "bin": bytes(&row.bin), "binl": bytes(&row.binl), "vb": bytes(&row.vb),
        "j": row.j,
        "uid": date("uuid", row.uid.map(|uuid| uuid.to_string())),
        "uids": row.uids.map(|uuid| uuid.to_string()), "ch": row.ch,
    });
    let columns = all.as_object().cloned().unwrap_or_default().into_iter();
    columns.filter(|(_, value)| !value.is_null()).collect()
}

/// What `shown` makes of the first row.
fn expected() -> Json {
    json!({
        "i": -2_147_483_648, "big": 9_223_372_036_854_775_807_i64, "small": -32_768,
        "s": "naïve ☃", "u": "ü", "txt": "t".repeat(300), "utxt": "日本", "b": true,
        "f": 1.5, "f24": 0.25, "f53": 0.1, "dbl": 1e300,
        "n": {"decimal": "12345678.1234"}, "n0": {"decimal": "42"}, "nf": 3.25,
        "d": {"date": "2020-02-29"},
        "ts": {"datetime": "2021-03-04T05:06:07"}, "tstz": {"datetime": "2021-03-04T05:06:07"},
        "tm": {"time": "23:59:58"}, "iv": {"interval_s": 86_430.0},
        "bin": {"bytes": "00ff10"}, "binl": {"bytes": "78"},
        "vb": {"bytes": "3132333435363738"},
        "j": {"a": [1, null, "é"], "b": {"c": true}},
        "uid": {"uuid": "12345678-1234-5678-1234-567812345678"},
        "uids": "12345678-1234-5678-1234-567812345678", "ch": "abcd",
    })
}

/// The columns whose values are not those that were given, by name.
macro_rules! differences {
    ($row:ident, $new:ident: $($column:ident)*) => {{
        let mut different = serde_json::Map::new();
        $(if $row.$column != $new.$column {
            different.insert(stringify!($column).to_owned(), json!(null));
        })*
        Json::Object(different)
    }};
}

/// What the database holds: numbers, texts and bytes.
fn expected_stored() -> BTreeMap<String, Json> {
    let shown = expected();
    let mut columns: BTreeMap<String, Json> = shown
        .as_object()
        .cloned()
        .unwrap_or_default()
        .into_iter()
        .collect();
    let stored = json!({
        "b": 1, "n": 12345678.1234, "d": "2020-02-29", "ts": "2021-03-04 05:06:07.000000",
        "tstz": "2021-03-04 05:06:07.000000", "tm": "23:59:58.000000",
        "iv": "1970-01-02 00:00:30.000000", "j": r#"{"a":[1,null,"é"],"b":{"c":true}}"#,
        "uid": "12345678123456781234567812345678", "uids": "12345678123456781234567812345678",
    });
    let typed = json!({
        "n": 12345678.1234, "d": "2020-02-29", "ts": "2021-03-04T05:06:07",
        "tstz": "2021-03-04T05:06:07+00:00", "tm": "23:59:58", "iv": "1970-01-02T00:00:30",
        "uid": "12345678-1234-5678-1234-567812345678",
    });
    let stored = either(stored, typed);
    columns.extend(stored.as_object().cloned().unwrap_or_default());
    columns.remove("n0");
    columns
}

#[test]
async fn c19_types() -> Result<()> {
    let (script, engine) = case!(c19_column_types);

    let step = script.step("insert");
    Everything::insert_all(&engine, vec![everything(), NewEverything::new()]).await?;
    step.runs(1).agrees();

    let step = script.step("round trip");
    let row = Everything::get(&engine, 1).await?.expect("a row");
    step.sees(shown(&row), expected())
        .runs(1)
        .departs("Decimals have the digits of their column");

    let step = script.step("differences after the round trip");
    let new = everything();
    let different = differences!(row, new: i big small s u txt utxt b f f24 f53 dbl n n0 nf d ts
        tstz tm iv bin binl j uid uids ch vb);
    step.sees(different, json!({}))
        .runs(0)
        .compares(either(Some("A time zone is kept"), None));

    let step = script.step("all NULL row");
    let empty = Everything::get(&engine, 2).await?.expect("a row");
    step.sees(shown(&empty), json!({})).runs(1).agrees();

    let step = script.step("raw storage as the driver sees it");
    let mut rows = engine.rows("everything").await?;
    let mut raw = rows.remove(0);
    raw.retain(|column, _| column != "id" && column != "n0");
    step.sees(raw, expected_stored()).runs(1).departs(either(
        "JSON is as short as it can be",
        "Stored values are as the database writes them",
    ));

    values_that_change(&script, &engine).await?;
    values_that_do_not_fit(&script, &engine).await?;
    script
        .ends_as_recorded_but(&engine, |rows| {
            let uuid = json!({"uuid": "12345678-1234-5678-1234-567812345678"});
            rows.hold(("everything", 1, "uids"), uuid, "A UUID is no text");
        })
        .await;
    Ok(())
}

async fn values_that_change(script: &Script, db: &Connection<'_>) -> Result<()> {
    let step = script.step(
        "JSON None vs SQL NULL: assigning None to a JSON column stores JSON 'null'? (default none_as_null=False)",
    );
    Everything::update(1).j_null().run(db).await?;
    let null = Everything::query().filter(Everything::ID.eq(1) & Everything::J.is_null());
    step.sees(u8::from(null.exists(db).await?), 1)
        .runs(2)
        .departs("None is NULL");

    let step = script.step("JSON in-place mutation is NOT detected");
    Everything::update(1).j(json!({"k": 1})).run(db).await?;
    let mut row = Everything::get(db, 1).await?.expect("a row");
    row.j = Some(json!({"k": 2}));
    step.sees(row.reload(db).await?.j, json!({"k": 1}))
        .runs(3)
        .agrees();

    // The language has no paths into JSON; the connection is there for SQL of one's own.
    let step = script.step("JSON path filter");
    let found = db
        .number(either(
            "SELECT id FROM everything WHERE json_extract(j, '$.k') = 1",
            "SELECT id FROM everything WHERE j ->> 'k' = '1'",
        ))
        .await?;
    step.sees([found], [1]).runs(1).agrees();
    Ok(())
}

async fn values_that_do_not_fit(script: &Script, db: &Connection<'_>) -> Result<()> {
    let number: Decimal = "1.23456".parse().expect("a number");
    let step = script.step("Numeric rounding beyond the scale");
    let refused = Everything::update(1).n(number).run(db).await;
    let message = "everything.n: expected a number of 12 digits, 4 decimals, found 1.23456";
    step.fails(refused, message)
        .runs(0)
        .departs("What does not fit is refused");
    Everything::update(1).n(number.round_dp(4)).run(db).await?;

    let date = NaiveDate::from_ymd_opt(2021, 1, 1).expect("a date");
    let time = date.and_hms_micro_opt(0, 0, 0, 654_321).expect("a time");
    let short = NaiveTime::from_hms_micro_opt(1, 2, 3, 456_789).expect("a time");
    let step = script.step("datetime microseconds");
    Everything::update(1).ts(time).tm(short).run(db).await?;
    let row = Everything::get(db, 1).await?.expect("a row");
    let seen = shown(&row);
    let expected = json!([
        {"datetime": "2021-01-01T00:00:00.654321"}, {"time": "01:02:03.456789"},
    ]);
    step.sees([&seen["ts"], &seen["tm"]], expected)
        .runs(2)
        .agrees();

    let _: fn(&NewEverything) -> (Option<i32>, Option<NaiveDateTime>) = |new| (new.i, new.ts);
    for name in [
        "integer overflow (i = 2**31)",
        "wrong python type: str into Integer / DateTime",
        "str into Integer",
    ] {
        script.leaves_out(name, "What cannot work does not compile");
    }
    Ok(())
}
