for value in (5, 1.5, "s", [1], (1,), {}, None, True, {1}, b"b", range(3), len, ValueError("x")):
    try:
        value.missing
    except AttributeError as error:
        print(error)

def f():
    pass

for action in (lambda: f.missing, lambda: (lambda: 0).missing, lambda: None.get("k"),
    lambda: int.missing, lambda: str.missing, lambda: [].push(1)):
    try:
        action()
    except AttributeError as error:
        print(error)
try:
    (5).x = 1
except AttributeError as error:
    print(error)
