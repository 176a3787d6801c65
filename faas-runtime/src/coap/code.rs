//! Request methods and response codes (RFC 7252 section 12.1, RFC 7959 section 2.9, RFC 8132).

use core::fmt;

/// The code of a message: three bits of class and five of detail, written `class.detail`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u8);

/// What a code's class says about the message that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeClass {
    /// 0.00: no request and no response; the message only acknowledges, resets or pings.
    Empty,
    /// 0.01 to 0.31: a request method.
    Request,
    /// 2.xx: the request was understood and done.
    Success,
    /// 4.xx: the request cannot be done as it was sent.
    ClientError,
    /// 5.xx: the server failed to do a request that looks valid.
    ServerError,
    /// Classes 1, 3, 6 and 7, which have no meaning over UDP.
    Reserved,
}

impl Code {
    /// 0.00, the code of messages without a request or a response.
    pub const EMPTY: Code = Code::new(0, 0);
    /// 0.01
    pub const GET: Code = Code::new(0, 1);
    /// 0.02
    pub const POST: Code = Code::new(0, 2);
    /// 0.03
    pub const PUT: Code = Code::new(0, 3);
    /// 0.04
    pub const DELETE: Code = Code::new(0, 4);
    /// 0.05 (RFC 8132)
    pub const FETCH: Code = Code::new(0, 5);
    /// 0.06 (RFC 8132)
    pub const PATCH: Code = Code::new(0, 6);
    /// 0.07 (RFC 8132)
    pub const IPATCH: Code = Code::new(0, 7);
    /// 2.01
    pub const CREATED: Code = Code::new(2, 1);
    /// 2.02
    pub const DELETED: Code = Code::new(2, 2);
    /// 2.03: the representation that the client named by its ETag is still good.
    pub const VALID: Code = Code::new(2, 3);
    /// 2.04
    pub const CHANGED: Code = Code::new(2, 4);
    /// 2.05
    pub const CONTENT: Code = Code::new(2, 5);
    /// 2.31 (RFC 7959): the block was kept, send the next one.
    pub const CONTINUE: Code = Code::new(2, 31);
    /// 4.00
    pub const BAD_REQUEST: Code = Code::new(4, 0);
    /// 4.01
    pub const UNAUTHORIZED: Code = Code::new(4, 1);
    /// 4.02: a critical option was not understood.
    pub const BAD_OPTION: Code = Code::new(4, 2);
    /// 4.03
    pub const FORBIDDEN: Code = Code::new(4, 3);
    /// 4.04
    pub const NOT_FOUND: Code = Code::new(4, 4);
    /// 4.05
    pub const METHOD_NOT_ALLOWED: Code = Code::new(4, 5);
    /// 4.06
    pub const NOT_ACCEPTABLE: Code = Code::new(4, 6);
    /// 4.08 (RFC 7959): blocks are missing.
    pub const REQUEST_ENTITY_INCOMPLETE: Code = Code::new(4, 8);
    /// 4.09 (RFC 8132)
    pub const CONFLICT: Code = Code::new(4, 9);
    /// 4.12
    pub const PRECONDITION_FAILED: Code = Code::new(4, 12);
    /// 4.13
    pub const REQUEST_ENTITY_TOO_LARGE: Code = Code::new(4, 13);
    /// 4.15
    pub const UNSUPPORTED_CONTENT_FORMAT: Code = Code::new(4, 15);
    /// 4.22 (RFC 8132)
    pub const UNPROCESSABLE_ENTITY: Code = Code::new(4, 22);
    /// 4.29 (RFC 8516)
    pub const TOO_MANY_REQUESTS: Code = Code::new(4, 29);
    /// 5.00
    pub const INTERNAL_SERVER_ERROR: Code = Code::new(5, 0);
    /// 5.01
    pub const NOT_IMPLEMENTED: Code = Code::new(5, 1);
    /// 5.02
    pub const BAD_GATEWAY: Code = Code::new(5, 2);
    /// 5.03: come back after Max-Age seconds.
    pub const SERVICE_UNAVAILABLE: Code = Code::new(5, 3);
    /// 5.04
    pub const GATEWAY_TIMEOUT: Code = Code::new(5, 4);
    /// 5.05
    pub const PROXYING_NOT_SUPPORTED: Code = Code::new(5, 5);

    const fn new(class: u8, detail: u8) -> Code {
        Code(class << 5 | detail)
    }

    /// The code of `class` (0 to 7) and `detail` (0 to 31), or `None` outside those ranges.
    pub const fn from_parts(class: u8, detail: u8) -> Option<Code> {
        if class > 7 || detail > 31 {
            None
        } else {
            Some(Code::new(class, detail))
        }
    }

    /// The code that a byte of a message stands for; every byte is a code.
    pub const fn from_byte(byte: u8) -> Code {
        Code(byte)
    }

    /// The byte that stands for this code in a message.
    pub const fn to_byte(self) -> u8 {
        self.0
    }

    /// The part before the dot, 0 to 7.
    pub const fn class_number(self) -> u8 {
        self.0 >> 5
    }

    /// The part after the dot, 0 to 31.
    pub const fn detail(self) -> u8 {
        self.0 & 0x1f
    }

    /// What the class says about the message.
    pub const fn class(self) -> CodeClass {
        match (self.class_number(), self.detail()) {
            (0, 0) => CodeClass::Empty,
            (0, _) => CodeClass::Request,
            (2, _) => CodeClass::Success,
            (4, _) => CodeClass::ClientError,
            (5, _) => CodeClass::ServerError,
            _ => CodeClass::Reserved,
        }
    }

