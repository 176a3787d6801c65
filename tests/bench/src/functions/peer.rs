//! The Node.js server.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running server, killed when it is dropped.
pub struct Peer {
    child: Child,
    pub address: SocketAddr,
    pub version: String,
}

impl Peer {
    /// Starts it on a free port.
    pub fn start() -> Self {
        let version = Command::new("node").arg("--version").output();
        let version = version
            .expect("node is installed (`apt-get install nodejs`)")
            .stdout;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("sieve.js");
        let mut child = Command::new("node")
            .arg(script)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node can be started");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        out.read_line(&mut line).expect("it prints its address");
        Self {
            child,
            address: line.trim().parse().expect("an address"),
            version: String::from_utf8_lossy(&version).trim().to_owned(),
        }
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
