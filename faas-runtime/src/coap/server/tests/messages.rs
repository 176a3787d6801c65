//! Messages, acknowledgements and duplicates (RFC 7252 sections 3, 4 and 5.2).

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn a_quick_answer_travels_in_the_acknowledgement() {
    let mut harness = Harness::new();
    harness.receive(
        con(Code::POST, 7)
            .token(b"\x20")
            .path("light")
            .payload(b"120"),
    );
    let call = harness.call();
    assert!(call.request.path_is(&["light"]));
    assert_eq!(call.request.payload(), b"120");
    harness.complete(call, Response::content("on").with_max_age(5));
    assert_eq!(
        harness.lines(),
        ["ACK 2.05 id=0007 token=20 Max-Age=5 payload=2"]
    );
}

#[test]
fn tokens_of_every_length_come_back() {
    let mut harness = Harness::new();
    for length in 0..=8u8 {
        let token: Vec<u8> = (1..=length).collect();
        harness.receive(con(Code::GET, length.into()).token(&token).path("a"));
        harness.serve(echo);
        let sent = harness.sent();
        assert_eq!(Message::parse(&sent[0]).unwrap().token().as_bytes(), token);
    }
}

#[test]
fn a_duplicate_gets_the_same_answer_and_is_not_run_again() {
    let mut harness = Harness::new();
    let request = con(Code::POST, 7).path("count").payload(b"1");
    harness.receive(request.clone());
    assert_eq!(harness.serve(echo), 1);
    let first = harness.sent();
    for _ in 0..3 {
        harness.advance(50_000);
        harness.receive(request.clone());
        assert_eq!(harness.serve(echo), 0);
        assert_eq!(harness.sent(), first);
    }
    assert_eq!(harness.server.counters().duplicates, 3);
}

#[test]
fn a_message_id_may_be_used_again_after_its_lifetime() {
    let mut harness = Harness::new();
    let request = con(Code::POST, 7).path("count");
    harness.receive(request.clone());
    harness.serve(echo);
    harness.advance(246_999);
    harness.receive(request.clone());
    assert_eq!(harness.serve(echo), 0);
    harness.advance(1_001);
    harness.receive(request);
    assert_eq!(harness.serve(echo), 1);
}

#[test]
fn the_same_message_id_from_another_port_or_on_another_message_is_a_new_request() {
    let mut harness = Harness::new();
    let request = con(Code::POST, 7).path("count");
    harness.receive(request.clone());
    harness.receive_from(peer(2), &request.clone().bytes());
    harness.receive(request.token(b"x"));
    assert_eq!(harness.serve(echo), 3);
}

#[test]
fn a_duplicate_of_a_running_request_is_acknowledged_and_the_answer_comes_separately() {
    let mut harness = Harness::new();
    let request = con(Code::POST, 7).token(b"t").path("slow");
    harness.receive(request.clone());
    let call = harness.call();
    harness.check(request.clone(), &["ACK 0.00 id=0007"]);
    assert!(harness.server.poll_call().is_none());
    harness.complete(call, Response::content("done"));
    assert_eq!(harness.lines(), ["CON 2.05 id=* token=74 payload=4"]);
    harness.check(request, &["ACK 0.00 id=0007"]);
}

#[test]
fn after_a_second_an_empty_acknowledgement_goes_out_and_the_answer_follows() {
    let mut harness = Harness::new();
    harness.receive(con(Code::POST, 7).token(b"t").path("slow"));
    let call = harness.call();
    harness.advance(999);
    assert!(harness.lines().is_empty());
    harness.advance(1);
    assert_eq!(harness.lines(), ["ACK 0.00 id=0007"]);
    harness.advance(60_000);
    assert!(harness.lines().is_empty());
    harness.complete(call, Response::content("done"));
    assert_eq!(harness.lines(), ["CON 2.05 id=* token=74 payload=4"]);
}

/// A separate response on its way; returns its bytes.
fn separate(harness: &mut Harness) -> Vec<u8> {
    harness.receive(con(Code::POST, 7).token(b"t").path("slow"));
    let call = harness.call();
    harness.advance(1_000);
    harness.sent();
    harness.complete(call, Response::content("done"));
    harness.sent().remove(0)
}

#[test]
fn a_separate_response_is_sent_five_times_with_growing_waits_and_then_given_up() {
    let mut harness = Harness::new();
    let response = separate(&mut harness);
    let start = harness.now_ms;
    let mut waits = Vec::new();
    let mut last = start;
    while !harness.server.is_idle() {
        harness.next_timeout();
        for again in harness.sent() {
            assert_eq!(again, response);
            waits.push(harness.now_ms - last);
            last = harness.now_ms;
        }
    }
    assert_eq!(waits.len(), 4);
    assert!((2_000..=3_000).contains(&waits[0]), "{waits:?}");
    assert!(
        waits.windows(2).all(|pair| pair[1] == 2 * pair[0]),
        "{waits:?}"
    );
    assert!(harness.now_ms - start <= 93_000);
    let counters = harness.server.counters();
    assert_eq!((counters.retransmitted, counters.given_up), (4, 1));
}

