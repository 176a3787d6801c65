//! Dicts: entries in insertion order, and an index once they are many.
//!
//! An entry is three cells: hash, key, value; a removed entry's key is unbound. Up to
//! [`SCAN_MAX`] entries are searched in order, which costs no memory for an index.

use crate::catalog::Exception;
use crate::error::{Piece, Res, Trap};
use crate::heap::Kind;
use crate::object::dict_look::{Look, entry_in, look, with_entry};
use crate::value::Value;
use crate::vm::Vm;

pub(crate) const LIVE: usize = 0;
pub(crate) const USED: usize = 1;
pub(crate) const ENTRIES: usize = 2;
pub(crate) const INDEX: usize = 3;
/// Cells of an entry.
pub(crate) const ENTRY: usize = 3;
/// Entries that are searched without an index.
pub(crate) const SCAN_MAX: usize = 8;
pub(crate) const EMPTY: u32 = u32::MAX;

/// What a look at a dict told of a name.
pub(crate) enum Named {
    Is(Value),
    Missing,
    /// Texts have to be compared.
    Unknown,
}

impl Vm<'_, '_> {
    /// A new empty dict.
    pub(crate) fn new_dict(&mut self) -> Res<Value> {
        let (zero, none) = (Value::int(0), Value::NONE);
        let fields = [zero, zero, none, none];
        self.heap.object(Kind::Dict, &fields)
    }

    fn new_index(&mut self, room: usize) -> Res<Value> {
        if room <= SCAN_MAX {
            return Ok(Value::NONE);
        }
        // At most three quarters of the slots are taken; two slots share a cell.
        let slots = (room * 4 / 3 + 1).next_power_of_two();
        let index = self.heap.allocate(Kind::Raw, slots / 2)?;
        self.heap.cells[index + 1..index + 1 + slots / 2].fill(u64::MAX);
        Ok(Value::object(index))
    }

    /// Entries of a dict, elements of a set.
    #[inline]
    pub(crate) fn dict_len(&self, table: Value) -> usize {
        self.heap.get(table.cell(), LIVE).as_int() as usize
    }

    #[inline]
    fn used(&self, table: Value) -> usize {
        self.heap.get(table.cell(), USED).as_int() as usize
    }

    #[inline]
    fn entry(&self, table: Value, n: usize) -> usize {
        self.heap.get(table.cell(), ENTRIES).cell() + 1 + ENTRY * n
    }

    /// The next live entry from position `position` on; of a set, the next element and None.
    #[inline]
    pub(crate) fn dict_next(&self, table: Value, position: &mut usize) -> Option<(Value, Value)> {
        if self.heap.kind(table.cell()) != Kind::Dict {
            let (key, _) = self.set_next(table, position)?;
            return Some((key, Value::NONE));
        }
        let used = self.used(table);
        while *position < used {
            let at = self.entry(table, *position);
            *position += 1;
            let key = Value(self.heap.cells[at + 1]);
            if key != Value::UNBOUND {
                return Some((key, Value(self.heap.cells[at + 2])));
            }
        }
        None
    }

    /// The last live entry before position `position`.
    pub(crate) fn dict_previous(
        &self,
        table: Value,
        position: &mut usize,
    ) -> Option<(Value, Value)> {
        *position = (*position).min(self.used(table));
        while *position > 0 {
            *position -= 1;
            let at = self.entry(table, *position);
            let key = Value(self.heap.cells[at + 1]);
            if key != Value::UNBOUND {
                return Some((key, Value(self.heap.cells[at + 2])));
            }
        }
        None
    }

    fn slot(&self, index: usize, n: usize) -> u32 {
        entry_in(self.heap.cells[index + 1 + n / 2], n)
    }

    fn set_slot(&mut self, index: usize, n: usize, entry: u32) {
        let cell = &mut self.heap.cells[index + 1 + n / 2];
        *cell = with_entry(*cell, n, entry);
    }

