//! The module `math`.

use crate::catalog::{self, Exception, Feature, Function};
use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::number::{bigint, math};
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// Partial sums of `fsum`, none of which overlap: more than the bits of a float's range are never
/// needed. A device has no stack for that many.
const PARTIALS_MAX: usize = if cfg!(target_pointer_width = "64") {
    2_100
} else {
    200
};

/// Whether more than the few functions of `math-core` is linked. The verifier has no package name
/// another one then.
const MATH: bool = Feature::Math.is_enabled();

impl Vm<'_, '_> {
    /// Calls a function of `math`.
    #[inline(never)]
    pub(crate) fn math(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        match function {
            Function::MathGcd | Function::MathLcm => return self.gcd_of(function, arguments),
            Function::MathHypot => return self.hypot(arguments),
            Function::MathProd => return self.prod(arguments),
            Function::MathIsclose => return self.is_close(arguments),
            _ => {}
        }
        let (least, most) = match function {
            Function::MathAtan2
            | Function::MathComb
            | Function::MathCopysign
            | Function::MathDist
            | Function::MathFmod
            | Function::MathLdexp
            | Function::MathNextafter
            | Function::MathPow
            | Function::MathRemainder => (2, 2),
            Function::MathLog | Function::MathPerm => (1, 2),
            _ => (1, 1),
        };
        let full = function.qualified_name();
        let dotted = if least == 1 && most == 1 {
            full
        } else {
            catalog::name(function as u16)
        };
        self.expect_args(dotted, arguments, least, most)?;
        let x = self.argument(arguments, 0);
        let y = self.argument_or(arguments, 1, Value::NONE);
        match function {
            Function::MathCeil | Function::MathFloor | Function::MathTrunc => {
                self.to_whole(function, x)
            }
            Function::MathFactorial => self.factorial(x),
            Function::MathComb | Function::MathPerm => self.choose(function, x, y),
            Function::MathIsqrt => self.integer_root(x),
            Function::MathFsum => self.float_sum(arguments.at),
            Function::MathDist => self.distance(x, y),
            Function::MathLog | Function::MathLog2 | Function::MathLog10 => {
                self.logarithm(function, x, y)
            }
            Function::MathFrexp | Function::MathModf => self.parts_of(function, x),
            Function::MathLdexp => self.load_exponent(x, y),
            Function::MathIsfinite | Function::MathIsinf | Function::MathIsnan => {
                let float = self.float_argument(x)?;
                Ok(Value::bool(match function {
                    Function::MathIsfinite => float.is_finite(),
                    Function::MathIsinf => float.is_infinite(),
                    _ => float.is_nan(),
                }))
            }
            _ if least == 2 => {
                let (x, y) = (self.float_argument(x)?, self.float_argument(y)?);
                self.math_two(function, x, y)
            }
            _ => {
                let x = self.float_argument(x)?;
                self.math_one(function, x)
            }
        }
    }

    #[cold]
    fn domain_error(&mut self) -> Trap {
        self.value_error("math domain error")
    }

    #[cold]
    fn range_error(&mut self) -> Trap {
        self.raise(Exception::OverflowError, &[Piece::Text("math range error")])
    }

    /// A function's answer as a value, or its error.
    fn answer_of(&mut self, result: math::MathResult) -> Res<Value> {
        match result {
            Ok(float) => Ok(Value::float(float)),
            Err(math::MathError::Range) => Err(self.range_error()),
            Err(_) => Err(self.domain_error()),
        }
    }

    fn math_one(&mut self, function: Function, x: f64) -> Res<Value> {
        let result = match function {
            Function::MathAcos if MATH => math::acos(x),
            Function::MathAcosh if MATH => math::acosh(x),
            Function::MathAsin if MATH => math::asin(x),
            Function::MathAsinh if MATH => Ok(math::asinh(x)),
            Function::MathAtan if MATH => Ok(math::atan(x)),
            Function::MathAtanh if MATH => math::atanh(x),
            Function::MathCbrt if MATH => Ok(math::cbrt(x)),
            Function::MathCos if MATH => math::cos(x),
            Function::MathCosh if MATH => math::cosh(x),
            Function::MathErf if MATH => Ok(math::erf(x)),
            Function::MathErfc if MATH => Ok(math::erfc(x)),
            Function::MathExp => math::exp(x),
            Function::MathExp2 if MATH => math::exp2(x),
            Function::MathExpm1 if MATH => math::expm1(x),
            Function::MathFabs => Ok(math::fabs(x)),
            Function::MathGamma if MATH => math::gamma(x),
            Function::MathLgamma if MATH => math::lgamma(x),
            Function::MathLog1p if MATH => math::log1p(x),
            Function::MathSin if MATH => math::sin(x),
            Function::MathSinh if MATH => math::sinh(x),
            Function::MathSqrt => math::sqrt(x),
            Function::MathTan if MATH => math::tan(x),
            Function::MathTanh if MATH => Ok(math::tanh(x)),
            Function::MathDegrees if MATH => Ok(math::degrees(x)),
            Function::MathRadians if MATH => Ok(math::radians(x)),
            Function::MathUlp if MATH => Ok(math::ulp(x)),
            _ => Err(math::MathError::Domain),
        };
        self.answer_of(result)
    }

