//! The command line from outside: a wrong word gets one sentence and exit status 2.
#![expect(clippy::expect_used, reason = "a test stops where something is wrong")]

use std::process::{Command, Output};

fn trolley(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trolley"))
        .args(words)
        .output()
        .expect("the program starts")
}

#[test]
fn a_wrong_word_gets_one_sentence() {
    for words in [
        &["classify", "-1L"][..],
        &["classify", "--explain"],
        &["classify", "--explain", "unobtainium", "neat"],
        &["solution"],
        &["solution", "copper(II) sulfate", "-1", "mol/dm3", "1", "L"],
        &["labels", "--sheet", "L9999"],
        &["import", "--dry"],
        &["serv"],
        &["serve", "--addr", "nowhere"],
    ] {
        let answer = trolley(words);
        assert_eq!(answer.status.code(), Some(2), "{words:?}");
        assert!(answer.stdout.is_empty(), "{words:?}");
        let said = String::from_utf8(answer.stderr).expect("a text");
        let sentence = said.strip_prefix("trolley: ").expect("who complains");
        assert_eq!(sentence.lines().count(), 1, "{words:?}: {said}");
    }
}

#[test]
fn every_command_helps() {
    for command in [
        "serve", "migrate", "classify", "solution", "import", "export", "labels", "verify",
    ] {
        let answer = trolley(&[command, "--help"]);
        assert!(answer.status.success(), "{command}");
        let said = String::from_utf8(answer.stdout).expect("a text");
        assert!(
            said.contains(&format!("Usage: trolley {command}")),
            "{command}: {said}"
        );
    }
}
