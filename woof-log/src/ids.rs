//! Numbers that name things: sequence numbers, logs, subscriptions.

use core::fmt;

/// A record's position in its log: 1 for the first record ever appended, then without holes.
///
/// A sequence number never wraps and is never given twice, also after a trim or a restart.
/// Zero ([`Seqno::ZERO`]) names no record; it stands for "before the first".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seqno(u64);

impl Seqno {
    /// Before the first record: the newest of an empty log, or a cursor that acknowledged nothing.
    pub const ZERO: Self = Self(0);
    /// The first record of a log.
    pub const FIRST: Self = Self(1);

    /// The sequence number with this value; zero names no record.
    #[must_use]
    pub const fn new(value: u64) -> Self {
        Self(value)
    }

    /// The plain number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The one after this one (saturating at `u64::MAX`, which no log reaches).
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The one after that of a record. Blocks with numbers that would lead to `u64::MAX` are not
    /// believed.
    pub(crate) const fn after(self) -> Self {
        Self(self.0 + 1)
    }

    /// The one before this one; the one before [`Seqno::ZERO`] is [`Seqno::ZERO`].
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

impl fmt::Display for Seqno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A log inside one store. A store never gives the same number to two logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogId(u32);

impl LogId {
    /// The log with this number.
    #[must_use]
    pub const fn new(value: u32) -> Self {
        Self(value)
    }

    /// The plain number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A subscription to a log: one reader's durable cursor.
///
/// The reader chooses the number, and it means something only together with the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubId(u32);

impl SubId {
    /// The subscription with this number.
    #[must_use]
    pub const fn new(value: u32) -> Self {
        Self(value)
    }

    /// The plain number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for SubId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stop_at_both_ends() {
        assert_eq!(Seqno::ZERO.next(), Seqno::FIRST);
        assert_eq!(Seqno::FIRST.previous(), Seqno::ZERO);
        assert_eq!(Seqno::ZERO.previous(), Seqno::ZERO);
        assert_eq!(Seqno::new(u64::MAX).next(), Seqno::new(u64::MAX));
    }
}
