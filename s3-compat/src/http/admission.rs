//! What happens to a request before the protocol layer sees it, when any credentials are accepted.
//!
//! The protocol layer either verifies signatures, for which it needs the secret of every key, or
//! refuses signed requests. So a server that accepts every key takes the signature off first: the
//! header or the query parameters. What else hung on the signature is done here: the expiry of a
//! presigned URL, the chunks of a streamed body, and the digest of a body that was signed whole.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, RANGE};
use http::{HeaderMap, HeaderValue, Request, Uri};
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use s3s::dto::Range;
use s3s::{S3Error, S3ErrorCode, s3_error};

use super::BoxError;
use super::aws_chunked::{ChunkedBody, Trailers};

/// The digest that the signature promised for the whole body.
#[derive(Clone, Debug)]
pub(super) struct PromisedSha256(pub(super) [u8; 32]);

/// Longest validity of a presigned URL: seven days.
const EXPIRES_S_MAX: u64 = 7 * 24 * 3600;

type Incoming = UnsyncBoxBody<Bytes, BoxError>;

/// Drops a `Range` that is no single range of bytes, which S3 ignores and the protocol layer
/// would refuse.
pub(super) fn drop_unusable_range(headers: &mut HeaderMap) {
    let usable = |value: &HeaderValue| value.to_str().is_ok_and(|text| Range::parse(text).is_ok());
    if headers.get(RANGE).is_some_and(|value| !usable(value)) {
        headers.remove(RANGE);
    }
}

/// Takes the signature off `request`.
pub(super) fn admit(request: Request<Incoming>, now_ms: u64) -> Result<Request<Incoming>, S3Error> {
    let (mut parts, mut body) = request.into_parts();
    if let Some(query) = parts.uri.query() {
        check_expiry(query, now_ms)?;
        if let Some(unsigned) = without_signature(query) {
            parts.uri = with_query(&parts.uri, &unsigned)?;
        }
    }
    parts.headers.remove(AUTHORIZATION);
    let content_sha256 = parts.headers.remove("x-amz-content-sha256");
    let content_sha256 = content_sha256
        .as_ref()
        .and_then(|value| value.to_str().ok());
    let chunked = content_sha256.is_some_and(|text| text.starts_with("STREAMING-"))
        || has_chunked_coding(&parts.headers);
    if chunked {
        let trailers = Trailers::default();
        parts.extensions.insert(trailers.clone());
        body = ChunkedBody::new(body, trailers).boxed_unsync();
        parts.headers.remove(CONTENT_LENGTH);
        if let Some(length) = parts.headers.remove("x-amz-decoded-content-length") {
            parts.headers.insert(CONTENT_LENGTH, length);
        }
    } else if let Some(digest) = content_sha256.and_then(sha256_from_hex) {
        parts.extensions.insert(PromisedSha256(digest));
    }
    Ok(Request::from_parts(parts, body))
}

fn has_chunked_coding(headers: &HeaderMap) -> bool {
    let codings = headers
        .get(CONTENT_ENCODING)
        .and_then(|value| value.to_str().ok());
    codings.is_some_and(|list| list.split(',').any(|coding| coding.trim() == "aws-chunked"))
}

fn sha256_from_hex(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(digest)
}

/// The parameters of a query, still percent-encoded.
fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

