def none():
    pass

def one(a):
    pass

def optional(a, b=1):
    pass

def keyword(a, *, k=1):
    pass

def several(a=1, b=2, c=3):
    pass

calls = [
    lambda: none(1), lambda: none(1, 2), lambda: one(1, 2), lambda: one(1, 2, 3),
    lambda: optional(1, 2, 3), lambda: keyword(1, 2),
    lambda: keyword(1, 2, k=3), lambda: several(1, 2, 3, 4), lambda: (lambda: 0)(5),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
