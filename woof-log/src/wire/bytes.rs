//! Reading and writing fields.

use super::{CRC_LEN, VERSION, WireError, checksum};
use crate::record::Cause;
use crate::{Bounds, LogId, LogName, Order, Producer, Seqno, Shape};

/// What is left of a message.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn take(&mut self, len: usize) -> Result<&'a [u8], WireError> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(WireError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const LEN: usize>(&mut self) -> Result<[u8; LEN], WireError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(WireError::Truncated)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub fn u8(&mut self) -> Result<u8, WireError> {
        self.array().map(u8::from_le_bytes)
    }

    pub fn u16(&mut self) -> Result<u16, WireError> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Result<u32, WireError> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64, WireError> {
        self.array().map(u64::from_le_bytes)
    }

    pub fn seqno(&mut self) -> Result<Seqno, WireError> {
        self.u64().map(Seqno::new)
    }

    pub fn name(&mut self) -> Result<LogName, WireError> {
        let len = self.u8()?;
        let bytes = self.take(len.into())?;
        let text = core::str::from_utf8(bytes).map_err(|_| WireError::Field("name"))?;
        LogName::new(text).map_err(|_| WireError::Field("name"))
    }

    pub fn producer(&mut self, order: Order) -> Result<Producer, WireError> {
        Ok(Producer {
            id: self.u32()?,
            epoch: self.u16()?,
            n: self.u64()?,
            order,
        })
    }

    pub fn cause(&mut self) -> Result<Cause, WireError> {
        Ok(Cause {
            log: LogId::new(self.u32()?),
            seqno: self.seqno()?,
        })
    }

    pub fn bounds(&mut self) -> Result<Bounds, WireError> {
        Ok(Bounds {
            oldest: self.seqno()?,
            newest: self.seqno()?,
            durable: self.seqno()?,
        })
    }

    pub fn shape(&mut self) -> Result<Shape, WireError> {
        Shape::from_bytes(self.array()?).ok_or(WireError::Field("shape"))
    }

    pub fn end(self) -> Result<(), WireError> {
        match self.0 {
            [] => Ok(()),
            _ => Err(WireError::Field("length")),
        }
    }
}

/// A message under way.
pub(super) struct Writer<'a> {
    buffer: &'a mut [u8],
    len: usize,
}

impl<'a> Writer<'a> {
    pub fn new(buffer: &'a mut [u8], kind: u8, tag: u32) -> Result<Self, WireError> {
        let mut writer = Self { buffer, len: 0 };
        writer.put(&[VERSION, kind])?;
        writer.u32(tag)?;
        Ok(writer)
    }

    /// Bytes that can still be put, with room left for the checksum.
    pub fn room(&self) -> usize {
        self.buffer.len().saturating_sub(self.len + CRC_LEN)
    }

    pub fn put(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        if bytes.len() > self.room() {
            return Err(WireError::Space);
        }
        let end = self.len + bytes.len();
        self.buffer[self.len..end].copy_from_slice(bytes);
        self.len = end;
        Ok(())
    }

    pub fn u8(&mut self, value: u8) -> Result<(), WireError> {
        self.put(&[value])
    }

    pub fn u16(&mut self, value: u16) -> Result<(), WireError> {
        self.put(&value.to_le_bytes())
    }

    pub fn u32(&mut self, value: u32) -> Result<(), WireError> {
        self.put(&value.to_le_bytes())
    }

    pub fn u64(&mut self, value: u64) -> Result<(), WireError> {
        self.put(&value.to_le_bytes())
    }

    pub fn name(&mut self, name: &LogName) -> Result<(), WireError> {
        let bytes = name.as_str().as_bytes();
        // A name has at most 127 bytes.
        self.u8(bytes.len() as u8)?;
        self.put(bytes)
    }

    pub fn producer(&mut self, producer: &Producer) -> Result<(), WireError> {
        self.u32(producer.id)?;
        self.u16(producer.epoch)?;
        self.u64(producer.n)
    }

    pub fn cause(&mut self, cause: &Cause) -> Result<(), WireError> {
        self.u32(cause.log.get())?;
        self.u64(cause.seqno.get())
    }

    pub fn bounds(&mut self, bounds: &Bounds) -> Result<(), WireError> {
        self.u64(bounds.oldest.get())?;
        self.u64(bounds.newest.get())?;
        self.u64(bounds.durable.get())
    }

    pub fn shape(&mut self, shape: &Shape) -> Result<(), WireError> {
        // A size or a count of 0 means something else on the wire.
        if !shape.is_valid() {
            return Err(WireError::Field("shape"));
        }
        self.put(&shape.to_bytes())
    }

    /// Seals the message; gives its length.
    pub fn finish(self) -> Result<usize, WireError> {
        let crc = checksum(&self.buffer[..self.len]);
        let end = self.len + CRC_LEN;
        let place = self.buffer.get_mut(self.len..end);
        place
            .ok_or(WireError::Space)?
            .copy_from_slice(&crc.to_le_bytes());
        Ok(end)
    }
}
