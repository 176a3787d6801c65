//! Attributes and methods of builtin objects.

use crate::catalog::{self, Exception, Type};
use crate::error::{Piece, Res, Trap, exception_field as field};
use crate::heap::Kind;
use crate::host::Host;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// `subject.name` of anything but instances of the program's classes and these classes.
    pub(crate) fn builtin_get_attribute(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        match subject.unpack() {
            Unpacked::Module(index) => return self.module_attribute(index, name),
            Unpacked::Builtin(id) => return self.builtin_attribute(subject, id, symbol, name),
            Unpacked::Function(index) => {
                return self.function_attribute(subject, index, symbol, name);
            }
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Exception => {
                    if let Some(value) = self.exception_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                    let key = self.key(symbol, name)?;
                    let dict = self.attributes_of(subject);
                    if let Some(value) = self.dict_lookup(dict, key)? {
                        return Ok(value);
                    }
                    if symbol == symbol::D_DICT {
                        return self.open_attributes(subject);
                    }
                }
                Kind::Generator => {
                    if let Some(value) = self.generator_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Traceback => {
                    if let Some(value) = self.traceback_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Method => return self.method_attribute(subject, symbol, name),
                Kind::Property | Kind::StaticMethod | Kind::ClassMethod => {
                    if let Some(value) = self.wrapper_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Alias => {
                    if let Some(value) = self.alias_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::BoundMethod => match symbol {
                    symbol::D_SELF => return Ok(self.heap.get(at, 0)),
                    symbol::D_NAME => return Ok(self.heap.get(at, 1)),
                    _ => {}
                },
                Kind::MemoryView => {
                    if let Some(value) = self.view_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Record => {
                    for n in 0..self.heap.len(at) / 2 {
                        let known = self.heap.get(at, 2 * n);
                        if self.raw_bytes(known) == self.raw_bytes(name) {
                            return Ok(self.heap.get(at, 2 * n + 1));
                        }
                    }
                }
                Kind::Range | Kind::Slice => match symbol {
                    symbol::START => return Ok(self.heap.get(at, 0)),
                    symbol::STOP => return Ok(self.heap.get(at, 1)),
                    symbol::STEP => return Ok(self.heap.get(at, 2)),
                    _ => {}
                },
                Kind::Function => {
                    let index = self.heap.get(at, 0).as_int() as u16;
                    return self.function_attribute(subject, index, symbol, name);
                }
                _ => {}
            },
            _ => {}
        }
        if symbol == symbol::D_CLASS {
            return Ok(self.type_value(subject));
        }
        if subject.is_float() || self.is_int_like(subject) {
            match symbol {
                symbol::REAL | symbol::NUMERATOR if !subject.is_float() => {
                    return self.int_add(subject, Value::int(0));
                }
                symbol::REAL => return Ok(subject),
                symbol::IMAG if subject.is_float() => return Ok(Value::float(0.0)),
                symbol::IMAG => return Ok(Value::int(0)),
                symbol::DENOMINATOR if !subject.is_float() => return Ok(Value::int(1)),
                _ => {}
            }
        }
        if symbol == symbol::D_DOC {
            return Ok(Value::NONE);
        }
        if self.has_method(subject, symbol) {
            let fields = [subject, name, Value::NONE];
            return Ok(self.heap.object(Kind::BoundMethod, &fields)?);
        }
        if let Some(owner) = self.slot_owner(subject, symbol) {
            let fields = [subject, name, Value::builtin(owner)];
            return Ok(self.heap.object(Kind::BoundMethod, &fields)?);
        }
        Err(self.attribute_error(subject, name))
    }

    #[cold]
    pub(crate) fn attribute_error(&mut self, subject: Value, name: Value) -> Trap {
        if self.is_class(subject) {
            let trap = self.raise(
                Exception::AttributeError,
                &[
                    Piece::Text("type object '"),
                    Piece::ClassName(subject),
                    Piece::Text("' has no attribute '"),
                    Piece::Str(name),
                    Piece::Text("'"),
                ],
            );
            return self.note_detail(trap, name, subject);
        }
        let trap = self.raise(
            Exception::AttributeError,
            &[
                Piece::Text("'"),
                Piece::TypeOf(subject),
                Piece::Text("' object has no attribute '"),
                Piece::Str(name),
                Piece::Text("'"),
            ],
        );
        self.note_detail(trap, name, subject)
    }

    fn module_attribute(&mut self, module: u16, name: Value) -> Res<Value> {
        let (module_name, _, first, count) = self.package.module(module);
        for slot in first..first.saturating_add(count) {
            let known = self.package.name_text(self.package.global_name(slot));
            if self.raw_bytes(name) == known {
                let value = self.global(slot);
                if value != Value::UNBOUND {
                    return Ok(value);
                }
            }
        }
        Err(self.raise(
            Exception::AttributeError,
            &[
                Piece::Text("module '"),
                Piece::Name(module_name),
                Piece::Text("' has no attribute '"),
                Piece::Str(name),
                Piece::Text("'"),
            ],
        ))
    }

    /// `__dict__` of a builtin class: its methods by name.
    fn type_dict(&mut self, class: Value, id: u16) -> Res<Value> {
        let dict = self.new_dict()?;
        for (symbol, name) in symbol::NAMES.iter().enumerate() {
            if self.type_knows(id, symbol as u16) {
                let name = self.new_str(name.as_bytes())?;
                let fields = [class, name, Value::builtin(id)];
                let method = self.heap.object(Kind::BoundMethod, &fields)?;
                self.dict_put(dict, name, method)?;
            }
        }
        Ok(dict)
    }

    fn function_attribute(
        &mut self,
        function: Value,
        index: u16,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        let attributes = self.function_attributes(function)?;
        let key = self.key(symbol, name)?;
        if let Some(value) = self.dict_lookup(attributes, key)? {
            return Ok(value);
        }
        let entry = self.package.function(index);
        match symbol {
            symbol::D_NAME => Ok(Value::const_str(self.package.name(entry.name).0)),
            symbol::D_QUALNAME => Ok(Value::const_str(self.package.name(entry.qualified_name).0)),
            symbol::D_MODULE => {
                let (module, _, _, _) = self.package.module(entry.module);
                Ok(Value::const_str(self.package.name(module).0))
            }
            symbol::D_CLASS => Ok(Value::builtin(Type::Function as u16)),
            symbol::D_DOC => Ok(Value::NONE),
            symbol::D_DICT => self.open_function_attributes(function),
            symbol::D_DEFAULTS => self.function_defaults(function, &entry),
            symbol::D_GET | symbol::D_CALL => {
                let owner = Value::builtin(Type::Function as u16);
                Ok(self
                    .heap
                    .object(Kind::BoundMethod, &[function, name, owner])?)
            }
            symbol::D_ANNOTATIONS => {
                let attributes = self.open_function_attributes(function)?;
                let made = self.new_dict()?;
                self.dict_put(attributes, name, made)?;
                Ok(made)
            }
