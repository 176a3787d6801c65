//! Attributes whose meaning the machine remembers.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use iotpy_core::native::{kind, site, tag};

use super::Translator;
use super::unit::Instruction;
use crate::code::{context, lacks};
use crate::profile::Meant;

/// Bytes from a dict to its used entries, to their storage and to its index; cells of an entry.
const USED: i32 = 16;
const ENTRIES: i32 = 24;
const INDEX: i32 = 32;
const ENTRY_CELLS: i64 = 3;

impl Translator<'_, '_> {
    /// Whether an attribute that is read is guessed to be one that is found here.
    pub(super) fn is_plain_attribute(&self, at: Instruction) -> bool {
        match self.unit.meant(at.pc) {
            Meant::Own | Meant::Member | Meant::OfClass => true,
            Meant::Getter(getter) => self.getter(getter).is_some(),
            _ => false,
        }
    }

    pub(super) fn get_attribute(&mut self, at: Instruction) -> bool {
        let b = at.word.b();
        match self.unit.meant(at.pc) {
            Meant::Getter(getter) => return self.call_getter(at, getter),
            Meant::Member => {
                let instance = self.object(b, kind::INSTANCE, at);
                self.or_assist(at, |this, slow| {
                    let site = this.known_class(at, instance, slow);
                    let value = this.class_value(site, site::MEMBER, slow);
                    this.require_lack(instance, site, slow);
                    value
                });
            }
            Meant::OfClass => {
                self.object(b, kind::CLASS, at);
                let subject = self.value(b);
                self.or_assist(at, |this, slow| {
                    let class = this.payload(subject);
                    let site = this.site(at, class, slow);
                    this.class_value(site, site::OF_CLASS, slow)
                });
            }
            _ => {
                let instance = self.object(b, kind::INSTANCE, at);
                self.or_assist(at, |this, slow| {
                    let (_, address) = this.own_attribute(at, instance, slow);
                    this.load(types::I64, address, 0)
                });
            }
        }
        true
    }

    /// What a class has, if what is remembered is of a form: that it has become a property, or is
    /// asked of the class and not of an instance, makes it something else.
    fn class_value(&mut self, site: Value, form: u32, slow: Block) -> Value {
        let found = self.load_u32(site, site::ENTRY as i32);
        self.require_equal(found, i64::from(form), slow);
        self.load(types::I64, site, site::VALUE as i32)
    }

    /// Whether an attribute that is stored is guessed to be one of an instance.
    pub(super) fn is_own_attribute(&self, at: Instruction) -> bool {
        self.unit.meant(at.pc) == Meant::Own
    }

    pub(super) fn set_attribute(&mut self, at: Instruction) -> bool {
        let instance = self.object(at.word.a(), kind::INSTANCE, at);
        let value = self.value(at.word.b());
        let of_value = self.known.of(at.word.b()).kind;
        self.do_or_assist(at, |this, slow| {
            let (cell, address) = this.own_attribute(at, instance, slow);
            this.note_store(cell, value, of_value);
            this.store(value, address, 0);
        });
        true
    }

    /// The address of what is remembered of an instruction for the class of an instance.
    pub(super) fn known_class(&mut self, at: Instruction, instance: Value, slow: Block) -> Value {
        let class = self.load_u32(instance, 8);
        self.site(at, class, slow)
    }

    /// The address of what is remembered of an instruction for a class.
    pub(super) fn site(&mut self, at: Instruction, class: Value, slow: Block) -> Value {
        let place = self.constant((at.pc as u64) << 32);
        let key = self.builder.ins().bor(class, place);
        let sites = self.load(types::I64, self.context, context::SITES);
        let of_first = (at.pc % site::COUNT * site::BYTES) as i64;
        let first = self.builder.ins().iadd_imm_s(sites, of_first);
        if !self.unit.is_shared(at.pc) {
            self.require_key(first, key, slow);
            return first;
        }
        let found = self.builder.create_block();
        let site = self.builder.append_block_param(found, types::I64);
        self.try_site(first, key, found);
        let factor = self.constant(site::FACTOR);
        let spread = self.builder.ins().imul(key, factor);
        let spread = self.builder.ins().ushr_imm_s(spread, 48);
        let place = self
            .builder
            .ins()
            .band_imm_s(spread, site::COUNT as i64 - 1);
        const _: () = assert!(site::COUNT.is_power_of_two());
        let second = self.builder.ins().imul_imm_s(place, site::BYTES as i64);
        let second = self.builder.ins().iadd(sites, second);
        self.try_site(second, key, found);
        let place = self.builder.ins().bxor_imm_s(place, 1);
        let third = self.builder.ins().imul_imm_s(place, site::BYTES as i64);
        let third = self.builder.ins().iadd(sites, third);
        self.require_key(third, key, slow);
        self.builder.ins().jump(found, &[third.into()]);
        self.builder.switch_to_block(found);
        site
    }

