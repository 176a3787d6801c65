//! The functions that compiled statements call: `class`, `match` and a few of the library's.

use crate::catalog::Function;
use crate::error::Res;
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// A function of the module `_lang`.
    #[inline(never)]
    pub(super) fn language(
        &mut self,
        function: Function,
        name: &str,
        arguments: &Arguments,
    ) -> Res<Value> {
        match function {
            Function::LangPrepareClass => return self.prepare_class(arguments),
            Function::LangBuildClass => return self.build_class(arguments),
            Function::LangMatchClass => return self.match_class(arguments),
            Function::LangMatchSequence | Function::LangMatchMapping => {
                self.expect_args(name, arguments, 1, 1)?;
            }
            Function::LangMatchKeys => {}
            _ => self.expect_args(name, arguments, 2, 2)?,
        }
        let x = self.argument(arguments, 0);
        let y = self.argument_or(arguments, 1, Value::UNBOUND);
        match function {
            Function::LangMatchKeys => self.match_keys(x, y),
            Function::LangMatchSequence => self.match_sequence(x),
            Function::LangMatchMapping => self.match_mapping(x),
            Function::LangPassFor => Ok(self.pass_for(x, y)),
            Function::LangTupleField => self.new_tuple_field(x, y),
            Function::LangSortByKeys => self.sort_natively(x, y),
            _ => self.tuple_instance(x, y),
        }
    }

    /// `_lang.sort_by_keys(values, keys)`: sorts both lists unless Python code decides about the
    /// order of the keys; whether it did.
    fn sort_natively(&mut self, values: Value, keys: Value) -> Res<Value> {
        let lists = self.heap.is(values, Kind::List) && self.heap.is(keys, Kind::List);
        if !lists || self.needs_python_order(keys) {
            return Ok(Value::FALSE);
        }
        self.sort_by_keys(values, keys, false)?;
        Ok(Value::TRUE)
    }
}
