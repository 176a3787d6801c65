//! The records of `docs/formats/wire.md`, against their vectors and against arbitrary bytes.

use std::collections::BTreeMap;
use std::path::Path;

use faas_runtime::wire::{
    CompletionRecord, DeadLetterRecord, InvocationRecord, PART_HEAD_BYTES, Part, RecordKind, Split,
    Verdict, WireError,
};
use faas_runtime::{ExecutorKind, Front, FunctionName, InvocationKind, RequestId, Version};
use proptest::prelude::*;

const ID: RequestId = RequestId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
const ACCEPTED: u64 = 1_700_000_000_000;

fn light() -> FunctionName {
    "light".parse().expect("valid")
}

/// The vectors by the start of their titles, up to the colon and a number.
fn vectors() -> BTreeMap<String, Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/wire-records.hex");
    let text = std::fs::read_to_string(path).expect("the vectors are there");
    let mut vectors = BTreeMap::new();
    let mut title = String::new();
    for line in text.lines() {
        if let Some(new) = line.strip_prefix("# ") {
            let kind = new.split(':').next().expect("a title");
            let count = vectors
                .keys()
                .filter(|key: &&String| key.starts_with(kind))
                .count();
            title = format!("{kind} {count}");
            vectors.insert(title.clone(), Vec::new());
        } else {
            let bytes = (0..line.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&line[at..at + 2], 16).expect("hexadecimal digits"));
            vectors
                .get_mut(&title)
                .expect("a title comes first")
                .extend(bytes);
        }
    }
    vectors
}

fn call() -> InvocationRecord<'static> {
    InvocationRecord {
        request_id: ID,
        function: light(),
        version: Version::Latest,
        front: Front::Http,
        kind: InvocationKind::RequestResponse,
        accepted_unix_ms: ACCEPTED,
        deadline_unix_ms: None,
        due_unix_ms: None,
        payload_bytes: 5,
        context_bytes: None,
        parts: 0,
        data: b"[120]",
    }
}

fn answered() -> CompletionRecord<'static> {
    CompletionRecord {
        request_id: ID,
        function: light(),
        version: Version::Latest,
        executor: Some(ExecutorKind::IotPy),
        verdict: Verdict::Answered,
        kind: InvocationKind::RequestResponse,
        attempt: 0,
        invocation_seq: 9,
        finished_unix_ms: ACCEPTED + 1,
        retry_unix_ms: None,
        duration_us: 1500,
        billed_ms: 2,
        fuel: 1000,
        peak_memory_bytes: 4096,
        init_us: Some(500),
        body_bytes: 1,
        logs_bytes: 2,
        parts: 0,
        data: b"2hi",
    }
}

/// Checks that a record is the bytes of the vector, both ways.
macro_rules! check {
    ($title:expr, $type:ident, $record:expr) => {{
        let vectors = vectors();
        let expected = vectors.get($title).expect("there is such a vector");
        let record = $record;
        let mut buffer = vec![0; record.buffer_len()];
        assert_eq!(record.emit(&mut buffer), Ok(expected.len()));
        assert_eq!(&buffer, expected, "{}", $title);
        assert_eq!($type::parse(expected), Ok(record));
        buffer.pop();
        assert_eq!(record.emit(&mut buffer), Err(WireError::NoRoom));
    }};
}

#[test]
fn records_are_the_bytes_of_the_document() {
    check!(
        "part 0",
        Part,
        Part {
            request_id: ID,
            index: 2,
            data: b"abc"
        }
    );
    check!("invocation 0", InvocationRecord, call());
    check!(
        "invocation 1",
        InvocationRecord,
        InvocationRecord {
            version: Version::Numbered(7),
            front: Front::LambdaApi,
            kind: InvocationKind::Event,
            deadline_unix_ms: Some(ACCEPTED + 3000),
            due_unix_ms: Some(ACCEPTED + 60_000),
            payload_bytes: 1,
            context_bytes: Some(2),
            data: b"1{}",
            ..call()
        }
    );
    check!(
        "invocation 2",
        InvocationRecord,
        InvocationRecord {
            payload_bytes: 60_004,
            parts: 1,
            data: b"tail",
            ..call()
        }
    );
    check!("completion 0", CompletionRecord, answered());
    check!(
        "completion 1",
        CompletionRecord,
        CompletionRecord {
            executor: None,
            verdict: Verdict::NotRun,
            kind: InvocationKind::Event,
            invocation_seq: 3,
            retry_unix_ms: Some(ACCEPTED + 60_001),
            duration_us: 0,
            billed_ms: 0,
            fuel: 0,
            peak_memory_bytes: 0,
            init_us: None,
            body_bytes: 2,
            logs_bytes: 0,
            data: b"no",
            ..answered()
        }
    );
    check!(
        "dead letter 0",
        DeadLetterRecord,
        DeadLetterRecord {
            request_id: ID,
            function: light(),
            version: Version::Latest,
            attempts: 3,
            invocation_seq: 3,
            given_up_unix_ms: ACCEPTED + 180_001,
            reason_bytes: 5,
            payload_bytes: 1,
            parts: 0,
            data: b"E: no1",
        }
    );
}

