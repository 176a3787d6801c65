use super::*;
use crate::{
    Append, Appended, Bounds, Cause, Entry, ErrorKind, LogId, LogName, Producer, Repair, Seqno,
    Shape, View,
};

fn name() -> LogName {
    LogName::new("lab/light").unwrap()
}

fn hex(bytes: &[u8]) -> std::string::String {
    bytes
        .iter()
        .map(|byte| std::format!("{byte:02x}"))
        .collect()
}

#[test]
fn messages_have_the_documented_bytes() {
    let mut buffer = [0; 128];
    let producer = Producer::counting(7, 2, 5);
    let append = Request::Append {
        log: name(),
        record: Append::new(b"21").produced_by(producer),
    };
    let len = append.emit(1, &mut buffer).unwrap();
    let sealed = "010101000000096c61622f6c69676874110700000002000500000000000000\
                  3231";
    assert_eq!(hex(&buffer[..len - 4]), sealed);
    assert_eq!(Request::parse(&buffer[..len]), Ok((1, append)));
    let answer = Answer::Appended(Appended::New(Seqno::new(9)));
    let len = answer.emit(1, &mut buffer).unwrap();
    assert_eq!(hex(&buffer[..len - 4]), "018101000000000900000000000000");
    assert_eq!(Answer::parse(&buffer[..len]), Ok((1, answer)));
    // Whoever reads the document can check whole messages.
    check_vector(&buffer[..len]);
    let len = append.emit(1, &mut buffer).unwrap();
    check_vector(&buffer[..len]);
    let log = name();
    let repair = Request::Repair {
        log,
        repair: repair("typo", b"22"),
    };
    let len = repair.emit(2, &mut buffer).unwrap();
    check_vector(&buffer[..len]);
    let len = Answer::Repaired(3).emit(2, &mut buffer).unwrap();
    check_vector(&buffer[..len]);
    let read = Request::Read {
        log,
        view: View::Repaired,
        from: Seqno::new(9),
        records_max: 1,
        wait_ms: 0,
    };
    let len = read.emit(3, &mut buffer).unwrap();
    check_vector(&buffer[..len]);
}

#[track_caller]
fn check_vector(message: &[u8]) {
    let vectors = include_str!("../../../tests/vectors/log/wire.hex");
    let message = hex(message);
    assert!(vectors.contains(&message), "{message}");
}

#[test]
fn a_repair_survives_the_way() {
    let mut buffer = [0; 64];
    let len = Answer::Repaired(77).emit(5, &mut buffer).unwrap();
    assert_eq!(Answer::parse(&buffer[..len]), Ok((5, Answer::Repaired(77))));
    let reason = "x".repeat(256);
    let log = name();
    let long = Request::Repair {
        log,
        repair: repair(&reason, b""),
    };
    let mut buffer = [0; 512];
    assert_eq!(long.emit(5, &mut buffer), Err(WireError::Field("reason")));
}

fn repair<'a>(reason: &'a str, payload: &'a [u8]) -> Repair<'a> {
    Repair {
        target: Seqno::new(9),
        payload,
        reason,
    }
}

fn requests() -> std::vec::Vec<Request<'static>> {
    let cause = Cause {
        log: LogId::new(3),
        seqno: Seqno::new(4),
    };
    let full = Append::new(b"payload")
        .caused_by(cause)
        .produced_by(Producer::keyed(1, 2, 3))
        .at_us(99)
        .quietly();
    let log = name();
    std::vec![
        Request::Append {
            log,
            record: Append::new(b"")
        },
        Request::Append { log, record: full },
        Request::Read {
            log,
            view: View::Written,
            from: Seqno::FIRST,
            records_max: 3,
            wait_ms: 1_000
        },
        Request::Read {
            log,
            view: View::Repaired,
            from: Seqno::FIRST,
            records_max: 0,
            wait_ms: 0
        },
        Request::Repair {
            log,
            repair: repair("", b"")
        },
        Request::Repair {
            log,
            repair: repair("ünsound", b"22")
        },
        Request::Bounds { log },
        Request::List { after: None },
        Request::List { after: Some(log) },
        Request::Create {
            log,
            shape: Shape::fixed(4).keep_last(9)
        },
        Request::Create {
            log,
            shape: Shape::variable()
        },
    ]
}

#[test]
fn a_shape_that_no_log_has_is_not_sent_as_another() {
    let log = name();
    for shape in [Shape::fixed(0), Shape::variable().keep_last(0)] {
        let emitted = Request::Create { log, shape }.emit(1, &mut [0; 64]);
        assert_eq!(emitted, Err(WireError::Field("shape")));
    }
}

