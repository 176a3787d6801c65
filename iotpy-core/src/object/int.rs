//! Ints: 32-bit values, and objects of 64-bit limbs for everything larger.

use crate::catalog::{Exception, Feature};
use crate::error::{Piece, Reason, Res, Trap, need};
use crate::heap::Kind;
use crate::number::bigint::{self, Integer, Written};
use crate::text::sink::Full;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// Bit of the first payload cell that marks a negative int; the rest is the limb count.
const NEGATIVE: u64 = 1 << 63;
/// Digits of the longest text that `int()` reads and `str()` writes, as CPython limits it.
pub(crate) const DIGITS_MAX: usize = 4_300;

/// The int in a value as sign and limbs, borrowing from `cells` or from `small`.
fn integer_in<'s>(cells: &'s [u64], value: Value, small: &'s mut [u64; 1]) -> Integer<'s> {
    let narrow = match value.unpack() {
        Unpacked::Int(int) => i64::from(int),
        Unpacked::Bool(flag) => i64::from(flag),
        Unpacked::Object(at) => {
            let head = cells[at + 1];
            let count = (head & !NEGATIVE) as usize;
            let magnitude = &cells[at + 2..at + 2 + count];
            return Integer {
                negative: head & NEGATIVE != 0,
                magnitude,
            };
        }
        _ => 0,
    };
    small[0] = narrow.unsigned_abs();
    let used = usize::from(narrow != 0);
    Integer {
        negative: narrow < 0,
        magnitude: &small[..used],
    }
}

/// Whether an int of these limbs is one that [`Vm::as_i64`] gives.
fn fits_64_bits(written: &Written, limbs: &[u64]) -> bool {
    let most = i64::MAX as u64 + u64::from(written.negative);
    written.len == 0 || written.len == 1 && limbs.first().is_some_and(|low| *low <= most)
}

/// Writes an int: gets the cells below it, its limbs and the working cells behind them.
type Fill<'f> = dyn FnMut(&[u64], &mut [u64], &mut [u64]) -> Result<Written, Full> + 'f;

impl Vm<'_, '_> {
    /// The int in a value as sign and limbs.
    pub(crate) fn integer<'s>(&'s self, value: Value, small: &'s mut [u64; 1]) -> Integer<'s> {
        integer_in(self.heap.cells, value, small)
    }

    /// Whether the value is an int or a bool.
    #[inline]
    pub(crate) fn is_int_like(&self, value: Value) -> bool {
        value.is_int() || value.is_bool() || self.heap.is(value, Kind::Int)
    }

    /// The value of an int or bool that fits 64 bits.
    #[inline]
    pub(crate) fn as_i64(&self, value: Value) -> Option<i64> {
        match value.unpack() {
            Unpacked::Int(int) => Some(i64::from(int)),
            Unpacked::Bool(flag) => Some(i64::from(flag)),
            Unpacked::Object(at) if self.heap.holds(at, Kind::Int) => {
                let head = self.heap.cells[at + 1];
                if head & !NEGATIVE > 1 {
                    return None;
                }
                let magnitude = i128::from(self.heap.cells[at + 2]);
                let signed = if head & NEGATIVE != 0 {
                    -magnitude
                } else {
                    magnitude
                };
                i64::try_from(signed).ok()
            }
            _ => None,
        }
    }

    /// An int of 64 bits.
    #[inline]
    pub(crate) fn new_int(&mut self, value: i64) -> Res<Value> {
        match i32::try_from(value) {
            Ok(small) => Ok(Value::int(small)),
            Err(_) => self.new_wide(i128::from(value)),
        }
    }

    /// An int of 128 bits.
    pub(crate) fn new_wide(&mut self, value: i128) -> Res<Value> {
        if let Ok(small) = i32::try_from(value) {
            return Ok(Value::int(small));
        }
        let magnitude = value.unsigned_abs();
        let limbs = [magnitude as u64, (magnitude >> 64) as u64];
        let used = if limbs[1] == 0 { 1 } else { 2 };
        self.new_big(value < 0, &limbs[..used])
    }

    /// An int of limbs, which may be small.
    pub(crate) fn new_big(&mut self, negative: bool, limbs: &[u64]) -> Res<Value> {
        self.big(limbs.len(), 0, &mut |_, out, _| {
            out.copy_from_slice(limbs);
            let len = bigint::normalised(limbs).len();
            Ok(Written {
                negative: negative && len > 0,
                len,
            })
        })
    }

