//! How instances, classes and methods of the program show, and the names of types.

use crate::catalog::{self, Exception};
use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::object::class::{Found, Key, class_field};
use crate::object::str::Text;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// Adds the name of the type of a value, as messages show it.
    pub(crate) fn text_push_type_name(&mut self, text: &mut Text, value: Value) -> Res<()> {
        let class = self.type_value(value);
        if self.passes_for(value).is_some() || self.is_static(class)? {
            return self.push_full_class_name(text, class);
        }
        self.text_push_class_name(text, class)
    }

    /// Whether a class of our library stands for a type that CPython has in C, whose name in
    /// messages has the module in front: its body says `__static__ = True`.
    fn is_static(&mut self, class: Value) -> Res<bool> {
        Ok(self.static_mark(class)?.is_some())
    }

    fn static_mark(&mut self, class: Value) -> Res<Option<Value>> {
        let Unpacked::Object(at) = class.unpack() else {
            return Ok(None);
        };
        if self.heap.kind(at) != Kind::Class {
            return Ok(None);
        }
        let key = self.symbol_key(symbol::D_STATIC);
        self.dict_lookup(self.heap.get(at, class_field::DICT), key)
    }

    /// The error of storing to a property without setter, or deleting one without deleter. A class
    /// that stands for one of CPython's in C may say in `__static__` what its fields answer.
    #[cold]
    pub(crate) fn not_writable(
        &mut self,
        class: Value,
        key: Key,
        name: Value,
        what: &str,
    ) -> Res<Trap> {
        let mro = self.mro_of(class)?;
        let (first, count) = self.elements(mro);
        for n in 0..count {
            let owner = Value(self.heap.cells[first + n]);
            let Unpacked::Object(at) = owner.unpack() else {
                continue;
            };
            let dict = self.heap.get(at, class_field::DICT);
            if self.dict_lookup(dict, key)?.is_none() {
                continue;
            }
            let Some(mark) = self.static_mark(owner)? else {
                break;
            };
            if self.is_str(mark) {
                return Ok(self.raise(Exception::AttributeError, &[Piece::Str(mark)]));
            }
            let mut text = self.text_begin()?;
            self.push_full_class_name(&mut text, owner)?;
            let owner = self.text_finish(text)?;
            return Ok(self.raise(
                Exception::AttributeError,
                &[
                    Piece::Text("attribute '"),
                    Piece::Str(name),
                    Piece::Text("' of '"),
                    Piece::Str(owner),
                    Piece::Text("' objects is not writable"),
                ],
            ));
        }
        let class = self.class_qualified_name(class)?;
        Ok(self.raise(
            Exception::AttributeError,
            &[
                Piece::Text("property '"),
                Piece::Str(name),
                Piece::Text("' of '"),
                Piece::Str(class),
                Piece::Text(what),
            ],
        ))
    }

    /// Adds the name of a class.
    pub(crate) fn text_push_class_name(&mut self, text: &mut Text, class: Value) -> Res<()> {
        match class.unpack() {
            Unpacked::Builtin(id) => self.text_push(text, catalog::name(id).as_bytes()),
            Unpacked::Object(at) if self.heap.holds(at, Kind::Class) => {
                let name = self.class_name(at);
                self.text_push_str(text, name)
            }
            _ => self.text_push(text, b"object"),
        }
    }

    /// Adds `module.Qualified.Name` of a class; the module `builtins` is left out.
    fn push_full_class_name(&mut self, text: &mut Text, class: Value) -> Res<()> {
        let Unpacked::Object(at) = class.unpack() else {
            return self.text_push_class_name(text, class);
        };
        let dict = self.heap.get(at, class_field::DICT);
        let key = self.symbol_key(symbol::D_MODULE);
        if let Some(module) = self.dict_lookup(dict, key)?
            && self.is_str(module)
            && !self.str_is(module, b"builtins")
        {
            self.text_push_str(text, module)?;
            self.text_push(text, b".")?;
        }
        let name = self.class_qualified_name(class)?;
        self.text_push_str(text, name)
    }

    /// `<class 'module.Name'>`
    pub(crate) fn class_repr(&mut self, class: Value) -> Res<Value> {
        if let Unpacked::Builtin(_) = class.unpack() {
            return self.repr(class);
        }
        let mut text = self.text_begin()?;
        self.push_class_repr(&mut text, class)?;
        self.text_finish(text)
    }

    fn push_class_repr(&mut self, text: &mut Text, class: Value) -> Res<()> {
        self.text_push(text, b"<class '")?;
        self.push_full_class_name(text, class)?;
        self.text_push(text, b"'>")
    }

    /// `<module.Name object at 0x…>`
    pub(crate) fn default_repr(&mut self, value: Value) -> Res<Value> {
        if self.program_class(value).is_none() {
            return self.repr(value);
        }
        let identity = self.identity(value)?;
        let mut text = self.text_begin()?;
        let class = self.type_value(value);
        self.text_push(&mut text, b"<")?;
        self.push_full_class_name(&mut text, class)?;
        self.text_push(&mut text, b" object at 0x")?;
        self.push_hexadecimal(&mut text, identity as u64)?;
        self.text_push(&mut text, b">")?;
        self.text_finish(text)
    }

    fn push_hexadecimal(&mut self, text: &mut Text, number: u64) -> Res<()> {
        let mut digits = [0u8; 12];
        for (n, digit) in digits.iter_mut().enumerate() {
            let nibble = (number >> (4 * (11 - n)) & 0xF) as u8;
            *digit = if nibble < 10 {
                b'0' + nibble
            } else {
                b'a' + nibble - 10
            };
        }
        self.text_push(text, &digits)
    }

    /// `set.__repr__(value)`, which shows the name of the value's class.
    pub(crate) fn set_repr(&mut self, value: Value) -> Res<Value> {
        need!(self, Class);
        let payload = self.unwrapped(value);
        if payload == value {
            return self.repr(value);
        }
        let mut text = self.text_begin()?;
        self.push_set_subclass(&mut text, value, payload, 0)?;
        self.text_finish(text)
    }

    /// Whether the class of a value has a `__repr__` of the program.
    pub(crate) fn has_own_repr(&mut self, value: Value) -> bool {
        matches!(
            self.special_found(value, symbol::D_REPR),
            Ok(Some(Found::Value(_)))
        )
    }

    /// Adds what the class's `__repr__` gives.
    pub(crate) fn push_own_repr(&mut self, text: &mut Text, value: Value) -> Res<()> {
        need!(self, Class);
        let shown = self
            .call_special(value, symbol::D_REPR, &[])?
            .unwrap_or(Value::NONE);
        let shown = self.expect_text(shown, "__repr__")?;
        self.text_push_str(text, shown)
    }

    /// Adds the repr of an instance.
    pub(crate) fn push_instance_repr(
        &mut self,
        text: &mut Text,
        value: Value,
        depth: usize,
    ) -> Res<()> {
        need!(self, Class);
        if self.has_own_repr(value) {
            return self.push_own_repr(text, value);
        }
        let payload = self.unwrapped(value);
        if payload != value {
            let kind = self.heap.kind_of(payload);
            if matches!(kind, Some(Kind::Set | Kind::FrozenSet)) {
                return self.push_set_subclass(text, value, payload, depth);
            }
            if kind == Some(Kind::ByteArray) {
                let class = self.type_value(value);
                self.text_push_class_name(text, class)?;
                return self.push_bytearray(text, payload);
            }
            self.nest(" while getting the repr of an object")?;
            let pushed = self.push_repr(text, payload, depth);
            self.nested -= 1;
            return pushed;
        }
        // The identity may need room, which a text under construction does not leave.
        let identity = self.recalled_identity(value)?;
        let class = self.type_value(value);
        self.text_push(text, b"<")?;
        self.push_full_class_name(text, class)?;
        self.text_push(text, b" object at 0x")?;
        self.push_hexadecimal(text, identity as u64)?;
        self.text_push(text, b">")
    }

    fn recalled_identity(&mut self, value: Value) -> Res<i64> {
        self.identity(value)
    }

    /// `MySet({1, 2})`
    fn push_set_subclass(
        &mut self,
        text: &mut Text,
        value: Value,
        payload: Value,
        depth: usize,
    ) -> Res<()> {
        let class = self.type_value(value);
        self.text_push_class_name(text, class)?;
        if self.dict_len(payload) == 0 {
            return self.text_push(text, b"()");
        }
        self.text_push(text, b"({")?;
        self.push_entries(text, payload, depth + 1, 0)?;
        self.text_push(text, b"})")
    }

    /// Adds the repr of a class or of what stands in one.
    pub(crate) fn push_member_repr(
        &mut self,
        text: &mut Text,
        value: Value,
        kind: Kind,
        depth: usize,
    ) -> Res<()> {
        let at = value.cell();
        match kind {
            Kind::Class => match self.has_own_repr(value) {
                true => self.push_own_repr(text, value),
                false => self.push_class_repr(text, value),
            },
            Kind::Method => {
                self.text_push(text, b"<bound method ")?;
                self.push_function_name(text, self.heap.get(at, 0))?;
                self.text_push(text, b" of ")?;
                self.push_repr(text, self.heap.get(at, 1), depth + 1)?;
                self.text_push(text, b">")
            }
            Kind::StaticMethod | Kind::ClassMethod => {
                let open: &[u8] = match kind {
                    Kind::StaticMethod => b"<staticmethod(",
                    _ => b"<classmethod(",
                };
                self.text_push(text, open)?;
                self.push_repr(text, self.heap.get(at, 0), depth + 1)?;
                self.text_push(text, b")>")
            }
            Kind::Super => {
                self.text_push(text, b"<super: ")?;
                let class = self.heap.get(at, 0);
                self.push_class_repr(text, class)?;
                self.text_push(text, b", <")?;
                let own = self.heap.get(at, 2);
                self.text_push_class_name(text, own)?;
                self.text_push(text, b" object>>")
            }
            Kind::Alias => self.push_alias(text, at, depth),
            _ => {
                self.text_push(text, b"<")?;
                self.text_push_type_name(text, value)?;
                self.text_push(text, b" object at 0x7f0000000000>")
            }
        }
    }

    /// Adds `module.function()` of a function or class, `name()` of a builtin.
    pub(crate) fn text_push_callee(&mut self, text: &mut Text, callee: Value) -> Res<()> {
        let function = match self.heap.is(callee, Kind::Method) {
            true => self.heap.get(callee.cell(), 0),
            false => callee,
        };
        if let Some((index, _)) = self.function_of(function) {
            let entry = self.package.function(index);
            let (module, _, _, _) = self.package.module(entry.module);
            let module = self.package.name_text(module);
            self.text_push(text, module)?;
            self.text_push(text, b".")?;
            self.push_function_name(text, function)?;
        } else if self.is_class(callee) {
            self.push_full_class_name(text, callee)?;
        } else if let Unpacked::Builtin(id) = callee.unpack() {
            self.text_push(text, catalog::name(id).as_bytes())?;
        } else if self.heap.is(callee, Kind::BoundMethod) {
            let receiver = self.heap.get(callee.cell(), 0);
            self.text_push_type_name(text, receiver)?;
            self.text_push(text, b".")?;
            let name = self.heap.get(callee.cell(), 1);
            self.text_push_str(text, name)?;
        } else {
            return self.push_repr(text, callee, 0);
        }
        self.text_push(text, b"()")
    }

    pub(crate) fn push_function_name(&mut self, text: &mut Text, function: Value) -> Res<()> {
        let attributes = self.function_attributes(function)?;
        let key = self.symbol_key(symbol::D_QUALNAME);
        if let Some(name) = self.dict_lookup(attributes, key)? {
            return self.text_push_str(text, name);
        }
        match self.function_of(function) {
            Some((index, _)) => {
                let name = self.package.function(index).qualified_name;
                let name = self.package.name_text(name);
                self.text_push(text, name)
            }
            None => self.text_push(text, b"?"),
        }
    }

    /// `list[int]` and `int | str`
    fn push_alias(&mut self, text: &mut Text, at: usize, depth: usize) -> Res<()> {
        need!(self, Class);
        self.check_nesting(depth, " while getting the repr of an object")?;
        let args = self.heap.get(at, 2);
        let (_, count) = self.elements(args);
        let union = self.heap.get(at, 0) == Value::int(1);
        if !union {
            let origin = self.heap.get(at, 1);
            self.push_type_argument(text, origin, depth)?;
            self.text_push(text, b"[")?;
        }
        for n in 0..count {
            if n > 0 {
                self.text_push(text, if union { b" | " } else { b", " })?;
            }
            let part = self.tuple_item(args, n);
            self.push_type_argument(text, part, depth)?;
        }
        if !union {
            self.text_push(text, if count == 0 { b"()]" } else { b"]" })?;
        }
        Ok(())
    }

    fn push_type_argument(&mut self, text: &mut Text, value: Value, depth: usize) -> Res<()> {
        if value == Value::builtin(catalog::Type::None as u16) {
            return self.text_push(text, b"None");
        }
        if value.unpack() == Unpacked::Ellipsis {
            return self.text_push(text, b"...");
        }
        if self.is_class(value) {
            return self.push_full_class_name(text, value);
        }
        self.push_repr(text, value, depth + 1)
    }

    /// `dir(value)`: the names of its attributes, sorted.
    pub(crate) fn dir(&mut self, value: Value) -> Res<Value> {
        need!(self, Class);
        let names = self.new_dict()?;
        let own = self.attributes_of(value);
        if self.heap.is(own, Kind::Dict) {
            self.add_names(names, own)?;
        }
        if self.function_of(value).is_some() {
            let own = self.function_dict(value)?;
            self.add_names(names, own)?;
        }
        let class = match self.is_class(value) {
            true => value,
            false => self.type_value(value),
        };
        let mro = self.mro_of(class)?;
        let (_, count) = self.elements(mro);
        for n in 0..count {
            match self.tuple_item(mro, n).unpack() {
                Unpacked::Object(at) => {
                    let dict = self.heap.get(at, class_field::DICT);
                    self.add_names(names, dict)?;
                }
                Unpacked::Builtin(id) => {
                    for (symbol, name) in symbol::NAMES.iter().enumerate() {
                        if self.type_knows(id, symbol as u16) {
                            let name = self.new_str(name.as_bytes())?;
                            self.dict_put(names, name, Value::NONE)?;
                        }
                    }
                }
                _ => {}
            }
        }
        let list = self.to_list(names)?;
        self.sort_list(list, false)?;
        Ok(list)
    }

    fn add_names(&mut self, names: Value, dict: Value) -> Res<()> {
        let mut position = 0;
        while let Some((key, _)) = self.dict_next(dict, &mut position) {
            self.charge(1)?;
            self.dict_put(names, key, Value::NONE)?;
        }
        Ok(())
    }
}
