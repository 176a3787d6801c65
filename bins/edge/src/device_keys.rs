//! The file with the secrets of devices.

use std::collections::BTreeMap;
use std::path::Path;

use faas_runtime::seal::KEY_BYTES;

/// The secrets by the devices' names.
pub type Secrets = BTreeMap<String, [u8; KEY_BYTES]>;

/// Reads the file: a line for each device, its name and 64 hexadecimal digits. Empty lines and
/// those that begin with `#` are skipped.
pub fn read(path: &Path) -> Result<Secrets, String> {
    parse(&std::fs::read_to_string(path).map_err(|error| error.to_string())?)
}

fn parse(text: &str) -> Result<Secrets, String> {
    let mut secrets = Secrets::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let secret = line
            .split_once(char::is_whitespace)
            .and_then(|(name, digits)| Some((name, secret(digits.trim())?)));
        // The line itself may hold a secret, so it is not shown.
        let Some((name, secret)) = secret else {
            let line = at + 1;
            return Err(format!("line {line} is no name with 64 hexadecimal digits"));
        };
        secrets.insert(name.to_owned(), secret);
    }
    Ok(secrets)
}

fn secret(digits: &str) -> Option<[u8; KEY_BYTES]> {
    let mut bytes = [0; KEY_BYTES];
    if digits.len() != 2 * KEY_BYTES || !digits.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_named_without_the_secret() {
        let good = format!("# devices\n\nd1 {}\n", "0f".repeat(32));
        assert_eq!(parse(&good).expect("secrets")["d1"], [15; 32]);
        let error = parse(&format!("{good}d2 abc")).expect_err("it is refused");
        assert!(
            error.contains("line 4") && !error.contains("abc"),
            "{error}"
        );
    }
}
