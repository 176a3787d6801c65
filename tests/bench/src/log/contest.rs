//! What was measured, and what it was to be.

use crate::rounds::{Values, median};

/// Sides that did the same, and what each came to: less is better.
#[derive(Debug, Clone)]
pub struct Contest {
    pub what: &'static str,
    pub unit: &'static str,
    pub sides: Vec<Values>,
}

/// A bar, and whether it was reached.
#[derive(Debug, Clone)]
pub struct Target {
    pub what: &'static str,
    /// What the log came to.
    pub ours: String,
    /// What it is compared with, and came to.
    pub against: String,
    /// How the two compare.
    pub ratio: Option<f64>,
    pub bar: String,
    pub is_met: bool,
}

impl Contest {
    fn values(&self, side: &str) -> &Values {
        let found = self.sides.iter().find(|values| values.name == side);
        found.unwrap_or_else(|| panic!("{} has no side {side}", self.what))
    }

    /// What a side came to in the middle of its rounds.
    pub fn median(&self, side: &str) -> f64 {
        median(self.values(side).rounds.clone())
    }

    /// The middle of `over / under`, round by round: what slowed a round down slowed both.
    fn ratio(&self, over: &str, under: &str) -> f64 {
        let (over, under) = (self.values(over), self.values(under));
        let pairs = over.rounds.iter().zip(&under.rounds);
        median(pairs.map(|(over, under)| over / under).collect())
    }

    fn text(&self, side: &str) -> String {
        format!("{} {}", significant(self.median(side)), self.unit)
    }

    fn target(&self, what: &'static str, sides: (&str, &str), ratio: f64) -> Target {
        let (ours, other) = sides;
        Target {
            what,
            ours: self.text(ours),
            against: format!("{other}: {}", self.text(other)),
            ratio: Some(ratio),
            bar: String::new(),
            is_met: false,
        }
    }

    /// `ours` costs at most `bar` times what `other` does.
    pub fn at_most(&self, what: &'static str, ours: &str, other: &str, bar: f64) -> Target {
        let ratio = self.ratio(ours, other);
        Target {
            bar: format!("≤ {bar} ×"),
            is_met: ratio <= bar,
            ..self.target(what, (ours, other), ratio)
        }
    }

    /// `ours` is at least `bar` times as fast as `other`.
    pub fn as_fast(&self, what: &'static str, ours: &str, other: &str, bar: f64) -> Target {
        let ratio = self.ratio(other, ours);
        Target {
            bar: format!("≥ {bar} × as fast"),
            is_met: ratio >= bar,
            ..self.target(what, (ours, other), ratio)
        }
    }

    /// The same, or `ours` costs at most `limit`: the other side may be faster than was asked for.
    pub fn as_fast_or_within(
        &self,
        what: &'static str,
        sides: (&str, &str),
        (bar, limit): (f64, f64),
    ) -> Target {
        let target = self.as_fast(what, sides.0, sides.1, bar);
        Target {
            bar: format!("{} or ≤ {limit} {}", target.bar, self.unit),
            is_met: target.is_met || self.median(sides.0) <= limit,
            ..target
        }
    }

    /// `ours` costs at most `bar`.
    pub fn within(&self, what: &'static str, ours: &str, bar: f64) -> Target {
        Target {
            what,
            ours: self.text(ours),
            against: String::new(),
            ratio: None,
            bar: format!("≤ {bar} {}", self.unit),
            is_met: self.median(ours) <= bar,
        }
    }
}

/// Three digits that mean something.
pub fn significant(value: f64) -> String {
    match value.abs() {
        size if size < 0.995 => format!("{value:.3}"),
        size if size < 9.95 => format!("{value:.2}"),
        size if size < 99.5 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contest() -> Contest {
        let side = |name, rounds: [f64; 3]| Values {
            name,
            rounds: rounds.to_vec(),
        };
        Contest {
            what: "appends",
            unit: "µs",
            sides: vec![
                side("log", [10.0, 40.0, 12.0]),
                side("raw", [10.0, 20.0, 10.0]),
            ],
        }
    }

    #[test]
    fn ratios_are_those_of_the_same_round() {
        let target = contest().at_most("durable", "log", "raw", 1.05);
        assert_eq!((target.ratio, target.is_met), (Some(1.2), false));
        assert_eq!(target.against, "raw: 10.0 µs");
        assert!(contest().as_fast("durable", "log", "raw", 0.7).is_met);
        let sides = ("log", "raw");
        for (bar, limit, is_met) in [(0.7, 1.0, true), (0.9, 12.0, true), (0.9, 11.0, false)] {
            let target = contest().as_fast_or_within("durable", sides, (bar, limit));
            assert_eq!(target.is_met, is_met);
        }
    }

    #[test]
    fn a_bar_by_itself_needs_no_other_side() {
        let target = contest().within("durable", "log", 12.0);
        assert!(target.is_met && target.ratio.is_none());
        assert_eq!(target.bar, "≤ 12 µs");
    }
}
