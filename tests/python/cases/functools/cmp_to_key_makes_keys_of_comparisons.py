from functools import cmp_to_key


def by_length_then_reverse(a, b):
    if len(a) != len(b):
        return len(a) - len(b)
    return (a < b) - (a > b)


words = ["pear", "fig", "apple", "kiwi", "date", "plum", "nut"]
print(sorted(words, key=cmp_to_key(by_length_then_reverse)))
print(sorted(words, key=cmp_to_key(by_length_then_reverse), reverse=True))
print(max(words, key=cmp_to_key(by_length_then_reverse)), min(words, key=cmp_to_key(lambda a, b: 0)))
numbers = [3, 30, 34, 5, 9]
numbers.sort(key=cmp_to_key(lambda a, b: int(f"{b}{a}") - int(f"{a}{b}")))
print("".join(map(str, numbers)))
key = cmp_to_key(lambda a, b: a - b)
print(key(1) < key(2), key(2) == key(2), key(3) > key(4), key(1) <= key(1), key(1) >= key(2), key(5).obj)
try:
    hash(key(1))
except TypeError:
    print("not hashable")
