//! The entries of the meta log: docs/formats/log.md in code.

use std::sync::Arc;
use std::vec::Vec;

use crate::fields::Fields;
use crate::producer::{PRODUCER_WINDOW, ProducerState};
use crate::{CleanMark, LogId, LogName, Overrun, REASON_LEN_MAX, Repaired, Seqno, Shape, SubId};

const CREATED: u8 = 1;
const CURSOR: u8 = 2;
const TRIMMED: u8 = 3;
const PRODUCERS: u8 = 4;
const PRODUCER: u8 = 5;
const PRODUCERS_END: u8 = 6;
const CLOSED: u8 = 7;
const CLEAN: u8 = 8;
const OPENED: u8 = 9;
const REPAIRED: u8 = 10;
const SUBSCRIBED: u8 = 11;

/// One entry of the meta log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MetaEntry {
    /// A log exists.
    Created {
        log: LogId,
        shape: Shape,
        block_len: u32,
        name: LogName,
    },
    /// A subscription has acknowledged everything up to `watermark`.
    Cursor {
        log: LogId,
        sub: SubId,
        watermark: Seqno,
    },
    /// The same of a subscription that has missed records, or does not let them be dropped.
    Subscribed {
        log: LogId,
        sub: SubId,
        subscription: Subscription,
    },
    /// A log was trimmed.
    Trimmed {
        log: LogId,
        upto: Seqno,
    },
    /// The producers of a log as of record `upto` follow, one entry each.
    Producers {
        log: LogId,
        upto: Seqno,
    },
    Producer(ProducerEntry),
    ProducersEnd,
    /// A log ended here when the store was closed.
    Closed {
        log: LogId,
        mark: CleanMark,
    },
    /// The store was closed and everything is durable. Counts only as the last entry.
    Clean,
    /// The store was opened.
    Opened,
    /// A record stands in for another one of a log.
    Repaired {
        log: LogId,
        repaired: Repaired,
    },
}

/// What is remembered of one subscription.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Subscription {
    /// Everything up to here is done.
    pub(super) watermark: Seqno,
    pub(super) overrun: Overrun,
    /// Records that were gone before they were delivered.
    pub(super) missed: u64,
}

impl Subscription {
    /// The entry that tells of it. Those that old programs know suffice for most.
    pub(super) fn entry(self, log: LogId, sub: SubId) -> MetaEntry {
        let watermark = self.watermark;
        match self.overrun == Overrun::default() && self.missed == 0 {
            true => MetaEntry::Cursor {
                log,
                sub,
                watermark,
            },
            false => MetaEntry::Subscribed {
                log,
                sub,
                subscription: self,
            },
        }
    }
}

/// What is remembered of one producer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProducerEntry {
    pub(super) id: u32,
    pub(super) state: ProducerState,
}

impl MetaEntry {
    pub(super) fn emit(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        match self {
            Self::Created {
                log,
                shape,
                block_len,
                name,
            } => {
                bytes.push(CREATED);
                bytes.extend(log.get().to_le_bytes());
                bytes.extend(shape.to_bytes());
                bytes.extend(block_len.to_le_bytes());
                bytes.extend(name.as_bytes());
            }
            Self::Cursor {
                log,
                sub,
                watermark,
            } => {
                bytes.push(CURSOR);
                bytes.extend(log.get().to_le_bytes());
                bytes.extend(sub.get().to_le_bytes());
                bytes.extend(watermark.get().to_le_bytes());
            }
            Self::Subscribed {
                log,
                sub,
                subscription,
            } => {
                bytes.push(SUBSCRIBED);
                bytes.extend(log.get().to_le_bytes());
                bytes.extend(sub.get().to_le_bytes());
                bytes.extend(subscription.watermark.get().to_le_bytes());
                bytes.push(match subscription.overrun {
                    Overrun::DropOldest => 0,
                    Overrun::Reject => 1,
                    Overrun::Block => 2,
                });
                bytes.extend(subscription.missed.to_le_bytes());
            }
            Self::Trimmed { log, upto } => emit_upto(TRIMMED, *log, *upto, &mut bytes),
            Self::Producers { log, upto } => emit_upto(PRODUCERS, *log, *upto, &mut bytes),
            Self::Producer(producer) => {
                bytes.push(PRODUCER);
                bytes.extend(producer.id.to_le_bytes());
                bytes.extend(producer.state.epoch.to_le_bytes());
                bytes.extend(producer.state.forgotten.to_le_bytes());
                for (n, seqno) in &producer.state.recent {
                    bytes.extend(n.to_le_bytes());
                    bytes.extend(seqno.get().to_le_bytes());
                }
            }
            Self::ProducersEnd => bytes.push(PRODUCERS_END),
            Self::Closed { log, mark } => {
                bytes.push(CLOSED);
                bytes.extend(log.get().to_le_bytes());
                bytes.extend(mark.block_seq.to_le_bytes());
                bytes.extend(mark.offset.to_le_bytes());
                bytes.extend(mark.next.get().to_le_bytes());
            }
            Self::Clean => bytes.push(CLEAN),
            Self::Opened => bytes.push(OPENED),
            Self::Repaired { log, repaired } => {
                emit_upto(REPAIRED, *log, repaired.target, &mut bytes);
                bytes.extend(repaired.number.to_le_bytes());
                bytes.extend(repaired.reason.as_bytes());
            }
        }
        bytes
    }

    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        let entry = match fields.u8()? {
            CREATED => Self::Created {
                log: fields.log()?,
                shape: fields.shape()?,
                block_len: fields.u32()?,
                name: LogName::new(core::str::from_utf8(fields.rest()).ok()?).ok()?,
            },
            CURSOR => Self::Cursor {
                log: fields.log()?,
                sub: SubId::new(fields.u32()?),
                watermark: fields.seqno()?,
            },
            SUBSCRIBED => Self::Subscribed {
                log: fields.log()?,
                sub: SubId::new(fields.u32()?),
                subscription: Subscription {
                    watermark: fields.seqno()?,
                    overrun: match fields.u8()? {
                        0 => Overrun::DropOldest,
                        1 => Overrun::Reject,
                        2 => Overrun::Block,
                        _ => return None,
                    },
                    missed: fields.u64()?,
                },
            },
            TRIMMED => Self::Trimmed {
                log: fields.log()?,
                upto: fields.seqno()?,
            },
            PRODUCERS => Self::Producers {
                log: fields.log()?,
                upto: fields.seqno()?,
            },
            PRODUCER => Self::Producer(parse_producer(&mut fields)?),
            PRODUCERS_END => Self::ProducersEnd,
            CLOSED => Self::Closed {
                log: fields.log()?,
                mark: fields.clean_mark()?,
            },
            CLEAN => Self::Clean,
            OPENED => Self::Opened,
            REPAIRED => Self::Repaired {
                log: fields.log()?,
                repaired: parse_repaired(&mut fields)?,
            },
            _ => return None,
        };
        fields.0.is_empty().then_some(entry)
    }
}

