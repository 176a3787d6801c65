//! Arithmetic: numbers first, then what sequences, dicts and sets make of the operators.

use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res, Trap, need};
use crate::heap::Kind;
use crate::number::{bigint, float_ops};
use crate::opcode::Op;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    Shl,
    Shr,
    And,
    Or,
    Xor,
    MatMul,
}

impl Binary {
    fn sign(self, in_place: bool) -> &'static str {
        const SIGNS: [[&str; 2]; 13] = [
            ["+", "+="],
            ["-", "-="],
            ["*", "*="],
            ["/", "/="],
            ["//", "//="],
            ["%", "%="],
            ["** or pow()", "**="],
            ["<<", "<<="],
            [">>", ">>="],
            ["&", "&="],
            ["|", "|="],
            ["^", "^="],
            ["@", "@="],
        ];
        SIGNS[self as usize][usize::from(in_place)]
    }
}

impl Vm<'_, '_> {
    /// `x op y`
    pub(crate) fn binary(&mut self, op: Binary, in_place: bool, x: Value, y: Value) -> Res<Value> {
        let ints = (self.is_int_like(x), self.is_int_like(y));
        let numbers = (ints.0 || x.is_float(), ints.1 || y.is_float());
        if ints == (true, true) {
            return self.int_binary(op, in_place, x, y);
        }
        if numbers == (true, true) {
            let float_op = !matches!(
                op,
                Binary::Shl | Binary::Shr | Binary::And | Binary::Or | Binary::Xor | Binary::MatMul
            );
            if float_op {
                let a = if ints.0 {
                    self.int_to_float(x)?
                } else {
                    x.as_float()
                };
                let b = if ints.1 {
                    self.int_to_float(y)?
                } else {
                    y.as_float()
                };
                return self.float_binary(op, a, b);
            }
        }
        self.other_binary(op, in_place, x, y)
    }

    fn int_binary(&mut self, op: Binary, in_place: bool, x: Value, y: Value) -> Res<Value> {
        let zero = y == Value::int(0) || y == Value::FALSE;
        match op {
            Binary::Add => self.int_add(x, y),
            Binary::Sub => self.int_sub(x, y),
            Binary::Mul => self.int_mul(x, y),
            Binary::Div if zero => Err(self.zero_division("division by zero")),
            Binary::Div => match (self.as_i64(x), self.as_i64(y)) {
                (Some(a), Some(b)) if a.unsigned_abs().max(b.unsigned_abs()) <= 1 << 53 => {
                    Ok(Value::float(a as f64 / b as f64))
                }
                _ => self.big_true_div(x, y),
            },
            Binary::FloorDiv if zero => {
                Err(self.zero_division("integer division or modulo by zero"))
            }
            Binary::Mod if zero => Err(self.zero_division("integer modulo by zero")),
            Binary::FloorDiv => self.int_floor_div(x, y),
            Binary::Mod => self.int_mod(x, y),
            Binary::Pow => {
                if self.integer(y, &mut [0]).negative {
                    let (a, b) = (self.int_to_float(x)?, self.int_to_float(y)?);
                    return self.float_binary(op, a, b);
                }
                self.big_pow(x, y)
            }
            Binary::Shl => self.int_shift(x, y, true),
            Binary::Shr => self.int_shift(x, y, false),
            Binary::And | Binary::Or | Binary::Xor => {
                if let (Unpacked::Bool(a), Unpacked::Bool(b)) = (x.unpack(), y.unpack()) {
                    return Ok(Value::bool(match op {
                        Binary::And => a & b,
                        Binary::Or => a | b,
                        _ => a ^ b,
                    }));
                }
                if let (Some(a), Some(b)) = (self.as_i64(x), self.as_i64(y)) {
                    return self.new_int(match op {
                        Binary::And => a & b,
                        Binary::Or => a | b,
                        _ => a ^ b,
                    });
                }
                let limbs = self.limbs(x).max(self.limbs(y)) + 1;
                let operation = match op {
                    Binary::And => bigint::and,
                    Binary::Or => bigint::or,
                    _ => bigint::xor,
                };
                self.big_op(x, y, limbs, operation)
            }
            Binary::MatMul => Err(self.unsupported(op, in_place, x, y)),
        }
    }

