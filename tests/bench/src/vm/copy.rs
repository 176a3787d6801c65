//! How a new instance begins: its module is run, or copied from an instance whose module has run.

use std::hint::black_box;
use std::time::Instant;

use iotpy_core::Program;

use super::instance::{ARENA_CELLS, Instance};
use super::program::compiled;
use crate::rounds::{Side, interleave, median};

/// What is measured: which module, its file without the ending, its text, its handler and an event.
const FUNCTIONS: [(&str, &str, &str, &str, &[u8]); 3] = [
    (
        "the light handler",
        "light",
        include_str!("../../../python/handlers/light.py"),
        "new_light_lvl",
        b"[120]",
    ),
    (
        "`starts/usual.py`: settings, a log and a client",
        "usual",
        include_str!("../../starts/usual.py"),
        "handler",
        b"[120]",
    ),
    (
        "`starts/tables.py`: much of the library, and tables",
        "tables",
        include_str!("../../starts/tables.py"),
        "handler",
        b"\"item-97\"",
    ),
];

/// What the first call in a new instance costs, in microseconds.
#[derive(Debug, Clone, Copy)]
pub struct Copied {
    pub what: &'static str,
    /// With the load of the package and the run of its module.
    pub run_us: f64,
    /// Load and verification alone.
    pub load_us: f64,
    /// With a copy. As on the edge server, the package was verified when that was made.
    pub copy_us: f64,
    /// Cells that are copied, in KB.
    pub copy_kb: f64,
}

impl Copied {
    pub fn to_markdown(self) -> String {
        let Self {
            what,
            run_us,
            load_us,
            copy_us,
            copy_kb,
        } = self;
        format!("| {what} | {run_us:.1} | {load_us:.1} | {copy_us:.1} | {copy_kb:.1} |\n")
    }
}

/// The medians of so many starts on each side, in turns.
pub fn measure(repeats: usize) -> Vec<Copied> {
    let rows = FUNCTIONS.map(|(what, file, text, handler, event)| {
        let (path, handler) = (format!("{file}.py"), format!("{file}.{handler}"));
        let package = compiled(&[(&path, text)], &handler);
        let state = state_of(&package);
        let answers = [run(&package, event).1, copy(&package, &state, event).1];
        assert_eq!(answers[0], answers[1], "{what}: a copy answers otherwise");
        let sides = vec![
            Side::new("run", || run(&package, event).0),
            Side::new("load", || load(&package)),
            Side::new("copy", || copy(&package, &state, event).0),
        ];
        let mut medians = interleave(repeats, sides)
            .into_iter()
            .map(|side| median(side.rounds));
        let mut next = || medians.next().unwrap_or(f64::NAN);
        Copied {
            what,
            run_us: next(),
            load_us: next(),
            copy_us: next(),
            copy_kb: state.len() as f64 / 128.0,
        }
    });
    rows.to_vec()
}

/// Microseconds, and the answer. Giving the arena back is no part of it.
fn run(package: &[u8], event: &[u8]) -> (f64, Vec<u8>) {
    let started = Instant::now();
    let program = Program::load(package).expect("the compiler makes good packages");
    let mut arena = vec![0; ARENA_CELLS];
    let mut instance = Instance::boot(&program, &mut arena);
    let answer = instance.call(event, &[]).to_vec();
    (microseconds(started), answer)
}

fn load(package: &[u8]) -> f64 {
    let started = Instant::now();
    black_box(Program::load(package).expect("the compiler makes good packages"));
    microseconds(started)
}

fn copy(package: &[u8], state: &[u64], event: &[u8]) -> (f64, Vec<u8>) {
    let started = Instant::now();
    let program = Program::verified_before(package);
    let mut arena = vec![0; ARENA_CELLS];
    let mut instance = Instance::copy_of(&program, &mut arena, state);
    let answer = instance.call(event, &[]).to_vec();
    (microseconds(started), answer)
}

fn state_of(package: &[u8]) -> Vec<u64> {
    let program = Program::load(package).expect("the compiler makes good packages");
    let mut arena = vec![0; ARENA_CELLS];
    Instance::boot(&program, &mut arena).state()
}

fn microseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000_000.0
}
