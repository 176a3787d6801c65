//! Answers in blocks (RFC 7959 sections 2.4, 2.7 and 3.3).

use super::*;
use crate::coap::block::{BlockSize, BlockValue};
use proptest::prelude::*;

fn body(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index * 11 % 241) as u8).collect()
}

fn get(id: u16, block: Option<(u32, bool, usize)>) -> Draft {
    let draft = con(Code::GET, id).path("a");
    match block {
        Some(block) => draft.block(OptionNumber::BLOCK2, block),
        None => draft,
    }
}

/// Asks for a block of a body; returns code, block, payload and ETag of the answer, and how
/// often the handler ran for it.
fn fetch(
    harness: &mut Harness,
    draft: Draft,
    body: &[u8],
) -> (Code, Option<BlockValue>, Vec<u8>, Option<Vec<u8>>, usize) {
    harness.receive(draft);
    let calls = harness.serve(|_| Response::content(body.to_vec()));
    let sent = harness.sent();
    assert_eq!(sent.len(), 1);
    let message = Message::parse(&sent[0]).unwrap();
    let block = message
        .option(OptionNumber::BLOCK2)
        .map(|value| BlockValue::decode(value).unwrap());
    let etag = message.option(OptionNumber::ETAG).map(<[u8]>::to_vec);
    (
        message.code(),
        block,
        message.payload().to_vec(),
        etag,
        calls,
    )
}

#[test]
fn a_large_answer_comes_in_blocks_of_one_run_with_one_etag() {
    let mut harness = Harness::new();
    let body = body(2500);
    let (code, block, first, etag, calls) = fetch(&mut harness, get(1, None), &body);
    assert_eq!((code, calls), (Code::CONTENT, 1));
    assert_eq!(
        block,
        Some(BlockValue {
            number: 0,
            more: true,
            size: BlockSize::MAX
        })
    );
    assert!(etag.is_some());
    let mut whole = first;
    for number in 1..3 {
        let draft = get(10 + number as u16, Some((number, false, 1024)));
        let (_, block, payload, again, calls) = fetch(&mut harness, draft, b"another body");
        let block = block.unwrap();
        assert_eq!((block.number, block.more), (number, number < 2));
        assert_eq!((again, calls), (etag.clone(), 0));
        whole.extend(payload);
    }
    assert_eq!(whole, body);
}

#[test]
fn the_first_block_says_how_large_the_whole_is() {
    let mut harness = Harness::new();
    harness.receive(get(1, Some((0, false, 64))));
    harness.serve(|_| Response::content(body(100)).with_etag(crate::coap::ETag::from_u64(1)));
    let line = "ACK 2.05 id=0001 ETag=0000000000000001 Block2=10 Size2=100 payload=64";
    assert_eq!(harness.lines(), [line]);
    harness.receive(con(Code::GET, 2).path("b").uint(OptionNumber::SIZE2, 0));
    harness.serve(|_| Response::content(body(100)));
    assert_eq!(harness.lines(), ["ACK 2.05 id=0002 Size2=100 payload=100"]);
}

#[test]
fn the_client_may_ask_for_a_smaller_size_at_once() {
    let mut harness = Harness::new();
    let (_, block, payload, ..) = fetch(&mut harness, get(1, Some((0, false, 32))), &body(100));
    assert_eq!(
        block,
        Some(BlockValue {
            number: 0,
            more: true,
            size: BlockSize::at_most(32)
        })
    );
    assert_eq!(payload, body(32));
}

#[test]
fn the_client_may_ask_for_a_smaller_size_later() {
    let mut harness = Harness::new();
    fetch(&mut harness, get(1, None), &body(3000));
    let draft = get(2, Some((4, false, 256)));
    let (_, block, payload, _, calls) = fetch(&mut harness, draft, b"");
    assert_eq!(block.unwrap().offset(), 1024);
    assert_eq!((payload, calls), (body(3000)[1024..1280].to_vec(), 0));
}

