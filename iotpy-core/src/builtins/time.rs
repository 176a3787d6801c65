//! The clocks of `time`.

use crate::catalog::{self, Function};
use crate::error::Res;
use crate::host::Host;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// A function of the module `_time`: what a clock of the host shows.
    #[inline(never)]
    pub(super) fn clock(
        &mut self,
        function: Function,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        self.expect_args(catalog::name(function as u16), arguments, 0, 0)?;
        let ns = match function {
            Function::TimeTime | Function::TimeTimeNs => host.unix_time_ns(),
            _ => host.monotonic_ns(),
        };
        match function {
            Function::TimeTimeNs | Function::TimeMonotonicNs | Function::TimePerfCounterNs => {
                self.new_wide(i128::from(ns))
            }
            _ => Ok(Value::float(ns as f64 / 1e9)),
        }
    }
}
