//! f-strings.

use iotpy_core::opcode::Op;

use super::builder::Builder;
use crate::code::Constant;
use crate::tree::{At, FormatPart};

/// How many parts are joined at once.
const PARTS_MAX: usize = 32;

impl Builder<'_, '_, '_> {
    pub fn format(&mut self, parts: &[FormatPart], at: At, dest: u8) {
        match parts {
            [] => return self.load_constant(dest, Constant::Str(Vec::new())),
            [part] => return self.format_part(part, at, dest),
            _ => {}
        }
        let first = self.mark();
        for part in parts {
            if self.mark() - first == PARTS_MAX {
                let joined = first as u8;
                self.op(Op::Concat, joined, joined, PARTS_MAX as u8);
                self.release(first + 1);
            }
            let register = self.alloc();
            self.format_part(part, at, register);
        }
        let count = (self.mark() - first) as u8;
        self.at = at;
        self.op(Op::Concat, dest, first as u8, count);
    }

    fn format_part(&mut self, part: &FormatPart, at: At, dest: u8) {
        let (value, conversion, spec) = match part {
            FormatPart::Text(text) => {
                return self.load_constant(dest, Constant::Str(text.clone()));
            }
            FormatPart::Value {
                value,
                conversion,
                spec,
            } => (value, *conversion, spec),
        };
        let mark = self.mark();
        match spec.as_deref() {
            None | Some([]) => {
                let value = self.value(value);
                self.at = at;
                self.op(Op::Format, dest, value, conversion);
            }
            Some(spec) => {
                let value = self.value_temp(value);
                let text = self.alloc();
                self.format(spec, at, text);
                self.at = at;
                self.op(Op::Format, dest, value, conversion | 4);
            }
        }
        self.release(mark);
    }
}
