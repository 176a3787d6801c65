//! What goes into a log and what comes out of it.

use crate::shape::Extensions;
use crate::{LogId, Seqno, SubId};

/// A record to append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Append<'a> {
    /// The bytes to keep; the log's shape says how many there may be.
    pub payload: &'a [u8],
    /// The record that led to this one, if any.
    pub cause: Option<Cause>,
    /// Who appends and under which number: makes a repeated append answer
    /// [`Appended::Duplicate`] instead of storing the record twice.
    pub producer: Option<Producer>,
    /// When it happened, in microseconds since the Unix epoch. The log never reads a clock.
    pub time_us: Option<u64>,
    /// Keep the record, but do not hand it to subscriptions' handlers. The log stores the flag
    /// and reports it in [`Entry::quiet`]; who runs handlers obeys it.
    pub quiet: bool,
}

impl<'a> Append<'a> {
    /// A record with this payload and nothing else.
    #[must_use]
    pub const fn new(payload: &'a [u8]) -> Self {
        Self {
            payload,
            cause: None,
            producer: None,
            time_us: None,
            quiet: false,
        }
    }

    /// The same record, caused by `cause`.
    #[must_use]
    pub const fn caused_by(self, cause: Cause) -> Self {
        Self {
            cause: Some(cause),
            ..self
        }
    }

    /// The same record, idempotent under `producer`.
    #[must_use]
    pub const fn produced_by(self, producer: Producer) -> Self {
        Self {
            producer: Some(producer),
            ..self
        }
    }

    /// The same record with a time in microseconds since the Unix epoch.
    #[must_use]
    pub const fn at_us(self, time_us: u64) -> Self {
        Self {
            time_us: Some(time_us),
            ..self
        }
    }

    /// The same record, not handed to handlers.
    #[must_use]
    pub const fn quietly(self) -> Self {
        Self {
            quiet: true,
            ..self
        }
    }

    /// The extensions that this record has.
    #[must_use]
    pub const fn extensions(&self) -> Extensions {
        let mut set = Extensions::NONE;
        if self.cause.is_some() {
            set = set.union(Extensions::CAUSE);
        }
        if self.producer.is_some() {
            set = set.union(Extensions::PRODUCER);
        }
        if self.time_us.is_some() {
            set = set.union(Extensions::TIME);
        }
        set
    }
}

/// The record that led to another one, possibly in another log of the same store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cause {
    /// The log that holds it.
    pub log: LogId,
    /// Its sequence number there.
    pub seqno: Seqno,
}

/// Who appends a record, and under which number: the key of idempotent append.
///
/// Two appends to one log with the same id, epoch and number are the same append. A higher epoch
/// fences off every lower one, so a device that restarts counts its epoch up and starts again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Producer {
    /// The producer, unique among those that append to the log.
    pub id: u32,
    /// Its incarnation, for example a boot counter.
    pub epoch: u16,
    /// The number of this append within the epoch.
    pub n: u64,
    /// Whether numbers must come without holes.
    pub order: Order,
}

impl Producer {
    /// An append of a producer that counts 1, 2, 3, … in each epoch and appends in that order.
    #[must_use]
    pub const fn counting(id: u32, epoch: u16, n: u64) -> Self {
        Self {
            id,
            epoch,
            n,
            order: Order::Dense,
        }
    }

    /// An append whose number is a key: numbers may have holes and may arrive out of order.
    #[must_use]
    pub const fn keyed(id: u32, epoch: u16, n: u64) -> Self {
        Self {
            id,
            epoch,
            n,
            order: Order::Sparse,
        }
    }

    /// The `index`-th output of the run of subscription `sub` on the record `input`: what makes a
    /// handler's effects on logs exactly-once although the handler may run again. Inputs up to
    /// 2⁵⁶ are told apart.
    #[must_use]
    pub const fn output(sub: SubId, input: Seqno, index: u8) -> Self {
        Self::keyed(sub.get(), 0, (input.get() << 8) | index as u64)
    }
}

/// Which numbers a producer may use next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Exactly the next one; a hole is refused with
    /// [`ErrorKind::OutOfOrder`](crate::ErrorKind::OutOfOrder).
    Dense,
    /// Any that was not used, within the window that the log remembers.
    Sparse,
}

/// What became of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// The record is new and has this sequence number.
    New(Seqno),
    /// The producer had appended it before, as this sequence number. Nothing was stored.
    Duplicate(Seqno),
}

impl Appended {
    /// The record's sequence number, new or not.
    #[must_use]
    pub const fn seqno(self) -> Seqno {
        match self {
            Self::New(seqno) | Self::Duplicate(seqno) => seqno,
        }
    }
}

/// A record that was read; its payload is in the buffer given to the read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record's sequence number.
    pub seqno: Seqno,
    /// Bytes of payload at the front of the buffer.
    pub len: usize,
    /// The record that led to it.
    pub cause: Option<Cause>,
    /// Who appended it. Logs do not keep [`Producer::order`]: it reads as [`Order::Sparse`].
    pub producer: Option<Producer>,
    /// When it happened, in microseconds since the Unix epoch.
    pub time_us: Option<u64>,
    /// Whether handlers are to skip it.
    pub quiet: bool,
}

/// Which records of a log exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The oldest readable record; in an empty log the one that will be appended next.
    pub oldest: Seqno,
    /// The newest record; [`Seqno::ZERO`] if nothing was ever appended.
    pub newest: Seqno,
    /// The newest record that survives a loss of power, together with all before it.
    pub durable: Seqno,
}

impl Bounds {
    /// How many records are readable.
    #[must_use]
    pub const fn len(&self) -> u64 {
        (self.newest.get() + 1).saturating_sub(self.oldest.get())
    }

    /// Whether no record is readable.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether this record is readable.
    #[must_use]
    pub const fn contains(&self, seqno: Seqno) -> bool {
        self.oldest.get() <= seqno.get() && seqno.get() <= self.newest.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_count_what_is_readable() {
        let empty = Bounds {
            oldest: Seqno::FIRST,
            newest: Seqno::ZERO,
            durable: Seqno::ZERO,
        };
        assert!(empty.is_empty());
        assert!(!empty.contains(Seqno::ZERO));
        let some = Bounds {
            oldest: Seqno::new(3),
            newest: Seqno::new(5),
            durable: Seqno::new(5),
        };
        assert_eq!(some.len(), 3);
        assert!(some.contains(Seqno::new(3)) && !some.contains(Seqno::new(6)));
    }

    #[test]
    fn outputs_of_one_input_have_different_numbers() {
        let sub = SubId::new(7);
        let first = Producer::output(sub, Seqno::new(9), 0);
        let second = Producer::output(sub, Seqno::new(9), 1);
        let other = Producer::output(sub, Seqno::new(10), 0);
        assert!(first.n < second.n && second.n < other.n);
    }
}
