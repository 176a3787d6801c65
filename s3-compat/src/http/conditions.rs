//! Conditional requests (RFC 9110 section 13, with the precedence that S3 documents for GetObject).

use core::time::Duration;
use std::time::SystemTime;

use http::header::{ETAG, LAST_MODIFIED};
use http::{HeaderMap, HeaderValue};
use s3s::dto::{self, ETagCondition, Timestamp, TimestampFormat};
use s3s::{S3Error, S3ErrorCode, S3Result, s3_error};

use crate::object::{ETag, ObjectInfo};
use crate::object_store::PutCondition;

/// What must hold of an object for it to be read.
#[derive(Default)]
pub(super) struct ReadConditions {
    pub(super) if_match: Option<ETagCondition>,
    pub(super) if_none_match: Option<ETagCondition>,
    pub(super) if_modified_since: Option<Timestamp>,
    pub(super) if_unmodified_since: Option<Timestamp>,
}

enum Verdict {
    Go,
    NotModified,
    Failed,
}

impl ReadConditions {
    fn verdict(&self, info: &ObjectInfo) -> Verdict {
        // Times in headers have whole seconds, so the object's is cut to them before it is
        // compared.
        let modified = timestamp(info.modified_ms / 1000 * 1000);
        let newer_than = |limit: &Timestamp| modified > *limit;
        match (&self.if_match, &self.if_unmodified_since) {
            (Some(condition), _) if !matches(condition, &info.etag) => return Verdict::Failed,
            (None, Some(limit)) if newer_than(limit) => return Verdict::Failed,
            _ => {}
        }
        match (&self.if_none_match, &self.if_modified_since) {
            (Some(condition), _) if matches(condition, &info.etag) => Verdict::NotModified,
            (None, Some(limit)) if !newer_than(limit) => Verdict::NotModified,
            _ => Verdict::Go,
        }
    }

    /// For GetObject and HeadObject: 412, or 304 if the client has the object already.
    pub(super) fn check(&self, info: &ObjectInfo) -> S3Result<()> {
        match self.verdict(info) {
            Verdict::Go => Ok(()),
            Verdict::NotModified => Err(not_modified(info)),
            Verdict::Failed => Err(precondition_failed()),
        }
    }

    /// For the source of a copy, where every condition that does not hold means 412.
    pub(super) fn check_source(&self, info: &ObjectInfo) -> S3Result<()> {
        match self.verdict(info) {
            Verdict::Go => Ok(()),
            Verdict::NotModified | Verdict::Failed => Err(precondition_failed()),
        }
    }
}

/// The condition on the object that a write replaces.
pub(super) fn put_condition(
    if_match: Option<&ETagCondition>,
    if_none_match: Option<&ETagCondition>,
) -> S3Result<PutCondition> {
    match (if_match, if_none_match) {
        (None, None) => Ok(PutCondition::Always),
        (None, Some(ETagCondition::Any)) => Ok(PutCondition::IfAbsent),
        (Some(ETagCondition::ETag(etag)), None) => match ETag::new(etag.value()) {
            Ok(etag) => Ok(PutCondition::IfMatch(etag)),
            Err(_) => Err(precondition_failed()),
        },
        _ => Err(s3_error!(
            NotImplemented,
            "A write can be conditional on If-None-Match: * or on If-Match with one ETag"
        )),
    }
}

pub(super) fn precondition_failed() -> S3Error {
    s3_error!(
        PreconditionFailed,
        "At least one of the pre-conditions you specified did not hold"
    )
}

fn not_modified(info: &ObjectInfo) -> S3Error {
    let mut error = S3Error::new(S3ErrorCode::NotModified);
    let mut headers = HeaderMap::new();
    let etag = format!("\"{}\"", info.etag);
    headers.extend(HeaderValue::try_from(etag).ok().map(|etag| (ETAG, etag)));
    let mut modified = Vec::new();
    if timestamp(info.modified_ms)
        .format(TimestampFormat::HttpDate, &mut modified)
        .is_ok()
    {
        let value = HeaderValue::from_bytes(&modified).ok();
        headers.extend(value.map(|value| (LAST_MODIFIED, value)));
    }
    error.set_headers(headers);
    error
}

fn matches(condition: &ETagCondition, etag: &ETag) -> bool {
    match condition {
        ETagCondition::Any => true,
        ETagCondition::ETag(wanted) => wanted.value() == etag.as_str(),
    }
}