    /// Whether the message is a request.
    pub const fn is_request(self) -> bool {
        matches!(self.class(), CodeClass::Request)
    }

    /// Whether the message is a response.
    pub const fn is_response(self) -> bool {
        use CodeClass::{ClientError, ServerError, Success};
        matches!(self.class(), Success | ClientError | ServerError)
    }

    /// Whether the message is a response that reports success.
    pub const fn is_success(self) -> bool {
        matches!(self.class(), CodeClass::Success)
    }

    /// The name that the RFC gives the code, or an empty string for a code without one.
    pub const fn phrase(self) -> &'static str {
        match self {
            Code::EMPTY => "Empty",
            Code::GET => "GET",
            Code::POST => "POST",
            Code::PUT => "PUT",
            Code::DELETE => "DELETE",
            Code::FETCH => "FETCH",
            Code::PATCH => "PATCH",
            Code::IPATCH => "iPATCH",
            Code::CREATED => "Created",
            Code::DELETED => "Deleted",
            Code::VALID => "Valid",
            Code::CHANGED => "Changed",
            Code::CONTENT => "Content",
            Code::CONTINUE => "Continue",
            Code::BAD_REQUEST => "Bad Request",
            Code::UNAUTHORIZED => "Unauthorized",
            Code::BAD_OPTION => "Bad Option",
            Code::FORBIDDEN => "Forbidden",
            Code::NOT_FOUND => "Not Found",
            Code::METHOD_NOT_ALLOWED => "Method Not Allowed",
            Code::NOT_ACCEPTABLE => "Not Acceptable",
            Code::REQUEST_ENTITY_INCOMPLETE => "Request Entity Incomplete",
            Code::CONFLICT => "Conflict",
            Code::PRECONDITION_FAILED => "Precondition Failed",
            Code::REQUEST_ENTITY_TOO_LARGE => "Request Entity Too Large",
            Code::UNSUPPORTED_CONTENT_FORMAT => "Unsupported Content-Format",
            Code::UNPROCESSABLE_ENTITY => "Unprocessable Entity",
            Code::TOO_MANY_REQUESTS => "Too Many Requests",
            Code::INTERNAL_SERVER_ERROR => "Internal Server Error",
            Code::NOT_IMPLEMENTED => "Not Implemented",
            Code::BAD_GATEWAY => "Bad Gateway",
            Code::SERVICE_UNAVAILABLE => "Service Unavailable",
            Code::GATEWAY_TIMEOUT => "Gateway Timeout",
            Code::PROXYING_NOT_SUPPORTED => "Proxying Not Supported",
            _ => "",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.class_number(), self.detail())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The request methods that have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads a representation.
    Get,
    /// Hands a body to the resource to process.
    Post,
    /// Creates or replaces the resource.
    Put,
    /// Removes the resource.
    Delete,
    /// Reads what the body asks for (RFC 8132).
    Fetch,
    /// Changes a part of the resource; not idempotent (RFC 8132).
    Patch,
    /// Changes a part of the resource; idempotent (RFC 8132).
    IPatch,
}

impl Method {
    /// The method of a code, or `None` for a response, an empty message or an unknown method.
    pub const fn from_code(code: Code) -> Option<Method> {
        match code {
            Code::GET => Some(Method::Get),
            Code::POST => Some(Method::Post),
            Code::PUT => Some(Method::Put),
            Code::DELETE => Some(Method::Delete),
            Code::FETCH => Some(Method::Fetch),
            Code::PATCH => Some(Method::Patch),
            Code::IPATCH => Some(Method::IPatch),
            _ => None,
        }
    }

    /// The code of the method.
    pub const fn code(self) -> Code {
        match self {
            Method::Get => Code::GET,
            Method::Post => Code::POST,
            Method::Put => Code::PUT,
            Method::Delete => Code::DELETE,
            Method::Fetch => Code::FETCH,
            Method::Patch => Code::PATCH,
            Method::IPatch => Code::IPATCH,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code().phrase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn every_byte_is_a_code_and_comes_back_as_the_same_byte() {
        for byte in 0..=255u8 {
            let code = Code::from_byte(byte);
            assert_eq!(code.to_byte(), byte);
            assert_eq!(
                Code::from_parts(code.class_number(), code.detail()),
                Some(code)
            );
        }
        assert_eq!(Code::from_parts(8, 0), None);
        assert_eq!(Code::from_parts(0, 32), None);
    }

    #[test]
    fn codes_print_with_two_digits_of_detail() {
        assert_eq!(Code::CONTENT.to_string(), "2.05");
        assert_eq!(Code::UNSUPPORTED_CONTENT_FORMAT.to_string(), "4.15");
        assert_eq!(Code::from_byte(0x45), Code::CONTENT);
    }

    #[test]
    fn methods_and_their_codes_agree() {
        for byte in 0..=255u8 {
            let code = Code::from_byte(byte);
            match Method::from_code(code) {
                Some(method) => assert_eq!(method.code(), code),
                None => assert!(!(1..=7).contains(&byte)),
            }
        }
    }

    #[test]
    fn classes_without_a_meaning_over_udp_are_reserved() {
        for class in [1, 3, 6, 7] {
            let code = Code::from_parts(class, 1).unwrap();
            assert_eq!(code.class(), CodeClass::Reserved);
            assert!(!code.is_request() && !code.is_response());
        }
    }
}
