//! Invocations that come without HTTP, from functions on this server.

use std::collections::BTreeMap;

use bytes::Bytes;
use faas_runtime::RequestId;
use warp::http::{HeaderMap, HeaderName, HeaderValue};

use super::LambdaApi;
use super::request::Call;
use super::respond::Reply;
use crate::error::LambdaError;
use crate::identifier::Region;

/// The parameters of Invoke but the name.
pub(crate) struct DirectInvocation {
    pub(crate) kind: Option<String>,
    pub(crate) log: Option<String>,
    pub(crate) client_context: Option<String>,
    pub(crate) qualifier: Option<String>,
    pub(crate) payload: Bytes,
    pub(crate) deadline_unix_ms: u64,
}

/// The answer to an invocation.
pub(crate) struct DirectAnswer {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
    headers: Vec<(&'static str, String)>,
}

impl DirectAnswer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| *header == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl LambdaApi {
    /// Invoke as over HTTP, with the same checks, limits and errors.
    pub(crate) async fn invoke_directly(
        &self,
        function: &str,
        invocation: DirectInvocation,
    ) -> Result<DirectAnswer, LambdaError> {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-amz-invocation-type", invocation.kind),
            ("x-amz-log-type", invocation.log),
            ("x-amz-client-context", invocation.client_context),
        ] {
            let Some(value) = value else { continue };
            let value = HeaderValue::from_str(&value)
                .map_err(|_| LambdaError::Validation(format!("{name} cannot be {value:?}")))?;
            headers.insert(HeaderName::from_static(name), value);
        }
        let qualifier = invocation.qualifier.into_iter();
        let call = Call {
            query: qualifier
                .map(|text| ("Qualifier".to_owned(), vec![text]))
                .collect::<BTreeMap<_, _>>(),
            headers,
            body: invocation.payload,
            region: Region::default(),
            request_id: RequestId::from_random(self.random.bytes()),
            deadline_unix_ms: Some(invocation.deadline_unix_ms),
        };
        match self.invoke(&call, function).await? {
            Reply::Payload {
                status,
                headers,
                body,
            } => Ok(DirectAnswer {
                status,
                body,
                headers,
            }),
            Reply::Empty(status) | Reply::Json(status, _) => Ok(DirectAnswer {
                status,
                body: Bytes::new(),
                headers: Vec::new(),
            }),
            Reply::Zip(_) => Err(LambdaError::Service("the answer is no payload".to_owned())),
        }
    }
}
