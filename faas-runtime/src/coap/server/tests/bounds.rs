//! What happens at each bound.

use super::*;
use crate::coap::block::BlockSize;
use proptest::prelude::*;

fn post(id: u16) -> Draft {
    con(Code::POST, id).path("a")
}

fn first_block(id: u16, path: &str) -> Draft {
    let draft = con(Code::POST, id)
        .path(path)
        .block(OptionNumber::BLOCK1, (0, true, 1024));
    draft.payload(&[0; 1024])
}

#[test]
fn too_many_open_requests_are_refused_and_may_come_again() {
    let mut harness = Harness::with(Limits {
        open_max: 2,
        ..Limits::default()
    });
    harness.receive(post(1));
    harness.receive(post(2));
    let first = harness.server.poll_call().unwrap();
    let line = "ACK 5.03 id=0003 Max-Age=1 too many requests are unfinished";
    harness.check(post(3), &[line]);
    harness.complete(first, Response::content(""));
    harness.sent();
    harness.receive(post(3));
    assert_eq!(harness.serve(echo), 2);
    assert_eq!(harness.server.counters().refused, 1);
}

#[test]
fn an_answer_without_an_acknowledgement_counts_as_open() {
    let mut harness = Harness::with(Limits {
        open_max: 1,
        ..Limits::default()
    });
    harness.receive(post(1));
    let call = harness.call();
    harness.advance(1_000);
    harness.complete(call, Response::content(""));
    let id = Message::parse(&harness.sent()[1]).unwrap().message_id();
    harness.receive(post(2));
    assert!(harness.lines().remove(0).starts_with("ACK 5.03"));
    harness.receive(ack(id));
    harness.receive(post(2));
    assert_eq!(harness.serve(echo), 1);
}

#[test]
fn one_peer_cannot_take_all_places() {
    let mut harness = Harness::with(Limits {
        open_per_peer_max: 1,
        ..Limits::default()
    });
    harness.receive(post(1));
    let line = "ACK 5.03 id=0002 Max-Age=1 too many requests of this client are unfinished";
    harness.check(post(2), &[line]);
    harness.receive_from(peer(2), &post(2).bytes());
    assert_eq!(harness.serve(echo), 2);
}

#[test]
fn the_bytes_of_open_requests_are_bounded_until_they_are_answered() {
    let mut harness = Harness::with(Limits {
        open_bytes_max: 3_000,
        ..Limits::default()
    });
    let request = |id| post(id).payload(&[0; 1_400]);
    harness.receive(request(1));
    harness.receive(request(2));
    let sentence = "the memory for unfinished requests is full";
    let line = std::format!("ACK 5.03 id=0003 Max-Age=1 {sentence}");
    harness.check(request(3), &[&line]);
    assert_eq!(harness.serve(echo), 2);
    harness.receive(request(4));
    assert_eq!(harness.serve(echo), 1);
}

fn few_exchanges() -> Limits {
    Limits {
        exchanges_max: 8,
        exchanges_kept_per_peer: 4,
        ..Limits::default()
    }
}

#[test]
fn a_full_memory_of_exchanges_refuses_strangers_until_the_oldest_is_out_of_date() {
    let mut harness = Harness::with(few_exchanges());
    for port in 1..=8 {
        harness.receive_from(peer(port), &post(1).bytes());
    }
    assert_eq!(harness.serve(echo), 8);
    harness.sent();
    harness.advance(15_000);
    harness.receive_from(peer(9), &post(1).bytes());
    let line = harness.lines().remove(0);
    let sentence = "too many recent requests are remembered to tell repeated ones apart";
    assert_eq!(line, std::format!("ACK 5.03 id=0001 Max-Age=30 {sentence}"));
    harness.advance(30_001);
    harness.receive_from(peer(9), &post(1).bytes());
    assert_eq!(harness.serve(echo), 1);
}

#[test]
fn a_busy_peer_makes_room_out_of_its_own_past() {
    let mut harness = Harness::with(few_exchanges());
    for id in 0..100 {
        harness.receive(post(id));
        assert_eq!(harness.serve(echo), 1, "request {id}");
    }
    // Its youngest exchanges are remembered.
    for id in 96..100 {
        harness.receive(post(id));
        assert_eq!(harness.serve(echo), 0, "duplicate {id}");
    }
    // And another peer gets in.
    harness.receive_from(peer(2), &post(1).bytes());
    assert_eq!(harness.serve(echo), 1);
}

