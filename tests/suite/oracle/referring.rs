//! Tables that refer to themselves, to each other, or twice to one, and what the database does of
//! itself.

use crate::schemas::{
    c10_self_referential, c12_two_fks_same_table, c20_fk_actions, c36_reserved_words,
    c37_mutual_fks,
};
use serde_json::{Value as Json, json};

use crate::harness::{case, either, test};

#[test]
async fn c10_a_tree() -> c10_self_referential::Result<()> {
    use c10_self_referential::*;

    fn names(nodes: Vec<Node>) -> Vec<Option<String>> {
        nodes.into_iter().map(|node| node.name).collect()
    }
    fn shape(tree: &Tree<Node>) -> Json {
        let below: Vec<Json> = tree.children.iter().map(shape).collect();
        json!([tree.row.name, below])
    }

    let (script, engine) = case!(c10_self_referential);

    let step = script.step("insert a 3-level tree: rows ordered parent before child");
    let a = NewNode::new()
        .name("a")
        .children([NewNode::new().name("a1")]);
    let root = NewNode::new()
        .name("root")
        .children([a, NewNode::new().name("b")]);
    let root = root.insert(&engine).await?;
    step.runs(3).agrees();

    let step = script.step("children");
    step.sees(names(root.children(&engine).await?), ["a", "b"])
        .runs(1)
        .agrees();

    let step = script.step("parent chain from a leaf");
    let leaf = Node::query()
        .filter(Node::NAME.eq("a1"))
        .one(&engine)
        .await?;
    let parent = leaf.parent(&engine).await?.expect("a parent");
    let above = parent.parent(&engine).await?.expect("a parent");
    let none = above.parent(&engine).await?.map(|node| node.id);
    step.sees(
        json!([parent.name, above.name, none]),
        json!(["a", "root", null]),
    )
    .runs(3)
    .departs("There is no identity map");

    let step = script.step("join to aliased parent");
    let nodes = Node::query()
        .filter(Node::PARENT.exists())
        .order_by(Node::ID.asc());
    let pairs = nodes.select((Node::NAME, Node::PARENT.get(Node::NAME)));
    step.sees(
        pairs.all(&engine).await?,
        [("a", "root"), ("b", "root"), ("a1", "a")],
    )
    .runs(1)
    .agrees();

    let step = script.step("nested selectinload");
    let roots = Node::query().filter(Node::PARENT_ID.is_null());
    let (_, children) = roots
        .with(Node::CHILDREN.with(Node::CHILDREN))
        .one(&engine)
        .await?;
    let below: Vec<_> = children
        .into_iter()
        .map(|(child, below)| json!([child.name, names(below)]))
        .collect();
    step.sees(below, json!([["a", ["a1"]], ["b", []]]))
        .runs(3)
        .agrees();

    let step = script.step("recursive selectinload depth -1");
    let roots = Node::query().filter(Node::PARENT_ID.is_null());
    let all = Node::CHILDREN.recursion_depth(u32::MAX);
    let (row, children) = roots.with(all).one(&engine).await?;
    let seen = shape(&Tree { row, children });
    step.sees(seen, json!(["root", [["a", [["a1", []]]], ["b", []]]]))
        .runs(4)
        .agrees();

    let step = script.step("delete root without cascade: children's parent_id set NULL");
    root.delete(&engine).await?;
    step.runs(2).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c12_two_keys_to_one_table() -> c12_two_fks_same_table::Result<()> {
    use c12_two_fks_same_table::*;

    fn street(address: Option<Address>) -> Option<String> {
        address?.street
    }

    let (script, engine) = case!(c12_two_fks_same_table);
    let a = NewAddress::new().street("A").insert(&engine).await?;
    let b = NewAddress::new().street("B").insert(&engine).await?;
    NewCustomer::new()
        .name("c")
        .billing(&a)
        .shipping(&b)
        .insert(&engine)
        .await?;
    NewCustomer::new()
        .name("d")
        .billing(&a)
        .shipping(&a)
        .insert(&engine)
        .await?;

    let step = script.step("both m2o");
    let customer = Customer::get(&engine, 1).await?.expect("a customer");
    let streets = [
        street(customer.billing(&engine).await?),
        street(customer.shipping(&engine).await?),
    ];
    step.sees(streets, ["A", "B"]).runs(3).agrees();

    let step = script.step("reverse sides");
    let customers = [
        a.billed(&engine).await?.len(),
        a.shipped(&engine).await?.len(),
        b.billed(&engine).await?.len(),
        b.shipped(&engine).await?.len(),
    ];
    step.sees(customers, [2, 1, 0, 1]).runs(4).agrees();

    let step = script.step("join both with aliases");
    let customers = Customer::query().order_by(Customer::ID.asc());
    let streets = customers.select((
        Customer::NAME,
        Customer::BILLING.get(Address::STREET),
        Customer::SHIPPING.get(Address::STREET),
    ));
    step.sees(
        streets.all(&engine).await?,
        [("c", "A", "B"), ("d", "A", "A")],
    )
    .runs(1)
    .agrees();

    let step = script.step("joinedload both");
    let customers = Customer::query().order_by(Customer::ID.asc());
    let customers = customers.with(Customer::BILLING).with(Customer::SHIPPING);
    let customers = customers.all(&engine).await?.into_iter();
    let seen: Vec<_> = customers
        .map(|(_, billing, shipping)| (street(billing), street(shipping)))
        .collect();
    step.sees(seen, [("A", "B"), ("A", "A")])
        .runs(3)
        .departs("A join is a second statement");

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c20_what_the_database_does() -> c20_fk_actions::Result<()> {
    use c20_fk_actions::*;

    let (script, engine) = case!(c20_fk_actions);
    P::insert_all(&engine, vec![NewP::new(1), NewP::new(2)]).await?;
    NewCCas::new().pid(1).insert(&engine).await?;
    NewCNull::new().pid(1).insert(&engine).await?;
    NewCRes::new().pid(2).insert(&engine).await?;
    let step = script.step("core delete p=1");
    P::query().filter(P::ID.eq(1)).delete_all(&engine).await?;
    let cascaded = CCas::query().select(CCas::PID).all(&engine).await?;
    let nulled = CNull::query().select(CNull::PID).all(&engine).await?;
    step.sees([cascaded, nulled], json!([[], [null]]))
        .runs(3)
        .agrees();

    let step = script.step("core delete p=2 (RESTRICT)");
    let restricted = P::query().filter(P::ID.eq(2)).delete_all(&engine).await;
    let refused = either(
        "FOREIGN KEY constraint failed",
        "c_restrict: update or delete on table \"p\" violates foreign key constraint \"fk_named\" \
         on table \"c_restrict\"",
    );
    step.fails(restricted, refused).runs(1).agrees();

    let step = script.step("insert dangling FK");
    let dangling = NewCRes::new().pid(99).insert(&engine).await;
    let refused = either(
        "FOREIGN KEY constraint failed",
        "c_restrict: insert or update on table \"c_restrict\" violates foreign key constraint \
         \"fk_named\"",
    );
    step.fails(dangling, refused).runs(1).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c36_names_that_mean_something_elsewhere() -> c36_reserved_words::Result<()> {
    use c36_reserved_words::*;

    let (script, engine) = case!(c36_reserved_words);

    let new = NewOrder::new().group("g").select(1).r#type("t").r#match(2);
    let new = new.camel(3).space(4).uni(5).check_(1);
    let step = script.step("insert");
    let new = new
        .children([NewOrder::new().group("h")])
        .lines([NewSelect::new()]);
    let order = new.insert(&engine).await?;
    step.runs(3).agrees();

    let step = script.step("read");
    let order = order.reload(&engine).await?;
    let texts = json!([
        order.group,
        order.select,
        order.r#type,
        order.r#match,
        order.self_
    ]);
    let numbers = [order.camel, order.space, order.uni];
    assert_eq!(texts, json!(["g", 1, "t", 2, null]));
    let mut seen = texts.as_array().cloned().unwrap_or_default();
    seen.extend(numbers.map(|number| json!(number)));
    step.sees(seen, json!(["g", 1, "t", 2, null, 3, 4, 5]))
        .runs(1)
        .agrees();

    let step = script.step("relationships");
    let children = order.children(&engine).await?;
    let parent = children[0].parent(&engine).await?;
    let seen = json!([
        children.len(),
        parent.as_ref() == Some(&order),
        order.lines(&engine).await?.len()
    ]);
    step.sees(seen, json!([1, true, 1]))
        .runs(3)
        .departs("There is no identity map");

    let step = script.step("filter");
    let filter = Order::GROUP.eq("g") & Order::MATCH.eq(2);
    let found = Order::query().filter(filter).select(Order::ID);
    step.sees(found.all(&engine).await?, [1]).runs(1).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c37_two_tables_that_refer_to_each_other() -> c37_mutual_fks::Result<()> {
    use c37_mutual_fks::*;

    let (script, engine) = case!(c37_mutual_fks);

    let step = script.step("INSERT widget, INSERT entries, then UPDATE widget (post_update)");
    let entries = ["e1", "e2"].map(|name| NewEntry::new().name(name));
    let widget = NewWidget::new()
        .name("w")
        .entries(entries)
        .insert(&engine)
        .await?;
    let favourite = Entry::query()
        .filter(Entry::NAME.eq("e1"))
        .one(&engine)
        .await?;
    Widget::update(widget.id)
        .favourite(&favourite)
        .run(&engine)
        .await?;
    let here = either(None, Some("PostgreSQL is given several rows at once"));
    step.runs(4).compares(here);

    let step = script.step("read both");
    let widget = widget.reload(&engine).await?;
    let favourite = widget
        .favourite(&engine)
        .await?
        .and_then(|entry| entry.name);
    let entries = widget.entries(&engine).await?;
    let names: Vec<_> = entries.iter().map(|entry| &entry.name).collect();
    step.sees(json!([favourite, names]), json!(["e1", ["e1", "e2"]]))
        .runs(3)
        .agrees();

    // The entries are free of the widget once it is gone.
    let step = script.step("delete widget and entries: UPDATE favourite=NULL first");
    widget.delete(&engine).await?;
    for entry in &entries {
        entry.delete(&engine).await?;
    }
    step.runs(4).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}
