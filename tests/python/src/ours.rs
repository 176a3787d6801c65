//! The implementation under test. Everything that knows how to reach it is in this file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use iotpy_compiler::{Entry, Options, Sources, compile};
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};
use nanolambda_native::{Heating, Translator};

use crate::corpus::{Handler, Source};
use crate::implementation::{Implementation, SuiteError};
use crate::observed::Observed;

/// 64 MB: the largest program of the corpus keeps lists of 20,000 elements.
const ARENA_CELLS: usize = 8 << 20;
/// The compiler follows the nesting of a source on the stack.
const STACK_BYTES: usize = 64 << 20;
const FUEL_SLICE: u64 = 1_000_000;
const LIMITS: Limits = Limits {
    fuel: 10_000_000_000,
    depth_max: 1_000,
};
const BRIEF: Limits = Limits {
    fuel: 20_000_000,
    depth_max: 1_000,
};
/// Comprehensions have frames of their own in CPython 3.11 and none in 3.12.
const INLINED: &[&str] = &["<listcomp>", "<dictcomp>", "<setcomp>"];
/// What programs find in os.environ; `driver.py` gives CPython the same.
const ENVIRONMENT: &str = include_str!("../environment.json");
const RECURSION: &str = "maximum recursion depth exceeded";

/// The implementation under test.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ours;

/// The same, where all that is executed at all becomes machine code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Natively;

/// How calls are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Interpreted,
    Natively,
}

const CODE_BYTES_MAX: usize = 64 << 20;
/// Every function is hot at its second visit.
const HEATING: Heating = Heating {
    times: 2,
    stretch: 20,
    watched: 40,
    in_background: false,
    at_any_price: true,
};

impl Implementation for Natively {
    fn run_scripts(&self, sources: &[Source]) -> Result<Vec<Observed>, SuiteError> {
        Ok(in_parallel(sources, run_script_natively))
    }

    fn run_handlers(&self, handlers: &[Handler]) -> Result<Vec<Vec<Observed>>, SuiteError> {
        let run =
            |one: &Handler| call_handler(Way::Natively, &one.path, &one.function, &one.events);
        in_parallel(handlers, run).into_iter().collect()
    }
}

impl Implementation for Ours {
    fn run_scripts(&self, sources: &[Source]) -> Result<Vec<Observed>, SuiteError> {
        Ok(in_parallel(sources, run_script))
    }

    fn run_handlers(&self, handlers: &[Handler]) -> Result<Vec<Vec<Observed>>, SuiteError> {
        let run = |one: &Handler| run_handler(&one.path, &one.function, &one.events);
        in_parallel(handlers, run).into_iter().collect()
    }
}

/// Runs each item on one of as many threads as there are cores; the answers are in their order.
fn in_parallel<I: Sync, T: Send>(items: &[I], run: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else {
                return done;
            };
            done.push((number, run(item)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut answers: Vec<(usize, T)> = thread::scope(|scope| {
        let spawn = |_| {
            thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, work)
                .expect("the system has threads")
        };
        let threads: Vec<_> = (0..workers).map(spawn).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| thread.join();
        let answers = threads.into_iter().map(join);
        answers
            .flat_map(|answers| answers.expect("panics of programs are caught"))
            .collect()
    });
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Keeps what a program shows to the outside.
#[derive(Default)]
struct Recorder {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    pins: Vec<(i64, bool)>,
    now_ns: u64,
    /// `sys.argv` as JSON.
    arguments: String,
    entropy: u64,
}

impl Recorder {
    fn new(file: &str) -> Recorder {
        Recorder {
            arguments: format!("[{file:?}]"),
            ..Recorder::default()
        }
    }
    fn take(&mut self) -> Observed {
        let text =
            |bytes: &mut Vec<u8>| String::from_utf8_lossy(&std::mem::take(bytes)).into_owned();
        Observed {
            stdout: text(&mut self.stdout),
            stderr: unindented(&text(&mut self.stderr)),
            pins: std::mem::take(&mut self.pins),
            ..Observed::default()
        }
    }
}

/// Without the frames of tracebacks, which name files of the library.
fn unindented(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !line.starts_with("  ")).collect()
}

impl Host for Recorder {
    fn write(&mut self, stream: Stream, text: &[u8]) {
        match stream {
            Stream::Output => self.stdout.extend_from_slice(text),
            Stream::Error => self.stderr.extend_from_slice(text),
        }
    }
    fn unix_time_ns(&mut self) -> u64 {
        self.now_ns += 1_000;
        1_700_000_000_000_000_000 + self.now_ns
    }
    fn monotonic_ns(&mut self) -> u64 {
        self.now_ns += 1_000;
        self.now_ns
    }
    fn random(&mut self, bytes: &mut [u8]) -> bool {
        // A linear congruential generator (Knuth, MMIX); no program prints its numbers.
        for byte in bytes {
            let state = self.entropy.wrapping_mul(6_364_136_223_846_793_005);
            self.entropy = state.wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.entropy >> 56) as u8;
        }
        true
    }
    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        let high = match name {
            "device.set_pin_high" => true,
            "device.set_pin_low" => false,
            "time.sleep" => return Reply::None,
            "_host.argv" => return Reply::Str(&self.arguments),
            "_host.environ" => return Reply::Str(ENVIRONMENT),
            _ => return Reply::Unknown,
        };
        if let [Argument::Int(pin)] = arguments {
            self.pins.push((*pin, high));
        }
        Reply::None
    }
}

