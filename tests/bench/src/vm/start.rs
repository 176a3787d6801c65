//! What a call costs beside its work: the first of a function, and one that does nothing.

use std::hint::black_box;
use std::time::Instant;

use iotpy_core::{Argument, Program};

use super::instance::{ARENA_CELLS, Instance};
use super::program::compiled;
use crate::rounds::{Side, Values, interleave, median};

/// Its module is run once for each start, or copied.
const TABLES: &str = include_str!("../../starts/tables.py");
const TABLES_EVENT: &[u8] = b"\"item-97\"";
const LIGHT_EVENT: &[u8] = b"[120]";
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
    /// The same first call in an instance that begins with a copy of one whose module has run.
    pub light_copy_us: f64,
    /// A first call of a function whose module builds tables, and the same in a copy.
    pub tables_us: f64,
    pub tables_copy_us: f64,
    /// What such a copy takes.
    pub tables_copy_kb: f64,
    /// A call of an empty handler that has been called before.
    pub warm_us: f64,
    /// The same with the context that the edge server gives.
    pub warm_with_context_us: f64,
}

/// Medians of so many cold starts, and of the means of as many hundreds of warm calls.
pub fn measure(repeats: usize) -> Start {
    let light = compiled(&[("light.py", LIGHT)], "light.new_light_lvl");
    let empty = compiled(&[("empty.py", EMPTY)], "empty.handler");
    let tables = compiled(&[("tables.py", TABLES)], "tables.handler");
    let [cold_us, light_copy_us] = run_and_copied(repeats, &light, LIGHT_EVENT);
    // Each of these is some thousand times as long.
    let long = repeats.div_ceil(10);
    let [tables_us, tables_copy_us] = run_and_copied(long, &tables, TABLES_EVENT);
    Start {
        cold_us,
        light_copy_us,
        tables_us,
        tables_copy_us,
        tables_copy_kb: state_of(&tables).len() as f64 / 128.0,
        load_us: of_repeats(repeats, || load(&light)),
        warm_us: warm(&empty, repeats, &[]),
        warm_with_context_us: warm(&empty, repeats, &CONTEXT),
    }
}

fn of_repeats(repeats: usize, mut once: impl FnMut() -> f64) -> f64 {
    median((0..repeats).map(|_| once()).collect())
}

/// The first call of a new instance, by running its module and by a copy of one that has, in turns.
fn run_and_copied(repeats: usize, package: &[u8], event: &[u8]) -> [f64; 2] {
    let state = state_of(package);
    let sides = vec![
        Side::new("run", || run(package, event)),
        Side::new("copied", || copied(package, &state, event)),
    ];
    let values = interleave(repeats, sides);
    let middle = |at: usize| {
        values
            .get(at)
            .map_or(f64::NAN, |side: &Values| median(side.rounds.clone()))
    };
    [middle(0), middle(1)]
}

fn run(package: &[u8], event: &[u8]) -> f64 {
    let started = Instant::now();
    let program = Program::load(package).expect("the compiler makes good packages");
    let mut arena = vec![0; ARENA_CELLS];
    let mut instance = Instance::boot(&program, &mut arena);
    black_box(instance.call(event, &[]));
    microseconds(started)
}

/// As the edge server does: the package was verified when the state was made.
fn copied(package: &[u8], state: &[u64], event: &[u8]) -> f64 {
    let started = Instant::now();
    let program = Program::verified_before(package);
    let mut arena = vec![0; ARENA_CELLS];
    let mut instance = Instance::copy_of(&program, &mut arena, state);
    black_box(instance.call(event, &[]));
    microseconds(started)
}

fn state_of(package: &[u8]) -> Vec<u64> {
    let program = Program::load(package).expect("the compiler makes good packages");
    let mut arena = vec![0; ARENA_CELLS];
    Instance::boot(&program, &mut arena).state()
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
