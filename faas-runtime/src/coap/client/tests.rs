//! The client, rule by rule, against answers that are written here.

use super::*;
use crate::coap::block::BlockValue;
use crate::coap::builder::empty_message;
use crate::coap::message::{Message, MessageType};
use crate::coap::transmission::Transmission;
use proptest::prelude::*;
use std::string::{String, ToString};
use std::vec::Vec;

type Exchanging<'a> = Exchange<'a, VecSink>;

fn begin<'a>(identity: &'a mut Identity, request: Request<'a>) -> Exchanging<'a> {
    Exchange::new(
        request,
        VecSink::new(10_000),
        Transmission::default(),
        identity,
    )
}

fn send(exchange: &mut Exchanging<'_>, now_ms: u64) -> Option<Vec<u8>> {
    let mut buffer = [0; 2_048];
    let length = exchange.poll_transmit(now_ms, &mut buffer)?.unwrap();
    Some(buffer[..length].to_vec())
}

fn text(datagram: &[u8]) -> String {
    let message = Message::parse(datagram).unwrap();
    let tail = message.to_string();
    let id = std::format!(" id={:04x}", message.message_id());
    let token = std::format!(" token={:?}", message.token());
    tail.replace(&id, "").replace(&token, "")
}

/// An answer to `request`, with its token and, in an acknowledgement, its id.
fn answer(
    request: &[u8],
    kind: MessageType,
    code: Code,
    options: &[(OptionNumber, &[u8])],
    payload: &[u8],
) -> Vec<u8> {
    let request = Message::parse(request).unwrap();
    let id = match kind {
        MessageType::Acknowledgement => request.message_id(),
        _ => 0x7777,
    };
    let mut buffer = [0; 2_048];
    let mut builder = MessageBuilder::new(&mut buffer, kind, code, id, request.token()).unwrap();
    for (number, value) in options {
        builder.option(*number, value).unwrap();
    }
    let length = builder.finish_with(payload).unwrap();
    buffer[..length].to_vec()
}

fn acked(request: &[u8], code: Code, options: &[(OptionNumber, &[u8])], body: &[u8]) -> Vec<u8> {
    answer(request, MessageType::Acknowledgement, code, options, body)
}

fn code_of(event: Event) -> Code {
    match event {
        Event::Response(head) => head.code,
        other => panic!("{other:?}"),
    }
}

fn get() -> Request<'static> {
    Request::new(Method::Get, "light/1")
}

#[test]
fn a_request_is_written_with_all_its_options_in_order() {
    let mut identity = Identity::new(1);
    let request = Request {
        queries: &["from=1", "x"],
        payload: b"[1]",
        content_format: Some(ContentFormat::JSON),
        accept: Some(ContentFormat::CBOR),
        etag: ETag::new(b"e"),
        block_size: BlockSize::at_most(64),
        ..Request::new(Method::Post, "/log/temps")
    };
    let datagram = send(&mut begin(&mut identity, request), 0).unwrap();
    assert_eq!(
        text(&datagram),
        "CON 0.02 ETag=65 Uri-Path=\"log\" Uri-Path=\"temps\" Content-Format=50 \
         Uri-Query=\"from=1\" Uri-Query=\"x\" Accept=60 Block2=2 payload=3"
    );
}

#[test]
fn the_root_has_no_path_option() {
    for path in ["", "/"] {
        let mut identity = Identity::new(1);
        let mut exchange = begin(&mut identity, Request::new(Method::Get, path));
        assert_eq!(text(&send(&mut exchange, 0).unwrap()), "CON 0.01");
    }
}

#[test]
fn an_unanswered_request_is_sent_five_times_and_then_times_out() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let first = send(&mut exchange, 0).unwrap();
    let mut sent = 1;
    let mut now_ms = 0;
    let error = loop {
        assert_eq!(send(&mut exchange, now_ms), None);
        now_ms = exchange.poll_timeout().unwrap();
        let mut buffer = [0; 256];
        match exchange.poll_transmit(now_ms, &mut buffer).unwrap() {
            Ok(length) => assert_eq!(buffer[..length], first),
            Err(error) => break error,
        }
        sent += 1;
    };
    assert_eq!((error, sent), (ClientError::Timeout, 5));
    assert!((62_000..=93_000).contains(&now_ms));
    assert_eq!(exchange.poll_timeout(), None);
}

