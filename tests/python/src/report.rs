//! Counts and differences of a run, for a reader.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use crate::observed::{Observed, difference};

/// What came of one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same was observed.
    Match,
    /// The implementation refused the program, with this diagnostic.
    Refusal(String),
    /// Something else was observed; the text says what.
    Difference(String),
}

impl Verdict {
    /// Compares what was observed of a program on both sides, run by run.
    pub fn of(expected: &[Observed], actual: &[Observed]) -> Verdict {
        if expected.len() != actual.len() {
            let lengths = format!("  {} runs, not {}\n", actual.len(), expected.len());
            return Verdict::Difference(lengths);
        }
        if let Some(reason) = actual.iter().find_map(|run| run.refused.clone()) {
            return Verdict::Refusal(reason);
        }
        let (mut text, runs) = (String::new(), expected.len());
        for (run, (expected, actual)) in expected.iter().zip(actual).enumerate() {
            if let Some(lines) = difference(expected, actual) {
                if runs > 1 {
                    text.push_str(&format!("  run {}\n", run + 1));
                }
                text.push_str(&lines);
            }
        }
        if text.is_empty() {
            Verdict::Match
        } else {
            Verdict::Difference(text)
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    programs: usize,
    matches: usize,
    refusals: usize,
    differences: usize,
}

impl Counts {
    fn add(&mut self, verdict: &Verdict) {
        self.programs += 1;
        match verdict {
            Verdict::Match => self.matches += 1,
            Verdict::Refusal(_) => self.refusals += 1,
            Verdict::Difference(_) => self.differences += 1,
        }
    }

    fn sum(counts: impl Iterator<Item = Counts>) -> Counts {
        counts.fold(Counts::default(), |left, right| Counts {
            programs: left.programs + right.programs,
            matches: left.matches + right.matches,
            refusals: left.refusals + right.refusals,
            differences: left.differences + right.differences,
        })
    }

    fn row(self, name: &str, f: &mut Formatter<'_>) -> fmt::Result {
        let Counts {
            programs,
            matches,
            refusals,
            differences,
        } = self;
        writeln!(
            f,
            "{name:<16}{programs:>9}{matches:>9}{refusals:>10}{differences:>13}"
        )
    }
}

/// The verdicts of a run by chapter; it displays as a table with the refusals and differences.
#[derive(Clone, Debug, Default)]
pub struct Report {
    chapters: BTreeMap<String, Counts>,
    refusals: Vec<(String, String)>,
    differences: Vec<(String, String)>,
}

impl Report {
    /// Adds the verdict on a program.
    pub fn add(&mut self, chapter: &str, name: &str, verdict: Verdict) {
        self.chapters
            .entry(chapter.to_owned())
            .or_default()
            .add(&verdict);
        match verdict {
            Verdict::Match => {}
            Verdict::Refusal(reason) => self.refusals.push((name.to_owned(), reason)),
            Verdict::Difference(text) => self.differences.push((name.to_owned(), text)),
        }
    }

    /// Programs in all chapters.
    pub fn programs(&self) -> usize {
        Counts::sum(self.chapters.values().copied()).programs
    }

    /// Programs that did something else.
    pub fn differences(&self) -> usize {
        self.differences.len()
    }

    /// The names of the programs that differ, in order.
    pub fn differing(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .differences
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        names.sort();
        names
    }

    /// Programs that were refused.
    pub fn refusals(&self) -> usize {
        self.refusals.len()
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (name, text) in &self.differences {
            write!(f, "{name}\n{text}\n")?;
        }
        for (name, reason) in &self.refusals {
            writeln!(f, "{name} was refused: {reason}")?;
        }
        writeln!(
            f,
            "{:<16} programs  matches  refusals  differences",
            "chapter"
        )?;
        for (chapter, counts) in &self.chapters {
            counts.row(chapter, f)?;
        }
        let all = Counts::sum(self.chapters.values().copied());
        all.row("all", f)?;
        write!(
            f,
            "programs {}, matches {}, refusals {}, differences {}",
            all.programs, all.matches, all.refusals, all.differences
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Observed {
        Observed {
            stdout: text.to_owned(),
            ..Observed::default()
        }
    }

    #[test]
    fn verdicts_tell_matches_refusals_and_differences_apart() {
        let same = Verdict::of(&[printed("a")], &[printed("a")]);
        assert_eq!(same, Verdict::Match);
        let refused = Observed {
            refused: Some("x.py:2: exec".to_owned()),
            ..Observed::default()
        };
        let refusal = Verdict::of(&[printed("a")], &[refused]);
        assert_eq!(refusal, Verdict::Refusal("x.py:2: exec".to_owned()));
        let other = Verdict::of(&[printed("a"), printed("b")], &[printed("a"), printed("c")]);
        assert!(matches!(&other, Verdict::Difference(text) if text.contains("run 2")));
        assert!(matches!(
            Verdict::of(&[printed("a")], &[]),
            Verdict::Difference(_)
        ));
    }

    #[test]
    fn the_table_counts_by_chapter() {
        let mut report = Report::default();
        report.add("int", "int/a", Verdict::Match);
        report.add("int", "int/b", Verdict::Difference("  line 1\n".to_owned()));
        report.add("str", "str/c", Verdict::Refusal("c.py:3: match".to_owned()));
        assert_eq!(
            (report.programs(), report.refusals(), report.differences()),
            (3, 1, 1)
        );
        let text = report.to_string();
        assert!(text.contains("int/b\n  line 1"), "{text}");
        assert!(text.contains("str/c was refused: c.py:3: match"), "{text}");
        let summary = "programs 3, matches 1, refusals 1, differences 1";
        assert_eq!(text.lines().last(), Some(summary));
    }
}