    /// The cells of the entry with this key.
    fn find(&mut self, table: Value, key: Value, hash: u32) -> Res<Option<usize>> {
        let index = self.heap.get(table.cell(), INDEX);
        let hash_value = Value::int(hash as i32);
        if !index.is_object() {
            for n in 0..self.used(table) {
                let at = self.entry(table, n);
                if self.heap.cells[at] == hash_value.0 && self.entry_is(at, key)? {
                    return Ok(Some(at));
                }
            }
            return Ok(None);
        }
        let index = index.cell();
        let mask = 2 * self.heap.len(index) - 1;
        let (mut slot, mut step) = (hash as usize & mask, 0);
        loop {
            let n = self.slot(index, slot);
            if n == EMPTY {
                return Ok(None);
            }
            let at = self.entry(table, n as usize);
            if self.heap.cells[at] == hash_value.0 && self.entry_is(at, key)? {
                return Ok(Some(at));
            }
            self.charge(1)?;
            // Triangular steps visit every slot of a power of two.
            step += 1;
            slot = (slot + step) & mask;
        }
    }

    #[inline]
    fn entry_is(&mut self, at: usize, key: Value) -> Res<bool> {
        let found = Value(self.heap.cells[at + 1]);
        if found == key {
            return Ok(true);
        }
        if found == Value::UNBOUND {
            return Ok(false);
        }
        self.equal(found, key)
    }

    /// The value of a key.
    pub(crate) fn dict_get(&mut self, table: Value, key: Value) -> Res<Option<Value>> {
        let hash = self.hash_key(key)?;
        let found = self.find(table, key, hash)?;
        Ok(found.map(|at| Value(self.heap.cells[at + 2])))
    }

    /// The position among a dict's entries of the one whose key is this very str.
    pub(crate) fn dict_entry_of(&self, table: Value, key: Value) -> Option<u32> {
        if !self.heap.is(table, Kind::Dict) {
            return None;
        }
        (0..self.used(table))
            .find(|n| self.heap.cells[self.entry(table, *n) + 1] == key.0)
            .map(|n| n as u32)
    }

    /// The value of a key that is this very str, if the dict is small enough for a look at each.
    #[inline]
    pub(crate) fn dict_get_same(&self, table: Value, key: Value) -> Option<Value> {
        if self.heap.get(table.cell(), INDEX).is_object() || key == Value::UNBOUND {
            return None;
        }
        (0..self.used(table))
            .map(|n| self.entry(table, n))
            .find(|at| self.heap.cells[at + 1] == key.0)
            .map(|at| Value(self.heap.cells[at + 2]))
    }

    /// The value of a name in a dict, as far as that is told without comparing texts: those of a
    /// package are all different (docs/formats/package.md).
    pub(crate) fn dict_get_name(&self, table: Value, name: Value) -> Named {
        let used = self.used(table);
        if used == 0 {
            return Named::Missing;
        }
        let constant = matches!(name.unpack(), crate::value::Unpacked::ConstStr(_));
        if !constant || self.heap.get(table.cell(), INDEX).is_object() {
            return Named::Unknown;
        }
        let mut told = true;
        for n in 0..used {
            let at = self.entry(table, n);
            let key = Value(self.heap.cells[at + 1]);
            if key == name {
                return Named::Is(Value(self.heap.cells[at + 2]));
            }
            told &= matches!(key.unpack(), crate::value::Unpacked::ConstStr(_));
        }
        match told {
            true => Named::Missing,
            false => Named::Unknown,
        }
    }

    /// The value of the key that is a str of this text.
    pub(crate) fn dict_get_text(&self, table: Value, text: &[u8], hash: u32) -> Option<Value> {
        let index = self.heap.get(table.cell(), INDEX);
        let hash_value = Value::int(hash as i32);
        let is = |at: usize| {
            self.heap.cells[at] == hash_value.0 && self.str_is(Value(self.heap.cells[at + 1]), text)
        };
        if !index.is_object() {
            return (0..self.used(table))
                .map(|n| self.entry(table, n))
                .find(|at| is(*at))
                .map(|at| Value(self.heap.cells[at + 2]));
        }
        let index = index.cell();
        let mask = 2 * self.heap.len(index) - 1;
        let (mut slot, mut step) = (hash as usize & mask, 0);
        loop {
            let n = self.slot(index, slot);
            if n == EMPTY {
                return None;
            }
            let at = self.entry(table, n as usize);
            if is(at) {
                return Some(Value(self.heap.cells[at + 2]));
            }
            step += 1;
            slot = (slot + step) & mask;
        }
    }

    /// Whether the table has the key.
    pub(crate) fn table_has(&mut self, table: Value, key: Value) -> Res<bool> {
        if self.is_set(table) {
            return self.set_has(table, key);
        }
        let hash = self.hash_key(key)?;
        Ok(self.find(table, key, hash)?.is_some())
    }

