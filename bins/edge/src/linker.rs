//! The compiler, as the function registry calls it.

use bytes::Bytes;
use lambda_compat::{Diagnostic, Linker, Refusal, Sources};

/// Until the compiler is part of this build, every function is one for CPython.
pub struct Compiler;

impl Linker for Compiler {
    fn identity(&self) -> String {
        "no compiler".to_owned()
    }

    fn link(&self, _: &Sources, handler: &str) -> Result<Bytes, Refusal> {
        Err(Refusal::Unsupported(vec![Diagnostic {
            file: handler.to_owned(),
            line: 0,
            column: 0,
            message: "this build has no compiler for the IoTPy machine".to_owned(),
        }]))
    }
}
