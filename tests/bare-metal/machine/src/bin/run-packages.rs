//! Runs the scripts whose packages lie in a directory, each `NAME.package`, and writes what each
//! did to `NAME.said` beside it.
//!
//! Built with different features of `iotpy-core`, it shows that what a small VM takes does the same
//! as on the whole one.
#![forbid(unsafe_code)]

use std::path::Path;

use iotpy_core::text::sink::{Full, Sink};
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};

/// A few times what any script of the corpus takes.
const LIMITS: Limits = Limits {
    fuel: 200_000_000,
    depth_max: 1_000,
};
const ARENA_CELLS: usize = 4 << 20;
/// A script that prints without end is cut off here.
const OUTPUT_BYTES_MAX: usize = 4 << 20;

/// Keeps what is printed; its clocks stand still.
#[derive(Default)]
struct Recorder {
    output: Vec<u8>,
}

impl Host for Recorder {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        if self.output.len() < OUTPUT_BYTES_MAX {
            self.output.extend_from_slice(text);
        }
    }

    fn unix_time_ns(&mut self) -> u64 {
        1_700_000_000_000_000_000
    }

    fn monotonic_ns(&mut self) -> u64 {
        1_000_000_000
    }

    fn call(&mut self, _name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        Reply::Unknown
    }
}

impl Sink for Recorder {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.output.extend_from_slice(bytes);
        Ok(())
    }
}

/// What a script printed, and then how it ended.
fn run(package: &[u8]) -> Vec<u8> {
    let program = match Program::load(package) {
        Ok(program) => program,
        Err(error) => return format!("refused: {error}").into_bytes(),
    };
    let mut arena = vec![0; ARENA_CELLS];
    let mut host = Recorder::default();
    let mut vm = match Vm::boot(&program, &mut arena, 1, &LIMITS) {
        Ok(vm) => vm,
        Err(error) => return format!("no arena: {error}").into_bytes(),
    };
    let ended = loop {
        match vm.run(&mut host, 1 << 20) {
            Outcome::Paused => {}
            ended => break ended,
        }
    };
    host.output
        .extend_from_slice(format!("\nended: {ended:?} ").as_bytes());
    if let Some(class) = vm
        .exception()
        .map(|exception| exception.class_name().to_owned())
    {
        host.output.extend_from_slice(class.as_bytes());
        host.output.extend_from_slice(b": ");
        if vm.exception_text(&mut host).is_err() {
            host.output.extend_from_slice(b"(no text)");
        }
    }
    host.output
}

fn main() -> std::io::Result<()> {
    let directory = std::env::args_os().nth(1).unwrap_or_default();
    for entry in std::fs::read_dir(Path::new(&directory))? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "package")
        {
            let said = run(&std::fs::read(&path)?);
            std::fs::write(path.with_extension("said"), said)?;
        }
    }
    Ok(())
}