    /// Sets the value of a str of the package in a dict that has that key; the look costs no fuel.
    #[inline]
    pub(crate) fn put_over_same(&mut self, table: Value, key: Value, value: Value) -> bool {
        let plain = matches!(key.unpack(), crate::value::Unpacked::ConstStr(_))
            && self.heap.is(table, Kind::Dict);
        if !plain {
            return false;
        }
        let found = match self.heap.get(table.cell(), INDEX).is_object() {
            true => self.indexed_entry(table, key),
            false => (0..self.used(table))
                .map(|n| self.entry(table, n))
                .find(|at| self.heap.cells[at + 1] == key.0),
        };
        let Some(at) = found else {
            return false;
        };
        let entries = self.heap.get(table.cell(), ENTRIES).cell();
        self.note_store(entries, value);
        self.heap.cells[at + 2] = value.0;
        true
    }

    /// The entry of a str of the package in a dict with an index.
    fn indexed_entry(&mut self, table: Value, key: Value) -> Option<usize> {
        let hash = self.hash_key(key).ok()?;
        match look(self.heap.cells, &self.package, table, key, hash) {
            (Look::Entry(at), _) => Some(at),
            _ => None,
        }
    }

    /// Sets the value of a key.
    pub(crate) fn dict_put(&mut self, table: Value, key: Value, value: Value) -> Res<()> {
        if self.put_over_same(table, key, value) {
            return Ok(());
        }
        let hash = self.hash_key(key)?;
        if let Some(at) = self.find(table, key, hash)? {
            let entries = self.heap.get(table.cell(), ENTRIES).cell();
            self.note_store(entries, value);
            self.heap.cells[at + 2] = value.0;
            return Ok(());
        }
        self.table_reserve(table)?;
        let used = self.used(table);
        let at = self.entry(table, used);
        let entries = self.heap.get(table.cell(), ENTRIES).cell();
        self.note_store(entries, key);
        self.note_store(entries, value);
        self.heap.cells[at] = Value::int(hash as i32).0;
        self.heap.cells[at + 1] = key.0;
        self.heap.cells[at + 2] = value.0;
        self.index_entry(table, hash, used as u32);
        self.heap
            .set(table.cell(), USED, Value::int(used as i32 + 1));
        let live = self.dict_len(table) as i32 + 1;
        self.heap.set(table.cell(), LIVE, Value::int(live));
        Ok(())
    }

    fn index_entry(&mut self, table: Value, hash: u32, entry: u32) {
        let index = self.heap.get(table.cell(), INDEX);
        if !index.is_object() {
            return;
        }
        let index = index.cell();
        let mask = 2 * self.heap.len(index) - 1;
        let (mut slot, mut step) = (hash as usize & mask, 0);
        while self.slot(index, slot) != EMPTY {
            step += 1;
            slot = (slot + step) & mask;
        }
        self.set_slot(index, slot, entry);
    }

    /// Makes room for `more` entries, so that putting them cannot fail.
    fn dict_expect(&mut self, dict: Value, more: usize) -> Res<()> {
        let entries = self.heap.get(dict.cell(), ENTRIES);
        let room = match entries.is_object() {
            true => self.heap.len(entries.cell()) / ENTRY,
            false => 0,
        };
        if self.used(dict) + more <= room {
            return Ok(());
        }
        self.rebuild(dict, (self.dict_len(dict) + more).max(4))
    }

    /// Makes room for one more entry.
    fn table_reserve(&mut self, table: Value) -> Res<()> {
        let entries = self.heap.get(table.cell(), ENTRIES);
        let room = if entries.is_object() {
            self.heap.len(entries.cell()) / ENTRY
        } else {
            0
        };
        if self.used(table) < room {
            return Ok(());
        }
        let live = self.dict_len(table);
        let wanted = if live < 4 { 4 } else { 2 * live };
        self.rebuild(table, wanted)
    }

    /// Moves the live entries to new storage with room for `room` of them.
    fn rebuild(&mut self, table: Value, room: usize) -> Res<()> {
        let live = self.dict_len(table);
        self.charge(live)?;
        let index = self.new_index(room)?;
        let new = self
            .heap
            .filled(Kind::Values, ENTRY * room, Value::UNBOUND)?;
        let mut to = new + 1;
        for n in 0..self.used(table) {
            let at = self.entry(table, n);
            if Value(self.heap.cells[at + 1]) != Value::UNBOUND {
                self.heap.cells.copy_within(at..at + ENTRY, to);
                to += ENTRY;
            }
        }
        let at = table.cell();
        self.note_store(at, Value::object(new));
        self.heap.set(at, ENTRIES, Value::object(new));
        self.heap.set(at, INDEX, index);
        self.heap.set(at, USED, Value::int(live as i32));
        for n in 0..live {
            let hash = Value(self.heap.cells[new + 1 + ENTRY * n]).as_int() as u32;
            self.index_entry(table, hash, n as u32);
        }
        Ok(())
    }

