//! The native half of `sys` and `traceback`: output, and what is known of exceptions.

use crate::catalog::Function;
use crate::error::{Piece, Res, exception_field as field};
use crate::heap::Kind;
use crate::host::{Host, Stream};
use crate::package::function_flag;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    #[inline(never)]
    pub(super) fn system(
        &mut self,
        function: Function,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        match function {
            Function::SysWrite => self.write_stream(arguments, host),
            Function::SysException => {
                self.expect_args("exception", arguments, 0, 0)?;
                Ok(self.handling())
            }
            Function::SysDepth => self.depth_limit(arguments),
            Function::SysCaller => self.caller_place(arguments),
            Function::SysParameters => self.parameters_of(arguments),
            _ => {
                self.expect_args("frames", arguments, 1, 1)?;
                let exception = self.argument(arguments, 0);
                self.exception_frames(exception)
            }
        }
    }

    /// `_sys.write(number, text)`: a str, or bytes that are text, to standard output (1) or
    /// standard error (2).
    fn write_stream(&mut self, arguments: &Arguments, host: &mut dyn Host) -> Res<Value> {
        self.expect_args("write", arguments, 2, 2)?;
        let (number, text) = (self.argument(arguments, 0), self.argument(arguments, 1));
        let stream = match number == Value::int(2) {
            true => Stream::Error,
            false => Stream::Output,
        };
        if let Some(bytes) = self.bytes_bytes(text) {
            let count = bytes.len();
            self.charge(count / 4)?;
            if let Some(bytes) = self.bytes_bytes(text) {
                host.write(stream, bytes);
            }
            return Ok(Value::int(count as i32));
        }
        if !self.is_str(text) {
            let kind = match text {
                Value::NONE => Piece::Text("None"),
                other => Piece::TypeOf(other),
            };
            let message = [Piece::Text("write() argument must be str, not "), kind];
            return Err(self.type_error(&message));
        }
        if stream == Stream::Output {
            self.check_surrogates(text)?;
        }
        let bytes = self.raw_bytes(text);
        let count = bytes.len();
        self.charge(count / 4)?;
        let length = self.len(text)?;
        host.write(stream, self.raw_bytes(text));
        Ok(length)
    }

    /// `_sys.depth(limit)` sets the bound on frames, unless there are as many: whether it did;
    /// `_sys.depth(0)` is the bound, `_sys.depth(-1)` the number of frames.
    fn depth_limit(&mut self, arguments: &Arguments) -> Res<Value> {
        self.expect_args("depth", arguments, 1, 1)?;
        let limit = self.argument(arguments, 0);
        let limit = self.as_i64(limit).unwrap_or(i64::MAX);
        let (depth, depth_max) = (self.depth() as i64, self.depth_max() as i64);
        match limit {
            -1 => self.new_int(depth),
            0 => self.new_int(depth_max),
            _ if limit <= depth => Ok(Value::FALSE),
            _ => {
                self.set_depth_max(limit.min(i64::from(u32::MAX)) as u64);
                Ok(Value::TRUE)
            }
        }
    }

    /// `_sys.caller(n)`: the module, the line and the function of the `n`-th frame above the one
    /// that asks, or of the first, and whether tracebacks show it.
    fn caller_place(&mut self, arguments: &Arguments) -> Res<Value> {
        self.expect_args("caller", arguments, 1, 1)?;
        let above = self.argument(arguments, 0);
        let above = self.as_i64(above).and_then(|n| usize::try_from(n).ok());
        let above = above.unwrap_or(0).min(self.depth());
        self.charge(above)?;
        let (index, pc) = self.frame_above(above);
        let shown = Value::bool(!self.package.is_without_frame(index));
        let function = self.package.function(index);
        let (module, _, _, _) = self.package.module(function.module);
        let line = self
            .package
            .line(&function, pc.saturating_sub(function.code_start));
        let (module, _) = self.package.name(module);
        let (name, _) = self.package.name(function.name);
        let (module, name) = (Value::const_str(module), Value::const_str(name));
        self.new_list(&[module, Value::int(line as i32), name, shown])
    }

    /// `_sys.parameters(function)`: a list of whether calling it makes a generator, and then the
    /// name, the kind, whether there is a default, and the default of every parameter, one after
    /// the other, in the order of `inspect`, whose numbers the kinds are; None if that is no
    /// function of the program.
    fn parameters_of(&mut self, arguments: &Arguments) -> Res<Value> {
        self.expect_args("parameters", arguments, 1, 1)?;
        let Some((index, closure)) = self.function_of(self.argument(arguments, 0)) else {
            return Ok(Value::NONE);
        };
        let entry = self.package.function(index);
        let (positional, keyword_only) = (entry.positional as usize, entry.keyword_only as usize);
        let varargs = entry.has(function_flag::VARARGS);
        let list = self.new_list(&[Value::bool(entry.has(function_flag::GENERATOR))])?;
        self.list_reserve(list, 1 + 4 * entry.parameter_count())?;
        let push = |vm: &mut Self, n: usize, kind: usize, default: Option<usize>| {
            let (offset, _) = vm.package.name(vm.package.parameter(&entry, n));
            let default = match (default, closure) {
                (Some(field), Some(at)) => vm.heap.get(at, field),
                _ => Value::UNBOUND,
            };
            let has = default != Value::UNBOUND;
            vm.list_push(list, Value::const_str(offset))?;
            vm.list_push(list, Value::int(kind as i32))?;
            vm.list_push(list, Value::bool(has))?;
            vm.list_push(list, if has { default } else { Value::NONE })
        };
        let defaults = entry.defaults as usize;
        for n in 0..positional {
            let kind = usize::from(n >= entry.positional_only as usize);
            let field = (n + defaults).checked_sub(positional).map(|n| 2 + n);
            push(self, n, kind, field)?;
        }
        if varargs {
            push(self, positional + keyword_only, 2, None)?;
        }
        for n in 0..keyword_only {
            let field = entry.has(function_flag::KW_DEFAULTS);
            push(self, positional + n, 3, field.then_some(2 + defaults + n))?;
        }
        if entry.has(function_flag::VARKW) {
            push(
                self,
                positional + keyword_only + usize::from(varargs),
                4,
                None,
            )?;
        }
        Ok(list)
    }

    /// A list with the module, the function and the line of every frame that an exception passed
    /// through, one after the other, outermost first.
    fn exception_frames(&mut self, exception: Value) -> Res<Value> {
        if !self.heap.is(exception, Kind::Exception) {
            return self.new_list(&[]);
        }
        let traceback = self.heap.get(exception.cell(), field::TRACEBACK);
        let frames = self.new_list(&[])?;
        if !self.heap.is(traceback, Kind::List) {
            return Ok(frames);
        }
        let entries = self.list_len(traceback) / 2;
        self.charge(8 * entries)?;
        self.list_reserve(frames, 3 * entries)?;
        for n in (0..entries).rev() {
            let index = self.list_get(traceback, 2 * n).as_int() as u16;
            let pc = self.list_get(traceback, 2 * n + 1).as_int() as u32;
            let function = self.package.function(index);
            let (module, _, _, _) = self.package.module(function.module);
            let line = self
                .package
                .line(&function, pc.saturating_sub(function.code_start));
            for name in [module, function.name] {
                let (offset, _) = self.package.name(name);
                self.list_push(frames, Value::const_str(offset))?;
            }
            self.list_push(frames, Value::int(line as i32))?;
        }
        Ok(frames)
    }
}
