//! Lambda and S3 on one endpoint.

use std::sync::Arc;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::Incoming;
use hyper::header::AUTHORIZATION;
use hyper::{Request, Response};
use lambda_compat::{LambdaApi, is_lambda_request};
use s3_compat::http::{BoxError, S3Service};

/// Sends each request to the API that it is for.
#[derive(Clone)]
pub struct AwsFront {
    pub lambda: Arc<LambdaApi>,
    pub s3: S3Service,
}

impl AwsFront {
    /// Answers one request.
    pub async fn answer(
        self,
        request: Request<Incoming>,
    ) -> Response<UnsyncBoxBody<Bytes, BoxError>> {
        let authorization = request.headers().get(AUTHORIZATION);
        let authorization = authorization.and_then(|value| value.to_str().ok());
        if is_lambda_request(request.uri().path(), authorization) {
            let response = self.lambda.call(request).await;
            return response.map(|body| body.map_err(Into::into).boxed_unsync());
        }
        self.s3.call(request).await
    }
}
