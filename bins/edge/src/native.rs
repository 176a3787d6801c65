//! Machine code for the functions that are called often.

use std::sync::Arc;

use faas_runtime::executor::iotpy::{NativeCode, NativeCompiler};
use iotpy_core::Program;
use nanolambda_native::{Heating, Translator};

/// Bytes of machine code of all functions together.
const CODE_BYTES_MAX: usize = 32 << 20;

/// What makes it.
pub struct Native(Translator);

impl Native {
    pub fn new() -> Self {
        Self(Translator::new(Heating::default(), CODE_BYTES_MAX))
    }
}

impl NativeCompiler for Native {
    fn translate(&self, program: &Program<'_>) -> NativeCode {
        Arc::new(self.0.translate(program))
    }
}
