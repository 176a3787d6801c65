//! A model of a cursor: workers finish records while the keeper stores the watermark.

use loom::thread;
use woof_log::{AckWindow, Seqno};

use crate::explore;
use crate::sync::{Arc, Mutex};

struct Cursor {
    window: AckWindow,
    finished: Vec<u64>,
    stored: u64,
}

/// Three workers finish five records in any order while another thread stores the watermark: what
/// is stored never moves back, and never passes a record that is not finished.
pub fn a_stored_cursor_never_passes_an_open_record() -> u64 {
    explore(3, || {
        let cursor = Arc::new(Mutex::new(Cursor {
            window: AckWindow::default(),
            finished: Vec::new(),
            stored: 0,
        }));
        let finish = |cursor: &Mutex<Cursor>, n: u64| {
            let mut cursor = cursor.lock().expect("no panic");
            cursor.finished.push(n);
            cursor.window.ack(Seqno::new(n)).expect("within the window");
        };
        let workers: Vec<_> = [[1, 4], [3, 2]]
            .into_iter()
            .map(|records| {
                let cursor = cursor.clone();
                thread::spawn(move || records.into_iter().for_each(|n| finish(&cursor, n)))
            })
            .collect();
        let keeping = cursor.clone();
        let keeper = thread::spawn(move || {
            for _ in 0..2 {
                let mut cursor = keeping.lock().expect("no panic");
                let watermark = cursor.window.watermark().get();
                assert!(watermark >= cursor.stored);
                assert!((1..=watermark).all(|n| cursor.finished.contains(&n)));
                cursor.stored = watermark;
            }
        });
        finish(&cursor, 5);
        for thread in workers.into_iter().chain([keeper]) {
            thread.join().expect("no panic");
        }
        let cursor = cursor.lock().expect("no panic");
        assert_eq!(cursor.window.watermark(), Seqno::new(5));
    })
}
