//! `boto3` in functions on devices: each call is a request to the edge, with at most one effect.

use std::path::Path;

use nanolambda_device_tests::{Device, images, of_kind};
use nanolambda_interop::{Edge, call, create_function, zip_of};
use serde_json::{Value, json};

const BOARD: &str = "mps2-an385";

/// Counts its calls in the instance that the edge keeps warm.
const COUNT: &str = "
n = 0
def handler(event, context):
    global n
    n += 1
    return n
";

const CALLS: &str = "
import json
import boto3
from botocore.exceptions import ClientError

s3 = boto3.client('s3')
functions = boto3.client('lambda')


def handler(event, context):
    key = 'sample-%d' % context.seq
    s3.put_object(Bucket='samples', Key=key, Body=str(event[0]))
    kept = s3.get_object(Bucket='samples', Key=key)['Body'].read().decode()
    answer = functions.invoke(FunctionName='count', Payload=b'{}')
    try:
        s3.get_object(Bucket='samples', Key='none')
        missing = None
    except ClientError as error:
        missing = error.response['Error']['Code']
    s3.put_object(Bucket='samples', Key='gone', Body=b'')
    s3.delete_object(Bucket='samples', Key='gone')
    return [kept, int(answer['Payload'].read()), answer['StatusCode'], missing]
";

fn create(edge: &Edge, name: &str, source: &str) {
    let zip = zip_of(&[("handler.py", source)]);
    let reply = create_function(&edge.aws(), name, "handler.handler", &zip, &json!({}));
    assert_eq!(reply.expect("an answer").status, 201);
}

/// An edge with a bucket and the two functions.
fn edge(home: &Path) -> Edge {
    let edge = Edge::start(home);
    create(&edge, "count", COUNT);
    create(&edge, "calls", CALLS);
    let bucket = call("PUT", &format!("{}/samples", edge.aws()), &[], b"");
    assert_eq!(bucket.expect("an answer").status, 200);
    edge
}

fn object(edge: &Edge, key: &str) -> (u16, String) {
    let reply = call("GET", &format!("{}/samples/{key}", edge.aws()), &[], b"");
    let reply = reply.expect("an answer");
    (reply.status, reply.text())
}

/// What a function is told when a line is so bad that no try gets through in time.
const SILENCE: &str = "EndpointConnectionError: the edge does not answer";

/// Reads on until so many calls have come to their end, and checks that each event has had each
/// effect once. Calls that were told of silence may have had theirs or not, but not twice.
fn check_calls(edge: &Edge, device: &mut Device, count: usize) {
    let is_silence = |call: &Value| {
        call["error"]
            .as_str()
            .is_some_and(|error| error.starts_with(SILENCE))
    };
    let mut events: Vec<Value> = Vec::new();
    while of_kind(&events, "call")
        .filter(|call| !is_silence(call))
        .count()
        < count
    {
        events.extend(device.until("call"));
    }
    assert_eq!(of_kind(&events, "refuse").count(), 0, "{events:#?}");
    let mut counted = 0;
    for (at, call) in of_kind(&events, "call").enumerate() {
        if is_silence(call) {
            continue;
        }
        let before = std::mem::replace(&mut counted, call["result"][1].as_u64().unwrap_or(0));
        assert!((before + 1..=at as u64 + 1).contains(&counted), "{call}");
        let seq = call["seq"].as_u64().expect("a number");
        let sample = of_kind(&events, "sample").find(|sample| sample["seq"] == seq);
        let sample = sample.expect("a sample")["value"].to_string();
        let expected = json!([sample, counted, 200, "NoSuchKey"]);
        assert_eq!(call["result"], expected, "{call}");
        assert_eq!(call["place"], "local", "{call}");
        assert_eq!(object(edge, &format!("sample-{seq}")), (200, sample));
    }
    assert_eq!(object(edge, "gone").0, 404);
}

#[test]
fn a_function_on_a_simulated_device_reaches_objects_and_functions_over_a_bad_line() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let flags = ["--function", "calls", "--rate", "50", "--loss", "10"];
    let flash = home.path().join("device.flash");
    let mut device = Device::start("sim", &edge, &flash, &flags);
    check_calls(&edge, &mut device, 6);
}

