//! Machine code for IoTPy packages, made where it runs: what is called often is compiled by
//! Cranelift, instruction by instruction, and runs on the arena of the machine as its interpreter
//! does. Results, fuel and the state at every fuel check are the same with and without it, so that
//! calls still pause, move and end as they do elsewhere.
//!
//! ```
//! use iotpy_compiler::{Entry, Options, Sources, compile};
//! use iotpy_core::{Limits, NullHost, Outcome, Program, Vm};
//! use nanolambda_native::{Heating, Translator};
//!
//! let source = "def handler(event, context):\n    return sum(i * i for i in range(event))\n";
//! let sources = Sources::from_files([("squares.py", source)])?;
//! let entry = Entry::parse("squares.handler").ok_or("no handler")?;
//! let compiled = compile(&sources, &entry, &Options::default());
//! let package = compiled.map_err(|refused| refused.to_string())?.package;
//!
//! let program = Program::load(&package)?;
//! let translation = Translator::new(Heating::default(), 1 << 24).translate(&program);
//! let mut arena = vec![0; 1 << 16];
//! let limits = Limits { fuel: 1_000_000, depth_max: 100 };
//! let mut vm = Vm::boot(&program, &mut arena, 7, &limits)?;
//! vm.run_natively(&translation);
//! assert_eq!(vm.run(&mut NullHost, u64::MAX), Outcome::Done);
//! vm.finish_boot();
//! vm.start_call(b"1000", &[], &limits)?;
//! assert_eq!(vm.run(&mut NullHost, u64::MAX), Outcome::Done);
//! let mut result = Vec::new();
//! vm.result_json(&mut result).map_err(|outcome| format!("{outcome:?}"))?;
//! assert_eq!(result, b"332833500");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod code;
mod compile;
mod heat;
mod hint;
mod profile;
mod translate;
mod translation;
mod translator;

pub use translation::Translation;
pub use translator::{Heating, Translator};
