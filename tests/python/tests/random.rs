//! Random programs do the same on our VM as on CPython.
//!
//! `PYTHON_SUITE_SEEDS=FIRST:COUNT` runs other seeds than the usual ones: 100,000 of them are a
//! soak test. A program that differs is reduced, and written to the folder `random-failures` of
//! the target directory; `generate.py SEED` writes the whole of it again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use nanolambda_python_suite::{CPython, Report, Source, Verdict, run_script, shrink};

/// Programs that one process of CPython writes and runs, at the most.
const BATCH_MAX: u64 = 250;

/// Batches for each worker at the least, so that all are done at about the same time.
const BATCHES_MIN: u64 = 4;

/// Reductions take seconds each.
const REDUCED_MAX: usize = 3;

/// Programs between two lines that say how far a soak test is.
const PROGRESS: u64 = 5_000;

/// The first seed and how many of them.
fn seeds() -> (u64, u64) {
    let text = std::env::var("PYTHON_SUITE_SEEDS").unwrap_or_else(|_| "0:300".to_owned());
    let numbers = text
        .split_once(':')
        .map(|(first, count)| (first.parse(), count.parse()));
    match numbers {
        Some((Ok(first), Ok(count))) => (first, count),
        _ => panic!("PYTHON_SUITE_SEEDS must be FIRST:COUNT, not {text:?}"),
    }
}

struct Soak {
    first: u64,
    count: u64,
    batch: u64,
    started: Instant,
    next: AtomicU64,
    /// Programs that do not come to a good end.
    unsound: AtomicU64,
    report: Mutex<Report>,
    reduced: Mutex<Vec<PathBuf>>,
}

impl Soak {
    fn new(first: u64, count: u64, workers: usize) -> Soak {
        Soak {
            first,
            count,
            batch: (count / (workers as u64 * BATCHES_MIN)).clamp(1, BATCH_MAX),
            started: Instant::now(),
            next: AtomicU64::new(0),
            unsound: AtomicU64::new(0),
            report: Mutex::default(),
            reduced: Mutex::default(),
        }
    }

    /// Takes batches until none is left.
    fn work(&self) {
        loop {
            let start = self.next.fetch_add(self.batch, Ordering::Relaxed);
            if start >= self.count {
                return;
            }
            self.run_batch(self.first + start, self.batch.min(self.count - start));
            if start > 0 && start.is_multiple_of(PROGRESS) {
                println!("{start} programs, {:.0} a second", self.rate(start));
            }
        }
    }

    fn rate(&self, programs: u64) -> f64 {
        programs as f64 / self.started.elapsed().as_secs_f64()
    }

    fn run_batch(&self, first: u64, count: u64) {
        let programs = CPython::default().random(first, count);
        let programs = programs.expect("the reference runs");
        for (seed, (text, expected)) in (first..).zip(programs) {
            let exception = expected.exception.as_ref().map(|(kind, _)| kind.as_str());
            if let Some("TooLong" | "TooLarge") = exception {
                println!("seed {seed} takes too much time or memory on CPython and is left out");
                self.unsound.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            if exception.is_some() {
                self.unsound.fetch_add(1, Ordering::Relaxed);
            }
            let source = Source {
                name: format!("random_{seed}.py"),
                text,
            };
            let actual = run_script(&source);
            let pair = (
                std::slice::from_ref(&expected),
                std::slice::from_ref(&actual),
            );
            let verdict = Verdict::of(pair.0, pair.1);
            if verdict != Verdict::Match && self.may_reduce() {
                let text = shrink(&source.text, &expected, &actual).expect("the reference runs");
                self.keep(seed, &text);
            }
            let mut report = self.report.lock().expect("no thread panicked");
            report.add("random", &format!("seed {seed}"), verdict);
        }
    }

    /// Takes a place among the programs that are reduced, if one is left.
    fn may_reduce(&self) -> bool {
        let mut reduced = self.reduced.lock().expect("no thread panicked");
        if reduced.len() < REDUCED_MAX {
            reduced.push(PathBuf::new());
            return true;
        }
        false
    }

    fn keep(&self, seed: u64, text: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random-failures");
        let path = folder.join(format!("seed_{seed}.py"));
        fs::create_dir_all(&folder).expect("the folder can be made");
        fs::write(&path, text).expect("the program is written");
        println!("seed {seed}, reduced, in {}:\n{text}", path.display());
    }
}

#[test]
fn random_programs_do_the_same_as_on_cpython() {
    let (first, count) = seeds();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let soak = Soak::new(first, count, workers);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| soak.work());
        }
    });
    let report = soak.report.lock().expect("no thread panicked");
    println!("{report}");
    println!("{:.0} random programs a second", soak.rate(count));
    let unsound = soak.unsound.into_inner();
    println!("{unsound} of them do not come to a good end on CPython");
    assert!(
        unsound <= 1 + count / 2_000,
        "{unsound} programs are not sound"
    );
    assert_eq!(
        (report.differences(), report.refusals()),
        (0, 0),
        "programs that differ or are refused; the list is above"
    );
}

#[test]
fn a_program_that_differs_is_reduced() {
    // The reference's answer is made up: whatever prints 7 counts as different.
    let text = "x = 3\ny = 4\nfor n in range(2):\n    print('n', n)\nprint(x + y)\n";
    let python = CPython::default();
    let smaller = python.reductions(text, 0).expect("the reference runs");
    assert!(smaller.iter().any(|(less, run)| {
        less.is_empty() || less.len() < text.len() && run.stdout.len() <= 14
    }));
}
