//! What goes with a row that is deleted, and relationships without an accessor or with one that gives
//! a query.

use relgen_compiled::cascade::*;

/// What is asked with foreign keys enforced, and without.
fn either_way(test: impl Fn(&Connection) -> Result<()>) -> Result<()> {
    for enforced in [true, false] {
        let engine = Engine::in_memory()?;
        engine.create_all()?;
        engine.pragma_update(None, "foreign_keys", enforced)?;
        test(&engine)?;
    }
    Ok(())
}

/// A customer with two orders, and all that belongs to them.
fn customer(db: &Connection, name: &str) -> Result<Customer> {
    let customer = NewCustomer::new(name).insert(db)?;
    for number in [1, 2] {
        NewOrder::new(customer.id, name, number).insert(db)?;
        let line = NewLine::new(name, number).insert(db)?;
        let part = NewPart::new().line_id(line.id).insert(db)?;
        let spare = NewPart::new().spare_of(line.id).insert(db)?;
        for part in [part, spare] {
            NewMark::new(part.id).insert(db)?;
        }
        NewNote::new().chain(name).number(number).insert(db)?;
    }
    Ok(customer)
}

#[test]
fn several_levels_go_and_what_is_others_stays() -> Result<()> {
    either_way(|db| {
        let (ann, bob) = (customer(db, "ann")?, customer(db, "bob")?);
        ann.delete(db)?;
        assert_eq!(Customer::query().all(db)?, [bob]);
        assert_eq!(Order::query().count(db)?, 2);
        assert_eq!(Line::query().count(db)?, 2);
        assert_eq!(Part::query().count(db)?, 4);
        assert_eq!(Mark::query().count(db)?, 4);
        let notes = Note::query().filter(Note::CHAIN.is_null() & Note::NUMBER.is_null());
        assert_eq!(notes.count(db)?, 2);
        assert_eq!(Note::query().count(db)?, 4);
        Ok(())
    })
}

#[test]
fn what_cannot_do_without_keeps_everything() -> Result<()> {
    either_way(|db| {
        let ann = customer(db, "ann")?;
        let claim = NewClaim::new("ann", 2).insert(db)?;
        let refused = ann.delete(db).unwrap_err();
        let Error::HasChildren { relationship } = refused else {
            panic!("{refused}");
        };
        assert_eq!(relationship, "Order.claims");
        assert_eq!(Mark::query().count(db)?, 4);
        assert_eq!(Note::query().filter(Note::CHAIN.eq("ann")).count(db)?, 2);
        claim.delete(db)?;
        ann.delete(db)
    })
}

#[test]
fn a_stale_row_takes_nothing_along() -> Result<()> {
    either_way(|db| {
        let ann = customer(db, "ann")?;
        Customer::update(ann.id).name("anna").run(db)?;
        assert!(matches!(ann.delete(db), Err(Error::Stale { .. })));
        assert_eq!(Mark::query().count(db)?, 4);
        ann.reload(db)?.delete(db)?;
        assert_eq!(Mark::query().count(db)?, 0);
        Ok(())
    })
}

#[test]
fn what_the_key_says_is_left_to_the_database() -> Result<()> {
    either_way(|db| {
        let ann = NewCustomer::new("ann").insert(db)?;
        let card = NewCard::new(ann.id).insert(db)?;
        NewStamp::new(card.id).insert(db)?;
        NewVisit::new(ann.id).insert(db)?;
        ann.delete(db)?;
        let enforced: bool = db.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
        let left = u64::from(!enforced);
        assert_eq!(Stamp::query().count(db)?, 0);
        assert_eq!(Card::query().count(db)?, left);
        assert_eq!(Visit::query().count(db)?, left);
        Ok(())
    })
}

/// A tree of fifty levels, two folders in each, with a paper in each.
fn tree(db: &Connection, shelf: &Shelf) -> Result<Folder> {
    let root = NewFolder::new().shelf_id(shelf.id).insert(db)?;
    let mut parent = root.id;
    for _ in 0..50 {
        for _ in 0..2 {
            let folder = NewFolder::new().parent_id(parent).insert(db)?;
            NewPaper::new(folder.id).insert(db)?;
            parent = folder.id;
        }
        parent -= 1;
    }
    Ok(root)
}

#[test]
fn a_tree_goes_from_any_folder_and_from_what_holds_it() -> Result<()> {
    either_way(|db| {
        let shelf = NewShelf::new().insert(db)?;
        let (root, other) = (tree(db, &shelf)?, tree(db, &shelf)?);
        let all = Folder::query().count(db)?;
        assert_eq!(Paper::query().count(db)?, 200);
        let inner = root.folders(db)?;
        let [leaf] = &inner[..] else { panic!() };
        leaf.delete(db)?;
        assert_eq!(Folder::query().count(db)?, all - 100);
        root.delete(db)?;
        assert_eq!(Paper::query().count(db)?, 100);
        Folder::update(other.id).parent_id(other.id).run(db)?;
        shelf.delete(db)?;
        assert_eq!(Folder::query().count(db)?, 0);
        assert_eq!(Paper::query().count(db)?, 0);
        Ok(())
    })
}

