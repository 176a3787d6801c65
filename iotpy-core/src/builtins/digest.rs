//! The native half of `hashlib`: a running hash is a bytes object.

use crate::catalog::Function;
use crate::digest::{Algorithm, Hasher, pbkdf2_part};
use crate::error::Res;
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// The most bytes of a SHAKE's digest.
const OUTPUT_LEN_MAX: i64 = 1 << 16;

impl Vm<'_, '_> {
    /// A function of the module `_hash`.
    #[inline(never)]
    pub(super) fn hashing(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        let count = match function {
            Function::HashSizes => 1,
            Function::HashNew => 3,
            Function::HashPbkdf2 => 5,
            _ => 2,
        };
        self.expect_args("_hash", arguments, count, count)?;
        let first = self.argument(arguments, 0);
        let second = self.argument_or(arguments, 1, Value::NONE);
        match function {
            Function::HashUpdate => self.hash_update(first, second),
            Function::HashDigest => self.hash_digest(first, second),
            _ => {
                let Some(algorithm) = Algorithm::named(self.raw_bytes(first)) else {
                    return Ok(Value::NONE);
                };
                match function {
                    Function::HashSizes => {
                        let sizes = [algorithm.digest_len(), algorithm.block_len()];
                        let sizes = sizes.map(|size| Value::int(size as i32));
                        Ok(self.heap.object(Kind::Tuple, &sizes)?)
                    }
                    Function::HashNew => {
                        let key = self.argument(arguments, 2);
                        self.hash_new(algorithm, second, key)
                    }
                    _ => self.derive_key(algorithm, arguments),
                }
            }
        }
    }

    /// A hash of nothing yet; with parameters, a BLAKE2.
    fn hash_new(&mut self, algorithm: Algorithm, parameters: Value, key: Value) -> Res<Value> {
        self.charge(16)?;
        let hasher = if parameters == Value::NONE {
            Hasher::new(algorithm)
        } else {
            let mut block = [0; 64];
            for (to, from) in block.iter_mut().zip(self.raw_bytes(parameters)) {
                *to = *from;
            }
            Hasher::blake2(algorithm, &block, self.raw_bytes(key))
        };
        self.new_bytes(&hasher.to_bytes())
    }

    fn hasher(&mut self, state: Value) -> Res<Hasher> {
        match Hasher::from_bytes(self.raw_bytes(state)) {
            Some(hasher) => Ok(hasher),
            None => Err(self.value_error("not a hash")),
        }
    }

    fn hash_update(&mut self, state: Value, data: Value) -> Res<Value> {
        self.expect_bytes(data)?;
        self.charge(16 + self.raw_bytes(data).len())?;
        let mut hasher = self.hasher(state)?;
        hasher.update(self.raw_bytes(data));
        self.new_bytes(&hasher.to_bytes())
    }

    fn hash_digest(&mut self, state: Value, len: Value) -> Res<Value> {
        let len = self.int_argument(len)?.clamp(0, OUTPUT_LEN_MAX) as usize;
        self.charge(64 + len)?;
        let hasher = self.hasher(state)?;
        let len = match hasher.digest_len() {
            0 => len,
            digest => digest,
        };
        let mut text = self.text_begin()?;
        let at = self.text_grow(&mut text, len)?;
        hasher.finish(&mut self.heap.bytes_mut()[at..at + len]);
        Ok(self.text_finish_bytes(text))
    }

    /// A part of a derived key.
    fn derive_key(&mut self, algorithm: Algorithm, arguments: &Arguments) -> Res<Value> {
        let [password, salt] = [1, 2].map(|n| self.argument(arguments, n));
        let [rounds, number] = [3, 4].map(|n| self.argument(arguments, n));
        let rounds = self.int_argument(rounds)?.clamp(1, i64::from(u32::MAX)) as u32;
        let number = self.int_argument(number)? as u32;
        let (password, salt) = (self.raw_bytes(password), self.raw_bytes(salt));
        let work = password.len() + salt.len() + (rounds as usize).saturating_mul(128);
        self.charge(work)?;
        let [password, salt] = [1, 2].map(|n| self.argument(arguments, n));
        let (password, salt) = (self.raw_bytes(password), self.raw_bytes(salt));
        let part = pbkdf2_part(algorithm, password, salt, rounds, number);
        self.new_bytes(&part[..algorithm.digest_len()])
    }
}
