//! Classes of the program: their layout, their order of resolution and the look-up of names.

use crate::catalog::{self, EXCEPTION_BASE, Feature, Type};
use crate::error::{Piece, Res, Trap, need};
use crate::heap::{Kind, slot};
use crate::object::dict::Named;
use crate::object::lookup::Hooks;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// Payload of a class.
pub(crate) mod class_field {
    /// Its `__name__`.
    pub const NAME: usize = 0;
    /// The tuple of its bases.
    pub const BASES: usize = 1;
    /// The tuple of the classes in which names are looked up, itself first.
    pub const MRO: usize = 2;
    /// Its attributes, a dict.
    pub const DICT: usize = 3;
    /// Its metaclass.
    pub const META: usize = 4;
    /// The identifier of the builtin class that its instances extend.
    pub const LAYOUT: usize = 5;
    /// See [`super::class_flag`].
    pub const FLAGS: usize = 6;
    /// The list of the classes that name it as a base, or None.
    pub const SUBCLASSES: usize = 7;
}

/// What is noted of a class when it is made.
pub(crate) mod class_flag {
    /// Instances have no attributes beside their slots.
    pub const NO_DICT: i32 = 1;
    /// Instances have slots.
    pub const SLOTS: i32 = 2;
}

/// Payload of an instance.
pub(crate) mod instance_field {
    /// Its class.
    pub const CLASS: usize = 0;
    /// Its attributes, a dict or None.
    pub const DICT: usize = 1;
    /// The value of the builtin type that its class extends; an int is its identity.
    pub const PAYLOAD: usize = 2;
    /// Its slots, a dict or None, if it has attributes beside them; else they are its attributes.
    pub const SLOTS: usize = 3;
}

/// What a name means in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// An attribute of a class of the program.
    Value(Value),
    /// A method of this builtin type.
    Builtin(u16),
}

/// A name to look up.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    pub symbol: u16,
    /// The str, or unbound for one that only its symbol names.
    name: Value,
}

impl Vm<'_, '_> {
    /// The builtin class that instances of the class at a cell extend.
    pub(crate) fn class_layout(&self, at: usize) -> u16 {
        self.heap.get(at, class_field::LAYOUT).as_int() as u16
    }

    /// The builtin class that a class is or extends; nothing if the value is no class.
    pub(crate) fn layout_of(&self, class: Value) -> Option<u16> {
        match class.unpack() {
            Unpacked::Builtin(id) if id < catalog::FUNCTION_BASE => Some(id),
            Unpacked::Object(at) if self.heap.holds(at, Kind::Class) => Some(self.class_layout(at)),
            _ => None,
        }
    }

    /// Whether a value is a class, builtin or not.
    pub(crate) fn is_class(&self, value: Value) -> bool {
        self.layout_of(value).is_some()
    }

    pub(crate) fn class_flags(&self, at: usize) -> i32 {
        self.heap.get(at, class_field::FLAGS).as_int()
    }

    /// The class of an instance, if the value is one.
    pub(crate) fn instance_class(&self, value: Value) -> Option<Value> {
        self.heap
            .is(value, Kind::Instance)
            .then(|| self.heap.get(value.cell(), instance_field::CLASS))
    }

    /// The builtin value that an instance wraps; any other value is itself.
    #[inline]
    pub(crate) fn unwrapped(&self, value: Value) -> Value {
        if !Feature::Class.is_enabled() {
            return value;
        }
        if !self.heap.is(value, Kind::Instance) {
            return value;
        }
        let layout = self.layout_of(self.heap.get(value.cell(), instance_field::CLASS));
        if layout == Some(Type::Object as u16) {
            return value;
        }
        self.heap.get(value.cell(), instance_field::PAYLOAD)
    }

    /// Whether an instance wraps a builtin value.
    pub(crate) fn has_payload(&self, value: Value) -> bool {
        self.unwrapped(value) != value
    }

