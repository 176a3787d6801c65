//! `json.dumps`, and the serialisation of a call's result.

use crate::catalog::{Exception, Function};
use crate::error::{Piece, Res, Trap};
use crate::heap::Kind;
use crate::number::float_text;
use crate::object::str::Text;
use crate::text::escape;
use crate::text::sink::Sink;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

/// How values are written.
#[derive(Clone, Copy)]
struct Style {
    ensure_ascii: bool,
    allow_nan: bool,
    sort_keys: bool,
    skip_keys: bool,
    /// What a level is indented by, or None for one line.
    indent: Value,
    item_separator: Value,
    key_separator: Value,
}

impl Vm<'_, '_> {
    /// A function of the module `_json`.
    #[inline(never)]
    pub(super) fn json(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        match function {
            Function::JsonDumps => self.json_dumps(arguments),
            _ => self.json_loads(arguments),
        }
    }

    /// `json.dumps`
    fn json_dumps(&mut self, arguments: &Arguments) -> Res<Value> {
        let names = [
            "obj",
            "skipkeys",
            "ensure_ascii",
            "check_circular",
            "allow_nan",
            "cls",
            "indent",
            "separators",
            "default",
            "sort_keys",
        ];
        let slots = self.slots("dumps", arguments, 1, names)?;
        let [
            object,
            skip,
            ascii,
            _,
            nan,
            class,
            indent,
            separators,
            default,
            sort,
        ] = slots;
        for (value, what) in [(class, "cls"), (default, "default")] {
            if value != Value::UNBOUND && value != Value::NONE {
                let message = [Piece::Text("json.dumps with "), Piece::Text(what)];
                return Err(self.raise(Exception::NotImplementedError, &message));
            }
        }
        let flag = |vm: &Self, value: Value, default: bool| {
            if value == Value::UNBOUND {
                default
            } else {
                vm.is_true(value)
            }
        };
        let indent = self.indent_text(indent)?;
        let comma: &[u8] = if indent == Value::NONE { b", " } else { b"," };
        let (mut item_separator, mut key_separator) = (self.new_str(comma)?, self.new_str(b": ")?);
        if separators != Value::UNBOUND && separators != Value::NONE {
            match self.sequence(separators) {
                Some((at, 2)) => {
                    item_separator = Value(self.heap.cells[at]);
                    key_separator = Value(self.heap.cells[at + 1]);
                    self.expect_str(item_separator, "separators must be str, not ")?;
                    self.expect_str(key_separator, "separators must be str, not ")?;
                }
                _ => return Err(self.type_error(&[Piece::Text("separators must be a pair")])),
            }
        }
        let style = Style {
            ensure_ascii: flag(self, ascii, true),
            allow_nan: flag(self, nan, true),
            sort_keys: flag(self, sort, false),
            skip_keys: flag(self, skip, false),
            indent,
            item_separator,
            key_separator,
        };
        self.json_text(object, &style)
    }

    fn indent_text(&mut self, indent: Value) -> Res<Value> {
        if indent == Value::UNBOUND || indent == Value::NONE || self.is_str(indent) {
            return Ok(if indent == Value::UNBOUND {
                Value::NONE
            } else {
                indent
            });
        }
        let count = self.int_argument(indent)?.clamp(0, 1 << 20) as usize;
        let mut text = self.text_begin()?;
        self.text_fill(&mut text, b' ', count)?;
        self.text_finish(text)
    }

    fn json_text(&mut self, value: Value, style: &Style) -> Res<Value> {
        // Sorted keys need lists of their own, which must exist before the text is begun.
        let mark = self.heap.sp;
        if style.sort_keys {
            self.push_sorted_keys(value, 0)?;
        }
        let mut text = self.text_begin()?;
        let mut next_sorted = mark;
        let written = self.push_json(&mut text, value, style, 0, &mut next_sorted);
        self.heap.sp = mark;
        written?;
        self.charge(text.len() / 8)?;
        self.text_finish(text)
    }

