//! Machines that begin from what the module of another one has left.

use std::string::String;
use std::vec;
use std::vec::Vec;

use super::{LIMITS, Recorder};
use crate::{ArenaError, Outcome, Program, Vm};

const COUNTER: &str = "\
table = {f'key {n}': [n] for n in range(200)}
names = set(table)
marks = [object() for _ in range(3)]
order = [id(mark) for mark in marks]
n = 0

def handler(event, context):
    global n
    n += event
    table['key 1'].append(n)
    names.add(n)
    same = [id(mark) for mark in marks] == order
    return [n, table['key 1'], 'key 199' in names, len(names), same]
";

fn package(source: &str) -> Vec<u8> {
    let sources = iotpy_compiler::Sources::from_files([("main.py", source)]).expect("a source");
    let entry = iotpy_compiler::Entry::parse("main.handler").expect("a handler");
    let compiled = iotpy_compiler::compile(&sources, &entry, &Default::default());
    compiled.expect("a program that compiles").package
}

/// What a machine has left that has run its module in an arena of so many cells.
fn state_after_boot(program: &Program<'_>, cells: usize) -> Vec<u64> {
    let mut arena = vec![0; cells];
    let mut vm = Vm::boot(program, &mut arena, 7, &LIMITS).expect("room");
    let mut host = Recorder::default();
    assert_eq!(vm.run(&mut host, u64::MAX), Outcome::Done);
    assert_eq!(vm.idle_state().err(), None, "it is over");
    vm.finish_boot();
    vm.idle_state().expect("it is idle").to_vec()
}

/// The answer in JSON, and what it cost.
fn call(vm: &mut Vm<'_, '_>, event: &[u8]) -> (String, u64) {
    vm.start_call(event, &[], &LIMITS).expect("it is idle");
    assert_eq!(vm.idle_state().err(), Some(ArenaError::Busy));
    assert_eq!(vm.run(&mut Recorder::default(), u64::MAX), Outcome::Done);
    let mut answer = Vec::new();
    vm.result_json(&mut answer).expect("JSON");
    let fuel = vm.fuel_used();
    vm.finish_call();
    (String::from_utf8(answer).expect("text"), fuel)
}

#[test]
fn copies_go_on_as_the_first_one_and_apart_from_each_other() {
    let package = package(COUNTER);
    let program = Program::load(&package).expect("a package");
    let state = state_after_boot(&program, 40_000);
    let mut first = vec![0; 40_000];
    let mut original = Vm::boot(&program, &mut first, 7, &LIMITS).expect("room");
    let mut host = Recorder::default();
    assert_eq!(original.run(&mut host, u64::MAX), Outcome::Done);
    original.finish_boot();
    let expected = [call(&mut original, b"1"), call(&mut original, b"5")];
    assert_eq!(expected[1].0, "[6, [1, 1, 6], true, 202, true]");
    // A smaller arena has no window above its stack; what lay in it does not matter.
    for cells in [40_000, 200_000, 20_000] {
        let mut arena = vec![0xFFFB_0000_4000_0000; cells];
        let mut copy = Vm::start_from(&program, &mut arena, &state).expect("room");
        let answers = [call(&mut copy, b"1"), call(&mut copy, b"5")];
        assert_eq!(answers, expected, "{cells} cells");
    }
}

#[test]
fn what_is_no_idle_state_of_the_program_is_refused() {
    let package = package(COUNTER);
    let program = Program::load(&package).expect("a package");
    let state = state_after_boot(&program, 40_000);
    let error = |state: &[u64], cells: usize| {
        let mut arena = vec![3; cells];
        let refused = Vm::start_from(&program, &mut arena, state).err();
        let untouched = arena.iter().all(|cell| *cell == 3);
        assert!(refused.is_none() || untouched, "the arena was written to");
        refused
    };
    assert_eq!(error(&state, 40_000), None);
    assert_eq!(error(&state[..20], 40_000), Some(ArenaError::NotAVm));
    assert_eq!(
        error(&state[..state.len() - 1], 40_000),
        Some(ArenaError::NotAVm)
    );
    assert_eq!(error(&[], 40_000), Some(ArenaError::NotAVm));
    let mut running = state.clone();
    running[crate::heap::slot::STATUS] = super::super::status::RUNNING;
    assert_eq!(error(&running, 40_000), Some(ArenaError::NotAVm));
    let needed = state.len() + crate::heap::RESERVE_CELLS;
    assert_eq!(error(&state, needed), None);
    let cells = needed - 1;
    assert_eq!(
        error(&state, cells),
        Some(ArenaError::TooSmall { cells, needed })
    );
    assert!(matches!(
        error(&state, 0),
        Some(ArenaError::TooSmall { cells: 0, .. })
    ));
    let other = self::package("def handler(event, context):\n    return event\n");
    let other = Program::load(&other).expect("a package");
    let mut arena = vec![0; 40_000];
    assert_eq!(
        Vm::start_from(&other, &mut arena, &state).err(),
        Some(ArenaError::NotAVm)
    );
}
