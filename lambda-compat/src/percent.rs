//! Escapes in URLs.

/// Decodes `%XX`, and `+` to a space in queries; `None` if the result is not UTF-8.
pub(crate) fn percent_decode(text: &str, plus_is_space: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        let escaped = behind.get(..2).filter(|_| *byte == b'%').and_then(|pair| {
            let digit = |at: usize| char::from(*pair.get(at)?).to_digit(16);
            u8::try_from(digit(0)? << 4 | digit(1)?).ok()
        });
        match escaped {
            Some(decoded) => {
                bytes.push(decoded);
                rest = behind.get(2..).unwrap_or_default();
            }
            None if *byte == b'+' && plus_is_space => bytes.push(b' '),
            None => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).ok()
}
