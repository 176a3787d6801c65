//! One function of a package to machine code.

use std::sync::Arc;

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, types};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa, TargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use iotpy_core::package::Package;

use crate::code::Code;
use crate::profile::Profile;
use crate::translate::{self, Unit};

/// The longest function that is compiled, in words.
const WORDS_MAX: u32 = 4_096;

/// What a function became.
pub(crate) struct Compiled {
    pub(crate) code: Arc<Code>,
    /// What calls it.
    pub(crate) bridge: Arc<Code>,
    /// The instructions at which it can be entered, by place.
    pub(crate) entries: Vec<usize>,
}

/// Makes code for the processor that it runs on.
pub(crate) struct Compiler {
    isa: OwnedTargetIsa,
    context: cranelift_codegen::Context,
    bridge: Arc<Code>,
    frontend: FunctionBuilderContext,
}

impl Compiler {
    /// None if this processor is none that code can be made for.
    pub(crate) fn new() -> Option<Compiler> {
        // Others have to be told that new instructions are in memory, which was not tried.
        if !cfg!(target_arch = "x86_64") {
            return None;
        }
        let mut flags = settings::builder();
        let verify = if cfg!(debug_assertions) {
            "true"
        } else {
            "false"
        };
        for (name, value) in [
            ("opt_level", "speed"),
            ("enable_verifier", verify),
            ("unwind_info", "false"),
            ("preserve_frame_pointers", "true"),
        ] {
            flags.set(name, value).ok()?;
        }
        let builder = cranelift_native::builder().ok()?;
        let isa = builder.finish(settings::Flags::new(flags)).ok()?;
        let mut context = cranelift_codegen::Context::new();
        let mut frontend = FunctionBuilderContext::new();
        let bridge = bridge(&*isa, &mut context, &mut frontend)?;
        Some(Compiler {
            isa,
            context,
            bridge: Arc::new(bridge),
            frontend,
        })
    }

    /// Compiles a function for what it worked on while it was watched. None if it cannot be, or if
    /// that would not make it faster, unless it is to be `at_any_price`.
    pub(crate) fn compile(
        &mut self,
        package: &Package<'_>,
        profile: &Profile,
        at_any_price: bool,
    ) -> Option<Compiled> {
        let function = package.function(profile.function());
        if function.code_len > WORDS_MAX {
            return None;
        }
        let unit = Unit::new(package, &function, profile);
        if unit.entries.is_empty() {
            return None;
        }
        self.context.clear();
        self.context.func.signature = signature();
        let worth = translate::translate(
            &mut self.context.func,
            &mut self.frontend,
            &*self.isa,
            &unit,
        );
        if !at_any_price && !worth.is_worth_it() {
            return None;
        }
        let mut plane = ControlPlane::default();
        let made = self.context.compile(&*self.isa, &mut plane).ok()?;
        if !made.buffer.relocs().is_empty() {
            return None;
        }
        Some(Compiled {
            bridge: Arc::clone(&self.bridge),
            code: Arc::new(Code::new(made.code_buffer()).ok()?),
            entries: unit.entries.clone(),
        })
    }
}

/// The signature of machine code, which goes on in other such code without a frame of its own.
fn signature() -> Signature {
    let mut signature = Signature::new(CallConv::Tail);
    signature.params = vec![AbiParam::new(types::I64); 2];
    signature.returns.push(AbiParam::new(types::I32));
    signature
}

/// What calls machine code, see `code::Bridge`.
fn bridge(
    isa: &dyn TargetIsa,
    context: &mut cranelift_codegen::Context,
    frontend: &mut FunctionBuilderContext,
) -> Option<Code> {
    let mut own = Signature::new(isa.default_call_conv());
    own.params = vec![AbiParam::new(types::I64); 3];
    own.returns.push(AbiParam::new(types::I32));
    context.func.signature = own;
    let mut builder = FunctionBuilder::new(&mut context.func, frontend);
    let called = builder.import_signature(signature());
    let begin = builder.create_block();
    builder.append_block_params_for_function_params(begin);
    builder.switch_to_block(begin);
    let [body, with, place] = [0, 1, 2].map(|n| builder.block_params(begin)[n]);
    let call = builder.ins().call_indirect(called, body, &[with, place]);
    let answer = builder.inst_results(call)[0];
    builder.ins().return_(&[answer]);
    builder.seal_all_blocks();
    builder.finalize(isa.frontend_config());
    let made = context.compile(isa, &mut ControlPlane::default()).ok()?;
    Code::new(made.code_buffer()).ok()
}
