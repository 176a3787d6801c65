//! The tables.

use super::copy::Copied;
use super::interpreter::{Interpreter, RIVAL_VARIABLE};
use super::start::Start;
use crate::machine;
use crate::rounds::{Values, median};

/// The bar for the geometric mean of all speeds.
const MEAN_MIN: f64 = 2.5;
const COLD_US_MAX: f64 = 50.0;
const WARM_US_MAX: f64 = 1.0;

/// The sides of a row.
pub const CPYTHON: &str = "CPython";
pub const OURS: &str = "VM";
pub const RIVAL: &str = "rival";

/// A program, and the seconds of each round on each side.
#[derive(Debug, Clone)]
pub struct Row {
    pub name: &'static str,
    pub sides: Vec<Values>,
}

/// Everything that was measured.
pub struct Report {
    pub rows: Vec<Row>,
    pub rounds: usize,
    pub start: Start,
    pub copied: Vec<Copied>,
    pub reference: Interpreter,
    pub rival: Option<Interpreter>,
}

/// The middle of `over / under`, round by round: what slowed a round down slowed both.
fn ratio(over: &[f64], under: &[f64]) -> f64 {
    let pairs = over.iter().zip(under);
    median(pairs.map(|(over, under)| over / under).collect())
}

/// The geometric mean of those that are numbers.
pub fn geometric_mean(values: impl Iterator<Item = f64>) -> f64 {
    let logarithms: Vec<f64> = values
        .filter(|value| value.is_finite())
        .map(f64::ln)
        .collect();
    (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp()
}

fn milliseconds(rounds: &[f64]) -> String {
    let seconds = median(rounds.to_vec());
    match seconds.is_nan() {
        true => "–".to_owned(),
        false => format!("{:.1}", seconds * 1000.0),
    }
}

fn times(ratio: f64) -> String {
    match ratio.is_nan() {
        true => "–".to_owned(),
        false => format!("{ratio:.2} ×"),
    }
}

impl Row {
    /// How many times as fast as CPython.
    pub fn speed(&self) -> f64 {
        ratio(self.rounds(CPYTHON), self.rounds(OURS))
    }

    fn speed_beside_rival(&self) -> f64 {
        ratio(self.rounds(RIVAL), self.rounds(OURS))
    }

    /// The seconds of a side; nothing if there is no such side.
    fn rounds(&self, side: &str) -> &[f64] {
        let found = self.sides.iter().find(|values| values.name == side);
        found.map_or(&[], |values| &values.rounds)
    }

    fn to_markdown(&self, has_rival: bool) -> String {
        let rival = match has_rival {
            true => format!(
                " {} | {} |",
                milliseconds(self.rounds(RIVAL)),
                times(self.speed_beside_rival())
            ),
            false => String::new(),
        };
        format!(
            "| {} | {} | {} | {} | {} |{rival}\n",
            self.name,
            milliseconds(self.rounds(CPYTHON)),
            milliseconds(self.rounds(OURS)),
            times(self.speed()),
            if self.speed() >= 1.0 {
                ""
            } else {
                "**slower**"
            },
        )
    }
}

/// What is to be, what is, and whether that is enough.
pub fn target(what: &str, bar: &str, measured: &str, is_met: bool) -> String {
    let verdict = if is_met { "met" } else { "**missed**" };
    format!("| {what} | {bar} | {measured} | {verdict} |\n")
}

impl Report {
    /// The section of the document.
    pub fn to_markdown(&self) -> String {
        let has_rival = self.rival.is_some();
        let rows: String = self
            .rows
            .iter()
            .map(|row| row.to_markdown(has_rival))
            .collect();
        let head = match &self.rival {
            Some(rival) => format!(" {} in ms | beside it |", rival.version),
            None => String::new(),
        };
        let line = "---|".repeat(if has_rival { 7 } else { 5 });
        format!(
            "The programs of `tests/bench/programs`, each written for this table, as the same file \
             on {version} and on\nthe VM. Each side runs a program twice in one process and times \
             the second run; our side is the library, with\nthe 128 MB, the slices of fuel and the \
             machine code that a function of the edge server has. A time is the\nmedian of {rounds} \
             interleaved rounds, a speed the median of the ratios of the rounds. The checksums of \
             all sides\nagree.\n\n\
             Machine: {machine}.\n{rival}\n\n\
             | | target | | |\n|---|---|---|---|\n{targets}\n\
             | program | {version} in ms | VM in ms | speed | |{head}\n|{line}\n{rows}\
             {mean}\n\
             | what a call costs | µs |\n|---|---|\n{costs}\n\
             | first call in a new instance, in µs | module run | of that, verification \
             | module copied | KB copied |\n|---|---|---|---|---|\n{copied}",
            version = self.reference.version,
            rounds = self.rounds,
            machine = machine::description(),
            rival = self.rival_sentence(),
            targets = self.targets(),
            mean = self.mean_row(),
            costs = self.costs(),
            copied = self
                .copied
                .iter()
                .map(|row| row.to_markdown())
                .collect::<String>(),
        )
    }

    fn mean(&self) -> f64 {
        geometric_mean(self.rows.iter().map(Row::speed))
    }

    fn rival_sentence(&self) -> String {
        match &self.rival {
            Some(rival) => format!(
                "The rival is {}; what it cannot run has no time.",
                rival.version
            ),
            None => format!("There was no rival: `{RIVAL_VARIABLE}` names the path of one."),
        }
    }

    fn targets(&self) -> String {
        let slower = self.rows.iter().filter(|row| row.speed() < 1.0).count();
        let (mean, start) = (self.mean(), &self.start);
        let slow = format!("{slower} of {} are slower", self.rows.len());
        let no_slower = "no single program slower than CPython";
        [
            target(no_slower, "≥ 1 ×", &slow, slower == 0),
            target(
                "geometric mean of the speeds",
                &format!("≥ {MEAN_MIN} ×"),
                &times(mean),
                mean >= MEAN_MIN,
            ),
            target(
                "cold start: package, heap, first call of the light handler",
                &format!("≤ {COLD_US_MAX} µs"),
                &format!("{:.1} µs", start.cold_us),
                start.cold_us <= COLD_US_MAX,
            ),
            target(
                "warm call of an empty handler",
                &format!("≤ {WARM_US_MAX} µs"),
                &format!("{:.2} µs", start.warm_us),
                start.warm_us <= WARM_US_MAX,
            ),
        ]
        .concat()
    }

    fn mean_row(&self) -> String {
        let beside = match self.rival {
            Some(_) => {
                let speeds = self.rows.iter().map(Row::speed_beside_rival);
                format!(" | {} |", times(geometric_mean(speeds)))
            }
            None => String::new(),
        };
        format!(
            "| geometric mean | | | {} | |{beside}\n",
            times(self.mean())
        )
    }

    fn costs(&self) -> String {
        let start = &self.start;
        [
            ("cold start of the light handler", start.cold_us),
            (
                "of that, load and verification of its package",
                start.load_us,
            ),
            ("warm call of an empty handler, event `{}`", start.warm_us),
            (
                "the same with the context that the edge gives",
                start.warm_with_context_us,
            ),
        ]
        .map(|(what, cost_us)| format!("| {what} | {cost_us:.2} |\n"))
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_is_the_middle_of_the_rounds_and_their_mean_is_geometric() {
        let side = |name, rounds: [f64; 3]| Values {
            name,
            rounds: rounds.to_vec(),
        };
        let row = Row {
            name: "one",
            sides: vec![
                side(CPYTHON, [0.2, 0.4, 9.0]),
                side(OURS, [0.1, 0.1, 0.1]),
                side(RIVAL, [f64::NAN; 3]),
            ],
        };
        assert_eq!(row.speed(), 4.0);
        assert_eq!(
            row.to_markdown(true),
            "| one | 400.0 | 100.0 | 4.00 × |  | – | – |\n"
        );
        let mean = geometric_mean([1.0, 4.0, f64::NAN].into_iter());
        assert!((mean - 2.0).abs() < 1e-12);
    }
}
