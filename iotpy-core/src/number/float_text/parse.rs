//! Python's `float(text)`.

use super::big::Big;
use super::decimal::Decimal;
use crate::number::bigint::{self, DivideError, Integer};
use crate::text::digits::NumberText;

/// Digits that fit a limb.
const HEAD_DIGITS: u32 = 19;
/// Digits after which only whether more follow can matter: the midpoint of two floats has at most
/// 768.
const DIGITS_MAX: u32 = 770;
/// Limbs for 10^771 and for the divisor 10^(771 + 326), and one to spare.
const LIMBS: usize = 59;

/// Decimal points beyond these give infinity and zero whatever the digits are.
const POINT_MAX: i64 = 310;
const POINT_MIN: i64 = -326;

/// Reads a float as Python does: digits with single underscores between them, a point, an exponent,
/// `inf`, `infinity` or `nan` in any case, a sign, and white space around; decimal digits and
/// spaces of all scripts count. Nothing if the text is not that (Python: `ValueError`). Values
/// beyond the largest float are infinite.
///
/// The result is the float nearest to the decimal number, ties to even.
#[must_use]
pub fn parse(text: &[u8]) -> Option<f64> {
    let mut text = NumberText::new(text);
    text.skip_spaces();
    let negative = text.sign();
    let magnitude = if text.take_word(b"inf") {
        text.take_word(b"inity");
        f64::INFINITY
    } else if text.take_word(b"nan") {
        f64::NAN
    } else {
        Scan::read(&mut text)?.value()
    };
    text.skip_spaces();
    if text.peek().is_some() {
        return None;
    }
    Some(if negative { -magnitude } else { magnitude })
}

/// What one pass over a number finds; the digits themselves are read again if they are many.
struct Scan<'a> {
    /// From the first significant digit on.
    digits: NumberText<'a>,
    head: u64,
    /// The count of significant digits, without the zeros before the first.
    count: u32,
    /// The decimal exponent of the last digit.
    exponent: i64,
}

impl<'a> Scan<'a> {
    fn read(text: &mut NumberText<'a>) -> Option<Self> {
        let mut scan = Scan {
            digits: text.clone(),
            head: 0,
            count: 0,
            exponent: 0,
        };
        let whole = scan.run(text, false)?;
        let mut fraction = false;
        if text.peek() == Some(b'.') {
            text.advance();
            fraction = scan.run(text, true)?;
        }
        if !whole && !fraction {
            return None;
        }
        if matches!(text.peek(), Some(b'e' | b'E')) {
            text.advance();
            let negative = text.sign();
            let size = exponent(text)?;
            scan.exponent += if negative { -size } else { size };
        }
        Some(scan)
    }

    /// Takes a run of digits with single underscores inside; whether there was any.
    fn run(&mut self, text: &mut NumberText<'a>, fraction: bool) -> Option<bool> {
        let mut any = false;
        while let Some(byte) = text.peek() {
            match byte {
                b'0'..=b'9' => {
                    self.take(byte - b'0', text);
                    self.exponent -= i64::from(fraction);
                    any = true;
                }
                b'_' if any && text.digit_follows() => {}
                b'_' => return None,
                _ => break,
            }
            text.advance();
        }
        Some(any)
    }

    fn take(&mut self, digit: u8, text: &NumberText<'a>) {
        if self.count == 0 {
            if digit == 0 {
                return;
            }
            self.digits = text.clone();
        }
        if self.count < HEAD_DIGITS {
            self.head = self.head.wrapping_mul(10).wrapping_add(digit.into());
        }
        self.count = self.count.saturating_add(1);
    }

