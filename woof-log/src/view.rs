//! The two histories of a log, and what makes them differ.

use crate::Seqno;

/// The most bytes of a reason.
pub const REASON_LEN_MAX: usize = 255;

/// Which of its two histories a log shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// What was appended, for ever the same.
    #[default]
    Written,
    /// The same, with the last repair of each record in its place.
    Repaired,
}

/// What is to stand in for a record's payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair<'a> {
    /// The record.
    pub target: Seqno,
    /// What it should have been. The log's shape has to admit it.
    pub payload: &'a [u8],
    /// Why, for people: at most [`REASON_LEN_MAX`] bytes.
    pub reason: &'a str,
}

impl core::fmt::Display for View {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Written => "written",
            Self::Repaired => "repaired",
        })
    }
}

impl core::str::FromStr for View {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "written" => Ok(Self::Written),
            "repaired" => Ok(Self::Repaired),
            _ => Err("a view is `written` or `repaired`"),
        }
    }
}
