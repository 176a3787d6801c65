//! What a call costs beside its work: the first of a function, and one that does nothing.

use std::hint::black_box;
use std::time::Instant;

use iotpy_core::{Argument, Program};

use super::instance::{ARENA_CELLS, Instance};
use super::program::compiled;
use crate::rounds::median;

const LIGHT: &str = include_str!("../../../python/handlers/light.py");
const EMPTY: &str = "def handler(event, context):\n    pass\n";
/// The shape of what the edge server tells a handler about its call.
const CONTEXT: [(&str, Argument<'_>); 11] = [
    ("function_name", Argument::Str(b"empty")),
    ("function_version", Argument::Str(b"$LATEST")),
    (
        "invoked_function_arn",
        Argument::Str(b"arn:aws:lambda:us-east-1:000000000000:function:empty"),
    ),
    ("memory_limit_in_mb", Argument::Str(b"128")),
    (
        "aws_request_id",
        Argument::Str(b"00000000-0000-4000-8000-000000000000"),
    ),
    ("log_group_name", Argument::Str(b"/aws/lambda/empty")),
    ("log_stream_name", Argument::Str(b"2026/01/01/[$LATEST]0")),
    ("deadline_ms", Argument::Int(1_700_000_000_000)),
    ("client_context", Argument::None),
    ("identity", Argument::None),
    ("tenant_id", Argument::None),
];

/// What a call costs, in microseconds.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    /// The first call of the light handler, with the load of its package and a new heap.
    pub cold_us: f64,
    /// The load and the verification of that.
    pub load_us: f64,
    /// A call of an empty handler that has been called before.
    pub warm_us: f64,
    /// The same with the context that the edge server gives.
    pub warm_with_context_us: f64,
}

/// Medians of so many cold starts, and of the means of as many hundreds of warm calls.
pub fn measure(repeats: usize) -> Start {
    let light = compiled(&[("light.py", LIGHT)], "light.new_light_lvl");
    let empty = compiled(&[("empty.py", EMPTY)], "empty.handler");
    Start {
        cold_us: of_repeats(repeats, || cold(&light)),
        load_us: of_repeats(repeats, || load(&light)),
        warm_us: warm(&empty, repeats, &[]),
        warm_with_context_us: warm(&empty, repeats, &CONTEXT),
    }
}

fn of_repeats(repeats: usize, mut once: impl FnMut() -> f64) -> f64 {
    median((0..repeats).map(|_| once()).collect())
}

fn cold(package: &[u8]) -> f64 {
    let started = Instant::now();
    let program = Program::load(package).expect("the compiler makes good packages");
    let mut arena = vec![0; ARENA_CELLS];
    let mut instance = Instance::boot(&program, &mut arena);
    black_box(instance.call(b"[120]", &[]));
    microseconds(started)
}

fn load(package: &[u8]) -> f64 {
    let started = Instant::now();
    black_box(Program::load(package).expect("the compiler makes good packages"));
    microseconds(started)
}

fn warm(package: &[u8], repeats: usize, context: &[(&str, Argument<'_>)]) -> f64 {
    const CALLS: usize = 100;
    let program = Program::load(package).expect("the compiler makes good packages");
    let mut arena = vec![0; ARENA_CELLS];
    let mut instance = Instance::boot(&program, &mut arena);
    of_repeats(repeats, || {
        let started = Instant::now();
        for _ in 0..CALLS {
            black_box(instance.call(b"{}", context));
        }
        microseconds(started) / CALLS as f64
    })
}

fn microseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000_000.0
}
