//! Observing (RFC 7641).

use super::*;
use crate::coap::server::Topic;

fn observe(id: u16, token: &[u8]) -> Draft {
    con(Code::GET, id)
        .token(token)
        .path("log")
        .uint(OptionNumber::OBSERVE, 0)
}

fn log(content: &str) -> impl FnMut(Request) -> Response {
    let content = content.to_string();
    move |_| Response::content(content.clone()).observable(Topic::new("log"))
}

/// A server with one observer, whose token is `t`.
fn observed(limits: Limits) -> Harness {
    let mut harness = Harness::with(limits);
    harness.receive(observe(1, b"t"));
    harness.serve(log("1"));
    assert_eq!(
        harness.lines(),
        ["ACK 2.05 id=0001 token=74 Observe=1 payload=1"]
    );
    harness
}

/// Changes the log and sends what is due; returns the datagrams.
fn change(harness: &mut Harness, content: &str) -> Vec<Vec<u8>> {
    harness.server.notify(Topic::new("log"));
    harness.serve(log(content));
    harness.sent()
}

fn id_of(datagram: &[u8]) -> u16 {
    Message::parse(datagram).unwrap().message_id()
}

fn number_of(datagram: &[u8]) -> u32 {
    Message::parse(datagram)
        .unwrap()
        .option_uint(OptionNumber::OBSERVE)
        .unwrap()
}

#[test]
fn an_observer_is_told_of_each_change_with_its_token_and_a_higher_number() {
    let mut harness = observed(Limits::default());
    let mut last = 1;
    for round in 0..5 {
        let sent = change(&mut harness, &std::format!("content {round}"));
        assert_eq!(sent.len(), 1);
        assert!(line(&sent[0]).starts_with("CON 2.05 id=* token=74 Observe="));
        assert!(number_of(&sent[0]) > last);
        last = number_of(&sent[0]);
        harness.receive(ack(id_of(&sent[0])));
    }
}

#[test]
fn only_the_topic_that_changed_is_told() {
    let mut harness = observed(Limits::default());
    harness.server.notify(Topic::new("another log"));
    assert_eq!(harness.serve(log("2")), 0);
    harness.server.notify_all();
    assert_eq!(harness.serve(log("2")), 1);
}

#[test]
fn a_handler_that_does_not_agree_makes_no_observer() {
    let mut harness = Harness::new();
    harness.receive(observe(1, b"t"));
    harness.serve(|_| Response::content("once"));
    assert_eq!(harness.lines(), ["ACK 2.05 id=0001 token=74 payload=4"]);
    harness.receive(observe(2, b"t"));
    harness.serve(|_| Response::new(Code::NOT_FOUND).observable(Topic::new("log")));
    assert_eq!(harness.lines(), ["ACK 4.04 id=0002 token=74"]);
    assert!(change(&mut harness, "2").is_empty());
}

#[test]
fn a_client_that_does_not_ask_becomes_no_observer() {
    let mut harness = Harness::new();
    harness.receive(con(Code::GET, 1).path("log"));
    harness.serve(log("1"));
    assert_eq!(harness.lines(), ["ACK 2.05 id=0001 payload=1"]);
    assert!(change(&mut harness, "2").is_empty());
}

#[test]
fn a_reset_ends_the_observation() {
    for every in [1, 9] {
        let limits = Limits {
            notify_confirmable_every: every,
            ..Limits::default()
        };
        let mut harness = observed(limits);
        let sent = change(&mut harness, "2");
        harness.receive(rst(id_of(&sent[0])));
        assert!(change(&mut harness, "3").is_empty());
        assert_eq!(harness.server.observers.len(), 0);
    }
}

#[test]
fn a_reset_from_somebody_else_does_not() {
    let mut harness = observed(Limits::default());
    let sent = change(&mut harness, "2");
    harness.receive_from(peer(2), &rst(id_of(&sent[0])).bytes());
    harness.receive(ack(id_of(&sent[0])));
    assert_eq!(change(&mut harness, "3").len(), 1);
}

#[test]
fn deregistering_ends_the_observation_with_a_plain_answer() {
    let mut harness = observed(Limits::default());
    let goodbye = con(Code::GET, 2)
        .token(b"t")
        .path("log")
        .uint(OptionNumber::OBSERVE, 1);
    harness.receive(goodbye);
    harness.serve(log("2"));
    assert_eq!(harness.lines(), ["ACK 2.05 id=0002 token=74 payload=1"]);
    assert!(change(&mut harness, "3").is_empty());
}

#[test]
fn registering_again_with_the_same_token_does_not_make_two_observers() {
    let mut harness = observed(Limits::default());
    harness.receive(observe(2, b"t"));
    harness.serve(log("1"));
    harness.sent();
    assert_eq!(change(&mut harness, "2").len(), 1);
    harness.receive(observe(3, b"u"));
    harness.serve(log("1"));
    assert_eq!(harness.server.observers.len(), 2);
}

#[test]
fn an_observer_that_never_acknowledges_is_dropped() {
    let mut harness = observed(Limits::default());
    change(&mut harness, "2");
    while !harness.server.is_idle() {
        harness.next_timeout();
        harness.sent();
    }
    assert_eq!(harness.server.counters().given_up, 1);
    assert!(change(&mut harness, "3").is_empty());
}

