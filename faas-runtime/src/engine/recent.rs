//! Where the results of the latest invocations lie.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use woof_log::Seqno;

use crate::{FunctionName, RequestId};

/// The most request ids that are remembered. An older result is found by reading the logs.
const RECENT_MAX: usize = 16_384;

/// A bounded index into the result logs. It is a projection: losing it costs time only.
#[derive(Default)]
pub(super) struct Recent {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    places: HashMap<RequestId, (FunctionName, Seqno)>,
    order: VecDeque<RequestId>,
}

impl Recent {
    /// Remembers the latest result of an invocation.
    pub(super) fn insert(&self, request_id: RequestId, function: FunctionName, seqno: Seqno) {
        let mut state = self.lock();
        if state.places.insert(request_id, (function, seqno)).is_none() {
            state.order.push_back(request_id);
        }
        if state.order.len() > RECENT_MAX
            && let Some(oldest) = state.order.pop_front()
        {
            state.places.remove(&oldest);
        }
    }

    /// Where the latest result of an invocation lies, if it is remembered.
    pub(super) fn find(&self, request_id: RequestId) -> Option<(FunctionName, Seqno)> {
        self.lock().places.get(&request_id).copied()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic between the two steps of an insertion loses an entry of a cache at worst.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_forgotten_first() {
        let recent = Recent::default();
        let function: FunctionName = "f".parse().expect("valid");
        let id = |number: usize| {
            let mut bytes = [0; 16];
            bytes[..8].copy_from_slice(&(number as u64).to_le_bytes());
            RequestId(bytes)
        };
        for number in 0..=RECENT_MAX {
            recent.insert(id(number), function, Seqno::new(number as u64));
        }
        assert_eq!(recent.find(id(0)), None);
        assert_eq!(recent.find(id(1)), Some((function, Seqno::new(1))));
        assert_eq!(
            recent.find(id(RECENT_MAX)).map(|(_, seqno)| seqno.get()),
            Some(16_384)
        );
    }
}
