//! The tables.

use super::contest::{Contest, Target, significant};
use super::effort::Effort;
use crate::machine;

/// The targets, what the peers that keep records came to, and everything else.
pub fn to_markdown(
    effort: &Effort,
    targets: &[Target],
    peers: &[Contest],
    others: &[Contest],
) -> String {
    let rows: String = targets.iter().map(target_row).collect();
    let other_rows: String = others.iter().map(other_row).collect();
    format!(
        "Records of 64 bytes in a log of fixed elements, on one disk, {rounds} interleaved rounds \
         of {time} ms for each side. A\nvalue is the median of the rounds, a ratio the median of \
         the ratios of the rounds. Where something is to be durable,\nall sides call `fdatasync`, \
         or what comes to the same, before they say so. `TMPDIR` chooses the disk.\n\n\
         Machine: {machine}.\n\n\
         | | woof-log | against | ratio | target | |\n|---|---|---|---|---|---|\n{rows}\n\
         Bytes written are all that is handed to the operating system. Where each sync covers \
         little, the log counts twice\nthere, since it fills its files with zeros ahead of the \
         records: such a sync need not write down which bytes of the\nfile were written.\n\n\
         {peers}\n\
         | | | | | |\n|---|---|---|---|---|\n{other_rows}",
        rounds = effort.rounds,
        time = effort.time.as_millis(),
        machine = machine::description(),
        peers = peer_table(peers),
    )
}

fn target_row(target: &Target) -> String {
    let ratio = target.ratio.map_or(String::new(), |ratio| {
        let times = if target.bar.starts_with('≥') {
            "× as fast"
        } else {
            "×"
        };
        format!("{} {times}", significant(ratio))
    });
    format!(
        "| {} | {} | {} | {ratio} | {} | {} |\n",
        target.what,
        target.ours,
        target.against,
        target.bar,
        if target.is_met { "met" } else { "**missed**" },
    )
}

/// One row for each comparison, one column for each side that any of them has.
fn peer_table(contests: &[Contest]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for side in contests.iter().flat_map(|contest| &contest.sides) {
        if !names.contains(&side.name) {
            names.push(side.name);
        }
    }
    let head: String = names.iter().map(|name| format!(" {name} |")).collect();
    let line = "---|".repeat(names.len());
    let mut table = format!("| |{head}\n|---|{line}\n");
    for contest in contests {
        let cells = names.iter().map(|name| {
            let has = contest.sides.iter().any(|side| side.name == *name);
            match has {
                true => format!(" {} |", significant(contest.median(name))),
                false => " |".to_owned(),
            }
        });
        let cells: String = cells.collect();
        table += &format!("| {}, {} |{cells}\n", contest.what, contest.unit);
    }
    table
}

fn other_row(contest: &Contest) -> String {
    let sides = contest.sides.iter();
    let cells: String = sides
        .map(|side| {
            format!(
                " {}: {} |",
                side.name,
                significant(contest.median(side.name))
            )
        })
        .collect();
    let empty = " |".repeat(4_usize.saturating_sub(contest.sides.len()));
    let unit = match contest.unit {
        "" => String::new(),
        unit => format!(", {unit}"),
    };
    format!("| {}{unit} |{cells}{empty}\n", contest.what)
}
