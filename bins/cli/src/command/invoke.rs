//! `invoke`: over the Lambda API, over HTTP or over CoAP.

use std::net::{SocketAddr, ToSocketAddrs as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use faas_runtime::coap::client::Request;
use faas_runtime::coap::client::udp::Client;
use faas_runtime::coap::{CodeClass, ContentFormat, Method};
use serde_json::{Value, json};
use ureq::http::Uri;

use super::event;
use crate::failure::{Failure, print};
use crate::server::call;

const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;
const COAP_PORT: u16 = 5683;

/// Invoke a function of a server
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Its name, or a URL as in http://127.0.0.1:8000/light or coap://127.0.0.1/light
    target: String,
    /// The event: a file, JSON text, or - for standard input
    #[arg(long, default_value = "{}")]
    event: String,
    /// Leave an event for it and do not wait; only with a name
    #[arg(long = "async")]
    is_async: bool,
    /// The server, for a name
    #[arg(
        long,
        env = "NANOLAMBDA_ENDPOINT",
        default_value = "http://127.0.0.1:4566"
    )]
    endpoint: String,
    /// Print an object with the answer, the request id and the log; only with a name
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let event = event::read(&arguments.event)?;
    let target = arguments.target.as_str();
    let is_url = target.contains("://");
    if is_url && (arguments.is_async || arguments.json) {
        return Err(Failure::Usage(
            "--async and --json go with a name, not with a URL".to_owned(),
        ));
    }
    if target.starts_with("coap://") {
        return over_coap(target, &event);
    }
    if is_url {
        let answer = call(
            "POST",
            target,
            &[("content-type", "application/json")],
            &event,
        )?;
        return match answer.status {
            200 => print(&format!("{}\n", answer.text())),
            _ => Err(Failure::Other(answer.complaint())),
        };
    }
    over_lambda(arguments, &event)
}

fn over_lambda(arguments: &Arguments, event: &[u8]) -> Result<(), Failure> {
    let endpoint = arguments.endpoint.trim_end_matches('/');
    let url = format!(
        "{endpoint}/2015-03-31/functions/{}/invocations",
        arguments.target
    );
    let headers: &[_] = match arguments.is_async {
        true => &[("x-amz-invocation-type", "Event")],
        false => &[("x-amz-log-type", "Tail")],
    };
    let answer = call("POST", &url, headers, event)?;
    let request_id = answer.header("x-amzn-requestid").unwrap_or_default();
    if answer.status == 202 {
        return print(&match arguments.json {
            true => format!("{}\n", json!({ "request_id": request_id })),
            false => format!("accepted as {request_id}\n"),
        });
    }
    if answer.status != 200 {
        return Err(Failure::Other(answer.complaint()));
    }
    let log = answer
        .header("x-amz-log-result")
        .and_then(|log| BASE64_STANDARD.decode(log).ok());
    let log = String::from_utf8_lossy(&log.unwrap_or_default()).into_owned();
    let error = answer.header("x-amz-function-error");
    if arguments.json {
        let object = json!({
            "answer": answer.json(),
            "function_error": error,
            "request_id": request_id,
            "log": log,
        });
        print(&format!("{object}\n"))?;
    } else {
        eprint!("{log}");
    }
    if error.is_some() {
        return Err(Failure::Exception(shown(&answer.json())));
    }
    match arguments.json {
        true => Ok(()),
        false => print(&format!("{}\n", answer.text())),
    }
}

/// AWS's error object, as a traceback.
fn shown(error: &Value) -> String {
    let mut text = String::new();
    for line in error["stackTrace"].as_array().into_iter().flatten() {
        text.push_str(line.as_str().unwrap_or_default().trim_end());
        text.push('\n');
    }
    if !text.is_empty() {
        text.insert_str(0, "Traceback (most recent call last):\n");
    }
    text.push_str(error["errorType"].as_str().unwrap_or("Error"));
    text.push_str(": ");
    text.push_str(error["errorMessage"].as_str().unwrap_or_default());
    text
}

fn over_coap(url: &str, event: &[u8]) -> Result<(), Failure> {
    let (address, path) = coap_address(url)?;
    let failed = |reason: &dyn std::fmt::Display| Failure::Other(format!("{url}: {reason}"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| failed(&error))?;
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).map_err(|error| failed(&error))?;
    let response = runtime.block_on(async {
        let seed = u64::from_le_bytes(seed);
        let mut client = Client::connect(address, seed, ANSWER_BYTES_MAX)
            .await
            .map_err(|error| failed(&error))?;
        let mut request = Request::new(Method::Post, &path);
        request.payload = event;
        request.content_format = Some(ContentFormat::JSON);
        client
            .request(request)
            .await
            .map_err(|error| failed(&error))
    })?;
    let text = String::from_utf8_lossy(&response.payload).into_owned();
    let code = response.head.code;
    match code.class() {
        CodeClass::Success => print(&format!("{text}\n")),
        _ => Err(Failure::Other(format!("{code} {text}"))),
    }
}

fn coap_address(url: &str) -> Result<(SocketAddr, String), Failure> {
    let refused = |reason: &str| Failure::Usage(format!("{url:?} cannot be used: {reason}"));
    let uri: Uri = url.parse().map_err(|_| refused("it is no URL"))?;
    let host = uri.host().ok_or_else(|| refused("it names no host"))?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let port = uri.port_u16().unwrap_or(COAP_PORT);
    let mut addresses = (host, port)
        .to_socket_addrs()
        .map_err(|error| refused(&error.to_string()))?;
    let address = addresses
        .next()
        .ok_or_else(|| refused("its host has no address"))?;
    Ok((address, uri.path().trim_start_matches('/').to_owned()))
}