/// A panic of the VM is a difference of that one program, not the end of the run.
fn guarded(runs: usize, run: impl FnOnce() -> Vec<Observed>) -> Vec<Observed> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        vec![failed("(panic)", text.unwrap_or_default()); runs]
    })
}

/// Runs to the end; what is neither done nor raised is shown as an exception of that name.
fn finish(vm: &mut Vm<'_, '_>, host: &mut Recorder, module: &str) -> Observed {
    let exception = loop {
        match vm.run(host, FUEL_SLICE) {
            Outcome::Paused => {}
            Outcome::Done => return host.take(),
            Outcome::Raised => break raised(vm),
            other => break (format!("({other:?})"), String::new()),
        }
    };
    Observed {
        exit: vm.exit_status().map_or(1, |status| status & 0xFF),
        traceback: traceback(vm, &exception.0, module),
        exception: Some(exception),
        ..host.take()
    }
}

/// The frames of `module` that the exception in flight passed through.
fn traceback(vm: &Vm<'_, '_>, kind: &str, module: &str) -> Vec<(String, u32)> {
    let mut frames = Vec::new();
    if let Some(exception) = vm.exception().filter(|_| kind != "RecursionError") {
        exception.frames(|frame| {
            let function = String::from_utf8_lossy(frame.function).into_owned();
            if frame.module == module.as_bytes() && !INLINED.contains(&function.as_str()) {
                frames.push((function, frame.line));
            }
        });
    }
    frames
}

fn raised(vm: &mut Vm<'_, '_>) -> (String, String) {
    let kind = vm.exception().map(|e| e.class_name().to_owned());
    let mut text = Vec::new();
    let shown = vm.exception_text(&mut text);
    let mut text = String::from_utf8_lossy(&text).into_owned();
    if shown.is_err() {
        text.push_str("(its text could not be made)");
    }
    // CPython says in some places what it was doing when the stack ended.
    if text.starts_with(RECURSION) {
        text.truncate(RECURSION.len());
    }
    (kind.unwrap_or_default(), text)
}

fn failed(kind: &str, text: String) -> Observed {
    Observed {
        exception: Some((kind.to_owned(), text)),
        ..Observed::default()
    }
}

fn compiled(source: &Source, function: Option<&str>) -> Result<Vec<u8>, Box<Observed>> {
    let refused = |text: String| {
        Box::new(Observed {
            refused: Some(text),
            ..Observed::default()
        })
    };
    let mut sources = Sources::new();
    sources
        .insert(&source.name, source.text.as_bytes())
        .map_err(|error| refused(error.to_string()))?;
    let entry = match function {
        Some(function) => Entry::Handler {
            module: source.module(),
            function,
        },
        None => Entry::Script { path: &source.name },
    };
    let package = compile(&sources, &entry, &Options::default());
    package
        .map(|compiled| compiled.package)
        .map_err(|diagnostics| refused(diagnostics.to_string()))
}

/// Compiles a source and runs it as a script.
pub fn run_script(source: &Source) -> Observed {
    run_within(Way::Interpreted, source, &LIMITS).0
}

/// The same in machine code. That it takes other fuel or memory than interpreted is an exception.
pub fn run_script_natively(source: &Source) -> Observed {
    let (mut observed, cost) = run_within(Way::Natively, source, &LIMITS);
    let (_, usual) = run_within(Way::Interpreted, source, &LIMITS);
    if cost != usual {
        let text = format!("{cost:?} natively, {usual:?} interpreted");
        observed.exception = Some(("(cost)".to_owned(), text));
    }
    observed
}