#[test]
fn exchanges_that_must_be_kept_do_not_hide_those_that_need_not() {
    let limits = Limits {
        exchanges_max: 600,
        exchanges_kept_per_peer: 2,
        ..Limits::default()
    };
    let mut harness = Harness::with(limits);
    for port in 1..=500 {
        harness.receive_from(peer(port), &post(1).bytes());
    }
    harness.serve(echo);
    for id in 0..1_000 {
        harness.receive_from(peer(1_000), &post(id).bytes());
        harness.serve(echo);
    }
    assert_eq!(harness.server.counters().refused, 0);
    for port in 1..=500 {
        harness.receive_from(peer(port), &post(1).bytes());
    }
    assert_eq!(harness.server.counters().duplicates, 500);
}

proptest! {
    #[test]
    fn nothing_is_lost_or_counted_twice_whatever_comes_and_goes(
        steps in proptest::collection::vec((0..8u8, 1..12u16, 0..6u16, 0..40_000u64), 1..300)
    ) {
        let limits = Limits {
            exchanges_max: 20,
            exchanges_kept_per_peer: 3,
            replay_bytes_max: 2_000,
            open_max: 6,
            ..Limits::default()
        };
        let mut harness = Harness::with(limits);
        let mut open = Vec::new();
        for (step, port, id, time) in steps {
            match step {
                0 => harness.advance(time),
                1 => open.drain(..).for_each(|call| {
                    harness.complete(call, Response::content(""));
                }),
                _ => {
                    let kind = if step == 2 { non(Code::POST, id) } else { post(id) };
                    let payload = std::vec![step; usize::from(step) * 30];
                    harness.receive_from(peer(port), &kind.payload(&payload).bytes());
                    match (step, harness.server.poll_call()) {
                        (3, Some(call)) => open.push(call),
                        (_, Some(call)) => {
                            let response = Response::content(call.request.payload().to_vec());
                            harness.complete(call, response);
                        }
                        (_, None) => {}
                    }
                }
            }
            harness.server.exchanges.check();
            prop_assert!(harness.server.exchanges.len() <= 20);
        }
        open.into_iter().for_each(|call| harness.complete(call, Response::content("")));
        for _ in 0..100 {
            harness.advance(10_000);
        }
        harness.server.exchanges.check();
        prop_assert_eq!(harness.server.exchanges.len(), 0);
        prop_assert!(harness.server.is_idle() || !harness.sent().is_empty());
    }
}

#[test]
fn a_running_request_is_never_forgotten() {
    let mut harness = Harness::with(few_exchanges());
    harness.receive(post(0));
    let slow = harness.call();
    for id in 1..100 {
        harness.receive(post(id));
        assert_eq!(harness.serve(echo), 1);
    }
    harness.sent();
    harness.check(post(0), &["ACK 0.00 id=0000"]);
    harness.complete(slow, Response::content("late"));
    assert_eq!(harness.lines(), ["CON 2.05 id=* payload=4"]);
}

#[test]
fn the_bytes_of_kept_answers_are_bounded() {
    let limits = Limits {
        replay_bytes_max: 5_000,
        exchanges_kept_per_peer: 2,
        ..few_exchanges()
    };
    let mut harness = Harness::with(Limits {
        exchanges_max: 1_000,
        ..limits
    });
    for id in 0..100 {
        harness.receive(post(id).payload(&[0; 1000]));
        assert_eq!(harness.serve(echo), 1);
        harness.sent();
    }
    harness.receive(post(99).payload(&[0; 1000]));
    assert_eq!(harness.serve(echo), 0);
    harness.receive(post(0).payload(&[0; 1000]));
    assert_eq!(harness.serve(echo), 1);
}

