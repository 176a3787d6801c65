def unique(items):
    seen = set()
    out = []
    for item in items:
        if item not in seen:
            seen.add(item)
            out.append(item)
    return out

print(unique([3, 1, 3, 2, 1]), unique("abracadabra"), unique([1, 1.0, True, "1"]),
    unique([(1,), (1,), ()]))
print([x for i, x in enumerate("banana") if x not in "banana"[:i]])