    pub(crate) fn float_binary(&mut self, op: Binary, a: f64, b: f64) -> Res<Value> {
        let value = match op {
            Binary::Add => a + b,
            Binary::Sub => a - b,
            Binary::Mul => a * b,
            Binary::Div if b == 0.0 => return Err(self.zero_division("float division by zero")),
            Binary::Div => a / b,
            Binary::FloorDiv if b == 0.0 => {
                return Err(self.zero_division("float floor division by zero"));
            }
            Binary::Mod if b == 0.0 => return Err(self.zero_division("float modulo")),
            Binary::FloorDiv => float_ops::div_mod(a, b).map_or(f64::NAN, |(quotient, _)| quotient),
            Binary::Mod => float_ops::div_mod(a, b).map_or(f64::NAN, |(_, remainder)| remainder),
            _ => return self.float_pow(a, b),
        };
        Ok(Value::float(value))
    }

    fn float_pow(&mut self, a: f64, b: f64) -> Res<Value> {
        need!(self, Power);
        match float_ops::pow(a, b) {
            Ok(value) => Ok(Value::float(value)),
            Err(float_ops::PowError::ZeroToNegative) => {
                Err(self.zero_division("0.0 cannot be raised to a negative power"))
            }
            Err(float_ops::PowError::Complex) => {
                let message = [Piece::Text("complex numbers are not supported")];
                Err(self.raise(Exception::NotImplementedError, &message))
            }
            Err(float_ops::PowError::Overflow) => {
                let args = [
                    Value::int(34),
                    self.new_str(b"Numerical result out of range")?,
                ];
                Err(self.raise_with(Exception::OverflowError, &args)?)
            }
        }
    }

    #[cold]
    pub(crate) fn zero_division(&mut self, message: &str) -> Trap {
        self.raise(Exception::ZeroDivisionError, &[Piece::Text(message)])
    }

    fn other_binary(&mut self, op: Binary, in_place: bool, x: Value, y: Value) -> Res<Value> {
        let set_op = matches!(op, Binary::And | Binary::Or | Binary::Sub | Binary::Xor);
        if set_op && self.is_set_view(x) {
            // A view takes any iterable.
            return self.table_binary(op, in_place, x, y);
        }
        if self.program_class(x).is_some() || self.program_class(y).is_some() {
            return self.binary_of_instances(op, in_place, x, y);
        }
        if op == Binary::Or && self.is_class_like(x) && self.is_class_like(y) && x != y {
            return self.union_of(x, y);
        }
        self.builtin_other(op, in_place, x, y)
    }

    /// `x op y` of builtin values.
    pub(crate) fn builtin_binary(
        &mut self,
        op: Binary,
        in_place: bool,
        x: Value,
        y: Value,
    ) -> Res<Value> {
        match self.program_class(x).is_some() || self.program_class(y).is_some() {
            true => self.builtin_other(op, in_place, x, y),
            false => self.binary(op, in_place, x, y),
        }
    }

    fn builtin_other(&mut self, op: Binary, in_place: bool, x: Value, y: Value) -> Res<Value> {
        match op {
            Binary::Add => self.add_others(in_place, x, y),
            Binary::Mul => self.multiply_others(in_place, x, y),
            Binary::Mod if self.is_str(x) => self.percent_format(x, y),
            Binary::Mod if self.is_bytes(x) => self.percent_format_bytes(x, y),
            Binary::Mod if self.is_bytearray(x) => {
                let formatted = self.percent_format_bytes(x, y)?;
                self.new_bytearray(formatted)
            }
            Binary::Or | Binary::And | Binary::Sub | Binary::Xor => {
                self.table_binary(op, in_place, x, y)
            }
            _ => Err(self.unsupported(op, in_place, x, y)),
        }
    }

