//! Calls that go on on an emulated board, by its image `resume`.

use std::fs;
use std::path::Path;

use crate::images::boot;

/// What a call may use on the board.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Fuel until it pauses.
    pub fuel: u64,
    /// The whole machine's memory, of which the board has 1 MB.
    pub arena_bytes: u64,
}

impl Bounds {
    /// All of the memory.
    #[must_use]
    pub const fn of_fuel(fuel: u64) -> Self {
        Self {
            fuel,
            arena_bytes: u64::MAX,
        }
    }
}

/// What came of a call on the board.
#[derive(Debug)]
pub struct Moved {
    /// What was printed there.
    pub printed: String,
    /// How its run ended, as `resume` numbers that: done, raised, paused, out of memory, out of
    /// fuel, waiting.
    pub outcome: u8,
    /// Its machine, to be restored here.
    pub snapshot: Vec<u8>,
}

/// Goes on with a call on the board, within these bounds.
///
/// # Panics
/// If the image cannot be run or does not end well.
#[must_use]
pub fn go_on(image: &Path, package: &[u8], snapshot: &[u8], bounds: Bounds) -> Moved {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let file = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).expect("a file");
    };
    file("package.bin", package);
    file("snapshot.bin", snapshot);
    let bounds = [bounds.fuel, bounds.arena_bytes].map(u64::to_le_bytes);
    file("bounds.bin", bounds.as_flattened());
    let (printed, succeeded) = boot("mps2-an385", image, folder.path());
    assert!(succeeded, "{printed}");
    let moved = fs::read(folder.path().join("moved.bin")).expect("what the board wrote");
    let (outcome, snapshot) = moved.split_first().expect("an outcome");
    Moved {
        printed,
        outcome: *outcome,
        snapshot: snapshot.to_vec(),
    }
}
