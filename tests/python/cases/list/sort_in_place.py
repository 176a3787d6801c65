a = [3, 1, 2]
print(a.sort(), a)
a.sort(reverse=True)
print(a)
words = ["banana", "Apple", "cherry", "apple", "Banana"]
words.sort()
print(words)
words.sort(key=str.lower)
print(words)
words.sort(key=len, reverse=True)
print(words)
words.sort(key=lambda w: (len(w), w))
print(words)
mixed = [3, 2.5, True, 10 ** 20, -1, 0.0, False, -1e300]
mixed.sort()
print(mixed)
pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "a")]
pairs.sort()
print(pairs)
words.sort(key=None)
print(words)
