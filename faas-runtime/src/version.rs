//! Which code of a function runs.

use core::fmt;

/// Which code of a function is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Version {
    /// `$LATEST`: the code that was uploaded last.
    #[default]
    Latest,
    /// A published version, from 1.
    Numbered(u64),
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => out.pad("$LATEST"),
            Self::Numbered(number) => write!(out, "{number}"),
        }
    }
}

impl Version {
    /// The number that records hold: 0 for `$LATEST`.
    #[must_use]
    pub fn to_code(self) -> u64 {
        match self {
            Self::Latest => 0,
            Self::Numbered(number) => number,
        }
    }

    /// The version that a stored number stands for.
    #[must_use]
    pub fn from_code(code: u64) -> Self {
        if code == 0 {
            Self::Latest
        } else {
            Self::Numbered(code)
        }
    }
}
