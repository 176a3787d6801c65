//! HTTP calls to a server.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

use crate::failure::Failure;

/// Longest answer that is read.
const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Longest wait for an answer: AWS's longest function, and a little.
const TIMEOUT: Duration = Duration::from_secs(960);

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The server's own sentence about what went wrong.
    pub fn complaint(&self) -> String {
        let body = self.json();
        let sentence = ["message", "Message", "error"]
            .iter()
            .find_map(|key| body[key].as_str());
        let sentence = sentence.map_or_else(|| self.text(), str::to_owned);
        match self.header("x-amzn-errortype") {
            Some(class) => format!("{class}: {sentence}"),
            None => format!("{} {}", self.status, sentence.trim()),
        }
    }
}

/// Makes a call.
pub fn call(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Answer, Failure> {
    let failed = |reason: &dyn std::fmt::Display| Failure::Other(format!("{url}: {reason}"));
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(TIMEOUT))
        .build()
        .into();
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body).map_err(|error| failed(&error))?;
    let mut response = agent.run(request).map_err(|error| failed(&error))?;
    let body = response
        .body_mut()
        .with_config()
        .limit(ANSWER_BYTES_MAX)
        .read_to_vec();
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: body.map_err(|error| failed(&error))?,
    })
}
