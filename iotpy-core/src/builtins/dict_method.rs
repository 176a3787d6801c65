//! Methods of dicts.

use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::symbol;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    pub(crate) fn dict_method(
        &mut self,
        dict: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        match symbol {
            symbol::GET => {
                self.expect_count(name, arguments, 1, 2)?;
                let key = self.argument(arguments, 0);
                let default = self.argument_or(arguments, 1, Value::NONE);
                Ok(self.dict_get(dict, key)?.unwrap_or(default))
            }
            symbol::KEYS => self.dict_view(dict, name, arguments, 0),
            symbol::VALUES => self.dict_view(dict, name, arguments, 1),
            symbol::ITEMS => self.dict_view(dict, name, arguments, 2),
            symbol::POP => {
                self.expect_count(name, arguments, 1, 2)?;
                let key = self.argument(arguments, 0);
                match self.dict_remove(dict, key)? {
                    Some(value) => Ok(value),
                    None if arguments.count > 1 => Ok(self.argument(arguments, 1)),
                    None => Err(self.key_error(key)),
                }
            }
            symbol::POPITEM => {
                self.expect_method_args("dict.popitem", arguments, 0)?;
                self.heap.reserve_cells(3)?;
                match self.dict_pop_last(dict) {
                    Some((key, value)) => Ok(self.heap.object(Kind::Tuple, &[key, value])?),
                    None => {
                        let text = self.new_str(b"popitem(): dictionary is empty")?;
                        Err(self.key_error(text))
                    }
                }
            }
            symbol::SETDEFAULT => {
                self.expect_count(name, arguments, 1, 2)?;
                let key = self.argument(arguments, 0);
                if let Some(value) = self.dict_get(dict, key)? {
                    return Ok(value);
                }
                let value = self.argument_or(arguments, 1, Value::NONE);
                self.dict_put(dict, key, value)?;
                Ok(value)
            }
            symbol::UPDATE => {
                if arguments.count > 1 {
                    let message = [
                        Piece::Text("update expected at most 1 argument, got "),
                        Piece::Number(arguments.count as i64),
                    ];
                    return Err(self.type_error(&message));
                }
                self.update_dict(dict, arguments)?;
                Ok(Value::NONE)
            }
            symbol::CLEAR => {
                self.expect_method_args("dict.clear", arguments, 0)?;
                self.dict_clear(dict);
                Ok(Value::NONE)
            }
            symbol::COPY => {
                self.expect_method_args("dict.copy", arguments, 0)?;
                self.copy_dict(dict)
            }
            symbol::FROMKEYS => self.dict_from_keys(name, arguments),
            _ => Err(self.attribute_error(dict, name)),
        }
    }

    /// An argument, or a default if it is not given.
    pub(crate) fn argument_or(&self, arguments: &Arguments, n: usize, default: Value) -> Value {
        if n < arguments.count {
            self.argument(arguments, n)
        } else {
            default
        }
    }

    /// Adds a positional argument's and all keywords' entries.
    pub(crate) fn update_dict(&mut self, dict: Value, arguments: &Arguments) -> Res<()> {
        if arguments.count > 0 {
            self.dict_update(dict, arguments.at)?;
        }
        for n in 0..self.keyword_count(arguments) {
            let key = self.keyword_name(arguments, n);
            let value = self.keyword_value(arguments, n);
            self.dict_put(dict, key, value)?;
        }
        Ok(())
    }

    fn dict_view(
        &mut self,
        dict: Value,
        name: Value,
        arguments: &Arguments,
        which: i32,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 0, 0)?;
        self.heap.object(Kind::DictView, &[dict, Value::int(which)])
    }

    /// `dict.fromkeys(iterable, value)`
    pub(crate) fn dict_from_keys(&mut self, name: Value, arguments: &Arguments) -> Res<Value> {
        self.expect_count(name, arguments, 1, 2)?;
        let source = self.argument(arguments, 0);
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        let keys = self.to_sequence(arguments.at)?;
        let value = self.argument_or(arguments, 1, Value::NONE);
        let dict = self.new_dict()?;
        let (_, count) = self.elements(keys);
        for n in 0..count {
            let (at, _) = self.elements(keys);
            self.dict_put(dict, Value(self.heap.cells[at + n]), value)?;
        }
        Ok(dict)
    }
}
