//! Python 3 source to IoTPy packages.
//!
//! [`compile`] takes the files of a function (a Lambda zip, unpacked) and the handler's name and
//! links one package: the handler, the modules and functions that it reaches, and the part of our
//! Python library that it reaches. Everything that can be decided on the server is decided here,
//! so that the device loads the package in place: names become registers and slots, imports
//! become table entries, builtins become numbers.
//!
//! ```
//! use iotpy_compiler::{Entry, Options, Sources, compile};
//!
//! let light = "def level(event, context):\n    return event[0] // 2\n";
//! let sources = Sources::from_files([("light.py", light)])?;
//! let entry = Entry::parse("light.level").ok_or("no handler")?;
//! let compiled = compile(&sources, &entry, &Options::default())?;
//! assert!(compiled.package.starts_with(b"IoTP"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it refuses
//!
//! What the program reaches and the VM cannot do is reported with file, line, column, construct and
//! a hint, all of it at once: `async`, `except*`, complex numbers, type parameters, `eval` and its
//! relatives, modules that are neither in the sources nor in our library. It never guesses: what
//! compiles answers as CPython does. It reads no files and no clock, and does not run the program.
//!
//! # The library
//!
//! `pylib` holds the standard modules that are written in Python, over native halves whose names
//! start with an underscore. What binds a name at the top of such a module does nothing else, so it
//! is lowered only when something reads the name, and a program carries no more than it reaches.
//!
//! # The passes
//!
//! | pass | what it does |
//! |---|---|
//! | `parse` | text to our syntax tree; the only place that knows the parser library |
//! | `resolve` | which variable every name means |
//! | `lower` | trees to instructions, on demand from the entry, with a register allocator |
//! | `fold`, `optimise` | constants; jumps to jumps and unreachable code |
//! | `emit`, `link` | instructions to words and tables to one image |
//!
//! There are no cargo features.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod code;
mod diagnostic;
mod disassemble;
mod emit;
mod fold;
mod library;
mod link;
mod lower;
mod optimise;
mod parse;
mod position;
mod reach;
mod resolve;
mod source;
mod tree;

pub use diagnostic::{DIAGNOSTICS_MAX, Diagnostic, DiagnosticKind, Diagnostics};
pub use disassemble::{DisassembleError, disassemble};
pub use parse::anchor;
pub use position::{Positions, Span};
pub use reach::{Folders, read_imports};
pub use source::{FILE_BYTES_MAX, SourceError, Sources};

use lower::Program;

/// Where a program starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A function of a module, called with the event and the context.
    Handler {
        /// The module's dotted name.
        module: &'a str,
        /// The function's name.
        function: &'a str,
    },
    /// A file that is run as `__main__`.
    Script {
        /// The file's path in the sources.
        path: &'a str,
    },
}

impl<'a> Entry<'a> {
    /// Reads a handler as AWS Lambda writes it: "light.new_light_lvl", "package/module.function"
    /// or "package.module.function".
    pub fn parse(handler: &'a str) -> Option<Entry<'a>> {
        let (module, function) = handler.rsplit_once('.')?;
        let named = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
        (named(module) && named(function)).then_some(Entry::Handler { module, function })
    }
}

/// The function of hosts that reach a cloud. Programs that import `boto3` compile only where it is
/// among [`Options::host_functions`].
pub const CLOUD_FUNCTION: &str = "aws.call";

/// What to compile for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Functions of the host by their full names, as in "device.set_pin_high". A package that
    /// uses one names it in its import table. A module that only the host has needs no import, as
    /// in figure 3 of the NanoLambda paper.
    pub host_functions: Vec<String>,
    /// Whether tracebacks can tell lines; without, the package is smaller.
    pub line_tables: bool,
}

impl Default for Options {
    /// The simulated `device` module, `time.sleep`, what our library asks of every host, and line
    /// tables. Not the cloud: add [`CLOUD_FUNCTION`] for hosts that reach it.
    fn default() -> Options {
        let device = ["set_pin_high", "set_pin_low", "get_pin", "read_adc"];
        let mut host_functions: Vec<String> =
            device.iter().map(|name| format!("device.{name}")).collect();
        let library = [
            "time.sleep",
            "_host.argv",
            "_host.environ",
            "_host.request_id",
            "_host.started",
        ];
        host_functions.extend(library.map(str::to_owned));
        Options {
            host_functions,
            line_tables: true,
        }
    }
}

/// What a function takes of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionSize {
    /// The module's name.
    pub module: String,
    /// The qualified name, `<module>` for the body of a module.
    pub name: String,
    /// Instruction words of 4 bytes.
    pub code_words: u32,
    /// Registers of a frame, of 8 bytes each.
    pub registers: u8,
}

/// A compiled program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The package, as `docs/formats/package.md` describes it.
    pub package: Vec<u8>,
    /// Its functions, in the order of the function table.
    pub functions: Vec<FunctionSize>,
    /// Where its instructions come from.
    pub positions: Positions,
}

/// Compiles a program to a package.
///
/// The same sources, entry and options give the same bytes. Errors are all that is wrong with the
/// code that the entry reaches, in the order of files and lines.
pub fn compile(
    sources: &Sources,
    entry: &Entry<'_>,
    options: &Options,
) -> Result<Compiled, Diagnostics> {
    let lowered = Program::new(sources, entry, options).lower(entry)?;
    let linked = link::link(&lowered, options)?;
    Ok(Compiled {
        package: linked.image,
        functions: linked.functions,
        positions: linked.positions,
    })
}