#[test]
fn an_acknowledgement_or_a_reset_stops_retransmission() {
    for stop in [ack, rst] {
        let mut harness = Harness::new();
        let response = separate(&mut harness);
        let id = Message::parse(&response).unwrap().message_id();
        assert!(!harness.server.is_idle());
        // One with another id, or from somebody else, does not.
        harness.receive(stop(id.wrapping_add(1)));
        harness.receive_from(peer(2), &stop(id).bytes());
        assert!(!harness.server.is_idle());
        harness.receive(stop(id));
        assert!(harness.server.is_idle());
        harness.advance(100_000);
        assert!(harness.sent().is_empty());
    }
}

#[test]
fn a_non_confirmable_request_gets_a_non_confirmable_response_and_its_duplicates_nothing() {
    let mut harness = Harness::new();
    let request = non(Code::GET, 7).token(b"t").path("a");
    harness.receive(request.clone());
    harness.serve(echo);
    assert_eq!(harness.lines(), ["NON 2.05 id=* token=74"]);
    harness.check(request, &[]);
    assert_eq!(harness.serve(echo), 0);
    harness.advance(10_000);
    assert!(harness.sent().is_empty());
}

#[test]
fn the_message_ids_of_the_server_to_one_peer_are_all_different() {
    let mut harness = Harness::new();
    let mut ids = std::collections::HashSet::new();
    for id in 0..1_000 {
        harness.receive(non(Code::GET, id).path("a"));
        harness.serve(echo);
        assert!(ids.insert(Message::parse(&harness.sent()[0]).unwrap().message_id()));
    }
}

#[test]
fn a_ping_is_answered_with_a_reset() {
    Harness::new().check(con(Code::EMPTY, 9), &["RST 0.00 id=0009"]);
}

#[test]
fn empty_messages_that_ask_for_nothing_get_nothing() {
    let mut harness = Harness::new();
    harness.check(non(Code::EMPTY, 9), &[]);
    harness.check(ack(9), &[]);
    harness.check(rst(9), &[]);
}

#[test]
fn responses_are_not_for_a_server() {
    let mut harness = Harness::new();
    harness.check(con(Code::CONTENT, 9).token(b"t"), &["RST 0.00 id=0009"]);
    harness.check(non(Code::CONTENT, 9).token(b"t"), &[]);
    let acknowledgement = Draft {
        kind: MessageType::Acknowledgement,
        ..con(Code::CONTENT, 9)
    };
    harness.check(acknowledgement, &[]);
    let request = Draft {
        kind: MessageType::Acknowledgement,
        ..con(Code::GET, 9)
    };
    harness.check(request, &[]);
}

#[test]
fn malformed_messages_are_reset_if_confirmable_and_ignored_otherwise() {
    let mut harness = Harness::new();
    let mut check = |datagram: &[u8], expected: &[&str]| {
        harness.receive_from(peer(1), datagram);
        assert_eq!(harness.lines(), expected, "{datagram:02x?}");
    };
    // A payload marker without a payload; a token of nine bytes; a reserved code class;
    // an empty message with a token; an option that is cut off.
    check(b"\x40\x01\x00\x09\xff", &["RST 0.00 id=0009"]);
    check(b"\x49\x01\x00\x09123456789", &["RST 0.00 id=0009"]);
    check(b"\x40\xe1\x00\x09", &["RST 0.00 id=0009"]);
    check(b"\x41\x00\x00\x09t", &["RST 0.00 id=0009"]);
    check(b"\x40\x01\x00\x09\xb5ab", &["RST 0.00 id=0009"]);
    check(b"\x50\x01\x00\x09\xff", &[]);
    check(b"\x60\x01\x00\x09\xff", &[]);
    check(b"\x70\x01\x00\x09\xff", &[]);
    // Too short for a header; unknown versions.
    check(b"", &[]);
    check(b"\x40\x01\x00", &[]);
    check(b"\x00\x01\x00\x09", &[]);
    check(b"\x80\x01\x00\x09", &[]);
    check(b"\xc0\x01\x00\x09", &[]);
    assert_eq!(harness.server.counters().malformed, 13);
}

#[test]
fn all_seven_methods_reach_the_handler_and_unknown_ones_get_4_05() {
    let mut harness = Harness::new();
    for detail in 1..=31 {
        let code = Code::from_parts(0, detail).unwrap();
        harness.receive(con(code, detail.into()).path("a"));
        match detail {
            1..=7 => assert_eq!(harness.call().request.method().code(), code),
            _ => {
                let line = harness.lines().remove(0);
                assert!(line.starts_with("ACK 4.05"), "{line}");
                assert!(line.ends_with("is not known to this server"), "{line}");
            }
        }
    }
}