    /// A name that is a str.
    pub(crate) fn key(&mut self, symbol: u16, name: Value) -> Res<Key> {
        match self.is_str(name) {
            true => Ok(Key { symbol, name }),
            false => Err(self.bad_operand()),
        }
    }

    /// A name by its symbol.
    pub(crate) fn symbol_key(&mut self, symbol: u16) -> Key {
        Key {
            symbol,
            name: Value::UNBOUND,
        }
    }

    /// The text of a name.
    fn key_text(&self, key: Key) -> &[u8] {
        match key.name {
            Value::UNBOUND => symbol::NAMES[key.symbol as usize].as_bytes(),
            name => self.raw_bytes(name),
        }
    }

    /// What the cache of look-ups knows a name by.
    fn key_bits(key: Key) -> u64 {
        match key.name {
            Value::UNBOUND => Value::UNBOUND.0 ^ u64::from(key.symbol) << 8,
            name => name.0,
        }
    }

    /// What look-ups depend on: changes of classes and collections.
    #[inline]
    fn lookup_stamp(&self) -> (u64, u64) {
        (self.heap.cells[slot::CLASS_EPOCH], self.heap.moves)
    }

    /// The hooks of a class of the program for reading and storing attributes.
    #[inline]
    pub(crate) fn class_hooks(&mut self, class: Value) -> Res<Hooks> {
        need!(self, Class);
        match self.lookups.hooks(self.lookup_stamp(), class) {
            Some(hooks) => Ok(hooks),
            None => self.find_hooks(class),
        }
    }

    fn find_hooks(&mut self, class: Value) -> Res<Hooks> {
        let mut has = [false; 3];
        let symbols = [symbol::D_GETATTRIBUTE, symbol::D_GETATTR, symbol::D_SETATTR];
        for (has, symbol) in has.iter_mut().zip(symbols) {
            let key = self.symbol_key(symbol);
            *has = matches!(self.class_lookup(class, key)?, Some(Found::Value(_)));
        }
        let hooks = Hooks {
            reads: has[0] || has[1],
            stores: has[2],
        };
        self.lookups.put_hooks(class, hooks);
        Ok(hooks)
    }

    /// An attribute that an instance itself has, if a few looks tell that nothing comes before it.
    #[inline]
    pub(crate) fn quick_attribute(&mut self, subject: Value, name: Value) -> Option<Value> {
        let class = self.quick_class(subject, name)?;
        if self.lookups.hooks(self.lookup_stamp(), class)?.reads {
            return None;
        }
        let own = self.heap.get(subject.cell(), instance_field::DICT);
        if !own.is_object() {
            return None;
        }
        match self.dict_get_name(own, name) {
            Named::Is(value) => Some(value),
            Named::Missing => None,
            Named::Unknown => self.quick_named(own, name),
        }
    }

    /// The value of a name in a dict with an index, if its hash is known.
    fn quick_named(&self, dict: Value, name: Value) -> Option<Value> {
        match self.cached_hash(name) {
            0 => None,
            hash => self.dict_get_text(dict, self.raw_bytes(name), self.table_hash(hash)),
        }
    }

    /// Stores over an attribute that an instance itself has; whether a few looks told that this is
    /// all that there is to do.
    #[inline]
    pub(crate) fn quick_store(&mut self, subject: Value, name: Value, value: Value) -> bool {
        let Some(class) = self.quick_class(subject, name) else {
            return false;
        };
        match self.lookups.hooks(self.lookup_stamp(), class) {
            Some(hooks) if !hooks.stores => {}
            _ => return false,
        }
        let own = self.heap.get(subject.cell(), instance_field::DICT);
        own.is_object() && self.put_over_same(own, name, value)
    }

