//! Errors of the store as the error codes of S3.

use http::StatusCode;
use s3s::{S3Error, S3ErrorCode, s3_error};

use crate::error::{Limit, StoreError};

/// The S3 error that a client gets for `error`.
pub(super) fn s3_failure(error: StoreError) -> S3Error {
    let code = match &error {
        StoreError::NoSuchBucket { .. } => S3ErrorCode::NoSuchBucket,
        StoreError::NoSuchKey { .. } => S3ErrorCode::NoSuchKey,
        StoreError::BucketExists { .. } => S3ErrorCode::BucketAlreadyOwnedByYou,
        StoreError::BucketNotEmpty { .. } => S3ErrorCode::BucketNotEmpty,
        StoreError::InvalidBucketName { .. } => S3ErrorCode::InvalidBucketName,
        StoreError::InvalidKey { bytes: 0 } | StoreError::Invalid { .. } => {
            S3ErrorCode::InvalidArgument
        }
        StoreError::InvalidKey { .. } => S3ErrorCode::KeyTooLongError,
        StoreError::PreconditionFailed { .. } => S3ErrorCode::PreconditionFailed,
        StoreError::RangeNotSatisfiable { .. } => S3ErrorCode::InvalidRange,
        StoreError::TooLarge { what, .. } => match what {
            Limit::ObjectBytes => S3ErrorCode::EntityTooLarge,
            Limit::MetadataBytes => S3ErrorCode::MetadataTooLarge,
            Limit::Buckets => S3ErrorCode::TooManyBuckets,
            Limit::Uploads => S3ErrorCode::SlowDown,
        },
        StoreError::BadDigest {
            algorithm: SIGNED_SHA256,
        } => return content_sha256_mismatch(),
        StoreError::BadDigest { .. } => S3ErrorCode::BadDigest,
        StoreError::Body { .. } => S3ErrorCode::IncompleteBody,
        StoreError::Corrupt { .. } | StoreError::Storage { .. } => {
            tracing::error!(%error, "the object store failed");
            S3ErrorCode::InternalError
        }
    };
    S3Error::with_message(code, error.to_string())
}

/// The name by which the digest in the signature of a request is known here.
pub(super) const SIGNED_SHA256: &str = "x-amz-content-sha256";

fn content_sha256_mismatch() -> S3Error {
    let message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
    custom(
        "XAmzContentSHA256Mismatch",
        StatusCode::BAD_REQUEST,
        message,
    )
}

/// An error whose code the protocol layer does not know.
pub(super) fn custom(code: &'static str, status: StatusCode, message: &'static str) -> S3Error {
    let mut error = S3Error::with_message(S3ErrorCode::Custom(code.into()), message);
    error.set_status_code(status);
    error
}

pub(super) fn no_such_upload() -> S3Error {
    s3_error!(
        NoSuchUpload,
        "The specified upload does not exist. It may have been aborted or completed."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: StoreError, code: &str, status: u16) {
        let failure = s3_failure(error);
        assert_eq!(failure.code().as_str(), code);
        assert_eq!(
            failure.status_code().map(|status| status.as_u16()),
            Some(status)
        );
    }

    #[test]
    fn each_limit_has_the_code_that_clients_know() {
        let large = |what| StoreError::TooLarge { what, limit: 1 };
        check(large(Limit::ObjectBytes), "EntityTooLarge", 400);
        check(large(Limit::MetadataBytes), "MetadataTooLarge", 400);
        check(large(Limit::Buckets), "TooManyBuckets", 400);
    }

    #[test]
    fn digests_in_signatures_have_a_code_of_their_own() {
        check(
            StoreError::BadDigest {
                algorithm: SIGNED_SHA256,
            },
            "XAmzContentSHA256Mismatch",
            400,
        );
        check(
            StoreError::BadDigest { algorithm: "CRC32" },
            "BadDigest",
            400,
        );
    }
}