    /// An int constant of the image.
    pub(crate) fn int_from_image(&mut self, offset: u32) -> Res<Value> {
        let package = self.package;
        let negative = package.word_at(offset, 0) == 1;
        let count = package.word_at(offset, 1) as usize;
        self.big(count, 0, &mut |_, out, _| {
            for (n, limb) in out.iter_mut().enumerate() {
                *limb = package.long_at(offset + 8 + 8 * n as u32);
            }
            let len = bigint::normalised(out).len();
            Ok(Written {
                negative: negative && len > 0,
                len,
            })
        })
    }

    /// Makes an int of at most `limbs` limbs: `fill` gets the cells below it, the limbs to write
    /// and `scratch` cells behind them.
    pub(crate) fn big(&mut self, limbs: usize, scratch: usize, fill: &mut Fill<'_>) -> Res<Value> {
        let total = limbs + 2 + scratch;
        if total > self.heap.free() {
            return Err(self.trap(Reason::Memory(total)));
        }
        let at = self.heap.allocate(Kind::Int, limbs + 1)?;
        let (below, rest) = self.heap.cells.split_at_mut(at + 2);
        let (out, rest) = rest.split_at_mut(limbs);
        let written = match fill(below, out, &mut rest[..scratch]) {
            Ok(written) => written,
            Err(Full) => {
                self.heap.top = at;
                return Err(self.trap(Reason::Memory(total)));
            }
        };
        if !Feature::Bigint.is_enabled() && !fits_64_bits(&written, &self.heap.cells[at + 2..]) {
            self.heap.top = at;
            need!(self, Bigint);
        }
        let low = self.heap.cells[at + 2..].first().copied().unwrap_or(0);
        let small = match written.len {
            0 => Some(0),
            1 if low <= 1 << 31 => {
                let wide = if written.negative {
                    -(low as i64)
                } else {
                    low as i64
                };
                i32::try_from(wide).ok()
            }
            _ => None,
        };
        if let Some(small) = small {
            self.heap.top = at;
            return Ok(Value::int(small));
        }
        let sign = if written.negative { NEGATIVE } else { 0 };
        self.heap.cells[at + 1] = written.len as u64 | sign;
        self.heap.cells[at] = ((written.len + 2) as u64) << 8 | Kind::Int as u64;
        self.heap.top = at + written.len + 2;
        Ok(Value::object(at))
    }

    /// Limbs of an int.
    pub(crate) fn limbs(&self, value: Value) -> usize {
        self.integer(value, &mut [0]).magnitude.len()
    }

    /// A binary operation of two ints whose result has at most `limbs` limbs.
    pub(crate) fn big_op(
        &mut self,
        x: Value,
        y: Value,
        limbs: usize,
        op: fn(Integer<'_>, Integer<'_>, &mut [u64]) -> Result<Written, Full>,
    ) -> Res<Value> {
        need!(self, Bigint);
        self.charge(limbs)?;
        self.big(limbs, 0, &mut |below, out, _| {
            let (mut p, mut q) = ([0], [0]);
            let (a, b) = (integer_in(below, x, &mut p), integer_in(below, y, &mut q));
            op(a, b, out)
        })
    }

    pub(crate) fn big_mul(&mut self, x: Value, y: Value) -> Res<Value> {
        need!(self, Bigint);
        let (a, b) = (self.limbs(x), self.limbs(y));
        self.charge(a.saturating_mul(b))?;
        self.big_op(x, y, a + b, |a, b, out| {
            let len = bigint::mul(a.magnitude, b.magnitude, out)?;
            Ok(Written {
                negative: a.negative != b.negative && len > 0,
                len,
            })
        })
    }

    /// `x // y` or `x % y`; y is not zero.
    pub(crate) fn big_floor_div(&mut self, x: Value, y: Value, remainder: bool) -> Res<Value> {
        need!(self, Bigint);
        let (a, b) = (self.limbs(x), self.limbs(y));
        self.charge((a + 1).saturating_sub(b).saturating_mul(b) + a)?;
        let quotient_len = a + 1;
        let remainder_len = a.max(b) + 1;
        let (kept, other) = if remainder {
            (remainder_len, quotient_len)
        } else {
            (quotient_len, remainder_len)
        };
        self.big(kept, other + b, &mut |below, out, rest| {
            let (mut p, mut q) = ([0], [0]);
            let (a, b) = (integer_in(below, x, &mut p), integer_in(below, y, &mut q));
            let (other, scratch) = rest.split_at_mut(other);
            let (quotient, rest) = if remainder {
                (other, out)
            } else {
                (out, other)
            };
            match bigint::floor_div_rem(a, b, quotient, rest, scratch) {
                Ok((quotient, left)) => Ok(if remainder { left } else { quotient }),
                Err(_) => Err(Full),
            }
        })
    }

