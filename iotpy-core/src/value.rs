//! The 8-byte value: an IEEE binary64, or a tag and a payload inside the space of its NaNs.
//!
//! No value holds an address: a [`Value`] of an object is the object's cell index in the arena, one
//! of a constant is a byte offset in the package's image. So values stay good when the arena is
//! copied, written out or moved to a machine of another word size.

/// A tag is the whole upper half, of which a payload takes nothing: a 32-bit machine compares it as
/// it is.
const TAG_SHIFT: u32 = 32;
const INT: u64 = 0xFFF9_0000;
const SPECIAL: u64 = 0xFFFA_0000;
const REF: u64 = 0xFFFB_0000;
const CONST_STR: u64 = 0xFFFC_0000;
const CONST_BYTES: u64 = 0xFFFD_0000;
const BUILTIN: u64 = 0xFFFE_0000;
const CODE: u64 = 0xFFFF_0000;

/// One Python value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Value(pub u64);

/// What a value is, taken apart.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unpacked {
    /// A float.
    Float(f64),
    /// An int that fits 32 bits; larger ones are objects.
    Int(i32),
    /// None.
    None,
    /// True or False.
    Bool(bool),
    /// The mark of a variable without a value; never visible to Python.
    Unbound,
    /// `...`
    Ellipsis,
    /// `NotImplemented`
    NotImplemented,
    /// The object at this cell.
    Object(usize),
    /// The str at this byte offset of the image.
    ConstStr(u32),
    /// The bytes at this byte offset of the image.
    ConstBytes(u32),
    /// A builtin type, exception class, function or host import.
    Builtin(u16),
    /// A function without defaults and free cells.
    Function(u16),
    /// A module of the package.
    Module(u16),
}

const fn tagged(tag: u64, payload: u32) -> Value {
    Value(tag << TAG_SHIFT | payload as u64)
}

impl Value {
    /// None.
    pub const NONE: Value = tagged(SPECIAL, 0);
    /// False.
    pub const FALSE: Value = tagged(SPECIAL, 1);
    /// True.
    pub const TRUE: Value = tagged(SPECIAL, 2);
    /// No value.
    pub const UNBOUND: Value = tagged(SPECIAL, 3);

    /// A 32-bit int.
    #[inline]
    pub const fn int(value: i32) -> Value {
        tagged(INT, value as u32)
    }
    /// A float; every NaN becomes the one canonical NaN, so that no bit pattern can pose as a tag.
    #[inline]
    pub fn float(value: f64) -> Value {
        if value.is_nan() {
            Value(0x7FF8_0000_0000_0000)
        } else {
            Value(value.to_bits())
        }
    }
    /// True or False.
    #[inline]
    pub const fn bool(value: bool) -> Value {
        if value { Value::TRUE } else { Value::FALSE }
    }
    /// The object at a cell.
    #[inline]
    pub const fn object(cell: usize) -> Value {
        tagged(REF, cell as u32)
    }
    /// A str of the image.
    #[inline]
    pub const fn const_str(offset: u32) -> Value {
        tagged(CONST_STR, offset)
    }
    /// A bytes of the image.
    #[inline]
    pub const fn const_bytes(offset: u32) -> Value {
        tagged(CONST_BYTES, offset)
    }
    /// A builtin.
    #[inline]
    pub const fn builtin(id: u16) -> Value {
        tagged(BUILTIN, id as u32)
    }
    /// A plain function.
    #[inline]
    pub const fn function(index: u16) -> Value {
        tagged(CODE, index as u32)
    }
    /// A module.
    #[inline]
    pub const fn module(index: u16) -> Value {
        tagged(CODE, 0x1_0000 | index as u32)
    }
    /// The special with this number (operand B of `LoadSpecial`).
    pub const fn special(number: u8) -> Value {
        tagged(SPECIAL, number as u32)
    }

    #[inline]
    const fn tag(self) -> u64 {
        self.0 >> TAG_SHIFT
    }
    /// Whether it is a 32-bit int (bools are not).
    #[inline]
    pub const fn is_int(self) -> bool {
        self.tag() == INT
    }
    /// Whether it is a float.
    #[inline]
    pub const fn is_float(self) -> bool {
        self.0 < INT << TAG_SHIFT
    }
    /// Whether it is an object in the arena.
    #[inline]
    pub const fn is_object(self) -> bool {
        self.tag() == REF
    }
    /// Whether it is True or False.
    #[inline]
    pub const fn is_bool(self) -> bool {
        self.0 == Value::TRUE.0 || self.0 == Value::FALSE.0
    }
    /// The payload as an int; meaningful if [`Value::is_int`].
    #[inline]
    pub const fn as_int(self) -> i32 {
        self.0 as u32 as i32
    }
    /// The payload as a float; meaningful if [`Value::is_float`].
    #[inline]
    pub const fn as_float(self) -> f64 {
        f64::from_bits(self.0)
    }
    /// The payload as a cell index; meaningful if [`Value::is_object`].
    #[inline]
    pub const fn cell(self) -> usize {
        self.0 as u32 as usize
    }

    /// The value taken apart.
    // A small machine has no room for a copy at each use.
    #[cfg_attr(target_pointer_width = "64", inline(always))]
    #[cfg_attr(not(target_pointer_width = "64"), inline)]
    pub fn unpack(self) -> Unpacked {
        let payload = self.0 as u32;
        match self.tag() {
            INT => Unpacked::Int(payload as i32),
            REF => Unpacked::Object(payload as usize),
            CONST_STR => Unpacked::ConstStr(payload),
            CONST_BYTES => Unpacked::ConstBytes(payload),
            BUILTIN => Unpacked::Builtin(payload as u16),
            CODE if payload > 0xFFFF => Unpacked::Module(payload as u16),
            CODE => Unpacked::Function(payload as u16),
            SPECIAL => match payload {
                0 => Unpacked::None,
                1 => Unpacked::Bool(false),
                2 => Unpacked::Bool(true),
                4 => Unpacked::Ellipsis,
                5 => Unpacked::NotImplemented,
                _ => Unpacked::Unbound,
            },
            _ => Unpacked::Float(f64::from_bits(self.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_eight_bytes() {
        assert_eq!(core::mem::size_of::<Value>(), 8);
    }

    #[test]
    fn every_kind_unpacks_to_what_was_packed() {
        let negative_nan = f64::from_bits(0xFFFF_0000_0000_0001);
        assert!(Value::float(negative_nan).is_float());
        assert_eq!(Value::float(-0.0).unpack(), Unpacked::Float(-0.0));
        assert_eq!(
            Value::float(f64::NEG_INFINITY).unpack(),
            Unpacked::Float(f64::NEG_INFINITY)
        );
        assert_eq!(Value::int(-1).unpack(), Unpacked::Int(-1));
        assert_eq!(Value::int(i32::MIN).unpack(), Unpacked::Int(i32::MIN));
        assert_eq!(Value::object(77).unpack(), Unpacked::Object(77));
        assert_eq!(Value::function(9).unpack(), Unpacked::Function(9));
        assert_eq!(Value::module(9).unpack(), Unpacked::Module(9));
        assert_eq!(Value::builtin(0x8001).unpack(), Unpacked::Builtin(0x8001));
        assert_eq!(Value::UNBOUND.unpack(), Unpacked::Unbound);
        assert!(!Value::TRUE.is_int());
    }
}
