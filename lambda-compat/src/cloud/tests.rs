//! The cloud over a store in memory, without functions.

use std::time::Duration;

use faas_runtime::ManualClock;
use s3_compat::MemoryObjectStore;
use serde_json::{Value, json};

use super::*;

fn cloud() -> Cloud {
    let clock = ManualClock::new();
    let cloud = Cloud::new(Arc::new(MemoryObjectStore::default()), Arc::new(clock));
    ask(&cloud, "CreateBucket", json!({"Bucket": "bucket"}), b"");
    cloud
}

/// The object of the answer and its body.
fn ask(cloud: &Cloud, operation: &str, parameters: Value, body: &[u8]) -> (Value, Vec<u8>) {
    let parameters = parameters.to_string();
    let call = CloudCall::new("s3", operation, &parameters, body, Duration::from_secs(1));
    let answer = cloud.call(&call).expect("there is an S3");
    let at = answer.iter().position(|byte| *byte == b'\n');
    let (head, body) = answer.split_at(at.unwrap_or(answer.len()));
    let head = serde_json::from_slice(head).expect("JSON");
    (head, body.get(1..).unwrap_or_default().to_vec())
}

#[track_caller]
fn refused(operation: &str, parameters: Value, code: &str, status: u16) {
    let (head, _) = ask(&cloud(), operation, parameters, b"");
    let error = &head["error"];
    assert_eq!(
        (&error["Code"], &error["HTTPStatusCode"]),
        (&json!(code), &json!(status))
    );
}

#[test]
fn objects_are_written_read_in_parts_copied_and_deleted() {
    let cloud = cloud();
    let at = json!({"Bucket": "bucket", "Key": "a b"});
    let put = json!({"Bucket": "bucket", "Key": "a b", "Metadata": {"Kind": "x"}});
    let (head, _) = ask(&cloud, "PutObject", put, b"one\ntwo");
    let tag = head["ETag"].clone();
    assert!(tag.as_str().is_some_and(|tag| tag.len() == 34), "{head}");
    let (head, body) = ask(&cloud, "GetObject", at.clone(), b"");
    assert_eq!(body, b"one\ntwo");
    assert_eq!(head["ContentLength"], 7);
    assert_eq!(head["ETag"], tag);
    assert_eq!(head["Metadata"], json!({"kind": "x"}));
    assert_eq!(head["ContentType"], "binary/octet-stream");
    assert_eq!(head["LastModified"], "1970-01-01T00:00:00+00:00");
    let range = json!({"Bucket": "bucket", "Key": "a b", "Range": "bytes=-3"});
    let (head, body) = ask(&cloud, "GetObject", range, b"");
    assert_eq!(
        (head["ContentRange"].as_str(), &body[..]),
        (Some("bytes 4-6/7"), &b"two"[..])
    );
    assert_eq!(head["ResponseMetadata"]["HTTPStatusCode"], 206);
    for source in [
        json!("bucket/a%20b"),
        json!({"Bucket": "bucket", "Key": "a b"}),
    ] {
        let copy = json!({"Bucket": "bucket", "Key": "copy", "CopySource": source});
        let (head, _) = ask(&cloud, "CopyObject", copy, b"");
        assert_eq!(head["CopyObjectResult"]["ETag"], tag);
    }
    let keys = json!({"Objects": [{"Key": "copy"}, {"Key": "none"}]});
    let delete = json!({"Bucket": "bucket", "Delete": keys});
    let (head, _) = ask(&cloud, "DeleteObjects", delete, b"");
    assert_eq!(head["Deleted"], json!([{"Key": "copy"}, {"Key": "none"}]));
    let (head, _) = ask(&cloud, "DeleteObject", at.clone(), b"");
    assert_eq!(head["ResponseMetadata"]["HTTPStatusCode"], 204);
    let (head, _) = ask(&cloud, "HeadObject", at, b"");
    assert_eq!(head["error"]["Code"], "404");
}

#[test]
fn listings_come_in_pages() {
    let cloud = cloud();
    for key in ["a/1", "a/2", "b", "c"] {
        ask(
            &cloud,
            "PutObject",
            json!({"Bucket": "bucket", "Key": key}),
            b"",
        );
    }
    let first = json!({"Bucket": "bucket", "MaxKeys": 2, "Delimiter": "/"});
    let (head, _) = ask(&cloud, "ListObjectsV2", first, b"");
    assert_eq!(head["CommonPrefixes"], json!([{"Prefix": "a/"}]));
    assert_eq!(
        (&head["KeyCount"], &head["IsTruncated"]),
        (&json!(2), &json!(true))
    );
    assert_eq!(head["Contents"][0]["Key"], "b");
    let token = &head["NextContinuationToken"];
    let next = json!({"Bucket": "bucket", "Delimiter": "/", "ContinuationToken": token});
    let (head, _) = ask(&cloud, "ListObjectsV2", next, b"");
    assert_eq!(head["Contents"][0]["Key"], "c");
    assert_eq!(head["IsTruncated"], false);
    assert_eq!(head.get("CommonPrefixes"), None);
    let marked = json!({"Bucket": "bucket", "Marker": "b"});
    let (head, _) = ask(&cloud, "ListObjects", marked, b"");
    assert_eq!(head["Contents"].as_array().map(Vec::len), Some(1));
}

#[test]
fn errors_have_the_codes_of_aws() {
    let object = |bucket: &str, key: &str| json!({"Bucket": bucket, "Key": key});
    refused("GetObject", object("bucket", "none"), "NoSuchKey", 404);
    refused("GetObject", object("other", "none"), "NoSuchBucket", 404);
    refused(
        "GetObject",
        object(".functions", "x"),
        "InvalidBucketName",
        400,
    );
    refused(
        "PutObject",
        object("bucket", &"k".repeat(1025)),
        "KeyTooLongError",
        400,
    );
    refused(
        "PutObject",
        json!({"Bucket": "bucket", "Key": 1}),
        "InvalidArgument",
        400,
    );
    refused(
        "CreateBucket",
        json!({"Bucket": "bucket"}),
        "BucketAlreadyOwnedByYou",
        409,
    );
    refused("HeadBucket", json!({"Bucket": "other"}), "404", 404);
    refused(
        "DeleteBucket",
        json!({"Bucket": "other"}),
        "NoSuchBucket",
        404,
    );
    refused(
        "SelectObjectContent",
        object("bucket", "k"),
        "NotImplemented",
        501,
    );
    let absent = json!({"Bucket": "bucket", "Key": "k", "IfMatch": "\"tag\""});
    refused("PutObject", absent, "NoSuchKey", 404);
    let acl = json!({"Bucket": "bucket", "Key": "k", "ACL": "public-read"});
    refused("PutObject", acl, "NotImplemented", 501);
}

#[test]
fn without_functions_calls_are_refused_and_other_services_are_unknown() {
    let cloud = cloud();
    let call = |service| {
        let parameters = "{\"FunctionName\": \"f\"}";
        cloud.call(&CloudCall::new(
            service,
            "Invoke",
            parameters,
            b"",
            Duration::ZERO,
        ))
    };
    let answer = call("lambda").expect("there is a Lambda");
    assert!(String::from_utf8_lossy(&answer).contains("ServiceException"));
    assert_eq!(call("sns"), None);
}
