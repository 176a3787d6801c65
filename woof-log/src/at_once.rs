//! Appends for which all is ready: the record goes straight into the buffer of its medium. And
//! reads of what the medium has in memory.

use crate::log::{Log, Place};
use crate::scan::{Block, read_in_memory};
use crate::{Append, Entry, Medium, Seqno, format};

/// A record without extensions that was read: all that its entry tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bare {
    seqno: Seqno,
    len: usize,
    quiet: bool,
}

impl From<Bare> for Entry {
    #[inline]
    fn from(bare: Bare) -> Self {
        Self {
            seqno: bare.seqno,
            len: bare.len,
            cause: None,
            producer: None,
            time_us: None,
            quiet: bare.quiet,
        }
    }
}

impl<M: Medium> Log<M> {
    /// Appends a record that only has to be put into memory, and answers where. `None` leaves
    /// everything as it was: then the medium, the block, the log or the record asks for more.
    #[inline]
    pub(crate) fn append_at_once(&mut self, record: &Append<'_>) -> Option<Place> {
        let layout = &self.layout;
        let has_nothing =
            record.cause.is_none() && record.producer.is_none() && record.time_us.is_none();
        let is_open = !(self.sealed || self.poisoned || layout.write_through);
        if !has_nothing || !is_open || self.suspect.is_some() {
            return None;
        }
        let stored = layout.bare_len(record.payload.len())?;
        let (base, seed) = self.active.place(layout)?;
        if layout.block_size - self.offset < stored {
            return None;
        }
        let at = base + u64::from(self.offset);
        let staged = self.medium.stage(at, stored as usize)?;
        let after_sync = self.next.get() - self.durable.get() == 1;
        let place = Place {
            block_seq: self.active.block_seq(),
            offset: self.offset,
            seqno: self.next,
        };
        let beginning = &mut self.beginning;
        let begun = |described| beginning.checksum(seed, place.seqno.get(), described);
        format::put_bare(staged, layout.erased, begun, record, after_sync);
        self.offset += stored;
        self.next = place.seqno.after();
        Some(place)
    }

    /// Reads record `seqno` of a block if its medium has it in memory, where it is sound. `None`
    /// says nothing.
    #[inline]
    pub(crate) fn read_at_once(
        &mut self,
        block: &Block,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Option<Bare> {
        let bounds = self.bounds();
        let last = self.last_read;
        let block_seq = block.header.block_seq;
        let offset = match block.stride(&self.layout) {
            Some(stride) => {
                let before = seqno.get().checked_sub(block.header.first_seqno.get())?;
                let before = before.checked_mul(stride.into())?;
                block.first_offset.checked_add(before.try_into().ok()?)?
            }
            None if last.seqno == seqno && last.block_seq == block_seq => last.offset,
            None => return None,
        };
        if !bounds.contains(seqno) {
            return None;
        }
        let (medium, place) = (&mut self.medium, (offset, seqno));
        let beginning = &mut self.read_beginning;
        let found =
            read_in_memory(medium, &self.layout, block, place, beginning, buffer).ok()??;
        if found.head.payload_len() > buffer.len() {
            return None;
        }
        let bare = Bare {
            seqno,
            len: found.head.payload_len(),
            quiet: found.head.is_quiet(),
        };
        let end = found.end;
        self.last_read = Place {
            block_seq,
            offset: end,
            seqno: seqno.next(),
        };
        Some(bare)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::vec::Vec;

    use super::*;
    use crate::{Extensions, FileError, FileMedium, Geometry, LogId, Shape};

    /// Files that are always written with [`Medium::write`].
    struct Written(FileMedium);

    impl Medium for Written {
        type Error = FileError;

        fn geometry(&self) -> Geometry {
            self.0.geometry()
        }

        fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), FileError> {
            self.0.read(at, buffer)
        }

        fn write(&mut self, at: u64, data: &[u8]) -> Result<(), FileError> {
            self.0.write(at, data)
        }

        fn erase(&mut self, block: u32) -> Result<(), FileError> {
            self.0.erase(block)
        }

        fn sync(&mut self) -> Result<(), FileError> {
            self.0.sync()
        }

        fn next_present(&self, block: u32) -> Option<u32> {
            self.0.next_present(block)
        }
    }

    /// The files that a log comes to, and how many of its records went straight into the buffer.
    fn files<M: Medium>(shape: Shape, wrap: impl FnOnce(FileMedium) -> M) -> (Vec<Vec<u8>>, usize) {
        let directory = tempfile::tempdir().unwrap();
        let medium = wrap(FileMedium::open(directory.path(), 4096).unwrap());
        let mut log = Log::mount(medium, LogId::new(7), shape, None).unwrap();
        let bytes: Vec<u8> = (0..=255).cycle().take(700).collect();
        let mut at_once = 0;
        for number in 0..200_usize {
            let len = match shape.element {
                crate::Element::Fixed(size) => size.into(),
                crate::Element::Variable => number * 37 % 700,
            };
            let record = Append {
                quiet: number % 3 == 0,
                time_us: (number % 5 == 0 && shape.extensions != Extensions::NONE).then_some(9),
                ..Append::new(&bytes[..len])
            };
            match log.append_at_once(&record) {
                Some(place) => {
                    at_once += 1;
                    assert_eq!(place.seqno.get(), number as u64 + 1);
                }
                None => assert_eq!(log.append(&record).unwrap().get(), number as u64 + 1),
            }
            if number % 7 == 0 {
                log.sync().unwrap();
            }
        }
        log.sync().unwrap();
        let mut paths: Vec<_> = fs::read_dir(directory.path()).unwrap().collect();
        paths.sort_by_key(|entry| entry.as_ref().unwrap().path());
        let read = |entry: std::io::Result<fs::DirEntry>| fs::read(entry.unwrap().path()).unwrap();
        (paths.into_iter().map(read).collect(), at_once)
    }

    #[track_caller]
    fn check(shape: Shape, at_least: usize) {
        let (staged, at_once) = files(shape, |medium| medium);
        let (written, never) = files(shape, Written);
        assert_eq!(staged, written);
        assert!(at_once >= at_least, "{at_once} of 200");
        assert_eq!(never, 0);
    }

    #[test]
    fn a_record_that_goes_straight_into_the_buffer_comes_to_the_same_bytes() {
        check(Shape::fixed(64), 150);
        check(Shape::fixed(13), 150);
        check(Shape::fixed(64).carrying(Extensions::TIME), 0);
        check(Shape::variable(), 100);
    }
}
