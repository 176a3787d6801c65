//! Measures the device image in QEMU and writes `docs/evaluation.md`: the tables of the NanoLambda
//! paper, the programs of the bars, and the budgets.
//!
//! `cargo run --release -p nanolambda-device-tests --bin evaluation` takes some minutes; it needs
//! what the tests of this crate need.
#![forbid(unsafe_code)]

mod board;
mod edge;
mod report;

use std::path::Path;

use board::Counted;
use edge::{Bench, Function};
use report::Report;

/// Calls of each row.
const CALLS: usize = 100;
const BOARD: &str = "mps2-an385";

fn main() -> std::io::Result<()> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(target, Into::into);
    // Where the tests have theirs, so that they are built once.
    let images = nanolambda_device_tests::images(BOARD, &target.join("tmp"));
    let counted = Counted::by(&images.join("measure"));
    let home = tempfile::tempdir()?;
    let bench = Bench::start(home.path(), &images.join("device"));
    let light = Function::light();
    let maintenance = Function::maintenance(home.path());
    let report = Report {
        counted,
        light: bench.measure(&light),
        maintenance: bench.measure(&maintenance),
    };
    let document = report.to_markdown();
    println!("{document}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/evaluation.md");
    std::fs::write(path, document)
}
