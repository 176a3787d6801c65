//! Where the shared parts take their locks from. The tests of interleavings compile the same
//! source with locks that try every order of threads (`tests/interleavings`).

pub(crate) use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