/// What a run takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cost {
    fuel: u64,
    peak_bytes: usize,
}

/// The same for a program that may not come to an end.
pub(crate) fn run_briefly(source: &Source) -> Observed {
    run_within(Way::Interpreted, source, &BRIEF).0
}

/// What a script does, and what that takes.
fn run_within(way: Way, source: &Source, limits: &Limits) -> (Observed, Cost) {
    let mut cost = Cost::default();
    let mut observed = guarded(1, || {
        let package = match compiled(source, None) {
            Ok(package) => package,
            Err(refused) => return vec![*refused],
        };
        let program = match Program::load(&package) {
            Ok(program) => program,
            Err(error) => return vec![failed("(package)", error.to_string())],
        };
        let mut host = Recorder::new(&source.name);
        let mut arena = vec![0; ARENA_CELLS];
        let translation = Translator::new(HEATING, CODE_BYTES_MAX).translate(&program);
        vec![match Vm::boot(&program, &mut arena, 1, limits) {
            Err(error) => failed("(arena)", error.to_string()),
            Ok(mut vm) => {
                if way == Way::Natively {
                    vm.run_natively(&translation);
                }
                let observed = script(&mut vm, &mut host);
                cost = Cost {
                    fuel: vm.fuel_used(),
                    peak_bytes: vm.peak_bytes(),
                };
                observed
            }
        }]
    });
    (observed.remove(0), cost)
}

/// Runs a script to its end, and what CPython does at its exit.
fn script(vm: &mut Vm<'_, '_>, host: &mut Recorder) -> Observed {
    let mut observed = finish(vm, host, "__main__");
    if vm.start_exit() {
        let end = finish(vm, host, "__main__");
        observed.stdout += &end.stdout;
        observed.stderr += &end.stderr;
    }
    observed
}

/// Compiles the file at `path`, runs its module body once and calls `function` with each event.
pub fn run_handler(
    path: &Path,
    function: &str,
    events: &[String],
) -> Result<Vec<Observed>, SuiteError> {
    call_handler(Way::Interpreted, path, function, events)
}

fn call_handler(
    way: Way,
    path: &Path,
    function: &str,
    events: &[String],
) -> Result<Vec<Observed>, SuiteError> {
    let source = Source::read(path)?;
    Ok(guarded(events.len(), || {
        match compiled(&source, Some(function)) {
            Ok(package) => call_with_all(way, &package, events, source.module()),
            Err(refused) => vec![*refused; events.len()],
        }
    }))
}

fn call_with_all(way: Way, package: &[u8], events: &[String], module: &str) -> Vec<Observed> {
    let all = |observed: Observed| vec![observed; events.len()];
    let program = match Program::load(package) {
        Ok(program) => program,
        Err(error) => return all(failed("(package)", error.to_string())),
    };
    let mut arena = vec![0; ARENA_CELLS];
    let mut host = Recorder::new(module);
    let translation = Translator::new(HEATING, CODE_BYTES_MAX).translate(&program);
    let mut vm = match Vm::boot(&program, &mut arena, 1, &LIMITS) {
        Ok(vm) => vm,
        Err(error) => return all(failed("(arena)", error.to_string())),
    };
    if way == Way::Natively {
        vm.run_natively(&translation);
    }
    let loaded = finish(&mut vm, &mut host, module);
    if loaded.exception.is_some() {
        return all(loaded);
    }
    vm.finish_boot();
    let call = |event: &String| call_once(&mut vm, &mut host, event, module);
    events.iter().map(call).collect()
}

fn call_once(vm: &mut Vm<'_, '_>, host: &mut Recorder, event: &str, module: &str) -> Observed {
    if let Err(error) = vm.start_call(event.as_bytes(), &[], &LIMITS) {
        return failed("(start)", error.to_string());
    }
    let mut observed = finish(vm, host, module);
    let mut json = Vec::new();
    if observed.exception.is_none() {
        match vm.result_json(&mut json) {
            Ok(()) => observed.result = Some(String::from_utf8_lossy(&json).into_owned()),
            Err(_) => {
                observed.exception = Some(raised(vm));
                observed.exit = 1;
            }
        }
    }
    vm.finish_call();
    observed
}
