//! `match`: a pattern is code that falls through when the subject matches. What it captures lies in
//! temporaries until all of it has matched, because a pattern that fails binds nothing.

use iotpy_core::catalog::Function as Builtin;
use iotpy_core::opcode::Op;

use super::builder::Builder;
use crate::code::{Constant, Label, Operand};
use crate::tree::{CompareOp, Expr, Match, Name, Pattern, PatternKind};

/// The registers of the names that a pattern captures.
type Captures = Vec<(Name, u8)>;

impl<'t> Builder<'_, '_, 't> {
    pub fn match_statement(&mut self, statement: &'t Match) {
        let mark = self.mark();
        let subject = self.value_temp(&statement.subject);
        let end = self.label();
        for case in &statement.cases {
            let next = self.label();
            let inner = self.mark();
            let mut names = Vec::new();
            case.pattern.names(&mut names);
            let mut captures: Captures = Vec::with_capacity(names.len());
            for (name, _) in names {
                captures.push((name.clone(), self.alloc()));
            }
            self.pattern(&case.pattern, subject, next, &captures);
            self.at = case.pattern.at;
            for (name, register) in &captures {
                self.store_name(name, *register);
            }
            self.release(inner);
            if let Some(guard) = &case.guard {
                self.branch(guard, next, false);
            }
            self.body(&case.body);
            self.jump(end);
            self.place(next);
        }
        self.place(end);
        self.release(mark);
    }
}

