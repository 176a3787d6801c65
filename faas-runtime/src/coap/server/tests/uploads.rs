//! Request bodies in blocks (RFC 7959 sections 2.3, 2.5 and 2.9).

use super::*;
use crate::coap::block::BlockSize;
use proptest::prelude::*;

fn body(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index * 7 % 251) as u8).collect()
}

/// Block `number` of a body.
fn part(id: u16, body: &[u8], number: u32, size: usize) -> Draft {
    let start = number as usize * size;
    let end = body.len().min(start + size);
    con(Code::POST, id)
        .path("a")
        .block(OptionNumber::BLOCK1, (number, end < body.len(), size))
        .payload(&body[start..end])
}

#[test]
fn a_body_in_blocks_reaches_the_handler_whole_and_once() {
    let mut harness = Harness::new();
    let body = body(150);
    harness.check(part(1, &body, 0, 64), &["ACK 2.31 id=0001 Block1=10"]);
    harness.check(part(2, &body, 1, 64), &["ACK 2.31 id=0002 Block1=26"]);
    assert!(harness.server.poll_call().is_none());
    harness.receive(part(3, &body, 2, 64));
    let call = harness.call();
    assert_eq!(call.request.payload(), body);
    harness.complete(call, Response::new(Code::CHANGED));
    assert_eq!(harness.lines(), ["ACK 2.04 id=0003 Block1=34"]);
    assert_eq!(harness.server.uploads.bytes(), 0);
}

#[test]
fn duplicates_of_blocks_get_the_same_acknowledgement_and_change_nothing() {
    let mut harness = Harness::new();
    let body = body(48);
    for number in 0..3 {
        let request = part(number as u16, &body, number, 16);
        harness.receive(request.clone());
        assert_eq!(harness.serve(echo), usize::from(number == 2));
        let first = harness.sent();
        harness.receive(request);
        assert_eq!(harness.serve(echo), 0);
        assert_eq!(harness.sent(), first);
    }
}

#[test]
fn a_block_sent_again_as_a_new_message_is_accepted_if_it_is_the_same() {
    let mut harness = Harness::new();
    let body = body(48);
    harness.check(part(1, &body, 0, 16), &["ACK 2.31 id=0001 Block1=8"]);
    harness.check(part(2, &body, 1, 16), &["ACK 2.31 id=0002 Block1=24"]);
    harness.check(part(3, &body, 1, 16), &["ACK 2.31 id=0003 Block1=24"]);
    harness.receive(part(4, &body, 2, 16));
    assert_eq!(harness.call().request.payload(), body);
}

#[test]
fn a_body_of_one_block_needs_no_assembly() {
    let mut harness = Harness::new();
    harness.receive(part(1, b"short", 0, 64));
    harness.serve(echo);
    assert_eq!(harness.lines(), ["ACK 2.05 id=0001 Block1=2 payload=5"]);
}

#[test]
fn a_gap_and_a_later_block_without_a_beginning_are_incomplete() {
    let mut harness = Harness::new();
    let body = body(64);
    harness.check(
        part(1, &body, 1, 16),
        &["ACK 4.08 id=0001 Block1=24 0 bytes came before this block; begin again from block 0"],
    );
    harness.check(part(2, &body, 0, 16), &["ACK 2.31 id=0002 Block1=8"]);
    harness.check(
        part(3, &body, 2, 16),
        &["ACK 4.08 id=0003 Block1=40 16 bytes came before this block; begin again from block 0"],
    );
    // The transfer is over: what would have come next comes too late.
    let line =
        "ACK 4.08 id=0004 Block1=24 0 bytes came before this block; begin again from block 0";
    harness.check(part(4, &body, 1, 16), &[line]);
}

#[test]
fn a_new_first_block_begins_again() {
    let mut harness = Harness::new();
    harness.receive(part(1, &body(48), 0, 16));
    harness.receive(part(2, &[9; 32], 0, 16));
    harness.receive(part(3, &[9; 32], 1, 16));
    assert_eq!(harness.call().request.payload(), [9; 32]);
}

#[test]
fn two_bodies_for_one_resource_are_told_apart_by_request_tag() {
    let mut harness = Harness::new();
    let tagged = |id, byte, number, tag: &[u8]| {
        part(id, &[byte; 32], number, 16).option(OptionNumber::REQUEST_TAG, tag)
    };
    harness.receive(tagged(1, 1, 0, b"a"));
    harness.receive(tagged(2, 2, 0, b"b"));
    harness.receive(tagged(3, 1, 1, b"a"));
    assert_eq!(harness.call().request.payload(), [1; 32]);
    harness.receive(tagged(4, 2, 1, b"b"));
    assert_eq!(harness.call().request.payload(), [2; 32]);
}

#[test]
fn blocks_of_other_paths_queries_formats_and_peers_do_not_mix() {
    let mut harness = Harness::new();
    let body = body(32);
    harness.check(part(1, &body, 0, 16), &["ACK 2.31 id=0001 Block1=8"]);
    let last = |id| part(id, &body, 1, 16);
    let incomplete = |draft: Draft, harness: &mut Harness| {
        harness.receive(draft);
        let line = harness.lines().remove(0);
        assert!(line.starts_with("ACK 4.08"), "{line}");
    };
    incomplete(last(2).option(OptionNumber::URI_PATH, b"b"), &mut harness);
    incomplete(last(3).option(OptionNumber::URI_QUERY, b"b"), &mut harness);
    incomplete(last(4).uint(OptionNumber::CONTENT_FORMAT, 60), &mut harness);
    incomplete(
        Draft {
            code: Code::PUT,
            ..last(5)
        },
        &mut harness,
    );
    harness.receive_from(peer(2), &last(6).bytes());
    assert!(harness.lines().remove(0).starts_with("ACK 4.08"));
    harness.receive(last(7));
    assert_eq!(harness.call().request.payload(), body);
}

