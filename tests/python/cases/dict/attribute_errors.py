d = {"a": 1}
for f in (lambda: d.a, lambda: d.has_key("a"), lambda: d.iteritems()):
    try:
        f()
    except AttributeError as error:
        print(error)
try:
    d("a")
except TypeError as error:
    print(error)
try:
    hash(d)
except TypeError as error:
    print(error)
try:
    {}[{}]
except TypeError as error:
    print(error)
try:
    d["a":"b"]
except (TypeError, KeyError) as error:
    print("refused")
