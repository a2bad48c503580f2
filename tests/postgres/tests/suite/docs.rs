//! The Rust of `docs/postgres.md`, run.

use std::env;

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

#[tokio::test]
async fn statements_are_kept_prepared() -> Result<()> {
    // Without a server, nothing is tested.
    Engine::in_memory().await?;
    let url = env::var("RELGEN_POSTGRES_URL");
    let url = url.unwrap_or_else(|_| "postgres://root@127.0.0.1:5432/test".to_owned());
    let url = url.as_str();

    let mut engine = Engine::connect(url).await?.prepares(100);

    let session = engine.session().await?;
    for _ in 0..2 {
        let kept = "SELECT count(*) FROM pg_prepared_statements";
        assert_eq!(<(i64,)>::from_sql(&session, kept, ()).await?, [(1,)]);
    }
    session.commit().await
}
