//! `log`: the logs of a server, or of a directory that no server uses.

mod show;
mod source;

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use woof_log::{Append, Appended, LogName, Producer, Repair, Seqno, Shape, View};

use crate::failure::{Failure, print};
use show::Form;
use source::Source;

/// How long the server holds back an empty answer.
const FOLLOW_WAIT_MS: u32 = 30_000;

/// List, read, append to, repair and check the append-only logs of a server or of a data directory
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
    /// The management front of a running server
    #[arg(
        long,
        global = true,
        env = "NANOLAMBDA_MANAGEMENT",
        default_value = "http://127.0.0.1:8080"
    )]
    management: String,
    /// Use this data directory instead, which no server may be using
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the logs: name, oldest and newest record, and how many are readable
    Ls,
    /// Write the payloads of a log to standard output, byte for byte, one after the other
    Cat {
        #[command(flatten)]
        range: Range,
        /// What to show of records that were repaired: `written` or `repaired`
        #[arg(long, default_value_t = View::Repaired)]
        view: View,
    },
    /// Show the last records of a log, a line each
    Tail {
        /// The log
        log: String,
        /// Go on with new records as they come
        #[arg(short, long)]
        follow: bool,
        /// How many records to begin with
        #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 10)]
        count: u64,
        /// What to show of records that were repaired: `written` or `repaired`
        #[arg(long, default_value_t = View::Repaired)]
        view: View,
    },
    /// Append a record and print its sequence number when it is durable
    Append {
        /// The log
        log: String,
        /// The payload; standard input if it is left out
        payload: Option<String>,
        /// Create the log if it does not exist: records of any size, kept until trimmed
        #[arg(long)]
        create: bool,
        /// Who appends: repeating the same one appends nothing twice
        #[arg(long, value_name = "ID:EPOCH:N", value_parser = producer)]
        producer: Option<Producer>,
    },
    /// Let another payload stand in for a record's, and print the number of the repair when it is
    /// durable
    ///
    /// What was written stays, and `--view written` shows it. A record of `calls` or
    /// `fn/NAME/events` gets the payload of its call or event, JSON. Its function runs again on a
    /// running server, or when a server starts with the directory, and what comes of that is
    /// repaired in its turn. Other records of functions and objects cannot be repaired.
    Repair {
        /// The log
        log: String,
        /// The sequence number of the record
        #[arg(value_name = "SEQ")]
        sequence: u64,
        /// What the payload should have been; standard input if neither this nor --file is given
        payload: Option<String>,
        /// Take the payload from this file
        #[arg(long, value_name = "PATH", conflicts_with = "payload")]
        file: Option<PathBuf>,
        /// Why, for those who ask later: at most 255 bytes
        #[arg(long, default_value = "", hide_default_value = true)]
        reason: String,
    },
    /// Read every record of a log, or of all logs, and what stands in for repaired ones, and report
    /// damaged ones
    Verify {
        /// The log; all of them if it is left out
        log: Option<String>,
    },
    /// Write records as lines of JSON, with payloads that are no text in base64
    Export {
        #[command(flatten)]
        range: Range,
        /// What to show of records that were repaired: `written` or `repaired`
        #[arg(long, default_value_t = View::Written)]
        view: View,
    },
}

impl Action {
    fn only_reads(&self) -> bool {
        match self {
            Self::Ls
            | Self::Cat { .. }
            | Self::Export { .. }
            | Self::Tail { .. }
            | Self::Verify { .. } => true,
            Self::Append { .. } | Self::Repair { .. } => false,
        }
    }
}

#[derive(Debug, clap::Args)]
struct Range {
    /// The log
    log: String,
    /// Begin with this sequence number
    #[arg(long, value_name = "N", default_value_t = 1)]
    from: u64,
    /// Stop after this many records
    #[arg(long, value_name = "COUNT", default_value_t = u64::MAX, hide_default_value = true)]
    count: u64,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut source = match &arguments.data {
        Some(directory) => Source::directory(directory, arguments.action.only_reads())?,
        None => Source::server(&arguments.management),
    };
    match &arguments.action {
        Action::Ls => list(&mut source)?,
        Action::Cat { range, view } => copy(&mut source, range, *view, Form::Raw)?,
        Action::Export { range, view } => copy(&mut source, range, *view, Form::Json)?,
        Action::Tail {
            log,
            follow,
            count,
            view,
        } => tail(&mut source, &name(log)?, *view, *count, *follow)?,
        Action::Repair {
            log,
            sequence,
            payload,
            file,
            reason,
        } => {
            let payload = replacement(payload.as_deref(), file.as_deref())?;
            let repair = Repair {
                target: Seqno::new(*sequence),
                payload: &payload,
                reason,
            };
            let number = source.repair(&name(log)?, &repair)?;
            print(&format!("{number}\n"))?;
        }
        Action::Append {
            log,
            payload,
            create,
            producer,
        } => append(
            &mut source,
            &name(log)?,
            payload.as_deref(),
            *create,
            *producer,
        )?,
        Action::Verify { log } => return verify(&mut source, log.as_deref()),
    }
    Ok(0)
}

fn name(text: &str) -> Result<LogName, Failure> {
    LogName::new(text).map_err(|error| Failure::Usage(format!("{text:?} names no log: {error}")))
}