    /// `x / y` of ints as a float; y is not zero.
    pub(crate) fn big_true_div(&mut self, x: Value, y: Value) -> Res<Value> {
        need!(self, Bigint);
        let scratch = 4 * self.limbs(x).max(self.limbs(y)) + 16;
        if scratch > self.heap.free() {
            return Err(self.trap(Reason::Memory(scratch)));
        }
        self.charge(scratch)?;
        let (below, rest) = self.heap.cells.split_at_mut(self.heap.top);
        let (mut p, mut q) = ([0], [0]);
        let (a, b) = (integer_in(below, x, &mut p), integer_in(below, y, &mut q));
        match bigint::true_divide(a, b, &mut rest[..scratch]) {
            Ok(quotient) => Ok(Value::float(quotient)),
            Err(_) => {
                let message = [Piece::Text("integer division result too large for a float")];
                Err(self.raise(Exception::OverflowError, &message))
            }
        }
    }

    /// `x ** y`, y not negative.
    pub(crate) fn big_pow(&mut self, x: Value, y: Value) -> Res<Value> {
        need!(self, Power);
        let base = self.as_i64(x);
        let exponent = self.as_i64(y);
        match (base, exponent) {
            (_, Some(0)) | (Some(1), _) => return Ok(Value::int(1)),
            (Some(0), _) => return Ok(Value::int(0)),
            (Some(-1), _) => {
                let odd = self
                    .integer(y, &mut [0])
                    .magnitude
                    .first()
                    .is_some_and(|l| l & 1 == 1);
                return Ok(Value::int(if odd { -1 } else { 1 }));
            }
            _ => {}
        }
        let room = exponent.and_then(|n| u32::try_from(n).ok()).and_then(|n| {
            let mut small = [0];
            bigint::pow_limbs_max(self.integer(x, &mut small).magnitude, n).map(|room| (n, room))
        });
        let Some((exponent, room)) = room else {
            return Err(self.trap(Reason::Memory(usize::MAX / 4)));
        };
        self.charge(room.saturating_mul(room) / 2 + room)?;
        self.big(room, room, &mut |below, out, scratch| {
            let mut p = [0];
            let a = integer_in(below, x, &mut p);
            match bigint::pow(a.magnitude, exponent, out, scratch) {
                Ok(len) => Ok(Written {
                    negative: a.negative && exponent & 1 == 1,
                    len,
                }),
                Err(_) => Err(Full),
            }
        })
    }

    /// `pow(x, y, z)` of ints, y not negative.
    pub(crate) fn big_pow_mod(&mut self, x: Value, y: Value, z: Value) -> Res<Value> {
        need!(self, Power);
        let bits = bigint::bit_len(self.integer(y, &mut [0]).magnitude);
        let mut result = self.int_mod(Value::int(1), z)?;
        let base = self.int_mod(x, z)?;
        for bit in (0..bits).rev() {
            result = self.int_mul(result, result)?;
            result = self.int_mod(result, z)?;
            let limb = self.integer(y, &mut [0]).magnitude[(bit / 64) as usize];
            if limb >> (bit % 64) & 1 == 1 {
                result = self.int_mul(result, base)?;
                result = self.int_mod(result, z)?;
            }
        }
        Ok(result)
    }

    /// A result that does not fit 64 bits.
    #[cold]
    fn beyond_64_bits(&mut self, result: impl FnOnce() -> i128) -> Res<Value> {
        need!(self, Bigint);
        self.new_wide(result())
    }

    /// `x * y` of ints.
    pub(crate) fn int_mul(&mut self, x: Value, y: Value) -> Res<Value> {
        match (self.as_i64(x), self.as_i64(y)) {
            (Some(a), Some(b)) => match a.checked_mul(b) {
                Some(product) => self.new_int(product),
                None => self.beyond_64_bits(|| i128::from(a) * i128::from(b)),
            },
            _ => self.big_mul(x, y),
        }
    }

    /// `x + y` of ints.
    pub(crate) fn int_add(&mut self, x: Value, y: Value) -> Res<Value> {
        match (self.as_i64(x), self.as_i64(y)) {
            (Some(a), Some(b)) => match a.checked_add(b) {
                Some(sum) => self.new_int(sum),
                None => self.beyond_64_bits(|| i128::from(a) + i128::from(b)),
            },
            _ => {
                let limbs = self.limbs(x).max(self.limbs(y)) + 1;
                self.big_op(x, y, limbs, bigint::add_signed)
            }
        }
    }

