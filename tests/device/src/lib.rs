//! Runs devices as a user does, by `nanolambda device run`, and reads what they say.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod images;
mod moved;

use std::io::{BufRead as _, BufReader, Lines};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use nanolambda_interop::{Edge, build_binary};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

pub use images::{boot, device_directory, images, images_of_tests};
pub use moved::{Bounds, Moved, go_on};

/// A device at work, killed when it is dropped.
#[derive(Debug)]
pub struct Device {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Device {
    /// Starts a device on a board, with its flash in a file, at this edge server.
    ///
    /// # Panics
    /// If it cannot be started.
    #[must_use]
    pub fn start(board: &str, edge: &Edge, flash: &Path, flags: &[&str]) -> Self {
        Self::start_at(board, edge.at.coap, flash, flags)
    }

    /// The same at an address that is in front of an edge server.
    ///
    /// # Panics
    /// If it cannot be started.
    #[must_use]
    pub fn start_at(board: &str, edge: SocketAddr, flash: &Path, flags: &[&str]) -> Self {
        let mut child = Command::new(build_binary("nanolambda"))
            .args(["device", "run", "--json", "--board", board])
            .args(["--edge", &edge.to_string()])
            .arg("--flash")
            .arg(flash)
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the tool can be started");
        let out = child.stdout.take().expect("standard output is a pipe");
        Self {
            child,
            lines: BufReader::new(out).lines(),
        }
    }

    /// The events up to one of this kind, that one last.
    ///
    /// # Panics
    /// If the device ends before.
    pub fn until(&mut self, kind: &str) -> Vec<Value> {
        self.until_found(|event| event["event"] == kind)
    }

    /// The events up to the first that is searched for, that one last.
    ///
    /// # Panics
    /// If the device ends before.
    pub fn until_found(&mut self, is_it: impl Fn(&Value) -> bool) -> Vec<Value> {
        let mut events = Vec::new();
        for event in self.by_ref() {
            let is_last = is_it(&event);
            events.push(event);
            if is_last {
                return events;
            }
        }
        panic!("the device ended; it said {events:#?}");
    }

    /// All events that are left, once the device has ended by itself.
    pub fn rest(&mut self) -> Vec<Value> {
        self.collect()
    }

    /// The process of the device.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Cuts its power, and gives the events that it had printed before.
    ///
    /// # Panics
    /// If it cannot be killed.
    pub fn kill(mut self) -> Vec<Value> {
        let emulators = self.emulators();
        self.child.kill().expect("the device can be killed");
        kill_all(&emulators);
        self.rest()
    }

    /// What the tool has started: the emulator of a board.
    fn emulators(&self) -> Vec<i32> {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id()));
        let children =
            tasks.into_iter().flatten().flatten().map(|task| {
                std::fs::read_to_string(task.path().join("children")).unwrap_or_default()
            });
        let ids = children.collect::<Vec<_>>().join(" ");
        ids.split_whitespace()
            .filter_map(|id| id.parse().ok())
            .collect()
    }
}

/// The events of a device, until it has ended.
impl Iterator for Device {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let line = self.lines.next()?.ok()?;
        match serde_json::from_str(&line) {
            Ok(event) => Some(event),
            // A device that was killed may leave a part of a line, and nothing behind it.
            Err(error) => match self.lines.next() {
                None => None,
                Some(_) => panic!("{error} in {line}"),
            },
        }
    }
}

fn kill_all(processes: &[i32]) {
    for id in processes.iter().filter_map(|id| Pid::from_raw(*id)) {
        // It may have ended by itself.
        let _ = kill_process(id, Signal::KILL);
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        let emulators = self.emulators();
        drop(self.child.kill());
        kill_all(&emulators);
        drop(self.child.wait());
    }
}

/// The events of a kind.
pub fn of_kind<'e>(events: &'e [Value], kind: &str) -> impl Iterator<Item = &'e Value> {
    events.iter().filter(move |event| event["event"] == kind)
}