    fn math_two(&mut self, function: Function, x: f64, y: f64) -> Res<Value> {
        let result = match function {
            Function::MathAtan2 if MATH => Ok(math::atan2(x, y)),
            Function::MathCopysign => Ok(math::copysign(x, y)),
            Function::MathNextafter if MATH => Ok(math::nextafter(x, y)),
            Function::MathFmod if MATH => math::fmod(x, y),
            Function::MathRemainder if MATH => math::remainder(x, y),
            Function::MathPow if MATH => math::pow(x, y),
            _ => Err(math::MathError::Domain),
        };
        self.answer_of(result)
    }

    fn to_whole(&mut self, function: Function, x: Value) -> Res<Value> {
        let symbol = match function {
            Function::MathCeil => crate::symbol::D_CEIL,
            Function::MathFloor => crate::symbol::D_FLOOR,
            _ => crate::symbol::D_TRUNC,
        };
        if let Some(whole) = self.call_special(x, symbol, &[])? {
            return Ok(whole);
        }
        if self.is_int_like(x) {
            return self.int_add(x, Value::int(0));
        }
        if function == Function::MathTrunc && !x.is_float() {
            return Err(self.type_error(&[
                Piece::Text("type "),
                Piece::TypeOf(x),
                Piece::Text(" doesn't define __trunc__ method"),
            ]));
        }
        let float = self.float_argument(x)?;
        self.int_from_float(match function {
            Function::MathCeil => math::ceil(float),
            Function::MathFloor => math::floor(float),
            _ => math::trunc(float),
        })
    }

    fn logarithm(&mut self, function: Function, x: Value, base: Value) -> Res<Value> {
        need!(self, Math);
        let top = self.log_one(function, x)?;
        if base == Value::NONE {
            return Ok(Value::float(top));
        }
        let bottom = self.log_one(function, base)?;
        if bottom == 0.0 {
            return Err(self.zero_division("float division by zero"));
        }
        Ok(Value::float(top / bottom))
    }

    fn log_one(&mut self, function: Function, x: Value) -> Res<f64> {
        let log = match function {
            Function::MathLog2 => math::log2,
            Function::MathLog10 => math::log10,
            _ => math::log,
        };
        if self.is_int_like(x) && self.as_i64(x).is_none() {
            return self.log_big(x, log);
        }
        let float = self.float_argument(x)?;
        log(float).map_err(|_| self.domain_error())
    }

    /// The logarithm of an int beyond 64 bits, as CPython works it out where the int is beyond
    /// floats.
    fn log_big(&mut self, x: Value, log: fn(f64) -> math::MathResult) -> Res<f64> {
        let log = |x: f64| log(x).unwrap_or(f64::NAN);
        let mut small = [0];
        let integer = self.integer(x, &mut small);
        if integer.negative {
            return Err(self.domain_error());
        }
        if let Some(float) = bigint::to_f64(integer) {
            return Ok(log(float));
        }
        let bits = bigint::bit_len(integer.magnitude);
        let distance = Value::int(bits as i32 - 62);
        let top = self.int_shift(x, distance, false)?;
        let fraction = self.int_to_float(top)? / 4_611_686_018_427_387_904.0;
        Ok(log(fraction) + log(2.0) * bits as f64)
    }

    fn parts_of(&mut self, function: Function, x: Value) -> Res<Value> {
        need!(self, Math);
        let x = self.float_argument(x)?;
        let parts = if function == Function::MathModf {
            let (fraction, whole) = math::modf(x);
            [Value::float(fraction), Value::float(whole)]
        } else {
            let (mantissa, exponent) = math::frexp(x);
            [Value::float(mantissa), Value::int(exponent)]
        };
        self.heap.object(Kind::Tuple, &parts)
    }

