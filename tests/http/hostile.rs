//! What nobody sends by the pages: signs that no key types, very long texts, addresses that lead elsewhere.

use http::{Method, StatusCode};
use shared::amount::Unit;
use store::holding;
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::Scene;
use tests::support::school::PASSWORD;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// The fields that forms of the site have.
const FIELDS: [&str; 34] = [
    "email",
    "password",
    "again",
    "token",
    "name",
    "role",
    "school",
    "title",
    "text",
    "note",
    "comment",
    "reason",
    "amount",
    "unit",
    "sort",
    "place",
    "parent",
    "to",
    "day",
    "period",
    "weekday",
    "week",
    "class",
    "year",
    "pupils",
    "teacher",
    "room",
    "subject",
    "stage",
    "kind",
    "version",
    "form-key",
    "form-from",
    "act",
];

/// Fields of addresses.
const QUERIES: [&str; 17] = [
    "q", "after", "sort", "order", "place", "kind", "subject", "stage", "day", "from", "slot",
    "form", "code", "of", "state", "sheet", "next",
];

fn routes(of: &Method) -> impl Iterator<Item = &'static str> {
    let all = trolley::http::routes().into_iter();
    all.filter(move |route| route.method == *of && route.path != "/sign-out")
        .map(|route| route.path)
}

fn is_an_answer(reply: &Reply, what: &str) {
    assert!(
        !reply.status.is_server_error(),
        "{what}: {} {}",
        reply.status,
        reply.text()
    );
}

/// Everything posted to every address with each field holding this, as it is encoded.
async fn posts_everywhere(visitor: &Visitor, furnished: &Furnished, value: &str) {
    let body: Vec<String> = FIELDS
        .iter()
        .map(|field| format!("{field}={value}"))
        .collect();
    for path in routes(&Method::POST) {
        let path = furnished.ids.fill(path);
        let reply = visitor
            .post_bare(&path, &[FORM], body.join("&").into_bytes())
            .await;
        is_an_answer(&reply, &path);
    }
}

/// Every page asked for with each field of its address holding this, as it is encoded.
async fn asks_everywhere(visitor: &Visitor, furnished: &Furnished, value: &str) {
    for path in routes(&Method::GET) {
        let path = furnished.ids.fill(path);
        let query: Vec<String> = QUERIES
            .iter()
            .map(|field| format!("{field}={value}"))
            .collect();
        let address = format!("{path}?{}", query.join("&"));
        is_an_answer(&visitor.get(&address).await, &path);
        let address = format!("{path}?q={value}&after={value}");
        is_an_answer(&visitor.get(&address).await, &path);
    }
}

/// A furnished school, and its head of science.
async fn mary(house: &House, scene: &Scene) -> (Furnished, Visitor) {
    let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
    let visitor = house.visitor(&furnished.people[3].token);
    (furnished, visitor)
}

