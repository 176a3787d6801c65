//! The S3 face, request by request, as a server would hand them over.

use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body::Frame;
use http_body_util::{BodyExt as _, Full};
use s3_compat::http::{
    Access, Ambient, ObjectEvent, ObjectEventHook, S3Options, S3Service, s3_service,
};
use s3_compat::{BucketName, Buckets as _, MemoryObjectStore, ObjectKey, ObjectStore as _};

/// A service over a fresh store, a clock that is set by hand, and what the hook was told.
struct Fixture {
    service: S3Service,
    store: Arc<MemoryObjectStore>,
    now_ms: Arc<AtomicU64>,
    events: Arc<Mutex<Vec<ObjectEvent>>>,
}

/// 2024-01-01T00:00:00Z.
const START_MS: u64 = 1_704_067_200_000;

fn fixture() -> Fixture {
    fixture_with(|_| {})
}

fn fixture_with(set: impl FnOnce(&mut S3Options)) -> Fixture {
    let now_ms = Arc::new(AtomicU64::new(START_MS));
    let clock = Arc::clone(&now_ms);
    let count = AtomicU64::new(1);
    let ambient = Ambient {
        now_ms: Arc::new(move || clock.load(Ordering::Relaxed)),
        random: Arc::new(move || u128::from(count.fetch_add(1, Ordering::Relaxed))),
    };
    let events = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&events);
    let mut options = S3Options::new(ambient);
    options.on_object_event = Some(ObjectEventHook::new(move |event| {
        seen.lock().unwrap().push(event.clone())
    }));
    set(&mut options);
    let store = Arc::new(MemoryObjectStore::default());
    store
        .create_bucket(&BucketName::new("bucket").unwrap(), START_MS)
        .unwrap();
    let service = s3_service(store.clone(), options).unwrap();
    Fixture {
        service,
        store,
        now_ms,
        events,
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The error code in the body.
    fn code(&self) -> &str {
        let rest = self.text().split("<Code>").nth(1).unwrap_or_default();
        rest.split("</Code>").next().unwrap_or_default()
    }
}