#[test]
fn a_larger_size_than_the_servers_keeps_the_position() {
    let limits = Limits {
        block_size: BlockSize::at_most(256),
        ..Limits::default()
    };
    let mut harness = Harness::with(limits);
    fetch(&mut harness, get(1, None), &body(3000));
    let (_, block, payload, ..) = fetch(&mut harness, get(2, Some((1, false, 1024))), b"");
    assert_eq!(
        block,
        Some(BlockValue {
            number: 4,
            more: true,
            size: BlockSize::at_most(256)
        })
    );
    assert_eq!(payload, body(3000)[1024..1280]);
}

#[test]
fn a_small_answer_says_that_it_is_whole_only_if_blocks_were_asked_for() {
    let mut harness = Harness::new();
    let (_, block, payload, ..) = fetch(&mut harness, get(1, Some((0, false, 64))), b"small");
    assert_eq!(
        block,
        Some(BlockValue {
            number: 0,
            more: false,
            size: BlockSize::at_most(64)
        })
    );
    assert_eq!(payload, b"small");
    assert_eq!(fetch(&mut harness, get(2, None), b"small").1, None);
    let (_, block, payload, ..) = fetch(&mut harness, get(3, Some((0, false, 64))), &body(64));
    assert!(!block.unwrap().more);
    assert_eq!(payload.len(), 64);
}

#[test]
fn a_block_past_the_end_is_a_bad_request() {
    let mut harness = Harness::new();
    fetch(&mut harness, get(1, None), &body(2048));
    harness.check(
        get(2, Some((2, false, 1024))),
        &["ACK 4.00 id=0002 block 2 is past the end: the answer has 2048 bytes"],
    );
}

#[test]
fn a_later_block_of_an_answer_that_is_not_kept_is_a_new_request_and_says_so() {
    let mut harness = Harness::new();
    harness.receive(get(1, Some((1, false, 64))));
    let call = harness.call();
    assert!(call.request.is_later_block());
    harness.complete(call, Response::content(body(100)));
    assert!(
        harness
            .lines()
            .remove(0)
            .starts_with("ACK 2.05 id=0001 ETag=")
    );
    let past = get(2, Some((9, false, 64)));
    harness.receive(past);
    harness.serve(|_| Response::content(body(100)));
    assert!(
        harness
            .lines()
            .remove(0)
            .starts_with("ACK 4.00 id=0002 block 9 is past the end")
    );
}

#[test]
fn an_error_for_a_later_block_is_sent_as_it_is() {
    let mut harness = Harness::new();
    harness.receive(get(1, Some((3, false, 64))));
    harness.serve(|_| Response::diagnostic(Code::NOT_FOUND, "gone"));
    assert_eq!(harness.lines(), ["ACK 4.04 id=0001 gone"]);
}

#[test]
fn an_answer_is_kept_while_it_is_fetched_and_a_little_longer() {
    let mut harness = Harness::new();
    fetch(&mut harness, get(1, None), &body(3000));
    for id in 2..6 {
        harness.advance(90_000);
        let draft = get(id, Some((1, false, 1024)));
        assert_eq!(fetch(&mut harness, draft, b"").4, 0);
    }
    let last = |id| get(id, Some((2, false, 1024)));
    assert_eq!(fetch(&mut harness, last(7), b"").4, 0);
    harness.advance(9_000);
    assert_eq!(fetch(&mut harness, last(8), b"").4, 0);
    assert_eq!(harness.server.answers.bytes(), 3000);
    harness.advance(11_000);
    assert_eq!(harness.server.answers.bytes(), 0);
    assert_eq!(fetch(&mut harness, last(9), &body(3000)).4, 1);
}

#[test]
fn a_new_request_for_the_first_block_runs_the_handler_again() {
    let mut harness = Harness::new();
    fetch(&mut harness, get(1, None), &body(3000));
    let (_, _, payload, _, calls) = fetch(&mut harness, get(2, None), b"changed");
    assert_eq!((payload.as_slice(), calls), (b"changed".as_slice(), 1));
    assert_eq!(harness.server.answers.bytes(), 0);
}

#[test]
fn the_same_content_has_the_same_etag_and_other_content_another() {
    let mut harness = Harness::new();
    let mut etag = |id, body: &[u8]| fetch(&mut harness, get(id, None), body).3.unwrap();
    let first = etag(1, &body(3000));
    assert_eq!(etag(2, &body(3000)), first);
    assert_ne!(etag(3, &body(3001)), first);
}