#[test]
fn unfinished_bodies_are_bounded_in_number_and_bytes() {
    let refusal = |text: &str| std::format!("ACK 5.03 id=0009 Max-Age=93 Block1=14 {text}");
    let check = |limits: Limits, port: u16, expected: &str| {
        let mut harness = Harness::with(limits);
        harness.receive_from(peer(1), &first_block(1, "a").bytes());
        harness.receive_from(peer(1), &first_block(2, "b").bytes());
        assert!(
            harness
                .lines()
                .iter()
                .all(|line| line.starts_with("ACK 2.31"))
        );
        harness.receive_from(peer(port), &first_block(9, "c").bytes());
        assert_eq!(harness.lines(), [refusal(expected)]);
        assert_eq!(harness.server.uploads.bytes(), 2048);
    };
    let limits = Limits::default();
    check(
        Limits {
            uploads_max: 2,
            ..limits
        },
        2,
        "too many request bodies are unfinished",
    );
    check(
        Limits {
            uploads_per_peer_max: 2,
            ..limits
        },
        1,
        "too many request bodies of this client are unfinished",
    );
    check(
        Limits {
            upload_bytes_max: 2048,
            ..limits
        },
        2,
        "the memory for unfinished request bodies is full",
    );
}

fn get(harness: &mut Harness, port: u16, path: &str, length: usize) -> String {
    harness.receive_from(peer(port), &con(Code::GET, 1).path(path).bytes());
    harness.serve(|_| Response::content(std::vec![0; length]));
    harness.lines().remove(0)
}

#[test]
fn kept_answers_are_bounded_and_idle_ones_make_room() {
    let limits = Limits {
        answers_bytes_max: 5_000,
        ..Limits::default()
    };
    let mut harness = Harness::with(limits);
    assert!(get(&mut harness, 1, "a", 2000).starts_with("ACK 2.05"));
    assert!(get(&mut harness, 2, "a", 2000).starts_with("ACK 2.05"));
    let sentence = "the memory for answers that are sent in blocks is full";
    let refused = get(&mut harness, 3, "a", 2000);
    assert_eq!(
        refused,
        std::format!("ACK 5.03 id=0001 Max-Age=10 {sentence}")
    );
    harness.advance(10_000);
    assert!(get(&mut harness, 4, "a", 2000).starts_with("ACK 2.05"));
    assert_eq!(harness.server.answers.bytes(), 4000);
}

#[test]
fn a_peer_replaces_its_own_oldest_answer() {
    let limits = Limits {
        answers_per_peer_max: 2,
        ..Limits::default()
    };
    let mut harness = Harness::with(limits);
    for path in ["a", "b", "c"] {
        get(&mut harness, 1, path, 2000);
        harness.advance(1);
    }
    assert_eq!(harness.server.answers.bytes(), 4000);
    let later = |path: &str| {
        con(Code::GET, 7)
            .path(path)
            .block(OptionNumber::BLOCK2, (1, false, 1024))
    };
    harness.receive(later("a"));
    assert!(harness.call().request.is_later_block());
    harness.receive(later("c"));
    assert!(harness.server.poll_call().is_none());
}

#[test]
fn no_answer_to_one_datagram_is_larger_than_a_block() {
    let limits = Limits {
        block_size: BlockSize::at_most(64),
        ..Limits::default()
    };
    let mut harness = Harness::with(limits);
    harness.receive(
        con(Code::GET, 1)
            .path("a")
            .block(OptionNumber::BLOCK2, (0, false, 1024)),
    );
    harness.serve(|_| Response::content(std::vec![0; 100_000]));
    let sent = harness.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(Message::parse(&sent[0]).unwrap().payload().len(), 64);
}

#[test]
fn with_echo_required_nothing_runs_before_the_peer_has_proved_its_address() {
    let mut harness = Harness::with(Limits {
        require_echo: true,
        ..Limits::default()
    });
    harness.receive(post(1));
    assert!(harness.server.poll_call().is_none());
    let sent = harness.sent();
    let challenge = Message::parse(&sent[0]).unwrap();
    assert_eq!(challenge.code(), Code::UNAUTHORIZED);
    let echo_option = challenge.option(OptionNumber::ECHO).unwrap();
    // Somebody else's challenge, and an old one, are worth nothing.
    let proof = |id| post(id).option(OptionNumber::ECHO, echo_option);
    harness.receive_from(peer(2), &proof(2).bytes());
    assert!(harness.server.poll_call().is_none());
    harness.receive(proof(2));
    assert_eq!(harness.serve(echo), 1);
    // The peer is known now.
    harness.receive(post(3));
    assert_eq!(harness.serve(echo), 1);
    harness.advance(400_000);
    harness.receive(proof(4));
    assert!(harness.server.poll_call().is_none());
}
