a = list(range(20000))
print(len(a), sum(a), a[12345], a[-1], max(a), min(a))
a = [x for x in a if x % 3 == 0]
print(len(a), a[:5], a[-5:])
a.extend(a)
a.sort(reverse=True)
print(len(a), a[:6])
del a[::2]
print(len(a), a[:3])
a = a * 3
print(len(a), a.count(0), a.index(0))
