//! Methods of ints and floats.

use crate::catalog::Exception;
use crate::error::{Piece, Res, need};
use crate::heap::Kind;
use crate::number::bigint::{self, Written};
use crate::number::{float_text, ieee};
use crate::symbol;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    pub(crate) fn int_method(
        &mut self,
        value: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        match symbol {
            symbol::BIT_LENGTH => {
                self.expect_method_args("int.bit_length", arguments, 0)?;
                let bits = bigint::bit_len(self.integer(value, &mut [0]).magnitude);
                self.new_int(bits as i64)
            }
            symbol::BIT_COUNT => {
                self.expect_method_args("int.bit_count", arguments, 0)?;
                let bits = bigint::popcount(self.integer(value, &mut [0]).magnitude);
                self.new_int(bits as i64)
            }
            symbol::CONJUGATE => {
                self.expect_method_args("int.conjugate", arguments, 0)?;
                self.int_add(value, Value::int(0))
            }
            symbol::AS_INTEGER_RATIO => {
                self.expect_method_args("int.as_integer_ratio", arguments, 0)?;
                let own = self.int_add(value, Value::int(0))?;
                Ok(self.heap.object(Kind::Tuple, &[own, Value::int(1)])?)
            }
            symbol::TO_BYTES => self.int_to_bytes(value, arguments),
            symbol::FROM_BYTES => self.int_from_bytes(arguments),
            _ => Err(self.attribute_error(value, name)),
        }
    }

    /// Whether a byte order argument says little-endian.
    fn little_endian(&mut self, function: &str, order: Value) -> Res<bool> {
        if order != Value::UNBOUND && !self.is_str(order) {
            return Err(self.type_error(&[
                Piece::Text(function),
                Piece::Text("() argument 'byteorder' must be str, not "),
                Piece::TypeOf(order),
            ]));
        }
        match self.str_bytes(order) {
            _ if order == Value::UNBOUND => Ok(false),
            Some(b"little") => Ok(true),
            Some(b"big") => Ok(false),
            _ => Err(self.value_error("byteorder must be either 'little' or 'big'")),
        }
    }

    fn int_to_bytes(&mut self, value: Value, arguments: &Arguments) -> Res<Value> {
        need!(self, Bytes);
        let names = ["length", "byteorder", "signed"];
        let [length, order, signed] = self.slots("to_bytes", arguments, 2, names)?;
        let length = if length == Value::UNBOUND {
            1
        } else {
            self.int_argument(length)?
        };
        let little = self.little_endian("to_bytes", order)?;
        let signed = signed != Value::UNBOUND && self.is_true(signed);
        if length < 0 {
            return Err(self.value_error("length argument must be non-negative"));
        }
        let length = length as usize;
        let mut small = [0];
        let integer = self.integer(value, &mut small);
        let negative = integer.negative;
        if negative && !signed {
            let message = [Piece::Text("can't convert negative int to unsigned")];
            return Err(self.raise(Exception::OverflowError, &message));
        }
        let bits = bigint::bit_len(integer.magnitude);
        let power = negative && bigint::trailing_zeros(integer.magnitude) + 1 == bits;
        let needed = if signed && !power { bits + 1 } else { bits };
        if needed > 8 * length as u64 {
            let message = [Piece::Text("int too big to convert")];
            return Err(self.raise(Exception::OverflowError, &message));
        }
        let mut text = self.text_begin()?;
        self.text_fill(&mut text, 0, length)?;
        let bytes = self.text_finish_bytes(text);
        let mut borrow = negative;
        for n in 0..length {
            let byte = {
                let mut small = [0];
                let limbs = self.integer(value, &mut small).magnitude;
                limbs
                    .get(n / 8)
                    .map_or(0, |limb| (limb >> (8 * (n % 8))) as u8)
            };
            // Two's complement: invert and add one, carried from byte to byte.
            let byte = if negative {
                let (inverted, carry) = (!byte).overflowing_add(u8::from(borrow));
                borrow = carry;
                inverted
            } else {
                byte
            };
            let position = if little { n } else { length - 1 - n };
            self.set_byte(bytes, position, byte);
        }
        Ok(bytes)
    }

    /// `int.from_bytes`
    pub(crate) fn int_from_bytes(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Bytes);
        let names = ["bytes", "byteorder", "signed"];
        let [source, order, signed] = self.slots("from_bytes", arguments, 2, names)?;
        if source == Value::UNBOUND {
            let message = "from_bytes() missing required argument 'bytes' (pos 1)";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let little = self.little_endian("from_bytes", order)?;
        if self.is_str(source) || self.is_int_like(source) {
            return Err(self.type_error(&[
                Piece::Text("cannot convert '"),
                Piece::TypeOf(source),
                Piece::Text("' object to bytes"),
            ]));
        }
        let signed = signed != Value::UNBOUND && self.is_true(signed);
        let source = if self.is_bytes_like(source) {
            source
        } else {
            let inner = Arguments {
                count: 1,
                keywords: crate::vm::Keywords::None,
                ..*arguments
            };
            self.construct(crate::catalog::Type::Bytes, &inner)?
        };
        let len = self.raw_bytes(source).len();
        let byte_at = |bytes: &[u8], n: usize| bytes[if little { n } else { len - 1 - n }];
        let negative = signed && len > 0 && byte_at(self.raw_bytes(source), len - 1) & 0x80 != 0;
        let limbs = len.div_ceil(8);
        let package = self.package;
        self.charge(len / 8)?;
        self.big(limbs, 0, &mut |below, out, _| {
            let sources = crate::object::str::Sources::new(below, package);
            let bytes = sources.text(source);
            out.fill(0);
            let mut borrow = negative;
            for n in 0..len {
                let mut byte = byte_at(bytes, n);
                if negative {
                    let (inverted, carry) = (!byte).overflowing_add(u8::from(borrow));
                    borrow = carry;
                    byte = inverted;
                }
                out[n / 8] |= u64::from(byte) << (8 * (n % 8));
            }
            let used = bigint::normalised(out).len();
            Ok(Written {
                negative: negative && used > 0,
                len: used,
            })
        })
    }

    pub(crate) fn float_method(
        &mut self,
        value: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        let float = value.as_float();
        match symbol {
            symbol::IS_INTEGER => {
                self.expect_method_args("float.is_integer", arguments, 0)?;
                Ok(Value::bool(
                    float.is_finite() && libm::trunc(float) == float,
                ))
            }
            symbol::CONJUGATE => Ok(value),
            symbol::HEX => {
                self.expect_method_args("float.hex", arguments, 0)?;
                self.write_str(|_, sink| float_text::hex(float, sink))
            }
            symbol::FROMHEX => self.float_from_hex(arguments),
            symbol::AS_INTEGER_RATIO => {
                self.expect_method_args("float.as_integer_ratio", arguments, 0)?;
                self.integer_ratio(float)
            }
            _ => Err(self.attribute_error(value, name)),
        }
    }

    pub(crate) fn float_from_hex(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Text);
        self.expect_method_args("float.fromhex", arguments, 1)?;
        let text = self.argument(arguments, 0);
        if !self.is_str(text) {
            let message = "bad argument type for built-in operation";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        match float_text::parse_hex(self.raw_bytes(text)) {
            Ok(float) => Ok(Value::float(float)),
            Err(float_text::HexError::TooLarge) => {
                let message = [Piece::Text(
                    "hexadecimal value too large to represent as a float",
                )];
                Err(self.raise(Exception::OverflowError, &message))
            }
            Err(_) => Err(self.value_error("invalid hexadecimal floating-point string")),
        }
    }

    fn integer_ratio(&mut self, float: f64) -> Res<Value> {
        if !float.is_finite() {
            let (class, what) = if float.is_nan() {
                (Exception::ValueError, "cannot convert NaN to integer ratio")
            } else {
                (
                    Exception::OverflowError,
                    "cannot convert Infinity to integer ratio",
                )
            };
            return Err(self.raise(class, &[Piece::Text(what)]));
        }
        let (mut significand, mut exponent) = ieee::parts(float);
        if significand == 0 {
            exponent = 0;
        }
        while significand != 0 && significand & 1 == 0 && exponent < 0 {
            significand >>= 1;
            exponent += 1;
        }
        let signed = if float < 0.0 {
            -(significand as i64)
        } else {
            significand as i64
        };
        let mut numerator = self.new_int(signed)?;
        let mut denominator = Value::int(1);
        let distance = Value::int(exponent.abs());
        if exponent > 0 {
            numerator = self.int_shift(numerator, distance, true)?;
        } else {
            denominator = self.int_shift(denominator, distance, true)?;
        }
        self.heap.object(Kind::Tuple, &[numerator, denominator])
    }
}
