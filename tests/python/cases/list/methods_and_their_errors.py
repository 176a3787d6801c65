items = [3, 1, 2]
items.append([4])
items.extend("ab")
items.extend({5: 6})
items.insert(-1, "in")
items.insert(100, "end")
items.insert(-100, "front")
print(items, items.pop(), items.pop(0), items.pop(-2), items)
items.remove([4])
print(items, items.index("a"), items.count(1), items.copy() == items, items.copy() is items)
items.reverse()
print(items, items * 2, 0 * items, items + [0])
print(items.clear(), items, [].copy(), [1, 2] < [1, 2, 0], [2] > [1, 9], [] < [0])
for action in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2),
               lambda: [1, 2, 1].index(1, 1, 2), lambda: [1].extend(3), lambda: [1] + (2,), lambda: [1, "a"].sort(),
               lambda: [1].append(), lambda: [1].insert(1), lambda: [1].pop("a"), lambda: [1] * 1.5, lambda: list(5)):
    try:
        print(action())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