fn emit_upto(tag: u8, log: LogId, upto: Seqno, bytes: &mut Vec<u8>) {
    bytes.push(tag);
    bytes.extend(log.get().to_le_bytes());
    bytes.extend(upto.get().to_le_bytes());
}

fn parse_producer(fields: &mut Fields<'_>) -> Option<ProducerEntry> {
    let id = fields.u32()?;
    let mut state = ProducerState {
        epoch: fields.u16()?,
        forgotten: fields.u64()?,
        ..ProducerState::default()
    };
    while !fields.0.is_empty() {
        state.recent.insert(fields.u64()?, fields.seqno()?);
    }
    (state.recent.len() <= PRODUCER_WINDOW).then_some(ProducerEntry { id, state })
}

fn parse_repaired(fields: &mut Fields<'_>) -> Option<Repaired> {
    let (target, number) = (fields.seqno()?, fields.u64()?);
    let reason = core::str::from_utf8(fields.rest()).ok()?;
    (reason.len() <= REASON_LEN_MAX).then_some(Repaired {
        target,
        number,
        reason: Arc::from(reason),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(entry: MetaEntry) {
        let bytes = entry.emit();
        assert_eq!(MetaEntry::parse(&bytes), Some(entry));
        for len in 0..bytes.len() {
            let cut = MetaEntry::parse(&bytes[..len]);
            assert_ne!(cut.map(|entry| entry.emit()), Some(bytes.clone()));
        }
    }

    #[test]
    fn every_entry_reads_back() {
        let log = LogId::new(3);
        let seqno = Seqno::new(1 << 40);
        let name = LogName::new("fn/light").unwrap();
        for shape in [Shape::variable(), Shape::fixed(64).keep_last(9)] {
            check(MetaEntry::Created {
                log,
                shape,
                block_len: 4096,
                name,
            });
        }
        check(MetaEntry::Cursor {
            log,
            sub: SubId::new(7),
            watermark: seqno,
        });
        for overrun in [Overrun::DropOldest, Overrun::Reject, Overrun::Block] {
            check(MetaEntry::Subscribed {
                log,
                sub: SubId::new(7),
                subscription: Subscription {
                    watermark: seqno,
                    overrun,
                    missed: 5,
                },
            });
        }
        check(MetaEntry::Trimmed { log, upto: seqno });
        check(MetaEntry::Producers { log, upto: seqno });
        let recent = BTreeMap::from([(4, seqno), (9, seqno.next())]);
        let state = ProducerState {
            epoch: 2,
            forgotten: 3,
            recent,
        };
        check(MetaEntry::Producer(ProducerEntry { id: 8, state }));
        check(MetaEntry::ProducersEnd);
        let mark = CleanMark {
            block_seq: 1,
            offset: 32,
            next: seqno,
        };
        check(MetaEntry::Closed { log, mark });
        check(MetaEntry::Clean);
        check(MetaEntry::Opened);
        for reason in ["", "the sensor was upside down"] {
            let repaired = Repaired {
                target: seqno,
                number: 5,
                reason: reason.into(),
            };
            check(MetaEntry::Repaired { log, repaired });
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_parsing_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = MetaEntry::parse(&bytes);
        }
    }
}
