//! The reference: CPython, run in batches by `driver.py`.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::corpus::{Handler, Source, root};
use crate::implementation::{Implementation, SuiteError};
use crate::observed::Observed;

/// CPython as `python3` on the path, one process for each batch.
#[derive(Clone, Debug, Default)]
pub struct CPython {
    /// The hash seed of the process, so that a program that depends on it can be told.
    pub hash_seed: u32,
}

impl CPython {
    /// The random programs of `count` seeds from `first` on, with what they do.
    pub fn random(&self, first: u64, count: u64) -> Result<Vec<(String, Observed)>, SuiteError> {
        self.ask(&json!({ "random": [first, count] }))
    }

    /// Some of the programs that are a little smaller than `text`, from the number `from` on, with
    /// what they do.
    pub fn reductions(
        &self,
        text: &str,
        from: usize,
    ) -> Result<Vec<(String, Observed)>, SuiteError> {
        self.ask(&json!({ "reductions": text, "from": from }))
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

    /// Asks one process for each core, each about a part of the items, and joins the answers.
    fn ask_in_parts<I: Sync, T: DeserializeOwned + Send>(
        &self,
        items: &[I],
        request: impl Fn(&[I]) -> Value + Sync,
    ) -> Result<Vec<T>, SuiteError> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let length = items.len().div_ceil(workers).max(1);
        let request = &request;
        thread::scope(|scope| {
            let parts: Vec<_> = items
                .chunks(length)
                .map(|part| scope.spawn(move || self.ask::<Vec<T>>(&request(part))))
                .collect();
            let mut answers = Vec::new();
            for part in parts {
                let gone = |_| Err(SuiteError::Python("a thread of the suite panicked".into()));
                answers.extend(part.join().unwrap_or_else(gone)?);
            }
            Ok(answers)
        })
    }
}

impl Implementation for CPython {
    fn run_scripts(&self, sources: &[Source]) -> Result<Vec<Observed>, SuiteError> {
        self.ask_in_parts(sources, |part| {
            let pairs = part.iter().map(|source| (&source.name, &source.text));
            json!({ "scripts": pairs.collect::<Vec<_>>() })
        })
    }

    fn run_handlers(&self, handlers: &[Handler]) -> Result<Vec<Vec<Observed>>, SuiteError> {
        self.ask_in_parts(handlers, |part| {
            let requests = part
                .iter()
                .map(|handler| (&handler.path, &handler.function, &handler.events));
            json!({ "handlers": requests.collect::<Vec<_>>() })
        })
    }
}
