//! The fewest digits that name a float: Steele and White's free-format method ("How to print
//! floating-point numbers accurately", 1990), over integers that are large enough for the float.

use core::cmp::Ordering;

use super::big::{Big, Natural};
use super::decimal::Decimal;

/// The state of the free-format method: the rest of the number and half the distances to the
/// neighbours, all over one denominator.
pub(super) struct FreeFormat<N> {
    rest: N,
    denominator: N,
    up: N,
    down: N,
    /// Whether the ends of the interval are read back as the float, too.
    ends_belong: bool,
    /// The exponent of the float's top bit.
    top: i32,
}

impl<N: Natural> FreeFormat<N> {
    pub(super) fn new(significand: u64, exponent: i32) -> Self {
        // Below a power of two the neighbour is half as far.
        let uneven = significand == 1 << 52 && exponent > -1074;
        let doubled = significand << if uneven { 2 } else { 1 };
        let mut state = FreeFormat {
            rest: N::new(doubled),
            denominator: N::new(if uneven { 4 } else { 2 }),
            up: N::new(if uneven { 2 } else { 1 }),
            down: N::new(1),
            ends_belong: significand.is_multiple_of(2),
            top: exponent + 63 - significand.leading_zeros() as i32,
        };
        let distance = exponent.unsigned_abs();
        if exponent >= 0 {
            state.rest.shl(distance);
            state.up.shl(distance);
            state.down.shl(distance);
        } else {
            state.denominator.shl(distance);
        }
        state
    }

    /// Scales the number into `0.1..1` and returns the place of its decimal point.
    fn scale(&mut self) -> i32 {
        let top = self.top;
        // 78913 / 2^18 is log10(2), close enough for these exponents; the guess is right or one
        // low.
        let guess = ((top * 78913) >> 18) + 1;
        if guess >= 0 {
            self.denominator.scale_by_ten(guess.unsigned_abs());
        } else {
            for number in [&mut self.rest, &mut self.up, &mut self.down] {
                number.scale_by_ten(guess.unsigned_abs());
            }
        }
        if self.reaches_up() {
            return guess + 1;
        }
        self.times_ten();
        guess
    }

    fn times_ten(&mut self) {
        for number in [&mut self.rest, &mut self.up, &mut self.down] {
            number.times_ten();
        }
    }

    /// Whether rounding the rest up to a whole unit stays within the interval.
    fn reaches_up(&self) -> bool {
        match self.rest.compare_sum(&self.up, &self.denominator) {
            Ordering::Less => false,
            Ordering::Equal => self.ends_belong,
            Ordering::Greater => true,
        }
    }
}

impl<const LIMBS: usize> FreeFormat<Big<LIMBS>> {
    /// Writes the digits and the place of the point. Seventeen digits always suffice; the bound is
    /// for the reader.
    pub(super) fn write(&mut self, decimal: &mut Decimal) {
        decimal.point = self.scale();
        for _ in 0..17 {
            let (digit, last) = self.next_digit();
            decimal.append(b'0' + digit);
            if last {
                break;
            }
        }
    }

    fn reaches_down(&self) -> bool {
        match self.rest.compare(&self.down) {
            Ordering::Less => true,
            Ordering::Equal => self.ends_belong,
            Ordering::Greater => false,
        }
    }

    /// The next digit, and whether it is the last.
    fn next_digit(&mut self) -> (u8, bool) {
        let digit = self.rest.take_digit(&self.denominator);
        match (self.reaches_down(), self.reaches_up()) {
            (false, false) => {
                self.times_ten();
                (digit, false)
            }
            (true, false) => (digit, true),
            (false, true) => (digit + 1, true),
            (true, true) => match self.rest.compare_sum(&self.rest, &self.denominator) {
                Ordering::Less => (digit, true),
                Ordering::Equal => (digit + digit % 2, true),
                Ordering::Greater => (digit + 1, true),
            },
        }
    }
}

/// Of so many digits the nearest to a float always names it.
const DIGITS_MAX: i32 = 17;

impl FreeFormat<u128> {
    /// As the digit by digit search, for numbers that fit: all digits come from one division, and
    /// then as many zeros as the interval allows replace the last of them.
    pub(super) fn write(&mut self, decimal: &mut Decimal) {
        const UNIT: u128 = 10_000_000_000_000_000;
        let point = self.scale();
        let scaled = self.rest.wrapping_mul(UNIT);
        let whole = (scaled / self.denominator.max(1)) as u64;
        let part = scaled % self.denominator.max(1);
        let mut best = whole;
        let mut step = 1;
        while let Some(candidate) = self.nearest_multiple(whole, part, step, UNIT) {
            best = candidate;
            step = step.wrapping_mul(10);
        }
        decimal.set_integer(best, DIGITS_MAX - point);
    }

    /// The multiple of a step that is nearest to `whole` and a part over the denominator, of those
    /// in the interval; nothing if none is.
    fn nearest_multiple(&self, whole: u64, part: u128, step: u64, unit: u128) -> Option<u64> {
        if step > unit as u64 * 10 {
            return None;
        }
        let rest = whole % step;
        let below = u128::from(rest) * self.denominator + part;
        let above = u128::from(step) * self.denominator - below;
        let within = |distance: u128, reach: u128| {
            let reach = reach.wrapping_mul(unit);
            distance < reach || (distance == reach && self.ends_belong)
        };
        let low = whole - rest;
        let up = match (within(below, self.down), within(above, self.up)) {
            (false, false) => return None,
            (low_belongs, high_belongs) if low_belongs != high_belongs => high_belongs,
            _ => below > above || (below == above && (low / step) % 2 == 1),
        };
        Some(if up { low + step } else { low })
    }
}
