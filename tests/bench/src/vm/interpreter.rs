//! Another interpreter of Python, in a process of its own.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::instance::Timed;
use super::program::{Size, folder};

const REFERENCE_VARIABLE: &str = "NANOLAMBDA_BENCH_PYTHON";
pub const RIVAL_VARIABLE: &str = "NANOLAMBDA_BENCH_RIVAL";
const ASK: &str = "
import sys
name = sys.implementation.name
print({'cpython': 'CPython', 'pypy': 'PyPy', 'micropython': 'MicroPython'}.get(name, name))
print('.'.join([str(part) for part in sys.implementation.version[:3]]))
";

/// A program that runs Python.
#[derive(Debug, Clone)]
pub struct Interpreter {
    program: PathBuf,
    /// As in "CPython 3.11.2".
    pub version: String,
}

impl Interpreter {
    /// CPython: `python3` of the path, or what `NANOLAMBDA_BENCH_PYTHON` names.
    pub fn reference() -> Self {
        let program = env::var_os(REFERENCE_VARIABLE).unwrap_or_else(|| "python3".into());
        Self::at(program.into()).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What `NANOLAMBDA_BENCH_RIVAL` names, if it names anything.
    pub fn rival() -> Option<Self> {
        let program = env::var_os(RIVAL_VARIABLE).filter(|program| !program.is_empty())?;
        Some(Self::at(program.into()).unwrap_or_else(|error| panic!("{error}")))
    }

    fn at(program: PathBuf) -> Result<Self, String> {
        let answer = output(&program, &["-c", ASK])?;
        let mut lines = answer.lines();
        let mut line = || lines.next().unwrap_or_default();
        Ok(Self {
            version: format!("{} {}", line(), line()),
            program,
        })
    }

    /// Runs a script; what it printed.
    pub fn run(&self, script: &Path) -> Result<String, String> {
        output(&self.program, &[&script.to_string_lossy()])
    }

    /// Runs a program twice in one process, and times the second run.
    pub fn time(&self, name: &str, size: Size) -> Result<Timed, String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("timing.py");
        let size = match size {
            Size::Small => "small",
            Size::Whole => "whole",
        };
        let (script, folder) = (script.to_string_lossy(), folder());
        let answer = output(
            &self.program,
            &[&script, &folder.to_string_lossy(), name, size],
        )?;
        let parts = answer.trim_end_matches('\n').split_once('\n');
        let (seconds, checksum) = parts.ok_or("the timing has two lines")?;
        Ok(Timed {
            seconds: seconds.trim().parse().map_err(|_| "seconds are a number")?,
            checksum: checksum.to_owned(),
        })
    }
}

fn output(program: &Path, arguments: &[&str]) -> Result<String, String> {
    let told = |what: &str| format!("{} {arguments:?}: {what}", program.display());
    let output = Command::new(program)
        .args(arguments)
        // The programs are measured where they lie, and nothing is left beside them.
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .map_err(|error| told(&error.to_string()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(told(&String::from_utf8_lossy(&output.stderr))),
    }
}
