//! Numbers without objects: algorithms over limbs and floats that know nothing of the VM's values
//! or heap.
//!
//! | module | what it does |
//! |---|---|
//! | [`bigint`] | integers of any size over a caller's limbs |
//! | [`float_ops`] | Python's `//`, `%` and `**` of floats |
//! | [`float_text`] | floats as text, and back |
//! | [`ieee`] | the parts of a float |
//! | [`int_text`] | what `int(text, base)` takes as a number |
//! | [`math`] | the functions of Python's `math` module |
//! | [`random`] | the generator of Python's `random` module |

pub mod bigint;
pub mod float_ops;
pub mod float_text;
pub mod ieee;
pub mod int_text;
pub mod math;
pub mod random;
mod wide;
