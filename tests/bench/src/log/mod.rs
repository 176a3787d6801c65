//! The log beside its peers: raw writes to the same disk, SQLite, redb, fjall, and on flash
//! sequential-storage.
//!
//! Each module measures one thing and says what it was to be. All sides of a comparison do the same
//! work with the same durability, in turns.

mod append;
mod contest;
mod durable;
mod effort;
mod flash;
mod handler;
mod peers;
mod read;
mod recovery;
mod remote;
mod report;
mod room;
mod written;

pub use effort::Effort;

/// The section of the document.
pub const HEADING: &str = "The log";

/// Makes the tables.
pub fn measure(effort: &Effort) -> String {
    let append = told(append::most(effort));
    let sustained = told(append::sustained(effort));
    let alone = told(durable::alone(effort));
    let together = told(durable::together(effort));
    let read = told(read::measure(effort));
    let recovery = told(recovery::measure(effort));
    let handler = told(handler::measure(effort));
    let remote = told(remote::in_memory(effort));
    let remote_durable = told(remote::on_disk(effort));
    let flash = flash::measure();
    let written = written::measure(effort);
    let targets = [
        append::targets(&append, &sustained),
        durable::targets(&alone, &together),
        read::targets(&read),
        recovery::targets(&recovery),
        handler::targets(&handler),
        remote::targets(&remote, &remote_durable),
        flash::targets(&flash[0]),
        written::targets(&written[2]),
    ];
    let lone = [append, alone, together, read];
    let peers: Vec<_> = lone.into_iter().chain(written).collect();
    let others: Vec<_> = [sustained, recovery, handler, remote, remote_durable]
        .into_iter()
        .chain(flash)
        .collect();
    report::to_markdown(effort, &targets.concat(), &peers, &others)
}

/// Tells who waits that there is progress.
fn told(contest: contest::Contest) -> contest::Contest {
    eprintln!("{}: done", contest.what);
    contest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_can_be_measured() {
        let tables = measure(&Effort::TINY);
        assert!(
            !tables.contains("NaN") && !tables.contains("inf"),
            "{tables}"
        );
        assert!(
            tables.contains("| durable append, one writer |"),
            "{tables}"
        );
    }
}
