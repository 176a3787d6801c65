d = {"a": 1}
for key in ("b", 1, None, (1, 2), 1.5, "it's", "é\n", True, 10 ** 20):
    try:
        d[key]
    except KeyError as error:
        print(error, repr(error), error.args)
    try:
        del d[key]
    except KeyError as error:
        print(error)
