//! Memory that is short, or that seems to be.

use std::vec;

use super::{ARENA_CELLS, End, LIMITS, Recorder, end_of, run, scripts};
use crate::{Limits, Outcome, Program, Vm};

/// Programs that take longer than this are left to the suite: refusals multiply the work.
const FUEL_MAX: u64 = 300_000;

/// Runs a package so that each allocation of each instruction fails once.
fn run_refusing(package: &[u8], arena: &mut [u64]) -> End {
    let program = Program::load(package).expect("a package of the compiler");
    let mut vm = Vm::boot(&program, arena, 1, &LIMITS).expect("a large arena");
    vm.heap.refusals.active = true;
    let mut host = Recorder::default();
    let outcome = vm.run(&mut host, u64::MAX);
    vm.heap.refusals.active = false;
    end_of(&mut vm, outcome, host)
}

#[test]
fn an_instruction_that_runs_again_does_the_same() {
    let mut arena = vec![0; ARENA_CELLS / 8];
    let mut wrong = 0;
    for script in scripts() {
        if script.end.fuel > FUEL_MAX {
            continue;
        }
        let end = run_refusing(&script.package, &mut arena);
        let expected = &script.end;
        if (&end.output, &end.exception) != (&expected.output, &expected.exception) {
            wrong += 1;
            std::eprintln!("{}\n  {expected:?}\n  {end:?}", script.name);
        } else if end.fuel != expected.fuel {
            std::eprintln!("{}: fuel {} {}", script.name, expected.fuel, end.fuel);
        }
    }
    assert_eq!(
        wrong, 0,
        "programs that run differently when memory is short"
    );
}

#[test]
fn every_script_ends_in_every_arena() {
    const CELLS: [usize; 12] = [
        128, 160, 200, 256, 333, 450, 640, 1_000, 1_500, 2_300, 4_096, 8_192,
    ];
    let limits = Limits {
        fuel: 400_000,
        ..LIMITS
    };
    for script in scripts() {
        for cells in CELLS {
            let mut arena = vec![0; cells];
            let Some(end) = run(&script.package, &mut arena, &limits, 50_000) else {
                continue;
            };
            let ended = matches!(
                end.outcome,
                Outcome::Done | Outcome::Raised | Outcome::OutOfMemory | Outcome::OutOfFuel
            );
            assert!(ended, "{} in {cells} cells: {end:?}", script.name);
        }
    }
}

/// Runs `source` in an arena and gives how it ended.
fn ended(source: &str, cells: usize, fuel: u64) -> Option<End> {
    let limits = Limits { fuel, ..LIMITS };
    let sources = iotpy_compiler::Sources::from_files([("main.py", source)]).expect("a source");
    let entry = iotpy_compiler::Entry::Script { path: "main.py" };
    let compiled = iotpy_compiler::compile(&sources, &entry, &Default::default());
    let package = compiled.expect("a program").package;
    run(&package, &mut vec![0; cells], &limits, u64::MAX)
}

#[test]
fn an_instruction_that_needs_several_pieces_ends_in_every_arena() {
    // Sorting takes two buffers: there are arenas that hold one of them, but not both.
    let source = "values = list(range(64))\nvalues.sort()\nprint(sum(values))\n";
    let mut ends = [0, 0];
    for cells in (128..1_024).step_by(3) {
        match ended(source, cells, 100_000) {
            None => {}
            Some(end) if end.outcome == Outcome::Done => {
                assert_eq!(end.output, "2016\n");
                ends[0] += 1;
            }
            Some(_) => ends[1] += 1,
        }
    }
    assert!(ends[0] > 50 && ends[1] > 5, "{ends:?}");
}

#[test]
fn a_loop_that_makes_garbage_runs_out_of_fuel() {
    for source in [
        "while True:\n    x = [1, 2, 3]\n",
        "x = 1 << 70\nwhile True:\n    y = x + x\n",
        "x = 'ab'\nwhile True:\n    y = x + x\n",
        "x = 1 << 70\nwhile True:\n    y = -x\n",
    ] {
        let end = ended(source, 512, 50_000).expect("a large enough arena");
        assert_eq!(end.outcome, Outcome::OutOfFuel, "{source}");
        assert!(
            (50_000..50_100).contains(&end.fuel),
            "{source}: {}",
            end.fuel
        );
    }
}
