//! What stands around every route: posts from elsewhere, headers, sizes, and addresses that nobody has.

use std::io::Read as _;

use flate2::read::GzDecoder;
use http::{Method, StatusCode};
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::http::{Reply, Visitor};
use tests::support::scene::Scene;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn paths(of: &Method) -> Vec<&'static str> {
    trolley::http::routes()
        .into_iter()
        .filter(|route| route.method == *of)
        .map(|route| route.path)
        .collect()
}

fn is_guarded(reply: &Reply, path: &str) {
    let header = |name| reply.header(name).unwrap_or_default();
    assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(header("referrer-policy"), "same-origin", "{path}");
    assert_eq!(header("x-frame-options"), "DENY", "{path}");
    assert_eq!(
        header("cross-origin-opener-policy"),
        "same-origin",
        "{path}"
    );
    assert_eq!(
        header("cross-origin-resource-policy"),
        "same-origin",
        "{path}"
    );
    assert!(
        header("permissions-policy").contains("microphone=()"),
        "{path}"
    );
    let policy = header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") || policy.contains("default-src 'self'"),
        "{path}: {policy}"
    );
    assert!(
        policy.contains("frame-ancestors 'none'"),
        "{path}: {policy}"
    );
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{path}: {policy}"
    );
    for cookie in reply.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().expect("text");
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{path}: {cookie}"
        );
    }
}

on_both! {
    async fn a_post_from_elsewhere_is_refused_everywhere(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        for asking in &furnished.people {
            let visitor = house.visitor(&asking.token);
            for path in paths(&Method::POST) {
                let path = furnished.ids.fill(path);
                let foreign = ("origin", "https://elsewhere.example");
                let cross = ("sec-fetch-site", "cross-site");
                let sibling = ("sec-fetch-site", "same-site");
                for headers in [vec![FORM, cross], vec![FORM, foreign, cross], vec![FORM, foreign], vec![FORM, sibling]] {
                    let reply = visitor.post_bare(&path, &headers, vec![]).await;
                    assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
                    is_guarded(&reply, &path);
                }
            }
            assert!(asking.is_in().await, "nobody was signed out");
        }
    }

    async fn a_post_by_the_address_that_people_use_is_taken(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::behind_https(&scene.store).await;
        scene.school("Northgate School").await;
        for (origin, expected) in [
            ("https://trolley.example.org", StatusCode::SEE_OTHER),
            ("http://trolley.example.org", StatusCode::FORBIDDEN),
        ] {
            let headers = [FORM, ("origin", origin)];
            let reply = house.stranger().post_bare("/forgotten", &headers, b"email=a%40b.example".to_vec()).await;
            assert_eq!(reply.status, expected, "{origin}");
        }
    }

    async fn a_page_is_sent_small(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        scene.school("Northgate School").await;
        let whole = house.stranger().get("/sign-in").await;
        assert_eq!(whole.header("content-encoding"), None);
        let small = house.stranger().get_with("/sign-in", "accept-encoding", "gzip").await;
        assert_eq!(small.header("content-encoding"), Some("gzip"));
        assert!(small.body.len() < whole.body.len());
        let mut page = String::new();
        GzDecoder::new(small.body.as_slice()).read_to_string(&mut page).expect("text");
        assert!(page.starts_with("<!DOCTYPE html>"));
    }

    async fn every_answer_bears_its_headers(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let furnished = Furnished::found(scene.store.clone(), "Northgate School").await;
        let mary = house.visitor(&furnished.people[3].token);
        for path in paths(&Method::GET) {
            let path = furnished.ids.fill(path);
            is_guarded(&house.stranger().get(&path).await, &path);
            is_guarded(&mary.get(&path).await, &path);
        }
        for path in ["/pkg/trolley.css", "/no-such-page", "/sign-in?next=//elsewhere.example"] {
            is_guarded(&house.stranger().get(path).await, path);
        }
        let signed_in = house.stranger().post("/sign-in", &[
            ("email", furnished.school.email.as_str()),
            ("password", tests::support::school::PASSWORD),
            ("next", "https://elsewhere.example/"),
        ]).await;
        is_guarded(&signed_in, "/sign-in");
        assert_eq!(signed_in.location(), Some("/"), "nobody is sent elsewhere");
    }

    async fn too_much_is_not_taken(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        scene.school("Northgate School").await;
        for size in [300 * 1024, 13 * 1024 * 1024] {
            let much = vec![b'a'; size];
            let reply = house.stranger().post_bare("/sign-in", &[FORM], much).await;
            assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE, "{size}");
            is_guarded(&reply, "/sign-in");
            assert!(reply.text().contains("Too large"));
        }
    }

    async fn an_address_that_nobody_has_is_a_page(database: Database) {
        let scene = Scene::on(&database).await;
        let house = House::on(&scene.store).await;
        let northgate = scene.school("Northgate School").await;
        let mary = house.visitor(&northgate.head_of_science("Mary Adeyemi").await.token);
        for path in paths(&Method::GET).into_iter().filter(|path| path.contains('{')) {
            let (before, _) = path.split_once('{').expect("a part");
            // A link that is spent says so: `account.rs` looks at that.
            if matches!(before, "/join/" | "/reset/") {
                continue;
            }
            for wrong in ["not-an-id", "%FF", "1'%20OR%20'1'='1"] {
                let path = format!("{before}{wrong}");
                is_a_page(&mary, &path, StatusCode::NOT_FOUND).await;
            }
        }
        // Those that Mary may post to, and that take an id: whatever is sent, there is nothing at a stray one.
        let stray = paths(&Method::POST).into_iter().filter_map(|path| {
            let (before, rest) = path.split_once("/{")?;
            let (_, after) = rest.split_once('}')?;
            let is_id = !["/join", "/reset", "/chemicals"].contains(&before);
            is_id.then(|| format!("{before}/not-an-id{after}"))
        });
        for path in stray {
            let status = mary.post(&path, &[]).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        }
        is_a_page(&mary, "/sign-out", StatusCode::METHOD_NOT_ALLOWED).await;
        is_a_page(&mary, "/no-such-page", StatusCode::NOT_FOUND).await;
    }
}

async fn is_a_page(visitor: &Visitor, path: &str, status: StatusCode) {
    let reply = visitor.get(path).await;
    assert_eq!(reply.status, status, "{path}");
    assert!(
        reply.text().starts_with("<!DOCTYPE html>"),
        "{path}: {}",
        reply.text()
    );
    assert!(reply.text().contains("Not found"), "{path}");
}
