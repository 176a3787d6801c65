//! Methods of sets and frozensets.

use crate::error::{Piece, Res, need};
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
        need!(self, Set);
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
                self.set_discard(set, self.argument(arguments, 0))?;
            }
            symbol::REMOVE => {
                self.expect_method_args("set.remove", arguments, 1)?;
                let item = self.argument(arguments, 0);
                if !self.set_discard(set, item)? {
                    return Err(self.key_error(item));
                }
            }
            symbol::POP => {
                self.expect_method_args("set.pop", arguments, 0)?;
                return match self.set_pop(set)? {
                    Some(key) => Ok(key),
                    None => {
                        let text = self.new_str(b"pop from an empty set")?;
                        Err(self.key_error(text))
                    }
                };
            }
            symbol::CLEAR => {
                self.expect_method_args("set.clear", arguments, 0)?;
                self.set_clear(set);
            }
            symbol::COPY => {
                let frozen = self.heap.is(set, Kind::FrozenSet);
                let name = if frozen { "frozenset.copy" } else { "set.copy" };
                self.expect_method_args(name, arguments, 0)?;
                if frozen {
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
        self.expect_one(set, name, arguments)?;
        let other = self.to_table(arguments.at)?;
        let truth = match symbol {
            symbol::ISSUBSET => self.is_subset(set, other)?,
            symbol::ISSUPERSET => self.is_subset(other, set)?,
            _ => {
                let common = self.set_intersection(set, arguments.at)?;
                self.dict_len(common) == 0
            }
        };
        Ok(Value::bool(truth))
    }

    /// TypeError with the name of the type unless there is one argument.
    fn expect_one(&mut self, set: Value, name: Value, arguments: &Arguments) -> Res<()> {
        if arguments.count == 1 && self.keyword_count(arguments) == 0 {
            return Ok(());
        }
        let keywords = self.keyword_count(arguments) > 0;
        let head = [Piece::TypeOf(set), Piece::Text("."), Piece::Str(name)];
        if keywords {
            let text = Piece::Text("() takes no keyword arguments");
            return Err(self.type_error(&[head[0], head[1], head[2], text]));
        }
        Err(self.type_error(&[
            head[0],
            head[1],
            head[2],
            Piece::Text("() takes exactly one argument ("),
            Piece::Number(arguments.count as i64),
            Piece::Text(" given)"),
        ]))
    }

    fn combine(
        &mut self,
        set: Value,
        binary: Binary,
        in_place: bool,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        if binary == Binary::Xor {
            self.expect_one(set, name, arguments)?;
        } else {
            self.expect_count(name, arguments, 0, usize::MAX)?;
        }
        if in_place {
            return self.change(set, binary, arguments);
        }
        let kind = self.heap.kind(set.cell());
        if binary == Binary::Xor {
            return self.set_symmetric_difference(set, arguments.at);
        }
        let mut result = match binary {
            Binary::Or => self.copy_set(set, kind)?,
            _ if arguments.count == 0 => self.copy_set(set, kind)?,
            _ => set,
        };
        for n in 0..arguments.count {
            let cell = arguments.at + n;
            match binary {
                Binary::Or => self.set_update(result, cell)?,
                Binary::And => result = self.set_intersection(result, cell)?,
                _ if n == 0 => result = self.set_difference(result, cell)?,
                _ => self.set_difference_update(result, cell)?,
            }
        }
        Ok(result)
    }

    fn change(&mut self, set: Value, binary: Binary, arguments: &Arguments) -> Res<Value> {
        if binary == Binary::And {
            let mut common = self.copy_set(set, Kind::Set)?;
            for n in 0..arguments.count {
                let from = if n == 0 { set } else { common };
                common = self.set_intersection(from, arguments.at + n)?;
            }
            self.set_take_over(set, common);
            return Ok(Value::NONE);
        }
        // Iterators first: a change may run again from its start, what they gave may not.
        for n in 0..arguments.count {
            self.settled_argument(arguments.at + n)?;
        }
        let several = arguments.count > 1;
        let work = if several { self.set_clone(set)? } else { set };
        for n in 0..arguments.count {
            self.set_change(binary, work, arguments.at + n)?;
        }
        if several {
            self.set_take_over(set, work);
        }
        Ok(Value::NONE)
    }

    /// Asks for the values of an iterator in a cell, and of what is no iterable for the error.
    fn settled_argument(&mut self, cell: usize) -> Res<()> {
        let value = Value(self.heap.cells[cell]);
        if let Some(Kind::Generator | Kind::Iterator) = self.heap.kind_of(value) {
            self.to_sequence(cell)?;
        }
        Ok(())
    }
}
