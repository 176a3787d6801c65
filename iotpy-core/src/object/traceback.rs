//! Traceback objects: views of the frames that an exception has passed through.
//!
//! An exception keeps its frames as a list, innermost first (`exception_field::TRACEBACK`). A
//! traceback object is that list and the number of entries that lie further in than its own.

use crate::error::{Res, exception_field as field};
use crate::heap::Kind;
use crate::symbol;
use crate::value::Value;
use crate::vm::Vm;

const FRAMES: usize = 0;
const INNER: usize = 1;

impl Vm<'_, '_> {
    /// `exception.__traceback__`
    pub(crate) fn traceback_of(&mut self, exception: Value) -> Res<Value> {
        let frames = self.heap.get(exception.cell(), field::TRACEBACK);
        if !self.heap.is(frames, Kind::List) || self.list_len(frames) == 0 {
            return Ok(Value::NONE);
        }
        let inner = self.list_len(frames) / 2 - 1;
        self.new_traceback(frames, inner)
    }

    fn new_traceback(&mut self, frames: Value, inner: usize) -> Res<Value> {
        let fields = [frames, Value::int(inner as i32)];
        self.heap.object(Kind::Traceback, &fields)
    }

    /// The frames for an exception that is given this traceback: a list or None.
    pub(crate) fn frames_of_traceback(&self, traceback: Value) -> Value {
        match self.heap.is(traceback, Kind::Traceback) {
            true => self.heap.get(traceback.cell(), FRAMES),
            false => Value::NONE,
        }
    }

    /// An attribute of a traceback.
    pub(crate) fn traceback_attribute(
        &mut self,
        traceback: Value,
        symbol: u16,
    ) -> Res<Option<Value>> {
        let at = traceback.cell();
        let (frames, inner) = (
            self.heap.get(at, FRAMES),
            self.heap.get(at, INNER).as_int() as usize,
        );
        Ok(Some(match symbol {
            symbol::TB_LINENO => Value::int(self.frame_line(frames, inner)),
            symbol::TB_NEXT if inner == 0 => Value::NONE,
            symbol::TB_NEXT => self.new_traceback(frames, inner - 1)?,
            symbol::TB_LASTI => self.list_get(frames, 2 * inner + 1),
            symbol::TB_FRAME => self.frame_record(frames, inner)?,
            _ => return Ok(None),
        }))
    }

    fn frame_line(&self, frames: Value, n: usize) -> i32 {
        let index = self.list_get(frames, 2 * n).as_int() as u16;
        let pc = self.list_get(frames, 2 * n + 1).as_int() as u32;
        let function = self.package.function(index);
        let relative = pc.saturating_sub(function.code_start);
        self.package.line(&function, relative) as i32
    }

    /// What stands for a frame: its line, and the names of its code.
    fn frame_record(&mut self, frames: Value, n: usize) -> Res<Value> {
        let index = self.list_get(frames, 2 * n).as_int() as u16;
        let code = self.code_record(index)?;
        let line = Value::int(self.frame_line(frames, n));
        self.frame_of(code, line)
    }

    /// What stands for the code of a function: its names.
    pub(crate) fn code_record(&mut self, index: u16) -> Res<Value> {
        let function = self.package.function(index);
        let (module, _, _, _) = self.package.module(function.module);
        let name = Value::const_str(self.package.name(function.name).0);
        let module = self.package.name_text(module);
        let mut text = self.text_begin()?;
        self.text_push(&mut text, module)?;
        self.text_push(&mut text, b".py")?;
        let file = self.text_finish(text)?;
        let code = [
            self.new_str(b"co_name")?,
            name,
            self.new_str(b"co_filename")?,
            file,
        ];
        self.heap.object(Kind::Record, &code)
    }

    /// What stands for a frame that runs this code.
    pub(crate) fn frame_of(&mut self, code: Value, line: Value) -> Res<Value> {
        let frame = [
            self.new_str(b"f_code")?,
            code,
            self.new_str(b"f_lineno")?,
            line,
        ];
        self.heap.object(Kind::Record, &frame)
    }
}
