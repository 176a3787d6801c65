"""A mix after the fashion of the old synthetic benchmarks: records, arrays, texts, small calls."""

SIZE = 40_000
SMALL = 20

FIRST, SECOND, THIRD = 1, 2, 3


class Record:
    def __init__(self, following=None, kind=FIRST, amount=0, label=""):
        self.following = following
        self.kind = kind
        self.amount = amount
        self.label = label

    def copy(self):
        return Record(self.following, self.kind, self.amount, self.label)


class State:
    """What the procedures share."""

    def __init__(self):
        self.count = 0
        self.is_set = False
        self.letter = "A"
        self.row = [0] * 51
        self.table = [[0] * 51 for _ in range(51)]
        self.tail = Record()
        self.head = Record(self.tail, FIRST, 40, "the label of the head record")


def same_letter(first, second):
    kept = first
    if kept != second:
        return FIRST
    return SECOND


def is_later(first, second):
    at = 1
    letter = "A"
    while at <= 1:
        if same_letter(first[at], second[at + 1]) == FIRST:
            letter = "B"
            at += 1
        else:
            at += 2
    if "W" <= letter < "Z":
        at = 7
    return first > second and at < 7


def add(first, second):
    return first + 2 + second


def next_kind(state, kind):
    if kind == FIRST:
        return FIRST if state.count > 100 else THIRD
    if kind == SECOND:
        return FIRST
    return SECOND


def touch(state, row, first, second):
    at = first + 5
    row[at] = second
    row[at + 1] = row[at]
    row[at + 30] = at
    line = state.table[at]
    for column in range(at, at + 2):
        line[column] = at
    line[at - 1] += 1
    state.table[at + 20][at] = row[at]
    state.count = 5


def follow(state, record):
    copied = record.following.copy()
    record.following.amount = 5
    copied.amount = record.amount
    copied.following = record.following
    copied.label = record.label
    if copied.kind == FIRST:
        copied.amount = 6
        copied.kind = next_kind(state, record.kind)
        copied.amount = add(copied.amount, 10) % 97
    else:
        record = copied.copy()
    return copied


def run(size):
    state = State()
    total = 0
    for turn in range(size):
        state.is_set = state.letter == "A" and turn % 3 > 0
        low = 2
        high = 3
        one = "the first text of the loop"
        two = "the second text of the loop"
        kind = SECOND
        is_first = not is_later(one, two)
        while low < high:
            middle = 5 * low - high
            middle = add(low, high) - middle % 3
            low += 1
        touch(state, state.row, low, middle)
        state.head = follow(state, state.head)
        for letter in "ABC":
            if kind == same_letter(letter, "C"):
                kind = next_kind(state, FIRST)
        high = high * low
        low = high // middle
        high = 7 * (high - middle) - low
        total = (total + low * high + kind + state.head.amount + is_first) % 1000003
    return "%d %d %s" % (total, state.table[8][7], state.head.label)


if __name__ == "__main__":
    print(run(SIZE))
