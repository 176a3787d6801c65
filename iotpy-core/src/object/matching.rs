//! What `match` statements ask of a subject.

use crate::catalog::Type;
use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

/// Builtin types whose class patterns take the subject itself as the one positional pattern.
const SELF_TYPES: [Type; 11] = [
    Type::Bool,
    Type::Bytearray,
    Type::Bytes,
    Type::Dict,
    Type::Float,
    Type::Frozenset,
    Type::Int,
    Type::List,
    Type::Set,
    Type::Str,
    Type::Tuple,
];

impl Vm<'_, '_> {
    /// `_lang.match_sequence(subject)`
    pub(crate) fn match_sequence(&mut self, subject: Value) -> Res<Value> {
        let builtin = |vm: &Self, value: Value| {
            matches!(
                vm.heap.kind_of(value),
                Some(Kind::List | Kind::Tuple | Kind::Range)
            )
        };
        let payload = self.unwrapped(subject);
        if builtin(self, payload) {
            return Ok(Value::TRUE);
        }
        self.marked_as(subject, b"__match_sequence__")
    }

    /// `_lang.match_mapping(subject)`
    pub(crate) fn match_mapping(&mut self, subject: Value) -> Res<Value> {
        let payload = self.unwrapped(subject);
        if self.heap.is(payload, Kind::Dict) {
            return Ok(Value::TRUE);
        }
        self.marked_as(subject, b"__match_mapping__")
    }

    /// Whether a class of our library says that its instances match such patterns.
    fn marked_as(&mut self, subject: Value, mark: &[u8]) -> Res<Value> {
        let Some(class) = self.program_class(subject) else {
            return Ok(Value::FALSE);
        };
        let name = self.new_str(mark)?;
        let key = self.key(symbol::UNKNOWN, name)?;
        Ok(Value::bool(self.class_lookup(class, key)?.is_some()))
    }

    /// `_lang.match_keys(subject, keys)`: the values of the keys, or None.
    pub(crate) fn match_keys(&mut self, subject: Value, keys: Value) -> Res<Value> {
        let mapping = self.heap.is(subject, Kind::Dict) || self.program_class(subject).is_some();
        if !mapping || !self.heap.is(keys, Kind::Tuple) {
            // A package may call it with anything.
            return Err(self.bad_operand());
        }
        let (_, count) = self.elements(keys);
        let values = self.new_list(&[])?;
        let name = self.symbol_text(symbol::GET)?;
        let missing = self.new_list(&[])?;
        for n in 0..count {
            let key = self.tuple_item(keys, n);
            if (0..n).any(|m| self.tuple_item(keys, m) == key) {
                return Err(self.raise(
                    crate::catalog::Exception::ValueError,
                    &[
                        Piece::Text("mapping pattern checks duplicate key ("),
                        Piece::Repr(key),
                        Piece::Text(")"),
                    ],
                ));
            }
            let found = match self.program_class(subject) {
                None => self.dict_get(subject, key)?,
                Some(_) => {
                    let get = self.get_attribute(subject, symbol::GET, name)?;
                    let value = self.call_python(get, &[key, missing])?;
                    (value != missing).then_some(value)
                }
            };
            match found {
                Some(value) => self.list_push(values, value)?,
                None => return Ok(Value::NONE),
            }
        }
        let (at, count) = self.elements(values);
        self.tuple_of_cells(at, count)
    }

