//! The native half of `random`: the generator's words lie in a bytearray. And `os.urandom`.

use crate::catalog::{Exception, Function};
use crate::error::{Piece, Res};
use crate::host::Host;
use crate::number::random::{STATE_LEN, Twister};
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// Bytes of a generator.
const STATE_BYTES: usize = 4 * STATE_LEN;
/// The most bytes that a host is asked for at once.
const URANDOM_LEN_MAX: i64 = 1 << 20;

impl Vm<'_, '_> {
    /// A function of the module `_random`.
    #[inline(never)]
    pub(super) fn twister(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        let count = 1 + usize::from(function != Function::RandomFloat);
        self.expect_args("_random", arguments, count, count)?;
        let state = self.argument(arguments, 0);
        if !self.is_bytearray(state) || self.raw_bytes(state).len() != STATE_BYTES {
            return Err(self.value_error("not the state of a generator"));
        }
        // A generator must not go on before all is sure to fit.
        self.heap.reserve_cells(8)?;
        let number = self.argument_or(arguments, 1, Value::int(0));
        self.check_index(number)?;
        match function {
            Function::RandomFloat => {
                let drawn = self.with_twister(state, |twister| twister.random());
                Ok(Value::float(drawn.unwrap_or(0.0)))
            }
            Function::RandomSeed => self.seed_twister(state, number),
            Function::RandomBelow => {
                let limit = self.as_i64(number).unwrap_or(0).max(0) as u64;
                let drawn = self.with_twister(state, |twister| twister.below(limit));
                self.new_wide(i128::from(drawn.unwrap_or(0)))
            }
            _ => {
                let bits = self.int_argument(number)?;
                self.random_bits(state, bits)
            }
        }
    }

    fn with_twister<T>(&mut self, state: Value, draw: impl FnOnce(&mut Twister) -> T) -> Option<T> {
        let storage = self.heap.get(state.cell(), 0).cell();
        let words: &mut [u32] = bytemuck::cast_slice_mut(&mut self.heap.cells[storage + 2..]);
        let mut twister = Twister::new(words).ok()?;
        Some(draw(&mut twister))
    }

    fn seed_twister(&mut self, state: Value, number: Value) -> Res<Value> {
        self.charge(1_000 + self.limbs(number))?;
        let mut words = [0; STATE_LEN];
        if let Ok(mut twister) = Twister::new(&mut words) {
            let mut small = [0];
            twister.seed(self.integer(number, &mut small).magnitude);
        }
        let storage = self.heap.get(state.cell(), 0).cell();
        let own: &mut [u32] = bytemuck::cast_slice_mut(&mut self.heap.cells[storage + 2..]);
        own[..STATE_LEN].copy_from_slice(&words);
        Ok(Value::NONE)
    }

    fn random_bits(&mut self, state: Value, bits: i64) -> Res<Value> {
        if bits < 0 {
            return Err(self.value_error("number of bits must be non-negative"));
        }
        if bits <= 64 {
            let drawn = self.with_twister(state, |twister| twister.bits(bits as u32));
            return self.new_wide(i128::from(drawn.unwrap_or(0)));
        }
        let limbs = bits.unsigned_abs().div_ceil(64) as usize;
        self.charge(limbs)?;
        let storage = self.heap.get(state.cell(), 0).cell();
        let mut words = [0; STATE_LEN];
        let own: &[u32] = bytemuck::cast_slice(&self.heap.cells[storage + 2..]);
        words.copy_from_slice(&own[..STATE_LEN]);
        let drawn = self.big(limbs, 0, &mut |_, out, _| {
            let mut len = 0;
            if let Ok(mut twister) = Twister::new(&mut words) {
                len = twister.long_bits(bits as u64, out).unwrap_or(0);
            }
            Ok(crate::number::bigint::Written {
                negative: false,
                len,
            })
        })?;
        let own: &mut [u32] = bytemuck::cast_slice_mut(&mut self.heap.cells[storage + 2..]);
        own[..STATE_LEN].copy_from_slice(&words);
        Ok(drawn)
    }

    /// `os.urandom`
    #[inline(never)]
    pub(super) fn urandom(&mut self, arguments: &Arguments, host: &mut dyn Host) -> Res<Value> {
        self.expect_args("urandom", arguments, 1, 1)?;
        let len = self.int_argument(self.argument(arguments, 0))?;
        if len < 0 {
            return Err(self.value_error("negative argument not allowed"));
        }
        if len > URANDOM_LEN_MAX {
            let message = [Piece::Text("os.urandom() of more than a MiB")];
            return Err(self.raise(Exception::NotImplementedError, &message));
        }
        let len = len as usize;
        self.charge(len)?;
        let mut text = self.text_begin()?;
        let at = self.text_grow(&mut text, len)?;
        let filled = host.random(&mut self.heap.bytes_mut()[at..at + len]);
        let bytes = self.text_finish_bytes(text);
        if filled {
            return Ok(bytes);
        }
        let message = [Piece::Text("os.urandom() on a host without randomness")];
        Err(self.raise(Exception::NotImplementedError, &message))
    }
}
