//! Events in frames: JSON objects, in which a list of numbers stands for bytes.

use std::fmt::{self, Write as _};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::places::Places;

/// The members of an object in their order, as they are written: no number loses a digit.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// The line of an event; `None` if the text is none.
pub fn line(text: &str, places: &Places) -> Option<Vec<u8>> {
    let Members(mut members) = serde_json::from_str(text).ok()?;
    let caller = members.iter().position(|(name, _)| name == "caller");
    let caller = caller.map(|at| members.remove(at).1);
    let caller = caller.and_then(|address| address.get().parse().ok());
    let mut line = String::from("{");
    for (at, (name, value)) in members.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let (name, value) = match name.as_str() {
            "fault" => ("reason", fault(value.get(), caller, places)?),
            name => (name, member(name, value.get())?),
        };
        write!(line, "{comma}{}:{value}", Value::from(name)).ok()?;
    }
    line.push('}');
    Some(line.into_bytes())
}

/// The JSON of a member.
fn member(name: &str, value: &str) -> Option<String> {
    if !value.starts_with('[') {
        return Some(value.to_owned());
    }
    let bytes: Vec<u8> = serde_json::from_str(value).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    Some(match name {
        // They are JSON already.
        "result" | "value" => serde_json::from_str::<&RawValue>(&text)
            .ok()?
            .get()
            .to_owned(),
        "etag" => {
            let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            Value::from(digits.concat()).to_string()
        }
        _ => Value::from(text).to_string(),
    })
}

/// Where a processor has stopped; if that is in the compiler's own library, where it was called.
fn fault(address: &str, caller: Option<u32>, places: &Places) -> Option<String> {
    let address: u32 = address.parse().ok()?;
    // A call returns to the instruction behind it, whose lowest bit says what kind it is.
    let caller = || places.of_address(caller?.checked_sub(2)? & !1);
    let reason = match places.of_address(address).or_else(caller) {
        Some(place) => format!("fault at {}:{}", place.file, place.line),
        None => format!("fault at {address:#010x}"),
    };
    Some(Value::from(reason).to_string())
}
