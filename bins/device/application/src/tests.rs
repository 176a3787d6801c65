//! The device without its line, on a simulated flash that loses its power, in simulated time.

use core::convert::Infallible;
use std::boxed::Box;
use std::collections::BTreeMap;
use std::string::String;
use std::sync::{Arc, Mutex};
use std::vec;
use std::vec::Vec;

use embedded_hal::digital::{ErrorType, OutputPin, StatefulOutputPin};
use faas_runtime::coap::ETag;
use iotpy_compiler::{Entry, Options, Sources, compile};
use iotpy_core::Stream;
use nanolambda_conformance::{host, host_basic};
use woof_log::sim::SimNor;
use woof_log::{Flash, Geometry, Seqno};

use crate::config::FunctionConfig;
use crate::event::{Event, LINE_BYTES_MAX};
use crate::host::BoardHost;
use crate::text::Text;
use crate::{Board, EVENT_BYTES_MAX, Node, Space};

const GEOMETRY: Geometry = Geometry {
    block_size: 1024,
    block_count: 256,
    write_unit: 4,
    erased: 0xFF,
    write_through: true,
};
const CACHE_CELLS: usize = 1536;
/// What a step takes, so that two samples are some steps apart.
const STEP_US: u64 = 1_000;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn take(&self) -> Vec<String> {
        core::mem::take(&mut *self.0.lock().expect("nobody panicked"))
    }
}

#[derive(Default)]
struct TestPin(bool);

impl ErrorType for TestPin {
    type Error = Infallible;
}

impl OutputPin for TestPin {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.0 = false;
        Ok(())
    }
    fn set_high(&mut self) -> Result<(), Infallible> {
        self.0 = true;
        Ok(())
    }
}

impl StatefulOutputPin for TestPin {
    fn is_set_high(&mut self) -> Result<bool, Infallible> {
        Ok(self.0)
    }
    fn is_set_low(&mut self) -> Result<bool, Infallible> {
        Ok(!self.0)
    }
}

/// A board whose time goes on when it is looked at, and whose sensor counts.
struct TestBoard {
    now_us: u64,
    count: i32,
    pin: TestPin,
    lines: Lines,
    /// What the next random bytes are.
    drawn: u8,
}

impl TestBoard {
    fn new(count: i32, lines: &Lines) -> TestBoard {
        TestBoard {
            now_us: 0,
            count,
            pin: TestPin::default(),
            lines: lines.clone(),
            drawn: 7,
        }
    }
}

impl Board for TestBoard {
    const NAME: &'static str = "test";
    type Pin = TestPin;

    fn now_us(&mut self) -> u64 {
        self.now_us += STEP_US;
        self.now_us
    }
    fn sample(&mut self, channels: &mut [i32]) -> bool {
        self.count += 1;
        channels.fill(self.count);
        true
    }
    fn output(&mut self, number: u8) -> Option<&mut TestPin> {
        (number == 2).then_some(&mut self.pin)
    }
    fn entropy(&mut self, bytes: &mut [u8]) -> bool {
        bytes.fill(self.drawn);
        self.drawn = self.drawn.wrapping_add(1);
        true
    }
    fn tell(&mut self, event: &Event<'_>) {
        let mut space = [0; LINE_BYTES_MAX];
        let mut line = Text::new(&mut space);
        event.write_line(&mut line);
        let line = line.as_str().into();
        self.lines.0.lock().expect("nobody panicked").push(line);
    }
    fn wait(&mut self, until_us: u64) {
        self.now_us = self.now_us.max(until_us);
    }
}

fn package(source: &str) -> Vec<u8> {
    let mut sources = Sources::new();
    sources
        .insert("handler.py", source.as_bytes())
        .expect("a source");
    let entry = Entry::Handler {
        module: "handler",
        function: "handler",
    };
    compile(&sources, &entry, &Options::default())
        .expect("it compiles")
        .package
}

fn nor(seed: u64) -> SimNor {
    SimNor::new(GEOMETRY, seed).expect("a flash")
}

fn config(name: &str) -> FunctionConfig {
    FunctionConfig {
        period_us: 20 * STEP_US,
        heap_bytes: 4096,
        fuel: 50_000,
        ..FunctionConfig::new(name.parse().expect("a name"))
    }
}

type TestNode<'s, 'm> = Node<'s, 'm, TestBoard, SimNor>;

