//! Where the digits of a float go: point, zeros and exponent.

use super::decimal::Decimal;
use crate::text::sink::{Full, Sink};

/// The most digits after the point (or in all, for [`Form::General`]) that can be asked for. Python
/// stops at `INT_MAX` with "precision too big"; no text of that size fits a VM anyway.
pub const PRECISION_MAX: usize = 1 << 20;

/// How to lay out a float. Precisions above a mebi are taken as that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `repr`: the fewest digits that name the float, `.0` after whole numbers.
    Repr,
    /// Type `e`: one digit, the point, so many digits, an exponent.
    Exponent(usize),
    /// Types `f` and `%`: so many digits after the point.
    Fixed(usize),
    /// Type `g`: so many digits in all, without zeros at the end unless `alternate`.
    General(usize),
    /// A precision without a type: as `g`, but one digit after the point at least.
    GeneralPoint(usize),
}

/// A float's magnitude, ready to be written: the parts before and after the point, so that a caller
/// can group the first and pad the whole without building it.
pub struct FloatText {
    special: &'static [u8],
    decimal: Decimal,
    /// Digits before the point, zero for a lone `0`.
    whole_len: usize,
    fraction_len: usize,
    point_shown: bool,
    exponent: Option<i32>,
    uppercase: bool,
}

impl FloatText {
    /// Lays out the magnitude of `float`; the sign is the caller's to write. `alternate` keeps the
    /// point and, for [`Form::General`], the zeros; `uppercase` is for `E`, `INF` and `NAN`.
    #[must_use]
    pub fn new(float: f64, form: Form, alternate: bool, uppercase: bool) -> Self {
        let mut text = FloatText {
            special: special(float, uppercase),
            decimal: Decimal::zero(),
            whole_len: 0,
            fraction_len: 0,
            point_shown: false,
            exponent: None,
            uppercase,
        };
        if text.special.is_empty() {
            set_digits(&mut text.decimal, float, form);
            text.place(form, alternate);
        }
        text
    }

    fn place(&mut self, form: Form, alternate: bool) {
        let len = self.decimal.digits().len().max(1) as i64;
        let point = i64::from(self.decimal.point);
        let wide = |precision: usize| precision.min(PRECISION_MAX) as i64;
        let (as_exponent, end) = match form {
            Form::Repr => (point <= -4 || point > 16, len),
            Form::Exponent(precision) => (true, wide(precision) + 1),
            Form::Fixed(precision) => (false, point + wide(precision)),
            Form::General(precision) | Form::GeneralPoint(precision) => {
                let precision = wide(precision.max(1));
                let most = precision - i64::from(matches!(form, Form::GeneralPoint(_)));
                let end = if alternate { precision } else { len };
                (point <= -4 || point > most, end)
            }
        };
        let whole = if as_exponent { 1 } else { point };
        let point_needed = !as_exponent && matches!(form, Form::Repr | Form::GeneralPoint(_));
        let fraction = (end - whole).max(i64::from(point_needed));
        self.exponent = as_exponent.then_some(self.decimal.point - 1);
        self.whole_len = usize::try_from(whole).unwrap_or(0);
        self.fraction_len = usize::try_from(fraction).unwrap_or(0);
        self.point_shown = self.fraction_len > 0 || alternate;
    }

