//! What an emulated board says: frames of defmt, read with the texts in the ELF that runs.
//!
//! A frame with a level is a message of the device's log. One without is an event: its text is a
//! JSON object, in which a list of numbers stands for bytes, so that the board has neither to
//! escape a text nor to write digits.

mod event;
mod places;
mod rzcobs;
mod table;
#[cfg(test)]
mod tests;

use std::path::Path;

use serde_json::json;

use crate::failure::Failure;
use places::Places;
use table::Table;

/// Bytes of the longest frame that a board sends.
const FRAME_BYTES_MAX: usize = 16 * 1024;
/// Ends each frame.
const END: u8 = 0;

/// Reads the frames of an image.
pub struct Frames {
    table: Table,
    places: Places,
}

/// Bytes that have come, up to the end of a frame.
pub struct Stream<'f> {
    frames: &'f Frames,
    bytes: Vec<u8>,
    /// More came than any frame has: nothing is taken before the next one begins.
    is_skipping: bool,
}

impl Frames {
    /// The texts of an image, which is an ELF file with them.
    pub fn of_image(image: &Path) -> Result<Self, Failure> {
        let elf = std::fs::read(image).map_err(|error| Failure::file(image, &error))?;
        let refused = |reason| Failure::Usage(format!("{}: {reason}", image.display()));
        Self::of_elf(elf).map_err(refused)
    }

    fn of_elf(elf: Vec<u8>) -> Result<Self, String> {
        let table = Table::read(&elf)?;
        Ok(Self {
            places: Places::read(elf),
            table,
        })
    }

    /// What a board says from its start on.
    pub fn stream(&self) -> Stream<'_> {
        Stream {
            frames: self,
            bytes: Vec::new(),
            is_skipping: false,
        }
    }

    /// The event of a frame, as a line of JSON.
    fn line(&self, frame: &[u8]) -> Vec<u8> {
        let decoded = rzcobs::decode(frame);
        let message = decoded.and_then(|frame| self.table.message(&frame));
        let Some(message) = message else {
            return damaged(frame.len());
        };
        let Some(level) = message.level else {
            let line = event::line(&message.text, &self.places);
            return line.unwrap_or_else(|| damaged(frame.len()));
        };
        let mut event = json!({ "event": "log", "level": level, "text": message.text });
        if let Some(place) = self.places.of_symbol(message.symbol) {
            event["file"] = place.file.as_str().into();
            event["line"] = place.line.into();
        }
        event.to_string().into_bytes()
    }
}

impl Stream<'_> {
    /// The events of the frames that have ended, each as a line of JSON. What is no frame of the
    /// image is told of by an event.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        for byte in bytes {
            match *byte {
                END => {
                    let frame = std::mem::take(&mut self.bytes);
                    if !frame.is_empty() {
                        lines.push(self.frames.line(&frame));
                    }
                    self.is_skipping = false;
                }
                _ if self.is_skipping => {}
                byte => {
                    self.bytes.push(byte);
                    if self.bytes.len() > FRAME_BYTES_MAX {
                        lines.push(damaged(self.bytes.len()));
                        self.bytes.clear();
                        self.is_skipping = true;
                    }
                }
            }
        }
        lines
    }
}

fn damaged(count: usize) -> Vec<u8> {
    let text = format!(
        "{count} bytes of the board are no message of its image: they were damaged on the way, or \
         another image runs than the one that was given"
    );
    let event = json!({ "event": "log", "level": "error", "text": text });
    event.to_string().into_bytes()
}
