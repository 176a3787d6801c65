//! The scripts of the Python suite on a board of 32 bits: each begins in this process, goes on on
//! the board to its end, and prints and ends as here.

use std::path::Path;
use std::sync::Mutex;
use std::thread;

use iotpy_compiler::{Entry, Options, Sources, compile};
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};
use nanolambda_device_tests::{Bounds, go_on, images};
use nanolambda_python_suite::{Source, cases};

/// Somewhat less than the memory of the board.
const ARENA_CELLS: usize = 120_000;
const LIMITS: Limits = Limits {
    fuel: 1_000_000_000,
    depth_max: 200,
};
/// Fuel with which a script ends that is run on the board.
const FUEL_MAX: u64 = 200_000_000;

/// Scripts whose bounds are smaller on a machine of 32 bits: how deep values may nest for a native,
/// and the parts of an exact sum. They raise there.
const SMALLER_BOUNDS: [&str; 3] = [
    "json/deep_nesting_within_limits",
    "math/sums_of_numbers_far_apart",
    "nesting/deep_values_are_shown_and_compared",
];

/// A host as the board's, but that it notes when it is asked for what differs there: the time.
#[derive(Default)]
struct Output {
    printed: Vec<u8>,
    asked_for_time: bool,
}

impl Host for Output {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        self.printed.extend_from_slice(text);
    }
    fn unix_time_ns(&mut self) -> u64 {
        self.asked_for_time = true;
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        self.asked_for_time = true;
        0
    }
    fn call(&mut self, _name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        Reply::Unknown
    }
}

/// What came of a script on the board.
#[derive(Debug, PartialEq)]
enum Compared {
    Same,
    /// It needs more than the board has, or something that differs between the two.
    Left,
    Differs(String),
}

fn package(script: &Source) -> Option<Vec<u8>> {
    let mut sources = Sources::new();
    sources.insert(&script.name, script.text.as_bytes()).ok()?;
    let entry = Entry::Script { path: &script.name };
    let compiled = compile(&sources, &entry, &Options::default()).ok()?;
    Some(compiled.package)
}

fn compare(name: &str, script: &Source, image: &Path) -> Compared {
    let Some(package) = package(script) else {
        return Compared::Left;
    };
    let program = Program::load(&package).expect("a package of the compiler");
    let mut arena = vec![0; ARENA_CELLS];
    let mut vm = Vm::boot(&program, &mut arena, 5, &LIMITS).expect("room");
    let mut host = Output::default();
    if vm.run(&mut host, 1) != Outcome::Paused {
        return Compared::Left;
    }
    let mut snapshot = Vec::new();
    vm.snapshot(&mut snapshot).expect("a vector takes it");
    let begun = host.printed.len();
    let number = match vm.run(&mut host, FUEL_MAX) {
        Outcome::Done => 0,
        Outcome::Raised => 1,
        _ => return Compared::Left,
    };
    if host.asked_for_time {
        return Compared::Left;
    }
    let moved = go_on(image, &package, &snapshot, Bounds::of_fuel(LIMITS.fuel));
    let printed = String::from_utf8_lossy(&host.printed[begun..]);
    match moved.outcome {
        3 => Compared::Left,
        1 if SMALLER_BOUNDS.contains(&name) => Compared::Same,
        outcome if outcome == number && moved.printed == printed => Compared::Same,
        outcome => Compared::Differs(format!(
            "{name} ended with {outcome}, here with {number}\n--- board\n{}\n--- here\n{printed}",
            moved.printed
        )),
    }
}

#[test]
fn scripts_do_on_the_board_what_they_do_here() {
    let image = images("mps2-an385", Path::new(env!("CARGO_TARGET_TMPDIR"))).join("resume");
    let scripts = cases("").expect("the corpus is readable");
    let (left_to_run, compared) = (Mutex::new(scripts.iter()), Mutex::new(Vec::new()));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = left_to_run.lock().expect("no thread panics").next();
                    let Some(script) = next else { return };
                    let came = compare(&script.name, &script.source, &image);
                    compared.lock().expect("no thread panics").push(came);
                }
            });
        }
    });
    let compared = compared.into_inner().expect("no thread has panicked");
    let same = compared.iter().filter(|came| **came == Compared::Same);
    let same = same.count();
    println!("{same} of {} scripts are the same", scripts.len());
    let differences: Vec<&String> = compared
        .iter()
        .filter_map(|came| match came {
            Compared::Differs(how) => Some(how),
            _ => None,
        })
        .collect();
    assert!(differences.is_empty(), "{differences:#?}");
    assert!(same >= 1_000, "only {same} scripts were compared");
}
