//! The service: one request in, one answer out.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, SERVER};
use http::{HeaderValue, Request, Response, StatusCode, Version};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Empty};
use s3s::auth::{S3Auth, SecretKey};
use s3s::host::{S3Host, VirtualHost};
use s3s::service::S3ServiceBuilder;
use s3s::validation::NameValidation;
use s3s::{S3Error, S3Result, s3_error};

use crate::error::StoreError;
use crate::name::BucketName;
use crate::object_store::ObjectStore;

use super::Face;
use super::admission::{admit, drop_unusable_range};
use super::options::{Access, S3Options};
use super::transfer::StoreThreads;
use super::upload::remove_orphans;

/// An error of a body.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of an answer.
pub type ResponseBody = UnsyncBoxBody<Bytes, BoxError>;

/// Answers S3 requests from a store. Clones share everything.
#[derive(Clone)]
pub struct S3Service {
    protocol: s3s::service::S3Service,
    options: Arc<S3Options>,
}

impl core::fmt::Debug for S3Service {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("S3Service")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Makes a service over `store`. Blocks while it creates its reserved buckets and removes what a
/// crash may have left of multipart uploads.
///
/// # Errors
/// Those of the store.
pub fn s3_service(
    store: Arc<dyn ObjectStore>,
    options: S3Options,
) -> Result<S3Service, StoreError> {
    let uploads = BucketName::reserved("uploads")?;
    let settings = BucketName::reserved("settings")?;
    for bucket in [&uploads, &settings] {
        match store.create_bucket(bucket, (options.ambient.now_ms)()) {
            Ok(()) | Err(StoreError::BucketExists { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    remove_orphans(store.as_ref(), &uploads)?;
    let threads = StoreThreads::new(
        options.store_calls_max,
        options.uploads_max,
        options.body_idle,
    );
    let options = Arc::new(options);
    let face = Face {
        store,
        options: Arc::clone(&options),
        threads,
        uploads,
        settings,
    };
    let mut builder = S3ServiceBuilder::new(face);
    builder.set_host(Hosts(options.hosts.clone()));
    builder.set_validation(AnyName);
    if let Access::Keys(keys) = &options.access {
        builder.set_auth(Keys(keys.clone()));
    }
    Ok(S3Service {
        protocol: builder.build(),
        options,
    })
}

impl S3Service {
    /// Answers one request. It never fails: what goes wrong is an answer too. Dropping the future
    /// drops the request; an object whose body was not received whole is not stored.
    ///
    /// Needs a Tokio runtime.
    pub async fn call<B>(&self, request: Request<B>) -> Response<ResponseBody>
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let request_id = (self.options.ambient.random)();
        let head = request.method() == http::Method::HEAD;
        let expects = request.headers().contains_key(EXPECT) && request.version() < Version::HTTP_2;
        let bodiless = request
            .headers()
            .get(CONTENT_LENGTH)
            .is_some_and(|length| length == "0");
        let mut response = self.answer(request).await;
        if response.status() == StatusCode::NOT_MODIFIED || (head && is_failure(&response)) {
            // These answers have no body, so nothing may be said about one.
            response.headers_mut().remove(CONTENT_TYPE);
            response.headers_mut().remove(CONTENT_LENGTH);
            *response.body_mut() = Empty::new().map_err(|never| match never {}).boxed_unsync();
        }
        let failed = is_failure(&response);
        let headers = response.headers_mut();
        if expects && (failed || bodiless) {
            // A client that asked for `100 Continue` gets a final answer instead. botocore mistakes
            // the next answer on such a connection and waits for a minute, so it is closed.
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        if let Ok(id) = HeaderValue::try_from(format!("{request_id:032X}")) {
            headers.insert("x-amz-request-id", id);
        }
        headers.insert(SERVER, HeaderValue::from_static("nanolambda"));
        response
    }

    async fn answer<B>(&self, request: Request<B>) -> Response<ResponseBody>
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let mut request = request.map(|body| body.map_err(Into::into).boxed_unsync());
        // A signature may cover the headers, so they are only touched where it is not verified.
        if matches!(self.options.access, Access::Any) {
            drop_unusable_range(request.headers_mut());
            request = match admit(request, (self.options.ambient.now_ms)()) {
                Ok(request) => request,
                Err(error) => return refusal(error),
            };
        }
        match self
            .protocol
            .call(request.map(s3s::Body::http_body_unsync))
            .await
        {
            Ok(response) => response.map(|body| body.boxed_unsync()),
            Err(error) => {
                tracing::error!(?error, "the S3 protocol layer failed");
                status_only(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

fn is_failure(response: &Response<ResponseBody>) -> bool {
    !response.status().is_success()
}

fn refusal(error: S3Error) -> Response<ResponseBody> {
    match error.to_http_response() {
        Ok(response) => response.map(|body| body.boxed_unsync()),
        Err(_) => status_only(StatusCode::BAD_REQUEST),
    }
}

fn status_only(status: StatusCode) -> Response<ResponseBody> {
    let mut response = Response::new(Empty::new().map_err(|never| match never {}).boxed_unsync());
    *response.status_mut() = status;
    response
}

/// Finds the bucket in the host name.
struct Hosts(Vec<String>);

impl S3Host for Hosts {
    fn parse_host_header<'a>(&'a self, host: &'a str) -> S3Result<VirtualHost<'a>> {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let bucket = self
            .0
            .iter()
            .find_map(|own| name.strip_suffix(own.as_str())?.strip_suffix('.'));
        Ok(match bucket {
            Some(bucket) => VirtualHost::new(host).with_bucket(bucket),
            None => VirtualHost::new(host),
        })
    }
}

/// The secrets by which signatures are verified.
struct Keys(BTreeMap<String, String>);

#[async_trait::async_trait]
impl S3Auth for Keys {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        let secret = self
            .0
            .get(access_key)
            .map(|secret| SecretKey::from(secret.as_str()));
        secret.ok_or_else(|| {
            s3_error!(
                InvalidAccessKeyId,
                "The AWS Access Key Id you provided does not exist in our records."
            )
        })
    }
}

/// Names of buckets are judged where they matter: when a bucket is created.
struct AnyName;

impl NameValidation for AnyName {
    fn validate_bucket_name(&self, name: &str) -> bool {
        !name.is_empty() && !name.starts_with('.')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, bucket: Option<&str>) {
        let hosts = Hosts(vec!["localhost".to_owned(), "s3.example".to_owned()]);
        assert_eq!(
            hosts.parse_host_header(host).unwrap().bucket(),
            bucket,
            "{host}"
        );
    }

    #[test]
    fn buckets_in_host_names_are_found() {
        check("localhost:4566", None);
        check("abc.localhost:4566", Some("abc"));
        check("my.bucket.s3.example", Some("my.bucket"));
        check("mylocalhost", None);
        check("other.example", None);
    }
}
