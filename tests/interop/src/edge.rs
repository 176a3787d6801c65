//! A running edge server.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, kill_process};

pub use rustix::process::Signal;

/// Longest start and longest stop. A server under test is far quicker.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the fronts of a server listen.
#[derive(Debug, Clone, Copy)]
pub struct Address {
    /// Lambda and S3.
    pub aws: SocketAddr,
    /// Functions over HTTP.
    pub http: SocketAddr,
    /// Functions over CoAP.
    pub coap: SocketAddr,
    /// Health and results.
    pub management: SocketAddr,
    /// Logs over TCP, if they were asked for.
    pub log: Option<SocketAddr>,
}

/// A server, killed when it is dropped. What it wrote to standard error is shown if the test fails.
#[derive(Debug)]
pub struct Edge {
    child: Child,
    errors: PathBuf,
    /// Where it listens.
    pub at: Address,
}

impl Edge {
    /// Starts a server on free ports over the data in `home/data`, and waits until it is ready.
    #[must_use]
    pub fn start(home: &Path) -> Self {
        Self::start_with(home, &[])
    }

    /// The same with further flags; one of them may be another CoAP port.
    #[must_use]
    pub fn start_with(home: &Path, flags: &[&str]) -> Self {
        let errors = home.join("edge.log");
        let log = File::options().create(true).append(true).open(&errors);
        let mut child = Command::new(build_binary("nanolambda-edge"))
            .current_dir(home)
            .arg("--data")
            .arg(home.join("data"))
            .args([
                "--aws-port",
                "0",
                "--http-port",
                "0",
                "--management-port",
                "0",
            ])
            .env("NANOLAMBDA_COAP_PORT", "0")
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log.expect("the log of the server can be written"))
            .spawn()
            .expect("the server can be started");
        let lines = BufReader::new(child.stdout.take().expect("standard output is a pipe")).lines();
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        let mut printed = Vec::new();
        loop {
            match receiver.recv_timeout(PATIENCE) {
                Ok(line) if line == "ready" => break,
                Ok(line) => printed.push(line),
                Err(error) => {
                    let log = fs::read_to_string(&errors).unwrap_or_default();
                    drop(child.kill());
                    panic!("the server did not start ({error}); it printed {printed:?} and {log}");
                }
            }
        }
        let at = Address {
            aws: address(&printed, "aws http://"),
            http: address(&printed, "http http://"),
            coap: address(&printed, "coap coap://"),
            management: address(&printed, "management http://"),
            log: printed
                .iter()
                .any(|line| line.starts_with("log tcp"))
                .then(|| address(&printed, "log tcp://")),
        };
        Self { child, errors, at }
    }

    /// The URL of the AWS endpoint.
    #[must_use]
    pub fn aws(&self) -> String {
        format!("http://{}", self.at.aws)
    }

    /// The URL of a function over HTTP.
    #[must_use]
    pub fn http(&self, function: &str) -> String {
        format!("http://{}/{function}", self.at.http)
    }

    /// The URL of a function over CoAP.
    #[must_use]
    pub fn coap(&self, function: &str) -> String {
        format!("coap://{}/{function}", self.at.coap)
    }

    /// The URL of a path of the management front.
    #[must_use]
    pub fn management(&self, path: &str) -> String {
        format!("http://{}{path}", self.at.management)
    }

    /// The process of the server.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends the server at once, as a power cut of the process.
    pub fn kill(mut self) {
        self.child.kill().expect("the server can be killed");
        self.child.wait().expect("the server ends");
    }

    /// Sends a signal and waits for the end of the server.
    #[must_use]
    pub fn end_with(mut self, signal: Signal) -> ExitStatus {
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        kill_process(id.expect("a process has an id"), signal).expect("the signal can be sent");
        wait(&mut self.child)
    }
}

impl Drop for Edge {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        if thread::panicking() {
            let log = fs::read_to_string(&self.errors).unwrap_or_default();
            let end = log.len().saturating_sub(4000);
            let end = (end..log.len())
                .find(|at| log.is_char_boundary(*at))
                .unwrap_or(0);
            eprintln!("the server wrote:\n{}", &log[end..]);
        }
    }
}

/// Waits for a process, but not for ever.
fn wait(child: &mut Child) -> ExitStatus {
    let started = std::time::Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("the process can be waited for") {
            return status;
        }
        assert!(started.elapsed() < PATIENCE, "the server did not end");
        thread::sleep(Duration::from_millis(5));
    }
}

fn address(printed: &[String], prefix: &str) -> SocketAddr {
    let line = printed.iter().find_map(|line| line.strip_prefix(prefix));
    let line = line.unwrap_or_else(|| panic!("no line {prefix}… in {printed:?}"));
    let text = line.split('/').next().unwrap_or_default();
    text.parse()
        .unwrap_or_else(|_| panic!("{text:?} is no address"))
}

/// The path of a binary of this workspace, built if it is not current.
///
/// Ends the process if it cannot be built.
///
/// # Panics
/// If cargo cannot be started.
#[must_use]
pub fn build_binary(package: &str) -> PathBuf {
    static BUILT: OnceLock<Mutex<Vec<(String, PathBuf)>>> = OnceLock::new();
    let built = BUILT.get_or_init(Mutex::default);
    let mut built = built.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, path)) = built.iter().find(|(name, _)| name == package) {
        return path.clone();
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--quiet",
        "--message-format",
        "json-render-diagnostics",
    ]);
    cargo.args(["--package", package]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let output = cargo
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo can be started");
    // Every other test would only fail the same way, one long build later.
    if !output.status.success() {
        eprintln!("{package} cannot be built");
        std::process::exit(1);
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let executable = messages.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let ours = message["target"]["kind"][0] == "bin";
        message["executable"]
            .as_str()
            .filter(|_| ours)
            .map(PathBuf::from)
    });
    let path = executable.expect("cargo names the binary");
    built.push((package.to_owned(), path.clone()));
    path
}