#[test]
fn a_record_that_is_cut_anywhere_is_refused() {
    let vectors = vectors();
    // Records with parts hold an unknown rest of their data, so any cut of that is one as well.
    for (title, bytes) in vectors.iter().filter(|(title, _)| *title != "invocation 2") {
        for length in 0..bytes.len() {
            let cut = &bytes[..length];
            let refused = match title.split(' ').next() {
                Some("part") => Part::parse(cut).is_err() || length >= PART_HEAD_BYTES,
                Some("invocation") => InvocationRecord::parse(cut).is_err(),
                Some("completion") => CompletionRecord::parse(cut).is_err(),
                _ => DeadLetterRecord::parse(cut).is_err(),
            };
            assert!(refused, "{title} cut to {length}");
        }
    }
}

#[test]
fn unknown_kinds_versions_and_codes_are_refused_by_name() {
    let mut record = vec![0; call().buffer_len()];
    call().emit(&mut record).expect("there is room");
    for (at, field) in [
        (0, "kind"),
        (1, "version"),
        (2, "front"),
        (3, "invocation_kind"),
    ] {
        let mut changed = record.clone();
        changed[at] = 99;
        let expected = WireError::Unknown { field, code: 99 };
        assert_eq!(InvocationRecord::parse(&changed), Err(expected));
    }
    assert_eq!(
        RecordKind::of(&[]),
        Err(WireError::Truncated { field: "kind" })
    );
    assert_eq!(
        RecordKind::of(&[9]),
        Err(WireError::Unknown {
            field: "kind",
            code: 9
        })
    );
}

/// Whatever parses is written back as the same bytes: there is one way to write each record.
macro_rules! check_canonical {
    ($type:ident, $bytes:expr) => {
        if let Ok(record) = $type::parse($bytes) {
            let mut buffer = vec![0; record.buffer_len()];
            prop_assert_eq!(record.emit(&mut buffer), Ok($bytes.len()));
            prop_assert_eq!(&buffer[..], $bytes);
        }
    };
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_refused_or_read_exactly(
        mut bytes in prop::collection::vec(any::<u8>(), 0..300),
        kind in 0_u8..6,
    ) {
        if let Some(head) = bytes.get_mut(..2) {
            head.copy_from_slice(&[kind, 1]);
        }
        check_canonical!(Part, &bytes[..]);
        check_canonical!(InvocationRecord, &bytes[..]);
        check_canonical!(CompletionRecord, &bytes[..]);
        check_canonical!(DeadLetterRecord, &bytes[..]);
    }

    #[test]
    fn a_vector_with_any_byte_changed_is_refused_or_read_exactly(
        which in 0_usize..7,
        at in any::<prop::sample::Index>(),
        value in any::<u8>(),
    ) {
        let mut bytes = vectors().into_values().nth(which).expect("seven vectors");
        let at = at.index(bytes.len());
        bytes[at] = value;
        check_canonical!(Part, &bytes[..]);
        check_canonical!(InvocationRecord, &bytes[..]);
        check_canonical!(CompletionRecord, &bytes[..]);
        check_canonical!(DeadLetterRecord, &bytes[..]);
    }

    #[test]
    fn a_split_covers_the_data_exactly(
        data_bytes in 0_usize..8_000_000,
        head_bytes in 0_usize..300,
        record_bytes_max in 400_usize..70_000,
    ) {
        let Some(split) = Split::new(data_bytes, head_bytes, record_bytes_max) else {
            return Ok(());
        };
        let inline_bytes = data_bytes - split.before_bytes;
        prop_assert!(head_bytes + inline_bytes <= record_bytes_max);
        prop_assert!(split.part_bytes + PART_HEAD_BYTES <= record_bytes_max);
        let parts = usize::from(split.parts);
        prop_assert_eq!(parts, split.before_bytes.div_ceil(split.part_bytes));
    }
}
