//! Suites joined with implementations.
