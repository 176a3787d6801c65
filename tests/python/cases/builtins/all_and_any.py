print(all([]), any([]), all([1, "a", [0]]), all([1, 0]), any([0, "", None]), any([0, 5]),
    all("abc"), any({0: 1}), all({0: 1}), any(range(1)))
calls = []

def note(x):
    calls.append(x)
    return x

print(any(note(x) for x in (0, 1, 2)), calls, all(note(x) for x in (3, 0, 4)), calls)