#[test]
fn a_block_that_is_not_as_long_as_it_says_is_refused() {
    let mut harness = Harness::new();
    let short = con(Code::POST, 1)
        .path("a")
        .block(OptionNumber::BLOCK1, (0, true, 64))
        .payload(&[0; 63]);
    let line = "ACK 4.00 id=0001 Block1=10 the block has 63 bytes, its Block1 says 64";
    harness.check(short, &[line]);
    let long = con(Code::POST, 2)
        .path("a")
        .block(OptionNumber::BLOCK1, (0, false, 64))
        .payload(&[0; 65]);
    let line = "ACK 4.00 id=0002 Block1=2 the block has 65 bytes, its Block1 says 64";
    harness.check(long, &[line]);
}

#[test]
fn the_client_goes_on_with_the_smaller_size_that_the_server_prefers() {
    let mut harness = Harness::with(Limits {
        block_size: BlockSize::at_most(32),
        ..Limits::default()
    });
    let body = body(100);
    // The first block has 64 bytes; the answer asks for 32, so that the next one is number 2.
    harness.check(part(1, &body, 0, 64), &["ACK 2.31 id=0001 Block1=9"]);
    harness.check(part(2, &body, 2, 32), &["ACK 2.31 id=0002 Block1=41"]);
    harness.receive(part(3, &body, 3, 32));
    assert_eq!(harness.call().request.payload(), body);
}

fn small() -> Limits {
    Limits {
        body_bytes_max: 100,
        ..Limits::default()
    }
}

#[test]
fn a_body_over_the_limit_is_refused_with_the_limit_however_it_comes() {
    let refusal = "Size1=100 a request body has at most 100 bytes here";
    let mut harness = Harness::with(small());
    harness.check(
        con(Code::POST, 1).path("a").payload(&[0; 101]),
        &[&std::format!("ACK 4.13 id=0001 {refusal}")],
    );
    harness.check(
        part(2, &body(101), 0, 64).uint(OptionNumber::SIZE1, 101),
        &[&std::format!("ACK 4.13 id=0002 Block1=10 {refusal}")],
    );
    harness.receive(part(3, &body(101), 0, 64));
    harness.sent();
    harness.check(
        part(4, &body(101), 1, 64),
        &[&std::format!("ACK 4.13 id=0004 Block1=18 {refusal}")],
    );
    assert_eq!(harness.server.uploads.bytes(), 0);
    harness.receive(con(Code::POST, 5).path("a").payload(&[0; 100]));
    assert_eq!(harness.call().request.payload().len(), 100);
}

#[test]
fn a_far_block_number_allocates_nothing() {
    let mut harness = Harness::new();
    let far = con(Code::POST, 1)
        .path("a")
        .block(OptionNumber::BLOCK1, (0xf_ffff, true, 1024));
    harness.receive(far.payload(&[0; 1024]));
    assert!(harness.lines().remove(0).starts_with("ACK 4.13"));
}

#[test]
fn an_abandoned_body_is_dropped() {
    let mut harness = Harness::new();
    harness.receive(part(1, &body(48), 0, 16));
    harness.receive(part(2, &body(48), 1, 16));
    assert_eq!(harness.server.uploads.bytes(), 32);
    harness.advance(92_999);
    assert_eq!(harness.server.uploads.bytes(), 32);
    harness.advance(1_001);
    assert_eq!(harness.server.uploads.bytes(), 0);
    assert_eq!(harness.server.counters().abandoned_uploads, 1);
}

#[test]
fn a_block_in_a_request_cannot_ask_for_a_later_block_of_the_answer() {
    let mut harness = Harness::new();
    harness.receive(part(1, &body(48), 0, 16).block(OptionNumber::BLOCK2, (1, false, 16)));
    assert!(harness.lines().remove(0).starts_with("ACK 4.00"));
}

proptest! {
    #[test]
    fn any_body_in_any_sizes_arrives_as_it_was(
        length in 0..4000usize,
        mut exponent in 0..7u8,
        shrink in proptest::collection::vec(0..9u8, 0..9),
    ) {
        let body = body(length);
        let mut harness = Harness::new();
        let (mut id, mut offset) = (0, 0);
        let mut shrink = shrink.into_iter();
        loop {
            let size = BlockSize::from_exponent(exponent).unwrap().bytes();
            harness.receive(part(id, &body, (offset / size) as u32, size));
            id += 1;
            offset += size;
            if offset >= body.len() {
                break;
            }
            prop_assert!(harness.lines().remove(0).starts_with("ACK 2.31"));
            exponent = exponent.saturating_sub(shrink.next().unwrap_or(9) / 6);
        }
        let call = harness.call();
        prop_assert_eq!(call.request.payload(), &body[..]);
    }
}
