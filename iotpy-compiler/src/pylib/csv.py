# Comma-separated values: readers, writers and dialects.

QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3
__version__ = "1.0"

_limit = [131072]


class Error(Exception):
    __module__ = "_csv"


class Dialect:
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        try:
            _Format(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}

_DEFAULTS = {
    "delimiter": ",",
    "doublequote": True,
    "escapechar": None,
    "lineterminator": "\r\n",
    "quotechar": '"',
    "quoting": QUOTE_MINIMAL,
    "skipinitialspace": False,
    "strict": False,
}


class _Format:
    """A dialect whose parameters are checked."""

    def __init__(self, dialect, options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in _DEFAULTS:
                raise TypeError(f"{name!r} is an invalid keyword argument for this function")
        values = {}
        for name, default in _DEFAULTS.items():
            value = options[name] if name in options else getattr(dialect, name, default)
            values[name] = value
        self.delimiter = _character("delimiter", values["delimiter"], False)
        self.doublequote = bool(values["doublequote"])
        self.escapechar = _character("escapechar", values["escapechar"], True)
        self.lineterminator = values["lineterminator"]
        self.quotechar = _character("quotechar", values["quotechar"], True)
        self.quoting = values["quoting"]
        self.skipinitialspace = bool(values["skipinitialspace"])
        self.strict = bool(values["strict"])
        if not isinstance(self.quoting, int) or isinstance(self.quoting, bool):
            raise TypeError('"quoting" must be an integer')
        if not 0 <= self.quoting <= 3:
            raise TypeError('bad "quoting" value')
        if "quotechar" in options and options["quotechar"] is None and "quoting" not in options:
            self.quoting = QUOTE_NONE
        if not isinstance(self.lineterminator, str):
            if self.lineterminator is None:
                raise TypeError("lineterminator must be set")
            kind = type(self.lineterminator).__name__
            raise TypeError(f'"lineterminator" must be a string, not {kind}')
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")


def _character(name, value, may_be_none):
    if value is None and may_be_none:
        return None
    if not isinstance(value, str):
        kind = type(value).__name__
        rest = "string or None" if may_be_none else "string"
        raise TypeError(f'"{name}" must be {rest}, not {kind}')
    if len(value) > 1 or (not value and not may_be_none):
        raise TypeError(f'"{name}" must be a 1-character string')
    return value or None


def register_dialect(name, dialect=None, **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(*limit):
    old = _limit[0]
    if limit:
        if not isinstance(limit[0], int):
            raise TypeError("limit must be an integer")
        _limit[0] = limit[0]
    return old


# What a reader is in the middle of.
_START_RECORD = 0
_START_FIELD = 1
_ESCAPED = 2
_IN_FIELD = 3
_IN_QUOTED = 4
_ESCAPED_IN_QUOTED = 5
_QUOTE_IN_QUOTED = 6
_EAT_NEWLINE = 7


class _Reader:
    __module__ = "_csv"
    __qualname__ = "reader"

    def __init__(self, lines, dialect, options):
        self._lines = iter(lines)
        dialect = self.dialect = _Format(dialect, options)
        self.line_num = 0
        # Whether quotes and delimiters are all that means anything.
        self._is_simple = (
            dialect.quoting in (QUOTE_MINIMAL, QUOTE_ALL)
            and dialect.escapechar is None
            and dialect.doublequote
            and not dialect.skipinitialspace
        )

    def __iter__(self):
        return self

    def __next__(self):
        self._fields = []
        self._field = []
        self._state = _START_RECORD
        self._is_number = False
        self._size = 0
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                return self._last()
            if not isinstance(line, str):
                kind = type(line).__name__
                raise Error(
                    f"iterator should return strings, not {kind} (the file should be opened in "
                    "text mode)"
                )
            self.line_num += 1
            if self._state == _START_RECORD and self._is_simple:
                fields = self._split(line)
                if fields is not None:
                    return fields
            for c in line:
                self._take(c)
            self._take("")
            if self._state == _START_RECORD:
                return self._fields

    def _last(self):
        if self._state != _START_RECORD and (self._field or self._state == _IN_QUOTED):
            if self.dialect.strict:
                raise Error("unexpected end of data")
            self._save()
        elif self._state == _ESCAPED:
            self._save()
        elif not self._fields:
            raise StopIteration
        return self._fields

    def _split(self, line):
        """The fields of a line, or None if it takes a closer look."""
        if len(line) > _limit[0]:
            return None
        if line.endswith("\n"):
            line = line[:-1]
        if line.endswith("\r"):
            line = line[:-1]
        if "\r" in line or "\n" in line:
            return None
        delimiter, quote = self.dialect.delimiter, self.dialect.quotechar
        if quote not in line:
            return line.split(delimiter) if line else []
        fields = []
        at = 0
        while True:
            if not line.startswith(quote, at):
                end = line.find(delimiter, at)
                if end < 0:
                    fields.append(line[at:])
                    return fields
                fields.append(line[at:end])
                at = end + 1
                continue
            field = ""
            while True:
                end = line.find(quote, at + 1)
                if end < 0:
                    return None
                field += line[at + 1 : end]
                at = end + 1
                if not line.startswith(quote, at):
                    break
                field += quote
            fields.append(field)
            if at == len(line):
                return fields
            if not line.startswith(delimiter, at):
                return None
            at += 1

    def _save(self):
        field = "".join(self._field)
        self._field = []
        self._size = 0
        if self._is_number:
            self._is_number = False
            field = float(field)
        self._fields.append(field)

    def _add(self, c):
        if self._size >= _limit[0]:
            raise Error(f"field larger than field limit ({_limit[0]})")
        self._size += 1
        self._field.append(c)

    def _take(self, c):
        """Takes a character, or the end of the line as an empty string."""
        state = self._state
        dialect = self.dialect
        if state == _IN_FIELD:
            if c in ("\n", "\r", ""):
                self._save()
                self._state = _EAT_NEWLINE if c else _START_RECORD
            elif c == dialect.escapechar:
                self._state = _ESCAPED
            elif c == dialect.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._add(c)
        elif state == _IN_QUOTED:
            if c == "":
                return
            if c == dialect.escapechar:
                self._state = _ESCAPED_IN_QUOTED
            elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if dialect.doublequote else _IN_FIELD
            else:
                self._add(c)
        elif state == _START_RECORD or state == _START_FIELD:
            self._begin(c, state)
        elif state == _ESCAPED:
            self._add(c or "\n")
            self._state = _IN_FIELD
        elif state == _ESCAPED_IN_QUOTED:
            self._add(c or "\n")
            self._state = _IN_QUOTED
        elif state == _QUOTE_IN_QUOTED:
            self._after_quote(c)
        elif c == "":
            self._state = _START_RECORD
        elif c not in "\n\r":
            raise Error(_BARE_NEWLINE)

    def _begin(self, c, state):
        dialect = self.dialect
        if state == _START_RECORD:
            if c == "":
                return
            if c in "\n\r":
                self._state = _EAT_NEWLINE
                return
        if c in ("\n", "\r", ""):
            self._save()
            self._state = _EAT_NEWLINE if c else _START_RECORD
        elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self._state = _IN_QUOTED
        elif c == dialect.escapechar:
            self._state = _ESCAPED
        elif c == " " and dialect.skipinitialspace:
            self._state = _START_FIELD
        elif c == dialect.delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            if dialect.quoting == QUOTE_NONNUMERIC:
                self._is_number = True
            self._add(c)
            self._state = _IN_FIELD

    def _after_quote(self, c):
        dialect = self.dialect
        if dialect.quoting != QUOTE_NONE and c == dialect.quotechar:
            self._add(c)
            self._state = _IN_QUOTED
        elif c == dialect.delimiter:
            self._save()
            self._state = _START_FIELD
        elif c in ("\n", "\r", ""):
            self._save()
            self._state = _EAT_NEWLINE if c else _START_RECORD
        elif not dialect.strict:
            self._add(c)
            self._state = _IN_FIELD
        else:
            raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")


_BARE_NEWLINE = (
    "new-line character seen in unquoted field - do you need to open the file in "
    "universal-newline mode?"
)


class _Writer:
    __module__ = "_csv"
    __qualname__ = "writer"

    def __init__(self, file, dialect, options):
        if not hasattr(file, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._write = file.write
        self.dialect = _Format(dialect, options)

    def writerow(self, row):
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        dialect = self.dialect
        out = []
        for field in fields:
            is_number = False
            if isinstance(field, str):
                text = field
            else:
                is_number = isinstance(field, (int, float))
                text = "" if field is None else str(field)
            quoted = dialect.quoting == QUOTE_ALL or (
                dialect.quoting == QUOTE_NONNUMERIC and not is_number
            )
            out.append(self._field(text, quoted))
        if len(out) == 1 and not out[0]:
            if dialect.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            out[0] = dialect.quotechar * 2
        return self._write(dialect.delimiter.join(out) + dialect.lineterminator)

    def _field(self, text, quoted):
        dialect = self.dialect
        quote, escape = dialect.quotechar, dialect.escapechar
        special = dialect.delimiter + (quote or "") + (escape or "") + dialect.lineterminator
        for c in special:
            if c in text:
                break
        else:
            return quote + text + quote if quoted else text
        if escape is None and dialect.doublequote and dialect.quoting != QUOTE_NONE:
            return quote + text.replace(quote, quote + quote) + quote
        out = []
        for c in text:
            # CPython quotes line breaks only if the line terminator has them.
            if c in special:
                escaped = dialect.quoting == QUOTE_NONE
                if not escaped:
                    if c == quote:
                        if dialect.doublequote:
                            out.append(quote)
                        else:
                            escaped = True
                    elif c == escape:
                        escaped = True
                    if not escaped:
                        quoted = True
                if escaped:
                    if escape is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escape)
            out.append(c)
        text = "".join(out)
        return quote + text + quote if quoted else text

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def reader(iterable, dialect="excel", **options):
    return _Reader(iterable, dialect, options)


def writer(fileobj, dialect="excel", **options):
    return _Writer(fileobj, dialect, options)


class DictReader:
    def __init__(
        self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds
    ):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            # The names are read now, if they are to be read.
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        found = dict(zip(names, row))
        if len(names) < len(row):
            found[self.restkey] = row[len(names) :]
        elif len(names) > len(row):
            for name in names[len(row) :]:
                found[name] = self.restval
        return found


class DictWriter:
    def __init__(
        self,
        f,
        fieldnames,
        restval="",
        extrasaction="raise",
        dialect="excel",
        *args,
        **kwds,
    ):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [repr(key) for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(wrong))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        for rowdict in rowdicts:
            self.writer.writerow(self._row(rowdict))
