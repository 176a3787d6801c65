//! Runs that stop and go on: after every bit of fuel, and elsewhere.

use std::vec;
use std::vec::Vec;

use super::{ARENA_CELLS, LIMITS, Recorder, end_of, scripts};
use crate::{Limits, Outcome, Program, Vm};

const FUEL_MAX: u64 = 20_000;

/// Cells of the other arena that a run moves to: frames lie elsewhere there.
const OTHER_CELLS: usize = ARENA_CELLS / 8 - 12_345;

#[test]
fn slices_and_moves_do_not_show() {
    let mut arena = vec![0; ARENA_CELLS / 8];
    let mut other: Vec<u64> = vec![0; OTHER_CELLS];
    let mut snapshot = Vec::new();
    let mut compared = 0;
    for script in scripts() {
        let alike = script.end.fuel <= FUEL_MAX && script.end.outcome != Outcome::OutOfMemory;
        if !alike {
            continue;
        }
        compared += 1;
        let program = Program::load(&script.package).expect("a package of the compiler");
        let mut vm = Vm::boot(&program, &mut arena, 1, &LIMITS).expect("a large arena");
        let mut host = Recorder::default();
        snapshot.clear();
        vm.snapshot(&mut snapshot).expect("a snapshot");
        let end = loop {
            std::mem::swap(&mut arena, &mut other);
            arena.fill(0xDEAD);
            let vm = Vm::restore(&program, &mut arena, &snapshot);
            let mut vm = vm.expect("a machine that was sound");
            let mut outcome = Outcome::Paused;
            for _ in 0..64 {
                outcome = vm.run(&mut host, 1);
                if outcome != Outcome::Paused {
                    break;
                }
            }
            if outcome != Outcome::Paused {
                break end_of(&mut vm, outcome, host);
            }
            snapshot.clear();
            vm.snapshot(&mut snapshot).expect("a snapshot");
        };
        assert_eq!(end, script.end, "{}", script.name);
    }
    assert!(compared > 200, "only {compared} programs are short enough");
}

#[test]
fn work_without_end_runs_out_of_fuel() {
    let endless = [
        "while True:\n    pass\n",
        "while True:\n    try:\n        [0] * 5\n    except Exception:\n        pass\n",
        "def f():\n    while True:\n        yield 1\nlist(f())\n",
        "for a in iter_forever() if False else range(10 ** 12):\n    pass\n",
        "x = 3\nwhile True:\n    x = x * x\n    if x > 10 ** 60:\n        x = 3\n",
        "while True:\n    try:\n        raise ValueError(1)\n    except ValueError:\n        pass\n",
        "sum(range(10 ** 12))\n",
        "'a' in (str(n) for n in range(10 ** 12))\n",
    ];
    for source in endless {
        let mut sources = iotpy_compiler::Sources::new();
        sources
            .insert("main.py", source.as_bytes())
            .expect("source");
        let entry = iotpy_compiler::Entry::Script { path: "main.py" };
        let Ok(compiled) = iotpy_compiler::compile(&sources, &entry, &Default::default()) else {
            continue;
        };
        for cells in [400, 4_000] {
            let mut arena = vec![0; cells];
            let limits = Limits {
                fuel: 200_000,
                depth_max: 100,
            };
            let end = super::run(&compiled.package, &mut arena, &limits, 1_000);
            let outcome = end.map(|end| end.outcome);
            let ended = matches!(
                outcome,
                Some(Outcome::OutOfFuel | Outcome::Raised | Outcome::OutOfMemory)
            );
            assert!(ended, "{source}: {outcome:?}");
        }
    }
}
