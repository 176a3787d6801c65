"""Counts, groups and indexes: dicts with keys of text, ints and tuples."""

SIZE = 80_000
SMALL = 30


def words_of(size):
    seed = 7
    words = []
    for _ in range(size):
        seed = (seed * 171 + 11) % 30269
        words.append("w%d" % (seed % 997))
    return words


def counts_of(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def groups_of(words):
    groups = {}
    for at, word in enumerate(words):
        groups.setdefault(word[-1], []).append(at)
    return groups


def grid_of(size):
    grid = {}
    for at in range(size):
        place = (at % 120, at % 77)
        if place in grid:
            grid[place] += at
        else:
            grid[place] = at
    return grid


def run(size):
    words = words_of(size)
    counts = counts_of(words)
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    groups = groups_of(words)
    grid = grid_of(size)
    squares = {number: number * number % 1009 for number in range(size)}
    total = 0
    for number, square in squares.items():
        total += square
        if square in squares and squares[square] > number:
            total -= 1
    for at in range(0, size, 3):
        del squares[at]
    total += sum(grid.values()) % 9973 + len(squares)
    total += sum([len(group) * group[0] for group in groups.values()])
    return "%d %s %d" % (total, most[0][0], len(grid))


if __name__ == "__main__":
    print(run(SIZE))
