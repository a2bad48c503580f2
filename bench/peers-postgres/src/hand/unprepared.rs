//! The same statements, but given to the server as text each time, which parses and plans them each time. So a contestant of
//! its own: it shows what it costs that nothing is kept prepared.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls};

use super::{eager, read_user};
use crate::contestant::{Library, Look, Result};
use crate::names::names;
use crate::work::{HAIR, KEYS, Work};

pub struct Unprepared(Client);

impl Library for Unprepared {
    async fn connect(url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        Ok(Self(client))
    }

    async fn script(&mut self, sql: &str) -> Result {
        Ok(self.0.batch_execute(sql).await?)
    }

    async fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        match work {
            Work::ByKey => {
                const SQL: &str = "SELECT id, name, hair_color FROM users WHERE id = $1";
                for id in 1..=KEYS {
                    let rows = self.0.query_typed(SQL, &[(&id, Type::INT4)]).await?;
                    look(&rows.first().map(read_user).transpose()?);
                }
            }
            Work::Users => {
                let rows = self.0.query_typed(eager::USERS, &[]).await?;
                let users: Result<Vec<_>, _> = rows.iter().map(read_user).collect();
                look(&users?);
            }
            Work::OneByOne(number) => look(&one_by_one(&mut self.0, number).await?),
            _ => return Err("that is not done unprepared".into()),
        }
        Ok(())
    }

    fn can(work: Work) -> bool {
        matches!(work, Work::ByKey | Work::Users | Work::OneByOne(_))
    }
}

async fn one_by_one(db: &mut Client, number: usize) -> Result<Vec<super::User>> {
    const SQL: &str =
        "INSERT INTO users (name, hair_color) VALUES ($1, $2) RETURNING id, name, hair_color";
    let transaction = db.transaction().await?;
    let mut users = Vec::with_capacity(number);
    for name in names(number) {
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(name, Type::TEXT), (&HAIR, Type::TEXT)];
        let rows = transaction.query_typed(SQL, &values).await?;
        for row in &rows {
            users.push(read_user(row)?);
        }
    }
    transaction.commit().await?;
    Ok(users)
}
