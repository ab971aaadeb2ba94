//! A killed process loses nothing that it answered with success, and leaves nothing half done.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::StatusCode;
use sqlx::{AnyConnection, Connection as _};
use store::{Connect, Store, ledger};
use tests::on_both;
use tests::support::database::Database;
use tests::support::furnished::Furnished;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::Scene;
use tests::support::school::PASSWORD;
use tests::support::server::Server;
use tokio::task::JoinHandle;

/// How many orders wait for their teacher's answer.
const IS_ASKED: &str = "SELECT count(*) FROM requisition WHERE state = 'queried'";

/// Somebody's browser, signed in at a server.
async fn signed_in(server: &Server, email: &str) -> Visitor {
    let visitor = server.visitor();
    visitor.sign_in(email, PASSWORD).await;
    visitor
}

/// Somebody who posts one form after the other until the server is gone.
struct Writer {
    /// Who posts, in turn.
    visitors: Vec<Visitor>,
    /// What they post: the path and the fields of each turn.
    turns: Vec<(String, Vec<(&'static str, String)>)>,
    /// What no other writer is called.
    name: String,
}

impl Writer {
    /// The keys of the forms that were answered with success; `count` tells meanwhile how many.
    fn starts(self, count: Arc<AtomicUsize>) -> JoinHandle<Vec<String>> {
        tokio::spawn(async move {
            let mut answered = Vec::new();
            for n in 0.. {
                let key = format!("{}-{n}", self.name);
                let (path, fields) = &self.turns[n % self.turns.len()];
                let email = format!("{key}@example.org");
                let own = [("form-key", key.as_str()), ("email", email.as_str())];
                let fields: Vec<(&str, &str)> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .chain(own)
                    .collect();
                let visitor = &self.visitors[n % self.visitors.len()];
                match visitor.try_post(path, &fields).await {
                    Some(reply) if is_success(&reply) => {
                        answered.push(key);
                        count.fetch_add(1, Ordering::Relaxed);
                    }
                    Some(reply) => panic!("{path}: {} to {:?}", reply.status, reply.location()),
                    None => break,
                }
            }
            answered
        })
    }
}

/// Whether a deed was done: it leads on, and not back to its form.
fn is_success(reply: &Reply) -> bool {
    reply
        .location()
        .is_some_and(|to| !to.contains("form=") && !to.starts_with("/sign-in"))
        && reply
            .header("set-cookie")
            .is_some_and(|said| said.contains("=good="))
}

/// Who writes to a furnished school: somebody invites, two use of the same jar, and a technician and a teacher ask
/// and answer about an order.
async fn writers(server: &Server, furnished: &Furnished, cut: usize) -> Vec<Writer> {
    let address = |name: &str| format!("{name}@northgate-school.example.org");
    let admin = signed_in(server, &furnished.school.email).await;
    let ada = signed_in(server, &address("ada-lunt")).await;
    let ben = signed_in(server, &address("ben-okoro")).await;
    let priya = signed_in(server, &address("priya-nair")).await;
    let turn = |path: &str, fields: &[(&'static str, &str)]| {
        let fields = fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        (furnished.ids.fill(path), fields.collect::<Vec<_>>())
    };
    let invites = turn(
        "/people/invitations",
        &[("name", "New Person"), ("role", "teacher")],
    );
    let uses = turn("/holdings/{id}/use", &[("amount", "1 mg")]);
    let counts = turn("/holdings/{id}/count", &[("amount", "400 g")]);
    let asks = turn("/orders/{id}/query", &[("text", "How many goggles?")]);
    let answers = turn("/orders/{id}/answer", &[("text", "Thirty.")]);
    let mut talk = (vec![ben.beside(), ada], vec![asks, answers]);
    if count(server.database(), IS_ASKED).await == 1 {
        talk.0.rotate_left(1);
        talk.1.rotate_left(1);
    }
    let writer = |what: &str, visitors: Vec<Visitor>, turns| Writer {
        visitors,
        turns,
        name: format!("cut-{cut}-{what}"),
    };
    vec![
        writer("invites", vec![admin], vec![invites]),
        writer("uses", vec![priya], vec![uses.clone()]),
        writer("counts", vec![ben], vec![uses, counts]),
        writer("talk", talk.0, talk.1),
    ]
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

/// The keys of all forms that were applied.
async fn applied(database: &Database) -> BTreeSet<String> {
    let mut run = AnyConnection::connect(&database.store_url())
        .await
        .expect("a connection");
    let keys: Vec<String> = sqlx::query_scalar("SELECT key FROM event WHERE key IS NOT NULL")
        .fetch_all(&mut run)
        .await
        .expect("the keys");
    keys.into_iter().collect()
}

on_both! {
    async fn what_was_answered_outlives_a_power_cut(database: Database) {
        let scene = Scene::on(&database).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        scene.store.close().await;
        let mut database = Arc::new(database);
        let mut answered: Vec<Vec<String>> = vec![Vec::new(); 4];
        for cut in 0..3 {
            let server = Server::on(database).await;
            let counts: [Arc<AtomicUsize>; 4] = Default::default();
            let writers = writers(&server, &furnished, cut).await.into_iter();
            let running = writers.zip(&counts).map(|(writer, count)| writer.starts(Arc::clone(count)));
            let running: Vec<JoinHandle<Vec<String>>> = running.collect();
            while counts.iter().any(|count| count.load(Ordering::Relaxed) < 4) {
                assert!(running.iter().all(|writer| !writer.is_finished()), "everybody writes");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            database = server.kill();
            for (writer, keys) in running.into_iter().zip(&mut answered) {
                keys.extend(writer.await.expect("a writer"));
            }
        }

        let applied = applied(&database).await;
        let lost: Vec<&String> = answered.iter().flatten().filter(|key| !applied.contains(*key)).collect();
        assert!(lost.is_empty(), "{lost:?}");
        let invited = count(&database, "SELECT count(*) FROM invitation").await;
        let told = count(&database, "SELECT count(*) FROM event WHERE verb = 'invited'").await;
        assert_eq!(invited, told, "an invitation and its event are one write");
        let asked = count(&database, "SELECT count(*) FROM event WHERE noun = 'requisition' AND verb = 'queried'").await;
        let said = count(&database, "SELECT count(*) FROM event WHERE noun = 'requisition' AND verb = 'answered'").await;
        let is_asked = count(&database, IS_ASKED).await;
        assert_eq!(asked - said, is_asked, "the order stands where its last step left it");
        let store = Store::open(Connect::to(database.store_url())).await.expect("the store opens");
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
