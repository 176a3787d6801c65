//! Text into a buffer, without `core::fmt` and its weight in flash.

use iotpy_core::text::sink::{Full, Sink};

/// Text in a buffer of the caller. What does not fit is left out, and said by
/// [`is_cut`](Self::is_cut).
#[derive(Debug)]
pub struct Text<'b> {
    space: &'b mut [u8],
    used: usize,
    is_cut: bool,
}

impl<'b> Text<'b> {
    /// An empty text that fills `space` from its front.
    pub fn new(space: &'b mut [u8]) -> Text<'b> {
        Text {
            space,
            used: 0,
            is_cut: false,
        }
    }

    /// What was written.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.space.get(..self.used).unwrap_or_default()
    }

    /// What was written, as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// What was written, for as long as the buffer lives.
    #[must_use]
    pub fn into_str(self) -> &'b str {
        let space: &'b [u8] = self.space;
        core::str::from_utf8(space.get(..self.used).unwrap_or_default()).unwrap_or_default()
    }

    /// Whether something was left out.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Goes back to this length.
    pub fn truncate(&mut self, length: usize) {
        self.used = self.used.min(length);
        self.is_cut = false;
    }

    /// How many bytes were written.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.used
    }

    /// Whether nothing was written.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Adds bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let end = self.used.saturating_add(bytes.len());
        match self.space.get_mut(self.used..end) {
            Some(room) if !self.is_cut => {
                room.copy_from_slice(bytes);
                self.used = end;
            }
            _ => self.is_cut = true,
        }
        self
    }

    /// Adds text as it is.
    pub fn raw(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a number in decimal.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.digits(number, 1)
    }

    /// Adds a number with at least so many digits, zeros in front.
    fn digits(&mut self, number: u64, least: usize) -> &mut Self {
        let mut digits = [b'0'; 20];
        let mut at = digits.len();
        let mut left = number;
        while left > 0 || digits.len() - at < least.min(digits.len()) {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
        }
        self.bytes(&digits[at..])
    }

    /// Adds a number that counts units of `10^-decimals`, as JSON and Python write it.
    pub fn decimal(&mut self, count: i32, decimals: u8) -> &mut Self {
        if count < 0 {
            self.raw("-");
        }
        let unit = 10_u64.pow(u32::from(decimals.min(9)));
        let count = u64::from(count.unsigned_abs());
        self.number(count / unit);
        if decimals > 0 {
            self.raw(".").digits(count % unit, decimals.min(9).into());
        }
        self
    }

    /// Adds bytes in hexadecimal.
    pub fn hex(&mut self, bytes: &[u8]) -> &mut Self {
        const DIGITS: [u8; 16] = *b"0123456789abcdef";
        for byte in bytes {
            let pair = [byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)]);
            self.bytes(&pair);
        }
        self
    }

    /// Adds text as a JSON string. Bytes that JSON does not take as they are become `?`.
    pub fn quoted(&mut self, text: &[u8]) -> &mut Self {
        self.raw("\"").escaped(text).raw("\"")
    }

    /// The same without the quotes, for text that comes in pieces.
    pub fn escaped(&mut self, text: &[u8]) -> &mut Self {
        for byte in text {
            match byte {
                b'"' => self.raw("\\\""),
                b'\\' => self.raw("\\\\"),
                b'\n' => self.raw("\\n"),
                0x20..=0x7e => self.bytes(&[*byte]),
                _ => self.raw("?"),
            };
        }
        self
    }

    /// Adds `,"name":`, or `{"name":` at the start of an object.
    pub fn key(&mut self, name: &str) -> &mut Self {
        self.raw(if self.used == 0 { "{" } else { "," });
        self.quoted(name.as_bytes()).raw(":")
    }
}

impl Sink for Text<'_> {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.bytes(bytes);
        if self.is_cut { Err(Full) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(write: impl FnOnce(&mut Text<'_>), expected: &str) {
        let mut space = [0; 64];
        let mut text = Text::new(&mut space);
        write(&mut text);
        assert_eq!(text.as_str(), expected);
        assert!(!text.is_cut());
    }

    #[test]
    fn numbers_are_those_of_json() {
        check(|text| _ = text.number(0), "0");
        check(|text| _ = text.number(u64::MAX), "18446744073709551615");
        check(|text| _ = text.decimal(120, 0), "120");
        check(|text| _ = text.decimal(-35, 4), "-0.0035");
        check(|text| _ = text.decimal(10_006, 4), "1.0006");
        check(|text| _ = text.decimal(i32::MIN, 0), "-2147483648");
    }

    #[test]
    fn strings_are_escaped() {
        check(|text| _ = text.quoted(b"a\"b\\\n\x01"), r#""a\"b\\\n?""#);
        check(
            |text| _ = text.key("a").number(1).key("b").raw("{}}"),
            r#"{"a":1,"b":{}}"#,
        );
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_said() {
        let mut space = [0; 4];
        let mut text = Text::new(&mut space);
        text.raw("abc").raw("de").raw("f");
        assert_eq!(text.as_str(), "abc");
        assert!(text.is_cut());
    }
}
