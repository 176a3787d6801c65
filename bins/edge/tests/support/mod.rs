//! Starts the server.

#![allow(dead_code, reason = "each file of tests uses a part of this")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The server with these settings.
pub fn edge(data: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nanolambda-edge"));
    command
        .arg("--data")
        .arg(data)
        .args(flags)
        .stdin(Stdio::null());
    command
}

/// A server that is killed when the test is over.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts a server and gives the lines that it printed up to `ready`.
pub fn start(data: &Path, flags: &[&str]) -> (Running, Vec<String>) {
    let mut child = edge(data, flags)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let out = child.stdout.take().expect("a pipe");
    let running = Running(child);
    let mut lines = Vec::new();
    for line in BufReader::new(out).lines().map_while(Result::ok) {
        let is_last = line == "ready";
        lines.push(line);
        if is_last {
            break;
        }
    }
    (running, lines)
}
