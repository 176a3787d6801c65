//! The interrupt key: a flag that the machine looks at between two slices.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Whether the user wants the program to end.
#[derive(Clone, Default)]
pub struct Interrupt(Arc<(Mutex<bool>, Condvar)>);

impl Interrupt {
    /// From now on the key sets the flag instead of ending the process.
    pub fn listen() -> Self {
        let interrupt = Self::default();
        let heard = interrupt.clone();
        let (deaf, listens) = mpsc::channel();
        thread::spawn(move || {
            let mut builder = tokio::runtime::Builder::new_current_thread();
            let Ok(runtime) = builder.enable_io().build() else {
                return;
            };
            if runtime.block_on(pressed(deaf)).is_ok() {
                heard.set();
            }
        });
        // Nothing is ever sent: this returns when the thread listens, or never will.
        let _ = listens.recv();
        interrupt
    }

    fn set(&self) {
        let (flag, changed) = &*self.0;
        *flag.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
    }

    /// Whether the key was pressed.
    pub fn is_set(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps, but no longer than until the key is pressed.
    pub fn sleep(&self, duration: Duration) {
        let (flag, changed) = &*self.0;
        let flag = flag.lock().unwrap_or_else(PoisonError::into_inner);
        // A poisoned flag only ends the sleep early.
        drop(changed.wait_timeout_while(flag, duration, |pressed| !*pressed));
    }
}

/// Waits for the key, and drops `deaf` as soon as the key no longer ends the process, which is when
/// the wait was polled once.
async fn pressed(deaf: Sender<()>) -> io::Result<()> {
    let mut key = pin!(tokio::signal::ctrl_c());
    let mut deaf = Some(deaf);
    poll_fn(|context| {
        let state = key.as_mut().poll(context);
        drop(deaf.take());
        state
    })
    .await
}
