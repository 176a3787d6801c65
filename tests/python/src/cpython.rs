//! The reference: CPython, run in batches by `driver.py`.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::corpus::{Handler, root};
use crate::implementation::{Implementation, SuiteError};
use crate::observed::Observed;

/// CPython as `python3` on the path, one process for each batch.
#[derive(Clone, Debug, Default)]
pub struct CPython {
    /// The hash seed of the process, so that a program that depends on it can be told.
    pub hash_seed: u32,
}

impl CPython {
    /// The random programs of `count` seeds from `first` on.
    pub fn generate(&self, first: u64, count: u64) -> Result<Vec<String>, SuiteError> {
        self.ask(&json!({ "generate": [first, count] }))
    }

    fn ask<T: DeserializeOwned>(&self, request: &Value) -> Result<T, SuiteError> {
        let failed = |reason: &dyn ToString| SuiteError::Python(reason.to_string());
        let mut child = Command::new("python3")
            .arg(root().join("driver.py"))
            .env("PYTHONHASHSEED", self.hash_seed.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| failed(&error))?;
        if let Some(mut input) = child.stdin.take() {
            input
                .write_all(request.to_string().as_bytes())
                .map_err(|error| failed(&error))?;
        }
        let output = child.wait_with_output().map_err(|error| failed(&error))?;
        if !output.status.success() {
            return Err(SuiteError::Python(
                String::from_utf8_lossy(&output.stderr).into_owned(),
            ));
        }
        serde_json::from_slice(&output.stdout).map_err(|error| failed(&error))
    }
}

impl Implementation for CPython {
    fn run_scripts(&self, paths: &[PathBuf]) -> Result<Vec<Observed>, SuiteError> {
        self.ask(&json!({ "scripts": paths }))
    }

    fn run_handler(&self, handler: &Handler) -> Result<Vec<Observed>, SuiteError> {
        self.ask(&json!({
            "handler": handler.path,
            "function": handler.function,
            "events": handler.events,
        }))
    }
}
