//! Where the functions are.

use std::collections::BTreeMap;
use std::string::String;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use crate::{Function, FunctionName, Version};

/// Finds functions by name.
///
/// The engine asks for the function at each attempt, so an update takes effect at the next one.
/// Implementations are shared between threads, and `get` is on the path of every invocation: it
/// should answer from memory. What `put` accepted must be durable in a durable registry.
pub trait FunctionRegistry: Send + Sync {
    /// The function of this name and version, or `None` if there is none.
    ///
    /// # Errors
    /// [`RegistryError`] if the registry cannot tell.
    fn get(
        &self,
        name: &FunctionName,
        version: Version,
    ) -> Result<Option<Arc<Function>>, RegistryError>;

    /// Stores a function under its name and version, in place of the one that was there.
    ///
    /// # Errors
    /// [`RegistryError`] if it is not stored.
    fn put(&self, function: Function) -> Result<(), RegistryError>;

    /// The names that have any version, in order.
    ///
    /// # Errors
    /// [`RegistryError`] if the registry cannot tell.
    fn list(&self) -> Result<Vec<FunctionName>, RegistryError>;

    /// Removes all versions of a function; `false` if there was none.
    ///
    /// # Errors
    /// [`RegistryError`] if they are not removed.
    fn remove(&self, name: &FunctionName) -> Result<bool, RegistryError>;
}

/// Why a registry did not do what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// The store below failed.
    #[error("the function registry cannot be reached: {0}")]
    Store(String),
    /// The registry holds as many functions as it may.
    #[error("the function registry is full: it holds {count_max} functions")]
    Full {
        /// Its limit.
        count_max: usize,
    },
}

/// A registry in memory, for tests, tools and devices with functions built in.
#[derive(Debug)]
pub struct MemoryRegistry {
    functions: Mutex<BTreeMap<(FunctionName, Version), Arc<Function>>>,
    count_max: usize,
}

impl MemoryRegistry {
    /// An empty registry for at most `count_max` versions of functions.
    #[must_use]
    pub fn new(count_max: usize) -> Self {
        Self {
            functions: Mutex::default(),
            count_max,
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(FunctionName, Version), Arc<Function>>> {
        // Every change under the lock is a single map operation: a panic leaves it whole.
        self.functions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl FunctionRegistry for MemoryRegistry {
    fn get(
        &self,
        name: &FunctionName,
        version: Version,
    ) -> Result<Option<Arc<Function>>, RegistryError> {
        Ok(self.lock().get(&(*name, version)).cloned())
    }

    fn put(&self, function: Function) -> Result<(), RegistryError> {
        let key = (function.name, function.version);
        let mut functions = self.lock();
        if functions.len() >= self.count_max && !functions.contains_key(&key) {
            return Err(RegistryError::Full {
                count_max: self.count_max,
            });
        }
        functions.insert(key, Arc::new(function));
        Ok(())
    }

    fn list(&self) -> Result<Vec<FunctionName>, RegistryError> {
        let mut names: Vec<_> = self.lock().keys().map(|(name, _)| *name).collect();
        names.dedup();
        Ok(names)
    }

    fn remove(&self, name: &FunctionName) -> Result<bool, RegistryError> {
        let mut functions = self.lock();
        let before = functions.len();
        functions.retain(|(stored, _), _| stored != name);
        Ok(functions.len() < before)
    }
}
