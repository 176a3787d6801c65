//! Which logs there are, and under which names.

use std::collections::BTreeMap;
use std::string::String;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use woof_log::{LogName, Shape, StoreError, SubId};

use super::log::Log;
use super::store::Store;
use crate::FunctionName;

/// Every log of the engine: records of any length, kept until the engine trims them.
pub(super) const SHAPE: Shape = Shape::variable();

/// The engine's cursor in the log of calls.
pub(super) const CALLS_SUB: SubId = SubId::new(1);

/// The engine's cursor in the queue of events that have been tried `attempt` times. It is also the
/// producer of what comes of them, so it differs from attempt to attempt.
pub(super) fn queue_sub(attempt: u8) -> SubId {
    SubId::new(2 + u32::from(attempt))
}

/// Which log of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Events that have been tried this many times and wait to be tried (again).
    Queue(u8),
    /// What came of calls and events.
    Results,
    /// Events that were given up.
    DeadLetters,
}

impl Role {
    pub(super) fn log_name(self, function: &FunctionName) -> String {
        match self {
            Self::Queue(0) => std::format!("fn/{function}/events"),
            Self::Queue(attempt) => std::format!("fn/{function}/retries-{attempt}"),
            Self::Results => std::format!("fn/{function}/results"),
            Self::DeadLetters => std::format!("fn/{function}/dead-letters"),
        }
    }

    /// The function and role that a log's name stands for.
    pub(super) fn parse(log_name: &str) -> Option<(FunctionName, Self)> {
        let (function, role) = log_name.strip_prefix("fn/")?.split_once('/')?;
        let role = match role {
            "events" => Self::Queue(0),
            "results" => Self::Results,
            "dead-letters" => Self::DeadLetters,
            other => Self::Queue(other.strip_prefix("retries-")?.parse().ok()?),
        };
        Some((FunctionName::new(function).ok()?, role))
    }
}

/// The engine's logs. Those of a function are made when they are first needed.
pub(super) struct Logs {
    store: Arc<dyn Store>,
    calls: Arc<Log>,
    functions: Mutex<BTreeMap<(FunctionName, Role), Arc<Log>>>,
}

impl Logs {
    /// Opens the logs that exist, and the log of calls in any case.
    pub(super) fn open(store: Arc<dyn Store>) -> Result<Self, StoreError> {
        let calls = create(&store, "calls")?;
        let functions = store.logs().into_iter().filter_map(|info| {
            let key = Role::parse(info.name.as_str())?;
            Some((key, Arc::new(Log::new(Arc::clone(&store), info.id))))
        });
        let functions = Mutex::new(functions.collect());
        Ok(Self {
            store,
            calls,
            functions,
        })
    }

    /// The log of the calls of all functions.
    pub(super) fn calls(&self) -> &Arc<Log> {
        &self.calls
    }

    /// The log of a function, if it exists.
    pub(super) fn find(&self, function: FunctionName, role: Role) -> Option<Arc<Log>> {
        self.functions().get(&(function, role)).cloned()
    }

    /// The log of a function, made if need be.
    pub(super) fn get(&self, function: FunctionName, role: Role) -> Result<Arc<Log>, StoreError> {
        let mut functions = self.functions();
        if let Some(log) = functions.get(&(function, role)) {
            return Ok(Arc::clone(log));
        }
        let log = create(&self.store, &role.log_name(&function))?;
        functions.insert((function, role), Arc::clone(&log));
        Ok(log)
    }

    /// All logs of functions.
    pub(super) fn all(&self) -> Vec<(FunctionName, Role, Arc<Log>)> {
        let functions = self.functions();
        functions
            .iter()
            .map(|((name, role), log)| (*name, *role, Arc::clone(log)))
            .collect()
    }

    /// Makes everything durable that was appended to any log.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        let functions = self.all();
        let logs = functions.iter().map(|(_, _, log)| log).chain([&self.calls]);
        logs.into_iter()
            .try_for_each(|log| self.store.sync(log.id()))
    }

    fn functions(&self) -> MutexGuard<'_, BTreeMap<(FunctionName, Role), Arc<Log>>> {
        // The map changes by single insertions only: a panic leaves it whole.
        self.functions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn create(store: &Arc<dyn Store>, name: &str) -> Result<Arc<Log>, StoreError> {
    // The names above are short, printable and without empty segments.
    let name = LogName::new(name).map_err(|error| StoreError::Format {
        path: name.into(),
        reason: std::format!("{error}"),
    })?;
    let id = store.create(&name, SHAPE)?;
    Ok(Arc::new(Log::new(Arc::clone(store), id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_logs_read_back() {
        let function: FunctionName = "light".parse().expect("valid");
        for role in [
            Role::Queue(0),
            Role::Queue(2),
            Role::Results,
            Role::DeadLetters,
        ] {
            assert_eq!(
                Role::parse(&role.log_name(&function)),
                Some((function, role))
            );
        }
        for other in [
            "calls",
            "fn/light",
            "fn/light/other",
            "fn/a.b/events",
            "fn/light/retries-x",
        ] {
            assert_eq!(Role::parse(other), None, "{other}");
        }
    }
}
