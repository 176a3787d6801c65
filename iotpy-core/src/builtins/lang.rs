//! The functions that compiled statements call: `class`, `match` and a few of the library's.

use crate::catalog::Function;
use crate::error::{Res, need};
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
            Function::LangMatchClass
            | Function::LangMatchKeys
            | Function::LangMatchMapping
            | Function::LangMatchSequence => {
                need!(self, Match);
                return self.matching(function, name, arguments);
            }
            _ => {}
        }
        self.expect_args(name, arguments, 2, 2)?;
        let x = self.argument(arguments, 0);
        let y = self.argument(arguments, 1);
        match function {
            Function::LangPassFor => Ok(self.pass_for(x, y)),
            Function::LangTupleField => self.new_tuple_field(x, y),
            Function::LangSortByKeys => self.sort_natively(x, y),
            _ => self.tuple_instance(x, y),
        }
    }

    /// What a `match` statement asks of its subject.
    fn matching(&mut self, function: Function, name: &str, arguments: &Arguments) -> Res<Value> {
        match function {
            Function::LangMatchClass => return self.match_class(arguments),
            Function::LangMatchKeys => {}
            _ => self.expect_args(name, arguments, 1, 1)?,
        }
        let x = self.argument(arguments, 0);
        match function {
            Function::LangMatchKeys => self.match_keys(x, self.argument(arguments, 1)),
            Function::LangMatchSequence => self.match_sequence(x),
            _ => self.match_mapping(x),
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
