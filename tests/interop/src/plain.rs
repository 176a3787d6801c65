//! Plain HTTP calls, without a client program.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use ureq::Agent;
use ureq::http::Request;

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    headers: ureq::http::HeaderMap,
}

impl Reply {
    /// A header as text; empty if it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null if it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Makes a call. `None` if there was no whole answer: the server may have died.
#[must_use]
pub fn call(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Reply> {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(90)))
        .build()
        .into();
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = agent
        .run(request.body(body).expect("the request is valid"))
        .ok()?;
    let body = response
        .body_mut()
        .with_config()
        .limit(1 << 30)
        .read_to_vec()
        .ok()?;
    Some(Reply {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body,
    })
}

/// Creates a function over the Lambda API, without a client program. `settings` are further members
/// of the request.
#[must_use]
pub fn create_function(
    aws: &str,
    name: &str,
    handler: &str,
    zip: &[u8],
    settings: &serde_json::Value,
) -> Option<Reply> {
    let mut request = json!({
        "FunctionName": name,
        "Runtime": "python3.12",
        "Role": "arn:aws:iam::000000000000:role/any",
        "Handler": handler,
        "Code": { "ZipFile": BASE64_STANDARD.encode(zip) },
    });
    if let (Some(request), Some(settings)) = (request.as_object_mut(), settings.as_object()) {
        request.extend(settings.clone());
    }
    let url = format!("{aws}/2015-03-31/functions");
    call(
        "POST",
        &url,
        &[("content-type", "application/json")],
        request.to_string().as_bytes(),
    )
}
