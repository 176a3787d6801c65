//! The command-line tool: compiles and runs functions on this machine, and talks to servers.
//!
//! Nothing here is worth importing. Each command has a file in `command`; `machine` runs packages
//! with `terminal` around them, `sources` reads Python files, `server` makes HTTP calls.

mod caret;
mod command;
mod context;
mod failure;
mod interrupt;
mod machine;
mod profile;
mod server;
mod sources;
mod suggestion;
mod terminal;
mod traceback;

use std::process::ExitCode;
use std::thread;

use clap::{Parser, Subcommand};

use command::{check, compile, deploy, device, disasm, invoke, log, logs, run};
use failure::complain;

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
refused the program; 4 the program met a limit of memory, fuel or time; 130 interrupted. A script \
that calls sys.exit() chooses its own.";

/// The compiler walks trees by recursion, within its own bounds; they fit many times.
const STACK_BYTES: usize = 256 * 1024 * 1024;

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Arguments),
    Check(check::Arguments),
    Compile(compile::Arguments),
    Disasm(disasm::Arguments),
    Deploy(deploy::Arguments),
    Device(device::Arguments),
    Invoke(invoke::Arguments),
    Logs(logs::Arguments),
    Log(log::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let worker = thread::Builder::new().stack_size(STACK_BYTES);
    match worker
        .spawn(move || execute(arguments.command))
        .map(thread::JoinHandle::join)
    {
        Ok(Ok(code)) => code,
        Ok(Err(_panic)) => ExitCode::FAILURE,
        Err(error) => {
            complain(&format!(
                "nanolambda: there is no memory for a thread: {error}\n"
            ));
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> ExitCode {
    let outcome = match command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Compile(arguments) => compile::run(&arguments).map(|()| 0),
        Command::Disasm(arguments) => disasm::run(&arguments).map(|()| 0),
        Command::Deploy(arguments) => deploy::run(&arguments).map(|()| 0),
        Command::Device(arguments) => device::run(&arguments).map(|()| 0),
        Command::Invoke(arguments) => invoke::run(&arguments).map(|()| 0),
        Command::Logs(arguments) => logs::run(&arguments).map(|()| 0),
        Command::Log(arguments) => log::run(&arguments),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            complain(&format!("{failure}\n"));
            ExitCode::from(failure.exit_code())
        }
    }
}
