//! The Lambda API.
