//! Relationships over keys of several columns.

use crate::harness::test;
use crate::schemas::composite::*;

async fn engine() -> Result<Engine> {
    let engine = Engine::in_memory().await?;
    engine.create_all().await?;
    Ok(engine)
}

async fn shop(engine: &Engine, number: i32) -> Result<Shop> {
    NewShop::new("acme", number, "A shop").insert(engine).await
}

async fn order(shop: &Shop, placed: i32) -> NewOrder {
    NewOrder::new(placed).shop(shop)
}

#[test]
async fn rows_are_found_along_the_whole_key() -> Result<()> {
    let engine = engine().await?;
    let (first, second) = (shop(&engine, 1).await?, shop(&engine, 2).await?);
    let early = order(&first, 1).await.insert(&engine).await?;
    let late = order(&first, 2).await.insert(&engine).await?;
    let other = order(&second, 3).await.insert(&engine).await?;
    let nowhere = NewOrder::new(4).insert(&engine).await?;
    assert_eq!(first.orders(&engine).await?, [late.clone(), early.clone()]);
    assert_eq!(early.shop(&engine).await?.as_ref(), Some(&first));
    assert_eq!(nowhere.shop(&engine).await?, None);
    let half = NewOrder::new(5).chain("acme").insert(&engine).await?;
    assert_eq!(half.shop(&engine).await?, None);
    let shops = Shop::query().with(Shop::ORDERS).all(&engine).await?;
    let counts: Vec<usize> = shops.iter().map(|(_, orders)| orders.len()).collect();
    assert_eq!(counts, [2, 1]);
    let orders = Order::query().order_by(Order::ID.asc());
    let orders = orders.with(Order::SHOP).all(&engine).await?;
    let numbers: Vec<Option<i32>> = orders
        .iter()
        .map(|(_, shop)| shop.as_ref().map(|shop| shop.number))
        .collect();
    assert_eq!(numbers, [Some(1), Some(1), Some(2), None, None]);
    let with_late = Shop::query().filter(Shop::ORDERS.any(Order::PLACED.gt(2)));
    assert_eq!(with_late.all(&engine).await?, [second]);
    assert_eq!(
        Order::query()
            .filter(Order::SHOP.exists())
            .count(&engine)
            .await?,
        3
    );
    assert_eq!(other.number, Some(2));
    Ok(())
}

#[test]
async fn a_reference_to_the_parent_gives_the_whole_key() -> Result<()> {
    let engine = engine().await?;
    let (first, second) = (shop(&engine, 1).await?, shop(&engine, 2).await?);
    let order = order(&first, 1).await.insert(&engine).await?;
    let key = |order: &Order| (order.chain.clone(), order.number);
    assert_eq!(key(&order), (Some("acme".to_owned()), Some(1)));
    Order::update(order.id).shop(&second).run(&engine).await?;
    let order = order.reload(&engine).await?;
    assert_eq!(key(&order), (Some("acme".to_owned()), Some(2)));
    let given = NewShop::new("acme", 3, "A shop").orders([NewOrder::new(2)]);
    let third = given.insert(&engine).await?;
    let another = third.add_orders(&engine, NewOrder::new(3)).await?;
    assert_eq!(another.shop(&engine).await?.as_ref(), Some(&third));
    assert_eq!(third.orders(&engine).await?.len(), 2);
    Ok(())
}

#[test]
async fn a_model_points_to_itself() -> Result<()> {
    let engine = engine().await?;
    let main = shop(&engine, 1).await?;
    let branch = NewShop::new("acme", 2, "A branch");
    let branch = branch.flagship(&main).insert(&engine).await?;
    assert_eq!(branch.flagship(&engine).await?.as_ref(), Some(&main));
    assert_eq!(main.flagship_of(&engine).await?, [branch]);
    assert_eq!(main.flagship(&engine).await?, None);
    Ok(())
}

#[test]
async fn children_of_a_deleted_row_keep_no_half_of_a_key() -> Result<()> {
    let engine = engine().await?;
    let shop = shop(&engine, 1).await?;
    let order = order(&shop, 1).await.insert(&engine).await?;
    shop.delete(&engine).await?;
    let order = order.reload(&engine).await?;
    assert_eq!((order.chain, order.number), (None, None));
    Ok(())
}

#[test]
async fn keys_with_bytes_and_required_parts_work() -> Result<()> {
    let engine = engine().await?;
    let order = NewOrder::new(7).insert(&engine).await?;
    let line = NewLine::new(order.id, order.placed, 1).token(vec![0, 255]);
    let line = line.insert(&engine).await?;
    assert_eq!(line.order(&engine).await?, order);
    assert_eq!(order.lines(&engine).await?[0], line);
    let note = NewLineNote::new(order.id, "a note").token(vec![0, 255]);
    let note = note.insert(&engine).await?;
    assert_eq!(line.notes(&engine).await?[0], note);
    let loaded = LineNote::query().with(LineNote::LINE).all(&engine).await?;
    assert_eq!(loaded, [(note.clone(), Some(line.clone()))]);
    let lines = Order::query().with(Order::LINES.with(Line::NOTES));
    assert_eq!(lines.all(&engine).await?[0].1[0].1[0], note);
    // Only what can be NULL of the key is set to NULL.
    line.delete(&engine).await?;
    let note = note.reload(&engine).await?;
    assert_eq!((note.order_id, note.token), (order.id, None));
    Ok(())
}
