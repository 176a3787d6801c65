//! The one operation of Lambda that functions have: Invoke.

use std::pin::pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Wake};
use std::thread::{self, Thread};

use bytes::Bytes;
use faas_runtime::executor::iotpy::CloudCall;
use serde_json::json;

use super::Cloud;
use super::answer::{Answer, CloudError};
use super::parameters::Parameters;
use crate::error::LambdaError;
use crate::http::{DirectInvocation, LambdaApi};

impl Cloud {
    pub(super) fn lambda(
        &self,
        call: &CloudCall<'_>,
        mut parameters: Parameters,
    ) -> Result<Answer, CloudError> {
        if call.operation != "Invoke" {
            let message = format!("{} is not implemented for functions", call.operation);
            return Err(LambdaError::NotImplemented(message).into());
        }
        let api = self.api.get().and_then(Weak::upgrade);
        let api: Arc<LambdaApi> =
            api.ok_or_else(|| LambdaError::Service("the server is starting or ending".to_owned()))?;
        let function = parameters.required("FunctionName")?;
        let ends = self.clock.unix_time().saturating_add(call.time_left);
        let invocation = DirectInvocation {
            kind: parameters.text("InvocationType")?,
            log: parameters.text("LogType")?,
            client_context: parameters.text("ClientContext")?,
            qualifier: parameters.text("Qualifier")?,
            payload: Bytes::copy_from_slice(call.body),
            // The callee has no longer than its caller, who waits for it.
            deadline_unix_ms: u64::try_from(ends.as_millis()).unwrap_or(u64::MAX),
        };
        parameters.finish()?;
        let answered = block_on(api.invoke_directly(&function, invocation))?;
        let head = json!({
            "StatusCode": answered.status,
            "FunctionError": answered.header("x-amz-function-error"),
            "LogResult": answered.header("x-amz-log-result"),
            "ExecutedVersion": answered.header("x-amz-executed-version"),
        });
        Ok(Answer::new(answered.status, head).with_body(answered.body))
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits on this thread, which may wait for another future already: a function that was called by
/// a function is calling. The executors of async runtimes refuse that.
fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Arc::new(Unpark(thread::current())).into();
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