#[test]
fn a_closed_server_finishes_what_is_open_and_refuses_the_rest() {
    let mut harness = Harness::new();
    harness.receive(con(Code::GET, 1).path("a"));
    let call = harness.call();
    harness.server.close();
    harness.check(
        con(Code::GET, 2).path("a"),
        &["ACK 5.03 id=0002 Max-Age=10 the server is shutting down"],
    );
    assert!(!harness.server.is_idle());
    harness.complete(call, Response::content(""));
    assert_eq!(harness.lines(), ["ACK 2.05 id=0001"]);
    assert!(harness.server.is_idle());
}

#[test]
fn an_answer_whose_options_do_not_fit_becomes_an_error() {
    let mut harness = Harness::new();
    harness.receive(con(Code::POST, 1).path("a"));
    let call = harness.call();
    let response = (0..8).fold(Response::new(Code::CREATED), |response, _| {
        response.with_option(OptionNumber::LOCATION_PATH, std::vec![b'x'; 200])
    });
    harness.complete(call, response);
    let line = harness.lines().remove(0);
    assert!(
        line.starts_with("ACK 5.00 id=0001 the answer cannot be sent"),
        "{line}"
    );
}

#[test]
fn options_of_a_response_are_sent_in_order() {
    let mut harness = Harness::new();
    harness.receive(con(Code::POST, 1).path("a"));
    let call = harness.call();
    let response = Response::new(Code::CREATED)
        .with_option_uint(OptionNumber(65_000), 1)
        .with_option(OptionNumber::LOCATION_QUERY, "q")
        .with_option(OptionNumber::LOCATION_PATH, "a")
        .with_option(OptionNumber::LOCATION_PATH, "b")
        .with_option(OptionNumber(2), "z")
        .with_option(OptionNumber::BLOCK2, "ignored")
        .with_max_age(3);
    harness.complete(call, response);
    assert_eq!(
        harness.lines(),
        [
            "ACK 2.01 id=0001 Option-2=7a Location-Path=\"a\" Location-Path=\"b\" Max-Age=3 \
          Location-Query=\"q\" Option-65000=01"
        ]
    );
}

#[test]
fn a_request_that_runs_longer_than_an_exchange_lives_is_still_answered() {
    let mut harness = Harness::new();
    harness.receive(con(Code::POST, 1).token(b"t").path("slow"));
    let call = harness.call();
    for _ in 0..900 {
        harness.advance(1_000);
    }
    assert_eq!(harness.lines(), ["ACK 0.00 id=0001"]);
    harness.complete(call, Response::content("done"));
    assert_eq!(harness.lines(), ["CON 2.05 id=* token=74 payload=4"]);
}

#[test]
fn an_idle_server_forgets_everything_and_sets_no_timer() {
    let mut harness = Harness::new();
    for id in 0..100 {
        harness.receive(con(Code::GET, id).path("a"));
        harness.serve(echo);
    }
    harness.sent();
    let mut rounds = 0;
    while harness.server.poll_timeout().is_some() {
        harness.next_timeout();
        rounds += 1;
        assert!(rounds < 300);
    }
    assert!(harness.now_ms >= 248_000);
}

proptest! {
    #[test]
    fn random_datagrams_never_panic_and_never_get_more_than_one_small_answer(
        datagrams in proptest::collection::vec(
            (0..3u16, proptest::collection::vec(any::<u8>(), 0..60), 0..4u8), 1..60)
    ) {
        let mut harness = Harness::new();
        for (port, mut datagram, kind) in datagrams {
            if let Some(first) = datagram.first_mut() {
                *first = 0x40 | kind << 4 | (*first & 0xf);
            }
            harness.receive_from(peer(port), &datagram);
            harness.serve(|request| Response::content(std::vec![0; request.payload().len() * 99]));
            let sent = harness.sent();
            prop_assert!(sent.len() <= 1);
            prop_assert!(sent.iter().all(|answer| Message::parse(answer).is_ok()));
            harness.advance(700);
            harness.sent();
        }
    }

    #[test]
    fn whatever_order_calls_end_in_each_request_gets_its_own_answer(
        delays in proptest::collection::vec(0..5_000u64, 1..40)
    ) {
        let mut harness = Harness::new();
        let mut open = BTreeMap::new();
        for (index, delay) in delays.iter().enumerate() {
            let id = index as u16;
            harness.receive(con(Code::POST, id).token(&id.to_be_bytes()).path("a"));
            open.insert((harness.now_ms + delay, id), harness.call());
        }
        let mut answers = Vec::new();
        for ((due_ms, id), call) in open {
            while harness.server.poll_timeout().is_some_and(|at| at < due_ms) {
                harness.next_timeout();
                answers.extend(harness.sent());
            }
            harness.now_ms = harness.now_ms.max(due_ms);
            harness.complete(call, Response::content(id.to_be_bytes().to_vec()));
            answers.extend(harness.sent());
        }
        let mut answered = std::collections::BTreeSet::new();
        for answer in &answers {
            let message = Message::parse(answer).unwrap();
            if message.code() == Code::CONTENT {
                let token = message.token();
                prop_assert_eq!(message.payload(), token.as_bytes());
                answered.insert(message.payload().to_vec());
            }
        }
        prop_assert_eq!(answered.len(), delays.len());
    }
}