    /// The class of an instance, if it is known that the name means nothing in it.
    #[inline]
    fn quick_class(&mut self, subject: Value, name: Value) -> Option<Value> {
        if !Feature::Class.is_enabled() {
            return None;
        }
        if !self.heap.is(subject, Kind::Instance) {
            return None;
        }
        let class = self.heap.get(subject.cell(), instance_field::CLASS);
        match self.lookups.get(self.lookup_stamp(), class, name.0) {
            Some(None) if class.is_object() => Some(class),
            _ => None,
        }
    }

    /// The value of a name in a dict.
    pub(crate) fn dict_lookup(&mut self, dict: Value, key: Key) -> Res<Option<Value>> {
        if !self.heap.is(dict, Kind::Dict) {
            return Ok(None);
        }
        match self.dict_get_name(dict, key.name) {
            Named::Is(value) => return Ok(Some(value)),
            Named::Missing => return Ok(None),
            Named::Unknown => {}
        }
        let hash = match key.name {
            Value::UNBOUND => self.text_key_hash(self.key_text(key)),
            name => self.hash_key(name)?,
        };
        Ok(self.dict_get_text(dict, self.key_text(key), hash))
    }

    /// What a name means in a class and those that it derives from.
    pub(crate) fn class_lookup(&mut self, class: Value, key: Key) -> Res<Option<Found>> {
        match class.unpack() {
            Unpacked::Builtin(id) => Ok(self.builtin_lookup(id, key.symbol)),
            Unpacked::Object(at) if self.heap.holds(at, Kind::Class) => {
                let stamp = self.lookup_stamp();
                let bits = Self::key_bits(key);
                if let Some(found) = self.lookups.get(stamp, class, bits) {
                    return Ok(found);
                }
                let mro = self.heap.get(at, class_field::MRO);
                let found = self.mro_lookup(mro, 0, key)?;
                self.lookups.put(class, bits, found);
                Ok(found)
            }
            _ => Ok(None),
        }
    }

    /// What a name means in the classes of an order of resolution from position `start` on.
    pub(crate) fn mro_lookup(&mut self, mro: Value, start: usize, key: Key) -> Res<Option<Found>> {
        need!(self, Class);
        let (first, mut count) = self.elements(mro);
        // Every class has a `__doc__` of its own, None if nothing else.
        if key.symbol == symbol::D_DOC {
            count = count.min(start + 1);
        }
        for n in start..count {
            let class = Value(self.heap.cells[first + n]);
            match class.unpack() {
                Unpacked::Builtin(id) if self.type_knows(id, key.symbol) => {
                    return Ok(Some(Found::Builtin(id)));
                }
                Unpacked::Object(at) => {
                    let dict = self.heap.get(at, class_field::DICT);
                    if let Some(value) = self.dict_lookup(dict, key)? {
                        return Ok(Some(Found::Value(value)));
                    }
                }
                _ => {}
            }
        }
        Ok(None)
    }

    fn builtin_lookup(&self, id: u16, symbol: u16) -> Option<Found> {
        let mut current = id;
        loop {
            if self.type_knows(current, symbol) {
                return Some(Found::Builtin(current));
            }
            current = catalog::base_of(current)?;
        }
    }

