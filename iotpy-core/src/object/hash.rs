//! Hashing: what `hash()` shows for numbers, and the keyed hash that tables use.

use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::object::compare::NEST_MAX;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// CPython's modulus for the hashes of numbers, 2**61 - 1 (Python reference, "Hashing of numeric
/// types").
const MODULUS: u64 = (1 << 61) - 1;

/// The hash of a float as CPython defines it, so that equal numbers have equal hashes.
fn hash_float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return 0;
    }
    let (significand, exponent) = crate::number::ieee::parts(value);
    let exponent = exponent.rem_euclid(61) as u32;
    let reduced = significand % MODULUS;
    let rotated = if exponent == 0 {
        reduced
    } else {
        (reduced << exponent & MODULUS) | reduced >> (61 - exponent)
    };
    let rotated = (rotated % MODULUS) as i64;
    let signed = if value < 0.0 { -rotated } else { rotated };
    if signed == -1 { -2 } else { signed }
}

fn hash_i64(value: i64) -> i64 {
    let reduced = (value.unsigned_abs() % MODULUS) as i64;
    let signed = if value < 0 { -reduced } else { reduced };
    if signed == -1 { -2 } else { signed }
}

/// A keyed hash of bytes.
fn hash_bytes(bytes: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = seed ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        state = (state ^ u64::from_le_bytes(*chunk)).wrapping_mul(FACTOR);
        state ^= state >> 29;
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    state = (state ^ u64::from_le_bytes(last)).wrapping_mul(FACTOR);
    state ^= state >> 32;
    state = state.wrapping_mul(FACTOR ^ seed.rotate_left(17) | 1);
    state ^ state >> 29
}

/// CPython's hash of tuples: a variant of xxHash over the elements' hashes.
pub(crate) struct TupleHash(u64);

impl TupleHash {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;

    pub(crate) const fn new() -> TupleHash {
        TupleHash(Self::PRIME_5)
    }

    #[inline]
    pub(crate) fn add(&mut self, lane: i64) {
        let state = self
            .0
            .wrapping_add((lane as u64).wrapping_mul(Self::PRIME_2));
        self.0 = state.rotate_left(31).wrapping_mul(Self::PRIME_1);
    }

    pub(crate) fn finish(self, count: usize) -> i64 {
        match self
            .0
            .wrapping_add(count as u64 ^ (Self::PRIME_5 ^ 3_527_539))
        {
            u64::MAX => 1_546_275_796,
            state => state as i64,
        }
    }
}

/// The hash that strs cache, which is never 0.
#[inline]
pub(crate) fn text_hash(bytes: &[u8], seed: u64) -> u32 {
    let wide = hash_bytes(bytes, seed);
    ((wide ^ wide >> 32) as u32).max(1)
}

/// The 32 bits under which tables keep a key of this hash.
#[inline]
pub(crate) fn mixed(wide: u64, seed: u64) -> u32 {
    let mixed = (wide ^ seed).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (mixed ^ mixed >> 32) as u32
}

/// The hash of a small int.
#[inline]
pub(crate) fn small_int_hash(int: i32) -> i64 {
    match int {
        -1 => -2,
        int => i64::from(int),
    }
}

impl Vm<'_, '_> {
    /// The 32 bits under which tables keep a key.
    #[inline]
    pub(crate) fn hash_key(&mut self, key: Value) -> Res<u32> {
        let wide = self.hash(key, 0)? as u64;
        Ok(self.mixed(wide))
    }

    #[inline]
    fn mixed(&self, wide: u64) -> u32 {
        mixed(wide, self.seed)
    }

    /// The 32 bits under which tables keep a str of this hash.
    pub(crate) fn table_hash(&self, hash: u32) -> u32 {
        self.mixed(u64::from(hash))
    }

