def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a):
        current = [i + 1]
        for j, y in enumerate(b):
            current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x != y)))
        previous = current
    return previous[-1]

for a, b in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("same", "same"), ("日本語", "日語")):
    print(a, b, distance(a, b))
