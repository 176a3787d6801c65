//! `run`: compile and run on this machine.

use std::time::Duration;

use serde_json::{Value, json};

use super::event;
use crate::failure::{Failure, complain, print};
use crate::machine::{self, Bounds, Call, Ended, Run, Used};
use crate::profile::Profile;
use crate::sources::{Program, Target};

/// How long a function may run if nothing else is said.
const FUNCTION_TIMEOUT: Duration = Duration::from_secs(60);

/// Compile a file and run it here: a function with an event, or a script
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// FILE.py:FUNCTION calls a function, FILE.py runs a script; modules beside it can be imported
    target: Target,
    /// What the script finds in sys.argv after its name
    #[arg(last = true, value_name = "ARGUMENT")]
    arguments: Vec<String>,
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
    /// Seconds that the program may run [default: 60 for a function, no bound for a script]
    #[arg(long, value_name = "S")]
    timeout: Option<f64>,
    /// Say on standard error what was used
    #[arg(long)]
    stats: bool,
    /// Show on standard error which lines took how much fuel and memory
    #[arg(long)]
    profile: bool,
    /// Print an object with the result of the function and what was used
    #[arg(long)]
    json: bool,
}

/// Runs the command; the number is the exit status of the program.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let function = arguments.target.function.as_deref();
    let timeout = match (arguments.timeout, function) {
        (Some(seconds), _) => Duration::try_from_secs_f64(seconds)
            .map_err(|_| Failure::Usage("the timeout must be a number of seconds".to_owned()))?,
        (None, Some(_)) => FUNCTION_TIMEOUT,
        (None, None) => Duration::MAX,
    };
    let event = match function {
        Some(_) => event::read(&arguments.event)?,
        None => Vec::new(),
    };
    let mut words = vec![arguments.target.file.display().to_string()];
    words.extend(arguments.arguments.iter().cloned());
    let call = match function {
        Some(_) => Call::Function(&event),
        None => Call::Script(&words),
    };
    let program = Program::read(&arguments.target)?;
    let compiled = program.compile(function)?;
    let package = &compiled.package;
    let bounds = Bounds {
        memory_mb: arguments.memory,
        fuel: arguments.fuel.unwrap_or(u64::MAX / 4),
        timeout,
    };
    // There are fewer words than words of four bytes in the package.
    let mut profile = arguments.profile.then(|| Profile::new(package.len() / 4));
    let Run { ended, used } = machine::run(&compiled, &call, bounds, &program, profile.as_mut())?;
    if let Some(profile) = &profile {
        complain(&profile.table(package, &program));
    }
    if arguments.stats {
        complain(&stats(used, package.len()));
    }
    match ended {
        Ended::Returned(answer) if arguments.json => {
            let result: Value = serde_json::from_str(&answer).unwrap_or_default();
            let mut object = json!({
                "result": result,
                "duration_us": u64::try_from(used.elapsed.as_micros()).unwrap_or(u64::MAX),
                "fuel": used.fuel,
                "peak_memory_bytes": used.peak_bytes,
                "package_bytes": package.len(),
            });
            if let Some(profile) = &profile {
                object["profile"] = profile.json(package, &program);
            }
            print(&format!("{object}\n"))?;
        }
        Ended::Returned(answer) => print(&format!("{answer}\n"))?,
        Ended::Exited(status) => return Ok(status),
        Ended::Failed(failure) => return Err(failure),
    }
    Ok(0)
}

fn stats(used: Used, package_bytes: usize) -> String {
    let Used {
        elapsed,
        fuel,
        peak_bytes,
    } = used;
    let milliseconds = elapsed.as_secs_f64() * 1000.0;
    format!(
        "{milliseconds:.3} ms, fuel {fuel}, peak memory {peak_bytes} bytes, \
         package {package_bytes} bytes\n"
    )
}