    /// `_lang.match_class(subject, class, positional, names)`: the attributes' values, or None.
    pub(crate) fn match_class(&mut self, arguments: &Arguments) -> Res<Value> {
        let subject = self.argument(arguments, 0);
        let class = self.argument(arguments, 1);
        let positional = self.argument(arguments, 2).as_int() as usize;
        let names = self.argument(arguments, 3);
        if !self.is_class(class) {
            let message = "called match pattern must be a type";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if self.is_instance(subject, class)? != Value::TRUE {
            return Ok(Value::NONE);
        }
        let values = self.new_list(&[])?;
        if positional > 0 && !self.match_positional(subject, class, positional, values)? {
            return Ok(Value::NONE);
        }
        let (_, count) = self.elements(names);
        for n in 0..count {
            let name = self.tuple_item(names, n);
            self.check_keyword_pattern(class, positional, names, n)?;
            let symbol = self.symbol_of(name);
            match self.find_attribute(subject, symbol, name)? {
                Some(value) => self.list_push(values, value)?,
                None => return Ok(Value::NONE),
            }
        }
        let (at, count) = self.elements(values);
        self.tuple_of_cells(at, count)
    }

    /// A keyword pattern names no attribute that an earlier pattern has matched.
    fn check_keyword_pattern(
        &mut self,
        class: Value,
        positional: usize,
        names: Value,
        n: usize,
    ) -> Res<()> {
        let name = self.tuple_item(names, n);
        self.check_repeated(class, names, n, name)?;
        if positional == 0 || !class.is_object() {
            return Ok(());
        }
        let key = self.symbol_text(symbol::D_MATCH_ARGS)?;
        match self.find_attribute(class, symbol::D_MATCH_ARGS, key)? {
            Some(args) if self.heap.is(args, Kind::Tuple) => {
                let (_, count) = self.elements(args);
                self.check_repeated(class, args, positional.min(count), name)
            }
            _ => Ok(()),
        }
    }

    /// Adds what `__match_args__` names; false if an attribute is missing.
    fn match_positional(
        &mut self,
        subject: Value,
        class: Value,
        positional: usize,
        values: Value,
    ) -> Res<bool> {
        let name = self.symbol_text(symbol::D_MATCH_ARGS)?;
        let names = match class.unpack() {
            Unpacked::Builtin(_) => None,
            _ => self.find_attribute(class, symbol::D_MATCH_ARGS, name)?,
        };
        let Some(names) = names else {
            let layout = self.layout_of(class).unwrap_or(0);
            let whole = SELF_TYPES.iter().any(|kind| *kind as u16 == layout);
            if whole && positional == 1 {
                self.list_push(values, subject)?;
                return Ok(true);
            }
            return Err(self.too_many_patterns(class, usize::from(whole), positional));
        };
        if !self.heap.is(names, Kind::Tuple) {
            return Err(self.type_error(&[
                Piece::ClassName(class),
                Piece::Text(".__match_args__ must be a tuple (got "),
                Piece::TypeOf(names),
                Piece::Text(")"),
            ]));
        }
        let (_, count) = self.elements(names);
        if positional > count {
            return Err(self.too_many_patterns(class, count, positional));
        }
        for n in 0..positional {
            let name = self.tuple_item(names, n);
            if !self.is_str(name) {
                return Err(self.type_error(&[
                    Piece::Text("__match_args__ elements must be strings (got "),
                    Piece::TypeOf(name),
                    Piece::Text(")"),
                ]));
            }
            self.check_repeated(class, names, n, name)?;
            let symbol = self.symbol_of(name);
            match self.find_attribute(subject, symbol, name)? {
                Some(value) => self.list_push(values, value)?,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// A pattern matches an attribute only once: `name` is not among the first `count` names.
    fn check_repeated(&mut self, class: Value, names: Value, count: usize, name: Value) -> Res<()> {
        for n in 0..count {
            let earlier = self.tuple_item(names, n);
            if self.raw_bytes(earlier) == self.raw_bytes(name) {
                return Err(self.type_error(&[
                    Piece::ClassName(class),
                    Piece::Text("() got multiple sub-patterns for attribute "),
                    Piece::Repr(name),
                ]));
            }
        }
        Ok(())
    }

    #[cold]
    fn too_many_patterns(
        &mut self,
        class: Value,
        allowed: usize,
        given: usize,
    ) -> crate::error::Trap {
        self.type_error(&[
            Piece::ClassName(class),
            Piece::Text("() accepts "),
            Piece::Number(allowed as i64),
            Piece::Text(" positional sub-pattern"),
            Piece::Text(if allowed == 1 { "" } else { "s" }),
            Piece::Text(" ("),
            Piece::Number(given as i64),
            Piece::Text(" given)"),
        ])
    }
}
