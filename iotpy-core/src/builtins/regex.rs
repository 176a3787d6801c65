//! The native half of `re`: patterns are compiled to bytes, which the functions here run.

use crate::catalog::{Exception, Function};
use crate::error::{Piece, Reason, Res};
use crate::heap::Kind;
use crate::object::str::{Sources, Text};
use crate::regex::{self, Fault, FaultKind, Matcher, Mode, Part, Program, Stop};
use crate::text::{repr, sink::Sink, wtf8};
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

/// Steps of a matcher for a unit of fuel.
const STEPS: u64 = 4;

/// A search for one match after the other.
struct Search {
    program: Value,
    text: Value,
    /// Where the text ends for this search, in bytes.
    end: usize,
    groups: usize,
    /// A tuple for the bytes at which the whole match and the groups start and end, and the number
    /// of the group that was closed last.
    spans: Value,
    /// Where the next match may start.
    at: usize,
    /// Where the last match was empty.
    not_empty_at: Option<usize>,
}

impl Vm<'_, '_> {
    /// A function of the module `_re`.
    #[inline(never)]
    pub(super) fn regex(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        let count = match function {
            Function::ReCompile => 2,
            Function::ReFind => 6,
            _ => 4,
        };
        self.expect_args("_re", arguments, count, count)?;
        if function == Function::ReCompile {
            let flags = self.int_argument(self.argument(arguments, 1))?;
            return self.compile_regex(self.argument(arguments, 0), flags as u32);
        }
        let (program, text) = (self.argument(arguments, 0), self.argument(arguments, 1));
        let third = self.argument(arguments, 2);
        let fourth = self.int_argument(self.argument(arguments, 3))?;
        match function {
            Function::ReFind => {
                let mode = self.int_argument(self.argument(arguments, 4))?;
                let advance = self.is_true(self.argument(arguments, 5));
                let start = self.int_argument(third)?;
                let mut search = self.new_search(program, text, start, fourth)?;
                search.not_empty_at = advance.then_some(search.at);
                self.find_one(&mut search, mode)
            }
            Function::ReFindAll => {
                let start = self.int_argument(third)?;
                let search = self.new_search(program, text, start, fourth)?;
                self.find_all(search)
            }
            Function::ReSplit => {
                let limit = self.int_argument(third)?;
                let search = self.new_search(program, text, 0, i64::MAX)?;
                self.split_text(search, limit)
            }
            _ => {
                let search = self.new_search(program, text, 0, i64::MAX)?;
                self.replace_matches(search, third, fourth)
            }
        }
    }

    /// A pattern as program, flags, count of groups and the names and numbers of its groups; what
    /// is wrong with it as None, message and position.
    fn compile_regex(&mut self, pattern: Value, flags: u32) -> Res<Value> {
        let unicode = self.is_str(pattern);
        self.charge(self.raw_bytes(pattern).len())?;
        let (top, sp) = (self.heap.top, self.heap.sp);
        let (below, rest) = self.heap.cells.split_at_mut(top);
        let sources = Sources::new(below, self.package);
        // Two cells are left for the header of the bytes that the program becomes.
        let words = bytemuck::cast_slice_mut(rest.get_mut(2..sp - top).unwrap_or_default());
        let compiled = match regex::compile(sources.text(pattern), unicode, flags, words) {
            Ok(compiled) => compiled,
            Err(Some(fault)) => return self.regex_fault(pattern, &fault),
            Err(None) => return Err(self.trap(Reason::Memory(sp - top + 1))),
        };
        self.charge(compiled.work / 8)?;
        // The names lie at the end of the free cells, where what is made now must not come.
        let first = 2 * (top + 2) + compiled.names;
        let names_len = self.raw_bytes(pattern).len() / 4 + 8 * compiled.name_count;
        if compiled.len / 2 + names_len + 64 > compiled.names / 2 {
            return Err(self.trap(Reason::Memory(sp - top + 1)));
        }
        let program = self.keep_program(4 * compiled.len)?;
        let mut count = 0;
        for n in 0..compiled.name_count {
            let words: &[u32] = bytemuck::cast_slice(self.heap.cells);
            let entry = words.get(first + 3 * n..).and_then(<[u32]>::first_chunk);
            let [group, from, to] = entry.copied().unwrap_or_default();
            if to != 0 {
                let name = self.pattern_text(pattern, from as usize, to as usize)?;
                let pair = [name, Value::int(group as i32)];
                let pair = self.heap.object(Kind::Tuple, &pair)?;
                self.keep_name(first, count, pair);
                count += 1;
            }
        }
        self.finish_compile(program, first, count)
    }

