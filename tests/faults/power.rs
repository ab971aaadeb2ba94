//! A killed process loses nothing that it answered with success, and leaves nothing half done.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use sqlx::{AnyConnection, Connection as _};
use store::{Connect, Store, ledger};
use tests::on_both;
use tests::support::database::Database;
use tests::support::furnished::Furnished;
use tests::support::http::Visitor;
use tests::support::scene::Scene;
use tests::support::school::PASSWORD;
use tests::support::server::Server;
use tokio::task::JoinHandle;

/// Somebody's browser, signed in at a server.
async fn signed_in(server: &Server, email: &str) -> Visitor {
    let visitor = server.visitor();
    let form = [("email", email), ("password", PASSWORD)];
    let reply = visitor.post("/sign-in", &form).await;
    assert_eq!(reply.location(), Some("/"), "{}", reply.text());
    visitor
}

/// Invites one after the other until the server is gone: whose invitations were answered with success.
fn keeps_inviting(visitor: Visitor, writer: String) -> JoinHandle<Vec<String>> {
    tokio::spawn(async move {
        let mut answered = Vec::new();
        for n in 0.. {
            let email = format!("{writer}-{n}@example.org");
            let form = [
                ("name", "New Person"),
                ("email", &email),
                ("role", "teacher"),
            ];
            match visitor.try_post("/people/invitations", &form).await {
                Some(reply) if reply.location() == Some("/people") => answered.push(email),
                Some(reply) => panic!("{}: {}", reply.status, reply.text()),
                None => break,
            }
        }
        answered
    })
}

async fn count(database: &Database, text: &'static str) -> i64 {
    let mut run = AnyConnection::connect(&database.store_url())
        .await
        .expect("a connection");
    sqlx::query_scalar(text)
        .fetch_one(&mut run)
        .await
        .expect("a count")
}

on_both! {
    async fn what_was_answered_outlives_a_power_cut(database: Database) {
        let scene = Scene::on(&database).await;
        let email = Furnished::found(scene.store.clone(), "Northgate School").await.school.email;
        scene.store.close().await;
        let mut database = Arc::new(database);
        let mut answered = Vec::new();
        for cut in 0..3 {
            let server = Server::on(database).await;
            let mut writers = Vec::new();
            for writer in 0..4 {
                let visitor = signed_in(&server, &email).await;
                writers.push(keeps_inviting(visitor, format!("cut-{cut}-{writer}")));
            }
            tokio::time::sleep(Duration::from_millis(400)).await;
            database = server.kill();
            for writer in writers {
                answered.extend(writer.await.expect("a writer"));
            }
        }
        assert!(answered.len() > 20, "it was written to: {} times", answered.len());

        let server = Server::on(database).await;
        let page = signed_in(&server, &email).await.get("/people").await.text();
        let lost: Vec<&String> = answered.iter().filter(|email| !page.contains(email.as_str())).collect();
        assert!(lost.is_empty(), "{lost:?}");
        let invited = count(server.database(), "SELECT count(*) FROM invitation").await;
        let told = count(server.database(), "SELECT count(*) FROM event WHERE verb = 'invited'").await;
        assert_eq!(invited, told, "an invitation and its event are one write");
        let store = Store::open(Connect::to(server.database().store_url())).await.expect("the store opens");
        assert_eq!(ledger::verify(&store).await.expect("a proof"), Vec::<String>::new());
    }
}

mod lost_connections_are_made_anew {
    use super::*;
    use tests::support::database::Engine;

    #[tokio::test]
    async fn postgres() {
        let database = Database::new(Engine::Postgres);
        let scene = Scene::on(&database).await;
        let email = scene.school("Northgate School").await.email;
        scene.store.close().await;
        let server = Server::on(database).await;
        let hannah = signed_in(&server, &email).await;
        let cut = "SELECT count(*)
             FROM (
                 SELECT pg_terminate_backend(pid) AS ended
                 FROM pg_stat_activity
                 WHERE datname = current_database()
                   AND pid <> pg_backend_pid()
             ) AS others
             WHERE ended";
        assert!(count(server.database(), cut).await > 0);
        assert_eq!(server.visitor().get("/readyz").await.status, StatusCode::OK);
        assert_eq!(hannah.get("/people").await.status, StatusCode::OK);
    }
}
