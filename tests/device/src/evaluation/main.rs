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
use nanolambda_device_tests::images_of_tests;
use report::Report;

/// Calls of each row.
const CALLS: usize = 100;
/// The board of the devices: 64 KB of RAM and 256 KB of flash.
const BOARD: &str = "lm3s6965evb";
/// The board of the programs, whose image has every part of the machine.
const LARGE_BOARD: &str = "mps2-an385";

fn main() -> std::io::Result<()> {
    let counted = Counted::by(&images_of_tests(LARGE_BOARD).join("measure"));
    let home = tempfile::tempdir()?;
    let bench = Bench::start(home.path(), &images_of_tests(BOARD).join("device"));
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