impl Fixture {
    async fn send(
        &self,
        method: &str,
        uri: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Answer {
        let body = body.into();
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header("host", "127.0.0.1:4566");
        if !headers.iter().any(|(name, _)| *name == "content-length") {
            request = request.header("content-length", body.len());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request.body(Full::new(body)).unwrap()).await
    }

    async fn answer<B>(&self, request: Request<B>) -> Answer
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let response = self.service.call(request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    fn stored(&self, key: &str) -> Option<Bytes> {
        let bucket = BucketName::new("bucket").unwrap();
        self.store
            .get_bytes(&bucket, &ObjectKey::new(key).unwrap(), u64::MAX)
            .ok()
    }
}

#[tokio::test]
async fn any_signature_and_none_are_accepted() {
    let fixture = fixture();
    let v4 = "AWS4-HMAC-SHA256 Credential=AK/20240101/eu-west-1/s3/aws4_request, \
              SignedHeaders=host, Signature=00";
    for headers in [
        &[][..],
        &[("authorization", v4)],
        &[("authorization", "AWS AK:c2ln")],
    ] {
        let answer = fixture.send("PUT", "/bucket/k", headers, "x").await;
        assert_eq!(answer.status, 200, "{headers:?} {}", answer.text());
        assert_eq!(
            answer.headers["etag"],
            "\"9dd4e461268c8034f5c8564e155c67a6\""
        );
        assert!(answer.headers.contains_key("x-amz-request-id"));
    }
}

#[tokio::test]
async fn presigned_urls_expire_by_the_given_clock() {
    let fixture = fixture();
    fixture.send("PUT", "/bucket/k", &[], "x").await;
    let v4 = "/bucket/k?X-Amz-Algorithm=AWS4-HMAC-SHA256\
              &X-Amz-Credential=A%2F20240101%2Fr%2Fs3%2Faws4_request\
              &X-Amz-Date=20240101T000000Z&X-Amz-Expires=60\
              &X-Amz-SignedHeaders=host&X-Amz-Signature=00";
    let v2 = "/bucket/k?AWSAccessKeyId=A&Signature=c2ln&Expires=1704067260";
    for uri in [v4, v2] {
        fixture.now_ms.store(START_MS + 60_000, Ordering::Relaxed);
        assert_eq!(fixture.send("GET", uri, &[], "").await.body, "x");
        fixture.now_ms.store(START_MS + 61_000, Ordering::Relaxed);
        let answer = fixture.send("GET", uri, &[], "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (403, "AccessDenied")
        );
    }
}

#[tokio::test]
async fn without_a_key_verified_access_is_denied() {
    let keys = [("AK".to_owned(), "secret".to_owned())].into();
    let fixture = fixture_with(|options| options.access = Access::Keys(keys));
    let answer = fixture.send("PUT", "/bucket/k", &[], "x").await;
    assert_eq!(
        (answer.status.as_u16(), answer.code()),
        (403, "AccessDenied")
    );
    assert_eq!(fixture.stored("k"), None);
}

/// Sends `coded` as an aws-chunked body of `length` decoded bytes.
async fn check_chunked(coded: &str, length: &str, want: Result<&str, &str>) {
    let fixture = fixture();
    let headers = [
        (
            "x-amz-content-sha256",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        ),
        ("content-encoding", "aws-chunked"),
        ("x-amz-decoded-content-length", length),
        ("x-amz-trailer", "x-amz-checksum-crc32"),
    ];
    let answer = fixture
        .send("PUT", "/bucket/k", &headers, coded.to_owned())
        .await;
    match want {
        Ok(body) => {
            assert_eq!(answer.status, 200, "{}", answer.text());
            assert_eq!(fixture.stored("k").as_deref(), Some(body.as_bytes()));
            let answer = fixture
                .send(
                    "HEAD",
                    "/bucket/k",
                    &[("x-amz-checksum-mode", "ENABLED")],
                    "",
                )
                .await;
            assert_eq!(answer.headers["x-amz-checksum-crc32"], "DUoRhQ==");
            assert!(!answer.headers.contains_key("content-encoding"));
        }
        Err(code) => {
            assert_eq!(
                (answer.status.as_u16(), answer.code()),
                (400, code),
                "{coded:?}"
            );
            assert_eq!(fixture.stored("k"), None, "{coded:?}");
        }
    }
}

#[tokio::test]
async fn streamed_bodies_are_decoded_and_their_trailers_verified() {
    let good = "b;chunk-signature=00\r\nhello world\r\n0;chunk-signature=00\r\n\
                x-amz-checksum-crc32:DUoRhQ==\r\nx-amz-trailer-signature:00\r\n\r\n";
    check_chunked(good, "11", Ok("hello world")).await;
    check_chunked(&good.replace("DUoRhQ", "AAAAAA"), "11", Err("BadDigest")).await;
    check_chunked(
        &good.replace("x-amz-checksum-crc32:DUoRhQ==\r\n", ""),
        "11",
        Err("IncompleteBody"),
    )
    .await;
    check_chunked(good, "12", Err("IncompleteBody")).await;
    check_chunked(good, "5", Err("IncompleteBody")).await;
    check_chunked(&good[..40], "11", Err("IncompleteBody")).await;
    check_chunked(&good.replace("b;", "zz;"), "11", Err("IncompleteBody")).await;
}

#[tokio::test]
async fn a_body_must_have_the_digest_of_its_signature() {
    let fixture = fixture();
    let digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    let good = fixture
        .send("PUT", "/bucket/k", &[("x-amz-content-sha256", digest)], "x")
        .await;
    assert_eq!(good.status, 200);
    let bad = fixture
        .send("PUT", "/bucket/k", &[("x-amz-content-sha256", digest)], "y")
        .await;
    assert_eq!(
        (bad.status.as_u16(), bad.code()),
        (400, "XAmzContentSHA256Mismatch")
    );
    assert_eq!(fixture.stored("k").as_deref(), Some(&b"x"[..]));
}

#[tokio::test]
async fn a_bucket_may_be_in_the_host_name() {
    let fixture = fixture();
    for (host, uri) in [
        ("bucket.localhost:4566", "/k"),
        ("localhost:4566", "/bucket/k"),
    ] {
        let request = Request::builder()
            .method("PUT")
            .uri(uri)
            .header("host", host);
        let request = request
            .header("content-length", 1)
            .body(Full::new(Bytes::from("x")))
            .unwrap();
        assert_eq!(fixture.answer(request).await.status, 200, "{host}");
        assert_eq!(fixture.stored("k").as_deref(), Some(&b"x"[..]));
    }
}

#[tokio::test]
async fn answers_without_a_body_have_none() {
    let fixture = fixture();
    let etag = fixture.send("PUT", "/bucket/k", &[], "x").await.headers["etag"].clone();
    let etag = etag.to_str().unwrap();
    let answer = fixture
        .send("GET", "/bucket/k", &[("if-none-match", etag)], "")
        .await;
    assert_eq!(answer.status, 304);
    assert!(answer.body.is_empty() && !answer.headers.contains_key("content-length"));
    assert_eq!(answer.headers["etag"], etag);
    let answer = fixture.send("HEAD", "/bucket/none", &[], "").await;
    assert_eq!(answer.status, 404);
    assert!(answer.body.is_empty());
}

#[tokio::test]
async fn reserved_buckets_cannot_be_reached() {
    let fixture = fixture();
    for uri in [
        "/.uploads",
        "/.settings/bucket/tagging",
        "/%2Euploads/u",
        "/.uploads?list-type=2",
    ] {
        let answer = fixture.send("GET", uri, &[], "").await;
        assert!(answer.status.is_client_error(), "{uri} {}", answer.status);
    }
    let copy = [("x-amz-copy-source", "/.settings/bucket/tagging")];
    let answer = fixture.send("PUT", "/bucket/k", &copy, "").await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

#[tokio::test]
async fn the_hook_is_told_of_each_change() {
    let fixture = fixture();
    fixture.send("PUT", "/bucket/a", &[], "xyz").await;
    fixture
        .send(
            "PUT",
            "/bucket/b",
            &[("x-amz-copy-source", "/bucket/a")],
            "",
        )
        .await;
    fixture.send("DELETE", "/bucket/a", &[], "").await;
    fixture.send("DELETE", "/bucket/a", &[], "").await;
    let many = "<Delete><Object><Key>b</Key></Object><Object><Key>c</Key></Object></Delete>";
    fixture.send("POST", "/bucket?delete", &[], many).await;
    fixture
        .send(
            "PUT",
            "/bucket/refused",
            &[("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")],
            "x",
        )
        .await;
    let events = fixture.events.lock().unwrap();
    let events: Vec<_> = events
        .iter()
        .map(|event| {
            (
                event.kind.name(),
                event.key.as_str(),
                event.size_bytes,
                event.time_ms,
            )
        })
        .collect();
    let want = [
        ("ObjectCreated:Put", "a", 3, START_MS),
        ("ObjectCreated:Copy", "b", 3, START_MS),
        ("ObjectRemoved:Delete", "a", 0, START_MS),
        ("ObjectRemoved:Delete", "b", 0, START_MS),
    ];
    assert_eq!(events, want);
}

/// Method, target, headers and body of a request.
type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

const BAD_REQUESTS: &[Case] = &[
    ("POST", "/bucket?delete", &[], "<Delete><Obj"),
    ("POST", "/bucket?delete", &[], ""),
    ("POST", "/bucket?delete", &[], "<Delete></Delete>"),
    (
        "POST",
        "/bucket/k?uploadId=x",
        &[],
        "<CompleteMultipartUpload/>",
    ),
    (
        "POST",
        "/bucket/k?uploadId=..%2F..%2F",
        &[],
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>\
         </CompleteMultipartUpload>",
    ),
    ("PUT", "/bucket/k?partNumber=x&uploadId=y", &[], "x"),
    (
        "PUT",
        "/bucket/k?partNumber=0&uploadId=00000000000000000000000000000000",
        &[],
        "x",
    ),
    ("GET", "/bucket?list-type=2&max-keys=-1", &[], ""),
    ("GET", "/bucket?list-type=2&max-keys=many", &[], ""),
    ("GET", "/bucket?list-type=2&continuation-token=%00", &[], ""),
    ("GET", "/bucket?encoding-type=zip", &[], ""),
    ("GET", "/bucket/%FF%FE", &[], ""),
    ("GET", "/BUCKET_/k", &[], ""),
    ("GET", "/bucket/none?partNumber=0", &[], ""),
    ("GET", "/bucket/none?versionId=1", &[], ""),
    ("PUT", "/bucket/k", &[("content-md5", "no")], "x"),
    ("PUT", "/bucket/k", &[("x-amz-checksum-crc32", "no")], "x"),
    ("PUT", "/bucket/k", &[("x-amz-copy-source", "nothing")], ""),
    (
        "PUT",
        "/bucket/k",
        &[("x-amz-copy-source", "/bucket/none")],
        "",
    ),
    ("PUT", "/bucket/k", &[("x-amz-tagging", "a=1&a=2")], "x"),
    ("PUT", "/bucket/k", &[("if-match", "\"x\"")], "x"),
    ("PUT", "/bucket/k", &[("content-length", "99")], "short"),
    (
        "PUT",
        "/bucket/k",
        &[("content-length", "6000000000")],
        "short",
    ),
    ("PUT", "/bucket/k?tagging", &[], "<Tagging/>"),
    ("PUT", "/bucket?notification", &[], "not xml"),
    ("PUT", "/BAD_name", &[], ""),
];

#[tokio::test]
async fn bad_input_is_a_client_error_and_the_service_goes_on() {
    let fixture = fixture();
    for (method, uri, headers, body) in BAD_REQUESTS {
        let answer = fixture.send(method, uri, headers, *body).await;
        assert!(
            answer.status.is_client_error(),
            "{method} {uri}: {} {}",
            answer.status,
            answer.text()
        );
        assert!(
            !answer.code().is_empty(),
            "{method} {uri}: {}",
            answer.text()
        );
    }
    assert_eq!(fixture.stored("k"), None);
    for uri in ["/bucket?cors", "/bucket/k?acl", "/bucket?versions"] {
        let answer = fixture.send("GET", uri, &[], "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (501, "NotImplemented"),
            "{uri}"
        );
    }
    assert_eq!(fixture.send("PUT", "/bucket/k", &[], "x").await.status, 200);
}

/// A body of `chunks` chunks of a megabyte that then ends, breaks or stalls.
struct Flow {
    chunks: usize,
    end: End,
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Whole,
    Broken,
    Stalled,
}

impl http_body::Body for Flow {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        if self.chunks > 0 {
            self.chunks -= 1;
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from(vec![7; 1 << 20])))));
        }
        match self.end {
            End::Whole => Poll::Ready(None),
            End::Broken => Poll::Ready(Some(Err(std::io::Error::other("the line is cut")))),
            End::Stalled => Poll::Pending,
        }
    }
}