    fn add_others(&mut self, in_place: bool, x: Value, y: Value) -> Res<Value> {
        if self.is_str(x) {
            if !self.is_str(y) {
                return Err(self.type_error(&[
                    Piece::Text("can only concatenate str (not \""),
                    Piece::TypeOf(y),
                    Piece::Text("\") to str"),
                ]));
            }
            return self.concat_strs(x, y);
        }
        let array = self.is_bytearray(x);
        if self.is_bytes(x) || array {
            let y = self.dense(y)?;
            if !self.is_bytes_like(y) {
                return Err(self.type_error(&[
                    Piece::Text("can't concat "),
                    Piece::TypeOf(y),
                    Piece::Text(" to "),
                    Piece::TypeOf(x),
                ]));
            }
            if array && in_place {
                if x == y {
                    return Err(self.exported());
                }
                self.array_extend(x, y)?;
                return Ok(x);
            }
            let joined = self.concat_texts(x, y, true)?;
            return if array {
                self.bytearray_of(joined)
            } else {
                Ok(joined)
            };
        }
        match (self.heap.kind_of(x), self.heap.kind_of(y)) {
            (Some(Kind::List), _) if in_place => {
                if !self.is_iterable(y) {
                    return Err(self.not_iterable(y));
                }
                self.list_extend_by(x, y)?;
                Ok(x)
            }
            (Some(Kind::List), Some(Kind::List)) => {
                let (_, count) = self.elements(x);
                let (_, more) = self.elements(y);
                let list = self.list_with_room(count + more)?;
                self.list_extend_by(list, x)?;
                self.list_extend_by(list, y)?;
                Ok(list)
            }
            (Some(Kind::Tuple), Some(Kind::Tuple)) => {
                let ((p, count), (q, more)) = (self.elements(x), self.elements(y));
                self.charge(count + more)?;
                let at = self.heap.allocate(Kind::Tuple, count + more)?;
                self.heap.cells.copy_within(p..p + count, at + 1);
                self.heap.cells.copy_within(q..q + more, at + 1 + count);
                Ok(Value::object(at))
            }
            (Some(kind @ (Kind::List | Kind::Tuple)), _) => {
                let name = if kind == Kind::List { "list" } else { "tuple" };
                Err(self.type_error(&[
                    Piece::Text("can only concatenate "),
                    Piece::Text(name),
                    Piece::Text(" (not \""),
                    Piece::TypeOf(y),
                    Piece::Text("\") to "),
                    Piece::Text(name),
                ]))
            }
            _ => Err(self.unsupported(Binary::Add, in_place, x, y)),
        }
    }

    pub(super) fn concat_texts(&mut self, x: Value, y: Value, bytes: bool) -> Res<Value> {
        let work = (self.raw_bytes(x).len() + self.raw_bytes(y).len()) / 8;
        self.charge(work)?;
        let mut text = self.text_begin()?;
        self.text_push_str(&mut text, x)?;
        self.text_push_str(&mut text, y)?;
        if bytes {
            Ok(self.text_finish_bytes(text))
        } else {
            self.text_finish(text)
        }
    }

    pub(super) fn is_number(&self, value: Value) -> bool {
        value.is_float() || self.is_int_like(value)
    }

    pub(super) fn is_sequence(&self, value: Value) -> bool {
        self.is_str(value)
            || self.is_bytes(value)
            || self.is_bytearray(value)
            || self.sequence(value).is_some()
    }

    fn multiply_others(&mut self, in_place: bool, x: Value, y: Value) -> Res<Value> {
        let (sequence, count) = if self.is_sequence(x) {
            (x, y)
        } else if self.is_sequence(y) {
            (y, x)
        } else {
            return Err(self.unsupported(Binary::Mul, in_place, x, y));
        };
        if !self.is_int_like(count) {
            return Err(self.type_error(&[
                Piece::Text("can't multiply sequence by non-int of type '"),
                Piece::TypeOf(count),
                Piece::Text("'"),
            ]));
        }
        let count = match self.as_i64(count) {
            // On small machines, too, what does not fit is too much and not less.
            Some(count) => usize::try_from(count.max(0)).unwrap_or(usize::MAX),
            None => {
                let message = [Piece::Text("cannot fit 'int' into an index-sized integer")];
                return Err(self.raise(Exception::OverflowError, &message));
            }
        };
        if let Some((_, len)) = self.sequence(sequence) {
            let in_place = in_place && sequence == x && self.heap.is(x, Kind::List);
            return self.repeat_cells(sequence, len, count, in_place);
        }
        if self.is_bytearray(sequence) && in_place && sequence == x {
            self.array_repeat(sequence, count)?;
            return Ok(sequence);
        }
        self.repeat_text(sequence, count)
    }

