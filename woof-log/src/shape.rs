//! The shape of a log: what its records look like and how long they stay.

use core::ops::BitOr;

/// The most bytes that a payload may have: 65,534, because the length 65,535 marks erased flash.
pub const PAYLOAD_LEN_MAX: u16 = 0xFFFE;

/// What a log's records look like and how long they stay. Fixed when the log is created.
///
/// ```
/// use woof_log::{Extensions, Shape};
/// let sensor = Shape::fixed(64).keep_last(1_000).carrying(Extensions::TIME);
/// let objects = Shape::variable(); // kept until trimmed
/// # assert_ne!(sensor, objects);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// The sizes that payloads may have.
    pub element: Element,
    /// How long records stay readable.
    pub retention: Retention,
    /// The extensions that records may carry.
    pub extensions: Extensions,
}

impl Shape {
    /// Its bytes in the meta logs and on the wire: element size (0 for variable), records kept (0
    /// for until trimmed), extensions.
    pub(crate) fn to_bytes(self) -> [u8; 7] {
        let size = match self.element {
            Element::Fixed(size) => size,
            Element::Variable => 0,
        };
        let kept = match self.retention {
            Retention::Last(count) => count,
            Retention::UntilTrimmed => 0,
        };
        let ([a, b], [c, d, e, f]) = (size.to_le_bytes(), kept.to_le_bytes());
        [a, b, c, d, e, f, self.extensions.bits()]
    }

    /// The shape that [`to_bytes`](Self::to_bytes) wrote; none if a log cannot have it.
    pub(crate) fn from_bytes([a, b, c, d, e, f, bits]: [u8; 7]) -> Option<Self> {
        let shape = Self {
            element: match u16::from_le_bytes([a, b]) {
                0 => Element::Variable,
                size => Element::Fixed(size),
            },
            retention: match u32::from_le_bytes([c, d, e, f]) {
                0 => Retention::UntilTrimmed,
                count => Retention::Last(count),
            },
            extensions: Extensions::from_bits(bits)?,
        };
        shape.is_valid().then_some(shape)
    }

    /// Payloads of exactly `size` bytes (1 to [`PAYLOAD_LEN_MAX`]), kept until trimmed, without
    /// extensions. A record is found by arithmetic, so such a log needs no index.
    #[must_use]
    pub const fn fixed(size: u16) -> Self {
        Self {
            element: Element::Fixed(size),
            retention: Retention::UntilTrimmed,
            extensions: Extensions::NONE,
        }
    }

    /// Payloads of 0 to [`PAYLOAD_LEN_MAX`] bytes, kept until trimmed. Every extension is allowed,
    /// and a record stores only those that it has.
    #[must_use]
    pub const fn variable() -> Self {
        Self {
            element: Element::Variable,
            retention: Retention::UntilTrimmed,
            extensions: Extensions::ALL,
        }
    }

    /// The same shape, but only the last `count` records (at least 1) stay readable: exactly that
    /// many, as soon as that many were appended.
    #[must_use]
    pub const fn keep_last(self, count: u32) -> Self {
        Self {
            retention: Retention::Last(count),
            ..self
        }
    }

    /// The same shape with this set of extensions. In a log of fixed elements each record stores
    /// all of them, present or not, so that the distance between records is constant.
    #[must_use]
    pub const fn carrying(self, extensions: Extensions) -> Self {
        Self { extensions, ..self }
    }

    /// Whether a payload of `len` bytes fits this shape.
    #[must_use]
    pub const fn admits(&self, len: usize) -> bool {
        match self.element {
            Element::Fixed(size) => len == size as usize,
            Element::Variable => len <= PAYLOAD_LEN_MAX as usize,
        }
    }

    /// Whether a log can be created with this shape: sizes and counts are within their ranges.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        let element = match self.element {
            Element::Fixed(size) => size >= 1 && size <= PAYLOAD_LEN_MAX,
            Element::Variable => true,
        };
        element && !matches!(self.retention, Retention::Last(0))
    }
}

/// The sizes that payloads may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Element {
    /// Exactly this many bytes.
    Fixed(u16),
    /// Any number of bytes from 0 to [`PAYLOAD_LEN_MAX`].
    Variable,
}

/// How long records stay readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retention {
    /// The last `n` records, exactly. Older ones are dropped as new ones arrive.
    Last(u32),
    /// Every record until [`LogStore::trim`](crate::LogStore::trim) releases it.
    UntilTrimmed,
}

/// A set of record extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extensions(u8);

impl Extensions {
    /// No extension.
    pub const NONE: Self = Self(0);
    /// The record that caused this one (12 bytes).
    pub const CAUSE: Self = Self(1);
    /// Who appended it and under which number (14 bytes): needed for idempotent append.
    pub const PRODUCER: Self = Self(2);
    /// When it was appended, as the appender says (8 bytes).
    pub const TIME: Self = Self(4);
    /// All of them.
    pub const ALL: Self = Self(7);

    /// Whether every extension of `other` is in this set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The set as bits: 1 cause, 2 producer, 4 time.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set with these bits; unknown bits are refused.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Option<Self> {
        if bits & !Self::ALL.0 == 0 {
            Some(Self(bits))
        } else {
            None
        }
    }

    /// The set in the flags of a record.
    pub(crate) const fn of_flags(flags: u8) -> Self {
        Self(flags & Self::ALL.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Extensions {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_admits_the_sizes_that_it_names() {
        assert!(Shape::fixed(4).admits(4));
        assert!(!Shape::fixed(4).admits(3));
        assert!(Shape::variable().admits(0));
        assert!(Shape::variable().admits(65_534));
        assert!(!Shape::variable().admits(65_535));
    }

    #[test]
    fn a_shape_without_room_for_a_record_is_not_valid() {
        assert!(Shape::fixed(1).keep_last(1).is_valid());
        assert!(!Shape::fixed(0).is_valid());
        assert!(!Shape::fixed(0xFFFF).is_valid());
        assert!(!Shape::variable().keep_last(0).is_valid());
    }

    #[test]
    fn extensions_are_a_set() {
        let both = Extensions::CAUSE | Extensions::TIME;
        assert!(both.contains(Extensions::TIME));
        assert!(!both.contains(Extensions::PRODUCER));
        assert_eq!(Extensions::from_bits(both.bits()), Some(both));
        assert_eq!(Extensions::from_bits(8), None);
    }
}
