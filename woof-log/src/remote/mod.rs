//! A store over a plain TCP stream: the side that serves, and the side that asks.

mod client;
mod server;
#[cfg(test)]
mod tests;

use std::io::{self, Read, Write};
use std::vec::Vec;

pub use client::{ClientError, Received, RemoteOptions, RemoteStore};
pub use server::{Access, Gate, answer, serve};

use crate::wire::{FRAME_HEAD_LEN, MESSAGE_LEN_MAX};

/// Reads the next message of a stream; `None` at its end, if that is between two messages.
fn read_frame(stream: &mut impl Read, message: &mut Vec<u8>) -> io::Result<Option<()>> {
    let mut head = [0; FRAME_HEAD_LEN];
    let mut read = 0;
    while read < head.len() {
        match stream.read(&mut head[read..]) {
            Ok(0) if read == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => read += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let len = u32::from_le_bytes(head);
    match usize::try_from(len) {
        Ok(len) if len <= MESSAGE_LEN_MAX => message.resize(len, 0),
        _ => {
            let error = std::format!("a message of {len} bytes, more than {MESSAGE_LEN_MAX}");
            return Err(io::Error::new(io::ErrorKind::InvalidData, error));
        }
    }
    stream.read_exact(message)?;
    Ok(Some(()))
}

/// Writes a message with its length before it, in one piece.
fn write_frame(
    stream: &mut impl Write,
    frame: &mut Vec<u8>,
    emit: impl FnOnce(&mut [u8]) -> Result<usize, crate::wire::WireError>,
) -> io::Result<()> {
    frame.resize(FRAME_HEAD_LEN + MESSAGE_LEN_MAX, 0);
    let (head, message) = frame.split_at_mut(FRAME_HEAD_LEN);
    let len = emit(message).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
    // A message has at most 128 KiB.
    head.copy_from_slice(&(len as u32).to_le_bytes());
    stream.write_all(&frame[..FRAME_HEAD_LEN + len])
}
