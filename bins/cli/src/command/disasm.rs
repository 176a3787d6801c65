//! `disasm`: what a package holds.

use std::fs;
use std::path::PathBuf;

use iotpy_compiler::disassemble;

use crate::failure::{Failure, print};
use crate::sources::{Program, Target};

/// Show the instructions of a package, or of a file that is compiled for it
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A package, FILE.py:FUNCTION, or FILE.py for a script
    target: String,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let package = match arguments.target.parse::<Target>() {
        Ok(target) => {
            Program::read(&target)?
                .compile(target.function.as_deref())?
                .package
        }
        Err(_) => {
            let path = PathBuf::from(&arguments.target);
            fs::read(&path).map_err(|error| Failure::file(&path, &error))?
        }
    };
    let listing = disassemble(&package);
    print(&listing.map_err(|error| Failure::Other(format!("{}: {error}", arguments.target)))?)
}
