//! Models of completions and of the queue.

use loom::thread;
use woof_log::{Appended, Seqno};

use crate::completion::Completion;
use crate::explore;
use crate::queue::Queue;
use crate::sync::{Arc, Mutex};

fn appended(n: u64) -> Appended {
    Appended::New(Seqno::new(n))
}

/// Two threads end a completion while one waits and one asks to be called back: the first end
/// counts, and everybody hears of it exactly once.
pub fn everybody_hears_of_the_first_end_once() -> u64 {
    explore(3, || {
        let completion = Completion::pending();
        let enders: Vec<_> = (1..=2)
            .map(|n| {
                let completion = completion.clone();
                thread::spawn(move || completion.end(Ok(appended(n))))
            })
            .collect();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hearing = heard.clone();
        completion.on_done(move |outcome| {
            hearing
                .lock()
                .expect("no panic")
                .push(outcome.expect("it is appended"));
        });
        let waited = completion.wait().expect("it is appended");
        enders
            .into_iter()
            .for_each(|ender| ender.join().expect("no panic"));
        assert_eq!(*heard.lock().expect("no panic"), [waited]);
        let again = Completion::ended(completion.outcome().expect("an end"));
        assert_eq!(again.wait().expect("it is appended"), waited);
    })
}

/// Work is pushed while the worker is told to stop: what was pushed before that is done, nothing
/// is done twice, and the worker ends.
pub fn what_was_queued_before_the_stop_is_done() -> u64 {
    explore(3, || {
        let queue = Arc::new(Queue::new());
        let pushing = queue.clone();
        let working = queue.clone();
        let done = Arc::new(Mutex::new(Vec::new()));
        let doing = done.clone();
        let worker = thread::spawn(move || {
            working.run(|work: u32| doing.lock().expect("no panic").push(work));
        });
        let pusher = thread::spawn(move || pushing.push(1));
        queue.push(2);
        queue.stop();
        pusher.join().expect("no panic");
        worker.join().expect("no panic");
        let mut done = done.lock().expect("no panic").clone();
        done.sort_unstable();
        assert!(done == [1, 2] || done == [2], "{done:?}");
    })
}