    /// Removes a key and returns its value.
    pub(crate) fn dict_remove(&mut self, table: Value, key: Value) -> Res<Option<Value>> {
        let hash = self.hash_key(key)?;
        let Some(at) = self.find(table, key, hash)? else {
            return Ok(None);
        };
        let value = Value(self.heap.cells[at + 2]);
        self.remove_entry(table, at);
        Ok(Some(value))
    }

    fn remove_entry(&mut self, table: Value, at: usize) {
        self.heap.cells[at + 1] = Value::UNBOUND.0;
        self.heap.cells[at + 2] = Value::NONE.0;
        let live = self.dict_len(table) as i32 - 1;
        self.heap.set(table.cell(), LIVE, Value::int(live));
        if live == 0 {
            self.dict_clear(table);
        }
    }

    /// Removes and returns the last entry.
    pub(crate) fn dict_pop_last(&mut self, table: Value) -> Option<(Value, Value)> {
        let mut position = self.used(table);
        let entry = self.dict_previous(table, &mut position)?;
        let at = self.entry(table, position);
        self.remove_entry(table, at);
        Some(entry)
    }

    /// Removes everything.
    pub(crate) fn dict_clear(&mut self, table: Value) {
        let at = table.cell();
        self.heap.set(at, LIVE, Value::int(0));
        self.heap.set(at, USED, Value::int(0));
        self.heap.set(at, ENTRIES, Value::NONE);
        self.heap.set(at, INDEX, Value::NONE);
    }

    /// A copy of a dict.
    pub(crate) fn copy_dict(&mut self, table: Value) -> Res<Value> {
        let copy = self.new_dict()?;
        let live = self.dict_len(table);
        if live > 0 {
            self.rebuild(copy, live.max(4))?;
            let (mut position, mut n) = (0, 0);
            let used = self.used(table);
            while position < used {
                let at = self.entry(table, position);
                position += 1;
                if Value(self.heap.cells[at + 1]) == Value::UNBOUND {
                    continue;
                }
                let to = self.entry(copy, n);
                self.heap.cells.copy_within(at..at + ENTRY, to);
                let hash = Value(self.heap.cells[to]).as_int() as u32;
                self.index_entry(copy, hash, n as u32);
                n += 1;
            }
            self.heap.set(copy.cell(), USED, Value::int(n as i32));
            self.heap.set(copy.cell(), LIVE, Value::int(n as i32));
        }
        self.charge(live)?;
        Ok(copy)
    }

    /// `DictMerge`: adds the entries of the mapping in a cell. As `**` of a call, keys must be strs
    /// and new.
    pub(crate) fn dict_merge(
        &mut self,
        dict: Value,
        source_cell: usize,
        callee: Option<Value>,
    ) -> Res<()> {
        let source = Value(self.heap.cells[source_cell]);
        let source = match self.mapping_entries(source)? {
            Some(entries) => entries,
            None => source,
        };
        if !self.heap.is(source, Kind::Dict) {
            return Err(match callee {
                Some(callee) => self.type_error(&[
                    Piece::Callee(callee),
                    Piece::Text(" argument after ** must be a mapping, not "),
                    Piece::TypeOf(source),
                ]),
                None => self.type_error(&[
                    Piece::Text("'"),
                    Piece::TypeOf(source),
                    Piece::Text("' object is not a mapping"),
                ]),
            });
        }
        if let Some(callee) = callee {
            self.check_keywords(dict, source, callee)?;
            // From here on nothing fails, so that no key is there already when this runs again.
            self.dict_expect(dict, self.dict_len(source))?;
        }
        let mut position = 0;
        while let Some((key, value)) = self.dict_next(source, &mut position) {
            self.charge(1)?;
            self.dict_put(dict, key, value)?;
        }
        Ok(())
    }