#[test]
fn after_an_empty_acknowledgement_the_answer_is_waited_for_and_acknowledged() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let request = send(&mut exchange, 0).unwrap();
    let id = Message::parse(&request).unwrap().message_id();
    let event = exchange.on_datagram(10, &empty_message(MessageType::Acknowledgement, id));
    assert_eq!(event, Event::Progress);
    assert_eq!(send(&mut exchange, 200_000), None);
    let separate = answer(
        &request,
        MessageType::Confirmable,
        Code::CONTENT,
        &[],
        b"on",
    );
    assert_eq!(
        code_of(exchange.on_datagram(200_000, &separate)),
        Code::CONTENT
    );
    assert_eq!(text(&send(&mut exchange, 200_000).unwrap()), "ACK 0.00");
    // The acknowledgement was lost: the answer comes again and is acknowledged again.
    assert_eq!(exchange.on_datagram(203_000, &separate), Event::Progress);
    assert_eq!(text(&send(&mut exchange, 203_000).unwrap()), "ACK 0.00");
}

#[test]
fn an_answer_that_never_follows_its_acknowledgement_times_out() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(
        &mut identity,
        Request {
            answer_wait_ms: 5_000,
            ..get()
        },
    );
    let request = send(&mut exchange, 0).unwrap();
    let id = Message::parse(&request).unwrap().message_id();
    exchange.on_datagram(10, &empty_message(MessageType::Acknowledgement, id));
    assert_eq!(exchange.poll_timeout(), Some(5_010));
    let mut buffer = [0; 64];
    let ended = exchange.poll_transmit(5_010, &mut buffer);
    assert_eq!(ended, Some(Err(ClientError::Timeout)));
}

#[test]
fn a_separate_answer_may_overtake_the_acknowledgement() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let request = send(&mut exchange, 0).unwrap();
    let separate = answer(
        &request,
        MessageType::NonConfirmable,
        Code::CONTENT,
        &[],
        b"on",
    );
    assert_eq!(code_of(exchange.on_datagram(1, &separate)), Code::CONTENT);
    let id = Message::parse(&request).unwrap().message_id();
    let late = empty_message(MessageType::Acknowledgement, id);
    assert_eq!(exchange.on_datagram(2, &late), Event::Ignored);
}

#[test]
fn a_reset_ends_the_exchange() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let request = send(&mut exchange, 0).unwrap();
    let id = Message::parse(&request).unwrap().message_id();
    let other = empty_message(MessageType::Reset, id.wrapping_add(1));
    assert_eq!(exchange.on_datagram(1, &other), Event::Ignored);
    let event = exchange.on_datagram(1, &empty_message(MessageType::Reset, id));
    assert_eq!(event, Event::Failed(ClientError::Reset));
}

#[test]
fn answers_for_others_are_ignored_and_confirmable_ones_reset() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let request = send(&mut exchange, 0).unwrap();
    let id = Message::parse(&request).unwrap().message_id();
    let mut wrong_token = acked(&request, Code::CONTENT, &[], b"on");
    wrong_token[4] ^= 1;
    assert_eq!(exchange.on_datagram(1, &wrong_token), Event::Ignored);
    let mut stranger = answer(
        &request,
        MessageType::Confirmable,
        Code::CONTENT,
        &[],
        b"on",
    );
    stranger[4] ^= 1;
    assert_eq!(exchange.on_datagram(1, &stranger), Event::Progress);
    assert_eq!(text(&send(&mut exchange, 1).unwrap()), "RST 0.00");
    // The request itself still stands.
    let right = acked(&request, Code::CONTENT, &[], b"on");
    assert_eq!(code_of(exchange.on_datagram(2, &right)), Code::CONTENT);
    assert_eq!(Message::parse(&right).unwrap().message_id(), id);
}

