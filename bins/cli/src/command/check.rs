//! `check`: what will run where, and why.

use std::collections::BTreeSet;

use iotpy_compiler::{Compiled, Diagnostic, DiagnosticKind, Diagnostics};
use iotpy_core::Vm;
use serde_json::{Value, json};

use crate::failure::{Failure, print};
use crate::sources::{Program, Target};

/// Say whether a file runs on IoTPy, what it needs there, and what stands in the way
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// FILE.py:FUNCTION, or FILE.py for a script
    target: Target,
    /// Print an object
    #[arg(long)]
    json: bool,
}

/// Exit status of a program that the compiler refuses, as for the other commands.
const REFUSED: u8 = 3;

/// Runs the command; the number is the exit status.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let target = &arguments.target;
    let program = Program::read(target)?;
    match program.compile(target.function.as_deref()) {
        Ok(compiled) => {
            let needs = Needs::of(&compiled)?;
            print(&match arguments.json {
                true => format!("{}\n", needs.json(&compiled)),
                false => needs.text(&compiled),
            })?;
            Ok(0)
        }
        Err(Failure::Refused(diagnostics)) => {
            print(&match arguments.json {
                true => format!("{}\n", refusal_json(&diagnostics)),
                false => refusal_text(&diagnostics),
            })?;
            Ok(REFUSED)
        }
        Err(other) => Err(other),
    }
}

/// What a package takes and asks for.
struct Needs {
    host_functions: Vec<String>,
    modules: BTreeSet<String>,
    arena_bytes: usize,
}

impl Needs {
    fn of(compiled: &Compiled) -> Result<Self, Failure> {
        let loaded = iotpy_core::Program::load(&compiled.package)
            .map_err(|error| Failure::Other(error.to_string()))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let modules = compiled.functions.iter();
        Ok(Self {
            host_functions: loaded.imports().map(text).collect(),
            modules: modules.map(|function| function.module.clone()).collect(),
            arena_bytes: 8 * Vm::arena_cells_min(&loaded),
        })
    }

    fn text(&self, compiled: &Compiled) -> String {
        let list = |names: &[String]| match names {
            [] => "none".to_owned(),
            names => names.join(", "),
        };
        let modules: Vec<_> = self.modules.iter().cloned().collect();
        let count = compiled.functions.len();
        let words: u32 = compiled.functions.iter().map(|f| f.code_words).sum();
        let bytes = compiled.package.len();
        let arena_bytes = self.arena_bytes;
        format!(
            "It runs on IoTPy, on this machine, on the server and on devices.\n\
             package         {bytes} bytes, of them {} of code\n\
             functions       {count}\n\
             modules         {}\n\
             host functions  {}\n\
             on a device     {bytes} bytes of flash and more than {arena_bytes} bytes of memory; \
             `run --stats` measures how much more\n",
            4 * words,
            list(&modules),
            list(&self.host_functions),
        )
    }

    fn json(&self, compiled: &Compiled) -> Value {
        let functions = compiled.functions.iter().map(|function| {
            json!({
                "module": function.module,
                "name": function.name,
                "code_words": function.code_words,
                "registers": function.registers,
            })
        });
        json!({
            "runs_on": "iotpy",
            "package_bytes": compiled.package.len(),
            "functions": functions.collect::<Vec<_>>(),
            "modules": self.modules,
            "host_functions": self.host_functions,
            "device": {
                "flash_bytes": compiled.package.len(),
                "memory_bytes_min": self.arena_bytes,
            },
        })
    }
}

/// Who runs what the compiler refuses: CPython, unless nobody can.
fn runs_on(diagnostics: &Diagnostics) -> Option<&'static str> {
    let is_broken = |diagnostic: &Diagnostic| {
        let kind = diagnostic.kind;
        matches!(
            kind,
            DiagnosticKind::Syntax | DiagnosticKind::MissingHandler
        )
    };
    (!diagnostics.0.iter().any(is_broken)).then_some("cpython")
}

fn refusal_text(diagnostics: &Diagnostics) -> String {
    let count = diagnostics.0.len();
    let reasons = if count == 1 { "reason" } else { "reasons" };
    let place = match runs_on(diagnostics) {
        Some(_) => "It does not run on IoTPy; the server would run it with the CPython executor.",
        None => "It does not run at all.",
    };
    format!("{place}\n{count} {reasons}:\n{diagnostics}\n")
}

fn refusal_json(diagnostics: &Diagnostics) -> Value {
    let reasons = diagnostics.0.iter().map(|diagnostic| {
        json!({
            "kind": format!("{:?}", diagnostic.kind),
            "file": diagnostic.file,
            "line": diagnostic.line,
            "column": diagnostic.column,
            "construct": diagnostic.construct,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
        })
    });
    json!({
        "runs_on": runs_on(diagnostics),
        "reasons": reasons.collect::<Vec<_>>(),
    })
}
