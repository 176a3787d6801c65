//! Compiles the Python handlers of the image and hands the board's memory map to the linker.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use iotpy_compiler::{Entry, Options, Sources, compile};
use serde_json::value::RawValue;

/// Directory of the source, module, function.
const HANDLERS: [(&str, &str, &str); 6] = [
    ("../../tests/python/handlers", "light", "new_light_lvl"),
    (
        "../../tests/python/handlers",
        "maintenance",
        "new_accel_sample",
    ),
    ("python", "fib", "handler"),
    ("python", "sieve", "handler"),
    ("python", "mandelbrot_16", "handler"),
    ("python", "pystone", "handler"),
];

/// Programs of the benchmarks that handlers import.
const PROGRAMS: &str = "../../tests/bench/programs";

fn main() -> Result<(), Box<dyn Error>> {
    let output = PathBuf::from(env::var("OUT_DIR")?);
    for (directory, module, function) in HANDLERS {
        let source = Path::new(directory).join(format!("{module}.py"));
        println!("cargo::rerun-if-changed={}", source.display());
        let package = compiled(&fs::read(source)?, module, function)?;
        fs::write(output.join(format!("{module}.package")), package)?;
        let events = Path::new(directory).join(format!("{module}.events.json"));
        println!("cargo::rerun-if-changed={}", events.display());
        let events = event_array(&fs::read_to_string(events)?)?;
        fs::write(output.join(format!("{module}.events.rs")), events)?;
    }
    let has = |board: &str| env::var_os(format!("CARGO_FEATURE_{board}")).is_some();
    let memory = if has("RISCV_VIRT") {
        // The script of riscv-rt does not include it.
        println!("cargo::rustc-link-arg-bins=-Tmemory.x");
        "memory/riscv-virt.x"
    } else if has("MPS2_AN385") {
        "memory/mps2-an385.x"
    } else {
        "memory/lm3s6965evb.x"
    };
    println!("cargo::rerun-if-changed={memory}");
    fs::copy(memory, output.join("memory.x"))?;
    println!("cargo::rustc-link-search={}", output.display());
    println!("cargo::rustc-link-arg-bins=-Tlink.x");
    println!("cargo::rustc-link-arg-bins=--nmagic");
    // The script of defmt. The other images have no messages.
    println!("cargo::rustc-link-arg-bin=device=-Tdefmt.x");
    if !has("RISCV_VIRT") {
        println!("cargo::rustc-link-arg-bin=frames=-Tdefmt.x");
    }
    Ok(())
}

fn compiled(source: &[u8], module: &str, function: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut sources = Sources::new();
    sources.insert(&format!("{module}.py"), source)?;
    for program in ["mandelbrot", "pystone_like"] {
        let path = Path::new(PROGRAMS).join(format!("{program}.py"));
        println!("cargo::rerun-if-changed={}", path.display());
        sources.insert(&format!("{program}.py"), &fs::read(path)?)?;
    }
    let entry = Entry::Handler { module, function };
    let options = Options {
        line_tables: false,
        ..Options::default()
    };
    let compiled = compile(&sources, &entry, &options);
    Ok(compiled
        .map_err(|diagnostics| diagnostics.to_string())?
        .package)
}

/// The elements of a JSON array, each as a Rust string of its JSON text.
fn event_array(json: &str) -> Result<String, Box<dyn Error>> {
    let events: Vec<&RawValue> = serde_json::from_str(json)?;
    let mut array = String::from("&[\n");
    for event in events {
        writeln!(array, "    {:?},", event.get())?;
    }
    array.push(']');
    Ok(array)
}
