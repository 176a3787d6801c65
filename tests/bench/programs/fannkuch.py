"""Pancakes: over all orders of a stack, the most flips until its first is 1. Lists and slices."""

SIZE = 8
SMALL = 5


def flips_of(stack):
    """How often the first `stack[0]` are turned around until that is a 1."""
    stack = stack[:]
    count = 0
    top = stack[0]
    while top != 1:
        stack[:top] = stack[:top][::-1]
        count += 1
        top = stack[0]
    return count


def run(size):
    stack = list(range(1, size + 1))
    # turns[k] says how often the first k+1 were rotated since those behind them last changed.
    turns = [0] * size
    most = 0
    checksum = 0
    is_even = True
    while True:
        if stack[0] != 1:
            count = flips_of(stack)
            if count > most:
                most = count
            checksum += count if is_even else -count
        is_even = not is_even
        level = 1
        while level < size:
            stack.insert(level, stack.pop(0))
            turns[level] += 1
            if turns[level] <= level:
                break
            turns[level] = 0
            level += 1
        if level == size:
            return "%d %d" % (checksum, most)


if __name__ == "__main__":
    print(run(SIZE))
