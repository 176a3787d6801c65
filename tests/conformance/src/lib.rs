//! Conformance suites.
//!
//! One module per trait. Each suite is a macro that expands to one `#[test]` per case, so that an
//! implementation outside this workspace runs it with one line; the cases are functions as well.

pub mod object_store;
