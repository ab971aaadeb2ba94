//! Stock lists over HTTP: good ones come in and go out, bad ones get one sentence and change nothing.

use http::StatusCode;
use shared::account::right::{CanImportStock, CanKeepStock, CanMoveStock};
use shared::amount::{Amount, Unit};
use shared::kind::{KindId, Sort};
use store::holding::{self, Particulars};
use store::item;
use tests::on_both;
use tests::support::http::Visitor;
use tests::support::school::School;
use tests::support::server::Server;

const LIST: &[u8] =
    b"name,amount,place,notes\nzinc,500 g,Store,grey\ncopper wire,3 m,Lab 1,'=SUM(A1)\n";

async fn sign_in(visitor: &Visitor) {
    let fields = [
        ("email", "head@northgate-school.example.org"),
        ("password", "three small words"),
    ];
    let reply = visitor.post("/sign-in", &fields).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

/// Packed noughts under a spreadsheet's name: a hundred times as large inside.
fn huge() -> Vec<u8> {
    b"a,b\n".repeat(9_000_000)
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).expect("an amount")
}

/// Something of every sort that a school may hold, with all that can be known of it.
async fn furnish(school: &School) {
    let store_room = school.place("Chemical store", None).await;
    let shelf = school.place("Shelf 1", Some(store_room)).await;
    let keeper = school.prep_room::<CanKeepStock>();
    let new = |name: &str, sort: Sort, unit: Unit| item::New {
        kind: None,
        sort,
        name: name.to_owned(),
        unit,
        minimum: None,
        note: None,
    };
    let acid = item::New {
        kind: KindId::parse("hydrochloric-acid@2mol/dm3").ok(),
        minimum: Some(amount("1.5 dm3")),
        note: Some("=made on Mondays, \"fresh\"".to_owned()),
        ..new("Hydrochloric acid, 2 mol/dm³", Sort::Solution, Unit::Litre)
    };
    let day = |text: &str| text.parse().ok();
    let known = Particulars {
        capacity: Some(amount("2.5 dm3")),
        serial: Some("'quoted".to_owned()),
        lot: Some("-17".to_owned()),
        supplier: Some("@home".to_owned()),
        received_on: day("2025-09-01"),
        opened_on: day("2025-09-02"),
        made_on: day("2025-09-03"),
        made_by: Some("PNa".to_owned()),
        expires_on: day("2027-01-31"),
        note: Some("two\nlines; +1".to_owned()),
    };
    let mover = school.prep_room::<CanMoveStock>();
    let id = item::create(&keeper, acid).await.expect("an item");
    for (place, held, particulars) in [
        (shelf, "0.75 dm3", known),
        (store_room, "0.000001 dm3", Particulars::default()),
    ] {
        let new = holding::New {
            item: id,
            location: place,
            amount: amount(held),
            particulars,
        };
        holding::receive(&mover, new).await.expect("a holding");
    }
    let wanted = item::New {
        minimum: Some(amount("12")),
        note: Some("ask before ordering".to_owned()),
        ..new("Left-handed scissors", Sort::Equipment, Unit::Piece)
    };
    item::create(&keeper, wanted).await.expect("an item");
    let wire = new("'tis wire", Sort::Consumable, Unit::Metre);
    item::create(&keeper, wire).await.expect("an item");
}

