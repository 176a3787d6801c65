//! Reading and writing the fields of a record in order.

use crate::FunctionName;

use super::RecordKind;

/// Why bytes are no record, or a record does not fit into bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WireError {
    /// The record ends inside of this field.
    #[error("the record ends inside of the field {field}")]
    Truncated {
        /// Name of the field.
        field: &'static str,
    },
    /// The field has a value that this version does not know.
    #[error("the field {field} has the unknown value {code}")]
    Unknown {
        /// Name of the field.
        field: &'static str,
        /// Its value.
        code: u8,
    },
    /// The field has a value that contradicts the rest of the record.
    #[error("the field {field} contradicts the rest of the record")]
    Inconsistent {
        /// Name of the field.
        field: &'static str,
    },
    /// The buffer is too short for the record.
    #[error("the record does not fit into the buffer")]
    NoRoom,
}

/// Takes fields from the front of a record.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts after the kind and version bytes, which must be as given.
    pub(super) fn new(record: &'a [u8], kind: RecordKind, version: u8) -> Result<Self, WireError> {
        let mut reader = Self { rest: record };
        let found = reader.u8("kind")?;
        if found != kind as u8 {
            return Err(WireError::Unknown {
                field: "kind",
                code: found,
            });
        }
        let found = reader.u8("version")?;
        if found != version {
            return Err(WireError::Unknown {
                field: "version",
                code: found,
            });
        }
        Ok(reader)
    }

    pub(super) fn bytes(
        &mut self,
        field: &'static str,
        length: usize,
    ) -> Result<&'a [u8], WireError> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(WireError::Truncated { field })?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn array<const N: usize>(
        &mut self,
        field: &'static str,
    ) -> Result<[u8; N], WireError> {
        let bytes = self.bytes(field, N)?;
        bytes.try_into().map_err(|_| WireError::Truncated { field })
    }

    pub(super) fn u8(&mut self, field: &'static str) -> Result<u8, WireError> {
        self.array(field).map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self, field: &'static str) -> Result<u16, WireError> {
        self.array(field).map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self, field: &'static str) -> Result<u32, WireError> {
        self.array(field).map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self, field: &'static str) -> Result<u64, WireError> {
        self.array(field).map(u64::from_le_bytes)
    }

    pub(super) fn name(&mut self, field: &'static str) -> Result<FunctionName, WireError> {
        let length = self.u8(field)?;
        let text = self.bytes(field, usize::from(length))?;
        FunctionName::from_bytes(text).map_err(|_| WireError::Inconsistent { field })
    }

    pub(super) fn code<T>(
        &mut self,
        field: &'static str,
        decode: impl Fn(u8) -> Option<T>,
    ) -> Result<T, WireError> {
        let code = self.u8(field)?;
        decode(code).ok_or(WireError::Unknown { field, code })
    }

    /// The rest of the record: the inline end of `data_bytes` bytes of data, of which the start
    /// lies in `parts` part records. Without parts it must be all of them.
    pub(super) fn data(self, data_bytes: u64, parts: u16) -> Result<&'a [u8], WireError> {
        let inline_bytes = self.rest.len() as u64;
        let fits = if parts == 0 {
            inline_bytes == data_bytes
        } else {
            inline_bytes <= data_bytes
        };
        if fits {
            Ok(self.rest)
        } else {
            Err(WireError::Inconsistent { field: "data" })
        }
    }
}

/// Puts fields at the front of a buffer.
pub(super) struct Writer<'a> {
    buffer: &'a mut [u8],
    at: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        buffer: &'a mut [u8],
        kind: RecordKind,
        version: u8,
    ) -> Result<Self, WireError> {
        let mut writer = Self { buffer, at: 0 };
        writer.bytes(&[kind as u8, version])?;
        Ok(writer)
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        let room = self
            .buffer
            .get_mut(self.at..self.at + bytes.len())
            .ok_or(WireError::NoRoom)?;
        room.copy_from_slice(bytes);
        self.at += bytes.len();
        Ok(())
    }

    pub(super) fn u8(&mut self, value: u8) -> Result<(), WireError> {
        self.bytes(&[value])
    }

    pub(super) fn u16(&mut self, value: u16) -> Result<(), WireError> {
        self.bytes(&value.to_le_bytes())
    }

    pub(super) fn u32(&mut self, value: u32) -> Result<(), WireError> {
        self.bytes(&value.to_le_bytes())
    }

    pub(super) fn u64(&mut self, value: u64) -> Result<(), WireError> {
        self.bytes(&value.to_le_bytes())
    }

    pub(super) fn name(&mut self, name: &FunctionName) -> Result<(), WireError> {
        // A name has at most 64 bytes.
        self.u8(name.as_str().len() as u8)?;
        self.bytes(name.as_str().as_bytes())
    }

    /// The length of what was written.
    pub(super) fn finish(self) -> usize {
        self.at
    }
}
