//! Lengths of vectors, by the method of CPython's `vector_norm` (Modules/mathmodule.c): squares and
//! their sum to about twice the precision of a float, and one step of correction for the root.

use crate::number::ieee;

/// `math.hypot` of any count of coordinates.
#[must_use]
pub fn hypot(coordinates: &[f64]) -> f64 {
    norm(coordinates.iter().copied())
}

/// `math.dist` of two points; nothing if their counts of coordinates differ (Python: `ValueError`,
/// "both points must have the same number of dimensions").
#[must_use]
pub fn dist(p: &[f64], q: &[f64]) -> Option<f64> {
    (p.len() == q.len()).then(|| norm(p.iter().zip(q).map(|(p, q)| p - q)))
}

/// Sums with what each addition drops kept apart. The sum starts at one, which is never less than
/// what is added, so that what is dropped is known without comparing.
struct Accumulator {
    sum: f64,
    dropped: [f64; 3],
}

impl Accumulator {
    fn add(&mut self, lane: usize, value: f64) {
        let before = self.sum;
        self.sum += value;
        if let Some(dropped) = self.dropped.get_mut(lane) {
            *dropped += (before - self.sum) + value;
        }
    }

    /// The sum without the one that it started at.
    fn total(&self) -> f64 {
        let [first, second, third] = self.dropped;
        self.sum - 1.0 + (first + second + third)
    }
}

/// The upper half of a float's bits, whose square is exact, and the rest.
fn halves(x: f64) -> (f64, f64) {
    const TWO_27_PLUS_1: f64 = 134_217_729.0;
    let scaled = x * TWO_27_PLUS_1;
    let high = scaled - (scaled - x);
    (high, x - high)
}

fn norm(coordinates: impl Iterator<Item = f64> + Clone) -> f64 {
    let sizes = coordinates.map(libm::fabs);
    let largest = sizes.clone().fold(
        0.0,
        |largest, size| if size > largest { size } else { largest },
    );
    if largest.is_infinite() {
        return largest;
    }
    if sizes.clone().any(f64::is_nan) {
        return f64::NAN;
    }
    if largest == 0.0 || sizes.clone().take(2).count() < 2 {
        return largest;
    }
    let (_, exponent) = ieee::split(largest);
    let mut squares = Accumulator {
        sum: 1.0,
        dropped: [0.0; 3],
    };
    if exponent < -1023 {
        // The scale would overflow: divide instead.
        for size in sizes {
            let part = size / largest;
            squares.add(0, part * part);
        }
        return largest * libm::sqrt(squares.total());
    }
    let scale = ieee::scaled(1.0, -exponent);
    for size in sizes {
        let (high, low) = halves(size * scale);
        squares.add(0, high * high);
        squares.add(1, 2.0 * high * low);
        squares.dropped[2] += low * low;
    }
    let root = libm::sqrt(squares.total());
    let (high, low) = halves(root);
    squares.add(0, -high * high);
    squares.add(1, -2.0 * high * low);
    squares.add(2, -low * low);
    (root + squares.total() / (2.0 * root)) / scale
}