#[test]
fn requests_survive_the_way() {
    let mut buffer = [0; 256];
    for request in requests() {
        let len = request.emit(0xAABB_CCDD, &mut buffer).unwrap();
        assert_eq!(Request::parse(&buffer[..len]), Ok((0xAABB_CCDD, request)));
        assert_eq!(tag_of(&buffer[..len]), 0xAABB_CCDD);
        for short in 0..len {
            assert_eq!(request.emit(0, &mut buffer[..short]), Err(WireError::Space));
        }
    }
}

#[test]
fn a_damaged_message_is_refused_whole() {
    let mut buffer = [0; 256];
    for request in requests() {
        let len = request.emit(1, &mut buffer).unwrap();
        for at in 0..len {
            for bit in 0..8 {
                buffer[at] ^= 1 << bit;
                assert!(Request::parse(&buffer[..len]).is_err());
                buffer[at] ^= 1 << bit;
            }
            assert!(Request::parse(&buffer[..at]).is_err());
        }
    }
}

#[test]
fn every_refusal_survives_the_way() {
    let mut buffer = [0; 64];
    for code in 0..=u8::MAX {
        let Ok(refusal) = answer_of(code) else {
            continue;
        };
        let len = Answer::Refused(refusal).emit(2, &mut buffer).unwrap();
        let parsed = Answer::parse(&buffer[..len]);
        assert_eq!(parsed, Ok((2, Answer::Refused(refusal))));
    }
    let refusal = Refusal::Store(ErrorKind::Fenced { epoch: 3 });
    assert!(std::format!("{refusal}").contains("epoch 3"));
}

/// The refusal with this code and the value 1.
fn answer_of(code: u8) -> Result<Refusal, WireError> {
    let mut message = std::vec![VERSION, 255, 0, 0, 0, 0, code, 1, 0, 0, 0, 0, 0, 0, 0];
    message.extend(checksum(&message).to_le_bytes());
    match Answer::parse(&message)? {
        (_, Answer::Refused(refusal)) => Ok(refusal),
        (_, other) => panic!("{other:?}"),
    }
}

#[test]
fn records_and_listings_survive_the_way() {
    let bounds = Bounds {
        oldest: Seqno::new(3),
        newest: Seqno::new(5),
        durable: Seqno::new(5),
    };
    let plain = Entry {
        seqno: Seqno::new(3),
        len: 2,
        cause: None,
        producer: None,
        time_us: None,
        quiet: false,
    };
    let rich = Entry {
        seqno: Seqno::new(5),
        len: 0,
        producer: Some(Producer::keyed(1, 2, 3)),
        time_us: Some(4),
        quiet: true,
        ..plain
    };
    let items = [
        Item::Record(plain, b"ab"),
        Item::Damaged(Seqno::new(4)),
        Item::Record(rich, b""),
    ];
    let mut buffer = [0; 256];
    let mut writer = RecordsWriter::new(&mut buffer, 8, &bounds).unwrap();
    items.iter().for_each(|item| writer.push(item).unwrap());
    let len = writer.finish().unwrap();
    let Ok((8, Answer::Records(records))) = Answer::parse(&buffer[..len]) else {
        panic!("no records");
    };
    assert_eq!(records.bounds, bounds);
    assert!(records.iter().eq(items));
    let listed = Listed {
        name: name(),
        id: LogId::new(1),
        shape: Shape::fixed(2),
        bounds,
    };
    let mut writer = ListingWriter::new(&mut buffer[..200], 8).unwrap();
    writer.push(&listed).unwrap();
    assert_eq!(writer.push(&listed), Err(WireError::Space));
    let len = writer.finish().unwrap();
    let Ok((8, Answer::Logs(listing))) = Answer::parse(&buffer[..len]) else {
        panic!("no listing");
    };
    assert!(listing.iter().eq([listed]));
}

proptest::proptest! {
    /// With a good checksum, so that the fields are reached.
    #[test]
    fn any_bytes_are_parsed_or_refused(
        kind in proptest::prelude::any::<u8>(),
        body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
    ) {
        let kind = if kind % 2 == 0 { kind % 8 } else { 128 + kind % 8 };
        let mut message = std::vec![VERSION, kind, 1, 2, 3, 4];
        message.extend(&body);
        message.extend(checksum(&message).to_le_bytes());
        if let Ok((tag, request)) = Request::parse(&message) {
            let mut again = [0; 256];
            let len = request.emit(tag, &mut again).unwrap();
            assert_eq!(again[..len], message);
        }
        match Answer::parse(&message) {
            Ok((_, Answer::Records(records))) => assert!(records.iter().count() <= body.len()),
            Ok((_, Answer::Logs(listing))) => assert!(listing.iter().count() <= body.len()),
            _ => {}
        }
    }
}