/// A time in milliseconds since the Unix epoch as the protocol layer has it.
pub(super) fn timestamp(time_ms: u64) -> Timestamp {
    // The latest time that fits is beyond the year 9999, which HTTP cannot write either.
    let latest_ms = 253_402_300_799_000;
    Timestamp::from(SystemTime::UNIX_EPOCH + Duration::from_millis(time_ms.min(latest_ms)))
}

pub(super) fn strong(etag: &ETag) -> dto::ETag {
    dto::ETag::Strong(etag.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::{Checksums, ObjectMetadata};

    fn info() -> ObjectInfo {
        ObjectInfo {
            size_bytes: 0,
            etag: ETag::new("aa").unwrap(),
            modified_ms: 10_500,
            checksums: Checksums::default(),
            metadata: ObjectMetadata::default(),
            part_sizes: Vec::new(),
        }
    }

    fn etag(text: &str) -> Option<ETagCondition> {
        Some(ETagCondition::parse_http_header(text.as_bytes()).unwrap())
    }

    #[track_caller]
    fn check(conditions: ReadConditions, status: u16) {
        let got = conditions.check(&info()).map_or_else(
            |error| error.status_code().map_or(0, |status| status.as_u16()),
            |()| 200,
        );
        assert_eq!(got, status);
    }

    fn at(second: u64) -> Option<Timestamp> {
        Some(timestamp(second * 1000))
    }

    /// Conditions on the tag: `If-Match` and `If-None-Match`.
    fn tags(if_match: &str, if_none_match: &str) -> ReadConditions {
        let given = |text: &str| (!text.is_empty()).then(|| etag(text)).flatten();
        let (if_match, if_none_match) = (given(if_match), given(if_none_match));
        ReadConditions {
            if_match,
            if_none_match,
            ..ReadConditions::default()
        }
    }

    #[test]
    fn conditions_on_the_tag_are_judged() {
        check(ReadConditions::default(), 200);
        check(tags("\"aa\"", ""), 200);
        check(tags("\"bb\"", ""), 412);
        check(tags("*", ""), 200);
        check(tags("", "\"aa\""), 304);
        check(tags("", "\"bb\""), 200);
    }

    #[test]
    fn conditions_on_the_time_count_whole_seconds_and_yield_to_those_on_the_tag() {
        for (second, since, tag_and_since) in [(9, 200, 200), (10, 304, 200)] {
            let if_modified_since = at(second);
            check(
                ReadConditions {
                    if_modified_since,
                    ..tags("", "")
                },
                since,
            );
            let if_modified_since = at(second);
            check(
                ReadConditions {
                    if_modified_since,
                    ..tags("", "\"bb\"")
                },
                tag_and_since,
            );
        }
        for (second, until, tag_and_until) in [(9, 412, 200), (10, 200, 200)] {
            let if_unmodified_since = at(second);
            check(
                ReadConditions {
                    if_unmodified_since,
                    ..tags("", "")
                },
                until,
            );
            let if_unmodified_since = at(second);
            check(
                ReadConditions {
                    if_unmodified_since,
                    ..tags("\"aa\"", "")
                },
                tag_and_until,
            );
        }
    }

    #[test]
    fn the_answer_not_modified_names_the_object() {
        let conditions = ReadConditions {
            if_none_match: etag("*"),
            ..ReadConditions::default()
        };
        let error = conditions.check(&info()).unwrap_err();
        let headers = error.headers().unwrap();
        assert_eq!(headers[ETAG], "\"aa\"");
        assert_eq!(headers[LAST_MODIFIED], "Thu, 01 Jan 1970 00:00:10 GMT");
        assert_eq!(
            conditions
                .check_source(&info())
                .unwrap_err()
                .code()
                .as_str(),
            "PreconditionFailed"
        );
    }

    #[test]
    fn writes_know_two_conditions() {
        assert_eq!(put_condition(None, None).unwrap(), PutCondition::Always);
        assert_eq!(
            put_condition(None, etag("*").as_ref()).unwrap(),
            PutCondition::IfAbsent
        );
        let wanted = PutCondition::IfMatch(ETag::new("aa").unwrap());
        assert_eq!(
            put_condition(etag("\"aa\"").as_ref(), None).unwrap(),
            wanted
        );
        assert!(put_condition(None, etag("\"aa\"").as_ref()).is_err());
    }
}
