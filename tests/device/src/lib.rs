//! The tests of the device images; see `tests/boot.rs`.
