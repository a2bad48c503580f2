//! The Rust of `docs/postgres.md`, run.

use relgen_postgres::seed::*;

#[tokio::test]
async fn a_session_is_committed() -> Result<()> {
    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;

    let session = engine.session().await?;
    let ann = session.add(NewPerson::new("Ann")).await?;
    session.add(NewOffences::new().person(&ann)).await?;
    let offences = ann.offences(&session).await?;
    session.commit().await?;

    assert_eq!(offences.len(), 1);
    assert_eq!(Offences::query().all(&engine).await?, offences);
    Ok(())
}

#[tokio::test]
async fn a_transaction_is_isolated() -> Result<()> {
    let mut engine = Engine::in_memory().await?;
    engine.create_all().await?;

    let seen = engine
        .transaction_with(Isolation::Serializable, async |session| {
            let seen = Offences::query().count(&session).await?;
            session
                .add(NewOffences::new().description("Again."))
                .await?;
            Ok(seen)
        })
        .await?;

    assert_eq!(seen, 0);
    assert_eq!(Offences::query().count(&engine).await?, 1);
    Ok(())
}
