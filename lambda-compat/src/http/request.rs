//! What is common to all requests: path, query, region, and JSON bodies.

use std::collections::BTreeMap;

use bytes::Bytes;
use faas_runtime::RequestId;
use serde::Deserialize;
use serde_json::error::Category;
use warp::http::HeaderMap;

use crate::error::LambdaError;
use crate::identifier::Region;
use crate::percent::percent_decode;

/// Where downloads of deployment packages are. No bucket name begins with a dot, so no S3 request
/// has this path.
pub(super) const CODE_PATH: &str = "/.nanolambda/code";

/// The resources of the Lambda API, which follow a date.
const RESOURCES: [&str; 9] = [
    "account-settings",
    "capacity-providers",
    "code-signing-configs",
    "durable-execution-callbacks",
    "durable-executions",
    "event-source-mappings",
    "functions",
    "layers",
    "tags",
];

/// A request without its method and path.
pub(super) struct Call {
    pub(super) query: BTreeMap<String, Vec<String>>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) region: Region,
    pub(super) request_id: RequestId,
    /// When whoever waits gives up, if that is known, in milliseconds since 1970 UTC.
    pub(super) deadline_unix_ms: Option<u64>,
}

/// Whether a path belongs to the Lambda API: `/DATE/RESOURCE…`, or a download of code.
///
/// ```
/// use lambda_compat::is_lambda_path;
///
/// assert!(is_lambda_path("/2015-03-31/functions/light/invocations"));
/// assert!(!is_lambda_path("/my-bucket/functions/light"));
/// ```
#[must_use]
pub fn is_lambda_path(path: &str) -> bool {
    if path
        .strip_prefix(CODE_PATH)
        .is_some_and(|rest| rest.starts_with('/'))
    {
        return true;
    }
    let mut segments = path.trim_start_matches('/').split('/');
    segments.next().is_some_and(is_date)
        && segments
            .next()
            .is_some_and(|resource| RESOURCES.contains(&resource))
}

/// Whether a request is for the Lambda API on a listener that serves S3 as well. A signature says
/// for which service it was made; only requests without one are told apart by their path, because a
/// bucket may be called `2015-03-31`.
#[must_use]
pub fn is_lambda_request(path: &str, authorization: Option<&str>) -> bool {
    match authorization.and_then(credential_scope) {
        Some((_, service)) => service == "lambda",
        None => is_lambda_path(path),
    }
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Region and service of `AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/SERVICE/aws4_request, …`.
fn credential_scope(authorization: &str) -> Option<(&str, &str)> {
    let (_, rest) = authorization.split_once("Credential=")?;
    let credential = rest.split([',', ' ']).next()?;
    // An access key may hold slashes, so the scope is counted from its end.
    let mut parts = credential.rsplit('/');
    let (_, service, region) = (parts.next()?, parts.next()?, parts.next()?);
    Some((region, service))
}

/// Splits and decodes path and query.
pub(super) fn parse(
    path: &str,
    query: &str,
    headers: HeaderMap,
) -> Result<(Vec<String>, Call), LambdaError> {
    let malformed = || LambdaError::Validation("The request path is not valid UTF-8".to_owned());
    let mut segments = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        segments.push(percent_decode(segment, false).ok_or_else(malformed)?);
    }
    let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = percent_decode(name, true).ok_or_else(malformed)?;
        pairs
            .entry(name)
            .or_default()
            .push(percent_decode(value, true).ok_or_else(malformed)?);
    }
    let authorization = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    let region = authorization
        .and_then(credential_scope)
        .and_then(|(region, _)| Region::parse(region))
        .unwrap_or_default();
    let request_id = RequestId([0; 16]);
    Ok((
        segments,
        Call {
            query: pairs,
            headers,
            body: Bytes::new(),
            region,
            request_id,
            deadline_unix_ms: None,
        },
    ))
}

impl Call {
    /// A query parameter that may be absent; an empty one counts as absent.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let value = self.query.get(name)?.first()?;
        (!value.is_empty()).then_some(value.as_str())
    }

    /// What `Content-Length` says; 0 without one.
    pub(super) fn announced_bytes(&self) -> u64 {
        self.header("content-length")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0)
    }

    /// A header that is text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as JSON; an empty one is an empty object.
    pub(super) fn json<'a, T: Deserialize<'a>>(&'a self) -> Result<T, LambdaError> {
        let body = if self.body.is_empty() {
            &b"{}"[..]
        } else {
            &self.body
        };
        serde_json::from_slice(body).map_err(|error| match error.classify() {
            Category::Data => LambdaError::Serialization(format!(
                "The request body does not fit the operation: {error}"
            )),
            _ => LambdaError::InvalidRequestContent(format!(
                "Could not parse request body into json: {error}"
            )),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, is_lambda: bool) {
        assert_eq!(is_lambda_path(path), is_lambda, "{path}");
    }

    #[test]
    fn lambda_paths_are_dates_and_resources() {
        check("/2015-03-31/functions", true);
        check("/2015-03-31/functions/", true);
        check("/2017-03-31/tags/arn%3Aaws%3Alambda%3A", true);
        check("/2016-08-19/account-settings", true);
        check("/.nanolambda/code/light/00", true);
        check("/.nanolambda/codes", false);
        check("/2015-03-31", false);
        check("/2015-03-31/photos/1.jpg", false);
        check("/2015-3-31/functions", false);
        check("/bucket/2015-03-31/functions", false);
        check("/", false);
        check("", false);
    }

    #[test]
    fn a_signature_says_which_service_is_meant() {
        let signed = |service: &str| {
            format!(
                "AWS4-HMAC-SHA256 Credential=A/K/20260102/eu-west-1/{service}/aws4_request, S=1"
            )
        };
        assert!(is_lambda_request(
            "/2015-03-31/functions",
            Some(&signed("lambda"))
        ));
        assert!(!is_lambda_request(
            "/2015-03-31/functions/x",
            Some(&signed("s3"))
        ));
        assert!(is_lambda_request(
            "/2015-03-31/functions",
            Some("Basic eA==")
        ));
        assert!(!is_lambda_request("/bucket", None));
        assert_eq!(
            credential_scope(&signed("lambda")),
            Some(("eu-west-1", "lambda"))
        );
    }

    #[test]
    fn escapes_are_decoded_once_and_only_where_they_are_whole() {
        assert_eq!(
            percent_decode("arn%3Aaws%3a", false).as_deref(),
            Some("arn:aws:")
        );
        assert_eq!(percent_decode("%2541+b", false).as_deref(), Some("%41+b"));
        assert_eq!(percent_decode("a+b%20c", true).as_deref(), Some("a b c"));
        assert_eq!(percent_decode("%zz%4", true).as_deref(), Some("%zz%4"));
        assert_eq!(percent_decode("%ff", true), None);
    }
}
