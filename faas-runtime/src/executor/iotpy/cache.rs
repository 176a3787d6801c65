//! Warm instances, the longest idle first to go.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use super::instance::Instance;
use crate::executor::evictions::Evictions;
use crate::{Function, FunctionName};

/// Idle instances within bounds of number and memory.
pub(super) struct Cache {
    count_max: usize,
    bytes_max: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The one that has been idle for longest comes first.
    idle: VecDeque<Instance>,
    bytes: usize,
    /// An instance that was taken before one is not put back after it.
    evictions: Evictions,
}

impl Cache {
    pub(super) fn new(count_max: usize, bytes_max: usize) -> Self {
        Self {
            count_max,
            bytes_max,
            state: Mutex::default(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.state().idle.len()
    }

    /// To be asked before an instance is taken or made, and given to [`put`](Self::put).
    pub(super) fn evictions(&self, name: &FunctionName) -> u64 {
        self.state().evictions.of(name)
    }

    /// The warm instance for this function that was used last.
    pub(super) fn take(&self, function: &Function) -> Option<Instance> {
        let mut state = self.state();
        let at = state
            .idle
            .iter()
            .rposition(|instance| instance.function().runs_like(function))?;
        let instance = state.idle.remove(at)?;
        state.bytes -= instance.resident_bytes();
        Some(instance)
    }

    /// Keeps an instance, at the cost of those that have been idle for longest.
    pub(super) fn put(&self, instance: Instance, evictions: u64) {
        let mut dropped = Vec::new();
        let mut state = self.state();
        if state.evictions.of(&instance.function().name) != evictions {
            return;
        }
        state.bytes += instance.resident_bytes();
        state.idle.push_back(instance);
        while state.idle.len() > self.count_max || state.bytes > self.bytes_max {
            let Some(oldest) = state.idle.pop_front() else {
                break;
            };
            state.bytes -= oldest.resident_bytes();
            dropped.push(oldest);
        }
        drop(state);
        // Giving arenas back to the system takes time, so it is done without the lock.
        drop(dropped);
    }

    /// Drops the instances of this name for which `stays` says no.
    pub(super) fn evict(&self, name: &FunctionName, stays: &dyn Fn(&Function) -> bool) {
        let mut state = self.state();
        state.evictions.count(name);
        let (gone, kept): (VecDeque<_>, VecDeque<_>) = state.idle.drain(..).partition(|instance| {
            let function = instance.function();
            function.name == *name && !stays(function)
        });
        state.idle = kept;
        state.bytes = state.idle.iter().map(Instance::resident_bytes).sum();
        drop(state);
        drop(gone);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing under the lock can panic half way: sums and queues only.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
