//! What a device says, for people or for programs.

use std::io::Write as _;

use serde_json::Value;

/// Shows a line of a device. Whether anybody reads it.
pub fn show(line: &[u8], json: bool) -> bool {
    let mut text = match json {
        true => line.to_vec(),
        false => sentence(line).into_bytes(),
    };
    text.push(b'\n');
    let mut out = std::io::stdout().lock();
    out.write_all(&text).and_then(|()| out.flush()).is_ok()
}

/// An event in words; a line that is none as it is.
fn sentence(line: &[u8]) -> String {
    let Ok(event) = serde_json::from_slice::<Value>(line) else {
        return String::from_utf8_lossy(line).into_owned();
    };
    let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
    let kind = text("event");
    let words = match kind.as_str() {
        "boot" => format!(
            "{} on {}, start {}, {} bytes for functions",
            text("device"),
            text("board"),
            event["boot"],
            event["cache_bytes"]
        ),
        "fetch" => {
            let how = match event["unchanged"] == true {
                true => "is as it was",
                false => "is new",
            };
            format!("{} {how}, {} bytes", text("function"), event["bytes"])
        }
        "sample" => format!("{} {}: {}", text("function"), event["seq"], event["value"]),
        "call" => call(&event),
        "pin" => {
            let level = if event["level"] == 1 { "high" } else { "low" };
            format!("{} {level}", event["number"])
        }
        "log" => log(&event),
        "refuse" => format!(
            "{}, by the {}: {}",
            text("function"),
            text("by"),
            text("reason")
        ),
        "reset" => text("reason"),
        "summary" => summary(&event),
        _ => return event.to_string(),
    };
    format!("{kind:<8}{words}")
}

/// What a function has printed, or what the device says of itself: with its level, and its place in
/// the sources if that is known.
fn log(event: &Value) -> String {
    let text = event["text"].as_str().unwrap_or_default();
    let level = event["level"].as_str();
    let level = level.map_or(String::new(), |level| format!("{level}: "));
    let file = event["file"].as_str();
    let place = file.map_or(String::new(), |file| format!(" ({file}:{})", event["line"]));
    format!("{level}{text}{place}")
}

fn call(event: &Value) -> String {
    let ended = match event.get("error").and_then(Value::as_str) {
        Some(error) => format!("failed: {error}"),
        None => format!("-> {}", event["result"]),
    };
    let function = event["function"].as_str().unwrap_or_default();
    let place = event["place"].as_str().unwrap_or_default();
    let used = match place {
        "local" => format!(
            ", {} instructions, {} bytes",
            event["instructions"], event["heap"]
        ),
        _ => String::new(),
    };
    format!("{function} {} {ended} ({place}{used})", event["seq"])
}

fn summary(event: &Value) -> String {
    let count = |name: &str| event[name].as_u64().unwrap_or_default();
    let mut words = format!(
        "{} calls, {} samples, {} lost, {} records forwarded, {} bytes free for functions",
        count("calls"),
        count("samples"),
        count("lost"),
        count("forwarded"),
        count("free_heap_bytes")
    );
    if count("flash_bytes") > 0 {
        words += &format!(
            ", image of {} bytes of flash and {} of memory",
            count("flash_bytes"),
            count("ram_bytes")
        );
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        assert_eq!(sentence(line.as_bytes()), expected);
    }

    #[test]
    fn events_are_told_in_words() {
        check(r#"{"event":"pin","number":2,"level":1}"#, "pin     2 high");
        check(
            r#"{"event":"call","function":"light","seq":7,"place":"remote","error":"no"}"#,
            "call    light 7 failed: no (remote)",
        );
        check(
            r#"{"event":"fetch","function":"light","bytes":400,"unchanged":true}"#,
            "fetch   light is as it was, 400 bytes",
        );
        check(r#"{"event":"log","text":"printed"}"#, "log     printed");
        check(
            r#"{"event":"log","level":"warn","text":"full","file":"src/a.rs","line":7}"#,
            "log     warn: full (src/a.rs:7)",
        );
        check("panicked at x", "panicked at x");
    }
}
