//! `compile`: a package in a file.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::failure::{Failure, print};
use crate::sources::{Program, Target};

/// Compile a file to a package
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// FILE.py:FUNCTION, or FILE.py for a script
    target: Target,
    /// Where to write the package [default: the file with the extension .iotpy]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print sizes as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let target = &arguments.target;
    let compiled = Program::read(target)?.compile(target.function.as_deref())?;
    let output = arguments
        .output
        .clone()
        .unwrap_or_else(|| target.file.with_extension("iotpy"));
    fs::write(&output, &compiled.package).map_err(|error| Failure::file(&output, &error))?;
    let package_bytes = compiled.package.len();
    if !arguments.json {
        return print(&format!("{}: {package_bytes} bytes\n", output.display()));
    }
    let functions: Vec<_> = compiled
        .functions
        .iter()
        .map(|function| {
            json!({
                "module": function.module,
                "name": function.name,
                "code_words": function.code_words,
                "registers": function.registers,
            })
        })
        .collect();
    let object = json!({
        "package": output.display().to_string(),
        "package_bytes": package_bytes,
        "functions": functions,
    });
    print(&format!("{object}\n"))
}
