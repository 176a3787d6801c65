//! The seam to whatever runs functions.

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;

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

/// An invoker that comes later than the API: whoever invokes before it is there waits for it, and
/// blocks the thread. An engine goes on with what an earlier run has left as soon as it starts,
/// and its functions may need the API at once.
impl<I: Invoker> Invoker for OnceLock<I> {
    fn invoke(&self, invocation: Invocation) -> Answer<'_, Completion> {
        self.wait().invoke(invocation)
    }

    fn submit(&self, invocation: Invocation) -> Answer<'_, ()> {
        self.wait().submit(invocation)
    }
}

impl Invoker for Engine {
    fn invoke(&self, invocation: Invocation) -> Answer<'_, Completion> {
        Box::pin(Engine::invoke(self, invocation))
    }

    fn submit(&self, invocation: Invocation) -> Answer<'_, ()> {
        Box::pin(async move { Engine::submit(self, invocation).await.map(|_| ()) })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use faas_runtime::{Front, InvocationKind, RequestId};
    use futures::FutureExt as _;

    use super::*;

    /// Refuses everything.
    struct Refusing;

    impl Invoker for Refusing {
        fn invoke(&self, _: Invocation) -> Answer<'_, Completion> {
            Box::pin(async { Err(InvokeError::ShuttingDown) })
        }

        fn submit(&self, _: Invocation) -> Answer<'_, ()> {
            Box::pin(async { Err(InvokeError::ShuttingDown) })
        }
    }

    #[test]
    fn who_invokes_before_the_invoker_is_there_gets_its_answer() {
        let later = Arc::new(OnceLock::new());
        let early = Arc::clone(&later);
        let waiting = std::thread::spawn(move || {
            let name = "light".parse().expect("a name");
            let kind = InvocationKind::Event;
            let id = RequestId([0; 16]);
            let event = Invocation::new(id, name, "1".into(), Front::LambdaApi, kind);
            early.submit(event).now_or_never()
        });
        assert!(later.set(Refusing).is_ok());
        let answer = waiting.join().expect("it ends");
        assert!(matches!(answer, Some(Err(InvokeError::ShuttingDown))));
    }
}
