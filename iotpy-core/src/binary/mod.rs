//! Bytes as other programs write them: packed structures, Base64 and checksums. Nothing here knows
//! of the VM.

pub mod base64;
pub mod checksum;
pub mod layout;