#[test]
fn a_non_confirmable_request_is_sent_once() {
    let mut identity = Identity::new(1);
    let request = Request {
        is_confirmable: false,
        answer_wait_ms: 900,
        ..get()
    };
    let mut exchange = begin(&mut identity, request);
    let datagram = send(&mut exchange, 0).unwrap();
    assert!(text(&datagram).starts_with("NON 0.01"));
    assert_eq!(send(&mut exchange, 899), None);
    assert_eq!(exchange.poll_timeout(), Some(900));
}

fn block(number: u32, more: bool, size: usize) -> Vec<u8> {
    let size = BlockSize::at_most(size);
    BlockValue { number, more, size }
        .encode()
        .as_bytes()
        .to_vec()
}

#[test]
fn the_blocks_of_an_answer_are_fetched_and_joined() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let first = send(&mut exchange, 0).unwrap();
    let options: [(OptionNumber, &[u8]); 2] = [
        (OptionNumber::ETAG, b"e"),
        (OptionNumber::BLOCK2, &block(0, true, 16)),
    ];
    let event = exchange.on_datagram(1, &acked(&first, Code::CONTENT, &options, &[1; 16]));
    assert_eq!(event, Event::Progress);
    let second = send(&mut exchange, 1).unwrap();
    assert!(
        text(&second).ends_with("Uri-Path=\"1\" Block2=16"),
        "{}",
        text(&second)
    );
    // The first answer once more changes nothing.
    let again = exchange.on_datagram(1, &acked(&first, Code::CONTENT, &options, &[1; 16]));
    assert_eq!(again, Event::Ignored);
    let options: [(OptionNumber, &[u8]); 2] = [
        (OptionNumber::ETAG, b"e"),
        (OptionNumber::BLOCK2, &block(1, false, 16)),
    ];
    let event = exchange.on_datagram(2, &acked(&second, Code::CONTENT, &options, &[2; 5]));
    assert_eq!(code_of(event), Code::CONTENT);
    assert_eq!(
        exchange.sink_mut().take(),
        [&[1; 16][..], &[2; 5][..]].concat()
    );
}

/// Lets the first block of an answer arrive, then `options` with 16 bytes as the second.
fn second_block(options: &[(OptionNumber, &[u8])]) -> Event {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let first = send(&mut exchange, 0).unwrap();
    let begun: [(OptionNumber, &[u8]); 2] = [
        (OptionNumber::ETAG, b"e"),
        (OptionNumber::BLOCK2, &block(0, true, 16)),
    ];
    exchange.on_datagram(1, &acked(&first, Code::CONTENT, &begun, &[1; 16]));
    let second = send(&mut exchange, 1).unwrap();
    exchange.on_datagram(2, &acked(&second, Code::CONTENT, options, &[2; 16]))
}

#[test]
fn blocks_that_do_not_fit_together_are_an_error() {
    let failed = |error| Event::Failed(error);
    let changed: [(OptionNumber, &[u8]); 2] = [
        (OptionNumber::ETAG, b"f"),
        (OptionNumber::BLOCK2, &block(1, false, 16)),
    ];
    assert_eq!(second_block(&changed), failed(ClientError::Changed));
    let skipped: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK2, &block(2, false, 16))];
    assert_eq!(second_block(&skipped), failed(ClientError::UnexpectedBlock));
    let short: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK2, &block(0, true, 32))];
    assert_eq!(second_block(&short), failed(ClientError::UnexpectedBlock));
    let reserved: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK2, &[0x17])];
    assert_eq!(
        second_block(&reserved),
        failed(ClientError::UnexpectedBlock)
    );
}

#[test]
fn an_error_in_place_of_a_block_is_the_answer() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let first = send(&mut exchange, 0).unwrap();
    let begun: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK2, &block(0, true, 16))];
    exchange.on_datagram(1, &acked(&first, Code::CONTENT, &begun, &[1; 16]));
    let second = send(&mut exchange, 1).unwrap();
    let gone = acked(&second, Code::REQUEST_ENTITY_INCOMPLETE, &[], b"gone");
    assert_eq!(
        code_of(exchange.on_datagram(2, &gone)),
        Code::REQUEST_ENTITY_INCOMPLETE
    );
    assert_eq!(exchange.sink_mut().take(), b"gone");
}

