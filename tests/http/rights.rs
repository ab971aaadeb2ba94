//! Who gets what answer at which address: every route of the service, asked by everybody.
//!
//! `rights.txt` holds the answers. After a change that is meant, write it anew with `TROLLEY_TEST_WRITE=1`, and look
//! at what it says.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use http::{Method, StatusCode};
use sqlx::{AnyConnection, Connection as _};
use store::Store;
use tests::on_both;
use tests::support::database::Database;
use tests::support::furnished::{Furnished, Ids};
use tests::support::house::House;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::Scene;

/// Who asks, in the order of the columns.
const ASKING: [&str; 7] = [
    "stranger",
    "teacher",
    "technician",
    "senior",
    "head",
    "admin",
    "elsewhere",
];

/// Fields that forms of the site ask for, with values that most would take.
const PLAUSIBLE: [(&str, &str); 16] = [
    ("version", "1"),
    ("name", "Something"),
    ("title", "Something"),
    ("role", "teacher"),
    ("active", "yes"),
    ("amount", "1 g"),
    ("unit", "g"),
    ("sort", "broken"),
    ("note", "A note."),
    ("text", "A word."),
    ("comment", "A word."),
    ("reason", "A word."),
    ("groups", "10"),
    ("pupils", "30"),
    ("day", "2026-11-24"),
    ("last", "2026-11-24"),
];

/// A route of the service: how and where it is asked.
type Address = (Method, &'static str);

/// Every route, pages before deeds, and signing out at the end: it changes who asks.
fn addresses() -> Vec<Address> {
    let mut all: Vec<Address> = trolley::http::routes()
        .into_iter()
        .map(|route| (route.method, route.path))
        .collect();
    all.sort_by_key(|(method, path)| (*path == "/sign-out", *method != Method::GET));
    all
}

async fn ask(visitor: &Visitor, method: &Method, path: &str, form: &[(&str, &str)]) -> Reply {
    if *method == Method::GET {
        visitor.get(path).await
    } else {
        visitor.post(path, form).await
    }
}

/// An answer in a word: its status, and whether it only leads to signing in.
fn word(reply: &Reply) -> String {
    let to_sign_in = |to: &str| to.starts_with("/sign-in?");
    if reply.location().is_some_and(to_sign_in) {
        return "sign-in".to_owned();
    }
    reply.status.as_u16().to_string()
}

/// What somebody is answered everywhere, in a school of their own column's: nobody else changes anything in it.
async fn column(house: &House, store: &Store, asking: &str, addresses: &[Address]) -> Vec<String> {
    let furnished = Furnished::found(store.clone(), &format!("School of {asking}")).await;
    let visitor = match asking {
        "stranger" => house.stranger(),
        "elsewhere" => {
            let other = Furnished::found(store.clone(), "School elsewhere on its own").await;
            house.visitor(&other.people[4].token)
        }
        role => {
            let at = ASKING
                .iter()
                .position(|asking| *asking == role)
                .expect("a column");
            house.visitor(&furnished.people[at - 1].token)
        }
    };
    let mut answers = Vec::new();
    for (method, path) in addresses {
        let reply = ask(&visitor, method, &furnished.ids.fill(path), &[]).await;
        assert!(
            !reply.status.is_server_error(),
            "{method} {path} as {asking}: {}",
            reply.text()
        );
        answers.push(word(&reply));
    }
    answers
}

/// The table as the golden file has it.
fn table(addresses: &[Address], columns: &[Vec<String>]) -> String {
    let mut rows = vec![];
    for (at, (method, path)) in addresses.iter().enumerate() {
        let mut row = format!("{:<4} {path:<40}", method.as_str());
        for column in columns {
            let _ = write!(row, " {:<10}", column[at]);
        }
        rows.push((*path, row.trim_end().to_owned()));
    }
    rows.sort();
    let mut text = format!("{:<45}", "");
    for asking in ASKING {
        let _ = write!(text, " {asking:<10}");
    }
    let rows = rows.into_iter().map(|(_, row)| row);
    let lines: Vec<String> = [text.trim_end().to_owned()]
        .into_iter()
        .chain(rows)
        .collect();
    lines.join("\n") + "\n"
}

on_both! {
    async fn everybody_is_answered_as_the_golden_file_says(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let addresses = addresses();
        let mut columns = Vec::new();
        for asking in ASKING {
            columns.push(column(&house, &store, asking, &addresses).await);
        }
        let given = table(&addresses, &columns);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("http/rights.txt");
        if env::var_os("TROLLEY_TEST_WRITE").is_some() {
            fs::write(&file, &given).expect("written");
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        let changed: Vec<&str> = given.lines().filter(|line| !golden.lines().any(|other| other == *line)).collect();
        assert!(given == golden, "not as in {}:\n{}", file.display(), changed.join("\n"));
    }

    async fn another_schools_ids_are_answered_like_nobodys(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store.clone(), "Northgate School").await;
        let nothing = Ids::of_nothing(&store);
        let before = events(&database, &northgate).await;
        for (index, role) in ASKING[1..6].iter().enumerate() {
            let eastfield = Furnished::found(store.clone(), &format!("Eastfield {role}")).await;
            let visitor = house.visitor(&eastfield.people[index].token);
            // A link for a new member or a new password is good for whoever holds it.
            let tenants = addresses().into_iter().filter(|(_, path)| {
                path.contains('{') && !path.starts_with("/join/") && !path.starts_with("/reset/")
            });
            for (method, path) in tenants {
                for form in [&[][..], &PLAUSIBLE] {
                    let theirs = ask(&visitor, &method, &northgate.ids.fill(path), form).await;
                    let nobodys = ask(&visitor, &method, &nothing.fill(path), form).await;
                    let (theirs, nobodys) = (said(&theirs), said(&nobodys));
                    assert_eq!(theirs, nobodys, "{method} {path} as {role}");
                    if method == Method::GET && theirs.0 != StatusCode::FORBIDDEN {
                        assert_eq!(theirs.0, StatusCode::NOT_FOUND, "{path} as {role}");
                    }
                }
            }
        }
        assert_eq!(events(&database, &northgate).await, before, "nothing was changed");
    }
}

/// How much was ever done in a school.
async fn events(database: &Database, furnished: &Furnished) -> i64 {
    let mut run = AnyConnection::connect(&database.store_url())
        .await
        .expect("a connection");
    sqlx::query_scalar("SELECT count(*) FROM event WHERE school_id = $1")
        .bind(furnished.people[0].who().school.to_string())
        .fetch_one(&mut run)
        .await
        .expect("a count")
}

/// What an answer tells: its status, where it leads, and what it says there.
fn said(reply: &Reply) -> (StatusCode, Option<String>, Option<String>) {
    let to = reply
        .location()
        .map(|to| to.split("form=").next().unwrap_or_default().to_owned());
    let cookie = reply.header("set-cookie").map(ToOwned::to_owned);
    (reply.status, to, cookie)
}
