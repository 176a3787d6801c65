print(hasattr("a", "upper"), hasattr("a", "missing"), hasattr([], "append"), hasattr(5, "real"),
    hasattr({}, "items"))
print(getattr("abc", "upper")(), getattr("abc", "missing", "default"), getattr([1, 2], "pop")(),
    getattr(5, "nothing", None))
try:
    getattr("a", "missing")
except AttributeError as error:
    print(error)
