print([1, [2, (3,), {}], "a", {"k": [None, True, 1.5]}, (), [], {1}, set(), b"x", "it's", 'q"q'])
print({"a": {"b": {"c": [1, 2, {"d": ()}]}}}, ((1, 2), (3,)), [[]] * 3, [{}], ({},))
print(("é", "\n", "\\", "\x00"), ["\U0001F600"], {"ключ": "值"}, [1.0, -0.0, float("inf")],
    [10 ** 30])
print([len], [str, int], type(5), [type(None)], [range(3)])
print(repr(None), repr(...), [...], {None: None}, {True: False}, {(1, 2): [3]})
