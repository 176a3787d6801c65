//! The encoding of frames, in which no byte is zero: rzCOBS, which is read from its end.

/// A frame without its end; `None` if the bytes are none.
pub fn decode(encoded: &[u8]) -> Option<Vec<u8>> {
    let mut frame = Vec::with_capacity(encoded.len());
    let mut rest = encoded.iter().rev();
    while let Some(code) = rest.next() {
        match *code {
            0 => return None,
            // Seven bytes, with a bit for each that is zero.
            code @ 0x01..=0x7F => {
                for bit in (0..7).rev() {
                    frame.push(match code >> bit & 1 {
                        1 => 0,
                        _ => *rest.next()?,
                    });
                }
            }
            // A zero before so many others.
            code @ 0x80..=0xFE => {
                frame.push(0);
                for _ in 0..usize::from(code & 0x7F) + 7 {
                    frame.push(*rest.next()?);
                }
            }
            0xFF => {
                for _ in 0..134 {
                    frame.push(*rest.next()?);
                }
            }
        }
    }
    frame.reverse();
    Some(frame)
}
