//! `str()` and `repr()` of every value, and the names of types.

use crate::catalog::{self, Type};
use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::number::float_text;
use crate::object::str::Text;
use crate::text::repr as text_repr;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// The type of a value, exception classes and instances aside.
    pub(crate) fn type_of(&self, value: Value) -> Type {
        match value.unpack() {
            Unpacked::Float(_) => Type::Float,
            Unpacked::Int(_) => Type::Int,
            Unpacked::None | Unpacked::Unbound => Type::None,
            Unpacked::Bool(_) => Type::Bool,
            Unpacked::Ellipsis => Type::Ellipsis,
            Unpacked::NotImplemented => Type::NotImplemented,
            Unpacked::ConstStr(_) => Type::Str,
            Unpacked::ConstBytes(_) => Type::Bytes,
            Unpacked::Builtin(id) if id < catalog::FUNCTION_BASE => Type::Type,
            Unpacked::Builtin(_) => Type::Builtin,
            Unpacked::Function(_) => Type::Function,
            Unpacked::Module(_) => Type::Module,
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Str | Kind::GrownStr => Type::Str,
                Kind::Bytes => Type::Bytes,
                Kind::ByteArray => Type::Bytearray,
                Kind::MemoryView => Type::Memoryview,
                Kind::Int => Type::Int,
                Kind::List => Type::List,
                Kind::Tuple => Type::Tuple,
                Kind::Dict => Type::Dict,
                Kind::Set => Type::Set,
                Kind::FrozenSet => Type::Frozenset,
                Kind::Range => Type::Range,
                Kind::Slice => Type::Slice,
                Kind::Function => Type::Function,
                Kind::Cell => Type::Cell,
                Kind::Generator => self.generator_type(at),
                Kind::BoundMethod => Type::Builtin,
                Kind::Method => Type::Method,
                Kind::Class => Type::Type,
                Kind::Super => Type::Super,
                Kind::Property => Type::Property,
                Kind::StaticMethod => Type::Staticmethod,
                Kind::ClassMethod => Type::Classmethod,
                Kind::Alias if self.heap.get(at, 0) == Value::int(0) => Type::GenericAlias,
                Kind::Alias => Type::UnionType,
                Kind::Instance => Type::Object,
                Kind::Traceback => Type::Traceback,
                Kind::DictView => match self.heap.get(at, 1).as_int() {
                    0 => Type::DictKeys,
                    1 => Type::DictValues,
                    _ => Type::DictItems,
                },
                Kind::Record => Type::LambdaContext,
                Kind::Iterator => self.iterator_type(at),
                Kind::Exception | Kind::Raw | Kind::Values => Type::Object,
            },
        }
    }

    fn iterator_type(&self, at: usize) -> Type {
        use crate::object::iter::Walk;
        match self.walk(at) {
            Walk::Sequence | Walk::Done => match self.heap.kind_of(self.heap.get(at, 2)) {
                Some(Kind::Tuple) => Type::TupleIterator,
                _ => Type::ListIterator,
            },
            Walk::Str if self.str_is_ascii(self.heap.get(at, 2)) => Type::StrAsciiIterator,
            Walk::Str => Type::StrIterator,
            Walk::Bytes if self.is_bytearray(self.heap.get(at, 2)) => Type::BytearrayIterator,
            Walk::Bytes => Type::BytesIterator,
            Walk::View => Type::MemoryIterator,
            Walk::SmallRange => Type::RangeIterator,
            Walk::Range if self.range_i64(self.heap.get(at, 2)).is_none() => {
                Type::LongrangeIterator
            }
            Walk::Range => Type::RangeIterator,
            Walk::Keys => Type::DictKeyiterator,
            Walk::Values => Type::DictValueiterator,
            Walk::Items => Type::DictItemiterator,
            Walk::ReversedKeys => Type::ReverseKeyiterator,
            Walk::ReversedValues => Type::ReverseValueiterator,
            Walk::ReversedItems => Type::ReverseItemiterator,
            Walk::Set => Type::SetIterator,
            Walk::Enumerate => Type::Enumerate,
            Walk::Zip => Type::Zip,
            Walk::ReversedSequence
                if self.heap.is(self.heap.get(at, 2), Kind::List)
                    && self.heap.get(at, 3) == Value::NONE =>
            {
                Type::ListReverseiterator
            }
            Walk::ReversedSequence => Type::Reversed,
        }
    }

    /// `type(value)`
    pub(crate) fn type_value(&self, value: Value) -> Value {
        match self.heap.kind_of(value) {
            Some(Kind::Exception) => self.exception_class(value),
            Some(Kind::Instance) => self.heap.get(value.cell(), 0),
            Some(Kind::Class) => self
                .heap
                .get(value.cell(), crate::object::class::class_field::META),
            Some(Kind::Generator) => match self.passes_for(value) {
                Some(class) => class,
                None => Value::builtin(self.type_of(value) as u16),
            },
            _ => Value::builtin(self.type_of(value) as u16),
        }
    }

    /// `str(value)`
    pub(crate) fn str_of(&mut self, value: Value) -> Res<Value> {
        if self.is_str(value) {
            return Ok(value);
        }
        if self.program_class(value).is_some()
            && let Some(text) = self.call_special(value, crate::symbol::D_STR, &[])?
        {
            return self.expect_text(text, "__str__");
        }
        match self.heap.kind_of(value) {
            Some(Kind::Instance) if self.has_own_repr(value) && !self.is_text_instance(value) => {
                let shown = self.call_special(value, crate::symbol::D_REPR, &[])?;
                self.expect_text(shown.unwrap_or(Value::NONE), "__str__")
            }
            Some(Kind::Exception) => self.exception_str(value),
            Some(Kind::Instance) => {
                let payload = self.unwrapped(value);
                if self.is_bytearray(payload) {
                    let mut text = self.text_begin()?;
                    let class = self.type_value(value);
                    self.text_push_class_name(&mut text, class)?;
                    self.push_bytearray(&mut text, payload)?;
                    return self.text_finish(text);
                }
                if self.is_set(payload) {
                    return self.set_repr(value);
                }
                match payload == value {
                    true => self.repr(value),
                    false => self.str_of(payload),
                }
            }
            _ => self.repr(value),
        }
    }

    /// Whether the `__str__` of a value's builtin type is not its `__repr__`.
    fn is_text_instance(&self, value: Value) -> bool {
        let payload = self.unwrapped(value);
        self.is_str(payload) || self.is_bytes(payload) || self.is_bytearray(payload)
    }

    /// `repr(value)`
    pub(crate) fn repr(&mut self, value: Value) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_push_repr(&mut text, value)?;
        self.text_finish(text)
    }

    /// The repr of an exception without what its class makes of it.
    pub(crate) fn plain_exception_repr(&mut self, exception: Value) -> Res<Value> {
        let mut text = self.text_begin()?;
        let class = self.exception_class(exception);
        self.text_push_class_name(&mut text, class)?;
        let (first, count) = self.elements(self.exception_args(exception));
        self.text_push(&mut text, b"(")?;
        self.push_elements(&mut text, first, count, 1)?;
        self.text_push(&mut text, b")")?;
        self.text_finish(text)
    }

    /// Adds the repr of a value to a text.
    pub(crate) fn text_push_repr(&mut self, text: &mut Text, value: Value) -> Res<()> {
        self.push_repr(text, value, 0)
    }

    pub(crate) fn push_repr(&mut self, text: &mut Text, value: Value, depth: usize) -> Res<()> {
        self.charge(1)?;
        match value.unpack() {
            Unpacked::Int(int) => self.text_push_number(text, i64::from(int)),
            Unpacked::Float(float) => {
                self.text_write(text, |_, sink| float_text::repr(float, sink))
            }
            Unpacked::None | Unpacked::Unbound => self.text_push(text, b"None"),
            Unpacked::Bool(true) => self.text_push(text, b"True"),
            Unpacked::Bool(false) => self.text_push(text, b"False"),
            Unpacked::Ellipsis => self.text_push(text, b"Ellipsis"),
            Unpacked::NotImplemented => self.text_push(text, b"NotImplemented"),
            Unpacked::ConstStr(_) => self.push_str_repr(text, value),
            Unpacked::ConstBytes(_) => self.push_bytes_repr(text, value),
            Unpacked::Builtin(id) => self.push_builtin_repr(text, id),
            Unpacked::Function(_) => self.push_function_repr(text, value),
            Unpacked::Module(index) => {
                let (name, _, _, _) = self.package.module(index);
                let name = self.package.name_text(name);
                self.text_push(text, b"<module '")?;
                self.text_push(text, name)?;
                self.text_push(text, b"'>")
            }
            Unpacked::Object(at) => self.push_object_repr(text, value, at, depth),
        }
    }

    fn push_str_repr(&mut self, text: &mut Text, value: Value) -> Res<()> {
        self.need_unicode(value)?;
        self.text_write(text, |sources, sink| {
            text_repr::str_repr(sources.text(value), sink)
        })
    }

    fn push_bytes_repr(&mut self, text: &mut Text, value: Value) -> Res<()> {
        self.text_write(text, |sources, sink| {
            text_repr::bytes_repr(sources.text(value), sink)
        })
    }

    fn push_builtin_repr(&mut self, text: &mut Text, id: u16) -> Res<()> {
        let is_class = id < catalog::FUNCTION_BASE;
        self.text_push(
            text,
            if is_class {
                b"<class '"
            } else {
                b"<built-in function "
            },
        )?;
        if id == catalog::Exception::JSONDecodeError as u16 {
            self.text_push(text, b"json.decoder.")?;
        }
        self.text_push(text, catalog::name(id).as_bytes())?;
        self.text_push(text, if is_class { b"'>" } else { b">" })
    }

    fn push_function_repr(&mut self, text: &mut Text, function: Value) -> Res<()> {
        self.text_push(text, b"<function ")?;
        self.push_function_name(text, function)?;
        self.text_push(text, b" at 0x7f0000000000>")
    }

    /// `(b'…')`, which follows the name of the class.
    pub(crate) fn push_bytearray(&mut self, text: &mut Text, value: Value) -> Res<()> {
        self.text_push(text, b"(")?;
        self.text_write(text, |sources, sink| {
            text_repr::bytearray_repr(sources.text(value), sink)
        })?;
        self.text_push(text, b")")
    }

    fn push_object_repr(
        &mut self,
        text: &mut Text,
        value: Value,
        at: usize,
        depth: usize,
    ) -> Res<()> {
        match self.heap.kind(at) {
            Kind::Str | Kind::GrownStr => self.push_str_repr(text, value),
            Kind::Bytes => self.push_bytes_repr(text, value),
            Kind::ByteArray => {
                self.text_push(text, b"bytearray")?;
                self.push_bytearray(text, value)
            }
            Kind::MemoryView => self.text_push(
                text,
                match self.view_released(value) {
                    true => b"<released memory at 0x7f0000000000>",
                    false => b"<memory at 0x7f0000000000>",
                },
            ),
            Kind::Int => self.text_push_int(text, value),
            Kind::List
            | Kind::Tuple
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::DictView => self.push_container(text, value, depth),
            Kind::Range => self.push_range(text, value),
            Kind::Slice => self.push_call(text, b"slice(", value, 3, depth),
            Kind::Exception => {
                if self.has_own_repr(value) {
                    return self.push_own_repr(text, value);
                }
                self.check_nesting(depth, " while getting the repr of an object")?;
                let class = self.exception_class(value);
                self.text_push_class_name(text, class)?;
                let args = self.exception_args(value);
                let (first, count) = self.elements(args);
                self.text_push(text, b"(")?;
                self.push_elements(text, first, count, depth + 1)?;
                self.text_push(text, b")")
            }
            Kind::Function => self.push_function_repr(text, value),
            Kind::BoundMethod => self.push_builtin_method(text, at),
            Kind::Instance => self.push_instance_repr(text, value, depth),
            kind @ (Kind::Class
            | Kind::Method
            | Kind::StaticMethod
            | Kind::ClassMethod
            | Kind::Super
            | Kind::Property
            | Kind::Alias) => self.push_member_repr(text, value, kind, depth),
            _ => {
                self.text_push(text, b"<")?;
                self.text_push_type_name(text, value)?;
                if self.type_of(value) == Type::Generator && self.passes_for(value).is_none() {
                    self.text_push(text, b" object ")?;
                    let function = self.generator_function(value);
                    self.push_function_name(text, function)?;
                    return self.text_push(text, b" at 0x7f0000000000>");
                }
                self.text_push(text, b" object at 0x7f0000000000>")
            }
        }
    }

    fn push_range(&mut self, text: &mut Text, range: Value) -> Res<()> {
        let [start, stop, step] = self.range_fields(range);
        self.text_push(text, b"range(")?;
        self.text_push_int(text, start)?;
        self.text_push(text, b", ")?;
        self.text_push_int(text, stop)?;
        if step != Value::int(1) {
            self.text_push(text, b", ")?;
            self.text_push_int(text, step)?;
        }
        self.text_push(text, b")")
    }

    fn push_call(
        &mut self,
        text: &mut Text,
        open: &[u8],
        value: Value,
        count: usize,
        depth: usize,
    ) -> Res<()> {
        self.check_nesting(depth, " while getting the repr of an object")?;
        self.text_push(text, open)?;
        self.push_elements(text, value.cell() + 1, count, depth + 1)?;
        self.text_push(text, b")")
    }

    fn push_elements(
        &mut self,
        text: &mut Text,
        first: usize,
        count: usize,
        depth: usize,
    ) -> Res<()> {
        for n in 0..count {
            if n > 0 {
                self.text_push(text, b", ")?;
            }
            self.push_repr(text, Value(self.heap.cells[first + n]), depth)?;
        }
        Ok(())
    }

    /// Adds a container, whose path is kept among the working values so that a container inside of
    /// itself shows as `...`.
    fn push_container(&mut self, text: &mut Text, value: Value, depth: usize) -> Res<()> {
        let kind = self.heap.kind(value.cell());
        let path = self.heap.sp;
        if (path..path + depth).any(|cell| self.heap.cells[cell] == value.0) {
            let dots: &[u8] = match kind {
                Kind::List => b"[...]",
                Kind::Tuple => b"(...)",
                Kind::Set => b"set(...)",
                Kind::FrozenSet => b"frozenset(...)",
                Kind::DictView => b"...",
                _ => b"{...}",
            };
            return self.text_push(text, dots);
        }
        self.nest(" while getting the repr of an object")?;
        let pushed = match self.heap.push(value) {
            Ok(_) => self.push_container_body(text, value, kind, depth + 1),
            Err(exhausted) => Err(exhausted),
        };
        self.heap.sp = path;
        self.nested -= 1;
        pushed
    }

    fn push_container_body(
        &mut self,
        text: &mut Text,
        value: Value,
        kind: Kind,
        depth: usize,
    ) -> Res<()> {
        match kind {
            Kind::List => {
                let (first, count) = self.elements(value);
                self.text_push(text, b"[")?;
                self.push_elements(text, first, count, depth)?;
                self.text_push(text, b"]")
            }
            Kind::Tuple => {
                let (first, count) = self.elements(value);
                self.text_push(text, b"(")?;
                self.push_elements(text, first, count, depth)?;
                self.text_push(text, if count == 1 { b",)" } else { b")" })
            }
            Kind::Dict => {
                self.text_push(text, b"{")?;
                self.push_entries(text, value, depth, 3)?;
                self.text_push(text, b"}")
            }
            Kind::DictView => {
                let which = self.heap.get(value.cell(), 1).as_int();
                let open: &[u8] = match which {
                    0 => b"dict_keys([",
                    1 => b"dict_values([",
                    _ => b"dict_items([",
                };
                if self.heap.len(value.cell()) > 2 {
                    self.text_push(text, b"o")?;
                }
                self.text_push(text, open)?;
                self.push_entries(text, self.heap.get(value.cell(), 0), depth, which)?;
                self.text_push(text, b"])")
            }
            _ => {
                let frozen = kind == Kind::FrozenSet;
                if self.dict_len(value) == 0 {
                    return self.text_push(text, if frozen { b"frozenset()" } else { b"set()" });
                }
                self.text_push(text, if frozen { b"frozenset({" } else { b"{" })?;
                self.push_entries(text, value, depth, 0)?;
                self.text_push(text, if frozen { b"})" } else { b"}" })
            }
        }
    }

    /// Adds a table's entries: 0 keys, 1 values, 2 items as tuples, 3 items of a dict display.
    pub(crate) fn push_entries(
        &mut self,
        text: &mut Text,
        table: Value,
        depth: usize,
        which: i32,
    ) -> Res<()> {
        let (mut position, mut first) = (0, true);
        while let Some((key, value)) = self.dict_next(table, &mut position) {
            if !first {
                self.text_push(text, b", ")?;
            }
            first = false;
            if which == 2 {
                self.text_push(text, b"(")?;
            }
            if which != 1 {
                self.push_repr(text, key, depth)?;
            }
            if which >= 2 {
                self.text_push(text, if which == 3 { b": " } else { b", " })?;
            }
            if which != 0 {
                self.push_repr(text, value, depth)?;
            }
            if which == 2 {
                self.text_push(text, b")")?;
            }
        }
        Ok(())
    }

    /// `ascii(value)`
    pub(crate) fn ascii(&mut self, value: Value) -> Res<Value> {
        let repr = self.repr(value)?;
        if self.str_is_ascii(repr) {
            return Ok(repr);
        }
        // A repr is ASCII but for what it shows as it is; those are all that is left to escape.
        self.write_str(|sources, sink| text_repr::escape_non_ascii(sources.text(repr), sink))
    }

    /// TypeError that a text of one type was wanted.
    pub(crate) fn expect_str(&mut self, value: Value, what: &str) -> Res<()> {
        if self.is_str(value) {
            return Ok(());
        }
        Err(self.type_error(&[Piece::Text(what), Piece::TypeOf(value)]))
    }
}
