//! Completions with the locks of the standard library. They lie apart because `completion` is
//! compiled with other locks too.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Wake, Waker};

use crate::{Appended, Completion, Seqno};

#[derive(Default)]
struct Count(AtomicU32);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_task_is_woken_and_a_callback_called_exactly_once() {
    let completion = Completion::pending();
    let woken = Arc::new(Count::default());
    let waker = Waker::from(woken.clone());
    let mut context = Context::from_waker(&waker);
    let mut task = completion.clone();
    assert!(Pin::new(&mut task).poll(&mut context).is_pending());
    assert!(Pin::new(&mut task).poll(&mut context).is_pending());
    let called = Arc::new(Count::default());
    let counted = called.clone();
    completion.on_done(move |outcome| {
        assert_eq!(outcome.unwrap().seqno(), Seqno::FIRST);
        counted.0.fetch_add(1, Ordering::SeqCst);
    });
    completion.end(Ok(Appended::New(Seqno::FIRST)));
    completion.end(Ok(Appended::New(Seqno::new(9))));
    assert_eq!(woken.0.load(Ordering::SeqCst), 1);
    assert_eq!(called.0.load(Ordering::SeqCst), 1);
    assert!(Pin::new(&mut task).poll(&mut context).is_ready());
    assert_eq!(completion.wait().unwrap(), Appended::New(Seqno::FIRST));
}

#[test]
fn a_waiting_thread_is_released() {
    let completion = Completion::pending();
    let waiting = completion.clone();
    let thread = std::thread::spawn(move || waiting.wait());
    completion.end(Ok(Appended::New(Seqno::FIRST)));
    assert_eq!(thread.join().unwrap().unwrap(), Appended::New(Seqno::FIRST));
}