#[test]
fn a_large_body_is_sent_in_blocks_at_the_size_that_the_server_prefers() {
    let mut identity = Identity::new(1);
    let body: Vec<u8> = (0..100).collect();
    let request = Request {
        payload: &body,
        block_size: BlockSize::at_most(64),
        ..Request::new(Method::Post, "a")
    };
    let mut exchange = begin(&mut identity, request);
    let first = send(&mut exchange, 0).unwrap();
    assert!(text(&first).ends_with("Block2=2 Block1=10 Size1=100 payload=64"));
    let preferred: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK1, &block(0, true, 32))];
    exchange.on_datagram(1, &acked(&first, Code::CONTINUE, &preferred, b""));
    let second = send(&mut exchange, 1).unwrap();
    assert!(
        text(&second).ends_with("Block1=41 payload=32"),
        "{}",
        text(&second)
    );
    let next: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK1, &block(2, true, 32))];
    exchange.on_datagram(2, &acked(&second, Code::CONTINUE, &next, b""));
    let third = send(&mut exchange, 2).unwrap();
    assert!(
        text(&third).ends_with("Block1=49 payload=4"),
        "{}",
        text(&third)
    );
    assert_eq!(Message::parse(&third).unwrap().payload(), &body[96..]);
    let last: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK1, &block(3, false, 32))];
    let event = exchange.on_datagram(3, &acked(&third, Code::CHANGED, &last, b"ok"));
    assert_eq!(code_of(event), Code::CHANGED);
}

#[test]
fn a_refused_first_block_is_tried_again_in_the_size_that_the_server_names() {
    let mut identity = Identity::new(1);
    let body = [7; 100];
    let request = Request {
        payload: &body,
        ..Request::new(Method::Post, "a")
    };
    let mut exchange = begin(&mut identity, request);
    let first = send(&mut exchange, 0).unwrap();
    let smaller: [(OptionNumber, &[u8]); 1] = [(OptionNumber::BLOCK1, &block(0, true, 32))];
    let refusal = acked(&first, Code::REQUEST_ENTITY_TOO_LARGE, &smaller, b"");
    assert_eq!(exchange.on_datagram(1, &refusal), Event::Progress);
    let again = send(&mut exchange, 1).unwrap();
    assert!(
        text(&again).ends_with("Block1=9 Size1=100 payload=32"),
        "{}",
        text(&again)
    );
}

#[test]
fn a_challenge_is_returned_with_the_request_once() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let first = send(&mut exchange, 0).unwrap();
    let challenge: [(OptionNumber, &[u8]); 1] = [(OptionNumber::ECHO, b"prove")];
    let event = exchange.on_datagram(1, &acked(&first, Code::UNAUTHORIZED, &challenge, b""));
    assert_eq!(event, Event::Progress);
    let second = send(&mut exchange, 1).unwrap();
    let line = "CON 0.01 Uri-Path=\"light\" Uri-Path=\"1\" Echo=70726f7665";
    assert_eq!(text(&second), line);
    let event = exchange.on_datagram(2, &acked(&second, Code::UNAUTHORIZED, &challenge, b""));
    assert_eq!(code_of(event), Code::UNAUTHORIZED);
}

#[test]
fn an_answer_larger_than_the_sink_is_an_error() {
    let mut identity = Identity::new(1);
    let sink = VecSink::new(3);
    let mut exchange = Exchange::new(get(), sink, Transmission::default(), &mut identity);
    let request = send(&mut exchange, 0).unwrap();
    let event = exchange.on_datagram(1, &acked(&request, Code::CONTENT, &[], b"1234"));
    assert_eq!(
        event,
        Event::Failed(ClientError::Sink(SinkFull { capacity: 3 }))
    );
}

#[test]
fn a_request_that_does_not_fit_its_buffer_is_an_error() {
    let mut identity = Identity::new(1);
    let mut exchange = begin(&mut identity, get());
    let mut buffer = [0; 8];
    let ended = exchange.poll_transmit(0, &mut buffer);
    assert!(matches!(ended, Some(Err(ClientError::Request(_)))));
}

