//! Arithmetic that nothing can go wrong in, for `vm::quick`: floats and ints of up to 64 bits.

use super::exec::Compare;
use super::glance::is;
use super::room::Room;
use crate::catalog::Feature;
use crate::heap::Kind;
use crate::number::float_ops;
use crate::value::Value;

/// Two numbers of which one is a float at least.
#[inline(always)]
pub(super) fn floats(x: Value, y: Value) -> Option<(f64, f64)> {
    match (x.is_float(), y.is_float()) {
        (true, true) => Some((x.as_float(), y.as_float())),
        (true, false) if y.is_int() => Some((x.as_float(), f64::from(y.as_int()))),
        (false, true) if x.is_int() => Some((f64::from(x.as_int()), y.as_float())),
        _ => None,
    }
}

/// As [`Value::float`], for results that are hardly ever NaN: what comes next need not wait for the
/// comparison.
#[inline(always)]
fn float(value: f64) -> Value {
    if value.is_nan() {
        return nan();
    }
    Value(value.to_bits())
}

#[cold]
#[inline(never)]
fn nan() -> Value {
    Value::float(f64::NAN)
}

/// `x ** y` of numbers of which one is a float, if it is one.
pub(super) fn pow(x: Value, y: Value) -> Option<Value> {
    let (x, y) = floats(x, y).filter(|_| Feature::Power.is_enabled())?;
    float_ops::pow(x, y).ok().map(Value::float)
}

/// An int that fits 64 bits.
#[inline]
pub(super) fn wide(cells: &[u64], value: Value) -> Option<i64> {
    if value.is_int() {
        return Some(i64::from(value.as_int()));
    }
    if !is(cells, value, Kind::Int) {
        return None;
    }
    let (head, low) = (cells[value.cell() + 1], cells[value.cell() + 2]);
    let magnitude = i64::try_from(low).ok()?;
    match head << 1 >> 1 {
        1 if head >> 63 == 1 => Some(-magnitude),
        1 => Some(magnitude),
        _ => None,
    }
}

/// An operator on ints of up to 64 bits.
#[inline]
pub(super) fn wide_ints(
    cells: &mut [u64],
    room: &mut Room,
    x: Value,
    y: Value,
    operate: impl FnOnce(i64, i64) -> Option<i64>,
) -> Option<Value> {
    let result = operate(wide(cells, x)?, wide(cells, y)?)?;
    room.int(cells, result)
}

/// Python's `//`, unless the divisor is zero or the result does not fit.
pub(super) fn wide_floor_div(x: i64, y: i64) -> Option<i64> {
    let quotient = x.checked_div(y)?;
    let inexact = quotient.wrapping_mul(y) != x;
    Some(quotient - i64::from(inexact && (x < 0) != (y < 0)))
}

/// Python's `%`, unless the divisor is zero.
pub(super) fn wide_floor_mod(x: i64, y: i64) -> Option<i64> {
    let remainder = x.checked_rem(y)?;
    Some(if remainder != 0 && (remainder < 0) != (y < 0) {
        remainder + y
    } else {
        remainder
    })
}

/// `x << y`, if it fits.
pub(super) fn wide_shl(x: i64, y: i64) -> Option<i64> {
    if !(0..63).contains(&y) {
        return None;
    }
    let result = x << y;
    (result >> y == x).then_some(result)
}

/// `x >> y`
pub(super) fn wide_shr(x: i64, y: i64) -> Option<i64> {
    (y >= 0).then(|| x >> y.min(63))
}

#[inline(always)]
pub(super) fn add(x: Value, y: Value) -> Option<Value> {
    if x.is_int() && y.is_int() {
        return x.as_int().checked_add(y.as_int()).map(Value::int);
    }
    floats(x, y).map(|(x, y)| float(x + y))
}

#[inline(always)]
pub(super) fn sub(x: Value, y: Value) -> Option<Value> {
    if x.is_int() && y.is_int() {
        return x.as_int().checked_sub(y.as_int()).map(Value::int);
    }
    floats(x, y).map(|(x, y)| float(x - y))
}

#[inline(always)]
pub(super) fn mul(x: Value, y: Value) -> Option<Value> {
    if x.is_int() && y.is_int() {
        return x.as_int().checked_mul(y.as_int()).map(Value::int);
    }
    floats(x, y).map(|(x, y)| float(x * y))
}

#[inline(always)]
pub(super) fn div(x: Value, y: Value) -> Option<Value> {
    let (x, y) = match x.is_int() && y.is_int() {
        true => (f64::from(x.as_int()), f64::from(y.as_int())),
        false => floats(x, y)?,
    };
    (y != 0.0).then(|| float(x / y))
}

/// An operator on two small ints.
#[inline(always)]
pub(super) fn ints(
    x: Value,
    y: Value,
    operate: impl FnOnce(i32, i32) -> Option<i32>,
) -> Option<Value> {
    if !(x.is_int() && y.is_int()) {
        return None;
    }
    operate(x.as_int(), y.as_int()).map(Value::int)
}

#[inline(always)]
pub(super) fn ordered<T: PartialOrd>(compare: Compare, x: T, y: T) -> bool {
    match compare {
        Compare::Eq => x == y,
        Compare::Ne => x != y,
        Compare::Lt => x < y,
        Compare::Le => x <= y,
        Compare::Gt => x > y,
        Compare::Ge => x >= y,
    }
}

/// The lesser (or greater) of two numbers, as `min` and `max` choose.
#[inline]
pub(super) fn extreme(compare: Compare, x: Value, y: Value) -> Option<Value> {
    let other = if x.is_int() && y.is_int() {
        ordered(compare, y.as_int(), x.as_int())
    } else {
        let (x, y) = floats(x, y)?;
        ordered(compare, y, x)
    };
    Some(if other { y } else { x })
}

/// `abs()` of a number.
#[inline]
pub(super) fn abs(x: Value) -> Option<Value> {
    if x.is_float() {
        return Some(Value::float(f64::from_bits(x.0 & !(1 << 63))));
    }
    ints(x, x, |x, _| x.checked_abs())
}
