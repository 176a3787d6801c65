//! Frames of images that are made here.

use object::write::{Object, Symbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, SectionKind, SymbolFlags};
use object::{SymbolKind, SymbolScope};

use super::*;

const FIRST: u16 = 1;
const GOOD: [&str; 2] = ["_defmt_version_ = 4", "_defmt_encoding_ = rzcobs"];

/// The name of the symbol of a text.
fn symbol(tag: &str, text: &str) -> String {
    json!({ "package": "p", "tag": tag, "data": text, "disambiguator": "1" }).to_string()
}

/// An image with these texts, the first one at [`FIRST`], and marks of its version.
fn image(texts: &[(&str, &str)], marks: &[&str]) -> Vec<u8> {
    let mut object = Object::new(BinaryFormat::Elf, Architecture::Arm, Endianness::Little);
    let section = object.add_section(vec![], b".defmt".to_vec(), SectionKind::Metadata);
    object.append_section_data(section, &[0; 64], 1);
    let mut add = |name: &str, value| {
        object.add_symbol(Symbol {
            name: name.as_bytes().to_vec(),
            value,
            size: 1,
            kind: SymbolKind::Data,
            scope: SymbolScope::Linkage,
            weak: false,
            section: SymbolSection::Section(section),
            flags: SymbolFlags::None,
        });
    };
    for (at, (tag, text)) in texts.iter().enumerate() {
        add(&symbol(tag, text), u64::from(FIRST) + at as u64);
    }
    marks.iter().for_each(|mark| add(mark, 0));
    object.write().expect("an image")
}

fn frames(texts: &[(&str, &str)]) -> Frames {
    Frames::of_elf(image(texts, &GOOD)).expect("an image of the device")
}

/// A frame as a board sends it.
fn encoded(index: u16, arguments: &[&[u8]]) -> Vec<u8> {
    let frame = [&index.to_le_bytes(), &arguments.concat()[..]].concat();
    let (mut bytes, mut run, mut zeros) = (vec![], 0, 0);
    for byte in frame {
        if byte != 0 {
            bytes.push(byte);
        }
        match (run, byte) {
            (0..7, 0) => zeros |= 1 << run,
            (7.., 0) => {
                bytes.push((run - 7) | 0x80);
                run = 0;
                continue;
            }
            _ => {}
        }
        run += 1;
        if run == 7 && zeros != 0 {
            bytes.push(zeros);
            (run, zeros) = (0, 0);
        } else if run == 134 {
            bytes.push(0xFF);
            run = 0;
        }
    }
    match run {
        0 => {}
        1..=6 => bytes.push((zeros | 0xFF << run) & 0x7F),
        _ => bytes.push((run - 7) | 0x80),
    }
    bytes.push(END);
    bytes
}

/// Text or bytes as an argument.
fn counted(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_le_bytes(), bytes].concat()
}

/// The lines of what a board sends.
fn lines(frames: &Frames, bytes: &[u8]) -> Vec<String> {
    let lines = frames.stream().take(bytes);
    lines
        .into_iter()
        .map(|line| String::from_utf8(line).expect("text"))
        .collect()
}

