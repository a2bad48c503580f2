//! What goes with a row that is deleted, and relationships without an accessor or with one that gives
//! a query.

use crate::harness::{Raw, test};
use crate::schemas::cascade::*;

/// What is asked with foreign keys enforced, and without.
async fn either_way(test: impl AsyncFn(&Connection<'_>) -> Result<()>) -> Result<()> {
    for enforced in [true, false] {
        let engine = Engine::in_memory().await?;
        engine.create_all().await?;
        engine.enforce_keys(enforced).await?;
        test(&engine).await?;
    }
    Ok(())
}

/// A customer with two orders, and all that belongs to them.
async fn customer(db: &Connection<'_>, name: &str) -> Result<Customer> {
    let customer = NewCustomer::new(name).insert(db).await?;
    for number in [1, 2] {
        NewOrder::new(customer.id, name, number).insert(db).await?;
        let line = NewLine::new(name, number).insert(db).await?;
        let part = NewPart::new().line_id(line.id).insert(db).await?;
        let spare = NewPart::new().spare_of(line.id).insert(db).await?;
        for part in [part, spare] {
            NewMark::new(part.id).insert(db).await?;
        }
        NewNote::new().chain(name).number(number).insert(db).await?;
    }
    Ok(customer)
}

#[test]
async fn several_levels_go_and_what_is_others_stays() -> Result<()> {
    either_way(async |db| {
        let (ann, bob) = (customer(db, "ann").await?, customer(db, "bob").await?);
        ann.delete(db).await?;
        assert_eq!(Customer::query().all(db).await?, [bob]);
        assert_eq!(Order::query().count(db).await?, 2);
        assert_eq!(Line::query().count(db).await?, 2);
        assert_eq!(Part::query().count(db).await?, 4);
        assert_eq!(Mark::query().count(db).await?, 4);
        let notes = Note::query().filter(Note::CHAIN.is_null() & Note::NUMBER.is_null());
        assert_eq!(notes.count(db).await?, 2);
        assert_eq!(Note::query().count(db).await?, 4);
        Ok(())
    })
    .await
}

#[test]
async fn what_cannot_do_without_keeps_everything() -> Result<()> {
    either_way(async |db| {
        let ann = customer(db, "ann").await?;
        let claim = NewClaim::new("ann", 2).insert(db).await?;
        let refused = ann.delete(db).await.unwrap_err();
        let Error::HasChildren { relationship } = refused else {
            panic!("{refused}");
        };
        assert_eq!(relationship, "Order.claims");
        assert_eq!(Mark::query().count(db).await?, 4);
        assert_eq!(
            Note::query()
                .filter(Note::CHAIN.eq("ann"))
                .count(db)
                .await?,
            2
        );
        claim.delete(db).await?;
        ann.delete(db).await
    })
    .await
}

#[test]
async fn a_stale_row_takes_nothing_along() -> Result<()> {
    either_way(async |db| {
        let ann = customer(db, "ann").await?;
        Customer::update(ann.id).name("anna").run(db).await?;
        assert!(matches!(ann.delete(db).await, Err(Error::Stale { .. })));
        assert_eq!(Mark::query().count(db).await?, 4);
        ann.reload(db).await?.delete(db).await?;
        assert_eq!(Mark::query().count(db).await?, 0);
        Ok(())
    })
    .await
}

#[test]
async fn what_the_key_says_is_left_to_the_database() -> Result<()> {
    either_way(async |db| {
        let ann = NewCustomer::new("ann").insert(db).await?;
        let card = NewCard::new(ann.id).insert(db).await?;
        NewStamp::new(card.id).insert(db).await?;
        NewVisit::new(ann.id).insert(db).await?;
        ann.delete(db).await?;
        let enforced: bool = db.enforces_keys().await?;
        let left = u64::from(!enforced);
        assert_eq!(Stamp::query().count(db).await?, 0);
        assert_eq!(Card::query().count(db).await?, left);
        assert_eq!(Visit::query().count(db).await?, left);
        Ok(())
    })
    .await
}

/// A tree of fifty levels, two folders in each, with a paper in each.
async fn tree(db: &Connection<'_>, shelf: &Shelf) -> Result<Folder> {
    let root = NewFolder::new().shelf_id(shelf.id).insert(db).await?;
    let mut parent = root.id;
    for _ in 0..50 {
        for _ in 0..2 {
            let folder = NewFolder::new().parent_id(parent).insert(db).await?;
            NewPaper::new(folder.id).insert(db).await?;
            parent = folder.id;
        }
        parent -= 1;
    }
    Ok(root)
}

#[test]
async fn a_tree_goes_from_any_folder_and_from_what_holds_it() -> Result<()> {
    either_way(async |db| {
        let shelf = NewShelf::new().insert(db).await?;
        let (root, other) = (tree(db, &shelf).await?, tree(db, &shelf).await?);
        let all = Folder::query().count(db).await?;
        assert_eq!(Paper::query().count(db).await?, 200);
        let inner = root.folders(db).await?;
        let [leaf] = &inner[..] else { panic!() };
        leaf.delete(db).await?;
        assert_eq!(Folder::query().count(db).await?, all - 100);
        root.delete(db).await?;
        assert_eq!(Paper::query().count(db).await?, 100);
        Folder::update(other.id).parent_id(other.id).run(db).await?;
        shelf.delete(db).await?;
        assert_eq!(Folder::query().count(db).await?, 0);
        assert_eq!(Paper::query().count(db).await?, 0);
        Ok(())
    })
    .await
}

#[test]
async fn a_row_that_is_its_own_parent_goes_with_its_children() -> Result<()> {
    either_way(async |db| {
        let shelf = NewShelf::new().insert(db).await?;
        let root = tree(db, &shelf).await?;
        Folder::update(root.id).parent_id(root.id).run(db).await?;
        root.delete(db).await?;
        assert_eq!(Folder::query().count(db).await?, 0);
        Ok(())
    })
    .await
}

#[test]
async fn two_models_lead_to_each_other() -> Result<()> {
    either_way(async |db| {
        let first = NewQuestion::new().insert(db).await?;
        let mut question = first.id;
        for number in 0..50 {
            for side in [0, 1] {
                NewAnswer::new(vec![number, side, 255], question)
                    .insert(db)
                    .await?;
            }
            let answer = vec![number, 0, 255];
            question = NewQuestion::new().answer_id(answer).insert(db).await?.id;
        }
        let other = NewQuestion::new().insert(db).await?;
        let kept = NewAnswer::new(vec![200], other.id).insert(db).await?;
        Answer::get(db, &[10, 0, 255])
            .await?
            .unwrap()
            .delete(db)
            .await?;
        assert_eq!(Answer::query().count(db).await?, 22);
        // One that points to what goes with it, too.
        Question::update(first.id)
            .answer_id(vec![0, 0, 255])
            .run(db)
            .await?;
        first.delete(db).await?;
        assert_eq!(Answer::query().all(db).await?, [kept]);
        assert_eq!(Question::query().all(db).await?, [other]);
        Ok(())
    })
    .await
}

/// A passenger with a passport of a country, a seat, and a bag.
async fn passenger(db: &Connection<'_>, name: &str, seat: &Seat) -> Result<Passenger> {
    let country = NewCountry::new().insert(db).await?;
    let passport = NewPassport::new(&country).insert(db).await?;
    NewVisa::new(passport.id).insert(db).await?;
    let passenger = NewPassenger::new(name).passport(&passport).seat(seat);
    let passenger = passenger.insert(db).await?;
    NewBag::new(passenger.id).insert(db).await?;
    Ok(passenger)
}

#[test]
async fn what_a_row_points_to_goes_after_it() -> Result<()> {
    either_way(async |db| {
        let seat = NewSeat::new().insert(db).await?;
        let (ann, bob) = (
            passenger(db, "ann", &seat).await?,
            passenger(db, "bob", &seat).await?,
        );
        ann.delete(db).await?;
        assert_eq!(Seat::query().count(db).await?, 0);
        let left = Passenger::query().all(db).await?;
        let seat_id = None;
        assert_eq!(left, [Passenger { seat_id, ..bob }]);
        assert_eq!(Passport::query().count(db).await?, 1);
        assert_eq!(Country::query().count(db).await?, 1);
        assert_eq!(Visa::query().count(db).await?, 1);
        assert_eq!(Bag::query().count(db).await?, 1);
        // Who points to nothing goes alone.
        NewPassenger::new("cid")
            .insert(db)
            .await?
            .delete(db)
            .await?;
        left[0].delete(db).await?;
        assert_eq!(Passport::query().count(db).await?, 0);
        assert_eq!(Country::query().count(db).await?, 0);
        Ok(())
    })
    .await
}

#[test]
async fn what_a_row_points_to_may_be_needed() -> Result<()> {
    either_way(async |db| {
        let seat = NewSeat::new().insert(db).await?;
        let ann = passenger(db, "ann", &seat).await?;
        NewPassportClaim::new(ann.passport_id.unwrap())
            .insert(db)
            .await?;
        let refused = ann.delete(db).await.unwrap_err();
        let Error::HasChildren { relationship } = refused else {
            panic!("{refused}");
        };
        assert_eq!(relationship, "Passport.claims");
        assert_eq!(ann.reload(db).await?, ann);
        assert_eq!(Bag::query().count(db).await?, 1);
        assert_eq!(Visa::query().count(db).await?, 1);
        Ok(())
    })
    .await
}

#[test]
async fn all_that_came_before_a_row_goes_with_it() -> Result<()> {
    either_way(async |db| {
        let mut last = NewCommit::new().insert(db).await?;
        let first = last.clone();
        for _ in 0..50 {
            last = NewCommit::new().parent(&last).insert(db).await?;
        }
        let other = NewCommit::new().insert(db).await?;
        Commit::update(first.id).parent(&last).run(db).await?;
        last.delete(db).await?;
        assert_eq!(Commit::query().all(db).await?, [other]);
        Ok(())
    })
    .await
}

/// Two posts with a label in common, and a label and a draft for each alone.
async fn posts(db: &Connection<'_>) -> Result<[Post; 2]> {
    let both = NewLabel::new().insert(db).await?;
    let mut posts = Vec::new();
    for author in ["ann", "bob"] {
        let post = NewPost::new(author).insert(db).await?;
        let label = NewLabel::new().insert(db).await?;
        NewHint::new(label.id).insert(db).await?;
        post.set_labels(db, &[&both, &label]).await?;
        let draft = NewDraft::new(author).insert(db).await?;
        post.add_drafts(db, &draft).await?;
        posts.push(post);
    }
    Ok([posts.remove(0), posts.remove(0)])
}

#[test]
async fn what_is_linked_goes_with_its_links() -> Result<()> {
    either_way(async |db| {
        let [ann, bob] = posts(db).await?;
        ann.delete(db).await?;
        assert_eq!(Label::query().count(db).await?, 1);
        assert_eq!(Hint::query().count(db).await?, 1);
        assert_eq!(bob.labels(db).await?.len(), 1);
        assert_eq!(bob.drafts(db).await?.len(), 1);
        assert_eq!(Draft::query().count(db).await?, 1);
        let links = "SELECT (SELECT count(*) FROM post_label) + (SELECT count(*) FROM post_draft)";
        let links: i64 = db.number(links).await?;
        assert_eq!(links, 2);
        Ok(())
    })
    .await
}

#[test]
async fn a_draft_that_is_taken_out_is_deleted() -> Result<()> {
    either_way(async |db| {
        let [ann, bob] = posts(db).await?;
        let mut drafts = ann.drafts(db).await?;
        let first = drafts.remove(0);
        bob.remove_drafts(db, &first).await?;
        assert_eq!(ann.drafts(db).await?, std::slice::from_ref(&first));
        let second = NewDraft::new("second").insert(db).await?;
        ann.set_drafts(db, &[&second]).await?;
        assert_eq!(ann.drafts(db).await?, std::slice::from_ref(&second));
        assert_eq!(Draft::get(db, first.id).await?, None);
        ann.remove_drafts(db, &second).await?;
        assert_eq!(ann.drafts(db).await?, []);
        assert_eq!(Draft::query().count(db).await?, 1);
        // Nobody else can have it.
        let shared = ann
            .add_drafts(db, &bob.drafts(db).await?[0])
            .await
            .unwrap_err();
        assert_eq!(shared.kind(), Some(ConstraintKind::Unique));
        Ok(())
    })
    .await
}

#[test]
async fn rooms_go_with_those_that_they_lead_to() -> Result<()> {
    either_way(async |db| {
        let room = async || NewRoom::new().insert(db).await;
        let (hall, kitchen, cellar, shed) =
            (room().await?, room().await?, room().await?, room().await?);
        hall.add_doors(db, &kitchen).await?;
        kitchen.add_doors(db, &cellar).await?;
        cellar.add_doors(db, &hall).await?;
        shed.add_doors(db, &hall).await?;
        hall.delete(db).await?;
        assert_eq!(Room::query().all(db).await?, [shed]);
        let doors: i64 = db.number("SELECT count(*) FROM door").await?;
        assert_eq!(doors, 0);
        Ok(())
    })
    .await
}

#[test]
async fn what_is_joined_on_columns_goes_or_loses_them() -> Result<()> {
    either_way(async |db| {
        for (code, is_old) in [("n", true), ("s", false)] {
            NewRegion::new(code).is_old(is_old).insert(db).await?;
            for size in [500, 5000] {
                let town = NewTown::new(size).region_code(code).insert(db).await?;
                NewStreet::new(town.id).insert(db).await?;
            }
            NewRuin::new().region_code(code).insert(db).await?;
        }
        for region in Region::query().all(db).await? {
            region.delete(db).await?;
        }
        let towns = Town::query().all(db).await?;
        let left: Vec<_> = towns
            .iter()
            .map(|town| (town.size, town.region_code.as_deref()))
            .collect();
        assert_eq!(left, [(5000, None), (5000, None)]);
        assert_eq!(Street::query().count(db).await?, 2);
        let ruins = Ruin::query().all(db).await?;
        assert_eq!(ruins.len(), 1);
        assert_eq!(ruins[0].region_code.as_deref(), Some("s"));
        Ok(())
    })
    .await
}

#[test]
async fn only_a_query_loads_what_has_no_accessor() -> Result<()> {
    either_way(async |db| {
        customer(db, "ann").await?;
        let orders = Order::query().with(Order::LINES).all(db).await?;
        let counts: Vec<usize> = orders.iter().map(|(_, lines)| lines.len()).collect();
        assert_eq!(counts, [1, 1]);
        Ok(())
    })
    .await
}

#[test]
async fn an_accessor_gives_a_query_to_refine() -> Result<()> {
    either_way(async |db| {
        let (ann, _) = (customer(db, "ann").await?, customer(db, "bob").await?);
        let orders = ann.orders().all(db).await?;
        let numbers: Vec<i32> = orders.iter().map(|order| order.number).collect();
        assert_eq!(numbers, [1, 2]);
        let late = ann.orders().filter(Order::NUMBER.gt(1)).one(db).await?;
        assert_eq!(late.notes().count(db).await?, 1);
        Ok(())
    })
    .await
}
