from collections import deque

print(deque([1, 2]) == deque([1, 2]), deque([1, 2]) == [1, 2], deque([1]) != deque([1]))
print(deque([1, 2]) == deque([1, 2], maxlen=2), deque([1, 2]) == deque([2, 1]))
print(deque([1, 2]) < deque([1, 3]), deque([1, 2]) <= deque([1, 2]), deque([2]) > deque([1, 9]))
print(deque([1]) >= deque([1, 0]), deque() < deque([0]))
print(deque([1]) + deque([2]), deque([1, 2]) * 2, 3 * deque([0]), deque([1]) * 0, deque([1]) * -1)
d = deque([1])
e = d
e += "ab"
print(d, d is e)
e *= 2
print(d, d is e)
left = deque([1, 2])
left.popleft()
print(left == deque([2]))
x = deque([1, 2, 3])
y = x.copy()
y.append(4)
print(x, y, type(y).__name__)
nan = float("nan")
print(deque([nan]) == deque([nan]), nan in deque([nan]), deque([nan]).count(nan))
d = deque([1])
d.append(d)
print(d)
d = deque([[1, 2], {"a": deque()}, "x"])
print(d, str(d) == repr(d), f"{d}")