fn is_signature_v4(name: &str) -> bool {
    const NAMES: [&str; 7] = [
        "x-amz-algorithm",
        "x-amz-credential",
        "x-amz-date",
        "x-amz-expires",
        "x-amz-signedheaders",
        "x-amz-signature",
        "x-amz-security-token",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_signature_v2(name: &str) -> bool {
    matches!(
        name,
        "AWSAccessKeyId" | "Signature" | "Expires" | "x-amz-security-token"
    )
}

/// The query without the parameters of a signature; `None` if it has none.
fn without_signature(query: &str) -> Option<String> {
    let v2 = parameters(query).any(|(name, _)| name == "Signature");
    let signs = |name: &str| is_signature_v4(name) || (v2 && is_signature_v2(name));
    if !parameters(query).any(|(name, _)| signs(name)) {
        return None;
    }
    let kept = query
        .split('&')
        .filter(|pair| !signs(pair.split('=').next().unwrap_or_default()));
    Some(kept.collect::<Vec<_>>().join("&"))
}

fn with_query(uri: &Uri, query: &str) -> Result<Uri, S3Error> {
    let mut parts = uri.clone().into_parts();
    let path = uri.path();
    let text = if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    };
    let invalid = || S3Error::new(S3ErrorCode::InvalidURI);
    parts.path_and_query = Some(text.parse().map_err(|_| invalid())?);
    Uri::from_parts(parts).map_err(|_| invalid())
}

fn parameter<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    parameters(query)
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// Refuses a presigned URL (version 2 or 4) that is no longer valid.
fn check_expiry(query: &str, now_ms: u64) -> Result<(), S3Error> {
    let now_s = now_ms / 1000;
    let end_s = if parameter(query, "X-Amz-Signature").is_some() {
        let malformed = |_| {
            s3_error!(
                AuthorizationQueryParametersError,
                "X-Amz-Date or X-Amz-Expires is malformed"
            )
        };
        let start = parameter(query, "X-Amz-Date").unwrap_or_default();
        let start_s = amz_date_seconds(start).ok_or(()).map_err(malformed)?;
        let length = parameter(query, "X-Amz-Expires").unwrap_or_default();
        let length_s = length.parse::<u64>().map_err(|_| ()).map_err(malformed)?;
        if length_s > EXPIRES_S_MAX {
            return Err(s3_error!(
                AuthorizationQueryParametersError,
                "X-Amz-Expires must be less than a week (in seconds)"
            ));
        }
        start_s.saturating_add(length_s)
    } else if parameter(query, "Signature").is_some() {
        let end = parameter(query, "Expires").unwrap_or_default();
        end.parse()
            .map_err(|_| s3_error!(AccessDenied, "Expires is not a number of seconds"))?
    } else {
        return Ok(());
    };
    if now_s > end_s {
        return Err(s3_error!(AccessDenied, "Request has expired"));
    }
    Ok(())
}

/// Seconds since the Unix epoch of `YYYYMMDDTHHMMSSZ`.
fn amz_date_seconds(text: &str) -> Option<u64> {
    let bytes = text.as_bytes();
    if bytes.len() != 16 || bytes.get(8) != Some(&b'T') || bytes.get(15) != Some(&b'Z') {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<u64> {
        let digits = text.get(from..to)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    };
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    if year < 1970 || !valid || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // Years that begin in March end with the leap day, so every month starts after a fixed count.
    let (shifted_year, shifted_month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    let days = shifted_year * 365 + leap_days + (153 * shifted_month + 2) / 5 + day - 1;
    let days_to_1970 = 719_468;
    Some((days - days_to_1970) * 86_400 + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_query(query: &str, want: Option<&str>) {
        assert_eq!(without_signature(query).as_deref(), want);
    }

    #[test]
    fn only_the_signature_is_taken_off_a_query() {
        check_query("list-type=2&prefix=a%26b", None);
        check_query(
            "X-Amz-Signature=ab&partNumber=1&X-Amz-Date=c&uploadId=x",
            Some("partNumber=1&uploadId=x"),
        );
        check_query("AWSAccessKeyId=a&Signature=b&Expires=1", Some(""));
        check_query("Expires=1", None);
    }

    #[track_caller]
    fn check_date(text: &str, want: Option<u64>) {
        assert_eq!(amz_date_seconds(text), want);
    }

    #[test]
    fn dates_of_requests_are_read() {
        check_date("19700101T000000Z", Some(0));
        check_date("20000229T010203Z", Some(951_786_123));
        check_date("20130524T000000Z", Some(1_369_353_600));
        check_date("20240301T235959Z", Some(1_709_337_599));
        for text in [
            "",
            "20130524",
            "2013052aT000000Z",
            "20131324T000000Z",
            "20130524T250000Z",
        ] {
            check_date(text, None);
        }
    }

    #[track_caller]
    fn check_expired(query: &str, now_s: u64, refused: bool) {
        assert_eq!(
            check_expiry(query, now_s * 1000).is_err(),
            refused,
            "{query} at {now_s}"
        );
    }

    #[test]
    fn presigned_urls_end() {
        let v4 = "X-Amz-Signature=a&X-Amz-Date=19700101T000100Z&X-Amz-Expires=30";
        check_expired(v4, 90, false);
        check_expired(v4, 91, true);
        check_expired("Signature=a&Expires=90", 90, false);
        check_expired("Signature=a&Expires=90", 91, true);
        check_expired("Expires=1", 91, false);
        check_expired(
            "X-Amz-Signature=a&X-Amz-Date=19700101T000100Z&X-Amz-Expires=700000",
            0,
            true,
        );
        check_expired("X-Amz-Signature=a", 0, true);
    }

    #[test]
    fn unusable_ranges_are_ignored() {
        for (text, kept) in [
            ("bytes=0-1", true),
            ("bytes=0-1,3-4", false),
            ("lines=1-2", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(RANGE, HeaderValue::from_static(text));
            drop_unusable_range(&mut headers);
            assert_eq!(headers.contains_key(RANGE), kept, "{text}");
        }
    }
}
