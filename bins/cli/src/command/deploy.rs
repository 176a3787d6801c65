//! `deploy`: a file or a folder becomes a function of a server.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::failure::{Failure, print};
use crate::server::{Answer, call};

/// AWS's bound on a zip that is sent with the call, before base64.
const ZIP_BYTES_MAX: usize = 50 * 1024 * 1024;
const FILES_MAX: usize = 10_000;

/// Create a function on a server, or change its code and configuration
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A Python file, a zip file, or a folder
    path: PathBuf,
    /// MODULE.FUNCTION
    #[arg(long)]
    handler: String,
    /// Name of the function [default: the name of the file or folder]
    #[arg(long)]
    name: Option<String>,
    /// Memory of the function
    #[arg(long, value_name = "MB")]
    memory: Option<u32>,
    /// Longest run of the function
    #[arg(long, value_name = "S")]
    timeout: Option<u32>,
    /// A variable that the function sees; may be given more than once
    #[arg(long = "env", value_name = "NAME=VALUE")]
    variables: Vec<String>,
    /// The server
    #[arg(
        long,
        env = "NANOLAMBDA_ENDPOINT",
        default_value = "http://127.0.0.1:4566"
    )]
    endpoint: String,
    /// Print the configuration as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => name_of(&arguments.path)?,
    };
    let zip = BASE64_STANDARD.encode(zip_of(&arguments.path)?);
    let settings = settings(arguments)?;
    let functions = format!(
        "{}/2015-03-31/functions",
        arguments.endpoint.trim_end_matches('/')
    );
    let mut create = settings.clone();
    create.insert("FunctionName".to_owned(), json!(name));
    create.insert(
        "Role".to_owned(),
        json!("arn:aws:iam::000000000000:role/any"),
    );
    create.insert("Code".to_owned(), json!({ "ZipFile": zip }));
    let mut answer = send("POST", &functions, create)?;
    if answer.status == 409 {
        let function = format!("{functions}/{name}");
        let code = Map::from_iter([("ZipFile".to_owned(), json!(zip))]);
        let updated = send("PUT", &format!("{function}/code"), code)?;
        if updated.status != 200 {
            return Err(Failure::Other(updated.complaint()));
        }
        answer = send("PUT", &format!("{function}/configuration"), settings)?;
    }
    if !matches!(answer.status, 200 | 201) {
        return Err(Failure::Other(answer.complaint()));
    }
    if arguments.json {
        return print(&format!("{}\n", answer.text()));
    }
    let configuration = answer.json();
    let text = |key: &str| configuration[key].as_str().unwrap_or_default().to_owned();
    let reason = match text("StateReason") {
        reason if reason.is_empty() => "it runs on IoTPy".to_owned(),
        reason => reason,
    };
    print(&format!(
        "{} is {}: {reason}\n",
        text("FunctionArn"),
        text("State")
    ))
}

fn send(method: &str, url: &str, body: Map<String, Value>) -> Result<Answer, Failure> {
    let body = Value::Object(body).to_string();
    call(
        method,
        url,
        &[("content-type", "application/json")],
        body.as_bytes(),
    )
}

fn name_of(path: &Path) -> Result<String, Failure> {
    let whole = fs::canonicalize(path).map_err(|error| Failure::file(path, &error))?;
    let stem = if whole.is_dir() {
        whole.file_name()
    } else {
        whole.file_stem()
    };
    Ok(stem.unwrap_or_default().to_string_lossy().into_owned())
}

fn settings(arguments: &Arguments) -> Result<Map<String, Value>, Failure> {
    let mut settings = Map::new();
    settings.insert("Handler".to_owned(), json!(arguments.handler));
    settings.insert("Runtime".to_owned(), json!("python3.12"));
    if let Some(memory_mb) = arguments.memory {
        settings.insert("MemorySize".to_owned(), json!(memory_mb));
    }
    if let Some(timeout_s) = arguments.timeout {
        settings.insert("Timeout".to_owned(), json!(timeout_s));
    }
    if !arguments.variables.is_empty() {
        let mut variables = Map::new();
        for variable in &arguments.variables {
            let Some((name, value)) = variable.split_once('=') else {
                return Err(Failure::Usage(format!("{variable:?} is not NAME=VALUE")));
            };
            variables.insert(name.to_owned(), json!(value));
        }
        settings.insert("Environment".to_owned(), json!({ "Variables": variables }));
    }
    Ok(settings)
}

/// A zip of a file or of all files of a folder. A zip file is taken as it is.
fn zip_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: &std::io::Error| Failure::file(path, error);
    if path.extension().is_some_and(|extension| extension == "zip") {
        return fs::read(path).map_err(|error| failed(&error));
    }
    let mut files = Vec::new();
    if path.is_dir() {
        collect(path, "", &mut files)?;
    } else {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        files.push((name, path.to_owned()));
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, file) in files {
        let bytes = fs::read(&file).map_err(|error| Failure::file(&file, &error))?;
        // Entries without times: the same files are the same zip.
        let began = writer.start_file(&name, SimpleFileOptions::default());
        began.map_err(|error| Failure::Other(format!("{name}: {error}")))?;
        writer
            .write_all(&bytes)
            .map_err(|error| Failure::file(&file, &error))?;
    }
    let zip = writer
        .finish()
        .map_err(|error| Failure::Other(error.to_string()))?
        .into_inner();
    if zip.len() > ZIP_BYTES_MAX {
        let (is, max) = (zip.len(), ZIP_BYTES_MAX);
        return Err(Failure::Other(format!(
            "the zip has {is} bytes; at most {max} can be sent"
        )));
    }
    Ok(zip)
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut entries: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.starts_with('.') || name == "__pycache__" {
            continue;
        }
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.push((format!("{prefix}{name}"), path));
        }
        if files.len() > FILES_MAX {
            let folder = folder.display();
            return Err(Failure::Other(format!(
                "{folder} has more than {FILES_MAX} files"
            )));
        }
    }
    Ok(())
}
