//! Objects over the log.
