//! Calls that move: a script begins in this process of 64 bits, goes on on a board of 32 bits,
//! comes back, and so on. What it prints, how it ends and what fuel it takes is as at home.

use std::fs;
use std::path::Path;

use iotpy_compiler::{Entry, Options, Sources, compile};
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};
use nanolambda_device_tests::{Bounds, go_on, images};

/// Moves of a script, there and back counted.
const MOVES: u64 = 8;
const ARENA_CELLS: usize = 100_000;
const LIMITS: Limits = Limits {
    fuel: 10_000_000,
    depth_max: 500,
};

/// Keeps what is printed.
#[derive(Default)]
struct Output(Vec<u8>);

impl Host for Output {
    fn write(&mut self, stream: Stream, text: &[u8]) {
        assert_eq!(stream, Stream::Output);
        self.0.extend_from_slice(text);
    }
    fn unix_time_ns(&mut self) -> u64 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn call(&mut self, name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        panic!("the programs call no host: {name}")
    }
}

/// What a run shows.
#[derive(Debug, PartialEq)]
struct End {
    output: String,
    outcome: Outcome,
    exception: Option<String>,
    fuel: u64,
}

fn end(vm: &mut Vm<'_, '_>, outcome: Outcome, output: Vec<u8>) -> End {
    let exception = (outcome == Outcome::Raised).then(|| {
        let mut text = Vec::new();
        vm.exception_text(&mut text).expect("a text");
        let class = vm
            .exception()
            .expect("an exception")
            .class_name()
            .to_owned();
        format!("{class}: {}", String::from_utf8_lossy(&text))
    });
    End {
        output: String::from_utf8(output).expect("text"),
        outcome,
        exception,
        fuel: vm.fuel_used(),
    }
}

fn package(path: &Path) -> Vec<u8> {
    let mut sources = Sources::new();
    let text = fs::read(path).expect("a program");
    sources.insert("moving.py", &text).expect("Python in UTF-8");
    let entry = Entry::Script { path: "moving.py" };
    let compiled = compile(&sources, &entry, &Options::default());
    compiled.expect("a program that compiles").package
}

fn at_home(program: &Program<'_>) -> End {
    let mut arena = vec![0; ARENA_CELLS];
    let mut vm = Vm::boot(program, &mut arena, 5, &LIMITS).expect("room");
    let mut host = Output::default();
    let outcome = vm.run(&mut host, LIMITS.fuel);
    end(&mut vm, outcome, host.0)
}

fn outcome(byte: u8) -> Outcome {
    match byte {
        0 => Outcome::Done,
        1 => Outcome::Raised,
        2 => Outcome::Paused,
        other => panic!("the board ended with {other}"),
    }
}

/// Runs a script by turns here and on the board.
fn on_the_move(package: &[u8], program: &Program<'_>, slice: u64, image: &Path) -> End {
    let mut arena = vec![0; ARENA_CELLS];
    let mut vm = Vm::boot(program, &mut arena, 5, &LIMITS).expect("room");
    let mut host = Output::default();
    loop {
        let outcome_here = vm.run(&mut host, slice);
        if outcome_here != Outcome::Paused {
            return end(&mut vm, outcome_here, host.0);
        }
        let mut snapshot = Vec::new();
        vm.snapshot(&mut snapshot).expect("a vector takes it");
        let moved = go_on(image, package, &snapshot, Bounds::of_fuel(slice));
        host.0.extend_from_slice(moved.printed.as_bytes());
        let restored = Vm::restore(program, &mut arena, &moved.snapshot);
        vm = restored.expect("the board's machine");
        let outcome = outcome(moved.outcome);
        if outcome != Outcome::Paused {
            return end(&mut vm, outcome, host.0);
        }
    }
}

#[test]
fn calls_go_on_on_the_board_and_come_back() {
    let image = images("mps2-an385", Path::new(env!("CARGO_TARGET_TMPDIR"))).join("resume");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("moving");
    let mut programs = 0;
    for entry in fs::read_dir(folder).expect("the programs") {
        let path = entry.expect("a program").path();
        let package = package(&path);
        let program = Program::load(&package).expect("a package of the compiler");
        let home = at_home(&program);
        let slice = home.fuel / (MOVES + 1);
        let moved = on_the_move(&package, &program, slice, &image);
        assert_eq!(moved, home, "{}", path.display());
        println!("{}: fuel {}", path.display(), home.fuel);
        programs += 1;
    }
    assert!(programs >= 7, "only {programs} programs");
}
