from collections import deque

d = deque()
print(d, len(d), bool(d))
d.append(1)
d.append(2)
d.appendleft(0)
d.appendleft(-1)
print(d, len(d), bool(d))
print(d.pop(), d.popleft(), d)
d.extend([5, 6])
d.extendleft([7, 8])
print(d)
d.extend(d)
print(d)
d.extendleft(d)
print(d)
d.clear()
print(d)
queue = deque()
total = 0
for number in range(1000):
    queue.append(number)
    queue.append(number * 2)
    total += queue.popleft()
    if number % 3 == 0:
        queue.appendleft(number)
        total += queue.pop()
print(total, len(queue), queue[0], queue[-1])
while queue:
    total += queue.popleft()
print(total, list(queue))
for number in range(200):
    queue.appendleft(number)
print(queue[0], queue[199], sum(queue))
