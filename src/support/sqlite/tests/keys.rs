//! Eager loading by keys that are not integers.

use super::super::*;
use super::models::*;

#[test]
fn keys_are_text_of_any_kind() {
    let db = engine();
    let codes = ["AT", "it's", "\"", "\\u0041", "x\0y", "", "𝄞"];
    for code in codes {
        country(code).insert(&db).unwrap();
        city(&format!("of {code}"), code).insert(&db).unwrap();
    }
    let rows = Country::query().with(Country::CITIES).all(&db).unwrap();
    assert_eq!(rows.len(), codes.len());
    for (country, cities) in rows {
        let names: Vec<String> = cities.into_iter().map(|city| city.name).collect();
        assert_eq!(names, [format!("of {}", country.code)]);
    }
}

#[test]
fn keys_of_several_columns() {
    let db = engine();
    for (hall, row) in [(1, "a"), (1, "b\""), (2, "a"), (3, "12")] {
        NewRow::<Seat>::new()
            .set(0, hall)
            .set(1, row.to_owned())
            .insert(&db)
            .unwrap();
    }
    let tickets = [
        (Some(1), Some("b\"")),
        (Some(1), Some("a")),
        (Some(1), None),
        (Some(3), Some("12")),
    ];
    for (hall, row) in tickets {
        NewRow::<Ticket>::new()
            .set(1, hall)
            .set(2, row.map(str::to_owned))
            .insert(&db)
            .unwrap();
    }
    let seats = Seat::query()
        .order_by(Seat::HALL.asc())
        .order_by(Seat::ROW.asc());
    let seats = seats.with(Seat::TICKETS).all(&db).unwrap();
    let ids: Vec<Vec<i32>> = seats
        .iter()
        .map(|(_, tickets)| tickets.iter().map(|ticket| ticket.id).collect())
        .collect();
    assert_eq!(ids, [vec![2], vec![1], vec![], vec![4]]);
    let tickets = Ticket::query().with(Ticket::SEAT).all(&db).unwrap();
    let rows: Vec<_> = tickets
        .iter()
        .map(|(_, seat)| seat.as_ref().map(|seat| &*seat.row))
        .collect();
    assert_eq!(rows, [Some("b\""), Some("a"), None, Some("12")]);
}
