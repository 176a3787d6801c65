def one(a):
    pass

def two(a, b=1):
    pass

calls = [
    lambda: one(b=1), lambda: one(1, b=1), lambda: one(1, a=1), lambda: two(1, 2, b=3),
    lambda: two(1, c=3), lambda: one(1, **{"a": 2}),
    lambda: two(*[1, 2], b=1), lambda: two(a=1, **{"a": 2}), lambda: one(**{"x y": 1}),
    lambda: one(*5), lambda: one(**5), lambda: one(**{1: 2}),
    lambda: one(*None), lambda: one(**[1]),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