    pub(crate) fn repeat_text(&mut self, value: Value, count: usize) -> Res<Value> {
        let len = self.raw_bytes(value).len();
        let total = len.saturating_mul(count);
        if total / 8 > self.heap.cells.len() {
            return Err(self.trap(Reason::Memory(total / 8)));
        }
        self.charge(total / 8)?;
        let mut text = self.text_begin()?;
        self.text_push_repeated(&mut text, value, count)?;
        if self.is_str(value) {
            return self.text_finish(text);
        }
        let repeated = self.text_finish_bytes(text);
        if self.is_bytearray(value) {
            return self.bytearray_of(repeated);
        }
        Ok(repeated)
    }

    fn repeat_cells(
        &mut self,
        value: Value,
        len: usize,
        count: usize,
        in_place: bool,
    ) -> Res<Value> {
        let total = len.saturating_mul(count);
        if total > self.heap.cells.len() {
            return Err(self.trap(Reason::Memory(total)));
        }
        self.charge(total)?;
        if in_place {
            if count == 0 {
                self.list_close(value, 0, len)?;
                return Ok(value);
            }
            self.list_reserve(value, total - len)?;
            let copy = {
                let (at, len) = self.elements(value);
                self.tuple_of_cells(at, len)?
            };
            for _ in 1..count {
                self.list_extend_by(value, copy)?;
            }
            return Ok(value);
        }
        let tuple = self.heap.is(value, Kind::Tuple);
        let result = if tuple {
            Value::object(self.heap.filled(Kind::Tuple, total, Value::NONE)?)
        } else {
            self.list_with_room(total)?
        };
        if !tuple {
            self.list_set_len(result, total);
        }
        let (from, to) = (self.elements(value).0, self.elements(result).0);
        if total > 0 {
            self.repeat_cells_to(from..from + len, to, total);
        }
        Ok(result)
    }

    /// Fills `total` cells at `to` with copies of others: what is there is doubled, so that short
    /// sequences are not copied one by one.
    fn repeat_cells_to(&mut self, from: core::ops::Range<usize>, to: usize, total: usize) {
        let mut done = from.len();
        self.heap.cells.copy_within(from, to);
        while done < total {
            let more = done.min(total - done);
            self.heap.cells.copy_within(to..to + more, to + done);
            done += more;
        }
    }

    #[cold]
    pub(crate) fn unsupported(&mut self, op: Binary, in_place: bool, x: Value, y: Value) -> Trap {
        self.type_error(&[
            Piece::Text("unsupported operand type(s) for "),
            Piece::Text(op.sign(in_place)),
            Piece::Text(": '"),
            Piece::TypeOf(x),
            Piece::Text("' and '"),
            Piece::TypeOf(y),
            Piece::Text("'"),
        ])
    }

    /// `-x`, `+x`, `~x`, `not x`
    pub(crate) fn unary(&mut self, op: Op, x: Value) -> Res<Value> {
        if op == Op::Not {
            return Ok(Value::bool(!self.truth(x)?));
        }
        if self.program_class(x).is_some() {
            if let Some(value) = self.unary_of_instance(op, x)? {
                return Ok(value);
            }
            let payload = self.unwrapped(x);
            if payload != x {
                return self.unary(op, payload);
            }
        }
        if x.is_float() && op != Op::Invert {
            return Ok(if op == Op::Neg {
                Value::float(-x.as_float())
            } else {
                x
            });
        }
        if !self.is_int_like(x) {
            let sign = match op {
                Op::Neg => "bad operand type for unary -: '",
                Op::Pos => "bad operand type for unary +: '",
                _ => "bad operand type for unary ~: '",
            };
            return Err(self.type_error(&[Piece::Text(sign), Piece::TypeOf(x), Piece::Text("'")]));
        }
        match op {
            Op::Neg => self.int_sub(Value::int(0), x),
            Op::Pos => self.int_add(x, Value::int(0)),
            _ => self.int_sub(Value::int(-1), x),
        }
    }
}