async fn check_flow(chunks: usize, end: End, length: Option<usize>, code: Option<&str>) {
    let fixture = fixture_with(|options| options.body_idle = std::time::Duration::from_millis(50));
    let mut request = Request::builder()
        .method(Method::PUT)
        .uri("/bucket/k")
        .header("host", "h");
    if let Some(length) = length {
        request = request.header("content-length", length);
    }
    let answer = fixture
        .answer(request.body(Flow { chunks, end }).unwrap())
        .await;
    assert_eq!(answer.code(), code.unwrap_or_default(), "{}", answer.text());
    let stored = fixture.stored("k").map(|bytes| bytes.len());
    assert_eq!(stored, code.is_none().then_some(chunks << 20));
}

#[tokio::test]
async fn large_bodies_are_streamed_and_stored_whole_or_not_at_all() {
    check_flow(4, End::Whole, Some(4 << 20), None).await;
    check_flow(4, End::Whole, None, None).await;
    check_flow(4, End::Broken, Some(5 << 20), Some("IncompleteBody")).await;
    check_flow(4, End::Whole, Some(5 << 20), Some("IncompleteBody")).await;
    check_flow(4, End::Whole, Some(3 << 20), Some("IncompleteBody")).await;
    check_flow(4, End::Stalled, Some(5 << 20), Some("IncompleteBody")).await;
    check_flow(0, End::Broken, Some(10), Some("IncompleteBody")).await;
    check_flow(0, End::Stalled, Some(10), Some("RequestTimeout")).await;
}

