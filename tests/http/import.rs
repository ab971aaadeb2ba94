//! Stock lists over HTTP: good ones come in and go out, bad ones get one sentence and change nothing.

use http::StatusCode;
use shared::account::right::CanImportStock;
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
    b"a,b\n".repeat(3_000_000)
}

on_both! {
    async fn bad_files_get_one_sentence_and_change_nothing(database: Database) {
        let school = School::in_database(&database).await;
        let server = Server::on(database).await;
        let ada = server.visitor();
        assert_eq!(ada.get("/import").await.status, StatusCode::SEE_OTHER, "strangers sign in first");
        sign_in(&ada).await;
        let huge = huge();
        let bad: [(&str, &[u8], &str); 5] = [
            ("list.xlsx", b"%PDF-1.7 and more", "This is not a spreadsheet but a PDF"),
            ("list.csv", b" \n ", "The file is empty."),
            ("list.xlsx", b"PK\x03\x04 nothing of a workbook", "This is not a spreadsheet but a packed folder"),
            ("list.csv", &huge, "The file is larger than 10 MB"),
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
            let without_code = |text: String| -> Vec<String> {
                text.lines().filter_map(|line| Some(line.split_once(',')?.1.to_owned())).collect()
            };
            let again = ada.get("/stock/export.csv").await.text();
            assert_eq!(without_code(again), without_code(csv.text()), "{name}");
            ada.post(&format!("{import}/undoing"), &[]).await;
        }
        school.is_sound().await;
    }
}
