//! Floats as text, exactly as Python writes and reads them.
//!
//! Everything is worked out from the exact binary value over integers on the stack, with no tables
//! and no floating-point formatting of the compiler's library: [`repr`] and [`FloatText`] to write,
//! [`parse`] to read, [`hex`] for the hexadecimal form, [`round_digits`] for Python's `round`.

mod big;
mod decimal;
mod hex;
mod layout;
mod parse;
mod round;
mod shortest;

pub use hex::{HexError, hex, parse_hex};
pub use layout::{FloatText, Form, repr};
pub use parse::parse;
pub use round::round_digits;

#[cfg(test)]
mod tests;
