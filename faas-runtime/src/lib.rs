//! Functions and their invocations.