    /// `x - y` of ints.
    pub(crate) fn int_sub(&mut self, x: Value, y: Value) -> Res<Value> {
        match (self.as_i64(x), self.as_i64(y)) {
            (Some(a), Some(b)) => match a.checked_sub(b) {
                Some(difference) => self.new_int(difference),
                None => self.beyond_64_bits(|| i128::from(a) - i128::from(b)),
            },
            _ => {
                let limbs = self.limbs(x).max(self.limbs(y)) + 1;
                self.big_op(x, y, limbs, bigint::sub_signed)
            }
        }
    }

    /// `x // y` of ints, y not zero.
    pub(crate) fn int_floor_div(&mut self, x: Value, y: Value) -> Res<Value> {
        match (self.as_i64(x), self.as_i64(y)) {
            (Some(a), Some(b)) => match (a.checked_div(b), a.checked_rem(b)) {
                (Some(quotient), Some(left)) => {
                    let down = left != 0 && (a < 0) != (b < 0);
                    self.new_int(quotient - i64::from(down))
                }
                // The least number by -1, and nothing else.
                _ => self.beyond_64_bits(|| -i128::from(a)),
            },
            _ => self.big_floor_div(x, y, false),
        }
    }

    /// `x % y` of ints, y not zero.
    pub(crate) fn int_mod(&mut self, x: Value, y: Value) -> Res<Value> {
        match (self.as_i64(x), self.as_i64(y)) {
            (Some(a), Some(b)) => {
                let left = a.checked_rem(b).unwrap_or(0);
                let apart = left != 0 && (left < 0) != (b < 0);
                self.new_int(if apart { left + b } else { left })
            }
            _ => self.big_floor_div(x, y, true),
        }
    }

    /// `x << y` or `x >> y` of ints.
    pub(crate) fn int_shift(&mut self, x: Value, y: Value, left: bool) -> Res<Value> {
        if self.integer(y, &mut [0]).negative {
            return Err(self.value_error("negative shift count"));
        }
        if x == Value::int(0) || x == Value::FALSE {
            return Ok(Value::int(0));
        }
        let distance = self.as_i64(y);
        if left {
            let limbs = self.limbs(x);
            let Some(distance) = distance else {
                let message = [Piece::Text("too many digits in integer")];
                return Err(self.raise(Exception::OverflowError, &message));
            };
            if distance >= 1 << 32 {
                return Err(self.trap(Reason::Memory(usize::MAX / 4)));
            }
            let room = limbs + (distance / 64) as usize + 1;
            self.charge(room)?;
            return self.big(room, 0, &mut |below, out, _| {
                let mut p = [0];
                let a = integer_in(below, x, &mut p);
                match bigint::shl(a.magnitude, distance as u64, out) {
                    Ok(len) => Ok(Written {
                        negative: a.negative,
                        len,
                    }),
                    Err(_) => Err(Full),
                }
            });
        }
        let distance = distance.map_or(u64::MAX, |n| n as u64);
        let room = self.limbs(x) + 1;
        self.charge(room)?;
        self.big(room, 0, &mut |below, out, _| {
            let mut p = [0];
            let a = integer_in(below, x, &mut p);
            bigint::floor_shr(a, distance, out)
        })
    }

    /// `math.isqrt` of an int that is not negative.
    pub(crate) fn big_root(&mut self, x: Value) -> Res<Value> {
        need!(self, Bigint);
        let limbs = self.limbs(x);
        self.big(limbs / 2 + 3, 5 * limbs + 8, &mut |below, out, scratch| {
            let mut p = [0];
            let a = integer_in(below, x, &mut p);
            match bigint::isqrt(a.magnitude, out, scratch) {
                Ok(len) => Ok(Written {
                    negative: false,
                    len,
                }),
                Err(_) => Err(Full),
            }
        })
    }

    /// The float nearest to an int.
    pub(crate) fn int_to_float(&mut self, value: Value) -> Res<f64> {
        if let Some(narrow) = self.as_i64(value) {
            return Ok(narrow as f64);
        }
        match bigint::to_f64(self.integer(value, &mut [0])) {
            Some(float) => Ok(float),
            None => {
                let message = [Piece::Text("int too large to convert to float")];
                Err(self.raise(Exception::OverflowError, &message))
            }
        }
    }

