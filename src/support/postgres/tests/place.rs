//! A schema of its own for each test that more than one connection looks at.

use std::process::id;

use tokio_postgres::NoTls;

use super::super::*;
use super::harness::{engine, url};

pub struct Place {
    schema: String,
}

impl Place {
    /// A new schema with the tables of all models; `None` where there is no server.
    pub async fn new(test: &str) -> Option<Self> {
        let schema = format!("relgen_{}_{test}", id());
        let place = Self { schema };
        engine().await?;
        let schema = &place.schema;
        let fresh = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        let db = place.engine().await;
        run_script(&db, &fresh).await.unwrap();
        run_script(&db, include_str!("schema.sql")).await.unwrap();
        Some(place)
    }

    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// One more connection.
    pub async fn engine(&self) -> Engine {
        Engine::new(self.client().await)
    }

    pub async fn client(&self) -> Client {
        let (client, connection) = tokio_postgres::connect(&url(), NoTls).await.unwrap();
        tokio::spawn(connection);
        let path = format!("SET search_path = {}", self.schema);
        run_script(&client, &path).await.unwrap();
        client
    }

    /// Nothing is left of it.
    pub async fn gone(self) {
        let db = self.engine().await;
        let drop = format!("DROP SCHEMA {} CASCADE", self.schema);
        run_script(&db, &drop).await.unwrap();
    }
}