    /// Pushes the sorted keys of every dict in a value, in the order in which they are written.
    fn push_sorted_keys(&mut self, value: Value, depth: usize) -> Res<()> {
        self.check_nesting(depth, " while encoding a JSON object")?;
        let value = self.unwrapped(value);
        match self.heap.kind_of(value) {
            Some(Kind::List | Kind::Tuple) => {
                let (at, count) = self.elements(value);
                for n in 0..count {
                    self.push_sorted_keys(Value(self.heap.cells[at + n]), depth + 1)?;
                }
            }
            Some(Kind::Dict) => {
                let keys = self.to_list(value)?;
                self.sort_list(keys, false)?;
                self.heap.push(keys)?;
                let (at, count) = self.elements(keys);
                for n in 0..count {
                    let key = Value(self.heap.cells[at + n]);
                    if let Some(inner) = self.dict_get(value, key)? {
                        self.push_sorted_keys(inner, depth + 1)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn push_json(
        &mut self,
        text: &mut Text,
        value: Value,
        style: &Style,
        depth: usize,
        sorted: &mut usize,
    ) -> Res<()> {
        self.charge(1)?;
        let subject = value;
        let value = self.unwrapped(subject);
        match value.unpack() {
            Unpacked::None => self.text_push(text, b"null"),
            Unpacked::Bool(true) => self.text_push(text, b"true"),
            Unpacked::Bool(false) => self.text_push(text, b"false"),
            Unpacked::Int(int) => self.text_push_number(text, i64::from(int)),
            Unpacked::Float(float) => self.push_json_float(text, float, style),
            Unpacked::ConstStr(_) => self.push_json_str(text, value, style),
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Str | Kind::GrownStr => self.push_json_str(text, value, style),
                Kind::Int => self.text_push_int(text, value),
                Kind::List | Kind::Tuple => self.push_json_list(text, value, style, depth, sorted),
                Kind::Dict => self.push_json_dict(text, value, style, depth, sorted),
                _ => Err(self.not_serialisable(subject)),
            },
            _ => Err(self.not_serialisable(subject)),
        }
    }

    #[cold]
    fn not_serialisable(&mut self, value: Value) -> Trap {
        let class = self.type_value(value);
        self.type_error(&[
            Piece::Text("Object of type "),
            Piece::ClassName(class),
            Piece::Text(" is not JSON serializable"),
        ])
    }

    fn push_json_float(&mut self, text: &mut Text, float: f64, style: &Style) -> Res<()> {
        if float.is_finite() {
            return self.text_write(text, |_, sink| float_text::repr(float, sink));
        }
        if !style.allow_nan {
            return Err(self.raise(
                Exception::ValueError,
                &[Piece::Text(
                    "Out of range float values are not JSON compliant",
                )],
            ));
        }
        let name: &[u8] = if float.is_nan() {
            b"NaN"
        } else if float > 0.0 {
            b"Infinity"
        } else {
            b"-Infinity"
        };
        self.text_push(text, name)
    }

    fn push_json_str(&mut self, text: &mut Text, value: Value, style: &Style) -> Res<()> {
        let ascii = style.ensure_ascii;
        self.text_write(text, |sources, sink| {
            escape::json_string(sources.text(value), ascii, sink)
        })
    }

    fn new_line(&mut self, text: &mut Text, style: &Style, depth: usize) -> Res<()> {
        if style.indent == Value::NONE {
            return Ok(());
        }
        self.text_push(text, b"\n")?;
        for _ in 0..depth {
            self.text_push_str(text, style.indent)?;
        }
        Ok(())
    }

    /// Checks the depth, and that a container is not inside of itself.
    fn enter_json(&mut self, value: Value, depth: usize) -> Res<()> {
        let path = self.heap.sp;
        if (path..path + depth).any(|cell| self.heap.cells[cell] == value.0) {
            return Err(self.value_error("Circular reference detected"));
        }
        self.check_nesting(depth, " while encoding a JSON object")?;
        self.heap.push(value)?;
        Ok(())
    }

    fn push_json_list(
        &mut self,
        text: &mut Text,
        value: Value,
        style: &Style,
        depth: usize,
        sorted: &mut usize,
    ) -> Res<()> {
        let (_, count) = self.elements(value);
        if count == 0 {
            return self.text_push(text, b"[]");
        }
        let path = self.heap.sp;
        self.enter_json(value, depth)?;
        self.text_push(text, b"[")?;
        for n in 0..count {
            if n > 0 {
                self.text_push_str(text, style.item_separator)?;
            }
            self.new_line(text, style, depth + 1)?;
            let (at, _) = self.elements(value);
            self.push_json(
                text,
                Value(self.heap.cells[at + n]),
                style,
                depth + 1,
                sorted,
            )?;
        }
        self.heap.sp = path;
        self.new_line(text, style, depth)?;
        self.text_push(text, b"]")
    }

    fn push_json_dict(
        &mut self,
        text: &mut Text,
        dict: Value,
        style: &Style,
        depth: usize,
        sorted: &mut usize,
    ) -> Res<()> {
        let keys = style.sort_keys.then(|| {
            *sorted -= 1;
            Value(self.heap.cells[*sorted])
        });
        if self.dict_len(dict) == 0 {
            return self.text_push(text, b"{}");
        }
        let path = self.heap.sp;
        self.enter_json(dict, depth)?;
        self.text_push(text, b"{")?;
        let (mut position, mut first) = (0, true);
        loop {
            let entry = match keys {
                None => self.dict_next(dict, &mut position),
                Some(keys) => {
                    let (at, count) = self.elements(keys);
                    let key = (position < count).then(|| Value(self.heap.cells[at + position]));
                    position += 1;
                    match key {
                        Some(key) => self.dict_get(dict, key)?.map(|value| (key, value)),
                        None => None,
                    }
                }
            };
            let Some((key, value)) = entry else { break };
            if style.skip_keys && !self.is_json_key(key) {
                continue;
            }
            if !first {
                self.text_push_str(text, style.item_separator)?;
            }
            first = false;
            self.new_line(text, style, depth + 1)?;
            self.push_json_key(text, key, style)?;
            self.text_push_str(text, style.key_separator)?;
            self.push_json(text, value, style, depth + 1, sorted)?;
        }
        self.heap.sp = path;
        if !first {
            self.new_line(text, style, depth)?;
        }
        self.text_push(text, b"}")
    }

    fn is_json_key(&self, key: Value) -> bool {
        self.is_str(key) || key.is_float() || key == Value::NONE || self.is_int_like(key)
    }

    fn push_json_key(&mut self, text: &mut Text, key: Value, style: &Style) -> Res<()> {
        let subject = key;
        let key = self.unwrapped(subject);
        if self.is_str(key) {
            return self.push_json_str(text, key, style);
        }
        if !self.is_json_key(key) {
            return Err(self.type_error(&[
                Piece::Text("keys must be str, int, float, bool or None, not "),
                Piece::TypeOf(subject),
            ]));
        }
        self.text_push(text, b"\"")?;
        match key.unpack() {
            Unpacked::None => self.text_push(text, b"null")?,
            Unpacked::Bool(true) => self.text_push(text, b"true")?,
            Unpacked::Bool(false) => self.text_push(text, b"false")?,
            Unpacked::Float(float) => self.push_json_float(text, float, style)?,
            _ => self.text_push_int(text, key)?,
        }
        self.text_push(text, b"\"")
    }

    /// Writes a call's result: `json.dumps(result, ensure_ascii=False)`, as the Python runtime of
    /// AWS Lambda does.
    pub(crate) fn write_result_json(&mut self, value: Value, sink: &mut dyn Sink) -> Res<()> {
        let style = Style {
            ensure_ascii: false,
            allow_nan: true,
            sort_keys: false,
            skip_keys: false,
            indent: Value::NONE,
            item_separator: self.new_str(b", ")?,
            key_separator: self.new_str(b": ")?,
        };
        let text = self.json_text(value, &style)?;
        match sink.push(self.raw_bytes(text)) {
            Ok(()) => Ok(()),
            Err(_) => Err(self.value_error("the result does not fit")),
        }
    }
}