on_both! {
    async fn signs_that_no_key_types_are_answered(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let (furnished, visitor) = mary(&house, &scene).await;
        for path in ["/c/%00", "/stock/%00", "/pkg/%00.css", "/join/%00", "/reset/a%00b"] {
            assert_eq!(visitor.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let form = [("name", "Ada\0Lunt"), ("email", "ada@example.org"), ("role", "teacher")];
        let reply = house.visitor(&furnished.people[4].token).post("/people/invitations", &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text().contains("Something in the form needs another look."));
        for value in ["%00", "a%00b", "%FF%FE", "%", "%ED%A0%80", "%E2%80%AE%EF%BF%BF", "-1", "%2B262142-12-31", "-262143-01-01", "9999-12-31"] {
            posts_everywhere(&visitor, &furnished, value).await;
            asks_everywhere(&visitor, &furnished, value).await;
        }
    }

    async fn very_long_texts_are_answered(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let (furnished, visitor) = mary(&house, &scene).await;
        posts_everywhere(&visitor, &furnished, &"a".repeat(7_000)).await;
        posts_everywhere(&visitor, &furnished, &"a+".repeat(4_000)).await;
        asks_everywhere(&visitor, &furnished, &"ab+".repeat(400)).await;
        asks_everywhere(&visitor, &furnished, &"a".repeat(3_000)).await;
        let far = format!("/stock?q={}", "a".repeat(60_000));
        is_an_answer(&visitor.get(&far).await, "a very long address");
    }

    async fn nothing_but_the_site_is_sent(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        for path in [
            "/../Cargo.toml", "/pkg/../../../Cargo.toml", "/pkg/..%2f..%2fCargo.toml", "/%2e%2e/%2e%2e/Cargo.lock",
            "//etc/passwd", "/pkg//etc/hosts.txt", "/pkg/trolley.css/../../x.css", "/./pkg/trolley.css.br",
        ] {
            let reply = house.stranger().get(path).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn nobody_is_led_elsewhere(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        for next in ["//elsewhere.example", "/\t/elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example",
                     "/\r\nset-cookie: a=b", " /stock", "/\u{1}", "stock"] {
            let form = [("email", northgate.email.as_str()), ("password", PASSWORD), ("next", next)];
            let reply = house.stranger().post("/sign-in", &form).await;
            assert_eq!(reply.location(), Some("/"), "{next:?}");
            let form = [("email", "nobody"), ("form-from", next)];
            let reply = house.stranger().post("/sign-in", &form).await;
            assert!(reply.location().is_some_and(|to| to.starts_with("/?form=")), "{next:?}: {:?}", reply.location());
        }
    }

    async fn cookies_keep_to_https_where_it_is_there(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::behind_https(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let form = [("email", northgate.email.as_str()), ("password", PASSWORD)];
        let visitor = house.stranger();
        let reply = visitor.post("/sign-in", &form).await;
        let cookie = reply.header("set-cookie").expect("a session");
        assert!(cookie.starts_with("__Host-trolley="), "{cookie}");
        for term in ["; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(term), "{cookie}");
        }
        assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
        let first = visitor.get("/people").await;
        assert_eq!(first.status, StatusCode::OK);
        assert_eq!(first.header("cache-control"), Some("no-store"));
        assert!(first.header("strict-transport-security").is_some());
        let out = visitor.post("/sign-out", &[]).await;
        for cookie in out.headers.get_all("set-cookie") {
            assert!(cookie.to_str().expect("text").ends_with("; Secure"), "{cookie:?}");
        }
        assert_eq!(visitor.get("/people").await.location(), Some("/sign-in?next=%2Fpeople"));
    }

    async fn a_session_is_new_for_who_signs_in(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let visitor = house.stranger();
        visitor.takes_cookie("trolley", "chosen-by-somebody-else");
        visitor.sign_in(&northgate.email, PASSWORD).await;
        let other = house.stranger();
        other.takes_cookie("trolley", "chosen-by-somebody-else");
        assert_eq!(other.get("/people").await.location(), Some("/sign-in?next=%2Fpeople"));
    }

    async fn whatever_a_thing_is_called_its_label_is_printed(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let (furnished, visitor) = mary(&house, &scene).await;
        let school = &furnished.school;
        for name in ["(\\) /Name << >> endstream endobj", "\u{202e}etirw\u{200b}\u{feff}", "🧪🧪🧪 化學 ألف", "%PDF-1.7\r\nx",
                     &"very long ".repeat(30), "a\u{1}\u{7f}b"] {
            let place = school.place(name, None).await;
            let jar = school.holds(school.item(name, Unit::Gram).await, place, "1 g").await;
            let code = holding::find(&furnished.people[1].desk::<shared::account::right::CanLook>(), jar).await;
            let code = code.expect("a jar").code.plain();
            let reply = visitor.get(&format!("/labels.pdf?sheet=L7160&start=1&code={code}")).await;
            assert_eq!(reply.status, StatusCode::OK, "{name}: {}", reply.text());
            assert!(reply.body.starts_with(b"%PDF-"), "{name}");
        }
    }
}
