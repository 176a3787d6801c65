//! Reserved concurrency: how many calls of a function may wait at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use faas_runtime::FunctionName;
use serde::Deserialize;
use serde_json::json;

use super::LambdaApi;
use super::functions::missing;
use super::request::Call;
use super::respond::Reply;
use crate::error::LambdaError;

/// What all functions together may reserve, as in a new AWS account.
pub(super) const CONCURRENCY_MAX: u32 = 1000;
/// What must be left for functions that reserve nothing.
const CONCURRENCY_UNRESERVED_MIN: u32 = 100;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConcurrencyRequest {
    reserved_concurrent_executions: Option<i64>,
}

/// Counts the calls in progress of functions with a reservation.
#[derive(Default)]
pub(super) struct ConcurrencyGate {
    running: Arc<Mutex<BTreeMap<FunctionName, u32>>>,
}

/// A call in progress; dropping it makes room.
pub(super) struct Pass {
    running: Arc<Mutex<BTreeMap<FunctionName, u32>>>,
    name: FunctionName,
}

impl ConcurrencyGate {
    /// Lets a call in, or refuses it as AWS throttles.
    pub(super) fn enter(
        &self,
        name: FunctionName,
        reserved: Option<u32>,
    ) -> Result<Option<Pass>, LambdaError> {
        let Some(reserved) = reserved else {
            return Ok(None);
        };
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let count = running.get(&name).copied().unwrap_or(0);
        if count >= reserved {
            return Err(LambdaError::TooManyRequests {
                message: "Rate Exceeded.".to_owned(),
                reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
            });
        }
        running.insert(name, count + 1);
        Ok(Some(Pass {
            running: Arc::clone(&self.running),
            name,
        }))
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        match running.get_mut(&self.name) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(running.remove(&self.name)),
        }
    }
}

impl LambdaApi {
    pub(super) fn put_concurrency(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let request: ConcurrencyRequest = call.json()?;
        let member = "reservedConcurrentExecutions";
        let reserved = request
            .reserved_concurrent_executions
            .ok_or_else(|| missing(member))?;
        if reserved < 0 {
            let constraint = "Member must have value greater than or equal to 0";
            return Err(LambdaError::constraint(
                &reserved.to_string(),
                member,
                constraint,
            ));
        }
        let others = self.reserved_in_all(Some(&entry.name));
        let room = CONCURRENCY_MAX - CONCURRENCY_UNRESERVED_MIN;
        let reserved = u32::try_from(reserved)
            .ok()
            .filter(|reserved| others.saturating_add(*reserved) <= room)
            .ok_or_else(|| {
                LambdaError::InvalidParameterValue(format!(
                    "Specified ReservedConcurrentExecutions for function decreases account's \
                     UnreservedConcurrentExecution below its minimum value of \
                     [{CONCURRENCY_UNRESERVED_MIN}]."
                ))
            })?;
        self.registry.update(&entry.name, |draft| {
            draft.record.concurrency_reserved = Some(reserved);
            Ok(())
        })?;
        Ok(Reply::Json(
            200,
            json!({ "ReservedConcurrentExecutions": reserved }),
        ))
    }

    pub(super) fn get_concurrency(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let shown = match entry.record.concurrency_reserved {
            Some(reserved) => json!({ "ReservedConcurrentExecutions": reserved }),
            None => json!({}),
        };
        Ok(Reply::Json(200, shown))
    }

    pub(super) fn delete_concurrency(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        self.registry.update(&entry.name, |draft| {
            draft.record.concurrency_reserved = None;
            Ok(())
        })?;
        Ok(Reply::Empty(204))
    }

    /// What all functions reserve, but for one.
    pub(super) fn reserved_in_all(&self, except: Option<&FunctionName>) -> u32 {
        let entries = self.registry.entries();
        let others = entries.iter().filter(|entry| Some(&entry.name) != except);
        others
            .filter_map(|entry| entry.record.concurrency_reserved)
            .fold(0, u32::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_ends_makes_room_for_the_next() {
        let gate = ConcurrencyGate::default();
        let name = FunctionName::new("light").unwrap();
        let first = gate.enter(name, Some(2)).unwrap();
        let second = gate.enter(name, Some(2)).unwrap();
        assert_eq!(
            gate.enter(name, Some(2)).err().map(|e| e.status()),
            Some(429)
        );
        assert!(gate.enter(name, None).unwrap().is_none());
        drop(first);
        assert!(gate.enter(name, Some(2)).is_ok());
        drop(second);
        assert!(gate.enter(name, Some(0)).is_err());
        assert!(gate.running.lock().unwrap().is_empty());
    }
}
