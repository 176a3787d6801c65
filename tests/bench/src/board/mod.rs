//! MicroPython's own benchmarks on an emulated Cortex-M3, beside what MicroPython takes there.
//!
//! The programs are not part of this repository: a variable names the directory that has them, such
//! as `tests/perf_bench` of a clone. Each is run as MicroPython's runner does, by the `bm_run` of
//! that directory, which chooses the parameters and times the program alone. Under
//! `-icount shift=0` its microsecond is a thousand instructions.

mod program;
mod table;

use std::path::{Path, PathBuf};
use std::{env, fs};

use iotpy_core::{Limits, Outcome, Program, Vm};
use nanolambda_device_tests::{Bounds, go_on, images_of_tests};

use crate::vm::instance::Pins;
use crate::vm::interpreter::Interpreter;
use program::{Answer, NAMES};
use table::Row;

/// The section of the document.
pub const HEADING: &str = "MicroPython's programs on a board";

const VARIABLE: &str = "NANOLAMBDA_BENCH_MICROPYTHON";
const BOARD: &str = "mps2-an385";
/// The heap of the build that MicroPython's counts are of.
const ARENA_BYTES: usize = 143_360;
const LIMITS: Limits = Limits {
    fuel: 1_000_000_000,
    depth_max: 200,
};
/// As `resume` numbers how a run ends.
const DONE: u8 = 0;

/// Makes the table; why there is none, where the variable names no directory.
pub fn measure() -> Result<String, String> {
    let folder = env::var_os(VARIABLE).filter(|folder| !folder.is_empty());
    let folder = folder.map(PathBuf::from).ok_or(format!(
        "{VARIABLE} names no directory with MicroPython's benchmarks, such as tests/perf_bench of \
         a clone: they are not counted"
    ))?;
    let image = images_of_tests(BOARD).join("resume");
    let reference = Interpreter::reference();
    let rows = NAMES.map(|(name, thousands_there)| {
        let row = Row {
            name,
            thousands_there,
            thousands_here: count(&folder, name, &image, &reference),
        };
        eprintln!("{name}: {:?}", row.thousands_here);
        row
    });
    Ok(table::to_markdown(&rows, &reference.version))
}

/// Thousands of instructions of a program; why it has none, if it has not the result of CPython.
fn count(folder: &Path, name: &str, image: &Path, reference: &Interpreter) -> Result<u64, String> {
    let script = program::script(folder, name)?;
    let package = program::package(name, &script)?;
    let ours = on_board(&package, image)?;
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = home.path().join("script.py");
    fs::write(&file, &script).map_err(|error| error.to_string())?;
    let theirs = Answer::parse(&reference.run(&file)?)?;
    match ours.result == theirs.result {
        true => Ok(ours.microseconds),
        false => Err(format!(
            "the result is {}, on {} {}",
            ours.result, reference.version, theirs.result
        )),
    }
}

/// Begins a script here, where the machine is made, and goes on with it on the board.
fn on_board(package: &[u8], image: &Path) -> Result<Answer, String> {
    let program = Program::load(package).expect("the compiler makes good packages");
    let mut arena = vec![0; ARENA_BYTES / 8];
    let vm = Vm::boot(&program, &mut arena, 0, &LIMITS);
    let mut vm = vm.map_err(|error| format!("no room to boot: {error:?}"))?;
    assert_eq!(vm.run(&mut Pins, 1), Outcome::Paused, "a script has begun");
    let mut snapshot = Vec::new();
    vm.snapshot(&mut snapshot).expect("a vector takes it");
    let bounds = Bounds {
        fuel: LIMITS.fuel,
        arena_bytes: ARENA_BYTES as u64,
    };
    let moved = go_on(image, package, &snapshot, bounds);
    match moved.outcome {
        DONE => Answer::parse(&moved.printed),
        ended => Err(format!("ended with {ended} of `resume` on the board")),
    }
}
