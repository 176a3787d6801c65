from collections import deque


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


d = deque([1, 2])
show(deque().pop)
show(deque().popleft)
show(lambda: d[2])
show(lambda: d[-3])
show(lambda: deque()[0])
show(d.remove, 7)
show(d.index, 7)
show(d.index, 1, 1)
show(deque, [1], maxlen=-1)
show(deque, [1], maxlen="a")
show(deque([1, 2], maxlen=2).insert, 0, 1)
show(lambda: d["a"])
show(lambda: d + [1])
show(lambda: d[0:1])


def assign():
    d[5] = 1


def delete():
    del d[-5]


show(assign)
show(delete)
show(deque, 5)
try:
    d.maxlen = 3
except AttributeError:
    print("maxlen is fixed")
try:
    hash(d)
except TypeError:
    print("not hashable")