    /// The keys of `**source` are strs, and none was given to the call before.
    fn check_keywords(&mut self, dict: Value, source: Value, callee: Value) -> Res<()> {
        let mut position = 0;
        while let Some((key, _)) = self.dict_next(source, &mut position) {
            self.charge(1)?;
            if !self.is_str(key) {
                return Err(self.type_error(&[Piece::Text("keywords must be strings")]));
            }
            if self.table_has(dict, key)? {
                return Err(self.type_error(&[
                    Piece::Callee(callee),
                    Piece::Text(" got multiple values for keyword argument '"),
                    Piece::Str(key),
                    Piece::Text("'"),
                ]));
            }
        }
        Ok(())
    }

    /// `dict.update` with one positional argument in a cell. It may run again from its start: the
    /// same entries are put again.
    pub(crate) fn dict_update(&mut self, dict: Value, source_cell: usize) -> Res<()> {
        let source = Value(self.heap.cells[source_cell]);
        if let Some(entries) = self.mapping_entries(source)? {
            let mut position = 0;
            while let Some((key, value)) = self.dict_next(entries, &mut position) {
                self.charge(1)?;
                self.dict_put(dict, key, value)?;
            }
            return Ok(());
        }
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        let pairs = self.to_sequence(source_cell)?;
        let (_, count) = self.elements(pairs);
        for n in 0..count {
            let (at, _) = self.elements(pairs);
            let pair = Value(self.heap.cells[at + n]);
            let (key, value) = self.pair(pair, n)?;
            self.dict_put(dict, key, value)?;
        }
        Ok(())
    }

    /// A dict with the entries of a mapping: itself if it is a dict; nothing if it is none.
    pub(crate) fn mapping_entries(&mut self, source: Value) -> Res<Option<Value>> {
        if self.heap.is(source, Kind::Dict) {
            return Ok(Some(source));
        }
        if self.program_class(source).is_none() {
            return Ok(None);
        }
        let payload = self.unwrapped(source);
        if self.heap.is(payload, Kind::Dict)
            && self.special(source, crate::symbol::D_ITER)?.is_none()
        {
            return Ok(Some(payload));
        }
        let name = self.symbol_text(crate::symbol::KEYS)?;
        let Some(keys) = self.find_attribute(source, crate::symbol::KEYS, name)? else {
            return Ok(None);
        };
        let keys = self.call_python(keys, &[])?;
        let mark = self.heap.sp;
        let at = self.heap.push(keys)?;
        let keys = self.to_sequence(at)?;
        self.heap.sp = mark;
        let dict = self.new_dict()?;
        let (_, count) = self.elements(keys);
        for n in 0..count {
            let key = self.tuple_item(keys, n);
            let value = self.item_of_instance(source, key)?;
            self.dict_put(dict, key, value)?;
        }
        Ok(Some(dict))
    }

    /// A new dict with the entries of any mapping.
    pub(crate) fn dict_of_mapping(&mut self, source: Value) -> Res<Value> {
        match self.mapping_entries(source)? {
            Some(dict) => self.copy_dict(dict),
            None => Err(self.type_error(&[
                Piece::Text("type.__new__() argument 3 must be dict, not "),
                Piece::TypeOf(source),
            ])),
        }
    }

    fn pair(&mut self, pair: Value, n: usize) -> Res<(Value, Value)> {
        let pair = self.plain_iterable(pair)?;
        let sequence = match self.sequence(pair) {
            Some(_) => pair,
            None if self.is_str(pair) || self.heap.is(pair, Kind::Dict) => self.to_list(pair)?,
            None => {
                return Err(self.type_error(&[
                    Piece::Text("cannot convert dictionary update sequence element #"),
                    Piece::Number(n as i64),
                    Piece::Text(" to a sequence"),
                ]));
            }
        };
        let (at, count) = self.elements(sequence);
        if count != 2 {
            return Err(self.raise(
                Exception::ValueError,
                &[
                    Piece::Text("dictionary update sequence element #"),
                    Piece::Number(n as i64),
                    Piece::Text(" has length "),
                    Piece::Number(count as i64),
                    Piece::Text("; 2 is required"),
                ],
            ));
        }
        Ok((Value(self.heap.cells[at]), Value(self.heap.cells[at + 1])))
    }

    /// KeyError for a key.
    #[cold]
    pub(crate) fn key_error(&mut self, key: Value) -> Trap {
        match self.raise_with(Exception::KeyError, &[key]) {
            Ok(trap) | Err(trap) => trap,
        }
    }
}
