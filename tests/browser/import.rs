//! A technician's own list: brought, looked at, read in, taken back.

use std::path::Path;

use fantoccini::Locator;
use tests::support::browser::{Browser, Look};
use tests::support::database::{Database, Engine};
use tests::support::school::School;
use tests::support::server::Server;

async fn bring(ada: &Browser, file: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    ada.sees("Show what it says").await;
    let field = ada
        .client()
        .find(Locator::Css("input[type=file]"))
        .await
        .expect("the field");
    field
        .send_keys(&file.to_string_lossy())
        .await
        .expect("the file");
    ada.press("Show what it says").await;
}

async fn a_shelf_list_comes_in_and_is_taken_back(engine: Engine, look: Look) {
    let database = Database::new(engine);
    let school = School::in_database(&database).await;
    let server = Server::on(database).await;
    let ada = server.browser(look).await;
    ada.go("/import").await;
    ada.fill("E-mail address", "head@northgate-school.example.org")
        .await;
    ada.fill("Password", "three small words").await;
    ada.press("Sign in").await;
    bring(&ada, "files/shelf-list.csv").await;
    ada.sees("nothing is written yet").await;
    let to_decide = ada
        .client()
        .find(Locator::Css(".tabs a:nth-child(2)"))
        .await
        .expect("the tab");
    to_decide.click().await.expect("the tab");
    ada.sees("The likely ones are chosen").await;
    ada.press("Keep these choices").await;
    ada.sees("Nothing to decide").await;
    let import = ada
        .client()
        .find(Locator::Css(".import-foot button"))
        .await
        .expect("the button");
    import.click().await.expect("the button");
    ada.sees("What came of it").await;
    ada.press("Undo this import").await;
    ada.sees("Nothing of it is left.").await;
    school.is_sound().await;
}

#[tokio::test]
async fn with_script_on_sqlite() {
    a_shelf_list_comes_in_and_is_taken_back(Engine::Sqlite, Look::PLAIN).await;
}

#[tokio::test]
async fn without_script_on_postgres() {
    a_shelf_list_comes_in_and_is_taken_back(Engine::Postgres, Look::WITHOUT_SCRIPT.on_a_phone())
        .await;
}