on_both! {
    async fn a_long_list_tells_how_far_it_is(database: Database) {
        let school = School::in_database(&database).await;
        let server = Server::on(database).await;
        let ada = server.visitor();
        sign_in(&ada).await;
        let rows: Vec<String> = (0..1_200).map(|n| format!("tripod {n},1,Lab {}", n % 9)).collect();
        let list = format!("name,amount,place\n{}\n", rows.join("\n"));
        let reply = ada.post_file("/import", "long.csv", list.as_bytes()).await;
        let upload = reply.location().expect("the preview").to_owned();
        let told = ada.post(&format!("{upload}/import"), &[]).await;
        assert_eq!(told.status, StatusCode::OK);
        let text = told.text();
        for said in ["1,000 of 1,200 rows written", "1,200 of 1,200", "Imported: 1,200 things.", "</html>"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let desk = school.prep_room::<CanImportStock>();
        let read_in = store::import::list(&desk, 9).await.expect("imports");
        assert!(text.contains(&format!("url=/import/{}", read_in[0].id)), "leads on");
        assert_eq!(read_in[0].holdings, 1_200);
        school.is_sound().await;
    }

    async fn everything_reads_back_unchanged_elsewhere(database: Database) {
        let school = School::in_database(&database).await;
        furnish(&school).await;
        let others = [("stock.csv", database.another()), ("stock.xlsx", database.another())];
        let server = Server::on(database).await;
        let ada = server.visitor();
        sign_in(&ada).await;
        let csv = ada.get("/stock/export.csv").await.text();
        assert_eq!(csv.matches("Left-handed scissors").count(), 1, "{csv}");
        for (name, other) in others {
            let file = ada.get(&format!("/stock/export.{}", &name[6..])).await.body;
            let school = School::in_database(&other).await;
            let server = Server::on(other).await;
            let ben = server.visitor();
            sign_in(&ben).await;
            let reply = ben.post_file("/import", name, &file).await;
            let upload = reply.location().expect("the preview").to_owned();
            ben.post(&format!("{upload}/import"), &[]).await;
            assert_eq!(ben.get("/stock/export.csv").await.text(), csv, "{name}");
            school.is_sound().await;
        }
    }

    async fn what_was_exported_here_is_here_already(database: Database) {
        let school = School::in_database(&database).await;
        furnish(&school).await;
        let server = Server::on(database).await;
        let ada = server.visitor();
        sign_in(&ada).await;
        let csv = ada.get("/stock/export.csv").await.text();
        let bring = async |file: &str| {
            let reply = ada.post_file("/import", "stock.csv", file.as_bytes()).await;
            reply.location().expect("the preview").to_owned()
        };
        let upload = bring(&csv).await;
        let page = ada.get(&upload).await.text();
        for said in ["Nothing new in stock.csv", "4 are here already and stay as they are", "there is nothing to import"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains(&format!("{upload}/import")), "no button");
        let reply = ada.post(&format!("{upload}/import"), &[]).await;
        assert_eq!(reply.location(), Some(upload.as_str()));
        assert_eq!(ada.get("/stock/export.csv").await.text(), csv, "nothing has changed");

        let edited = csv.replacen(",0.75,", ",0.5 dm3,", 1) + ",zinc,7 g,g,Lab 9,,chemical,,,,,,,,,,,,,,\n";
        let upload = bring(&edited).await;
        let page = ada.get(&upload).await.text();
        for said in ["One thing from stock.csv", "One of them is in another amount or place", "One new place: Lab 9", "Import one thing"] {
            assert!(page.to_lowercase().contains(&said.to_lowercase()), "{said}: {page}");
        }
        let here = ada.get(&format!("{upload}?show=here")).await.text();
        assert!(here.contains("in Chemical store › Shelf 1: count it there"), "{here}");
        let reply = ada.post(&format!("{upload}/import"), &[]).await;
        assert!(reply.location().is_some_and(|path| path.starts_with("/import/")));
        let after = ada.get("/stock/export.csv").await.text();
        assert_eq!(after.lines().count(), csv.lines().count() + 1, "{after}");
        assert!(after.contains(",zinc,7,g,Lab 9,"), "{after}");
        school.is_sound().await;
    }

    async fn what_is_said_on_the_page_goes_with_the_import(database: Database) {
        let school = School::in_database(&database).await;
        let server = Server::on(database).await;
        let ada = server.visitor();
        sign_in(&ada).await;
        let list = b"name,amount,place\nsodum chlorid,500 g,Store\nzinc,,Store\ntripod,3,Store\n";
        let bring = async || {
            let reply = ada.post_file("/import", "list.csv", list).await;
            reply.location().expect("the preview").to_owned()
        };
        let upload = bring().await;
        let value = |page: &str, name: &str| {
            let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect(page);
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let check = ada.get(&format!("{upload}?show=check")).await.text();
        let line = value(&check, "line");
        ada.post(&format!("{upload}/names"), &[("line", &*line), ("out", &*line)]).await;
        let out = ada.get(&format!("{upload}?show=out")).await.text();
        assert!(out.contains("You left it out") && out.contains("zinc"), "{out}");

        let ask = ada.get(&format!("{upload}?show=ask")).await.text();
        assert!(ask.contains(&format!("formaction=\"{upload}/import\"")), "{ask}");
        let key = value(&ask, "key");
        let waiting = ada.get("/import").await.text();
        assert!(waiting.contains(&format!("href=\"{upload}\"")), "{waiting}");
        let reply = ada.post(&format!("{upload}/import"), &[("key", &*key), ("is", "sodium-chloride")]).await;
        let import = reply.location().expect("the result").to_owned();
        let csv = ada.get("/stock/export.csv").await.text();
        assert!(csv.contains("sodium-chloride") && csv.contains("tripod") && !csv.contains("zinc"), "{csv}");
        assert_eq!(ada.get(&upload).await.location(), Some(&*import), "what came of it");
        let late = ada.post(&format!("{upload}/import"), &[]).await;
        assert_eq!(late.location(), Some(&*import), "another tab brings nothing more in");

        let again = bring().await;
        let page = ada.get(&again).await.text();
        assert!(page.contains("imported before") && page.contains(&format!("href=\"{import}\"")), "{page}");
        let reply = ada.post(&format!("{again}/import"), &[]).await;
        assert_eq!(reply.location(), Some(&*again), "not without a tick");
        let reply = ada.post(&format!("{again}/import"), &[("again", "on")]).await;
        let twice = reply.location().expect("the result").to_owned();
        for import in [import, twice] {
            ada.post(&format!("{import}/undoing"), &[]).await;
        }
        let third = bring().await;
        assert!(!ada.get(&third).await.text().contains("imported before"), "taken back");
        ada.post(&format!("{third}/discarding"), &[]).await;
        assert_eq!(ada.get(&third).await.status, StatusCode::NOT_FOUND);
        assert!(!ada.get("/import").await.text().contains(&third));
        school.is_sound().await;
    }

    async fn bad_files_get_one_sentence_and_change_nothing(database: Database) {
        let school = School::in_database(&database).await;
        let server = Server::on(database).await;
        let ada = server.visitor();
        assert_eq!(ada.get("/import").await.status, StatusCode::SEE_OTHER, "strangers sign in first");
        sign_in(&ada).await;
        let huge = huge();
        let wide = ",".repeat(1_000_000) + "x\n";
        let long_line = "a".repeat(9_000_000);
        let noughts = b"zinc\0\0\0\0,500 g\n".repeat(50);
        let bad: [(&str, &[u8], &str); 9] = [
            ("list.csv", b"%PDF-1.7 and more", "This is not a spreadsheet but a PDF"),
            ("list.csv", wide.as_bytes(), "The sheet has something beyond column 200"),
            ("list.csv", long_line.as_bytes(), "The text in cell A1 is longer than 2,000 characters."),
            ("list.csv", &noughts, "This is not a spreadsheet but a file of another kind"),
            ("list.xlsx", b"%PDF-1.7 and more", "This is not a spreadsheet but a PDF"),
            ("list.csv", b" \n ", "The file is empty."),
            ("list.xlsx", b"PK\x03\x04 nothing of a workbook", "This is not a spreadsheet but a packed folder"),
            ("list.csv", &huge, "The file is larger than 32 MB"),
            ("list.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut off", "The file is damaged"),
        ];
        for (name, bytes, sentence) in bad {
            let reply = ada.post_file("/import", name, bytes).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            let text = reply.text();
            assert_eq!(text.matches("class=\"field-error\"").count(), 1, "{sentence}");
            assert!(text.contains(sentence), "{sentence}");
        }
        let desk = school.prep_room::<CanImportStock>();
        assert!(store::import::list(&desk, 9).await.expect("imports").is_empty());
        school.is_sound().await;
    }

    async fn a_list_comes_in_goes_out_and_comes_in_again(database: Database) {
        let school = School::in_database(&database).await;
        let server = Server::on(database).await;
        let ada = server.visitor();
        sign_in(&ada).await;
        let reply = ada.post_file("/import", "list.csv", LIST).await;
        let upload = reply.location().expect("the preview").to_owned();
        let page = ada.get(&upload).await.text();
        assert!(page.contains("2 things from list.csv"));
        let desk = school.prep_room::<CanImportStock>();
        assert!(store::import::list(&desk, 9).await.expect("imports").is_empty(), "not yet");
        let reply = ada.post(&format!("{upload}/import"), &[]).await;
        let import = reply.location().expect("the result").to_owned();

        let csv = ada.get("/stock/export.csv").await;
        assert!(csv.text().contains("'=SUM(A1)"), "guarded: {}", csv.text());
        let xlsx = ada.get("/stock/export.xlsx").await;
        ada.post(&format!("{import}/undoing"), &[]).await;
        assert!(!ada.get("/stock/export.csv").await.text().contains("zinc"), "taken back");
        for (name, file) in [("stock.csv", &csv.body), ("stock.xlsx", &xlsx.body)] {
            let reply = ada.post_file("/import", name, file).await;
            let upload = reply.location().expect("the preview").to_owned();
            assert!(ada.get(&upload).await.text().contains("This file was exported here"));
            let reply = ada.post(&format!("{upload}/import"), &[]).await;
            let import = reply.location().expect("the result").to_owned();
            let again = ada.get("/stock/export.csv").await.text();
            assert_eq!(again, csv.text(), "{name}: labels that are stuck on mean what they did");
            ada.post(&format!("{import}/undoing"), &[]).await;
        }
        school.is_sound().await;
    }
}
