//! Text without objects: algorithms over bytes that know nothing of the VM's values or heap.
//!
//! | module | what it does |
//! |---|---|
//! | [`case`] | upper, lower and title case |
//! | [`class`] | what kind of character a code point is |
//! | [`digits`] | numbers in text, in the digits of any script |
//! | [`escape`] | strings in JSON |
//! | [`format_spec`] | the format specifications of `format()` |
//! | [`format_string`] | the templates of `str.format` |
//! | [`percent`] | printf-style formatting |
//! | [`repr`] | `repr` and `ascii` |
//! | [`search`] | find, count, replace |
//! | [`sink`] | where text goes |
//! | [`split`] | split, lines, strip |
//! | [`wtf8`] | code points in bytes |

pub mod case;
pub mod class;
pub mod digits;
pub mod escape;
pub mod format_spec;
pub mod format_string;
mod layout;
pub mod percent;
pub mod repr;
pub mod search;
pub mod sink;
pub mod split;
mod tables;
pub mod wtf8;
