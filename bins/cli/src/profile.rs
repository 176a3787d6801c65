//! Where a program spends its fuel and its memory, line by line.

use std::collections::BTreeMap;

use iotpy_core::{Outcome, Vm};
use serde_json::{Value, json};

use crate::sources::Program;
use crate::terminal::Terminal;

/// Instructions between two looks at the clock.
const STEPS: u32 = 100_000;
/// Lines of the table.
const LINES_MAX: usize = 40;

#[derive(Debug, Clone, Copy, Default)]
struct Spent {
    hits: u64,
    fuel: u64,
    bytes: u64,
}

/// A count for every word of the package's code.
pub struct Profile {
    words: Vec<Spent>,
}

/// A line of the program and what it took.
struct Line<'p> {
    file: String,
    number: u32,
    source: &'p str,
    spent: Spent,
}

impl Profile {
    /// Of a package with so many words of code.
    pub fn new(words: usize) -> Self {
        Self {
            words: vec![Spent::default(); words],
        }
    }

    /// Runs for a while, one instruction at a time.
    pub fn run(&mut self, vm: &mut Vm<'_, '_>, host: &mut Terminal) -> Outcome {
        for _ in 0..STEPS {
            let word = vm.word_index();
            let (fuel, bytes) = (vm.fuel_used(), vm.allocated_bytes());
            let outcome = vm.step(host);
            self.add(
                word,
                vm.word_index(),
                vm.fuel_used() - fuel,
                vm.allocated_bytes().saturating_sub(bytes),
            );
            if outcome != Outcome::Paused {
                return outcome;
            }
        }
        Outcome::Paused
    }

    /// The jump that closes a loop pays for all its words: each of them gets its share.
    fn add(&mut self, word: usize, next: usize, mut fuel: u64, bytes: u64) {
        if next <= word && fuel > (word - next) as u64 {
            for spent in self.words.iter_mut().take(word + 1).skip(next) {
                spent.fuel += 1;
                fuel -= 1;
            }
        }
        if let Some(spent) = self.words.get_mut(word) {
            spent.hits += 1;
            spent.fuel += fuel;
            spent.bytes += bytes;
        }
    }

    /// What the lines took, those with the most fuel first.
    fn lines<'p>(&self, package: &[u8], program: &'p Program) -> Vec<Line<'p>> {
        let Ok(loaded) = iotpy_core::Program::load(package) else {
            return Vec::new();
        };
        let package = loaded.package();
        let mut lines = BTreeMap::<(String, u32), Spent>::new();
        for index in 0..package.counts().functions {
            let function = package.function(index);
            let module = package.name_text(package.module(function.module).0);
            let module = String::from_utf8_lossy(module).into_owned();
            for pc in 0..function.code_len {
                let spent = self.words.get((function.code_start + pc) as usize);
                let Some(spent) = spent.filter(|spent| spent.hits + spent.fuel > 0) else {
                    continue;
                };
                let key = (module.clone(), package.line(&function, pc));
                let line = lines.entry(key).or_default();
                // A line was run as often as the part of it that was run most.
                line.hits = line.hits.max(spent.hits);
                line.fuel += spent.fuel;
                line.bytes += spent.bytes;
            }
        }
        let mut lines: Vec<_> = lines
            .into_iter()
            .map(|((module, number), spent)| {
                let (file, source) = program.line(&module, number);
                let source = source.unwrap_or_default();
                Line {
                    file,
                    number,
                    source,
                    spent,
                }
            })
            .collect();
        lines.sort_by_key(|line| {
            let Spent { fuel, hits, bytes } = line.spent;
            std::cmp::Reverse((fuel, hits, bytes))
        });
        lines
    }

    /// A table for people.
    pub fn table(&self, package: &[u8], program: &Program) -> String {
        let lines = self.lines(package, program);
        let fuel: u64 = lines.iter().map(|line| line.spent.fuel).sum();
        let bytes: u64 = lines.iter().map(|line| line.spent.bytes).sum();
        let mut table = String::from("        hits         fuel      %        bytes  line\n");
        for line in lines.iter().take(LINES_MAX) {
            let Spent {
                hits,
                fuel: part,
                bytes,
            } = line.spent;
            let share = 100.0 * part as f64 / fuel.max(1) as f64;
            let place = format!("{}:{}", line.file, line.number);
            let row = format!(
                "{hits:12} {part:12} {share:6.1} {bytes:12}  {place:<16} {}",
                line.source
            );
            table += row.trim_end();
            table.push('\n');
        }
        if let Some(more) = lines.len().checked_sub(LINES_MAX).filter(|more| *more > 0) {
            table += &format!("{:>45}  and {more} more lines\n", "");
        }
        table += &format!("{:12} {fuel:12} {:6.1} {bytes:12}  in all\n", "", 100.0);
        table
    }

    /// All lines, for programs.
    pub fn json(&self, package: &[u8], program: &Program) -> Value {
        let lines = self.lines(package, program);
        let objects = lines.iter().map(|line| {
            let Spent { hits, fuel, bytes } = line.spent;
            let (file, number) = (&line.file, line.number);
            json!({"file": file, "line": number, "hits": hits, "fuel": fuel, "bytes": bytes})
        });
        objects.collect()
    }
}
