//! Text without objects: algorithms over bytes that know nothing of the VM's values or heap.
//!
//! | module | what it does |
//! |---|---|
//! | [`case`] | upper, lower and title case |
//! | [`class`] | what kind of character a code point is |
//! | [`digits`] | numbers in text, in the digits of any script |
//! | [`sink`] | where text goes |
//! | [`wtf8`] | code points in bytes |

pub mod case;
pub mod class;
pub mod digits;
pub mod sink;
mod tables;
pub mod wtf8;
