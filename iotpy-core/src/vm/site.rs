//! What attributes meant where they were read, stored or called lately.
//!
//! As `object::lookup`, it lies beside the arena, holds nothing that cannot be found again, costs
//! no fuel and is void once a class changes or objects move. An entry belongs to one instruction
//! and one class of receivers, so that an instruction that meets several classes has several.

use super::exec::QUICK;
#[cfg(feature = "native")]
use super::native::Flat;
use crate::catalog::Type;
use crate::heap::{Kind, slot};
use crate::object::class::{Found, class_field, instance_field};
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// Entries: a machine without the loop that asks them needs none.
pub(super) const SITES: usize = if !QUICK {
    1
} else if cfg!(target_pointer_width = "64") {
    512
} else {
    64
};

/// What a name means at an instruction for the instances of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An attribute of the instance, in this entry of its dict.
    Own(u32),
    /// As `Own`, and storing over it is all that an assignment does.
    Store(u32),
    /// A value of the class, unless the instance has the name.
    Member(Value),
    /// A function of the class, unless the instance has the name.
    Method(Value),
    /// The getter of a property.
    Getter(Value),
    /// What the class has in a static method, unless the instance has the name.
    Static(Value),
    /// An attribute of the class whose cell it is known under.
    OfClass(Value),
    /// What an assignment adds to instances that lack the attribute.
    Put,
    /// A special method of the class, which instances do not hide.
    Special(Value),
    /// A class makes instances of so many fields, and enters this function for each.
    Init(Value, u8),
    /// The class of an instance derives from this one, for `super()`.
    Derived(Value),
    /// What the classes after the first of these have for a method of instances.
    Inherited(Value, Value),
    /// A method that all values of the builtin type have.
    Builtin,
}

/// An entry. Machine code reads the fields but `meaning`.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct Site {
    pub(super) key: u64,
    /// The 32 bits under which dicts keep the name.
    pub hash: u32,
    pub name: Value,
    #[cfg(feature = "native")]
    pub flat: Flat,
    pub meaning: Meaning,
}

/// The key of no instruction and class.
const VOID: u64 = u64::MAX;

const EMPTY: Site = Site {
    key: VOID,
    hash: 0,
    name: Value::UNBOUND,
    #[cfg(feature = "native")]
    flat: Flat::NONE,
    meaning: Meaning::Builtin,
};

/// All entries of a VM.
pub(super) struct Sites {
    pub(super) entries: [Site; SITES],
    /// Changes of classes and moves of objects that the entries have seen.
    stamp: (u64, u64),
    /// Whether there is an entry that is not void.
    is_used: bool,
}

/// An instruction and what stands for the class of its receiver: the cell of a class of the
/// program, or the kind of a builtin object, which is less than any such cell.
#[inline]
fn key_of(pc: usize, class: usize) -> u64 {
    (pc as u64) << 32 | class as u64
}

/// What keys are multiplied with to be spread.
pub(super) const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Where an entry is that is not the one of its instruction.
#[inline]
fn place_beside(key: u64) -> usize {
    (key.wrapping_mul(FACTOR) >> 48) as usize % SITES
}

impl Sites {
    pub(super) const fn new() -> Sites {
        Sites {
            entries: [EMPTY; SITES],
            stamp: (0, 0),
            is_used: false,
        }
    }

    /// Voids all entries if classes have changed or objects moved since they were made.
    #[inline]
    pub(super) fn renew(&mut self, stamp: (u64, u64)) {
        if self.stamp == stamp {
            return;
        }
        self.stamp = stamp;
        if core::mem::take(&mut self.is_used) {
            for site in &mut self.entries {
                site.key = VOID;
            }
        }
    }

    /// What is known of an instruction for receivers of a class. An instruction has one place of
    /// its own, which is known before the class is.
    #[inline(always)]
    pub(super) fn get(&self, pc: usize, class: usize) -> Option<&Site> {
        let key = key_of(pc, class);
        let site = &self.entries[pc % SITES];
        if site.key == key {
            return Some(site);
        }
        self.get_beside(key)
    }

    #[inline(never)]
    fn get_beside(&self, key: u64) -> Option<&Site> {
        let place = place_beside(key);
        let places = [place, place ^ 1 & (SITES - 1)];
        let sites = places.map(|place| &self.entries[place]);
        sites.into_iter().find(|site| site.key == key)
    }

