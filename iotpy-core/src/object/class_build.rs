//! Making classes: what a `class` statement and `type()` with three arguments do.

use crate::catalog::{self, Exception, Type};
use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::object::class::{class_field as field, class_flag};
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

/// Builtin types that no class can extend.
const FINAL_TYPES: &[Type] = &[
    Type::Bool,
    Type::Range,
    Type::Slice,
    Type::None,
    Type::Function,
    Type::Builtin,
    Type::Generator,
    Type::Ellipsis,
    Type::NotImplemented,
    Type::Memoryview,
];

impl Vm<'_, '_> {
    /// `_lang.prepare_class(name, bases, keywords)`: the namespace for the body of a class.
    pub(crate) fn prepare_class(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Class);
        self.expect_args("_lang.prepare_class", arguments, 3, 3)?;
        let name = self.argument(arguments, 0);
        let bases = self.resolved_bases(self.argument(arguments, 1))?;
        let keywords = self.argument(arguments, 2);
        let meta = self.metaclass(bases, keywords)?;
        if self.is_class(meta) {
            let key = self.symbol_key(symbol::D_PREPARE);
            if let Some(crate::object::class::Found::Value(prepare)) =
                self.class_lookup(meta, key)?
            {
                let prepare = self.bind_to_class(prepare, meta)?;
                let rest = self.without_metaclass(keywords)?;
                return self.call_python_with(prepare, &[name, bases], rest);
            }
        }
        self.new_dict()
    }

    /// `_lang.build_class(name, bases, namespace, keywords, cell)`: the class.
    pub(crate) fn build_class(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Class);
        self.expect_args("_lang.build_class", arguments, 5, 5)?;
        let name = self.argument(arguments, 0);
        let given = self.argument(arguments, 1);
        let bases = self.resolved_bases(given)?;
        let namespace = self.argument(arguments, 2);
        let keywords = self.argument(arguments, 3);
        let cell = self.argument(arguments, 4);
        let meta = self.metaclass(bases, keywords)?;
        if self.heap.is(namespace, Kind::Dict) {
            if self.heap.is(cell, Kind::Cell) {
                let key = self.new_str(b"__classcell__")?;
                self.dict_put(namespace, key, cell)?;
            }
            if given != bases {
                let key = self.new_str(b"__orig_bases__")?;
                self.dict_put(namespace, key, given)?;
            }
        }
        let rest = self.without_metaclass(keywords)?;
        if meta == Value::builtin(Type::Type as u16) {
            return self.new_class(meta, name, bases, namespace, rest);
        }
        let class = self.call_python_with(meta, &[name, bases, namespace], rest)?;
        if self.heap.is(cell, Kind::Cell) && self.heap.get(cell.cell(), 0) == Value::UNBOUND {
            self.note_store(cell.cell(), class);
            self.heap.set(cell.cell(), 0, class);
        }
        Ok(class)
    }

    /// The bases with what `__mro_entries__` of those that are no classes put in their place.
    fn resolved_bases(&mut self, bases: Value) -> Res<Value> {
        // Only a package that no compiler made gives anything else.
        if !self.heap.is(bases, Kind::Tuple) {
            let message = "the bases of a class must be a tuple";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let (_, count) = self.elements(bases);
        let plain = (0..count).all(|n| self.is_class(self.tuple_item(bases, n)));
        if plain {
            return Ok(bases);
        }
        let list = self.new_list(&[])?;
        for n in 0..count {
            let base = self.tuple_item(bases, n);
            let name = self.new_str(b"__mro_entries__")?;
            let entries = match self.is_class(base) {
                true => None,
                false => self.find_attribute(base, symbol::D_MRO_ENTRIES, name)?,
            };
            match (entries, self.heap.is(base, Kind::Alias)) {
                (Some(entries), _) => {
                    let replaced = self.call_python(entries, &[bases])?;
                    let Some((_, more)) = self.sequence(replaced) else {
                        let message = "__mro_entries__ must return a tuple";
                        return Err(self.type_error(&[Piece::Text(message)]));
                    };
                    for m in 0..more {
                        self.list_push(list, self.tuple_item(replaced, m))?;
                    }
                }
                (None, true) => self.list_push(list, self.heap.get(base.cell(), 1))?,
                (None, false) => self.list_push(list, base)?,
            }
        }
        let (at, count) = self.elements(list);
        self.tuple_of_cells(at, count)
    }

    /// The metaclass: the most derived one of the keyword's and those of the bases.
    fn metaclass(&mut self, bases: Value, keywords: Value) -> Res<Value> {
        let mut winner = Value::builtin(Type::Type as u16);
        if self.heap.is(keywords, Kind::Dict) {
            let key = self.new_str(b"metaclass")?;
            if let Some(meta) = self.dict_get(keywords, key)? {
                winner = meta;
                if !self.is_class(meta) {
                    return Ok(meta);
                }
            }
        }
        self.derived_metaclass(winner, bases)
    }

    fn derived_metaclass(&mut self, mut winner: Value, bases: Value) -> Res<Value> {
        let (_, count) = self.elements(bases);
        for n in 0..count {
            let base = self.tuple_item(bases, n);
            let meta = self.type_value(base);
            if self.derives(winner, meta) {
                continue;
            }
            if self.derives(meta, winner) {
                winner = meta;
                continue;
            }
            let message = "metaclass conflict: the metaclass of a derived class must be a \
                           (non-strict) subclass of the metaclasses of all its bases";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        Ok(winner)
    }

    /// The keywords of a class statement for `__init_subclass__`: a dict or None.
    fn without_metaclass(&mut self, keywords: Value) -> Res<Value> {
        if !self.heap.is(keywords, Kind::Dict) {
            return Ok(Value::NONE);
        }
        let rest = self.copy_dict(keywords)?;
        let key = self.new_str(b"metaclass")?;
        self.dict_remove(rest, key)?;
        Ok(if self.dict_len(rest) == 0 {
            Value::NONE
        } else {
            rest
        })
    }

    /// `type.__new__`: a class of these bases, told to its attributes and to its bases.
    pub(crate) fn new_class(
        &mut self,
        meta: Value,
        name: Value,
        bases: Value,
        namespace: Value,
        keywords: Value,
    ) -> Res<Value> {
        need!(self, Class);
        let class = match self.recall() {
            Some(class) => class,
            None => {
                let class = self.make_class(meta, name, bases, namespace)?;
                self.remember(class)?
            }
        };
        self.tell_attributes(class, namespace)?;
        self.tell_bases(class, keywords)?;
        Ok(class)
    }

    fn make_class(
        &mut self,
        meta: Value,
        name: Value,
        bases: Value,
        namespace: Value,
    ) -> Res<Value> {
        if !self.is_str(name) {
            return Err(self.type_error(&[
                Piece::Text("type.__new__() argument 1 must be str, not "),
                Piece::TypeOf(name),
            ]));
        }
        let object = Value::builtin(Type::Object as u16);
        let bases = match self.sequence(bases) {
            Some((_, 0)) => self.heap.object(Kind::Tuple, &[object])?,
            _ => bases,
        };
        self.check_bases(bases)?;
        let meta = self.derived_metaclass(meta, bases)?;
        let layout = self.common_layout(bases)?;
        let dict = match self.heap.is(namespace, Kind::Dict) {
            true => self.copy_dict(namespace)?,
            false => self.dict_of_mapping(namespace)?,
        };
        let rest = self.merge_bases(bases)?;
        let (_, count) = self.elements(rest);
        let mro = Value::object(self.heap.filled(Kind::Tuple, count + 1, Value::NONE)?);
        let cell = self.take_entry(dict, b"__classcell__")?;
        self.add_module(dict)?;
        let flags = self.prepare_members(name, dict, bases)?;
        let fields = [
            name,
            bases,
            mro,
            dict,
            meta,
            Value::int(i32::from(layout)),
            Value::int(flags),
            Value::NONE,
        ];
        let class = self.heap.object(Kind::Class, &fields)?;
        self.heap.set(mro.cell(), 0, class);
        for n in 0..count {
            let base = self.list_get(rest, n);
            self.heap.set(mro.cell(), n + 1, base);
        }
        self.register_subclass(class, bases)?;
        if let Some(cell) = cell.filter(|cell| self.heap.is(*cell, Kind::Cell)) {
            self.note_store(cell.cell(), class);
            self.heap.set(cell.cell(), 0, class);
        }
        self.class_changed();
        Ok(class)
    }

    /// A class without `__module__` belongs to the module whose code makes it.
    fn add_module(&mut self, dict: Value) -> Res<()> {
        let key = self.new_str(b"__module__")?;
        if self.table_has(dict, key)? {
            return Ok(());
        }
        let module = self.running_module();
        self.dict_put(dict, key, module)
    }

    fn check_bases(&mut self, bases: Value) -> Res<()> {
        let (_, count) = self.elements(bases);
        for n in 0..count {
            let base = self.tuple_item(bases, n);
            let Some(layout) = self.layout_of(base) else {
                return Err(self.type_error(&[Piece::Text("bases must be types")]));
            };
            if FINAL_TYPES.iter().any(|kind| *kind as u16 == layout) {
                return Err(self.type_error(&[
                    Piece::Text("type '"),
                    Piece::Text(catalog::name(layout)),
                    Piece::Text("' is not an acceptable base type"),
                ]));
            }
            if (0..n).any(|m| self.tuple_item(bases, m) == base) {
                return Err(self
                    .type_error(&[Piece::Text("duplicate base class "), Piece::ClassName(base)]));
            }
        }
        Ok(())
    }

    /// The builtin class that instances extend: the most derived one of the bases'.
    fn common_layout(&mut self, bases: Value) -> Res<u16> {
        let mut winner = Type::Object as u16;
        let (_, count) = self.elements(bases);
        for n in 0..count {
            let base = self.tuple_item(bases, n);
            let layout = self.layout_of(base).unwrap_or(winner);
            if catalog::is_subclass(winner, layout) {
                continue;
            }
            if catalog::is_subclass(layout, winner) {
                winner = layout;
                continue;
            }
            // Exception classes differ in what they are called, not in what they hold.
            if catalog::is_exception(layout) && catalog::is_exception(winner) {
                continue;
            }
            let message = "multiple bases have instance lay-out conflict";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        Ok(winner)
    }

    /// Removes an entry of a namespace and returns its value.
    fn take_entry(&mut self, dict: Value, name: &[u8]) -> Res<Option<Value>> {
        let key = self.new_str(name)?;
        self.dict_remove(dict, key)
    }

    /// What `type.__new__` makes of special members: `__new__` is static, `__init_subclass__` and
    /// `__class_getitem__` belong to the class, equality takes the hash away, slots are members.
    fn prepare_members(&mut self, name: Value, dict: Value, bases: Value) -> Res<i32> {
        let wrapped: [(&[u8], Kind); 3] = [
            (b"__new__", Kind::StaticMethod),
            (b"__init_subclass__", Kind::ClassMethod),
            (b"__class_getitem__", Kind::ClassMethod),
        ];
        for (member, kind) in wrapped {
            let key = self.new_str(member)?;
            if let Some(value) = self.dict_get(dict, key)?
                && self.function_of(value).is_some()
            {
                let made = self.heap.object(kind, &[value])?;
                self.dict_put(dict, key, made)?;
            }
        }
        let (eq, hash) = (self.new_str(b"__eq__")?, self.new_str(b"__hash__")?);
        if self.table_has(dict, eq)? && !self.table_has(dict, hash)? {
            self.dict_put(dict, hash, Value::NONE)?;
        }
        self.prepare_slots(name, dict, bases)
    }

    fn prepare_slots(&mut self, name: Value, dict: Value, bases: Value) -> Res<i32> {
        let key = self.new_str(b"__slots__")?;
        let inherited = self.slots_of_bases(bases);
        let Some(slots) = self.dict_get(dict, key)? else {
            return Ok(inherited);
        };
        let slots = match self.is_str(slots) {
            true => self.heap.object(Kind::Tuple, &[slots])?,
            false => {
                let at = self.heap.push(slots)?;
                let sequence = self.to_sequence(at)?;
                self.heap.sp = at + 1;
                sequence
            }
        };
        let mut open = self.any_base_is_open(bases);
        let mut flags = inherited;
        let (_, count) = self.elements(slots);
        for n in 0..count {
            let slot = self.tuple_item(slots, n);
            if !self.is_str(slot) {
                return Err(self.type_error(&[
                    Piece::Text("__slots__ items must be strings, not '"),
                    Piece::TypeOf(slot),
                    Piece::Text("'"),
                ]));
            }
            if self.str_is(slot, b"__dict__") {
                open = true;
                continue;
            }
            if self.str_is(slot, b"__weakref__") {
                continue;
            }
            self.check_slot(slot, bases)?;
            let slot = self.mangled(name, slot)?;
            let repeated = (0..n).any(|m| self.same_text(self.tuple_item(slots, m), slot));
            if !repeated && self.table_has(dict, slot)? {
                return Err(self.raise(
                    Exception::ValueError,
                    &[
                        Piece::Repr(slot),
                        Piece::Text(" in __slots__ conflicts with class variable"),
                    ],
                ));
            }
            let member = self.heap.object(Kind::Cell, &[slot])?;
            self.dict_put(dict, slot, member)?;
            flags |= class_flag::SLOTS;
        }
        Ok(if open {
            flags
        } else {
            flags | class_flag::NO_DICT
        })
    }

    fn same_text(&self, x: Value, y: Value) -> bool {
        self.is_str(x) && self.raw_bytes(x) == self.raw_bytes(y)
    }

    fn check_slot(&mut self, slot: Value, bases: Value) -> Res<()> {
        if !crate::text::class::is_identifier(self.raw_bytes(slot)) {
            return Err(self.type_error(&[Piece::Text("__slots__ must be identifiers")]));
        }
        // The size of these differs from value to value.
        let sized = [Type::Int, Type::Tuple, Type::Bytes];
        let layout = self.common_layout(bases)?;
        match sized.iter().find(|kind| **kind as u16 == layout) {
            Some(kind) => Err(self.type_error(&[
                Piece::Text("nonempty __slots__ not supported for subtype of '"),
                Piece::Text(kind.name()),
                Piece::Text("'"),
            ])),
            None => Ok(()),
        }
    }

    /// The flag of slots, if a base has it.
    fn slots_of_bases(&self, bases: Value) -> i32 {
        let (_, count) = self.elements(bases);
        let with_slots = (0..count).any(|n| match self.tuple_item(bases, n).unpack() {
            Unpacked::Object(at) => self.class_flags(at) & class_flag::SLOTS != 0,
            _ => false,
        });
        if with_slots { class_flag::SLOTS } else { 0 }
    }

    fn any_base_is_open(&self, bases: Value) -> bool {
        let (_, count) = self.elements(bases);
        (0..count).any(|n| {
            let base = self.tuple_item(bases, n);
            match base.unpack() {
                Unpacked::Object(at) => self.class_flags(at) & class_flag::NO_DICT == 0,
                Unpacked::Builtin(id) => catalog::is_exception(id),
                _ => false,
            }
        })
    }

    /// A private name as it is inside a class of this name.
    fn mangled(&mut self, class: Value, name: Value) -> Res<Value> {
        let text = self.raw_bytes(name);
        let private = text.starts_with(b"__") && !text.ends_with(b"__");
        let lead = self
            .raw_bytes(class)
            .iter()
            .take_while(|byte| **byte == b'_')
            .count();
        if !private || lead == self.raw_bytes(class).len() {
            return Ok(name);
        }
        let len = self.raw_bytes(class).len();
        let mut text = self.text_begin()?;
        self.text_push(&mut text, b"_")?;
        self.text_push_part(&mut text, class, lead, len)?;
        self.text_push_str(&mut text, name)?;
        self.text_finish(text)
    }

    /// Notes a class with its bases, for `__subclasses__`.
    fn register_subclass(&mut self, class: Value, bases: Value) -> Res<()> {
        let (_, count) = self.elements(bases);
        for n in 0..count {
            let base = self.tuple_item(bases, n);
            if !self.heap.is(base, Kind::Class) {
                continue;
            }
            let at = base.cell();
            let mut list = self.heap.get(at, field::SUBCLASSES);
            if !self.heap.is(list, Kind::List) {
                list = self.new_list(&[])?;
                self.note_store(at, list);
                self.heap.set(at, field::SUBCLASSES, list);
            }
            self.list_push(list, class)?;
        }
        Ok(())
    }

    /// Calls `__set_name__` of the attributes that have it. They are taken from the namespace,
    /// which stays as it is when a call changes the class.
    fn tell_attributes(&mut self, class: Value, namespace: Value) -> Res<()> {
        let dict = self.unwrapped(namespace);
        if !self.heap.is(dict, Kind::Dict) {
            return Ok(());
        }
        let mut position = 0;
        while let Some((name, value)) = self.dict_next(dict, &mut position) {
            if !self.heap.is(value, Kind::Instance) {
                continue;
            }
            if let Some(method) = self.special(value, symbol::D_SET_NAME)? {
                self.call_python(method, &[value, class, name])?;
            }
        }
        Ok(())
    }

    /// Calls `__init_subclass__` of the next class in the order of resolution.
    fn tell_bases(&mut self, class: Value, keywords: Value) -> Res<()> {
        let mro = self.heap.get(class.cell(), field::MRO);
        let key = self.symbol_key(symbol::D_INIT_SUBCLASS);
        match self.mro_lookup(mro, 1, key)? {
            Some(crate::object::class::Found::Value(method)) => {
                let method = self.bind_to_class(method, class)?;
                self.call_python_with(method, &[], keywords)?;
            }
            _ if keywords != Value::NONE => {
                return Err(self.type_error(&[
                    Piece::ClassName(class),
                    Piece::Text(".__init_subclass__() takes no keyword arguments"),
                ]));
            }
            _ => {}
        }
        Ok(())
    }

    /// As [`Vm::call_python`], with keyword arguments from a dict unless that is None.
    pub(crate) fn call_python_with(
        &mut self,
        callee: Value,
        args: &[Value],
        keywords: Value,
    ) -> Res<Value> {
        need!(self, Class);
        if keywords == Value::NONE {
            return self.call_python(callee, args);
        }
        let mark = self.heap.sp;
        let list = self.heap.object(Kind::Tuple, args)?;
        let arguments = self.spread(list, Some(keywords))?;
        let answer = self.call_from_native(callee, &arguments, crate::vm::Catch::Nothing)?;
        self.heap.sp = mark;
        Ok(answer.unwrap_or(Value::NONE))
    }

    /// `type(name, bases, namespace)` and calls of metaclasses that come to `type.__new__`.
    pub(crate) fn class_of_arguments(&mut self, meta: Value, arguments: &Arguments) -> Res<Value> {
        if arguments.count != 3 {
            let message = "type.__new__() takes exactly 3 arguments (";
            return Err(self.type_error(&[
                Piece::Text(message),
                Piece::Number(arguments.count as i64),
                Piece::Text(" given)"),
            ]));
        }
        let name = self.argument(arguments, 0);
        let bases = self.argument(arguments, 1);
        let namespace = self.argument(arguments, 2);
        if !self.heap.is(bases, Kind::Tuple) {
            return Err(self.type_error(&[
                Piece::Text("type.__new__() argument 2 must be tuple, not "),
                Piece::TypeOf(bases),
            ]));
        }
        let mut keywords = Value::NONE;
        for n in 0..self.keyword_count(arguments) {
            if keywords == Value::NONE {
                keywords = self.new_dict()?;
            }
            let (name, value) = (
                self.keyword_name(arguments, n),
                self.keyword_value(arguments, n),
            );
            self.dict_put(keywords, name, value)?;
        }
        self.new_class(meta, name, bases, namespace, keywords)
    }

    /// RuntimeError and its like never leave half a class: making one only allocates.
    #[cold]
    pub(crate) fn init_returned(&mut self, value: Value) -> Trap {
        self.type_error(&[
            Piece::Text("__init__() should return None, not '"),
            Piece::TypeOf(value),
            Piece::Text("'"),
        ])
    }
}
