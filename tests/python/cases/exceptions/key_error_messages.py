d = {"a": {"b": 1}}
for f in (lambda: d["x"], lambda: d["a"]["c"], lambda: d[1], lambda: d[None], lambda: d[("t", 1)],
    lambda: d[""], lambda: d["it's"],
          lambda: d['q"q'], lambda: d[1.5], lambda: d.pop("z"), lambda: {}.popitem(),
          lambda: set().pop(), lambda: {1}.remove(2), lambda: d[b"x"]):
    try:
        f()
    except KeyError as error:
        print(str(error), "|", repr(error))