#[test]
fn a_function_on_a_board_reaches_objects_and_functions() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let images = images(BOARD, Path::new(env!("CARGO_TARGET_TMPDIR")));
    let image = images.join("device").display().to_string();
    let flags = ["--image", &image, "--function", "calls", "--rate", "20"];
    let flash = home.path().join("board.flash");
    let mut device = Device::start(BOARD, &edge, &flash, &flags);
    check_calls(&edge, &mut device, 5);
}

/// A call whose power is cut after its requests asks for the same again, and nothing happens twice.
#[test]
fn requests_of_an_event_have_one_effect_though_the_power_is_cut() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let flash = home.path().join("device.flash");
    let source = "
import boto3

functions = boto3.client('lambda')


def handler(event, context):
    answer = functions.invoke(FunctionName='count')
    print('counted')
    n = 0
    while n < 200000:
        n += 1
    return int(answer['Payload'].read())
";
    create(&edge, "slow", source);
    let flags = ["--function", "slow", "--rate", "100"];
    let mut device = Device::start("sim", &edge, &flash, &flags);
    drop(device.until_found(|event| event["text"] == "counted"));
    drop(device.kill());
    let mut device = Device::start("sim", &edge, &flash, &flags);
    for _ in 0..3 {
        let events = device.until("call");
        let call = events.last().expect("a call");
        assert_eq!(call["result"], call["seq"], "{call}");
    }
}

fn error_of(call: &Value) -> &str {
    call["error"].as_str().unwrap_or_default()
}

#[test]
fn what_devices_have_not_is_refused_in_words() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    for (name, body, expected) in [
        (
            "lists",
            "boto3.client('s3').list_buckets()",
            "NotImplementedError: s3.list_buckets is not available on devices",
        ),
        (
            "tables",
            "boto3.client('dynamodb')",
            "NotImplementedError: boto3.client('dynamodb') is not available on devices",
        ),
        (
            "large",
            "boto3.client('s3').put_object(Bucket='b', Key='k', Body=b'x' * 2000)",
            "ValueError: the request is longer than a device sends",
        ),
        (
            "nowhere",
            "boto3.client('s3').put_object(Bucket='nowhere', Key='k', Body=b'x')",
            "ClientError: An error occurred (NoSuchBucket) when calling the PutObject operation",
        ),
    ] {
        let source = format!("import boto3\n\ndef handler(event, context):\n    {body}\n");
        create(&edge, name, &source);
        let flash = home.path().join(format!("{name}.flash"));
        let flags = ["--function", name, "--rate", "20"];
        let mut device = Device::start("sim", &edge, &flash, &flags);
        let events = device.until("call");
        let call = events.last().expect("a call");
        assert!(error_of(call).starts_with(expected), "{call}");
    }
    // What does not link runs on the edge.
    let source = "
import boto3.session

def handler(event, context):
    return len(boto3.session.Session().client('s3').list_buckets()['Buckets'])
";
    create(&edge, "sessions", source);
    let flash = home.path().join("sessions.flash");
    let mut device = Device::start("sim", &edge, &flash, &["--function", "sessions"]);
    let events = device.until("call");
    let refused = of_kind(&events, "refuse").next().expect("a refusal");
    let reason = refused["reason"].as_str().expect("a reason");
    assert!(reason.contains("boto3 of devices"), "{reason}");
    let call = events.last().expect("a call");
    assert_eq!(
        (&call["place"], &call["result"]),
        (&json!("remote"), &json!(1))
    );
}

#[test]
fn a_function_is_told_that_the_edge_is_away() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let flash = home.path().join("device.flash");
    let source = "
import boto3
from botocore.exceptions import EndpointConnectionError

functions = boto3.client('lambda')


def handler(event, context):
    try:
        return functions.invoke(FunctionName='count')['StatusCode']
    except EndpointConnectionError:
        return 'away'
";
    create(&edge, "asks", source);
    let flags = ["--function", "asks", "--rate", "20"];
    let mut device = Device::start("sim", &edge, &flash, &flags);
    let events = device.until("call");
    assert_eq!(events.last().expect("a call")["result"], 200);
    edge.kill();
    drop(device.until_found(|event| event["result"] == "away"));
    let events = device.until("call");
    assert_eq!(events.last().expect("a call")["result"], "away");
}
