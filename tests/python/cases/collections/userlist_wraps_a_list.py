from collections import UserList


class Even(UserList):
    def append(self, item):
        if item % 2:
            raise ValueError(f"{item} is odd")
        super().append(item)


e = Even([2, 4])
e.append(6)
try:
    e.append(7)
except ValueError as error:
    print(error)
print(e, len(e), e[0], e[1:], type(e[1:]).__name__, e.data, 4 in e, e == [2, 4, 6], e < [3])
print(e + [1], [1] + e, e * 2, 2 * e, type(e + [1]).__name__, e + UserList([5]))
e += (8, 10)
e.insert(0, 0)
e.extend([12])
print(e, e.pop(), e.pop(0), e.index(4), e.count(2))
e.reverse()
print(e)
e.sort()
e[0] = 100
del e[1]
e.remove(8)
print(e, sorted(e), list(reversed(e)), max(e))
e.sort(key=lambda x: -x)
print(e, e.copy(), type(e.copy()).__name__, UserList("abc"), UserList(e) == e)
e.clear()
print(e, bool(e))
