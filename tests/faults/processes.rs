//! Two processes on one PostgreSQL are one service: nothing is kept in a process that the other would miss.

use std::sync::Arc;

use http::StatusCode;
use tests::support::database::{Database, Engine};
use tests::support::http::Visitor;
use tests::support::scene::Scene;
use tests::support::school::PASSWORD;
use tests::support::server::Server;

/// Two servers on one database, with a school: its administrator's address.
async fn two() -> (Server, Server, String) {
    let database = Arc::new(Database::new(Engine::Postgres));
    let scene = Scene::on(&database).await;
    let email = scene.school("Northgate School").await.email;
    scene.store.close().await;
    let (one, other) = tokio::join!(Server::on(Arc::clone(&database)), Server::on(database));
    (one, other, email)
}

async fn signs_in(visitor: &Visitor, email: &str, password: &str) -> Option<String> {
    let form = [
        ("email", email),
        ("password", password),
        ("form-from", "/sign-in"),
    ];
    let reply = visitor.post("/sign-in", &form).await;
    reply.location().map(ToOwned::to_owned)
}

mod a_session_is_good_at_both {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let (one, other, email) = two().await;
        let hannah = one.visitor();
        assert_eq!(
            signs_in(&hannah, &email, PASSWORD).await.as_deref(),
            Some("/")
        );
        let there = hannah.at(other.base());
        assert_eq!(there.get("/people").await.status, StatusCode::OK);
        there.post("/sign-out", &[]).await;
        let gone = hannah.get("/people").await;
        assert_eq!(gone.location(), Some("/sign-in?next=%2Fpeople"));
    }
}

mod guesses_are_counted_at_both {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let (one, other, email) = two().await;
        for guess in 0..5 {
            signs_in(&one.visitor(), &email, &format!("guess number {guess}")).await;
            signs_in(&other.visitor(), &email, &format!("guess number {guess}")).await;
        }
        let ada = one.visitor();
        let to = signs_in(&ada, &email, PASSWORD).await.expect("a way back");
        assert!(to.starts_with("/sign-in?"), "{to}");
        assert!(ada.get(&to).await.text().contains("Too many tries"));
    }
}

mod a_form_is_kept_for_both {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let (one, other, email) = two().await;
        let hannah = one.visitor();
        signs_in(&hannah, &email, PASSWORD).await;
        let form = [
            ("name", "Cora Finch"),
            ("email", "no address"),
            ("role", "teacher"),
            ("form-from", "/people"),
        ];
        let back = hannah.post("/people/invitations", &form).await;
        let to = back.location().expect("a way back");
        let page = hannah.at(other.base()).get(to).await.text();
        assert!(
            page.contains("Cora Finch") && page.contains("does not look like an e-mail address")
        );
    }
}

mod both_write_at_once {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let (one, other, email) = two().await;
        let hannah = one.visitor();
        signs_in(&hannah, &email, PASSWORD).await;
        let visitors = [hannah.at(one.base()), hannah.at(other.base())];
        let mut writers = Vec::new();
        for (writer, visitor) in visitors.into_iter().enumerate() {
            writers.push(tokio::spawn(async move {
                for n in 0..15 {
                    let email = format!("new-{writer}-{n}@example.org");
                    let key = format!("tap {n}");
                    let form = [
                        ("name", "New Person"),
                        ("email", &email),
                        ("role", "teacher"),
                        ("form-key", &key),
                    ];
                    let reply = visitor.post("/people/invitations", &form).await;
                    assert_eq!(reply.status, StatusCode::SEE_OTHER);
                }
            }));
        }
        for writer in writers {
            writer.await.expect("a writer");
        }
        let page = hannah.get("/people").await.text();
        for n in 0..15 {
            let invited =
                |writer| usize::from(page.contains(&format!("new-{writer}-{n}@example.org")));
            assert_eq!(
                invited(0) + invited(1),
                1,
                "the same tap at both is applied once"
            );
        }
    }
}
