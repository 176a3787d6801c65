//! Binary operators on instances of the program's classes.

use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::object::number::Binary;
use crate::object::special::NOT_IMPLEMENTED;
use crate::symbol;
use crate::value::Value;
use crate::vm::Vm;

/// The method, reflected method and in-place method of an operator.
const fn methods(op: Binary) -> (u16, u16, u16) {
    match op {
        Binary::Add => (symbol::D_ADD, symbol::D_RADD, symbol::D_IADD),
        Binary::Sub => (symbol::D_SUB, symbol::D_RSUB, symbol::D_ISUB),
        Binary::Mul => (symbol::D_MUL, symbol::D_RMUL, symbol::D_IMUL),
        Binary::Div => (symbol::D_TRUEDIV, symbol::D_RTRUEDIV, symbol::D_ITRUEDIV),
        Binary::FloorDiv => (symbol::D_FLOORDIV, symbol::D_RFLOORDIV, symbol::D_IFLOORDIV),
        Binary::Mod => (symbol::D_MOD, symbol::D_RMOD, symbol::D_IMOD),
        Binary::Pow => (symbol::D_POW, symbol::D_RPOW, symbol::D_IPOW),
        Binary::Shl => (symbol::D_LSHIFT, symbol::D_RLSHIFT, symbol::D_ILSHIFT),
        Binary::Shr => (symbol::D_RSHIFT, symbol::D_RRSHIFT, symbol::D_IRSHIFT),
        Binary::And => (symbol::D_AND, symbol::D_RAND, symbol::D_IAND),
        Binary::Or => (symbol::D_OR, symbol::D_ROR, symbol::D_IOR),
        Binary::Xor => (symbol::D_XOR, symbol::D_RXOR, symbol::D_IXOR),
        Binary::MatMul => (symbol::D_MATMUL, symbol::D_RMATMUL, symbol::D_IMATMUL),
    }
}

impl Vm<'_, '_> {
    /// `x op y` where one of them has a class of the program.
    pub(crate) fn binary_of_instances(
        &mut self,
        op: Binary,
        in_place: bool,
        x: Value,
        y: Value,
    ) -> Res<Value> {
        need!(self, Class);
        let (method, reflected, augmented) = methods(op);
        if in_place && let Some(method) = self.special(x, augmented)? {
            let value = self.call_python(method, &[x, y])?;
            if value != NOT_IMPLEMENTED {
                return Ok(value);
            }
        } else if in_place && self.builtin_changes(op, x, y) {
            return self.changed_in_place(op, x, y);
        }
        let left = self.special(x, method)?;
        let mut right = self.special(y, reflected)?;
        let (own, other) = (self.type_value(x), self.type_value(y));
        if own == other {
            right = None;
        }
        let first = own != other && self.derives(other, own);
        if let (true, Some(function)) = (first, right)
            && self.overrides(own, other, reflected)?
        {
            let value = self.call_python(function, &[y, x])?;
            if value != NOT_IMPLEMENTED {
                return Ok(value);
            }
            right = None;
        }
        if let Some(function) = left {
            let value = self.call_python(function, &[x, y])?;
            if value != NOT_IMPLEMENTED {
                return Ok(value);
            }
        } else if op == Binary::Mod && (self.is_str(x) || self.is_bytes(x) || self.is_bytearray(x))
        {
            return self.builtin_binary(op, in_place, x, y);
        }
        if let Some(function) = right {
            let value = self.call_python(function, &[y, x])?;
            if value != NOT_IMPLEMENTED {
                return Ok(value);
            }
        }
        self.payload_binary(op, in_place, x, y, left.is_some())
    }

    /// Whether the in-place method of the builtin type that `x` extends comes first, whatever else
    /// the classes define. Sequences by themselves have none: theirs come after the reflected
    /// methods.
    fn builtin_changes(&self, op: Binary, x: Value, y: Value) -> bool {
        let (p, q) = (self.unwrapped(x), self.unwrapped(y));
        match op {
            Binary::Or if self.heap.is(p, Kind::Dict) => true,
            Binary::And | Binary::Or | Binary::Sub | Binary::Xor => {
                self.heap.is(p, Kind::Set) && self.is_set(q)
            }
            Binary::Add => p != x && (self.heap.is(p, Kind::List) || self.is_bytearray(p)),
            _ => false,
        }
    }

    fn changed_in_place(&mut self, op: Binary, x: Value, y: Value) -> Res<Value> {
        let (p, mut q) = (self.unwrapped(x), self.unwrapped(y));
        if op == Binary::Add && !self.joins(true, p, q) {
            // Refused with the name of the class.
            q = y;
        }
        let value = self.builtin_binary(op, true, p, q)?;
        Ok(if value == p { x } else { value })
    }

