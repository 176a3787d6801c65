//! Whole programs on the VM: the scripts of the Python suite, compiled once.

mod arenas;
mod hostile;
mod idle_states;
mod slices;
mod snapshots;
mod verifier;
mod waits;

use std::borrow::ToOwned;
use std::fs;
use std::path::{Path, PathBuf};
use std::string::String;
use std::sync::OnceLock;
use std::vec;
use std::vec::Vec;

use crate::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};

/// A compiled script.
pub(super) struct Script {
    pub name: String,
    pub package: Vec<u8>,
    /// What it does in a large arena.
    pub end: End,
}

/// What a run shows to the outside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct End {
    pub outcome: Outcome,
    pub exception: Option<(String, String)>,
    pub output: String,
    pub fuel: u64,
}

/// Keeps the output; its clocks stand still, so that running an instruction again does not show.
#[derive(Default)]
pub(super) struct Recorder(pub Vec<u8>);

impl Host for Recorder {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        self.0.extend_from_slice(text);
    }
    fn unix_time_ns(&mut self) -> u64 {
        1_700_000_000_123_456_789
    }
    fn monotonic_ns(&mut self) -> u64 {
        5_000_000_000
    }
    fn call(&mut self, _name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        match arguments {
            [] => Reply::Int(1 << 40),
            _ => Reply::None,
        }
    }
}

pub(super) const LIMITS: Limits = Limits {
    fuel: 30_000_000,
    depth_max: 1_000,
};
pub(super) const ARENA_CELLS: usize = 1 << 20;

/// What the VM shows after its run ended with `outcome`.
pub(super) fn end_of(vm: &mut Vm<'_, '_>, outcome: Outcome, host: Recorder) -> End {
    let fuel = vm.fuel_used();
    let mut exception = None;
    if outcome == Outcome::Raised {
        let class = vm.exception().map(|view| view.class_name().to_owned());
        let class = class.unwrap_or_default();
        let mut text = Vec::new();
        let _shown = vm.exception_text(&mut text);
        exception = Some((class, String::from_utf8_lossy(&text).into_owned()));
    }
    let output = String::from_utf8_lossy(&host.0).into_owned();
    End {
        outcome,
        exception,
        output,
        fuel,
    }
}

/// Runs a package to its end in slices.
pub(super) fn run(package: &[u8], arena: &mut [u64], limits: &Limits, slice: u64) -> Option<End> {
    let program = Program::load(package).ok()?;
    let mut vm = Vm::boot(&program, arena, 1, limits).ok()?;
    let mut host = Recorder::default();
    loop {
        match vm.run(&mut host, slice) {
            Outcome::Paused => {}
            outcome => return Some(end_of(&mut vm, outcome, host)),
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("the corpus can be listed").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

fn compile(path: &Path) -> Option<Vec<u8>> {
    let name = path.file_name()?.to_str()?;
    let mut sources = iotpy_compiler::Sources::new();
    sources.insert(name, &fs::read(path).ok()?).ok()?;
    let entry = iotpy_compiler::Entry::Script { path: name };
    let compiled = iotpy_compiler::compile(&sources, &entry, &Default::default());
    Some(compiled.ok()?.package)
}

/// Every script of the suite that compiles.
pub(super) fn scripts() -> &'static [Script] {
    static SCRIPTS: OnceLock<Vec<Script>> = OnceLock::new();
    SCRIPTS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/python/cases");
        let mut paths = Vec::new();
        sources(&root, &mut paths);
        let mut arena = vec![0; ARENA_CELLS];
        let mut scripts = Vec::new();
        for path in paths {
            let name = path.strip_prefix(&root).unwrap_or(&path);
            let name = name.to_string_lossy().into_owned();
            let Some(package) = compile(&path) else {
                continue;
            };
            let end = run(&package, &mut arena, &LIMITS, u64::MAX);
            let Some(end) = end else {
                std::eprintln!("{name}: {:?}", Program::load(&package).err());
                continue;
            };
            scripts.push(Script { name, package, end });
        }
        assert!(scripts.len() > 300, "the corpus has shrunk");
        scripts
    })
}
