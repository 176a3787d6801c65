# Text in lines of a width. The words are found by hand: no regular expressions are linked.

_SPACE = "\t\n\x0b\x0c\r "


def _is_word(text):
    return text.isalnum() or text == "_"


def _is_letter(text):
    return _is_word(text) and not text.isdecimal()


def _is_before_dash(text):
    return _is_word(text) or text != "" and text in "!\"'&.,?"


# Where the em-dash at a position ends, if it stands between words.
def _dash_end(text, start):
    end = start
    while text[end : end + 1] == "-":
        end += 1
    if end - start < 2 or start == 0 or not _is_before_dash(text[start - 1]):
        return 0
    return end if _is_word(text[end : end + 1]) else 0


# Whether a word may be broken after the hyphen at a position.
def _breaks_after(text, at):
    two_letters = at >= 2 and _is_letter(text[at - 2]) and _is_letter(text[at - 1])
    if not two_letters:
        if at < 3 or text[at - 2] != "-":
            return False
        if not (_is_letter(text[at - 3]) and _is_letter(text[at - 1])):
            return False
    if not _is_letter(text[at + 1 : at + 2]):
        return False
    following = text[at + 2 : at + 3]
    if following == "-":
        following = text[at + 3 : at + 4]
    return _is_letter(following)


def _word_end(text, start):
    end = start + 1
    size = len(text)
    while end < size and text[end] not in _SPACE:
        if text[end] == "-":
            if _breaks_after(text, end):
                return end + 1
            if _dash_end(text, end):
                return end
        end += 1
    return end


def _chunks(text, hyphens):
    chunks = []
    start = 0
    size = len(text)
    while start < size:
        end = start
        if text[start] in _SPACE:
            while end < size and text[end] in _SPACE:
                end += 1
        elif hyphens:
            end = _dash_end(text, start) or _word_end(text, start)
        else:
            while end < size and text[end] not in _SPACE:
                end += 1
        chunks.append(text[start:end])
        start = end
    return chunks


class TextWrapper:
    def __init__(
        self,
        width=70,
        initial_indent="",
        subsequent_indent="",
        expand_tabs=True,
        replace_whitespace=True,
        fix_sentence_endings=False,
        break_long_words=True,
        drop_whitespace=True,
        break_on_hyphens=True,
        tabsize=8,
        *,
        max_lines=None,
        placeholder=" [...]",
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for character in _SPACE[:5]:
                text = text.replace(character, " ")
        return text

    def _split(self, text):
        return _chunks(text, self.break_on_hyphens is True)

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            _space_sentences(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        return "\n".join(self.wrap(text))

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and chunks[-1].strip() == "":
                chunks.pop()
            line, size = self._line(chunks, width)
            if not line:
                continue
            last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            rest = chunks and not (
                self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            )
            if not last or not rest and size <= width:
                lines.append(indent + "".join(line))
                continue
            self._shorten(lines, line, size, width, indent)
            break
        return lines

    def _line(self, chunks, width):
        line = []
        size = 0
        while chunks and size + len(chunks[-1]) <= width:
            size += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, size, width)
            size = sum([len(chunk) for chunk in line])
        if self.drop_whitespace and line and line[-1].strip() == "":
            size -= len(line.pop())
        return line, size

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        space = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            chunk = reversed_chunks[-1]
            end = space
            if self.break_on_hyphens and len(chunk) > space:
                hyphen = chunk.rfind("-", 0, space)
                if hyphen > 0 and chunk[:hyphen].strip("-"):
                    end = hyphen + 1
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    # Ends the last line that there may be with the placeholder.
    def _shorten(self, lines, line, size, width, indent):
        while line:
            if line[-1].strip() and size + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            size -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())


def _space_sentences(chunks):
    for index in range(len(chunks) - 1):
        text = chunks[index]
        if text[-1:] in ("'", '"'):
            text = text[:-1]
        if chunks[index + 1] == " " and text[-1:] in (".", "!", "?"):
            if "a" <= text[-2:-1] <= "z":
                chunks[index + 1] = "  "


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    margin = None
    lines = []
    for line in text.split("\n"):
        content = line.lstrip(" \t")
        lines.append(line if content else "")
        if not content:
            continue
        indent = line[: len(line) - len(content)]
        if margin is None:
            margin = indent
        elif not indent.startswith(margin):
            size = 0
            while size < len(indent) and size < len(margin) and indent[size] == margin[size]:
                size += 1
            margin = margin[:size]
    if margin:
        lines = [line.removeprefix(margin) for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    lines = []
    for line in text.splitlines(True):
        if line.strip() if predicate is None else predicate(line):
            line = prefix + line
        lines.append(line)
    return "".join(lines)
