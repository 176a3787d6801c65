//! `logs`: what a function printed and answered.

use serde_json::Value;

use crate::failure::{Failure, print};
use crate::server::call;

/// How long the server holds back an empty answer, in seconds.
const WAIT_S: u32 = 30;

/// Show what a function printed and how its runs ended
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The name of the function
    name: String,
    /// Go on with new results as they come
    #[arg(short, long)]
    follow: bool,
    /// Begin with this sequence number
    #[arg(long, value_name = "N", default_value_t = 1)]
    from: u64,
    /// The management front of the server
    #[arg(
        long,
        env = "NANOLAMBDA_MANAGEMENT",
        default_value = "http://127.0.0.1:8080"
    )]
    management: String,
    /// Print each result as a line of JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut from = arguments.from;
    let mut is_caught_up = false;
    loop {
        let wait_s = if arguments.follow && is_caught_up {
            WAIT_S
        } else {
            0
        };
        let (base, name) = (arguments.management.trim_end_matches('/'), &arguments.name);
        let url = format!("{base}/functions/{name}/results?from={from}&wait_s={wait_s}");
        let answer = call("GET", &url, &[], b"")?;
        if answer.status != 200 {
            return Err(Failure::Other(answer.complaint()));
        }
        let page = answer.json();
        let (Some(results), Some(next)) = (page["results"].as_array(), page["next"].as_u64())
        else {
            return Err(Failure::Other(format!(
                "{url} answered something else than results"
            )));
        };
        for result in results {
            print(&line(result, arguments.json))?;
        }
        is_caught_up = results.is_empty();
        if is_caught_up && !arguments.follow {
            return Ok(());
        }
        from = next;
    }
}

fn line(result: &Value, as_json: bool) -> String {
    if as_json {
        return format!("{result}\n");
    }
    let text = |key: &str| result[key].as_str().unwrap_or_default();
    let mut lines = String::new();
    for printed in text("logs").lines() {
        lines += &format!("{}  {printed}\n", text("request_id"));
    }
    let (executor, verdict) = (text("executor"), text("verdict"));
    let duration_ms = result["duration_us"].as_f64().unwrap_or_default() / 1000.0;
    lines += &format!(
        "{}  {verdict} in {duration_ms:.3} ms on {executor}: {}\n",
        text("request_id"),
        result["answer"]
    );
    lines
}