fn is_damaged(line: &str) -> bool {
    line.contains(r#""level":"error""#) && line.contains("no message of its image")
}

#[test]
fn messages_have_their_levels_and_arguments() {
    let levels = ["trace", "debug", "info", "warn", "error"];
    let format = "{=str} has {=u64} of {=u8} in {=istr}, {=bool}";
    let tags = levels.map(|level| format!("defmt_{level}"));
    let mut texts: Vec<_> = tags.iter().map(|tag| (tag.as_str(), format)).collect();
    texts.push(("defmt_str", "flash"));
    let frames = frames(&texts);
    for (at, level) in levels.iter().enumerate() {
        let number = (1_u64 << 40).to_le_bytes();
        let arguments: [&[u8]; 5] = [&counted("light".as_bytes()), &number, &[7], &[6, 0], &[1]];
        let frame = encoded(FIRST + at as u16, &arguments);
        let text = "light has 1099511627776 of 7 in flash, true";
        let line = format!(r#"{{"event":"log","level":"{level}","text":"{text}"}}"#);
        assert_eq!(lines(&frames, &frame), [line]);
    }
}

/// Whatever the lengths, and wherever the zeros are.
#[test]
fn bytes_come_as_they_were_sent() {
    let frames = frames(&[("defmt_println", r#"{{"event":"log","text":{=[u8]}}}"#)]);
    for length in (0..300).chain([1_000, 5_000]) {
        for every in [1, 2, 7, 8, 134, 10_000] {
            let byte = |at: usize| {
                if at % every == every - 1 {
                    0
                } else {
                    1 + at as u8 % 90
                }
            };
            let bytes: Vec<u8> = (0..length).map(byte).collect();
            let found = lines(&frames, &encoded(FIRST, &[&counted(&bytes)]));
            let line: serde_json::Value = serde_json::from_str(&found[0]).expect("JSON");
            assert_eq!(line["text"].as_str().map(str::as_bytes), Some(&bytes[..]));
        }
    }
}

#[test]
fn events_are_their_texts_with_bytes_put_in() {
    let format =
        r#"{{"event":"{=str}","result":{=[u8]},"etag":{=[u8]},"error":{=[u8]},"n":{=u32}}}"#;
    let frames = frames(&[("defmt_println", format)]);
    let arguments = [
        counted(b"call"),
        counted(b"[1.0,123456789012345678901234567890]"),
        counted(&[0xAB, 1]),
        counted(b"\"\xFF\n"),
        7_u32.to_le_bytes().to_vec(),
    ];
    let arguments: Vec<&[u8]> = arguments.iter().map(Vec::as_slice).collect();
    let expected = r#"{"event":"call","result":[1.0,123456789012345678901234567890],"#.to_owned()
        + "\"etag\":\"ab01\",\"error\":\"\\\"\u{FFFD}\\n\",\"n\":7}";
    assert_eq!(lines(&frames, &encoded(FIRST, &arguments)), [expected]);
    let mut damaged = arguments.clone();
    let result = counted(b"[1");
    damaged[1] = &result;
    assert!(is_damaged(&lines(&frames, &encoded(FIRST, &damaged))[0]));
}

#[test]
fn a_fault_without_debug_information_is_told_by_its_address() {
    let format = r#"{{"event":"reset","fault":{=u32},"caller":{=u32}}}"#;
    let frames = frames(&[("defmt_println", format)]);
    let frame = encoded(FIRST, &[&0x1234_u32.to_le_bytes(), &[0; 4]]);
    let expected = r#"{"event":"reset","reason":"fault at 0x00001234"}"#;
    assert_eq!(lines(&frames, &frame), [expected]);
}

#[test]
fn what_was_damaged_is_told_and_the_next_message_is_read() {
    let frames = frames(&[
        ("defmt_info", "{=str}"),
        ("defmt_println", "no event"),
        ("defmt_str", "x"),
    ]);
    let good = encoded(FIRST, &[&counted(b"light")]);
    let check = |damaged: &[u8]| {
        let found = lines(&frames, &[damaged, &good].concat());
        assert_eq!(found.len(), 2, "{damaged:?}: {found:?}");
        assert!(
            is_damaged(&found[0]) && found[1].contains("light"),
            "{found:?}"
        );
    };
    // A number that no text has; a text that is no format; an event that is none; too few and too
    // many arguments; more bytes than there are; text that is no UTF-8.
    check(&encoded(99, &[]));
    check(&encoded(FIRST + 2, &[]));
    check(&encoded(FIRST + 1, &[]));
    check(&encoded(FIRST, &[&[9, 0]]));
    check(&encoded(FIRST, &[&counted(b"light"), &[1]]));
    check(&encoded(FIRST, &[&u32::MAX.to_le_bytes(), b"light"]));
    check(&encoded(FIRST, &[&counted(b"\xFF")]));
    // Text, as an image says it that is not the device.
    check(b"panicked at src/main.rs:7\n\0");
    check(&[&vec![7; FRAME_BYTES_MAX + 10], &[END][..]].concat());
}

#[test]
fn no_bytes_make_the_tool_panic() {
    let texts = [
        ("defmt_info", "{=str} {=u64} {=[u8]} {=istr}"),
        ("defmt_println", "{=[u8]}"),
    ];
    let frames = frames(&texts);
    let mut state = 1_u64;
    let mut stream = frames.stream();
    for _ in 0..300_000 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        // Small bytes come often, since what means something is small.
        let byte = (state >> 56) as u8 & (state >> 48) as u8;
        for line in stream.take(&[byte]) {
            assert!(serde_json::from_slice::<serde_json::Value>(&line).is_ok());
        }
    }
}

#[test]
fn other_files_are_refused_with_a_reason() {
    let refusal = |elf: &[u8]| Frames::of_elf(elf.to_vec()).err().expect("it is refused");
    assert!(refusal(b"firmware").contains("no ELF"));
    let empty = Object::new(BinaryFormat::Elf, Architecture::Arm, Endianness::Little);
    let reason = refusal(&empty.write().expect("an image"));
    assert!(reason.contains("no texts of defmt"), "{reason}");
    let old = ["_defmt_version_ = 2", GOOD[1]];
    assert!(refusal(&image(&[], &old)).contains(r#"version "2""#));
    let raw = [GOOD[0], "_defmt_encoding_ = raw"];
    assert!(refusal(&image(&[], &raw)).contains(r#"encoding "raw""#));
    let mut cut = image(&[("defmt_info", "x")], &GOOD);
    cut.truncate(cut.len() / 2);
    refusal(&cut);
}
