//! The name of a function, as AWS Lambda allows it.

use core::fmt;
use core::str::FromStr;

/// The longest function name, in bytes (AWS Lambda, CreateFunction).
pub const NAME_BYTES_MAX: usize = 64;

/// A function name: 1 to 64 characters of `[A-Za-z0-9-_]` (AWS Lambda, CreateFunction).
///
/// The name is stored in place, so a device can hold one without a heap. A name that exists is
/// valid: there is no other way to make one than by parsing.
///
/// ```
/// use faas_runtime::FunctionName;
///
/// let name: FunctionName = "light-level_2".parse().unwrap();
/// assert_eq!(name.as_str(), "light-level_2");
/// assert!("light.level".parse::<FunctionName>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionName {
    // Bytes past `length` are zero, so the derived order is the order of the texts.
    bytes: [u8; NAME_BYTES_MAX],
    length: u8,
}

/// Why a text is no function name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// The text is empty.
    #[error("a function name has at least one character")]
    Empty,
    /// The text is longer than [`NAME_BYTES_MAX`] bytes.
    #[error("a function name has at most 64 characters, this one has {length_bytes} bytes")]
    TooLong {
        /// Length of the refused text.
        length_bytes: usize,
    },
    /// The text has a byte outside of `[A-Za-z0-9-_]`.
    #[error("a function name has only letters, digits, '-' and '_'; byte {at} is something else")]
    Character {
        /// Offset of the first byte that is refused.
        at: usize,
    },
}

impl FunctionName {
    /// Parses a name.
    ///
    /// # Errors
    /// [`NameError`] says which rule the text breaks.
    pub fn new(text: &str) -> Result<Self, NameError> {
        Self::from_bytes(text.as_bytes())
    }

    /// Parses a name from bytes that nothing is known about, such as a stored record.
    ///
    /// # Errors
    /// [`NameError`] says which rule the bytes break.
    pub fn from_bytes(text: &[u8]) -> Result<Self, NameError> {
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if text.len() > NAME_BYTES_MAX {
            return Err(NameError::TooLong {
                length_bytes: text.len(),
            });
        }
        let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if let Some(at) = text.iter().position(|byte| !allowed(byte)) {
            return Err(NameError::Character { at });
        }
        let mut bytes = [0; NAME_BYTES_MAX];
        bytes[..text.len()].copy_from_slice(text);
        Ok(Self {
            bytes,
            length: text.len() as u8,
        })
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII gets into the buffer, so the default is never taken.
        core::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl FromStr for FunctionName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        Self::new(text)
    }
}

impl fmt::Display for FunctionName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl fmt::Debug for FunctionName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), out)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(), NameError>) {
        assert_eq!(
            FunctionName::new(text).map(|name| assert_eq!(name.as_str(), text)),
            expected
        );
    }

    #[test]
    fn names_follow_the_rules_of_aws() {
        check("a", Ok(()));
        check("Light-level_2", Ok(()));
        check(&"x".repeat(64), Ok(()));
        check("", Err(NameError::Empty));
        check(
            &"x".repeat(65),
            Err(NameError::TooLong { length_bytes: 65 }),
        );
        check("a.b", Err(NameError::Character { at: 1 }));
        check("a b", Err(NameError::Character { at: 1 }));
        check("füll", Err(NameError::Character { at: 1 }));
        check("a/b", Err(NameError::Character { at: 1 }));
    }

    #[test]
    fn order_is_the_order_of_the_texts() {
        let name = |text: &str| FunctionName::new(text).expect("valid");
        assert!(name("a") < name("ab"));
        assert!(name("ab") < name("b"));
    }
}
