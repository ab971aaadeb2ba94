//! The command line: which school it means, and who asks.

use std::path::Path;
use std::process::Output;

use shared::account::Role;
use shared::account::right::CanLook;
use tests::on_both;
use tests::support::database::Database;
use tests::support::school::School;
use tests::support::server::command;

fn run(database: &Database, words: &[&str], file: &Path) -> Output {
    let mut command = command(database);
    command.args(words).arg(file).output().expect("the program")
}

on_both! {
    async fn a_school_is_meant_by_its_name_in_any_case_or_its_id(database: Database) {
        let school = School::in_database(&database).await;
        let stock = database.folder().join("stock.csv");
        let list = database.folder().join("list.csv");
        std::fs::write(&list, "name,amount\nzinc,500 g\n").expect("a list");
        let import = |named: &str| {
            let who = "HEAD@Northgate-School.example.org";
            run(&database, &["import", "--school", named, "--as", who], &list)
        };
        let read = import("northgate SCHOOL");
        assert!(read.status.success(), "{read:?}");

        let other = School::found(school.store.clone(), "Northgate school", None).await;
        let ids = [&school, &other].map(|school| school.desk::<CanLook>(Role::Technician).school().to_string());
        for unsure in [run(&database, &["export", "--school", "Northgate School"], &stock), import("Northgate School")] {
            let said = String::from_utf8(unsure.stderr).expect("a sentence");
            assert!(ids.iter().all(|id| said.contains(id)), "{said}");
        }
        for done in [run(&database, &["export", "--school", &ids[0]], &stock), import(&ids[0])] {
            assert!(done.status.success(), "{done:?}");
        }
    }
}