    fn load_exponent(&mut self, x: Value, exponent: Value) -> Res<Value> {
        need!(self, Math);
        let x = self.float_argument(x)?;
        if !self.is_int_like(exponent) {
            let message = "Expected an int as second argument to ldexp.";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let negative = self.integer(exponent, &mut [0]).negative;
        let far = if negative { -100_000 } else { 100_000 };
        let exponent = self
            .as_i64(exponent)
            .map_or(far, |n| n.clamp(-100_000, 100_000));
        self.answer_of(math::ldexp(x, exponent as i32))
    }

    fn factorial(&mut self, x: Value) -> Res<Value> {
        need!(self, Math);
        let x = self.index_argument(x)?;
        if self.integer(x, &mut [0]).negative {
            return Err(self.value_error("factorial() not defined for negative values"));
        }
        let Some(count) = self.as_i64(x) else {
            let message = [Piece::Text(
                "factorial() argument should not exceed 9223372036854775807",
            )];
            return Err(self.raise(Exception::OverflowError, &message));
        };
        let mut product = Value::int(1);
        for factor in 2..=count {
            let factor = self.new_int(factor)?;
            product = self.multiply_in_place(product, factor)?;
        }
        Ok(product)
    }

    /// A product that frees the first factor if that was the last object made.
    fn multiply_in_place(&mut self, x: Value, y: Value) -> Res<Value> {
        self.charge(1 + self.limbs(x))?;
        self.int_mul(x, y)
    }

    fn choose(&mut self, function: Function, n: Value, k: Value) -> Res<Value> {
        need!(self, Math);
        let n = self.index_argument(n)?;
        let permutations = function == Function::MathPerm;
        if permutations && k == Value::NONE {
            return self.factorial(n);
        }
        let k = self.index_argument(k)?;
        for (value, name) in [(n, "n"), (k, "k")] {
            if self.integer(value, &mut [0]).negative {
                let rest = Piece::Text(" must be a non-negative integer");
                return Err(self.raise(Exception::ValueError, &[Piece::Text(name), rest]));
            }
        }
        if self.less(n, k)? {
            return Ok(Value::int(0));
        }
        let mut count = k;
        if !permutations {
            let other = self.int_sub(n, k)?;
            if self.less(other, k)? {
                count = other;
            }
        }
        let Some(count) = self.as_i64(count) else {
            let message = [Piece::Text(
                "min(n - k, k) must not exceed 9223372036854775807",
            )];
            return Err(self.raise(Exception::OverflowError, &message));
        };
        let mut result = Value::int(1);
        for step in 0..count {
            let offset = self.new_int(step)?;
            let factor = self.int_sub(n, offset)?;
            result = self.multiply_in_place(result, factor)?;
            if !permutations {
                let divisor = self.new_int(step + 1)?;
                result = self.int_floor_div(result, divisor)?;
            }
        }
        Ok(result)
    }

    fn integer_root(&mut self, x: Value) -> Res<Value> {
        need!(self, Math);
        let x = self.index_argument(x)?;
        let mut small = [0];
        let integer = self.integer(x, &mut small);
        if integer.negative {
            return Err(self.value_error("isqrt() argument must be nonnegative"));
        }
        let limbs = integer.magnitude.len();
        self.charge(limbs * limbs * 8 + 8)?;
        self.big_root(x)
    }

    fn gcd_of(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        need!(self, Math);
        let lcm = function == Function::MathLcm;
        let mut result = Value::int(i32::from(lcm));
        for n in 0..arguments.count {
            let value = self.argument(arguments, n);
            let value = self.index_argument(value)?;
            let value = self.magnitude(value)?;
            let common = self.gcd(result, value)?;
            result = if !lcm {
                common
            } else if self.is_true(common) {
                let part = self.int_floor_div(result, common)?;
                self.int_mul(part, value)?
            } else {
                Value::int(0)
            };
        }
        Ok(result)
    }

    fn magnitude(&mut self, value: Value) -> Res<Value> {
        if self.integer(value, &mut [0]).negative {
            return self.int_sub(Value::int(0), value);
        }
        self.int_add(value, Value::int(0))
    }

    fn gcd(&mut self, mut x: Value, mut y: Value) -> Res<Value> {
        while self.is_true(y) {
            self.charge(2)?;
            (x, y) = (y, self.int_mod(x, y)?);
        }
        Ok(x)
    }

    fn hypot(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Math);
        self.expect_args("hypot", arguments, 0, usize::MAX)?;
        let at = arguments.at;
        self.norm(arguments.count, |vm, n| {
            vm.float_argument(Value(vm.heap.cells[at + n]))
        })
    }

