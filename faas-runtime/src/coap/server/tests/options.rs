//! Options that the server understands, ignores or refuses (RFC 7252 section 5.4).

use super::*;
use crate::coap::Observe;
use crate::coap::content_format::ContentFormat;
use crate::coap::option::ETag;

fn refused(draft: Draft, expected: &str) {
    let mut harness = Harness::new();
    harness.receive(draft);
    assert!(harness.server.poll_call().is_none());
    assert_eq!(harness.lines(), [expected]);
}

fn accepted(draft: Draft) -> Request {
    let mut harness = Harness::new();
    harness.receive(draft);
    harness.call().request
}

fn get() -> Draft {
    con(Code::GET, 1).path("a")
}

#[test]
fn an_unknown_critical_option_is_refused_with_its_number() {
    refused(
        get().option(OptionNumber(9), b"x"),
        "ACK 4.02 id=0001 critical option 9 (Option-9) is not known to this server",
    );
    refused(
        get().uint(OptionNumber(65_001), 1),
        "ACK 4.02 id=0001 critical option 65001 (Option-65001) is not known to this server",
    );
}

#[test]
fn an_unknown_critical_option_in_a_non_confirmable_request_is_silence() {
    let mut harness = Harness::new();
    harness.check(
        non(Code::GET, 1).path("a").option(OptionNumber(9), b"x"),
        &[],
    );
    assert!(harness.server.poll_call().is_none());
}

#[test]
fn unknown_elective_options_are_ignored() {
    let request = accepted(
        get()
            .option(OptionNumber(2048), b"x")
            .option(OptionNumber(258), b"x"),
    );
    assert!(request.path_is(&["a"]));
}

#[test]
fn critical_options_with_a_wrong_length_or_form_or_repeated_are_refused() {
    let wrong = "has a value of a wrong length or form";
    let expect = |option: &str, reason: &str| {
        std::format!("ACK 4.02 id=0001 critical option {option} {reason}")
    };
    let long = [b'x'; 256];
    refused(
        get().option(OptionNumber::URI_PATH, &long),
        &expect("11 (Uri-Path)", wrong),
    );
    refused(
        get().option(OptionNumber::URI_QUERY, &[0xff]),
        &expect("15 (Uri-Query)", wrong),
    );
    refused(
        get().option(OptionNumber::ACCEPT, &[0, 0, 1]),
        &expect("17 (Accept)", wrong),
    );
    refused(
        get().option(OptionNumber::URI_HOST, b""),
        &expect("3 (Uri-Host)", wrong),
    );
    refused(
        get()
            .uint(OptionNumber::ACCEPT, 0)
            .uint(OptionNumber::ACCEPT, 50),
        &expect("17 (Accept)", "stands more than once"),
    );
}

#[test]
fn elective_options_with_a_wrong_length_or_repeated_are_ignored() {
    let request = accepted(
        get()
            .option(OptionNumber::CONTENT_FORMAT, &[0, 0, 50])
            .option(OptionNumber::SIZE1, &[0; 9]),
    );
    assert_eq!(request.content_format(), None);
    let request = accepted(
        get()
            .uint(OptionNumber::CONTENT_FORMAT, 50)
            .uint(OptionNumber::CONTENT_FORMAT, 60),
    );
    assert_eq!(request.content_format(), Some(ContentFormat::JSON));
}

#[test]
fn conditional_requests_are_refused_because_they_would_not_be_honoured() {
    let sentence = "is not supported: nothing here is changed conditionally";
    refused(
        get().option(OptionNumber::IF_MATCH, b"x"),
        &std::format!("ACK 4.02 id=0001 critical option 1 (If-Match) {sentence}"),
    );
    refused(
        get().option(OptionNumber::IF_NONE_MATCH, b""),
        &std::format!("ACK 4.02 id=0001 critical option 5 (If-None-Match) {sentence}"),
    );
}

#[test]
fn forwarding_is_refused() {
    let line = "ACK 5.05 id=0001 this server forwards nothing for others";
    refused(
        get().option(OptionNumber::PROXY_URI, b"coap://other/a"),
        line,
    );
    refused(get().option(OptionNumber::PROXY_SCHEME, b"coap"), line);
}

#[test]
fn host_and_port_are_accepted() {
    let request = accepted(
        get()
            .option(OptionNumber::URI_HOST, b"edge")
            .uint(OptionNumber::URI_PORT, 5683),
    );
    assert!(request.path_is(&["a"]));
}

#[test]
fn the_request_shows_path_query_formats_and_observe() {
    let request = accepted(
        con(Code::GET, 1)
            .path("log/größe")
            .option(OptionNumber::URI_QUERY, b"from=7")
            .option(OptionNumber::URI_QUERY, b"tail")
            .uint(OptionNumber::CONTENT_FORMAT, 50)
            .uint(OptionNumber::ACCEPT, 60)
            .uint(OptionNumber::OBSERVE, 0)
            .payload(b"body"),
    );
    assert_eq!(request.path().collect::<Vec<_>>(), ["log", "größe"]);
    assert_eq!(request.query("from"), Some("7"));
    assert_eq!(request.query("tail"), Some(""));
    assert_eq!(request.query("fro"), None);
    assert_eq!(request.content_format(), Some(ContentFormat::JSON));
    assert_eq!(request.accept(), Some(ContentFormat::CBOR));
    assert_eq!(request.observe(), Some(Observe::Register));
    assert_eq!(request.peer(), peer(1));
    assert_eq!(request.payload(), b"body");
    assert_eq!(request.into_payload(), "body");
}

#[test]
fn observe_on_a_method_that_cannot_be_observed_is_ignored() {
    let request = accepted(con(Code::POST, 1).path("a").uint(OptionNumber::OBSERVE, 0));
    assert_eq!(request.observe(), None);
}

#[test]
fn a_representation_that_the_client_has_is_not_sent_again() {
    let mut harness = Harness::new();
    let tagged = |id, etag: &[u8]| {
        con(Code::GET, id)
            .path("a")
            .option(OptionNumber::ETAG, b"old")
            .option(OptionNumber::ETAG, etag)
    };
    let content = |_| {
        Response::content("new content")
            .with_etag(ETag::new(b"new").unwrap())
            .with_max_age(9)
    };
    harness.receive(tagged(1, b"new"));
    harness.serve(content);
    assert_eq!(harness.lines(), ["ACK 2.03 id=0001 ETag=6e6577 Max-Age=9"]);
    harness.receive(tagged(2, b"other"));
    harness.serve(content);
    assert_eq!(
        harness.lines(),
        ["ACK 2.05 id=0002 ETag=6e6577 Max-Age=9 payload=11"]
    );
}

#[test]
fn reserved_block_sizes_are_refused() {
    let line =
        |option| std::format!("ACK 4.00 id=0001 {option}: block size exponent 7 is reserved");
    refused(get().uint(OptionNumber::BLOCK2, 7), &line("Block2"));
    refused(get().uint(OptionNumber::BLOCK1, 7), &line("Block1"));
}
