//! From an append to the start of what it sets off.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use woof_log::{
    Append, Delivery, DirStore, LogId, LogName, LogStore as _, Seqno, SharedStore, SubId,
};

use super::contest::{Contest, Target};
use super::effort::Effort;
use super::peers::{payload, shape};
use super::room::Room;
use crate::rounds::{Side, interleave};

const HANDLER: &str = "append to handler";
const WOKEN: &str = "a thread woken by another";
const SUB: SubId = SubId::new(1);

/// The median time from the call of an append to the moment at which a handler has the record,
/// in microseconds.
pub fn measure(effort: &Effort) -> Contest {
    let room = Room::new();
    let sides = vec![appends(effort, &room), wake_ups(effort)];
    Contest {
        what: "append to the start of its handler, median",
        unit: "µs",
        sides: interleave(effort.rounds, sides),
    }
}

pub fn targets(contest: &Contest) -> Vec<Target> {
    vec![contest.within("append to the start of its handler", HANDLER, 20.0)]
}

/// A number that threads wait for.
#[derive(Default)]
struct News {
    newest: Mutex<u64>,
    changed: Condvar,
}

impl News {
    fn tell(&self, newest: u64) {
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = newest;
        self.changed.notify_one();
    }

    fn wait_beyond(&self, known: u64) {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_while(newest, |newest| *newest <= known);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }
}

/// A thread that runs the handler of a subscription; it sleeps until there is news of the log.
fn appends(effort: &Effort, room: &Room) -> Side<'static> {
    let effort = *effort;
    let mut store = DirStore::open(&room.of("handler")).expect("it can be opened");
    let name = LogName::new("bench/events").expect("a name");
    let log = store.create(&name, shape()).expect("the disk has room");
    let news = Arc::new(News::default());
    let told = Arc::clone(&news);
    let guard = store.listen(Arc::new(move |_, newest| told.tell(newest.get())));
    let (starts, started) = mpsc::channel();
    let reader = store.clone();
    thread::spawn(move || run_handler(&reader, log, &news, &starts));
    let mut number = 0;
    Side::new(HANDLER, move || {
        let _listening = &guard;
        effort.median_of(|| {
            number += 1;
            let begun = Instant::now();
            let appended = store.append(log, &Append::new(&payload(number)));
            appended.expect("the disk has room");
            elapsed_us(begun, &started)
        })
    })
}

/// Takes one record after the other, until nobody wants to know.
fn run_handler(store: &DirStore, log: LogId, news: &News, starts: &Sender<Instant>) {
    let mut next = Seqno::FIRST;
    loop {
        news.wait_beyond(next.previous().get());
        let delivery = store.deliver(log, SUB, next).expect("the record is sound");
        assert!(matches!(delivery, Delivery::Record(..)), "a record");
        if starts.send(Instant::now()).is_err() {
            return;
        }
        store.clone().ack(log, SUB, next).expect("it was delivered");
        next = next.next();
    }
}

/// What the operating system takes to wake a thread.
fn wake_ups(effort: &Effort) -> Side<'static> {
    let effort = *effort;
    let news = Arc::new(News::default());
    let (starts, started) = mpsc::channel();
    let told = Arc::clone(&news);
    thread::spawn(move || {
        for known in 0.. {
            told.wait_beyond(known);
            if starts.send(Instant::now()).is_err() {
                return;
            }
        }
    });
    let mut number = 0;
    Side::new(WOKEN, move || {
        effort.median_of(|| {
            number += 1;
            let begun = Instant::now();
            news.tell(number);
            elapsed_us(begun, &started)
        })
    })
}

fn elapsed_us(begun: Instant, started: &Receiver<Instant>) -> f64 {
    let started = started.recv().expect("the thread lives");
    started.duration_since(begun).as_secs_f64() * 1e6
}
