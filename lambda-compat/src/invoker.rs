//! The seam to whatever runs functions.

use std::future::Future;
use std::pin::Pin;

use faas_runtime::engine::InvokeError;
use faas_runtime::{Completion, Engine, Invocation};

/// A future behind a pointer, so that [`Invoker`] can be one, too.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, InvokeError>> + Send + 'a>>;

/// Runs invocations. The engine does; a test may answer at once.
pub trait Invoker: Send + Sync {
    /// Runs a function and waits for it.
    fn invoke(&self, invocation: Invocation) -> Answer<'_, Completion>;

    /// Takes an event. It is durable when the future is ready, and runs at least once.
    fn submit(&self, invocation: Invocation) -> Answer<'_, ()>;
}

impl Invoker for Engine {
    fn invoke(&self, invocation: Invocation) -> Answer<'_, Completion> {
        Box::pin(Engine::invoke(self, invocation))
    }

    fn submit(&self, invocation: Invocation) -> Answer<'_, ()> {
        Box::pin(async move { Engine::submit(self, invocation).await.map(|_| ()) })
    }
}
