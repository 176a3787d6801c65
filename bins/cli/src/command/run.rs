//! `run`: compile and run on this machine.

use std::time::Duration;

use serde_json::{Value, json};

use super::event;
use crate::failure::{Failure, print};
use crate::machine::{self, Bounds, Ended, Used};
use crate::sources::{Program, Target};

/// Compile a file and run it here: a function with an event, or a script
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// FILE.py:FUNCTION calls a function, FILE.py runs a script; modules beside it can be imported
    target: Target,
    /// The event: a file, JSON text, or - for standard input
    #[arg(long, default_value = "{}")]
    event: String,
    /// Memory that the program may use
    #[arg(long, value_name = "MB", default_value_t = 128,
          value_parser = clap::value_parser!(u32).range(1..=8192))]
    memory: u32,
    /// Fuel that the program may use, about one unit for each instruction [default: no bound]
    #[arg(long, value_name = "N")]
    fuel: Option<u64>,
    /// Seconds that the program may run
    #[arg(long, value_name = "S", default_value_t = 60.0)]
    timeout: f64,
    /// Say on standard error what was used
    #[arg(long)]
    stats: bool,
    /// Print an object with the result and what was used
    #[arg(long)]
    json: bool,
}

/// Runs the command; the number is the exit status of the program.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let timeout = Duration::try_from_secs_f64(arguments.timeout)
        .map_err(|_| Failure::Usage("the timeout must be a number of seconds".to_owned()))?;
    let function = arguments.target.function.as_deref();
    let event = match function {
        Some(_) => Some(event::read(&arguments.event)?),
        None => None,
    };
    let program = Program::read(&arguments.target)?;
    let compiled = program.compile(function)?;
    let bounds = Bounds {
        memory_mb: arguments.memory,
        fuel: arguments.fuel.unwrap_or(u64::MAX / 4),
        timeout,
    };
    let ended = machine::run(&compiled.package, event.as_deref(), bounds, &program)?;
    let (Ended::Returned(_, used) | Ended::Exited(_, used)) = &ended;
    if arguments.stats {
        let Used {
            elapsed,
            fuel,
            peak_bytes,
        } = used;
        let package_bytes = compiled.package.len();
        eprintln!(
            "{:.3} ms, fuel {fuel}, peak memory {peak_bytes} bytes, package {package_bytes} bytes",
            elapsed.as_secs_f64() * 1000.0
        );
    }
    match &ended {
        Ended::Returned(answer, _) if arguments.json => {
            let result: Value = serde_json::from_str(answer).unwrap_or_default();
            let object = json!({
                "result": result,
                "duration_us": u64::try_from(used.elapsed.as_micros()).unwrap_or(u64::MAX),
                "fuel": used.fuel,
                "peak_memory_bytes": used.peak_bytes,
                "package_bytes": compiled.package.len(),
            });
            print(&format!("{object}\n"))?;
        }
        Ended::Returned(answer, _) => print(&format!("{answer}\n"))?,
        Ended::Exited(status, _) => return Ok(*status),
    }
    Ok(0)
}
