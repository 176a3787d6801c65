# Differences between sequences.

from collections import namedtuple

Match = namedtuple("Match", "a b size")


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = None
            self.fullbcount = None
            self._index()

    # Where each element of b is found, but for junk and what is all too common.
    def _index(self):
        places = {}
        for index, element in enumerate(self.b):
            places.setdefault(element, []).append(index)
        self.bjunk = set()
        if self.isjunk:
            for element in list(places):
                if self.isjunk(element):
                    self.bjunk.add(element)
                    del places[element]
        self.bpopular = set()
        size = len(self.b)
        if self.autojunk and size >= 200:
            most = size // 100 + 1
            for element in list(places):
                if len(places[element]) > most:
                    self.bpopular.add(element)
                    del places[element]
        self.b2j = places

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a = self.a
        b = self.b
        if ahi is None:
            ahi = len(a)
        if bhi is None:
            bhi = len(b)
        start_a, start_b, size = self._longest_run(alo, ahi, blo, bhi)
        for junk in (False, True):
            while start_a > alo and start_b > blo:
                if (b[start_b - 1] in self.bjunk) is not junk or a[start_a - 1] != b[start_b - 1]:
                    break
                start_a -= 1
                start_b -= 1
                size += 1
            while start_a + size < ahi and start_b + size < bhi:
                element = b[start_b + size]
                if (element in self.bjunk) is not junk or a[start_a + size] != element:
                    break
                size += 1
        return Match(start_a, start_b, size)

    def _longest_run(self, alo, ahi, blo, bhi):
        best_a = alo
        best_b = blo
        best = 0
        lengths = {}
        for i in range(alo, ahi):
            new = {}
            for j in self.b2j.get(self.a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                length = new[j] = lengths.get(j - 1, 0) + 1
                if length > best:
                    best_a = i - length + 1
                    best_b = j - length + 1
                    best = length
            lengths = new
        return best_a, best_b, best

    def get_matching_blocks(self):
        if self.matching_blocks is not None:
            return self.matching_blocks
        size_a = len(self.a)
        size_b = len(self.b)
        waiting = [(0, size_a, 0, size_b)]
        found = []
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if not size:
                continue
            found.append(match)
            if alo < i and blo < j:
                waiting.append((alo, i, blo, j))
            if i + size < ahi and j + size < bhi:
                waiting.append((i + size, ahi, j + size, bhi))
        found.sort()
        blocks = []
        start_a = start_b = size = 0
        for i, j, length in found:
            if start_a + size == i and start_b + size == j:
                size += length
                continue
            if size:
                blocks.append(Match(start_a, start_b, size))
            start_a = i
            start_b = j
            size = length
        if size:
            blocks.append(Match(start_a, start_b, size))
        blocks.append(Match(size_a, size_b, 0))
        self.matching_blocks = blocks
        return blocks

    def get_opcodes(self):
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        self.opcodes = found = []
        for start_a, start_b, size in self.get_matching_blocks():
            tag = ""
            if i < start_a and j < start_b:
                tag = "replace"
            elif i < start_a:
                tag = "delete"
            elif j < start_b:
                tag = "insert"
            if tag:
                found.append((tag, i, start_a, j, start_b))
            i = start_a + size
            j = start_b + size
            if size:
                found.append(("equal", start_a, i, start_b, j))
        return found

    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        if codes[0][0] == "equal":
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == "equal":
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1 = max(i1, i2 - n)
                j1 = max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        matches = sum([block[2] for block in self.get_matching_blocks()])
        return _ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for element in self.b:
                counts[element] = counts.get(element, 0) + 1
        left = {}
        matches = 0
        for element in self.a:
            count = left.get(element, self.fullbcount.get(element, 0))
            left[element] = count - 1
            if count > 0:
                matches += 1
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        size_a = len(self.a)
        size_b = len(self.b)
        return _ratio(min(size_a, size_b), size_a + size_b)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    found = []
    for possibility in possibilities:
        matcher.set_seq1(possibility)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff:
            ratio = matcher.ratio()
            if ratio >= cutoff:
                found.append((ratio, possibility))
    found.sort(reverse=True)
    return [possibility for _, possibility in found[:n]]


def _unified_range(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _context_range(start, stop):
    length = stop - start
    beginning = start + 1 if length else start
    if length <= 1:
        return str(beginning)
    return f"{beginning},{beginning + length - 1}"


def _check_types(a, b, *texts):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            kind = type(lines[0]).__name__
            raise TypeError(f"lines to compare must be str, not {kind} ({lines[0]!r})")
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"all arguments must be str, not: {text!r}")


def _dated(name, date):
    return f"{name}\t{date}" if date else name


def unified_diff(
    a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"
):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f"--- {_dated(fromfile, fromfiledate)}{lineterm}"
            yield f"+++ {_dated(tofile, tofiledate)}{lineterm}"
        first = group[0]
        last = group[-1]
        old = _unified_range(first[1], last[2])
        new = _unified_range(first[3], last[4])
        yield f"@@ -{old} +{new} @@{lineterm}"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for line in a[i1:i2]:
                    yield " " + line
                continue
            if tag != "insert":
                for line in a[i1:i2]:
                    yield "-" + line
            if tag != "delete":
                for line in b[j1:j2]:
                    yield "+" + line


def context_diff(
    a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"
):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    marks = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f"*** {_dated(fromfile, fromfiledate)}{lineterm}"
            yield f"--- {_dated(tofile, tofiledate)}{lineterm}"
        first = group[0]
        last = group[-1]
        yield "***************" + lineterm
        yield f"*** {_context_range(first[1], last[2])} ****{lineterm}"
        if any([tag in ("replace", "delete") for tag, _, _, _, _ in group]):
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    for line in a[i1:i2]:
                        yield marks[tag] + line
        yield f"--- {_context_range(first[3], last[4])} ----{lineterm}"
        if any([tag in ("replace", "insert") for tag, _, _, _, _ in group]):
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    for line in b[j1:j2]:
                        yield marks[tag] + line


def IS_LINE_JUNK(line):
    return line.strip() in ("", "#")


def IS_CHARACTER_JUNK(ch):
    return ch in " \t"


class Differ:
    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "replace":
                yield from self._replace(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from self._dump("-", a, alo, ahi)
            elif tag == "insert":
                yield from self._dump("+", b, blo, bhi)
            else:
                yield from self._dump(" ", a, alo, ahi)

    def _dump(self, tag, lines, lo, hi):
        for index in range(lo, hi):
            yield f"{tag} {lines[index]}"

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        if bhi - blo < ahi - alo:
            yield from self._dump("+", b, blo, bhi)
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("-", a, alo, ahi)
            yield from self._dump("+", b, blo, bhi)

    # Shows the two most similar lines side by side, and what is around them the same way.
    def _replace(self, a, alo, ahi, b, blo, bhi):
        best = 0.74
        cutoff = 0.75
        matcher = SequenceMatcher(self.charjunk)
        best_i = best_j = equal_i = equal_j = None
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if equal_i is None:
                        equal_i = i
                        equal_j = j
                    continue
                matcher.set_seq1(a[i])
                if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                    ratio = matcher.ratio()
                    if ratio > best:
                        best = ratio
                        best_i = i
                        best_j = j
        if best < cutoff:
            if equal_i is None:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
                return
            best_i = equal_i
            best_j = equal_j
        else:
            equal_i = None
        yield from self._around(a, alo, best_i, b, blo, best_j)
        if equal_i is None:
            yield from self._pair(a[best_i], b[best_j])
        else:
            yield "  " + a[best_i]
        yield from self._around(a, best_i + 1, ahi, b, best_j + 1, bhi)

    def _pair(self, line_a, line_b):
        marks_a = marks_b = ""
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, line_a, line_b).get_opcodes():
            if tag == "replace":
                marks_a += "^" * (i2 - i1)
                marks_b += "^" * (j2 - j1)
            elif tag == "delete":
                marks_a += "-" * (i2 - i1)
            elif tag == "insert":
                marks_b += "+" * (j2 - j1)
            else:
                marks_a += " " * (i2 - i1)
                marks_b += " " * (j2 - j1)
        yield "- " + line_a
        marks = _keep_space(line_a, marks_a)
        if marks:
            yield f"? {marks}\n"
        yield "+ " + line_b
        marks = _keep_space(line_b, marks_b)
        if marks:
            yield f"? {marks}\n"

    def _around(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._dump("-", a, alo, ahi)
        elif blo < bhi:
            yield from self._dump("+", b, blo, bhi)


def _keep_space(line, marks):
    kept = []
    for character, mark in zip(line, marks):
        kept.append(character if mark == " " and character.isspace() else mark)
    return "".join(kept).rstrip()


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    if which not in (1, 2):
        raise ValueError(f"unknown delta choice (must be 1 or 2): {which!r}")
    wanted = ("  ", "- " if which == 1 else "+ ")
    for line in delta:
        if line[:2] in wanted:
            yield line[2:]
