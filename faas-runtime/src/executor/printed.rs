//! What a function prints, within bounds.

use std::string::String;
use std::vec::Vec;

/// What a function prints beyond this is cut off and counted, for each invocation.
const LOG_BYTES_MAX: usize = 256 * 1024;

/// What a function has printed: the start, and the very end, where the mark is looked for.
#[derive(Clone, Default)]
pub(super) struct Printed {
    start: Vec<u8>,
    end: Vec<u8>,
    cut_bytes: usize,
}

/// Longer than any end mark.
const END_BYTES: usize = 128;

impl Printed {
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.end.extend_from_slice(bytes);
        let surplus = self.end.len().saturating_sub(END_BYTES);
        let room = LOG_BYTES_MAX.saturating_sub(self.start.len()).min(surplus);
        self.start.extend_from_slice(&self.end[..room]);
        self.cut_bytes += surplus - room;
        self.end.drain(..surplus);
    }

    /// Bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.start.len() + self.end.len()
    }

    pub(super) fn ends_with(&self, mark: &str) -> bool {
        self.end.ends_with(mark.as_bytes())
    }

    pub(super) fn into_text(mut self, mark: &str) -> String {
        if self.ends_with(mark) {
            self.end.truncate(self.end.len() - mark.len());
        }
        if self.cut_bytes > 0 {
            let note = std::format!("\n[{} bytes were cut]\n", self.cut_bytes);
            self.start.extend_from_slice(note.as_bytes());
        }
        self.start.extend_from_slice(&self.end);
        String::from_utf8_lossy(&self.start).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_keeps_its_start_and_its_end_and_says_what_was_cut() {
        let mut printed = Printed::default();
        for _ in 0..LOG_BYTES_MAX / 1024 + 100 {
            printed.extend(&[b'a'; 1024]);
        }
        printed.extend(b"the end\0mark");
        assert!(printed.ends_with("\0mark"));
        let text = printed.into_text("\0mark");
        assert!(text.contains("bytes were cut]"), "{}", text.len());
        assert!(text.ends_with("the end"));
        assert!(text.len() < LOG_BYTES_MAX + 1024);
    }

    #[test]
    fn a_mark_in_pieces_is_found() {
        let mut printed = Printed::default();
        for byte in b"hello\0mark" {
            printed.extend(&[*byte]);
        }
        assert!(printed.ends_with("\0mark"));
        assert_eq!(printed.into_text("\0mark"), "hello");
    }
}
