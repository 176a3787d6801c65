//! A program on our VM, bounded as the edge server bounds a function by default.

use std::time::Instant;

use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};

use nanolambda_native::{Heating, Translation, Translator};

use super::program::Size;

/// 128 MB, the memory of a function that asks for none.
pub const ARENA_CELLS: usize = 128 << 17;
/// As the edge server bounds machine code.
const CODE_BYTES_MAX: usize = 32 << 20;
/// As the edge server slices.
const FUEL_SLICE: u64 = 250_000;
const LIMITS: Limits = Limits {
    fuel: 1_000_000_000_000,
    depth_max: 1_000,
};

/// A host whose pins answer and do nothing, and that has nothing else.
pub struct Pins;

impl Host for Pins {
    fn write(&mut self, _stream: Stream, _text: &[u8]) {}

    fn unix_time_ns(&mut self) -> u64 {
        0
    }

    fn monotonic_ns(&mut self) -> u64 {
        0
    }

    fn call(&mut self, name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        match name.starts_with("device.") {
            true => Reply::None,
            false => Reply::Unknown,
        }
    }
}

/// Seconds of a run, and its checksum.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    pub seconds: f64,
    pub checksum: String,
}

/// A program whose module has been run.
pub struct Instance<'p, 'a> {
    vm: Vm<'p, 'a>,
    answer: Vec<u8>,
}

impl<'p, 'a> Instance<'p, 'a> {
    /// Builds the heap and runs the module.
    pub fn boot(program: &Program<'p>, arena: &'a mut [u64]) -> Self {
        let vm = Vm::boot(program, arena, 0, &LIMITS).expect("the arena is large enough");
        let mut instance = Self {
            vm,
            answer: Vec::new(),
        };
        instance.finish();
        instance.vm.finish_boot();
        instance
    }

    /// Begins with what another instance has left, see [`Instance::state`].
    pub fn copy_of(program: &Program<'p>, arena: &'a mut [u64], state: &[u64]) -> Self {
        let vm = Vm::start_from(program, arena, state).expect("the arena is large enough");
        Self {
            vm,
            answer: Vec::new(),
        }
    }

    /// What further instances begin with, between two calls.
    pub fn state(&self) -> Vec<u64> {
        self.vm.idle_state().expect("no call is under way").to_vec()
    }

    /// Has the calls run by machine code where there is some.
    pub fn run_natively(&mut self, native: &'p Translation) {
        self.vm.run_natively(native);
    }

    /// Calls the handler; its answer in JSON.
    pub fn call(&mut self, event: &[u8], context: &[(&str, Argument<'_>)]) -> &[u8] {
        let started = self.vm.start_call(event, context, &LIMITS);
        started.expect("the handler takes an event");
        self.finish();
        self.answer.clear();
        let written = self.vm.result_json(&mut self.answer);
        written.expect("the result is JSON");
        self.vm.finish_call();
        &self.answer
    }

    fn finish(&mut self) {
        loop {
            match self.vm.run(&mut Pins, FUEL_SLICE) {
                Outcome::Paused => {}
                Outcome::Done => return,
                other => panic!("{other:?}: {}", self.exception()),
            }
        }
    }

    fn exception(&mut self) -> String {
        let mut text = Vec::new();
        let shown = self.vm.exception_text(&mut text);
        shown.map_or_else(
            |_| String::new(),
            |_| String::from_utf8_lossy(&text).into_owned(),
        )
    }
}

/// Runs a program twice in one instance, and times the second run.
pub fn time(package: &[u8], size: Size) -> Timed {
    let program = Program::load(package).expect("the compiler makes good packages");
    // The first run makes all code that there is to be: the second is that of a warm function.
    let heating = Heating {
        in_background: false,
        ..Heating::default()
    };
    let translator = Translator::new(heating, CODE_BYTES_MAX);
    let translation = translator.translate(&program);
    let mut arena = vec![0; ARENA_CELLS];
    let mut instance = Instance::boot(&program, &mut arena);
    instance.run_natively(&translation);
    let event: &[u8] = match size {
        Size::Small => b"true",
        Size::Whole => b"false",
    };
    let first = instance.call(event, &[]).to_vec();
    let started = Instant::now();
    let second = instance.call(event, &[]);
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(first, second, "two runs have two checksums");
    let checksum = serde_json::from_slice(second).expect("the checksum is a text");
    Timed { seconds, checksum }
}
