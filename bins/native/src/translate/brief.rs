//! Instructions that are called: those that look into objects and leave one value.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use iotpy_core::native::{kind, special, tag};
use iotpy_core::opcode::Op;

use super::Translator;
use super::unit::Instruction;
use crate::code::brief;
use crate::hint::Hint;

/// What an instruction does with its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    Register(usize),
    Nothing,
    Jump,
}

/// How an instruction is called: the registers of its operands, and what it gives.
struct Form {
    operands: [Option<usize>; 2],
    gives: Gives,
}

impl Form {
    fn of(at: Instruction) -> Option<Form> {
        use Op::*;
        let (a, b, c) = (at.word.a(), at.word.b(), at.word.c());
        let (x, y, gives) = match at.op {
            Add | IAdd | Sub | ISub | Mul | IMul | Mod | IMod | FloorDiv | IFloorDiv | And
            | IAnd | Or | IOr | Xor | IXor | Shl | IShl | Shr | IShr | Pow | IPow | Eq | Ne
            | Lt | Le | Gt | Ge | In | NotIn | GetItem => (Some(b), Some(c), Gives::Register(a)),
            JumpEq | JumpNe | JumpLt | JumpLe | JumpGt | JumpGe | JumpIn => {
                (Some(a), Some(b), Gives::Jump)
            }
            Format => (Some(b), Some(b + 1), Gives::Register(a)),
            GetItemImm | GetSlice | GetIter => (Some(b), None, Gives::Register(a)),
            Concat | MakeSlice | MakeList => (None, None, Gives::Register(a)),
            MakeDict if c == 0 => (None, None, Gives::Register(a)),
            SetItem | DictPut | DelItem | ListPush => (Some(a), Some(b), Gives::Nothing),
            CallBuiltin => (None, None, Gives::Register(c)),
            CallMethod => (Some(a), None, Gives::Register(c)),
            LoadMethod => (Some(a), None, Gives::Register(a)),
            _ => return None,
        };
        Some(Form {
            operands: [x, y],
            gives,
        })
    }
}

impl Translator<'_, '_> {
    /// Whether an instruction is guessed to be one that is called.
    pub(super) fn is_brief(&self, at: Instruction) -> bool {
        let hints = self.unit.hints(at.pc);
        let is_builtin =
            |hint| matches!(hint, Hint::List | Hint::Dict | Hint::Str | Hint::ConstStr);
        let fits = match at.op {
            Op::CallMethod => is_builtin(hints[0]),
            // What an instance has for an operator is a call.
            _ => !hints.contains(&Hint::Instance) || !self.unit.may_call_operator(&at),
        };
        fits && Form::of(at).is_some()
    }

    /// Calls an instruction.
    pub(super) fn brief(&mut self, at: Instruction) -> bool {
        let Some(form) = Form::of(at) else {
            return self.assisted(at);
        };
        let operands = form.operands.map(|register| match register {
            Some(register) => self.value(register),
            None => self.constant(special::UNBOUND),
        });
        match form.gives {
            Gives::Register(to) => {
                self.or_assist_to(at, to, |this, slow| this.called(at, operands, slow));
            }
            Gives::Nothing => self.do_or_assist(at, |this, slow| {
                this.called(at, operands, slow);
            }),
            Gives::Jump => {
                return self.jump_or_assist(at, true, |this, slow| {
                    let answer = this.called(at, operands, slow);
                    let yes = special::TRUE as i64;
                    this.builder.ins().icmp_imm_s(IntCC::Equal, answer, yes)
                });
            }
        }
        true
    }

    /// The answer of an instruction that could not be done here, if it is one that can be called;
    /// goes elsewhere if it cannot or has none.
    pub(super) fn call_or(&mut self, at: Instruction, otherwise: Block) -> Option<Value> {
        use Op::*;
        let is_one = matches!(
            at.op,
            GetItem | GetItemImm | SetItem | ListPush | GetIter | CallBuiltin | CallMethod
        );
        let form = Form::of(at).filter(|_| is_one && self.is_known(at));
        let Some(form) = form else {
            self.builder.ins().jump(otherwise, &[]);
            return None;
        };
        let operands = form.operands.map(|register| match register {
            Some(register) => self.value(register),
            None => self.constant(special::UNBOUND),
        });
        Some(self.called(at, operands, otherwise))
    }

    /// The answer of an instruction that is called; goes elsewhere if it has none.
    pub(super) fn called(&mut self, at: Instruction, [x, y]: [Value; 2], slow: Block) -> Value {
        if matches!(at.op, Op::LoadMethod | Op::CallBuiltin) {
            // What its name means is remembered by instruction.
            self.store_pc(at.pc);
        }
        let word = self.builder.ins().iconst(types::I32, i64::from(at.word.0));
        let extension = self
            .builder
            .ins()
            .iconst(types::I32, i64::from(at.extension));
        let callee = self.builder.ins().iconst(types::I64, brief());
        let arguments = [self.context, word, extension, x, y];
        let call = self
            .builder
            .ins()
            .call_indirect(self.brief, callee, &arguments);
        let value = self.builder.inst_results(call)[0];
        let unbound = special::UNBOUND as i64;
        let is_made = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::NotEqual, value, unbound);
        self.require(is_made, slow);
        value
    }

    /// Whether a `LoadMethod` is guessed to be of a builtin object.
    pub(super) fn is_builtin_method(&self, at: Instruction) -> bool {
        let hint = self.unit.hints(at.pc)[0];
        matches!(hint, Hint::List | Hint::Dict | Hint::Str | Hint::ConstStr)
    }

    /// `LoadMethod` of a builtin object that has the method.
    pub(super) fn load_builtin_method(&mut self, at: Instruction) -> bool {
        let subject = self.value(at.word.a());
        let kind = match self.unit.hints(at.pc)[0] {
            Hint::List => kind::LIST,
            Hint::Dict => kind::DICT,
            _ => kind::STR,
        };
        let is_constant = self.unit.hints(at.pc)[0] == Hint::ConstStr;
        self.or_assist(at, |this, slow| {
            if is_constant {
                let is_text = this.has_tag(subject, tag::CONST_STR);
                this.require(is_text, slow);
            } else {
                let cell = this.object_cell(subject, slow);
                let address = this.checked_address(cell, 1, slow);
                this.require_kind(address, kind, slow);
            }
            let kind = this.constant(u64::from(kind));
            this.site(at, kind, slow);
            subject
        });
        true
    }
}
