//! What Unicode says of code points, packed into a little under 6 KB (see generate.py).

#[cfg(test)]
mod expected;
mod generated;

pub(super) use generated::*;

#[cfg(test)]
pub(super) use expected::EXPECTED;
