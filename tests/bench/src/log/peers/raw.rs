//! Writing without a format: what nothing that keeps records can be faster than.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use super::{BATCH_LEN, PAYLOAD_LEN, Payload, Peer, STORED_LEN};

/// Bytes of the file, after which it is written again from its front: enough for all records that
/// are read again, and little for the disk to take in before the race.
const FILE_LEN: usize = 8 * 1024 * 1024;
const RECORD_COUNT: usize = FILE_LEN / STORED_LEN;
/// Bytes of a batch.
const BATCH_BYTES: usize = BATCH_LEN * STORED_LEN;
/// Bytes that are gathered for one write.
const BUFFER_LEN: usize = 64 * 1024;

/// A file that was filled with zeros and synced, and then `pwrite` and `fdatasync`. It writes as
/// many bytes as the log does.
pub struct Raw {
    file: File,
    appended: usize,
}

impl Raw {
    fn write(&mut self, payloads: &[Payload]) {
        let mut bytes = [0; BATCH_BYTES];
        let len = payloads.len() * STORED_LEN;
        for (record, payload) in bytes.chunks_mut(STORED_LEN).zip(payloads) {
            record[STORED_LEN - PAYLOAD_LEN..].copy_from_slice(payload);
        }
        // A batch that would pass the end begins at the front.
        if self.appended % RECORD_COUNT + payloads.len() > RECORD_COUNT {
            self.appended = self.appended.next_multiple_of(RECORD_COUNT);
        }
        let at = self.appended % RECORD_COUNT * STORED_LEN;
        self.file
            .write_all_at(&bytes[..len], at as u64)
            .expect("the disk has room");
        self.appended += payloads.len();
    }

    fn sync(&self) {
        self.file.sync_data().expect("the disk works");
    }
}

impl Peer for Raw {
    const NAME: &'static str = "raw file";

    fn open(directory: &Path) -> Self {
        Self {
            file: filled_file(&directory.join("raw")),
            appended: 0,
        }
    }

    fn append(&mut self, payload: &Payload) {
        self.write(std::slice::from_ref(payload));
    }

    fn append_durably(&mut self, payload: &Payload) {
        self.write(std::slice::from_ref(payload));
        self.sync();
    }

    fn append_together(&mut self, payloads: &[Payload]) {
        payloads
            .chunks(BATCH_LEN)
            .for_each(|batch| self.write(batch));
        self.sync();
    }

    fn read(&mut self, number: u64) -> Payload {
        let at = (number - 1) * STORED_LEN as u64 + (STORED_LEN - PAYLOAD_LEN) as u64;
        let mut payload = [0; PAYLOAD_LEN];
        self.file
            .read_exact_at(&mut payload, at)
            .expect("the record is there");
        payload
    }
}

/// Opens the file, filled with zeros if it is new.
fn filled_file(path: &Path) -> File {
    let mut options = File::options();
    let file = options.read(true).write(true).create(true).truncate(false);
    let file = file.open(path).expect("the file can be opened");
    if file
        .metadata()
        .is_ok_and(|data| data.len() < FILE_LEN as u64)
    {
        let zeros = vec![0; BUFFER_LEN];
        for at in (0..FILE_LEN).step_by(BUFFER_LEN) {
            file.write_all_at(&zeros, at as u64)
                .expect("the disk has room");
        }
        file.sync_all().expect("the disk works");
    }
    file
}

/// Bytes after which what was written is made durable, as the log does where a block ends.
const SYNC_LEN: usize = 4 * 1024 * 1024;

/// The least that an append with a checksum can cost: the bytes are checked and copied into a
/// buffer. If there is a file, the full buffer goes there.
pub struct Copying {
    buffer: Vec<u8>,
    file: Option<File>,
    at: usize,
}

impl Copying {
    /// Into memory only.
    pub fn into_memory() -> Self {
        Self {
            buffer: Vec::with_capacity(BUFFER_LEN),
            file: None,
            at: 0,
        }
    }

    /// Into memory, and from there into a file that is filled already.
    pub fn into_file(directory: &Path) -> Self {
        Self {
            file: Some(filled_file(&directory.join("copied"))),
            ..Self::into_memory()
        }
    }

    pub fn append(&mut self, payload: &Payload) {
        if self.buffer.len() + STORED_LEN > BUFFER_LEN {
            self.hand_over();
        }
        let crc = crc32c::crc32c(payload);
        self.buffer.extend_from_slice(&u64::from(crc).to_le_bytes());
        self.buffer.extend_from_slice(payload);
    }

    fn hand_over(&mut self) {
        if let Some(file) = &self.file {
            file.write_all_at(&self.buffer, self.at as u64)
                .expect("the disk has room");
            self.at = (self.at + BUFFER_LEN) % FILE_LEN;
            if self.at.is_multiple_of(SYNC_LEN) {
                file.sync_data().expect("the disk works");
            }
        }
        self.buffer.clear();
    }
}