    /// `int(float)`
    pub(crate) fn int_from_float(&mut self, value: f64) -> Res<Value> {
        if value.abs() < 9.0e18 {
            return self.new_int(value as i64);
        }
        if value.is_nan() {
            return Err(self.value_error("cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            let message = [Piece::Text("cannot convert float infinity to integer")];
            return Err(self.raise(Exception::OverflowError, &message));
        }
        let room = bigint::LIMBS_OF_FLOAT_MAX;
        self.big(room, 0, &mut |_, out, _| {
            bigint::from_f64(value, out).map_err(|_| Full)
        })
    }

    /// Adds the decimal digits of an int to a text, with CPython's limit on their number.
    pub(crate) fn text_push_int(
        &mut self,
        text: &mut crate::object::str::Text,
        value: Value,
    ) -> Res<()> {
        if let Some(narrow) = self.as_i64(value) {
            return self.text_push_number(text, narrow);
        }
        let mut small = [0];
        let integer = self.integer(value, &mut small);
        let negative = integer.negative;
        let limbs = integer.magnitude.len();
        let len_max = bigint::decimal_len_max(integer.magnitude);
        if len_max > DIGITS_MAX + 64 {
            return Err(self.too_many_digits_out());
        }
        self.charge(limbs * limbs + limbs)?;
        if negative {
            self.text_push(text, b"-")?;
        }
        self.text_push_magnitude(text, value)
    }

    /// Adds the decimal digits of a large int: written behind the text, with the working limbs
    /// after them, then taken into it.
    pub(crate) fn text_push_magnitude(
        &mut self,
        text: &mut crate::object::str::Text,
        value: Value,
    ) -> Res<()> {
        need!(self, Bigint);
        let limbs = self.limbs(value);
        let len_max = bigint::decimal_len_max(self.integer(value, &mut [0]).magnitude);
        let digit_cells = len_max.div_ceil(8);
        if digit_cells + limbs > self.heap.free() {
            return Err(self.trap(Reason::Memory(digit_cells + limbs)));
        }
        let top = self.heap.top;
        let (below, rest) = self.heap.cells.split_at_mut(top);
        let (digits, rest) = rest.split_at_mut(digit_cells);
        let digits: &mut [u8] = bytemuck::cast_slice_mut(digits);
        let mut small = [0];
        let integer = integer_in(below, value, &mut small);
        let written = bigint::to_decimal(integer.magnitude, &mut rest[..limbs], digits);
        match written {
            Ok(count) if count <= DIGITS_MAX => {
                let at = self.text_grow(text, count)?;
                self.heap
                    .bytes_mut()
                    .copy_within(top * 8..top * 8 + count, at);
                Ok(())
            }
            _ => Err(self.too_many_digits_out()),
        }
    }

    /// Adds the digits of an int in base 2, 8 or 16 without its sign.
    pub(crate) fn text_push_radix(
        &mut self,
        text: &mut crate::object::str::Text,
        value: Value,
        bits: u32,
        uppercase: bool,
    ) -> Res<()> {
        let small = self.as_i64(value).map(i64::unsigned_abs);
        self.text_write(text, |sources, sink| match small {
            Some(narrow) => {
                let limb = [narrow];
                bigint::to_radix(bigint::normalised(&limb), bits, uppercase, sink)
            }
            None => {
                let mut room = [0];
                let integer = integer_in(sources.cells(), value, &mut room);
                bigint::to_radix(integer.magnitude, bits, uppercase, sink)
            }
        })
    }

    #[cold]
    fn too_many_digits_out(&mut self) -> Trap {
        self.value_error(
            "Exceeds the limit (4300 digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit",
        )
    }

    /// An int of digits in a radix; `digits` may hold underscores, which are skipped.
    pub(crate) fn int_from_digits(
        &mut self,
        negative: bool,
        digits: &[u8],
        radix: u32,
    ) -> Res<Value> {
        let limbs = bigint::limbs_for_digits(digits.len(), radix);
        self.charge(limbs * limbs + limbs)?;
        self.big(
            limbs,
            0,
            &mut |_, out, _| match bigint::from_text(digits, radix, out) {
                Ok(len) => Ok(Written {
                    negative: negative && len > 0,
                    len,
                }),
                Err(_) => Err(Full),
            },
        )
    }

    /// As [`Vm::int_from_digits`] for a part of a text in the heap.
    pub(crate) fn int_from_text_part(
        &mut self,
        negative: bool,
        text: Value,
        digits: core::ops::Range<usize>,
        radix: u32,
    ) -> Res<Value> {
        let limbs = bigint::limbs_for_digits(digits.len(), radix);
        self.charge(limbs * limbs + limbs)?;
        let package = self.package;
        self.big(limbs, 0, &mut |below, out, _| {
            let sources = crate::object::str::Sources::new(below, package);
            let digits = sources.text(text).get(digits.clone()).unwrap_or_default();
            match bigint::from_text(digits, radix, out) {
                Ok(len) => Ok(Written {
                    negative: negative && len > 0,
                    len,
                }),
                Err(_) => Err(Full),
            }
        })
    }
}
