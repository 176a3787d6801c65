//! How fast it is, beside what it is compared with.
//!
//! `cargo run --release -p nanolambda-bench` prints every table and writes it to
//! `docs/benchmarks.md`; `log`, `vm`, `board` or `functions` after `--` makes those tables alone,
//! and `--quick` takes less time for the log, prints, and writes nothing.

mod board;
mod document;
mod functions;
mod log;
mod machine;
mod rounds;
mod vm;

use std::process::ExitCode;

use functions::Load;
use log::Effort;

const USAGE: &str = "nanolambda-bench [log | vm | board | functions] [--quick]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(load) = Load::from_arguments(arguments.iter().cloned()) {
        println!("{}", load.run().to_json());
        return ExitCode::SUCCESS;
    }
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] => run_log(&Effort::FULL, true)
            .and_then(|()| run_vm())
            .and_then(|()| run_board())
            .and_then(|()| run_functions()),
        ["log"] => run_log(&Effort::FULL, true),
        ["log", "--quick"] => run_log(&Effort::QUICK, false),
        ["vm"] => run_vm(),
        ["board"] => run_board(),
        ["functions"] => run_functions(),
        _ => Err(format!("usage: {USAGE}")),
    }
    .map_or_else(
        |complaint| {
            eprintln!("{complaint}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run_log(effort: &Effort, writes: bool) -> Result<(), String> {
    let tables = log::measure(effort);
    println!("{tables}");
    match writes {
        true => write(log::HEADING, &tables),
        false => Ok(()),
    }
}

fn run_vm() -> Result<(), String> {
    let tables = vm::measure();
    println!("{tables}");
    write(vm::HEADING, &tables)
}

fn run_board() -> Result<(), String> {
    match board::measure() {
        Ok(table) => {
            println!("{table}");
            write(board::HEADING, &table)
        }
        Err(reason) => {
            println!("{reason}");
            Ok(())
        }
    }
}

fn run_functions() -> Result<(), String> {
    let tables = functions::measure();
    println!("{tables}");
    write(functions::HEADING, &tables)
}

fn write(heading: &str, tables: &str) -> Result<(), String> {
    document::write_section(heading, tables)
        .map_err(|error| format!("the document cannot be written: {error}"))
}
