from collections import deque

for n in [0, 1, 2, 3, 4, 5, 7, 12, -1, -2, -3, -4, -6, -11]:
    d = deque([1, 2, 3, 4, 5])
    d.rotate(n)
    print(n, list(d))
d = deque(range(6))
d.popleft()
d.rotate()
print(d)
d.appendleft("first")
d.rotate(-2)
print(d)
deque().rotate(3)
one = deque([1])
one.rotate(100)
print(one)
ring = deque(range(1, 42))
while len(ring) > 1:
    ring.rotate(-2)
    ring.popleft()
print(ring)
ring = deque(range(100))
for step in range(150):
    ring.rotate(step % 7 - 3)
print(ring[0], ring[50], sum(ring))
