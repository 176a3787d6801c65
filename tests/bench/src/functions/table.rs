//! The table.

use super::load::Measured;
use crate::rounds::median;

/// One server with one number of clients.
pub struct Cell {
    pub server: &'static str,
    pub clients: usize,
    pub rounds: Vec<Measured>,
}

/// Everything that was measured.
pub struct Report {
    pub cells: Vec<Cell>,
    pub idle_bytes: u64,
    pub busy_bytes: u64,
    pub node_bytes: u64,
    pub first_us: u64,
    pub after_restart_us: u64,
    pub node_version: String,
    pub machine: String,
}

impl Cell {
    fn median_of(&self, field: impl Fn(&Measured) -> f64) -> f64 {
        median(self.rounds.iter().map(field).collect())
    }

    fn row(&self) -> String {
        let failed: u64 = self.rounds.iter().map(|round| round.failed).sum();
        format!(
            "| {} | {} | {:.3} | {:.3} | {:.0} | {failed} | {:.0} % |\n",
            self.server,
            self.clients,
            self.median_of(|round| round.p50_us) / 1000.0,
            self.median_of(|round| round.p99_us) / 1000.0,
            self.median_of(|round| round.per_second),
            self.median_of(|round| round.client_load) * 100.0,
        )
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_048_576.0
}

impl Report {
    /// The tables.
    pub fn to_markdown(&self) -> String {
        let rows: String = self.cells.iter().map(Cell::row).collect();
        let rounds = self.cells.first().map_or(0, |cell| cell.rounds.len());
        format!(
            "The sieve of `tests/python/handlers/sieve.py` (primes up to 1,000) as a function of the \
             edge server, beside the\nsame algorithm in a native Node.js HTTP server. Closed loops \
             on the loopback interface, clients in a process of\ntheir own on the same processors, \
             medians of {rounds} interleaved rounds.\n\n\
             Machine: {}. Node.js {}.\n\n\
             | server | clients | p50 in ms | p99 in ms | requests/s | failed | processor of the \
             clients |\n|---|---|---|---|---|---|---|\n{rows}\n\
             Failed are requests that took more than a second or got another answer. The edge \
             appends each call and its result to\nlogs; the Node.js server keeps nothing.\n\n\
             | | |\n|---|---|\n\
             | first call of a function after it was created | {:.1} ms |\n\
             | first call of a function after the server was killed and started | {:.1} ms |\n\
             | memory of the idle edge server (resident) | {:.1} MB |\n\
             | memory of the edge server after the run | {:.1} MB |\n\
             | memory of the Node.js server after the run | {:.1} MB |\n",
            self.machine,
            self.node_version,
            self.first_us as f64 / 1000.0,
            self.after_restart_us as f64 / 1000.0,
            megabytes(self.idle_bytes),
            megabytes(self.busy_bytes),
            megabytes(self.node_bytes),
        )
    }
}
