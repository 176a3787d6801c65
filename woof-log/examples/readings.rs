//! A service that links this crate alone: it keeps readings durably in a directory, and works
//! each of them off once it is durable, from where it stopped, over any number of restarts.
//!
//!     cargo run -p woof-log --example readings -- DIRECTORY

use std::env;
use std::error::Error;
use std::path::PathBuf;

use woof_log::{Append, DirStore, Durability, LogName, LogStore, Seqno, Shape, SharedStore, SubId};

/// The one subscription of this service: its cursor says which readings were worked off.
const SUMMARY: SubId = SubId::new(1);

fn main() -> Result<(), Box<dyn Error>> {
    let directory = env::args_os().nth(1).map(PathBuf::from);
    let directory = directory.unwrap_or_else(|| env::temp_dir().join("woof-log-readings"));
    let mut store = DirStore::open(&directory)?;
    let log = store.create(
        &LogName::new("readings")?,
        Shape::fixed(4).keep_last(10_000),
    )?;

    // All share one sync: each completion ends when its record survives a loss of power.
    let completions = (0..100_u32)
        .map(|reading| {
            store.append_with(log, &Append::new(&reading.to_le_bytes()), Durability::Group)
        })
        .collect::<Result<Vec<_>, _>>()?;
    for completion in completions {
        completion.wait()?;
    }

    let (from, newest) = (store.cursor(log, SUMMARY)?, store.bounds(log)?.newest);
    let mut sum = 0;
    for seqno in from.get() + 1..=newest.get() {
        let mut reading = [0; 4];
        store.read(log, Seqno::new(seqno), &mut reading)?;
        sum += u32::from_le_bytes(reading);
        store.ack(log, SUMMARY, Seqno::new(seqno))?;
    }
    println!("{} new readings, sum {sum}", newest.get() - from.get());
    store.close()?;
    Ok(())
}