#[tokio::test]
async fn a_dropped_request_stores_nothing() {
    let fixture = fixture();
    let request = Request::builder()
        .method(Method::PUT)
        .uri("/bucket/k")
        .header("host", "h");
    let request = request
        .body(Flow {
            chunks: 3,
            end: End::Stalled,
        })
        .unwrap();
    let service = fixture.service.clone();
    let call = tokio::spawn(async move { service.call(request).await.status() });
    tokio::task::yield_now().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    // The store's thread sees the end of the channel; a later write waits for nothing of it.
    assert_eq!(
        fixture.send("PUT", "/bucket/other", &[], "x").await.status,
        200
    );
    assert_eq!(fixture.stored("k"), None);
}

#[tokio::test]
async fn large_objects_are_sent_in_order() {
    let fixture = fixture();
    let bytes: Bytes = (0..3_000_000u32).flat_map(u32::to_le_bytes).collect();
    fixture.send("PUT", "/bucket/k", &[], bytes.clone()).await;
    let answer = fixture.send("GET", "/bucket/k", &[], "").await;
    assert!(answer.body == bytes);
    assert_eq!(answer.headers["content-length"], bytes.len().to_string());
    let answer = fixture
        .send(
            "GET",
            "/bucket/k",
            &[("range", "bytes=1000000-10999999")],
            "",
        )
        .await;
    assert_eq!(answer.status, 206);
    assert!(answer.body == bytes[1_000_000..11_000_000]);
}

