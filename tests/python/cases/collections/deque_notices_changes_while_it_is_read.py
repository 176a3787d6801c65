from collections import deque

d = deque([1, 2, 3])
try:
    for item in d:
        print(item)
        d.append(item)
except RuntimeError as e:
    print(e)
d = deque([1, 2, 3])
try:
    for item in d:
        d.popleft()
except RuntimeError as e:
    print(e, d)
d = deque([1])
it = iter(d)
d.append(2)
try:
    next(it)
except RuntimeError as e:
    print(e)
d = deque([1, 2, 3])
it = iter(d)
print(next(it), next(it), next(it), next(it, "end"), next(it, "end"))
d = deque([1, 2, 3])
for place, item in enumerate(d):
    d[place] = item * 10
print(d)
