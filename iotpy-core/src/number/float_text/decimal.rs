//! The decimal digits of a float: all of them, or the fewest that name it.

use core::cmp::Ordering;

use super::big::Big;
use crate::number::bigint;
use crate::number::ieee;

/// More than the decimal digits that the longest float has (767).
const DIGITS_MAX: usize = 776;

/// Limbs for the longest float as an integer: 53 bits times 5^1074 (2,494 bits), and one to spare.
const EXACT_LIMBS: usize = 41;

/// Limbs for a float and its neighbours over one scale: 2^1077 times ten, or 10^324 (1,077 bits)
/// times 2^56, and one to spare.
const SHORTEST_LIMBS: usize = 19;

/// A finite magnitude in decimal: `0.DIGITS * 10^point`, with no digits for zero.
#[derive(Clone)]
pub struct Decimal {
    digits: [u8; DIGITS_MAX],
    len: usize,
    /// Where the decimal point stands, counted in digits from the first.
    pub point: i32,
}

impl Decimal {
    fn zero() -> Self {
        Decimal {
            digits: [0; DIGITS_MAX],
            len: 0,
            point: 1,
        }
    }

    /// The digits, as ASCII.
    #[must_use]
    pub fn digits(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }

    /// Every digit of a finite float's magnitude.
    #[must_use]
    pub fn exact(float: f64) -> Self {
        let mut decimal = Decimal::zero();
        let (significand, exponent) = ieee::parts(float);
        if significand == 0 {
            return decimal;
        }
        let zeros = significand.trailing_zeros();
        let exponent = exponent + zeros as i32;
        let mut number = Big::<EXACT_LIMBS>::new(significand >> zeros);
        if exponent >= 0 {
            number.shl(exponent.unsigned_abs());
        } else {
            number.scale_by_five(exponent.unsigned_abs());
        }
        let mut scratch = [0; EXACT_LIMBS];
        decimal.len =
            bigint::to_decimal(number.limbs(), &mut scratch, &mut decimal.digits).unwrap_or(0);
        decimal.point = decimal.len as i32 + exponent.min(0);
        decimal
    }

    /// The fewest digits that are read back as the same float, and of these the nearest to it.
    ///
    /// Steele and White's free-format method ("How to print floating-point numbers accurately",
    /// 1990), over integers of any size.
    #[must_use]
    pub fn shortest(float: f64) -> Self {
        let (significand, exponent) = ieee::parts(float);
        if significand == 0 {
            return Decimal::zero();
        }
        if let Some(short) = Decimal::of_few_digits(libm::fabs(float)) {
            return short;
        }
        let mut state = FreeFormat::new(significand, exponent);
        let mut decimal = Decimal::zero();
        decimal.point = state.scale(significand, exponent);
        // Seventeen digits always suffice; the bound is for the reader.
        for _ in 0..17 {
            let (digit, last) = state.next_digit();
            decimal.append(b'0' + digit);
            if last {
                break;
            }
        }
        decimal
    }

    /// The digits of a float that is a whole number of ten-to-the-minus-`places`, below 10^15 of
    /// them: so few digits name one float only, and the scaling is exact both ways.
    fn of_few_digits(float: f64) -> Option<Self> {
        const SCALED_MAX: f64 = 1e15;
        let mut scale = 1.0_f64;
        for places in 0..=22 {
            let scaled = float * scale;
            if scaled >= SCALED_MAX {
                return None;
            }
            let whole = libm::rint(scaled);
            if whole / scale == float {
                return Some(Decimal::of_integer(whole as u64, places));
            }
            scale *= 10.0;
        }
        None
    }

    fn of_integer(number: u64, places: i32) -> Self {
        let mut decimal = Decimal::zero();
        let mut scratch = [0];
        decimal.len = bigint::to_decimal(&[number], &mut scratch, &mut decimal.digits).unwrap_or(0);
        decimal.point = decimal.len as i32 - places;
        decimal.strip();
        decimal
    }

    fn append(&mut self, digit: u8) {
        if let Some(target) = self.digits.get_mut(self.len) {
            *target = digit;
            self.len += 1;
        }
    }

    /// Drops zeros at the end.
    fn strip(&mut self) {
        while let [.., b'0'] = self.digits() {
            self.len -= 1;
        }
    }

    /// Keeps `count` digits, rounding the last one to nearest, ties to even, and drops zeros at the
    /// end. A count of zero or less can leave no digits: the number is then rounded to zero.
    pub fn round(&mut self, count: i64) {
        let Ok(count) = usize::try_from(count) else {
            *self = Decimal::zero();
            return;
        };
        let Some((kept, dropped)) = self.digits().split_at_checked(count) else {
            self.strip();
            return;
        };
        let half = match dropped {
            [] => Ordering::Less,
            [first, rest @ ..] => {
                let more = rest.iter().any(|&digit| digit != b'0');
                first.cmp(&b'5').then(if more {
                    Ordering::Greater
                } else {
                    Ordering::Equal
                })
            }
        };
        let odd = kept.last().is_some_and(|digit| digit % 2 == 1);
        self.len = count;
        if half == Ordering::Greater || (half == Ordering::Equal && odd) {
            self.round_up();
        }
        self.strip();
        if self.len == 0 {
            *self = Decimal::zero();
        }
    }

    /// Adds one to the last digit.
    fn round_up(&mut self) {
        while let Some(last) = self
            .digits
            .get_mut(..self.len)
            .and_then(|kept| kept.last_mut())
        {
            if *last != b'9' {
                *last += 1;
                return;
            }
            self.len -= 1;
        }
        self.append(b'1');
        self.point += 1;
    }
}

/// The state of the free-format method: the rest of the number and half the distances to the
/// neighbours, all over one denominator.
struct FreeFormat {
    rest: Big<SHORTEST_LIMBS>,
    denominator: Big<SHORTEST_LIMBS>,
    up: Big<SHORTEST_LIMBS>,
    down: Big<SHORTEST_LIMBS>,
    /// Whether the ends of the interval are read back as the float, too.
    ends_belong: bool,
}

impl FreeFormat {
    fn new(significand: u64, exponent: i32) -> Self {
        // Below a power of two the neighbour is half as far.
        let uneven = significand == 1 << 52 && exponent > -1074;
        let doubled = significand << if uneven { 2 } else { 1 };
        let mut state = FreeFormat {
            rest: Big::new(doubled),
            denominator: Big::new(if uneven { 4 } else { 2 }),
            up: Big::new(if uneven { 2 } else { 1 }),
            down: Big::new(1),
            ends_belong: significand.is_multiple_of(2),
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
    fn scale(&mut self, significand: u64, exponent: i32) -> i32 {
        let top = exponent + 63 - significand.leading_zeros() as i32;
        // 78913 / 2^18 is log10(2), close enough for these exponents; the guess is right or one low.
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
            number.mul_add(10, 0);
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