#[test]
fn answers_of_different_peers_and_queries_do_not_mix() {
    let mut harness = Harness::new();
    fetch(&mut harness, get(1, None), &body(3000));
    let later = get(2, Some((1, false, 1024)));
    harness.receive_from(peer(2), &later.clone().bytes());
    assert!(harness.call().request.is_later_block());
    harness.receive(later.clone().option(OptionNumber::URI_QUERY, b"x"));
    assert!(harness.call().request.is_later_block());
    assert_eq!(fetch(&mut harness, later, b"").4, 0);
}

#[test]
fn a_body_in_blocks_may_get_an_answer_in_blocks() {
    // RFC 7959 figure 11: Block1 both ways, then Block2 without a body.
    let mut harness = Harness::new();
    let post = |id| con(Code::POST, id).path("soap");
    harness.check(
        post(1)
            .block(OptionNumber::BLOCK1, (0, true, 128))
            .payload(&[1; 128]),
        &["ACK 2.31 id=0001 Block1=11"],
    );
    harness.receive(
        post(2)
            .block(OptionNumber::BLOCK1, (1, false, 128))
            .payload(&[1; 9]),
    );
    let call = harness.call();
    assert_eq!(call.request.payload(), [1; 137]);
    let etag = crate::coap::ETag::from_u64(1);
    harness.complete(
        call,
        Response::new(Code::CHANGED)
            .with_payload(body(2000))
            .with_etag(etag),
    );
    let etag = "ETag=0000000000000001";
    let line = "Block2=14 Block1=19 Size2=2000 payload=1024";
    assert_eq!(
        harness.lines(),
        [std::format!("ACK 2.04 id=0002 {etag} {line}")]
    );
    harness.check(
        post(3).block(OptionNumber::BLOCK2, (1, false, 1024)),
        &[&std::format!(
            "ACK 2.04 id=0003 {etag} Block2=22 Size2=2000 payload=976"
        )],
    );
}

#[test]
fn an_answer_over_the_limit_is_an_error_that_says_so() {
    let mut harness = Harness::with(Limits {
        answer_bytes_max: 2000,
        ..Limits::default()
    });
    harness.receive(get(1, None));
    harness.serve(|_| Response::content(body(2001)));
    let sentence = "the answer has 2001 bytes, over the limit of 2000 of this server";
    assert_eq!(
        harness.lines(),
        [std::format!("ACK 5.00 id=0001 {sentence}")]
    );
}

#[test]
fn a_separate_answer_may_come_in_blocks_too() {
    let mut harness = Harness::new();
    harness.receive(get(1, None).token(b"t"));
    let call = harness.call();
    harness.advance(2_000);
    harness.sent();
    harness.complete(call, Response::content(body(1500)));
    let line = harness.lines().remove(0);
    assert!(line.starts_with("CON 2.05 id=* token=74 ETag="), "{line}");
    assert!(
        line.ends_with("Block2=14 Size2=1500 payload=1024"),
        "{line}"
    );
    assert_eq!(
        fetch(&mut harness, get(2, Some((1, false, 1024))), b"").2,
        body(1500)[1024..]
    );
}

proptest! {
    #[test]
    fn any_body_in_any_sizes_is_fetched_as_it_is(
        length in 0..5000usize,
        first in 0..8u8,
        exponents in proptest::collection::vec(0..7u8, 1..8),
    ) {
        let body = body(length);
        let mut harness = Harness::new();
        let mut whole = Vec::new();
        let mut wanted = BlockSize::from_exponent(first).map(|size| (0, false, size.bytes()));
        let mut exponents = exponents.into_iter().cycle();
        let mut limit = first.min(6);
        for id in 0.. {
            let (code, block, payload, ..) = fetch(&mut harness, get(id, wanted), &body);
            prop_assert_eq!(code, Code::CONTENT);
            whole.extend(payload);
            if !block.is_some_and(|block| block.more) {
                break;
            }
            // The position must be a multiple of the size, so that sizes only shrink.
            limit = limit.min(exponents.next().unwrap().max(limit.saturating_sub(1)));
            let size = BlockSize::from_exponent(limit).unwrap().bytes();
            wanted = Some(((whole.len() / size) as u32, false, size));
        }
        prop_assert_eq!(whole, body);
    }
}
