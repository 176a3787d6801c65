//! The client programs.

use std::env;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a client program did.
#[derive(Debug)]
pub struct Finished {
    /// Its exit code; -1 if a signal ended it.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: Vec<u8>,
    /// What it wrote to standard error.
    pub errors: String,
}

impl Finished {
    /// Standard output as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// Itself, if the program succeeded.
    ///
    /// # Panics
    /// If it did not.
    #[must_use]
    pub fn ok(self) -> Self {
        assert_eq!(
            self.code,
            0,
            "the client failed: {}{}",
            self.text(),
            self.errors
        );
        self
    }

    /// Standard output as JSON, after a success.
    ///
    /// # Panics
    /// If the program failed or printed something else.
    #[must_use]
    pub fn json(self) -> serde_json::Value {
        let done = self.ok();
        serde_json::from_slice(&done.out)
            .unwrap_or_else(|error| panic!("{error} in {}", done.text()))
    }
}

/// The client programs of this machine.
///
/// aws-cli and Python with boto3 are taken from the virtual environment in `NANOLAMBDA_VENV`, else
/// from `.venv` in the root of this repository, else from the path.
#[derive(Debug)]
pub struct Clients {
    aws: PathBuf,
    python: PathBuf,
    coap: PathBuf,
    curl: PathBuf,
}

impl Default for Clients {
    fn default() -> Self {
        Self::find()
    }
}

impl Clients {
    /// Finds them.
    ///
    /// # Panics
    /// If one is missing.
    #[must_use]
    pub fn find() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let environments = [
            env::var_os("NANOLAMBDA_VENV").map(PathBuf::from),
            Some(root.join(".venv")),
        ];
        let mut places: Vec<PathBuf> = environments
            .into_iter()
            .flatten()
            .map(|place| place.join("bin"))
            .collect();
        places.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        Self {
            aws: find(&places, &["aws"], "aws-cli (`pip install awscli`)"),
            python: find(&places, &["python3"], "Python 3"),
            coap: find(
                &places,
                &["coap-client-notls", "coap-client"],
                "coap-client (`apt-get install libcoap3-bin`)",
            ),
            curl: find(&places, &["curl"], "curl (`apt-get install curl`)"),
        }
    }

    /// Runs `aws --endpoint-url ENDPOINT …`.
    #[must_use]
    pub fn aws(&self, endpoint: &str, arguments: &[&str]) -> Finished {
        let mut command = Command::new(&self.aws);
        command.args(["--endpoint-url", endpoint]).args(arguments);
        with_aws_settings(&mut command);
        run(command, b"")
    }

    /// Runs a Python program of `tests/interop`.
    #[must_use]
    pub fn python(&self, program: &str, arguments: &[&str]) -> Finished {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(program);
        let mut command = Command::new(&self.python);
        command.arg(program).args(arguments);
        with_aws_settings(&mut command);
        run(command, b"")
    }

    /// Runs a Python program text.
    #[must_use]
    pub fn python_text(&self, text: &str, arguments: &[&str], directory: &Path) -> Finished {
        let mut command = Command::new(&self.python);
        command
            .arg("-c")
            .arg(text)
            .args(arguments)
            .current_dir(directory);
        run(command, b"")
    }

    /// Posts a payload over CoAP, in blocks if it is long. A refusal is in `errors`.
    #[must_use]
    pub fn coap_post(&self, url: &str, payload: &[u8]) -> Finished {
        let mut command = Command::new(&self.coap);
        // 30 seconds at most, payload from standard input.
        command.args(["-B", "30", "-m", "post", "-f", "-", url]);
        run(command, payload)
    }

    /// Gets something over CoAP, in blocks if it is long. A refusal is in `errors`.
    #[must_use]
    pub fn coap_get(&self, url: &str) -> Finished {
        let mut command = Command::new(&self.coap);
        command.args(["-B", "30", "-m", "get", url]);
        let mut done = run(command, b"");
        // The client ends what it prints with a line feed of its own.
        done.out.pop_if(|last| *last == b'\n');
        done
    }

    /// Posts a file over CoAP, in blocks if it is long. A refusal is in `errors`.
    #[must_use]
    pub fn coap_post_file(&self, url: &str, path: &str) -> Finished {
        let mut command = Command::new(&self.coap);
        command.args(["-B", "60", "-m", "post", "-f", path, url]);
        run(command, b"")
    }

    /// Runs curl; the payload is its standard input.
    #[must_use]
    pub fn curl(&self, arguments: &[&str], payload: &[u8]) -> Finished {
        let mut command = Command::new(&self.curl);
        command
            .args(["--silent", "--show-error", "--max-time", "60"])
            .args(arguments);
        run(command, payload)
    }
}

/// Keys that nobody checks, and nothing of the machine's own configuration.
fn with_aws_settings(command: &mut Command) {
    command
        .env("AWS_ACCESS_KEY_ID", "any")
        .env("AWS_SECRET_ACCESS_KEY", "any")
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_PAGER", "")
        .env("AWS_MAX_ATTEMPTS", "1");
}

fn find(places: &[PathBuf], names: &[&str], what: &str) -> PathBuf {
    let candidates = names
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)));
    candidates.into_iter().find(|path| path.is_file()).unwrap_or_else(|| {
        panic!("{what} is missing on this machine; `.ci/run` installs everything that the tests need")
    })
}

fn run(mut command: Command, input: &[u8]) -> Finished {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or(OsStr::new(""))
        .to_owned();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} cannot be started: {error}", name.display()));
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let Output {
        status,
        stdout,
        stderr,
    } = child
        .wait_with_output()
        .expect("the client can be waited for");
    // A client that was refused early does not read its input to the end.
    drop(writer.join());
    Finished {
        code: status.code().unwrap_or(-1),
        out: stdout,
        errors: String::from_utf8_lossy(&stderr).into_owned(),
    }
}
