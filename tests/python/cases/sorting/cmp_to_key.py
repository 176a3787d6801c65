from functools import cmp_to_key
def compare(a, b):
    return (len(a) > len(b)) - (len(a) < len(b)) or (a > b) - (a < b)
words = "pear fig apple kiwi date plum banana".split()
print(sorted(words, key=cmp_to_key(compare)))
print(sorted(words, key=cmp_to_key(lambda a, b: -compare(a, b))))
print(max(words, key=cmp_to_key(compare)), min(words, key=cmp_to_key(compare)))
numbers = [3, 30, 34, 5, 9]
best = sorted(map(str, numbers), key=cmp_to_key(lambda a, b: int(b + a) - int(a + b)))
print("".join(best))
K = cmp_to_key(lambda a, b: a - b)
print(K(1) < K(2), K(2) == K(2), K(3) >= K(4))
try:
    sorted([1, 2], key=cmp_to_key(lambda a, b: "x"))
except TypeError as error:
    print(error)