impl Builder<'_, '_, '_> {
    fn pattern(&mut self, pattern: &Pattern, subject: u8, fail: Label, captures: &Captures) {
        let mark = self.mark();
        self.at = pattern.at;
        match &pattern.kind {
            PatternKind::Value(value) => {
                self.jump_compare(value, subject, CompareOp::Eq, value, fail, false);
            }
            PatternKind::Singleton(value) => {
                self.jump_compare(value, subject, CompareOp::Is, value, fail, false);
            }
            PatternKind::Sequence(items) => self.sequence_pattern(items, subject, fail, captures),
            PatternKind::Star(name) => self.capture(name.as_ref(), subject, captures),
            PatternKind::Mapping { items, rest } => {
                self.mapping_pattern(items, rest.as_ref(), subject, fail, captures);
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => self.class_pattern(class, positional, keywords, subject, fail, captures),
            PatternKind::As(inner, name) => {
                if let Some(inner) = inner {
                    self.pattern(inner, subject, fail, captures);
                }
                self.capture(name.as_ref(), subject, captures);
            }
            PatternKind::Or(alternatives) => {
                self.or_pattern(alternatives, subject, fail, captures);
            }
        }
        self.release(mark);
    }

    fn capture(&mut self, name: Option<&Name>, subject: u8, captures: &Captures) {
        let found = captures.iter().find(|(known, _)| Some(known) == name);
        if let Some((_, register)) = found {
            self.copy(*register, subject);
        }
    }

    fn or_pattern(
        &mut self,
        alternatives: &[Pattern],
        subject: u8,
        fail: Label,
        captures: &Captures,
    ) {
        let Some((last, others)) = alternatives.split_last() else {
            return;
        };
        let matched = self.label();
        for alternative in others {
            let next = self.label();
            self.pattern(alternative, subject, next, captures);
            self.jump(matched);
            self.place(next);
        }
        self.pattern(last, subject, fail, captures);
        self.place(matched);
    }

    /// Calls a builtin with a copy of the subject and fails if the result is false.
    fn check_subject(&mut self, builtin: Builtin, subject: u8, fail: Label) {
        let result = self.alloc();
        self.copy(result, subject);
        self.emit(
            Op::CallBuiltin,
            [result, 1, result],
            Operand::Builtin(builtin as u16),
        );
        self.jump_if(Op::JumpFalse, [result, 0, 0], fail);
    }

    /// Fails unless the subject has as many items, or at least as many.
    fn check_length(&mut self, count: usize, at_least: bool, subject: u8, fail: Label) -> u8 {
        let length = self.alloc();
        self.copy(length, subject);
        let len = Operand::Builtin(Builtin::Len as u16);
        self.emit(Op::CallBuiltin, [length, 1, length], len);
        let wanted = self.alloc();
        self.load_number(wanted, count as i64);
        let jump = if at_least { Op::JumpGe } else { Op::JumpEq };
        self.jump_if(jump, [length, wanted, 0], fail);
        length
    }

    fn sequence_pattern(
        &mut self,
        items: &[Pattern],
        subject: u8,
        fail: Label,
        captures: &Captures,
    ) {
        self.check_subject(Builtin::LangMatchSequence, subject, fail);
        let star = items
            .iter()
            .position(|item| matches!(item.kind, PatternKind::Star(_)));
        let length = match star {
            Some(_) if items.len() == 1 => 0,
            Some(_) => self.check_length(items.len() - 1, true, subject, fail),
            None => self.check_length(items.len(), false, subject, fail),
        };
        let wild = |item: &Pattern| matches!(item.kind, PatternKind::As(None, None));
        match star {
            None if items.iter().all(wild) => {}
            None => {
                let first = self.alloc_block(items.len());
                self.op(Op::Unpack, subject, first, items.len() as u8);
                self.patterns(items, first, fail, captures);
            }
            Some(star) if matches!(items[star].kind, PatternKind::Star(None)) => {
                for (n, item) in items.iter().enumerate() {
                    if n == star || wild(item) {
                        continue;
                    }
                    let value = self.alloc();
                    self.load_number(value, n as i64);
                    if n > star {
                        self.load_number(value, (items.len() - n) as i64);
                        self.op(Op::Sub, value, length, value);
                    }
                    self.op(Op::GetItem, value, subject, value);
                    self.pattern(item, value, fail, captures);
                }
            }
            Some(star) => {
                let first = self.alloc_block(items.len());
                let after = items.len() - star - 1;
                self.emit(
                    Op::UnpackStar,
                    [subject, first, star as u8],
                    Operand::Number(after as u32),
                );
                self.patterns(items, first, fail, captures);
            }
        }
    }

    /// Patterns for values in neighbouring registers.
    fn patterns(&mut self, patterns: &[Pattern], first: u8, fail: Label, captures: &Captures) {
        for (n, pattern) in patterns.iter().enumerate() {
            self.pattern(pattern, first + n as u8, fail, captures);
        }
    }

    fn mapping_pattern(
        &mut self,
        items: &[(Expr, Pattern)],
        rest: Option<&Name>,
        subject: u8,
        fail: Label,
        captures: &Captures,
    ) {
        self.check_subject(Builtin::LangMatchMapping, subject, fail);
        if !items.is_empty() {
            self.check_length(items.len(), true, subject, fail);
        }
        let keys = self.consecutive(items.iter().map(|(key, _)| key));
        if !items.is_empty() {
            let call = self.alloc_block(2);
            self.copy(call, subject);
            self.op(Op::MakeTuple, call + 1, keys, items.len() as u8);
            let builtin = Operand::Builtin(Builtin::LangMatchKeys as u16);
            self.emit(Op::CallBuiltin, [call, 2, call], builtin);
            self.jump_if(Op::JumpNone, [call, 0, 0], fail);
            let first = self.alloc_block(items.len());
            self.op(Op::Unpack, call, first, items.len() as u8);
            for (n, (_, pattern)) in items.iter().enumerate() {
                self.pattern(pattern, first + n as u8, fail, captures);
            }
        }
        if rest.is_some() {
            let (others, merged) = (self.alloc(), self.alloc());
            self.op(Op::MakeDict, others, 0, 0);
            self.copy(merged, subject);
            self.op(Op::DictMerge, others, merged, 0);
            for n in 0..items.len() {
                self.op(Op::DelItem, others, keys + n as u8, 0);
            }
            self.capture(rest, others, captures);
        }
    }

    fn class_pattern(
        &mut self,
        class: &Expr,
        positional: &[Pattern],
        keywords: &[(Name, Pattern)],
        subject: u8,
        fail: Label,
        captures: &Captures,
    ) {
        let at = self.at;
        let call = self.alloc_block(4);
        self.value_into(class, call + 1);
        self.at = at;
        self.copy(call, subject);
        self.load_number(call + 2, positional.len() as i64);
        let mark = self.mark();
        let names = match keywords {
            [] => 0,
            _ => self.alloc_block(keywords.len()),
        };
        for (n, (name, _)) in keywords.iter().enumerate() {
            let text = Constant::Str(name.as_bytes().to_vec());
            self.load_constant(names + n as u8, text);
        }
        self.op(Op::MakeTuple, call + 3, names, keywords.len() as u8);
        self.release(mark);
        let builtin = Operand::Builtin(Builtin::LangMatchClass as u16);
        self.emit(Op::CallBuiltin, [call, 4, call], builtin);
        self.jump_if(Op::JumpNone, [call, 0, 0], fail);
        let count = positional.len() + keywords.len();
        if count == 0 {
            return;
        }
        let first = self.alloc_block(count);
        self.op(Op::Unpack, call, first, count as u8);
        let all = positional.iter().chain(keywords.iter().map(|(_, p)| p));
        for (n, pattern) in all.enumerate() {
            self.pattern(pattern, first + n as u8, fail, captures);
        }
    }
}
