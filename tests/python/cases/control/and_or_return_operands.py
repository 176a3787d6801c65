print(0 or "a", 1 or "a", "" or [] or None, 0 and 1, 1 and 2, "a" and [] and 5, None or 0,
    1 and 2 and 3, 0 or 0.0)
print(not 0, not "a", not None, not not [], 1 or 1 / 0, 0 and 1 / 0)

def note(name, value):
    print(name, end=" ")
    return value

print(note("a", 1) and note("b", 0) and note("c", 1))
print(note("a", 0) or note("b", 2) or note("c", 3))
print(note("a", 0) and note("b", 1) or note("c", 2))
print((note("a", 1) or note("b", 1)) and note("c", 4))
print(not note("a", 1) or note("b", 5))
x = None
print(x or "default", (x or {}).get("k", "none"), x and x.missing)
