d = {"a": 1}
print(d.update({"b": 2}), d)
d.update([("c", 3), ("a", 10)])
d.update(d=4, a=11)
d.update({"e": 5}, f=6)
d.update()
d.update([])
print(d)
for bad in (5, [1], ["abc"], None):
    try:
        d.update(bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(d)
