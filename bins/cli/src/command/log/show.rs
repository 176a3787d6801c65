//! Records on standard output.

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use woof_log::Entry;

use super::source::Item;
use crate::failure::{Failure, complain};

/// How records look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Payloads and nothing else.
    Raw,
    /// Payloads with a line feed after each.
    Lines,
    /// A JSON object on a line for each.
    Json,
}

/// Writes records; gives whether anybody wants more of them.
pub fn records(items: &[Item], form: Form) -> Result<bool, Failure> {
    let mut bytes = Vec::new();
    for item in items {
        match (item, form) {
            (Item::Record(_, payload), Form::Raw) => bytes.extend_from_slice(payload),
            (Item::Record(_, payload), Form::Lines) => {
                bytes.extend_from_slice(payload);
                bytes.push(b'\n');
            }
            (Item::Record(entry, payload), Form::Json) => {
                bytes.extend_from_slice(format!("{}\n", object(entry, payload)).as_bytes());
            }
            (Item::Damaged(seqno), Form::Json) => {
                let damaged = json!({ "seqno": seqno.get(), "damaged": true });
                bytes.extend_from_slice(format!("{damaged}\n").as_bytes());
            }
            (Item::Damaged(seqno), Form::Raw | Form::Lines) => {
                complain(&format!("nanolambda: record {seqno} is damaged\n"));
            }
        }
    }
    let mut out = io::stdout().lock();
    match out.write_all(&bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::Other(format!(
            "standard output cannot be written: {error}"
        ))),
    }
}

fn object(entry: &Entry, payload: &[u8]) -> Value {
    let mut object = Map::new();
    object.insert("seqno".into(), entry.seqno.get().into());
    if let Some(time_us) = entry.time_us {
        object.insert("time_us".into(), time_us.into());
    }
    if let Some(producer) = entry.producer {
        let producer = json!({ "id": producer.id, "epoch": producer.epoch, "n": producer.n });
        object.insert("producer".into(), producer);
    }
    if let Some(cause) = entry.cause {
        let cause = json!({ "log": cause.log.get(), "seqno": cause.seqno.get() });
        object.insert("cause".into(), cause);
    }
    if entry.quiet {
        object.insert("quiet".into(), true.into());
    }
    match std::str::from_utf8(payload) {
        Ok(text) => object.insert("text".into(), text.into()),
        Err(_) => object.insert("base64".into(), STANDARD.encode(payload).into()),
    };
    Value::Object(object)
}