fn observing(identity: &mut Identity) -> (Exchanging<'_>, Vec<u8>) {
    let request = Request {
        observe: Some(Observe::Register),
        ..get()
    };
    let mut exchange = begin(identity, request);
    let first = send(&mut exchange, 0).unwrap();
    assert!(text(&first).starts_with("CON 0.01 Observe=0"));
    let event = exchange.on_datagram(
        1,
        &acked(
            &first,
            Code::CONTENT,
            &[(OptionNumber::OBSERVE, &[5])],
            b"1",
        ),
    );
    assert_eq!(code_of(event), Code::CONTENT);
    assert!(exchange.is_observing());
    (exchange, first)
}

fn notification(request: &[u8], number: u8, body: &[u8]) -> Vec<u8> {
    let options: [(OptionNumber, &[u8]); 1] = [(OptionNumber::OBSERVE, &[number])];
    let mut datagram = answer(
        request,
        MessageType::Confirmable,
        Code::CONTENT,
        &options,
        body,
    );
    datagram[3] = number;
    datagram
}

#[test]
fn notifications_are_acknowledged_and_delivered_in_order() {
    let mut identity = Identity::new(1);
    let (mut exchange, request) = observing(&mut identity);
    assert_eq!(exchange.poll_timeout(), None);
    let event = exchange.on_datagram(9, &notification(&request, 7, b"second"));
    assert_eq!(code_of(event), Code::CONTENT);
    assert_eq!(exchange.sink_mut().take(), b"second");
    assert_eq!(text(&send(&mut exchange, 9).unwrap()), "ACK 0.00");
    // An older one that was overtaken is acknowledged and nothing more.
    let late = exchange.on_datagram(10, &notification(&request, 6, b"first"));
    assert_eq!(late, Event::Progress);
    assert_eq!(text(&send(&mut exchange, 10).unwrap()), "ACK 0.00");
    // After two minutes any number is new.
    let event = exchange.on_datagram(140_000, &notification(&request, 4, b"third"));
    assert_eq!(code_of(event), Code::CONTENT);
}

#[test]
fn an_error_ends_the_observation() {
    let mut identity = Identity::new(1);
    let (mut exchange, request) = observing(&mut identity);
    let gone = answer(
        &request,
        MessageType::Confirmable,
        Code::NOT_FOUND,
        &[],
        b"",
    );
    assert_eq!(code_of(exchange.on_datagram(9, &gone)), Code::NOT_FOUND);
    assert!(!exchange.is_observing());
}

#[test]
fn deregistering_asks_once_more_with_the_same_token() {
    let mut identity = Identity::new(1);
    let (mut exchange, request) = observing(&mut identity);
    exchange.deregister(10);
    let goodbye = send(&mut exchange, 10).unwrap();
    assert!(text(&goodbye).starts_with("CON 0.01 Observe=1"));
    let token = |datagram: &[u8]| Message::parse(datagram).unwrap().token();
    assert_eq!(token(&goodbye), token(&request));
    let event = exchange.on_datagram(11, &acked(&goodbye, Code::CONTENT, &[], b"last"));
    assert_eq!(code_of(event), Code::CONTENT);
    assert!(!exchange.is_observing());
}

proptest! {
    #[test]
    fn random_datagrams_never_panic(
        datagrams in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..40)
    ) {
        let mut identity = Identity::new(1);
        let mut exchange = begin(&mut identity, Request {
            payload: &[1; 3000],
            observe: Some(Observe::Register),
            ..Request::new(Method::Fetch, "a")
        });
        let mut last = send(&mut exchange, 0).unwrap();
        for (index, mut datagram) in datagrams.into_iter().enumerate() {
            // Half of them look like answers to the last message.
            if index % 2 == 0 && datagram.len() > 8 {
                let id_and_token = 2..8;
                datagram[id_and_token.clone()].copy_from_slice(&last[id_and_token]);
                datagram[0] = 0x44 | (datagram[0] & 0x30);
            }
            exchange.on_datagram(index as u64, &datagram);
            let mut buffer = [0; 2_048];
            while let Some(Ok(length)) = exchange.poll_transmit(index as u64, &mut buffer) {
                if length >= 8 {
                    last = buffer[..length].to_vec();
                }
            }
        }
    }
}