#[tokio::test]
async fn keys_with_every_character_are_addressed_by_percent_encoding() {
    let fixture = fixture();
    for (uri, key) in [
        ("/bucket/a%20b", "a b"),
        ("/bucket/a+b", "a+b"),
        ("/bucket/a%2Bb", "a+b"),
        ("/bucket//lead", "/lead"),
        ("/bucket/a//b", "a//b"),
        ("/bucket/a%2Fb", "a/b"),
        ("/bucket/100%25", "100%"),
        ("/bucket/%C3%BC", "ü"),
        ("/bucket/q%3Fx%23y", "q?x#y"),
        ("/bucket/dir/", "dir/"),
    ] {
        assert_eq!(
            fixture.send("PUT", uri, &[], uri.to_owned()).await.status,
            200,
            "{uri}"
        );
        assert_eq!(
            fixture.stored(key).as_deref(),
            Some(uri.as_bytes()),
            "{uri}"
        );
    }
}

#[tokio::test]
async fn listed_keys_can_be_encoded() {
    let fixture = fixture();
    fixture
        .send("PUT", "/bucket/a%20%3Cb%3E%0A", &[], "x")
        .await;
    let plain = fixture.send("GET", "/bucket?list-type=2", &[], "").await;
    assert!(
        plain.text().contains("<Key>a &lt;b&gt;"),
        "{}",
        plain.text()
    );
    let coded = fixture
        .send("GET", "/bucket?list-type=2&encoding-type=url", &[], "")
        .await;
    assert!(
        coded.text().contains("<Key>a%20%3Cb%3E%0A</Key>"),
        "{}",
        coded.text()
    );
}

#[tokio::test]
async fn parts_of_a_lost_upload_are_removed_at_the_start() {
    let fixture = fixture();
    let answer = fixture.send("POST", "/bucket/k?uploads", &[], "").await;
    let id = answer.text().split("<UploadId>").nth(1).unwrap()[..32].to_owned();
    fixture
        .send(
            "PUT",
            &format!("/bucket/k?partNumber=1&uploadId={id}"),
            &[],
            "x",
        )
        .await;
    let uploads = BucketName::reserved("uploads").unwrap();
    let count = || {
        fixture
            .store
            .list(&uploads, &Default::default())
            .unwrap()
            .objects
            .len()
    };
    let restart = || {
        let zero = Ambient {
            now_ms: Arc::new(|| 0),
            random: Arc::new(|| 0),
        };
        s3_service(fixture.store.clone(), S3Options::new(zero)).unwrap()
    };
    restart();
    assert_eq!(count(), 2, "an open upload stays");
    fixture
        .store
        .delete(&uploads, &ObjectKey::new(&format!("u/{id}")).unwrap(), None)
        .unwrap();
    restart();
    assert_eq!(count(), 0, "parts without an upload go");
}

#[tokio::test]
async fn deleting_a_bucket_removes_what_belongs_to_it() {
    let fixture = fixture();
    fixture.send("POST", "/bucket/k?uploads", &[], "").await;
    let tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    assert_eq!(
        fixture
            .send("PUT", "/bucket?tagging", &[], tags)
            .await
            .status,
        200
    );
    assert_eq!(fixture.send("DELETE", "/bucket", &[], "").await.status, 204);
    assert_eq!(fixture.send("PUT", "/bucket", &[], "").await.status, 200);
    let answer = fixture.send("GET", "/bucket?tagging", &[], "").await;
    assert_eq!(
        (answer.status.as_u16(), answer.code()),
        (404, "NoSuchTagSet")
    );
    let answer = fixture.send("GET", "/bucket?uploads", &[], "").await;
    assert!(!answer.text().contains("<Upload>"), "{}", answer.text());
}
