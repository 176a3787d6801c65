//! A port, or none.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// Where a front listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// The front is switched off.
    Off,
    /// This port; 0 stands for any free one.
    Number(u16),
}

impl Port {
    /// The number, unless the front is off.
    pub fn number(self) -> Option<u16> {
        match self {
            Self::Off => None,
            Self::Number(number) => Some(number),
        }
    }
}

impl FromStr for Port {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "off" | "-1" => Ok(Self::Off),
            digits => digits.parse().map(Self::Number).map_err(|_| {
                format!("{text:?} is no port: give 0 to 65535, 0 for any free port, or `off`")
            }),
        }
    }
}

impl fmt::Display for Port {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => out.write_str("off"),
            Self::Number(number) => write!(out, "{number}"),
        }
    }
}

/// In a file a port is a number, or the text that a flag takes.
impl<'de> Deserialize<'de> for Port {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Number(i64),
            Text(String),
        }
        let text = match Form::deserialize(deserializer)? {
            Form::Number(number) => number.to_string(),
            Form::Text(text) => text,
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Port>) {
        assert_eq!(text.parse().ok(), expected, "{text:?}");
    }

    #[test]
    fn a_port_is_a_number_or_off() {
        check("0", Some(Port::Number(0)));
        check("65535", Some(Port::Number(65_535)));
        check("off", Some(Port::Off));
        check("-1", Some(Port::Off));
        for refused in ["", "65536", "-2", "http", "80.0"] {
            check(refused, None);
        }
    }
}
