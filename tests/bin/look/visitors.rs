//! Who looks: everybody of the demo trust's first school, everybody of a school without anything, and strangers.

use shared::account::Role;
use tests::support::database::{Database, Engine};
use tests::support::demo;
use tests::support::http::Visitor;
use tests::support::school::{PASSWORD, School};
use tests::support::server::Server;

use crate::finding::Findings;
use crate::pages;
use crate::scenery;
use crate::studio::{Sitter, Studio};

/// A server, and those who look at it.
pub struct Visitors {
    server: Server,
    sitters: Vec<Sitter>,
}

/// The demo trust, as its first school's people see it.
pub async fn of_a_full_school() -> Visitors {
    let server = Server::demo(Engine::Sqlite).await;
    let people = demo::people(&server.log());
    let first = people.first().map(|person| person.school.clone());
    let mut stranger = Sitter::stranger("stranger");
    let mut sitters = Vec::new();
    for person in people {
        if Some(&person.school) != first.as_ref() {
            continue;
        }
        let visitor = server.visitor();
        visitor.sign_in(&person.email, &person.password).await;
        stranger.known.extend(scenery::invitation(&visitor).await);
        let mut known = scenery::stock_lists(&visitor).await;
        known.extend(scenery::label(&visitor).await);
        known.extend(scenery::draft(&visitor).await);
        known.extend(scenery::check_in(&visitor).await);
        sitters.push(Sitter {
            name: person.role.replace(' ', "-"),
            known,
            key: Some((person.email, person.password)),
        });
    }
    let somebody = sitters.first().and_then(|sitter| sitter.key.clone());
    if let Some((email, _)) = somebody {
        stranger.known.extend(scenery::reset(&server, &email).await);
    }
    sitters.insert(0, stranger);
    Visitors { server, sitters }
}

/// A school with people alone; and before it, a server without a school.
pub async fn of_an_empty_school() -> Visitors {
    let database = Database::new(Engine::Sqlite);
    let school = School::in_database(&database).await;
    let mut sitters = Vec::new();
    for role in [
        Role::HeadOfScience,
        Role::SeniorTechnician,
        Role::Technician,
        Role::Teacher,
    ] {
        let name = format!("empty-{}", role.title().to_lowercase().replace(' ', "-"));
        let email = format!("{name}@northgate.example");
        school.enrol(role, &email).await;
        sitters.push(Sitter {
            name,
            key: Some((email, PASSWORD.to_owned())),
            known: vec![],
        });
    }
    school.store.close().await;
    let server = Server::on(database).await;
    Visitors { server, sitters }
}

/// A server that invites to make its first school.
pub async fn of_no_school() -> Visitors {
    let server = Server::empty(Engine::Sqlite).await;
    let log = server.log();
    let invitation = log
        .split_whitespace()
        .find_map(|word| word.strip_prefix(server.base()))
        .filter(|path| path.starts_with("/welcome"))
        .map(str::to_owned);
    let mut sitter = Sitter::stranger("first");
    sitter.known.extend(invitation);
    Visitors {
        server,
        sitters: vec![sitter],
    }
}

impl Visitors {
    /// Takes a picture of everything that each of them sees.
    pub async fn shown_by(&self, studio: &Studio, findings: &mut Findings) {
        for sitter in &self.sitters {
            let visitor: Visitor = self.server.visitor();
            if let Some((email, password)) = &sitter.key {
                visitor.sign_in(email, password).await;
            }
            let seen = pages::seen_by(&visitor, &sitter.known).await;
            findings.reached(seen.reached);
            studio
                .sit(&self.server, sitter, &visitor, &seen.pages, findings)
                .await;
        }
    }
}