/// Puts a package into the flash, as a fetch does.
fn install(node: &mut TestNode<'_, '_>, at: usize, source: &str) {
    let image = package(source);
    let logs = node.workers[at].logs;
    let mut staged = node.journal.stage(&logs).expect("a place");
    node.journal.add(&mut staged, &image).expect("it fits");
    assert!(node.is_fit(at, &staged).expect("it is read"));
    let etag = Some(ETag::from_u64(u64::from(staged.bytes())));
    let stored = node.journal.install(&staged, etag).expect("it is stored");
    node.workers[at].package = Some(stored);
}

/// A member of an event that is a number.
fn number(line: &str, name: &str) -> Option<u64> {
    let key = std::format!("\"{name}\":");
    let rest = &line[line.find(&key)? + key.len()..];
    let end = rest.find([',', '}']).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

fn is(line: &str, event: &str) -> bool {
    line.starts_with(&std::format!("{{\"event\":\"{event}\""))
}

/// Runs functions one after the other on the same samples and gives their call events.
fn calls(sources: &[&str], count: usize) -> Vec<String> {
    let flash = Flash::new(nor(1));
    let mut cells = [0; CACHE_CELLS];
    let lines = Lines::default();
    let configs: Vec<_> = ["one", "two"].iter().map(|name| config(name)).collect();
    let board = TestBoard::new(0, &lines);
    let functions = &configs[..sources.len()];
    let (mut store, mut scratch) = (None, [0; EVENT_BYTES_MAX]);
    let space = Space {
        store: &mut store,
        cache: &mut cells,
        scratch: &mut scratch,
    };
    let started = Node::start(board, &flash, &GEOMETRY, space, "d", functions);
    let mut node = started.expect("the device starts");
    for (at, source) in sources.iter().enumerate() {
        install(&mut node, at, source);
    }
    let mut calls = Vec::new();
    while calls.len() < count {
        node.step().expect("the flash works");
        calls.extend(lines.take().into_iter().filter(|line| is(line, "call")));
    }
    calls
}

#[test]
fn what_fails_is_contained_and_the_next_sample_is_handled() {
    let source = "
import device
kept = []
def handler(event, context):
    n = event[0]
    if n == 2:
        return 1 // 0
    if n == 3:
        while True:
            pass
    if n == 4:
        while True:
            kept.append([n] * 20)
    if n == 5:
        return 'x' * 1000
    if n == 6:
        device.set_pin_high(77)
    if n == 7:
        return handler
    kept.append(n)
    return [n, context.seq, context.function_name, len(kept)]
";
    let calls = calls(&[source], 8);
    let expected = [
        "\"result\":[1, 1, \"one\", 1]",
        "\"error\":\"ZeroDivisionError: integer division or modulo by zero\"",
        "\"error\":\"the function has used up its fuel\"",
        // The interpreter began anew with each of these.
        "\"error\":\"MemoryError\"",
        "\"error\":\"the result is too long for the device's log\"",
        "\"error\":\"ValueError: this board has no such output pin\"",
        "\"error\":\"TypeError: Object of type function is not JSON serializable\"",
        "\"result\":[8, 8, \"one\", ",
    ];
    for (call, expected) in calls.iter().zip(expected) {
        assert!(call.contains(expected), "{expected} in {calls:#?}");
    }
}

#[test]
fn interpreters_are_reused_and_share_their_memory() {
    let one = "
n = 0
def handler(event, context):
    global n
    n += 1
    return n
";
    let two = "def handler(event, context):\n    return -event[0]\n";
    // Both fit, so both stay.
    let both = calls(&[one, two], 8);
    let warm = both.iter().filter(|call| call.contains("\"warm\":true"));
    assert_eq!(warm.count(), 6, "{both:#?}");
    let counted = both
        .iter()
        .filter(|call| call.contains("\"function\":\"one\""));
    let counted: Vec<_> = counted.filter_map(|call| number(call, "result")).collect();
    assert_eq!(counted, [1, 2, 3, 4]);
}

/// What a flash has shown at each start.
#[derive(Default)]
struct Seen {
    /// Samples that were acknowledged, and those that were read.
    acknowledged: BTreeMap<u64, u64>,
    samples: BTreeMap<u64, u64>,
    /// The record of each number in the log of results.
    results: BTreeMap<u64, String>,
}

impl Seen {
    /// Reads what is there: no record may have changed.
    fn read(&mut self, node: &mut TestNode<'_, '_>) {
        let logs = node.workers[0].logs;
        let mut buffer = [0; 600];
        let bounds = node.journal.bounds(logs.samples).expect("the samples");
        for seq in bounds.oldest.get()..=bounds.newest.get() {
            let seqno = Seqno::new(seq);
            let read = node.journal.read(logs.samples, seqno, &mut buffer);
            let count = read.expect("a sample").try_into().expect("4 bytes");
            let count = u64::from(i32::from_le_bytes(count).unsigned_abs());
            assert_eq!(*self.samples.entry(seq).or_insert(count), count);
        }
        let bounds = node.journal.bounds(logs.results).expect("the results");
        for seq in bounds.oldest.get()..=bounds.newest.get() {
            let seqno = Seqno::new(seq);
            let read = node.journal.read(logs.results, seqno, &mut buffer);
            let text = String::from_utf8_lossy(read.expect("a result")).into_owned();
            assert_eq!(*self.results.entry(seq).or_insert(text.clone()), text);
        }
    }

    /// Takes in what the board has printed.
    fn hear(&mut self, lines: &Lines) {
        for line in lines.take() {
            if is(&line, "sample")
                && let (Some(seq), Some(value)) = (number(&line, "seq"), number(&line, "value"))
            {
                let before = self.acknowledged.insert(seq, value);
                assert_eq!(before, None, "two samples {seq}");
            }
        }
    }

    /// Every acknowledged sample was kept, and every sample has one result, in order.
    fn check(&self) {
        for (seq, value) in &self.acknowledged {
            assert_eq!(self.samples.get(seq), Some(value), "sample {seq}");
        }
        for (at, (seq, result)) in (1..).zip(&self.results) {
            assert_eq!((*seq, number(result, "seq")), (at, Some(at)), "{result}");
            assert_eq!(number(result, "result"), self.samples.get(&at).copied());
        }
        let waiting = self.samples.len() - self.results.len();
        assert!(waiting <= 2, "{waiting} samples wait to be handled");
    }
}

#[test]
fn a_loss_of_power_at_any_moment_loses_no_sample_and_repeats_no_result() {
    const ROUNDS: u64 = 600;
    let source = "def handler(event, context):\n    return event[0]\n";
    let functions = [config("light")];
    let mut flash = nor(11);
    let mut seen = Seen::default();
    let mut taken = 0;
    for round in 0..=ROUNDS {
        flash.restart();
        flash.reseed(round);
        // The last start is looked at and goes on.
        if round < ROUNDS {
            let operation = flash.operation_count() + 1 + round * 7 % 101;
            flash.cut_at(operation);
        }
        let shared = Flash::new(flash);
        let mut cells = [0; CACHE_CELLS];
        let lines = Lines::default();
        let board = TestBoard::new(taken, &lines);
        let (mut store, mut scratch) = (None, [0; EVENT_BYTES_MAX]);
        let space = Space {
            store: &mut store,
            cache: &mut cells,
            scratch: &mut scratch,
        };
        match Node::start(board, &shared, &GEOMETRY, space, "d", &functions) {
            Ok(mut node) => {
                seen.read(&mut node);
                if node.workers[0].package.is_none() {
                    stage_quietly(&mut node, source);
                }
                let mut steps = 0;
                while steps < 500 && node.step().is_ok() {
                    steps += 1;
                }
                taken = node.board.count;
                if round == ROUNDS {
                    seen.read(&mut node);
                }
            }
            Err(error) => assert!(round < ROUNDS, "it does not start any more: {error:?}"),
        }
        seen.hear(&lines);
        drop(store);
        flash = shared.into_inner();
    }
    seen.check();
    let count = seen.acknowledged.len();
    assert!(count > 1_000, "only {count} samples");
}

/// Installs a package unless the power goes meanwhile.
fn stage_quietly(node: &mut TestNode<'_, '_>, source: &str) {
    let image = package(source);
    let logs = node.workers[0].logs;
    let Ok(mut staged) = node.journal.stage(&logs) else {
        return;
    };
    let added = node.journal.add(&mut staged, &image);
    if added.is_ok()
        && let Ok(stored) = node.journal.install(&staged, None)
    {
        node.workers[0].package = Some(stored);
    }
}

/// What a function on the board sees of the outside.
#[derive(Default)]
struct Outside {
    lines: Lines,
}

impl host::Fixture for Outside {
    type Host = BoardHost<'static, TestBoard>;

    fn host(&mut self) -> Self::Host {
        // A few hundred bytes for each host of a test, which has no owner that outlives it.
        let board = Box::leak(Box::new(TestBoard::new(0, &self.lines)));
        BoardHost::new(board, vec![0; EVENT_BYTES_MAX].leak())
    }

    fn written(&mut self, _host: Self::Host, _stream: Stream) -> Option<Vec<u8>> {
        // What is printed is cut to the lines of a log.
        None
    }

    fn functions(&self) -> &[&'static str] {
        &[
            "device.set_pin_high",
            "device.set_pin_low",
            "device.get_pin",
            "device.read_adc",
        ]
    }
}

host_basic!(Outside::default());
