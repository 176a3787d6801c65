//! The implementation under test. Everything that knows how to reach it is in this file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use iotpy_compiler::{Entry, Options, Sources, compile};
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};

use crate::corpus::Handler;
use crate::implementation::{Implementation, SuiteError};
use crate::observed::Observed;

/// 64 MB: the largest program of the corpus keeps lists of 20,000 elements.
const ARENA_CELLS: usize = 8 << 20;
const FUEL_SLICE: u64 = 1_000_000;
const LIMITS: Limits = Limits {
    fuel: 10_000_000_000,
    depth_max: 1_000,
};
const RECURSION: &str = "maximum recursion depth exceeded";

/// The implementation under test.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ours;

impl Implementation for Ours {
    fn run_scripts(&self, paths: &[PathBuf]) -> Result<Vec<Observed>, SuiteError> {
        paths.iter().map(|path| run_script(path)).collect()
    }

    fn run_handler(&self, handler: &Handler) -> Result<Vec<Observed>, SuiteError> {
        run_handler(&handler.path, &handler.function, &handler.events)
    }
}

/// Keeps what a program shows to the outside.
#[derive(Default)]
struct Recorder {
    stdout: Vec<u8>,
    pins: Vec<(i64, bool)>,
    now_ns: u64,
}

impl Recorder {
    fn take(&mut self) -> Observed {
        let stdout = std::mem::take(&mut self.stdout);
        Observed {
            stdout: String::from_utf8_lossy(&stdout).into_owned(),
            pins: std::mem::take(&mut self.pins),
            ..Observed::default()
        }
    }
}

impl Host for Recorder {
    fn write(&mut self, stream: Stream, text: &[u8]) {
        if stream == Stream::Output {
            self.stdout.extend_from_slice(text);
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
    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        let high = match name {
            "device.set_pin_high" => true,
            "device.set_pin_low" => false,
            "time.sleep" => return Reply::None,
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
        let exception = Some(("(panic)".to_owned(), text.unwrap_or_default()));
        vec![
            Observed {
                exception,
                ..Observed::default()
            };
            runs
        ]
    })
}

/// Runs to the end; what is neither done nor raised is shown as an exception of that name.
fn finish(vm: &mut Vm<'_, '_>, host: &mut Recorder) -> Option<(String, String)> {
    loop {
        match vm.run(host, FUEL_SLICE) {
            Outcome::Paused => {}
            Outcome::Done => return None,
            Outcome::Raised => return Some(raised(vm)),
            other => return Some((format!("({other:?})"), String::new())),
        }
    }
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

fn compiled(path: &Path, function: Option<&str>) -> Result<Result<Vec<u8>, String>, SuiteError> {
    let source = std::fs::read(path).map_err(|source| SuiteError::Corpus {
        path: path.to_owned(),
        source,
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut sources = Sources::new();
    if let Err(error) = sources.insert(&name, &source) {
        return Ok(Err(error.to_string()));
    }
    let entry = match function {
        Some(function) => Entry::Handler {
            module: &stem,
            function,
        },
        None => Entry::Script { path: &name },
    };
    let package = compile(&sources, &entry, &Options::default());
    Ok(package
        .map(|compiled| compiled.package)
        .map_err(|diagnostics| diagnostics.to_string()))
}

/// Compiles the file at `path` and runs it as a script.
pub fn run_script(path: &Path) -> Result<Observed, SuiteError> {
    let package = match compiled(path, None)? {
        Ok(package) => package,
        Err(refused) => {
            return Ok(Observed {
                refused: Some(refused),
                ..Observed::default()
            });
        }
    };
    let mut observed = guarded(1, || {
        let mut host = Recorder::default();
        let exception = match Program::load(&package) {
            Err(error) => Some(("(package)".to_owned(), error.to_string())),
            Ok(program) => {
                let mut arena = vec![0; ARENA_CELLS];
                match Vm::boot(&program, &mut arena, 1, &LIMITS) {
                    Err(error) => Some(("(arena)".to_owned(), error.to_string())),
                    Ok(mut vm) => finish(&mut vm, &mut host),
                }
            }
        };
        vec![Observed {
            exception,
            ..host.take()
        }]
    });
    Ok(observed.remove(0))
}

/// Compiles the file at `path`, runs its module body once and calls `function` with each event.
pub fn run_handler(
    path: &Path,
    function: &str,
    events: &[String],
) -> Result<Vec<Observed>, SuiteError> {
    let package = match compiled(path, Some(function))? {
        Ok(package) => package,
        Err(refused) => {
            let refused = Observed {
                refused: Some(refused),
                ..Observed::default()
            };
            return Ok(vec![refused; events.len()]);
        }
    };
    Ok(guarded(events.len(), || call_with_all(&package, events)))
}

fn call_with_all(package: &[u8], events: &[String]) -> Vec<Observed> {
    let failed = |kind: &str, text: String| {
        let exception = Some((kind.to_owned(), text));
        vec![
            Observed {
                exception,
                ..Observed::default()
            };
            events.len()
        ]
    };
    let program = match Program::load(package) {
        Ok(program) => program,
        Err(error) => return failed("(package)", error.to_string()),
    };
    let mut arena = vec![0; ARENA_CELLS];
    let mut host = Recorder::default();
    let mut vm = match Vm::boot(&program, &mut arena, 1, &LIMITS) {
        Ok(vm) => vm,
        Err(error) => return failed("(arena)", error.to_string()),
    };
    if let Some((kind, text)) = finish(&mut vm, &mut host) {
        return failed(&kind, text);
    }
    vm.finish_boot();
    let call = |event: &String| call_once(&mut vm, &mut host, event);
    events.iter().map(call).collect()
}

fn call_once(vm: &mut Vm<'_, '_>, host: &mut Recorder, event: &str) -> Observed {
    if let Err(error) = vm.start_call(event.as_bytes(), &[], &LIMITS) {
        let exception = Some(("(start)".to_owned(), error.to_string()));
        return Observed {
            exception,
            ..host.take()
        };
    }
    let mut exception = finish(vm, host);
    let mut json = Vec::new();
    if exception.is_none() && vm.result_json(&mut json).is_err() {
        exception = Some(raised(vm));
    }
    let result = exception
        .is_none()
        .then(|| String::from_utf8_lossy(&json).into_owned());
    let observed = Observed {
        exception,
        result,
        ..host.take()
    };
    vm.finish_call();
    observed
}
