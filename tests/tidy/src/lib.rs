//! Tidiness as tests.