    fn put(&mut self, pc: usize, class: usize, site: Site) {
        let key = key_of(pc, class);
        let beside = place_beside(key);
        let places = [pc % SITES, beside, beside ^ 1 & (SITES - 1)];
        let is_free = |place: &usize| [key, VOID].contains(&self.entries[*place].key);
        let place = places.into_iter().find(is_free).unwrap_or(beside);
        self.entries[place] = Site { key, ..site };
        self.is_used = true;
    }
}

/// What an instruction does with the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Read,
    Store,
    Call,
}

impl Vm<'_, '_> {
    /// Voids what is known of instructions if it may be stale.
    #[inline]
    pub(super) fn renew_sites(&mut self) {
        let stamp = (self.heap.cells[slot::CLASS_EPOCH], self.heap.moves);
        self.sites.renew(stamp);
    }

    /// Notes what the name of the running instruction means for values like `subject`.
    pub(super) fn learn(&mut self, subject: Value, how: Use) {
        if SITES == 1 {
            return;
        }
        let (offset, symbol) = self.package.name(self.ext() as u16);
        let name = Value::const_str(offset);
        let found = match (self.heap.kind_of(subject), how) {
            (Some(Kind::Instance), _) => self.meaning_of(subject, symbol, name, how),
            (Some(Kind::Class), Use::Read) => self.meaning_in_class(subject, symbol, name),
            (Some(Kind::Super), Use::Call) => self.inherited(subject, symbol, name),
            (_, Use::Call) => self.builtin_meaning(subject, symbol),
            _ => None,
        };
        let Some((class, meaning)) = found else {
            return;
        };
        self.note_site(self.pc, class, name, meaning);
    }

    /// Notes how the class that the instruction at `pc` has called makes instances.
    pub(super) fn learn_init(&mut self, pc: usize, class: Value) {
        let plain = SITES > 1
            && self.heap.is(class, Kind::Class)
            && self.class_layout(class.cell()) == Type::Object as u16;
        if !plain {
            return;
        }
        if let Ok(Some(init)) = self.plain_init(class) {
            let fields = self.instance_fields(class) as u8;
            let meaning = Meaning::Init(init, fields);
            self.note_site(pc, class.cell(), Value::UNBOUND, meaning);
        }
    }

    /// Notes what `__enter__` or `__exit__` of a class is.
    pub(super) fn learn_special(&mut self, manager: Value, symbol: u16) {
        let class = match self.instance_class(manager) {
            Some(class) if SITES > 1 && class.is_object() => class,
            _ => return,
        };
        if let Ok(Some(method)) = self.special(manager, symbol)
            && self.function_of(method).is_some()
        {
            let meaning = Meaning::Special(method);
            self.note_site(self.pc, class.cell(), Value::UNBOUND, meaning);
        }
    }

    /// Notes that the running call of `super` has a class that the instance's one derives from.
    pub(super) fn learn_super(&mut self, class: Value, object: Value) {
        let own = match self.instance_class(object) {
            Some(own) if SITES > 1 && own.is_object() => own,
            _ => return,
        };
        if self.heap.is(class, Kind::Class) && self.derives(own, class) {
            self.note_site(self.pc, own.cell(), Value::UNBOUND, Meaning::Derived(class));
        }
    }

    fn note_site(&mut self, pc: usize, class: usize, name: Value, meaning: Meaning) {
        let hash = match name.unpack() {
            Unpacked::ConstStr(offset) => self.text_key_hash(self.package.text(offset)),
            _ => 0,
        };
        self.renew_sites();
        let site = Site {
            hash,
            name,
            #[cfg(feature = "native")]
            flat: Flat::of(meaning),
            meaning,
            ..EMPTY
        };
        self.sites.put(pc, class, site);
    }

    /// A plain value that a class has under a name that means nothing in its metaclass.
    fn meaning_in_class(
        &mut self,
        class: Value,
        symbol: u16,
        name: Value,
    ) -> Option<(usize, Meaning)> {
        let meta = self.heap.get(class.cell(), class_field::META);
        if meta != Value::builtin(Type::Type as u16) || self.is_private(name) {
            return None;
        }
        let key = self.key(symbol, name).ok()?;
        match self.class_lookup(class, key).ok()? {
            Some(Found::Value(value)) => match self.member_meaning(value)? {
                Meaning::Member(value) => Some((class.cell(), Meaning::OfClass(value))),
                _ => None,
            },
            _ => None,
        }
    }