    fn require_key(&mut self, site: Value, key: Value, otherwise: Block) {
        let found = self.load(types::I64, site, site::KEY as i32);
        let is_it = self.builder.ins().icmp(IntCC::Equal, found, key);
        self.require(is_it, otherwise);
    }

    fn try_site(&mut self, site: Value, key: Value, found: Block) {
        let next = self.builder.create_block();
        let of_site = self.load(types::I64, site, site::KEY as i32);
        let is_it = self.builder.ins().icmp(IntCC::Equal, of_site, key);
        self.builder
            .ins()
            .brif(is_it, found, &[site.into()], next, &[]);
        self.builder.switch_to_block(next);
    }

    /// The cell of an attribute that an instance itself has, and its address.
    fn own_attribute(&mut self, at: Instruction, instance: Value, slow: Block) -> (Value, Value) {
        let site = self.known_class(at, instance, slow);
        let entry = self.load_u32(site, site::ENTRY as i32);
        let dict = self.load(types::I64, instance, 16);
        let dict = self.object_cell(dict, slow);
        let dict = self.checked_address(dict, 4, slow);
        let used = self.load_u32(dict, USED);
        let is_used = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, entry, used);
        self.require(is_used, slow);
        let entries = self.load_u32(dict, ENTRIES);
        let offset = self.builder.ins().imul_imm_s(entry, ENTRY_CELLS);
        let cell = self.builder.ins().iadd(entries, offset);
        let cell = self.builder.ins().iadd_imm_s(cell, 3);
        // The entry is the two cells before and this one.
        let address = self.checked_address(cell, 1, slow);
        let name = self.load(types::I64, address, -8);
        let expected = self.load(types::I64, site, site::NAME as i32);
        let is_named = self.builder.ins().icmp(IntCC::Equal, name, expected);
        self.require(is_named, slow);
        (cell, address)
    }

    /// Goes on if an instance has no attribute of the name that is remembered at a site.
    pub(super) fn require_lack(&mut self, instance: Value, site: Value, slow: Block) {
        let hash = self.load_u32(site, site::HASH as i32);
        let (look, done) = (self.builder.create_block(), self.builder.create_block());
        let dict = self.load(types::I64, instance, 16);
        let has_dict = self.has_tag(dict, tag::OBJECT);
        self.builder.ins().brif(has_dict, look, &[], done, &[]);
        self.builder.switch_to_block(look);
        let value = dict;
        let dict = self.payload(dict);
        let dict = self.checked_address(dict, 5, slow);
        let (small, large) = (self.builder.create_block(), self.builder.create_block());
        let index = self.load(types::I64, dict, INDEX);
        let has_index = self.has_tag(index, tag::OBJECT);
        self.builder.ins().brif(has_index, large, &[], small, &[]);
        self.builder.switch_to_block(large);
        let name = self.load(types::I64, site, site::NAME as i32);
        let callee = self.builder.ins().iconst(types::I64, lacks());
        let arguments = [self.context, value, name, hash];
        let call = self
            .builder
            .ins()
            .call_indirect(self.lacks, callee, &arguments);
        let lacks = self.builder.inst_results(call)[0];
        self.builder.ins().brif(lacks, done, &[], slow, &[]);
        self.builder.switch_to_block(small);
        let used = self.load_u32(dict, USED);
        let storage = self.load_u32(dict, ENTRIES);
        let first = self.builder.ins().iadd_imm_s(storage, 1);
        let cells = self.builder.ins().imul_imm_s(used, ENTRY_CELLS);
        let end = self.builder.ins().iadd(first, cells);
        let inside = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThanOrEqual, end, self.cells);
        self.require(inside, slow);
        let (first, end) = (self.cell_address(first), self.cell_address(end));
        self.each_address(first, end, 8 * ENTRY_CELLS, done, |this, address| {
            let found = this.load_u32(address, 0);
            let is_other = this.builder.ins().icmp(IntCC::NotEqual, found, hash);
            this.require(is_other, slow);
        });
    }
}