    /// Whether a class that derives from `base` has another method of this name than `base`.
    fn overrides(&mut self, base: Value, class: Value, symbol: u16) -> Res<bool> {
        let key = self.symbol_key(symbol);
        let (of_base, own) = (
            self.class_lookup(base, key)?,
            self.class_lookup(class, key)?,
        );
        Ok(of_base != own)
    }

    /// The operator of the builtin types that the operands extend.
    fn payload_binary(
        &mut self,
        op: Binary,
        in_place: bool,
        x: Value,
        y: Value,
        overridden: bool,
    ) -> Res<Value> {
        if op == Binary::Or && self.is_class_like(x) && self.is_class_like(y) {
            return self.union_of(x, y);
        }
        let (mut p, mut q) = (self.unwrapped(x), self.unwrapped(y));
        if op == Binary::Mul {
            // A sequence is repeated by whatever has an index, which nothing else asks for.
            if self.is_sequence(p) {
                q = self.index_value(q)?;
            } else if self.is_sequence(q) {
                // As CPython has it, `*=` asks the sequence on the right of builtin types only.
                if in_place && self.program_class(x).is_some() {
                    return Err(self.unsupported(op, in_place, x, y));
                }
                p = self.index_value(p)?;
            }
        }
        let plain = p == x && q == y;
        if plain || overridden && p != x || !self.builtins_know(op, in_place, p, q) {
            return Err(self.unsupported_instances(op, in_place, x, y));
        }
        if op == Binary::Add && self.is_sequence(p) && !self.joins(in_place, p, q) {
            // Refused with the name of the class.
            q = y;
        }
        let value = self.builtin_binary(op, in_place, p, q)?;
        // What does not change is of the builtin type afterwards.
        let changes = matches!(
            self.heap.kind_of(p),
            Some(Kind::List | Kind::Set | Kind::Dict | Kind::ByteArray)
        );
        Ok(if in_place && changes && value == p {
            x
        } else {
            value
        })
    }

    /// Whether the types of two builtin values have the operator for one another. Sequences refuse
    /// an addition in words of their own.
    fn builtins_know(&self, op: Binary, in_place: bool, p: Value, q: Value) -> bool {
        let ints = (self.is_int_like(p), self.is_int_like(q));
        if ints == (true, true) {
            return op != Binary::MatMul;
        }
        let numbers = (ints.0 || p.is_float()) && (ints.1 || q.is_float());
        match op {
            Binary::Add => numbers || self.is_sequence(p),
            Binary::Mul => {
                numbers || self.is_sequence(p) && ints.1 || ints.0 && self.is_sequence(q)
            }
            Binary::Mod => numbers || self.is_str(p) || self.is_bytes(p) || self.is_bytearray(p),
            Binary::Sub if numbers => true,
            Binary::Sub | Binary::And | Binary::Or | Binary::Xor => {
                let dicts = (self.heap.is(p, Kind::Dict), self.heap.is(q, Kind::Dict));
                self.is_set(p) && self.is_set(q)
                    || op == Binary::Or && dicts.0 && (in_place || dicts.1)
                    || self.is_set_view(p)
                    || self.is_set_view(q)
            }
            Binary::Shl | Binary::Shr | Binary::MatMul => false,
            _ => numbers,
        }
    }

    /// Whether a sequence takes another value at its end.
    fn joins(&self, in_place: bool, p: Value, q: Value) -> bool {
        let list = self.heap.is(p, Kind::List);
        self.is_str(p) && self.is_str(q)
            || list && (in_place && self.is_iterable(q) || self.heap.is(q, Kind::List))
            || self.heap.is(p, Kind::Tuple) && self.heap.is(q, Kind::Tuple)
            || self.is_bytes_like(p) && self.is_bytes_like(q)
    }

    #[cold]
    fn unsupported_instances(&mut self, op: Binary, in_place: bool, x: Value, y: Value) -> Trap {
        let (p, q) = (self.unwrapped(x), self.unwrapped(y));
        if op == Binary::Mul && (self.is_sequence(p) || self.is_sequence(q)) {
            let count = if self.is_sequence(p) { y } else { x };
            return self.type_error(&[
                Piece::Text("can't multiply sequence by non-int of type '"),
                Piece::TypeOf(count),
                Piece::Text("'"),
            ]);
        }
        if op == Binary::Add && self.is_sequence(x) {
            return match self.builtin_binary(op, in_place, x, y) {
                Ok(_) => self.unsupported(op, in_place, x, y),
                Err(trap) => trap,
            };
        }
        self.unsupported(op, in_place, x, y)
    }
}
