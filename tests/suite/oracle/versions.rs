//! Rows with a version.

use crate::schemas::c30_version_id;

use crate::harness::{Raw, case, test};

#[test]
async fn c30_a_version() -> c30_version_id::Result<()> {
    use c30_version_id::*;

    const STALE: &str = "the row in table acc was changed meanwhile";
    let (script, mut engine) = case!(c30_version_id);

    let step = script.step("insert sets 1");
    let mut account = NewAcc::new().bal(1).insert(&engine).await?;
    step.sees(account.ver, 1).runs(1).agrees();

    let step = script.step("update bumps with WHERE ver = old");
    account.bal = Some(2);
    account.save(&engine).await?;
    step.sees(account.ver, 2).runs(1).agrees();

    let session = engine.session().await?;
    let step = script.step("stale update -> StaleDataError");
    session.raw("UPDATE acc SET ver = 10 WHERE id = 1").await?;
    account.bal = Some(3);
    step.fails(account.save(&session).await, STALE)
        .runs(2)
        .agrees();
    session.rollback().await?;

    let session = engine.session().await?;
    let step = script.step("stale delete -> StaleDataError");
    let account = Acc::get(&session, 1).await?.expect("an account");
    session.raw("UPDATE acc SET ver = 11 WHERE id = 1").await?;
    step.fails(account.delete(&session).await, STALE)
        .runs(3)
        .agrees();
    session.rollback().await?;

    let step = script.step("delete with the right version");
    Acc::get(&engine, 1)
        .await?
        .expect("an account")
        .delete(&engine)
        .await?;
    step.runs(2).agrees();

    let step = script.step(
        "setting an EXPIRED attribute to the value it already has still emits UPDATE and bumps the version (old value unknown)",
    );
    let mut account = NewAcc::new().bal(5).insert(&engine).await?;
    account.save(&engine).await?;
    step.sees(account.ver, 2).runs(2).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}