/// Three numbers with colons between them.
fn producer(text: &str) -> Result<Producer, String> {
    let parts: Vec<&str> = text.split(':').collect();
    let parsed = match parts[..] {
        [id, epoch, n] => id.parse().ok().zip(epoch.parse().ok()).zip(n.parse().ok()),
        _ => None,
    };
    let ((id, epoch), n) = parsed.ok_or("give three numbers as in 7:1:42")?;
    Ok(Producer::keyed(id, epoch, n))
}

fn list(source: &mut Source) -> Result<(), Failure> {
    let logs = source.logs()?;
    let widest = logs.iter().map(|log| log.name.as_str().len()).max();
    let width = widest.unwrap_or_default();
    for log in logs {
        let (name, bounds) = (log.name.as_str(), log.bounds);
        print(&format!(
            "{name:width$}  {}..{}  {} records\n",
            bounds.oldest,
            bounds.newest,
            bounds.len()
        ))?;
    }
    Ok(())
}

fn copy(source: &mut Source, range: &Range, view: View, form: Form) -> Result<(), Failure> {
    let log = name(&range.log)?;
    let (mut from, mut left) = (Seqno::new(range.from.max(1)), range.count);
    while left > 0 {
        let most = u16::try_from(left).unwrap_or(0);
        let page = source.read(&log, view, from, most, 0)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        from = last.seqno().next();
        left = left.saturating_sub(page.len() as u64);
        if !show::records(&page, form)? {
            return Ok(());
        }
    }
    Ok(())
}

fn tail(
    source: &mut Source,
    log: &LogName,
    view: View,
    count: u64,
    follow: bool,
) -> Result<(), Failure> {
    let newest = source.bounds(log)?.newest.get();
    let mut from = Seqno::new((newest + 1).saturating_sub(count).max(1));
    let mut wait_ms = 0;
    loop {
        let page = source.read(log, view, from, 0, wait_ms)?;
        if let Some(last) = page.last() {
            from = last.seqno().next();
            if !show::records(&page, Form::Lines)? {
                return Ok(());
            }
        } else if !follow {
            return Ok(());
        } else if source.is_cold() {
            return Err(Failure::Usage(
                "nobody appends to a directory that no server uses: leave out --follow".into(),
            ));
        } else {
            wait_ms = FOLLOW_WAIT_MS;
        }
    }
}

fn append(
    source: &mut Source,
    log: &LogName,
    payload: Option<&str>,
    create: bool,
    producer: Option<Producer>,
) -> Result<(), Failure> {
    let payload = replacement(payload, None)?;
    if create {
        source.create(log, Shape::variable())?;
    }
    let record = Append {
        producer,
        ..Append::new(&payload)
    };
    match source.append(log, &record)? {
        Appended::New(seqno) => print(&format!("{seqno}\n")),
        Appended::Duplicate(seqno) => print(&format!("{seqno} (had been appended before)\n")),
    }
}

/// The payload that was given, or the one in the file, or else standard input. Of one that is too
/// long for a record, not much more than a record holds.
fn replacement(given: Option<&str>, file: Option<&Path>) -> Result<Vec<u8>, Failure> {
    if let Some(text) = given {
        return Ok(text.as_bytes().to_vec());
    }
    let most = u64::from(woof_log::PAYLOAD_LEN_MAX) + 1;
    let mut bytes = Vec::new();
    match file {
        Some(path) => {
            let opened = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
            opened.map_err(|error| Failure::Other(format!("{}: {error}", path.display())))?;
        }
        None => {
            let read = std::io::stdin().take(most).read_to_end(&mut bytes);
            read.map_err(|error| Failure::Other(format!("standard input: {error}")))?;
        }
    }
    Ok(bytes)
}

fn verify(source: &mut Source, log: Option<&str>) -> Result<u8, Failure> {
    let names = match log {
        Some(log) => vec![name(log)?],
        None => source.logs()?.into_iter().map(|log| log.name).collect(),
    };
    let mut code = 0;
    for log in names {
        let (good, bad) = count(source, &log, View::Written)?;
        let (_, repairs) = count(source, &log, View::Repaired)?;
        // A damaged record that was not repaired shows in both views.
        let repairs: Vec<&String> = repairs.iter().filter(|one| !bad.contains(one)).collect();
        if !repairs.is_empty() {
            code = 1;
            let (count, list) = (repairs.len(), join(&repairs));
            print(&format!(
                "{log}: {count} repairs damaged, of records {list}\n"
            ))?;
        }
        if bad.is_empty() {
            print(&format!("{log}: {good} records, all sound\n"))?;
        } else {
            code = 1;
            let (count, list) = (bad.len(), join(&bad));
            print(&format!(
                "{log}: {good} records sound, {count} damaged: {list}\n"
            ))?;
        }
    }
    Ok(code)
}

/// Reads a log in a view: how many records are sound, and which are damaged.
fn count(source: &mut Source, log: &LogName, view: View) -> Result<(u64, Vec<String>), Failure> {
    let (mut from, mut good, mut bad) = (Seqno::FIRST, 0, Vec::new());
    loop {
        let page = source.read(log, view, from, 0, 0)?;
        let Some(last) = page.last() else {
            return Ok((good, bad));
        };
        from = last.seqno().next();
        for item in &page {
            match item {
                source::Item::Damaged(seqno) => bad.push(seqno.to_string()),
                source::Item::Record(..) => good += 1,
            }
        }
    }
}

fn join(numbers: &[impl AsRef<str>]) -> String {
    let numbers: Vec<&str> = numbers.iter().map(AsRef::as_ref).collect();
    numbers.join(", ")
}
