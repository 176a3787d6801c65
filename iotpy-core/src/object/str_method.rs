//! Methods of str and what bytes share with it.

use crate::catalog::Feature;
use crate::error::{Piece, Reason, Res, need};
use crate::heap::Kind;
use crate::symbol;
use crate::text::search::{self, Kind as TextKind};
use crate::text::sink::Sink;
use crate::text::split::{self, Lines, Rsplit, RsplitSpace, Side, Split, SplitSpace};
use crate::text::{case, class, wtf8};
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// What a str or bytes counts as for the text algorithms.
    pub(crate) fn text_kind(&self, value: Value) -> TextKind {
        if self.is_str(value) {
            TextKind::Str
        } else {
            TextKind::Bytes
        }
    }

    /// A part of a str or bytes, of the same type.
    fn part(&mut self, subject: Value, start: usize, end: usize) -> Res<Value> {
        if start == 0 && end == self.raw_bytes(subject).len() {
            return Ok(subject);
        }
        let mut text = self.text_begin()?;
        self.text_push_part(&mut text, subject, start, end)?;
        self.finish_as(subject, text)
    }

    fn finish_as(&mut self, like: Value, text: super::str::Text) -> Res<Value> {
        if self.is_str(like) {
            self.text_finish(text)
        } else {
            Ok(self.text_finish_bytes(text))
        }
    }

    /// TypeError unless the argument is of the same type as the subject.
    fn expect_same(&mut self, subject: Value, argument: Value, what: &str) -> Res<()> {
        if self.is_str(subject) && self.is_str(argument) {
            return Ok(());
        }
        if !self.is_str(subject) {
            if self.is_bytes_like(argument) {
                return Ok(());
            }
            return Err(self.type_error(&[
                Piece::Text("a bytes-like object is required, not '"),
                Piece::TypeOf(argument),
                Piece::Text("'"),
            ]));
        }
        Err(self.type_error(&[
            Piece::Text(what),
            Piece::Text("must be str, not "),
            Piece::TypeOf(argument),
        ]))
    }

    pub(crate) fn str_method(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.charge(self.raw_bytes(subject).len() / 8)?;
        match symbol {
            symbol::UPPER
            | symbol::LOWER
            | symbol::TITLE
            | symbol::CAPITALIZE
            | symbol::SWAPCASE
            | symbol::CASEFOLD => self.change_case(subject, symbol, name, arguments),
            symbol::ISALNUM
            | symbol::ISALPHA
            | symbol::ISASCII
            | symbol::ISDECIMAL
            | symbol::ISDIGIT
            | symbol::ISIDENTIFIER
            | symbol::ISLOWER
            | symbol::ISNUMERIC
            | symbol::ISPRINTABLE
            | symbol::ISSPACE
            | symbol::ISTITLE
            | symbol::ISUPPER => self.classify(subject, symbol, name, arguments),
            symbol::FORMAT => self.str_format(subject, arguments),
            symbol::FORMAT_MAP => {
                self.expect_count(name, arguments, 1, 1)?;
                self.str_format_map(subject, self.argument(arguments, 0))
            }
            symbol::ENCODE => self.encode(subject, arguments),
            symbol::ZFILL => self.zero_fill(subject, name, arguments),
            symbol::CENTER | symbol::LJUST | symbol::RJUST => {
                self.justify(subject, symbol, name, arguments)
            }
            symbol::EXPANDTABS => self.expand_tabs(subject, arguments),
            symbol::TRANSLATE => {
                self.expect_count(name, arguments, 1, 1)?;
                self.translate(subject, self.argument(arguments, 0))
            }
            symbol::MAKETRANS => self.make_translation(name, arguments),
            _ => self.text_method(subject, symbol, name, arguments),
        }
    }

    /// Methods that str and bytes have in common.
    pub(crate) fn text_method(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        match symbol {
            symbol::SPLIT | symbol::RSPLIT => self.split(subject, symbol, arguments),
            symbol::SPLITLINES => self.split_lines(subject, arguments),
            symbol::JOIN => {
                self.expect_count(name, arguments, 1, 1)?;
                self.join(subject, arguments.at)
            }
            symbol::STRIP | symbol::LSTRIP | symbol::RSTRIP => {
                self.strip(subject, symbol, name, arguments)
            }
            symbol::REPLACE => self.replace(subject, name, arguments),
            symbol::FIND | symbol::RFIND | symbol::INDEX | symbol::RINDEX | symbol::COUNT => {
                self.search(subject, symbol, name, arguments)
            }
            symbol::STARTSWITH | symbol::ENDSWITH => self.affix(subject, symbol, name, arguments),
            symbol::PARTITION | symbol::RPARTITION => {
                self.expect_count(name, arguments, 1, 1)?;
                self.partition(
                    subject,
                    symbol == symbol::RPARTITION,
                    self.argument(arguments, 0),
                )
            }
            symbol::REMOVEPREFIX | symbol::REMOVESUFFIX => {
                need!(self, Text);
                self.expect_count(name, arguments, 1, 1)?;
                let affix = self.argument(arguments, 0);
                let what = if symbol == symbol::REMOVEPREFIX {
                    "removeprefix() argument "
                } else {
                    "removesuffix() argument "
                };
                self.expect_same(subject, affix, what)?;
                let (bytes, part) = (self.raw_bytes(subject), self.raw_bytes(affix));
                let (mut start, mut end) = (0, bytes.len());
                if symbol == symbol::REMOVEPREFIX && bytes.starts_with(part) {
                    start = part.len();
                } else if symbol == symbol::REMOVESUFFIX && bytes.ends_with(part) {
                    end -= part.len();
                }
                self.part(subject, start, end)
            }
            _ => Err(self.attribute_error(subject, name)),
        }
    }

    fn change_case(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 0, 0)?;
        self.need_unicode(subject)?;
        self.write_str(|sources, sink| {
            let text = sources.text(subject);
            match symbol {
                symbol::UPPER => case::upper(text, sink),
                symbol::LOWER => case::lower(text, sink),
                symbol::TITLE => case::title(text, sink),
                symbol::CAPITALIZE => case::capitalize(text, sink),
                symbol::SWAPCASE => case::swapcase(text, sink),
                _ => case::casefold(text, sink),
            }
        })
    }

    /// Without tables of characters only ASCII is known: no answer is better than a wrong one.
    pub(crate) fn need_unicode(&mut self, subject: Value) -> Res<()> {
        if !Feature::Unicode.is_enabled() && !self.raw_bytes(subject).is_ascii() {
            need!(self, Unicode);
        }
        Ok(())
    }

    fn classify(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 0, 0)?;
        if symbol != symbol::ISASCII {
            self.need_unicode(subject)?;
        }
        let text = self.raw_bytes(subject);
        let truth = match symbol {
            symbol::ISALNUM => class::all(text, class::is_alnum),
            symbol::ISALPHA => class::all(text, class::is_alpha),
            symbol::ISASCII => text.is_ascii(),
            symbol::ISDECIMAL => class::all(text, class::is_decimal),
            symbol::ISDIGIT => class::all(text, class::is_digit),
            symbol::ISIDENTIFIER => class::is_identifier(text),
            symbol::ISLOWER => class::is_lower_text(text),
            symbol::ISNUMERIC => class::all(text, class::is_numeric),
            symbol::ISPRINTABLE => class::is_printable_text(text),
            symbol::ISSPACE => class::all(text, class::is_space),
            symbol::ISTITLE => class::is_title_text(text),
            _ => class::is_upper_text(text),
        };
        Ok(Value::bool(truth))
    }

    /// A limit on the number of splits or replacements: negative means none.
    fn most(&mut self, value: Value) -> Res<usize> {
        let most = self.int_argument(value)?;
        Ok(usize::try_from(most).unwrap_or(usize::MAX))
    }

    fn split(&mut self, subject: Value, symbol: u16, arguments: &Arguments) -> Res<Value> {
        let right = Feature::Text.is_enabled() && symbol == symbol::RSPLIT;
        let function = if right { "rsplit" } else { "split" };
        let [separator, most] = self.slots(function, arguments, 2, ["sep", "maxsplit"])?;
        let most = if most == Value::UNBOUND {
            usize::MAX
        } else {
            self.most(most)?
        };
        let list = self.new_list(&[])?;
        let kind = self.text_kind(subject);
        let len = self.raw_bytes(subject).len();
        if separator == Value::UNBOUND || separator == Value::NONE {
            if right {
                let mut words = RsplitSpace::new(kind, len, most);
                while let Some(range) = words.next(self.raw_bytes(subject)) {
                    self.push_part(list, subject, range)?;
                }
            } else {
                let mut words = SplitSpace::new(kind, most);
                while let Some(range) = words.next(self.raw_bytes(subject)) {
                    self.push_part(list, subject, range)?;
                }
            }
        } else {
            if self.is_str(subject) && !self.is_str(separator) {
                return Err(self.type_error(&[
                    Piece::Text("must be str or None, not "),
                    Piece::TypeOf(separator),
                ]));
            }
            self.expect_same(subject, separator, "")?;
            if self.raw_bytes(separator).is_empty() {
                return Err(self.value_error("empty separator"));
            }
            if right {
                let mut parts = Rsplit::new(len, most);
                while let Some(range) =
                    parts.next(self.raw_bytes(subject), self.raw_bytes(separator))
                {
                    self.push_part(list, subject, range)?;
                }
            } else {
                let mut parts = Split::new(most);
                while let Some(range) =
                    parts.next(self.raw_bytes(subject), self.raw_bytes(separator))
                {
                    self.push_part(list, subject, range)?;
                }
            }
        }
        if right {
            let (at, count) = self.elements(list);
            self.heap.cells[at..at + count].reverse();
        }
        Ok(list)
    }

    fn push_part(
        &mut self,
        list: Value,
        subject: Value,
        range: core::ops::Range<usize>,
    ) -> Res<()> {
        self.charge(2)?;
        let part = self.part(subject, range.start, range.end)?;
        self.list_push(list, part)
    }

    fn split_lines(&mut self, subject: Value, arguments: &Arguments) -> Res<Value> {
        need!(self, Text);
        let [keep] = self.slots("splitlines", arguments, 1, ["keepends"])?;
        if keep != Value::UNBOUND {
            self.check_index(keep)?;
        }
        let keep = keep != Value::UNBOUND && self.is_true(keep);
        let list = self.new_list(&[])?;
        let mut lines = Lines::new(self.text_kind(subject), keep);
        while let Some(range) = lines.next(self.raw_bytes(subject)) {
            self.push_part(list, subject, range)?;
        }
        Ok(list)
    }

    /// `subject.join(iterable)`, the iterable in a cell.
    pub(crate) fn join(&mut self, subject: Value, cell: usize) -> Res<Value> {
        let source = Value(self.heap.cells[cell]);
        if !self.is_iterable(source) {
            return Err(self.type_error(&[Piece::Text("can only join an iterable")]));
        }
        let values = self.to_sequence(cell)?;
        let values = self.plain_elements(values)?;
        let (at, count) = self.elements(values);
        let is_str = self.is_str(subject);
        for n in 0..count {
            let value = Value(self.heap.cells[at + n]);
            if if is_str {
                self.is_str(value)
            } else {
                self.is_bytes_like(value)
            } {
                continue;
            }
            return Err(self.type_error(&[
                Piece::Text("sequence item "),
                Piece::Number(n as i64),
                Piece::Text(if is_str {
                    ": expected str instance, "
                } else {
                    ": expected a bytes-like object, "
                }),
                Piece::TypeOf(value),
                Piece::Text(" found"),
            ]));
        }
        if count == 1 {
            let only = Value(self.heap.cells[at]);
            if is_str || self.is_bytes(only) {
                return Ok(only);
            }
        }
        let mut text = self.text_begin()?;
        for n in 0..count {
            if n > 0 {
                self.text_push_str(&mut text, subject)?;
            }
            self.text_push_str(&mut text, Value(self.heap.cells[at + n]))?;
        }
        self.charge(count + text.len() / 8)?;
        self.finish_as(subject, text)
    }

    /// `Concat`: joins strs in cells.
    pub(crate) fn concat(&mut self, at: usize, count: usize) -> Res<Value> {
        let mut text = self.text_begin()?;
        for n in 0..count {
            self.text_push_str(&mut text, Value(self.heap.cells[at + n]))?;
        }
        self.charge(text.len() / 8)?;
        self.text_finish(text)
    }

    fn strip(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 0, 1)?;
        let side = match symbol {
            symbol::LSTRIP => Side::Left,
            symbol::RSTRIP => Side::Right,
            _ => Side::Both,
        };
        let kind = self.text_kind(subject);
        let characters = self.argument_or(arguments, 0, Value::NONE);
        let range = if characters == Value::NONE {
            split::strip_space(self.raw_bytes(subject), kind, side)
        } else {
            if self.is_str(subject) && !self.is_str(characters) {
                return Err(
                    self.type_error(&[Piece::Str(name), Piece::Text(" arg must be None or str")])
                );
            }
            self.expect_same(subject, characters, "")?;
            let (text, set) = (self.raw_bytes(subject), self.raw_bytes(characters));
            split::strip_characters(text, set, kind, side)
        };
        self.part(subject, range.start, range.end)
    }

    fn replace(&mut self, subject: Value, name: Value, arguments: &Arguments) -> Res<Value> {
        self.expect_count(name, arguments, 2, 3)?;
        let (old, new) = (self.argument(arguments, 0), self.argument(arguments, 1));
        self.expect_same(subject, old, "replace() argument 1 ")?;
        self.expect_same(subject, new, "replace() argument 2 ")?;
        let most = match arguments.count {
            3 => self.most(self.argument(arguments, 2))?,
            _ => usize::MAX,
        };
        let kind = self.text_kind(subject);
        let mut text = self.text_begin()?;
        self.text_write(&mut text, |sources, sink| {
            let (subject, old, new) = (sources.text(subject), sources.text(old), sources.text(new));
            search::replace(subject, old, new, most, kind, sink)
        })?;
        self.finish_as(subject, text)
    }

    /// The byte range of optional start and end arguments, and whether the start lies past the end
    /// of the subject.
    fn byte_range(
        &mut self,
        subject: Value,
        arguments: &Arguments,
        first: usize,
    ) -> Res<(usize, usize, bool)> {
        let none = Value::NONE;
        let start = self.argument_or(arguments, first, none);
        let end = self.argument_or(arguments, first + 1, none);
        let is_str = self.is_str(subject);
        let bytes_len = self.raw_bytes(subject).len();
        if start == none && end == none {
            return Ok((0, bytes_len, false));
        }
        let len = if is_str {
            self.str_len(subject)
        } else {
            bytes_len
        };
        let positions = self.positions([start, end, none], len)?;
        let past = self.as_i64(start).is_some_and(|start| start > len as i64);
        let (start, end) = (positions.start as usize, positions.stop.max(0) as usize);
        if is_str {
            return Ok((
                self.byte_offset(subject, start),
                self.byte_offset(subject, end),
                past,
            ));
        }
        Ok((start, end, past))
    }

    fn search(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_search_count(name, arguments)?;
        let mut needle = self.argument(arguments, 0);
        if !self.is_str(subject) && self.is_int_like(needle) {
            needle = self.byte_needle(needle)?;
        } else if !self.is_str(subject) && !self.is_bytes_like(needle) {
            return Err(self.type_error(&[
                Piece::Text("argument should be integer or bytes-like object, not '"),
                Piece::TypeOf(needle),
                Piece::Text("'"),
            ]));
        } else {
            self.expect_same(subject, needle, "")?;
        }
        let (start, end, past) = self.byte_range(subject, arguments, 1)?;
        let kind = self.text_kind(subject);
        let (text, part) = (self.raw_bytes(subject), self.raw_bytes(needle));
        let searched = if start <= end && !past {
            text.get(start..end)
        } else {
            None
        };
        if symbol == symbol::COUNT {
            let count = searched.map_or(0, |text| search::count(text, part, kind));
            return Ok(Value::int(count as i32));
        }
        let found = searched.and_then(|text| match symbol {
            symbol::RFIND | symbol::RINDEX => search::rfind(text, part),
            _ => search::find(text, part),
        });
        let position = found.map(|offset| {
            let offset = start + offset;
            if self.is_str(subject) {
                wtf8::index_of(text, offset, self.str_is_ascii(subject))
            } else {
                offset
            }
        });
        match position {
            Some(position) => Ok(Value::int(position as i32)),
            None if matches!(symbol, symbol::INDEX | symbol::RINDEX) => {
                let is_str = self.is_str(subject);
                let what = if is_str {
                    "substring not found"
                } else {
                    "subsection not found"
                };
                Err(self.value_error(what))
            }
            None => Ok(Value::int(-1)),
        }
    }

    /// From one to three arguments, with the words that CPython has for them.
    fn expect_search_count(&mut self, name: Value, arguments: &Arguments) -> Res<()> {
        let given = arguments.count;
        if (1..=3).contains(&given) || self.keyword_count(arguments) > 0 {
            return self.expect_count(name, arguments, 1, 3);
        }
        let text = match given {
            0 => "() takes at least 1 argument (",
            _ => "() takes at most 3 arguments (",
        };
        Err(self.type_error(&[
            Piece::Str(name),
            Piece::Text(text),
            Piece::Number(given as i64),
            Piece::Text(" given)"),
        ]))
    }

    fn byte_needle(&mut self, value: Value) -> Res<Value> {
        match self.as_i64(value).and_then(|byte| u8::try_from(byte).ok()) {
            Some(byte) => self.new_bytes(&[byte]),
            None => Err(self.value_error("byte must be in range(0, 256)")),
        }
    }

    fn affix(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_search_count(name, arguments)?;
        let wanted = self.argument(arguments, 0);
        let (start, end, past) = self.byte_range(subject, arguments, 1)?;
        let (first, count) = match self.heap.kind_of(wanted) {
            Some(Kind::Tuple) => self.elements(wanted),
            _ => (arguments.at, 1),
        };
        let tuple = first != arguments.at;
        for n in 0..count {
            let affix = self.unwrapped(Value(self.heap.cells[first + n]));
            let same = self.is_str(subject) && self.is_str(affix)
                || !self.is_str(subject) && self.is_bytes_like(affix);
            if !same {
                return Err(self.affix_error(subject, name, affix, tuple));
            }
            let text = self.raw_bytes(subject);
            let part = self.raw_bytes(affix);
            let found = match text.get(start..end) {
                Some(text) if start <= end && !past => match symbol {
                    symbol::STARTSWITH => text.starts_with(part),
                    _ => text.ends_with(part),
                },
                _ => false,
            };
            if found {
                return Ok(Value::TRUE);
            }
        }
        Ok(Value::FALSE)
    }

    #[cold]
    fn affix_error(
        &mut self,
        subject: Value,
        name: Value,
        affix: Value,
        tuple: bool,
    ) -> crate::error::Trap {
        let is_str = self.is_str(subject);
        if tuple && is_str {
            return self.type_error(&[
                Piece::Text("tuple for "),
                Piece::Str(name),
                Piece::Text(" must only contain str, not "),
                Piece::TypeOf(affix),
            ]);
        }
        self.type_error(&[
            Piece::Str(name),
            Piece::Text(" first arg must be "),
            Piece::Text(if is_str {
                "str or a tuple of str"
            } else {
                "bytes or a tuple of bytes"
            }),
            Piece::Text(", not "),
            Piece::TypeOf(affix),
        ])
    }

    fn partition(&mut self, subject: Value, right: bool, separator: Value) -> Res<Value> {
        need!(self, Text);
        self.expect_same(subject, separator, "")?;
        if self.raw_bytes(separator).is_empty() {
            return Err(self.value_error("empty separator"));
        }
        let (text, part) = (self.raw_bytes(subject), self.raw_bytes(separator));
        let (len, width) = (text.len(), part.len());
        let found = if right {
            search::rfind(text, part)
        } else {
            search::find(text, part)
        };
        let parts = match found {
            Some(at) => {
                let before = self.part(subject, 0, at)?;
                let after = self.part(subject, at + width, len)?;
                [before, separator, after]
            }
            None => {
                let empty = self.part(subject, 0, 0)?;
                if right {
                    [empty, empty, subject]
                } else {
                    [subject, empty, empty]
                }
            }
        };
        self.heap.object(Kind::Tuple, &parts)
    }

    pub(crate) fn zero_fill(
        &mut self,
        subject: Value,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Text);
        self.expect_count(name, arguments, 1, 1)?;
        let width = self.int_argument(self.argument(arguments, 0))?.max(0) as usize;
        let len = match self.is_str(subject) {
            true => self.str_len(subject),
            false => self.raw_bytes(subject).len(),
        };
        let missing = width.saturating_sub(len);
        if missing == 0 {
            return Ok(subject);
        }
        self.check_width(missing)?;
        let bytes = self.raw_bytes(subject);
        let len = bytes.len();
        let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
        let mut text = self.text_begin()?;
        self.text_push_part(&mut text, subject, 0, sign)?;
        self.text_fill(&mut text, b'0', missing)?;
        self.text_push_part(&mut text, subject, sign, len)?;
        self.finish_as(subject, text)
    }

    /// MemoryError early for widths that no arena holds.
    pub(crate) fn check_width(&mut self, width: usize) -> Res<()> {
        if width / 8 > self.heap.cells.len() {
            return Err(self.trap(Reason::Memory(width / 8)));
        }
        self.charge(width / 8)
    }

    fn justify(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Text);
        self.expect_count(name, arguments, 1, 2)?;
        let width = self.int_argument(self.argument(arguments, 0))?.max(0) as usize;
        let mut fill = u32::from(b' ');
        if arguments.count > 1 {
            let given = self.argument(arguments, 1);
            if !self.is_str(given) {
                return Err(self.type_error(&[
                    Piece::Text("The fill character must be a unicode character, not "),
                    Piece::TypeOf(given),
                ]));
            }
            if self.str_len(given) != 1 {
                let message = "The fill character must be exactly one character long";
                return Err(self.type_error(&[Piece::Text(message)]));
            }
            fill = wtf8::decode_first(self.raw_bytes(given)).map_or(fill, |(code, _)| code);
        }
        let len = self.str_len(subject);
        let missing = width.saturating_sub(len);
        if missing == 0 {
            return Ok(subject);
        }
        self.check_width(missing.saturating_mul(4))?;
        let left = match symbol {
            symbol::LJUST => 0,
            symbol::RJUST => missing,
            // CPython puts the odd one to the left where the width is odd.
            _ => missing / 2 + (missing & width & 1),
        };
        let mut text = self.text_begin()?;
        for _ in 0..left {
            self.text_push_char(&mut text, fill)?;
        }
        self.text_push_str(&mut text, subject)?;
        for _ in left..missing {
            self.text_push_char(&mut text, fill)?;
        }
        self.text_finish(text)
    }

    pub(crate) fn expand_tabs(&mut self, subject: Value, arguments: &Arguments) -> Res<Value> {
        need!(self, Text);
        let [size] = self.slots("expandtabs", arguments, 1, ["tabsize"])?;
        let size = if size == Value::UNBOUND {
            8
        } else {
            self.int_argument(size)?.max(0)
        };
        let size = size as usize;
        self.check_width(size)?;
        let is_str = self.is_str(subject);
        let mut text = self.text_begin()?;
        self.text_write(&mut text, |sources, sink| {
            let mut column = 0;
            let mut rest = sources.text(subject);
            loop {
                let first = match rest {
                    [byte, ..] if !is_str => Some((u32::from(*byte), 1)),
                    _ => wtf8::decode_first(rest),
                };
                let Some((code, width)) = first else {
                    return Ok(());
                };
                match code {
                    0x09 => {
                        let spaces = if size == 0 { 0 } else { size - column % size };
                        sink.fill(b' ', spaces)?;
                        column += spaces;
                    }
                    _ => {
                        sink.push(&rest[..width])?;
                        column = if matches!(code, 0x0A | 0x0D) {
                            0
                        } else {
                            column + 1
                        };
                    }
                }
                rest = &rest[width..];
            }
        })?;
        self.finish_as(subject, text)
    }

    fn translate(&mut self, subject: Value, table: Value) -> Res<Value> {
        need!(self, Text);
        if !self.heap.is(table, Kind::Dict) {
            return self.translate_by(subject, table);
        }
        let mut text = self.text_begin()?;
        let mut at = 0;
        while let Some((code, width)) = wtf8::decode_first(&self.raw_bytes(subject)[at..]) {
            self.charge(1)?;
            let found = self.dict_get(table, Value::int(code as i32))?;
            match found.map(|value| self.unwrapped(value)) {
                None => self.text_push_part(&mut text, subject, at, at + width)?,
                Some(Value::NONE) => {}
                Some(value) if self.is_str(value) => self.text_push_str(&mut text, value)?,
                Some(value) => match self.as_i64(value).map(u32::try_from) {
                    Some(Ok(code)) if code < 0x11_0000 => self.text_push_char(&mut text, code)?,
                    Some(_) => {
                        let message = "character mapping must be in range(0x110000)";
                        return Err(self.value_error(message));
                    }
                    None => {
                        let message = "character mapping must return integer, None or str";
                        return Err(self.type_error(&[Piece::Text(message)]));
                    }
                },
            }
            at += width;
        }
        self.text_finish(text)
    }

    /// `translate` with a table that is no dict: anything that can be subscripted.
    fn translate_by(&mut self, subject: Value, table: Value) -> Res<Value> {
        need!(self, Text);
        let parts = self.new_list(&[])?;
        let mut at = 0;
        while let Some((code, width)) = wtf8::decode_first(&self.raw_bytes(subject)[at..]) {
            self.charge(2)?;
            let found = self.mapped(table, Value::int(code as i32));
            let part = match found.map(|value| value.map(|value| self.unwrapped(value))) {
                Ok(None) => self.substr(subject, at, at + width)?,
                Err(_) if self.stopped_by(crate::catalog::Exception::LookupError) => {
                    self.set_pending(Value::NONE);
                    self.substr(subject, at, at + width)?
                }
                Ok(Some(value)) if self.is_str(value) => value,
                Ok(Some(Value::NONE)) => self.new_str(b"")?,
                Ok(Some(value)) => match self.as_i64(value).map(u32::try_from) {
                    Some(Ok(code)) if code < 0x11_0000 => self.new_char(code)?,
                    Some(_) => {
                        let message = "character mapping must be in range(0x110000)";
                        return Err(self.value_error(message));
                    }
                    None => {
                        let message = "character mapping must return integer, None or str";
                        return Err(self.type_error(&[Piece::Text(message)]));
                    }
                },
                Err(trap) => return Err(trap),
            };
            self.list_push(parts, part)?;
            at += width;
        }
        let (at, count) = self.elements(parts);
        self.concat(at, count)
    }

    /// An item of a translation table; nothing if Python code raised a LookupError for it.
    fn mapped(&mut self, table: Value, code: Value) -> Res<Option<Value>> {
        match self.special(table, symbol::D_GETITEM)? {
            Some(function) => {
                let catch = crate::vm::Catch::LookupError;
                self.call_python_catching(function, &[table, code], catch)
            }
            None => self.get_item(table, code).map(Some),
        }
    }

    /// `str.maketrans`
    fn make_translation(&mut self, name: Value, arguments: &Arguments) -> Res<Value> {
        need!(self, Text);
        self.expect_count(name, arguments, 1, 3)?;
        let table = self.new_dict()?;
        let first = self.argument(arguments, 0);
        if arguments.count == 1 {
            if !self.heap.is(first, Kind::Dict) {
                let message = "if you give only one argument to maketrans it must be a dict";
                return Err(self.type_error(&[Piece::Text(message)]));
            }
            let mut position = 0;
            while let Some((key, value)) = self.dict_next(first, &mut position) {
                let key = if self.is_str(key) {
                    let decoded = wtf8::decode_first(self.raw_bytes(key));
                    match decoded {
                        Some((code, width)) if width == self.raw_bytes(key).len() => {
                            Value::int(code as i32)
                        }
                        _ => {
                            return Err(self.value_error(
                                "string keys in translate table must be of length 1",
                            ));
                        }
                    }
                } else if self.is_int_like(key) {
                    key
                } else {
                    let message = "keys in translate table must be strings or integers";
                    return Err(self.type_error(&[Piece::Text(message)]));
                };
                self.dict_put(table, key, value)?;
            }
            return Ok(table);
        }
        let second = self.argument(arguments, 1);
        if !self.is_str(first) || !self.is_str(second) {
            let message = "first maketrans argument must be a string if there is a second argument";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if self.str_len(first) != self.str_len(second) {
            let message = "the first two maketrans arguments must have equal length";
            return Err(self.value_error(message));
        }
        let (mut p, mut q) = (0, 0);
        loop {
            let from = wtf8::decode_first(&self.raw_bytes(first)[p..]);
            let to = wtf8::decode_first(&self.raw_bytes(second)[q..]);
            let (Some((from, wide)), Some((to, other))) = (from, to) else {
                break;
            };
            self.dict_put(table, Value::int(from as i32), Value::int(to as i32))?;
            p += wide;
            q += other;
        }
        if arguments.count == 3 {
            let removed = self.argument(arguments, 2);
            self.expect_str(removed, "maketrans() argument 3 must be str, not ")?;
            let mut at = 0;
            while let Some((code, wide)) = wtf8::decode_first(&self.raw_bytes(removed)[at..]) {
                self.dict_put(table, Value::int(code as i32), Value::NONE)?;
                at += wide;
            }
        }
        Ok(table)
    }

    fn encode(&mut self, subject: Value, arguments: &Arguments) -> Res<Value> {
        let [encoding, errors] = self.slots("encode", arguments, 2, ["encoding", "errors"])?;
        let coding = self.coding("encode", encoding, errors)?;
        self.encode_text(subject, coding)
    }
}