    /// The function that `super().name` is for instances.
    fn inherited(&mut self, subject: Value, symbol: u16, name: Value) -> Option<(usize, Meaning)> {
        let [start, object, class] = [0, 1, 2].map(|n| self.heap.get(subject.cell(), n));
        let plain = self.heap.is(object, Kind::Instance) && class.is_object() && object != class;
        if !plain || symbol == symbol::D_CLASS {
            return None;
        }
        let mro = self.heap.get(class.cell(), class_field::MRO);
        let position = self.mro_after(mro, start)?;
        let key = self.key(symbol, name).ok()?;
        match self.mro_lookup(mro, position, key).ok()? {
            Some(Found::Value(function)) if self.function_of(function).is_some() => {
                Some((class.cell(), Meaning::Inherited(start, function)))
            }
            _ => None,
        }
    }

    /// Whether a name may be one that classes treat in a way of their own.
    fn is_private(&self, name: Value) -> bool {
        self.raw_bytes(name).starts_with(b"__")
    }

    fn builtin_meaning(&self, subject: Value, symbol: u16) -> Option<(usize, Meaning)> {
        let kind = match subject.unpack() {
            Unpacked::ConstStr(_) => Kind::Str,
            _ => self.heap.kind_of(subject)?,
        };
        let plain = matches!(kind, Kind::Str | Kind::List | Kind::Dict | Kind::Set);
        (plain && self.has_method(subject, symbol)).then_some((kind as usize, Meaning::Builtin))
    }

    fn meaning_of(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        how: Use,
    ) -> Option<(usize, Meaning)> {
        let class = self.heap.get(subject.cell(), instance_field::CLASS);
        if !class.is_object() {
            return None;
        }
        let hooks = self.class_hooks(class).ok()?;
        let hidden = if how == Use::Store {
            hooks.stores
        } else {
            hooks.reads
        };
        if hidden {
            return None;
        }
        let key = self.key(symbol, name).ok()?;
        let found = self.class_lookup(class, key).ok()?;
        let own = self.heap.get(subject.cell(), instance_field::DICT);
        let entry = || self.dict_entry_of(own, name);
        let meaning = match (how, found) {
            (Use::Store, None) => match entry() {
                Some(entry) => Meaning::Store(entry),
                None if self.has_dict(subject) && !self.is_private(name) => Meaning::Put,
                None => return None,
            },
            (Use::Call, Some(Found::Value(value))) if self.heap.is(value, Kind::StaticMethod) => {
                Meaning::Static(self.heap.get(value.cell(), 0))
            }
            (Use::Read, None) => Meaning::Own(entry()?),
            (Use::Read | Use::Store, Some(Found::Value(value))) => {
                match (self.member_meaning(value)?, how, entry()) {
                    (Meaning::Member(_), Use::Read, Some(entry)) => Meaning::Own(entry),
                    (Meaning::Member(_), Use::Store, Some(entry)) => Meaning::Store(entry),
                    (meaning, Use::Read, _) => meaning,
                    _ => return None,
                }
            }
            (Use::Call, Some(Found::Value(value))) if self.function_of(value).is_some() => {
                Meaning::Method(value)
            }
            _ => return None,
        };
        Some((class.cell(), meaning))
    }

    /// How instances show a value of their class that they read.
    fn member_meaning(&self, value: Value) -> Option<Meaning> {
        match value.unpack() {
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Str | Kind::Int | Kind::List | Kind::Tuple | Kind::Dict | Kind::Set => {
                    Some(Meaning::Member(value))
                }
                Kind::Property => {
                    let getter = self.heap.get(at, 0);
                    self.function_of(getter).map(|_| Meaning::Getter(getter))
                }
                _ => None,
            },
            Unpacked::Function(_) | Unpacked::Builtin(_) | Unpacked::Module(_) => None,
            Unpacked::Unbound => None,
            _ => Some(Meaning::Member(value)),
        }
    }
}
