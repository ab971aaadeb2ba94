//! Programs beside the tests, which end when the tests end, however they end.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Starts a program in a process group of its own, tells its number, and signals the group when the standard input
/// ends: a pipe from the tests, which the system closes even for a test program that was killed.
const SCRIPT: &str = r#"
signal=$1; log=$2; folder=$3; shift 3
trap : INT TERM HUP
exec 3<&0
"$@" </dev/null 3<&- >"$log" 2>&1 &
program=$!
echo "$program"
exec >/dev/null 2>&1
(read -r _ <&3; kill -s "$signal" 0) &
reader=$!
wait "$program"
wait "$program"
kill "$reader"
[ -z "$folder" ] || rm -rf -- "$folder"
"#;

/// A running program.
#[derive(Debug)]
pub struct Keeper {
    shell: Child,
    program: u32,
    log: PathBuf,
}

impl Keeper {
    /// Starts `program`, which `signal` (such as `TERM`) ends. What it prints goes to `log`. The folder, if one is
    /// named, is removed after it has ended.
    pub fn start(program: &Command, signal: &str, log: &Path, folder: Option<&Path>) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, "keeper", signal]);
        shell.arg(log).arg(folder.unwrap_or(Path::new("")));
        shell.arg(program.get_program()).args(program.get_args());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        let mut shell = shell
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("a shell");
        let told = shell.stdout.take().expect("the shell's output");
        let mut number = String::new();
        BufReader::new(told)
            .read_line(&mut number)
            .expect("the program's number");
        Self {
            shell,
            program: number.trim().parse().expect("the program's number"),
            log: log.to_owned(),
        }
    }

    /// The program's process number.
    pub fn program(&self) -> u32 {
        self.program
    }

    /// Whether the program has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.shell.try_wait(), Ok(None))
    }

    /// What it has printed.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Ends the program at once, as a power cut would.
    pub fn kill(mut self) {
        let _ = Command::new("kill")
            .args(["-s", "KILL", &self.program.to_string()])
            .status();
        let _ = self.shell.wait();
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}