    /// What `hash()` answers.
    pub(crate) fn hash(&mut self, value: Value, depth: usize) -> Res<i64> {
        match value.unpack() {
            Unpacked::Int(int) => Ok(hash_i64(i64::from(int))),
            Unpacked::Bool(flag) => Ok(i64::from(flag)),
            Unpacked::Float(float) => Ok(hash_float(float)),
            Unpacked::ConstStr(_) | Unpacked::ConstBytes(_) => Ok(self.hash_text(value)),
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Str | Kind::GrownStr | Kind::Bytes => Ok(self.hash_text(value)),
                Kind::Int => Ok(self.hash_big(at)),
                Kind::Tuple | Kind::Range | Kind::Method | Kind::Alias => {
                    self.nest("")?;
                    let hash = self.hash_compound(value, depth);
                    self.nested -= 1;
                    hash
                }
                Kind::MemoryView => self.hash_view(value),
                Kind::FrozenSet => self.hash_set(value),
                Kind::DictView if self.is_set_view(value) => Err(self.type_error(&[
                    Piece::Text("unhashable type: '"),
                    Piece::TypeOf(value),
                    Piece::Text("'"),
                ])),
                Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray | Kind::Slice => Err(self
                    .type_error(&[
                        Piece::Text("unhashable type: '"),
                        Piece::TypeOf(value),
                        Piece::Text("'"),
                    ])),
                // Equal only to itself. An object moves when memory is compacted, so that its place
                // is no hash; what it was made from is.
                Kind::Function => Ok(i64::from(self.heap.get(at, 0).as_int())),
                Kind::Instance | Kind::Class | Kind::Exception => {
                    self.hash_of_instance(value, depth)
                }
                kind => Ok(kind as i64),
            },
            _ => Ok((value.0 & 0xFF_FFFF) as i64),
        }
    }

    /// The hash of an object that is hashed by its parts.
    fn hash_compound(&mut self, value: Value, depth: usize) -> Res<i64> {
        let at = value.cell();
        match self.heap.kind(at) {
            Kind::Range => {
                let tuple = self.range_key(value)?;
                self.hash(tuple, depth)
            }
            Kind::Method => {
                let function = self.hash(self.heap.get(at, 0), depth)?;
                let receiver = self.heap.get(at, 1);
                Ok(function ^ self.identity(receiver)?)
            }
            Kind::Alias if self.is_union(value) => {
                let members = self.heap.get(at, 2);
                let (_, count) = self.elements(members);
                let mut hash = 0;
                for n in 0..count {
                    hash ^= self.hash(self.tuple_item(members, n), depth)?;
                }
                Ok(hash)
            }
            Kind::Alias => {
                let origin = self.hash(self.heap.get(at, 1), depth)?;
                let args = self.hash(self.heap.get(at, 2), depth)?;
                Ok(origin ^ args)
            }
            _ => self.hash_tuple(value, depth),
        }
    }

    /// The 32 bits under which tables keep a str of this text.
    pub(crate) fn text_key_hash(&self, text: &[u8]) -> u32 {
        self.mixed(u64::from(text_hash(text, self.seed)))
    }

    fn hash_text(&mut self, value: Value) -> i64 {
        let cached = self.cached_hash(value);
        if cached != 0 {
            return i64::from(cached);
        }
        let hash = text_hash(self.raw_bytes(value), self.seed);
        self.cache_hash(value, hash);
        i64::from(hash)
    }

    fn hash_big(&self, at: usize) -> i64 {
        let mut small = [0];
        let integer = self.integer(Value::object(at), &mut small);
        let mut reduced = 0u64;
        for limb in integer.magnitude.iter().rev() {
            // 2 to the power of 64 is 8 by this modulus, and what lies above it counts once.
            let eightfold = (reduced << 3 & MODULUS) + (reduced >> 58);
            let sum = eightfold + (limb & MODULUS) + (limb >> 61);
            reduced = sum % MODULUS;
        }
        let signed = if integer.negative {
            -(reduced as i64)
        } else {
            reduced as i64
        };
        if signed == -1 { -2 } else { signed }
    }

    fn hash_tuple(&mut self, tuple: Value, depth: usize) -> Res<i64> {
        let (at, count) = self.elements(tuple);
        let mut state = TupleHash::new();
        for n in 0..count {
            self.charge(1)?;
            state.add(self.hash(Value(self.heap.cells[at + n]), depth + 1)?);
        }
        Ok(state.finish(count))
    }

    /// A hash of a frozenset that does not depend on the order of its elements.
    pub(crate) fn hash_set(&mut self, set: Value) -> Res<i64> {
        let count = self.dict_len(set) as u64;
        self.charge(count as usize)?;
        let (mut position, mut sum) = (0, 0u64);
        while let Some((_, hash)) = self.set_next(set, &mut position) {
            let hash = hash as u64;
            sum ^= (hash ^ 89_869_747 ^ hash << 16).wrapping_mul(3_644_798_167);
        }
        sum ^= (count + 1).wrapping_mul(1_927_868_237);
        sum ^= sum >> 11 ^ sum >> 25;
        sum = sum.wrapping_mul(69_069).wrapping_add(907_133_923);
        Ok(match sum {
            u64::MAX => 590_923_713,
            sum => sum as i64,
        })
    }

    /// RecursionError for objects nested deeper than builtins go; `what` they are at goes on after
    /// "maximum recursion depth exceeded".
    pub(crate) fn check_nesting(&mut self, depth: usize, what: &str) -> Res<()> {
        if depth <= NEST_MAX {
            return Ok(());
        }
        let message = [
            Piece::Text("maximum recursion depth exceeded"),
            Piece::Text(what),
        ];
        Err(self.raise(crate::catalog::Exception::RecursionError, &message))
    }

    /// One level deeper into an object, by a builtin that may meet any other one on its way.
    /// Whoever calls this takes the level back.
    #[inline]
    pub(crate) fn nest(&mut self, what: &str) -> Res<()> {
        self.check_nesting(self.nested + 1, what)?;
        self.nested += 1;
        Ok(())
    }
}
