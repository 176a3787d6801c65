//! The account: limits and what is used of them.

use serde_json::json;

use super::LambdaApi;
use super::concurrency::CONCURRENCY_MAX;
use super::respond::Reply;
use crate::error::LambdaError;
use crate::zip::UNZIPPED_BYTES_MAX;

impl LambdaApi {
    pub(super) fn get_account_settings(&self) -> Result<Reply, LambdaError> {
        let entries = self.registry.entries();
        let code_bytes: u64 = entries.iter().map(|entry| entry.code_bytes()).sum();
        Ok(Reply::Json(
            200,
            json!({
                "AccountLimit": {
                    "TotalCodeSize": self.registry.limits().code_bytes_max,
                    "CodeSizeUnzipped": UNZIPPED_BYTES_MAX,
                    "CodeSizeZipped": 52_428_800,
                    "ConcurrentExecutions": CONCURRENCY_MAX,
                    "UnreservedConcurrentExecutions":
                        CONCURRENCY_MAX.saturating_sub(self.reserved_in_all(None)),
                },
                "AccountUsage": {
                    "TotalCodeSize": code_bytes,
                    "FunctionCount": entries.len(),
                },
            }),
        ))
    }
}
