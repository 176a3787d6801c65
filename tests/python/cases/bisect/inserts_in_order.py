import bisect

a = []
for value in [5, 1, 4, 1, 3]:
    bisect.insort(a, value)
    print(a)
b = [1, 2, 3]
bisect.insort_left(b, 2.0)
print(b)
bisect.insort_right(b, 2)
print(b)
bisect.insort(b, True)
print(b)
words = ["a", "bbb", "ccccc"]
bisect.insort(words, "dd", key=len)
bisect.insort_left(words, "eee", key=len)
bisect.insort_right(words, "fff", key=len)
print(words)
bisect.insort(words, "zzzz", 3, key=len)
print(words)


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


items = []
for n in (3, 1, 2):
    bisect.insort(items, Item(n))
print([item.n for item in items])
median = []
for value in [9, 3, 7, 1, 8]:
    bisect.insort(median, value)
    print(median[len(median) // 2], end=" ")
print()
