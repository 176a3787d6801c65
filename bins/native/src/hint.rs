//! What a register held while a function was watched: a guess of what it will hold.

use iotpy_core::native::{kind, tag, walk};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    Int,
    Float,
    /// An int beyond 32 bits.
    Wide,
    Str,
    /// A str of the package.
    ConstStr,
    List,
    Dict,
    Tuple,
    Instance,
    /// A function of the program by its index, without a closure and with one.
    Function(u16),
    Closure(u16),
    Class,
    /// An iterator over a list, if that is so, or a tuple.
    Sequence(bool),
    /// An iterator over a range.
    SmallRange,
    /// Another iterator.
    Iterator,
    Generator,
    Other,
}

impl Hint {
    /// What a value is whose objects lie in `arena`.
    pub(crate) fn of(value: u64, arena: &[u64]) -> Hint {
        let upper = (value >> 32) as u32;
        if upper < tag::INT {
            return Hint::Float;
        }
        if upper == tag::INT {
            return Hint::Int;
        }
        if upper == tag::CODE && value as u32 <= u32::from(u16::MAX) {
            return Hint::Function(value as u16);
        }
        if upper == tag::CONST_STR {
            return Hint::ConstStr;
        }
        if upper != tag::OBJECT {
            return Hint::Other;
        }
        let at = value as u32 as usize;
        let field = |n: usize| arena.get(at + 1 + n).copied().unwrap_or(0);
        match arena.get(at).map(|header| *header as u8) {
            Some(kind::INT) => Hint::Wide,
            Some(kind::STR) => Hint::Str,
            Some(kind::LIST) => Hint::List,
            Some(kind::DICT) => Hint::Dict,
            Some(kind::TUPLE) => Hint::Tuple,
            Some(kind::INSTANCE) => Hint::Instance,
            Some(kind::CLASS) => Hint::Class,
            Some(kind::GENERATOR) => Hint::Generator,
            Some(kind::FUNCTION) => Hint::Closure(field(0) as u16),
            Some(kind::ITERATOR) => Hint::of_iterator([0, 1, 2].map(field), arena),
            _ => Hint::Other,
        }
    }

    fn of_iterator([how, _, subject]: [u64; 3], arena: &[u64]) -> Hint {
        match how as u32 as i32 {
            walk::SMALL_RANGE => Hint::SmallRange,
            walk::SEQUENCE => match Hint::of(subject, arena) {
                Hint::List => Hint::Sequence(true),
                Hint::Tuple => Hint::Sequence(false),
                _ => Hint::Iterator,
            },
            _ => Hint::Iterator,
        }
    }

    /// What is one of two.
    pub(crate) fn or(self, other: Hint) -> Hint {
        let walks = |hint| matches!(hint, Hint::Sequence(_) | Hint::SmallRange | Hint::Iterator);
        match self == other {
            true => self,
            false if walks(self) && walks(other) => Hint::Iterator,
            false => Hint::Other,
        }
    }

    pub(crate) fn is_number(self) -> bool {
        matches!(self, Hint::Int | Hint::Float)
    }
}