    fn distance(&mut self, p: Value, q: Value) -> Res<Value> {
        need!(self, Math);
        let (Some((a, count)), Some((b, other))) = (self.sequence(p), self.sequence(q)) else {
            return Err(self.type_error(&[Piece::Text("both points must be sequences")]));
        };
        if count != other {
            let message = "both points must have the same number of dimensions";
            return Err(self.value_error(message));
        }
        self.norm(count, |vm, n| {
            let x = vm.float_argument(Value(vm.heap.cells[a + n]))?;
            let y = vm.float_argument(Value(vm.heap.cells[b + n]))?;
            Ok((x - y).abs())
        })
    }

    fn norm(
        &mut self,
        count: usize,
        coordinate: impl Fn(&mut Self, usize) -> Res<f64>,
    ) -> Res<Value> {
        self.charge(2 * count)?;
        let at = self.heap.allocate(Kind::Raw, count)?;
        for n in 0..count {
            let x = match coordinate(self, n) {
                Ok(x) => x.abs(),
                Err(trap) => return Err(trap),
            };
            self.heap.cells[at + 1 + n] = x.to_bits();
        }
        let cells = &self.heap.cells[at + 1..at + 1 + count];
        Ok(Value::float(math::hypot(bytemuck::cast_slice(cells))))
    }

    fn prod(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Math);
        let [source, start] = self.slots("prod", arguments, 1, ["iterable", "start"])?;
        if source == Value::UNBOUND {
            let message = "prod() takes exactly 1 positional argument (0 given)";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        let values = self.to_sequence(arguments.at)?;
        let mut product = if start == Value::UNBOUND {
            Value::int(1)
        } else {
            start
        };
        let (at, count) = self.elements(values);
        for n in 0..count {
            self.charge(1)?;
            let value = Value(self.heap.cells[at + n]);
            product = self.binary(crate::object::number::Binary::Mul, false, product, value)?;
        }
        Ok(product)
    }

    fn is_close(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Math);
        let names = ["a", "b", "rel_tol", "abs_tol"];
        let [a, b, relative, absolute] = self.slots("isclose", arguments, 2, names)?;
        if a == Value::UNBOUND || b == Value::UNBOUND {
            let message = "isclose() missing required argument";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let (a, b) = (self.float_argument(a)?, self.float_argument(b)?);
        let relative = if relative == Value::UNBOUND {
            1e-9
        } else {
            self.float_argument(relative)?
        };
        let absolute = if absolute == Value::UNBOUND {
            0.0
        } else {
            self.float_argument(absolute)?
        };
        if relative < 0.0 || absolute < 0.0 {
            return Err(self.value_error("tolerances must be non-negative"));
        }
        Ok(Value::bool(math::isclose(a, b, relative, absolute)))
    }

    /// `math.fsum`: the exact sum, rounded once.
    /// The sum of floats with room for so many partial sums.
    fn sum_within<const PARTIALS: usize>(
        &mut self,
        values: Value,
    ) -> Res<Result<f64, math::SumError>> {
        let (at, count) = self.elements(values);
        let mut room = [0.0; PARTIALS];
        let mut sum = math::Sum::new(&mut room);
        for n in 0..count {
            self.charge(4)?;
            let x = self.float_argument(Value(self.heap.cells[at + n]))?;
            if let Err(error) = sum.add(x) {
                return Ok(Err(error));
            }
        }
        Ok(sum.total())
    }

    fn float_sum(&mut self, cell: usize) -> Res<Value> {
        need!(self, Math);
        let source = Value(self.heap.cells[cell]);
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        let values = self.to_sequence(cell)?;
        let total = match self.sum_within::<40>(values)? {
            Err(math::SumError::Full) => self.sum_within::<PARTIALS_MAX>(values)?,
            total => total,
        };
        match total {
            Ok(total) => Ok(Value::float(total)),
            Err(math::SumError::Infinities) => Err(self.value_error("-inf + inf in fsum")),
            Err(math::SumError::Full) => Err(self.raise_with(Exception::MemoryError, &[])?),
            Err(_) => {
                let message = [Piece::Text("intermediate overflow in fsum")];
                Err(self.raise(Exception::OverflowError, &message))
            }
        }
    }
}
