//! Base64 (RFC 4648) as `binascii` writes it and, leniently, reads it.

use crate::text::sink::{Full, Sink};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes in groups of four digits.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn encode(bytes: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    for part in bytes.chunks(3) {
        let mut bits = 0_u32;
        for n in 0..3 {
            bits = bits << 8 | part.get(n).map_or(0, |byte| u32::from(*byte));
        }
        let mut group = [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize]);
        group[part.len() + 1..].fill(b'=');
        sink.push(&group)?;
    }
    Ok(())
}

fn value(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64Error {
    /// A message without more.
    Plain(&'static str),
    /// So many digits, which is one more than a multiple of four.
    Digits(usize),
    /// There is no room.
    Full,
}

/// Reads Base64. What is no digit is passed over, unless `strict`.
///
/// # Errors
/// What `binascii.a2b_base64` finds wrong.
pub fn decode(text: &[u8], strict: bool, sink: &mut impl Sink) -> Result<(), Base64Error> {
    let wrong = |message| Err(Base64Error::Plain(message));
    if strict && text.first() == Some(&b'=') {
        return wrong("Leading padding not allowed");
    }
    let (mut place, mut pads, mut left, mut written) = (0_u32, 0, 0_u32, 0);
    let mut padding = false;
    for (n, byte) in text.iter().enumerate() {
        if *byte == b'=' {
            padding = true;
            pads += u32::from(place >= 2);
            if place >= 2 && place + pads >= 4 {
                if strict && n + 1 < text.len() {
                    return wrong("Excess data after padding");
                }
                return Ok(());
            }
            continue;
        }
        let Some(digit) = value(*byte) else {
            if strict {
                return wrong("Only base64 data is allowed");
            }
            continue;
        };
        if strict && padding {
            return wrong("Discontinuous padding not allowed");
        }
        pads = 0;
        left = left << 6 | digit;
        place = (place + 1) % 4;
        if place != 1 {
            let shift = (4 - place) % 4 * 2;
            let done = (left >> shift & 0xFF) as u8;
            sink.push(&[done]).map_err(|_| Base64Error::Full)?;
            written += 1;
        }
    }
    match place {
        0 => Ok(()),
        1 => Err(Base64Error::Digits(written / 3 * 4 + 1)),
        _ => wrong("Incorrect padding"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sink::BufferSink;

    #[test]
    fn texts_are_read_as_in_cpython() {
        let mut buffer = [0; 16];
        for (text, strict, wanted) in [
            (&b"aGk="[..], true, Ok(&b"hi"[..])),
            (b"a G!k=", false, Ok(b"hi")),
            (b"aGkx", true, Ok(b"hi1")),
            (
                b"aGk=x",
                true,
                Err(Base64Error::Plain("Excess data after padding")),
            ),
            (b"aGk", false, Err(Base64Error::Plain("Incorrect padding"))),
            (b"aGkxa", false, Err(Base64Error::Digits(5))),
        ] {
            let mut sink = BufferSink::new(&mut buffer);
            let read = decode(text, strict, &mut sink);
            assert_eq!(read.map(|()| sink.written()), wanted);
        }
    }
}
