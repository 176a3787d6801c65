//! Numbers and strings in records: little-endian, strings with their length before them.

use crate::error::StoreError;

/// Builds a record.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn u8(&mut self, value: u8) -> &mut Self {
        self.0.push(value);
        self
    }

    pub(super) fn u16(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub(super) fn u32(&mut self, value: u32) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub(super) fn u64(&mut self, value: u64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// A string of at most 65,535 bytes; all of ours are bounded far below, so what is cut off here
    /// was refused before.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let length = text.len().min(usize::from(u16::MAX));
        self.u16(length as u16);
        self.0
            .extend_from_slice(text.as_bytes().get(..length).unwrap_or_default());
        self
    }

    pub(super) fn finish(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.0)
    }
}

/// Takes a record apart. No length is trusted before that many bytes are known to be there.
#[derive(Debug)]
pub(super) struct Reader<'r> {
    rest: &'r [u8],
    /// What the record is, for the error.
    what: &'static str,
}

impl<'r> Reader<'r> {
    pub(super) fn new(what: &'static str, bytes: &'r [u8]) -> Self {
        Self { rest: bytes, what }
    }

    fn take(&mut self, length: usize) -> Result<&'r [u8], StoreError> {
        match self.rest.split_at_checked(length) {
            Some((head, rest)) => {
                self.rest = rest;
                Ok(head)
            }
            None => Err(self.damaged("it ends early")),
        }
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(self.take(N)?);
        Ok(bytes)
    }

    pub(super) fn u8(&mut self) -> Result<u8, StoreError> {
        self.number().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Result<u16, StoreError> {
        self.number().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, StoreError> {
        self.number().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, StoreError> {
        self.number().map(u64::from_le_bytes)
    }

    pub(super) fn text(&mut self) -> Result<String, StoreError> {
        let length = self.u16()?;
        let bytes = self.take(usize::from(length))?;
        let text =
            core::str::from_utf8(bytes).map_err(|_| self.damaged("a string is not UTF-8"))?;
        Ok(text.to_owned())
    }

    /// A count of elements that take at least `element_bytes` each, so that a list of them can be
    /// allocated.
    pub(super) fn count(&mut self, element_bytes: usize) -> Result<usize, StoreError> {
        let count = self.u32()? as usize;
        if count > self.rest.len() / element_bytes {
            return Err(self.damaged("a count is larger than what follows"));
        }
        Ok(count)
    }

    /// Checks that everything was read.
    pub(super) fn end(&self) -> Result<(), StoreError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.damaged("bytes follow its end"))
        }
    }

    pub(super) fn damaged(&self, how: &str) -> StoreError {
        StoreError::Corrupt {
            reason: format!("{} cannot be read: {how}", self.what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let bytes = Writer::default()
            .u8(1)
            .u16(2)
            .u32(3)
            .u64(4)
            .text("ü")
            .finish();
        let mut reader = Reader::new("a test", &bytes);
        assert_eq!(reader.u8().unwrap(), 1);
        assert_eq!(reader.u16().unwrap(), 2);
        assert_eq!(reader.u32().unwrap(), 3);
        assert!(reader.end().is_err());
        assert_eq!(reader.u64().unwrap(), 4);
        assert_eq!(reader.text().unwrap(), "ü");
        assert!(reader.end().is_ok());
        assert!(reader.u8().is_err());
    }

    #[test]
    fn lengths_are_not_trusted() {
        assert!(Reader::new("a test", &[255, 255, 0]).text().is_err());
        assert!(
            Reader::new("a test", &[255, 255, 255, 255, 0])
                .count(1)
                .is_err()
        );
        assert!(Reader::new("a test", &[1, 0, 0xFF]).text().is_err());
    }
}
