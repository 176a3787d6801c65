//! `class` statements. The body is a function of the namespace that it fills; the VM makes the
//! class from the namespace.

use std::rc::Rc;

use iotpy_core::catalog::{Exception, Function as Builtin, Type};
use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::target::docstring;
use crate::code::{Constant, Operand};
use crate::resolve::{Place, has_annotations};
use crate::tree::{Annotated, Annotation, At, Class, ExprKind, Function, Name};

/// The register of a class body's namespace.
pub(super) const NAMESPACE: u8 = 0;

impl<'t> Builder<'_, '_, 't> {
    pub fn class(&mut self, class: &'t Class) {
        if self.flow.reachable {
            self.program.classes = true;
        }
        let mark = self.mark();
        let decorators = self.consecutive(&class.decorators);
        let made = self.alloc();
        self.make_class(class, made);
        let result = self.decorate(&class.decorators, decorators, made);
        self.at = class.at;
        self.store_name(&class.target, result);
        self.release(mark);
    }

    fn make_class(&mut self, class: &'t Class, dest: u8) {
        let mark = self.mark();
        self.at = class.at;
        // What `build_class` takes: name, bases, namespace, keywords, cell.
        let first = self.alloc_block(5);
        let [bases, namespace, keywords, cell] = [1, 2, 3, 4].map(|n| first + n);
        self.tuple(&class.bases, class.at, bases);
        match class.keywords.as_slice() {
            [] => self.op(Op::LoadSpecial, keywords, 0, 0),
            given => self.gather_keywords(given, class.at, keywords),
        }
        self.at = class.at;
        let name = Constant::Str(class.name.as_bytes().to_vec());
        let call = self.alloc_block(3);
        self.load_constant(call, name.clone());
        self.copy(call + 1, bases);
        self.copy(call + 2, keywords);
        let prepare = Operand::Builtin(Builtin::LangPrepareClass as u16);
        self.emit(Op::CallBuiltin, [call, 3, namespace], prepare);
        self.make_function(&class.body, call);
        self.copy(call + 1, namespace);
        self.op(Op::Call, call, 1, cell);
        self.load_constant(first, name);
        let build = Operand::Builtin(Builtin::LangBuildClass as u16);
        self.emit(Op::CallBuiltin, [first, 5, dest], build);
        self.release(mark);
    }

    /// The code of a class body; it returns the cell that methods find the class in, or None.
    pub fn class_body(&mut self, function: &'t Function) {
        let scopes = Rc::clone(&self.scopes);
        let scope = scopes.get(function.scope);
        self.alloc();
        let cell = scope.class_cell.map(|index| {
            let register = self.alloc();
            self.bind_register((function.scope, index), register);
            self.op(Op::MakeCell, register, 0, 0);
            register
        });
        let module = self.program.module(self.module).shown_name.clone();
        self.set_text("__module__", module.as_bytes());
        self.set_text("__qualname__", scope.qualified_name.as_bytes());
        if has_annotations(&function.body) {
            let register = self.alloc();
            self.op(Op::MakeDict, register, 0, 0);
            self.store_name(&"__annotations__".into(), register);
            self.annotations = Some(register);
        }
        if let Some(doc) = docstring(&function.body).filter(|_| self.program.keeps_docs) {
            self.set_text("__doc__", &doc);
        }
        self.body(&function.body);
        if let Some(cell) = cell {
            self.end_with(Op::Return, cell, 0);
        }
    }

    /// An entry of the namespace that the statement itself makes.
    fn set_text(&mut self, name: &str, text: &[u8]) {
        let mark = self.mark();
        let (key, value) = (self.alloc(), self.alloc());
        self.load_constant(key, Constant::Str(name.as_bytes().to_vec()));
        self.load_constant(value, Constant::Str(text.to_vec()));
        self.op(Op::SetItem, NAMESPACE, key, value);
        self.release(mark);
    }
}

impl Builder<'_, '_, '_> {
    /// `target: annotation = value`; only class bodies keep the annotation.
    pub fn annotated(&mut self, statement: &Annotated) {
        if let Some(value) = &statement.value {
            self.assign(std::slice::from_ref(&statement.target), value);
        }
        let Some(annotations) = self.annotations else {
            return;
        };
        let mark = self.mark();
        self.at = statement.target.at;
        match &statement.target.kind {
            ExprKind::Name(name) if statement.simple => {
                let mut annotation = statement.annotation.clone();
                annotation.name = name.clone();
                self.put_annotation(&annotation, annotations);
            }
            _ if self.program.module(self.module).future_annotations => {}
            _ => self.discard(&statement.annotation.value),
        }
        self.release(mark);
    }

    /// Adds an annotation, its value or its text, to a dict of them.
    pub fn put_annotation(&mut self, annotation: &Annotation, dict: u8) {
        let mark = self.mark();
        let (key, value) = (self.alloc(), self.alloc());
        if self.program.module(self.module).future_annotations {
            let text = one_line(&annotation.text);
            self.load_constant(value, Constant::Str(text.into_bytes()));
        } else {
            self.value_into(&annotation.value, value);
        }
        self.load_constant(key, Constant::Str(annotation.name.as_bytes().to_vec()));
        self.op(Op::DictPut, dict, key, value);
        self.release(mark);
    }

    /// `super()`: the class around and the object that the method was called for.
    pub fn call_super(&mut self, at: At, dest: u8) {
        let class: Name = "__class__".into();
        let Some(object) = self.first_parameter.clone() else {
            return self.raise_builtin(Exception::RuntimeError, "super(): no arguments");
        };
        if self.scopes.place(self.scope, &class) == Place::Global {
            let message = "super(): __class__ cell not found";
            return self.raise_builtin(Exception::RuntimeError, message);
        }
        let first = self.alloc_block(2);
        self.load_name(&class, at, Some(first));
        let scope = std::mem::replace(&mut self.scope, self.frame);
        self.load_name(&object, at, Some(first + 1));
        self.scope = scope;
        self.at = at;
        let builtin = Operand::Builtin(Type::Super as u16);
        self.emit(Op::CallBuiltin, [first, 2, dest], builtin);
    }
}

/// An annotation's text without the line breaks and spaces around its parts.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