    fn value(self) -> f64 {
        if self.count <= HEAD_DIGITS {
            return of_limb(self.head, self.count, self.exponent);
        }
        let mut number = Big::<LIMBS>::new(0);
        let mut kept = 0;
        let mut more = false;
        let mut rest = self.digits;
        while let Some(byte) = rest.peek() {
            match byte {
                b'0'..=b'9' if kept < DIGITS_MAX => {
                    number.mul_add(10, u64::from(byte - b'0'));
                    kept += 1;
                }
                b'1'..=b'9' => more = true,
                b'0' | b'_' | b'.' => {}
                _ => break,
            }
            rest.advance();
        }
        let exponent = self.exponent.saturating_add(i64::from(self.count - kept));
        number.mul_add(10, more.into());
        scaled(&number, kept + 1, exponent.saturating_sub(1))
    }
}

/// The digits of an exponent; beyond what could matter they are only checked.
fn exponent(text: &mut NumberText<'_>) -> Option<i64> {
    const SIZE_MAX: i64 = i64::MAX / 4;
    let mut size = 0_i64;
    let mut any = false;
    while let Some(byte) = text.peek() {
        match byte {
            b'0'..=b'9' => {
                size = size
                    .saturating_mul(10)
                    .saturating_add((byte - b'0').into())
                    .min(SIZE_MAX);
                any = true;
            }
            b'_' if any && text.digit_follows() => {}
            b'_' => return None,
            _ => break,
        }
        text.advance();
    }
    any.then_some(size)
}

/// The float nearest to a decimal.
pub(super) fn nearest_decimal(decimal: &Decimal) -> f64 {
    let digits = decimal.digits();
    let count = digits.len() as u32;
    let exponent = i64::from(decimal.point) - i64::from(count);
    if count <= HEAD_DIGITS {
        let head = digits.iter().fold(0_u64, |head, digit| {
            head.wrapping_mul(10)
                .wrapping_add(u64::from(digit.wrapping_sub(b'0')))
        });
        return of_limb(head, count, exponent);
    }
    let mut number = Big::<LIMBS>::new(0);
    for digit in digits {
        number.mul_add(10, digit.wrapping_sub(b'0').into());
    }
    scaled(&number, count, exponent)
}

/// `head * 10^exponent`, where `head` has `count` digits.
fn of_limb(head: u64, count: u32, exponent: i64) -> f64 {
    const TENS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    let power = usize::try_from(exponent.unsigned_abs())
        .ok()
        .and_then(|size| TENS.get(size));
    if head >> 53 == 0
        && let Some(power) = power
    {
        // Both are exact, so one operation rounds once.
        return if exponent < 0 {
            head as f64 / power
        } else {
            head as f64 * power
        };
    }
    if head == 0 {
        return 0.0;
    }
    if (-38..0).contains(&exponent) {
        return divide::<3, 28>(&Big::new(head), exponent.unsigned_abs() as u32);
    }
    scaled(&Big::new(head), count, exponent)
}

/// `number * 10^exponent`, where `number` has `count` digits.
#[inline(never)]
fn scaled(number: &Big<LIMBS>, count: u32, exponent: i64) -> f64 {
    let point = exponent.saturating_add(count.into());
    if number.limbs().is_empty() || point < POINT_MIN {
        return 0.0;
    }
    if point > POINT_MAX {
        return f64::INFINITY;
    }
    let distance = exponent.unsigned_abs() as u32;
    if exponent < 0 {
        return divide::<LIMBS, { 4 * LIMBS + 16 }>(number, distance);
    }
    let mut product = number.clone();
    product.scale_by_ten(distance);
    bigint::to_f64(positive(product.limbs())).unwrap_or(f64::INFINITY)
}

fn divide<const N: usize, const SCRATCH: usize>(number: &Big<N>, distance: u32) -> f64 {
    let mut divisor = Big::<N>::new(1);
    divisor.scale_by_ten(distance);
    let mut scratch = [0; SCRATCH];
    let quotient = bigint::true_divide(
        positive(number.limbs()),
        positive(divisor.limbs()),
        &mut scratch,
    );
    match quotient {
        Ok(float) => float,
        Err(DivideError::Overflow) => f64::INFINITY,
        Err(_) => f64::NAN,
    }
}

fn positive(magnitude: &[u64]) -> Integer<'_> {
    Integer {
        negative: false,
        magnitude,
    }
}
