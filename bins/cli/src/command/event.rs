//! The event of a command: a file, JSON text, or standard input.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::failure::Failure;

/// Reads `-` as standard input, the name of a file as what is in it, and anything else as JSON.
pub fn read(event: &str) -> Result<Vec<u8>, Failure> {
    let path = Path::new(event);
    let (bytes, place) = if event == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().read_to_end(&mut bytes);
        read.map_err(|error| Failure::Other(format!("standard input: {error}")))?;
        (bytes, "standard input".to_owned())
    } else if path.is_file() {
        let bytes = fs::read(path).map_err(|error| Failure::file(path, &error))?;
        (bytes, event.to_owned())
    } else {
        (event.as_bytes().to_vec(), "the event".to_owned())
    };
    match serde_json::from_slice::<serde_json::Value>(&bytes) {
        Ok(_) => Ok(bytes),
        Err(_) if !path.is_file() && event.ends_with(".json") => {
            Err(Failure::Usage(format!("there is no file {event}")))
        }
        Err(error) => Err(Failure::Usage(format!("{place} is no JSON: {error}"))),
    }
}
