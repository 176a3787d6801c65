//! Rounds: every side of a comparison is measured once in each, so that what slows the machine
//! down for a while slows all of them down.

/// The middle one, or the lower of the two.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values
        .get(values.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(f64::NAN)
}

/// One side, and how it is measured once.
pub struct Side<'a> {
    name: &'static str,
    measure: Box<dyn FnMut() -> f64 + 'a>,
}

impl<'a> Side<'a> {
    pub fn new(name: &'static str, measure: impl FnMut() -> f64 + 'a) -> Self {
        Self {
            name,
            measure: Box::new(measure),
        }
    }
}

/// What one side came to, round by round.
#[derive(Debug, Clone)]
pub struct Values {
    pub name: &'static str,
    pub rounds: Vec<f64>,
}

/// Measures the sides in turn. The first round warms everything up and is not counted.
pub fn interleave(rounds: usize, mut sides: Vec<Side<'_>>) -> Vec<Values> {
    let mut values: Vec<Values> = sides
        .iter()
        .map(|side| Values {
            name: side.name,
            rounds: Vec::with_capacity(rounds),
        })
        .collect();
    for round in 0..=rounds {
        for (side, values) in sides.iter_mut().zip(&mut values) {
            let value = (side.measure)();
            if round > 0 {
                values.rounds.push(value);
            }
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_lower_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.0);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn sides_take_turns_and_the_first_round_is_not_counted() {
        let order = std::cell::RefCell::new(Vec::new());
        let side = |name: &'static str| {
            let (order, mut count) = (&order, 0.0);
            Side::new(name, move || {
                order.borrow_mut().push(name);
                count += 1.0;
                count
            })
        };
        let values = interleave(2, vec![side("a"), side("b")]);
        assert_eq!(*order.borrow(), ["a", "b", "a", "b", "a", "b"]);
        assert_eq!(values[1].rounds, [2.0, 3.0]);
    }
}
