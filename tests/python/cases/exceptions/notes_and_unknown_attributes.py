e = ValueError("x")
print(e.__class__.__name__, type(e) is ValueError, e.args[0], len(e.args))
for name in ("message", "errno_missing"):
    try:
        e.message if name == "message" else e.errno_missing
    except AttributeError as error:
        print(error)
e.custom = 5
print(e.custom)
k = KeyError("key")
print(k.args[0], str(k), f"{k}", "%s" % k)