    /// Whether a class or one that it derives from has this special method, and not as None.
    pub(crate) fn class_has(&self, class: Value, symbol: u16) -> bool {
        let Unpacked::Object(at) = class.unpack() else {
            return matches!(class.unpack(), Unpacked::Builtin(id)
                if self.builtin_lookup(id, symbol).is_some());
        };
        let text = symbol::NAMES[symbol as usize].as_bytes();
        let hash = self.text_key_hash(text);
        let (first, count) = self.elements(self.heap.get(at, class_field::MRO));
        for n in 0..count {
            match Value(self.heap.cells[first + n]).unpack() {
                Unpacked::Builtin(id) if self.type_knows(id, symbol) => return true,
                Unpacked::Object(at) => {
                    let dict = self.heap.get(at, class_field::DICT);
                    if let Some(value) = self.dict_get_text(dict, text, hash) {
                        return value != Value::NONE;
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// The position after `class` in an order of resolution.
    pub(crate) fn mro_after(&self, mro: Value, class: Value) -> Option<usize> {
        let (first, count) = self.elements(mro);
        (0..count)
            .find(|n| Value(self.heap.cells[first + n]) == class)
            .map(|n| n + 1)
    }

    /// Whether a class is `base` or derived from it; `base` must be a class.
    pub(crate) fn derives(&self, class: Value, base: Value) -> bool {
        if class == base {
            return true;
        }
        match (class.unpack(), base.unpack()) {
            (Unpacked::Builtin(id), Unpacked::Builtin(other)) => catalog::is_subclass(id, other),
            (Unpacked::Object(at), _) if self.heap.holds(at, Kind::Class) => {
                let mro = self.heap.get(at, class_field::MRO);
                self.mro_after(mro, base).is_some()
            }
            _ => false,
        }
    }

    /// A method of this name that the program gave to the value's class: what an operator calls.
    /// Nothing for values without a class of the program, whose operators are builtin.
    pub(crate) fn special(&mut self, value: Value, symbol: u16) -> Res<Option<Value>> {
        if !Feature::Class.is_enabled() {
            return Ok(None);
        }
        match self.special_found(value, symbol)? {
            Some(Found::Value(value)) => Ok(Some(value)),
            _ => Ok(None),
        }
    }

    /// What a special name means in the class of a value that has a class of the program.
    pub(crate) fn special_found(&mut self, value: Value, symbol: u16) -> Res<Option<Found>> {
        if !Feature::Class.is_enabled() {
            return Ok(None);
        }
        let Some(class) = self.program_class(value) else {
            return Ok(None);
        };
        let key = self.symbol_key(symbol);
        self.class_lookup(class, key)
    }

    /// The class of a value if the program made it.
    pub(crate) fn program_class(&self, value: Value) -> Option<Value> {
        if !Feature::Class.is_enabled() {
            return None;
        }
        if !value.is_object() {
            return None;
        }
        let at = value.cell();
        let class = match self.heap.kind(at) {
            Kind::Instance => self.heap.get(at, instance_field::CLASS),
            Kind::Exception => self.exception_class(value),
            Kind::Class => self.heap.get(at, class_field::META),
            _ => return None,
        };
        class.is_object().then_some(class)
    }

    /// The name of a class.
    pub(crate) fn class_name(&self, at: usize) -> Value {
        self.heap.get(at, class_field::NAME)
    }

    /// Notes that some class changed.
    pub(crate) fn class_changed(&mut self) {
        let epoch = &mut self.heap.cells[slot::CLASS_EPOCH];
        *epoch = epoch.wrapping_add(1);
    }

    /// The order of resolution of a class: C3, as CPython computes it. `bases` is a tuple; the
    /// result leaves out the class itself.
    pub(crate) fn merge_bases(&mut self, bases: Value) -> Res<Value> {
        need!(self, Class);
        // Each base's order, and the bases themselves, as lists whose heads are taken off.
        let (_, count) = self.elements(bases);
        let mark = self.heap.sp;
        for n in 0..count {
            let base = self.tuple_item(bases, n);
            let order = self.mro_of(base)?;
            self.heap.push(order)?;
        }
        self.heap.push(bases)?;
        let sequences = count + 1;
        let heads = self.heap.sp;
        for _ in 0..sequences {
            self.heap.push(Value::int(0))?;
        }
        let merged = self.new_list(&[])?;
        while let Some(next) = self.next_in_merge(mark, heads, sequences, bases)? {
            self.charge(sequences)?;
            self.list_push(merged, next)?;
            for n in 0..sequences {
                let sequence = Value(self.heap.cells[mark - 1 - n]);
                let head = Value(self.heap.cells[heads - 1 - n]).as_int();
                let (_, len) = self.elements(sequence);
                if (head as usize) < len && self.tuple_item(sequence, head as usize) == next {
                    self.heap.cells[heads - 1 - n] = Value::int(head + 1).0;
                }
            }
        }
        self.heap.sp = mark;
        Ok(merged)
    }

    /// The next class of a merge: the first head that stands in no other sequence's tail.
    fn next_in_merge(
        &mut self,
        mark: usize,
        heads: usize,
        sequences: usize,
        bases: Value,
    ) -> Res<Option<Value>> {
        let mut empty = true;
        for n in 0..sequences {
            let sequence = Value(self.heap.cells[mark - 1 - n]);
            let head = Value(self.heap.cells[heads - 1 - n]).as_int() as usize;
            let (_, len) = self.elements(sequence);
            if head >= len {
                continue;
            }
            empty = false;
            let candidate = self.tuple_item(sequence, head);
            let in_a_tail = (0..sequences).any(|other| {
                let sequence = Value(self.heap.cells[mark - 1 - other]);
                let head = Value(self.heap.cells[heads - 1 - other]).as_int() as usize;
                let (first, len) = self.elements(sequence);
                (head + 1..len).any(|m| self.heap.cells[first + m] == candidate.0)
            });
            if !in_a_tail {
                return Ok(Some(candidate));
            }
        }
        if empty {
            return Ok(None);
        }
        Err(self.inconsistent_bases(mark, heads, sequences, bases))
    }

    #[cold]
    fn inconsistent_bases(
        &mut self,
        mark: usize,
        heads: usize,
        sequences: usize,
        _bases: Value,
    ) -> Trap {
        let names = (|| -> Res<Value> {
            let mut seen = self.new_list(&[])?;
            for n in 0..sequences {
                let sequence = Value(self.heap.cells[mark - 1 - n]);
                let head = Value(self.heap.cells[heads - 1 - n]).as_int() as usize;
                let (_, len) = self.elements(sequence);
                if head >= len {
                    continue;
                }
                let class = self.tuple_item(sequence, head);
                let (first, count) = self.elements(seen);
                if !(0..count).any(|m| self.heap.cells[first + m] == class.0) {
                    self.list_push(seen, class)?;
                }
            }
            let (_, count) = self.elements(seen);
            let mut text = self.text_begin()?;
            for n in 0..count {
                if n > 0 {
                    self.text_push(&mut text, b", ")?;
                }
                let class = self.list_get(seen, n);
                self.text_push_class_name(&mut text, class)?;
            }
            seen = self.text_finish(text)?;
            Ok(seen)
        })();
        match names {
            Ok(names) => self.type_error(&[
                Piece::Text("Cannot create a consistent method resolution\norder (MRO) for bases "),
                Piece::Str(names),
            ]),
            Err(trap) => trap,
        }
    }

    /// The order of resolution of any class, as a tuple or list.
    pub(crate) fn mro_of(&mut self, class: Value) -> Res<Value> {
        need!(self, Class);
        match class.unpack() {
            Unpacked::Builtin(id) => {
                let list = self.new_list(&[class])?;
                let mut current = id;
                while let Some(base) = catalog::base_of(current) {
                    self.list_push(list, Value::builtin(base))?;
                    current = base;
                }
                Ok(list)
            }
            _ => Ok(self.heap.get(class.cell(), class_field::MRO)),
        }
    }

    /// The `n`-th element of a list or tuple.
    #[inline]
    pub(crate) fn tuple_item(&self, sequence: Value, n: usize) -> Value {
        Value(self.heap.cells[self.elements(sequence).0 + n])
    }

    /// Whether a class is an exception class.
    pub(crate) fn is_exception_class(&self, class: Value) -> bool {
        self.layout_of(class)
            .is_some_and(|id| id >= EXCEPTION_BASE && catalog::is_exception(id))
    }

    /// Whether the class of an exception is `class` or derived from it.
    pub(crate) fn exception_derives(&self, exception: Value, class: Value) -> bool {
        self.derives(self.exception_class(exception), class)
    }
}
