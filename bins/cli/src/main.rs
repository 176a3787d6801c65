//! The command-line tool: compiles and runs functions on this machine, and talks to servers.
//!
//! Nothing here is worth importing. Each command has a file in `command`; `machine` runs packages,
//! `sources` reads Python files, `server` makes HTTP calls.

mod command;
mod context;
mod failure;
mod machine;
mod server;
mod sources;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use command::{compile, deploy, disasm, invoke, logs, run};

/// Compiles and runs Python functions on this machine, and deploys, invokes and follows them on a
/// NanoLambda server
#[derive(Debug, Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 success; 1 the function failed, or something else did; 2 wrong usage; 3 the compiler \
refused the program; 4 the program met a limit of memory, fuel or time.";

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Arguments),
    Compile(compile::Arguments),
    Disasm(disasm::Arguments),
    Deploy(deploy::Arguments),
    Invoke(invoke::Arguments),
    Logs(logs::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Compile(arguments) => compile::run(&arguments).map(|()| 0),
        Command::Disasm(arguments) => disasm::run(&arguments).map(|()| 0),
        Command::Deploy(arguments) => deploy::run(&arguments).map(|()| 0),
        Command::Invoke(arguments) => invoke::run(&arguments).map(|()| 0),
        Command::Logs(arguments) => logs::run(&arguments).map(|()| 0),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