#[test]
fn changes_during_a_notification_are_joined_and_the_last_state_arrives() {
    let mut harness = observed(Limits::default());
    let first = change(&mut harness, "2");
    assert!(change(&mut harness, "3").is_empty());
    assert!(change(&mut harness, "4").is_empty());
    harness.receive(ack(id_of(&first[0])));
    assert_eq!(harness.serve(log("4")), 1);
    let second = harness.sent();
    assert_eq!(Message::parse(&second[0]).unwrap().payload(), b"4");
    harness.receive(ack(id_of(&second[0])));
    assert_eq!(harness.serve(log("4")), 0);
}

#[test]
fn a_change_while_the_handler_runs_is_told_afterwards() {
    let mut harness = observed(Limits::default());
    harness.server.notify(Topic::new("log"));
    let call = harness.call();
    harness.server.notify(Topic::new("log"));
    assert!(harness.server.poll_call().is_none());
    harness.complete(call, log("2")(observation_request()));
    let first = harness.sent();
    harness.receive(ack(id_of(&first[0])));
    assert_eq!(harness.serve(log("3")), 1);
}

fn observation_request() -> Request {
    let mut harness = Harness::new();
    harness.receive(observe(1, b"t"));
    harness.call().request
}

#[test]
fn notifications_are_confirmable_as_often_as_asked_for() {
    let mut harness = observed(Limits {
        notify_confirmable_every: 3,
        ..Limits::default()
    });
    let mut kinds = String::new();
    for _ in 0..9 {
        let sent = change(&mut harness, "x");
        let text = line(&sent[0]);
        kinds.push_str(&text[..1]);
        if text.starts_with("CON") {
            harness.receive(ack(id_of(&sent[0])));
        }
    }
    assert_eq!(kinds, "NNCNNCNNC");
}

#[test]
fn an_error_is_the_last_notification() {
    let mut harness = observed(Limits::default());
    harness.server.notify(Topic::new("log"));
    harness.serve(|_| Response::diagnostic(Code::NOT_FOUND, "the log is gone"));
    assert_eq!(harness.lines(), ["CON 4.04 id=* token=74 the log is gone"]);
    assert!(change(&mut harness, "3").is_empty());
}

#[test]
fn a_large_notification_is_fetched_in_blocks_like_any_answer() {
    let mut harness = observed(Limits::default());
    let large = "x".repeat(1500);
    let sent = change(&mut harness, &large);
    let first = line(&sent[0]);
    assert!(
        first.contains("Block2=14 Size2=1500 payload=1024"),
        "{first}"
    );
    harness.receive(
        con(Code::GET, 2)
            .token(b"u")
            .path("log")
            .block(OptionNumber::BLOCK2, (1, false, 1024)),
    );
    assert_eq!(harness.serve(log("never run")), 0);
    let text = harness.lines().remove(0);
    assert!(text.ends_with("Block2=22 Size2=1500 payload=476"), "{text}");
    assert!(!text.contains("Observe"), "{text}");
}

#[test]
fn when_the_list_is_full_the_answer_comes_without_a_promise() {
    let limits = Limits {
        observers_max: 2,
        observers_per_peer_max: 1,
        ..Limits::default()
    };
    let mut harness = observed(limits);
    let mut register = |port, token: &[u8]| {
        harness.receive_from(peer(port), &observe(9, token).bytes());
        harness.serve(log("1"));
        harness.lines().remove(0).contains("Observe")
    };
    assert!(!register(1, b"u"));
    assert!(register(2, b"t"));
    assert!(!register(3, b"t"));
}

#[test]
fn a_large_request_is_answered_but_not_kept_to_be_run_again() {
    let mut harness = Harness::new();
    let fetch = |id, length| Draft {
        code: Code::FETCH,
        payload: std::vec![b'x'; length],
        ..observe(id, &[id as u8])
    };
    harness.receive(fetch(1, 5_000));
    harness.serve(log("1"));
    harness.receive(fetch(2, 3_000));
    harness.serve(log("1"));
    let lines = harness.lines();
    assert!(!lines[0].contains("Observe"), "{lines:?}");
    assert!(lines[1].contains("Observe"), "{lines:?}");
}

#[test]
fn the_ids_of_notifications_to_a_peer_without_exchanges_do_not_come_again() {
    let mut harness = observed(Limits::default());
    harness.advance(400_000);
    let mut ids = std::collections::HashSet::new();
    for round in 0..2_000 {
        let sent = change(&mut harness, "x");
        assert!(ids.insert(id_of(&sent[0])), "round {round}");
        harness.receive(ack(id_of(&sent[0])));
    }
}

#[test]
fn sequence_numbers_wrap_at_24_bits() {
    let mut harness = Harness::new();
    let observers = &mut harness.server.observers;
    let numbers: Vec<u32> = (0..1 << 24)
        .map(|_| observers.next_sequence())
        .skip((1 << 24) - 3)
        .collect();
    assert_eq!(numbers, [0xff_fffe, 0xff_ffff, 0]);
}
