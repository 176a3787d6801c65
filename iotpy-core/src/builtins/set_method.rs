//! Methods of sets and frozensets.

use crate::error::Res;
use crate::heap::Kind;
use crate::object::number::Binary;
use crate::symbol;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    pub(crate) fn set_method(
        &mut self,
        set: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        let binary = match symbol {
            symbol::UNION | symbol::UPDATE => Some(Binary::Or),
            symbol::INTERSECTION | symbol::INTERSECTION_UPDATE => Some(Binary::And),
            symbol::DIFFERENCE | symbol::DIFFERENCE_UPDATE => Some(Binary::Sub),
            symbol::SYMMETRIC_DIFFERENCE | symbol::SYMMETRIC_DIFFERENCE_UPDATE => Some(Binary::Xor),
            _ => None,
        };
        if let Some(binary) = binary {
            let in_place = matches!(
                symbol,
                symbol::UPDATE
                    | symbol::INTERSECTION_UPDATE
                    | symbol::DIFFERENCE_UPDATE
                    | symbol::SYMMETRIC_DIFFERENCE_UPDATE
            );
            return self.combine(set, binary, in_place, name, arguments);
        }
        match symbol {
            symbol::ADD => {
                self.expect_method_args("set.add", arguments, 1)?;
                self.set_add(set, self.argument(arguments, 0))?;
            }
            symbol::DISCARD => {
                self.expect_method_args("set.discard", arguments, 1)?;
                self.dict_remove(set, self.argument(arguments, 0))?;
            }
            symbol::REMOVE => {
                self.expect_method_args("set.remove", arguments, 1)?;
                let item = self.argument(arguments, 0);
                if self.dict_remove(set, item)?.is_none() {
                    return Err(self.key_error(item));
                }
            }
            symbol::POP => {
                self.expect_method_args("set.pop", arguments, 0)?;
                self.settle_set(set)?;
                return match self.table_pop_first(set) {
                    Some((key, _)) => Ok(key),
                    None => {
                        let text = self.new_str(b"pop from an empty set")?;
                        Err(self.key_error(text))
                    }
                };
            }
            symbol::CLEAR => {
                self.expect_method_args("set.clear", arguments, 0)?;
                self.dict_clear(set);
            }
            symbol::COPY => {
                self.expect_count(name, arguments, 0, 0)?;
                if self.heap.is(set, Kind::FrozenSet) {
                    return Ok(set);
                }
                return self.copy_set(set, Kind::Set);
            }
            _ => return self.set_relation(set, symbol, name, arguments),
        }
        Ok(Value::NONE)
    }

    fn set_relation(
        &mut self,
        set: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 1, 1)?;
        let other = self.to_table(arguments.at)?;
        let truth = match symbol {
            symbol::ISSUBSET => self.is_subset(set, other)?,
            symbol::ISSUPERSET => self.is_subset(other, set)?,
            _ => {
                let common = self.set_operation(Binary::And, set, other)?;
                self.dict_len(common) == 0
            }
        };
        Ok(Value::bool(truth))
    }

    fn combine(
        &mut self,
        set: Value,
        binary: Binary,
        in_place: bool,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        let most = if binary == Binary::Xor { 1 } else { usize::MAX };
        let least = if binary == Binary::Xor { 1 } else { 0 };
        self.expect_count(name, arguments, least, most)?;
        let kind = self.heap.kind(set.cell());
        let mut result = self.copy_set(set, kind)?;
        for n in 0..arguments.count {
            if binary == Binary::Or {
                self.set_update(result, arguments.at + n)?;
                continue;
            }
            let other = self.to_table(arguments.at + n)?;
            result = self.set_operation(binary, result, other)?;
        }
        if in_place {
            self.replace_table(set, result);
            return Ok(Value::NONE);
        }
        Ok(result)
    }
}
