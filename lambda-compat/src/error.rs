//! What the Lambda API answers when it cannot do what was asked.

use faas_runtime::RegistryError;
use s3_compat::{StoreError, StoreErrorKind};

/// A failure of an operation, with the sentence that the caller reads.
///
/// Each variant is one error type of the AWS Lambda API; [`LambdaError::code`] is the name that
/// SDKs make their exception classes from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LambdaError {
    /// A member of the request breaks a constraint of AWS's model.
    #[error("{0}")]
    Validation(String),
    /// The request body is not the JSON that the operation takes.
    #[error("{0}")]
    Serialization(String),
    /// A parameter is well-formed and still not usable.
    #[error("{0}")]
    InvalidParameterValue(String),
    /// The payload of an invocation is not JSON.
    #[error("{0}")]
    InvalidRequestContent(String),
    /// The function, version, alias or setting does not exist.
    #[error("{0}")]
    ResourceNotFound(String),
    /// The resource exists already or is in use.
    #[error("{0}")]
    ResourceConflict(String),
    /// The revision in the request is not the present one.
    #[error("{0}")]
    PreconditionFailed(String),
    /// The payload of an invocation is too large.
    #[error("{0}")]
    RequestTooLarge(String),
    /// The body of any other request is too large.
    #[error("{0}")]
    RequestEntityTooLarge(String),
    /// No room to run the function now; the caller should try again.
    #[error("{message}")]
    TooManyRequests {
        /// The sentence.
        message: String,
        /// AWS's word for the limit that was met.
        reason: &'static str,
    },
    /// Functions call functions too deeply, as one that calls itself without end.
    #[error("{0}")]
    RecursiveInvocation(String),
    /// The server stores as much code, or as many functions, as it may.
    #[error("{0}")]
    CodeStorageExceeded(String),
    /// The resource policy of a function would become too long.
    #[error("{0}")]
    PolicyLengthExceeded(String),
    /// The path and method name no operation of the Lambda API.
    #[error("{0}")]
    UnknownOperation(String),
    /// The operation exists on AWS but not here.
    #[error("{0}")]
    NotImplemented(String),
    /// The server failed; the caller is not to blame.
    #[error("{0}")]
    Service(String),
}

/// Under which name the message stands in the JSON body. AWS's model is not uniform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MessageField {
    Upper,
    Lower,
}

impl LambdaError {
    /// The error type of AWS, as in the header `x-amzn-ErrorType`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Validation(_) => "ValidationException",
            Self::Serialization(_) => "SerializationException",
            Self::InvalidParameterValue(_) => "InvalidParameterValueException",
            Self::InvalidRequestContent(_) => "InvalidRequestContentException",
            Self::ResourceNotFound(_) => "ResourceNotFoundException",
            Self::ResourceConflict(_) => "ResourceConflictException",
            Self::PreconditionFailed(_) => "PreconditionFailedException",
            Self::RequestTooLarge(_) => "RequestTooLargeException",
            Self::RequestEntityTooLarge(_) => "RequestEntityTooLargeException",
            Self::TooManyRequests { .. } => "TooManyRequestsException",
            Self::RecursiveInvocation(_) => "RecursiveInvocationException",
            Self::CodeStorageExceeded(_) => "CodeStorageExceededException",
            Self::PolicyLengthExceeded(_) => "PolicyLengthExceededException",
            Self::UnknownOperation(_) => "UnknownOperationException",
            Self::NotImplemented(_) => "NotImplementedException",
            Self::Service(_) => "ServiceException",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Validation(_)
            | Self::Serialization(_)
            | Self::InvalidParameterValue(_)
            | Self::InvalidRequestContent(_)
            | Self::RecursiveInvocation(_)
            | Self::CodeStorageExceeded(_)
            | Self::PolicyLengthExceeded(_) => 400,
            Self::ResourceNotFound(_) | Self::UnknownOperation(_) => 404,
            Self::ResourceConflict(_) => 409,
            Self::PreconditionFailed(_) => 412,
            Self::RequestTooLarge(_) | Self::RequestEntityTooLarge(_) => 413,
            Self::TooManyRequests { .. } => 429,
            Self::NotImplemented(_) => 501,
            Self::Service(_) => 500,
        }
    }

    pub(crate) fn message_field(&self) -> MessageField {
        match self {
            Self::ResourceNotFound(_)
            | Self::Serialization(_)
            | Self::RecursiveInvocation(_)
            | Self::Service(_) => MessageField::Upper,
            _ => MessageField::Lower,
        }
    }

    /// A constraint of the model is broken: AWS's sentence for one violation.
    pub(crate) fn constraint(value: &str, member: &str, constraint: &str) -> Self {
        Self::Validation(format!(
            "1 validation error detected: Value '{}' at '{member}' failed to satisfy constraint: \
             {constraint}",
            excerpt(value)
        ))
    }

    pub(crate) fn revision_mismatch(call: &str) -> Self {
        Self::PreconditionFailed(format!(
            "The Revision Id provided does not match the latest Revision Id. Call the {call} API \
             to retrieve the latest Revision Id"
        ))
    }
}

impl From<StoreError> for LambdaError {
    fn from(error: StoreError) -> Self {
        match error.kind() {
            StoreErrorKind::TooLarge => Self::CodeStorageExceeded(error.to_string()),
            _ => Self::Service(error.to_string()),
        }
    }
}

impl From<LambdaError> for RegistryError {
    fn from(error: LambdaError) -> Self {
        Self::Store(error.to_string())
    }
}

/// At most 200 characters of what the user sent, so that no answer grows with its request.
pub(crate) fn excerpt(text: &str) -> String {
    const CHARACTERS_MAX: usize = 200;
    match text.char_indices().nth(CHARACTERS_MAX) {
        Some((at, _)) => format!("{}...", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_small_and_do_not_grow_with_the_request() {
        assert!(size_of::<LambdaError>() <= 48);
        let error = LambdaError::constraint(&"ü".repeat(9999), "name", "short");
        assert!(error.to_string().len() < 600);
        assert_eq!(excerpt("short"), "short");
    }
}