#[test]
fn a_row_that_is_its_own_parent_goes_with_its_children() -> Result<()> {
    either_way(|db| {
        let shelf = NewShelf::new().insert(db)?;
        let root = tree(db, &shelf)?;
        Folder::update(root.id).parent_id(root.id).run(db)?;
        root.delete(db)?;
        assert_eq!(Folder::query().count(db)?, 0);
        Ok(())
    })
}

#[test]
fn two_models_lead_to_each_other() -> Result<()> {
    either_way(|db| {
        let first = NewQuestion::new().insert(db)?;
        let mut question = first.id;
        for number in 0..50 {
            for side in [0, 1] {
                NewAnswer::new(vec![number, side, 255], question).insert(db)?;
            }
            let answer = vec![number, 0, 255];
            question = NewQuestion::new().answer_id(answer).insert(db)?.id;
        }
        let other = NewQuestion::new().insert(db)?;
        let kept = NewAnswer::new(vec![200], other.id).insert(db)?;
        Answer::get(db, &[10, 0, 255])?.unwrap().delete(db)?;
        assert_eq!(Answer::query().count(db)?, 22);
        // One that points to what goes with it, too.
        Question::update(first.id)
            .answer_id(vec![0, 0, 255])
            .run(db)?;
        first.delete(db)?;
        assert_eq!(Answer::query().all(db)?, [kept]);
        assert_eq!(Question::query().all(db)?, [other]);
        Ok(())
    })
}

/// A passenger with a passport of a country, a seat, and a bag.
fn passenger(db: &Connection, name: &str, seat: &Seat) -> Result<Passenger> {
    let country = NewCountry::new().insert(db)?;
    let passport = NewPassport::new(&country).insert(db)?;
    NewVisa::new(passport.id).insert(db)?;
    let passenger = NewPassenger::new(name).passport(&passport).seat(seat);
    let passenger = passenger.insert(db)?;
    NewBag::new(passenger.id).insert(db)?;
    Ok(passenger)
}

#[test]
fn what_a_row_points_to_goes_after_it() -> Result<()> {
    either_way(|db| {
        let seat = NewSeat::new().insert(db)?;
        let (ann, bob) = (passenger(db, "ann", &seat)?, passenger(db, "bob", &seat)?);
        ann.delete(db)?;
        assert_eq!(Seat::query().count(db)?, 0);
        let left = Passenger::query().all(db)?;
        let seat_id = None;
        assert_eq!(left, [Passenger { seat_id, ..bob }]);
        assert_eq!(Passport::query().count(db)?, 1);
        assert_eq!(Country::query().count(db)?, 1);
        assert_eq!(Visa::query().count(db)?, 1);
        assert_eq!(Bag::query().count(db)?, 1);
        // Who points to nothing goes alone.
        NewPassenger::new("cid").insert(db)?.delete(db)?;
        left[0].delete(db)?;
        assert_eq!(Passport::query().count(db)?, 0);
        assert_eq!(Country::query().count(db)?, 0);
        Ok(())
    })
}

#[test]
fn what_a_row_points_to_may_be_needed() -> Result<()> {
    either_way(|db| {
        let seat = NewSeat::new().insert(db)?;
        let ann = passenger(db, "ann", &seat)?;
        NewPassportClaim::new(ann.passport_id.unwrap()).insert(db)?;
        let refused = ann.delete(db).unwrap_err();
        let Error::HasChildren { relationship } = refused else {
            panic!("{refused}");
        };
        assert_eq!(relationship, "Passport.claims");
        assert_eq!(ann.reload(db)?, ann);
        assert_eq!(Bag::query().count(db)?, 1);
        assert_eq!(Visa::query().count(db)?, 1);
        Ok(())
    })
}

#[test]
fn all_that_came_before_a_row_goes_with_it() -> Result<()> {
    either_way(|db| {
        let mut last = NewCommit::new().insert(db)?;
        let first = last.clone();
        for _ in 0..50 {
            last = NewCommit::new().parent(&last).insert(db)?;
        }
        let other = NewCommit::new().insert(db)?;
        Commit::update(first.id).parent(&last).run(db)?;
        last.delete(db)?;
        assert_eq!(Commit::query().all(db)?, [other]);
        Ok(())
    })
}

