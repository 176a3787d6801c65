//! Calls of builtins, each handed to the module that has it.
//!
//! No module is inlined here: a call of `len` takes no stack for the buffers of `hashlib`, and the
//! size of each module shows in the symbols of an image.

use crate::catalog::{self, Exception, Feature, Function, Module};
use crate::error::{Piece, Res};
use crate::host::Host;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// Calls a builtin: a type, an exception class or a function.
    pub(crate) fn native(
        &mut self,
        id: u16,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        if let Some(kind) = catalog::type_of(id) {
            return self.construct(kind, arguments);
        }
        if catalog::is_exception(id) {
            return self.construct_exception(id, arguments);
        }
        let arguments = &self.arguments_for(id, arguments)?;
        match catalog::function(id) {
            Some(function) => self.member(function, arguments, host),
            None => self.absent(),
        }
    }

    /// Calls a function of a module. A module that this build does not have is not linked, as no
    /// call of it is compiled.
    fn member(
        &mut self,
        function: Function,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        let name = function.qualified_name();
        match function.module() {
            Module::Builtins if function == Function::Print => self.print(arguments, host),
            Module::Builtins => self.function(function, name, arguments),
            Module::Lang => self.language(function, name, arguments),
            Module::Sys if Feature::System.is_enabled() => self.system(function, arguments, host),
            Module::Binary if Feature::Binary.is_enabled() => self.binary_text(function, arguments),
            Module::Deque if Feature::Deque.is_enabled() => self.deque(function, name, arguments),
            Module::Hash if Feature::Hash.is_enabled() => self.hashing(function, arguments),
            Module::Heapq if Feature::Heapq.is_enabled() => {
                self.heap_queue(function, name, arguments)
            }
            Module::Json if Feature::Json.is_enabled() => self.json(function, arguments),
            Module::Math if Feature::MathCore.is_enabled() => self.math(function, arguments),
            Module::Os if Feature::Random.is_enabled() => self.urandom(arguments, host),
            Module::Random if Feature::Random.is_enabled() => self.twister(function, arguments),
            Module::Regex if Feature::Regex.is_enabled() => self.regex(function, arguments),
            Module::Struct if Feature::Struct.is_enabled() => self.structure(function, arguments),
            Module::Time if Feature::Time.is_enabled() => self.clock(function, arguments, host),
            _ => self.absent(),
        }
    }

    /// What the verifier lets no package name.
    #[cold]
    fn absent(&mut self) -> Res<Value> {
        let message = [Piece::Text("this builtin does not exist here")];
        Err(self.raise(Exception::NotImplementedError, &message))
    }
}
