from operator import itemgetter

get = itemgetter(1)
print(get([5, 6, 7]), get("abc"), get({1: "one"}), itemgetter(-1)([1, 2]), itemgetter("k")({"k": 3}))
print(itemgetter(0, 2)("abc"), itemgetter(2, 2, 0)([1, 2, 3]), itemgetter(slice(1, None))("hello"))
rows = [("b", 2), ("a", 3), ("c", 1)]
print(sorted(rows, key=itemgetter(1)), sorted(rows, key=itemgetter(0), reverse=True))
print(max(rows, key=itemgetter(1)), list(map(itemgetter(0), rows)))
people = [{"n": "x", "a": 3}, {"n": "y", "a": 1}]
print(sorted(people, key=itemgetter("a")), itemgetter("n", "a")(people[0]))
print(itemgetter(1), itemgetter("a", 2), itemgetter(slice(1, 2)))


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


show(itemgetter(5), [1])
show(itemgetter("q"), {})
show(itemgetter(0), 5)
show(itemgetter(1, 9), [1, 2])