    /// Makes bytes of the words behind the next two cells.
    fn keep_program(&mut self, len: usize) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_grow(&mut text, len)?;
        Ok(self.text_finish_bytes(text))
    }

    /// Keeps a pair in the place of a name that is no longer needed.
    fn keep_name(&mut self, first: usize, n: usize, pair: Value) {
        let words: &mut [u32] = bytemuck::cast_slice_mut(self.heap.cells);
        if let Some([low, high, _]) = words
            .get_mut(first + 3 * n..)
            .and_then(<[u32]>::first_chunk_mut)
        {
            (*low, *high) = (pair.0 as u32, (pair.0 >> 32) as u32);
        }
    }

    fn finish_compile(&mut self, program: Value, first: usize, count: usize) -> Res<Value> {
        let names = self.heap.filled(Kind::Tuple, count, Value::NONE)?;
        for n in 0..count {
            let words: &[u32] = bytemuck::cast_slice(self.heap.cells);
            let at = first + 3 * n;
            let pair = u64::from(words[at]) | u64::from(words[at + 1]) << 32;
            self.heap.set(names, n, Value(pair));
        }
        let (flags, groups) = match Program::new(self.raw_bytes(program)) {
            Some(program) => (program.flags(), program.groups()),
            None => (0, 0),
        };
        let fields = [
            program,
            Value::int(flags as i32),
            Value::int(groups as i32),
            Value::object(names),
        ];
        self.heap.object(Kind::Tuple, &fields)
    }

    /// A part of a pattern as str; bytes are taken as Latin-1.
    fn pattern_text(&mut self, pattern: Value, from: usize, to: usize) -> Res<Value> {
        if self.is_str(pattern) {
            return self.substr(pattern, from, to);
        }
        let mut text = self.text_begin()?;
        for at in from..to {
            let byte = self.raw_bytes(pattern)[at];
            self.text_push_char(&mut text, u32::from(byte))?;
        }
        self.text_finish(text)
    }

    fn regex_fault(&mut self, pattern: Value, fault: &Fault) -> Res<Value> {
        let mut pieces = [Value::NONE; 6];
        for (piece, part) in pieces.iter_mut().zip(&fault.parts) {
            if let Part::Slice(from, to) | Part::Repr(from, to) = *part {
                *piece = self.pattern_text(pattern, from, to)?;
            }
        }
        let ascii = !self.is_str(pattern);
        let mut text = self.text_begin()?;
        for (piece, part) in pieces.iter().zip(&fault.parts) {
            match *part {
                Part::Text(part) => self.text_push(&mut text, part.as_bytes())?,
                Part::Number(number) => self.text_push_number(&mut text, i64::from(number))?,
                Part::Slice(..) | Part::Repr(..) => {
                    let quoted = matches!(part, Part::Repr(..));
                    self.push_pattern_text(&mut text, *piece, quoted, ascii)?;
                }
            }
        }
        let message = self.text_finish(text)?;
        let class = match fault.kind {
            FaultKind::Overflow => Exception::OverflowError,
            FaultKind::Flags => Exception::ValueError,
            FaultKind::Refused => Exception::NotImplementedError,
            FaultKind::Pattern => {
                let at = match fault.at {
                    None => Value::NONE,
                    Some(at) if ascii => Value::int(at as i32),
                    Some(at) => {
                        let before = self.raw_bytes(pattern).get(..at).unwrap_or_default();
                        Value::int(wtf8::count(before) as i32)
                    }
                };
                return self.heap.object(Kind::Tuple, &[Value::NONE, message, at]);
            }
        };
        Err(self.raise(class, &[Piece::Str(message)]))
    }

    fn push_pattern_text(
        &mut self,
        text: &mut Text,
        part: Value,
        quoted: bool,
        ascii: bool,
    ) -> Res<()> {
        self.text_write(text, |sources, sink| {
            let part = sources.text(part);
            match (quoted, ascii) {
                (true, false) => repr::str_repr(part, sink),
                (true, true) => repr::str_ascii(part, sink),
                (false, false) => sink.push(part),
                (false, true) => repr::escape_non_ascii(part, sink),
            }
        })
    }

    fn new_search(&mut self, program: Value, text: Value, start: i64, end: i64) -> Res<Search> {
        let found = self.bytes_bytes(program).and_then(Program::new);
        let Some(groups) = found.map(|program| program.groups()) else {
            return Err(self.value_error("not a compiled pattern"));
        };
        if !self.is_str(text) && !self.is_bytes(text) {
            let message = "expected string or bytes-like object, got '";
            let pieces = [Piece::Text(message), Piece::TypeOf(text), Piece::Text("'")];
            return Err(self.type_error(&pieces));
        }
        let offset = |index: i64| {
            let index = usize::try_from(index.max(0)).unwrap_or(usize::MAX);
            if self.is_str(text) {
                self.byte_offset(text, index)
            } else {
                index.min(self.raw_bytes(text).len())
            }
        };
        let end = offset(end);
        let at = offset(start).min(end);
        self.charge(self.raw_bytes(text).len() / 64)?;
        let spans = self.heap.filled(Kind::Tuple, 2 * groups + 3, Value::NONE)?;
        Ok(Search {
            program,
            text,
            end,
            groups,
            spans: Value::object(spans),
            at,
            not_empty_at: None,
        })
    }

    /// Looks for the next match and notes its spans.
    fn next_match(&mut self, search: &mut Search, mode: Mode) -> Res<bool> {
        let budget = self.fuel_budget().saturating_mul(STEPS);
        let unicode = self.is_str(search.text);
        let (top, sp) = (self.heap.top, self.heap.sp);
        let (below, rest) = self.heap.cells.split_at_mut(top);
        let sources = Sources::new(below, self.package);
        let text = &sources.text(search.text)[..search.end];
        let Some(program) = Program::new(sources.text(search.program)) else {
            return Ok(false);
        };
        let cells = rest.get_mut(..sp - top).unwrap_or_default();
        let outcome = match Matcher::new(program, text, unicode, cells, budget) {
            Ok(mut matcher) => {
                let found = matcher.find(search.at, mode, search.not_empty_at);
                let last = matcher.last_group();
                found.map(|span| (span, last, budget - matcher.budget))
            }
            Err(stop) => Err(stop),
        };
        let (span, last, used) = match outcome {
            Ok(found) => found,
            Err(Stop::Budget) => return Err(self.trap(Reason::OutOfFuel)),
            Err(Stop::Full) => return Err(self.trap(Reason::Memory(sp - top + 1))),
        };
        self.charge((used / STEPS) as usize + 1)?;
        let Some((start, end)) = span else {
            return Ok(false);
        };
        self.note_spans(search, start, end, last);
        search.not_empty_at = (start == end).then_some(end);
        search.at = end;
        Ok(true)
    }

    /// Copies the marks, which lie in the first free cells.
    fn note_spans(&mut self, search: &Search, start: usize, end: usize, last: Option<usize>) {
        let (top, spans) = (self.heap.top, search.spans.cell());
        self.heap.set(spans, 0, Value::int(start as i32));
        self.heap.set(spans, 1, Value::int(end as i32));
        for group in 0..search.groups {
            let [from, to] = [0, 1].map(|k| self.heap.cells[top + 2 * group + k] as u32 as i32);
            let unset = from < 0 || to < from;
            for (k, mark) in [from, to].into_iter().enumerate() {
                let mark = if unset { -1 } else { mark };
                self.heap.set(spans, 2 * group + 2 + k, Value::int(mark));
            }
        }
        let last = last.map_or(Value::NONE, |group| Value::int(group as i32));
        self.heap.set(spans, 2 * search.groups + 2, last);
    }

    fn find_one(&mut self, search: &mut Search, mode: i64) -> Res<Value> {
        let mode = match mode {
            0 => Mode::Search,
            1 => Mode::Match,
            _ => Mode::Full,
        };
        if !self.next_match(search, mode)? {
            return Ok(Value::NONE);
        }
        if self.is_str(search.text) && !self.str_is_ascii(search.text) {
            self.count_characters(search);
        }
        Ok(search.spans)
    }

    /// Turns bytes into characters.
    fn count_characters(&mut self, search: &Search) {
        let spans = search.spans.cell();
        let bytes = self.raw_bytes(search.text);
        let start = self.heap.get(spans, 0).as_int() as usize;
        let before = wtf8::count(&bytes[..start]);
        for n in 0..2 * search.groups + 2 {
            let mark = self.heap.get(spans, n).as_int();
            if mark >= 0 {
                let bytes = self.raw_bytes(search.text);
                let index = match bytes.get(start..mark as usize) {
                    Some(inside) => before + wtf8::count(inside),
                    None => wtf8::count(&bytes[..mark as usize]),
                };
                self.heap.set(spans, n, Value::int(index as i32));
            }
        }
    }

    /// A part of a text, of the text's own type.
    fn text_part(&mut self, text: Value, from: usize, to: usize) -> Res<Value> {
        let mut part = self.text_begin()?;
        self.text_push_part(&mut part, text, from, to)?;
        if self.is_str(text) {
            self.text_finish(part)
        } else {
            Ok(self.text_finish_bytes(part))
        }
    }

    /// The text of a group, `missing` if it is not set.
    fn group_text(&mut self, search: &Search, group: usize, missing: Value) -> Res<Value> {
        match self.group_span(search, group) {
            Some((from, to)) => self.text_part(search.text, from, to),
            None => Ok(missing),
        }
    }

    fn group_span(&self, search: &Search, group: usize) -> Option<(usize, usize)> {
        let spans = search.spans.cell();
        let [from, to] = [0, 1].map(|k| self.heap.get(spans, 2 * group + k).as_int());
        (from >= 0).then_some((from as usize, to as usize))
    }

    fn find_all(&mut self, mut search: Search) -> Res<Value> {
        let list = self.new_list(&[])?;
        let empty = self.text_part(search.text, 0, 0)?;
        while self.next_match(&mut search, Mode::Search)? {
            let item = match search.groups {
                0 => self.group_text(&search, 0, empty)?,
                1 => self.group_text(&search, 1, empty)?,
                groups => {
                    let tuple = self.heap.filled(Kind::Tuple, groups, empty)?;
                    for group in 0..groups {
                        let text = self.group_text(&search, group + 1, empty)?;
                        self.heap.set(tuple, group, text);
                    }
                    Value::object(tuple)
                }
            };
            self.list_push(list, item)?;
        }
        Ok(list)
    }

    fn split_text(&mut self, mut search: Search, limit: i64) -> Res<Value> {
        let list = self.new_list(&[])?;
        let (mut last, mut count) = (0, 0);
        while (limit == 0 || count < limit) && self.next_match(&mut search, Mode::Search)? {
            let start = self.heap.get(search.spans.cell(), 0).as_int() as usize;
            let part = self.text_part(search.text, last, start)?;
            self.list_push(list, part)?;
            for group in 1..=search.groups {
                let text = self.group_text(&search, group, Value::NONE)?;
                self.list_push(list, text)?;
            }
            last = search.at;
            count += 1;
        }
        let part = self.text_part(search.text, last, search.end)?;
        self.list_push(list, part)?;
        Ok(list)
    }

    /// The text with matches replaced, and their count. A replacement is a tuple of texts and
    /// numbers of groups.
    fn replace_matches(&mut self, mut search: Search, parts: Value, limit: i64) -> Res<Value> {
        if !self.heap.is(parts, Kind::Tuple) {
            return Err(self.value_error("not a template"));
        }
        let unicode = self.is_str(search.text);
        let mut text = self.text_begin()?;
        let (mut last, mut count) = (0, 0);
        while (limit == 0 || count < limit) && self.next_match(&mut search, Mode::Search)? {
            let start = self.heap.get(search.spans.cell(), 0).as_int() as usize;
            self.text_push_part(&mut text, search.text, last, start)?;
            let (at, len) = self.elements(parts);
            for n in 0..len {
                match Value(self.heap.cells[at + n]).unpack() {
                    Unpacked::Int(group) => {
                        let group = (group.max(0) as usize).min(search.groups);
                        if let Some((from, to)) = self.group_span(&search, group) {
                            self.text_push_part(&mut text, search.text, from, to)?;
                        }
                    }
                    _ => {
                        let part = Value(self.heap.cells[at + n]);
                        if self.is_str(part) == unicode {
                            self.text_push_str(&mut text, part)?;
                        }
                    }
                }
            }
            last = search.at;
            count += 1;
        }
        self.text_push_part(&mut text, search.text, last, search.end)?;
        let result = if unicode {
            self.text_finish(text)?
        } else {
            self.text_finish_bytes(text)
        };
        let pair = [result, Value::int(count as i32)];
        self.heap.object(Kind::Tuple, &pair)
    }
}
