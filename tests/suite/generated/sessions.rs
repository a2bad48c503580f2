//! Generated functions in sessions and savepoints.

use crate::harness::test;
use crate::schemas::cascade::*;

/// Each sort of function once: those that read, that write, and that write in savepoints of their own.
pub async fn everything(db: &Connection<'_>) -> Result<()> {
    let ann = NewCustomer::new("ann").insert(db).await?;
    let bobs =
        Customer::insert_all(db, vec![NewCustomer::new("bob"), NewCustomer::new("bo")]).await?;
    assert_eq!(
        Customer::get_many(db, &[ann.id, bobs[1].id]).await?.len(),
        2
    );
    Customer::update(ann.id).name("anna").run(db).await?;
    let mut ann = ann.reload(db).await?;
    ann.name = "Anna".to_owned();
    ann.save(db).await?;
    let order = ann.add_orders(db, NewOrder::new(&ann, "a", 1)).await?;
    NewLine::new("a", 1).insert(db).await?;
    let lines = Order::query().with(Order::LINES).all(db).await?;
    assert_eq!(lines[0].1.len(), 1);
    assert_eq!(
        Order::LINES.load(db, std::slice::from_ref(&order)).await?[0].len(),
        1
    );
    assert_eq!(ann.orders().count(db).await?, 1);
    assert_eq!(order.customer(db).await?, ann);
    let of_ann = Order::query().filter(Order::CUSTOMER.has(Customer::NAME.eq("Anna")));
    assert!(of_ann.exists(db).await?);
    let mut names = Vec::new();
    let all = Customer::query().order_by(Customer::ID.asc());
    all.each(db, |customer| {
        names.push(customer.name);
        Ok(())
    })
    .await?;
    assert_eq!(names, ["Anna", "bob", "bo"]);
    linked(db).await?;
    ann.delete(db).await?;
    assert_eq!(Line::query().count(db).await?, 0);
    assert_eq!(Customer::query().all(db).await?, bobs);
    Ok(())
}

async fn linked(db: &Connection<'_>) -> Result<()> {
    let post = NewPost::new("ann").insert(db).await?;
    let (one, two) = (
        NewDraft::new("1").insert(db).await?,
        NewDraft::new("2").insert(db).await?,
    );
    post.add_drafts(db, &one).await?;
    post.set_drafts(db, &[&two]).await?;
    assert_eq!(post.drafts(db).await?, std::slice::from_ref(&two));
    post.remove_drafts(db, &two).await?;
    assert_eq!(Draft::query().count(db).await?, 0);
    let label = NewLabel::new().insert(db).await?;
    post.add_labels(db, &label).await?;
    post.remove_labels(db, &label).await?;
    post.delete(db).await
}

#[test]
async fn a_session_and_its_savepoints() -> Result<()> {
    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;
    let mut session = engine.session().await?;
    let savepoint = session.savepoint().await?;
    everything(&savepoint).await?;
    savepoint.rollback().await?;
    everything(&session).await?;
    session.commit().await?;
    assert_eq!(Customer::query().count(&engine).await?, 2);
    let session = engine.read().await?;
    assert_eq!(Customer::query().count(&session).await?, 2);
    Ok(())
}

#[test]
#[allow(unused_mut, reason = "SQLite's session is a reference already")]
async fn an_error_in_a_savepoint_leaves_the_outer_one_intact() -> Result<()> {
    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;
    engine
        .transaction(async |mut session| {
            let ann = session.add(NewCustomer::new("ann")).await?;
            let mut outer = session.savepoint().await?;
            outer.add(NewOrder::new(&ann, "a", 1)).await?;
            let inner = outer.savepoint().await?;
            inner.add(NewOrder::new(&ann, "a", 2)).await?;
            let twice = inner.add(NewOrder::new(&ann, "a", 1)).await.unwrap_err();
            assert_eq!(twice.kind(), Some(ConstraintKind::Unique));
            drop(inner);
            outer.commit().await
        })
        .await?;
    let orders = Order::query().all(&engine).await?;
    assert_eq!(
        orders.iter().map(|order| order.number).collect::<Vec<_>>(),
        [1]
    );
    Ok(())
}
