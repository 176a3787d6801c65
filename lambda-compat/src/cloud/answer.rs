//! Answers and errors as the machine's `boto3` reads them.

use bytes::Bytes;
use s3_compat::StoreError;
use serde_json::{Value, json};

use crate::error::LambdaError;

/// The members of a response, and its body if the operation has one.
pub(super) struct Answer {
    pub(super) head: Value,
    pub(super) body: Option<Bytes>,
}

impl Answer {
    /// A response without a body; `status` is that of HTTP.
    pub(super) fn new(status: u16, mut head: Value) -> Self {
        if let Some(members) = head.as_object_mut() {
            members.retain(|_, value| !value.is_null());
            let metadata = json!({"HTTPStatusCode": status, "HTTPHeaders": {}, "RetryAttempts": 0});
            members.insert("ResponseMetadata".to_owned(), metadata);
        }
        Self { head, body: None }
    }

    pub(super) fn with_body(mut self, body: Bytes) -> Self {
        self.body = Some(body);
        self
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.head.to_string().into_bytes();
        if let Some(body) = self.body {
            bytes.push(b'\n');
            bytes.extend_from_slice(&body);
        }
        bytes
    }
}

/// What becomes a `ClientError`.
#[derive(Debug)]
pub(super) struct CloudError {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) status: u16,
}

impl CloudError {
    pub(super) fn new(code: &'static str, status: u16, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            status,
        }
    }

    /// The error as an operation reports it whose response has no body: by its status.
    pub(super) fn of_head(self) -> Self {
        match self.status {
            404 => Self::new("404", 404, "Not Found"),
            412 => Self::new("412", 412, "Precondition Failed"),
            304 => Self::new("304", 304, "Not Modified"),
            416 => Self::new("416", 416, "Requested Range Not Satisfiable"),
            400 => Self::new("400", 400, "Bad Request"),
            _ => self,
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        let Self {
            code,
            message,
            status,
        } = self;
        let error = json!({"Code": code, "Message": message, "HTTPStatusCode": status});
        json!({ "error": error }).to_string().into_bytes()
    }
}

impl From<StoreError> for CloudError {
    /// The sentences are those of S3, which programs look for.
    fn from(error: StoreError) -> Self {
        let (code, status, message) = match &error {
            StoreError::NoSuchBucket { .. } => {
                ("NoSuchBucket", 404, "The specified bucket does not exist")
            }
            StoreError::NoSuchKey { .. } => ("NoSuchKey", 404, "The specified key does not exist."),
            StoreError::BucketExists { .. } => (
                "BucketAlreadyOwnedByYou",
                409,
                "Your previous request to create the named bucket succeeded and you already own \
                 it.",
            ),
            StoreError::BucketNotEmpty { .. } => (
                "BucketNotEmpty",
                409,
                "The bucket you tried to delete is not empty",
            ),
            StoreError::InvalidBucketName { .. } => (
                "InvalidBucketName",
                400,
                "The specified bucket is not valid.",
            ),
            StoreError::InvalidKey { bytes } if *bytes > 0 => {
                ("KeyTooLongError", 400, "Your key is too long")
            }
            StoreError::PreconditionFailed { .. } => (
                "PreconditionFailed",
                412,
                "At least one of the pre-conditions you specified did not hold",
            ),
            StoreError::RangeNotSatisfiable { .. } => (
                "InvalidRange",
                416,
                "The requested range is not satisfiable",
            ),
            StoreError::TooLarge { .. } => {
                return Self::new("EntityTooLarge", 400, error.to_string());
            }
            StoreError::Corrupt { .. } | StoreError::Storage { .. } => (
                "InternalError",
                500,
                "We encountered an internal error. Please try again.",
            ),
            _ => return Self::new("InvalidArgument", 400, error.to_string()),
        };
        Self::new(code, status, message)
    }
}

impl From<LambdaError> for CloudError {
    fn from(error: LambdaError) -> Self {
        Self::new(error.code(), error.status(), error.to_string())
    }
}