    /// Whether this is a number: neither an infinity nor `nan`.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.special.is_empty()
    }

    /// Whether all digits are zeros, after rounding.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.decimal.digits().is_empty()
    }

    /// What stands before the point, as digits and a count of zeros after them; for what is not
    /// finite, its name.
    #[must_use]
    pub fn whole(&self) -> (&[u8], usize) {
        if !self.is_finite() {
            return (self.special, 0);
        }
        let digits = self.decimal.digits();
        if self.whole_len == 0 || digits.is_empty() {
            return (b"0", self.whole_len.saturating_sub(1));
        }
        let kept = digits.get(..self.whole_len).unwrap_or(digits);
        (kept, self.whole_len - kept.len())
    }

    /// The count of bytes of [`FloatText::whole`].
    #[must_use]
    pub fn whole_len(&self) -> usize {
        let (digits, zeros) = self.whole();
        digits.len() + zeros
    }

    /// The count of bytes of [`FloatText::write_rest`].
    #[must_use]
    pub fn rest_len(&self) -> usize {
        if !self.is_finite() {
            return 0;
        }
        let exponent = match self.exponent.map(i32::unsigned_abs) {
            None => 0,
            Some(..100) => 4,
            Some(_) => 5,
        };
        usize::from(self.point_shown) + self.fraction_len + exponent
    }

    /// Writes what stands before the point.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write_whole(&self, sink: &mut impl Sink) -> Result<(), Full> {
        let (digits, zeros) = self.whole();
        sink.push(digits)?;
        sink.fill(b'0', zeros)
    }

    /// Writes the point, what follows it, and the exponent.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write_rest(&self, sink: &mut impl Sink) -> Result<(), Full> {
        if !self.is_finite() {
            return Ok(());
        }
        if self.point_shown {
            sink.push(b".")?;
        }
        self.write_fraction(sink)?;
        let Some(exponent) = self.exponent else {
            return Ok(());
        };
        sink.push(if self.uppercase { b"E" } else { b"e" })?;
        sink.push(if exponent < 0 { b"-" } else { b"+" })?;
        let digit = |value: u32| b'0' + (value % 10) as u8;
        let value = exponent.unsigned_abs();
        let text = [digit(value / 100), digit(value / 10), digit(value)];
        sink.push(if value < 100 {
            text.get(1..).unwrap_or(&text)
        } else {
            &text
        })
    }

    fn write_fraction(&self, sink: &mut impl Sink) -> Result<(), Full> {
        let before = match self.exponent {
            Some(_) => 0,
            None => usize::try_from(-self.decimal.point).unwrap_or(0),
        };
        let zeros = before.min(self.fraction_len);
        sink.fill(b'0', zeros)?;
        let left = self.fraction_len - zeros;
        let digits = self
            .decimal
            .digits()
            .get(self.whole_len..)
            .unwrap_or_default();
        let kept = digits.get(..left).unwrap_or(digits);
        sink.push(kept)?;
        sink.fill(b'0', left - kept.len())
    }
}

fn special(float: f64, uppercase: bool) -> &'static [u8] {
    match (float.is_nan(), float.is_infinite(), uppercase) {
        (true, _, false) => b"nan",
        (true, _, true) => b"NAN",
        (_, true, false) => b"inf",
        (_, true, true) => b"INF",
        _ => b"",
    }
}

/// The digits that a form shows, rounded.
fn set_digits(decimal: &mut Decimal, float: f64, form: Form) {
    let (count, by_point) = match form {
        Form::Repr => return decimal.set_shortest(float),
        Form::Exponent(precision) => (precision.saturating_add(1), 0),
        Form::Fixed(precision) => (precision, 1),
        Form::General(precision) | Form::GeneralPoint(precision) => (precision.max(1), 0),
    };
    let places = u32::try_from(count).ok().filter(|_| by_point == 1);
    if places
        .and_then(|places| decimal.set_to_places(float, places))
        .is_some()
    {
        return;
    }
    decimal.set_exact(float);
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    decimal.round(count.saturating_add(by_point * i64::from(decimal.point)));
}

/// Writes Python's `repr` of a float, with its sign.
///
/// ```
/// use iotpy_core::number::float_text;
/// use iotpy_core::text::sink::BufferSink;
///
/// let mut room = [0; 24];
/// let mut sink = BufferSink::new(&mut room);
/// float_text::repr(1e16, &mut sink)?;
/// assert_eq!(sink.written(), b"1e+16");
/// # Ok::<(), iotpy_core::text::sink::Full>(())
/// ```
///
/// # Errors
/// [`Full`] if the sink is; 24 bytes always suffice.
pub fn repr(float: f64, sink: &mut impl Sink) -> Result<(), Full> {
    if float.is_sign_negative() && !float.is_nan() {
        sink.push(b"-")?;
    }
    let text = FloatText::new(float, Form::Repr, false, false);
    text.write_whole(sink)?;
    text.write_rest(sink)
}
