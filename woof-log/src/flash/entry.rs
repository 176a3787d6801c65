//! The entries of the meta log on flash: docs/formats/log.md in code, without allocation.

use super::producers::{ProducerState, WINDOW};
use crate::fields::Fields;
use crate::{CleanMark, LogId, Seqno, Shape, SubId};

const CURSOR: u8 = 2;
const TRIMMED: u8 = 3;
const CLOSED: u8 = 7;
const CLEAN: u8 = 8;
const PLACED: u8 = 12;
const PRODUCER: u8 = 13;
const COMPLETE: u8 = 14;

/// Bytes of a producer with a full window, the longest entry.
pub(super) const ENTRY_LEN_MAX: usize = 1 + 4 + 8 + 4 + 2 + 8 + 16 * WINDOW;
/// Bytes of a log with the longest name.
pub(super) const PLACED_LEN_MAX: usize = 20 + crate::LOG_NAME_LEN_MAX;
/// Bytes of a cursor, of a trim and of the mark of a clean end.
pub(super) const CURSOR_LEN: usize = 17;
pub(super) const TRIMMED_LEN: usize = 13;
pub(super) const CLOSED_LEN: usize = 21;

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry<'a> {
    /// A log exists and lies in the blocks `place`, its first one and their number.
    Placed {
        log: LogId,
        shape: Shape,
        place: (u32, u32),
        name: &'a [u8],
    },
    Cursor {
        log: LogId,
        sub: SubId,
        watermark: Seqno,
    },
    Trimmed {
        log: LogId,
        upto: Seqno,
    },
    /// A producer of a log, of whose records the last is `upto`.
    Producer {
        log: LogId,
        upto: Seqno,
        id: u32,
        state: ProducerState,
    },
    Closed {
        log: LogId,
        mark: CleanMark,
    },
    /// The store was closed. Counts only as the last entry.
    Clean,
    /// What comes before is all that was known.
    Complete,
}

impl<'a> Entry<'a> {
    /// Writes the entry to the front of `buffer` and returns its bytes.
    pub(super) fn emit<'b>(&self, buffer: &'b mut [u8; ENTRY_LEN_MAX]) -> &'b [u8] {
        let mut writer = Writer { buffer, len: 0 };
        match self {
            Self::Placed {
                log,
                shape,
                place,
                name,
            } => {
                writer.tagged(PLACED, *log);
                writer.put(&shape.to_bytes());
                writer.put(&place.0.to_le_bytes());
                writer.put(&place.1.to_le_bytes());
                writer.put(name);
            }
            Self::Cursor {
                log,
                sub,
                watermark,
            } => {
                writer.tagged(CURSOR, *log);
                writer.put(&sub.get().to_le_bytes());
                writer.seqno(*watermark);
            }
            Self::Trimmed { log, upto } => {
                writer.tagged(TRIMMED, *log);
                writer.seqno(*upto);
            }
            Self::Producer {
                log,
                upto,
                id,
                state,
            } => {
                writer.tagged(PRODUCER, *log);
                writer.seqno(*upto);
                writer.put(&id.to_le_bytes());
                writer.put(&state.epoch.to_le_bytes());
                writer.put(&state.forgotten.to_le_bytes());
                for (n, seqno) in state.recent() {
                    writer.put(&n.to_le_bytes());
                    writer.seqno(*seqno);
                }
            }
            Self::Closed { log, mark } => {
                writer.tagged(CLOSED, *log);
                writer.put(&mark.block_seq.to_le_bytes());
                writer.put(&mark.offset.to_le_bytes());
                writer.seqno(mark.next);
            }
            Self::Clean => writer.put(&[CLEAN]),
            Self::Complete => writer.put(&[COMPLETE]),
        }
        let Writer { buffer, len } = writer;
        &buffer[..len]
    }

    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        let entry = match fields.u8()? {
            PLACED => Self::Placed {
                log: fields.log()?,
                shape: fields.shape()?,
                place: (fields.u32()?, fields.u32()?),
                name: fields.rest(),
            },
            CURSOR => Self::Cursor {
                log: fields.log()?,
                sub: SubId::new(fields.u32()?),
                watermark: fields.seqno()?,
            },
            TRIMMED => Self::Trimmed {
                log: fields.log()?,
                upto: fields.seqno()?,
            },
            PRODUCER => Self::Producer {
                log: fields.log()?,
                upto: fields.seqno()?,
                id: fields.u32()?,
                state: parse_producer(&mut fields)?,
            },
            CLOSED => Self::Closed {
                log: fields.log()?,
                mark: fields.clean_mark()?,
            },
            CLEAN => Self::Clean,
            COMPLETE => Self::Complete,
            _ => return None,
        };
        fields.0.is_empty().then_some(entry)
    }
}

/// No entry is longer than the buffer: names and windows are bounded.
struct Writer<'b> {
    buffer: &'b mut [u8; ENTRY_LEN_MAX],
    len: usize,
}

impl Writer<'_> {
    fn put(&mut self, bytes: &[u8]) {
        for (to, from) in self.buffer.iter_mut().skip(self.len).zip(bytes) {
            *to = *from;
        }
        self.len = (self.len + bytes.len()).min(ENTRY_LEN_MAX);
    }

    fn tagged(&mut self, tag: u8, log: LogId) {
        self.put(&[tag]);
        self.put(&log.get().to_le_bytes());
    }

    fn seqno(&mut self, seqno: Seqno) {
        self.put(&seqno.get().to_le_bytes());
    }
}

fn parse_producer(fields: &mut Fields<'_>) -> Option<ProducerState> {
    let epoch = fields.u16()?;
    let mut state = ProducerState::new(epoch, fields.u64()?);
    for _ in 0..WINDOW {
        if fields.0.is_empty() {
            break;
        }
        state.insert(fields.u64()?, fields.seqno()?);
    }
    Some(state)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(entry: &Entry<'_>) {
        let mut buffer = [0; ENTRY_LEN_MAX];
        let bytes = entry.emit(&mut buffer);
        assert_eq!(Entry::parse(bytes).as_ref(), Some(entry));
        for len in 0..bytes.len() {
            assert_ne!(Entry::parse(&bytes[..len]).as_ref(), Some(entry));
        }
    }

    #[test]
    fn every_entry_reads_back() {
        let log = LogId::new(3);
        let upto = Seqno::new(1 << 40);
        for shape in [Shape::variable(), Shape::fixed(64).keep_last(9)] {
            let place = (7, 1 << 20);
            for name in [&b"a"[..], &[b'x'; 127]] {
                check(&Entry::Placed {
                    log,
                    shape,
                    place,
                    name,
                });
            }
        }
        check(&Entry::Cursor {
            log,
            sub: SubId::new(7),
            watermark: upto,
        });
        check(&Entry::Trimmed { log, upto });
        let mut state = ProducerState::new(2, 3);
        for n in 0..=WINDOW as u64 {
            check(&Entry::Producer {
                log,
                upto,
                id: 8,
                state,
            });
            state.insert(4 + n, Seqno::new(n));
        }
        let mark = CleanMark {
            block_seq: 1,
            offset: 32,
            next: upto,
        };
        check(&Entry::Closed { log, mark });
        check(&Entry::Clean);
        check(&Entry::Complete);
    }

    proptest! {
        #[test]
        fn no_bytes_make_parsing_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Entry::parse(&bytes);
        }
    }
}
