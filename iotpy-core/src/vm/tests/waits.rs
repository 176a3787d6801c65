//! A host function that is answered later.

use std::vec;
use std::vec::Vec;

use iotpy_compiler::{Entry, Options, Sources, compile};

use super::{ARENA_CELLS, LIMITS};
use crate::catalog::Exception;
use crate::{Argument, Host, Outcome, Program, Reply, Stream, Vm};

/// Answers nothing at once, and counts what it was asked.
#[derive(Default)]
struct Slow {
    calls: usize,
    output: Vec<u8>,
}

impl Host for Slow {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        self.output.extend_from_slice(text);
    }
    fn unix_time_ns(&mut self) -> u64 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn call(&mut self, _name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        self.calls += 1;
        Reply::Pending
    }
}

const SCRIPT: &str = "\
import device

def read():
    try:
        return device.get_pin(1)
    except ValueError as error:
        return str(error)

print(read(), read())
device.set_pin_low(2)
print('not reached')
";

#[test]
fn an_answer_is_a_value_or_an_exception_and_the_host_is_asked_once() {
    let mut sources = Sources::new();
    sources
        .insert("main.py", SCRIPT.as_bytes())
        .expect("a script");
    let entry = Entry::Script { path: "main.py" };
    let compiled = compile(&sources, &entry, &Options::default()).expect("it compiles");
    let program = Program::load(&compiled.package).expect("a package");
    let mut arena = vec![0; ARENA_CELLS];
    let mut vm = Vm::boot(&program, &mut arena, 1, &LIMITS).expect("an arena");
    let mut host = Slow::default();
    for (at, reply) in [
        Reply::Int(1),
        Reply::Raise(Exception::ValueError, "no such pin"),
        Reply::Raise(Exception::KeyError, "it is stuck"),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(vm.run(&mut host, 10_000), Outcome::Waiting);
        assert_eq!(host.calls, at + 1);
        vm.answer(reply).expect("it waits");
    }
    assert_eq!(vm.run(&mut host, 10_000), Outcome::Raised);
    assert_eq!(host.calls, 3);
    assert_eq!(host.output, b"1 no such pin\n");
    let class = vm
        .exception()
        .map(|exception| exception.class_name() == "KeyError");
    assert_eq!(class, Some(true));
}