/// Two posts with a label in common, and a label and a draft for each alone.
fn posts(db: &Connection) -> Result<[Post; 2]> {
    let both = NewLabel::new().insert(db)?;
    let mut posts = Vec::new();
    for author in ["ann", "bob"] {
        let post = NewPost::new(author).insert(db)?;
        let label = NewLabel::new().insert(db)?;
        NewHint::new(label.id).insert(db)?;
        post.set_labels(db, &[&both, &label])?;
        let draft = NewDraft::new(author).insert(db)?;
        post.add_drafts(db, &draft)?;
        posts.push(post);
    }
    Ok([posts.remove(0), posts.remove(0)])
}

#[test]
fn what_is_linked_goes_with_its_links() -> Result<()> {
    either_way(|db| {
        let [ann, bob] = posts(db)?;
        ann.delete(db)?;
        assert_eq!(Label::query().count(db)?, 1);
        assert_eq!(Hint::query().count(db)?, 1);
        assert_eq!(bob.labels(db)?.len(), 1);
        assert_eq!(bob.drafts(db)?.len(), 1);
        assert_eq!(Draft::query().count(db)?, 1);
        let links = "SELECT (SELECT count(*) FROM post_label) + (SELECT count(*) FROM post_draft)";
        let links: i64 = db.query_row(links, [], |row| row.get(0))?;
        assert_eq!(links, 2);
        Ok(())
    })
}

#[test]
fn a_draft_that_is_taken_out_is_deleted() -> Result<()> {
    either_way(|db| {
        let [ann, bob] = posts(db)?;
        let mut drafts = ann.drafts(db)?;
        let first = drafts.remove(0);
        bob.remove_drafts(db, &first)?;
        assert_eq!(ann.drafts(db)?, std::slice::from_ref(&first));
        let second = NewDraft::new("second").insert(db)?;
        ann.set_drafts(db, &[&second])?;
        assert_eq!(ann.drafts(db)?, std::slice::from_ref(&second));
        assert_eq!(Draft::get(db, first.id)?, None);
        ann.remove_drafts(db, &second)?;
        assert_eq!(ann.drafts(db)?, []);
        assert_eq!(Draft::query().count(db)?, 1);
        // Nobody else can have it.
        let shared = ann.add_drafts(db, &bob.drafts(db)?[0]).unwrap_err();
        assert_eq!(shared.kind(), Some(ConstraintKind::Unique));
        Ok(())
    })
}

#[test]
fn rooms_go_with_those_that_they_lead_to() -> Result<()> {
    either_way(|db| {
        let room = || NewRoom::new().insert(db);
        let (hall, kitchen, cellar, shed) = (room()?, room()?, room()?, room()?);
        hall.add_doors(db, &kitchen)?;
        kitchen.add_doors(db, &cellar)?;
        cellar.add_doors(db, &hall)?;
        shed.add_doors(db, &hall)?;
        hall.delete(db)?;
        assert_eq!(Room::query().all(db)?, [shed]);
        let doors: i64 = db.query_row("SELECT count(*) FROM door", [], |row| row.get(0))?;
        assert_eq!(doors, 0);
        Ok(())
    })
}

#[test]
fn what_is_joined_on_columns_goes_or_loses_them() -> Result<()> {
    either_way(|db| {
        for (code, is_old) in [("n", true), ("s", false)] {
            NewRegion::new(code).is_old(is_old).insert(db)?;
            for size in [500, 5000] {
                let town = NewTown::new(size).region_code(code).insert(db)?;
                NewStreet::new(town.id).insert(db)?;
            }
            NewRuin::new().region_code(code).insert(db)?;
        }
        for region in Region::query().all(db)? {
            region.delete(db)?;
        }
        let towns = Town::query().all(db)?;
        let left: Vec<_> = towns
            .iter()
            .map(|town| (town.size, town.region_code.as_deref()))
            .collect();
        assert_eq!(left, [(5000, None), (5000, None)]);
        assert_eq!(Street::query().count(db)?, 2);
        let ruins = Ruin::query().all(db)?;
        assert_eq!(ruins.len(), 1);
        assert_eq!(ruins[0].region_code.as_deref(), Some("s"));
        Ok(())
    })
}

#[test]
fn only_a_query_loads_what_has_no_accessor() -> Result<()> {
    either_way(|db| {
        customer(db, "ann")?;
        let orders = Order::query().with(Order::LINES).all(db)?;
        let counts: Vec<usize> = orders.iter().map(|(_, lines)| lines.len()).collect();
        assert_eq!(counts, [1, 1]);
        Ok(())
    })
}

#[test]
fn an_accessor_gives_a_query_to_refine() -> Result<()> {
    either_way(|db| {
        let (ann, _) = (customer(db, "ann")?, customer(db, "bob")?);
        let orders = ann.orders().all(db)?;
        let numbers: Vec<i32> = orders.iter().map(|order| order.number).collect();
        assert_eq!(numbers, [1, 2]);
        let late = ann.orders().filter(Order::NUMBER.gt(1)).one(db)?;
        assert_eq!(late.notes().count(db)?, 1);
        Ok(())
    })
}
