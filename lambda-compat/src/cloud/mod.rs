//! What functions on the IoTPy machine reach with `boto3`: the objects and the functions of the
//! server that they run on, without a connection.
//!
//! Answers are those of boto3, errors have AWS's codes and sentences. Parameters that have no
//! meaning here are refused with `NotImplemented`, but for those that only say who pays, who owns
//! and what is checked on the way.

mod answer;
mod buckets;
mod functions;
mod objects;
mod parameters;

use std::sync::{Arc, OnceLock, Weak};

use faas_runtime::Clock;
use faas_runtime::executor::iotpy::{CloudCall, CloudServices};
use s3_compat::ObjectStore;

use crate::http::LambdaApi;
use answer::{Answer, CloudError};
use parameters::Parameters;

/// The services `s3` and `lambda` of this server, for the executor.
pub struct Cloud {
    store: Arc<dyn ObjectStore>,
    clock: Arc<dyn Clock>,
    /// The API holds the engine, and the engine the executor that holds this: a circle.
    api: OnceLock<Weak<LambdaApi>>,
}

impl Cloud {
    /// A cloud of objects. Functions are there after [`Cloud::connect`].
    #[must_use]
    pub fn new(store: Arc<dyn ObjectStore>, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            clock,
            api: OnceLock::new(),
        }
    }

    /// Adds the functions; the first call counts. Until then, and after the API is gone, calls of
    /// functions are answered with `ServiceException`.
    pub fn connect(&self, api: &Arc<LambdaApi>) {
        let _ = self.api.set(Arc::downgrade(api));
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.clock.unix_time().as_millis()).unwrap_or(u64::MAX)
    }
}

impl CloudServices for Cloud {
    fn call(&self, call: &CloudCall<'_>) -> Option<Vec<u8>> {
        let outcome = match call.service {
            "s3" => Parameters::parse(call.parameters)
                .and_then(|parameters| self.s3(call.operation, parameters, call.body)),
            "lambda" => Parameters::parse(call.parameters)
                .and_then(|parameters| self.lambda(call, parameters)),
            _ => return None,
        };
        Some(outcome.map_or_else(CloudError::into_bytes, Answer::into_bytes))
    }
}

#[cfg(test)]
mod tests;
