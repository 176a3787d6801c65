//! What further instances of a function begin with: its package, verified, and what the module
//! of the first one has left.
//!
//! The state of a machine between two calls is plain data, so an instance can begin with a copy of
//! it and need not run the module again. Nobody is to notice but by the time that it takes. So a
//! state is kept only if the module asked its host for nothing that another instance would have
//! been told otherwise (no clock, no randomness, no service, no pin), and what it printed is kept
//! with it and printed by each instance. A module that fails leaves nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use bytes::Bytes;

use super::NativeCode;
use crate::executor::evictions::Evictions;
use crate::executor::printed::Printed;
use crate::{Function, FunctionName};

/// What a template takes beside its bytes, about.
const TEMPLATE_BYTES: usize = 1024;

/// No state may take more than this part of the room for all, so that one function does not drive
/// out all others.
const STATE_SHARE: usize = 4;

/// What a module has left.
pub(super) struct Loaded {
    /// The idle state of its machine.
    pub(super) cells: Vec<u64>,
    /// What it printed.
    pub(super) printed: Printed,
}

impl Loaded {
    /// Bytes that it takes.
    pub(super) fn bytes_of(cells: &[u64], printed: &Printed) -> usize {
        8 * cells.len() + printed.bytes()
    }
}

/// What is known of one version of a function with one configuration.
#[derive(Clone)]
pub(super) struct Template {
    pub(super) function: Arc<Function>,
    /// Verified.
    pub(super) package: Bytes,
    /// What runs it in machine code.
    pub(super) native: Option<NativeCode>,
    /// None as long as no module has left anything that may be kept.
    pub(super) loaded: Option<Arc<Loaded>>,
}

impl Template {
    fn bytes(&self) -> usize {
        let loaded = self
            .loaded
            .as_ref()
            .map_or(0, |loaded| Loaded::bytes_of(&loaded.cells, &loaded.printed));
        TEMPLATE_BYTES + self.package.len() + loaded
    }
}

/// Templates within bounds of number and memory, the one that was used longest ago first to go.
pub(super) struct Templates {
    count_max: usize,
    bytes_max: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The one that was used longest ago comes first.
    kept: VecDeque<Template>,
    bytes: usize,
    /// What was made before one is not kept after it.
    evictions: Evictions,
}

impl Templates {
    pub(super) fn new(count_max: usize, bytes_max: usize) -> Self {
        Self {
            count_max,
            bytes_max,
            state: Mutex::default(),
        }
    }

    /// How many are kept, and the bytes that they take.
    pub(super) fn count_and_bytes(&self) -> (usize, usize) {
        let state = self.state();
        (state.kept.len(), state.bytes)
    }

    /// Whether a state of so many bytes would be kept.
    pub(super) fn takes(&self, bytes: usize) -> bool {
        self.count_max > 0 && bytes <= self.bytes_max / STATE_SHARE
    }

    /// To be asked before a template is made, and given to [`put`](Self::put).
    pub(super) fn evictions(&self, name: &FunctionName) -> u64 {
        self.state().evictions.of(name)
    }

    /// What is kept for this function. It serves for those for which a warm instance would.
    pub(super) fn find(&self, function: &Function) -> Option<Template> {
        let mut state = self.state();
        let serves = |template: &Template| template.function.runs_like(function);
        let at = state.kept.iter().rposition(serves)?;
        let template = state.kept.remove(at)?;
        state.kept.push_back(template.clone());
        Some(template)
    }

    /// Keeps a template in place of what was kept for this version of the function, at the cost of
    /// those that were used longest ago.
    pub(super) fn put(&self, template: Template, evictions: u64) {
        let mut state = self.state();
        if state.evictions.of(&template.function.name) != evictions {
            return;
        }
        let (name, version) = (template.function.name, template.function.version);
        let mut dropped = state.take_out(|other| {
            let function = &other.function;
            (function.name, function.version) == (name, version)
        });
        state.bytes += template.bytes();
        state.kept.push_back(template);
        while state.kept.len() > self.count_max || state.bytes > self.bytes_max {
            let Some(oldest) = state.kept.pop_front() else {
                break;
            };
            state.bytes -= oldest.bytes();
            dropped.push(oldest);
        }
        drop(state);
        // Giving memory back takes time, so it is done without the lock.
        drop(dropped);
    }

    /// Drops the templates of this name for which `stays` says no.
    pub(super) fn evict(&self, name: &FunctionName, stays: &dyn Fn(&Function) -> bool) {
        let mut state = self.state();
        state.evictions.count(name);
        let gone = state
            .take_out(|template| template.function.name == *name && !stays(&template.function));
        drop(state);
        drop(gone);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing under the lock can panic half way: sums and queues only.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take_out(&mut self, goes: impl Fn(&Template) -> bool) -> Vec<Template> {
        let (gone, kept): (Vec<_>, Vec<_>) = self.kept.drain(..).partition(goes);
        self.kept = kept.into();
        self.bytes = self.kept.iter().map(Template::bytes).sum();
        gone
    }
}
