//! Relationships over keys of several columns.

use relgen_compiled::composite::*;

fn engine() -> Result<Engine> {
    let engine = Engine::in_memory()?;
    engine.create_all()?;
    Ok(engine)
}

fn shop(engine: &Engine, number: i32) -> Result<Shop> {
    NewShop::new("acme", number, "A shop").insert(engine)
}

fn order(shop: &Shop, placed: i32) -> NewOrder {
    let order = NewOrder::new(placed);
    order.chain(shop.chain.as_str()).number(shop.number)
}

#[test]
fn rows_are_found_along_the_whole_key() -> Result<()> {
    let engine = engine()?;
    let (first, second) = (shop(&engine, 1)?, shop(&engine, 2)?);
    let early = order(&first, 1).insert(&engine)?;
    let late = order(&first, 2).insert(&engine)?;
    let other = order(&second, 3).insert(&engine)?;
    let nowhere = NewOrder::new(4).insert(&engine)?;
    assert_eq!(first.orders(&engine)?, [late.clone(), early.clone()]);
    assert_eq!(early.shop(&engine)?.as_ref(), Some(&first));
    assert_eq!(nowhere.shop(&engine)?, None);
    let half = NewOrder::new(5).chain("acme").insert(&engine)?;
    assert_eq!(half.shop(&engine)?, None);
    let shops = Shop::query().with(Shop::ORDERS).all(&engine)?;
    let counts: Vec<usize> = shops.iter().map(|(_, orders)| orders.len()).collect();
    assert_eq!(counts, [2, 1]);
    let orders = Order::query().order_by(Order::ID.asc());
    let orders = orders.with(Order::SHOP).all(&engine)?;
    let numbers: Vec<Option<i32>> = orders
        .iter()
        .map(|(_, shop)| shop.as_ref().map(|shop| shop.number))
        .collect();
    assert_eq!(numbers, [Some(1), Some(1), Some(2), None, None]);
    let with_late = Shop::query().filter(Shop::ORDERS.any(Order::PLACED.gt(2)));
    assert_eq!(with_late.all(&engine)?, [second]);
    assert_eq!(
        Order::query().filter(Order::SHOP.exists()).count(&engine)?,
        3
    );
    assert_eq!(other.number, Some(2));
    Ok(())
}

#[test]
fn a_model_points_to_itself() -> Result<()> {
    let engine = engine()?;
    let main = shop(&engine, 1)?;
    let branch = NewShop::new("acme", 2, "A branch");
    let branch = branch
        .flagship_chain("acme")
        .flagship_number(1)
        .insert(&engine)?;
    assert_eq!(branch.flagship(&engine)?.as_ref(), Some(&main));
    assert_eq!(main.flagship_of(&engine)?, [branch]);
    assert_eq!(main.flagship(&engine)?, None);
    Ok(())
}

#[test]
fn children_of_a_deleted_row_keep_no_half_of_a_key() -> Result<()> {
    let engine = engine()?;
    let shop = shop(&engine, 1)?;
    let order = order(&shop, 1).insert(&engine)?;
    shop.delete(&engine)?;
    let order = order.reload(&engine)?;
    assert_eq!((order.chain, order.number), (None, None));
    Ok(())
}

#[test]
fn keys_with_bytes_and_required_parts_work() -> Result<()> {
    let engine = engine()?;
    let order = NewOrder::new(7).insert(&engine)?;
    let line = NewLine::new(order.id, order.placed, 1).token(vec![0, 255]);
    let line = line.insert(&engine)?;
    assert_eq!(line.order(&engine)?, order);
    assert_eq!(order.lines(&engine)?[0], line);
    let note = NewLineNote::new(order.id, "a note").token(vec![0, 255]);
    let note = note.insert(&engine)?;
    assert_eq!(line.notes(&engine)?[0], note);
    let loaded = LineNote::query().with(LineNote::LINE).all(&engine)?;
    assert_eq!(loaded, [(note.clone(), Some(line.clone()))]);
    let lines = Order::query().with(Order::LINES.with(Line::NOTES));
    assert_eq!(lines.all(&engine)?[0].1[0].1[0], note);
    // Only what can be NULL of the key is set to NULL.
    line.delete(&engine)?;
    let note = note.reload(&engine)?;
    assert_eq!((note.order_id, note.token), (order.id, None));
    Ok(())
}
