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
